"""What is known of a dialogue before anybody is asked: who is named beside its quotations, ahead as well as behind.

A reader who meets “Yes.” without a name reads on: if the next turn is **Emma's**, this one was likely not, and if the
next turn calls somebody by name, that is likely who spoke.  So each quotation's source and vocatives
are read once, as far as words alone tell (a name, the gender of a pronoun), and can be asked for from both sides.

When the text is read a second time, who was found to speak is known too (`learn`).

Limits: the first time only names that can be nobody else are known beforehand; how far apart turns are is told in
paragraphs.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from quoteattr.finding.mentions import NAME, PRONOUN
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Gender
from quoteattr.naming.cast import Cast
from quoteattr.naming.context import Words, read_words
from quoteattr.naming.features import Next
from quoteattr.naming.index import Index
from quoteattr.naming.sources import Subject, read_source, read_subject

AHEAD: Final = 3  # turns that are looked ahead
COMPANY: Final = 8  # turns on either side that make up the company
NEAR: Final = 4  # turns on either side that tell who is spoken of
PAUSE: Final = 6  # paragraphs without a turn that end a conversation


class Dialogue:
    """The sources and contents of a text's quotations, by number; see the module."""

    def __init__(
        self, index: Index, cast: Cast, attributions: Sequence[Attribution], around: Sequence[int | None]
    ) -> None:
        self.index = index
        self.subjects: list[Subject | None] = [read_subject(index, a) for a in attributions]
        self.words: list[Words] = [read_words(index, a) for a in attributions]
        self.figures: list[int | None] = [self._named(subject, cast) for subject in self.subjects]
        self.genders: list[Gender | None] = [self._gender(subject) for subject in self.subjects]
        self.hearers = [read_source(index, a.addressee) if a.addressee else None for a in attributions]
        self.addressed: list[int | None] = [self._named(subject, cast) for subject in self.hearers]
        self.called: list[frozenset[int]] = [cast.numbers(words.called) for words in self.words]
        self.spoken_of: list[frozenset[int]] = [cast.numbers(words.named) for words in self.words]
        turns = [n for n, a in enumerate(attributions) if a.content and a.verbatim and around[n] is None]
        turns.sort(key=lambda n: self.words[n].first)
        self.order = turns
        self.guesses: list[int | None] = list(self.figures)
        self.beliefs: list[float] = [0.0] * len(attributions)
        self.away: dict[int, Mapping[int, int]] = {}  # `absent` and `company` of both readings are the same
        self.near: dict[int, Mapping[int, int]] = {}
        self.starts = [self.words[n].first for n in turns]
        self.paragraphs = list(map(index.reading.paragraph_of, self.starts))
        self.talks = self._talks()

    def _talks(self) -> list[range]:
        """Return for each turn those of its conversation, which ends where nobody speaks for a while."""
        pauses = [i + 1 for i, (one, other) in enumerate(pairwise(self.paragraphs)) if abs(other - one) > PAUSE]
        talks = [range(*both) for both in pairwise([0, *pauses, len(self.paragraphs)])]
        return [talk for talk in talks for _ in talk]

    def _named(self, subject: Subject | None, cast: Cast) -> int | None:
        if subject is None or subject.form is not NAME or subject.phrase is None:
            return None
        figure = cast.of[subject.phrase]
        return figure.number if figure else None

    def _gender(self, subject: Subject | None) -> Gender | None:
        if subject is None or subject.form is not PRONOUN or subject.phrase is None:
            return None
        return self.index.phrases[subject.phrase].gender

    def ahead(self, number: int) -> Iterator[Next]:
        """Yield the turns after a quotation, first those in its own paragraph (as no turn ahead)."""
        at = self._at(number)
        here = last = self.paragraphs[at] if at < len(self.order) else 0
        turns = 0
        for place in range(at + 1, min(at + 2 + 2 * AHEAD, len(self.order))):
            paragraph = self.paragraphs[place]
            turns += paragraph != last
            if turns > AHEAD or paragraph - last > PAUSE:
                return
            last = paragraph
            other = self.order[place]
            yield Next(
                turns, paragraph - here, self.figures[other], self.genders[other], self.guesses[other],
                self.beliefs[other],
            )  # fmt: skip

    def calls_back(self, number: int) -> frozenset[int]:
        """Return whom the next turn, in one of the next paragraphs, calls by name."""
        at = self._at(number)
        if at == len(self.order):
            return frozenset()
        for place in range(at + 1, min(at + 4, len(self.order))):
            gap = self.paragraphs[place] - self.paragraphs[at]
            if gap:
                return self.called[self.order[place]] if gap <= PAUSE else frozenset()
        return frozenset()

    def absent(self, number: int) -> Mapping[int, int]:
        """Return how often each figure is spoken of, not to, in the turns right before and after a quotation."""
        if number in self.away:
            return self.away[number]
        at, found = self._at(number), Counter[int]()
        for place in range(max(0, at - NEAR), min(at + NEAR + 1, len(self.order))) if at < len(self.order) else ():
            if place != at and abs(self.paragraphs[place] - self.paragraphs[at]) <= NEAR + 1:
                found.update(self.spoken_of[self.order[place]])
        self.away[number] = found
        return found

    def company(self, number: int, guessed: bool = False) -> Mapping[int, int]:
        """Return how often each figure is named as the source of a turn near a quotation, or guessed to speak it."""
        if guessed:
            return self._company(self._at(number), self.guesses)
        if number not in self.near:
            self.near[number] = self._company(self._at(number), self.figures)
        return self.near[number]

    def _company(self, at: int, figures: Sequence[int | None]) -> Mapping[int, int]:
        if not self.order:
            return {}
        talk = self.talks[min(at, len(self.order) - 1)]
        near = (*range(max(talk.start, at - COMPANY), at), *range(at + 1, min(talk.stop, at + COMPANY + 1)))
        found: dict[int, int] = {}
        for place in near:
            if (figure := figures[self.order[place]]) is not None:
                found[figure] = found.get(figure, 0) + 1
        return found

    def learn(self, answers: Sequence[tuple[int, float] | None]) -> None:
        """Take what was found when the text was read the first time: a figure and its belief for each quotation."""
        self.guesses = [a[0] if a else None for a in answers]
        self.beliefs = [a[1] if a else 0.0 for a in answers]

    def _at(self, number: int) -> int:
        return bisect_left(self.starts, self.words[number].first)
