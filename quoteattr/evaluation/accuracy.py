"""Whether the figures still hold: every corpus at hand is scored anew and compared with docs/accuracy.json.

The corpora and their scorers are independent of this package and stand beside it, in ``../shared`` or where the
environment variable QUOTEATTR_SHARED says; they are run as programs of their own, so that this package does not judge
itself.  A corpus that is not there is left out.

A recorded figure may rise; it must not fall (an error: rise) by more than TOLERANCE.  ``--write`` records what was
measured, and what nobody is held to: tables by confidence, which are our own reckoning, and the speed.  It
brings the tables and pictures of the documentation up to date.

Run from the root of the checkout:  python -m quoteattr.evaluation [--write]
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from quoteattr.errors import InputError
from quoteattr.evaluation.confidence import tables
from quoteattr.evaluation.corpus import read_gold
from quoteattr.evaluation.passes import seconds, token_pass
from quoteattr.evaluation.pictures import write_pictures
from quoteattr.evaluation.record import BESIDE, RECORD, Figures, Record, read_record, write_record
from quoteattr.evaluation.report import extract
from quoteattr.pipeline import Extractor

SHARED: Final = Path(os.environ.get("QUOTEATTR_SHARED") or "../shared").resolve()
TOLERANCE: Final = 0.005
DIGITS: Final = 4
ENOUGH: Final = 10  # documents; a few say nothing about calibration
ERRORS: Final = frozenset({"calibration_error"})  # figures that are better when they are lower

NEWS: Final = (
    "chars_attributed quotes_attributed direct mixed indirect speaker_full speaker_lenient "
    "kind_on_matched calibration_error".split()
)
TOKEN_PASS: Final = 9000.0  # kB/s
_CASES: Final = re.compile(r"^(cases passed|quotes found|with right speaker) +(\d+) / +(\d+)", re.MULTILINE)


def news(output: str) -> Figures:
    """Return the figures we keep of the news scorer's JSON: F1 where there is precision and recall."""
    found: Mapping[str, Any] = json.loads(output)
    kept = {name: found[name] for name in NEWS if name in found}
    if found.get("docs", 0) < ENOUGH:
        kept.pop("calibration_error", None)
    return {name: value["f1"] if isinstance(value, dict) else value for name, value in kept.items()}


def cases(output: str) -> Figures:
    """Return the shares at the end of the case scorer's text."""
    return {match[1].replace(" ", "_"): int(match[2]) / int(match[3]) for match in _CASES.finditer(output)}


def dialogue(output: str) -> Figures:
    """Return the figures we keep of the dialogue scorer's JSON."""
    found: Mapping[str, Any] = json.loads(output)["all"]
    shares = {f"speaker_{name.lower()}": value for name, value in found["speaker"].items()}
    return {"quotes": found["quotes"]["f1"], "chars": found["chars"]["f1"], **shares}


@attrs.frozen
class Corpus:
    """A corpus beside the project, the program that scores predictions for it, and what to keep of its output."""

    name: str
    path: str
    scorer: str
    options: tuple[str, ...]
    figures: Callable[[str], Figures]


CORPORA: Final = (
    Corpus("seeds", "seeds/gold.jsonl", "score_news.py", ("--json",), news),
    Corpus("news-dev", "data/news-dev.jsonl", "score_news.py", ("--json",), news),
    Corpus("polnear-dev", "data/polnear-dev.jsonl", "score_news.py", ("--json",), news),
    Corpus("cases-dev", "cases/cases-dev.jsonl", "score_cases.py", ("--loose",), cases),
    Corpus("novels", "data/novels", "score_dialogue.py", ("--json",), dialogue),
)


def measure(corpus: Corpus, shared: Path, workers: int) -> Figures:
    """Return the figures of a corpus: predictions by the installed package, scored by its independent program."""
    with tempfile.TemporaryDirectory() as folder:
        found = str(Path(folder) / "predictions.jsonl")
        where = str(shared / corpus.path)
        _run(shared / "eval" / "predict.py", where, found, "--workers", str(workers))
        output = _run(shared / "eval" / corpus.scorer, where, found, *corpus.options)
    return {name: round(value, DIGITS) for name, value in corpus.figures(output).items()}


# --- what is recorded besides --------------------------------------------------------------------


def add_tables(record: Record, wanted: Sequence[Corpus], shared: Path, workers: int) -> None:
    """Add the tables by confidence of each news corpus that is large enough, and the speed on one of them."""
    for corpus in wanted:
        if corpus.figures is not news or "calibration_error" not in record["figures"][corpus.name]:
            continue
        gold = read_gold(str(shared / corpus.path))
        found = tables(gold, extract(gold, Extractor(), workers))
        record.setdefault("confidence", {})[corpus.name] = {name: rounded(rows) for name, rows in found.items()}
        if corpus.name == BESIDE:
            record["speed"] = speed([document.text for document in gold])


def rounded(rows: Sequence[Figures]) -> list[Figures]:
    """Return rows of figures with as many digits as are recorded."""
    return [{key: round(value, DIGITS) for key, value in row.items()} for row in rows]


def speed(texts: Sequence[str], times: int = 3) -> Figures:
    """Return how many times as long as a pass over the tokens extraction takes, and the kilobytes a second that makes.

    The latter is for a machine on which that pass does TOKEN_PASS, as the one did that others were measured on.
    """
    ours, one = seconds(Extractor().extract, texts, times), token_pass(texts, times)
    return {"token_passes": round(ours / one, 1), "kB_s": round(TOKEN_PASS * one / ours, 1)}


def _run(*command: str | Path) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise InputError(f"{command[0]}: exit status {done.returncode}\n{done.stderr.strip()}")
    return done.stdout


def falls(recorded: Figures, measured: Figures) -> Iterator[str]:
    """Yield the names of the recorded figures that are missing now or worse by more than TOLERANCE."""
    for name, before in recorded.items():
        sign = -1 if name in ERRORS else 1
        if name not in measured or sign * (before - measured[name]) > TOLERANCE + 1e-9:
            yield name


def compare(name: str, recorded: Figures, measured: Figures) -> int:
    """Print the figures of a corpus beside the recorded ones and return how many have fallen."""
    fallen = set(falls(recorded, measured))
    for figure in dict.fromkeys((*recorded, *measured)):
        before, now = (f"{side[figure]:.4f}" if figure in side else "-" for side in (recorded, measured))
        print(f"{name:12} {figure:24} {before:>7} -> {now:>7}{'  FALLEN' if figure in fallen else ''}", flush=True)
    return len(fallen)


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, or record with --write; return 1 if a figure has fallen, 2 if there is no corpus to compare with."""
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.evaluation", description="Compare figures with a record."
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora and scorers")
    parser.add_argument("--record", type=Path, default=RECORD, help="file of recorded figures")
    parser.add_argument("--only", action="append", metavar="CORPUS", help="only this corpus (may be repeated)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true", help="record what is measured")
    args = parser.parse_args(argv)
    try:
        return _main(args)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2


def _main(args: argparse.Namespace) -> int:
    wanted = [c for c in CORPORA if (args.shared / c.path).exists() and (not args.only or c.name in args.only)]
    if not wanted:
        raise InputError(f"{args.shared}: no corpus found there")
    record = read_record(args.record)
    fallen = 0
    for corpus in wanted:
        measured = measure(corpus, args.shared, args.workers)
        fallen += compare(corpus.name, record["figures"].get(corpus.name, {}), measured)
        if args.write:
            record["figures"][corpus.name] = measured
    if args.write:
        add_tables(record, wanted, args.shared, args.workers)
        write_record(args.record, record)
        write_pictures(record, args.record.parent / "images")
        return 0
    print(f"{fallen} figures have fallen by more than {TOLERANCE}")
    return 1 if fallen else 0
