"""Many short documents through `Extractor.pipe`: how many a second with one worker and two, and whether memory stays.

The texts are made one by one while they are asked for and the documents dropped, so whatever grows is the
pipe's.  Memory is this process's and its workers' together, as far as the system tells (Linux); what forked processes
share counts for each.  Times are by the clock here, since processes side by side are the point.  On a machine that does
other work, or with no more cores than workers, the clock says little; therefore the CPU time of all processes
together is told too, and how many times faster the workers would be on as many free cores, by that.
"""

import multiprocessing
import os
from collections.abc import Sequence
from time import perf_counter
from typing import Any, Final

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.fresh import memory_of
from quoteattr.benchmark.made import made_texts
from quoteattr.benchmark.stages import warm_up
from quoteattr.pipeline import Extractor

NUMBER: Final = 200_000
COLUMNS: Final = {
    "workers": "d",
    "documents": ",d",
    "seconds": ".1f",
    "documents/s": ",.0f",
    "times one worker": ".2f",
    "CPU seconds": ".1f",
    "times one worker by CPU": ".2f",
    "MB at 1 %": ".0f",
    "MB at 50 %": ".0f",
    "MB at the end": ".0f",
}


def load(number: int = NUMBER, workers: Sequence[int] = (1, 2), longest: int = 2) -> Table:
    """Return the table of `number` made-up documents of up to `longest` paragraphs."""
    warm_up()
    rows = list[dict[str, Any]]()
    for count in workers:
        row = _row(number, count, longest)
        rows.append(row)
        row["times one worker"] = row["documents/s"] / rows[0]["documents/s"]
        row["times one worker by CPU"] = count * rows[0]["CPU seconds"] / rows[0]["workers"] / row["CPU seconds"]
    sample = list(made_texts(min(number, 1000), longest))
    title = (
        f"{number:,} made-up documents of {sum(map(len, sample)) / len(sample):.0f} characters on average, by `pipe`."
    )
    return Table(name="load", title=title, columns=COLUMNS, rows=tuple(rows))


def _row(number: int, workers: int, longest: int) -> dict[str, Any]:
    looks = {max(1, number // 100): "MB at 1 %", max(1, number // 2): "MB at 50 %", number: "MB at the end"}
    memory = dict[str, float | None]()
    start, used = perf_counter(), _used()
    for done, _ in enumerate(Extractor().pipe(made_texts(number, longest), workers=workers), 1):
        if done in looks:
            memory[looks[done]] = resident()
    seconds = perf_counter() - start
    figures = {"workers": workers, "documents": number, "seconds": seconds, "documents/s": number / seconds}
    return {**figures, "CPU seconds": _used() - used, **memory}


def _used() -> float:
    """Return the CPU seconds of this process and of those it has started that have ended."""
    return sum(os.times()[:4])


def resident() -> float | None:
    """Return the memory this process and its children hold now, in MB; None where the system does not tell."""
    children = (child.pid for child in multiprocessing.active_children())
    found = [memory_of(str(process), "VmRSS") for process in ("self", *children)]
    known = [size for size in found if size is not None]
    return sum(known) if known else None
