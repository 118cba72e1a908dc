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
    cutter = _Cutter(reading, marks.regions, tags, kinds)
    children = _children(marks)
    outer = children.get(-1, [])
    at = 0
    for index, paragraph in enumerate(reading.paragraphs):
        here = at
        while at < len(outer) and marks.regions[outer[at]].span.start < paragraph.end:
            at += 1
        levels = [(-1, paragraph.first, paragraph.last, outer[here:at])]
        for inside, first, last, inner in levels:  # grows while it is walked
            yield from cutter.cut(index, inside, cutter.units(inner, first, last))
            for r in inner:
                span = marks.regions[r].inner
                end = min(reading.token_before(span.end), last)
                levels.append((r, reading.token_from(span.start), end, children.get(r, [])))


def _children(marks: Marks) -> dict[int, list[int]]:
    """Return the regions that stand directly in each region, and under -1 the outermost ones."""
    children: dict[int, list[int]] = {}
    for i, region in enumerate(marks.regions):
        if region.style is not MarkStyle.DASH:
            children.setdefault(-1 if region.parent is None else region.parent, []).append(i)
    return children


class _Cutter:
    """Cuts the levels of one text into segments."""

    def __init__(self, reading: Reading, regions: tuple[Region, ...], tags: list[int], kinds: Kinds) -> None:
        self.reading = reading
        self.regions = regions
        self.tags = tags
        self.kinds = kinds
        self.opens = {sentence.first for sentence in reading.sentences}

    def units(self, inner: list[int], first: int, last: int) -> list[Unit]:
        """Return the units of tokens [first, last): words, and each region of `inner` as one."""
        found: list[Unit] = []
        at = first
        for r in inner:
            span = self.regions[r].span
            start, end = min(self.reading.token_from(span.start), last), min(self.reading.token_before(span.end), last)
            found += self._words(at, start)
            if end > max(at, start):
                found.append((max(at, start), end, r, end in self.opens or end - 1 in self.opens))
                at = end
        return found + self._words(at, last)

    def _words(self, first: int, last: int) -> list[Unit]:
        opens = self.opens
        return [(i, i + 1, -1, i + 1 in opens) for i in range(first, last)]

    def cut(self, paragraph: int, inside: int, units: list[Unit]) -> Iterator[Segment]:
        """Cut the units of a level into sentences and give each the bare quotations beside it."""
        groups = list(self._sentences(units))
        bare = [all(unit[2] >= 0 for unit in group) for group in groups]
        for k, group in enumerate(groups):
            if bare[k]:
                continue
            before = groups[k - 1][-REACH:] if k and bare[k - 1] else []
            after = groups[k + 1][:REACH] if k + 1 < len(groups) and bare[k + 1] else []
            for at in range(0, len(group), LONGEST):
                head = before if at == 0 else []
                tail = after if at + LONGEST >= len(group) else []
                segment = Segment(paragraph, inside)
                self._fill(segment, [*head, *group[at : at + LONGEST], *tail])
                segment.core, segment.core_end = len(head), len(segment) - len(tail)
                yield segment

    def _sentences(self, units: list[Unit]) -> Iterator[list[Unit]]:
        """Yield the units of each sentence.  A small letter after a quotation shows that the sentence goes on."""
        group: list[Unit] = []
        for k, unit in enumerate(units):
            group.append(unit)
            following = units[k + 1] if k + 1 < len(units) else None
            goes_on = unit[2] >= 0 and following is not None and self._is_small(following)
            if unit[3] and not goes_on:
                yield group
                group = []
        if group:
            yield group

    def _is_small(self, unit: Unit) -> bool:
        return unit[2] < 0 and self.reading.words[unit[0]][:1].islower()

    def _fill(self, segment: Segment, units: list[Unit]) -> None:
        words, tags, kinds = self.reading.words, self.tags, self.kinds
        for first, last, region, ends in units:
            segment.firsts.append(first)
            segment.lasts.append(last)
            segment.regions.append(region)
            segment.kinds.append(
                kinds.word(words[first], tags[first]) if region < 0 else self._quotation(first, last, region, ends)
            )

    def _quotation(self, first: int, last: int, region: int, ends: bool) -> Kind:
        words = self.reading.words
        start = first + 1 if last - first > 1 else first
        end = last - 1 if self.regions[region].closed and last - first > 1 else last
        return self.kinds.quotation(words[start], words[end - 1], end - start, ends)
