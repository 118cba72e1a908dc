"""Which words are the source and the content of each cue of a unit, by the construction it stands in.

The constructions, in the order in which they are tried; S is a source, V a verb group, C a content:

    preposed   According to S, C.   C, according to S.          (also "as S put it", "in the words of S")
    noun       S's claim that C
    passive    S was quoted as saying C
    subject    S V [addressee] that C     S V: “C”     S V C
    tag        “C,” S V.   “C,” V S.   C, S V, C.
    borrowed   S V C, adding that C

Cues are taken from left to right; each may use the items up to the next one that starts a clause of its own.
Confidence grows with the lexicon's weight of the cue and the reliability of the construction; `confidence_of`.
"""

import math
from typing import Final

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking import contents, sources
from quoteattr.linking.sources import Range
from quoteattr.linking.units import Unit
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    ENDS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
)

# How far each construction raises or lowers the odds that a report is right beyond what the weight of its cue says:
# a logistic regression on annotated news (log-odds = SLOPE * log-odds of the weight + the rule's figure).
ODDS: Final = {
    "preposed": -0.8, "tag": 0.6, "marked": -0.2, "question": -0.4, "that": -0.2, "bare": -1.0, "complement": -1.05,
    "noun": -1.0,
}  # fmt: skip
CLOSED: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS | TIMES | SUBJECTS
SHORT: Final = 4  # items of a source so short that commas around it and its cue make a tag
SLOPE: Final = 0.8
TAG_LEAST: Final = 0.85  # confidence at least, of a cue right behind an utterance that closes as before a tag
LEAST: Final = 0.3  # confidence below which a report is more likely noise


@attrs.frozen
class Report:
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
    found = _nearest(found)
    return [*found, *_colons(unit, found)]


def _nearest(found: list[Report]) -> list[Report]:
    """Leave each marked content to the cue nearest before it: “they *posted* a meme asking for help, *saying*: “…””."""
    last = {report.contents: report for report in found if report.rule == "marked"}
    return [r for r in found if r.rule != "marked" or last[r.contents] is r]


def _colons(unit: Unit, found: list[Report]) -> list[Report]:
    """Return what stands in marks after a colon that no cue claims: “**Kasich** on the economy: ‘…’”, “She leaned in: “…””."""
    taken = {i for report in found for part in report.contents for i in range(*part)}
    out = []
    for i in range(1, len(unit) - 1):
        if unit.word(i) == ":" and sources.is_utterance(unit, i + 1) and i + 1 not in taken:
            source = _main_subject(unit, i)
            if source is not None:
                out.append(Report(None, (i, i + 1), source, ((i + 1, i + 2),), None, "colon", 0.6))
    return out


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
    if not cue.form and "adj" not in frames:
        return None
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
    return Report(cue, verb, source, parts, addressee, rule, confidence_of(cue.entry.weight, rule))


def confidence_of(weight: float, rule: str) -> float:
    """Return how surely a report is right, from 0 to 1, by the weight of its cue and the construction it was found in."""
    weight = min(max(weight, 0.01), 0.99)
    log_odds = SLOPE * math.log(weight / (1 - weight)) + ODDS[rule]
    return round(1 / (1 + math.exp(-log_odds)), 4)


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
    inverted = _inverted(unit, cue, verb)
    source = inverted or sources.left(unit, verb[0], floor)
    if source is None:
        return None
    start, end = min(source[0], verb[0]), max(source[1], verb[1])
    certain = _closes_for_tag(unit, start)
    if "tag" not in cue.entry.frames and not (certain and cue.form):
        return None
    left = contents.leftward(unit, start, 0)
    if left is None or not _is_set_off(unit, start):
        return None
    rest = _after_tag(unit, cue, verb, end, certain=certain or inverted is not None, said=unit.is_marked(left[1] - 1))
    if rest is None:
        return None
    parts = (left, *_second_piece(unit, left, rest, limit))
    between_commas = len(parts) > 1 and source[1] - source[0] <= SHORT
    if not _is_said(unit, left) and not between_commas and not any(_is_clause(unit, part) for part in parts):
        return None
    report = _make(cue, verb, source, parts, "tag")
    if certain:
        report = attrs.evolve(report, confidence=max(report.confidence, TAG_LEAST))
    return report


def _inverted(unit: Unit, cue: CueMatch, verb: Range) -> Range | None:
    before = unit.word(verb[0] - 1)
    if "obj" in cue.entry.frames and unit.word(verb[1]) not in SUBJECTS:
        return None  # “told reporters” tells whom, not who
    if unit.is_marked(verb[0] - 1) or before in {","} | DASHES | ENDS:
        return sources.right(unit, verb[1])
    return None


def _is_said(unit: Unit, part: Range) -> bool:
    return unit.is_marked(part[1] - 1) and sources.is_utterance(unit, part[1] - 1)


def _is_clause(unit: Unit, part: Range) -> bool:
    """Tell whether items can be reported without marks: they hold a verb and do not open with a name set off by a comma."""
    i, end = part
    while i < end and unit.is_capital(i):
        i += 1
    if i > part[0] and unit.word(i) == ",":
        return False
    return any(unit.is_marked(k) or unit.word(k) in AUXILIARIES or unit.word(k).endswith("ed") for k in range(*part))


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


def _after_tag(unit: Unit, cue: CueMatch, verb: Range, end: int, *, certain: bool, said: bool) -> int | None:
    """Return the item after the tag's own words, None if what follows the verb is its content, not the tag's end."""
    i = end
    if not certain:
        found = contents.rightward(unit, verb[1], cue.entry, len(unit))
        resumes = found is not None and found.frame == "marked" and said and unit.word(found.content[0] - 1) != ":"
        if found is not None and not resumes:
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
        pronoun = unit.word(i) in {"he", "she", "they", "it"}
        if pronoun or (unit.is_capital(i) and unit.word(i) not in CLOSED):
            j = i + 1
            while j < verb and unit.is_capital(j):
                j += 1
            return i, j
    return None
