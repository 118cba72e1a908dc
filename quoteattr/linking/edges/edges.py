"""Where a cue ends and a quotation or a name begins: what marks and capitals tell, and the lexicon's words do not.

A cue holds no quotation mark, as a caller's own may (“'fess up”).  A verb that owns what follows is a name (“*Wired*'s
Jo Lee”); so is one with a capital beside other words of a verb's subject (“Jo *Report* told us”), and a word with a
capital in a verb group that looks like an adverb or auxiliary (“*Reilly* said”, “Will said”). Where a source
cuts a name or a bracket in two (“*Lee* Promise warned”, “ACP (*Crime) Ravi Nair*”), it is made whole.  Content that
opens a paragraph begins behind the place an article was written at (“ROME (Newswire) — *It rained, officials said*”,
“ROME: *It rained, officials said*”), and such a place says nothing (“*Rome:* Ann Lee has said it rained”); speech
begins behind how it was said (said quite distinctly *“It rained”*), and ends before an address that a post closes with.

Limits: a place of no list before a colon is known by its capitals alone; at the beginning of a sentence a capital tells
nothing, so only such words are names there that are no other.
"""

from bisect import bisect_right
from collections.abc import Container, Sequence
from typing import Final

import attrs
import regex

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.finding.words import CLOSED, is_common, is_given, lists
from quoteattr.linking.attribution import Attribution, cut_to, with_longer_source
from quoteattr.linking.words import PRONOUNS, is_adverb
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST: Final = 4  # words of a name, or of a bracket in it, that are looked at
LONGEST_ADDRESS: Final = 250  # characters
MANNER: Final = 3  # words that tell how something is said
DATELINE: Final = regex.compile(
    r"""
    (?: (?: \p{Lu} [\p{Lu}.'’-]*+ [ ]? ){1,4}+ (?: , \s [^()\n—–-]{1,30} )?+ (?: \s? [(] [^()\n]{1,30} [)] )?+
      | \p{Lu} [\p{L}.,'’ ]{2,40}? \s [(] \p{Lu} [\p{L} ]{1,20} [)]  # Rome (Newswire)
    ) \s? (?: — | – | --? ) \s (?=\S)
    """,
    regex.VERBOSE,
)
LABEL: Final = regex.compile(r"(?P<place>\p{Lu}[\p{L}.'’]*+(?: \p{Lu}[\p{L}.'’]*+){0,2}):\s(?=\S)")
TIME: Final = regex.compile(r"\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?m\.?))?:?\s+(?=[\p{Lu}\"“‘])")
ADDRESS: Final = regex.compile(r"(?:\s(?:https?://|pic\.twitter\.com/|t\.co/)\S{1,200})+\Z")
_SOME: Final = frozenset(["a", "an", "another", "one"])  # before a noun that tells what somebody is
_AUXILIARY_NAMES: Final = frozenset(["will", "may", "art"])


def clear_cues(reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> list[CueMatch]:
    """Return the cues that are cues, without names in them."""
    cues = [cue for cue in _without_marks(reading, marks, cues) if not _owns(reading, cue)]
    verbs = {cue.first for cue in cues if reading.words[cue.first][0].islower()}
    cues = [cue for cue in cues if reading.words[cue.head][0].islower() or not _is_in_name(reading, cue, verbs)]
    return [cue if cue.first == cue.head else _beside_name(reading, cue) for cue in cues]


def with_leads(given: Sequence[CueMatch], cleared: Sequence[CueMatch]) -> Sequence[CueMatch]:
    """Return cleared cues with those of "According to" back that seemed to begin a name: “*According to* BBC reports”.

    Models have learned without them; only what is read has them.
    """
    kept = {cue.head for cue in cleared}
    lost = [cue for cue in given if cue.entry.lemma == "according to" and cue.head not in kept]
    return sorted([*cleared, *lost], key=lambda cue: cue.first) if lost else cleared


def _without_marks(reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> Sequence[CueMatch]:
    """Return the cues that hold no quotation mark."""
    edges = {reading.token_from(r.span.start) for r in marks.regions}
    edges |= {reading.token_from(r.inner.end) for r in marks.regions if r.closed}
    odd = [cue for cue in cues if not edges.isdisjoint(range(cue.first, cue.last))]
    odd = [cue for cue in odd if not all(reading.words[k][0].isalnum() for k in range(cue.first, cue.last))]
    return [cue for cue in cues if cue not in odd] if odd else cues


def _owns(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a verb is a name that owns what follows: “*Wired*'s Jo Lee”."""
    return cue.form != "" and reading.lower[cue.last : cue.last + 1] == ["'s"]


def _is_in_name(reading: Reading, cue: CueMatch, verbs: Container[int]) -> bool:
    """Tell whether a cue is a word of the name of two or more that is a verb's subject: “Jo *Report* told us”."""
    words, sentence = reading.words, reading.sentences[reading.sentence_of(cue.head)]
    last = cue.last
    while last < min(sentence.last, cue.last + LONGEST) and words[last][0].isupper():
        last += 1
    before = words[cue.first - 1] if cue.first > sentence.first else ""
    named = before[:1].isupper() and before.lower() not in CLOSED
    return last in verbs and (named or last > cue.last)


def _beside_name(reading: Reading, cue: CueMatch) -> CueMatch:
    """Return a cue without a name in its verb group that looks like an adverb or auxiliary: “*Reilly* said”."""
    if not reading.words[cue.head][0].islower():
        return cue
    first = max((k + 1 for k in range(cue.first, cue.head) if _is_name(reading, k)), default=cue.first)
    alone = first == cue.head and first > cue.first
    return attrs.evolve(cue, first=first, form="ed" if alone and cue.form == "en" else cue.form)


def _is_name(reading: Reading, i: int) -> bool:
    """Tell whether a word in a verb group is a name by its capital; at a beginning that tells nothing."""
    lower = reading.lower[i]
    if not reading.words[i][0].isupper() or (lower in CLOSED and lower not in _AUXILIARY_NAMES):
        return False
    starts = reading.sentences[reading.sentence_of(i)].first == i
    return not starts or lower in _AUXILIARY_NAMES or (lower.endswith("ly") and not is_common(lower))


def with_whole_name(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose source does not cut a name, or an office from who holds it."""
    if len(told.source) != 1:
        return told
    first, last = reading.token_from(told.source[0].start), reading.token_before(told.source[0].end)
    start, end = _name_start(reading, first, last), _name_end(reading, first, last, told)
    if told.cue is None and start > 0 and reading.lower[start - 1] in _SOME:
        start -= 1  # “*One* Tory MP was blunter: “C””
    if (start, end) == (first, last) or start >= end:
        return told
    return with_longer_source(told, Span(reading.starts[start], reading.ends[end - 1]))


def behind_dateline(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution without the place where an article was written, or the time of a line in a live blog."""
    content, source = told.content[0], told.source[:1]
    if _opens(reading, content):
        behind = _behind_place(reading.text, content.start, content.end)
        return cut_to(told, (Span(behind, content.end), *told.content[1:]))
    if source and _opens(reading, source[0]) and (time := TIME.match(reading.text, source[0].start, source[0].end)):
        return attrs.evolve(told, source=(Span(time.end(), source[0].end), *told.source[1:]))
    return told


def _opens(reading: Reading, span: Span) -> bool:
    """Tell whether a span opens its paragraph, with a capital or figure as a place or time has."""
    opens = reading.text[span.start].isupper() or reading.text[span.start].isdigit()
    return opens and reading.paragraphs[reading.paragraph_of(reading.token_from(span.start))].start == span.start


def _behind_place(text: str, start: int, end: int) -> int:
    """Return where a text goes on behind the place it was written at; `start` where it opens with none."""
    if time := TIME.match(text, start, end):
        return time.end()
    label = LABEL.match(text, start, end)
    place = label if label and _is_place(label["place"]) else DATELINE.match(text, start, end)
    return place.end() if place and not text[place.end()].islower() else start  # "NATO — and not the UN — will decide"


def without_datelines(reading: Reading, told: Sequence[Attribution]) -> list[Attribution]:
    """Return the reports without those of a place before a colon, in whose words another is told to say something."""
    colons = [a for a in told if a.cue and reading.words[a.cue.head] == ":" and a.source]
    if not colons:
        return list(told)
    sources = ((a.cue, a.source[0].of(reading.text)) for a in told if a.cue and a.source)
    heads = sorted(reading.starts[cue.head] for cue, source in sources if source.lower() not in PRONOUNS)
    places = {id(a) for a in colons if _is_place(a.source[0].of(reading.text)) and _holds(a, heads)}
    return [a for a in told if id(a) not in places]


def _holds(told: Attribution, heads: Sequence[int]) -> bool:
    """Tell whether one of some places in order is in a content."""
    return bisect_right(heads, told.content[-1].end) > bisect_right(heads, told.content[0].start)


def _is_place(label: str) -> bool:
    """Tell whether a label is a place to write from: all in capitals, or a town by the list; countries may speak."""
    name = label.lower()
    return label.isupper() or (name in lists().places and name not in lists().countries)


def behind_manner(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose speech does not take in how it was said: said *quite distinctly* “She's right”."""
    start = told.content[0].start
    mark = told.verbatim[0].start - 1 if told.verbatim else start
    if told.cue is None or not start < mark < told.content[0].end or not reading.text[mark + 1].isupper():
        return told
    first, last = reading.token_from(start), reading.token_from(mark)
    manner = reading.lower[first:last]
    adverbs = 0 < len(manner) <= MANNER and manner[-1].endswith("ly") and all(map(is_adverb, manner))
    if first != told.cue.last or not adverbs:
        return told
    return cut_to(told, (Span(mark, told.content[0].end), *told.content[1:]))


def before_address(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose words do not take in an address behind them: *“It rained”* https://t.co/xyz."""
    last = told.content[-1]
    address = ADDRESS.search(reading.text, max(last.start + 1, last.end - LONGEST_ADDRESS), last.end)
    if address is None:
        return told
    return cut_to(told, (*told.content[:-1], Span(last.start, address.start())))


def _name_start(reading: Reading, first: int, last: int) -> int:
    """Return where the name begins: before a bracket that the source only closes, or at a first name before it."""
    words, floor = reading.words, reading.sentences[reading.sentence_of(first)].first
    opened = next((word for word in words[first:last] if word in {"(", ")"}), "(")
    if opened == ")":
        opens = next((k for k in range(first - 1, max(floor, first - LONGEST), -1) if words[k] == "("), 0)
        return opens - 1 if opens and words[opens - 1][0].isupper() else first
    goes_on = first > floor and words[first][0].isupper() and words[first - 1][0].isupper()
    return first - 1 if goes_on and is_given(reading.lower[first - 1]) else first


def _name_end(reading: Reading, first: int, last: int, told: Attribution) -> int:
    """Return where the name ends: at the verb behind it, behind the bracket of an office, before one that opens."""
    words, limit = reading.words, reading.sentences[reading.sentence_of(first)].last
    if words[last - 1] == "(":
        return last - 1
    if words[last : last + 1] == ["("] and words[last - 1][0].isupper():
        closes = next((k for k in range(last + 2, min(limit - 1, last + LONGEST)) if words[k] == ")"), 0)
        return _capitals_end(words, closes + 1, limit) if closes and words[closes + 1][0].isupper() else last
    end = _capitals_end(words, last, limit) if words[last - 1][0].isupper() else last
    return end if told.cue and end == told.cue.first else last


def _capitals_end(words: Sequence[str], i: int, limit: int) -> int:
    """Return the end of the few capital words from token i on."""
    return next((k for k in range(i, min(limit, i + LONGEST)) if not words[k][0].isupper()), min(limit, i + LONGEST))
