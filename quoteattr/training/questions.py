"""Questions about speakers, and the weights of features that answer them best.

The weights maximise the likelihood of the right candidates under the softmax of the sums (L2-penalised), and are
rounded to sixteenths.  How far their sums are to be trusted is found on questions they were not learned from.
"""

from collections.abc import Sequence
from typing import Any, Final

import attrs

from quoteattr.naming.ranking import SCALE
from quoteattr.training.calibration import divisors

Table = dict[str, float]

DIVISORS: Final = tuple(i / SCALE for i in range(int(SCALE), int(4 * SCALE) + 1))


@attrs.frozen(eq=False)
class Question:
    """Candidates by their features, which of them are right (at times none), and how much the question counts.

    talk: it is asked as in a text of much talk, which it is where `home`; led: in a run answered as annotated.
    """

    features: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    weight: float
    fold: int
    kind: str
    led: bool
    talk: bool
    home: bool = True


def fit(questions: Sequence[Question], penalty: float, iterations: int) -> Table:
    """Return the weights that make the right candidates likeliest, in sixteenths, zeros left out."""
    import numpy
    from scipy.optimize import minimize

    questions = [q for q in questions if q.right and len(q.features) > 1]
    if not questions:
        return {}
    arrays = _Arrays.of(questions)
    start, options = numpy.zeros(len(arrays.names)), {"maxiter": iterations}
    found = minimize(arrays.loss, start, args=(penalty,), jac=True, method="L-BFGS-B", options=options)
    rounded = ((name, round(value * SCALE)) for name, value in zip(arrays.names, found.x, strict=True))
    return {name: value / SCALE for name, value in rounded if value}


@attrs.frozen(eq=False)
class _Arrays:
    """Questions as arrays: a row of `matrix` is a candidate, a column one of the features, `names`.

    group: the question of each row; right: whether it is a right candidate; starts: the first row of each question;
    weight: how much each question counts.
    """

    names: list[str]
    matrix: Any
    group: Any
    right: Any
    starts: Any
    weight: Any

    @classmethod
    def of(cls, questions: Sequence[Question]) -> "_Arrays":
        import numpy
        from scipy.sparse import csr_matrix

        names = sorted({name for q in questions for row in q.features for name in row})
        place = {name: i for i, name in enumerate(names)}
        rows = [row for q in questions for row in q.features]
        pointers = numpy.cumsum([0, *(len(row) for row in rows)])
        columns = [place[name] for row in rows for name in row]
        matrix = csr_matrix((numpy.ones(len(columns)), columns, pointers), shape=(len(rows), len(names)))
        sizes = numpy.array([len(q.features) for q in questions])
        starts = numpy.cumsum(numpy.concatenate(([0], sizes[:-1])))
        group = numpy.repeat(numpy.arange(len(questions)), sizes)
        right = numpy.zeros(len(rows), dtype=bool)
        right[[start + i for start, q in zip(starts, questions, strict=True) for i in q.right]] = True
        return cls(names, matrix, group, right, starts, numpy.array([q.weight for q in questions]))

    def loss(self, weights: Any, penalty: float) -> tuple[float, Any]:
        """Return the logarithmic loss with some weights of features, and its slope."""
        import numpy

        scores = self.matrix @ weights
        powers = numpy.exp(scores - numpy.maximum.reduceat(scores, self.starts)[self.group])
        wanted = numpy.where(self.right, powers, 0.0)
        total, best = numpy.add.reduceat(powers, self.starts), numpy.add.reduceat(wanted, self.starts)
        slope = (powers / total[self.group] - wanted / best[self.group]) * self.weight[self.group]
        value = -(self.weight * numpy.log(best / total)).sum() + penalty * (weights @ weights) / 2
        return value, self.matrix.T @ slope + penalty * weights


def trust(questions: Sequence[Question], apart: Sequence[Table]) -> Table:
    """Return by kind of question what the sums are to be divided by, so that beliefs are the shares that are right.

    It is found on questions of texts that the weights asked were not learned from: those `apart` from their fold.
    """
    sums: dict[str, list[tuple[list[float], bool]]] = {}
    for question in questions:
        if not question.led:
            table = apart[question.fold]
            scores = [sum(table.get(name, 0.0) for name in row) for row in question.features]
            best = max(range(len(scores)), key=lambda i: (scores[i], -i))
            sums.setdefault(question.kind, []).append((scores, best in question.right))
    return divisors(sums, DIVISORS)
