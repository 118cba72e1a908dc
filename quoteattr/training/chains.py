"""Fitting with CRFsuite: sequences of feature lists and labels in, whole-number weights out.

The L1 penalty (`c1`) sets most weights to zero, which is what keeps the files small and the models from learning names
by their company; the L2 penalty (`c2`), where there is one, shares a weight out among features that say the same, so
that a little more text does not make it another model (the elastic net: Zou and Hastie 2005).  Weights are rounded to
sixteenths and clipped to one byte.  CRFsuite's OWL-QN has no randomness and one thread, so the same input gives the
same weights.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import regex

from quoteattr.linking.learned.crf import SCALE

LIMIT: Final = 127
Sequences = Iterable[tuple[Sequence[Sequence[str]], Sequence[str]]]
_LINE: Final = regex.compile(r"  \(\d+\) (.*) --> (\S+): (\S+)")


@attrs.frozen(eq=False)
class Fitted:
    """Weights of features by label, and of pairs of labels."""

    states: Mapping[str, Mapping[str, float]]
    pairs: Mapping[tuple[str, str], float]


def fit(
    sequences: Sequences,
    *,
    c1: float,
    c2: float = 0.0,
    iterations: int,
    rarest: int,
    say: Callable[[str], None],
    keep: Path | None = None,
) -> Fitted:
    """Return the weights that CRFsuite learns; features seen fewer than `rarest` times are left out.

    `keep` is where to leave CRFsuite's own model, if anywhere.
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    count = 0
    for features, labels in sequences:
        trainer.append(features, labels)
        count += 1
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": rarest, "delta": 1e-4})
    with tempfile.TemporaryDirectory() as folder:
        path = str(keep or Path(folder) / "model")
        trainer.train(path)
        fitted = _read(path, pycrfsuite)
    say(f"{count} sequences, {len(fitted.states)} features")
    return fitted


def _read(path: str, pycrfsuite: Any) -> Fitted:
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    tagger.dump(path + ".txt")
    tagger.close()
    states: dict[str, dict[str, float]] = {}
    pairs: dict[tuple[str, str], float] = {}
    section = ""
    for line in Path(path + ".txt").read_text("utf-8").split("\n"):
        if line.endswith(" = {"):
            section = line.split()[0]
        elif found := _LINE.fullmatch(line):
            if section == "TRANSITIONS":
                pairs[found[1], found[2]] = float(found[3])
            elif section == "STATE_FEATURES":
                states.setdefault(found[1], {})[found[2]] = float(found[3])
    return Fitted(states, pairs)


def rounded(weight: float) -> int:
    """Return a weight in sixteenths, within one byte."""
    return max(-LIMIT, min(LIMIT, round(weight * SCALE)))


def rows(fitted: Fitted, labels: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the weights of features as a number for each label, features without any left out."""
    table = {name: tuple(rounded(by.get(label, 0.0)) for label in labels) for name, by in fitted.states.items()}
    return {name: row for name, row in table.items() if any(row)}
