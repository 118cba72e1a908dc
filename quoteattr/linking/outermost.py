"""The outermost regions of a text, found by offset: what of a content stands in marks, which turn is set with a dash.

Outermost regions do not overlap, so one bisection finds the regions of any stretch.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.models import Span
from quoteattr.reading import Reading


def _start(region: Region) -> int:
    return region.span.start


def _holding(regions: Sequence[Region], starts: Sequence[int], offset: int) -> Region | None:
    """Return the region that the character at `offset` stands in, of some that begin at `starts`."""
    i = bisect_right(starts, offset) - 1
    return regions[i] if i >= 0 and offset < regions[i].span.end else None


@attrs.frozen(eq=False)
class Outermost:
    """Outermost regions in order: those in marks, and those set with a dash, each with their first offsets.

    `openings` has those of the regions in marks once more, to be asked for.
    """

    marked: tuple[Region, ...]
    dashed: tuple[Region, ...]
    starts: tuple[int, ...]
    dash_starts: tuple[int, ...]
    openings: frozenset[int]

    @classmethod
    def of(cls, marks: Marks) -> "Outermost":
        """Return the outermost regions of the marks of a text."""
        outer = [r for r in marks.regions if r.depth == 0]
        marked = tuple(r for r in outer if r.style is not MarkStyle.DASH)
        dashed = tuple(r for r in outer if r.style is MarkStyle.DASH)
        starts = tuple([r.span.start for r in marked])
        return cls(marked, dashed, starts, tuple([r.span.start for r in dashed]), frozenset(starts))

    def verbatim(self, pieces: Sequence[Span]) -> tuple[Span, ...]:
        """Return what of the pieces stands inside marks, the marks left out."""
        found: list[Span] = []
        for piece in pieces:
            at = max(0, bisect_right(self.starts, piece.start) - 1)
            while at < len(self.starts) and self.starts[at] < piece.end:
                inner = self.marked[at].inner
                start, end = max(piece.start, inner.start), min(piece.end, inner.end)
                if start < end:
                    found.append(Span(start, end))
                at += 1
        return tuple(found)

    def within(self, piece: Span) -> list[Span]:
        """Return the marked regions that lie in a piece."""
        first, last = bisect_left(self.starts, piece.start), bisect_left(self.starts, piece.end)
        return [r.span for r in self.marked[first:last] if r.span.end <= piece.end]

    @cached_property
    def carried(self) -> tuple[Region, ...]:
        """The marked regions of speech that goes on over paragraphs."""
        pairs = zip_longest(self.marked, self.marked[1:])
        return tuple([r for r, after in pairs if r.continues or (after and after.continues and not r.closed)])

    def carried_around(self, offset: int) -> Region | None:
        """Return such a region that the character at `offset` stands in, but not at its beginning."""
        i = bisect_left(self.carried, offset, key=_start) - 1
        return self.carried[i] if i >= 0 and offset < self.carried[i].span.end else None

    def around(self, offset: int) -> Region | None:
        """Return the marked region that the character at `offset` stands in."""
        return _holding(self.marked, self.starts, offset)

    def opens_at(self, offset: int) -> bool:
        """Tell whether a marked region opens at `offset`."""
        return offset in self.openings

    def marked_at(self, offset: int) -> Region | None:
        """Return the marked region that opens at `offset`."""
        return self.marked[bisect_left(self.starts, offset)] if offset in self.openings else None

    def behind(self, reading: Reading, token: int) -> Region | None:
        """Return the marked words that open at a token, or behind the colon that stands there."""
        token += reading.lower[token : token + 1] == [":"]
        return self.marked_at(reading.starts[token]) if token < len(reading.starts) else None

    def dash_at(self, offset: int) -> Region | None:
        """Return the dashed turn that the character at `offset` stands in."""
        return _holding(self.dashed, self.dash_starts, offset)
