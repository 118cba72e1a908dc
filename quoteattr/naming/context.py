"""What stands around a quotation without a source: who is named beside it, who is addressed in it.

“Come here, **Emma**,” is not said by Emma, and what follows it may well be: a name between commas or at an edge of the
quotation is a vocative.  A name that opens the rest of the paragraph (“…” **Jean** tapped the map.) likely speaks.

Limits: vocatives are found by punctuation alone, so a name in apposition inside a quotation counts as one.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from quoteattr.finding.mentions import PRONOUN, Phrase
from quoteattr.finding.words import lists
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.words import AUXILIARIES, SUBJECTS
from quoteattr.models import Gender
from quoteattr.naming.cast import Figure
from quoteattr.naming.features import Beside
from quoteattr.naming.index import Index
from quoteattr.naming.scene import Scene
from quoteattr.reading import Reading

WINDOW: Final = 50  # tokens beside a quotation that are looked at
EDGES: Final = frozenset(",.!?;:") | frozenset("\"“”‘’'«»") | {"--", "—", "...", "…", "``", "''"}
LEADING: Final = frozenset([",", ":", "--", "\N{EM DASH}"])  # at the end of a paragraph whose sentence goes on
BEING: Final = frozenset(["am", "'m", "’m"])
IS: Final = frozenset(["is", "'s", "’s"])
LEADING_IN: Final = frozenset("my the and just please simply you can may could".split())  # before a name of one's own:
# “the name's Brodie”, “you can call me Kit”, but “her name is Ann”, “don't call me Kit”
INSERTED: Final = 4  # tokens between commas behind a name that is a subject: “Mr. Dean, *I dare say*, has a key”
_INSERTING: Final = frozenset("i we you they however indeed perhaps too certainly surely of no".split())
CALL: Final = 7  # tokens of a call, with its marks
NAMING: Final = 12  # tokens of a question for a name
_WHO: Final = [words.split() for words in ("name", "and you are", "who are you")]
_CALLING: Final = frozenset("who yes hello hallo hullo".split())
_ASKING_ON: Final = frozenset(["and", "but"])
FRIENDLY: Final = frozenset("dear my old darling oh o ah poor good yes no well please and but hello hullo".split())


@attrs.define(eq=False)
class Content:
    """A content in tokens: [first, last) around all its pieces; who is addressed in it, who else is named.

    behind: where what stands beside it begins, its last or, where a deed interrupts it, the deed.
    """

    first: int
    last: int
    behind: int
    called: frozenset[int]
    named: frozenset[int]


@attrs.define(eq=False)
class Words:
    """A content in tokens, and the phrases (by index) at its ends that address somebody or name somebody."""

    first: int
    last: int
    behind: int
    called: tuple[int, ...]
    named: tuple[int, ...]


def read_words(index: Index, attribution: Attribution) -> Words:
    """Return the phrases of a content by what they do in it; whom they mean is left open."""
    reading = index.reading
    called: list[int] = []
    named: list[int] = []
    ranges = [(reading.token_from(s.start), reading.token_before(s.end)) for s in attribution.content]
    for first, last in ranges:
        for part in _ends(first, last):
            for i in index.within(*part):
                if index.forms[i] is not PRONOUN:
                    (called if is_vocative(reading, index.phrases[i], first, last) else named).append(i)
    firsts, lasts = zip(*ranges, strict=True) if ranges else ((0,), (0,))
    first = min(*firsts, len(reading.words) - 1)  # there is a token even in what has none
    behind = max(lasts) if attribution.cue else min(lasts)
    return Words(first, max(first + 1, *lasts), behind, tuple(called), tuple(named))


def read_content(scene: Scene, words: Words) -> Content:
    """Return who is addressed and who is named in a content."""
    return Content(words.first, words.last, words.behind, _numbers(scene, words.called), _numbers(scene, words.named))


def _numbers(scene: Scene, phrases: Sequence[int]) -> frozenset[int]:
    return frozenset([f.number for i in phrases if (f := scene.figure_of(i)) is not None]) if phrases else frozenset()


def _ends(first: int, last: int) -> list[tuple[int, int]]:
    """Return the beginning and the end of a token range, which are one where it is short."""
    if last - first <= 4 * WINDOW:
        return [(first, last)]
    return [(first, first + 2 * WINDOW), (last - 2 * WINDOW, last)]


def is_vocative(reading: Reading, phrase: Phrase, first: int, last: int) -> bool:
    """Tell whether a name in the content [first, last) addresses somebody, by the marks at both its sides.

    But “It's me, *Leopold*.”.
    """
    own = _is_me(reading.lower, phrase.first)
    return not own and _is_set_off(reading, phrase.first, phrase.last, first, last)


def _is_me(lower: Sequence[str], first: int) -> bool:
    """Tell whether “it is me” and a comma stand before a token."""
    return first > 2 and lower[first - 1] == "," and lower[first - 2] == "me" and lower[first - 3] in IS


def hailed(reading: Reading, content: Content) -> Gender | None:
    """Return of what gender somebody is whom the words address by no name: “Yes, *sir*.”, “*Mummy*, look!”."""
    known, lower = lists(), reading.lower
    for part in _ends(content.first, content.last):
        for k in range(*part):
            gender = known.roles.get(lower[k]) if lower[k] in known.kin else known.address.get(lower[k])
            if gender and _is_set_off(reading, k, k + 1, content.first, content.last):
                return gender
    return None


def _is_set_off(reading: Reading, start: int, end: int, first: int, last: int) -> bool:
    """Tell whether tokens [start, end) of the content [first, last) address somebody, by the marks at both sides.

    But “And *Mr. Hale*?” asks about him.
    """
    before, after = start - 1, end
    if before >= first and reading.lower[before] in _ASKING_ON and after < last and reading.words[after] == "?":
        return False
    if after < last and (reading.words[after] not in EDGES or _goes_on(reading.lower, after)):
        return False
    while before > first and reading.lower[before] in FRIENDLY:
        before -= 1
    if before >= first and reading.words[before] not in EDGES:
        return False
    if "dear" in reading.lower[before + 1 : start]:
        return True
    return "," in {reading.words[before], reading.words[min(after, len(reading.words) - 1)]} or (
        after < last and reading.words[after] in {"!", "?"}
    )


def _goes_on(lower: Sequence[str], comma: int) -> bool:
    """Tell whether a name is a subject whose verb comes behind words between commas: “Mr. Dean, I fear, *has* left”."""
    inserted = lower[comma + 1 : comma + 2 + INSERTED]
    if lower[comma] != "," or not inserted or inserted[0] not in _INSERTING or "," not in inserted:
        return False
    verb = comma + 2 + inserted.index(",")
    behind = lower[verb : verb + 2]
    return len(behind) > 1 and behind[0] in AUXILIARIES and behind[1] not in SUBJECTS


def names_speaker(lower: Sequence[str], first: int, asked: bool = False) -> bool:
    """Tell whether a name from token `first` is by what stands before it the speaker's own: “I'm Jane Doe”.

    asked: somebody has asked who is there: “Hello?” | “It's Jane Doe.”.
    """
    one, other = lower[max(0, first - 2) : first] if first > 1 else ("", "")
    before = lower[first - 3] if first > 2 else "."
    if one == "i":
        return other in BEING
    if (asked and one == "it" and other in IS) or _is_me(lower, first):
        return True
    free = before in LEADING_IN or not (before[0].isalnum() or before == "'s")
    return free and ((one == "name" and other in IS) or (one, other) == ("call", "me"))


def asks(reading: Reading, content: Content | Words) -> bool:
    """Tell whether a quotation ends with a question mark."""
    return "?" in reading.words[max(content.first, content.last - 2) : content.last]


def calls_out(reading: Reading, content: Content) -> bool:
    """Tell whether somebody asks who is there: “Yes?”, “Hello?”, “Who is it?”."""
    if content.last - content.first > CALL or not asks(reading, content):
        return False
    return not _CALLING.isdisjoint(reading.lower[content.first : content.last])


def asks_name(reading: Reading, content: Content) -> bool:
    """Tell whether somebody asks who the other is: “Your name?”, “And you are?”."""
    if content.last - content.first > NAMING or not asks(reading, content):
        return False
    words = [word for word in reading.lower[content.first : content.last] if word[0].isalnum()]
    return words[-3:] in _WHO or ("your", "name") in pairwise(words)


def is_alone(reading: Reading, content: Content) -> bool:
    """Tell whether a paragraph holds nothing but the quotation."""
    paragraph = reading.paragraphs[reading.paragraph_of(content.first)]
    return paragraph.last - paragraph.first <= content.last - content.first + 1


def beside(scene: Scene, content: Content) -> Beside:
    """Return who is named, or of what gender a pronoun is, before and after a quotation, and how it is led in."""
    reading = scene.reading
    paragraph = reading.paragraphs[reading.paragraph_of(content.first)]
    after, pronoun = _first(scene, content.behind, min(paragraph.last, content.behind + WINDOW))
    start = content.first
    if start > paragraph.first or leads_in(reading, start):
        start = max(reading.sentences[reading.sentence_of(start - 1)].first, start - WINDOW)
    before, other = _first(scene, start, content.first)
    opens, led = content.first <= paragraph.first + 1, lead_of(reading, content, paragraph.first)
    return Beside(before=before, after=after, beat=pronoun or other, opens=opens, led=led)


def leads_in(reading: Reading, first: int) -> bool:
    """Tell whether a paragraph that begins at token `first` carries on a sentence: "Emma said, | “No.”"."""
    if first == 0:
        return False
    end = reading.words[first - 1]
    return end in LEADING or end[0].isalnum()


def lead_of(reading: Reading, content: Content, first: int) -> str:
    """Return the colon or comma before a quotation in a paragraph from token `first`, "|" if a new line parts them."""
    led = content.first > first
    mark = reading.words[content.first - 1] if led or leads_in(reading, first) else ""
    return mark if mark in {",", ":"} else "" if led or not mark else "|"


def _first(scene: Scene, first: int, last: int) -> tuple[int | None, Gender | None]:
    """Return the first figure named outside marks in tokens [first, last), or the gender of a pronoun before it."""
    for i in scene.index.within(first, last):
        phrase, word = scene.phrases[i], scene.index.words[i]
        if scene.inside[i]:
            return None, None
        if phrase.form is PRONOUN:
            if scene.narrator and word == "i":
                return scene.narrator.number, None
            if phrase.gender and word in {"he", "she", "his", "her"}:
                return None, phrase.gender
        elif phrase.determiner != "'s" and (figure := scene.figure_of(i)):
            return figure.number, None
    return None, None


def not_called(pool: list[Figure], called: frozenset[int]) -> list[Figure]:
    """Leave out those whom the words address, unless nobody else is left."""
    return [f for f in pool if f.number not in called] or pool


def leaning(attributions: Sequence[Attribution], around: Sequence[int | None]) -> dict[int, int]:
    """Return for quotations of several paragraphs, and no source, which other one tells their speaker.

    It is the one they carry on, or the one to come that carries them on and has a source (“One. ¶ “Two,” he said.);
    none to come where one stands in the words of another.
    """
    found: dict[int, int] = {}
    for number, attribution in enumerate(attributions):
        before = attribution.continues
        if before is None or not 0 <= before < number:
            continue
        if not attribution.source:
            found[number] = before
        elif around[number] is None:
            found |= {k: number for k in _open(attributions, before, found) if around[k] is None}
    return found


def _open(attributions: Sequence[Attribution], number: int, leant: Mapping[int, int]) -> list[int]:
    """Return a quotation and those it carries on in turn, none if one of them has a source."""
    chain = [number]
    while (number := leant.get(number, -1)) >= 0 and number < chain[-1]:
        chain.append(number)
    return [] if attributions[chain[-1]].source else chain


def enclosing(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the one whose content its own, with its source, stands in."""
    around: list[int | None] = [None] * len(attributions)
    edges = sorted((span.start, -span.end, number) for number, a in enumerate(attributions) for span in a.content[:1])
    open_spans: list[tuple[int, int]] = []
    for start, end, number in edges:
        while open_spans and open_spans[-1][0] <= start:
            open_spans.pop()
        if open_spans and -end <= open_spans[-1][0]:
            around[number] = open_spans[-1][1]
        open_spans.append((-end, number))
    return around
