"""Which words are the source and the content of each cue of a unit, by the construction it stands in.

The constructions, in the order in which they are tried; S is a source, V a verb group, C a content:

    preposed   According to S, C.   C, according to S.   As S said, C.       (also "in the words of S", "in S's words")
    noun       S's claim that C
    passive    X was V-ed as “C” by S.   X was V-ed by S as “C”.         (`verdicts`)
    what       what S calls “C”   “C” is how S describes it
    tag        “C,” S V.   “C,” V S.   C, S V, C.
    subject    S V [addressee] that C     S V: “C”     S V C     S V C, adding that C
    colon      S: “C”   For S, “C”

Cues are taken from left to right; each may use the items up to the next one that starts a clause of its own.
Confidence grows with the lexicon's weight of the cue and the reliability of the construction (`confidence_of`).  Which
constructions can make a cue sure enough to be proposed is known before any is tried (`_within_reach`): without marks
around them, four cues in ten have none.
"""

import functools
import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from quoteattr.finding.mentions_words import role_of
from quoteattr.finding.phrases import CueMatch
from quoteattr.linking import contents, sources
from quoteattr.linking.answers import answer
from quoteattr.linking.sources import Range
from quoteattr.linking.units import QUOTED, Unit
from quoteattr.linking.verdicts import verdict
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    COMMAS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    ENDS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SIGNS,
    STOPS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    TRAILING,
    VERBS,
    is_adverb,
)
from quoteattr.models import CueStance

# How far each construction raises or lowers the odds that a report is right beyond what the weight of its cue says:
# a logistic regression on annotated news (log-odds = SLOPE * log-odds of the weight + the rule's figure).
ODDS: Final = {
    "preposed": -1.2, "tag": 0.6, "marked": -0.2, "question": -0.4, "that": -0.2, "bare": -1.0, "complement": -1.05,
    "noun": -1.0, "passive": 0.6, "what": 0.6, "answer": 0.6, "told": -0.7,  # bare, behind an addressee
}  # fmt: skip
SLOPE: Final = 0.8
QUOTED_ODDS: Final = {"that": 0.8, "bare": 0.8, "told": 0.8, "complement": 1.5}  # added for marked words
WORDED: Final = 0.4  # confidence of marked words behind “in the words of S”
LEAST: Final = 0.25  # confidence below which a report is not worth proposing
TAG_LEAST: Final = 0.85  # confidence at least, of a cue right behind an utterance that closes as before a tag
COLON: Final = 0.6  # confidence of marked words after a colon without a cue
AHEAD: Final = 8  # cues that are looked at to either side of one, words of a name before it; prose has fewer
LEADING: Final = 12  # items of “as” and its subject, which lead to a content
ROLE: Final = 4  # items of a role before a name, with it: “Labour *party leader* Lee”
SHORT: Final = 4  # items of a source so short that commas around it and its cue make a tag
WORD: Final = 4  # tokens of a word or two with their marks
CLOSED: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS | TIMES | SUBJECTS
_SCENE: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | TIMES  # what opens no subject
CLAUSE: Final = 4  # items of a short clause
SAYING: Final = 0.7  # weight of a verb that is one of saying whatever stands behind it
LATER: Final = 2  # items that close a time: “Two years later”
_HERE: Final = frozenset("this that it so these".split())
_WORDS_OF: Final = frozenset(["in the words of", "in the view of", "in the opinion of", "in the eyes of"])
_BEFORE_TAG: Final = COMMAS | ENDS | {"("}  # what an inverted tag stands behind
_FRONTED: Final = frozenset("here then so thus".split())  # between marked words and an inverted tag
_CLOSES_BEFORE_TAG: Final = frozenset(",?!-—–")
_TURNING: Final = DASHES - {"-"}  # what opens a turn of a dialogue
_CLOSES_WORDS: Final = DASHES | {",", "?", "!"}  # what closes reported words without marks
_ALL: Final = frozenset(ODDS)
_PREPOSED: Final = frozenset(["preposed"])
_NOUN: Final = frozenset(["noun"])
_TAG: Final = frozenset(["tag"])
_SAID: Final = frozenset(["tag", "marked"])  # constructions of marked words
_JOINTS: Final = BREAKS | CONJUNCTIONS
_SPOKEN: Final = frozenset(["bare", "quote", "tag"])  # frames of verbs whose marked words are spoken
_HOW: Final = (PREPOSITIONS - set("of as for from like unlike including".split())) | TIMES  # what says how
_MORE: Final = VERBS | RELATIVES | {QUOTED, "that"}  # words that make more of what follows than a phrase


class Report(NamedTuple):
    """A cue of a unit with the items of its source and content, before it becomes an attribution.

    `cue` is None where a colon alone does its work; `verb` is then the colon.
    """

    cue: CueMatch | None
    verb: Range
    source: Range | None
    contents: tuple[Range, ...]
    addressee: Range | None
    rule: str
    confidence: float

    def at_least(self, confidence: float) -> "Report":
        """Return the report, at least so sure."""
        return self._replace(confidence=max(self.confidence, confidence))


class _Site(NamedTuple):
    """A cue in its place: where its content must end (`limit`), where its subject may begin (`floor`)."""

    unit: Unit
    cue: CueMatch
    verb: Range
    limit: int
    floor: int
    before: Range | None  # the verb group of the cue before, in the same clause
    earlier: list[Report]
    rules: AbstractSet[str]  # the constructions that can be sure enough

    def report(
        self, source: Range | None, parts: tuple[Range, ...], rule: str, addressee: Range | None = None
    ) -> Report:
        quoted = self.unit.marked and any(any(self.unit.regions[start:end]) for start, end in parts)
        odds = "told" if rule == "bare" and addressee else rule
        confidence = confidence_of(self.cue.entry.weight, odds, quoted=quoted)
        addressee = addressee or self._spoken_to(source, parts, rule)
        addressee = contents.whole(self.unit, addressee) if addressee else None
        return Report(self.cue, self.verb, source, parts, addressee, rule, confidence)

    def _spoken_to(self, source: Range | None, parts: tuple[Range, ...], rule: str) -> Range | None:
        """Return whom marked words are said to: “C,” said S *to* **Tom**; S said *to* **Tom**: “C”."""
        unit, start = self.unit, max(self.verb[1], source[1] if source else 0)
        if rule not in _SAID or unit.words[start] != "to" or "tag" not in self.cue.entry.frames:
            return None
        heard = unit.words[start + 1]
        if not (unit.is_capital(start + 1) or heard in PRONOUNS or heard in DETERMINERS):
            return None
        told = contents.addressee(unit, start + 1, len(unit))
        return None if told is None or any(told[0] < end and first < told[1] for first, end in parts) else told


@functools.lru_cache(maxsize=4096)
def confidence_of(weight: float, rule: str, *, quoted: bool = False) -> float:
    """Return how surely a report is right, from 0 to 1, by the weight of its cue and its construction."""
    weight = min(max(weight, 0.01), 0.99)
    log_odds = SLOPE * math.log(weight / (1 - weight)) + ODDS[rule] + (QUOTED_ODDS.get(rule, 0.0) if quoted else 0.0)
    return round(1 / (1 + math.exp(-log_odds)), 4)


@functools.lru_cache(maxsize=1024)
def _within_reach(weight: float) -> frozenset[str]:
    """Return the constructions in which a cue of that weight is sure enough to be proposed for words without marks."""
    return frozenset(rule for rule in ODDS if confidence_of(weight, rule) >= LEAST)


def reports(unit: Unit, cues: Sequence[CueMatch]) -> list[Report]:
    """Return the reports of a unit in the order of their cues."""
    found: list[Report] = []
    placed = _without_titles(unit, [(cue, verb) for cue in cues if (verb := _items_of(unit, cue))])
    before: Range | None = None
    for i, (cue, verb) in enumerate(placed):
        rules = _constructions(unit, cue)
        if rules:
            limit = _limit(unit, verb, placed[i + 1 : i + 1 + AHEAD])
            report = _report(_Site(unit, cue, verb, limit, before[1] if before else 0, before, found[-AHEAD:], rules))
            if report is not None and report.confidence >= LEAST:
                found.append(report)
        before = verb if cue.form else before
    if not unit.marked:
        return found
    found = _nearest(found)
    return found + _colons(unit, found) + _views(unit, found)


def _without_titles(unit: Unit, placed: list[tuple[CueMatch, Range]]) -> list[tuple[CueMatch, Range]]:
    """Return cues with their verb groups, without titles before a name: “C,” *Judge* Lee told X."""
    titles = {one[1] for one, other in pairwise(placed) if _is_title(unit, *one, other[1][0])}
    return [one for one in placed if one[1] not in titles] if titles else placed


def _is_title(unit: Unit, cue: CueMatch, verb: Range, end: int) -> bool:
    """Tell whether a verb is a title: nothing but a name stands between it and the verb that begins at `end`."""
    if cue.form != "base" or unit.is_capital(end) or not verb[1] < end <= verb[1] + AHEAD:
        return False
    return all(unit.is_capital(i) for i in range(verb[0], end))


def _items_of(unit: Unit, cue: CueMatch) -> Range | None:
    if not unit.marked:  # every item is a token
        start = unit.firsts[0]
        return (cue.first - start, cue.last - start) if cue.last <= unit.lasts[-1] else None
    first, last = unit.item_of(cue.first), unit.item_of(cue.last - 1)
    return None if first is None or last is None else (first, last + 1)


def _limit(unit: Unit, verb: Range, later: list[tuple[CueMatch, Range]]) -> int:
    """Return the item before which a content right of `verb` must end: a coordinated cue, or a tag further on.

    `later` has the cues after it with their verb groups; a clause of its own with a name, too, ends it, at the comma.
    """
    for _, (start, _) in later:
        word, before = unit.words[start], unit.words[start - 1]
        if start > verb[1] and before in CONJUNCTIONS and word != "to" and not word.endswith("ing"):
            return start - 1
        if start > verb[1] and before == "," and (word.endswith("ing") or unit.words[verb[0] - 1] in RELATIVES):
            return start - 1
        if start - 3 > verb[1] and before in SUBJECTS and unit.words[start - 3 : start - 1] == [",", "but"]:
            return start - 3
        if word == "according":
            return start
        if (opening := _named_clause(unit, start)) > verb[1]:
            return opening
    return len(unit)


def _named_clause(unit: Unit, verb: int) -> int:
    """Return the comma before a coordinated clause whose subject is a name: “C**,** but Jane Doe warned”, 0 if none."""
    i = verb
    while i > max(0, verb - AHEAD) and unit.is_capital(i - 1):
        i -= 1
    return i - 2 if i < verb and unit.words[i - 1] in CONJUNCTIONS and unit.words[i - 2] == "," else 0


def _nearest(found: list[Report]) -> list[Report]:
    """Leave each marked content to the cue nearest before it: “they *posted* a meme asking for help, *saying*: “…””."""
    last = {report.contents: report for report in found if report.rule == "marked"}
    return [r for r in found if r.rule != "marked" or last[r.contents] is r]


def _constructions(unit: Unit, cue: CueMatch) -> AbstractSet[str]:
    """Return the constructions that the cue may stand in and be sure enough to be proposed."""
    frames = cue.entry.frames
    rules = _ALL if unit.marked else _within_reach(cue.entry.weight)
    if "preposed" in frames:
        return rules & _PREPOSED
    if "noun" in frames and not cue.form:
        return rules & _NOUN
    return rules if cue.form or "adj" in frames else frozenset()


def _report(site: _Site) -> Report | None:
    if site.rules == _PREPOSED:
        return _preposed(site)
    if site.rules == _NOUN:
        return _noun(site)
    if report := _as(site) or _verdict(site):
        return report
    quoted = "as" in site.unit.words[slice(*site.verb)]  # “was quoted *as* saying”
    return ((site.cue.form != "ing" or quoted) and _may_be_tag(site) and _tag(site)) or _subject(site)


# --- According to S, C. ---------------------------------------------------------------------------


def _preposed(site: _Site) -> Report | None:
    unit, verb = site.unit, site.verb
    source = sources.after_preposition(unit, verb[1])
    if source is None:
        return None
    worded = site.cue.entry.lemma in _WORDS_OF and unit.marked
    part = _beside(unit, verb, source, worded=worded)
    if part is None or part[0] >= part[1]:
        return None
    report = site.report(source, (part,), "preposed")
    return report.at_least(WORDED) if worded else report


def _own_words(site: _Site) -> Report | None:
    """Return what is said in words that somebody owns: “In **Lee**'s own *words*, C”."""
    unit, (noun, end) = site.unit, site.verb
    source = sources.possessor(unit, noun) if unit.words[noun] == "words" else None
    if source is None or unit.words[source[0] - 1] != "in":
        return None
    part = _beside(unit, (source[0] - 1, end), (source[0], end), worded=True)
    if part is None or part[0] >= part[1] or not any(unit.regions[slice(*part)]):
        return None
    return site.report(source, (part,), "preposed").at_least(WORDED)


def _beside(unit: Unit, verb: Range, source: Range, *, worded: bool) -> Range | None:
    """Return the content before “according to S” or behind it; `worded` words in marks stand right behind it."""
    start = verb[0]
    while start > 0 and unit.words[start - 1] not in STOPS:
        start -= 1
    behind = source[1] + (unit.words[source[1]] == ",")
    if worded and unit.is_marked(behind):
        return behind, behind + 1
    if any(unit.words[k] not in CONJUNCTIONS for k in range(start, verb[0])):
        return contents.leftward(unit, verb[0], 0)
    start = source[1]
    while start < len(unit) and unit.words[start] in BREAKS:
        start += 1
    return start, _trimmed_end(unit, start, len(unit))


def _as(site: _Site) -> Report | None:
    """Return what a clause with “as” at the start of its unit leads to: “As S said on Monday, C”."""
    unit, verb = site.unit, site.verb
    if (
        unit.words[0] != "as"
        or not 1 < verb[0] <= LEADING
        or "tag" not in site.cue.entry.frames
        or unit.words[verb[1]] in _HERE
    ):
        return None  # “As she said *this*, he left”
    comma = _clause_end(unit, verb[1])
    if unit.words[comma] != "," or unit.is_marked(comma + 1):
        return None
    if contents.rightward(unit, verb[1], site.cue.entry, comma) is not None:
        return None
    end = _trimmed_end(unit, comma + 1, site.limit)
    source = sources.left(unit, verb[0], 1)
    return site.report(source, ((comma + 1, end),), "preposed") if source and comma + 1 < end else None


# --- X was V as “C” by S   what S calls “C”   “C” is how S describes it ----------------------------


def _verdict(site: _Site) -> Report | None:
    """Return words by which somebody or something is called, where that is plain (`verdicts`)."""
    unit, verb = site.unit, site.verb
    if not (unit.marked or unit.words[verb[1]] == "by"):
        return None
    found = verdict(unit, site.cue, verb, site.floor, site.limit)
    if found is None:
        return None
    return site.report(found.source, (found.content,), found.rule, found.addressee).at_least(TAG_LEAST)


def _trimmed_end(unit: Unit, start: int, end: int) -> int:
    while end > start and unit.words[end - 1] in TRAILING:
        end -= 1
    return end


# --- S's claim that C ----------------------------------------------------------------------------


def _noun(site: _Site) -> Report | None:
    if site.unit.marked and (report := _answer(site) or _own_words(site)):
        return report
    source = sources.possessor(site.unit, site.verb[0])
    found = contents.rightward(site.unit, site.verb[1], site.cue.entry, site.limit)
    if found is None or found.content[0] - site.verb[1] > 1 or (source is None and found.frame != "that"):
        return None
    return site.report(source, (found.content,), "noun")


def _answer(site: _Site) -> Report | None:
    found = answer(site.unit, site.cue, site.verb[0])
    if found is None:
        return None
    return site.report(found[0], (found[1],), "answer").at_least(TAG_LEAST)


# --- C, S V   C, V S   C, S V, C --------------------------------------------------------------------


def _may_be_tag(site: _Site) -> bool:
    """Tell whether anything before the cue sets a tag off (`_is_set_off`): nothing does for most."""
    unit, verb = site.unit, site.verb[0]
    if unit.marked and any(unit.regions[:verb]):
        return True
    return "tag" in site.cue.entry.frames and not _CLOSES_WORDS.isdisjoint(unit.words[1:verb])


def _tag(site: _Site) -> Report | None:
    unit, verb = site.unit, site.verb
    inverted = _inverted(site)
    source = inverted or sources.left(unit, verb[0], site.floor)
    if source is None:
        return None
    start, end = min(source[0], verb[0]), max(source[1], verb[1])
    if unit.words[start - 1] == "(":
        start, end = start - 1, _bracket_end(unit, end)  # “C” *(said X)* “C”
    fronted = unit.words[start - 1] == "as" or (inverted and unit.words[start - 1] in _FRONTED)
    if fronted and (unit.is_marked(start - 2) or unit.words[start - 2] == ","):
        start -= 1  # “C,” *as X put it*; “C,” *here said X*
    certain = _closes_for_tag(unit, start)
    left = contents.leftward(unit, start, 0)
    if (
        left is None
        or not (_is_set_off(unit, start) or _is_cut(unit, start, end))
        or not ("tag" in site.cue.entry.frames or certain)
    ):
        return None
    after = end if certain or inverted else _after_tag(site, end, said=unit.is_marked(left[1] - 1))
    if after is None:
        return None
    parts = (left, *_second_piece(site, left, after, _clause_end(unit, after)))
    if not (_is_told(unit, parts, source) or _is_closing(site, left, source, end)):
        return None
    told = None if inverted or "obj" not in site.cue.entry.frames else contents.addressee(unit, verb[1], len(unit))
    report = site.report(source, parts, "tag", told)
    return report.at_least(TAG_LEAST) if certain else report


def _inverted(site: _Site) -> Range | None:
    unit, verb = site.unit, site.verb
    if "obj" in site.cue.entry.frames and not unit.is_marked(verb[0] - 1) and unit.words[verb[1]] not in SUBJECTS:
        return _warning(site)  # “X told reporters” tells whom, not who
    before = verb[0] - 1
    before -= unit.words[before] in _FRONTED and unit.is_marked(before - 1)
    if unit.is_marked(before) or unit.words[before] in _BEFORE_TAG:
        return sources.right(unit, verb[1])
    return None


def _bracket_end(unit: Unit, end: int) -> int:
    """Return the item behind the bracket that closes a tag, none if none does soon."""
    return next((i + 1 for i in range(end, min(end + AHEAD, len(unit))) if unit.words[i] == ")"), end)


def _warning(site: _Site) -> Range | None:
    """Return the source of a verb that may take an object, where it closes a sentence (“C, *warned Ann Lee*.”)."""
    unit, (verb, end) = site.unit, site.verb
    if "np" not in site.cue.entry.frames or unit.words[verb - 1] != "," or not _opens_with_subject(unit, (0, verb - 1)):
        return None
    source = sources.right(unit, end)
    return source if source and unit.words[source[1]] in ENDS else None


def _closes_for_tag(unit: Unit, start: int) -> bool:
    """Tell whether an utterance right before item `start` closes as before a tag: “Never,” *she said in a letter*.

    The British put the comma behind the marks: ‘Remember then’, *he continued*.
    """
    if start == 2 and unit.words[1] == "," and unit.is_marked(0):
        return True
    region = unit.regions[start - 1] if start else None
    return region is not None and region.inner.of(unit.reading.text).rstrip()[-1:] in _CLOSES_BEFORE_TAG


def _is_set_off(unit: Unit, start: int) -> bool:
    """Tell whether what stands before item `start` can be the end of a content: a comma, a dash, marks."""
    if unit.is_marked(start - 1) or unit.is_marked(start - 2):
        return True
    dashed = unit.words[0] in _TURNING and start == 3  # “―Yes, *said Tomas*”
    closes = unit.words[start - 1] in _CLOSES_WORDS and (start >= 4 or dashed)
    return closes and (dashed or not all(unit.is_capital(i) for i in range(start - 1)))


def _is_cut(unit: Unit, start: int, end: int) -> bool:
    """Tell whether the tag at items [start, end) cuts a subject from its verb: “Prices, *she says*, **will** fall”."""
    comma = next((i for i in range(end, end + SHORT) if unit.words[i] == ","), 0)
    return unit.words[start - 1] in _CLOSES_WORDS and comma > 0 and unit.words[comma + 1] in VERBS


def _after_tag(site: _Site, end: int, *, said: bool) -> int | None:
    """Return the item after the tag's own words, None if what follows the verb is its content and no tag's end."""
    unit = site.unit
    found = contents.rightward(unit, site.verb[1], site.cue.entry, len(unit))
    resumes = found is not None and found.frame == "marked" and said and unit.words[found.content[0] - 1] != ":"
    if found is not None and not resumes:
        return None
    return None if "that" in unit.words[end : _clause_end(unit, end)] else end


def _clause_end(unit: Unit, i: int) -> int:
    while i < len(unit) and unit.words[i] not in SIGNS and not unit.is_marked(i):
        i += 1
    return i


def _is_told(unit: Unit, parts: tuple[Range, ...], source: Range) -> bool:
    """Tell whether the parts read like reported words: marked, dashed, around a short tag, or with a verb in them."""
    left = parts[0]
    if unit.is_marked(left[1] - 1) and sources.is_utterance(unit, left[1] - 1):
        return True
    if unit.words[0] in DASHES or (len(parts) > 1 and source[1] - source[0] <= SHORT):
        return True
    return any(_is_clause(unit, part) for part in parts)


def _is_closing(site: _Site, left: Range, source: Range, end: int) -> bool:
    """Tell whether a short tag closes a headline, or a sentence that opens with its subject.

    “Sea levels rising, *scientists say*”; “Children who walk sleep better, *a study suggests*.”
    """
    unit, long = site.unit, source[1] - source[0] > SHORT
    if end == len(unit):
        return not long
    says = source[0] >= site.verb[1] and site.cue.entry.weight >= SAYING  # “C, *says its manager, Ann Lee*.”
    return unit.words[end] in ENDS and (says or not long) and _opens_with_subject(unit, left)


def _opens_with_subject(unit: Unit, part: Range) -> bool:
    """Tell whether items are long enough for a clause and begin with no scene, time or reason; nor do they list."""
    words = unit.words[slice(*part)]
    scene = words[0] in _SCENE or words[0].endswith("ing") or is_adverb(words[0])
    return len(words) >= CLAUSE and not scene and TIMES.isdisjoint(words[-LATER:]) and "," not in words


def _is_clause(unit: Unit, part: Range) -> bool:
    """Tell whether items can be reported without marks: they hold a verb and open with no name set off by a comma."""
    i, end = part
    while i < end and unit.is_capital(i):
        i += 1
    if i > part[0] and unit.words[i] == ",":
        return False
    return any(unit.is_marked(k) or unit.words[k] in AUXILIARIES or unit.words[k].endswith("ed") for k in range(*part))


def _second_piece(site: _Site, left: Range, after: int, i: int) -> tuple[Range, ...]:
    """Return the part of the content after the tag and its adverbials, items [after, i): “C, he said, **C**”."""
    unit = site.unit
    said = unit.is_marked(left[1] - 1) and sources.is_utterance(unit, left[1] - 1)
    if not said and _is_rest(unit, left, i):
        return ((i + 1, i + 2),)
    start = i
    while start < len(unit) and (unit.words[start] in BREAKS or (said and unit.words[start] in CONJUNCTIONS)):
        start += 1
    if said:
        return _resumed(unit, after, start)
    if unit.words[i] not in COMMAS or start >= site.limit or unit.is_marked(i):
        return ()
    first = unit.words[start]
    if first.endswith("ing") or first in RELATIVES or first in {"according", "as", "after", "in", "on", "during", "at"}:
        return ()
    return ((start, _trimmed_end(unit, start, site.limit)),)


def _is_rest(unit: Unit, left: Range, i: int) -> bool:
    """Tell whether marked words behind a semicolon go on with those before the tag: “C”, he said; **“C”**."""
    behind = unit.words[i] == ";" and unit.is_marked(i + 1) and unit.words[i + 2] in ENDS
    return behind and unit.is_marked(left[1] - 1) and unit.words[left[1]] == ","


def _resumed(unit: Unit, after: int, start: int) -> tuple[Range, ...]:
    """Return the utterance at or after item `start` that carries on the one before a tag that ends at item `after`."""
    while start < len(unit) and not unit.is_marked(start):
        start += 1
    if start >= len(unit) or not sources.is_utterance(unit, start):
        return ()
    resumes = start == after or unit.words[start - 1] in _JOINTS or unit.is_marked(start - 1)
    return ((start, start + 1),) if resumes else ()


# --- S V that C ------------------------------------------------------------------------------------


def _subject(site: _Site) -> Report | None:
    if site.rules <= _TAG:
        return None
    unit, verb = site.unit, site.verb
    found = contents.rightward(unit, verb[1], site.cue.entry, site.limit)
    if found is None or not _is_reported(site, found):
        return None
    source = _own_subject(site) or _shared_subject(site)
    if source is None:
        return None
    return site.report(source, (_word_said(site, found),), found.frame, found.addressee)


def _word_said(site: _Site, found: contents.Found) -> Range:
    """Return a content without what says how a word or two in marks are said: “said **“sorry”** to his mother”."""
    unit, (start, end) = site.unit, found.content
    if end == start + 1 or start != site.verb[1] or not unit.is_marked(start) or not site.cue.entry.frames >= _SPOKEN:
        return found.content
    behind = unit.words[start + 1]
    how = behind in _HOW or is_adverb(behind)
    short = unit.lasts[start] - unit.firsts[start] <= WORD
    rest = unit.words[start + 1 : end]
    return (start, start + 1) if how and short and _MORE.isdisjoint(rest) else found.content


def _is_reported(site: _Site, found: contents.Found) -> bool:
    """Tell whether what follows the cue can be words: no quantity, purpose or pronoun, nothing that was not said."""
    start, end = found.content
    word = site.unit.words[start]
    if found.frame in {"bare", "complement"} and (word.endswith("%") or site.unit.words[site.verb[0] - 1] == "to"):
        return False  # “The funds added 7.7% overall”, “to emphasize the need”
    if found.frame != "complement":
        return True
    alone = word in PRONOUNS and (end - start == 1 or site.cue.stance is CueStance.NOT_SAID)  # “never mentioned them”
    return not word[:1].isdigit() and not alone


def _own_subject(site: _Site) -> Range | None:
    unit, first = site.unit, site.verb[0]
    if (site.cue.form == "ing" and unit.words[first] not in AUXILIARIES) or unit.words[first - 1] == "to":
        return None
    source = sources.left(unit, first, site.floor)
    return None if source is None or _covers_main_verb(site, source) else source


def _covers_main_verb(site: _Site, source: Range) -> bool:
    """Tell whether a subject reaches over an earlier report that is no relative clause: “X, who has said C, told”."""
    for report in site.earlier:
        if source[0] < report.verb[1] and report.verb[0] < source[1]:
            relative = any(site.unit.words[k] in RELATIVES for k in range(source[0], report.verb[0]))
            if not relative:
                return True
    return False


def _shared_subject(site: _Site) -> Range | None:
    """Return the subject this cue shares with another clause: the last source, the last verb's, the first name."""
    unit, first = site.unit, site.verb[0]
    source = sources.borrowed(unit, first, [r.source for r in site.earlier if r.source])
    if source is None and (site.cue.form == "ing" or unit.words[first - 1] in CONJUNCTIONS):
        source = sources.left(unit, site.before[0]) if site.before else None
        source = source or _main_subject(unit, first)
    return source


def _main_subject(unit: Unit, verb: int, start: int = 0) -> Range | None:
    """Return the first name or pronoun from item `start`: “**Trump** spoke at length, saying that”."""
    for i in range(start, verb):
        pronoun = unit.words[i] in {"he", "she", "they", "it"}
        if pronoun or (unit.is_capital(i) and unit.words[i] not in CLOSED):
            j = _capitals_end(unit, i + 1, verb)
            return i, j if pronoun else _described_end(unit, j, verb)
    return None


def _capitals_end(unit: Unit, i: int, end: int) -> int:
    while i < end and unit.is_capital(i):
        i += 1
    return i


def _described_end(unit: Unit, i: int, verb: int) -> int:
    """Return the end of the name that a role behind a capital leads to: “Rebel *leader* **Jane Doe** left, vowing”."""
    name = next((k for k in range(i + 1, min(i + ROLE, verb)) if unit.is_capital(k)), 0)
    return _capitals_end(unit, name, verb) if name and role_of(unit.words[name - 1]) else i


# --- S: “C” --------------------------------------------------------------------------------------


def _colons(unit: Unit, found: list[Report]) -> list[Report]:
    """Return what stands in marks after a colon that no cue claims: “**Kasich** on jobs: ‘…’”, “She leaned in: “…””."""
    if ":" not in unit.words:
        return []
    taken = {i for report in found for part in report.contents for i in range(*part)}
    out = []
    for i in range(1, len(unit) - 1):
        if unit.words[i] != ":" or not unit.is_marked(i + 1) or i + 1 in taken:
            continue
        source = _before_colon(unit, i)
        if source is not None and (sources.is_utterance(unit, i + 1) or i + 2 == len(unit)):
            out.append(Report(None, (i, i + 1), source, ((i + 1, i + 2),), None, "colon", COLON))
    return out


def _before_colon(unit: Unit, colon: int) -> Range | None:
    """Return the subject of the clause a colon ends, or a label; a lone first word is capital by its place only."""
    start = max((k + 1 for k in range(colon) if unit.words[k] == ","), default=0)
    source = _main_subject(unit, colon, start) or _main_subject(unit, colon)
    if source == (0, 1) and colon > 1 and unit.words[0] not in SUBJECTS and unit.words[1] != "(":
        return None
    return source


def _views(unit: Unit, found: list[Report]) -> list[Report]:
    """Return marked words that “for S” leads to at the start of a sentence, if they are all the rest of it."""
    marked = next((i for i in range(len(unit)) if unit.is_marked(i)), 0)
    if found or unit.words[0] not in {"for", "to"} or unit.words[marked - 1] != "," or len(unit) > marked + 2:
        return []
    comma = _clause_end(unit, 1)
    named = 1 < comma <= AHEAD and unit.is_capital(comma - 1) and TIMES.isdisjoint(unit.words[1:comma])
    if not (named and sources.is_utterance(unit, marked)):
        return []
    return [Report(None, (0, 1), (1, marked - 1), ((marked, marked + 1),), None, "view", COLON)]
