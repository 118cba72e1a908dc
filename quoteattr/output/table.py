"""Quotations as a table that fits a terminal: speaker, cue, quotation, kind and confidence.

The narrow columns take what their cells need, up to a share of the width; the quotation takes the rest and is wrapped,
to at most six lines, the last of which ends in an ellipsis if words are left.  Where the rest would be
too little to read, columns are given up, the least telling first.  Widths are counted in terminal
cells: a Chinese character takes two, a combining accent none.

A terminal obeys what it is sent, so nothing unprintable is: control characters are shown as escapes, and
characters that only steer layout (soft hyphens, changes of writing direction) are left out.

Limits: emoji joined to one sign count as several cells, so their rows may look ragged.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from quoteattr.models import Document, Quote

HEADINGS: Final = ("speaker", "cue", "quotation", "kind", "conf")
QUOTATION: Final = 2
SHARES: Final = (4, 8, 1, 1, 1)  # a column takes at most one part in so many of the width,
LEAST: Final = 10  # but may always take so many cells
EXPENDABLE: Final = (4, 3, 1)  # columns to give up, in this order, where the quotation has no room
READABLE: Final = 24  # fewer cells than this are no room for a quotation
DEEPEST: Final = 6  # lines of one row
GAP: Final = "  "

Paint = Callable[[str, str], str]
Row = tuple[str, ...]


def table(
    document: Document, width: int, *, encoding: str = "utf-8", paint: Paint = lambda heading, cell: cell
) -> Iterator[str]:
    """Yield the lines of a document's table, none wider than `width` cells.

    `paint` is given a column's heading (with a cell of that column) or "heading" (with a heading), and returns the
    text with whatever the terminal takes for colour.
    """
    if not document.quotes:
        yield _wrapped("no quotations", max(width, 1), 1)[0] + "\n"
        return
    rows = [tuple(printable(cell, encoding) for cell in _row(quote)) for quote in document.quotes]
    widths = _widths(rows, max(width, 1))
    yield from _lines(HEADINGS, widths, lambda _, cell: paint("heading", cell))
    for row in rows:
        for line in _lines(row, widths, paint):
            yield line.encode(encoding, "replace").decode(encoding)  # all that can need it is the ellipsis


def _row(quote: Quote) -> Row:
    """Return the cells of a quote; a source nobody is known by stands in parentheses."""
    source = f"({quote.source.text})" if quote.source else "?"
    speaker = quote.speaker.label if quote.speaker else source
    cue = quote.cue.text if quote.cue else ""
    # More characters than DEEPEST lines could hold need not be looked at, however long the quotation is.
    return speaker[:1000], cue[:1000], quote.text[:10_000], quote.kind.value, f"{quote.confidence:.2f}"


def printable(text: str, encoding: str = "utf-8") -> str:
    r"""Return `text` on one line, fit for a terminal of that encoding.

    >>> print(printable("one\n two\x1b[31m"))
    one two\x1b[31m
    """
    plain = "".join(_shown(char) for char in " ".join(text.split()))
    return plain if plain.isascii() else plain.encode(encoding, "backslashreplace").decode(encoding)


def shortened(text: str, longest: int) -> str:
    """Return `text` as `printable`, with an ellipsis for what is more than `longest` characters.

    >>> shortened("Nobody  spoke.", 8)
    'Nobody …'
    """
    plain = printable(text[: 4 * longest])
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return "" if unicodedata.category(char) == "Cf" else char.encode("unicode_escape").decode("ascii")


def _widths(rows: Iterable[Row], width: int) -> dict[int, int]:
    """Return the width of each column that is shown."""
    columns = list(zip(HEADINGS, *rows, strict=True))
    wanted = {i: min(max(map(cells, column)), max(width // SHARES[i], LEAST)) for i, column in enumerate(columns)}
    for expendable in (*EXPENDABLE, 0):
        rest = width - sum(wanted[i] + len(GAP) for i in wanted if i != QUOTATION)
        if rest >= min(READABLE, wanted[QUOTATION]):
            break
        del wanted[expendable]
    rest = width - sum(wanted[i] + len(GAP) for i in wanted if i != QUOTATION)
    return wanted | {QUOTATION: min(wanted[QUOTATION], rest)}


def _lines(row: Row, widths: dict[int, int], paint: Paint) -> Iterator[str]:
    wrapped = {i: _wrapped(row[i], width, DEEPEST) for i, width in widths.items()}
    for depth in range(max(map(len, wrapped.values()))):
        line = []
        for i, parts in wrapped.items():
            part = parts[depth] if depth < len(parts) else ""
            line.append((paint(HEADINGS[i], part) if part else "") + " " * (widths[i] - cells(part)))
        yield GAP.join(line).rstrip(" ") + "\n"


# --- cells ---------------------------------------------------------------------------------------


def _cell(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _wrapped(text: str, width: int, deepest: int) -> list[str]:
    """Return `text` broken into lines of at most `width` cells, the last one cut short where there are too many."""
    lines = [""]
    for word in text.split(" "):
        for piece in _pieces(word, width):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if cells(joined) <= width:
                lines[-1] = joined
            elif len(lines) < deepest:
                lines.append(piece)
            else:
                lines[-1] = _cut(lines[-1], width - 1) + "…"
                return lines
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield a word in pieces that fit a line; most words are one."""
    while cells(word) > width:
        piece = _cut(word, width) or word[0]
        yield piece
        word = word[len(piece) :]
    yield word


def _cut(text: str, width: int) -> str:
    """Return as many characters from the start of `text` as fit."""
    taken = 0
    for i, char in enumerate(text):
        taken += _cell(char)
        if taken > width:
            return text[:i]
    return text
