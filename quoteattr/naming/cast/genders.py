"""Of what gender the persons of a text are, by the pronouns that follow their names.

First names tell most genders, but not that Hamidullah is a man, nor that the Brett of this text is a woman.  A text
tells: where one person alone is named in a sentence before "he" or "herself", that is likely whom it means ("**Brett**
smiled, and **she** sat down"); so is a "She" in the next sentence.  Each such pronoun is a vote, and one that opens
what somebody says ("**Ade** said **she** was ill") is several; what votes are worth is told by `Figure.told_gender`.

Limits: "Anna knew that he lied" is a vote for a man, so a few votes alone say nothing.
"""

from collections.abc import Sequence
from itertools import compress, count
from typing import Final

from quoteattr.finding.mentions import NAME, PERSON, PRONOUN, Phrase
from quoteattr.models import Gender
from quoteattr.naming.cast.figures import Cast, Figure, is_person
from quoteattr.naming.index import Index

OWNERS: Final = {"his": Gender.MALE, "her": Gender.FEMALE}
VOTING: Final = frozenset("he she himself herself".split())  # "his" and "her" are often somebody else's
SAYING: Final = frozenset(["said", "says"])
OWN: Final = 4  # votes of the pronoun that opens what somebody says
AGE: Final = 3  # tokens of an age with its commas


class _Alone:
    """Who alone is named in a sentence, or in the one before: `figure`, None where it is nobody or several."""

    def __init__(self) -> None:
        self.figure: Figure | None = None
        self.sentence = self.named = -1
        self.several = False

    def begin(self, sentence: int) -> None:
        """Begin a sentence."""
        if self.several or sentence - self.named > 1:
            self.figure = None
        self.sentence, self.several = sentence, False

    def name(self, figure: Figure | None) -> None:
        """Note that somebody is named; None for somebody without a figure."""
        if self.named == self.sentence and figure is not self.figure:
            self.several = True
        self.figure, self.named = figure, self.sentence

    def vote(self, phrase: Phrase, weight: int) -> None:
        """Count a pronoun."""
        if self.figure is not None and not self.several and phrase.gender:
            votes = self.figure.pronouns
            votes[phrase.gender] = votes.get(phrase.gender, 0) + weight
            self.named = self.sentence


def vote_genders(index: Index, cast: Cast, inside: Sequence[bool]) -> None:
    """Count for each person of a cast the pronouns that follow where nobody else is named, and settle all genders.

    inside: whether each phrase stands in marks, where nothing is told.
    """
    phrases, sentences, alone = index.phrases, index.sentences, _Alone()
    voting = set(compress(sentences, map(VOTING.__contains__, index.words)))
    near = voting.union([sentence - 1 for sentence in voting])
    for i in compress(count(), map(near.__contains__, sentences)):
        if inside[i]:
            continue
        if sentences[i] != alone.sentence:
            alone.begin(sentences[i])
        if index.forms[i] is PRONOUN:
            if index.words[i] in VOTING:
                alone.vote(phrases[i], OWN if _is_own(index, i) else 1)
        elif _is_somebody(phrases[i], cast.of[i]):
            alone.name(cast.of[i])
    for figure in cast.figures:
        if figure.genders or figure.pronouns or figure.known:
            figure.settle()


def _is_own(index: Index, i: int) -> bool:
    """Tell whether a pronoun opens what is said by a name, or its age, right before: "**Ade**, 34, said *she* was"."""
    lower, verb = index.reading.lower, index.heads[i] - 1
    verb -= lower[verb] == "that"
    if i == 0 or lower[verb] not in SAYING:
        return False
    last = index.phrases[i - 1].last
    return verb == last or (lower[last] == "," and verb == last + AGE)


def _is_somebody(phrase: Phrase, figure: Figure | None) -> bool:
    return (phrase.form is NAME or phrase.kind is PERSON) and (not figure or is_person(figure))
