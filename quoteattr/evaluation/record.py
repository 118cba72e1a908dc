"""The record of accuracy: docs/accuracy.json, and the tables in the documentation that are made from it.

The record is a reviewed file: its history says which change cost or gained what.  It has the figures of each
corpus, tables by confidence, the speed, and the figures of other systems, which were measured once with the same
scorer and are kept as they are.  The tables stand between two comment lines in Markdown files beside it and in
README.md; nobody edits them by hand.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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
SYSTEM_COLUMNS: Final = {name: words for name, words in NEWS_COLUMNS.items() if name != "speaker_full"}
NOVEL_COLUMNS: Final = {
    "speaker_all": "all",
    "speaker_explicit": "named beside the words",
    "speaker_anaphoric": "a pronoun or description",
    "speaker_implicit": "nobody beside the words",
}
BESIDE: Final = "polnear-dev"  # the corpus other systems were measured on
_TABLE: Final = re.compile(r"(<!-- (figures|systems|novels|confidence) -->\n).*?(?=<!-- end of \2 -->)", re.DOTALL)
_ROW: Final = re.compile(r'\{\s+"(?:minimum|from|system)"[^{}]*\}')

Figures = dict[str, float]
Record = dict[str, Any]


def read_record(path: Path = RECORD) -> Record:
    """Return the record; one without figures if there is none yet."""
    try:
        record: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {"figures": {}}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("figures"), dict):
        raise InputError(f'{path}: $.figures: an object is expected; delete the file and record anew with "--write"')
    found: Record = record
    return found


def write_record(path: Path, record: Record) -> None:
    """Write the record, and the tables in the Markdown files that show it."""
    lines = json.dumps({**record, "version": __version__}, indent=1, ensure_ascii=False)
    path.write_text(_ROW.sub(lambda row: " ".join(row[0].split()), lines) + "\n", encoding="utf-8")
    for page in (path.parent / "accuracy.md", path.parent.parent / "README.md"):
        if page.exists():
            page.write_text(with_tables(page.read_text(encoding="utf-8"), record), encoding="utf-8")


def with_tables(page: str, record: Record) -> str:
    """Return a Markdown page with the tables between their comment lines brought up to date."""
    return _TABLE.sub(lambda place: place[1] + TABLES[place[2]](record), page)


def figures_table(record: Record) -> str:
    """Return the main figures as Markdown: a table for news, a sentence for each of the others."""
    figures: Mapping[str, Figures] = record["figures"]
    news = {corpus: found for corpus, found in figures.items() if "quotes_attributed" in found}
    lines = _table(
        ["F1", *NEWS_COLUMNS.values()], [[name, *_cells(found, NEWS_COLUMNS)] for name, found in news.items()]
    )
    if novels := figures.get("novels"):
        found, right, explicit, anaphoric, implicit = _cells(novels, ("quotes", *NOVEL_COLUMNS))
        kinds = f"{explicit} explicit, {anaphoric} anaphoric, {implicit} implicit"
        lines += ["", f"Novels: quotations found with F1 {found}, the right speaker for {right} of them all ({kinds})."]
    if cases := figures.get("cases-dev"):
        lines += ["", f"Cases from complaints about other tools: {short(cases['cases_passed'])} pass."]
    return _text(lines)


def systems(record: Record) -> list[dict[str, Any]]:
    """Return this and the other systems with their figures on polnear-dev, and their speed; people first."""
    figures = record["figures"].get(BESIDE, {})
    ours = {"system": "quoteattr", "short": "quoteattr", "ours": True, **figures, **record.get("speed", {})}
    others: list[dict[str, Any]] = record.get("others", [])
    people = [other for other in others if other.get("human")]
    return [*people, ours, *(other for other in others if not other.get("human"))]


def systems_table(record: Record) -> str:
    """Return this and the other systems as Markdown."""
    rows = []
    for system in systems(record):
        name = f"**{system['system']}**" if system.get("ours") else system["system"]
        speed = f"{system['kB_s']:.0f}" if "kB_s" in system else "-"
        rows.append([name, *_cells(system, SYSTEM_COLUMNS), speed])
    return _text(_table(["system", *SYSTEM_COLUMNS.values(), "kB/s"], rows))


def novels_table(record: Record) -> str:
    """Return the share of quotations in novels whose speaker is right, by this and other systems, as Markdown."""
    ours = {"system": "**quoteattr**", **record["figures"].get("novels", {})}
    shown = (ours, *record.get("others_novels", []))
    rows = [[system["system"], *_cells(system, NOVEL_COLUMNS)] for system in shown]
    return _text(_table(["system", *NOVEL_COLUMNS.values()], rows))


def confidence_table(record: Record) -> str:
    """Return precision and recall by minimum confidence as Markdown, and the share of names that are right."""
    corpora = record.get("confidence", {})
    heads = [f"{corpus}: {what}" for corpus in corpora for what in ("precision", "recall", "names right")]
    rows = [[f"{i / 10:.1f}", *(cell for found in corpora.values() for cell in _row(found, i))] for i in range(10)]
    return _text(_table(["minimum", *heads], rows))


def _row(found: Mapping[str, Any], i: int) -> list[str]:
    quotes, names = found["by_confidence"][i], found["by_speaker_confidence"][i]
    return [short(quotes["p"]), short(quotes["r"]), short(names["share"])]


# --- Markdown ------------------------------------------------------------------------------------


def _cells(figures: Mapping[str, Any], columns: Iterable[str]) -> list[str]:
    """Return the figures of columns as they are shown, "-" for those that are not there."""
    return [short(figures[name]) if name in figures else "-" for name in columns]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return ["", _line(head), "|---" * len(head) + "|", *map(_line, rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n\n"


TABLES: Final[Mapping[str, Callable[[Record], str]]] = {
    "figures": figures_table,
    "systems": systems_table,
    "novels": novels_table,
    "confidence": confidence_table,
}


def short(share: float) -> str:
    """Return a share as it is usually printed.

    >>> short(0.7649), short(1.0)
    ('.765', '1.000')
    """
    return f"{share:.3f}".removeprefix("0")
