"""Learning how speakers are ranked: read from news and novels, the same from the same, and fit to be used."""

import json
from pathlib import Path

import pytest

from quoteattr.data import parse
from quoteattr.errors import InputError
from quoteattr.naming.ranking import SCALE, TRUST
from quoteattr.training import speakers
from quoteattr.training.__main__ import main
from quoteattr.training.told import told_news, told_novels

pytest.importorskip("scipy", reason="scipy is not installed")

TALK = (
    "Anna Reed met Tom Vance at the gate. “It is late,” said Anna Reed.\n\n“Not very, Anna.”\n\n“Then sit down,” she "
    "said.\n\n“I will.” He took a chair.\n\n“Good,” said Anna Reed.\n\n"
)
SPEAKERS = ["Anna Reed", "Tom Vance", "Anna Reed", "Tom Vance", "Anna Reed"]


def quotations(text: str) -> list[tuple[int, int]]:
    starts = [i for i, c in enumerate(text) if c == "“"]
    return [(start, text.index("”", start) + 1) for start in starts]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quotes = [
        {"content": [list(span)], "source": [], "cue": [], "speaker": who}
        for span, who in zip(quotations(TALK), SPEAKERS, strict=True)
    ]
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": TALK, "quotes": quotes}) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def novels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("novels")
    for name in ("First", "Second"):
        (folder / name).mkdir()
        text = TALK * 3
        (folder / name / "novel_text.txt").write_text(text, "utf-8")
        rows = zip(quotations(text), SPEAKERS * 3, strict=True)
        lines = [f'"[[{a}, {b}]]",{who},Implicit' for (a, b), who in rows]
        (folder / name / "quotation_info.csv").write_text(
            "quoteByteSpans,speaker,quoteType\n" + "\n".join(lines), "utf-8"
        )
        (folder / name / "character_info.csv").write_text(
            "Main Name,Aliases\nAnna Reed,\"{'Anna'}\"\nTom Vance,\"['Tom', 'Mr. Vance']\"\n", "utf-8"
        )
    return folder


def test_what_is_learned_is_the_same_again_and_can_be_read(news: Path, novels: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.tsv", tmp_path / "two.tsv"]
    for file in files:
        given = ["speakers", "--news", f"{news}=2", "--novels", str(novels), "--rounds", "2", "--out", str(file)]
        assert main(given) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    rows = parse(files[0].read_text("utf-8"), "one.tsv")
    assert any(name.startswith("turn:") for name, _ in rows)
    assert all(int(weight) >= SCALE for name, weight in rows if name.endswith(TRUST))


def test_each_book_is_asked_with_weights_of_the_others(novels: Path) -> None:
    texts, said = list(told_novels(novels, 1)), list[str]()
    table = speakers.learn(texts, speakers.Settings(rounds=1), said.append)
    books = [
        (book, tally.asked["all"])
        for book, _, tally in speakers.left_out(texts, table, speakers.Settings(), said.append)
    ]
    assert books == [("first", 15), ("second", 15)]


def test_a_figure_is_whoever_the_annotation_calls_so(news: Path) -> None:
    (told,) = told_news(news, 1)
    assert speakers.examine(told, {}).asked["all"] == len(SPEAKERS)


def test_a_folder_without_novels_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"quotation_info\.csv"):
        list(told_novels(tmp_path, 1))
    assert main(["speakers", "--novels", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert main(["speakers"]) == 2


def test_a_damaged_novel_is_named(novels: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Broken"
    folder.mkdir()
    (folder / "novel_text.txt").write_text("“No.”", "utf-8")
    (folder / "character_info.csv").write_text("Main Name,Aliases\nA,\n", "utf-8")
    (folder / "quotation_info.csv").write_text("quoteByteSpans,speaker,quoteType\nnonsense(,A,Implicit\n", "utf-8")
    with pytest.raises(InputError, match="Broken"):
        list(told_novels(tmp_path, 1))
