"""What the command can be told: its subcommands with their arguments and options, and the examples that help shows."""

import argparse
import contextlib
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from quoteattr import __version__
from quoteattr.cli_writing import FORMATS
from quoteattr.inputs import FORMS
from quoteattr.models import CueMode, QuoteKind

QUOTATIONS: Final = "quotations as extract prints them (jsonl), or predictions as docs/accuracy.md shows them"

Run = Callable[[argparse.Namespace], int]

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


@attrs.frozen
class Subcommand:
    """What a subcommand does in a few words, examples of it, and the function that adds its arguments."""

    about: str
    examples: str
    add_arguments: Callable[[argparse.ArgumentParser], None]


def parser_for(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """Return the parser of a command that runs these subcommands.

    What it parses has the function to run, whose docstring describes the subcommand, as `run`, and as `parser` the
    subcommand's own.
    """
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="quoteattr", description="Find who said what, in which words.", epilog=EXAMPLES, formatter_class=raw
    )
    parser.add_argument("--version", action="version", version=f"quoteattr {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run in runs.items():
        one = SUBCOMMANDS[name]
        command = commands.add_parser(
            name, help=one.about, description=run.__doc__, epilog=one.examples, formatter_class=raw
        )
        command.set_defaults(run=run, parser=command)
        one.add_arguments(command)
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


SUBCOMMANDS: Final = {
    "extract": Subcommand("print the quotations of texts", EXTRACT_EXAMPLES, _extract_arguments),
    "speakers": Subcommand("count who is quoted how often", SPEAKERS_EXAMPLES, _speakers_arguments),
    "explain": Subcommand("say why a quotation has its speaker", EXPLAIN_EXAMPLES, _explain_arguments),
    "compare": Subcommand("tell two sets of quotations apart", COMPARE_EXAMPLES, _compare_arguments),
    "evaluate": Subcommand("score quotations of news", EVALUATE_EXAMPLES, _evaluate_arguments),
}
