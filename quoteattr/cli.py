"""The command ``quoteattr``: extract quotations from files, explain them, count speakers, compare and evaluate.

What is read is said in `inputs`, where it goes in `cli_writing`.  On a terminal the result is a table,
otherwise JSON Lines.  An input that fails is named on stderr at once, skipped, and named again at the end if there were
others.

Exit status: 0; 1 if an input could not be read or the output not be written; 2 for a wrong call; as shells have it,
130 after Ctrl-C and 141 when whoever reads the output went away.  Nobody is shown a traceback.
"""

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import attrs

from quoteattr import __version__
from quoteattr.cli_progress import progress
from quoteattr.cli_writing import opened, outlet, write_brat, write_records
from quoteattr.config import Config
from quoteattr.errors import ConfigError, InputError, QuoteattrError
from quoteattr.evaluation import compare, evaluate, layout
from quoteattr.evaluation.corpus import Row, read_found, read_gold
from quoteattr.inputs import (
    FORMS,
    Form,
    Input,
    documents,
    expand,
    read_object,
    read_text,
    total_size,
)
from quoteattr.models import CueMode, DiagnosticCode, Document, QuoteKind
from quoteattr.output import (
    annotation_pages,
    csv_rows,
    dumps,
    explanation,
    graphs,
    html_page,
    json_array,
    json_lines,
    speakers_csv,
    table,
)
from quoteattr.output.table import Paint, printable
from quoteattr.pipeline import Extractor

STYLES: Final = {"heading": "bold", "speaker": "cyan", "cue": "green", "kind": "dim", "conf": "dim"}
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141

Named = tuple[str, Document]
Writer = Callable[..., Iterator[str]]

WRITERS: Final[dict[str, Writer]] = {
    "json": json_array,
    "jsonl": json_lines,
    "csv": csv_rows,
    "html": html_page,
    "webannotation": annotation_pages,
    "schemaorg": graphs,
}
FORMATS: Final = ("table", *WRITERS, "brat")
LINEWISE: Final = ("table", "jsonl", "csv", "webannotation", "schemaorg")  # what was written of these can stand alone

QUOTATIONS: Final = "quotations as extract prints them (jsonl), or predictions as docs/accuracy.md shows them"

EXAMPLES: Final = """examples:
  quoteattr extract article.txt
  quoteattr extract articles/ --format html -o page.html
  quoteattr speakers articles/*.txt -o speakers.csv
  quoteattr explain article.txt --quote 1
  quoteattr extract --help
"""
EXTRACT_EXAMPLES: Final = """examples:
  quoteattr extract article.txt another.txt
  quoteattr extract articles/ > quotes.jsonl
  quoteattr extract 'articles/**/*.txt' --format csv -o quotes.csv --workers 2
  quoteattr extract news.jsonl.gz --text-field body --id-field url
  quoteattr extract article.txt --speaker 'Maria Lopez' --kind direct --min-confidence 0.3
  quoteattr extract articles/ --config options.json
  quoteattr extract articles/ --format brat -o annotated/
  cat article.txt | quoteattr extract - --format json
"""
SPEAKERS_EXAMPLES: Final = """examples:
  quoteattr speakers articles/ -o speakers.csv
  quoteattr speakers news.csv --id-field id --min-confidence 0.5
"""
EXPLAIN_EXAMPLES: Final = """examples:
  quoteattr explain article.txt
  quoteattr explain article.txt --quote 1
"""
COMPARE_EXAMPLES: Final = """examples:
  quoteattr compare before.jsonl after.jsonl
  quoteattr compare before.jsonl after.jsonl --gold gold.jsonl
"""
EVALUATE_EXAMPLES: Final = """examples:
  quoteattr evaluate gold.jsonl
  quoteattr evaluate gold.jsonl --predictions predictions.jsonl --json
"""


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


# --- arguments -----------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="quoteattr", description="Find who said what, in which words.", epilog=EXAMPLES, formatter_class=raw
    )
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int], about: str, examples: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=run.__doc__, epilog=examples, formatter_class=raw)
        command.set_defaults(run=run, parser=command)
        return command

    _extract_arguments(add("extract", _extract, "print the quotations of texts", EXTRACT_EXAMPLES))
    _speakers_arguments(add("speakers", _speakers, "count who is quoted how often", SPEAKERS_EXAMPLES))
    _explain_arguments(add("explain", _explain, "say why a quotation has its speaker", EXPLAIN_EXAMPLES))
    _compare_arguments(add("compare", _compare, "tell two sets of quotations apart", COMPARE_EXAMPLES))
    _evaluate_arguments(add("evaluate", _evaluate, "score quotations of news", EVALUATE_EXAMPLES))
    return parser


def _extract_arguments(command: argparse.ArgumentParser) -> None:
    _add_inputs(command)
    command.add_argument("--format", choices=FORMATS, metavar="FORMAT", help=f"{', '.join(FORMATS)} (default: "
                         "table on a terminal, otherwise jsonl)")  # fmt: skip
    command.add_argument(
        "--speaker",
        dest="speakers",
        action="append",
        metavar="NAME",
        help="only quotations of this speaker; repeatable",
    )
    _add_options(command)
    _add_workers(command)


def _speakers_arguments(command: argparse.ArgumentParser) -> None:
    _add_inputs(command)
    _add_options(command)
    _add_workers(command)


def _explain_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a text in UTF-8; - is standard input")
    command.add_argument("--quote", type=_number, metavar="N", help="the quotation's number, from 1 (default: all)")
    _add_options(command)


def _compare_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("before", metavar="A", help=QUOTATIONS)
    command.add_argument("after", metavar="B", help="the same for the second set")
    command.add_argument("--gold", metavar="FILE", help="annotated documents, to tell gains from losses")


def _evaluate_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("gold", metavar="GOLD", help="annotated documents, JSON Lines")
    what = f"score these instead of what is found now: {QUOTATIONS}"
    command.add_argument("--predictions", metavar="FILE", help=what)
    command.add_argument("--json", action="store_true", help="print the figures as JSON, not rounded")
    _add_options(command)
    _add_workers(command)


def _add_inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="files, folders or patterns; - is standard input")
    command.add_argument(
        "--input-format", choices=FORMS, help="plain text, or one document a line or row (default: by the file's name)"
    )
    command.add_argument("--text-field", default="text", metavar="NAME", help="where lines and rows have the text")
    command.add_argument("--id-field", metavar="NAME", help="where they have an id (default: id, else file and line)")
    command.add_argument("-o", "--output", metavar="FILE", help="write there instead (brat: a folder)")


def _add_options(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--min-confidence", type=_share, metavar="P", help="leave out less likely quotations (0 to 1)")
    add("--min-speaker-confidence", type=_share, metavar="P", help="name no less likely speakers")
    for name, members in (("kind", QuoteKind), ("mode", CueMode)):
        choices = [member.value for member in members]
        told = f"only these: {', '.join(choices)}; repeatable"
        add(f"--{name}", dest=f"{name}s", action="append", choices=choices, metavar=name.upper(), help=told)
    add("--config", metavar="FILE", help="options of Config, a JSON object: extra_cues, extra_titles, known_speakers "
        "and those above, which win if given here too")  # fmt: skip


def _add_workers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--workers", type=_number, default=1, metavar="N", help="processes to use (default: 1)")


def _share(given: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 <= (share := float(given)) <= 1:
            return share
    raise argparse.ArgumentTypeError(f"a number from 0 to 1 is expected, not {given!r}")


def _number(given: str) -> int:
    with contextlib.suppress(ValueError):
        if (number := int(given)) >= 1:
            return number
    raise argparse.ArgumentTypeError(f"a whole number from 1 is expected, not {given!r}")


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
        yield id_, _with(document, {id(quote) for quotes in said.values() for quote in quotes})


def _with(document: Document, wanted: set[int]) -> Document:
    """Leave out quotations whose id() is not wanted; `continues` follows."""
    place = {old: new for new, old in enumerate(i for i, quote in enumerate(document.quotes) if id(quote) in wanted)}
    quotes = (document.quotes[i] for i in place)
    kept = tuple(attrs.evolve(q, continues=None if q.continues is None else place.get(q.continues)) for q in quotes)
    return attrs.evolve(document, quotes=kept)


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
        if name not in texts:
            raise InputError(
                f"{args.before if name in before else args.after}: {name} has no text; give it with --gold"
            )
        if name not in before or name not in after:
            _complain(f"{name}: only in {args.before if name in before else args.after}")
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
