"""Extraction over a Spark DataFrame, for archives that outgrow a machine.

Theory of operation.  `extract_quotes` maps Arrow batches (`mapInArrow`), so texts reach the Python workers and rows
leave them without being pickled one by one.  The columns are those of `tabular`, spelled as a Spark schema, behind
the caller's own id column, whose values are never looked at.  A worker process keeps its extractor from one batch
to the next, and hands rows on every few documents, so that memory does not grow with the size of a batch.

No text ends a job.  A text that is null or is not UTF-8 keeps its row, with a diagnostic; so does one on which the
extractor itself fails, which should not happen, but a billion texts are many.

Limits: quoteattr must be installed on the workers.  A worker that is killed (out of memory) is run again by Spark, not
by us; its text is not isolated as `Extractor.pipe` would do.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from quoteattr.adapters import extra
from quoteattr.adapters.dataframe import arrow_type
from quoteattr.adapters.tabular import ListOf, Record, Type, columns
from quoteattr.adapters.tabular import rows as rows_of
from quoteattr.config import Config
from quoteattr.errors import ConfigError
from quoteattr.models import Document, failed
from quoteattr.pipeline import Extractor

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

DOCUMENTS_AT_ONCE: Final = 128  # handed back together; a batch of Spark's may have ten thousand


def extract_quotes(
    df: "DataFrame", text: str = "text", id: str = "id", *, rows: str = "quotes", config: Config | None = None
) -> "DataFrame":
    """Return a DataFrame of the quotations in the column `text`, with the column `id` in front.

    `rows` is "quotes" (one quotation a row) or "documents" (one document a row); `text` holds strings, or bytes in
    UTF-8.  Nothing is run before Spark runs the plan.  Raises `ConfigError`, naming the argument, for a column that
    is not there, is not text or would be there twice.
    """
    with extra("spark"):
        import pyarrow  # noqa: F401  # found missing here rather than in a worker
    if not (config is None or isinstance(config, Config)):
        raise ConfigError(f"config: a quoteattr.Config is expected, not {config!r}")
    wanted = columns(rows)
    types = dict(df.dtypes)
    _check(types, wanted, text, id)
    run = functools.partial(_run, table=rows, id_=id, config=config or Config())
    schema = ", ".join([f"{_quoted(id)} {types[id]}", *(f"{_quoted(n)} {spark_type(t)}" for n, t in wanted.items())])
    plain = df.select(df[_quoted(id)].alias("id"), df[_quoted(text)].alias("text"))  # mapInArrow asks for plain names
    return plain.mapInArrow(run, schema)


def spark_type(kind: Type) -> str:
    """Return the Spark type of a column's type, as it is written in a schema."""
    if isinstance(kind, ListOf):
        return f"array<{spark_type(kind.part)}>"
    if isinstance(kind, Record):
        return f"struct<{', '.join(f'{_quoted(name)}: {spark_type(part)}' for name, part in kind.fields.items())}>"
    return {"string": "string", "integer": "bigint", "number": "double"}[kind]


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _check(types: dict[str, str], wanted: dict[str, Type], text: str, id_: str) -> None:
    for argument, column in (("text", text), ("id", id_)):
        if column not in types:
            raise ConfigError(f"{argument}: there is no column {column!r}; there are {', '.join(types)}")
    if types[text] not in ("string", "binary"):
        raise ConfigError(f"text: column {text!r} holds {types[text]}; cast it to string first")
    if id_ == text or id_ in wanted:
        raise ConfigError(f"id: column {id_!r} has the name of a column of the result; rename it first")


# --- in the worker processes ---------------------------------------------------------------------


@functools.lru_cache(maxsize=1)
def _extractor(config: Config) -> Extractor:
    """Return the extractor of this process, which Spark uses again for the next part of a job."""
    return Extractor(config)


def _run(batches: Iterable[Any], *, table: str, id_: str, config: Config) -> Iterator["pyarrow.RecordBatch"]:
    extractor = _extractor(config)
    for batch in batches:
        for start in range(0, batch.num_rows, DOCUMENTS_AT_ONCE):
            yield _batch(batch.slice(start, DOCUMENTS_AT_ONCE), table, id_, extractor)


def _batch(batch: Any, table: str, id_: str, extractor: Extractor) -> "pyarrow.RecordBatch":
    """Return the rows of a few documents; ids are taken from column to column without looking at them."""
    import pyarrow

    ids, texts = batch.columns
    found = [(number, row) for number, text in enumerate(_texts(texts)) for row in _rows(text, table, extractor)]
    taken = ids.take(pyarrow.array([number for number, _ in found], type=pyarrow.int64()))
    made = [pyarrow.array([row[name] for _, row in found], type=arrow_type(t)) for name, t in columns(table).items()]
    return pyarrow.RecordBatch.from_arrays([taken, *made], names=[id_, *columns(table)])


def _texts(column: Any) -> Iterator[bytes | None]:
    """Yield texts as bytes: a string column of Spark's may hold what is not UTF-8, and Arrow raises on that."""
    import pyarrow

    large = pyarrow.types.is_large_string(column.type) or pyarrow.types.is_large_binary(column.type)
    yield from column.cast(pyarrow.large_binary() if large else pyarrow.binary()).to_pylist()


def _rows(data: bytes | None, table: str, extractor: Extractor) -> list[dict[str, Any]]:
    document, is_text = _document(data, extractor)
    made = rows_of(document, table)
    return made if is_text or table == "quotes" else [{**row, "text": None} for row in made]


def _document(data: bytes | None, extractor: Extractor) -> tuple[Document, bool]:
    """Return the document of a text, and whether there is a text."""
    if data is None:
        return failed("", "there is no text: null"), False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return failed("", f"the text is not UTF-8: {error.reason} at byte {error.start}"), False
    try:
        return extractor.extract(text), True
    except Exception as error:  # noqa: BLE001  # a defect of ours must not end a job of a billion texts
        return failed(text, f"the extractor failed: {type(error).__name__}: {error}"), True
