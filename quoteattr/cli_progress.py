"""How far the command is: documents, kilobytes a second and the time left, on a terminal that shows nothing else.

The bar needs rich and a terminal on stderr.  It is drawn between documents and not by a thread of its own, since
processes are forked meanwhile.
"""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

EVERY: Final = 0.1  # seconds between two drawings

Advance = Callable[[int, int], None]


def _nothing(size: int, length: int) -> None:
    pass


@contextlib.contextmanager
def progress(total: int | None, *, wanted: bool) -> Iterator[Advance]:
    """Yield a function to call for each document, with its bytes of input and its characters."""
    if not wanted or sys.stderr is None or not sys.stderr.isatty():
        yield _nothing
        return
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    except ImportError:
        yield _nothing
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(told(0, 0, 0.0), total=total)
        started = drawn = time.monotonic()
        done = length_done = 0

        def advance(size: int, length: int) -> None:
            nonlocal done, length_done, drawn
            done, length_done, now = done + 1, length_done + length, time.monotonic()
            bar.update(task, advance=size, description=told(done, length_done, now - started))
            if now - drawn >= EVERY:
                bar.refresh()
                drawn = now

        yield advance


def told(documents: int, length: int, seconds: float) -> str:
    """Return what is said in front of the bar.

    >>> told(12, 34_500, 2.0)
    '12 documents, 17 kB/s'
    """
    rate = length / 1000 / seconds if seconds else 0.0
    return f"{documents} document{'' if documents == 1 else 's'}, {rate:.0f} kB/s"
