"""The command ``quoteattr``: extract quotations from files, or evaluate them against annotated ones.

Files are bytes decoded as UTF-8, line ends and all, so that the offsets printed are those of the file's characters;
a byte order mark is dropped, and offsets count from after it.  A file that cannot be read is reported on
stderr and the others are still done.  On a terminal the result is a table, otherwise JSON Lines.

Exit status: 0; 1 if a file could not be read or the output not be written; 2 for a wrong call; as shells have it,
130 after Ctrl-C and 141 when whoever reads the output went away.  Nobody is shown a traceback.

Limit: a file is read whole.
"""

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from quoteattr import __version__
from quoteattr.config import Config
from quoteattr.errors import ConfigError, InputError, QuoteattrError
from quoteattr.evaluation import evaluate, layout
from quoteattr.evaluation.corpus import read_bytes
from quoteattr.models import CueMode, DiagnosticCode, Document, QuoteKind
from quoteattr.output import dumps, json_array, json_lines, table
from quoteattr.output.table import Paint, printable
from quoteattr.pipeline import Extractor

STYLES: Final = {"heading": "bold", "speaker": "cyan", "cue": "green", "kind": "dim", "conf": "dim"}
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

Named = tuple[str, Document]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv` (the process's arguments by default) and return its exit status."""
    if sys.stdout is None:
        return _complain("standard output is closed")
    try:
        args = _parser().parse_args(argv)
        status: int = args.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _forget_stdout()
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return BROKEN_PIPE
    except QuoteattrError as error:
        return _complain(str(error))
    except OSError as error:  # files that cannot be read are reported as InputError
        _forget_stdout()
        return _complain(f"cannot write the output: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001  # a mistake of ours is no reason to show its insides
        return _complain(f"internal error, please report it: {type(error).__name__}: {error}")
    return status


def _complain(message: str) -> int:
    if sys.stderr is not None:  # the caller may have closed it; print would then take stdout
        with contextlib.suppress(OSError):
            print(f"quoteattr: {printable(message)}", file=sys.stderr)
    return 1


def _forget_stdout() -> None:
    """Point stdout at nothing, so that what is still buffered neither fails once more nor waits at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --- arguments -----------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quoteattr", description="Find who said what, in which words.")
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_evaluate(commands)
    return parser


def _add_extract(commands: Any) -> None:
    command = commands.add_parser("extract", help="print the quotations of text files", description=_extract.__doc__)
    command.add_argument("files", nargs="+", metavar="FILE", help="a text in UTF-8; - is standard input")
    command.add_argument("--format", choices=("table", "json", "jsonl"), help="table on a terminal, otherwise jsonl")
    _add_options(command)
    command.set_defaults(run=_extract, parser=command)


def _add_evaluate(commands: Any) -> None:
    command = commands.add_parser("evaluate", help="score quotations of news", description=_evaluate.__doc__)
    command.add_argument("gold", metavar="GOLD", help="annotated documents, JSON Lines")
    command.add_argument("--predictions", metavar="FILE", help="quotations to score instead of those found now")
    command.add_argument("--json", action="store_true", help="print the figures as JSON, not rounded")
    _add_options(command)
    command.set_defaults(run=_evaluate, parser=command)


def _add_options(command: argparse.ArgumentParser) -> None:
    kinds, modes = ", ".join(QuoteKind), ", ".join(CueMode)
    command.add_argument("--min-confidence", type=float, metavar="P", help="leave out less likely quotations (0 to 1)")
    command.add_argument("--min-speaker-confidence", type=float, metavar="P", help="name no less likely speakers")
    command.add_argument("--kind", dest="kinds", action="append", metavar="KIND", help=f"only these: {kinds}")
    command.add_argument("--mode", dest="modes", action="append", metavar="MODE", help=f"only these: {modes}")
    command.add_argument("--workers", type=int, default=1, metavar="N", help="processes to use (default: 1)")


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """Return the options of `Config` that were given."""
    names = ("min_confidence", "min_speaker_confidence", "kinds", "modes")
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def _extractor(args: argparse.Namespace) -> Extractor:
    parser: argparse.ArgumentParser = args.parser
    if args.workers < 1:
        parser.error(f"--workers: at least 1 is expected, not {args.workers}")
    try:
        return Extractor(Config(**_options(args)))
    except ConfigError as error:
        parser.error(str(error))


# --- extract -------------------------------------------------------------------------------------


def _extract(args: argparse.Namespace) -> int:
    """Print the quotations of text files: a table on a terminal, otherwise JSON Lines, one document a line."""
    extractor, failures = _extractor(args), list[str]()
    texts = _texts(args.files, failures)
    results = ((name, document) for document, name in extractor.pipe(texts, workers=args.workers, as_tuples=True))
    for piece in _formatted(_checked(results, failures), args):
        sys.stdout.write(piece)
    return 1 if failures else 0


def _texts(names: Iterable[str], failures: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (text, name) of the files that can be read; complain of the others and note them in `failures`."""
    for name in names:
        try:
            yield read_text(name), name
        except InputError as error:
            _complain(str(error))
            failures.append(name)


def _checked(results: Iterable[Named], failures: list[str]) -> Iterator[Named]:
    """Pass results on; complain of documents whose processing was lost."""
    for name, document in results:
        for diagnostic in document.diagnostics:
            if diagnostic.code is DiagnosticCode.FAILED:
                _complain(f"{name}: {diagnostic.message}")
                failures.append(name)
        yield name, document


def read_text(name: str) -> str:
    """Return the text of a file, or of standard input for "-"; raise `InputError`, naming it, where that fails."""
    data = _standard_input() if name == "-" else read_bytes(name)
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"byte {data[error.start]:#04x} at offset {error.start}"
        raise InputError(f"{name}: not UTF-8: {byte} ({error.reason}); convert the file to UTF-8") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise InputError("-: standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(f"-: {error.strerror or error}") from None


def _formatted(results: Iterable[Named], args: argparse.Namespace) -> Iterator[str]:
    encoding = sys.stdout.encoding or "utf-8"
    chosen = args.format or ("table" if sys.stdout.isatty() else "jsonl")
    if chosen == "table":
        return _tables(results, encoding, headed=len(args.files) > 1)
    return (json_array if chosen == "json" else json_lines)(results, encoding=encoding)


def _tables(results: Iterable[Named], encoding: str, *, headed: bool) -> Iterator[str]:
    width, paint = shutil.get_terminal_size((100, 24)).columns, _paint()
    for i, (name, document) in enumerate(results):
        if headed:
            yield "\n" * bool(i) + f"== {printable(name, encoding)} ==\n"
        yield from table(document, width, encoding=encoding, paint=paint)


def _paint() -> Paint:
    """Return what colours a cell: rich, where it is installed and the output takes colour."""
    try:
        from rich.console import Console
        from rich.style import Style
    except ImportError:
        return lambda _, cell: cell
    console = Console()
    if console.color_system is None or console.no_color:
        return lambda _, cell: cell
    styles = {heading: Style.parse(style) for heading, style in STYLES.items()}
    return lambda heading, cell: styles[heading].render(cell) if heading in styles else cell


# --- evaluate ------------------------------------------------------------------------------------


def _evaluate(args: argparse.Namespace) -> int:
    """Score quotations against annotated news articles; the figures are explained in docs/accuracy.md."""
    if args.predictions and _options(args):
        args.parser.error("--predictions: options of the extraction change nothing about quotations in a file")
    report = evaluate(args.gold, args.predictions, extractor=_extractor(args), workers=args.workers)
    encoding = sys.stdout.encoding or "utf-8"
    text = dumps(report, encoding=encoding, indent=1) + "\n" if args.json else layout(report)
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return 0
