"""Reports found by rules of word order and marks: what each cue of a text takes as its source and content.

Two steps.  Clauses: the reports of each unit (`constructions`), with content in the cue's own sentence.  Overflow:
content in the next sentence or paragraph: a cue left without content (“He added:”) takes the marked words that come
next; a tag after a question (“Who did?” Miriam demanded.) looks back, also where another sentence leads to it; a
quotation that its tag closed with a full stop goes on after it (“C,” she said. “C.”).
"""

from collections.abc import Iterable
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.linking.attribution import Attribution, Cues
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import contents, sources
from quoteattr.linking.rules.constructions import TAG_LEAST, Report, confidence_of, joined_subject, reports
from quoteattr.linking.rules.units import Range, Unit, units
from quoteattr.linking.words import BREAKS, CONJUNCTIONS, DASHES
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

_INTRODUCING: Final = DASHES | {":", ","}
_CLOSING: Final = frozenset(["answer", "tag"])  # constructions that stand behind what is said, which may go on


@attrs.define(eq=False)
class _Draft:
    """An attribution in the making: `spans` grows as pieces are found; `quoted` if its first piece ends in marks."""

    unit: Unit
    report: Report
    spans: list[Span]
    quoted: bool
    relayed: Range | None = None


def by_rules(reading: Reading, marks: Marks, outer: Outermost, cues: Cues) -> list[Attribution]:
    """Return the reports that rules find in a text, in the order of their cues."""
    return [_finished(draft, outer) for draft in _Linker(reading, marks, cues).run()]


class _Linker:
    """One walk over the units of a text; `dangling` is a cue that has its source but no content yet."""

    def __init__(self, reading: Reading, marks: Marks, cues: Cues) -> None:
        self.reading = reading
        self.cues = cues
        self.at = 0  # the first cue that no unit has had
        self.units = units(reading, marks)
        self.drafts: list[_Draft] = []
        self.covered: set[int] = set()

    def run(self) -> list[_Draft]:
        before: Unit | None = None
        dangling: Report | None = None
        for unit in self.units:
            cues = self._cues_of(unit)
            if not cues and not unit.marked:
                before, dangling = unit if _is_cry(unit) else None, None  # nothing else can be carried over it
                continue
            found = reports(unit, cues)
            if before is not None and dangling is not None and _takes_next(before, unit):
                self.drafts.append(_Draft(before, dangling, [unit.span(0, 1)], quoted=True))
                self.covered.add(unit.firsts[0])
            elif before is not None:
                self._resume(before, unit, found)
            self._keep(unit, found)
            looked = before is not None and self._look_back(before, unit, cues, found)
            before, dangling = unit, None if looked else _dangling(unit, cues, found)
        return self.drafts

    def _cues_of(self, unit: Unit) -> Cues:
        first, end = self.at, unit.lasts[-1]
        while self.at < len(self.cues) and self.cues[self.at].first < end:
            self.at += 1
        return self.cues[first : self.at]

    def _keep(self, unit: Unit, found: Iterable[Report]) -> None:
        for report in found:
            if report.rule == "preposed" and (inner := _inner_tag(report, self.drafts[-6:], unit)):
                inner.relayed = report.source
                continue
            quoted = unit.is_marked(report.contents[0][1] - 1)
            self.drafts.append(_Draft(unit, report, [unit.span(*part) for part in report.contents], quoted))
            if unit.marked:
                items = (i for part in report.contents for i in range(*part) if unit.is_marked(i))
                self.covered.update(map(unit.firsts.__getitem__, items))

    def _resume(self, before: Unit, unit: Unit, found: list[Report]) -> None:
        """Add the marked words that open a unit to the quotation whose tag closed the unit before."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.unit is not before or last.report.rule not in _CLOSING:
            return
        opens = before.paragraph == unit.paragraph and sources.is_utterance(unit, 0)
        mine = any(0 in range(*part) for report in found for part in report.contents)
        if opens and not mine and last.quoted:
            last.spans.append(unit.span(0, 1))
            self.covered.add(unit.firsts[0])

    def _look_back(self, before: Unit, unit: Unit, cues: Cues, found: list[Report]) -> bool:
        """Give a tag at the start of a unit the marked words that close the unit before it; tell whether it did."""
        end = len(before) - 1
        end -= before.words[end] in {"?", "!"} and before.is_marked(end - 1)  # “Where is she”?
        if before.paragraph != unit.paragraph:
            return False
        if _is_cry(before):
            return not found and self._tag(before, (1, len(before)), unit, cues)
        if not before.is_marked(end):
            return False
        if before.firsts[end] in self.covered:
            return self._take_back(before, end, unit, cues)
        if found and found[0].rule != "complement":
            self._join(before, end, unit, found[0])
            return False
        return self._tag(before, (before.marks_begin(end), end + 1), unit, cues)

    def _take_back(self, before: Unit, end: int, unit: Unit, cues: Cues) -> bool:
        """Give a tag the words that the sentence before had for want of another: Tom frowned. “Who?” *Ann asked*."""
        place = len(self.drafts) - 1
        lent = place >= 0 and end == 0 and self.drafts[place].spans == [before.span(0, 1)]
        if not lent or self.drafts[place].unit is before or not self._tag(before, (0, 1), unit, cues):
            return False
        del self.drafts[place]
        return True

    def _tag(self, before: Unit, said: Range, unit: Unit, cues: Cues) -> bool:
        """Give a tag that is all of a unit the last items of the unit before it; tell whether it is one."""
        report = _bare_tag(unit, cues[0]) if cues else None
        if report is None:
            return False
        self.drafts.append(_Draft(unit, report, [before.span(*said)], quoted=True))
        self.covered.update(before.firsts[said[0] :])
        return True

    def _join(self, before: Unit, end: int, unit: Unit, report: Report) -> None:
        """Put the question or cry that closes a unit before what its tag introduces: “Sit!” she said; “Now!”."""
        closing = before.span(end, end + 1).of(self.reading.text)[-2:-1]
        if report.rule != "marked" or closing == "." or not report.source or min(report.source[0], report.verb[0]) > 0:
            return
        draft = next(d for d in self.drafts if d.report is report)
        draft.spans.insert(0, before.span(end, end + 1))
        self.covered.add(before.firsts[end])


def _takes_next(before: Unit, unit: Unit) -> bool:
    """Tell whether a unit opens with what the one before may announce."""
    sign = before.words[len(before) - 1]
    near = before.paragraph == unit.paragraph or sign in _INTRODUCING or sign.isalpha()
    return near and sources.is_utterance(unit, 0)


def _is_cry(unit: Unit) -> bool:
    """Tell whether a unit is a question or cry that a dash opens: “―What's up?” *he said*."""
    return unit.words[0] in DASHES and not unit.marked and unit.words[len(unit) - 1] in {"?", "!"}


def _inner_tag(report: Report, drafts: list[_Draft], unit: Unit) -> _Draft | None:
    """Return the quotation that “according to S” passes on: “C,” he said, *according to S*."""
    for draft in drafts:
        inside = report.contents[0][0] <= draft.report.verb[0] < report.contents[0][1]
        if draft.unit is unit and draft.report.rule == "tag" and inside:
            return draft
    return None


def _bare_tag(unit: Unit, cue: CueMatch) -> Report | None:
    """Return the report of a tag that stands alone at the start of its unit: *Miriam demanded*, after a question."""
    verb = unit.items_of(cue)
    if verb is None or "tag" not in cue.entry.frames or cue.form == "ing":
        return None
    first, end = verb
    opening = int(unit.words[0] in DASHES)  # “―Why? ― he asked”
    source = sources.left(unit, first) if first > opening else sources.right(unit, end)
    if source is None or min(source[0], first) > opening:
        return None
    found = contents.rightward(unit, end, cue.entry, len(unit))
    if first > opening and found is not None and found.frame != "complement":
        return None
    return Report(cue, verb, source, (), None, "tag", confidence_of(cue.entry.weight, "tag")).at_least(TAG_LEAST)


def _dangling(unit: Unit, cues: Cues, found: list[Report]) -> Report | None:
    """Return the last cue of a unit if it has a source and nothing but the unit's end behind it."""
    cue, end = next((cue for cue in reversed(cues) if cue.form), None), len(unit)
    verb = unit.items_of(cue) if cue and "quote" in cue.entry.frames else None
    if cue is None or verb is None:
        return None
    ends = unit.words[end - 1] == ":" or BREAKS.issuperset(unit.words[verb[1] : end])
    if not ends or any(report.verb[0] == verb[0] for report in found):
        return None
    source = joined_subject(unit, verb[0]) if _is_joined(unit, verb[0]) else sources.left(unit, verb[0])
    sure = confidence_of(cue.entry.weight, "marked")
    return Report(cue, verb, source, (), None, "marked", sure) if source else None


def _is_joined(unit: Unit, verb: int) -> bool:
    """Tell whether a verb shares the subject of another before it: “Ann rose and *said*”, “and then *said*”."""
    before = verb - 1 - (unit.words[verb - 1] == "then")
    return before > 0 and unit.words[before] in CONJUNCTIONS


def _finished(draft: _Draft, outer: Outermost) -> Attribution:
    unit, report = draft.unit, draft.report
    cue = (unit.span(*report.verb),) if report.cue else ()
    source = _spans(unit, report.source)
    pieces = _merged(draft.spans)
    return Attribution(
        content=pieces,
        verbatim=outer.verbatim(pieces),
        cue=report.cue,
        cue_spans=cue,
        source=source,
        addressee=_spans(unit, report.addressee),
        relayed_by=_spans(unit, draft.relayed),
        confidence=report.confidence,
        evidence=(Step(stage="linking", rule=report.rule, spans=(*cue, *source), score=report.confidence),),
    )


def _spans(unit: Unit, part: Range | None) -> tuple[Span, ...]:
    return (unit.span(*part),) if part else ()


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Return the pieces in order, without those inside others."""
    if len(spans) < 2:
        return tuple(spans)
    out: list[Span] = []
    for span in sorted(set(spans)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return tuple(out)
