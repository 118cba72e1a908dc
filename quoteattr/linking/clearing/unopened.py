"""Marks that nothing opens, with the tag behind what they close: It is late,” she said.

Drop capitals and careless copying lose the first mark of a paragraph.  A closing mark without an opening one, with a
sign before it that speech ends with and a tag right behind it, closes all that its paragraph has up to there, if
nothing else is marked in that.

Limits: what a paragraph tells before the speech is taken for a part of it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.linking.attribution import Cues
from quoteattr.linking.clearing.unclosed import LONGEST, is_subject, tag_verbs
from quoteattr.linking.words import DETERMINERS, SUBJECTS
from quoteattr.models import DiagnosticCode, Span
from quoteattr.reading import Reading

_STYLES: Final = {"”": MarkStyle.DOUBLE, '"': MarkStyle.DOUBLE, "»": MarkStyle.GUILLEMET}
_PAUSING: Final = frozenset(",?!…—")


def with_openings(reading: Reading, marks: Marks, cues: Cues) -> Marks:
    """Return the marks, with a region for what each stray mark before a tag closes."""
    stray = [d.span for d in marks.diagnostics if d.code is DiagnosticCode.STRAY and d.span.of(reading.text) in _STYLES]
    if not stray:
        return marks
    verbs = tag_verbs(reading, cues)
    starts = [region.span.start for region in marks.regions]
    found = [r for span in stray if _is_tagged(reading, span, verbs) and (r := _region(reading, span, starts))]
    return attrs.evolve(marks, regions=tuple(_merged(marks.regions, found))) if found else marks


def _region(reading: Reading, mark: Span, starts: Sequence[int]) -> Region | None:
    """Return what a mark closes in its paragraph, None if something is marked in that."""
    start = reading.paragraphs[reading.paragraph_of(reading.token_from(mark.start))].start
    if start >= mark.start or bisect_left(starts, start) != bisect_left(starts, mark.start):
        return None
    style = _STYLES[mark.of(reading.text)]
    inner = Span(start, mark.start)
    return Region(Span(start, mark.end), inner, style, depth=0, parent=None, closed=True, continues=False)


def _is_tagged(reading: Reading, mark: Span, verbs: set[int]) -> bool:
    """Tell whether a mark closes speech right before a tag: “said Gwen”, “the old man said”."""
    first = reading.token_from(mark.end)
    if reading.text[mark.start - 1 : mark.start] not in _PAUSING or first >= len(reading.words):
        return False
    if first in verbs:
        behind = reading.words[first + 1 : first + 2]
        return any(word[0].isupper() or word in DETERMINERS | SUBJECTS for word in behind)
    return any(i in verbs and is_subject(reading, first, i) for i in range(first + 1, first + LONGEST))


def _merged(regions: Sequence[Region], found: Sequence[Region]) -> list[Region]:
    """Return the regions in order with those found between them, which move the places of parents on."""
    spans = [region.span for region in found]
    moved = [i + bisect_left(spans, region.span) for i, region in enumerate(regions)]
    kept = [r if r.parent is None else attrs.evolve(r, parent=moved[r.parent]) for r in regions]
    return sorted([*kept, *found], key=lambda region: region.span)
