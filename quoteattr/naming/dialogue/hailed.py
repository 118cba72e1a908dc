"""Who a description means by the name that others call: “How long, **Mr. Pell**?” | “Two hours,” said *the mate*.

Whoever is called by name answers.  So somebody who is only described beside a turn has the one name that is called in
the turn right before, in all that he is described to say in a text of little talk.

Something may gainsay it: the name speaks in the same run of turns itself, is spoken of, is of the other gender, or is
a full name in a text that is no story; two names are called, or two who are described answer to one; “his aunt” is
another's where a woman has called.  Whoever asks in turn does not answer, but may be a third.  A name that is all that
is said may be an answer, and calls nobody.

Limits: a third who is called and does not answer (“Leave it, *Sam*.” | “He won't,” said his brother.) lends his name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from quoteattr.models import Gender
from quoteattr.naming.cast import OWNERS, Figure, has_full_name, is_person
from quoteattr.naming.context import asks
from quoteattr.naming.dialogue.alternation import TOLD, Turn, runs
from quoteattr.naming.dialogue.dialogue import Dialogue
from quoteattr.naming.values import Answer

ALONE: Final = 4  # tokens of a content that may be a name and its marks
OTHERS: Final = TOLD - {"narrator"}  # rules whose answers may be somebody described


def hailed(
    dialogue: Dialogue,
    answers: Sequence[Answer | None],
    leant: Mapping[int, int],
    figures: Sequence[Figure],
    full: bool,
) -> dict[int, Figure]:
    """Return for each figure without a name, by number, the one whose name it has; those with `full` names too."""
    found = defaultdict[int, set[int]](set)
    for run in runs(dialogue, leant):
        told = [set(_told(turn, answers)) for turn in run]
        speak = set[int]().union(*told)
        for (turn, answer), (callers, speakers) in zip(pairwise(run), pairwise(told), strict=True):
            if any(asks(dialogue.index.reading, dialogue.words[n]) for n in answer.numbers):
                continue
            names = _called(dialogue, turn).difference(speak, *(dialogue.spoken_of[n] for n in answer.numbers))
            for number in (n for n in speakers if not figures[n].is_named):
                if all(_may_own(dialogue, answer, figures[caller].gender) for caller in callers):
                    found[number].update(names)
    pairs = [(n, next(iter(names))) for n, names in found.items() if len(names) == 1]
    many = Counter(name for _, name in pairs)
    return {n: figures[m] for n, m in pairs if many[m] == 1 and _may_be(figures[n], figures[m], full)}


def _told(turn: Turn, answers: Sequence[Answer | None]) -> Iterator[int]:
    """Yield who is told to speak in a turn, by name or by description."""
    for number in turn.numbers:
        answer = answers[number]
        if answer and answer.rule in OTHERS and len(answer.figures) == 1:
            yield answer.figures[0].number


def _called(dialogue: Dialogue, turn: Turn) -> set[int]:
    """Return whom a turn calls in words that are more than the name."""
    words = dialogue.words
    return {f for n in turn.numbers if words[n].last - words[n].first > ALONE for f in dialogue.called[n]}


def _may_own(dialogue: Dialogue, turn: Turn, gender: Gender | None) -> bool:
    """Tell whether “his” or “her” may be the caller's: not “Come, Jo,” said *Ann*. | “No,” said **his** aunt."""
    subjects = filter(None, (dialogue.subjects[n] for n in turn.numbers))
    owners = {OWNERS.get(dialogue.index.reading.lower[subject.first]) for subject in subjects}
    return gender is None or owners <= {gender, None}


def _may_be(figure: Figure, other: Figure, full: bool) -> bool:
    """Tell whether somebody described may have a name: a person of no other gender."""
    persons = is_person(figure) and is_person(other) and other.is_named and (full or not has_full_name(other))
    return persons and figure.may_be(other.gender)
