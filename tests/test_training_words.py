"""Learning words: a small tagger says what a larger one said, and WordNet's files become classes of words."""

import json
from pathlib import Path

import pytest

from quoteattr.errors import InputError
from quoteattr.linking.learned.tagger import TAGS, Tagger, pack
from quoteattr.training import perceptron
from quoteattr.training.__main__ import main, read_file
from quoteattr.training.fit import SECTIONS
from quoteattr.training.perceptron import Tagged, learn_tagger, word_table
from quoteattr.training.wordnet import noun_classes, senses, verb_classes, word_classes

SENTENCES = [
    "The/DT report/NN fell/VBD ./.",
    "They/PRP report/VBP it/PRP ./.",
    "We/PRP plan/VBP it/PRP ./.",
    "A/DT plan/NN fell/VBD ./.",
    "The/DT claim/NN fell/VBD ./.",
    "They/PRP claim/VBP it/PRP ./.",
    "To/IN plan/VB is/VBZ a/DT plan/NN ./.",
    "We/PRP want/VBP to/TO report/VB it/PRP ./.",
    "They/PRP will/MD claim/VB a/DT claim/NN ./.",
]


def tagged(name: str, marked: str) -> Tagged:
    """Return a sentence of word/TAG or word/TAG/lemma; the lemma is the word itself where none is given."""
    rows = [(*part.split("/"), part.split("/")[0].lower())[:3] for part in marked.split()]
    words, tags, lemmas = zip(*rows, strict=True)
    return Tagged(name, words, tags, lemmas)


@pytest.fixture(scope="module")
def sentences() -> list[Tagged]:
    return [tagged(f"text {i}", sentence) for i in range(10) for sentence in SENTENCES]


# --- the tagger ----------------------------------------------------------------------------------


def test_the_tagger_learns_to_say_what_it_was_told(
    sentences: list[Tagged], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(perceptron, "FLOOR", 0.4)  # so few sentences make no larger weights
    words = word_table(sentences)
    learned = [learn_tagger(sentences, words, 3, print) for _ in range(2)]
    assert learned[0] == learned[1]
    assert capsys.readouterr().out.count("tagger, round 3 of 3") == 2
    tagger = Tagger(words, pack(learned[0]))
    for marked in SENTENCES:
        sentence = tagged("", marked)
        assert tagger.tag(sentence.words) == sentence.ids()
    unseen = "We claim a report .".split()
    assert [TAGS[t] for t in tagger.tag(unseen)] == ["PRP", "VBP", "DT", "NN", "."]


def test_weights_that_hardly_count_are_dropped(sentences: list[Tagged]) -> None:
    learned = learn_tagger(sentences, word_table(sentences), 1, lambda _: None)
    assert {abs(weight) >= perceptron.FLOOR for row in learned.values() for weight in row if weight} == {True}


def test_tags_that_are_not_told_apart_are_one() -> None:
    sentence = tagged("", "``/`` $/$ 5/CD (/-LRB- to/IN e.g./XX Ugh/MADE-UP")
    assert [TAGS[t] for t in sentence.ids()] == [":", "CD", "CD", ":", "TO", "NN", "NN"]


def test_the_table_has_common_words_with_the_tags_they_often_have() -> None:
    texts = [f"Hello/UH there/RB ,/, Oslo/NNP is/VBZ closed/{'VBN' if i else 'JJ'} 42/CD" for i in range(200)]
    table = word_table([*(tagged(str(i), text) for i, text in enumerate(texts)), tagged("0", "rare/JJ word/NN")])
    assert set(table) == {"hello", "there", "is", "closed"}
    assert [TAGS[t] for t in table["closed"]] == ["VBN"]


# --- WordNet -------------------------------------------------------------------------------------

HEADER = "  1 This is how the files of the database begin.\n"
NOUNS = {
    "mayor": [18],
    "spokesman": [18],
    "agency": [14],
    "claim": [10, 9],
    "bridge": [6],
    "hot_dog": [13],
    "army": [14],
}
VERBS = {"announce": [32], "deny": [32, 31], "think": [31, 31, 32], "reach": [38, 32, 38, 38], "claim": [32, 32, 41]}


def write_wordnet(folder: Path) -> Path:
    """Write files of WordNet's form: a sense of each word under each of its headings, which go by number."""
    for part, words in (("noun", NOUNS), ("verb", VERBS)):
        data, index = list[str](), list[str]()
        for word, headings in words.items():
            offsets = [f"{len(data) + i:08d}" for i in range(len(headings))]
            data += [f"{o} {h:02d} {part[0]} 01 {word} 0 000 | gloss" for o, h in zip(offsets, headings, strict=True)]
            index.append(f"{word} {part[0]} {len(offsets)} 1 @ {len(offsets)} 0 {' '.join(offsets)}")
        (folder / f"data.{part}").write_text(HEADER + "\n".join(data) + "\n", "utf-8")
        (folder / f"index.{part}").write_text(HEADER + "\n".join(index) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def wordnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wordnet(tmp_path_factory.mktemp("wordnet"))


def test_senses_are_headings_most_frequent_first(wordnet: Path) -> None:
    table = senses(wordnet)
    assert table["claim"] == {"n": ["ncomm", "ncogn"], "v": ["vcomm", "vcomm", "vsoci"]}
    assert "hot_dog" not in table


def test_classes_say_how_many_senses_report() -> None:
    assert verb_classes(["vmoti", "vcomm", "vmoti", "vmoti"]) == ("vmoti", "vC1")
    assert verb_classes(["vcomm", "vcogn"]) == ("vcomm", "vC2", "vG2")
    assert verb_classes(["vcogn"]) == ("vcogn", "vG3")
    assert noun_classes(["nacti", "ncomm", "ncogn"]) == ("nacti", "nC")
    assert noun_classes(["nacti", "ncogn"]) == ("nacti", "nG")
    assert noun_classes(["ncomm", "ncomm"]) == ("ncomm",)


def test_forms_of_words_have_the_classes_of_their_lemma(wordnet: Path) -> None:
    seen = [tagged("a", "They/PRP thought/VBD/think it/PRP reached/VBD/reach bridges/NNS/bridge")] * 2
    classes = word_classes(senses(wordnet), seen, frozenset(["claims", "bridge"]))
    assert classes["mayors"] == classes["mayor"] == ("npers",)
    assert classes["spokesmen"] == ("npers",)
    assert classes["denied"] == classes["denies"] == classes["denying"] == classes["deny"] == ("vcomm", "vC2", "vG2")
    assert classes["announced"] == classes["announcing"] == ("vcomm", "vC3")
    assert classes["thought"][0] == "vcogn"
    assert classes["reached"] == ("vmoti", "vC1")
    assert classes["bridges"] == ("narti",)
    assert classes["claims"] == ("vcomm", "vC3", "ncomm", "nG")


def test_of_words_the_texts_do_not_have_only_speech_thought_and_people_are_kept(wordnet: Path) -> None:
    classes = word_classes(senses(wordnet), [], frozenset())
    assert classes["claim"] == ("vcomm", "vC3")
    assert classes["mayor"] == ("npers",)
    assert not {"bridge", "agency", "reach"} & set(classes)


def test_a_missing_file_of_wordnet_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.noun"):
        senses(tmp_path)


# --- the command ---------------------------------------------------------------------------------


def test_words_makes_a_file_that_learning_can_begin_with(wordnet: Path, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'quoteattr[spacy]'")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    for word, tag, lemma in (("said", "VBD", "say"), ("did", "VBD", "do"), ("bridges", "NNS", "bridge")):
        ruler.add(patterns=[[{"LOWER": word}]], attrs={"TAG": tag, "LEMMA": lemma})
    nlp.to_disk(tmp_path / "model")
    plain, gold = tmp_path / "novel.txt", tmp_path / "news.jsonl"
    plain.write_text("She said so. They didn't. Bridges did!", "utf-8")
    rows = [{"doc": str(i), "text": "He said it. Bridges didn’t.", "quotes": []} for i in range(9)]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    out = tmp_path / "weights.bin"
    texts = [str(plain), str(gold)]
    given = ["words", *texts, "--model", str(tmp_path / "model"), "--wordnet", str(wordnet), "--out", str(out)]
    assert main(given) == 0
    learned = read_file(out)
    assert set(learned.sections) == set(SECTIONS)
    assert [TAGS[t] for t in learned.section("words")["said"]] == ["VBD"]
    assert [TAGS[t] for t in learned.section("words")["didn't"]] == ["VBD"]
    names = {i: name for name, (i,) in learned.section("class names").items()}
    assert [names[i] for i in learned.section("classes")["bridges"]] == ["narti"]
    assert learned.facts["trained_on"] == "10 texts"


def test_a_text_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.txt"
    assert main(["words", str(missing), "--wordnet", str(tmp_path)]) == 2
    assert "none.txt" in capsys.readouterr().err
