"""A text read with some of its characters replaced, and the way back to the offsets of the text as given.

    >>> read_as = replaced("A &amp; *B*.", [Replaced(2, 7, "&"), Replaced(8, 9, ""), Replaced(10, 11, "")])
    >>> read_as.text, read_as.start(4), read_as.end(5)
    ('A & B.', 9, 10)

What is left out is nobody's words: a span that begins or ends beside it does not have it.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs


class Replaced(NamedTuple):
    """The characters [start, end) of a text, and what they are read as."""

    start: int
    end: int
    meant: str


@attrs.frozen(eq=False)
class ReadAs:
    """A text with its parts replaced.

    starts, ends: the offsets in it from which on what begins, or ends, there stands behind each part; added: how much
    further on that is in the text as given.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    added: Sequence[int]

    def start(self, offset: int) -> int:
        """Return the offset in the text as given of what begins at one here."""
        return offset + self.added[bisect_right(self.starts, offset)]

    def end(self, offset: int) -> int:
        """Return the same of what ends there."""
        return offset + self.added[bisect_right(self.ends, offset)]


def replaced(text: str, parts: Iterable[Replaced]) -> ReadAs | None:
    """Return a text with parts of it replaced, None if there are none; of two that overlap the first counts."""
    kept, starts, ends, added, end, size = list[str](), array("q"), array("q"), array("q", [0]), 0, 0
    for part in sorted(parts):
        if part.start < end:
            continue
        kept += [text[end : part.start], part.meant]
        size += part.start - end + len(part.meant)
        end = part.end
        starts.append(size)
        ends.append(size + (not part.meant))
        added.append(end - size)
    return ReadAs("".join([*kept, text[end:]]), starts, ends, added) if starts else None
