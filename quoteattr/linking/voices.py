"""Whose words they are where the subject of the verb is not the one who says them.

Passives: in “the minister *was told* that it leaks” the subject hears, or is spoken of (“was described as a thief”);
whoever says it stands behind "by", if anywhere.  In annotated news one in six passives has its source on the left, and
these are participles that have become adjectives (“is *convinced* that”), or name whose words are passed on
(“was *quoted* as saying”).

Words passed on: in “the Herald quoted Abara *as saying* that it leaks” Abara says it, and the Herald passes it on.

Limits: of participles without an auxiliary, only “*asked* whether” at the start of its clause and “*described* by” are
known as passives.
"""

from typing import Final

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking.attribution import Attribution, clear
from quoteattr.linking.words import BREAKS
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

LONGEST: Final = 15  # tokens of an agent, or between "quoted" and "as saying"
_BE: Final = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_BEFORE: Final = frozenset("when if once though although".split())  # what a participle of its own stands behind
_BEHIND: Final = frozenset("if whether about by what why how who where when which".split())
_HEARD: Final = frozenset(["that", "whether", "objto"])  # frames of verbs with a hearer
_QUOTING: Final = frozenset("quoted quotes quoting quote cited cites citing".split())
_ADJECTIVES: Final = frozenset(
    "alarm assure commit convince determine encourage focus hear oblige oppose persuade please quote shock surprise "
    "worry".split()
)


def voiced(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution with whoever says it as its source, where that is not the subject of its cue."""
    cue = told.cue
    if cue is None or not told.source:
        return told
    if _is_asked(reading, cue):
        agent = _agent(reading, told, cue)
        return _with(told, agent, told.addressee or told.source, told.relayed_by, "passive")
    if told.source[0].start > told.cue_spans[0].start:
        return told
    if is_passive(reading, cue):
        heard = told.addressee or (told.source if _is_hearer(cue) else ())
        return _with(told, _agent(reading, told, cue), heard, told.relayed_by, "passive")
    passed_on = clear(_passed_on(reading, cue) or _quoted(reading, told, cue), told.content)
    return _with(told, passed_on, told.addressee, told.source, "passed on") if passed_on else told


def is_passive(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue is a passive whose subject says nothing: with an auxiliary, or “described *by*”."""
    if cue.form not in {"ed", "en"} or cue.entry.lemma.partition(" ")[0] in _ADJECTIVES:
        return False
    if cue.first == cue.head:
        return "as" in cue.entry.frames and reading.lower[cue.last : cue.last + 1] == ["by"]
    return not _BE.isdisjoint(reading.lower[cue.first : cue.head])


def _is_asked(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue is a participle at the start of its clause: “*asked* whether it leaks, she said no”."""
    if cue.entry.lemma != "ask" or cue.form != "ed" or cue.first != cue.head:
        return False
    first = reading.sentences[reading.sentence_of(cue.first)].first
    opens = cue.first == first or reading.lower[cue.first - 1] in _BEFORE
    return opens and not _BEHIND.isdisjoint(reading.lower[cue.last : cue.last + 1])


def _is_hearer(cue: CueMatch) -> bool:
    """Tell whether the subject of a passive is told it, and not what it is about (“was accused of”)."""
    return "obj" in cue.entry.frames and not _HEARD.isdisjoint(cue.entry.frames)


def _agent(reading: Reading, told: Attribution, cue: CueMatch) -> tuple[Span, ...]:
    """Return who says it, behind a passive: “was told *by doctors* that”."""
    if reading.lower[cue.last : cue.last + 1] != ["by"]:
        return ()
    content = [reading.token_from(span.start) for span in told.content]
    first = cue.last + 1
    return _phrase(reading, cue, first, min([token for token in content if token > first], default=first + LONGEST))


def _passed_on(reading: Reading, cue: CueMatch) -> tuple[Span, ...]:
    """Return whose words are passed on: “quoted *Abara* as saying”."""
    end = cue.first - 1
    if cue.form != "ing" or end < 1 or reading.lower[end] != "as":
        return ()
    verbs = [k for k in range(max(0, end - LONGEST), end) if reading.lower[k] in _QUOTING]
    return _phrase(reading, cue, verbs[-1] + 1, end) if verbs else ()


def _quoted(reading: Reading, told: Attribution, cue: CueMatch) -> tuple[Span, ...]:
    """Return the same behind a quotation: “It leaks,” the Herald quoted *Abara* as saying."""
    if cue.entry.lemma != "quote" or told.content[-1].end > told.cue_spans[0].start:
        return ()
    behind = reading.lower[cue.last : cue.last + LONGEST]
    return _phrase(reading, cue, cue.last, cue.last + behind.index("as")) if "as" in behind else ()


def _phrase(reading: Reading, cue: CueMatch, first: int, end: int) -> tuple[Span, ...]:
    """Return tokens [first, end) of a cue's sentence up to what ends a phrase, none if there are none."""
    sentence = reading.sentences[reading.sentence_of(cue.head)]
    first, end = max(first, sentence.first), min(end, first + LONGEST, sentence.last)
    last = next((k for k in range(first, end) if reading.lower[k] in BREAKS), end)
    return (Span(reading.starts[first], reading.ends[last - 1]),) if last > first else ()


def _with(
    told: Attribution,
    source: tuple[Span, ...],
    addressee: tuple[Span, ...],
    relayed_by: tuple[Span, ...],
    rule: str,
) -> Attribution:
    source = clear(source, told.content)
    addressee = clear(addressee, source)
    step = Step(stage="linking", rule=rule, spans=source or told.source, score=told.confidence)
    evidence = (*told.evidence, step)
    return attrs.evolve(
        told, source=source, addressee=addressee, relayed_by=relayed_by, agentless=not source, evidence=evidence
    )
