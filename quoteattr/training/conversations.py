"""Learn how the speakers of a conversation are found together: weights of features, from annotated dialogue.

Each text of much talk is read with weights of the other folds, and its quotations are laid in rows of places
(`quoteattr/naming/dialogue/conversation.py`).  The weights are those of an averaged structured perceptron: the best row
by the weights so far, to which wrong speakers are admitted at a discount (`MARGIN`), is held against the best one of
those that are right wherever a right one is among the candidates, and what tells the two apart is moved by `RATE`.

It begins from the weights of single questions.  What these knew of earlier answers is left out: that a guess was made
of somebody near by says nothing that the row does not say better.  Nothing is drawn at random.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from quoteattr.naming.dialogue import Place, in_row, succession, weigh
from quoteattr.naming.dialogue.conversation import reasons
from quoteattr.naming.ranking import SCALE, TRUST
from quoteattr.training.calibration import divisors

ROUNDS: Final = 4
RATE: Final = 0.05
MARGIN: Final = 2.0
LONG: Final = 60  # places of which a row is made at most,
SHORT: Final = 20  # and at least, where a pause could end it
PAUSE: Final = 5  # paragraphs
DIVISORS: Final = tuple(i / SCALE for i in range(int(SCALE) // 4, int(4 * SCALE) + 1))
HEAD: Final = """\
# Weights of the features by which the speakers of a conversation are found together.
# feature: question and what holds of the candidate (quoteattr/naming/features.py), or, with a "+", how the speaker
# stands to those before (quoteattr/naming/dialogue/conversation.py); weight: a whole number, 16 make 1.
# Learned by `python -m quoteattr.training speakers` from annotated novels; holds no text of theirs.
# A name that ends in "~" is a kind of question: what its sums are divided by.
# columns: feature weight
"""
ANSWERED: Final = re.compile(r"(?:[tnpg]|asked|foreseen)\d\.\d$|silent$|crowd\d$")  # features that tell of answers


@attrs.frozen(eq=False)
class Lesson:
    """Places in a row, and for each which candidates are right (none where nobody annotated is among them)."""

    places: Sequence[Place]
    right: Sequence[Sequence[int]]
    fold: int


def begun(table: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of single questions, less those of features that tell of answers."""
    return {name: w for name, w in table.items() if not ANSWERED.search(name) and not name.endswith(TRUST)}


def lessons(places: Sequence[Place], right: Mapping[int, Sequence[int]], fold: int) -> list[Lesson]:
    """Return the lessons of a text: its quotations cut where the talk pauses."""
    cut = list[list[Place]]()
    for place in places:
        pauses = place.rest or place.paragraph - place.before >= PAUSE
        if not cut or len(cut[-1]) >= (SHORT if pauses else LONG):
            cut.append([])
        cut[-1].append(place)
    return [Lesson(row, [right.get(p.number, ()) for p in row], fold) for row in cut]


def learn(taught: Sequence[Lesson], table: Mapping[str, float]) -> dict[str, float]:
    """Return the weights learned from lessons, in sixteenths, zeros left out; `table` has those to begin from."""
    weights, moved = defaultdict(float, table), defaultdict[str, float](float)
    turn = 0
    for _ in range(ROUNDS):
        for lesson in taught:
            turn += 1
            for name, step in _steps(lesson, weights).items():
                weights[name] += RATE * step
                moved[name] += RATE * step * turn
    means = {name: weight - moved[name] / (turn + 1) for name, weight in sorted(weights.items())}
    return {name: rounded / SCALE for name, mean in means.items() if (rounded := round(mean * SCALE))}


def _steps(lesson: Lesson, weights: Mapping[str, float]) -> dict[str, int]:
    """Return by how much each feature holds more often in the right row than in the best one."""
    places = weigh(lesson.places, weights)
    wanted, found = succession(places, _bonus(lesson, -math.inf)), succession(places, _bonus(lesson, MARGIN))
    if wanted == found:
        return {}
    steps = Counter(reasons(lesson.places, wanted))
    steps.subtract(reasons(lesson.places, found))
    return {name: step for name, step in steps.items() if step}


def _bonus(lesson: Lesson, wrong: float) -> list[list[float]]:
    pairs = zip(lesson.places, lesson.right, strict=True)
    return [[wrong if right and i not in right else 0.0 for i in range(len(p.candidates))] for p, right in pairs]


def trust(taught: Sequence[Lesson], apart: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return for each kind of place what sums are to be divided by, so that beliefs are the shares that are right."""
    found: dict[str, list[tuple[list[float], bool]]] = {}
    for lesson in taught:
        places = weigh(lesson.places, apart[lesson.fold])
        scores = in_row(places, succession(places))
        for place, right, sums in zip(lesson.places, lesson.right, scores, strict=True):
            if len(sums) > 1:
                found.setdefault(place.kind, []).append((sums, sums.index(max(sums)) in right))
    return divisors(found, DIVISORS)
