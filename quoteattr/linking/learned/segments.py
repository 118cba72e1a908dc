"""The stretches in which a cue looks for its source and content, with quotations as single units.

A segment is a sentence whose marked regions are each one unit: “I came. I saw,” he said. has the five units
``Q he said .``  Contents hardly ever cut a region that their cue stands outside of (4 in 1000), and so distance stops
depending on how long a quotation is.  What stands inside a region has segments of its own.

A sentence that is nothing but regions has no cue; it belongs, as context that can become content, to the segment
after it (“Who did?” Miriam demanded.) and to the one before it (“No,” he said. “I won't.”).

Limits: one sentence of context on each side at most `REACH` units long; segments longer than `LONGEST` units
are cut, so that the work stays linear in the text.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from functools import partial
from itertools import chain, pairwise, repeat
from typing import Final

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.linking.learned.kinds import Kind, Kinds
from quoteattr.reading import Reading
from quoteattr.reading.rows import code_for

REACH: Final = 2
LONGEST: Final = 160
STRETCH: Final = 4096  # tokens of a level up to which it is made of lists, which are quicker; kinds looked up at once
WHOLE: Final = 50_000  # tokens of a text whose kinds are looked up at once


class Segment:
    """Units side by side: tokens [firsts[i], lasts[i]), `kinds[i]`, and `regions[i]` (an index, or -1 for a word).

    Units [core, core_end) are the sentence itself.  `inside` is the region the segment stands in, -1 for none.
    """

    __slots__ = ("core", "core_end", "firsts", "inside", "kinds", "lasts", "regions")

    def __init__(self, level: "_Level", low: int, high: int, core: int, core_end: int) -> None:
        self.inside = level.inside
        self.firsts = level.firsts[low:high]
        self.lasts = level.lasts[low:high]
        self.kinds = level.kinds[low:high]
        self.regions = level.regions[low:high]
        self.core = core - low
        self.core_end = core_end - low

    def __len__(self) -> int:
        return len(self.firsts)

    def places(self, tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the words of the segment that are among some tokens in order, each as its unit and token."""
        firsts = self.firsts
        low = bisect_left(tokens, firsts[0])
        high = bisect_left(tokens, self.lasts[-1], low)
        if high - low > len(firsts):  # most are in its regions, whose depth may be that of the text
            words = (i for i, region in enumerate(self.regions) if region < 0)
            yield from (
                (i, firsts[i]) for i in words if tokens[bisect_left(tokens, firsts[i], low, high - 1)] == firsts[i]
            )
            return
        for token in tokens[low:high]:
            i = bisect_right(firsts, token) - 1
            if firsts[i] == token and self.regions[i] < 0:
                yield i, token


class _Level:
    """The units of the tokens that stand directly in one region or, outside all of them, in one paragraph.

    `breaks` are the numbers of units after which a sentence ends, `marked` tells whether any unit is a region.  `code`
    is that of arrays, "" for lists.
    """

    __slots__ = ("breaks", "firsts", "inside", "kinds", "lasts", "marked", "regions")

    def __init__(self, inside: int, code: str) -> None:
        self.inside = inside
        column: Callable[[], MutableSequence[int]] = partial(array, code) if code else list
        self.firsts, self.lasts, self.regions, self.breaks = column(), column(), column(), column()
        self.kinds: list[Kind] = []
        self.marked = False


def segments(reading: Reading, marks: Marks, tags: Sequence[int], kinds: Kinds) -> Iterator[Segment]:
    """Yield the segments of a text that hold words, paragraph by paragraph, outer levels first."""
    cutter = _Cutter(reading, marks.regions, tags, kinds)
    children = _children(marks)
    outer = children.get(-1, [])
    at = 0
    for paragraph in reading.paragraphs:
        here = at
        while at < len(outer) and marks.regions[outer[at]].span.start < paragraph.end:
            at += 1
        levels = [(-1, paragraph.first, paragraph.last, outer[here:at])]
        for inside, first, last, inner in levels:  # grows while it is walked
            level = cutter.level(inside, inner, first, last)
            if -1 in level.regions:
                yield from _cut(level)
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


def _cut(level: _Level) -> Iterator[Segment]:
    """Cut the units of a level into sentences and give each the bare quotations beside it."""
    n = len(level.firsts)
    bounds = level.breaks[:]
    bounds.insert(0, 0)
    if bounds[-1] != n:
        bounds.append(n)
    bare = [level.marked and min(level.regions[low:high], default=0) >= 0 for low, high in pairwise(bounds)]
    for k, alone in enumerate(bare):
        if alone:
            continue
        low, high = bounds[k], bounds[k + 1]
        head = max(low - REACH, bounds[k - 1]) if k and bare[k - 1] else low
        tail = min(high + REACH, bounds[k + 2]) if k + 1 < len(bare) and bare[k + 1] else high
        for at in range(low, high, LONGEST):
            end = min(at + LONGEST, high)
            yield Segment(level, head if at == low else at, tail if end == high else end, at, end)


class _Cutter:
    """Makes the levels of one text."""

    def __init__(self, reading: Reading, regions: tuple[Region, ...], tags: Sequence[int], kinds: Kinds) -> None:
        self.reading = reading
        self.regions = regions
        self.tags = tags
        self.kinds = kinds
        self.words = kinds.words(reading.words, tags) if len(tags) <= WHOLE else []
        self.opens = array(code_for(len(reading.words)), reading.firsts)
        self.opens.append(len(reading.words))

    def level(self, inside: int, inner: list[int], first: int, last: int) -> _Level:
        """Return the level of tokens [first, last): words, and each region of `inner` as one unit."""
        level = _Level(inside, self.opens.typecode if last - first > STRETCH else "")
        at = first
        for r in inner:
            span = self.regions[r].span
            start, end = min(self.reading.token_from(span.start), last), min(self.reading.token_before(span.end), last)
            self._add_words(level, at, start)
            if end > max(at, start):
                self._add_region(level, max(at, start), end, r)
                at = end
        self._add_words(level, at, last)
        return level

    def _add_words(self, level: _Level, first: int, last: int) -> None:
        """Append the words [first, last).  A small letter after a quotation shows that its sentence goes on."""
        if first >= last:
            return
        n = len(level.firsts)
        if n and n in level.breaks[-1:] and level.regions[-1] >= 0 and self.reading.words[first][:1].islower():
            level.breaks.pop()
        opens = self.opens
        low = bisect_right(opens, first)
        level.breaks.extend([n + token - first for token in opens[low : bisect_right(opens, last, low)]])
        level.firsts.extend(range(first, last))
        level.lasts.extend(range(first + 1, last + 1))
        level.kinds += self.words[first:last] or chain.from_iterable(self._kinds(first, last))
        level.regions.extend([-1] * (last - first) if last - first <= STRETCH else repeat(-1, last - first))

    def _kinds(self, first: int, last: int) -> Iterator[list[Kind]]:
        """Yield the kinds of the words [first, last), many at a time."""
        for at in range(first, last, STRETCH):
            part = slice(at, min(at + STRETCH, last))
            yield self.kinds.words(self.reading.words[part], self.tags[part])

    def _add_region(self, level: _Level, first: int, last: int, region: int) -> None:
        at = bisect_right(self.opens, last)
        ends = at > 0 and self.opens[at - 1] >= last - 1
        level.marked = True
        level.firsts.append(first)
        level.lasts.append(last)
        level.kinds.append(self._quotation(first, last, region, ends))
        level.regions.append(region)
        if ends:
            level.breaks.append(len(level.firsts))

    def _quotation(self, first: int, last: int, region: int, ends: bool) -> Kind:
        words = self.reading.words
        start = first + 1 if last - first > 1 else first
        end = last - 1 if self.regions[region].closed and last - first > 1 else last
        return self.kinds.quotation(words[start], words[end - 1], end - start, ends)
