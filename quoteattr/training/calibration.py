"""How far sums of weights are to be trusted, so that beliefs are the shares that are right.

The sums of a kind of question are divided by the number by which the beliefs in the best candidates foretell best
whether these are right: the least logarithmic loss, on texts that the weights were not learned from.
"""

import math
from collections.abc import Mapping, Sequence

from quoteattr.naming.ranking import TRUST

Judged = Sequence[tuple[Sequence[float], bool]]  # the sums of each question's candidates, whether the best is right


def divisors(found: Mapping[str, Judged], choices: Sequence[float]) -> dict[str, float]:
    """Return for each kind of question, its name with a `TRUST` behind, the best of the choices."""
    return {kind + TRUST: min(choices, key=lambda d: _surprise(found[kind], d)) for kind in sorted(found)}


def _surprise(found: Judged, divisor: float) -> float:
    """Return how ill the beliefs in the best candidates foretell whether they are right."""
    total = 0.0
    for scores, right in found:
        top = max(scores)
        belief = 1 / sum(math.exp((score - top) / divisor) for score in scores)
        total -= math.log(max(belief if right else 1 - belief, 1e-6))
    return total
