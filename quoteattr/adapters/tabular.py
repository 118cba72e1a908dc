"""Rows: what a quotation or a document is in a table, derived from the values themselves.

Theory of operation.  There are two tables.  One of *quotes* has a quotation a row and flat columns: the fields of
`Quote`, with those of its cue, source, speaker, addressee and relayer side by side (``cue_lemma``, ``speaker_name``).
What is a list stays one: spans are pairs of ``start`` and ``end``, candidates and evidence are small records.  In front
stand ``id`` (the document's) and ``number`` (the quotation's place in it, which ``continues`` refers to); at the end
``start``, ``end`` (its first and last character) and ``diagnostic``.  One of *documents* has a document a row:
``id``, ``text``, ``quotes``, ``speakers`` and ``diagnostics``, nested as in `Document.to_dict`.

The columns and their types are read off the annotations of the attrs classes, so that a field added there is a column
here.  Types are named as in no library in particular; each adapter spells them in its own words.

A row of documents holds all of a `Document`; a row of quotes all of a `Quote` but the mentions of its speakers,
which would be repeated with each.  A document that could not be read at all (FAILED) has one row among the
quotes, with a ``diagnostic`` and nothing else; one without quotations has none.

Limit: tables hold UTF-8, which has no lone surrogates; they become U+FFFD, one character for one, so offsets hold.
"""

import functools
import types
import typing
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

import attrs
import regex

from quoteattr.errors import ConfigError, SchemaError
from quoteattr.models import SCHEMA_VERSION, DiagnosticCode, Document, Quote, Speaker, Value

TABLES: Final = ("quotes", "documents")

_SURROGATE: Final = regex.compile(r"[\ud800-\udfff]")

V = TypeVar("V", bound=Value)


@attrs.frozen
class ListOf:
    """The type of a list."""

    part: "Type"


@attrs.frozen
class Record:
    """The type of a record, by the names of its fields."""

    fields: Mapping[str, "Type"]


Type = str | ListOf | Record  # a string is "string", "integer" or "number"


def columns(table: str) -> dict[str, Type]:
    """Return the columns of a table of "quotes" or "documents" with their types, all but the first, the id's."""
    if table not in TABLES:
        raise ConfigError(f"rows: {table!r} is none of {', '.join(TABLES)}")
    if table == "documents":
        return dict(_record(Document, refer=True).fields)
    flat = {place.column: place.kind for place in _places()}
    return {"number": "integer", **flat, "start": "integer", "end": "integer", "diagnostic": "string"}


# --- out -----------------------------------------------------------------------------------------


def rows(document: Document, table: str) -> list[dict[str, Any]]:
    """Return the rows of a document in a table of "quotes" or "documents", without its id."""
    return list(quote_rows(document)) if table == "quotes" else [document_row(document)]


def document_row(document: Document) -> dict[str, Any]:
    """Return the one row of a document, nested."""
    return {name: _plain(getattr(document, name), kind) for name, kind in _columns("documents").items()}


def quote_rows(document: Document) -> Iterator[dict[str, Any]]:
    """Yield the rows of a document's quotations, flat."""
    for number, quote in enumerate(document.quotes):
        first, last = quote.content[0].start, quote.content[-1].end
        yield {**_blank(), **_flat(quote), "number": number, "start": first, "end": last}
    for diagnostic in document.diagnostics:
        if diagnostic.code is DiagnosticCode.FAILED:
            yield {**_blank(), "diagnostic": _plain(diagnostic.message, "string")}


def _flat(quote: Quote) -> dict[str, Any]:
    row = {}
    for place in _places():
        value = getattr(quote, place.field)
        part = value if place.part is None or value is None else getattr(value, place.part)
        row[place.column] = _plain(part, place.kind)
    return row


def _plain(value: Any, kind: Type) -> Any:
    if value is None:
        return None
    if isinstance(kind, ListOf):
        return [_plain(part, kind.part) for part in value]
    if isinstance(kind, Record):
        return {name: _plain(getattr(value, name), part) for name, part in kind.fields.items()}
    value = value.id if isinstance(value, Speaker) else value
    value = value.value if isinstance(value, StrEnum) else value
    if isinstance(value, str) and not value.isascii():
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


# --- in ------------------------------------------------------------------------------------------


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row that `document_row` made; raise `SchemaError` where it describes none."""
    return _read(Document, {"schema_version": SCHEMA_VERSION, **row, "text": row.get("text") or ""})


def quote_of(row: Mapping[str, Any]) -> Quote:
    """Return the quotation of a row that `quote_rows` made; raise `SchemaError` where it describes none."""
    data: dict[str, Any] = {}
    for place in _places():
        value = row.get(place.column)
        if place.part is None:
            data[place.field] = value
        else:
            data.setdefault(place.field, {})[place.part] = value
    parted = {place.field for place in _places() if place.part}
    absent = [field for field in parted if all(value is None for value in data[field].values())]
    return _read(Quote, data | dict.fromkeys(absent))


def _read(kind: type[V], data: Mapping[str, Any]) -> V:
    return kind.from_dict({name: value for name, value in data.items() if name != "id"})


def missing(names: list[str], table: str) -> None:
    """Raise `SchemaError` if a table with the columns `names` lacks one that is needed to read it."""
    if lacking := [column for column in ("id", *_columns(table)) if column not in names]:
        raise SchemaError(f"there is no column {lacking[0]!r}, as a table of {table} has")


# --- types, from the annotations -----------------------------------------------------------------


@functools.cache
def _columns(table: str) -> dict[str, Type]:
    return columns(table)


@functools.cache
def _blank() -> dict[str, Any]:
    return dict.fromkeys(_columns("quotes"))


@attrs.frozen
class _Place:
    """Where the value of a flat column stands: in a field of `Quote`, or in a part of the value there."""

    field: str
    part: str | None
    kind: Type

    @property
    def column(self) -> str:
        return f"{self.field}_{self.part}" if self.part else self.field


@functools.cache
def _places() -> tuple[_Place, ...]:
    found: list[_Place] = []
    for field, hint in typing.get_type_hints(Quote).items():
        kind = _type(hint, refer=False)
        parts = kind.fields.items() if isinstance(kind, Record) else [(None, kind)]
        found += [_Place(field, part, inner) for part, inner in parts]
    return tuple(found)


def _is_told(kind: type, field: str) -> bool:
    return not (kind is Speaker and field == "mentions")


def _sure(hint: Any) -> Any:
    """Return an annotation without its "or None"."""
    if isinstance(hint, types.UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not types.NoneType)
    return hint


def _type(hint: Any, *, refer: bool, within: type | None = None) -> Type:
    """Return the type of an annotation; with `refer`, speakers are referred to by id."""
    hint = _sure(hint)
    if typing.get_origin(hint) is tuple:
        return ListOf(_type(typing.get_args(hint)[0], refer=refer, within=within))
    if hint is Speaker and refer and within is not Document:
        return "string"
    if issubclass(hint, Value):
        return _record(hint, refer=refer, within=within)
    return {int: "integer", float: "number"}.get(hint, "string")


def _record(kind: type, *, refer: bool, within: type | None = None) -> Record:
    """Return the type of a value.  Where speakers are spelled out, their members have no members (a group has none)."""
    hints = typing.get_type_hints(kind).items()
    told = [(name, hint) for name, hint in hints if refer or _is_told(kind, name)]
    if within is kind:
        told = [(name, hint) for name, hint in told if name != "members"]
    return Record({name: _type(hint, refer=refer, within=kind) for name, hint in told})
