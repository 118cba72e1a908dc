"""Formats other programs read: each comes back as what went in, as far as it says it does, whatever the document."""

import json
import re
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr.errors import InputError, SchemaError
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
from quoteattr.output import (
    annotation_page,
    annotation_pages,
    brat,
    brat_files,
    csv_rows,
    dumps,
    graph,
    graphs,
    json_lines,
    json_schema,
    read_annotation_page,
    read_brat,
    read_csv,
)
from quoteattr.output.brat import Files, configuration, fragments
from quoteattr.output.rows import COLUMNS, rows
from quoteattr.output.schema import derived
from strategies import articles, at_least, documents

many = at_least(500)
any_text = st.text(st.characters(exclude_categories=()), max_size=60)
any_name = st.text(st.characters(exclude_categories=()), max_size=12)

SAID = "“The bridge\nis safe,” said Maria Lopez, “and new.” Tom Hill denied that it leaks.\n"
LOPEZ = Speaker(id="s1", kind=SpeakerKind.PERSON, name="Maria Lopez", label="Maria Lopez", aliases=("Lopez",))
HILL = Speaker(id="s2", kind=SpeakerKind.PERSON, name="Tom Hill", label="Tom Hill")


def at(words: str) -> Span:
    return Span(SAID.index(words), SAID.index(words) + len(words))


def reported(kind: QuoteKind, pieces: list[str], cue: str, stance: CueStance, speaker: Speaker) -> Quote:
    """Return a quotation of `SAID`."""
    text = " ".join(pieces)
    return Quote(
        kind=kind,
        content=tuple(map(at, pieces)),
        verbatim=(),
        text=text,
        words=text.replace("“", "").replace("”", ""),
        cue=Cue(spans=(at(cue),), text=cue, lemma=cue, mode=CueMode.SPEECH, stance=stance),
        source=Mention(spans=(at(speaker.label),), text=speaker.label, form=MentionForm.NAME, speaker_id=speaker.id),
        speaker=speaker,
        confidence=0.9,
    )


FOUND = Document(
    text=SAID,
    quotes=(
        reported(QuoteKind.DIRECT, ["“The bridge\nis safe,”", "“and new.”"], "said", CueStance.ASSERTED, LOPEZ),
        reported(QuoteKind.INDIRECT, ["that it leaks"], "denied", CueStance.DENIED, HILL),
    ),
    speakers=(LOPEZ, HILL),
)


# --- the schema ----------------------------------------------------------------------------------

VALIDATOR = jsonschema.Draft202012Validator(json_schema())


def test_the_schema_is_a_schema_and_follows_the_models() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert json_schema() == derived()


@many
@given(documents())
def test_records_keep_to_the_schema(document: Document) -> None:
    (line,) = json_lines([("a.txt", document)])
    VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"text": None},
        {"more": 1},
        {"quotes": [{"kind": "direct"}]},
        {"speakers": [{"id": 1}]},
        {"diagnostics": [{"code": "odd", "span": [0, 1], "message": ""}]},
        {"diagnostics": [{"code": "stray", "span": [0], "message": ""}]},
    ],
)
def test_what_the_models_refuse_the_schema_refuses_too(change: dict[str, Any]) -> None:
    record = FOUND.to_dict() | change
    assert not VALIDATOR.is_valid(record)
    with pytest.raises(SchemaError):
        Document.from_dict(record)


# --- CSV -----------------------------------------------------------------------------------------


@many
@given(st.lists(st.tuples(st.text(max_size=9), documents()), max_size=2))
def test_rows_of_csv_come_back(results: list[tuple[str, Document]]) -> None:
    written = "".join(csv_rows(results)).encode().decode()
    assert list(read_csv(written)) == [row for name, document in results for row in rows(name, document)]


@given(documents(any_text), st.sampled_from(["ascii", "latin-1", "utf-8"]))
def test_csv_can_be_written_in_any_encoding(document: Document, encoding: str) -> None:
    written = "".join(csv_rows([("a", document)], encoding=encoding))
    assert written.encode(encoding).decode(encoding) == written
    assert [row.quote for row in read_csv(written)] == list(range(1, len(document.quotes) + 1))


def test_csv_has_one_quotation_a_row() -> None:
    lopez, hill = rows("a.txt", FOUND)
    assert (lopez.speaker, lopez.cue, lopez.kind) == ("Maria Lopez", "said", "direct")
    assert lopez.text == "“The bridge\nis safe,” “and new.”"
    assert lopez.content_spans == (Span(0, 21), Span(40, 50))
    assert (hill.quote, hill.speaker, hill.stance) == (2, "Tom Hill", "denied")


@pytest.mark.parametrize(
    ("line", "column", "value", "message"),
    [
        (1, "confidence", "conf", "line 1: there is no column 'confidence'"),
        (2, "confidence", "much", "line 2: confidence: 'much' is no value"),
        (2, "content_spans", "0-x", "line 2: content_spans: '0-x' is no value"),
        (2, "kind", "loud", "line 2: kind: 'loud' is no value"),
        (2, "quote", "", "line 2: quote: '' is no value"),
    ],
)
def test_damaged_csv_is_named_by_line_and_column(line: int, column: str, value: str, message: str) -> None:
    lines = [list(COLUMNS), ["1" if name in ("quote", "confidence") else "" for name in COLUMNS]]
    lines[1][COLUMNS.index("kind")] = "direct"
    lines[line - 1][COLUMNS.index(column)] = value
    with pytest.raises(InputError, match=f"^{message}"):
        list(read_csv("".join(",".join(cells) + "\n" for cells in lines)))


def test_csv_that_ends_within_a_cell_is_refused() -> None:
    with pytest.raises(InputError, match="unexpected end of data"):
        list(read_csv(",".join(COLUMNS) + '\n"a'))


# --- Web Annotation ------------------------------------------------------------------------------


@many
@given(any_name, documents())
def test_annotations_come_back_with_nothing_lost(name: str, document: Document) -> None:
    (line,) = annotation_pages([(name, document)])
    assert read_annotation_page(json.loads(line), document.text) == document


@given(any_name, documents(any_text))
def test_annotations_have_what_the_recommendation_asks(name: str, document: Document) -> None:
    page = annotation_page(name, document)
    ids = [page["id"], *(item["id"] for item in page["items"])]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        for target in item["target"]:
            assert re.fullmatch(r"[!-~]*", target["source"])
            position, words = target["selector"]
            assert document.text[position["start"] : position["end"]] == words["exact"]
            whole = words["prefix"] + words["exact"] + words["suffix"]
            assert document.text.startswith(whole, position["start"] - len(words["prefix"]))


def test_annotations_say_kind_and_speaker_and_point_at_the_words() -> None:
    quotation, cue, *_ = annotation_page("my text.txt", FOUND)["items"]
    assert [body["value"] for body in quotation["body"]] == ["direct", "Maria Lopez"]
    assert [target["source"] for target in quotation["target"]] == ["my%20text.txt"] * 2
    assert cue["body"] == [{"type": "TextualBody", "purpose": "tagging", "value": "cue"}, {"id": quotation["id"]}]
    assert cue["target"][0]["selector"][1]["exact"] == "said"


def test_a_client_may_change_kind_and_spans() -> None:
    page = annotation_page("a", FOUND)
    quotation, cue, *_ = page["items"]
    quotation["body"][0]["value"] = "mixed"
    del quotation["target"][1]
    cue["target"][0]["selector"] = [{"type": "TextPositionSelector", "start": 27, "end": 32}]
    lopez, hill = read_annotation_page(page, SAID).quotes
    assert (lopez.kind, lopez.text, lopez.content) == (QuoteKind.MIXED, "“The bridge\nis safe,”", (Span(0, 21),))
    assert lopez.cue
    assert lopez.cue.text == "Maria"
    assert hill == FOUND.quotes[1]


def test_what_a_client_adds_in_other_words_is_left_alone() -> None:
    page = annotation_page("a", FOUND)
    note = {"type": "TextualBody", "purpose": "tagging", "value": "to be checked"}
    page["items"].append({"id": "urn:x:1", "type": "Annotation", "motivation": "tagging", "body": [note], "target": []})
    assert read_annotation_page(page, SAID) == FOUND


def test_annotations_of_another_text_are_refused() -> None:
    with pytest.raises(SchemaError, match=r"^\$\.items\[0\]\.target\[0\]\.selector: .* another text"):
        read_annotation_page(annotation_page("a", FOUND), " " + SAID)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["items"], None, r"\$\.items: list"),
        (["items", 0], 3, r"\$\.items\[0\]: an object"),
        (["items", 0, "quoteattr"], None, r"\$\.items\[0\]\.quoteattr: dict"),
        (["items", 0, "target", 0, "selector"], [], r"\$\.items\[0\]\.target\[0\]"),
        (["items", 1, "body", 1, "id"], "other", r"\$\.items\[1\]\.body: no quotation"),
        (["quoteattr", "speakers"], [{}], r"\$\.speakers\[0\]\.id: missing"),
    ],
)
def test_damaged_annotations_are_named_by_path(path: list[Any], value: Any, message: str) -> None:
    page = json.loads(dumps(annotation_page("a", FOUND)))
    part = page
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(SchemaError, match=f"^{message}"):
        read_annotation_page(page, SAID)


# --- schema.org ----------------------------------------------------------------------------------


@many
@given(any_name, documents(any_text))
def test_a_graph_refers_only_to_what_it_has_and_says_what_is_asserted(name: str, document: Document) -> None:
    (line,) = graphs([(name, document)])
    nodes = {node["@id"]: node for node in json.loads(line)["@graph"]}
    for i, quote in enumerate(document.quotes):
        own = next((node for node in nodes.values() if node.get("position") == i + 1), None)
        asserted = quote.cue is None or quote.cue.stance is CueStance.ASSERTED
        assert ("Claim" in kinds(own)) == asserted
        assert ("Quotation" in kinds(own)) >= (quote.kind is QuoteKind.DIRECT)
        if own:
            assert own["text"] == json.loads(dumps(quote.words))
            named = [nodes[ref] for ref in references(own, "author") + references(own, "isBasedOn")]
            speaker = quote.speaker
            expected = (speaker.members or (speaker,)) if speaker else ()
            assert sorted(n.get("name") or n["description"] for n in named) == sorted(
                json.loads(dumps(s.name or s.label)) for s in expected
            )


def kinds(node: dict[str, Any] | None) -> list[str]:
    value = node["@type"] if node else []
    return [value] if isinstance(value, str) else value


def references(node: dict[str, Any], name: str) -> list[str]:
    value = node.get(name, [])
    return [ref["@id"] for ref in (value if isinstance(value, list) else [value])]


def test_a_graph_has_speakers_and_claims_but_nobody_claims_what_they_deny() -> None:
    article, lopez, quotation = graph("a.txt", FOUND)["@graph"]
    assert (article["@id"], lopez["@type"], lopez["name"]) == ("a.txt", "Person", "Maria Lopez")
    assert quotation == {
        "@type": ["Quotation", "Claim"],
        "@id": "a.txt#quote-1",
        "position": 1,
        "text": "The bridge\nis safe, and new.",
        "isPartOf": {"@id": "a.txt"},
        "appearance": {"@id": "a.txt"},
        "author": {"@id": lopez["@id"]},
        "spokenByCharacter": {"@id": lopez["@id"]},
    }


# --- brat ----------------------------------------------------------------------------------------


def as_brat_keeps_it(document: Document) -> Document:
    """Return what of a document brat can hold: visible quotations without evidence, candidates, lists of mentions."""
    shown = [i for i, quote in enumerate(document.quotes) if fragments(document.text, quote.content)]
    quotes = tuple(slim_quote(document.quotes[i], shown) for i in shown)
    return Document(text=document.text, quotes=quotes)


def slim_quote(quote: Quote, shown: list[int]) -> Quote:
    before = shown.index(quote.continues) if quote.continues in shown else None
    who = slim_speaker(quote.speaker) if quote.speaker else None
    return attrs.evolve(quote, continues=before, speaker=who, evidence=(), candidates=())


def slim_speaker(speaker: Speaker) -> Speaker:
    return attrs.evolve(speaker, mentions=(), members=tuple(map(slim_speaker, speaker.members)))


@many
@given(documents())
def test_stand_off_comes_back(document: Document) -> None:
    back = read_brat(brat_files(document))
    assert attrs.evolve(back, speakers=()) == as_brat_keeps_it(document)
    speaking = {q.speaker.id for q in back.quotes if q.speaker}
    assert speaking <= {speaker.id for speaker in back.speakers}


# brat's own rules: https://brat.nlplab.org/standoff.html
_MARK = re.compile(r"T[0-9]+\t(?P<type>[A-Za-z_]+) (?P<spans>[0-9]+ [0-9]+(;[0-9]+ [0-9]+)*)\t(?P<text>.+)")
_OTHER = re.compile(
    r"R[0-9]+\t[A-Z][a-z_]+ Arg1:T[0-9]+ Arg2:T[0-9]+"
    r"|A[0-9]+\t[A-Z][a-z]+ T[0-9]+ [a-z_]+"
    r"|#[0-9]+\tAnnotatorNotes T[0-9]+\t.+"
)


@given(
    documents(st.text(st.sampled_from("ab \n\r\t\x0b\x0c\x1c\x85\u2028é“\ud800"), max_size=40)) | documents(any_text)
)
def test_stand_off_is_what_brat_loads(document: Document) -> None:
    files = brat_files(document)
    files.txt.encode()
    files.ann.encode()
    assert len(files.txt) == len(document.text)
    lines = files.ann.splitlines()  # as brat reads them
    assert lines == files.ann.split("\n")[:-1]
    for line in lines:
        if mark := _MARK.fullmatch(line):
            assert mark["type"] in {*brat.KINDS, *brat.FIELDS}
            spans = [tuple(map(int, span.split())) for span in mark["spans"].split(";")]
            ends = [at for span in spans for at in span]
            assert ends == sorted(ends)
            assert all(start < end for start, end in spans)
            assert mark["text"] == " ".join(files.txt[start:end] for start, end in spans)
        else:
            assert _OTHER.fullmatch(line)


def test_a_line_break_within_a_piece_parts_fragments() -> None:
    first = brat_files(FOUND).ann.splitlines()[0]
    assert first == "T1\tDirect 0 11;12 21;40 50\t“The bridge is safe,” “and new.”"


def test_what_was_moved_in_brat_is_read_as_moved() -> None:
    files = brat_files(FOUND)
    moved = files.ann.replace(
        "Direct 0 11;12 21;40 50\t“The bridge is safe,” “and new.”", "Mixed 0 11;12 20\t“The bridge is safe,"
    )
    assert moved != files.ann
    (lopez, hill) = read_brat(Files(files.txt, moved)).quotes
    assert (lopez.kind, lopez.content, lopez.words) == (QuoteKind.MIXED, (Span(0, 20),), "“The bridge\nis safe,")
    assert lopez.speaker
    assert lopez.speaker.name == "Maria Lopez"
    assert hill.cue == FOUND.quotes[1].cue


def test_annotations_made_by_hand_in_brat_are_read() -> None:
    ann = "T1\tIndirect 58 79\tthat it\nT2\tCue 51 57\tdenied\nT3\tSource 0 4\tTom\nR1\tCued_by Arg1:T1 Arg2:T2\n"
    (quote,) = read_brat(Files(SAID, ann + "R2\tSaid_by Arg1:T1 Arg2:T3\n\n")).quotes
    assert quote.source == Mention(spans=(Span(0, 4),), text=SAID[:4], form=MentionForm.NAME)
    assert quote.cue
    assert (quote.cue.text, quote.confidence) == (SAID[51:57], 1.0)


def test_where_a_note_is_damaged_the_spans_of_brat_count() -> None:
    (quote,) = read_brat(Files("abc", 'T1\tDirect 0 1\ta\n#1\tAnnotatorNotes T1\t{"content": [[1]]}\n')).quotes
    assert (quote.content, quote.text) == ((Span(0, 1),), "a")


def test_a_relation_to_what_was_deleted_in_brat_is_left_out() -> None:
    ann = "T1\tIndirect 58 79\tthat it\nR1\tSaid_by Arg1:T1 Arg2:T3\n"
    (quote,) = read_brat(Files(SAID, ann)).quotes
    assert quote.source is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T9\tDirect\twords", "line 2: T9"),
        ("T9\tLoud 0 1\tx", "line 2: T9"),
        ("R9\tCued_by", "line 2: R9"),
        ("A9\tMode", "line 2: A9"),
        ("#9\tAnnotatorNotes T1\t[3]", "line 2: #9"),
        ("#9\tAnnotatorNotes T1", "line 2: #9"),
        ('#9\tAnnotatorNotes T1\t{"confidence": "much"}', r"line 1: note on T1: \$\.confidence"),
    ],
)
def test_damaged_stand_off_is_named_by_line(line: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^{message}"):
        read_brat(Files("abc", f"T1\tDirect 0 1\ta\n{line}\n"))


def test_the_configuration_names_every_type_that_is_written() -> None:
    conf = configuration()
    assert re.findall(r"^\[(\w+)\]$", conf, re.MULTILINE) == ["entities", "relations", "events", "attributes"]
    for name in (*brat.KINDS, *brat.FIELDS, *brat.RELATIONS.values(), "Continues", "Mode", "Stance", "Form"):
        assert re.search(rf"^{name}\b", conf, re.MULTILINE)


# --- what is found, through every format ---------------------------------------------------------


@given(articles)
def test_what_is_found_comes_back_from_every_format(text: str) -> None:
    document = quoteattr.extract(text)
    assert Document.from_dict(json.loads(dumps(document.to_dict()))) == document
    assert read_annotation_page(annotation_page("a", document), text) == document
    back = read_brat(brat_files(document))
    for given_, read in zip(document.quotes, back.quotes, strict=True):
        assert (given_.content, given_.kind, given_.cue, given_.source) == (
            read.content,
            read.kind,
            read.cue,
            read.source,
        )
    assert [(row.speaker, row.text) for row in read_csv("".join(csv_rows([("a", document)])))] == [
        (quote.speaker.label if quote.speaker else None, quote.text) for quote in document.quotes
    ]
