"""What the rules of word order propose for a cue, in the units of a segment.

The models judge these proposals beside their own: where both agree, a report is very likely right; where the models
find nothing, a rule may still have seen a construction that annotated news has too few examples of.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.learned.segments import Segment
from quoteattr.models import Span
from quoteattr.reading import Reading


@attrs.frozen(eq=False)
class Proposal:
    """Source and content of a cue as sets of units; `rule` is the construction, `told` the attribution as found."""

    rule: str
    source: frozenset[int]
    content: frozenset[int]
    told: Attribution


def by_head(told: Iterable[Attribution]) -> dict[int, Attribution]:
    """Return what rules found by the token of its cue."""
    return {a.cue.head: a for a in told if a.cue is not None}


def proposals(reading: Reading, segment: Segment, told: Mapping[int, Attribution]) -> dict[int, Proposal]:
    """Return the proposals for the cues of a segment, by unit; those that lie outside it are left out."""
    found = {}
    for i in range(segment.core, segment.core_end):
        a = told.get(segment.firsts[i]) if segment.regions[i] < 0 else None
        if a is None:
            continue
        content = _units(reading, segment, a.content) - {i}
        source = _units(reading, segment, a.source) - content - {i}
        if content:
            found[i] = Proposal(a.evidence[0].rule, source, content, a)
    return found


def _units(reading: Reading, segment: Segment, spans: Sequence[Span]) -> frozenset[int]:
    """Return the units that share characters with any of the spans."""
    starts, ends = reading.starts, reading.ends
    return frozenset(
        i
        for i, (first, last) in enumerate(zip(segment.firsts, segment.lasts, strict=True))
        if any(starts[first] < span.end and span.start < ends[last - 1] for span in spans)
    )
