"""How probable each label is at each place of a segment, under a linear chain of labels.

The labels are those of a report: O (neither), SB and SI (the first and further units of a source), CB and CI (of
content).

Every place has a score for each label, every pair of neighbours one for their labels; the probability of a labelling
is the exponential of its sum over that of all labellings.  What is asked here is not the best labelling but the
probability of a label at a place, summed over all labellings: a source that could be one of three phrases is
then still seen to be there, where the best labelling would leave it out.

Scores are whole numbers, `SCALE` of them to one unit of the natural logarithm, as the weights are.  Sums are scaled at
every place, so nothing under- or overflows.  The loops are written out for five labels, of which SI follows only SB or
SI, and CI only CB or CI: this is where most of the time would go otherwise.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

SCALE: Final = 16
TINY: Final = 1e-200  # sums below it are taken for none: their reciprocal would be infinite
LABELS: Final = ("O", "SB", "SI", "CB", "CI")
_FIRST: Final = (0, 1, 3)  # labels that may follow any other

Scores = Sequence[int]
Five = tuple[float, float, float, float, float]


@attrs.frozen(eq=False)
class Chain:
    """Factors, exponentials of scores: `pairs[y]` of any label before y, of a first label, and of a last one."""

    pairs: tuple[Five, Five, Five, Five, Five]
    opening: Five
    closing: Five

    def marginals(self, scores: Sequence[Scores]) -> list[tuple[float, float]]:
        """Return for each place the probabilities of a source's unit and of content's."""
        if not scores:
            return []
        factors = [_factors(row) for row in scores]
        columns = self._forward(factors)
        a, b, c, d, e = self.closing
        (oo, so, ro, co, do), (os, ss, rs, cs, ds), (_, sr, rr, _, _), (oc, sc, rc, cc, dc), (_, _, _, cd, dd) = (
            self.pairs
        )
        found: list[tuple[float, float]] = []
        for (fo, fs, fr, fc, fd), (go, gs, gr, gc, gd) in zip(reversed(columns), reversed(factors), strict=True):
            o, s, r, x, y = fo * a, fs * b, fr * c, fc * d, fd * e
            total = o + s + r + x + y
            total = total if total > TINY else 1.0
            found.append(((s + r) / total, (x + y) / total))
            a, b, c, d, e = a * go / total, b * gs / total, c * gr / total, d * gc / total, e * gd / total
            o, s, x = a, b, d
            a, b, c, d, e = (
                o * oo + s * os + x * oc,
                o * so + s * ss + c * sr + x * sc,
                o * ro + s * rs + c * rr + x * rc,
                o * co + s * cs + x * cc + e * cd,
                o * do + s * ds + x * dc + e * dd,
            )
        return found[::-1]

    def _forward(self, factors: Sequence[Five]) -> list[Five]:
        (oo, so, ro, co, do), (os, ss, rs, cs, ds), (_, sr, rr, _, _), (oc, sc, rc, cc, dc), (_, _, _, cd, dd) = (
            self.pairs
        )
        o, s, r, c, d = (f * g for f, g in zip(self.opening, factors[0], strict=True))
        columns: list[Five] = [(o, s, r, c, d)]
        for go, gs, gr, gc, gd in factors[1:]:
            total = o + s + r + c + d
            t = 1 / total if total > TINY else 1.0
            go, gs, gr, gc, gd = go * t, gs * t, gr * t, gc * t, gd * t
            o, s, r, c, d = (
                (o * oo + s * so + r * ro + c * co + d * do) * go,
                (o * os + s * ss + r * rs + c * cs + d * ds) * gs,
                (s * sr + r * rr) * gr,
                (o * oc + s * sc + r * rc + c * cc + d * dc) * gc,
                (c * cd + d * dd) * gd,
            )
            columns.append((o, s, r, c, d))
        return columns


def _factors(row: Scores) -> Five:
    top = max(row)
    exp = math.exp
    o, s, r, c, d = row
    return (
        exp((o - top) / SCALE),
        exp((s - top) / SCALE),
        exp((r - top) / SCALE),
        exp((c - top) / SCALE),
        exp((d - top) / SCALE),
    )


def chains(pairs: Mapping[str, Sequence[int]]) -> tuple[Chain, Chain]:
    """Return the chains left and right of a cue from the scores of pairs of labels ("O CB"); the cue's own is K."""

    def factor(x: str, y: str) -> float:
        return math.exp(pairs.get(f"{x} {y}", (0,))[0] / SCALE)

    def five(values: Sequence[float]) -> Five:
        o, s, r, c, d = values
        return o, s, r, c, d

    def first(values: Sequence[float]) -> Five:
        return five([value if i in _FIRST else 0.0 for i, value in enumerate(values)])

    def before(y: str) -> Five:
        return five([factor(x, y) if y[1:] != "I" or x[0] == y[0] else 0.0 for x in LABELS])

    table = (before("O"), before("SB"), before("SI"), before("CB"), before("CI"))
    left = Chain(table, first([1.0] * 5), five([factor(x, "K") for x in LABELS]))
    return left, Chain(table, first([factor("K", y) for y in LABELS]), five([1.0] * 5))
