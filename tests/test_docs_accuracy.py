"""The record of accuracy: what counts as a fall, and that the documentation shows what is recorded."""

import json
from pathlib import Path

import pytest

from quoteattr.errors import InputError
from quoteattr.evaluation import accuracy
from quoteattr.evaluation.record import RECORD, read_record, table, with_table, write_record

ROOT = Path(__file__).parent.parent
NEWS = {"chars_attributed": 0.8, "quotes_attributed": 0.7, "direct": 0.9, "calibration_error": 0.05}


@pytest.mark.skipif(not (ROOT / RECORD).exists(), reason="nothing is recorded")
@pytest.mark.parametrize("page", ["README.md", "docs/accuracy.md"])
def test_pages_show_the_recorded_figures(page: str) -> None:
    assert table(read_record(ROOT / RECORD)) in (ROOT / page).read_text(encoding="utf-8")


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


def test_what_is_kept_of_the_scorers_output() -> None:
    news = {"direct": {"p": 0.1, "r": 0.2, "f1": 0.3}, "kind_on_matched": 0.9, "docs": 3}
    assert accuracy.news(json.dumps(news)) == {"direct": 0.3, "kind_on_matched": 0.9}
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
    page.write_text("before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    path = tmp_path / RECORD
    assert read_record(path) == {}
    write_record(path, {"news": NEWS})
    assert read_record(path) == {"news": NEWS}
    assert "| news | .800 | .700 | .900 | - | - | - |" in page.read_text(encoding="utf-8")
    assert with_table(page.read_text(encoding="utf-8"), {"news": NEWS}) == page.read_text(encoding="utf-8")


def test_a_damaged_record_is_refused_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "accuracy.json"
    for text in ("{", "[]", '{"figures": 3}'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"accuracy\.json: "):
            read_record(path)


def test_no_corpus_is_an_error_with_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--shared", str(tmp_path)]) == 2
    assert "no corpus found there" in capsys.readouterr().err
