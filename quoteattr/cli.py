"""The command ``quoteattr``: extract quotations from files, explain them, count speakers, compare and evaluate.

What it can be told is said in `cli_arguments`, what is read in `inputs`, where it goes in `cli_writing`.  On a
terminal the result is a table, otherwise JSON Lines.  An input that fails is named on stderr at once, skipped, and
named again at the end if there were others.

Exit status: 0; 1 if an input could not be read or the output not be written; 2 for a wrong call; as shells have it,
130 after Ctrl-C and 141 when whoever reads the output went away.  Nobody is shown a traceback.
"""

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from quoteattr.cli_arguments import parser_for
from quoteattr.cli_progress import progress
from quoteattr.cli_writing import LINEWISE, WRITERS, opened, outlet, write_brat, write_records
from quoteattr.config import Config
from quoteattr.errors import ConfigError, InputError, QuoteattrError
from quoteattr.evaluation import compare, evaluate, layout
from quoteattr.evaluation.corpus import Row, read_found, read_gold
from quoteattr.inputs import Form, Input, documents, expand, read_object, read_text, total_size
from quoteattr.models import DiagnosticCode, Document, kept
from quoteattr.output import dumps, explanation, speakers_csv, table
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
        args = parser_for(RUNS).parse_args(argv)
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
        where = f" to {args.output}" if getattr(args, "output", None) else ""
        return _complain(f"cannot write the output{where}: {error.strerror or error}")
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


# --- options -------------------------------------------------------------------------------------


def _options(args: argparse.Namespace) -> dict[str, Any]:
    """Return the options of `Config` that were given."""
    names = ("min_confidence", "min_speaker_confidence", "kinds", "modes")
    return {name: getattr(args, name) for name in names if getattr(args, name) is not None}


def _extractor(args: argparse.Namespace) -> Extractor:
    parser: argparse.ArgumentParser = args.parser
    try:
        return Extractor(attrs.evolve(_configured(args.config), **_options(args)))
    except ConfigError as error:
        parser.error(str(error))


def _configured(path: str | None) -> Config:
    """Return the options in a file, those that are not there as they are without one."""
    if path is None:
        return Config()
    try:
        return Config.from_dict(read_object(path))
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


# --- a run over many inputs ----------------------------------------------------------------------


class _Run:
    """The documents of the inputs that were given, what came of them, and what failed."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.extractor = args, _extractor(args)
        self.failures = list[str]()
        self.done = 0
        self.files = expand(args.files, self.fail, outlet(args.output), replaced=args.output is not None)
        self.form = Form(form=args.input_format, text_field=args.text_field, id_field=args.id_field)

    def fail(self, id_: str, message: str) -> None:
        """Name an input that cannot be processed."""
        _complain(message)
        self.failures.append(id_)

    def results(self) -> Iterator[Named]:
        """Yield (id, document) for each input, in order, without those that failed."""
        pairs = ((one.text, one) for one in documents(self.files, self.form, self.fail))
        quiet = self.args.output is None and sys.stdout.isatty()  # the results themselves show how far it is
        with progress(total_size(self.files), wanted=not quiet) as advance:
            given: Input
            for document, given in self.extractor.pipe(pairs, workers=self.args.workers, as_tuples=True):
                advance(given.size, len(given.text))
                lost = [d.message for d in document.diagnostics if d.code is DiagnosticCode.FAILED]
                if lost:
                    self.fail(given.id, f"{given.id}: {lost[0]}")
                else:
                    self.done += 1
                    yield given.id, document

    def status(self) -> int:
        """Return the exit status; where some of many inputs failed, name them once more."""
        if self.failures and self.done + len(self.failures) > 1:
            total = self.done + len(self.failures)
            _complain(f"{len(self.failures)} of {total} inputs failed: {', '.join(self.failures)}")
        return 1 if self.failures else 0


# --- extract -------------------------------------------------------------------------------------


def _extract(args: argparse.Namespace) -> int:
    """Print the quotations of texts: a table on a terminal, otherwise JSON Lines, one document a line."""
    chosen = args.format or ("table" if args.output is None and sys.stdout.isatty() else "jsonl")
    if chosen == "brat" and not args.output:
        args.parser.error("--format brat: a folder to write to is expected, -o FOLDER")
    run, unmet = _Run(args), set(args.speakers or ())
    _write(_only(run.results(), args.speakers, unmet) if args.speakers else run.results(), chosen, run)
    for name in sorted(unmet):
        _complain(f"--speaker: no quotation is by {name!r}; give a name, alias or description in full")
    return run.status()


def _write(results: Iterator[Named], chosen: str, run: _Run) -> None:
    """Write the results in the format that was chosen."""
    if chosen == "brat":
        write_brat(results, run.args.output)
        return
    with opened(run.args.output, records=chosen in LINEWISE) as file:
        encoding = file.encoding or "utf-8"
        if chosen == "table":
            headed = len(run.files) > 1 or len(run.args.files) > 1
            write_records(_tables(results, encoding, _paint(run.args.output), headed=headed), file)
        else:
            write_records(WRITERS[chosen](results, encoding=encoding), file)


def _only(results: Iterable[Named], names: Sequence[str], unmet: set[str]) -> Iterator[Named]:
    """Yield documents without the quotations of others than those named; whoever is quoted is no more `unmet`."""
    for id_, document in results:
        said = {name: document.quotes_by(name) for name in names}
        unmet -= {name for name, quotes in said.items() if quotes}
        wanted = {id(quote) for quotes in said.values() for quote in quotes}
        places = [i for i, quote in enumerate(document.quotes) if id(quote) in wanted]
        yield id_, attrs.evolve(document, quotes=kept(document.quotes, places))


def _tables(results: Iterable[Named], encoding: str, paint: Paint, *, headed: bool) -> Iterator[str]:
    width = shutil.get_terminal_size((100, 24)).columns
    for i, (name, document) in enumerate(results):
        head = "\n" * bool(i) + f"== {printable(name, encoding)} ==\n" if headed else ""
        yield head + "".join(table(document, width, encoding=encoding, paint=paint))


def _paint(output: str | None) -> Paint:
    """Return what colours a cell: rich, where it is installed and the output takes colour."""
    try:
        from rich.console import Console
        from rich.style import Style
    except ImportError:
        return lambda _, cell: cell
    console = Console()
    if output is not None or console.color_system is None or console.no_color:
        return lambda _, cell: cell
    styles = {heading: Style.parse(style) for heading, style in STYLES.items()}
    return lambda heading, cell: styles[heading].render(cell) if heading in styles else cell


# --- speakers, explain ---------------------------------------------------------------------------


def _speakers(args: argparse.Namespace) -> int:
    """Count who is quoted how often, over all texts: CSV, a speaker a row, the most quoted first."""
    run = _Run(args)
    with opened(args.output, records=False) as file:
        rows = speakers_csv((document for _, document in run.results()), encoding=file.encoding or "utf-8")
        write_records(rows, file)
    return run.status()


def _explain(args: argparse.Namespace) -> int:
    """Say of quotations who is taken for their speaker, why, how sure that is, and who else was considered."""
    document = _extractor(args).extract(read_text(args.file))
    known = len(document.quotes)
    if args.quote is not None and not 1 <= args.quote <= known:
        raise InputError(f"{args.file}: there is no quotation {args.quote}; it has {known}")
    chosen = range(known) if args.quote is None else [args.quote - 1]
    _print("\n".join("".join(explanation(document, i)) for i in chosen) or "no quotations\n")
    return 0


def _print(text: str) -> None:
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


# --- compare, evaluate ---------------------------------------------------------------------------


def _compare(args: argparse.Namespace) -> int:
    """Tell two sets of quotations of the same texts apart, sentence by sentence; with gold, gains from losses."""
    gold = {document.id: document for document in read_gold(args.gold)} if args.gold else {}
    texts = {id_: document.text for id_, document in gold.items()}
    before, after = (_quotations(path, texts) for path in (args.before, args.after))
    found = list[compare.Change]()
    for name in {**before, **after}:
        path = args.before if name in before else args.after
        if name not in texts:
            raise InputError(f"{path}: {name} has no text; give it with --gold")
        if name not in before or name not in after:
            _complain(f"{name}: only in {path}")
    shared = [name for name in before if name in after]
    for name in shared:
        changed = compare.changes(texts[name], before[name], after[name], gold.get(name))
        found += changed
        _print("".join(compare.told(name, texts[name], changed)))
    _print(compare.summary(found, len(shared), judged=bool(gold)))
    return 0


def _quotations(path: str, texts: dict[str, str]) -> dict[str, tuple[Row, ...]]:
    """Return the quotations of each document of a file, and add its texts, which must agree, to `texts`."""
    found: dict[str, tuple[Row, ...]] = {}
    for one in read_found(path):
        if one.text is not None and texts.setdefault(one.id, one.text) != one.text:
            raise InputError(f"{one.where}: {one.id} has another text here")
        found[one.id] = one.rows
    return found


def _evaluate(args: argparse.Namespace) -> int:
    """Score quotations against annotated news articles; the figures are explained in docs/accuracy.md."""
    if args.predictions and (args.config or _options(args)):
        args.parser.error("--predictions: options of the extraction change nothing about quotations in a file")
    report = evaluate(args.gold, args.predictions, extractor=_extractor(args), workers=args.workers)
    encoding = sys.stdout.encoding or "utf-8"
    _print(dumps(report, encoding=encoding, indent=1) + "\n" if args.json else layout(report))
    return 0


RUNS: Final = {
    "extract": _extract,
    "speakers": _speakers,
    "explain": _explain,
    "compare": _compare,
    "evaluate": _evaluate,
}
