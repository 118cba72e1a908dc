"""Boosted trees: inference sums what training grew, and refuses what is no tree."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import DataError
from quoteattr.finding.marks import find_regions
from quoteattr.linking.learned.accept import ASKED, judged_by
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.trees import BASE, LEAF, OTHER, RATE, Trees
from quoteattr.reading import read

STUMP = (0, 40, 2, -1, -2 * LEAF, 0, -1, LEAF, 0)  # is number 0 at most 40? -2, else 1


def test_a_tree_asks_and_answers() -> None:
    trees = Trees({OTHER: (0,)}, {BASE: (0,), "000": STUMP, "001": STUMP}, 1)
    assert trees.probability([40], []) == pytest.approx(1 / (1 + math.exp(4)))
    assert trees.probability([41], []) == pytest.approx(1 / (1 + math.exp(-2)))


def test_a_sort_counts_by_its_rate_and_unknown_ones_by_that_of_all() -> None:
    rates = {OTHER: (-RATE,), "said": (50,)}
    trees = Trees(rates, {BASE: (0,), "000": STUMP}, 1)
    assert trees.probability([], ["said"]) > 0.5 > trees.probability([], ["rained"])


@pytest.mark.parametrize(
    ("trees", "reason"),
    [
        ({}, "base"),
        ({BASE: ()}, "IndexError"),
        ({BASE: (0,), "000": (0, 40, 9, -1, 0, 0, -1, 0, 0)}, "goes on with 9"),
        ({BASE: (0,), "000": (0, 40, 0, -1, 0, 0)}, "goes on with 0"),
        ({BASE: (0,), "000": (7, 40, 2, -1, 0, 0, -1, 0, 0)}, "asks for number 7"),
        ({BASE: (0,), "000": ()}, "KeyError"),
        ({BASE: (0,), "000": (-1, 0, 0, -1, 0, 0)}, "2 nodes, 2 leaves"),
    ],
)
def test_malformed_trees_are_refused(trees: dict[str, tuple[int, ...]], reason: str) -> None:
    with pytest.raises(DataError, match=f"weights.bin: .*{reason}"):
        Trees({}, trees, 7)


def test_as_many_numbers_and_sorts_are_seen_as_trees_may_ask_for() -> None:
    model = shipped_model()
    reading = read("“I am glad,” said Jane Doe, who added that the plan had failed.")
    groups = [model.labeller.decode(view) for view in model.words.views(reading, find_regions(reading), (), ())]
    assert any(groups)
    for group in groups:
        for one in group:
            numbers, sorts = judged_by(one, group)
            assert len(numbers) + len(sorts) == ASKED
            assert len({sort[0] for sort in sorts}) == len(sorts) - 1  # a rule is seen alone and with how far it agrees


rows = st.tuples(st.integers(-5, 5), st.integers(0, 100), st.sampled_from("abc"))


@given(st.lists(rows, min_size=30, max_size=60))
def test_inference_gives_what_was_grown(rows: list[tuple[int, int, str]]) -> None:
    boosting = pytest.importorskip("quoteattr.training.boosting")
    pytest.importorskip("sklearn")
    candidates = [
        boosting.Candidate(i, (x, y), (sort,), x + y % 7 > 3, 1 + i % 3) for i, (x, y, sort) in enumerate(rows)
    ]
    rates, flat = boosting.boosted(candidates, boosting.Growth(trees=5, leaf=3, pace=0.5))
    assert boosting.boosted(candidates, boosting.Growth(trees=5, leaf=3, pace=0.5)) == (rates, flat)
    trees = Trees(rates, flat, 3)
    probabilities = [trees.probability(one.numbers, one.sorts) for one in candidates]
    assert all(0 < p < 1 for p in probabilities)
    right = [p for p, one in zip(probabilities, candidates, strict=True) if one.right]
    wrong = [p for p, one in zip(probabilities, candidates, strict=True) if not one.right]
    if len(right) > 9 < len(wrong):
        assert sum(right) / len(right) > sum(wrong) / len(wrong)
