"""How and where the command writes: whole records only, to standard output, a file or a folder for brat.

A file is written beside its place and moved there when it is complete, so that nobody ever finds half of it and a
file may even be read and replaced by one command.  After Ctrl-C, or when something fails, what was done so far is kept
if it consists of records that stand alone (lines), and dropped otherwise.  Ctrl-C waits until the record being
written is out; a second one does not wait.

Limits: a reader that goes away in the midst of a record has half of it.
"""

import contextlib
import os
import re
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from quoteattr.models import Document
from quoteattr.output import annotation_pages, csv_rows, graphs, html_page, json_array, json_lines
from quoteattr.output.brat import brat_files, configuration

WRITERS: Final[dict[str, Callable[..., Iterator[str]]]] = {
    "json": json_array,
    "jsonl": json_lines,
    "csv": csv_rows,
    "html": html_page,
    "webannotation": annotation_pages,
    "schemaorg": graphs,
}
FORMATS: Final = ("table", *WRITERS, "brat")
LINEWISE: Final = ("table", "jsonl", "csv", "webannotation", "schemaorg")  # what was written of these can stand alone
_UNFIT: Final = re.compile(r"[^\w.-]+")


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back Ctrl-C until the block is done; the second one is not held back."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield  # Ctrl-C is ignored or not Python's
        return
    held = []

    def hold(number: int, frame: Any) -> None:
        held.append(number)
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        before(held[0], None)


def write_records(pieces: Iterable[str], file: TextIO) -> None:
    """Write each piece whole."""
    for piece in pieces:
        with uninterrupted():
            file.write(piece)
            file.flush()


def outlet(path: str | None) -> os.stat_result | None:
    """Return which file or folder is written to, None where it is not there yet or is neither (a pipe, a terminal)."""
    try:
        found = os.fstat(sys.stdout.fileno()) if path is None else os.stat(path)
    except (OSError, ValueError):
        return None
    return found if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None


@contextlib.contextmanager
def opened(path: str | None, *, records: bool) -> Iterator[TextIO]:
    """Open the place to write to: standard output without a path, a device as it is, otherwise a file made anew.

    With `records`, what was written before something went wrong is kept.
    """
    if path is None:
        yield sys.stdout
        return
    place = os.path.realpath(path)
    if os.path.exists(place) and not os.path.isfile(place):
        with open(place, "w", encoding="utf-8", newline="") as file:
            yield file
        return
    beside = f"{place}.{os.getpid()}.part"
    whole = False
    try:
        with open(beside, "x", encoding="utf-8", newline="") as file:
            yield file
        whole = True
    finally:
        with uninterrupted():
            _settle(beside, place, keep=whole or (records and os.path.exists(beside) and os.path.getsize(beside) > 0))


def _settle(beside: str, place: str, *, keep: bool) -> None:
    with contextlib.suppress(FileNotFoundError):
        if keep:
            if os.path.exists(place):
                os.chmod(beside, os.stat(place).st_mode & 0o7777)
            os.replace(beside, place)
        else:
            os.unlink(beside)


# --- brat ----------------------------------------------------------------------------------------


def write_brat(results: Iterable[tuple[str, Document]], folder: str) -> None:
    """Write a folder brat can open: two files for each document, and the configuration."""
    os.makedirs(folder, exist_ok=True)
    _write(Path(folder, "annotation.conf"), configuration())
    taken = set[str]()
    for name, document in results:
        stem, files = _stem(name, taken), brat_files(document)
        with uninterrupted():
            _write(Path(folder, f"{stem}.txt"), files.txt)
            _write(Path(folder, f"{stem}.ann"), files.ann)


def _stem(name: str, taken: set[str]) -> str:
    """Return a file name for a document, without suffix, that no other document has.

    >>> taken = set()
    >>> _stem("a/my text.txt", taken), _stem("b/my text.txt.gz", taken), _stem("-", taken)
    ('my_text', 'my_text-2', 'document')
    """
    base = os.path.splitext(os.path.basename(name.removesuffix(".gz")))[0]
    first = stem = _UNFIT.sub("_", base.encode("utf-8", "replace").decode()).strip("._-")[:100] or "document"
    number = 1
    while stem.casefold() in taken:
        number += 1
        stem = f"{first}-{number}"
    taken.add(stem.casefold())
    return stem


def _write(path: Path, text: str) -> None:
    with opened(str(path), records=False) as file:
        file.write(text)
