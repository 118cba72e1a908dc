"""How probable each label is at each place of a segment, under a linear chain of labels.

The labels are those of a report: O (neither), SB and SI (the first and further units of a source), CB and CI (of
content).

Every place has a score for each label, every pair of neighbours one for their labels; the probability of a labelling
is the exponential of its sum over that of all labellings.  What is asked here is not the best labelling but the
probability of a label at a place, summed over all labellings: a source that could be one of three phrases is
then still seen to be there, where the best labelling would leave it out.

Scores are whole numbers, `SCALE` of them to one unit of the natural logarithm, as the weights are.  Only by how much a
label's score is above that of O counts, so a place has four factors, the exponentials of the others' scores, and that
of O is one.  Sums are scaled before they overflow; they cannot underflow, since O always counts.  The loops are written
out for five labels, of which SI follows only SB or SI, and CI only CB or CI: this is where most of the time would go
otherwise.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from operator import mul
from typing import Final

import attrs

SCALE: Final = 16
BIAS: Final = 1 << 14  # makes a score an index into the table of factors; four fit a signed 64-bit number
LIMIT: Final = 300 * SCALE  # scores beyond are as good as certain; e ** 300 leaves room for products
LABELS: Final = ("O", "SB", "SI", "CB", "CI")
_LARGE: Final = 2.0**200  # sums above it are scaled; one place makes them at most 2 ** 450 times greater

Factors = tuple[float, float, float, float]
Five = tuple[float, float, float, float, float]


@functools.cache
def factor_table() -> list[float]:
    """Return the factors of all scores of 15 bits, by score + `BIAS`: a lookup costs a third of an exponential."""
    inner = [math.exp(score / SCALE) for score in range(-LIMIT, LIMIT + 1)]
    return [inner[0]] * (BIAS - LIMIT) + inner + [inner[-1]] * (BIAS - LIMIT - 1)


@attrs.frozen(eq=False)
class Chain:
    """Factors, exponentials of scores: `pairs[y]` of any label before y, of a first label, and of a last one."""

    pairs: tuple[Five, Five, Five, Five, Five]
    opening: Five
    closing: Five

    def marginals(self, factors: Sequence[Factors]) -> tuple[list[float], list[float]]:
        """Return the probabilities of a source's unit and of content's, place by place."""
        every_named: list[float] = []
        every_told: list[float] = []
        if not factors:
            return every_named, every_told
        columns = self._forward(factors)
        a, b, c, d, e = self.closing
        (oo, so, ro, co, do), (os, ss, rs, cs, ds), (_, sr, rr, _, _), (oc, sc, rc, cc, dc), (_, _, _, cd, dd) = (
            self.pairs
        )
        for (fo, fs, fr, fc, fd), (gs, gr, gc, gd) in zip(reversed(columns), reversed(factors), strict=True):
            named = fs * b + fr * c
            told = fc * d + fd * e
            t = 1 / (fo * a + named + told)
            every_named.append(named * t)
            every_told.append(told * t)
            o, s, r, x, y = a * t, b * t * gs, c * t * gr, d * t * gc, e * t * gd
            a = o * oo + s * os + x * oc
            b = o * so + s * ss + r * sr + x * sc
            c = o * ro + s * rs + r * rr + x * rc
            d = o * co + s * cs + x * cc + y * cd
            e = o * do + s * ds + x * dc + y * dd
        every_named.reverse()
        every_told.reverse()
        return every_named, every_told

    def _forward(self, factors: Sequence[Factors]) -> list[Five]:
        (oo, so, ro, co, do), (os, ss, rs, cs, ds), (_, sr, rr, _, _), (oc, sc, rc, cc, dc), (_, _, _, cd, dd) = (
            self.pairs
        )
        o, s, r, c, d = map(mul, self.opening, (1.0, *factors[0]))
        columns: list[Five] = [(o, s, r, c, d)]
        for gs, gr, gc, gd in factors[1:]:
            if (total := o + s + r + c + d) > _LARGE:
                o, s, r, c, d = o / total, s / total, r / total, c / total, d / total
            column = o, s, r, c, d = (
                o * oo + s * so + r * ro + c * co + d * do,
                (o * os + s * ss + r * rs + c * cs + d * ds) * gs,
                (s * sr + r * rr) * gr,
                (o * oc + s * sc + r * rc + c * cc + d * dc) * gc,
                (c * cd + d * dd) * gd,
            )
            columns.append(column)
        return columns


def chains(pairs: Mapping[str, Sequence[int]]) -> tuple[Chain, Chain]:
    """Return the chains left and right of a cue from the scores of pairs of labels ("O CB"); the cue's own is K."""

    def factor(x: str, y: str) -> float:
        return math.exp(pairs.get(f"{x} {y}", (0,))[0] / SCALE)

    def five(values: Sequence[float]) -> Five:
        o, s, r, c, d = values
        return o, s, r, c, d

    def before(y: str) -> Five:
        return five([factor(x, y) if y[1:] != "I" or x[0] == y[0] else 0.0 for x in LABELS])

    table = (before("O"), before("SB"), before("SI"), before("CB"), before("CI"))
    first = five([float(y[1:] != "I") for y in LABELS])
    behind = five([may * factor("K", y) for may, y in zip(first, LABELS, strict=True)])
    return Chain(table, first, five([factor(x, "K") for x in LABELS])), Chain(table, behind, five([1.0] * 5))
