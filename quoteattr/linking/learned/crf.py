"""How probable each label is at each place of a sequence, under a linear chain.

Every position has a score for each label, every pair of neighbours one for their labels; the probability of a labelling
is the exponential of its sum over that of all labellings.  What is asked here is not the best labelling but the
probability of a label at a place, summed over all labellings (forward and backward sums): a source that could be one of
three phrases is then still seen to be there, where the best labelling would leave it out.

Scores are whole numbers, `SCALE` of them to one unit of the natural logarithm, as the weights are.  The chains are
short and have five labels, so plain loops over the allowed pairs do; sums are scaled at every step, so nothing under-
or overflows.
"""

import math
from collections.abc import Sequence
from typing import Final

import attrs

SCALE: Final = 16
FORBIDDEN: Final = -(10**6)

Row = Sequence[int]
Pairs = tuple[tuple[tuple[int, float], ...], ...]


def factor(score: float) -> float:
    """Return the exponential of a score, 0 for a forbidden one."""
    return math.exp(score / SCALE) if score > FORBIDDEN else 0.0


@attrs.frozen(eq=False)
class Chain:
    """Scores of neighbouring labels: `pairs[x][y]` of x before y, `opening[y]` of a first, `closing[x]` of a last label."""

    pairs: Sequence[Row]
    opening: Row
    closing: Row
    _into: Pairs = attrs.field(init=False)
    _out: Pairs = attrs.field(init=False)

    @_into.default
    def _default_into(self) -> Pairs:
        size = range(len(self.opening))
        return tuple(tuple((x, f) for x in size if (f := factor(self.pairs[x][y]))) for y in size)

    @_out.default
    def _default_out(self) -> Pairs:
        size = range(len(self.opening))
        return tuple(tuple((y, f) for y in size if (f := factor(self.pairs[x][y]))) for x in size)

    def marginals(self, scores: Sequence[Row]) -> list[list[float]]:
        """Return the probability of each label at each place."""
        if not scores:
            return []
        factors = [[math.exp((s - top) / SCALE) for s in row] for row in scores for top in (max(row),)]
        ahead = self._forward(factors)
        behind = [factor(score) for score in self.closing]
        out: list[list[float]] = []
        for i in range(len(scores) - 1, -1, -1):
            both = [a * b for a, b in zip(ahead[i], behind, strict=True)]
            total = sum(both) or 1.0
            out.append([value / total for value in both])
            weighed = [e * b for e, b in zip(factors[i], behind, strict=True)]
            behind = _scaled([sum([f * weighed[y] for y, f in pairs]) for pairs in self._out])
        return out[::-1]

    def _forward(self, factors: Sequence[Sequence[float]]) -> list[list[float]]:
        column = _scaled([factor(s) * e for s, e in zip(self.opening, factors[0], strict=True)])
        columns = [column]
        for row in factors[1:]:
            column = _scaled([sum([column[x] * f for x, f in pairs]) * e for pairs, e in zip(self._into, row, strict=True)])
            columns.append(column)
        return columns


def _scaled(values: list[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]
