"""Boosted trees: how probable it is that a candidate is right, from whole numbers and sorts.

Each tree asks a few questions of the kind “is number 3 at most 40?” and ends in a value; the values of all trees,
summed, are the log odds.  Sorts are made numbers first: the log odds, in sixteenths, with which candidates of the sort
were right in training.  So trees find by themselves which signs count only together.

Method: gradient boosting of the logistic loss (Friedman 2001), small trees, slow learning; see `training.boosting`.

No tree is walked; all are answered at once (QuickScorer, Lucchese et al. 2015), which takes half the time.  The
leaves of all trees are the bits of one long whole number, a field for each tree.  A number above a limit rules out the
leaves below the question; which leaves each number leaves over, between any two of its limits, is known
beforehand.  ANDed, they leave in each field, as its lowest bit, the leaf that a walk would have ended in.  The
sum of two trees at a time is looked up by both leaves.

As weights: section `rates` has a number for each sort, "" standing for all others; section `trees` has the sum to begin
with under "base", and for each tree its nodes in the order left before right, three numbers each: the number asked for,
the limit, and the node to go on with above it; a leaf is -1, its value, 0.
"""

import math
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import accumulate, chain, repeat
from operator import and_, getitem, or_
from typing import Final

from quoteattr.errors import DataError
from quoteattr.linking.learned.weights import FILE
from quoteattr.reading.remembered import Kept

RATE: Final = 16  # of a sort: steps in one unit of the log odds
LEAF: Final = 1024  # of a leaf: the same
BASE: Final = "base"
OTHER: Final = ""
FIELD: Final = 32  # bits: leaves that a tree may have at most

Numbers = tuple[int, ...]
Question = tuple[int, int, int]  # the number asked for, the limit, and the bits of the leaves below it


class Trees:
    """The trees of a weights file, and the rates of sorts."""

    def __init__(self, rates: Mapping[str, Numbers], trees: Mapping[str, Numbers], asked: int) -> None:
        """Read the trees; `asked` is how many numbers and sorts together there are to ask for."""
        try:
            self.rates = {sort: numbers[0] for sort, numbers in rates.items()}
            self.other = self.rates.get(OTHER, 0)
            self.base = trees[BASE][0]
            grown = [_grown(trees[name], asked) for name in sorted(trees) if name != BASE]
        except (KeyError, IndexError, ValueError) as error:
            raise DataError(f"quoteattr/data/{FILE}: [rates] or [trees] is malformed ({error!r}); train anew") from None
        grown += [([0], [])] * (len(grown) % 2)  # trees come in twos
        values = [{1 << i: value for i, value in enumerate(values)} for values, _ in grown]
        self._values = [Kept(partial(_of_both, *both)) for both in zip(values[::2], values[1::2], strict=True)]
        self._lowest = sum(1 << FIELD * k for k in range(len(grown)))
        questions = [(n, limit, bits << FIELD * k) for k, (_, asks) in enumerate(grown) for n, limit, bits in asks]
        limits = [sorted({limit for n, limit, _ in questions if n == number}) for number in range(asked)]
        self._every = self._lowest * ((1 << FIELD) - 1)
        left = _left(questions, limits, self._every)
        self._numbers = [Kept(partial(_left_over, *both)) for both in zip(limits, left, strict=True)]
        self._fields = struct.Struct(f"<{len(grown) // 2}Q")

    def probability(self, numbers: Sequence[int], sorts: Sequence[str]) -> float:
        """Return the probability of being right."""
        asked = chain(numbers, map(self.rates.get, sorts, repeat(self.other)))
        left = reduce(and_, filter(None, map(getitem, self._numbers, asked)), self._every)
        left ^= left & (left - self._lowest)  # no field is empty, so none borrows from the next
        leaves = self._fields.unpack(left.to_bytes(self._fields.size, "little"))
        total = self.base + sum(map(getitem, self._values, leaves))
        return 1 / (1 + math.exp(-total / LEAF))


def _of_both(one: Mapping[int, int], other: Mapping[int, int], leaves: int) -> int:
    """Return the sum of the values of two trees by the fields of both: there are `FIELD` times `FIELD` at most."""
    return one[leaves & ((1 << FIELD) - 1)] + other[leaves >> FIELD]


def _left_over(limits: Sequence[int], left: Sequence[int], number: int) -> int:
    """Return the leaves that a number leaves over, 0 for all."""
    return left[bisect_left(limits, number)]


def _left(questions: Iterable[Question], limits: Sequence[Sequence[int]], every: int) -> Iterator[list[int]]:
    """Yield for each number the leaves left above none of its limits (0: all), above the first, the second, ..."""
    below: dict[tuple[int, int], int] = {}
    for number, limit, bits in questions:
        below[number, limit] = below.get((number, limit), 0) | bits
    for number, ordered in enumerate(limits):
        ruled_out = accumulate([below[number, limit] for limit in ordered], or_)
        yield [0, *[every & ~leaves for leaves in ruled_out]]


def _grown(numbers: Numbers, asked: int) -> tuple[list[int], list[Question]]:
    """Return the values of a tree's leaves and its questions, the leaves numbered from the lowest bit on."""
    nodes = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    ends: dict[int, int] = {}  # the node behind those that go on from a node
    for k in range(len(nodes) - 1, -1, -1):
        number, _, above = nodes[k]
        if number >= asked or (number >= 0 and ends[k + 1] != above):
            raise IndexError(f"node {k} asks for number {number} and goes on with {above}")
        ends[k] = ends[above] if number >= 0 else k + 1
    values = [value for number, value, _ in nodes if number < 0]
    if ends[0] != len(nodes) or len(values) > FIELD:
        raise ValueError(f"{len(nodes)} nodes, {len(values)} leaves")
    before = list(accumulate([number < 0 for number, _, _ in nodes], initial=0))  # leaves
    return values, [
        (number, limit, (1 << before[above]) - (1 << before[k + 1]))
        for k, (number, limit, above) in enumerate(nodes)
        if number >= 0
    ]
