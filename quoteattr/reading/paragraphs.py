"""Where paragraphs begin and end: by blank lines, by line ends, or by both.

News as it comes from feeds has a paragraph a line; novels and mail break lines at a fixed width and leave a blank
line, or an indentation, between paragraphs.  The two are told apart line by line, by the
typesetter's own test: a line was broken for want of room if the next line's first word would not have
fitted into the width of the text.  The width is that of its widest lines, as long as it is one at
which people break lines at all.

Limits: verse and addresses inside wrapped text fall into one paragraph a line, because their lines
are short; a paragraph of two wrapped lines in a text that has no other has little to go by.
"""

from collections.abc import Iterator
from typing import Final

import regex

WIDEST: Final = 100  # nobody breaks lines by hand or machine beyond this
NARROWEST: Final = 30  # below this a line says nothing about the width of its text
SHARE: Final = 0.6  # of the lines that have a successor in their block, how many must be full

_LINE = regex.compile(r"[^\n]+")
_FIRST = regex.compile(r" *([^ ]+)")
_ENDS = regex.compile(r"[.!?:…][\"”’»')\]]*$")
_OPENS = regex.compile(r" *[\"“„«‘'`—–―]")

Line = tuple[int, int]


def paragraph_spans(folded: str) -> Iterator[Line]:
    """Yield (start, end) of each paragraph of a folded text, edges trimmed, in order."""
    lines = [_trim(folded, m.start(), m.end()) for m in _LINE.finditer(folded)]
    lines = [(s, e) for s, e in lines if s < e]
    width = _width(folded, lines)
    i = 0
    while i < len(lines):
        start, end = lines[i]
        while i + 1 < len(lines) and _is_wrapped(folded, lines[i], lines[i + 1], width):
            i += 1
            end = lines[i][1]
        yield start, end
        i += 1


def _trim(text: str, start: int, end: int) -> Line:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _width(text: str, lines: list[Line]) -> int:
    """Return the width at which lines of this text are broken, or 0 where a line is a paragraph."""
    followed = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if _adjacent(text, a, b)]
    if not followed:
        return 0
    sizes = sorted(e - s for (s, e), _ in followed)
    width = sizes[-1 - len(sizes) // 20]  # a few lines may stick out: addresses of pages, tables
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in followed)
    return width if full >= SHARE * len(followed) else 0


def _adjacent(text: str, a: Line, b: Line) -> bool:
    return text.count("\n", a[1], b[0]) == 1


def _is_full(text: str, a: Line, b: Line, width: int) -> bool:
    first = _FIRST.match(text, b[0], b[1])
    return a[1] - a[0] + 1 + (len(first[1]) if first else 0) > width - 3


def _is_wrapped(text: str, a: Line, b: Line, width: int) -> bool:
    """Tell whether line b carries on the paragraph of line a."""
    if not width or not _adjacent(text, a, b) or b[0] - text.rfind("\n", 0, b[0]) > 2:
        return False
    if not _is_full(text, a, b, width):
        return False
    # Two lines alone are poor evidence: a full stop and an opening mark outweigh it.
    return not (a[1] - a[0] < width - 12 and _ENDS.search(text, a[0], a[1]) and _OPENS.match(text, b[0], b[1]))
