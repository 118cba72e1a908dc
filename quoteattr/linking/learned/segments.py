"""The stretches in which a cue looks for its source and content, with quotations as single units.

A segment is a sentence whose marked regions are each one unit: “I came. I saw,” he said. has the five units
``Q he said .``  Contents hardly ever cut a region that their cue stands outside of (4 in 1000), and so distance stops
depending on how long a quotation is.  What stands inside a region has segments of its own.

A sentence that is nothing but regions has no cue; it belongs, as context that can become content, to the segment
after it (“Who did?” Miriam demanded.) and to the one before it (“No,” he said. “I won't.”).

Limits: one sentence of context on each side at most `REACH` units long; segments longer than `LONGEST` units
are cut, so that the work stays linear in the text.
"""

from collections.abc import Iterator
from typing import Final

from quoteattr.finding.regions import Marks, MarkStyle, Region
from quoteattr.linking.learned.kinds import Kind, Kinds
from quoteattr.reading import Reading

REACH: Final = 2
LONGEST: Final = 160


class Segment:
    """Units side by side: tokens [firsts[i], lasts[i]), `kinds[i]`, and `regions[i]` (an index, or -1 for a word).

    Units [core, core_end) are the sentence itself.  `inside` is the region the segment stands in, -1 for none.
    """

    __slots__ = ("core", "core_end", "firsts", "inside", "kinds", "lasts", "paragraph", "regions")

    def __init__(self, paragraph: int, inside: int) -> None:
        self.paragraph = paragraph
        self.inside = inside
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        self.kinds: list[Kind] = []
        self.regions: list[int] = []
        self.core = 0
        self.core_end = 0

    def __len__(self) -> int:
        return len(self.firsts)


Unit = tuple[int, int, int, bool]  # first token, one past the last, region or -1, whether a sentence ends after it


def segments(reading: Reading, marks: Marks, tags: list[int], kinds: Kinds) -> Iterator[Segment]:
    """Yield the segments of a text that hold words, paragraph by paragraph, outer levels first."""
    children = _children(marks)
    opens = {s.first for s in reading.sentences}
    outer = children.get(-1, [])
    at = 0
    for index, paragraph in enumerate(reading.paragraphs):
        levels = [(-1, paragraph.first, paragraph.last)]
        for inside, first, last in levels:  # grows while it is walked
            if inside < 0:
                here = at
                while at < len(outer) and marks.regions[outer[at]].span.start < paragraph.end:
                    at += 1
                inner = outer[here:at]
            else:
                inner = children.get(inside, [])
            units = list(_units(reading, marks.regions, inner, first, last, opens))
            for r in inner:
                span = marks.regions[r].inner
                levels.append((r, reading.token_from(span.start), min(reading.token_before(span.end), last)))
            yield from _grouped(reading, marks.regions, tags, kinds, units, index, inside)


def _children(marks: Marks) -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for i, region in enumerate(marks.regions):
        if region.style is not MarkStyle.DASH:
            children.setdefault(-1 if region.parent is None else region.parent, []).append(i)
    return children


def _units(
    reading: Reading, regions: tuple[Region, ...], inner: list[int], first: int, last: int, opens: set[int]
) -> Iterator[Unit]:
    """Yield the units of one level: its words, and its regions each as one."""
    at = first
    for r in inner:
        start = min(reading.token_from(regions[r].span.start), last)
        end = min(reading.token_before(regions[r].span.end), last)
        for i in range(at, start):
            yield i, i + 1, -1, i + 1 in opens
        if end > max(at, start):
            yield max(at, start), end, r, end in opens or end - 1 in opens
            at = end
    for i in range(at, last):
        yield i, i + 1, -1, i + 1 in opens


def _grouped(
    reading: Reading,
    regions: tuple[Region, ...],
    tags: list[int],
    kinds: Kinds,
    units: list[Unit],
    index: int,
    inside: int,
) -> Iterator[Segment]:
    """Cut the units of a level into sentences and give each the bare quotations beside it."""
    groups = [g for g in _sentences(units, reading.words) if g]
    bare = [all(u[2] >= 0 for u in g) for g in groups]
    for k, group in enumerate(groups):
        if bare[k]:
            continue
        before: list[Unit] = groups[k - 1][-REACH:] if k and bare[k - 1] else []
        after: list[Unit] = groups[k + 1][:REACH] if k + 1 < len(groups) and bare[k + 1] else []
        for at in range(0, len(group), LONGEST):
            core = group[at : at + LONGEST]
            head = before if at == 0 else []
            tail = after if at + LONGEST >= len(group) else []
            yield _segment(reading, regions, tags, kinds, [*head, *core, *tail], len(head), len(core), index, inside)


def _sentences(units: list[Unit], words: list[str]) -> Iterator[list[Unit]]:
    """Yield the units of each sentence.  A small letter after a quotation shows that the sentence goes on."""
    group: list[Unit] = []
    for k, unit in enumerate(units):
        group.append(unit)
        if unit[3] and not (
            unit[2] >= 0 and k + 1 < len(units) and units[k + 1][2] < 0 and words[units[k + 1][0]][:1].islower()
        ):
            yield group
            group = []
    yield group


def _segment(
    reading: Reading, regions: tuple[Region, ...], tags: list[int], kinds: Kinds, units: list[Unit], core: int, size: int,
    index: int, inside: int,
) -> Segment:  # fmt: skip
    segment = Segment(index, inside)
    segment.core, segment.core_end = core, core + size
    words, lower = reading.words, reading.lower
    for first, last, region, ends in units:
        segment.firsts.append(first)
        segment.lasts.append(last)
        segment.regions.append(region)
        if region < 0:
            segment.kinds.append(kinds.word(words[first], tags[first]))
        else:
            closed = regions[region].closed
            start = first + 1 if last - first > 1 else first
            end = last - 1 if closed and last - first > 1 else last
            segment.kinds.append(kinds.quotation(words[start], lower[end - 1], end - start, ends))
    return segment
