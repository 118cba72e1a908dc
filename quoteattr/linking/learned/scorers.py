"""Sums of weights, kept where they can recur: what makes inference cheap.

A feature that depends on one unit, or on a small key, need not be spelled out and looked up each time: the sum of the
weights of all features with that key is kept by it.  What is kept is bounded and holds nothing of the text but
word forms; results do not depend on what was kept.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.linking.learned import features
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.kinds import Kind

LABELS: Final = ("O", "SB", "SI", "CB", "CI")  # outside, source and content: first unit, further units
_CACHE: Final = 200_000

Scores = list[int]
Vector = tuple[int, ...]


class CueScorer:
    """Scores units as cues; 16 points are one unit of the log odds."""

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        self.weights = {name: numbers[0] for name, numbers in weights.items()}
        self.edge = edge
        self._units: dict[tuple[int, int], int] = {}

    def score(self, view: View, i: int) -> int:
        """Return the score of unit i as a cue."""
        kinds, kept, edge = view.kinds, self._units, self.edge
        n = len(kinds)
        total = 0
        for place in features.CUE_PLACES:
            j = i + place
            kind = kinds[j] if 0 <= j < n else edge
            key = (kind.id, place)
            if key not in kept:
                self._keep(kind, place)
            total += kept[key]
        get = self.weights.get
        for feature in features.cue_context(view, i):
            total += get(feature, 0)
        return total

    def _keep(self, kind: Kind, place: int) -> None:
        if len(self._units) > _CACHE:
            self._units.clear()
        get = self.weights.get
        self._units[kind.id, place] = sum(get(f, 0) for f in features.cue_unit(kind, place))


class SpanScorer:
    """Scores, for a cue, every unit of its segment under each of `LABELS`."""

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        self.weights = weights
        self.edge = edge
        self._units: dict[tuple[int, int, str], Vector] = {}
        self._keys: tuple[dict[features.Key, Vector], ...] = tuple({} for _ in features.SPAN_GROUPS)

    def scores(self, view: View, a: int, low: int, high: int, others: Sequence[int]) -> list[Scores]:
        """Return the scores of units [low, high) for the cue at unit a; those at a itself mean nothing."""
        name = features.cue_name(view.kinds[a])
        return [self._one(view, a, p, name, others) for p in range(low, high)]

    def _one(self, view: View, a: int, p: int, name: str, others: Sequence[int]) -> Scores:
        kinds, edge, units = view.kinds, self.edge, self._units
        n = len(kinds)
        side = "L" if p < a else "R"
        o = sb = si = cb = ci = 0
        for place in features.SPAN_PLACES:
            j = p + place
            kind = kinds[j] if 0 <= j < n else edge
            v = units.get((kind.id, place, side)) or self._keep(kind, place, side)
            o += v[0]
            sb += v[1]
            si += v[2]
            cb += v[3]
            ci += v[4]
        path = features.path_of(view, a, p)
        for k, key in enumerate(features.span_keys(view, a, p, name, others, path)):
            v = self._keys[k].get(key) or self._keep_key(k, key)
            o += v[0]
            sb += v[1]
            si += v[2]
            cb += v[3]
            ci += v[4]
        return [o, sb, si, cb, ci]

    def _sum(self, names: Sequence[str]) -> Vector:
        found = [row for name in names if (row := self.weights.get(name)) is not None]
        return tuple(map(sum, zip(*found, strict=True))) if found else (0,) * len(LABELS)

    def _keep(self, kind: Kind, place: int, side: str) -> Vector:
        if len(self._units) > _CACHE:
            self._units.clear()
        self._units[kind.id, place, side] = row = self._sum(features.span_unit(kind, place, side))
        return row

    def _keep_key(self, k: int, key: features.Key) -> Vector:
        if len(self._keys[k]) > _CACHE:
            self._keys[k].clear()
        self._keys[k][key] = row = self._sum(features.SPAN_GROUPS[k](*key))
        return row
