"""Options: each has its effect wherever a text can come in, and leaves alone what it is not about."""

import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import quoteattr
import strategies as our
from lawful import assert_lawful
from quoteattr import (
    Config,
    ConfigError,
    CueMode,
    CueStance,
    Document,
    Extractor,
    ExtraCue,
    KnownSpeaker,
    QuoteKind,
    cli,
)

TEXT: Final = (
    "“The bridge is safe,” said Maria Lopez. Tom Hill wrote that nobody knew.\n\n"
    "Portreeve Ann Lee belarrupped that it fell down."
)
BELARRUP: Final = ExtraCue(lemma="belarrup", forms=["belarrupped"], stance=CueStance.DENIED)


Run = Callable[..., tuple[int, str, str]]


def _names(document: Document) -> set[str | None]:
    return {quote.speaker.name if quote.speaker else None for quote in document.quotes}


# An option, and what is true of TEXT with it and not without it.
OPTIONS: Final[dict[str, tuple[Config, Callable[[Document], bool]]]] = {
    "min_confidence": (Config(min_confidence=0.99), lambda d: not d.quotes),
    "min_speaker_confidence": (Config(min_speaker_confidence=1), lambda d: any(not q.speaker for q in d.quotes)),
    "kinds": (Config(kinds=["indirect"]), lambda d: {quote.kind for quote in d.quotes} == {QuoteKind.INDIRECT}),
    "modes": (Config(modes=["writing"]), lambda d: [q.cue and q.cue.mode for q in d.quotes] == [CueMode.WRITING]),
    "extra_cues": (
        Config(extra_cues=[BELARRUP]),
        lambda d: any(q.cue and (q.cue.lemma, q.cue.stance) == ("belarrup", "denied") for q in d.quotes),
    ),
    "extra_titles": (Config(extra_titles=["Portreeve"], extra_cues=[BELARRUP]), lambda d: "Ann Lee" in _names(d)),
    "known_speakers": (
        Config(known_speakers=[KnownSpeaker(id="person/17", name="Maria Lopez")]),
        lambda d: {q.speaker.id for q in d.quotes if q.speaker and q.speaker.name == "Maria Lopez"} == {"person/17"},
    ),
}


def _by_extract(extractor: Extractor) -> Document:
    return extractor.extract(TEXT)


def _by_copy(extractor: Extractor) -> Document:
    copy: Extractor = pickle.loads(pickle.dumps(extractor))
    return copy.extract(TEXT)


def _by_pipe(extractor: Extractor) -> Document:
    (document,) = extractor.pipe([TEXT])
    return document


def _by_pipe_of_pairs(extractor: Extractor) -> Document:
    ((document, _),) = extractor.pipe([(TEXT, None)], as_tuples=True)
    return document


def _by_workers(extractor: Extractor) -> Document:
    *_, document = extractor.pipe([TEXT] * 3, workers=2)
    return document


def _by_table(extractor: Extractor) -> Document:
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'quoteattr[dataframe]'")
    from quoteattr.adapters import dataframe

    ((document, _),) = dataframe.read_documents(dataframe.to_arrow(extractor.pipe([TEXT]), rows="documents"))
    return document


def _by_spark(extractor: Extractor) -> Document:
    """Do what a worker of Spark does; that jobs hand the options to workers, the tests of the adapter say."""
    pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'quoteattr[spark]'")
    from quoteattr.adapters import dataframe, spark

    batch = pyarrow.RecordBatch.from_pydict({"id": ["a"], "text": [TEXT]})
    found = spark._run(iter([batch]), table="documents", id_="id", config=extractor.config)
    ((document, _),) = dataframe.read_documents(pyarrow.Table.from_batches(found))
    return document


def _by_spacy(extractor: Extractor) -> Document:
    spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'quoteattr[spacy]'")
    from quoteattr.adapters.spacy import to_document

    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config=json.loads(json.dumps(attrs.asdict(extractor.config), default=sorted)))
    return to_document(nlp(TEXT))


ENTRIES: Final = [
    _by_extract, _by_copy, _by_pipe, _by_pipe_of_pairs, _by_workers, _by_table, _by_spark, _by_spacy,
]  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("option", OPTIONS)
def test_each_option_has_its_effect_at_each_entry_point(option: str, entry: Callable[[Extractor], Document]) -> None:
    config, holds = OPTIONS[option]
    assert holds(entry(Extractor(config)))
    assert not holds(entry(Extractor()))


COMMAND: Final = {
    "min_confidence": ["--min-confidence", "0.99"],
    "min_speaker_confidence": ["--min-speaker-confidence", "1"],
    "kinds": ["--kind", "indirect"],
    "modes": ["--mode", "writing"],
}


@pytest.mark.parametrize("option", COMMAND)
def test_options_of_the_command_have_the_effect_of_those_of_the_library(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert cli.main(["extract", str(path), *COMMAND[option]]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"file": str(path), **Extractor(OPTIONS[option][0]).extract(TEXT).to_dict()}


def _plain(config: Config) -> str:
    """Return options as JSON can hold them."""
    return json.dumps(attrs.asdict(config), default=sorted)


@pytest.mark.parametrize("option", OPTIONS)
def test_a_file_of_options_has_the_effect_of_those_of_the_library(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, options = tmp_path / "article.txt", tmp_path / "options.json"
    article.write_text(TEXT, encoding="utf-8")
    options.write_text(_plain(OPTIONS[option][0]), encoding="utf-8")
    assert cli.main(["extract", str(article), "--config", str(options)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == {"file": str(article), **Extractor(OPTIONS[option][0]).extract(TEXT).to_dict()}


@pytest.mark.parametrize("command", ["extract", "speakers", "explain"])
def test_each_command_takes_a_file_of_options(command: str, tmp_path: Path, run: Run) -> None:
    article, options = tmp_path / "article.txt", tmp_path / "options.json"
    article.write_text(TEXT, encoding="utf-8")
    options.write_text(_plain(OPTIONS["extra_titles"][0]), encoding="utf-8")
    (_, plain, _), (status, out, _) = run(command, str(article)), run(command, str(article), "--config", str(options))
    assert status == 0
    name = '"name": "Ann Lee"' if command == "extract" else "Ann Lee"
    assert name in out
    assert name not in plain.replace("Portreeve Ann Lee", "")


def test_options_change_nothing_about_predictions_in_a_file(tmp_path: Path, run: Run) -> None:
    options = tmp_path / "options.json"
    options.write_text("{}", encoding="utf-8")
    status, _, err = run("evaluate", "gold.jsonl", "--predictions", "p.jsonl", "--config", str(options))
    assert status == 2
    assert "--predictions: options" in err


def test_options_of_the_command_win_over_those_of_a_file(tmp_path: Path, run: Run) -> None:
    article, options = tmp_path / "article.txt", tmp_path / "options.json"
    article.write_text(TEXT, encoding="utf-8")
    options.write_text('{"kinds": ["direct"], "modes": ["writing"]}', encoding="utf-8")
    _, out, _ = run("extract", str(article), "--config", str(options), "--kind", "indirect")
    assert [(q["kind"], q["cue"]["mode"]) for q in json.loads(out)["quotes"]] == [("indirect", "writing")]


@pytest.mark.parametrize(
    ("written", "status", "complaint"),
    [
        ("{", 1, "not JSON"),
        ("[" * 100_000, 1, "not JSON"),
        ('["direct"]', 1, "an object is expected, not list"),
        ('{"min_confidence": 2}', 2, "min_confidence: a number from 0 to 1 is expected"),
        ('{"colour": "red"}', 2, "colour: no such option; there are min_confidence, "),
        (
            '{"extra_cues": [{"word": "tweet"}]}',
            2,
            "extra_cues[0].word: no such option; there are lemma, forms, mode, stance",
        ),
        ('{"extra_cues": ["tweet", ""]}', 2, "extra_cues[1].lemma: a string that is not blank"),
        ('{"known_speakers": [{"id": "1", "name": ""}]}', 2, "known_speakers[0].name: a string that is not blank"),
        ('{"known_speakers": [{"id": "1", "name": "A"}, {"id": "2"}]}', 2, "known_speakers[1].name: missing"),
        ('{"known_speakers": ["Ann Lee"]}', 2, "known_speakers[0]: a KnownSpeaker is expected, not 'Ann Lee'"),
        ('{"known_speakers": {"id": "1", "name": "A"}}', 2, "known_speakers: a collection of KnownSpeaker is expected"),
        ('{"extra_titles": "Portreeve"}', 2, "extra_titles: a collection of strings is expected"),
    ],
)
def test_a_bad_file_of_options_is_named(tmp_path: Path, run: Run, written: str, status: int, complaint: str) -> None:
    path = tmp_path / "options.json"
    path.write_text(written, encoding="utf-8")
    got, out, err = run("extract", str(path), "--config", str(path))
    assert (got, out) == (status, "")
    assert f"{path}: {complaint}" in err


@given(st.dictionaries(st.sampled_from([*OPTIONS, "name"]), our.json_values | st.lists(our.json_values, max_size=2)))
def test_any_plain_data_are_options_or_refused(data: dict[str, object]) -> None:
    complaint = ""
    try:
        Config.from_dict(data)
    except ConfigError as error:
        complaint = str(error)
    assert complaint.split(":")[0].split("[")[0] in {*OPTIONS, "name", ""}


@pytest.mark.parametrize("data", [None, [], "kinds", {7: 1, "colour": 2}])
def test_what_is_no_dictionary_of_options_is_refused(data: Any) -> None:
    with pytest.raises(ConfigError, match=r"a dictionary of options is expected|7: no such option"):
        Config.from_dict(data)


def test_each_option_is_tried() -> None:
    assert set(OPTIONS) == {field.name for field in attrs.fields(Config)}


_odd_words = (our.odd_texts | st.sampled_from(["said", "the", "put it", "Dr.", "of", "“"])).filter(str.strip)
_odd_cues = st.builds(lambda lemma, forms: (lemma, forms), _odd_words, st.lists(_odd_words, max_size=2))


@given(st.lists(_odd_cues, max_size=2), st.lists(_odd_words, max_size=2), st.lists(_odd_words, max_size=2))
@example([("\u200d", [])], [], [])
@example([("tweet", ["\ufeff"])], [], [])
@example([("”said ", [])], [], [])
def test_any_words_are_refused_or_obeyed(
    cues: list[tuple[str, list[str]]], titles: list[str], names: list[str]
) -> None:
    try:
        config = Config(
            extra_cues=[ExtraCue(lemma=lemma, forms=forms) for lemma, forms in cues],
            extra_titles=titles,
            known_speakers=[KnownSpeaker(id=str(i), name=name, aliases=names) for i, name in enumerate(names)],
        )
    except ConfigError:
        return
    text = " ".join([TEXT, *(word for lemma, forms in cues for word in (lemma, *forms)), *titles, *names, TEXT])
    assert_lawful(Extractor(config).extract(text), text)


@pytest.mark.parametrize("mark", "“”'’«»")
def test_a_mark_in_a_cue_is_still_the_quotations(mark: str) -> None:
    for text in ("“It is,” said Ann Lee.", "‘It is,’ said Ann Lee.", "'It is,' said Ann Lee.", "Ann Lee said «it is»."):
        for cue in (f"{mark}said", f"said{mark}"):
            assert_lawful(Extractor(Config(extra_cues=[cue])).extract(text), text)


@given(our.articles, st.floats(0, 1))
def test_a_speaker_who_is_less_sure_is_the_first_candidate(text: str, least: float) -> None:
    asked = Extractor(Config(min_speaker_confidence=least)).extract(text)
    assert_lawful(asked, text)
    for quote, whole in zip(asked.quotes, quoteattr.extract(text).quotes, strict=True):
        kept = not whole.speaker or (whole.speaker_confidence or 0) >= least
        assert quote.speaker == (whole.speaker if kept else None)
        assert kept or quote.candidates[0].speaker == whole.speaker
        assert {c.speaker.id for c in quote.candidates} >= {c.speaker.id for c in whole.candidates}


def test_an_extractor_without_options_is_extract() -> None:
    assert Extractor().extract(TEXT) == Extractor(Config()).extract(TEXT) == quoteattr.extract(TEXT)


@given(our.articles, st.floats(0, 1), st.frozensets(st.sampled_from(QuoteKind)))
def test_options_that_leave_out_leave_the_rest_alone(text: str, least: float, kinds: frozenset[QuoteKind]) -> None:
    whole = quoteattr.extract(text).quotes
    some = Extractor(Config(min_confidence=least, kinds=kinds)).extract(text)
    assert_lawful(some, text)
    wanted = [attrs.evolve(q, continues=None) for q in whole if q.confidence >= least and q.kind in kinds]
    assert [attrs.evolve(q, continues=None) for q in some.quotes] == wanted
