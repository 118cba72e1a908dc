"""What the rules of word order propose for a cue, in the units of a segment.

The models judge these proposals beside their own: where both agree, a report is very likely right; where the models
find nothing, a rule may still have seen a construction that annotated news has too few examples of.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.learned.segments import Segment
from quoteattr.models import Span
from quoteattr.reading import Reading


@attrs.define(eq=False)
class Proposal:
    """Source and content of a cue as sets of units; `rule` is the construction, `told` the attribution as found."""

    rule: str
    source: frozenset[int]
    content: frozenset[int]
    told: Attribution


def proposals(reading: Reading, segment: Segment, told: Mapping[int, Attribution]) -> dict[int, Proposal]:
    """Return the proposals for cues of a segment, by unit; `told` has them by unit, as attributions."""
    found = {}
    for i, a in told.items():
        if segment.core <= i < segment.core_end and (content := _units(reading, segment, a.content, {i})):
            source = _units(reading, segment, a.source, {i, *content})
            found[i] = Proposal(a.evidence[0].rule, source, content, a)
    return found


def _units(reading: Reading, segment: Segment, spans: Sequence[Span], taken: AbstractSet[int]) -> frozenset[int]:
    """Return the units that share characters with any of the spans, but for those that are taken."""
    found: set[int] = set()
    for span in spans:
        low = bisect_right(segment.lasts, reading.token_from(span.start))
        found.update(range(low, bisect_left(segment.firsts, reading.token_before(span.end))))
    return frozenset(found - taken)
