"""Values: frozen, picklable, and the same after a way through JSON."""

import contextlib
import copy
import json
import pickle
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.models import (
    Candidate,
    Document,
    Mention,
    MentionForm,
    Quote,
    QuoteattrError,
    QuoteKind,
    SchemaError,
    Span,
    Speaker,
    SpeakerKind,
    Value,
)
from strategies import casts, cues, diagnostics, documents, json_values, mentions, quotes, spans, speakers, steps

TEXT = "“Ready,” said Jane Doe. “So am I,” she added."
JANE = Mention(spans=(Span(14, 22),), text="Jane Doe", form=MentionForm.NAME, speaker_id="1")
DOE = Speaker(id="1", kind=SpeakerKind.PERSON, name="Jane Doe", label="Jane Doe", aliases=("Doe",), mentions=(JANE,))
ROE = Speaker(id="2", kind=SpeakerKind.PERSON, name="Rick Roe", label="Rick Roe")
BOTH = Speaker(id="3", kind=SpeakerKind.GROUP, name=None, label="Jane Doe and Rick Roe", members=(DOE, ROE))


def quote_by(speaker: Speaker | None, **changes: Any) -> Quote:
    quote = Quote(
        kind=QuoteKind.DIRECT,
        content=(Span(0, 8),),
        verbatim=(Span(1, 7),),
        text="“Ready,”",
        words="Ready",
        speaker=speaker,
        confidence=0.5,
    )
    return attrs.evolve(quote, **changes)


def values() -> st.SearchStrategy[Value]:
    """Any value that is no document, about TEXT."""
    cast = casts(TEXT)
    return st.one_of(
        spans(TEXT),
        cues(TEXT),
        mentions(TEXT),
        speakers(TEXT, "1"),
        steps(TEXT),
        diagnostics(TEXT),
        cast.flatmap(lambda people: quotes(TEXT, people)),
        cast.filter(bool).map(lambda people: Candidate(speaker=people[-1], score=1.0)),
    )


# --- round trips ---------------------------------------------------------------------------------


@given(documents())
def test_a_document_comes_back_from_json(document: Document) -> None:
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


@given(values())
def test_every_value_comes_back_from_json(value: Value) -> None:
    assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


@given(documents())
def test_values_survive_pickling_and_copying(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document
    assert copy.deepcopy(document) == document
    assert hash(copy.copy(document)) == hash(document)


def test_a_document_lists_each_speaker_once_and_refers_to_them_by_id() -> None:
    document = Document(text=TEXT, quotes=(quote_by(BOTH),), speakers=(BOTH, DOE, ROE))
    plain = document.to_dict()
    assert plain["quotes"][0]["speaker"] == "3"
    assert plain["speakers"][0]["members"] == ["1", "2"]
    assert [speaker["id"] for speaker in plain["speakers"]] == ["3", "1", "2"]


def test_a_quote_alone_spells_its_speaker_out() -> None:
    assert quote_by(DOE).to_dict()["speaker"]["name"] == "Jane Doe"


def test_fields_left_out_take_their_defaults() -> None:
    assert Document.from_dict({"schema_version": 1, "text": "x"}) == Document(text="x")


def test_whole_numbers_are_taken_for_fractions() -> None:
    plain = quote_by(None).to_dict() | {"confidence": 1}
    assert Quote.from_dict(plain).confidence == 1.0


# --- damaged data --------------------------------------------------------------------------------


def damaged(path: str, value: Any) -> dict[str, Any]:
    """Return the dictionary of a sound document with one part replaced, given as "quotes.0.kind"."""
    plain = Document(text=TEXT, quotes=(quote_by(DOE),), speakers=(DOE,)).to_dict()
    part: Any = plain
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        part = part[step]
    part[last] = value
    return plain


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("schema_version", 2, "$.schema_version: 2 is not 1"),
        ("text", None, "$.text: str is expected, not NoneType"),
        ("title", "x", "$.title: no such field in Document"),
        ("quotes", "x", "$.quotes: a list is expected, not str"),
        ("quotes.0", 7, "$.quotes[0]: an object is expected, not int"),
        ("quotes.0.kind", "shouted", "$.quotes[0].kind: 'shouted' is none of direct, mixed, indirect"),
        ("quotes.0.kind", ["direct"], "$.quotes[0].kind: ['direct'] is none of"),
        ("quotes.0.content", [[3, 1]], "$.quotes[0].content[0]: two offsets"),
        ("quotes.0.content", [[0, 1], [0, 1, 2]], "$.quotes[0].content[1]: two offsets"),
        ("quotes.0.content", [[True, 1]], "$.quotes[0].content[0]: two offsets"),
        ("quotes.0.content", [{"start": 0, "end": -1}], "$.quotes[0].content[0]: two offsets"),
        ("quotes.0.verbatim", [[0, 1], [40, 46]], "$.quotes[0].verbatim[1]: [40, 46] does not lie in the text"),
        ("speakers.0.mentions.0.spans", [[0, 46]], "$.speakers[0].mentions[0].spans[0]: [0, 46] does not lie in"),
        ("text", TEXT[:7], "$.speakers[0].mentions[0].spans[0]: [14, 22] does not lie in the text, which has 7 char"),
        ("quotes.0.continues", 1, "$.quotes[0].continues: there is no quotation 1"),
        ("quotes.0.cue", {"spans": []}, "$.quotes[0].cue.text: missing"),
        ("quotes.0.confidence", "high", "$.quotes[0].confidence: float is expected, not str"),
        ("quotes.0.confidence", True, "$.quotes[0].confidence: float is expected, not bool"),
        ("quotes.0.confidence", 10**400, "$.quotes[0].confidence: float is expected, not int"),
        ("quotes.0.continues", 1.0, "$.quotes[0].continues: int is expected, not float"),
        ("quotes.0.speaker", "9", "$.quotes[0].speaker: no speaker has the id '9'"),
        ("quotes.0.candidates", [{"speaker": "9", "score": 1}], "$.quotes[0].candidates[0].speaker: no speaker"),
        ("speakers.0.members", ["1"], "$.speakers[0].members[0]: no speaker has the id '1'"),
        ("speakers.0.id", None, "$.speakers[0].id: str is expected"),
        ("speakers", [DOE.to_dict(), DOE.to_dict()], "$.speakers[1].id: '1' is taken by another speaker"),
        ("speakers", [None], "$.speakers[0]: an object is expected"),
    ],
)
def test_damaged_data_is_refused_by_its_path(path: str, value: Any, message: str) -> None:
    with pytest.raises(SchemaError) as caught:
        Document.from_dict(damaged(path, value))
    assert str(caught.value).startswith(message)


PATHS = [
    "schema_version text quotes speakers diagnostics quotes.0 quotes.0.kind quotes.0.content quotes.0.cue",
    "quotes.0.source quotes.0.speaker quotes.0.candidates quotes.0.evidence quotes.0.confidence quotes.0.continues",
    "speakers.0 speakers.0.id speakers.0.members speakers.0.mentions speakers.0.aliases speakers.0.gender",
]


@given(st.sampled_from(" ".join(PATHS).split()), json_values)
def test_any_json_gives_a_document_or_a_schema_error(path: str, value: Any) -> None:
    with contextlib.suppress(SchemaError):
        assert isinstance(Document.from_dict(damaged(path, value)), Document)


@pytest.mark.parametrize("data", [None, [], "text", 3])
@pytest.mark.parametrize("kind", [Document, Quote, Mention])
def test_what_is_no_object_is_refused(kind: type[Value], data: Any) -> None:
    with pytest.raises(SchemaError, match=r"^\$: an object is expected"):
        kind.from_dict(data)


def test_keys_that_are_no_strings_are_refused() -> None:
    odd: Mapping[Any, Any] = {"start": 0, "end": 1, 5: 6, "x": 7}
    with pytest.raises(SchemaError):
        Mention.from_dict(odd)


def test_members_without_end_are_refused() -> None:
    plain = DOE.to_dict()
    for _ in range(100_000):
        plain = plain | {"members": [plain]}
    with pytest.raises(SchemaError, match="nested too deeply"):
        Speaker.from_dict(plain)
    while plain["members"]:  # take it apart by hand: freeing such a nest at once is deep recursion too
        plain = plain.pop("members")[0]


def test_schema_errors_are_errors_of_ours_and_value_errors() -> None:
    assert issubclass(SchemaError, QuoteattrError)
    assert issubclass(SchemaError, ValueError)


# --- the values themselves -----------------------------------------------------------------------


@given(values())
def test_values_are_frozen(value: Value) -> None:
    name = attrs.fields(type(value))[0].name  # type: ignore[arg-type]  # every value is an attrs class
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, None)
    with pytest.raises(AttributeError):
        value.another = None  # type: ignore[attr-defined]


def test_spans_are_half_open_and_ordered() -> None:
    assert Span(1, 6).of(TEXT) == "Ready"
    assert len(Span(1, 6)) == 5
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]


@pytest.mark.parametrize("wanted", [DOE, "Jane Doe", "jane doe", "DOE"])
def test_quotes_by_takes_a_speaker_a_name_or_an_alias_alone_or_with_others(wanted: Speaker | str) -> None:
    said = (quote_by(DOE), quote_by(ROE), quote_by(None), quote_by(BOTH))
    document = Document(text=TEXT, quotes=said, speakers=(DOE, ROE, BOTH))
    assert document.quotes_by(wanted) == (said[0], said[3])


def test_quotes_by_somebody_unknown_is_empty() -> None:
    assert Document(text=TEXT, quotes=(quote_by(DOE),), speakers=(DOE,)).quotes_by("Nobody") == ()


@pytest.mark.parametrize("wanted", [None, 7, quote_by(DOE)])
def test_quotes_by_what_is_no_speaker_is_refused(wanted: Any) -> None:
    with pytest.raises(TypeError, match=f"speaker: a Speaker or a name is expected, not {type(wanted).__name__}"):
        Document(text=TEXT).quotes_by(wanted)
