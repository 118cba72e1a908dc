"""Which words are the source and the content of each cue of a unit, by the construction it stands in.

The constructions, in the order in which they are tried; S is a source, V a verb group, C a content:

    preposed   According to S, C.   C, according to S.          (also "as S put it", "in the words of S")
    noun       S's claim that C
    passive    S was quoted as saying C
    subject    S V [addressee] that C     S V: “C”     S V C
    tag        “C,” S V.   “C,” V S.   C, S V, C.
    borrowed   S V C, adding that C

Cues are taken from left to right; each may use the items up to the next one that starts a clause of its own.
Confidence is the lexicon's weight of the cue times how reliable the construction is: a score, not a probability.
"""

from typing import Final

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking import contents, sources
from quoteattr.linking.sources import Range
from quoteattr.linking.units import Unit
from quoteattr.linking.words import AUXILIARIES, BREAKS, CONJUNCTIONS, DASHES, ENDS, RELATIVES, SUBJECTS

RELIABILITY: Final = {
    "preposed": 0.95, "that": 0.95, "marked": 0.97, "tag": 0.95, "question": 0.8, "bare": 0.75, "complement": 0.6,
    "noun": 0.6,
}  # fmt: skip
LEAST: Final = 0.2  # confidence below which a report is not worth keeping


@attrs.frozen
class Report:
    """A cue of a unit with the items of its source and content, before it becomes an attribution."""

    cue: CueMatch
    verb: Range
    source: Range | None
    contents: tuple[Range, ...]
    addressee: Range | None
    rule: str
    confidence: float


def reports(unit: Unit, cues: list[CueMatch]) -> list[Report]:
    """Return the reports of a unit in the order of their cues."""
    found: list[Report] = []
    placed = [(cue, verb) for cue in cues if (verb := _verb(unit, cue))]
    for i, (cue, verb) in enumerate(placed):
        limit = _limit(unit, verb, [v for _, v in placed[i + 1 :]])
        floor = max((v[1] for c, v in placed[:i] if c.form), default=0)
        report = _report(unit, cue, verb, limit, floor, found)
        if report is not None and report.confidence >= LEAST:
            found.append(report)
    return found


def _verb(unit: Unit, cue: CueMatch) -> Range | None:
    first, last = unit.item_of(cue.first), unit.item_of(cue.last - 1)
    return None if first is None or last is None else (first, last + 1)


def _limit(unit: Unit, verb: Range, later: list[Range]) -> int:
    """Return the item before which a content right of `verb` must end: a coordinated cue, or a tag further on."""
    for start, _ in later:
        if start > verb[1] and unit.word(start - 1) in CONJUNCTIONS and _is_finite(unit, start):
            return start - 1
        if start > verb[1] and unit.word(start - 1) == "," and unit.word(start).endswith("ing"):
            return start - 1
        if unit.word(start) == "according":
            return start
    return len(unit)


def _is_finite(unit: Unit, i: int) -> bool:
    return unit.word(i) != "to" and not unit.word(i).endswith("ing")


def _report(unit: Unit, cue: CueMatch, verb: Range, limit: int, floor: int, earlier: list[Report]) -> Report | None:
    frames = cue.entry.frames
    if "preposed" in frames:
        return _preposed(unit, cue, verb)
    if "noun" in frames and cue.form == "":
        return _noun(unit, cue, verb, limit)
    if cue.form != "ing" and (tag := _tag(unit, cue, verb, limit, floor)):
        return tag
    return _subject(unit, cue, verb, limit, floor, earlier)


def _make(
    cue: CueMatch,
    verb: Range,
    source: Range | None,
    parts: tuple[Range, ...],
    rule: str,
    addressee: Range | None = None,
) -> Report:
    confidence = round(cue.entry.weight * RELIABILITY[rule], 4)
    return Report(cue, verb, source, parts, addressee, rule, confidence)


# --- According to S, C. ---------------------------------------------------------------------------


def _preposed(unit: Unit, cue: CueMatch, verb: Range) -> Report | None:
    source = sources.after_preposition(unit, verb[1])
    if source is None:
        return None
    if any(unit.word(k) not in CONJUNCTIONS for k in range(_clause_start(unit, verb[0]), verb[0])):
        part = contents.leftward(unit, verb[0], 0)
    else:
        start = source[1]
        while start < len(unit) and unit.word(start) in BREAKS:
            start += 1
        part = (start, _trim_end(unit, start, len(unit))) if start < len(unit) else None
    return _make(cue, verb, source, (part,), "preposed") if part and part[0] < part[1] else None


def _clause_start(unit: Unit, i: int) -> int:
    while i > 0 and unit.word(i - 1) not in ENDS | {":"}:
        i -= 1
    return i


def _trim_end(unit: Unit, start: int, end: int) -> int:
    while end > start and unit.word(end - 1) in BREAKS - {")", "]"}:
        end -= 1
    return end


# --- S's claim that C ----------------------------------------------------------------------------


def _noun(unit: Unit, cue: CueMatch, verb: Range, limit: int) -> Report | None:
    source = sources.possessor(unit, verb[0])
    found = contents.rightward(unit, verb[1], cue.entry, limit)
    if found is None or found.content[0] - verb[1] > 1 or (source is None and found.frame != "that"):
        return None
    return _make(cue, verb, source, (found.content,), "noun")


# --- C, S V   C, V S   C, S V, C --------------------------------------------------------------------


def _tag(unit: Unit, cue: CueMatch, verb: Range, limit: int, floor: int) -> Report | None:
    if "tag" not in cue.entry.frames:
        return None
    inverted = _inverted(unit, cue, verb)
    source = inverted or sources.left(unit, verb[0], floor)
    if source is None:
        return None
    start, end = min(source[0], verb[0]), max(source[1], verb[1])
    left = contents.leftward(unit, start, 0)
    if left is None or not _is_set_off(unit, start):
        return None
    rest = _after_tag(unit, cue, verb, end, inverted is not None or _closes_for_tag(unit, start))
    if rest is None:
        return None
    if not _is_said(unit, left):
        left = (max(left[0], floor if floor < left[1] else left[0]), left[1])
    tail = _second_piece(unit, left, rest, limit)
    return _make(cue, verb, source, (left, *tail), "tag")


def _inverted(unit: Unit, cue: CueMatch, verb: Range) -> Range | None:
    before = unit.word(verb[0] - 1)
    if "obj" in cue.entry.frames and unit.word(verb[1]) not in SUBJECTS:
        return None  # “told reporters” tells whom, not who
    if unit.is_marked(verb[0] - 1) or before in {","} | DASHES | ENDS:
        return sources.right(unit, verb[1])
    return None


def _is_said(unit: Unit, part: Range) -> bool:
    return unit.is_marked(part[1] - 1) and sources.is_utterance(unit, part[1] - 1)


def _is_set_off(unit: Unit, start: int) -> bool:
    """Tell whether what stands before item `start` can be the end of a content: a comma, a dash, marks."""
    before = unit.word(start - 1)
    if unit.is_marked(start - 1) or unit.is_marked(start - 2):
        return True
    return before in {",", "?", "!"} | DASHES and start >= 4 and not all(unit.is_capital(i) for i in range(start - 1))


def _closes_for_tag(unit: Unit, start: int) -> bool:
    """Tell whether an utterance right before item `start` closes as before a tag: “Never,” *she said in a letter*."""
    region = unit.regions[start - 1] if start else None
    return region is not None and region.inner.of(unit.reading.text).rstrip()[-1:] in set(",?!-—–")


def _after_tag(unit: Unit, cue: CueMatch, verb: Range, end: int, certain: bool) -> int | None:
    """Return the item after the tag's own words, None if what follows the verb is its content, not the tag's end."""
    i = end
    if not certain:
        found = contents.rightward(unit, verb[1], cue.entry, len(unit))
        if found is not None and (found.frame != "marked" or unit.word(found.content[0] - 1) == ":"):
            return None
    while i < len(unit) and unit.word(i) not in ENDS | DASHES | {",", ":"} and not unit.is_marked(i):
        if unit.word(i) == "that" and not certain:
            return None
        i += 1
    return i


def _second_piece(unit: Unit, left: Range, i: int, limit: int) -> tuple[Range, ...]:
    """Return the part of the content that goes on after the tag: “C, he said, **C**”."""
    said = _is_said(unit, left)
    start = i
    while start < len(unit) and (unit.word(start) in BREAKS or (said and unit.word(start) in CONJUNCTIONS)):
        start += 1
    if said:
        while start < len(unit) and not unit.is_marked(start):
            start += 1
        if start >= len(unit) or not _resumes(unit, i, start):
            return ()
        return ((start, start + 1),)
    if unit.word(i) not in {","} | DASHES or start >= limit or unit.is_marked(i):
        return ()
    first = unit.word(start)
    if first.endswith("ing") or first in RELATIVES or first in {"according", "as", "after", "in", "on", "during", "at"}:
        return ()
    return ((start, _trim_end(unit, start, limit)),)


def _resumes(unit: Unit, i: int, start: int) -> bool:
    """Tell whether the marked item at `start` carries on the quotation before the tag that ends at item i."""
    return sources.is_utterance(unit, start) and (
        unit.word(start - 1) in BREAKS | CONJUNCTIONS or unit.is_marked(start - 1) or start == i
    )


# --- S V that C ------------------------------------------------------------------------------------


def _subject(unit: Unit, cue: CueMatch, verb: Range, limit: int, floor: int, earlier: list[Report]) -> Report | None:
    found = contents.rightward(unit, verb[1], cue.entry, limit)
    if found is None:
        return None
    source = sources.left(unit, verb[0], floor) if cue.form != "ing" or _has_auxiliary(unit, verb) else None
    if source is None or _covers_earlier(source, earlier):
        source = sources.borrowed(unit, verb[0], [r.source for r in earlier if r.source])
        if source is None and (cue.form == "ing" or unit.word(verb[0] - 1) in CONJUNCTIONS):
            source = _main_subject(unit, verb[0])
    if source is None:
        return None
    return _make(cue, verb, source, (found.content,), found.frame, found.addressee)


def _has_auxiliary(unit: Unit, verb: Range) -> bool:
    return unit.word(verb[0]) in AUXILIARIES


def _covers_earlier(source: Range, earlier: list[Report]) -> bool:
    return any(source[0] < r.verb[1] and r.verb[0] < source[1] for r in earlier)


def _main_subject(unit: Unit, verb: int) -> Range | None:
    """Return the first phrase of the unit, for a verb without one: “**Trump** spoke at length, saying that”."""
    for i in range(verb):
        if unit.is_capital(i) or unit.word(i) in {"he", "she", "they", "it"}:
            j = i + 1
            while j < verb and unit.is_capital(j):
                j += 1
            return i, j
    return None
