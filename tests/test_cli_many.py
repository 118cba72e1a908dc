"""The command on many inputs: what it reads, where it writes, and the commands beside extract."""

import contextlib
import csv
import gzip
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import Document, Extractor, QuoteKind, cli, cli_arguments
from quoteattr.cli_progress import progress
from quoteattr.cli_writing import WRITERS, opened, uninterrupted, write_records
from quoteattr.evaluation.compare import changes
from quoteattr.evaluation.corpus import GoldDocument, Row
from quoteattr.inputs import FORMS, Form, documents
from quoteattr.models import Diagnostic, DiagnosticCode, Span
from quoteattr.output import read_brat, read_csv
from quoteattr.output.brat import Files
from strategies import unicode_text

ROOT = Path(__file__).parent.parent
LOPEZ = "“The bridge is safe,” said Maria Lopez. It opened in May.\n"
HILL = "Tom Hill said that the tests were late.\r\n\r\n“No,” Tom Hill added.\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to work in, with a few inputs of each kind; the examples of the documentation work there."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles" / "may").mkdir(parents=True)
    for name, text in {"article": LOPEZ, "another": HILL, "articles/one": LOPEZ, "articles/may/two": HILL}.items():
        Path(f"{name}.txt").write_bytes(text.encode())
    rows: list[dict[str, Any]] = [
        {"url": "a/1", "body": LOPEZ, "text": HILL, "id": 7},
        {"url": "a/2", "body": HILL, "text": "", "id": "x"},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    Path("news.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    with open("news.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    quote = {"content": [[0, 21]], "source": [[27, 38]], "cue": [[22, 26]], "speaker": "Maria Lopez"}
    Path("gold.jsonl").write_text(
        json.dumps({"doc": "article.txt", "text": LOPEZ, "quotes": [quote]}), encoding="utf-8"
    )
    Path("predictions.jsonl").write_text('{"doc": "article.txt", "quotes": []}', encoding="utf-8")
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    Path("options.json").write_text(
        re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0], encoding="utf-8"
    )
    for name, text in {"before": "Nobody spoke.", "after": LOPEZ}.items():
        found = {"file": "article.txt", **quoteattr.extract(text).to_dict(), "text": LOPEZ}
        Path(f"{name}.jsonl").write_text(json.dumps(found) + "\n", encoding="utf-8")
    return tmp_path


def ids(out: str) -> list[str]:
    return [json.loads(line)["file"] for line in out.splitlines()]


# --- the examples of the documentation -----------------------------------------------------------


def commands() -> list[str]:
    """Return the lines of the blocks of the documentation that show no Python."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    blocks = re.findall(r"^```(?:text|sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines()]


def shown() -> list[str]:
    """Return the examples in the documentation, each once."""
    lines = commands()
    helps = [text for name, text in vars(cli_arguments).items() if name.endswith("EXAMPLES")]
    lines += [line.strip() for text in helps for line in text.splitlines()[1:]]
    return sorted({line for line in lines if re.match(r"(\w+ [\w.]+ \| )?quoteattr [a-z]+ [^,]", line)})


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a shell")
@pytest.mark.parametrize("line", shown())
def test_every_example_that_is_shown_works(line: str, here: Path) -> None:
    (here / "bin").mkdir()
    program = here / "bin" / "quoteattr"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quoteattr "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    shutil.copytree(ROOT / "seeds", here / "seeds")
    environment = os.environ | {"PATH": f"{here / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a shell")
@pytest.mark.parametrize("line", sorted({line for line in commands() if line.startswith("python -m quoteattr")}))
def test_every_module_that_is_shown_takes_what_is_shown(line: str, tmp_path: Path) -> None:
    """They need corpora and minutes, so only their help is read: it must know module, command and options."""
    words = shlex.split(line, comments=True)[1:]
    subcommand = [word for word in words[2:3] if word.isalpha()]
    asked = [sys.executable, *words[:2], *subcommand, "--help"]
    done = subprocess.run(asked, capture_output=True, check=False, text=True, cwd=tmp_path)
    assert done.returncode == 0
    assert {word for word in words if word.startswith("--")} <= set(re.findall(r"--[a-z]+(?:-[a-z]+)*", done.stdout))


@pytest.mark.parametrize("command", ["extract", "speakers", "explain", "compare", "evaluate"])
def test_help_shows_examples(run: Run, command: str) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    assert f"examples:\n  quoteattr {command} " in out


# --- inputs --------------------------------------------------------------------------------------


def test_folders_and_patterns_stand_for_their_files(run: Run, here: Path) -> None:
    assert ids(run("extract", "articles")[1]) == ["articles/may/two.txt", "articles/one.txt"]
    assert ids(run("extract", "articles/*.txt", "a*.txt")[1]) == ["articles/one.txt", "another.txt", "article.txt"]
    status, out, err = run("extract", "no*.txt")
    assert (status, out, err) == (1, "", "quoteattr: no*.txt: no file matches\n")


def test_what_is_written_to_is_not_read(run: Run, here: Path) -> None:
    """It would be read for ever, or a second time after a second run."""
    for place in ["articles/found.jsonl", "articles/may/found.jsonl"]:
        for _ in range(2):
            assert run("extract", "articles", "articles/**/*.jsonl", "-o", place)[0] == 1  # nothing else is .jsonl
            assert ids(Path(place).read_text(encoding="utf-8")) == ["articles/may/two.txt", "articles/one.txt"]
        Path(place).unlink()
    for _ in range(2):
        assert run("extract", "articles", "--format", "brat", "-o", "articles/annotated") == (0, "", "")
        assert len(list(Path("articles/annotated").glob("*.txt"))) == 2
    assert run("extract", "articles/annotated", "--format", "brat", "-o", "articles/annotated") == (0, "", "")


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a shell")
@pytest.mark.parametrize(
    ("names", "said"),
    [("articles", b""), ("articles/found.jsonl", b"quoteattr: articles/found.jsonl: the output goes to this file")],
)
def test_standard_output_is_not_read(here: Path, names: str, said: bytes) -> None:
    Path("articles/found.jsonl").write_text('{"text": "Tom Hill said no."}\n', encoding="utf-8")
    with open("articles/found.jsonl", "ab") as file:
        done = subprocess.run(
            [sys.executable, "-m", "quoteattr", "extract", names], stdout=file, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr.startswith(said)
    assert (done.returncode, bool(done.stderr)) == (bool(said), bool(said))
    assert len(Path("articles/found.jsonl").read_bytes().splitlines()) == (1 if said else 3)


def test_lines_and_rows_are_documents(run: Run, here: Path) -> None:
    packed = run("extract", "news.jsonl.gz")
    assert ids(packed[1]) == ["7", "x"]
    assert run("extract", "news.csv") == packed
    body = run("extract", "news.csv", "--text-field", "body", "--id-field", "url")[1]
    assert ids(body) == ["a/1", "a/2"]
    assert json.loads(body.splitlines()[1])["text"] == HILL


def test_standard_input_may_have_any_form(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path("news.jsonl.gz").read_bytes())))
    assert ids(run("extract", "-", "--input-format", "jsonl")[1]) == ["7", "x"]


def test_lines_that_fail_are_named_and_skipped(run: Run, here: Path) -> None:
    lines = [
        b'{"text": "a"}',
        b"",
        b"{oops",
        b"[1]",
        b'{"text": 3}',
        b'{"txt": "a"}',
        b'{"text": "\xff"}',
        b'{"text": "b"}',
    ]
    Path("bad.jsonl").write_bytes(b"\n".join(lines))
    status, out, err = run("extract", "bad.jsonl")
    assert (status, ids(out)) == (1, ["bad.jsonl:1", "bad.jsonl:8"])
    said = err.splitlines()
    assert [line.split(":")[2] for line in said[:5]] == ["3", "4", "5", "6", "7"]
    assert said[0] == (
        "quoteattr: bad.jsonl:3: not a line of JSON in UTF-8: "
        "Expecting property name enclosed in double quotes in column 2"
    )
    assert "the field 'text' is no string" in said[2]
    assert "the field 'text' is not there, only txt; see --text-field" in said[3]
    assert said[5].startswith("quoteattr: 5 of 7 inputs failed: bad.jsonl:3, bad.jsonl:4")


def test_a_text_that_takes_too_much_memory_is_named_and_the_others_are_done(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Diagnostic(code=DiagnosticCode.FAILED, span=Span(0, len(HILL)), message="memory did not suffice")

    def pipe(self: Extractor, pairs: Iterable[tuple[str, Any]], **_: Any) -> Iterator[tuple[Document, Any]]:
        for text, given_ in pairs:
            yield (Document(text=text, diagnostics=(lost,)) if text == HILL else self.extract(text)), given_

    monkeypatch.setattr(Extractor, "pipe", pipe)
    status, out, err = run("extract", "article.txt", "another.txt", "articles/one.txt")
    assert (status, ids(out)) == (1, ["article.txt", "articles/one.txt"])
    assert err.startswith("quoteattr: another.txt: memory did not suffice\n")


def test_rows_that_fail_are_named_and_skipped(run: Run, here: Path) -> None:
    Path("bad.csv").write_bytes(b'\xef\xbb\xbfid,text\n1,"a\nb"\n2,\xff\n3\n4,c\n5,"d')
    status, out, err = run("extract", "bad.csv")
    assert (status, ids(out)) == (1, ["1", "4"])
    assert [line.partition(": ")[2].split(":")[1] for line in err.splitlines()[:2]] == ["4", "5"]
    assert "not UTF-8" in err
    assert "unexpected end of data" in err


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_known_by_the_line_it_begins_in(run: Run, here: Path, end: str) -> None:
    lines = ["text,more", '"a', "", 'b",c', "", '"d', 'e","f', 'g"', "h"]
    Path("rows.csv").write_bytes(end.join(lines).encode())
    assert ids(run("extract", "rows.csv")[1]) == ["rows.csv:2", "rows.csv:6", "rows.csv:9"]


def test_a_field_that_is_asked_for_must_be_there(run: Run, here: Path) -> None:
    there = "is not there, only url, body, text, id; see"
    for option, field in (("--id-field", "key"), ("--text-field", "words")):
        status, out, err = run("extract", "news.csv", option, field)
        assert (status, out, err) == (1, "", f"quoteattr: news.csv:1: the field '{field}' {there} {option}\n")
    Path("some.csv").write_text("id,text\n,Ann Lee said no.\n", encoding="utf-8")
    status, _, err = run("extract", "some.csv", "--id-field", "id")
    assert (status, err) == (1, "quoteattr: some.csv:2: the field 'id' has no id; see --id-field\n")


def test_quotations_are_no_texts(run: Run, here: Path) -> None:
    assert run("extract", "articles", "--format", "csv", "-o", "articles/found.csv")[0] == 0
    status, out, err = run("extract", "articles")
    assert (status, len(ids(out))) == (1, 2)
    assert err.startswith("quoteattr: articles/found.csv:1: these are quotations that quoteattr wrote, not texts\n")


@pytest.mark.parametrize("name", ["cut.txt.gz", "cut.jsonl.gz", "cut.csv.gz"])
def test_damaged_gzip_is_named(run: Run, here: Path, name: str) -> None:
    Path(name).write_bytes(gzip.compress(b"text\n" + LOPEZ.encode() * 9)[:-9])
    status, _, err = run("extract", name)
    assert status == 1
    assert f"{name}: damaged gzip" in err


@given(st.binary(max_size=120) | unicode_text.map(str.encode), st.sampled_from(FORMS), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the file is written anew each time
def test_any_bytes_are_documents_or_complaints(tmp_path: Path, data: bytes, form: str, packed: bool) -> None:
    path = tmp_path / "any"
    path.write_bytes(gzip.compress(data) if packed else data)
    complaints = list[str]()
    found = list(documents([str(path)], Form(form=form), lambda id_, message: complaints.append(message)))
    for one in found:
        one.text.encode("utf-8", "surrogatepass")
        assert one.size >= 0
    assert all(message.startswith(str(path)) for message in complaints)


# --- filters and formats -------------------------------------------------------------------------


def test_speakers_can_be_chosen(run: Run, here: Path) -> None:
    def words(*names: str) -> list[str]:
        options = [part for name in names for part in ("--speaker", name)]
        out = run("extract", "article.txt", "another.txt", *options)[1]
        return [quote["words"] for line in out.splitlines() for quote in json.loads(line)["quotes"]]

    assert words("maria lopez") == ["The bridge is safe,"]
    assert words("Tom Hill") == ["the tests were late", "No,"]
    assert len(words("Tom Hill", "Maria Lopez")) == 3
    assert words("Nobody") == []
    status, _, err = run("extract", "article.txt", "another.txt", "--speaker", "Lopez", "--speaker", "Tom Hill")
    assert (status, err.splitlines()) == (
        0,
        ["quoteattr: --speaker: no quotation is by 'Lopez'; give a name, alias or description in full"],
    )


def test_what_is_left_out_is_not_continued() -> None:
    text = "“One. Two.\n\n“Three,” said Ann Lee.\n\n“Four,” said Bob Kay.\n"
    document = Extractor().extract(text)
    for name in ("Ann Lee", "Bob Kay"):
        ((_, only),) = cli._only([("a", document)], [name], {name})
        assert only.quotes
        assert all(q.continues is None or q.continues < len(only.quotes) for q in only.quotes)
        assert Document.from_dict(only.to_dict()) == only


def test_every_format_can_be_written_to_a_file(run: Run, here: Path) -> None:
    for form in WRITERS:
        assert run("extract", "article.txt", "--format", form, "-o", f"out.{form}") == (0, "", "")
        assert Path(f"out.{form}").read_bytes().decode() == run("extract", "article.txt", "--format", form)[1]
    (row,) = read_csv(Path("out.csv").read_bytes().decode())
    assert (row.file, row.speaker, row.kind) == ("article.txt", "Maria Lopez", QuoteKind.DIRECT)
    run("extract", "article.txt", "-o", "plain")
    assert ids(Path("plain").read_text(encoding="utf-8")) == ["article.txt"]
    run("extract", "article.txt", "--format", "table", "-o", "table")
    assert Path("table").read_text(encoding="utf-8").startswith("speaker")


def test_brat_gets_a_folder(run: Run, here: Path) -> None:
    assert run("extract", "articles", "article.txt", "articles/one.txt", "--format", "brat", "-o", "out") == (0, "", "")
    names = [
        "annotation.conf",
        *(f"{stem}.{end}" for stem in ("article", "one", "one-2", "two") for end in ("ann", "txt")),
    ]
    assert sorted(path.name for path in Path("out").iterdir()) == sorted(names)
    text, marks = (Path("out", f"two.{end}").read_bytes().decode() for end in ("txt", "ann"))
    assert text == HILL
    assert [q.words for q in read_brat(Files(text, marks)).quotes] == ["the tests were late", "No,"]


# --- writing whole records -----------------------------------------------------------------------


def test_an_output_that_fails_leaves_nothing_or_whole_records(here: Path) -> None:
    Path("old").write_text("old", encoding="utf-8")
    for records, left in ((False, "old"), (True, "one\n")):
        with pytest.raises(ZeroDivisionError), opened("old", records=records) as file:
            write_records((f"{1 // n and 'one'}\n" for n in (1, 0)), file)
        assert Path("old").read_text(encoding="utf-8") == left
    assert not list(here.glob("*.part"))


def test_an_input_can_be_replaced_and_keeps_its_mode(run: Run, here: Path) -> None:
    Path("article.txt").chmod(0o640)
    assert run("extract", "article.txt", "-o", "article.txt")[0] == 0
    assert ids(Path("article.txt").read_text(encoding="utf-8")) == ["article.txt"]
    assert Path("article.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe with a name")
def test_what_is_no_file_is_written_to_and_stays_what_it_is(run: Run, here: Path) -> None:
    os.mkfifo("pipe")
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    assert run("extract", "article.txt", "-o", "pipe") == (0, "", "")
    assert ids(reader.communicate()[0].decode()) == ["article.txt"]
    assert Path("pipe").is_fifo()


def test_records_can_be_written_in_a_thread() -> None:
    out = io.StringIO()
    thread = threading.Thread(target=write_records, args=(["one\n", "two\n"], out))
    thread.start()
    thread.join()
    assert out.getvalue() == "one\ntwo\n"


def test_no_place_to_write_to_is_reported(run: Run, here: Path) -> None:
    status, _, err = run("extract", "article.txt", "-o", "nowhere/out.jsonl")
    assert (status, err) == (1, "quoteattr: cannot write the output to nowhere/out.jsonl: No such file or directory\n")


def interrupted(times: int) -> list[str]:
    """Return what was done in a block that Ctrl-C hit so many times."""
    done = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # others may have put theirs there
    try:
        with contextlib.suppress(KeyboardInterrupt):
            with uninterrupted():
                for _ in range(times):
                    signal.raise_signal(signal.SIGINT)
                done.append("the rest of the record")
            done.append("another record")
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    return done


def test_ctrl_c_waits_for_the_end_of_a_record_but_only_once() -> None:
    assert interrupted(0) == ["the rest of the record", "another record"]
    assert interrupted(1) == ["the rest of the record"]
    assert interrupted(2) == []


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal on POSIX")
def test_ctrl_c_keeps_whole_lines(here: Path) -> None:
    argv = [sys.executable, "-m", "quoteattr", "extract", *["article.txt"] * 20_000, "-o", "out.jsonl"]
    with subprocess.Popen(argv, stderr=subprocess.PIPE, start_new_session=True) as running:
        while not any(path.stat().st_size for path in here.glob("*.part")):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"")
    assert set(ids(Path("out.jsonl").read_text(encoding="utf-8"))) == {"article.txt"}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    for stream, wanted, expected in (
        (Terminal(), True, True),
        (Terminal(), False, False),
        (io.StringIO(), True, False),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        with progress(100, wanted=wanted) as advance:
            advance(50, 40)
        assert ("1 document" in stream.getvalue()) == expected
        assert bool(stream.getvalue()) == expected


def test_without_rich_no_progress_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    with progress(100, wanted=True) as advance:
        advance(50, 40)
    assert terminal.getvalue() == ""


def test_progress_is_drawn_while_the_command_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("quoteattr.cli_progress.EVERY", 0.0)
    with progress(100, wanted=True) as advance:
        advance(50, 40)
        assert "1 document" in terminal.getvalue()


# --- speakers, explain, compare ------------------------------------------------------------------


def test_speakers_are_counted_over_all_texts(run: Run, here: Path) -> None:
    status, out, _ = run("speakers", "article.txt", "articles", "another.txt")
    assert status == 0
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [(row["speaker"], row["quotations"], row["documents"]) for row in rows] == [
        ("Tom Hill", "4", "2"),
        ("Maria Lopez", "2", "2"),
    ]
    assert (rows[0]["direct"], rows[0]["indirect"], rows[0]["named"], rows[0]["words"]) == ("2", "2", "yes", "10")
    assert all(int(r["quotations"]) == sum(int(r[kind]) for kind in QuoteKind) for r in rows)


def test_quotations_of_nobody_known_are_counted_in_a_row_of_their_own(run: Run, here: Path) -> None:
    Path("unclear.txt").write_text("“The bridge is safe,” he said.\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("speakers", "unclear.txt", "another.txt")[1], newline="")))
    found = [(row["speaker"], row["named"], row["quotations"]) for row in rows]
    assert found == [("Tom Hill", "yes", "2"), ("", "", "1")]


def test_a_quotation_is_explained(run: Run, here: Path) -> None:
    status, out, _ = run("explain", "article.txt", "--quote", "1")
    assert status == 0
    assert out.startswith("Quotation 1 of 1, line 1, characters 0 to 21\n  “The bridge is safe,”\nSpeaker: Maria Lopez")
    assert "Why:\n  1. " in out
    assert run("explain", "article.txt")[1] == out
    assert run("explain", "another.txt")[1].count("Why:") == 2
    for documents_ in ("news.jsonl.gz", "news.csv"):  # as a text, a line's words would be the line before's too
        status, out, err = run("explain", documents_)
        assert (status, out) == (1, "")
        assert err.startswith(f"quoteattr: {documents_}: one plain text is expected, not lines or rows")
    assert run("explain", "article.txt", "--quote", "2") == (
        1,
        "",
        "quoteattr: article.txt: there is no quotation 2; it has 1\n",
    )


def test_an_explanation_tells_of_a_speaker_who_is_less_sure_than_was_asked_for(run: Run, here: Path) -> None:
    out = run("explain", "article.txt", "--min-speaker-confidence", "1")[1]
    assert "Speaker: not clear (“Maria Lopez” in the text)\n" in out
    assert "that it is Maria Lopez, if so, about 19 in 20, less than was asked for\n" in out
    assert "the fullest form of it in the text is Maria Lopez." in out
    assert "\nConsidered, likeliest first:\n  Maria Lopez (score " in out


def test_two_sets_are_told_apart_by_sentence(run: Run, here: Path) -> None:
    status, out, _ = run("compare", "before.jsonl", "after.jsonl")
    assert status == 0
    assert out.splitlines() == [
        "article.txt, line 1: “The bridge is safe,” said Maria Lopez.",
        "  + Maria Lopez | said | “The bridge is safe,”",
        "1 documents: 0 quotations lost, 1 found, 0 changed",
    ]
    judged = run("compare", "after.jsonl", "predictions.jsonl", "--gold", "gold.jsonl")[1]
    assert judged.splitlines()[1:] == [
        "  - Maria Lopez | said | “The bridge is safe,”  [loss]",
        "1 documents: 1 quotations lost, 0 found, 0 changed; 0 gains, 1 losses",
    ]
    assert run("compare", "after.jsonl", "after.jsonl")[1].startswith("1 documents: 0 quotations lost, 0 found, 0 ch")


def test_changes_of_one_sentence_stand_below_it(run: Run, here: Path) -> None:
    for name, text in {"old": "Nobody spoke.", "new": "“Go,” Ann Lee said, adding that it rained."}.items():
        found = {
            "file": "a.txt",
            **quoteattr.extract(text).to_dict(),
            "text": "“Go,” Ann Lee said, adding that it rained.",
        }
        Path(f"{name}.jsonl").write_text(json.dumps(found) + "\n", encoding="utf-8")
    lines = run("compare", "old.jsonl", "new.jsonl")[1].splitlines()
    assert [line[:4] for line in lines[:3]] == ["a.tx", "  + ", "  + "]
    assert lines[3] == "1 documents: 0 quotations lost, 2 found, 0 changed"


def row(*content: tuple[int, int], source: tuple[int, int] = (27, 38), speaker: str = "Maria Lopez") -> Row:
    return Row(content=tuple(Span(*c) for c in content), source=(Span(*source),), speaker=speaker, annotated=True)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ([row((0, 21))], [], "loss"),
        ([], [row((0, 21))], "gain"),
        ([row((40, 57))], [], "gain"),
        ([], [row((40, 57))], "loss"),
        ([row((0, 21), speaker="Hill")], [row((0, 21))], "gain"),
        ([row((0, 21))], [row((0, 21), source=(43, 49))], "loss"),
        ([row((0, 20))], [row((0, 21))], ""),
    ],
)
def test_gains_and_losses_follow_what_is_right(before: list[Row], after: list[Row], verdict: str) -> None:
    gold = GoldDocument(id="a", text=LOPEZ, rows=(row((0, 21)),))
    (change,) = changes(LOPEZ, before, after, gold)
    assert change.verdict == verdict
    assert changes(LOPEZ, before, before, gold) == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('{"schema_version": 1}', "new.jsonl:1: $.text: missing"),
        ('{"schema_version": 1, "file": "article.txt", "text": "x"}', "new.jsonl:1: article.txt has another text here"),
        ('{"doc": "b", "quotes": []}', "new.jsonl: b has no text; give it with --gold"),
        ("{oops", "new.jsonl:1: not a line of JSON"),
    ],
)
def test_sets_that_cannot_be_compared_are_refused(run: Run, here: Path, lines: str, message: str) -> None:
    Path("new.jsonl").write_text(lines, encoding="utf-8")
    status, out, err = run("compare", "after.jsonl", "new.jsonl")
    assert (status, out) == (1, "")
    assert message in err


def test_documents_of_one_set_alone_are_named(run: Run, here: Path) -> None:
    other: dict[str, Any] = {"file": "b", **quoteattr.extract("x").to_dict()}
    Path("new.jsonl").write_text(json.dumps(other), encoding="utf-8")
    status, out, err = run("compare", "after.jsonl", "new.jsonl")
    assert (status, out) == (0, "0 documents: 0 quotations lost, 0 found, 0 changed\n")
    assert err.splitlines() == ["quoteattr: article.txt: only in after.jsonl", "quoteattr: b: only in new.jsonl"]
