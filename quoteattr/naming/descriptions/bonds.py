"""Who goes by a description: the figures that are named where it stands, and hardly where it does not.

No sentence of a novel need say that Mr. Losberne is "the doctor", or Basil Hallward "the painter"; but the chapters
that have the one have the other.  So the places of a description ("doctor", "old lady") are laid beside those of names:
the bond of the two is the smaller of two shares, that of the description's mentions with the name near by, and that of
the name's with the description near by.  A hero who is everywhere has the first, somebody met once the second; whoever
goes by it has both.

Limits: inseparable friends are bound to each other's descriptions too.
"""

import functools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.finding.mentions import Phrase
from quoteattr.linking.words import INDEFINITE
from quoteattr.models import Gender
from quoteattr.naming.cast import Cast, Figure, is_person
from quoteattr.naming.index import Index

NEAR: Final = 250  # tokens on either side
LEAST: Final = 3  # mentions of either from which a share says something
BINDING: Final = 0.2  # the least share that binds somebody to a description

Bonds = Mapping[int, float]  # by the number of a figure
NONE: Final[Bonds] = {}


class Bound:
    """Who is bound to which of a text's descriptions; see the module.  Nothing is looked for until it is asked."""

    def __init__(self, index: Index, cast: Cast) -> None:
        self.index, self.cast = index, cast
        self.bonds: dict[str, Bonds] = {}
        self.most: dict[tuple[str, Gender | None], Figure | None] = {}

    @functools.cached_property
    def _named(self) -> tuple[list[int], list[int], Mapping[int, int]]:
        """Where persons are named, in order; who is, by number; how often each is."""
        figures = ((self.index.heads[i], self.cast.of[i]) for i in self.index.names)
        named = sorted((head, figure.number) for head, figure in figures if figure is not None and is_person(figure))
        numbers = [number for _, number in named]
        return [head for head, _ in named], numbers, Counter(numbers)

    @functools.cached_property
    def _nouns(self) -> Mapping[str, list[Phrase]]:
        """The descriptions of a text by noun."""
        nouns: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in map(self.index.phrases.__getitem__, self.index.nominals):
            if phrase.determiner not in INDEFINITE:
                nouns[phrase.role].append(phrase)
        return nouns

    def words(self, phrase: Phrase) -> str:
        """Return the words of a description up to its noun, without what determines it."""
        first = phrase.first + bool(phrase.determiner)
        return " ".join(self.index.reading.lower[first : phrase.head + 1])

    def of(self, noun: str, phrase: Phrase | None) -> tuple[str, Bonds]:
        """Return the bonds of a description to figures, and by what: all its words if they stand often, else its noun.

        A noun without a phrase is one that no list has.
        """
        words = self.words(phrase) if phrase else noun
        for key in (words, noun):
            if key not in self.bonds:
                places = self._places(key, noun)
                self.bonds[key] = self._bonds(places) if len(places) >= LEAST else NONE
            if self.bonds[key]:
                break
        return key, self.bonds[key]

    def _places(self, words: str, noun: str) -> list[int]:
        """Return where a description stands by its noun or all its words; a noun that no list has, where it does."""
        phrases = self._nouns.get(noun)
        if phrases is None:
            return _all(self.index.reading.lower, words)
        return [phrase.head for phrase in phrases if words in {noun, self.words(phrase)}]

    def most_bound(self, noun: str, phrase: Phrase | None) -> Figure | None:
        """Return who is bound most to a description and of no other gender; those the text calls so come first."""
        words, bonds = self.of(noun, phrase)
        gender = phrase.gender if phrase else None
        if (words, gender) not in self.most:
            self.most[words, gender] = self._most_bound(bonds, noun, gender)
        return self.most[words, gender]

    def _most_bound(self, bonds: Bonds, noun: str, gender: Gender | None) -> Figure | None:
        fits = [self.cast.figures[n] for n in bonds]
        fits = [f for f in fits if f.may_be(gender)]
        fits = [f for f in fits if f.has_role(noun)] or fits
        best = max(fits, key=lambda f: (bonds[f.number], -f.number), default=None)
        return best if best and bonds[best.number] >= BINDING else None

    def _bonds(self, places: Sequence[int]) -> Bonds:
        """Return the bonds to figures of a description that stands at some places."""
        beside: Counter[int] = Counter()  # how many of the places have a figure near by,
        covered: Counter[int] = Counter()  # and how many mentions of a figure are near some place
        (heads, numbers, counts), done = self._named, 0
        for place in places:
            first, last = bisect_left(heads, place - NEAR), bisect_left(heads, place + NEAR + 1)
            beside.update(set(numbers[first:last]))
            covered.update(numbers[max(first, done) : last])
            done = last
        many = {number: n for number in covered if (n := counts[number]) >= LEAST}
        return {number: min(beside[number] / len(places), covered[number] / n) for number, n in many.items()}


def _all(words: list[str], word: str) -> list[int]:
    """Return all places of a word, by a search that is no loop of ours: texts are long."""
    found = list[int]()
    for _ in range(words.count(word)):
        found.append(words.index(word, found[-1] + 1 if found else 0))
    return found
