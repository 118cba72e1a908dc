"""Sums of weights, kept where they can recur: what makes inference cheap.

A feature that depends on one unit, or on a small key, need not be spelled out and looked up each time: the sum of the
weights of all features with that key is kept by it.  What is kept is bounded and holds nothing of the text but
word forms; results do not depend on what was kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quoteattr.linking.learned import features
from quoteattr.linking.learned.crf import LABELS
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.kinds import Kind

_CACHE: Final = 200_000

Scores = tuple[int, int, int, int, int]
Vector = tuple[int, ...]


class CueScorer:
    """Scores units as cues; 16 points are one unit of the log odds."""

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        self.weights = {name: numbers[0] for name, numbers in weights.items()}
        self._units: dict[int, tuple[int, ...]] = {}
        self._edges = [edge] * features.CUE_REACH

    def score(self, view: View, i: int) -> int:
        """Return the score of unit i as a cue."""
        kept, reach = self._units, features.CUE_REACH
        kinds = view.kinds[max(0, i - reach) : i + reach + 1]
        if i < reach or i + reach >= len(view.kinds):
            after = max(0, i + reach + 1 - len(view.kinds))
            kinds = [*self._edges[i:], *kinds, *self._edges[:after]]
        total = 0
        for k, kind in enumerate(kinds):
            total += (kept.get(kind.id) or self._keep(kind))[k]
        get = self.weights.get
        for feature in features.cue_context(view, i):
            total += get(feature, 0)
        return total

    def _keep(self, kind: Kind) -> tuple[int, ...]:
        if len(self._units) > _CACHE:
            self._units.clear()
        get = self.weights.get
        sums = tuple(sum(get(f, 0) for f in features.cue_unit(kind, place)) for place in features.CUE_PLACES)
        self._units[kind.id] = sums
        return sums


class SpanScorer:
    """Scores, for a cue, every unit of its segment under each label.

    The five numbers of a sum are kept in one integer, `_WIDTH` bits each, so that adding two sums is one addition;
    `_BIAS` in every field keeps them positive, and `TERMS` sums are added for each unit.
    """

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        self.weights = {name: _packed(row) for name, row in weights.items()}
        self._units: dict[int, tuple[int, ...]] = {}
        self._by_unit: tuple[dict[features.Key, int], ...] = tuple({} for _ in features.UNIT_GROUPS)
        self._by_run: tuple[dict[features.Key, int], ...] = tuple({} for _ in features.RUN_GROUPS)
        self._edges = [edge] * features.SPAN_REACH

    def scores(self, view: View, a: int, low: int, high: int, others: Sequence[int]) -> list[Scores]:
        """Return the scores of units [low, high) for the cue at unit a; those at a itself mean nothing."""
        name = features.cue_name(view.kinds[a])
        kept, tags, place, by_cue, keep = self._units, *self._by_unit, self._keep_key
        unit_keys, groups, stores = features.unit_keys, features.UNIT_GROUPS, self._by_unit
        padded = [*self._edges, *view.kinds, *self._edges]
        sums = [kept.get(kind.id) or self._keep(kind) for kind in padded[low : high + 2 * features.SPAN_REACH]]
        rows: list[Scores] = []
        run, chunk, shared = -2, "", 0
        for p in range(low, high):
            if view.run_of[p] != run or view.kinds[p].chunk != chunk or p in (a, a + 1):
                run, chunk = view.run_of[p], view.kinds[p].chunk
                shared = self._shared(view, a, p, name)
            k, side = p - low, 0 if p < a else 5
            key0, key1, key2 = unit_keys(view, a, p, name, others)
            total = (
                shared
                + (tags.get(key0) or keep(stores[0], groups[0], key0))
                + (place.get(key1) or keep(stores[1], groups[1], key1))
                + (by_cue.get(key2) or keep(stores[2], groups[2], key2))
                + sums[k][side]
                + sums[k + 1][side + 1]
                + sums[k + 2][side + 2]
                + sums[k + 3][side + 3]
                + sums[k + 4][side + 4]
            )
            rows.append(
                (
                    (total & _MASK) - _ALL,
                    (total >> _WIDTH & _MASK) - _ALL,
                    (total >> 2 * _WIDTH & _MASK) - _ALL,
                    (total >> 3 * _WIDTH & _MASK) - _ALL,
                    (total >> 4 * _WIDTH) - _ALL,
                )
            )
        return rows

    def _shared(self, view: View, a: int, p: int, name: str) -> int:
        total = 0
        for store, group, key in zip(
            self._by_run, features.RUN_GROUPS, features.run_keys(view, a, p, name), strict=True
        ):
            total += store.get(key) or self._keep_key(store, group, key)
        return total

    def _sum(self, names: Iterable[str]) -> int:
        get = self.weights.get
        return _BIASES + sum(get(name, 0) for name in names)

    def _keep(self, kind: Kind) -> tuple[int, ...]:
        if len(self._units) > _CACHE:
            self._units.clear()
        places = features.SPAN_PLACES
        sums = tuple(self._sum(features.span_unit(kind, place, side)) for side in "LR" for place in places)
        self._units[kind.id] = sums
        return sums

    def _keep_key(self, store: dict[features.Key, int], group: features.Group, key: features.Key) -> int:
        if len(store) > _CACHE:
            store.clear()
        store[key] = total = self._sum(group(*key))
        return total


_WIDTH: Final = 24
_MASK: Final = (1 << _WIDTH) - 1
_BIAS: Final = 1 << 16
_BIASES: Final = sum(_BIAS << k * _WIDTH for k in range(len(LABELS)))
TERMS: Final = len(features.UNIT_GROUPS) + len(features.RUN_GROUPS) + len(features.SPAN_PLACES)
_ALL: Final = TERMS * _BIAS


def _packed(row: Vector) -> int:
    return sum(weight << k * _WIDTH for k, weight in enumerate(row))
