"""Which predicted quotation answers which annotated one, and whether it has the right source.

Spans are compared as sets of the offsets of their letters and digits, so that marks, spaces and punctuation at an edge
neither help nor harm.  Gold and predicted contents pair with a Jaccard index of at least .5, the closest pair first,
each in one pair only.  Optional gold pairs with what is left over, and neither side of such a pair counts.

A pair is *attributed* if the source mentions overlap in at least a fifth of the predicted one, or neither has
a source.  Where no gold cue stands on a line of the content (the quotation carries on from another paragraph)
a prediction without a source is as good.

Kinds follow from the text alone: direct contents have nine tenths of their letters within marks, indirect ones none.

Limits: a line with very many opening `` and no closing one is slow; Unicode classes are those of `re`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from quoteattr.evaluation.corpus import GoldDocument, Row
from quoteattr.models import QuoteKind, Span

CONTENT_OVERLAP: Final = 0.5
SOURCE_OVERLAP: Final = 0.2
DIRECT_SHARE: Final = 0.9

# Any pair of marks on one line; a double mark that is not closed reaches to the end of its line.
MARKED: Final = re.compile(
    r"""
      “ [^“”\n]* (?: ” | (?=\n|\Z) )
    | „ [^„“”\n]* [“”]
    | " [^"\n]* (?: " | (?=\n|\Z) )
    | `` .*? ''
    | '' (?=\S) [^\n]*? ''
    | « [^«»\n]* »
    | (?<!\w) ‘ (?=\S)       (?: [^‘’\n] | (?<=\w)’(?=\w) )* ’ (?!\w)                  # inner apostrophes are no ends
    | (?<!\w) ' (?=[A-Za-z]) (?: [^'\n]  | (?<=\w)'(?=\w) )* (?<=[\w.,!?…]) ' (?!\w)
    """,
    re.VERBOSE,
)

Offsets = frozenset[int]


@attrs.frozen(kw_only=True, eq=False)
class Item:
    """A row as sets of offsets; `carried` if no cue of its own stands on a line of its content."""

    row: Row
    content: Offsets
    source: Offsets
    cue: Offsets
    carried: bool
    kind: QuoteKind


@attrs.frozen(kw_only=True, eq=False)
class Article:
    """An annotated text and what was predicted for it, ready to be compared."""

    text: str
    required: list[Item]
    optional: list[Item]
    predicted: list[Item]


def article_of(document: GoldDocument, rows: Iterable[Row]) -> Article:
    """Return an article as it is judged: its gold, required or optional, and what was predicted."""
    text = document.text
    inside = marked(text)
    return Article(
        text=text,
        required=items_of(text, (row for row in document.rows if not row.optional), inside),
        optional=items_of(text, (row for row in document.rows if row.optional), inside),
        predicted=items_of(text, rows, inside),
    )


# --- from rows to items --------------------------------------------------------------------------


def items_of(text: str, rows: Iterable[Row], inside: Offsets) -> list[Item]:
    """Return the rows whose content has a letter or digit."""
    return [_item(text, row, content, inside) for row in rows if (content := offsets(text, row.content))]


def _item(text: str, row: Row, content: Offsets, inside: Offsets) -> Item:
    cue = offsets(text, row.cue)
    lines = {_line(text, at) for span in row.content for at in (span.start, span.end)}
    return Item(
        row=row,
        content=content,
        source=offsets(text, row.source),
        cue=cue,
        carried=not any(_line(text, at) in lines for at in cue),
        kind=_kind(content, inside),
    )


def marked(text: str) -> Offsets:
    """Return the offsets of what stands in marks, marks included."""
    return frozenset(i for match in MARKED.finditer(text) for i in range(*match.span()))


def offsets(text: str, spans: Iterable[Span]) -> Offsets:
    """Return the offsets of the letters and digits in spans."""
    ranges = (range(max(0, span.start), min(span.end, len(text))) for span in spans)
    return frozenset(i for places in ranges for i in places if text[i].isalnum())


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at)


def _kind(content: Offsets, inside: Offsets) -> QuoteKind:
    share = len(content & inside) / len(content)
    if share >= DIRECT_SHARE:
        return QuoteKind.DIRECT
    return QuoteKind.INDIRECT if share == 0 else QuoteKind.MIXED


# --- pairs ---------------------------------------------------------------------------------------


def matched(article: Article, predicted: Sequence[Item]) -> tuple[list[tuple[int, int, float]], list[int]]:
    """Return the pairs with required gold, and the indices of all predictions but those that pair with optional."""
    pairs = paired(article.required, predicted)
    left = sorted(set(range(len(predicted))) - {j for _, j, _ in pairs})
    spare = {left[j] for _, j, _ in paired(article.optional, [predicted[j] for j in left])}
    return pairs, [j for j in range(len(predicted)) if j not in spare]


def paired(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int, float]]:
    """Return (gold, predicted, Jaccard index) one to one, the closest contents first."""
    close = []
    for i, wanted in enumerate(gold):
        for j, found in enumerate(predicted):
            if common := len(wanted.content & found.content):
                overlap = common / len(wanted.content | found.content)
                if overlap >= CONTENT_OVERLAP:
                    close.append((-overlap, i, j))
    pairs, answered, used = [], set[int](), set[int]()
    for overlap, i, j in sorted(close):
        if i not in answered and j not in used:
            answered.add(i)
            used.add(j)
            pairs.append((i, j, -overlap))
    return pairs


def same_source(gold: Item, predicted: Item) -> bool:
    """Tell whether the sources of a pair share enough words, or there is none on either side."""
    if gold.source and predicted.source:
        return len(gold.source & predicted.source) >= SOURCE_OVERLAP * len(predicted.source)
    return not predicted.source and (not gold.source or gold.carried)
