"""Tables for pyarrow, pandas, polars and Parquet: one quotation a row, or one document a row.

Theory of operation.  `tabular` says which columns there are; here they become an Arrow schema, and every other form is
made from an Arrow table, so that all of them agree on what is null, an integer or a list.  What is read back goes
through Arrow too, whatever its form: `read_quotes` gives the `Quote`s (all but the mentions of their speakers), and
`read_documents` gives whole `Document`s.

Results may be documents, numbered from 0, or pairs of a document and its id as `Extractor.pipe` gives them with
``as_tuples=True``.  `write_parquet` takes them as they come and holds a thousand documents at a time.

Limits: ids are strings or whole numbers, all of one sort.  Lone surrogates become U+FFFD.  A pandas DataFrame holds
lists as arrays of dictionaries; that is how pandas reads them from Arrow.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from numbers import Integral
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Final

from quoteattr.adapters import extra
from quoteattr.adapters.tabular import ListOf, Record, Type, columns, document_of, missing, quote_of, rows
from quoteattr.errors import ConfigError, InputError, SchemaError
from quoteattr.models import SCHEMA_VERSION, Document, Quote

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Result = Document | tuple[Document, Any]

DOCUMENTS_AT_ONCE: Final = 1000
VERSION_KEY: Final = b"quoteattr_schema_version"


# --- out -----------------------------------------------------------------------------------------


def to_arrow(results: Iterable[Result], *, rows: str = "quotes") -> "pyarrow.Table":
    """Return a pyarrow Table of "quotes" (one quotation a row) or "documents" (one document a row)."""
    columns(rows)  # a wrong name is refused before the work, which may be in `results`
    pairs = list(_numbered(results))
    return _table(pairs, rows, _id_type(id_ for _, id_ in pairs))


def to_pandas(results: Iterable[Result], *, rows: str = "quotes") -> "pandas.DataFrame":
    """Return the same as a pandas DataFrame; whole numbers that may be missing are of type Int64."""
    table = to_arrow(results, rows=rows)
    with extra("dataframe"):
        import pandas
        import pyarrow
    return table.to_pandas(types_mapper={pyarrow.int64(): pandas.Int64Dtype()}.get)


def to_polars(results: Iterable[Result], *, rows: str = "quotes") -> "polars.DataFrame":
    """Return the same as a polars DataFrame."""
    with extra("dataframe"):
        import polars
    frame = polars.from_arrow(to_arrow(results, rows=rows))
    assert isinstance(frame, polars.DataFrame)  # a table never becomes a Series
    return frame


def write_parquet(results: Iterable[Result], path: str | PathLike[str], *, rows: str = "quotes") -> None:
    """Write the same to a Parquet file, as the results come; raise `InputError` where `path` cannot be written."""
    with extra("dataframe"):
        from pyarrow.parquet import ParquetWriter
    columns(rows)
    pairs = _numbered(results)
    first = list(islice(pairs, DOCUMENTS_AT_ONCE))
    id_type = _id_type(id_ for _, id_ in first)
    try:
        writer = ParquetWriter(fspath(path), schema(rows, id_type))
    except OSError as error:
        raise InputError(f"{fspath(path)}: {error}") from error
    with writer:
        for batch in chain([first], iter(lambda: list(islice(pairs, DOCUMENTS_AT_ONCE)), [])):
            writer.write_table(_table(batch, rows, id_type))


def schema(rows: str = "quotes", id_type: str = "string") -> "pyarrow.Schema":
    """Return the Arrow schema of a table whose ids are of type "string" or "integer"."""
    with extra("dataframe"):
        import pyarrow
    fields = [(name, arrow_type(kind)) for name, kind in {"id": id_type, **columns(rows)}.items()]
    return pyarrow.schema(fields, metadata={VERSION_KEY: str(SCHEMA_VERSION)})


def arrow_type(kind: Type) -> "pyarrow.DataType":
    """Return the Arrow type of a column's type."""
    import pyarrow

    if isinstance(kind, ListOf):
        return pyarrow.list_(arrow_type(kind.part))
    if isinstance(kind, Record):
        return pyarrow.struct([(name, arrow_type(part)) for name, part in kind.fields.items()])
    return {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}[kind]


def _numbered(results: Iterable[Result]) -> Iterator[tuple[Document, Any]]:
    for number, result in enumerate(results):
        document, id_ = result if isinstance(result, tuple) and len(result) == 2 else (result, number)
        if not isinstance(document, Document):
            raise TypeError(f"result {number}: a Document or a pair (Document, id) is expected, not {result!r:.80}")
        yield document, _own(id_)


def _own(id_: Any) -> Any:
    """Return an id of numpy's, as arrays hand them out, as the string or number of Python's that it stands for."""
    if isinstance(id_, str):
        return str(id_)
    return int(id_) if type(id_) is not bool and isinstance(id_, Integral) else id_


def _id_type(ids: Iterable[Any]) -> str:
    return "string" if any(isinstance(id_, str) for id_ in ids) else "integer"


def _table(pairs: list[tuple[Document, Any]], table: str, id_type: str) -> "pyarrow.Table":
    wanted = schema(table, id_type)
    import pyarrow

    for _, id_ in pairs:
        if type(id_) is not {"string": str, "integer": int}[id_type]:
            raise ConfigError(f"id: {id_!r} is no {id_type}; ids are strings or whole numbers, all of one sort")
    made = [{"id": id_, **row} for document, id_ in pairs for row in rows(document, table)]
    try:
        return pyarrow.Table.from_pylist(made, schema=wanted)
    except (UnicodeEncodeError, OverflowError) as error:  # all else is ours and fits
        raise ConfigError(f"id: an id has no place in a table: {error}") from None


# --- in ------------------------------------------------------------------------------------------


def read_quotes(table: Any) -> Iterator[tuple[Quote, Any]]:
    """Yield each quotation with its document's id from a table of "quotes".

    `table` is a pyarrow Table, a pandas or polars DataFrame or the path of a Parquet file.  Rows with a ``diagnostic``
    hold no quotation and are left out.  Raises `SchemaError`, naming column or row, for a table of another
    kind and `InputError` for a file that cannot be read.
    """
    for number, row in enumerate(_rows(table, "quotes")):
        if row["diagnostic"] is None:
            yield _value(quote_of, row, number), row["id"]


def read_documents(table: Any) -> Iterator[tuple[Document, Any]]:
    """Yield each document with its id from a table of "documents"; `table` and errors as in `read_quotes`."""
    for number, row in enumerate(_rows(table, "documents")):
        yield _value(document_of, row, number), row["id"]


def _value(read: Any, row: dict[str, Any], number: int) -> Any:
    try:
        return read(row)
    except SchemaError as error:
        raise SchemaError(f"row {number}: {error}") from None


def _rows(table: Any, kind: str) -> Iterator[dict[str, Any]]:
    wanted = ["id", *columns(kind)]
    for batch in _batches(table, kind):
        missing(batch.schema.names, kind)
        written = (batch.schema.metadata or {}).get(VERSION_KEY, str(SCHEMA_VERSION).encode())
        if written != str(SCHEMA_VERSION).encode():
            raise SchemaError(f"the table is of version {written.decode(errors='replace')}, not {SCHEMA_VERSION}")
        yield from batch.select(wanted).to_pylist()


def _batches(table: Any, kind: str) -> Iterator[Any]:
    with extra("dataframe"):
        import pyarrow
    if isinstance(table, str | PathLike):
        yield from _stored(fspath(table))
    elif isinstance(table, pyarrow.Table):
        yield from table.to_batches()
    elif hasattr(table, "to_arrow"):
        yield from table.to_arrow().to_batches()
    elif hasattr(table, "columns"):
        yield from _from_pandas(table, kind).to_batches()
    else:
        raise TypeError(f"table: a table, a DataFrame or a path is expected, not {type(table).__name__}")


def _from_pandas(frame: Any, kind: str) -> "pyarrow.Table":
    """Return a DataFrame as a table, by our types: its own say little about lists and missing numbers."""
    import pyarrow

    missing(list(map(str, frame.columns)), kind)
    ids = pyarrow.Schema.from_pandas(frame[["id"]], preserve_index=False)
    wanted = pyarrow.schema([ids.field("id"), *list(schema(kind))[1:]])
    try:
        return pyarrow.Table.from_pandas(frame, schema=wanted, preserve_index=False)
    except pyarrow.ArrowException as error:
        raise SchemaError(f"the table is not one of {kind}: {error}") from error


def _stored(path: str | bytes) -> Iterator[Any]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=DOCUMENTS_AT_ONCE)
    except (OSError, pyarrow.ArrowInvalid) as error:
        raise InputError(f"{path!s}: {error}") from error
