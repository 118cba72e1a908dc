"""Training reads annotated news, learns the same from the same, and its weights can be used."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from quoteattr.errors import InputError
from quoteattr.linking.learned.attribute import Model, attribute
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.weights import dump, parse
from quoteattr.linking.outermost import Outermost
from quoteattr.models import Span
from quoteattr.training.__main__ import SHIPPED, main, read_file
from quoteattr.training.fit import SECTIONS, Settings, fit
from quoteattr.training.gold import Report, anchor, anchored, articles, cue_rates, labels, righted
from quoteattr.training.judge import answers, is_right
from staged import staged

pytest.importorskip("pycrfsuite", reason="python-crfsuite is not installed")
pytest.importorskip("sklearn", reason="scikit-learn is not installed")

WHO = ["The mayor", "Mrs. Hale", "She", "A spokesman", "The union", "He", "Officials", "Tom Reed"]
WHAT = [
    "the bridge was safe",
    "prices would fall",
    "nobody knew the answer",
    "the road is shut",
    "it had rained all day",
]


def marked(text: str) -> dict[str, Any]:
    """Return a document from a text with <s …>, <c …> and <u …> around source, content and cue of its one report."""
    plain, spans, at = "", {"s": [], "c": [], "u": []}, {}  # type: ignore[var-annotated]
    for part in text.replace(">", "<>").split("<"):
        if part.startswith(">"):
            name, start = at.pop("open")
            spans[name].append([start, len(plain)])
            part = part[1:]
        elif part[:2] in ("s ", "c ", "u "):
            at["open"] = part[0], len(plain)
            part = part[2:]
        plain += part
    quote = {"content": spans["c"], "source": spans["s"], "cue": spans["u"]}
    return {"doc": text[:20], "text": plain, "quotes": [quote]}


def collection() -> list[dict[str, Any]]:
    pairs = [(who, what) for who in WHO for what in WHAT]
    tails = [marked(f"<c “{what.capitalize()},”> <u said> <s {who}>. Nothing else happened.") for who, what in pairs]
    return [marked(f"<s {who}> <u said> <c that {what}>. The day was long.") for who, what in pairs] + tails


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in collection()), "utf-8")
    return path


@pytest.fixture(scope="module")
def learned(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("weights") / "weights.bin"
    assert main(["fit", f"{gold}=12", "--folds", "2", "--iterations", "30", "--out", str(out)]) == 0
    return out.read_bytes()


def test_same_files_same_bytes_with_any_number_of_workers(gold: Path, learned: bytes) -> None:
    lexical = read_file(SHIPPED)
    settings = Settings(folds=2, span_iterations=30, workers=1)
    tables = {name: lexical.section(name) for name in SECTIONS}
    again = fit(list(articles(gold, 12)), tables, settings, f"{gold.stem}=12", lambda _: None)
    assert dump(again) == learned


def test_what_is_learned_can_be_used(learned: bytes) -> None:
    loaded = parse(learned, "weights", signature())
    assert loaded.facts["trained_on"] == "gold=12"
    text = "The nurse said that the soup was cold."
    reading, marks, cues = staged(text)
    (found,) = attribute(reading, marks, cues, Outermost.of(marks), (), Model(loaded))
    assert [s.of(text) for s in (*found.source, *found.content)] == ["The nurse", "that the soup was cold"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2"),
        ('{"doc": "a"}', "line 2"),
        ('{"doc": "a", "text": "b", "quotes": [{"content": [[1]]}]}', "line 2"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "text": "b", "quotes": []}\n' + line + "\n")
    with pytest.raises(InputError, match="line 2"):
        list(articles(path, 1))


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_a_weight_is_a_whole_number(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", f"{gold}=much"]) == 2
    assert capsys.readouterr().err.endswith("gold.jsonl=much: the weight is a whole number\n")


def test_weights_that_cannot_be_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "pairs", "--file", str(tmp_path / "none.bin")]) == 2
    assert "none.bin: cannot be read" in capsys.readouterr().err


def test_show_without_a_section_prints_all(learned: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(learned)
    assert main(["show", "--file", str(path)]) == 0
    every = capsys.readouterr().out
    for section in parse(learned, "weights").sections:
        assert main(["show", section, "--file", str(path)]) == 0
        assert capsys.readouterr().out.splitlines()[-1] in every.splitlines()


def test_show_prints_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "pairs"]) == 0
    assert "CB CI\t" in capsys.readouterr().out


# --- what annotation becomes ---------------------------------------------------------------------


def report_of(row: dict[str, Any], tmp_path: Path) -> tuple[Any, Report]:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps(row))
    (article,) = articles(path, 1)
    return article, article.reports[0]


def test_the_anchor_is_the_word_most_often_a_cue(gold: Path, tmp_path: Path) -> None:
    rates = cue_rates(articles(gold, 1))
    article, report = report_of(marked("<s He> <u said in a statement> <c that it rained>."), tmp_path)
    assert article.reading.words[anchor(report.cue, article.reading, rates) or 0] == "said"


def test_swapped_source_and_cue_are_righted(gold: Path, tmp_path: Path) -> None:
    rates = cue_rates(articles(gold, 1))
    article, report = report_of(marked("<c “No,”> <s said> <u Mulgrew>."), tmp_path)
    assert righted(report, article.reading, rates).cue == report.source
    ((at, _),) = anchored(article, rates)
    assert article.reading.words[at] == "said"


def test_without_a_source_nothing_is_swapped(gold: Path, tmp_path: Path) -> None:
    rates = cue_rates(articles(gold, 1))
    article, report = report_of(marked("<c “No,”> said <u Mulgrew>."), tmp_path)
    assert righted(report, article.reading, rates) == report


def test_labels_of_units(tmp_path: Path) -> None:
    article, report = report_of(marked("<s The mayor> <u said> <c that it rained>."), tmp_path)
    firsts = list(range(len(article.reading.words)))
    row = labels(article.reading, firsts, [i + 1 for i in firsts], 2, report)
    assert row == ["SB", "SI", "K", "CB", "CI", "CI", "O"]


def test_optional_reports_are_told_apart(tmp_path: Path) -> None:
    row = marked("<s He> <u hopes> <c to win>.")
    row["quotes"][0]["optional"] = True
    assert report_of(row, tmp_path)[1].optional
    assert report_of(row, tmp_path)[1].content == (Span(9, 15),)


@pytest.mark.parametrize(
    ("content", "source", "right"),
    [
        ("that it rained", "The mayor", True),
        ("it rained", "The", True),  # more than half of the content, a fifth of the source
        ("that it rained", "mayor said", True),
        ("rain", "The mayor", False),
        ("that it rained", "", False),
        ("that it rained", "said", False),
        ("The day", "The mayor", False),
        ("long", "", None),  # annotated as optional
    ],
)
def test_a_report_is_right_by_half_its_content_and_its_source(
    tmp_path: Path, content: str, source: str, right: bool | None
) -> None:
    row = marked("<s The mayor> <u said> <c that it rained>. The day was long.")
    text: str = row["text"]
    row["quotes"].append({"content": [[text.index("long"), text.index("long") + 4]], "optional": True})
    article, _ = report_of(row, tmp_path)

    def spans(part: str) -> list[Span]:
        return [Span(text.index(part), text.index(part) + len(part))] if part else []

    assert is_right(text, spans(content), spans(source), answers(article)) is right


def test_a_report_without_a_source_is_right_without_one(tmp_path: Path) -> None:
    article, _ = report_of(marked("It is <u said> <c that it rained>."), tmp_path)
    assert is_right(article.reading.text, [Span(11, 25)], [], answers(article))
    assert not is_right(article.reading.text, [Span(11, 25)], [Span(0, 2)], answers(article))


def test_compression_keeps_weights_small() -> None:
    assert SHIPPED.stat().st_size < 2_000_000
    assert zlib.decompressobj().decompress(SHIPPED.read_bytes().split(b"\n", 2)[2], 6) == b"[class"
