"""The record of accuracy: docs/accuracy.json, and the tables in the documentation that are made from it.

The record is a reviewed file: its history says which change cost or gained what.  The tables stand between two
comment lines in Markdown files beside it and in README.md; nobody edits them by hand.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from quoteattr import __version__
from quoteattr.errors import InputError

RECORD: Final = Path("docs/accuracy.json")
NEWS_COLUMNS: Final = {
    "chars_attributed": "characters attributed",
    "quotes_attributed": "quotations attributed",
    "direct": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    "speaker_full": "speaker named",
}
_TABLE: Final = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end of figures -->)", re.DOTALL)

Figures = dict[str, float]
Record = dict[str, Figures]


def read_record(path: Path = RECORD) -> Record:
    """Return the recorded figures by corpus; none if there is no record yet."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(data, dict) or not isinstance(data.get("figures"), dict):
        raise InputError(f'{path}: $.figures: an object is expected; delete the file and record anew with "--write"')
    figures: Record = data["figures"]
    return figures


def write_record(path: Path, record: Record) -> None:
    """Write the figures, and the tables in the Markdown files that show them."""
    path.write_text(json.dumps({"version": __version__, "figures": record}, indent=1) + "\n", encoding="utf-8")
    for page in (path.parent / "accuracy.md", path.parent.parent / "README.md"):
        if page.exists():
            page.write_text(with_table(page.read_text(encoding="utf-8"), record), encoding="utf-8")


def with_table(page: str, record: Mapping[str, Figures]) -> str:
    """Return a Markdown page with the table between its comment lines brought up to date."""
    return _TABLE.sub(lambda _: table(record), page)


def table(record: Mapping[str, Figures]) -> str:
    """Return the main figures as Markdown: a table for news, a sentence for each of the others."""
    lines = ["", f"| F1 | {' | '.join(NEWS_COLUMNS.values())} |", "|---" * (1 + len(NEWS_COLUMNS)) + "|"]
    for corpus, figures in record.items():
        if "quotes_attributed" in figures:
            cells = [short(figures[name]) if name in figures else "-" for name in NEWS_COLUMNS]
            lines.append(f"| {corpus} | {' | '.join(cells)} |")
    if novels := record.get("novels"):
        kinds = ", ".join(
            f"{short(novels[f'speaker_{kind}'])} {kind}" for kind in ("explicit", "anaphoric", "implicit")
        )
        said = (
            f"quotations found with F1 {short(novels['quotes'])}, the right speaker for {short(novels['speaker_all'])}"
        )
        lines += ["", f"Novels: {said} of them all ({kinds})."]
    if cases := record.get("cases-dev"):
        lines += ["", f"Cases from complaints about other tools: {short(cases['cases_passed'])} pass."]
    return "\n".join(lines) + "\n\n"


def short(share: float) -> str:
    """Return a share as it is usually printed.

    >>> short(0.7649), short(1.0)
    ('.765', '1.000')
    """
    return f"{share:.3f}".removeprefix("0")
