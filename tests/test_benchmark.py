"""The benchmark prints every figure it promises, as text and as JSON, and says what is wrong; no figure is judged."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoteattr.benchmark import against, fresh, growth, hostile, texts
from quoteattr.benchmark.command import main
from quoteattr.benchmark.figures import Table, with_tables
from quoteattr.benchmark.made import made_texts
from quoteattr.errors import InputError, QuoteattrError

TEXT = "“The bridge is safe,” said Maria Lopez.\n\nTom Hill denied that she had seen it.\n"
STAGES = ["reading", "finding marks", "finding cues", "linking", "finding mentions", "naming", "document"]

Measure = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def measure(capsys: pytest.CaptureFixture[str]) -> Measure:
    """Return a function that runs the command with --json and returns its status, tables and stderr."""

    def measure_(*argv: str) -> tuple[int, dict[str, Any], str]:
        status = main([*argv, "--json"])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else {}, err

    return measure_


def test_without_options_stages_start_and_memory_are_measured(measure: Measure, article: str) -> None:
    status, tables, _ = measure(article, "--rounds", "1")
    assert status == 0
    assert list(tables) == ["machine", "stages", "start", "memory"]
    assert [row["stage"] for row in tables["stages"]["rows"]] == ["token pass", *STAGES, "all"]
    *_, whole = tables["stages"]["rows"]
    assert whole["kB/s"] > 0
    assert whole["token passes"] > 1
    start = [row["what"] for row in tables["start"]["rows"]]
    assert start == ["import regex, attrs", "import quoteattr, above that", "first extract", "second extract"]
    assert [row["what"] for row in tables["memory"]["rows"]] == ["after the import", "at most"]


def test_growth_and_hostile_texts_tell_time_and_memory(measure: Measure, article: str) -> None:
    asked = ["--growth", "--hostile", "said", "--hostile", "commas", "--largest", "1000"]
    status, tables, _ = measure(article, *asked)
    assert status == 0
    assert [row["characters"] for row in tables["growth"]["rows"]] == [1000]
    assert tables["growth"]["rows"][0]["quotations"] > 10
    assert [row["text"] for row in tables["hostile"]["rows"]] == ["said", "commas"]
    assert all(row["s/MB"] > 0 for row in tables["hostile"]["rows"])


def test_load_compares_workers(measure: Measure, article: str) -> None:
    _, tables, _ = measure(article, "--load", "30")
    one, two = tables["load"]["rows"]
    assert (one["workers"], two["workers"], two["documents"]) == (1, 2, 30)
    assert {"documents/s", "times one worker", "MB at 1 %", "MB at the end"} <= two.keys()


def test_what_is_printed_is_a_table(article: str) -> None:
    command = [sys.executable, "-m", "quoteattr.benchmark", article, "--growth", "--largest", "1000"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "token passes" in done.stdout
    assert "cores" in done.stdout
    assert done.stderr == ""


# --- what is measured on ---------------------------------------------------------------------------


def test_without_files_the_articles_of_the_checkout_or_made_ones_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(texts.load([]).texts) == 2
    monkeypatch.setattr(texts, "SEEDS", Path("nowhere"))
    assert texts.load([]) == texts.made()
    assert texts.made().size > 10_000


def test_files_of_every_form_are_read(tmp_path: Path, article: str) -> None:
    lines = tmp_path / "more.jsonl"
    lines.write_text(f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': ' '})}\n", encoding="utf-8")
    assert texts.load([article, str(lines)]).texts == (TEXT, TEXT)


@pytest.mark.parametrize("size", [0, 1, 50, 1000])
def test_a_cut_has_the_size_asked_for(size: int) -> None:
    assert len(texts.Texts("", (TEXT, TEXT)).cut(size)) == size


def test_made_texts_are_the_same_each_time() -> None:
    assert list(made_texts(20)) == list(made_texts(20)) != list(made_texts(20, seed=2))


# --- pages -----------------------------------------------------------------------------------------

TABLE = Table(name="speed", title="Fast.", columns={"what": "", "s": ".1f"}, rows=({"what": "all", "s": 0.25},))
END = "<!-- end of benchmark -->\n"
PAGE = f"a\n<!-- benchmark: speed -->\nold\n{END}b\n<!-- benchmark: x -->\nx\n{END}"


def test_a_page_shows_what_was_measured_and_keeps_the_rest() -> None:
    page = with_tables(PAGE, [TABLE])
    assert "| what | s |\n| --- | ---: |\n| all | 0.2 |" in page
    assert page.startswith("a\n<!-- benchmark: speed -->\n")
    assert page.endswith("b\n<!-- benchmark: x -->\nx\n<!-- end of benchmark -->\n")
    assert with_tables(page, [TABLE]) == page


def test_the_command_writes_the_page(measure: Measure, article: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.replace("speed", "growth"), encoding="utf-8")
    assert measure(article, "--growth", "--largest", "1000", "--write", str(page))[0] == 0
    assert "| 1,000 |" in page.read_text(encoding="utf-8")


def test_a_figure_nobody_has_is_a_dash() -> None:
    assert Table(name="", title="", columns={"MB": ".0f"}, rows=({"MB": None},)).cells() == [["MB"], ["-"]]


# --- what is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["nowhere.txt"], "nowhere.txt: No such file"),
        (["--hostile", "nothing of the kind"], "no such hostile text; known are no space"),
        (["--write", "nowhere.md"], "nowhere.md: no such page"),
    ],
)
def test_what_is_wrong_is_said(measure: Measure, argv: list[str], message: str) -> None:
    status, _, err = measure(*argv)
    assert status == 2
    assert message in err


def test_a_file_without_text_is_refused(measure: Measure, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    status, _, err = measure(str(tmp_path / "empty.txt"))
    assert (status, "no text to measure on" in err) == (2, True)


@pytest.mark.parametrize("argv", [["--rounds", "0"], ["--largest", "many"], ["--against", "nobody"], ["--load", "-1"]])
def test_bad_arguments_are_refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(argv)
    assert exit_.value.code == 2
    assert argv[0] in capsys.readouterr().err


def test_a_process_that_fails_is_an_error() -> None:
    with pytest.raises(QuoteattrError, match="a process that measures ended: ZeroDivisionError"):
        fresh.run("1 / 0", None)


def test_memory_that_nobody_tells_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert growth.taken({"peak": None, "before": None}, 10**6) is None
    monkeypatch.setitem(sys.modules, "resource", None)
    assert fresh._peak_by_resource() is None


# --- other tools -------------------------------------------------------------------------------------


def _absent(name: str) -> None:
    return None


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", _absent)
    with pytest.raises(InputError, match="not installed here: spacy, textacy; nothing was timed"):
        against.against(texts.made(2), "textacy")


def test_tools_take_turns_and_refusals_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def finder(text: str) -> int:
        if "denied" in text:
            raise ValueError("marks do not pair up")
        return 1

    monkeypatch.setattr(against, "_textacy", lambda pipeline: finder)
    ours, theirs = against.against(texts.Texts("two", ("“Yes,” said Ann Lee.", TEXT)), "textacy").rows
    assert (ours["tool"], ours["texts refused"]) == ("quoteattr", 0)
    assert ours["quotations"] >= 2
    assert (theirs["quotations"], theirs["texts refused"]) == (1, 1)


# --- hostile texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", hostile.HOSTILE)
def test_hostile_texts_have_about_the_size_asked_for(name: str) -> None:
    for size in (1000, 10_000):
        assert 0.5 * size <= len(hostile.HOSTILE[name].text(size)) <= size
