"""Boosted trees: how probable it is that a candidate is right, from whole numbers and sorts.

Each tree asks a few questions of the kind “is number 3 at most 40?” and ends in a value; the values of all trees,
summed, are the log odds.  Sorts are made numbers first: the log odds, in sixteenths, with which candidates of the sort
were right in training.  So trees find by themselves which signs count only together.

Method: gradient boosting of the logistic loss (Friedman 2001), small trees, slow learning; see `training.boosting`.

As weights: section `rates` has a number for each sort, "" standing for all others; section `trees` has the sum to begin
with under "base", and for each tree its nodes in the order left before right, three numbers each: the number asked for,
the limit, and the node to go on with above it; a leaf is -1, its value, 0.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.errors import DataError
from quoteattr.linking.learned.weights import FILE

RATE: Final = 16  # of a sort: steps in one unit of the log odds
LEAF: Final = 1024  # of a leaf: the same
BASE: Final = "base"
OTHER: Final = ""

Numbers = tuple[int, ...]
Node = int | tuple[int, int, "Node", "Node"]


class Trees:
    """The trees of a weights file, and the rates of sorts."""

    def __init__(self, rates: Mapping[str, Numbers], trees: Mapping[str, Numbers], asked: int) -> None:
        """Read the trees; `asked` is how many numbers and sorts together there are to ask for."""
        try:
            self.rates = {sort: numbers[0] for sort, numbers in rates.items()}
            self.other = self.rates.get(OTHER, 0)
            self.base = trees[BASE][0]
            self.trees = [_grown(trees[name], asked) for name in sorted(trees) if name != BASE]
        except (KeyError, IndexError, ValueError) as error:
            raise DataError(f"quoteattr/data/{FILE}: [rates] or [trees] is malformed ({error!r}); train anew") from None

    def probability(self, numbers: Sequence[int], sorts: Sequence[str]) -> float:
        """Return the probability of being right."""
        get, other = self.rates.get, self.other
        asked = [*numbers, *[get(sort, other) for sort in sorts]]
        total = self.base
        for node in self.trees:
            while not isinstance(node, int):
                number, limit, below, above = node
                node = below if asked[number] <= limit else above
            total += node
        return 1 / (1 + math.exp(-total / LEAF))


def _grown(numbers: Numbers, asked: int) -> Node:
    """Return a tree from its numbers; nodes are read from the last one on, so that children are there before."""
    if any(number >= asked for number in numbers[::3]):
        raise IndexError(f"no number {max(numbers[::3])} to ask for")
    nodes: dict[int, Node] = {}
    for k in range(len(numbers) // 3 - 1, -1, -1):
        number, limit, above = numbers[3 * k : 3 * k + 3]
        nodes[k] = limit if number < 0 else (number, limit, nodes[k + 1], nodes[above])
    return nodes[0]
