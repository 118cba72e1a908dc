"""The record of accuracy: what counts as a fall, and that the documentation shows and draws what is recorded."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from quoteattr.errors import InputError
from quoteattr.evaluation import accuracy, pictures
from quoteattr.evaluation.record import RECORD, read_record, with_tables, write_record

ROOT = Path(__file__).parent.parent
NEWS = {"chars_attributed": 0.8, "quotes_attributed": 0.7, "direct": 0.9, "calibration_error": 0.05}


ROWS = [{"minimum": i / 10, "p": 0.8 + i / 100, "r": 0.7 - i / 20, "share": 0.9} for i in range(10)]
BINS = [
    {"from": 0.9, "number": 50, "confidence": 0.95, "right": 0.9},
    {"from": 0.1, "number": 1, "confidence": 0.1, "right": 0},
]
DATA: dict[str, Any] = {
    "figures": {"polnear-dev": NEWS},
    "confidence": {
        "a <corpus>": {
            "by_confidence": ROWS,
            "by_speaker_confidence": ROWS,
            "reliability": BINS,
            "speaker_reliability": BINS,
        }
    },
    "speed": {"kB_s": 100.0, "token_passes": 90.0},
    "others_novels": [{"system": "other", "speaker_all": 0.5}],
    "others": [
        {"system": "people & co", "short": "people", "human": True, **NEWS},
        {"system": "slow", "short": "slow", "quotes_attributed": 0.1, "kB_s": 3},
    ],
}


@pytest.mark.parametrize("page", ["README.md", "docs/accuracy.md"])
def test_pages_show_what_is_recorded(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert text == with_tables(text, read_record(ROOT / RECORD))


def test_pictures_are_those_of_the_record(tmp_path: Path) -> None:
    written = pictures.write_pictures(read_record(ROOT / RECORD), tmp_path)
    assert [path.stem for path in written] == list(pictures.PICTURES)
    for path in written:
        assert path.read_bytes() == (ROOT / "docs/images" / path.name).read_bytes()


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_whole_says_what_it_shows_and_asks_nobody_for_anything(name: str) -> None:
    picture = pictures.PICTURES[name](DATA)
    root = ElementTree.fromstring(picture)
    words = [root.findtext(f"{{http://www.w3.org/2000/svg}}{part}") for part in ("title", "desc")]
    assert all(words)
    assert picture.count("http") == 1  # the name of the format
    assert "<script" not in picture
    assert "prefers-color-scheme: dark" in picture


def test_a_picture_of_nothing_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pictures.write_pictures({"figures": {}}, tmp_path) == []
    assert pictures.main(["--record", str(tmp_path / "none.json")]) == 2
    assert "none.json: there are no figures to draw" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "accuracy.json").write_text("[]", encoding="utf-8")
    assert pictures.main(["--record", str(tmp_path / "accuracy.json")]) == 2
    assert "$.figures" in capsys.readouterr().err


def test_the_command_draws_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_record(tmp_path / "accuracy.json", DATA)
    assert pictures.main(["--record", str(tmp_path / "accuracy.json")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(list(tmp_path.glob("images/*.svg"))) == 4


def test_speed_is_told_as_passes_over_the_tokens() -> None:
    found = accuracy.speed(["“Yes,” said Ann Lee."], times=1)
    assert found["kB_s"] > 0
    assert found["token_passes"] > 1


@pytest.mark.parametrize(
    ("measured", "fallen"),
    [
        (NEWS, []),
        (NEWS | {"direct": 0.895}, []),
        (NEWS | {"direct": 0.8949}, ["direct"]),
        (NEWS | {"direct": 1.0, "calibration_error": 0.0}, []),
        (NEWS | {"calibration_error": 0.0551}, ["calibration_error"]),
        ({name: value for name, value in NEWS.items() if name != "direct"}, ["direct"]),
        (NEWS | {"mixed": 0.1}, []),
    ],
)
def test_a_figure_may_rise_but_not_fall(measured: dict[str, float], fallen: list[str]) -> None:
    assert list(accuracy.falls(NEWS, measured)) == fallen


def test_recording_adds_tables_and_speed_for_corpora_that_are_large_enough(tmp_path: Path) -> None:
    text = "“The bridge is safe,” said Maria Lopez."
    quote = {"content": [[0, 21]], "source": [[27, 38]], "cue": [[22, 26]], "speaker": "Maria Lopez"}
    lines = (json.dumps({"doc": str(i), "text": text, "quotes": [quote]}) for i in range(3))
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    corpora = [accuracy.Corpus(name, "gold.jsonl", "", (), accuracy.news) for name in ("polnear-dev", "other", "seeds")]
    record: dict[str, Any] = {"figures": {"polnear-dev": NEWS, "other": NEWS, "seeds": {}}}
    accuracy.add_tables(record, corpora, tmp_path, workers=1)
    assert list(record["confidence"]) == ["polnear-dev", "other"]
    found = record["confidence"]["polnear-dev"]
    assert found["by_confidence"][0]["r"] == found["by_speaker_confidence"][0]["share"] == 1.0
    assert record["speed"]["kB_s"] > 0


def test_a_run_compares_what_the_programs_beside_the_project_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("eval", "seeds", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds/gold.jsonl").touch()
    (tmp_path / "eval/predict.py").touch()
    scorer = tmp_path / "eval/score_news.py"
    scorer.write_text('print(\'{"docs": 2, "direct": {"f1": 0.75}}\')', encoding="utf-8")
    options = ["--shared", str(tmp_path), "--record", str(tmp_path / RECORD)]
    assert accuracy.main([*options, "--write"]) == 0
    assert read_record(tmp_path / RECORD)["figures"] == {"seeds": {"direct": 0.75}}
    assert accuracy.main(options) == 0
    scorer.write_text(scorer.read_text(encoding="utf-8").replace("0.75", "0.7"), encoding="utf-8")
    capsys.readouterr()
    assert accuracy.main(options) == 1
    assert "0.7500 ->  0.7000  FALLEN" in capsys.readouterr().out
    scorer.write_text("raise SystemExit('no such corpus')", encoding="utf-8")
    assert accuracy.main(options) == 2
    assert "exit status 1\nno such corpus" in capsys.readouterr().err


def test_what_is_kept_of_the_scorers_output() -> None:
    news = {"direct": {"p": 0.1, "r": 0.2, "f1": 0.3}, "kind_on_matched": 0.9, "docs": 3}
    assert accuracy.news(json.dumps(news)) == {"direct": 0.3, "kind_on_matched": 0.9}
    for docs, kept in ((accuracy.ENOUGH - 1, {}), (accuracy.ENOUGH, {"calibration_error": 0.1})):
        assert accuracy.news(json.dumps({"docs": docs, "calibration_error": 0.1})) == kept
    text = "fiction  1 / 2\ncases passed             3 /   4   75.0 %\nwith right speaker       5 /  10   50.0 %\n"
    assert accuracy.cases(text) == {"cases_passed": 0.75, "with_right_speaker": 0.5}
    novels = {"all": {"quotes": {"f1": 0.9}, "chars": {"f1": 0.8}, "speaker": {"all": 0.5, "Explicit": 0.7}}}
    assert accuracy.dialogue(json.dumps(novels)) == {
        "quotes": 0.9,
        "chars": 0.8,
        "speaker_all": 0.5,
        "speaker_explicit": 0.7,
    }


def test_recording_updates_the_record_and_the_pages(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    names = ("figures", "systems", "novels", "confidence")
    page.write_text(
        "".join(f"before\n<!-- {n} -->\nold\n<!-- end of {n} -->\nafter\n" for n in names), encoding="utf-8"
    )
    (tmp_path / "docs").mkdir()
    path = tmp_path / RECORD
    assert read_record(path) == {"figures": {}}
    write_record(path, DATA)
    read = read_record(path)
    assert {name: read[name] for name in DATA} == DATA
    shown = page.read_text(encoding="utf-8")
    assert "old" not in shown
    assert "| polnear-dev | .800 | .700 | .900 | - | - | - |" in shown
    assert "| **quoteattr** | .800 | .700 | .900 | - | - | 100 |\n| slow | - | .100 | - | - | - | 3 |" in shown
    assert "| other | .500 | - | - | - |" in shown
    assert "| 0.9 | .890 | .250 | .900 |" in shown
    assert with_tables(shown, DATA) == shown


def test_a_damaged_record_is_refused_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.json"
    for text in ("{", "[]", '{"figures": 3}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"accuracy\.json: "):
            read_record(path)


def test_no_corpus_is_an_error_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--shared", str(tmp_path)]) == 2
    assert "no corpus found there" in capsys.readouterr().err
