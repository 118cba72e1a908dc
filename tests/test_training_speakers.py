"""Learning how speakers are ranked: read from news and novels, the same from the same, and fit to be used."""

import json
import shutil
from pathlib import Path

import pytest

from quoteattr.data import parse
from quoteattr.errors import InputError
from quoteattr.naming.ranking import SCALE, TRUST
from quoteattr.training import speakers
from quoteattr.training.__main__ import main
from quoteattr.training.questions import Question, fit, trust
from quoteattr.training.told import Told, told_news, told_novels

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
    files = [[tmp_path / f"{name}{kind}.tsv" for kind in ("", "-talk", "-conversation")] for name in ("one", "two")]
    for plain, talk, conversation in files:
        given = ["speakers", "--news", f"{news}=2", "--novels", str(novels), "--rounds", "2", "--out", str(plain)]
        assert main([*given, "--talk-out", str(talk), "--conversation-out", str(conversation)]) == 0
    first, again = files
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in first]
    for path in first[:2]:
        rows = parse(path.read_text("utf-8"), path.name)
        assert any(name.startswith("turn:") for name, _ in rows)
        assert all(int(weight) >= SCALE for name, weight in rows if name.endswith(TRUST))


def learned(texts: list[Told], rounds: int = 1) -> speakers.Learned:
    return speakers.learn(texts, speakers.Settings(rounds=rounds, folds=2), list[str]().append)


def test_each_book_is_asked_with_weights_of_the_others(novels: Path) -> None:
    texts, said = list(told_novels(novels, 1)), list[str]()
    books = [(book, tally.asked["all"]) for book, tally in speakers.left_out(texts, learned(texts), said.append)]
    assert books == [("first", 15), ("second", 15)]


def test_weights_apart_are_those_of_the_other_folds(novels: Path) -> None:
    texts = list(told_novels(novels, 1))
    both, one = learned(texts), learned(texts[1:])
    assert both.folds == (0, 1)
    assert both.apart[0].talk == one.tables.talk != both.tables.talk


def test_the_command_says_how_books_fare_that_are_left_out(
    novels: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "weights.tsv"
    given = ["speakers", "--novels", str(novels), "--rounds", "1", "--left-out", "--out", str(out)]
    assert main([*given, "--talk-out", str(out), "--conversation-out", str(out)]) == 0
    said = capsys.readouterr().err
    assert [line.split()[3].rstrip(":") for line in said.splitlines() if "without" in line] == ["first", "second"]
    assert "all books, each left out: all " in said
    assert " of 30" in said


def test_novels_of_much_talk_teach_how_speakers_take_turns(tmp_path: Path) -> None:
    many = 11  # each time two turns of five have no source
    characters = "Anna Reed,\"{'Anna'}\"\nTom Vance,\"['Tom']\""
    folder = novel_of(tmp_path, TALK * many, characters, *SPEAKERS * many)
    shutil.copytree(folder / "Book", folder / "Other")
    texts = list(told_novels(folder, 1))
    found = learned(texts)
    for tables in found.apart:
        assert tables.conversation["turn+back1"] > 0 > tables.conversation["turn+new1"]
    tallies = [tally for _, tally in speakers.left_out(texts, found, list[str]().append)]
    assert [(tally.right["all"], tally.asked["all"]) for tally in tallies] == [(55, 55), (55, 55)]


def test_texts_of_one_book_are_left_out_together(novels: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    for source, copy in (("First", "158_first"), ("Second", "Second")):
        shutil.copytree(novels / source, folder / copy)
    texts, said = [*told_novels(novels, 1), *told_novels(folder, 1)], list[str]()
    found = learned(texts)
    assert found.folds == (0, 1, 0, 1)
    tallies = speakers.left_out(texts, found, said.append)
    assert [(book, tally.asked["all"]) for book, tally in tallies] == [("first", 30), ("second", 30)]


def test_what_sums_are_trusted_with_is_found_on_texts_left_out() -> None:
    def question(right: int, led: bool = False) -> Question:
        return Question((("turn:near",), ("turn:far",)), (right,), 1.0, 0, "turn:T", led, talk=True)

    often, seldom = [question(0)] * 97 + [question(1)] * 3, [question(0)] * 60 + [question(1)] * 40
    table = fit(often, penalty=0.01, iterations=200)
    assert trust(often, [table]) == {"turn:T" + TRUST: 1.0}
    assert trust(seldom, [table])["turn:T" + TRUST] > 1.0
    assert trust([question(0, led=True)] * 9, [table]) == {}
    assert table["turn:near"] > fit(seldom, penalty=0.01, iterations=200)["turn:near"] > 0 > table["turn:far"]


# --- annotation ----------------------------------------------------------------------------------


def test_a_figure_is_whoever_the_annotation_calls_so(news: Path) -> None:
    (told,) = told_news(news, 1)
    assert speakers.examine(told, speakers.Tables({}, {})).asked["all"] == len(SPEAKERS)


def news_of(tmp_path: Path, text: str, *speakers_: object) -> Path:
    rows = [
        {"content": [list(span)], **({} if who is ... else {"speaker": who})}
        for span, who in zip(quotations(text), speakers_, strict=True)
    ]
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": text, "quotes": rows}) + "\n", "utf-8")
    return path


def test_news_without_speakers_teach_nothing(tmp_path: Path) -> None:
    assert list(told_news(news_of(tmp_path, "“It is,” Ann Lee said.", ...), 1)) == []


def test_speakers_that_are_not_annotated_are_not_asked(tmp_path: Path) -> None:
    text = "“It is,” Ann Lee said.\n\n“It was,” a clerk said.\n\n“Never,” Tom Hill said."
    (told,) = told_news(news_of(tmp_path, text, "?", None, "Tom Hill"), 1)
    assert len(told.asked) == 2
    assert len(told.nameless) == 1


def test_for_somebody_without_a_name_the_description_alone_is_right(tmp_path: Path) -> None:
    text = "Ann Lee met Tom Hill.\n\n“It was,” the botanist said."
    (told,) = told_news(news_of(tmp_path, text, None), 1)
    (question,) = speakers.ask([told], [speakers.Tables({}, {})], [0], first=True)
    assert (question.kind, question.right) == ("nom:N", (len(question.features) - 1,))


def test_titles_and_possessives_make_no_other_name(tmp_path: Path) -> None:
    (told,) = told_news(news_of(tmp_path, "“It is,” said Dr. Ann Lee.", "The Ann Lee's"), 1)
    assert speakers.examine(told, speakers.Tables({}, {})).right["all"] == 1


def novel_of(tmp_path: Path, text: str, characters: str, *speakers_: str) -> Path:
    (tmp_path / "Book").mkdir()
    lines = [f'"[[{a}, {b}]]",{who},Explicit' for (a, b), who in zip(quotations(text), speakers_, strict=True)]
    for name, written in (
        ("novel_text.txt", text),
        ("quotation_info.csv", "quoteByteSpans,speaker,quoteType\n" + "\n".join(lines)),
        ("character_info.csv", "Main Name,Aliases\n" + characters),
    ):
        (tmp_path / "Book" / name).write_text(written, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "characters", "speaker", "right"),
    [
        ("“It is late,” said Mr. Vance.", "Tom Vance,\"['Mr. Vance']\"", "Tom Vance", 1),
        ("“It is late,” said Mr. Vance.", "Tom Vance,\"['Mr. Vance']\"", "Mr Vance", 1),  # by another of the names
        ("“It is late,” said Mr. Vance.", "Tom Vance,\"['Mr. Vance']\"\nAnn Lee,", "Ann Lee", 0),
        ("“It is late,” said Mr. Vance.", "Tom Vance,\"['Mr. Vance']\"", "_unknowable", 0),
        ("“It is late,” said the old porter.", "the old porter,", "the old porter", 1),
        ("I rose. I ran. I saw. I fell. I hid. I sat. “It is late,” I said.", "Narrator,", "Narrator", 1),
    ],
)
def test_who_a_character_of_a_novel_is(tmp_path: Path, text: str, characters: str, speaker: str, right: int) -> None:
    (told,) = told_novels(novel_of(tmp_path, text, characters, speaker), 1)
    tally = speakers.examine(told, speakers.Tables({}, {}))
    assert (tally.asked["Explicit"], tally.right["Explicit"]) == (1, right)


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = novel_of(tmp_path, "“No,” said Ann Lee.", "Ann Lee,", "Ann Lee")
    (folder / "Book" / "character_info.csv").write_bytes(b"Main Name,Aliases\n\xff\xfe,\n")
    with pytest.raises(InputError, match=r"character_info\.csv"):
        list(told_novels(folder, 1))


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
