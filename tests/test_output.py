"""Output: JSON that comes back, and tables no wider than the terminal and safe to print."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.models import (
    Cue,
    CueMode,
    CueStance,
    Document,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.output import dumps, json_array, json_lines, table
from quoteattr.output.table import cells, printable
from strategies import at_least, documents

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
ENCODINGS = ["utf-8", "ascii", "latin-1", "cp1252", "utf-16", "unheard-of"]


def document(text: str = "“Yes,” said Ada.", speaker: str | None = "Ada", source: str = "Ada") -> Document:
    """Return a document whose one quotation is all of `text`."""
    who = Speaker(id="1", kind=SpeakerKind.PERSON, name=speaker, label=speaker or "") if speaker else None
    said = (Span(0, len(text)),)
    quote = Quote(
        kind=QuoteKind.DIRECT,
        content=said,
        verbatim=said,
        text=text,
        words=text,
        cue=Cue(spans=said, text="said", lemma="say", mode=CueMode.SPEECH, stance=CueStance.ASSERTED),
        source=Mention(spans=said, text=source, form=MentionForm.NAME) if source else None,
        speaker=who,
        confidence=0.875,
    )
    return Document(text=text, quotes=(quote,), speakers=(who,) if who else ())


# --- JSON ----------------------------------------------------------------------------------------


@at_least(500)
@given(st.lists(documents(), max_size=3), st.sampled_from(ENCODINGS[:4]))
def test_lines_of_json_come_back_as_documents(given_: list[Document], encoding: str) -> None:
    written = "".join(json_lines([(f"{i}.txt", d) for i, d in enumerate(given_)], encoding=encoding))
    lines = [json.loads(line) for line in written.encode(encoding).decode(encoding).split("\n")[:-1]]
    assert [line.pop("file") for line in lines] == [f"{i}.txt" for i in range(len(given_))]
    assert [Document.from_dict(line) for line in lines] == given_


@given(st.lists(documents(), max_size=3))
def test_an_array_holds_the_same_records_as_the_lines(given_: list[Document]) -> None:
    results = [("a", d) for d in given_]
    lines = [json.loads(line) for line in json_lines(results)]
    assert json.loads("".join(json_array(results))) == lines


@given(any_text, st.sampled_from(ENCODINGS))
def test_json_can_be_written_in_any_encoding(text: str, encoding: str) -> None:
    written = dumps(text, encoding=encoding)
    known = encoding if encoding != "unheard-of" else "ascii"
    assert json.loads(written.encode(known).decode(known)) == json.loads(json.dumps(text))


def test_a_lone_surrogate_is_escaped_and_all_else_stands_as_it_is() -> None:
    assert dumps({"file": "caf\udce9 “é”"}) == '{"file": "caf\\udce9 “é”"}'


def test_no_documents_are_no_lines_and_an_empty_array() -> None:
    assert list(json_lines([])) == []
    assert list(json_array([])) == ["[]\n"]


# --- tables --------------------------------------------------------------------------------------


@given(documents(st.text(st.characters(exclude_categories=()), max_size=300)), st.integers(2, 200))
def test_no_line_of_a_table_is_wider_than_the_terminal(given_: Document, width: int) -> None:
    for line in table(given_, width):
        assert line.endswith("\n")
        assert cells(line[:-1]) <= width
        assert line[:-1].isprintable()


@given(documents(), st.sampled_from(ENCODINGS[:4]))
def test_a_table_can_be_written_in_any_encoding(given_: Document, encoding: str) -> None:
    for line in table(given_, 80, encoding=encoding):
        assert line.encode(encoding).decode(encoding) == line


def test_a_table_shows_who_said_what() -> None:
    assert list(table(document(), 80)) == [
        "speaker  cue   quotation         kind    conf\n",
        "Ada      said  “Yes,” said Ada.  direct  0.88\n",
    ]


def test_a_source_nobody_is_known_by_stands_in_parentheses() -> None:
    assert list(table(document(speaker=None, source="she"), 80))[1].startswith("(she) ")
    assert list(table(document(speaker=None, source=""), 80))[1].startswith("? ")


def test_a_long_quotation_is_wrapped_and_cut() -> None:
    lines = list(table(document("“" + "very long " * 100 + "”"), 60))
    assert len(lines) == 1 + 6
    assert "“very long" in lines[1]
    assert lines[-1].endswith("…\n")


def test_a_narrow_terminal_keeps_speaker_and_quotation_or_the_quotation_alone() -> None:
    assert next(table(document("words " * 9), 40)).split() == ["speaker", "cue", "quotation"]
    assert next(table(document("words " * 9), 12)).split() == ["quotation"]


def test_an_enormous_word_is_cut() -> None:
    assert len("".join(table(document("x" * 1_000_000), 80))) < 1000


def test_wide_characters_take_two_cells_and_accents_none() -> None:
    assert (cells("日本"), cells("e\u0301")) == (4, 1)
    assert max(cells(line[:-1]) for line in table(document("日本" * 200), 60)) <= 60


def test_the_ellipsis_is_replaced_where_the_encoding_has_none() -> None:
    assert list(table(document("words " * 100), 60, encoding="ascii"))[-1].endswith("?\n")


def test_a_document_without_quotations_says_so() -> None:
    assert list(table(Document(text=""), 80)) == ["no quotations\n"]


def test_cells_are_painted_by_their_heading() -> None:
    painted = list(table(document(), 80, paint=lambda heading, cell: f"<{heading}:{cell}>"))
    assert painted[0].startswith("<heading:speaker>  <heading:cue>")
    assert painted[1].startswith("<speaker:Ada>      <cue:said>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\tthree\u00a0four", "one two three four"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\u202eleft\u00ad", "left"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_or_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_an_encoding_lacks_is_escaped() -> None:
    assert printable("“é”", "latin-1") == "\\u201cé\\u201d"
