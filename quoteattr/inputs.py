"""What programs on files are given to read: files, folders, patterns and standard input, as documents with an id.

A file is plain text, or holds one document a line (JSON Lines) or row (CSV); which of these, its name says
(``.jsonl``, ``.ndjson``, ``.csv``, otherwise text) unless the caller does.  Any of them may be compressed with gzip,
which its first bytes tell.  In a folder, files of such names are taken, those in folders below too, in the order of
their names.  JSON Lines and CSV are read as they come, so they may be larger than memory.

What is written to is not read where a folder or a pattern has it: ``extract . > quotes.jsonl`` would read its own lines
for ever, and a second ``extract . -o quotes.jsonl`` what the first one found.

Text is bytes decoded as UTF-8, line ends and all, so that offsets are those of the file's characters; a byte order
mark is dropped, and offsets count from after it.  What cannot be read is reported, file, line or row, and the rest is
still read.

Limits: a plain text is read whole; gzip in pieces by other programs is read as one.
"""

import contextlib
import csv
import glob
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final, cast

import attrs

from quoteattr.errors import InputError, fault

FORMS: Final = ("text", "jsonl", "csv")
SUFFIXES: Final = {".txt": "text", ".text": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
GZIP: Final = b"\x1f\x8b"
LARGEST_CELL: Final = 2**31 - 1  # the csv module's own limit is too small for a novel in a cell

_PATTERN: Final = re.compile(r"[*?\[]")
_BREAK: Final = re.compile(r"\r\n?|\n")

Complain = Callable[[str, str], None]


@attrs.frozen(kw_only=True)
class Input:
    """A document to be processed; `size` is how many bytes of the input it took."""

    id: str
    text: str
    size: int


@attrs.frozen(kw_only=True)
class Form:
    """How to read inputs: `form` is one of `FORMS`, or None to go by names; fields are those of a line or row."""

    form: str | None = None
    text_field: str = "text"
    id_field: str | None = None


def expand(
    names: Iterable[str], complain: Complain, outlet: os.stat_result | None = None, *, replaced: bool = False
) -> list[str]:
    """Return the files that names stand for; a folder or pattern without files is complained of.

    The file or folder that is written to (`outlet`) is left out.  Asked for by its own name it is complained of, unless
    it is `replaced` when all has been read.
    """
    found = list[str]()
    for name in names:
        if os.path.isdir(name):
            files, lack = _folder(name, outlet), "no .txt, .jsonl or .csv file in this folder"
        elif _PATTERN.search(name) and not os.path.exists(name):
            matching = filter(os.path.isfile, glob.glob(name, recursive=True))
            files, lack = sorted(file for file in matching if not _is(file, outlet)), "no file matches"
        else:
            files = [] if _is(name, outlet) and not replaced else [name]
            lack = "the output goes to this file; write it to another"
        found += files
        if not files:
            complain(name, f"{name}: {lack}")
    return found


def _folder(name: str, outlet: os.stat_result | None) -> list[str]:
    found = list[str]()
    for place, folders, files in os.walk(name):
        folders[:] = [folder for folder in folders if not _is(os.path.join(place, folder), outlet)]
        found += [os.path.join(place, file) for file in files if _suffix(file) in SUFFIXES]
    return sorted(file for file in found if not _is(file, outlet))


def _is(name: str, outlet: os.stat_result | None) -> bool:
    """Tell whether a file or folder is the one that is written to."""
    try:
        return outlet is not None and os.path.samestat(os.stat(name), outlet)
    except (OSError, ValueError):
        return False


def _suffix(name: str) -> str:
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]


def total_size(names: Iterable[str]) -> int | None:
    """Return how many bytes there are to read, None where that cannot be known."""
    try:
        return sum(os.stat(name).st_size for name in names)
    except (OSError, ValueError):
        return None


def documents(names: Iterable[str], form: Form, complain: Complain) -> Iterator[Input]:
    """Yield the documents of files; whatever cannot be read is given to `complain`, with its id and a message."""
    for name in names:
        try:
            with _opened(name) as stream:
                chosen = form.form or SUFFIXES.get(_suffix(name), "text")
                read = {"text": _text, "jsonl": _lines, "csv": _rows}[chosen]
                yield from read(name, stream, form, complain)
        except InputError as error:
            complain(name, str(error))


def read_text(name: str) -> str:
    """Return the text of a file, or of standard input for "-"; raise `InputError`, naming it, where that fails.

    A file that holds documents a line or row is refused: their quotations are not those of its bytes.
    """
    if SUFFIXES.get(_suffix(name), "text") != "text":
        raise InputError(f"{name}: one plain text is expected, not lines or rows; give it a file of its own")
    return _content(name)


def _content(name: str) -> str:
    with _opened(name) as stream:
        return _decoded(name, stream.read())


def read_object(name: str) -> dict[str, Any]:
    """Return the JSON object that a file holds; raise `InputError`, naming it, where it holds none."""
    try:
        data = json.loads(_content(name))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not JSON: {error}") from None
    if not isinstance(data, dict):
        raise InputError(f"{name}: an object is expected, not {type(data).__name__}")
    return data


# --- streams -------------------------------------------------------------------------------------


class _Stream:
    """Bytes as they are or as gzip holds them, with what was read of the file so far."""

    def __init__(self, raw: BinaryIO) -> None:
        self.raw = raw if hasattr(raw, "peek") else io.BufferedReader(cast(io.RawIOBase, raw))
        packed = cast(io.BufferedReader, self.raw).peek(2)[:2] == GZIP
        self.data = cast(BinaryIO, gzip.GzipFile(fileobj=self.raw)) if packed else self.raw
        self.before = 0

    def read(self) -> bytes:
        return self.data.read()

    def advance(self, text: str) -> int:
        """Return how many bytes were taken from the file since the last call, or else how long `text` is."""
        try:
            now = self.raw.tell()
        except OSError:
            return len(text)
        self.before, taken = now, now - self.before
        return taken


@contextlib.contextmanager
def _opened(name: str) -> Iterator[_Stream]:
    """Open a file; whatever goes wrong while it is read is an `InputError` that names it."""
    try:
        if name == "-":
            if sys.stdin is None:
                raise InputError("-: standard input is closed")
            yield _Stream(sys.stdin.buffer)
        else:
            with open(name, "rb") as file:
                yield _Stream(file)
    except (EOFError, zlib.error) as error:
        raise InputError(f"{name}: damaged gzip: {error}") from None
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}") from None
    except ValueError as error:  # a name no file can have
        raise InputError(f"{name}: {error}") from None


# --- the three forms -----------------------------------------------------------------------------


def _text(name: str, stream: _Stream, form: Form, complain: Complain) -> Iterator[Input]:
    text = _decoded(name, stream.read())
    yield Input(id=name, text=text, size=stream.advance(text))


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"byte {data[error.start]:#04x} at offset {error.start}"
        raise InputError(f"{name}: not UTF-8: {byte} ({error.reason}); convert the file to UTF-8") from None


def _lines(name: str, stream: _Stream, form: Form, complain: Complain) -> Iterator[Input]:
    for where, record in _objects(name, stream, complain):
        try:
            text, id_ = _fields(record, form, where)
        except InputError as error:
            complain(where, str(error))
        else:
            yield Input(id=id_, text=text, size=stream.advance(text))


def json_objects(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ("name:line", object) of a file of JSON Lines; raise `InputError` at the first line that is none."""

    def stop(_: str, message: str) -> None:
        raise InputError(message)

    with _opened(name) as stream:
        yield from _objects(name, stream, stop)


def _objects(name: str, stream: _Stream, complain: Complain) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(stream.data, 1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            record = json.loads(line.decode("utf-8").removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            complain(where, f"{where}: not a line of JSON in UTF-8: {fault(error)}")
            continue
        if isinstance(record, dict):
            yield where, record
        else:
            complain(where, f"{where}: an object is expected, not {type(record).__name__}")


def _rows(name: str, stream: _Stream, form: Form, complain: Complain) -> Iterator[Input]:
    csv.field_size_limit(LARGEST_CELL)
    # Bytes that are no UTF-8 become surrogates here, so that only their own row is refused.
    text = io.TextIOWrapper(stream.data, "utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.DictReader(text, strict=True)
    try:
        _check_head(reader.fieldnames or (), form, f"{name}:{reader.line_num}")
        for record in reader:
            where = f"{name}:{_first_line(record, reader.line_num)}"
            try:
                words, id_ = _fields(record, form, where)
                (words + id_).encode()
            except UnicodeEncodeError:
                complain(where, f"{where}: not UTF-8; convert the file to UTF-8")
            except InputError as error:
                complain(where, str(error))
            else:
                yield Input(id=id_, text=words, size=stream.advance(words))
    except csv.Error as error:
        raise InputError(f"{name}:{reader.line_num}: {error}") from None
    finally:
        text.detach()


def _first_line(record: dict[str, Any], last: int) -> int:
    """Return the line a row begins in; cells that hold line breaks reach down to its `last` one."""
    return last - sum(len(_BREAK.findall(cell)) for cell in record.values() if isinstance(cell, str))


def _check_head(names: Sequence[str], form: Form, where: str) -> None:
    """Refuse rows without the fields that are asked for, all at once, and quotations: their text is no document."""
    if "content_spans" in names:
        raise InputError(f"{where}: these are quotations that quoteattr wrote, not texts")
    if names and form.text_field not in names:
        raise InputError(f"{where}: {_absent(form.text_field, names)}; see --text-field")
    if names and form.id_field and form.id_field not in names:
        raise InputError(f"{where}: {_absent(form.id_field, names)}; see --id-field")


def _absent(field: str, names: Iterable[str]) -> str:
    return f"the field {field!r} is not there, only {', '.join(map(str, names)) or 'nothing'}"


def _fields(record: dict[str, Any], form: Form, where: str) -> tuple[str, str]:
    text = record.get(form.text_field)
    if not isinstance(text, str):
        known = [key for key in record if key is not None]
        there = form.text_field in record
        lack = f"the field {form.text_field!r} is no string" if there else _absent(form.text_field, known)
        raise InputError(f"{where}: {lack}; see --text-field")
    id_ = record.get(form.id_field or "id")
    if isinstance(id_, str | int) and str(id_):
        return text, str(id_)
    if form.id_field:
        raise InputError(f"{where}: the field {form.id_field!r} has no id; see --id-field")
    return text, where
