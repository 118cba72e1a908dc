"""What only a new process can tell: the time of the import, of the first call, and the most memory ever taken.

The import is timed after ``import regex, attrs``, which any program that uses quoteattr pays for once, and with modules
compiled, as they are where a package is installed.  The first call imports the stages and the sentence splitter and
reads word lists and weights.

Limits: the most memory taken is read where the system tells it of one process (Linux), else from `resource`, which
may count what the process that started it had taken; where there is neither (Windows) it is unknown.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Any, Final

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.texts import Texts
from quoteattr.errors import QuoteattrError

IMPORT: Final = """
import json, sys, time
text = json.load(sys.stdin)
def timed(action):
    clock, used = time.perf_counter(), time.process_time()
    action()
    return {"clock": time.perf_counter() - clock, "CPU": time.process_time() - used}
def needed():
    import regex, attrs
def ours():
    global quoteattr
    import quoteattr
found = {"import regex, attrs": timed(needed), "import quoteattr, above that": timed(ours)}
found["first extract"] = timed(lambda: quoteattr.extract(text))
found["second extract"] = timed(lambda: quoteattr.extract(text))
print(json.dumps(found))
"""
MEMORY: Final = """
import json, sys
import quoteattr
from quoteattr.benchmark.fresh import peak
bare = peak()
texts = json.load(sys.stdin)
for text in texts:
    quoteattr.extract(text)
print(json.dumps({"import": bare, "peak": peak()}))
"""
STARTS: Final = 7
START_COLUMNS: Final = {"what": "", "CPU ms, least": ".0f", "CPU ms, median": ".0f", "clock ms, least": ".0f"}
MEMORY_COLUMNS: Final = {"what": "", "MB": ".0f"}


def run(program: str, data: Any, *arguments: str, environment: Mapping[str, str] | None = None) -> Any:
    """Return what a Python program prints as JSON in a process of its own; `data` is its input, as JSON."""
    command = [sys.executable, "-c", program, *arguments]
    given = json.dumps(data)
    done = subprocess.run(command, input=given, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise QuoteattrError(f"a process that measures ended: {last}")
    return json.loads(done.stdout)


def peak() -> float | None:
    """Return the most memory this process has taken so far, in MB; None where the system does not tell."""
    told = memory_of("self", "VmHWM")
    return _peak_by_resource() if told is None else told


def memory_of(process: str, field: str) -> float | None:
    """Return what Linux tells of the memory of a process under the name of a field, in MB; None elsewhere."""
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(field))
    except (OSError, StopIteration):
        return None


def _peak_by_resource() -> float | None:
    try:
        import resource
    except ImportError:
        return None
    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def start(texts: Texts, runs: int = STARTS) -> Table:
    """Return the table of import and first calls, on the first of the texts."""
    with tempfile.TemporaryDirectory() as cache:
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = cache
        run(IMPORT, texts.texts[0], environment=compiled)
        found = [run(IMPORT, texts.texts[0], environment=compiled) for _ in range(runs)]
    rows = tuple(_times(what, [one[what] for one in found]) for what in found[0])
    title = f"A new process, {runs} times; the extracts are of a text of {len(texts.texts[0]):,} characters."
    return Table(name="start", title=title, columns=START_COLUMNS, rows=rows)


def _times(what: str, times: list[dict[str, float]]) -> dict[str, Any]:
    used, clock = [1000 * time["CPU"] for time in times], [1000 * time["clock"] for time in times]
    figures = (min(used), statistics.median(used), min(clock))
    return {"what": what, **dict(zip(list(START_COLUMNS)[1:], figures, strict=True))}


def memory(texts: Texts) -> Table:
    """Return the table of memory: after the import, and the most it takes while it extracts."""
    found = run(MEMORY, texts.texts)
    rows = ({"what": "after the import", "MB": found["import"]}, {"what": "at most", "MB": found["peak"]})
    title = f"Memory of a new process that extracts these {len(texts.texts)} texts."
    return Table(name="memory", title=title, columns=MEMORY_COLUMNS, rows=rows)
