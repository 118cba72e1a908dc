"""Marks around a nickname inside a name, which are no quotation: Kathleen “Kick” Smith.

Such marks stand between a first name and a capital, and hold one to three words with capitals and no punctuation.  They
are taken out of the marks of a text before anything looks for what is said; sources that were cut at them get the
whole name.

Limits: a nickname behind a name that is in no list of first names is marked text like any other.
"""

from collections.abc import Container, Sequence
from typing import Final

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.finding.mentions import is_nicknamed
from quoteattr.linking.attribution import Attribution, Told
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST: Final = 30  # characters of a nickname in its marks


def nicknames(reading: Reading, marks: Marks) -> dict[int, Span]:
    """Return the regions, by index, that hold a nickname, and the whole names they stand in."""
    found = {i: reading.token_from(r.span.start) for i, r in enumerate(marks.regions) if _may_be(reading.text, r)}
    named = {i: token for i, token in found.items() if token and is_nicknamed(reading, token - 1)}
    ends = {i: reading.token_from(marks.regions[i].span.end) + 1 for i in named}
    return {i: reading.span(token - 1, ends[i]) for i, token in named.items()}


def _may_be(text: str, region: Region) -> bool:
    """Tell whether marked text may be a nickname by the characters at its edges."""
    start, end = region.span.start, region.span.end
    if end - start > LONGEST or not region.closed or region.style is MarkStyle.DASH:
        return False
    edges = text[start - 1 : start] + text[end : end + 1]
    return len(edges) == 2 and edges.isspace() and text[region.inner.start].isupper()


def without(marks: Marks, dropped: Container[int]) -> Marks:
    """Return the marks of a text without some of the regions."""
    kept = [i for i in range(len(marks.regions)) if i not in dropped]
    place: dict[int | None, int] = {old: new for new, old in enumerate(kept)}
    regions = [attrs.evolve(r, parent=place.get(r.parent)) for r in map(marks.regions.__getitem__, kept)]
    return attrs.evolve(marks, regions=tuple(regions))


def with_whole_names(told: Told, names: Sequence[Span]) -> list[Attribution]:
    """Return attributions whose sources have the whole of the names that they begin inside of."""
    starts = {k: name.start for name in names for k in range(name.start + 1, name.end)}
    return [_with_whole(a, starts) if any(s.start in starts for s in a.source) else a for a in told]


def _with_whole(told: Attribution, starts: dict[int, int]) -> Attribution:
    source = [Span(starts.get(span.start, span.start), span.end) for span in told.source]
    return attrs.evolve(told, source=tuple(source))
