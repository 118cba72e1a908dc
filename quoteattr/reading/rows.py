"""Rows of whole numbers kept as columns: a sequence of small values that takes bytes a value, not a hundred.

A text may have a line, a sentence and a paragraph every two characters.  As objects they would take many times the
memory of the text; here each of their numbers is four bytes, and the value is made anew when somebody looks at it.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar, overload

FEW: Final = 5000
Row = TypeVar("Row", bound=tuple[int, ...])


def code_for(largest: int) -> str:
    """Return the type code of an array that can hold numbers from -1 to `largest`."""
    return "i" if largest < 1 << 31 else "q"


class Rows(Sequence[Row]):
    """A sequence of named tuples, one array for each of their fields."""

    __slots__ = ("_appends", "columns", "fields", "make")

    def __init__(self, make: "type[Row]", code: str) -> None:
        self.fields: tuple[str, ...] = make._fields  # type: ignore[attr-defined]
        self.make: Callable[[Iterable[int]], Row] = partial(tuple.__new__, make)
        self.columns = tuple([array(code) for _ in self.fields])
        self._appends = [column.append for column in self.columns]

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, i: int) -> Row: ...

    @overload
    def __getitem__(self, i: slice) -> list[Row]: ...

    def __getitem__(self, i: int | slice) -> Row | list[Row]:
        if isinstance(i, slice):
            return list(map(self.make, zip(*[column[i] for column in self.columns], strict=True)))
        return self.make([column[i] for column in self.columns])

    def __iter__(self) -> Iterator[Row]:
        return map(self.make, zip(*self.columns, strict=True))

    def settled(self) -> Sequence[Row]:
        """Return the rows as a list if they are few, as those of nearly all texts are: walking a list is quicker."""
        return list(self) if len(self) <= FEW else self

    def column(self, field: str) -> Sequence[int]:
        """Return one number of all rows, settled."""
        column = self.columns[self.fields.index(field)]
        return column.tolist() if len(self) <= FEW else column

    def append(self, row: Iterable[int]) -> None:
        """Append a row, given as its numbers."""
        for append, number in zip(self._appends, row, strict=True):
            append(number)

    def keep(self, first: int, kept: Sequence[int]) -> None:
        """Drop the rows from `first` on that are not among those kept, which are in order."""
        for column in self.columns:
            column[first:] = array(column.typecode, [column[k] for k in kept])

    def extend(self, rows: Iterable[Iterable[int]]) -> None:
        """Append rows."""
        for row in rows:
            self.append(row)
