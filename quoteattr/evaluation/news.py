"""Figures for quotations of news: how much of what is said is found, with its source, and who is named.

Theory of operation.  Spans are compared as sets of the offsets of their letters and digits, so that marks,
spaces and punctuation at an edge neither help nor harm.  Two units are counted.  Characters ask how much of the
reported words is found under the right source, however a system cuts them into quotations.  Quotations
ask for pairs: gold and predicted contents with a Jaccard index of at least .5, the closest pair first, each in
one pair only.  Optional gold pairs with what is left over, and neither side of such a pair counts.

A pair is *attributed* if the source mentions overlap in at least a fifth of the predicted one, or neither has
a source.  Where no gold cue stands on a line of the content (the quotation carries on from another paragraph)
a prediction without a source is as good.

Kinds follow from the text alone: direct contents have nine tenths of their letters within marks, indirect ones
none.  Names are equal after case, titles and punctuation are dropped; lenient, if the words of one are among
the other's.  The calibration error compares confidence with the share of attributed pairs in ten bins.

Sums of fractions are taken in the order of the files, so that the same files give the same last digit everywhere.

Limits: a line with very many opening `` and no closing one is slow; Unicode classes are those of `re`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from quoteattr.evaluation.corpus import GoldDocument, Names, Row
from quoteattr.models import QuoteKind, Span, covered

CONTENT_OVERLAP: Final = 0.5
TIGHT_OVERLAP: Final = 0.9
SOURCE_OVERLAP: Final = 0.2
DIRECT_SHARE: Final = 0.9
BINS: Final = 10

TITLES: Final = frozenset(
    "capt chairman chairwoman col dame dr gen gov governor judge justice lady lord lt miss mr mrs ms president prof "
    "professor rep representative secretary sen senator sgt sir the".split()
)

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
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_WORD: Final = re.compile(r"\w+")

Offsets = frozenset[int]
Tally = Counter[str]
Figures = dict[str, Any]


@attrs.frozen(kw_only=True, eq=False)
class Item:
    """A row as sets of offsets; `carried` if no cue of its own stands on a line of its content."""

    row: Row
    content: Offsets
    source: Offsets
    cue: Offsets
    carried: bool
    kind: QuoteKind


@attrs.define
class Bins:
    """Predictions by confidence: how many, the sum of their confidence, and how many were right."""

    size: list[int] = attrs.field(factory=lambda: [0] * BINS)
    confidence: list[float] = attrs.field(factory=lambda: [0.0] * BINS)
    right: list[int] = attrs.field(factory=lambda: [0] * BINS)

    def add(self, confidence: float, right: bool) -> None:
        """Count one prediction."""
        which = min(BINS - 1, int(confidence * BINS))
        self.size[which] += 1
        self.confidence[which] += confidence
        self.right[which] += right

    def error(self) -> float:
        """Return the expected calibration error."""
        return sum(abs(p - n) for p, n in zip(self.confidence, self.right, strict=True)) / sum(self.size)

    def table(self) -> list[dict[str, float]]:
        """Return how many lie in each bin that is not empty, their mean confidence and the share that is right."""
        found = enumerate(zip(self.size, self.confidence, self.right, strict=True))
        return [
            {"from": i / BINS, "number": size, "confidence": confidence / size, "right": right / size}
            for i, (size, confidence, right) in found
            if size
        ]


def score(gold: Iterable[GoldDocument], predictions: Mapping[str, Sequence[Row]]) -> Figures:
    """Return the figures for predictions by document id; a document without any counts as missing."""
    tally, bins = Tally(), Bins()
    for document in gold:
        tally["missing"] += document.id not in predictions
        _count(article_of(document, predictions.get(document.id, ())), tally, bins)
    return _figures(tally, bins)


# --- from rows to items --------------------------------------------------------------------------


def marked(text: str) -> Offsets:
    """Return the offsets of what stands in marks, marks included."""
    return frozenset(i for match in MARKED.finditer(text) for i in range(*match.span()))


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


def paired(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int, float]]:
    """Return (gold, predicted, Jaccard index) one to one, the closest contents first."""
    close = []
    for i, wanted in enumerate(gold):
        for j, found in enumerate(predicted):
            if common := len(wanted.content & found.content):
                overlap = common / len(wanted.content | found.content)
                if overlap >= CONTENT_OVERLAP:
                    close.append((-overlap, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for overlap, i, j in sorted(close):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j, -overlap))
    return pairs


def same_source(gold: Item, predicted: Item) -> bool:
    """Tell whether the sources of a pair share enough words, or there is none on either side."""
    if gold.source and predicted.source:
        return len(gold.source & predicted.source) >= SOURCE_OVERLAP * len(predicted.source)
    return not predicted.source and (not gold.source or gold.carried)


# --- names ---------------------------------------------------------------------------------------


def _words(name: str | None) -> list[str]:
    """Return the words of a name in lower case, titles and possessive dropped unless nothing else is left."""
    found = _WORD.findall(_POSSESSIVE.sub("", (name or "").casefold()))
    return [word for word in found if word not in TITLES] or found


def _names(value: Names) -> list[list[str]]:
    given = value if isinstance(value, tuple) else (value,)
    return [_words(name) for name in given if name]


def same_name(wanted: Names, given: Names, *, lenient: bool) -> bool:
    """Tell whether a prediction names whom gold names: everybody, if it is a list, otherwise anybody."""

    def alike(a: list[str], b: list[str]) -> bool:
        return a == b or (lenient and bool(a) and (set(a) <= set(b) or set(b) <= set(a)))

    gold, predicted = _names(wanted), _names(given)
    if isinstance(given, tuple) and len(predicted) > 1:
        return all(any(alike(p, g) for g in gold) for p in predicted) and all(
            any(alike(p, g) for p in predicted) for g in gold
        )
    return any(alike(p, g) for p in predicted for g in gold)


def repeats_source(text: str, gold: Item, name: str) -> bool:
    """Tell whether a name consists of words of the gold mention: "officials" for "two officials"."""
    return set(_words(name)) <= set(_words(covered(text, gold.row.source)))


# --- counting ------------------------------------------------------------------------------------


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


def matched(article: Article, predicted: Sequence[Item]) -> tuple[list[tuple[int, int, float]], list[int]]:
    """Return the pairs with required gold, and the indices of all predictions but those that pair with optional."""
    pairs = paired(article.required, predicted)
    left = sorted(set(range(len(predicted))) - {j for _, j, _ in pairs})
    spare = {left[j] for _, j, _ in paired(article.optional, [predicted[j] for j in left])}
    return pairs, [j for j in range(len(predicted)) if j not in spare]


def _count(article: Article, tally: Tally, bins: Bins) -> None:
    required, predicted = article.required, article.predicted
    pairs, counted = matched(article, predicted)
    right = {j for i, j, _ in pairs if same_source(required[i], predicted[j])}
    found = [predicted[j] for j in counted]

    tally["docs"] += 1
    _count_characters(required, article.optional, found, tally)
    _count_sides(required, found, tally)
    for j, item in zip(counted, found, strict=True):
        if item.row.confidence is not None:
            bins.add(item.row.confidence, j in right)
    for i, j, overlap in pairs:
        _count_pair(required[i], predicted[j], overlap, tally)
        _count_name(article.text, required[i], predicted[j].row.speaker, tally)


def _by_offset(items: Iterable[Item]) -> dict[int, list[Item]]:
    found = defaultdict(list)
    for item in items:
        for at in item.content:
            found[at].append(item)
    return found


def _count_characters(required: list[Item], optional: list[Item], predicted: list[Item], tally: Tally) -> None:
    gold, found = _by_offset(required), _by_offset(predicted)
    for at in _by_offset(optional).keys() - gold.keys():
        found.pop(at, None)
    both = gold.keys() & found.keys()
    tally["chars gold"] += len(gold)
    tally["chars pred"] += len(found)
    tally["chars content"] += len(both)
    tally["chars attributed"] += sum(any(same_source(g, q) for g in gold[at] for q in found[at]) for at in both)


def _count_sides(required: list[Item], predicted: list[Item], tally: Tally) -> None:
    """Count what there is to find and what was found, whether or not the two go together."""
    tally["quotes gold"] += len(required)
    tally["quotes pred"] += len(predicted)
    tally.update(f"{item.kind} gold" for item in required)
    tally.update(f"{item.kind} pred" for item in predicted)
    tally["speakers gold"] += sum(item.row.named for item in required)
    if any(item.row.annotated for item in required):
        tally["speakers pred"] += sum(bool(item.row.speaker) for item in predicted)


def _count_pair(gold: Item, predicted: Item, overlap: float, tally: Tally) -> None:
    right = same_source(gold, predicted)
    tally["quotes content"] += 1
    tally["quotes tight"] += overlap >= TIGHT_OVERLAP
    tally["quotes attributed"] += right
    tally[f"{gold.kind} recalled"] += right
    tally[f"{predicted.kind} precise"] += right
    if predicted.row.kind:
        tally["kinds"] += 1
        tally["kinds right"] += predicted.row.kind == gold.kind
    if gold.cue:
        tally["cues"] += 1
        tally["cues right"] += bool(gold.cue & predicted.cue)
    if gold.source:
        tally["sources"] += 1
        tally["sources right"] += right


def _count_name(text: str, gold: Item, given: Names, tally: Tally) -> None:
    """Count the name given to a matched quotation; for somebody unnamed, the words of the mention are none."""
    if not gold.row.judged:
        return
    if gold.row.named:
        tally["named"] += 1
        tally["names full"] += same_name(gold.row.speaker, given, lenient=False)
        tally["names lenient"] += same_name(gold.row.speaker, given, lenient=True)
        return
    name = given if isinstance(given, str) else next(iter(given or ()), None)
    repeated = bool(name) and repeats_source(text, gold, name or "")
    tally["unnamed"] += 1
    tally["unnamed right"] += not name or (bool(gold.source) and repeated)
    tally["speakers pred"] -= repeated


# --- figures -------------------------------------------------------------------------------------


def ratio(part: float, whole: float) -> float:
    """Return the quotient, 0 for nothing of nothing."""
    return part / whole if whole else 0.0


def _f1(p: float, r: float) -> dict[str, float]:
    return {"p": p, "r": r, "f1": ratio(2 * p * r, p + r)}


def prf(right: int, predicted: int, gold: int) -> dict[str, float]:
    """Return precision, recall and F1 with the counts they come from."""
    return {**_f1(ratio(right, predicted), ratio(right, gold)), "tp": right, "pred": predicted, "gold": gold}


def _figures(n: Tally, bins: Bins) -> Figures:
    figures: Figures = {"docs": n["docs"]}
    units = ("chars_content", "chars_attributed", "quotes_content", "quotes_tight", "quotes_attributed")
    for unit, found in (name.split("_") for name in units):
        figures[f"{unit}_{found}"] = prf(n[f"{unit} {found}"], n[f"{unit} pred"], n[f"{unit} gold"])
    figures["source_on_matched"] = ratio(n["sources right"], n["sources"])
    figures["cue_on_matched"] = ratio(n["cues right"], n["cues"])
    for kind in QuoteKind:
        predicted, gold = n[f"{kind} pred"], n[f"{kind} gold"]
        both = _f1(ratio(n[f"{kind} precise"], predicted), ratio(n[f"{kind} recalled"], gold))
        figures[kind.value] = {**both, "pred": predicted, "gold": gold}
    if n["speakers gold"]:
        figures |= _speaker_figures(n)
    if n["kinds"]:
        figures["kind_on_matched"] = ratio(n["kinds right"], n["kinds"])
    if any(bins.size):
        figures["calibration_error"] = bins.error()
    return {**figures, "missing": n["missing"]}


def _speaker_figures(n: Tally) -> Figures:
    return {
        "speaker_full": prf(n["names full"], n["speakers pred"], n["speakers gold"]),
        "speaker_lenient": prf(n["names lenient"], n["speakers pred"], n["speakers gold"]),
        "speaker_full_on_matched": ratio(n["names full"], n["named"]),
        "unnamed_on_matched": ratio(n["unnamed right"], n["unnamed"]),
    }
