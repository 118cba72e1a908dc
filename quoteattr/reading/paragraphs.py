"""Where paragraphs begin and end: by blank lines, by line ends, or by both.

News as it comes from feeds has a paragraph a line; novels and mail break lines at a fixed width and leave a blank
line, or an indentation, between paragraphs.  Which of the two a text is, all its lines decide together, by the
typesetter's own test: a line was broken for want of room if the next line's first word would not have fitted into
the width of the text.  The width is that of its widest lines, as long as it is one at which people break lines.

In a wrapped text, lines without a blank line between them (a block) are one paragraph, also where one of them is a
little short: copyists re-flow, scanners lose dashes, verse and addresses are short throughout.  A block falls apart
only where a line ends a sentence with room to spare and the next one begins anew, which asks for an opening mark or
an indentation where blank lines are the habit, and for a capital where there are none.

Limits: a list in wrapped text is one paragraph; a text of two wrapped lines has little to go by.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

WIDEST: Final = 100  # nobody breaks lines by hand or machine beyond this; a few may stick out (addresses, tables)
NARROWEST: Final = 30  # below this a line says nothing about the width of its text
SHARE: Final = 0.6  # of the lines that have a successor in their block, how many must be full
RUNNING_ON: Final = 0.5  # and how many must break off inside a sentence
SLACK: Final = 3

_LINE: Final = regex.compile(r"[^\n]+")
_FIRST: Final = regex.compile(r"[^ \n]+")
_ENDS: Final = regex.compile(r"[.!?:…][\"”’»')\]]*$")
_OPENS: Final = regex.compile(r"[\"“„«‘'`—–―]|--")
_BEGINS: Final = regex.compile(r"[\p{Lu}\p{N}]")

Line = tuple[int, int]


def paragraph_spans(folded: str) -> Iterator[Line]:
    """Yield (start, end) of each paragraph of a folded text, edges trimmed, in order."""
    lines = [_trim(folded, m.start(), m.end()) for m in _LINE.finditer(folded)]
    lines = [(s, e) for s, e in lines if s < e]
    width = _width(folded, lines)
    if not width:
        yield from lines
        return
    spaced = _leaves_blank_lines(folded, lines, width)
    start, last = -1, (0, 0)
    for line in lines:
        if start >= 0 and not _runs_on(folded, last, line, width, spaced):
            yield start, last[1]
            start = -1
        start = line[0] if start < 0 else start
        last = line
    if start >= 0:
        yield start, last[1]


def _trim(text: str, start: int, end: int) -> Line:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _width(text: str, lines: list[Line]) -> int:
    """Return the width at which lines of this text are broken, or 0 where a line is a paragraph."""
    followed = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if not followed or sum(e - s > WIDEST for s, e in lines) > len(lines) // 20:
        return 0
    sizes = sorted(e - s for (s, e), _ in followed)
    width = sizes[-1 - len(sizes) // 20]
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in followed)
    running = sum(not _ENDS.search(text, max(a[0], a[1] - 6), a[1]) for a, b in followed)
    return width if full >= SHARE * len(followed) and running >= RUNNING_ON * len(followed) else 0


def _adjacent(text: str, a: Line, b: Line) -> bool:
    return text.count("\n", a[1], b[0]) == 1


def _is_full(text: str, a: Line, b: Line, width: int) -> bool:
    if a[1] - a[0] > width - SLACK:
        return True
    first = _FIRST.match(text, b[0], b[1])
    return a[1] - a[0] + 1 + (len(first[0]) if first else 0) > width - SLACK


def _begins_anew(text: str, a: Line, b: Line, width: int) -> bool:
    """Tell whether line a ends a sentence with room to spare and line b could begin a paragraph."""
    return bool(
        _ENDS.search(text, max(a[0], a[1] - 6), a[1])
        and not _is_full(text, a, b, width)
        and (_OPENS.match(text, b[0], b[1]) or _BEGINS.match(text, b[0]))
    )


def _leaves_blank_lines(text: str, lines: list[Line], width: int) -> bool:
    """Tell whether paragraphs of this wrapped text are set apart by blank lines, by and large."""
    blank = anew = 0
    for a, b in pairwise(lines):
        if not _adjacent(text, a, b):
            blank += 1
        elif _begins_anew(text, a, b, width):
            anew += 1
    return blank >= anew


def _runs_on(text: str, a: Line, b: Line, width: int, spaced: bool) -> bool:
    """Tell whether line b carries on the paragraph of line a."""
    if not _adjacent(text, a, b):
        return False
    indented = _indent(text, b) > _indent(text, a) + 1
    ended = _ENDS.search(text, max(a[0], a[1] - 6), a[1])
    if indented and ended:
        return False
    return not (_begins_anew(text, a, b, width) and (not spaced or _OPENS.match(text, b[0], b[1])))


def _indent(text: str, line: Line) -> int:
    return line[0] - text.rfind("\n", 0, line[0]) - 1
