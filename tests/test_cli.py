"""The command: what it prints, what it complains of, and with which status it ends."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr import Extractor, __version__, cli
from quoteattr.models import Document

TEXT = "“The bridge is safe,” said Maria Lopez. It opened in May.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return str(path)


def command(*argv: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "quoteattr", *argv], capture_output=True, check=False, **options)


# --- extract -------------------------------------------------------------------------------------


def test_piped_output_is_a_line_of_json_for_each_file(run: Run, article: str) -> None:
    status, out, err = run("extract", article, article)
    assert (status, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line.pop("file") for line in lines] == [article, article]
    document = Document.from_dict(lines[0])
    assert document.text == TEXT
    assert [quote.words for quote in document.quotes_by("Maria Lopez")] == ["The bridge is safe,"]


def test_json_is_one_array(run: Run, article: str) -> None:
    _, out, _ = run("extract", "--format", "json", article)
    assert [record["file"] for record in json.loads(out)] == [article]


def test_a_table_has_a_header_for_each_of_several_files(run: Run, article: str) -> None:
    status, one, _ = run("extract", "--format", "table", article)
    assert status == 0
    assert one.split()[:3] == ["speaker", "cue", "quotation"]
    assert "Maria Lopez" in one
    assert "“The bridge is safe,”" in one
    _, two, _ = run("extract", "--format", "table", article, article)
    assert two == f"== {article} ==\n{one}\n== {article} ==\n{one}"


def test_a_terminal_gets_a_table_of_its_width(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "44")
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run("extract", article)
    assert out.startswith("speaker")
    assert max(map(len, out.splitlines())) <= 44


def test_colour_comes_from_rich(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    _, coloured, _ = run("extract", "--format", "table", article)
    assert "\x1b[36mMaria" in coloured
    monkeypatch.setitem(sys.modules, "rich.console", None)
    _, plain, _ = run("extract", "--format", "table", article)
    assert "\x1b" not in plain


def test_standard_input_is_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    _, out, _ = run("extract", "-")
    assert json.loads(out)["file"] == "-"


def test_line_ends_are_kept_and_a_byte_order_mark_is_dropped(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    path.write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.\rThree.\n")
    _, out, _ = run("extract", str(path))
    assert json.loads(out)["text"] == "One.\r\nTwo.\rThree.\n"


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--min-confidence", "0"], 1),
        (["--min-confidence", "1"], 0),
        (["--min-speaker-confidence", "0"], 1),
        (["--kind", "direct"], 1),
        (["--kind", "indirect"], 0),
        (["--kind", "indirect", "--kind", "direct"], 1),
        (["--mode", "speech"], 1),
        (["--mode", "thought"], 0),
        (["--workers", "2"], 1),
    ],
)
def test_options_reach_the_extraction(run: Run, article: str, options: list[str], left: int) -> None:
    status, out, _ = run("extract", article, *options)
    assert status == 0
    assert len(json.loads(out)["quotes"]) == left


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_file_that_fails_is_named_and_the_others_are_done(run: Run, article: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"caf\xe9 au lait")
    missing, folder = str(tmp_path / "missing.txt"), str(tmp_path / "folder")
    Path(folder).mkdir()
    status, out, err = run("extract", missing, str(broken), folder, "a\0b", article)
    assert status == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [article]
    lines = err.splitlines()
    assert lines[0].startswith(f"quoteattr: {folder}: no .txt")
    assert lines[1] == f"quoteattr: {missing}: No such file or directory"
    assert lines[2].startswith(f"quoteattr: {broken}: not UTF-8: byte 0xe9 at offset 3")
    assert lines[3].startswith("quoteattr: a\\x00b: ")
    assert lines[4] == f"quoteattr: 4 of 5 inputs failed: {folder}, {missing}, {broken}, a\\x00b"


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode), form=st.sampled_from(["table", "json"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is written anew each time
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, form: str) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(data)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(["extract", str(path), "--format", form])
    assert (status, err.getvalue()[:11]) in {(0, ""), (1, "quoteattr: ")}
    if status == 0 and form == "json":
        assert json.loads(out.getvalue())[0]["text"].encode() == data.removeprefix(b"\xef\xbb\xbf")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(run: Run, article: str) -> None:
    Path(article).chmod(0)
    status, _, err = run("extract", article)
    assert (status, err) == (1, f"quoteattr: {article}: Permission denied\n")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "COMMAND"),
        (["extract"], "FILE"),
        (["shout"], "shout"),
        (["extract", "-", "--min-confidence", "2"], "--min-confidence: a number from 0 to 1 is expected, not '2'"),
        (["extract", "-", "--min-confidence", "x"], "--min-confidence: a number from 0 to 1 is expected, not 'x'"),
        (["extract", "-", "--min-speaker-confidence", "nan"], "--min-speaker-confidence: a number from 0 to 1"),
        (["extract", "-", "--kind", "shouted"], "--kind: invalid choice: 'shouted' (choose from"),
        (["extract", "-", "--mode", "shouting"], "--mode: invalid choice: 'shouting' (choose from"),
        (["extract", "-", "--workers", "0"], "--workers: a whole number from 1 is expected, not '0'"),
        (["extract", "-", "--workers", "two"], "--workers: a whole number from 1 is expected, not 'two'"),
        (["extract", "-", "--format", "brat"], "--format brat: a folder"),
        (["extract", "-", "--format", "docx"], "docx"),
        (["explain", "-", "--quote", "0"], "--quote: a whole number from 1 is expected, not '0'"),
        (["evaluate", "gold", "--predictions", "found", "--kind", "direct"], "--predictions"),
    ],
)
def test_a_wrong_call_ends_with_status_2(run: Run, argv: list[str], message: str) -> None:
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_ctrl_c_is_quiet(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(Extractor, "extract", interrupt)
    assert run("extract", article) == (130, "", "")


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C reaches a process group on POSIX")
def test_ctrl_c_ends_the_workers_quietly_too(article: str) -> None:
    argv = [sys.executable, "-m", "quoteattr", "extract", *[article] * 500, "--workers", "2"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout
        running.stdout.readline()  # they are at work, and nobody reads on, so they will not finish
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"")


def test_our_own_mistakes_show_no_traceback(run: Run, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(Extractor, "extract", fail)
    status, out, err = run("extract", article)
    assert (status, out) == (1, "")
    assert err == "quoteattr: internal error, please report it: ZeroDivisionError: by zero\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes break like this on POSIX")
def test_a_reader_that_goes_away_is_no_error(article: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        argv = [sys.executable, "-m", "quoteattr", "extract", article]
        done = subprocess.run(argv, stdout=gone, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_reported(article: str) -> None:
    with open("/dev/full", "wb") as full:
        argv = [sys.executable, "-m", "quoteattr", "extract", article]
        done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        b"quoteattr: cannot write the output: No space left on device\n",
    )


@pytest.mark.parametrize(("stream", "message"), [("stdin", "-: standard input"), ("stdout", "standard output")])
def test_a_closed_stream_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch, stream: str, message: str) -> None:
    monkeypatch.setattr(sys, stream, None)
    assert run("extract", "-") == (1, "", f"quoteattr: {message} is closed\n")


def test_without_a_place_for_complaints_the_status_tells(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert run("extract", "nowhere.txt") == (1, "", "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html", "webannotation", "schemaorg"])
def test_any_text_can_be_printed_in_any_encoding(tmp_path: Path, encoding: str, form: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes("“Łódź é 日本 \x1b[2J \x00,” said Žofie Łow.".encode())
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = command("extract", str(path), "--format", form, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    written = done.stdout.decode(encoding)
    assert "\x1b" not in written or form in ("csv", "html")  # cells and pages hold the text as it is
    if form in ("json", "jsonl"):
        records = json.loads(written)
        assert (records if form == "jsonl" else records[0])["text"] == path.read_bytes().decode()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_a_file_name_that_is_no_unicode_is_printed(article: str) -> None:
    odd = os.fsencode(article) + b"\xff"
    Path(article).rename(os.fsdecode(odd))
    done = command("extract", os.fsdecode(odd))
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["file"] == os.fsdecode(odd)


# --- evaluate ------------------------------------------------------------------------------------


@pytest.fixture
def gold(tmp_path: Path) -> str:
    path = tmp_path / "gold.jsonl"
    quote = {"content": [[0, 21]], "source": [[27, 38]], "cue": [[22, 26]], "speaker": "Maria Lopez"}
    path.write_text(json.dumps({"doc": "a", "text": TEXT, "quotes": [quote]}) + "\n", encoding="utf-8")
    return str(path)


def test_evaluate_scores_what_is_found_now(run: Run, gold: str) -> None:
    status, out, err = run("evaluate", gold)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"quoteattr {__version__}|gold.jsonl#")
    assert lines[0].endswith("|1 documents|default options")
    assert "quotes_attributed       P 1.000  R 1.000  F1 1.000  (1 predicted, 1 gold)" in lines


def test_evaluate_scores_a_file_of_predictions_as_json(run: Run, gold: str, tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    found.write_text('{"doc": "a", "quotes": []}\n', encoding="utf-8")
    status, out, _ = run("evaluate", gold, "--predictions", str(found), "--json")
    report = json.loads(out)
    assert (status, report["quotes_attributed"]["pred"], report["missing"]) == (0, 0, 0)
    assert "|predictions=found.jsonl#" in report["signature"]


def test_evaluate_scores_what_extract_printed(run: Run, gold: str, tmp_path: Path) -> None:
    found = str(tmp_path / "found.jsonl")
    assert run("extract", gold, "--id-field", "doc", "-o", found) == (0, "", "")
    now, then = (json.loads(run("evaluate", gold, *which, "--json")[1]) for which in ([], ["--predictions", found]))
    assert "|predictions=found.jsonl#" in then.pop("signature")
    assert now.pop("signature").endswith("|default options")
    assert then == now
    Path(found).write_text('{"file": "a", "schema_version": 1}\n', encoding="utf-8")
    assert run("evaluate", gold, "--predictions", found) == (1, "", f"quoteattr: {found}:1: $.text: missing\n")


def test_gold_without_documents_is_refused(run: Run, gold: str) -> None:
    Path(gold).write_bytes(b"\n")
    assert run("evaluate", gold) == (1, "", f"quoteattr: {gold}: there are no annotated documents\n")


def test_options_are_part_of_the_signature(run: Run, gold: str) -> None:
    _, out, _ = run("evaluate", gold, "--kind", "mixed", "--min-confidence", "0.25", "--json")
    report = json.loads(out)
    assert report["signature"].endswith("|min_confidence=0.25|kinds=mixed")
    assert report["quotes_attributed"]["pred"] == 0


def test_damaged_gold_is_named_with_its_line(run: Run, gold: str) -> None:
    with open(gold, "a", encoding="utf-8") as file:
        file.write("{oops\n")
    status, out, err = run("evaluate", gold)
    assert (status, out) == (1, "")
    assert err.startswith(f"quoteattr: {gold}:2: not a line of JSON")


def test_the_version_is_told(run: Run) -> None:
    assert run("--version") == (0, f"quoteattr {__version__}\n", "")
