"""Tables: one quotation or one document a row, in four forms, from which everything that makes sense comes back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from pages import run_page
from quoteattr import Config, ConfigError, Document, InputError, Quote, SchemaError, Speaker
from quoteattr.adapters import tabular
from quoteattr.benchmark.made import made_texts
from quoteattr.models import Diagnostic, DiagnosticCode, Span
from strategies import at_least, documents

pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'quoteattr[dataframe]'")
pandas = pytest.importorskip("pandas", reason="needs pandas: pip install 'quoteattr[dataframe]'")
polars = pytest.importorskip("polars", reason="needs polars: pip install 'quoteattr[dataframe]'")

from pyarrow import parquet  # noqa: E402

from quoteattr.adapters import dataframe  # noqa: E402

Make = Callable[..., Any]

FORMS: list[Make] = [dataframe.to_arrow, dataframe.to_pandas, dataframe.to_polars]
TEXT = "“The bridge is safe,” said Maria Lopez, an engineer. “We tested it.”\n\nTom Hill said that the tests were late."
LOST = Document(
    text="lost", diagnostics=(Diagnostic(code=DiagnosticCode.FAILED, span=Span(0, 4), message="the worker was lost"),)
)

many = at_least(250)  # of two documents each
forms = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)


def lean(speaker: Speaker) -> Speaker:
    """Return a speaker as a row of quotes has it."""
    return attrs.evolve(speaker, mentions=(), members=tuple(map(lean, speaker.members)))


def as_in_a_row(quote: Quote) -> Quote:
    candidates = tuple(attrs.evolve(candidate, speaker=lean(candidate.speaker)) for candidate in quote.candidates)
    return attrs.evolve(quote, speaker=quote.speaker and lean(quote.speaker), candidates=candidates)


def stored(table: Any, path: Path) -> Any:
    parquet.write_table(table, path)
    return parquet.read_table(path)


# --- laws ----------------------------------------------------------------------------------------


@many
@given(made=st.lists(documents(), min_size=2, max_size=2))
def test_documents_come_back_whole(made: list[Document]) -> None:
    for form in FORMS:
        assert list(dataframe.read_documents(form(made, rows="documents"))) == [(d, n) for n, d in enumerate(made)]


@many
@given(made=st.lists(documents(), min_size=2, max_size=2))
def test_quotes_come_back_but_for_the_mentions_of_their_speakers(made: list[Document]) -> None:
    told = [(as_in_a_row(quote), n) for n, document in enumerate(made) for quote in document.quotes]
    for form in FORMS:
        assert list(dataframe.read_quotes(form(made))) == told


@given(st.lists(documents(), max_size=3), st.sampled_from(tabular.TABLES))
def test_every_form_holds_the_same(made: list[Document], rows: str) -> None:
    table = dataframe.to_arrow(made, rows=rows)
    assert dataframe.to_polars(made, rows=rows).to_arrow().cast(table.schema).equals(table)
    again = pyarrow.Table.from_pandas(dataframe.to_pandas(made, rows=rows), schema=table.schema, preserve_index=False)
    assert again.equals(table)


@pytest.mark.parametrize("rows", tabular.TABLES)
def test_parquet_keeps_everything(rows: str, tmp_path: Path) -> None:
    results = list(quoteattr.Extractor().pipe(zip(made_texts(60), "abcdefghij" * 6, strict=True), as_tuples=True))
    table = dataframe.to_arrow(results, rows=rows)
    assert stored(table, tmp_path / "one.parquet").equals(table)
    dataframe.write_parquet(iter(results), tmp_path / "two.parquet", rows=rows)
    assert parquet.read_table(tmp_path / "two.parquet").equals(table)
    assert pandas.read_parquet(tmp_path / "two.parquet")["id"].tolist() == table["id"].to_pylist()
    assert polars.read_parquet(tmp_path / "two.parquet").height == table.num_rows
    read: Callable[[Any], Iterator[Any]] = getattr(dataframe, f"read_{rows}")
    assert list(read(tmp_path / "two.parquet")) == list(read(str(tmp_path / "one.parquet"))) == list(read(table))


def test_documents_in_parquet_are_the_documents(tmp_path: Path) -> None:
    results = [*quoteattr.Extractor().pipe(made_texts(30)), LOST]
    dataframe.write_parquet(results, tmp_path / "all.parquet", rows="documents")
    assert [document for document, _ in dataframe.read_documents(tmp_path / "all.parquet")] == results


def test_parquet_is_written_as_results_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataframe, "DOCUMENTS_AT_ONCE", 4)
    path = tmp_path / "many.parquet"
    dataframe.write_parquet(quoteattr.Extractor().pipe(made_texts(10)), path, rows="documents")
    assert parquet.ParquetFile(path).num_row_groups == 3
    assert [id_ for _, id_ in dataframe.read_documents(path)] == list(range(10))


# --- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", tabular.TABLES)
@pytest.mark.parametrize("made", [[], [Document(text="")], [quoteattr.extract(TEXT)]], ids=["none", "empty", "some"])
def test_the_schema_is_the_same_whatever_is_found(rows: str, made: list[Document]) -> None:
    assert dataframe.to_arrow(made, rows=rows).schema.equals(dataframe.schema(rows, "integer"), check_metadata=True)


def test_columns_follow_the_fields_of_the_values() -> None:
    names = dataframe.schema().names
    assert len(names) == len(set(names))
    for field in attrs.fields(Quote):
        assert field.name in names or any(name.startswith(f"{field.name}_") for name in names)
    assert {"cue_lemma", "cue_stance", "speaker_name", "speaker_gender", "source_text", "relayed_by_text"} <= set(names)
    assert dataframe.schema("documents").names == ["id", *(field.name for field in attrs.fields(Document))]


def test_a_row_tells_a_quotation() -> None:
    table = dataframe.to_pandas([(quoteattr.extract(TEXT), "a")])
    assert table[["id", "number", "kind", "speaker_name", "cue_lemma", "words", "start", "end"]].values.tolist() == [
        ["a", 0, "direct", "Maria Lopez", "say", "The bridge is safe, We tested it.", 0, 68],
        ["a", 1, "indirect", "Tom Hill", "say", "the tests were late", 84, 108],
    ]
    assert str(table["continues"].dtype) == str(table["number"].dtype) == "Int64"


def test_a_document_that_failed_keeps_a_row_with_its_diagnostic() -> None:
    made = [quoteattr.extract(TEXT), LOST, Document(text="Nobody spoke.")]
    rows = dataframe.to_arrow(made).to_pylist()
    assert [(row["id"], row["number"], row["diagnostic"]) for row in rows] == [
        (0, 0, None),
        (0, 1, None),
        (1, None, "the worker was lost"),
    ]
    assert {value for name, value in rows[2].items() if name not in ("id", "diagnostic")} == {None}
    assert len(list(dataframe.read_quotes(dataframe.to_arrow(made)))) == 2


def test_lone_surrogates_become_one_character_each() -> None:
    text = "“Ready \ud800,” said Jane Doe \udfff\ud800."
    ((document, _),) = dataframe.read_documents(dataframe.to_arrow([quoteattr.extract(text)], rows="documents"))
    assert document.text == "“Ready \ufffd,” said Jane Doe \ufffd\ufffd."
    assert [quote.content for quote in document.quotes] == [quote.content for quote in quoteattr.extract(text).quotes]
    assert document.quotes[0].text == document.quotes[0].content[0].of(document.text)


# --- mistakes ------------------------------------------------------------------------------------


@forms
def test_a_table_of_another_name_is_refused(form: Make) -> None:
    with pytest.raises(ConfigError, match=r"^rows: 'sentences' is none of quotes, documents"):
        form([], rows="sentences")


@pytest.mark.parametrize("ids", [("a", 1), (1, "a"), (None, None), (1.5, 2.5), (True, 1), (2**63, 1), ("\ud800", "a")])
def test_ids_are_strings_or_whole_numbers_of_one_sort(ids: tuple[Any, Any], tmp_path: Path) -> None:
    results = [(quoteattr.extract(TEXT), id_) for id_ in ids]
    with pytest.raises(ConfigError, match=r"^id: "):
        dataframe.to_arrow(results)
    with pytest.raises(ConfigError, match=r"^id: "):
        dataframe.write_parquet(results, tmp_path / "mixed.parquet")


@pytest.mark.parametrize(("ids", "kind"), [([7, 8], "int64"), (["a", "b"], "<U1")])
def test_ids_may_be_those_of_an_array(ids: list[Any], kind: str) -> None:
    results = [(quoteattr.extract(TEXT), id_) for id_ in pandas.Series(ids).to_numpy(kind)]
    assert dataframe.to_arrow(results, rows="documents").column("id").to_pylist() == ids


@pytest.mark.parametrize("result", [TEXT, (TEXT, 1), None, (quoteattr.extract(TEXT), 1, 2)])
def test_results_are_documents(result: Any) -> None:
    with pytest.raises(TypeError, match=r"^result 0: "):
        dataframe.to_arrow([result])


@forms
def test_a_table_of_something_else_is_refused(form: Make) -> None:
    made = [quoteattr.extract(TEXT)]
    with pytest.raises(SchemaError, match="no column 'quotes'"):
        list(dataframe.read_documents(form(made)))
    with pytest.raises(SchemaError, match="no column 'number'"):
        list(dataframe.read_quotes(form(made, rows="documents")))


def test_damaged_rows_are_named() -> None:
    table = dataframe.to_polars([quoteattr.extract(TEXT)])
    with pytest.raises(SchemaError, match=r"^row 1: \$\.kind: "):
        list(dataframe.read_quotes(table.with_columns(kind=polars.Series(["direct", "shouted"]))))
    frame = dataframe.to_pandas([quoteattr.extract(TEXT)])
    with pytest.raises(SchemaError, match="not one of quotes"):
        list(dataframe.read_quotes(frame.assign(content=["direct", "indirect"])))


def test_a_table_of_a_later_version_is_refused() -> None:
    table = dataframe.to_arrow([quoteattr.extract(TEXT)]).replace_schema_metadata({dataframe.VERSION_KEY: b"99"})
    with pytest.raises(SchemaError, match="version 99"):
        list(dataframe.read_quotes(table))


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "text.parquet").write_text("no table")
    for path in (tmp_path / "none.parquet", tmp_path / "text.parquet", tmp_path):
        with pytest.raises(InputError, match=path.name):
            list(dataframe.read_quotes(path))
    with pytest.raises(InputError, match="nowhere"):
        dataframe.write_parquet([], tmp_path / "nowhere" / "quotes.parquet")


@pytest.mark.parametrize("table", [3, None, [TEXT]])
def test_what_is_no_table_is_refused(table: Any) -> None:
    with pytest.raises(TypeError, match=r"^table: "):
        list(dataframe.read_quotes(table))


def test_the_options_of_the_extractor_hold_in_tables() -> None:
    extractor = quoteattr.Extractor(Config(kinds=["indirect"]))
    assert dataframe.to_arrow(extractor.pipe([TEXT]))["kind"].to_pylist() == ["indirect"]


def test_the_page_about_tables_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page("dataframes.md")
