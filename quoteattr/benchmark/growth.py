"""How time and memory grow with one text: from 1 kB to 10 MB, each size in a process of its own.

The text is made of those that were given, one after the other, again and again.  What is linear has about the same
seconds a MB from some size on; a short text pays for what every text costs.
"""

from collections.abc import Sequence
from typing import Any, Final

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.fresh import run
from quoteattr.benchmark.texts import Texts

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
LEAST: Final = 30_000  # characters to extract before a time means something: short texts are repeated
PROGRAM: Final = """
import json, sys, time
from quoteattr.benchmark.fresh import peak
from quoteattr.benchmark.stages import warm_up
from quoteattr.evaluation.passes import token_pass
import quoteattr
text, repeat = json.load(sys.stdin)
warm_up()
before = peak()
clock, used = time.perf_counter(), time.process_time()
for _ in range(repeat):
    quotes = len(quoteattr.extract(text).quotes)
used = (time.process_time() - used) / repeat
taken = peak()
print(json.dumps({"seconds": used, "pass": token_pass([text]), "quotes": quotes, "before": before, "peak": taken}))
"""
COLUMNS: Final = {
    "characters": ",d",
    "quotations": ",d",
    "seconds": ".3f",
    "s/MB": ".1f",
    "token passes": ".1f",
    "peak MB": ".0f",
    "bytes a character": ".0f",
}


def growth(texts: Texts, sizes: Sequence[int] = SIZES) -> Table:
    """Return the table of one text at several sizes."""
    title = f"One text of growing size ({texts.origin}, repeated)."
    return Table(name="growth", title=title, columns=COLUMNS, rows=tuple(_row(texts, size) for size in sizes))


def _row(texts: Texts, size: int) -> dict[str, Any]:
    found = run(PROGRAM, (texts.cut(size), max(1, LEAST // size)))
    return {
        "characters": size,
        "quotations": found["quotes"],
        "seconds": found["seconds"],
        "s/MB": found["seconds"] / size * 1e6,
        "token passes": found["seconds"] / found["pass"],
        "peak MB": found["peak"],
        "bytes a character": taken(found, size),
    }


def taken(found: dict[str, Any], size: int) -> float | None:
    """Return how many bytes of memory a character of a text took, above what the process had before."""
    if found["peak"] is None or size < 100_000:
        return None
    return float((found["peak"] - found["before"]) * (1 << 20) / size)
