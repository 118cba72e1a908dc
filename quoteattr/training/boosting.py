"""Learning the last decision: gradient boosting over numbers and over the rates of sorts (scikit-learn).

The rate of a sort is learned from other articles than those it is used on (a jackknife over folds), since a sort that
was seen once would otherwise tell the answer; the rates that are kept come from all.  Rare sorts are drawn to the
rate of all candidates.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from quoteattr.linking.learned.trees import BASE, LEAF, OTHER, RATE

FOLDS: Final = 6
PRIOR: Final = 8.0  # candidates at the rate of all that each sort is thought to have had besides its own
FEWEST: Final = 3.0  # candidates of a sort that is worth an entry

Table = dict[str, tuple[int, ...]]


@attrs.frozen(eq=False)
class Candidate:
    """What the last decision sees of a decoded cue of article `article`, whether it is right, how often it counts."""

    article: int
    numbers: Sequence[int]
    sorts: Sequence[str]
    right: bool
    weight: int


@attrs.frozen(kw_only=True)
class Growth:
    """How trees grow; see scikit-learn's GradientBoostingClassifier."""

    trees: int = 120
    pace: float = 0.08
    depth: int = 5
    leaf: int = 60
    share: float = 0.3  # of the numbers that each split may look at


class _Counts:
    """How many candidates of each sort there were, and how many of them right, by fold."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.by_sort: dict[str, list[list[float]]] = defaultdict(lambda: [[0.0, 0.0] for _ in range(FOLDS)])
        self.right = self.all = 0.0
        for one in candidates:
            self.right += one.right * one.weight
            self.all += one.weight
            for sort in one.sorts:
                cell = self.by_sort[sort][one.article % FOLDS]
                cell[0] += one.right * one.weight
                cell[1] += one.weight

    def rate(self, sort: str, without: int = -1) -> int:
        """Return the log odds of a sort, in steps, folds but one counted."""
        share = (self.right + 1) / (self.all + 2)
        cells = [cell for fold, cell in enumerate(self.by_sort.get(sort, ())) if fold != without]
        right, total = sum(cell[0] for cell in cells), sum(cell[1] for cell in cells)
        p = (right + PRIOR * share) / (total + PRIOR)
        return round(RATE * math.log(p / (1 - p)))

    def rates(self) -> Table:
        """Return the rates of all sorts that are no mere rarity."""
        often = [s for s, cells in self.by_sort.items() if sum(cell[1] for cell in cells) >= FEWEST]
        return {OTHER: (self.rate(OTHER),), **{sort: (self.rate(sort),) for sort in often}}


def boosted(candidates: Sequence[Candidate], growth: Growth) -> tuple[Table, Table]:
    """Return the rates of sorts and the trees."""
    counts = _Counts(candidates)
    if 0 < counts.right < counts.all:
        rows = [[*one.numbers, *[counts.rate(s, one.article % FOLDS) for s in one.sorts]] for one in candidates]
        return counts.rates(), _grown(rows, candidates, growth)
    share = (counts.right + 1) / (counts.all + 2)  # all there is to learn is how sure to be
    return counts.rates(), {BASE: (_log_odds(share),)}


def _log_odds(p: float) -> int:
    return round(LEAF * math.log(p / (1 - p)))


def _grown(rows: Sequence[Sequence[int]], candidates: Sequence[Candidate], growth: Growth) -> Table:
    from sklearn.ensemble import GradientBoostingClassifier

    model = GradientBoostingClassifier(
        n_estimators=growth.trees, learning_rate=growth.pace, max_depth=growth.depth, min_samples_leaf=growth.leaf,
        max_features=growth.share, random_state=0,
    )  # fmt: skip
    model.fit(rows, [one.right for one in candidates], sample_weight=[one.weight for one in candidates])
    base = {BASE: (_log_odds(float(model.init_.class_prior_[1])),)}
    return base | {f"{k:03d}": _flat(tree.tree_, growth.pace) for k, (tree,) in enumerate(model.estimators_)}


def _flat(tree: Any, pace: float) -> tuple[int, ...]:
    """Return the nodes of a tree, which scikit-learn has in the order left before right, as three numbers each."""
    flat: list[int] = []
    for k in range(tree.node_count):
        if tree.children_left[k] < 0:
            flat += (-1, round(LEAF * pace * float(tree.value[k][0][0])), 0)
        else:
            flat += (int(tree.feature[k]), math.floor(tree.threshold[k]), int(tree.children_right[k]))
    return tuple(flat)
