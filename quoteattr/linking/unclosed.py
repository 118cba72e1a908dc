"""A quotation that lost its closing mark, with its tag inside it: “The trees are old, *said Ann Lee*.

A mark that nothing closes opens a region up to the end of its paragraph.  Where that end is a tag behind a comma, the
region ends at the comma, and the tag is found as any other.  What the next paragraph opens with a mark is then not the
same speech, whose paragraphs need no closing mark but end in no tag either.

Limits: the tag closes the paragraph and has a verb that mostly speaks; a lost opening mark is not looked for.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.finding.regions import Marks, MarkStyle, Region
from quoteattr.linking.words import BREAKS
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST: Final = 8  # tokens of a tag with its comma and full stop
SHORTEST: Final = 3  # tokens of what is said, with its mark
SPEAKING: Final = 0.7  # weight from which a verb mostly speaks


def closed_at_tags(reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> Marks:
    """Return the marks of a text, regions that lack their closing mark ended before the tag in them."""
    lost = [i for i in range(len(marks.regions)) if _is_lost(marks.regions, i)]
    if not lost:
        return marks
    regions = list(marks.regions)
    places = [cue.first for cue in cues]
    for i in lost:
        comma = _comma(reading, regions[i])
        if comma and _is_tag(
            reading, comma, cues[bisect_left(places, comma + 1) : bisect_left(places, comma + LONGEST)]
        ):
            regions[i] = _ended(regions[i], reading.ends[comma])
            regions[i + 1 : i + 2] = [attrs.evolve(r, continues=False) for r in regions[i + 1 : i + 2]]
    return attrs.evolve(marks, regions=tuple(regions))


def _is_lost(regions: Sequence[Region], i: int) -> bool:
    """Tell whether a region lacks its closing mark, and the next one is not in it."""
    region = regions[i]
    if region.closed or region.depth or region.style is MarkStyle.DASH:
        return False
    return i + 1 == len(regions) or not regions[i + 1].depth


def _comma(reading: Reading, region: Region) -> int:
    """Return the last comma before the full stop that ends a region, 0 where none is near."""
    first, end = reading.token_from(region.span.start), reading.token_before(region.span.end)
    if reading.lower[end - 1] != ".":
        return 0
    nearest = range(end - 2, max(first + SHORTEST, end - LONGEST) - 1, -1)
    return next((k for k in nearest if reading.lower[k] == ","), 0)


def _is_tag(reading: Reading, comma: int, cues: Sequence[CueMatch]) -> bool:
    """Tell whether a comma leads to a verb of speech with its subject behind it or before it, and to nothing else."""
    for cue in cues:
        speaks = cue.form != "" and "tag" in cue.entry.frames and cue.entry.weight >= SPEAKING
        before, behind = reading.lower[comma + 1 : cue.first], reading.lower[cue.last : cue.last + LONGEST]
        rest = behind[: behind.index(".")] if "." in behind else behind
        if speaks and bool(before) != bool(rest) and BREAKS.isdisjoint((*before, *rest)):
            return True
    return False


def _ended(region: Region, end: int) -> Region:
    return attrs.evolve(region, span=Span(region.span.start, end), inner=Span(region.inner.start, end))
