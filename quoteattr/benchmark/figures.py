"""A table of figures: as aligned text to read, as plain data for machines, as Markdown for the documentation.

A column has a format ("" for words, ".1f" for numbers); a figure that could not be had is None and shown as "-".

In a Markdown page, a table stands between ``<!-- benchmark: NAME -->`` and ``<!-- end of benchmark -->``; `with_tables`
brings those that were measured up to date and leaves the others alone.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

_BLOCK: Final = re.compile(r"(?<=<!-- benchmark: )([\w-]+)( -->\n).*?(?=<!-- end of benchmark -->)", re.DOTALL)

Row = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Table:
    """A table: `name` is its key in JSON and in pages, `title` one sentence; `columns` has a format for each."""

    name: str
    title: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    def cells(self) -> list[list[str]]:
        """Return the rows as they are shown, the head first."""
        shown = [[_cell(row.get(column), form) for column, form in self.columns.items()] for row in self.rows]
        return [list(self.columns), *shown]

    def text(self) -> str:
        """Return the table to be read on a terminal: words to the left, numbers to the right."""
        cells = self.cells()
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        forms = list(self.columns.values())
        lines = (
            "  ".join(
                cell.rjust(w) if form else cell.ljust(w) for cell, w, form in zip(row, widths, forms, strict=True)
            )
            for row in cells
        )
        return "\n".join([self.title, *(f"  {line.rstrip()}" for line in lines)]) + "\n"

    def markdown(self) -> str:
        """Return the table as Markdown."""
        head, *rows = self.cells()
        rule = ["---:" if form else "---" for form in self.columns.values()]
        lines = ("| " + " | ".join(row) + " |" for row in (head, rule, *rows))
        return f"\n{self.title}\n\n" + "\n".join(lines) + "\n\n"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"title": self.title, "rows": [dict(row) for row in self.rows]}


def _cell(value: Any, form: str) -> str:
    if value is None:
        return "-"
    return format(value, form)


def with_tables(page: str, tables: Iterable[Table]) -> str:
    """Return a Markdown page with those of its tables that are given brought up to date."""
    new = {table.name: table.markdown() for table in tables}
    return _BLOCK.sub(lambda m: f"{m[1]}{m[2]}{new[m[1]]}" if m[1] in new else m[0], page)
