"""Learned linking: any text is read, results point into it, and who is named makes no difference."""

import functools
import json
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.finding.marks import find_regions
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.learned import kinds, scorers, spans
from quoteattr.linking.learned.attribute import Model, attribute, shipped_model
from quoteattr.linking.learned.crf import BIAS, factor_table
from quoteattr.linking.learned.features import View, cue_features
from quoteattr.linking.learned.segments import segments
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.spans import Scene, span_features
from quoteattr.linking.learned.tagger import TAG_ID, TAGS
from quoteattr.linking.learned.weights import shipped
from quoteattr.linking.outermost import Outermost
from quoteattr.reading import read, remembered
from staged import staged

CASES = Path(__file__).parent / "cases" / "cases-dev.jsonl"
FOUND = regex.compile(r"\b(\p{Lu}\p{Ll}+)\b")

pieces = st.sampled_from(
    "said told claim that the officials Jane Doe she he denied , . : “ ” \" ' ‘ ’ — – ( ) ? ! \n \n\n 34 % # @x …"
    " to of has not according according-to 's don't émigré 北京 \N{SOFT HYPHEN} \N{ZERO WIDTH SPACE} \t".split(" ")
)
texts = st.lists(pieces, max_size=40).map(" ".join) | st.text()


def reports(text: str, model: Model | None = None) -> list[Attribution]:
    reading, marks, cues = staged(text)
    return attribute(reading, marks, cues, Outermost.of(marks), (), model)


def shown(text: str) -> list[tuple[list[str], str, list[str]]]:
    """Return content, cue and source of each report as text."""
    return [
        ([s.of(text) for s in a.content], a.cue_spans[0].of(text), [s.of(text) for s in a.source])
        for a in reports(text)
    ]


@given(texts)
def test_any_text_is_read(text: str) -> None:
    for report in reports(text):
        assert report.content
        assert 0 <= report.confidence <= 1
        for span in (*report.content, *report.verbatim, *report.source, *report.cue_spans):
            assert 0 <= span.start < span.end <= len(text)
        assert list(report.content) == sorted(report.content)


@given(texts)
def test_the_same_text_has_the_same_reports(text: str) -> None:
    assert reports(text) == reports(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“I am glad,” said Jane Doe.", (["“I am glad,”"], "said", ["Jane Doe"])),
        ("“Who did?” Miriam demanded.", (["“Who did?”"], "demanded", ["Miriam"])),
        ("“We won,” he said. “I am glad.”", (["“We won,”", "“I am glad.”"], "said", ["he"])),
        ("The minister said that the plan had failed.", (["that the plan had failed"], "said", ["The minister"])),
        ("According to the police, the road is closed.", (["the road is closed"], "According to", ["the police"])),
        ("The turbines, she said, cut costs.", (["The turbines", "cut costs"], "said", ["she"])),
    ],
)
def test_plain_reports(text: str, wanted: tuple[list[str], str, list[str]]) -> None:
    assert wanted in shown(text)


def test_verbatim_is_what_stands_inside_marks() -> None:
    text = "She called it “a sad day” and “a shame”, he said."
    for report in reports(text):
        assert all(text[s.start - 1] == "“" for s in report.verbatim)


# --- names do not matter -------------------------------------------------------------------------


@functools.cache
def case_texts() -> tuple[str, ...]:
    return tuple(json.loads(line)["text"] for line in CASES.read_text("utf-8").splitlines())


def names_of(text: str) -> list[str]:
    """Return the words of a text that it only writes with a capital and the tagger takes for names."""
    reading = read(text)
    tags = shipped_model().words.tags(reading)
    small = set(regex.findall(r"\b\p{Ll}+\b", text))
    named = {w for w, t in zip(reading.words, tags, strict=True) if TAGS[t].startswith("NNP")}
    other = {w for w, t in zip(reading.words, tags, strict=True) if not TAGS[t].startswith("NNP")}
    return sorted(w for w in named - other if FOUND.fullmatch(w) and w.lower() not in small and len(w) > 3)


def renamed(text: str, names: list[str]) -> str:
    """Return the text with its names exchanged one for one, by others of the same length."""
    table = {name: name[0] + "aeiou"[i % 5] + name[2:-2] + "".join(sorted(name[-2:])) for i, name in enumerate(names)}
    return FOUND.sub(lambda m: table.get(m[0], m[0]), text)


def test_renaming_changes_nothing() -> None:
    same = total = 0
    for text in case_texts():
        before = reports(text)
        after = reports(renamed(text, names_of(text)))
        total += max(len(before), len(after))
        same += len({(a.content, a.source) for a in before} & {(a.content, a.source) for a in after})
    assert same >= 0.98 * total


# --- what is kept is what is spelled out ---------------------------------------------------------


def views(text: str) -> list[View]:
    return [view for view in shipped_model().words.views(*staged(text), ()) if view.cues]


@given(texts)
def test_kept_sums_are_those_of_the_features(text: str) -> None:
    """Scores by key are the sums of the weights of the features that training writes down."""
    model, loaded = shipped_model(), shipped(signature())
    edge, table = model.words.kinds.edge, factor_table()
    for view in views(text):
        scene, plain = model.labeller.spans.scene(view, view.cues), Scene(view, view.cues)
        for cue, score in model.labeller.cues.scores(view, view.cues).items():
            assert score == sum(loaded.section("cue").get(f, (0,))[0] for f in cue_features(view, cue, edge))
            left, right = model.labeller.spans.factors(scene, cue, 0, len(view.kinds))
            rows = span_features(plain, cue, edge)
            for factors, row in zip([*left, *right], [*rows[:cue], *rows[cue + 1 :]], strict=True):
                o, *rest = (sum(loaded.section("span").get(f, (0,) * 5)[k] for f in row) for k in range(5))
                assert factors == tuple(table[score - o + BIAS] for score in rest)


def test_forgetting_what_is_kept_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded: what was kept of words seen is dropped when it is too much, and found again."""
    texts = case_texts()[:30]
    wanted = [reports(text) for text in texts]
    for module in (kinds, scorers):
        monkeypatch.setattr(module, "_CACHE", 20)
    monkeypatch.setattr(remembered, "MOST", 20)
    monkeypatch.setattr(spans, "_KEPT", 20)
    model = Model(shipped(signature()))
    assert [reports(text, model) for text in texts] == wanted


def test_tags_of_plain_words() -> None:
    words = "The old man said that she had not seen it .".split()
    tags = [TAGS[t] for t in shipped_model().words.tagger.tag(words)]
    assert tags == "DT JJ NN VBD IN PRP VBD RB VBN PRP .".split()
    assert TAG_ID["VBD"] == TAGS.index("VBD")


@given(st.lists(st.integers(0, 40), unique=True).map(sorted))
@example(list(range(41)))
def test_places_are_the_words_of_a_segment_whatever_stands_in_its_regions(tokens: list[int]) -> None:
    text = "“Yes, yes, yes, yes, yes, yes, yes, yes, yes, yes,” said Tom Hill, “yes, yes, yes, yes, yes.” It rained."
    reading = read(text)
    words, marks = shipped_model().words, find_regions(reading)
    for segment in segments(reading, marks, words.tags(reading), words.kinds):
        own = [(i, token) for i, token in enumerate(segment.firsts) if segment.regions[i] < 0 and token in tokens]
        assert list(segment.places(tokens)) == own


def test_tags_of_a_sentence_without_end_come_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read("the man said that it rained and " * 20)
    whole = shipped_model().words.tags(reading)
    monkeypatch.setattr("quoteattr.linking.learned.attribute.STRETCH", 7)
    stretched = shipped_model().words.tags(reading)
    assert len(stretched) == len(whole) == len(reading.words)
