"""Inverted tags between commas, inside the clause that they report: “The result, *says Orth*, “is a mess””.

What stands behind the verb looks like an object and what stands before it like a subject, so the learned models take
the one for words that are said and the other for whoever says them.  But the clause goes on behind the second comma,
in small letters: its subject is the one before the first, and who says it all stands between.  What the models have
told of such a tag is put right; where they have told nothing, it is told if the clause goes on with an auxiliary, in
marks or not, or breaks off behind one (“It is, *says Orth*, a mess”).

Limits: somebody with an apposition (“says Orth, *his aide*,”) is known by name alone.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import AUXILIARIES, BREAKS, CONJUNCTIONS, DETERMINERS, SUBJECTS, TIMES
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

LONGEST: Final = 8  # tokens of whoever speaks
CLAUSE: Final = 12  # tokens of the clause before the tag
CONFIDENCE: Final = 0.7
_SAYING: Final = frozenset("say explain argue write note add insist claim suggest warn".split())
_MARKS: Final = frozenset(['"', "“", "”", "‘", "’", "'", "``", "''"])


class _Aside(NamedTuple):
    """A tag between commas: the clause before it, whoever speaks, where the clause goes on, and if it surely does."""

    before: Span
    source: Span
    behind: int
    sure: bool


def with_asides(
    reading: Reading, outer: Outermost, cues: Sequence[CueMatch], told: Sequence[Attribution]
) -> list[Attribution]:
    """Return the reports with those of inverted tags between commas put right, or added."""
    found = {cue.head: (cue, aside) for cue in cues if (aside := _aside(reading, cue)) is not None}
    if not found:
        return list(told)
    out = [_put_right(reading, outer, a, *found.pop(a.cue.head)) if a.cue and a.cue.head in found else a for a in told]
    return [*out, *(_added(reading, outer, cue, aside) for cue, aside in found.values() if aside.sure)]


def _aside(reading: Reading, cue: CueMatch) -> _Aside | None:
    lower, words, first = reading.lower, reading.words, cue.last
    if cue.entry.lemma not in _SAYING or cue.form not in {"s", "ed"} or cue.first == 0 or lower[cue.first - 1] != ",":
        return None
    sentence = reading.sentences[reading.sentence_of(cue.head)]
    end = min(first + LONGEST, sentence.last - 2)
    comma = next((k for k in range(first, end) if lower[k] in BREAKS), end)
    start = max(sentence.first, cue.first - 1 - CLAUSE)
    clause = lower[start : cue.first - 1]
    if comma == end or lower[comma] != "," or not clause or not BREAKS.union(_MARKS).isdisjoint(clause):
        return None
    if not _is_somebody(words[first:comma]) or start > sentence.first:
        return None
    marked = words[comma + 1] in _MARKS
    opens = words[comma + 1 + marked]
    if not opens[0].islower() or opens in CONJUNCTIONS:
        return None
    sure = clause[-1] in AUXILIARIES or opens in AUXILIARIES
    before = Span(sentence.start, reading.ends[cue.first - 2])
    return _Aside(before, Span(reading.starts[first], reading.ends[comma - 1]), comma + 1, sure)


def _is_somebody(words: Sequence[str]) -> bool:
    """Tell whether words may be who speaks: a name, or a noun with its article; no day."""
    if not words or words[0].lower() in SUBJECTS | TIMES or words[-1] in CONJUNCTIONS:
        return False
    return words[0][0].isupper() or (words[0] in DETERMINERS and len(words) > 1)


def _put_right(reading: Reading, outer: Outermost, told: Attribution, cue: CueMatch, aside: _Aside) -> Attribution:
    """Return a report with whoever stands between the commas as its source, unless the models found that."""
    behind = reading.starts[aside.behind]
    if told.content[-1].end <= behind or any(span.start >= told.cue_spans[-1].end for span in told.source):
        return told
    content = (aside.before, Span(behind, told.content[-1].end))
    sure = max(told.confidence, CONFIDENCE)
    step = Step(stage="linking", rule="aside", spans=(aside.source,), score=sure)
    return attrs.evolve(
        told, content=content, verbatim=outer.verbatim(content), source=(aside.source,), agentless=False,
        confidence=sure, evidence=(*told.evidence, step),
    )  # fmt: skip


def _added(reading: Reading, outer: Outermost, cue: CueMatch, aside: _Aside) -> Attribution:
    sentence = reading.sentences[reading.sentence_of(cue.head)]
    last = sentence.last - 1 - (reading.words[sentence.last - 1] in {".", "!", "?"})
    content = (aside.before, Span(reading.starts[aside.behind], reading.ends[last]))
    spans = (Span(reading.starts[cue.first], reading.ends[cue.last - 1]),)
    step = Step(stage="linking", rule="aside", spans=spans, score=CONFIDENCE)
    return Attribution(
        content=content, verbatim=outer.verbatim(content), cue=cue, cue_spans=spans, source=(aside.source,),
        confidence=CONFIDENCE, evidence=(step,),
    )  # fmt: skip
