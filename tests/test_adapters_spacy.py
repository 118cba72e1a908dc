"""The spaCy component: any pipeline takes it, its data is plain and survives what spaCy does to a Doc."""

import json
import multiprocessing
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from pages import run_page
from quoteattr import Config, ConfigError, Quote
from quoteattr.benchmark.made import made_texts
from strategies import articles, marked_texts

spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'quoteattr[spacy]'")

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

from quoteattr.adapters.spacy import _register, align, to_document  # noqa: E402

TEXT = "“The bridge is safe,” said Maria Lopez, an engineer. “We tested it.”\n\nTom Hill said that the tests were late."


def blank(**config: Any) -> Language:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("quoteattr", config=config)
    return nlp


def full() -> Language:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Maria Lopez"}])
    nlp.add_pipe("merge_entities")
    nlp.add_pipe("quoteattr")
    nlp.add_pipe("doc_cleaner")
    return nlp


BLANK, FULL = blank(), full()


def spans_of(doc: Doc) -> list[tuple[int, int, str, str, str, str]]:
    return [(s.start, s.end, s.label_, s.text, s.id_, s.kb_id_) for s in doc.spans["quoteattr"]]


def state(doc: Doc) -> tuple[Any, ...]:
    """Return all the component leaves in a Doc."""
    return doc.text, doc._.quotes, doc._.quoteattr, spans_of(doc)


def test_a_blank_pipeline_gets_quotations_with_their_speakers() -> None:
    doc = BLANK(TEXT)
    assert [(q["kind"], q["speaker"]["name"], q["words"]) for q in doc._.quotes] == [
        ("direct", "Maria Lopez", "The bridge is safe, We tested it."),
        ("indirect", "Tom Hill", "the tests were late"),
    ]
    spans = [(span.text, span.label_, span.id_, span.kb_id_) for span in doc.spans["quoteattr"]]
    lopez, hill = (quote["speaker"]["id"] for quote in doc._.quotes)
    assert spans == [
        ("“The bridge is safe,”", "direct", "0", lopez),
        ("“We tested it.”", "direct", "0", lopez),
        ("that the tests were late", "indirect", "1", hill),
    ]


def test_a_full_pipeline_keeps_its_own_work_and_gets_the_same_quotations() -> None:
    doc = FULL(TEXT)
    assert doc._.quoteattr == BLANK(TEXT)._.quoteattr
    assert [span.text for span in doc.spans["quoteattr"]] == [piece[3] for piece in spans_of(BLANK(TEXT))]
    assert [entity.text for entity in doc.ents] == ["Maria Lopez"]
    assert "Maria Lopez" in [token.text for token in doc]
    assert len(list(doc.sents)) == 3


@given(articles | marked_texts)
def test_a_doc_gives_back_the_document_and_its_quotations(text: str) -> None:
    doc = BLANK(text)
    document = quoteattr.extract(text)
    assert to_document(doc) == document
    assert json.loads(json.dumps(doc._.quotes)) == doc._.quotes
    for plain, quote in zip(doc._.quotes, document.quotes, strict=True):
        assert attrs.evolve(Quote.from_dict(plain), speaker=None, candidates=()) == attrs.evolve(
            quote, speaker=None, candidates=()
        )
        speaker = plain["speaker"]
        assert (speaker and speaker["id"]) == (quote.speaker and quote.speaker.id)
        assert [(c["speaker"]["id"], c["score"]) for c in plain["candidates"]] == [
            (c.speaker.id, c.score) for c in quote.candidates
        ]


@given(articles | marked_texts)
def test_every_piece_has_a_span_that_covers_it(text: str) -> None:
    doc = BLANK(text)
    pieces = [(str(n), piece) for n, quote in enumerate(doc._.quotes) for piece in quote["content"]]
    for span, (number, (start, end)) in zip(doc.spans["quoteattr"], pieces, strict=True):
        assert span.id_ == number
        assert span.start_char <= start < end <= span.end_char


def test_a_span_grows_to_whole_tokens_only_where_it_must() -> None:
    words = ["Ann", "said:“Yes", ".”", "And", "left", "."]
    doc = BLANK.get_pipe("quoteattr")(Doc(BLANK.vocab, words=words, spaces=[True, False, True, True, False, False]))
    (quote,), (span,) = doc._.quotes, doc.spans["quoteattr"]
    assert quote["text"] == "“Yes.”"
    assert (span.start, span.end, span.text) == (1, 3, "said:“Yes.”")
    assert align(doc, quote["source"]["spans"][0], label="SOURCE").text == "Ann"
    assert align(doc, quote["source"]["spans"][0], label="SOURCE").label_ == "SOURCE"


@given(marked_texts, st.data())
def test_tokens_are_found_for_any_characters(text: str, data: st.DataObject) -> None:
    doc = BLANK.make_doc(f"{text}.")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start + 1, len(doc.text)))
    span = align(doc, [start, end])
    wanted = [token.i for token in doc if token.idx < end and token.idx + len(token) > start]
    assert [token.i for token in span] == wanted


@pytest.mark.parametrize("offsets", [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_offsets_that_hold_nothing_are_refused(offsets: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"^offsets: "):
        align(BLANK("Nobody spoke."), offsets)


def test_bytes_carry_everything() -> None:
    doc = BLANK(TEXT)
    assert state(Doc(Vocab()).from_bytes(doc.to_bytes())) == state(doc)


def test_a_doc_bin_carries_everything() -> None:
    docs = [BLANK(text) for text in (TEXT, "", "Nobody spoke.")]
    packed = DocBin(store_user_data=True, docs=docs).to_bytes()
    assert [state(doc) for doc in DocBin().from_bytes(packed).get_docs(Vocab())] == [state(doc) for doc in docs]


def test_two_processes_give_what_one_gives() -> None:
    texts = [TEXT, "", *made_texts(40)]
    alone = [state(doc) for doc in BLANK.pipe(texts)]
    assert [state(doc) for doc in BLANK.pipe(texts, n_process=2, batch_size=5)] == alone
    assert multiprocessing.active_children() == []


def test_a_saved_pipeline_comes_back_with_its_options(tmp_path: Path) -> None:
    nlp = blank(kinds=["indirect"], extra_cues=["tweetstorm"])
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("quoteattr") == nlp.get_pipe_config("quoteattr")
    assert state(again(TEXT)) == state(nlp(TEXT))
    assert len(again(TEXT)._.quotes) == 1


def test_a_doc_no_component_has_seen_has_no_quotations() -> None:
    doc = spacy.blank("en")("“Yes,” said Ann Lee.")
    assert (doc._.quotes, doc._.quoteattr) == ([], None)


def test_an_attribute_of_another_is_left_alone_until_the_component_is_made() -> None:
    Doc.set_extension("quotes", default="another's", force=True)
    _register()
    assert spacy.blank("en")("Yes.")._.quotes == "another's"
    assert blank()("Yes.")._.quotes == []


def test_the_options_are_those_of_config_with_their_defaults() -> None:
    options = spacy.blank("en").create_pipe("quoteattr").extractor.config
    assert options == Config()
    given = blank().get_pipe_config("quoteattr")
    assert given.keys() - {"factory"} == {field.name for field in attrs.fields(Config)}
    assert json.loads(json.dumps(given)) == given


VARIED: dict[str, Any] = {
    "min_confidence": 0.4,
    "min_speaker_confidence": 1,
    "kinds": ["mixed"],
    "modes": ["thought", "writing"],
    "extra_cues": ["tweetstorm", {"lemma": "vlog", "forms": ["vlogged"], "mode": "writing"}],
    "extra_titles": ["Comrade"],
    "known_speakers": [{"id": "person/17", "name": "Maria Lopez", "aliases": ["Lopez"], "gender": "female"}],
}


@pytest.mark.parametrize("option", VARIED)
def test_an_option_is_passed_on(option: str) -> None:
    component: Any = blank(**{option: VARIED[option]}).get_pipe("quoteattr")
    config = component.extractor.config
    assert config != Config()
    assert attrs.evolve(config, **{option: getattr(Config(), option)}) == Config()


def test_options_take_effect() -> None:
    nlp = blank(kinds=["direct"], known_speakers=VARIED["known_speakers"])
    assert [span[-1] for span in spans_of(nlp(TEXT))] == ["person/17", "person/17"]
    assert spans_of(blank(min_confidence=1)(TEXT)) == []


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("min_confidence", 2, "min_confidence: "),
        ("kinds", "direct", "kinds: "),
        ("known_speakers", [{"id": "q1"}], "known_speakers[0].name: missing"),
        ("known_speakers", [{"id": "q1", "name": "Jane", "kind": "robot"}], "known_speakers[0].kind: "),
        ("extra_cues", [{"word": "tweet"}], "extra_cues[0].word: "),
        ("extra_cues", "tweet", "extra_cues: "),
        ("extra_cues", [3], "extra_cues[0]: "),
    ],
)
def test_a_bad_option_is_refused_by_its_name(option: str, value: Any, says: str) -> None:
    with pytest.raises(ConfigError, match=f"^{re.escape(says)}"):
        blank(**{option: value})


def test_an_unknown_option_is_refused_by_spacy() -> None:
    with pytest.raises(ValueError, match="min_confidenc"):
        blank(min_confidenc=0.2)


def test_the_page_about_spacy_runs() -> None:
    assert run_page("spacy.md")["doc"]._.quotes
