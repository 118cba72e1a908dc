"""Marks around a nickname inside a name, which are no quotation: Kathleen “Kick” Smith.

Such marks stand between a first name and a capital, and hold one to three words with capitals and no punctuation.  They
are taken out of the marks of a text before anything looks for what is said; parts that were cut at them get the
whole name.

Limits: a nickname behind a name that is in no list of first names is marked text like any other.
"""

from collections.abc import Container
from typing import Final

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.finding.mentions import is_nicknamed
from quoteattr.reading import Reading

LONGEST: Final = 30  # characters of a nickname in its marks


def nicknames(reading: Reading, marks: Marks) -> dict[int, Region]:
    """Return the regions, by index, that hold a nickname, with the whole name they stand in for their span."""
    found = {}
    for i, region in enumerate(marks.regions):
        token = reading.token_from(region.span.start) if _may_be(reading.text, region) else 0
        if token and is_nicknamed(reading, token - 1):
            name = reading.span(token - 1, reading.token_from(region.span.end) + 1)
            found[i] = attrs.evolve(region, span=name, inner=name)
    return found


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
