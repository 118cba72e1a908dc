"""Spark, a real one with two worker processes: the rows are those of `pipe`, and nothing ends a job."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pages import run_page
from quoteattr import Config, ConfigError, Document, Extractor
from quoteattr.adapters import spark as adapter
from quoteattr.adapters import tabular
from quoteattr.benchmark.made import made_texts
from scale import local_spark, piped

pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'quoteattr[spark]'")
pytest.importorskip("pyspark", reason="needs Spark: pip install 'quoteattr[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java for Spark", allow_module_level=True)

pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),  # of pandas it has not been tested with
    pytest.mark.filterwarnings("ignore::DeprecationWarning:pyspark"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),  # Spark 3.5 leaves closing to chance
]

NUMBER = 2000
SAID = "“The bridge is safe,” said Maria Lopez."


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    session = local_spark(2)
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 300)
    yield session
    session.stop()


def frame(spark: Any, texts: list[Any], kind: str = "string") -> Any:
    return spark.createDataFrame(list(enumerate(texts)), f"id bigint, text {kind}").repartition(4)


def collected(df: Any) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as plain dictionaries, in the order of the documents."""
    rows = [row.asDict(recursive=True) for row in df.collect()]
    return sorted(rows, key=lambda row: (row["id"], row.get("number") or 0))


@pytest.mark.parametrize("rows", tabular.TABLES)
def test_two_processes_give_what_pipe_gives(spark: Any, rows: str) -> None:
    texts = list(made_texts(NUMBER))
    assert spark.sparkContext.defaultParallelism == 2
    found = collected(adapter.extract_quotes(frame(spark, texts), rows=rows))
    assert len(found) >= NUMBER
    assert found == piped(texts, rows)


def test_documents_come_back_whole(spark: Any) -> None:
    texts = [SAID, "", "“Odd", *made_texts(20)]
    rows = collected(adapter.extract_quotes(frame(spark, texts), rows="documents"))
    assert [tabular.document_of(row) for row in rows] == list(Extractor().pipe(texts))


@pytest.mark.parametrize("rows", tabular.TABLES)
def test_the_schema_is_known_before_the_job_and_is_that_of_every_table(spark: Any, rows: str) -> None:
    planned = adapter.extract_quotes(frame(spark, [SAID]), rows=rows)
    assert planned.columns == ["id", *tabular.columns(rows)]
    assert dict(planned.dtypes)["id"] == "bigint"
    written = ((name, adapter.spark_type(kind)) for name, kind in tabular.columns(rows).items())
    assert planned.dtypes[1:] == [(name, kind.replace("`", "").replace(" ", "")) for name, kind in written]


# --- odd rows ------------------------------------------------------------------------------------


def test_null_texts_and_ids_keep_their_rows(spark: Any) -> None:
    df = spark.createDataFrame([("a", None), (None, SAID), ("b", SAID)], "id string, text string")
    rows = [(row.id, row.number, row.words, row.diagnostic) for row in adapter.extract_quotes(df).collect()]
    assert sorted(rows, key=str) == [
        ("a", None, None, "there is no text: null"),
        ("b", 0, "The bridge is safe,", None),
        (None, 0, "The bridge is safe,", None),
    ]
    documents = {row.id: row for row in adapter.extract_quotes(df, rows="documents").collect()}
    assert documents["a"].text is None
    assert [d.message for d in documents["a"].diagnostics] == ["there is no text: null"]
    assert tabular.document_of(documents["a"].asDict(recursive=True)).text == ""
    assert documents["b"].diagnostics == []


@pytest.mark.parametrize("kind", ["string", "binary"])
def test_bytes_are_read_as_utf_8_and_what_is_none_keeps_its_row(spark: Any, kind: str) -> None:
    texts = [bytearray(SAID.encode()), bytearray(SAID.encode("cp1252")), None]
    df = frame(spark, texts, "binary").selectExpr("id", f"cast(text as {kind}) as text")
    rows = collected(adapter.extract_quotes(df))
    assert [(row["id"], row["words"], row["diagnostic"]) for row in rows] == [
        (0, "The bridge is safe,", None),
        (1, None, "the text is not UTF-8: invalid start byte at byte 0"),
        (2, None, "there is no text: null"),
    ]


def test_a_frame_without_rows_gives_none(spark: Any) -> None:
    df = spark.createDataFrame([], "id string, text string")
    assert adapter.extract_quotes(df).collect() == adapter.extract_quotes(df, rows="documents").collect() == []


def test_a_text_on_which_the_extractor_fails_keeps_its_row() -> None:
    class Failing(Extractor):
        def extract(self, text: str) -> Document:
            raise RuntimeError("a defect")

    batch = pyarrow.RecordBatch.from_pydict({"id": ["a", "b"], "text": [SAID, None]})
    (first, second) = adapter._batch(batch, "documents", "id", Failing()).to_pylist()
    assert (first["id"], first["text"]) == ("a", SAID)
    assert [d["message"] for d in first["diagnostics"]] == ["the extractor failed: RuntimeError: a defect"]
    assert (second["id"], second["text"]) == ("b", None)


def test_a_process_builds_one_extractor() -> None:
    assert adapter._extractor(Config(kinds=["direct"])) is adapter._extractor(Config(kinds=["direct"]))


def test_large_batches_are_handed_on_in_parts() -> None:
    batch = pyarrow.RecordBatch.from_pydict({"id": range(1000), "text": [SAID] * 1000})
    parts = list(adapter._run(iter([batch, batch]), table="quotes", id_="id", config=Config()))
    assert max(part.num_rows for part in parts) == adapter.DOCUMENTS_AT_ONCE
    assert [id_ for part in parts for id_ in part["id"].to_pylist()] == [*range(1000), *range(1000)]


# --- arguments -----------------------------------------------------------------------------------


def test_columns_may_have_any_name_and_ids_any_type(spark: Any) -> None:
    said = f"named_struct('part', 7, 'of', date'2024-02-29') as `the ``id``.x`, '{SAID}' as `a.body`"
    df = spark.sql(f"select {said}, 1 as n")
    (row,) = adapter.extract_quotes(df, "a.body", "the `id`.x").collect()
    assert row[0].asDict()["part"] == 7
    assert row["speaker_name"] == "Maria Lopez"


def test_options_reach_the_workers(spark: Any) -> None:
    texts = [f"{SAID} Tom Hill said that it was late."]
    rows = collected(adapter.extract_quotes(frame(spark, texts), config=Config(kinds=["indirect"])))
    assert [row["kind"] for row in rows] == ["indirect"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": "body"}, "text: there is no column 'body'"),
        ({"id": "number"}, "id: there is no column 'number'"),
        ({"text": "id"}, "text: column 'id' holds bigint"),
        ({"id": "text"}, "id: column 'text' has the name"),
        ({"id": "kind"}, "id: column 'kind' has the name"),
        ({"rows": "sentences"}, "rows: 'sentences' is none of"),
        ({"config": {"kinds": ["direct"]}}, "config: a quoteattr.Config is expected"),
    ],
)
def test_a_bad_argument_is_refused_before_the_job(spark: Any, arguments: dict[str, Any], says: str) -> None:
    df = frame(spark, [SAID]).selectExpr("*", "'x' as kind")
    with pytest.raises(ConfigError, match=f"^{says}"):
        adapter.extract_quotes(df, **arguments)


def test_the_page_about_scale_runs(spark: Any, tmp_path: Path) -> None:
    articles = str(tmp_path / "articles")
    spark.createDataFrame([("news/1", SAID), ("news/2", None)], "id string, text string").write.parquet(articles)
    assert run_page("scale.md", articles=articles)["quotes"].count() == 2
