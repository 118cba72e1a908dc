"""The probabilities of labels are those of the chain that was trained: by enumeration, and by CRFsuite itself."""

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.linking.learned.crf import BIAS, LABELS, SCALE, Factors, chains, factor_table
from quoteattr.training.chains import fit

weights = st.integers(-127, 127)
scores = st.lists(st.tuples(weights, weights, weights, weights, weights), min_size=1, max_size=4)
pairs = st.fixed_dictionaries(
    {f"{x} {y}": weights.map(lambda w: (w,)) for x in (*LABELS, "K") for y in (*LABELS, "K") if x != y or x != "K"}
)


def factors(rows: Sequence[Sequence[int]]) -> list[Factors]:
    """Return the factors of scores of the five labels."""
    table = factor_table()
    found = []
    for o, *rest in rows:
        s, r, c, d = (table[score - o + BIAS] for score in rest)
        found.append((s, r, c, d))
    return found


def labellings(n: int, before: str = "O") -> Iterator[tuple[str, ...]]:
    """Yield every labelling in which SI follows only SB or SI, CI only CB or CI."""
    for labels in itertools.product(LABELS, repeat=n):
        walk = zip((before, *labels), labels, strict=False)
        if all(y[1:] != "I" or x[:1] == y[0] for x, y in walk):
            yield labels


def by_enumeration(rows: Sequence[Sequence[int]], table: dict[str, tuple[int]], side: str) -> list[tuple[float, float]]:
    """Return the probabilities of source and content, summed over all labellings."""
    total, found = 0.0, [[0.0, 0.0] for _ in rows]
    for labels in labellings(len(rows)):
        whole = (*labels, "K") if side == "left" else ("K", *labels)
        score = sum(row[LABELS.index(label)] for row, label in zip(rows, labels, strict=True))
        score += sum(table[f"{x} {y}"][0] for x, y in itertools.pairwise(whole))
        p = math.exp(score / SCALE)
        total += p
        for cell, label in zip(found, labels, strict=True):
            if label != "O":
                cell["SC".index(label[0])] += p
    return [(s / total, c / total) for s, c in found]


@given(scores, pairs)
def test_marginals_are_sums_over_all_labellings(rows: list[tuple[int, ...]], table: dict[str, tuple[int]]) -> None:
    for chain, side in zip(chains(table), ("left", "right"), strict=True):
        pairs_found = zip(*chain.marginals(factors(rows)), strict=True)
        for got, wanted in zip(pairs_found, by_enumeration(rows, table, side), strict=True):
            assert got == pytest.approx(wanted, abs=1e-9)


@given(st.lists(st.tuples(*[st.integers(-8000, 8000)] * 5), max_size=30))
def test_probabilities_whatever_the_scores(rows: list[tuple[int, ...]]) -> None:
    left, right = chains({})
    for named_or_told in (*left.marginals(factors(rows)), *right.marginals(factors(rows))):
        assert all(-1e-9 <= p <= 1 + 1e-9 for p in named_or_told)


def test_marginals_are_those_of_crfsuite(tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite", reason="python-crfsuite is not installed")
    drawn = random.Random(7)
    sequences = [_sequence(drawn) for _ in range(80)]
    fitted = fit(sequences, c1=0.05, iterations=40, rarest=1, say=lambda _: None, keep=tmp_path / "model")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model"))
    table = {f"{x} {y}": (weight * SCALE,) for (x, y), weight in fitted.pairs.items()}
    left, _ = chains(table)  # type: ignore[arg-type]  # exact numbers, where the shipped ones are rounded
    for features, _ in sequences[:10]:
        rows = [_factors(fitted.states, unit) for unit in features[:-1]]
        tagger.set(features)
        total, found = 0.0, [0.0] * len(rows)
        for labels in labellings(len(rows)):
            p = tagger.probability([*labels, "K"])
            total += p
            found = [told + p * (label[0] == "C") for told, label in zip(found, labels, strict=True)]
        assert left.marginals(rows)[1] == pytest.approx([x / total for x in found], abs=1e-6)


def _factors(states: Mapping[str, Mapping[str, float]], unit: Sequence[str]) -> Factors:
    o, *rest = (sum(states.get(f, {}).get(label, 0.0) for f in unit) for label in LABELS)
    s, r, c, d = (math.exp(score - o) for score in rest)
    return s, r, c, d


def _sequence(drawn: random.Random) -> tuple[list[list[str]], list[str]]:
    """Return a short segment that ends in its cue, with a few features of each unit."""
    labels = drawn.choice([labels for n in (2, 3, 4) for labels in labellings(n)])
    features = [["b", f"w{drawn.randrange(5)}", f"{label}{drawn.randrange(3)}"] for label in labels]
    return [*features, ["K"]], [*labels, "K"]
