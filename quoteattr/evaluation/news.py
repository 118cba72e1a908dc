"""Figures for quotations of news: how much of what is said is found, with its source, and who is named.

Two units are counted.  Characters ask how much of the reported words is found under the right source, however a
system cuts them into quotations.  Quotations ask for pairs (`pairs`), and of these whether the name is right (`names`).
The calibration error compares confidence with the share of attributed pairs in ten bins.

Sums of fractions are taken in the order of the files, so that the same files give the same last digit everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from quoteattr.evaluation.corpus import GoldDocument, Names, Row
from quoteattr.evaluation.names import repeats_source, same_name
from quoteattr.evaluation.pairs import Article, Item, article_of, matched, same_source
from quoteattr.models import QuoteKind

TIGHT_OVERLAP: Final = 0.9
BINS: Final = 10

Tally = Counter[str]
Figures = dict[str, Any]


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


# --- counting ------------------------------------------------------------------------------------


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
