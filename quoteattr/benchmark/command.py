"""The command: which tables are measured, on what, and how they are shown."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from quoteattr import __version__
from quoteattr.benchmark import against, fresh, growth, hostile, load, stages, texts
from quoteattr.benchmark.figures import Table, with_tables
from quoteattr.errors import InputError, QuoteattrError

LARGEST: Final = growth.SIZES[-1]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print as it goes, and return 0; 2 where arguments, files or what is to be compared with are wrong."""
    args = _parser().parse_args(argv)
    try:
        done = list(_shown(_tables(args), quiet=args.json))
        if args.json:
            print(json.dumps({table.name: table.to_dict() for table in done}, indent=1))
        if args.write:
            _write(args.write, done)
    except QuoteattrError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.benchmark",
        description="Measure time and memory. Without an option: by stage, start and memory.",
    )
    add = parser.add_argument
    add(
        "files",
        nargs="*",
        help="texts, JSON Lines or CSV to measure on (default: articles of the checkout, or made up)",
    )
    add("--rounds", type=_whole, default=3, help="how often to time the stages; the best counts (default: 3)")
    add("--growth", action="store_true", help="one text of 1 kB to 10 MB")
    add(
        "--hostile", action="append", nargs="?", const="all", metavar="TEXT", help="texts nobody wrote, all or this one"
    )
    add("--largest", type=_whole, default=LARGEST, help="bound the characters of --growth and --hostile")
    add("--load", type=_whole, nargs="?", const=load.NUMBER, metavar="DOCUMENTS", help="many short documents by pipe")
    add("--against", choices=against.TOOLS, help="another tool, where it is installed")
    add("--pipeline", default=against.PIPELINE, help=f"its spaCy pipeline (default: {against.PIPELINE})")
    add("--json", action="store_true", help="print JSON")
    add("--write", type=Path, metavar="PAGE", help="bring the tables of a Markdown page up to date")
    return parser


def _whole(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(f"a whole number from 1 is expected, not {text!r}")


def _tables(args: argparse.Namespace) -> Iterator[Table]:
    """Yield the tables that are asked for, each when it is measured."""
    if args.write and not args.write.is_file():
        raise InputError(f"{args.write}: no such page")
    given = texts.load(args.files)
    yield Table(
        name="machine", title=f"quoteattr {__version__}", columns={"machine": ""}, rows=({"machine": machine()},)
    )
    if not (args.growth or args.hostile or args.load or args.against):
        yield stages.by_stage(given, args.rounds)
        yield fresh.start(given)
        yield fresh.memory(given)
    if args.growth:
        yield growth.growth(given, [size for size in growth.SIZES if size <= args.largest] or [args.largest])
    if args.hostile:
        yield hostile.hostile([name for name in args.hostile if name != "all"], args.largest)
    if args.load:
        yield load.load(args.load)
    if args.against:
        yield against.against(given, args.against, args.pipeline)


def _shown(tables: Iterator[Table], *, quiet: bool) -> Iterator[Table]:
    for table in tables:
        if not quiet:
            print(table.text(), flush=True)
        yield table


def _write(path: Path, tables: Sequence[Table]) -> None:
    path.write_text(with_tables(path.read_text(encoding="utf-8"), tables), encoding="utf-8")


def machine() -> str:
    """Return what the figures are from: processor, cores, system and Python."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as info:
            found: Any = next((line.split(":", 1)[1].strip() for line in info if line.startswith("model name")), "")
    except OSError:
        found = ""
    return found or platform.processor() or platform.machine()
