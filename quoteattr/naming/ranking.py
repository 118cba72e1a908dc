"""Who of those in mind is meant: candidates with features, features with weights, and a share of belief for each.

For a pronoun or a quotation without a source every candidate gets a set of named features (how far its last mention is,
whether it was a subject, whether it spoke last, ...); its score is the sum of their weights, and the
beliefs are the softmax of the scores.  The weights are learned once (multinomial logistic regression over
annotated news and novels) and kept as small whole numbers in `data/speaker-weights.tsv`; texts of much
talk have weights of their own, `data/talk-weights.tsv`.

Limits: features look at one quotation at a time; a wrong turn early in a dialogue can shift those after it.
"""

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quoteattr.data import entries
from quoteattr.naming.cast import Figure

TRUST: Final = "~"  # ends the name of what sums of a kind are divided by, so that beliefs are shares that hold
SCALE: Final = 16.0  # a weight of 16 in the file is 1 in the sum
KEPT: Final = 5  # candidates that anybody asks for once all have been compared


@functools.cache
def weights(texts: str) -> dict[str, float]:
    """Return the weight of each feature: those for texts of much "talk", for others ("speaker"), or "conversation"."""
    return {name: int(weight) / SCALE for name, weight in entries(f"{texts}-weights")}


class Ranked(NamedTuple):
    """A candidate with its share of belief; the shares of all candidates sum to 1."""

    figure: Figure
    belief: float


def rank(candidates: Sequence[tuple[Figure, Iterable[str]]], table: Mapping[str, float], kind: str) -> list[Ranked]:
    """Return the best candidates, best first (of equals the one given first), by a table of weights.

    `kind` is the kind of question: the table says how far to trust sums of its kind ("turn:T~" divides them).
    """
    scores = [summed(features, table) for _, features in candidates]
    return believed([figure for figure, _ in candidates], scores, table, kind)


def summed(features: Iterable[str], table: Mapping[str, float]) -> float:
    """Return the sum of the weights of features."""
    return sum(filter(None, map(table.get, features)))


def believed(figures: Sequence[Figure], scores: Sequence[float], table: Mapping[str, float], kind: str) -> list[Ranked]:
    """Return the best of figures with their sums as candidates, best first; see `rank`."""
    trust, top = table.get(kind + TRUST, 1.0), max(scores, default=0.0)
    powers = [math.exp((score - top) / trust) for score in scores]
    total, order = sum(powers), sorted(range(len(powers)), key=powers.__getitem__, reverse=True)
    return [Ranked(figures[i], powers[i] / total) for i in order[:KEPT]]
