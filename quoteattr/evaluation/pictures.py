"""Pictures of the record of accuracy, as SVG: the same record gives the same bytes.

Each picture is one file that needs nothing else: no script, no font, no address.  Its colours follow the reader's light
or dark scheme, shapes and dashes tell apart what colours do, and a title and a description say in words what
is to be seen.

``python -m quoteattr.evaluation pictures`` writes them from docs/accuracy.json to docs/images; recording new figures
does so too.  A picture for which nothing is recorded is left out.

Limits: labels are set where the curves end; those that end at one place are pushed apart, three at most.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any, Final

from quoteattr.errors import InputError
from quoteattr.evaluation.record import RECORD, Record, read_record, systems

WIDTH: Final = 760
STYLE: Final = """
svg { --ink: #1f2328; --soft: #59636e; --rule: #d8dee4; --paper: #ffffff; --one: #0757ad; --two: #b34700; --rest: #8c959f }
@media (prefers-color-scheme: dark) {
  svg { --ink: #f0f3f6; --soft: #a8b1bb; --rule: #3d444d; --paper: #171b21; --one: #6cb6ff; --two: #f69d50; --rest: #768390 }
}
text { font: 14px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink) }
.soft { fill: var(--soft); font-size: 13px }
.head { font-weight: 600 }
.one { stroke: var(--one); fill: var(--one) }
.two { stroke: var(--two); fill: var(--two) }
.rest { fill: var(--rest) }
.rule { stroke: var(--rule) }
.line { fill: none; stroke-width: 2.5 }
.two.line { stroke-dasharray: 7 4 }
text.one, text.two, .bar { stroke: none }
.paper { fill: var(--paper) }
"""  # noqa: E501

Point = tuple[float, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pictures; return 2 if there is no record to draw."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.evaluation pictures", description="Draw the record.")
    parser.add_argument("--record", type=Path, default=RECORD, help="file of recorded figures")
    parser.add_argument("--out", type=Path, help="folder to write to (default: images beside the record)")
    args = parser.parse_args(argv)
    try:
        written = write_pictures(read_record(args.record), args.out or args.record.parent / "images")
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    if not written:
        print(f"{args.record}: there are no figures to draw", file=sys.stderr)
        return 2
    print(*written, sep="\n")
    return 0


def write_pictures(record: Record, folder: Path) -> list[Path]:
    """Write each picture there is something to show for, and return the files."""
    drawn = {folder / f"{name}.svg": picture for name, draw in PICTURES.items() if (picture := draw(record))}
    for path, picture in drawn.items():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(picture, encoding="utf-8", newline="\n")
    return list(drawn)


# --- marks on paper ------------------------------------------------------------------------------


def _svg(height: float, title: str, about: str, parts: Iterator[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" '
        'role="img" aria-labelledby="title about">'
    )
    words = f'<title id="title">{escape(title)}</title>\n<desc id="about">{escape(about)}</desc>'
    paper = f'<rect class="paper" width="{WIDTH}" height="{height:g}" rx="6"/>'
    return "\n".join([head, words, f"<style>{STYLE}</style>", paper, *parts, "</svg>\n"])


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, more: str = "") -> str:
    return f'<line class="rule" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"{more}/>'


def _bar(x: float, y: float, width: float, kind: str) -> str:
    return f'<rect class="{kind} bar" x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="14" rx="2"/>'


def _dot(at: Point, kind: str, size: float) -> str:
    """Return a disc for the first series and a square for the second, of about the same area."""
    (x, y), side = at, size * 1.77
    if kind == "one":
        return f'<circle class="one" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
    corner = f'x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
    return f'<rect class="two" {corner} width="{side:.1f}" height="{side:.1f}"/>'


def _curve(points: Sequence[Point], kind: str) -> Iterator[str]:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline class="{kind} line" points="{places}"/>'
    yield from (_dot(point, kind, 3.5) for point in points)


# --- a square of shares --------------------------------------------------------------------------

SIDE: Final = 260
TOP: Final = 60
BOTTOM: Final = TOP + SIDE + 66
FEW: Final = 5  # a bin with fewer says nothing


def _square(left: float, head: str, below: str, beside: str) -> tuple[Callable[[float, float], Point], list[str]]:
    """Return where a pair of shares lies in a square with axes from 0 to 1, and the square."""

    def at(x: float, y: float) -> Point:
        return left + SIDE * x, TOP + SIDE * (1 - y)

    parts = [_text(left, 28, head, "head"), _text(left, 48, beside, "soft")]
    for tick in range(0, 11, 2):
        share = tick / 10
        (x, low), (start, y) = at(share, 0), at(0, share)
        parts += [_rule(start, y, start + SIDE, y), _text(start - 8, y + 5, f"{share:.1f}", "soft", "end")]
        parts.append(_text(x, low + 20, f"{share:.1f}", "soft", "middle"))
    return at, [*parts, _text(left + SIDE / 2, TOP + SIDE + 44, below, "soft", "middle")]


def _apart(wanted: Sequence[float], least: float = 18) -> list[float]:
    """Return heights as near to those wanted as leaves room for a line of text at each.

    >>> _apart([10, 12]), _apart([50, 10])
    ([2.0, 20.0], [50, 10])
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    found = [float(y) if not isinstance(y, int) else y for y in wanted]
    for one, other in pairwise(order):
        if (lack := least - (found[other] - found[one])) > 0:
            found[one] -= lack / 2
            found[other] += lack / 2
    return found


def by_confidence(record: Record) -> str:
    """Draw precision and recall by the least confidence that is asked for, a square for each corpus."""
    shown = {name: found["by_confidence"] for name, found in _tables(record) if "by_confidence" in found}
    if not shown:
        return ""
    about = "; ".join(
        f"{name}: from {_share(rows[0]['p'])} precision and {_share(rows[0]['r'])} recall at 0 "
        f"to {_share(rows[-1]['p'])} and {_share(rows[-1]['r'])} at {rows[-1]['minimum']}"
        for name, rows in shown.items()
    )
    parts = (part for i, (name, rows) in enumerate(shown.items()) for part in _tradeoff(46 + 375 * i, name, rows))
    return _svg(BOTTOM, "Precision and recall of quotations by minimum confidence", about, parts)


def _tradeoff(left: float, name: str, rows: Sequence[Mapping[str, float]]) -> Iterator[str]:
    at, parts = _square(left, name, "minimum confidence", "share of quotations attributed")
    yield from parts
    series = {"precision": ("one", "p"), "recall": ("two", "r")}
    ends = _apart([at(0, rows[-1][key])[1] for _, key in series.values()])
    for (words, (kind, key)), y in zip(series.items(), ends, strict=True):
        points = [at(row["minimum"], row[key]) for row in rows]
        yield from _curve(points, kind)
        yield _text(points[-1][0] + 12, y + 5, words, kind)


def reliability(record: Record) -> str:
    """Draw how many are right for each bin of confidence, quotations and names, with a mark for each corpus."""
    squares = {"quotations": "reliability", "names of speakers": "speaker_reliability"}
    found = {words: [(name, t[key]) for name, t in _tables(record) if key in t][:2] for words, key in squares.items()}
    if not any(found.values()):
        return ""
    about = "A mark is a bin of at least five; its size grows with the number in it. " + "; ".join(
        f"{words} of {name}: {_share(row['right'])} right at {_share(row['confidence'])}"
        for words, series in found.items()
        for name, rows in series
        for row in rows[-1:]
    )
    parts = (p for i, (words, series) in enumerate(found.items()) for p in _diagonal(46 + 375 * i, words, series))
    return _svg(BOTTOM, "Confidence and the share that is right", about, parts)


def _diagonal(left: float, words: str, series: Sequence[tuple[str, Any]]) -> Iterator[str]:
    at, parts = _square(left, words, "confidence", "share that is right")
    yield from parts
    yield _rule(*at(0, 0), *at(1, 1), ' style="stroke: var(--soft)" stroke-dasharray="3 4" stroke-width="1.5"')
    for i, ((name, rows), kind) in enumerate(zip(series, ("one", "two"), strict=False)):
        total = sum(row["number"] for row in rows)
        for row in (row for row in rows if row["number"] >= FEW):
            size = max(3.0, 18 * sqrt(row["number"] / total))
            dot = _dot(at(row["confidence"], row["right"]), kind, size)
            yield f'{dot[:-2]} fill-opacity="0.45"/>'
        yield _dot((left + SIDE - 105, TOP + SIDE - 42 + 22 * i), kind, 5)
        yield _text(left + SIDE - 91, TOP + SIDE - 37 + 22 * i, name, kind)


# --- beside others -------------------------------------------------------------------------------

ROW: Final = 24
LABELS: Final = 200


def f1(record: Record) -> str:
    """Draw F1 of this and other systems: a column for each figure, a bar for each system."""
    shown = [system for system in systems(record) if "short" in system and "quotes_attributed" in system]
    if len(shown) < 2:
        return ""
    columns = {"chars_attributed": "characters", "quotes_attributed": "quotations", "direct": "direct",
               "mixed": "mixed", "indirect": "indirect"}  # fmt: skip
    title = "F1 of attributed characters and quotations, and of quotations by kind"
    about = "; ".join(
        f"{system['system']}: " + ", ".join(f"{columns[key]} {_share(system[key])}" for key in columns if key in system)
        for system in shown
    )
    return _svg(56 + ROW * len(shown), title, about, _columns(shown, columns))


def _columns(shown: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> Iterator[str]:
    step = (WIDTH - LABELS - 10) / len(columns)
    for i, words in enumerate(columns.values()):
        yield _text(LABELS + step * i, 28, words, "head")
    for number, system in enumerate(shown):
        y = 44 + ROW * number
        yield _text(LABELS - 12, y + 12, system["short"], "head" if system.get("ours") else "", "end")
        for i, key in enumerate(columns):
            if key in system:
                long = (step - 44) * system[key]
                yield _bar(LABELS + step * i, y, long, "one" if system.get("ours") else "rest")
                yield _text(LABELS + step * i + long + 5, y + 12, _share(system[key]), "soft")


def speed(record: Record) -> str:
    """Draw kilobytes a second of this and other systems."""
    shown = [system for system in systems(record) if "short" in system and "kB_s" in system]
    if len(shown) < 2:
        return ""
    about = "; ".join(f"{system['system']}: {system['kB_s']:.0f} kB/s" for system in shown)
    return _svg(56 + ROW * len(shown), "Speed on one core, kilobytes a second", about, _speeds(shown))


def _speeds(shown: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield _text(LABELS, 28, "kilobytes a second, one core", "head")
    most = max(system["kB_s"] for system in shown)
    for number, system in enumerate(sorted(shown, key=lambda system: -system["kB_s"])):
        y, long = 44 + ROW * number, (WIDTH - LABELS - 70) * system["kB_s"] / most
        yield _text(LABELS - 12, y + 12, system["short"], "head" if system.get("ours") else "", "end")
        yield _bar(LABELS, y, long, "one" if system.get("ours") else "rest")
        yield _text(LABELS + long + 6, y + 12, f"{system['kB_s']:.0f}", "soft")


def _tables(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from list(record.get("confidence", {}).items())[:2]


def _share(value: float) -> str:
    """Return a share to two digits, as the pictures have room for.

    >>> _share(0.804), _share(1.0)
    ('.80', '1.00')
    """
    return f"{value:.2f}".removeprefix("0")


PICTURES: Final[Mapping[str, Callable[[Record], str]]] = {
    "confidence": by_confidence,
    "reliability": reliability,
    "f1": f1,
    "speed": speed,
}
