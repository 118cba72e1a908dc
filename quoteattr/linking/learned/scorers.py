"""Sums of weights, kept where they can recur: what makes inference cheap.

A feature that depends on one unit, or on a small key, need not be spelled out and looked up each time: the sum of the
weights of all features with that key is kept by it.  What is kept is bounded and holds nothing of the text but
word forms; results do not depend on what was kept.

The keys of a side of a cue come in columns, and `map` and `zip` look up and add their sums: for each unit nothing runs
but dictionary lookups and additions, and those not as Python statements.
"""

import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from operator import getitem, itemgetter
from typing import Final

from quoteattr.linking.learned import features, spans
from quoteattr.linking.learned.crf import BIAS, Factors, factor_table
from quoteattr.linking.learned.features import Group, Key, View
from quoteattr.linking.learned.kinds import Kind
from quoteattr.linking.learned.spans import Keys, Scene, Sight, mentioned
from quoteattr.reading.remembered import Kept

_CACHE: Final = 300_000  # sums that a scorer keeps; then all are dropped

Vector = tuple[int, ...]


class _Weights:
    """The weights of features, one whole number each; `attributes` are all that they mention of single units.

    `kept` counts the sums that are kept.
    """

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.get = weights.get
        self.attributes = {name.lstrip(features.AROUND) for name in weights}
        self.kept = 0

    def sum(self, names: Iterable[str]) -> int:
        self.kept += 1
        return sum(filter(None, map(self.get, names)))


def _named(weights: _Weights, group: Group, places: Sequence[Key]) -> Kept[str, Vector]:
    """Return the sums of what an attribute gives, one for each place."""
    return Kept(lambda name: tuple([weights.sum(group(name, *place)) for place in places]))


def _units(weights: _Weights, near: Group, far: Group, places: Sequence[Key]) -> Kept[Kind, Vector]:
    """Return the sums of what a kind of unit gives to the units around it, one for each place."""
    by_near, by_far, known = _named(weights, near, places), _named(weights, far, places), weights.attributes
    none = (0,) * len(places)

    def sums(kind: Kind) -> Vector:
        rows = [by_near[name] for name in kind.near if name in known]
        rows += [by_far[name] for name in kind.far if name in known]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else none

    return Kept(sums)


def _sums(weights: _Weights, group: Group, fixed: Key = ()) -> Kept[Key, int]:
    """Return the sums of a group's features by key; `fixed` is the part of the key that all of them share."""
    return Kept(lambda key: weights.sum(group(*fixed, *key)))


def _tables(weights: _Weights, group: Group) -> Kept[Key, Kept[Key, int]]:
    """Return the sums of a group by the fixed part of their keys."""
    return Kept(lambda fixed: _sums(weights, group, fixed))


class CueScorer:
    """Scores units as cues; 16 points are one unit of the log odds."""

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        self._weights = _Weights({name: numbers[0] for name, numbers in weights.items()})
        self._edges = [edge] * features.CUE_REACH
        self._forget()

    def _forget(self) -> None:
        self._weights.kept = 0
        self._units = _units(self._weights, features.cue_near, features.cue_far, [(p,) for p in features.CUE_PLACES])
        self._first = [_sums(self._weights, group) for group in features.FIRST_GROUPS]
        self._further = [_sums(self._weights, group) for group in features.FURTHER_GROUPS]

    def scores(self, view: View, units: Sequence[int], hopeless: float = -math.inf) -> dict[int, int]:
        """Return the scores of units as cues, without those that look poorer than `hopeless` at a first or second look.

        The first look is at the units around, the second at the runs beside.
        """
        if not units:
            return {}
        if self._weights.kept > _CACHE:
            self._forget()
        beside = list(map(self._units.__getitem__, (*self._edges, *view.kinds, *self._edges)))
        near = [(i, sum(map(getitem, beside[i : i + len(_PLACES)], _PLACES))) for i in units]
        near = [(i, score) for i, score in near if score > hopeless]
        if not near:
            return {}
        view.look()
        likely = [(i, score + sum(map(getitem, self._first, features.first_keys(view, i)))) for i, score in near]
        likely = [(i, score) for i, score in likely if score > hopeless]
        if not likely:
            return {}
        view.look_closely()
        return {i: score + sum(map(getitem, self._further, features.further_keys(view, i))) for i, score in likely}


class SpanScorer:
    """Scores, for a cue, every unit of its segment under each label.

    What counts is by how much a label is better than O: four numbers, kept in one integer of four fields so that adding
    two sums is one addition.  A field of 16 bits holds the sum of `_MOST` weights of at most `_LARGEST`
    with a bit to spare, so that all is within the 63 bits up to which `sum` is quick.
    """

    def __init__(self, weights: Mapping[str, Vector], edge: Kind) -> None:
        packed = {row: _packed(row) for row in set(weights.values())}  # twenty times fewer than there are weights
        self._weights = _Weights({name: packed[row] for name, row in weights.items()})
        self._edges = [edge] * spans.REACH
        self._factors = factor_table()
        self._mentioned = mentioned(weights)
        self._forget()

    def _forget(self) -> None:
        self._weights.kept = 0
        places = [(place, side) for side in "LR" for place in spans.PLACES]
        self._units = _units(self._weights, spans.span_near, spans.span_far, places)
        self._by_unit = tuple(_tables(self._weights, group) for group in spans.UNIT_GROUPS)
        self._by_stretch = tuple(_tables(self._weights, group) for group in spans.STRETCH_GROUPS)

    def scene(self, view: View, likely: Iterable[int]) -> Scene:
        """Return a view with its likely cues, as `factors` takes it."""
        return Scene(view, likely, self._mentioned)

    def factors(self, scene: Scene, a: int, low: int, high: int) -> tuple[list[Factors], list[Factors]]:
        """Return the factors of units [low, a) and of units (a, high) for the cue at unit a."""
        if self._weights.kept > _CACHE:
            self._forget()
        units, left, end = self._units, a - low, high - low
        beside = [units[kind] for kind in (*self._edges, *scene.view.kinds, *self._edges)][low : high + 2 * spans.REACH]
        columns: list[Iterable[int]] = [
            chain(map(of_left, beside[k : left + k]), map(of_right, beside[left + k : end + k]))
            for k, (of_left, of_right) in enumerate(_PLACED)
        ]
        sight = Sight(scene, a, low, high)
        columns += _looked_up(self._by_unit, sight.unit_keys())
        sums = zip(*_looked_up(self._by_stretch, sight.stretch_keys()), strict=True)
        columns.append(map(list(map(sum, sums, repeat(_BIASES))).__getitem__, sight.of))
        found = self._unpacked(list(map(sum, zip(*columns, strict=True))))
        return found[:left], found[left + 1 :]

    def _unpacked(self, totals: Sequence[int]) -> list[Factors]:
        """Return the factors that packed scores stand for; `struct` takes all fields apart in one go."""
        n = len(totals)
        fields = struct.unpack(f"<{4 * n}H", struct.pack(f"<{n}Q", *totals))
        flat = map(self._factors.__getitem__, fields)
        return list(zip(flat, flat, flat, flat, strict=True))


def _looked_up(tables: Iterable[Kept[Key, Kept[Key, int]]], grouped: Iterable[Keys]) -> list[Iterable[int]]:
    """Return the sums of each group's keys."""
    return [map(table[fixed].__getitem__, keys) for table, (fixed, keys) in zip(tables, grouped, strict=True)]


_PLACES: Final = range(len(features.CUE_PLACES))
_SEEN: Final = len(spans.PLACES)
_PLACED: Final = [(itemgetter(k), itemgetter(k + _SEEN)) for k in range(_SEEN)]
_MOST: Final = 160
_LARGEST: Final = BIAS // _MOST  # six units of the natural logarithm; weights are smaller
_BIASES: Final = sum(BIAS << 16 * k for k in range(4))


def _packed(row: Vector) -> int:
    """Return the weights of the labels but O, as seen from O, in one integer."""
    none, *rest = row
    return sum(max(-_LARGEST, min(_LARGEST, weight - none)) << 16 * k for k, weight in enumerate(rest))
