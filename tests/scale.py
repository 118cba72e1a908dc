"""How many documents a second, in this process, in several and on Spark, and whether all of them find the same.

    python tests/scale.py [NUMBER] [--longest PARAGRAPHS]

Makes NUMBER texts, runs `Extractor.pipe` with one and two workers and the Spark job on a local Spark with one and two
cores, prints what each took and compares the rows of each with those of the first, all of them.  Time is given by the
clock and, since a machine may have other work, as processor time of all processes together.  The Spark job
reads its texts from Parquet and writes its rows to Parquet, as a job over an archive does.  A first, small job
starts the JVM's and Python's workers and is not counted.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from quoteattr import Extractor
from quoteattr.adapters import tabular
from quoteattr.adapters.spark import extract_quotes
from quoteattr.benchmark.made import made_texts

Rows = list[dict[str, Any]]


def local_spark(cores: int) -> Any:
    """Return a small Spark session on this machine that runs this Python."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    options: dict[str, Any] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": str(cores),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session: Any = SparkSession.builder.master(f"local[{cores}]").appName("quoteattr").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def piped(texts: list[str], rows: str = "quotes", workers: int = 1) -> Rows:
    """Return the rows of `pipe`, numbered as the texts are."""
    found = Extractor().pipe(texts, workers=workers)
    return [{"id": number, **row} for number, document in enumerate(found) for row in tabular.rows(document, rows)]


def store(texts: list[str], path: Path) -> None:
    """Write texts and their numbers to Parquet, in small row groups so that Spark can share them out."""
    import pyarrow
    from pyarrow import parquet

    table = pyarrow.table({"id": range(len(texts)), "text": texts})
    parquet.write_table(table, path, row_group_size=500)


def sparked(spark: Any, source: Path, target: Path, cores: int) -> None:
    """Run the job from Parquet to Parquet, in a few parts for each core."""
    texts = spark.read.parquet(str(source)).repartition(4 * cores)
    extract_quotes(texts).write.mode("overwrite").parquet(str(target))


def stored(target: Path) -> Rows:
    """Return the rows the job wrote, in the order of the texts."""
    from pyarrow import parquet

    rows: Rows = parquet.read_table(target).to_pylist()
    return sorted(rows, key=lambda row: (row["id"], row["number"]))


def processor_time() -> float:
    """Return the seconds that this process and all it has started have used so far (Linux tells)."""
    times, parents = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        pid = int(path.parent.name)
        parents[pid], times[pid] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    for _ in range(5):  # generations
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(times[pid] for pid in ours) / os.sysconf("SC_CLK_TCK")


def timed(action: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return how many seconds an action takes by the clock and of processors, and its result."""
    start, used = time.perf_counter(), processor_time()
    result = action()
    return time.perf_counter() - start, processor_time() - used, result


def main() -> None:
    """Measure, compare and say so."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=20_000)
    parser.add_argument("--longest", type=int, default=5, help="paragraphs of the longest text")
    options = parser.parse_args()
    texts = list(made_texts(options.number, options.longest))
    print(f"{len(texts)} texts of {sum(map(len, texts)) / len(texts):.0f} characters on average")
    expected: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        source, few = Path(folder, "texts"), Path(folder, "few")
        store(texts, source)
        store(texts[:100], few)
        for cores in (1, 2):
            seconds, used, rows = timed(partial(piped, texts, workers=cores))
            expected = expected or rows
            report(f"pipe, {cores} worker{'s' * (cores > 1)}", len(texts), seconds, used, rows == expected)
        for cores in (1, 2):
            spark, target = local_spark(cores), Path(folder, f"quotes-{cores}")
            sparked(spark, few, target, cores)
            seconds, used, _ = timed(partial(sparked, spark, source, target, cores))
            spark.stop()
            report(f"Spark, local[{cores}]", len(texts), seconds, used, stored(target) == expected)


def report(name: str, number: int, seconds: float, used: float, same: bool) -> None:
    """Print one line, and give up where the rows differ."""
    clock = f"{seconds:7.1f} s {number / seconds:6.0f} documents/s"
    processors = f"{used:7.1f} s of processors {number / used:6.0f} documents/s"
    print(f"{name:16} {clock} {processors}  {'the same rows' if same else 'OTHER ROWS'}", flush=True)
    if not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
