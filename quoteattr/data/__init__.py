"""Word lists as data: how a file of this folder is read.

A list is a text file, UTF-8, of one entry a line with columns parted by tabs, sorted by its first column, no first
column twice.  Lines that start with "#" are comments; one of them, "# columns: ...", names the columns, and
every entry has just so many.  "-" stands for an empty column, several values in one are parted by commas.  What
the columns mean is said in the head of each file, where the words come from in README.md.  Two long lists of words
alone (``.txt``) have no columns; "# entries: ..." says how many there are.

A list is read once, on first use, and shared; it is made of tuples, so nobody can change it for others.
A file that is missing, damaged or cut off raises `DataError`, naming file and line: half a lexicon would only
show as poor results.  One that is cut off between two lines shows where its entries are counted.
"""

import functools
from importlib import resources
from typing import Final

from quoteattr.errors import DataError

COLUMNS: Final = "# columns:"
ENTRIES: Final = "# entries:"
NONE: Final = "-"

Row = tuple[str, ...]


@functools.cache
def entries(name: str) -> tuple[Row, ...]:
    """Return the rows of the list `name` ("titles"), each a tuple of its columns.

    >>> [row for row in entries("titles") if row[0] == "mrs"]
    [('mrs', 'f', 'address')]
    """
    return parse(_text(f"{name}.tsv"), f"quoteattr/data/{name}.tsv")


@functools.cache
def table(name: str) -> dict[str, Row]:
    """Return the rows of the list `name` by their first column; the dictionary is shared, so only look things up."""
    return {row[0]: row for row in entries(name)}


def values(column: str) -> tuple[str, ...]:
    """Return the values of a column: none for "-", else those between its commas.

    >>> values("William,Wilhelm"), values("-")
    (('William', 'Wilhelm'), ())
    """
    return () if column == NONE else tuple(column.split(","))


def words(file: str) -> list[str]:
    """Return the words of a list of words alone, one a line ("common-words.txt")."""
    return parse_words(_text(file), f"quoteattr/data/{file}")


def parse_words(text: str, path: str) -> list[str]:
    """Return the words of a list given as text; raise `DataError`, naming `path`, where some are missing."""
    lines = text.splitlines()
    found = [line for line in lines if line and not line.startswith("#")]
    if f"{ENTRIES} {len(found)}" not in lines[:2]:
        raise DataError(f"{path}: {len(found)} words are not as many as it says; reinstall quoteattr")
    return found


def parse(text: str, path: str) -> tuple[Row, ...]:
    """Return the rows of a list given as text; raise `DataError`, naming `path` and line, where it is malformed."""
    rows: list[Row] = []
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(COLUMNS):
            columns = line.removeprefix(COLUMNS).split()
        if line and not line.startswith("#"):
            rows.append(_row(line, columns, rows, f"{path}, line {number}"))
    if not rows:
        raise DataError(f"{path}: no entries; the file is damaged, reinstall quoteattr")
    return tuple(rows)


def _row(line: str, columns: list[str], rows: list[Row], where: str) -> Row:
    row = tuple(line.split("\t"))
    if len(row) != len(columns):
        raise DataError(f"{where}: {len(columns)} columns are expected ({' '.join(columns)}), not {len(row)}")
    if not all(column.strip() == column != "" for column in row):
        raise DataError(f'{where}: a column is blank or has spaces around it; an empty one is written "{NONE}"')
    if rows and row[0] <= rows[-1][0]:
        raise DataError(f"{where}: {row[0]!r} stands after {rows[-1][0]!r}; entries are sorted and unique")
    return row


def _text(file: str) -> str:
    try:
        text = (resources.files("quoteattr.data") / file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"quoteattr/data/{file}: cannot be read ({error}); reinstall quoteattr") from error
    if text and not text.endswith("\n"):
        raise DataError(f"quoteattr/data/{file}: its last line is cut off; reinstall quoteattr")
    return text
