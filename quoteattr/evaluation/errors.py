"""What is missed and what is found in vain: every error by class and kind, and a sample of them to be read.

A miss is an annotated quotation that pairs with none that was found, or with one of another source; what is
spurious, the same the other way round.  Optional annotations are left out as in the figures.  Each error is put into
the first class that fits, by the quotation of the other side that lies nearest:

- the contents pair, the sources differ;
- the cue is the same, or both have none, but less than half of the content is in common;
- at least half of the words are reported there too, but under other cues: inside a longer report, or in pieces;
- nothing like it is there.

The classes tell where to look, not why: who wants to know reads a sample.  It is drawn at random from all errors of
one side and told in the order of the text, each error in its sentences and one on either side; "-" is what was
annotated, "+" what was found.  The same seed draws the same errors again; where some were mended since, it draws
others in their place.

Limits: two annotations under one cue ("said this and that") are one pair and one miss of the second class.

Run:  python -m quoteattr.evaluation errors GOLD [PREDICTIONS] [--sample 100 --seed 0]
"""

import argparse
import os
import random
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.errors import InputError
from quoteattr.evaluation.corpus import GoldDocument, Row, read_gold, read_predictions
from quoteattr.evaluation.pairs import Item, article_of, matched, same_source
from quoteattr.evaluation.report import extract, signature
from quoteattr.models import QuoteKind, Span, covered
from quoteattr.output.table import printable, shortened
from quoteattr.pipeline import Extractor
from quoteattr.reading import read

MISS: Final = "missed"
SPURIOUS: Final = "spurious"
SOURCE: Final = "another source"
EDGES: Final = "same cue, other words"
CUES: Final = "words under other cues"
NOTHING: Final = "nothing there"
CLASSES: Final = (SOURCE, EDGES, CUES, NOTHING)

LONGEST: Final = 2000  # characters of a context or content that are shown


@attrs.frozen(kw_only=True)
class Error:
    """A quotation that is missed or spurious, its class, and the nearest of the other side where there is one."""

    document: GoldDocument
    side: str
    cause: str
    item: Item
    nearest: Item | None


def errors(gold: Iterable[GoldDocument], predictions: Mapping[str, Sequence[Row]]) -> Iterator[Error]:
    """Yield the errors of predictions by document id: of each document the misses, then the spurious."""
    for document in gold:
        article = article_of(document, predictions.get(document.id, ()))
        required, predicted = article.required, article.predicted
        pairs, counted = matched(article, predicted)
        right, partner = set[int](), dict[int, Item]()
        for wanted, found in ((required[i], predicted[j]) for i, j, _ in pairs):
            if same_source(wanted, found):
                right |= {id(wanted), id(found)}
            else:
                partner |= {id(wanted): found, id(found): wanted}
        kept, annotated = [predicted[j] for j in counted], [*required, *article.optional]
        for side, items, others in ((MISS, required, predicted), (SPURIOUS, kept, annotated)):
            for item in items:
                if id(item) not in right:
                    cause, nearest = _classed(item, partner.get(id(item)), others)
                    yield Error(document=document, side=side, cause=cause, item=item, nearest=nearest)


def _classed(item: Item, partner: Item | None, others: Sequence[Item]) -> tuple[str, Item | None]:
    """Return the class of an error and the quotation of the other side it is judged by."""
    if partner:
        return SOURCE, partner
    same = [o for o in others if o.cue & item.cue or (not o.cue and not item.cue and o.content & item.content)]
    if same:
        return EDGES, _nearest(item, same)
    reported = frozenset[int]().union(*(other.content for other in others)) & item.content
    if 2 * len(reported) >= len(item.content):
        return CUES, _nearest(item, others)
    return NOTHING, None


def _nearest(item: Item, others: Sequence[Item]) -> Item:
    return max(others, key=lambda other: len(other.content & item.content))


# --- words ---------------------------------------------------------------------------------------


def counted(found: Sequence[Error], side: str) -> Iterator[str]:
    """Yield the lines of a table: the errors of a side by class and kind."""
    numbers = Counter((error.cause, error.item.kind) for error in found if error.side == side)
    yield _line(f"{side}: {numbers.total()}", [*(kind.value for kind in QuoteKind), "all"])
    for cause in CLASSES:
        cells = [numbers[cause, kind] for kind in QuoteKind]
        yield _line(f"  {cause}", [*cells, sum(cells)])


def _line(head: str, cells: Iterable[object]) -> str:
    return f"{head:26}" + "".join(f"{cell:>10}" for cell in cells) + "\n"


def sampled(found: Sequence[Error], side: str, size: int, seed: int) -> Iterator[str]:
    """Yield the lines that tell so many errors of a side, drawn at random, in the order of the text."""
    mine = [error for error in found if error.side == side]
    ranked = sorted(range(len(mine)), key=lambda i: _lot(mine[i], seed))
    for number, error in enumerate((mine[i] for i in sorted(ranked[:size])), 1):
        signs = "-+" if side == MISS else "+-"
        yield f"\n{side} {number}, {error.item.kind.value}, {error.cause}: {_context(error)}\n"
        for sign, item in zip(signs, (error.item, error.nearest), strict=True):
            if item:
                yield f"  {sign} {_row(error.document.text, item.row)}\n"


def _lot(error: Error, seed: int) -> float:
    """Return a random number that an error keeps whatever becomes of the others."""
    spans = sorted((span.start, span.end) for span in error.item.row.content)
    return random.Random(f"{seed} {error.document.id} {spans}").random()


def _context(error: Error) -> str:
    """Return where an error is, and the sentences from that before its first part to that after its last."""
    text, row = error.document.text, error.item.row
    parts = [*row.content, *row.cue, *row.source]
    start, end = min(span.start for span in parts), max(span.end for span in parts)
    sentences = read(text).sentences
    first = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 2
    last = bisect_left(sentences, end, key=lambda sentence: sentence.end) + 1
    reach = sentences[max(first, 0) : last + 1]
    words = Span(reach[0].start, reach[-1].end).of(text) if reach else ""
    line = text.count("\n", 0, max(start, 0)) + 1
    return f"{printable(error.document.id)}, line {line}\n  {shortened(words, LONGEST)}"


def _row(text: str, row: Row) -> str:
    parts = (row.source, row.cue, row.content)
    return " | ".join(shortened(covered(text, spans), LONGEST) or "-" for spans in parts)


# --- the command ---------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Print the errors by class and kind, and a sample of each side; return 2 if a file cannot be read."""
    args = _parser().parse_args(argv)
    try:
        gold = read_gold(args.gold)
        rows = read_predictions(args.predictions) if args.predictions else extract(gold, Extractor(), args.workers)
        found = list(errors(gold, rows))
        print(signature(args.gold, args.predictions, len(gold)))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    for side in (MISS, SPURIOUS):
        print("\n" + "".join(counted(found, side)), end="")
    for side in (MISS, SPURIOUS):
        print("".join(sampled(found, side, args.sample, args.seed)), end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.evaluation errors",
        description="Count the quotations missed and the spurious ones by class and kind, and show a sample of each.",
        epilog='In the sample, "-" is what was annotated and "+" what was found: source | cue | content.',
    )
    parser.add_argument("gold", metavar="GOLD", help="annotated documents, JSON Lines")
    parser.add_argument(
        "predictions", metavar="PREDICTIONS", nargs="?", help="quotations to judge instead of those found now"
    )
    parser.add_argument(
        "--sample", type=_number, default=0, metavar="N", help="show N errors of each side (default: 0)"
    )
    parser.add_argument("--seed", type=int, default=0, help="draw another sample (default: 0)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that extract")
    return parser


def _number(value: str) -> int:
    if not value.isdecimal():
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of examples; give 0 or more")
    return int(value)
