"""Who goes by a description: the figures that are named where it stands, and hardly where it does not.

No sentence of a novel need say that Mr. Losberne is "the doctor", or Basil Hallward "the painter"; but the chapters
that have the one have the other.  So the places of a description ("doctor", "old lady") are laid beside those of names:
the bond of the two is the smaller of two shares, that of the description's mentions with the name near by, and that of
the name's with the description near by.  A hero who is everywhere has the first, somebody met once the second; whoever
goes by it has both.

Limits: inseparable friends are bound to each other's descriptions too.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.finding.phrases import Phrase
from quoteattr.models import MentionForm
from quoteattr.naming.figures import Cast
from quoteattr.naming.scene import is_person
from quoteattr.reading import Reading

NEAR: Final = 250  # tokens on either side
LEAST: Final = 3  # mentions of either from which a share says something
INDEFINITE: Final = frozenset(["a", "an"])

Bonds = Mapping[int, float]  # by the number of a figure


class Bound:
    """Who is bound to which of a text's descriptions to those whom it names; see the module."""

    def __init__(self, reading: Reading, phrases: Sequence[Phrase], cast: Cast) -> None:
        self.reading, self.phrases, self.cast = reading, phrases, cast
        self.known: dict[str, Bonds] = {}
        self.places: dict[str, list[int]] = {}
        self.heads: list[int] = []
        self.gathered = False

    def _gather(self) -> None:
        """Find where everybody is named and every description stands, once it is asked."""
        named = [
            (phrase.head, figure.number)
            for phrase, figure in zip(self.phrases, self.cast.of, strict=True)
            if phrase.form is MentionForm.NAME and figure is not None and is_person(figure)
        ]
        named.sort()
        self.gathered = True
        self.heads, self.numbers = [head for head, _ in named], [number for _, number in named]
        self.counts = Counter(self.numbers)
        self.places = self._places()

    def _places(self) -> dict[str, list[int]]:
        """Return where each description stands, by its noun and by all its words."""
        places: dict[str, list[int]] = defaultdict(list)
        for phrase in self.phrases:
            if phrase.form is MentionForm.NOMINAL and not phrase.plural and phrase.determiner not in INDEFINITE:
                words = self.words(phrase)
                for key in {words, phrase.role}:
                    places[key].append(phrase.head)
        return places

    def words(self, phrase: Phrase) -> str:
        """Return the words of a description up to its noun, without what determines it."""
        first = phrase.first + bool(phrase.determiner)
        return " ".join(self.reading.lower[first : phrase.head + 1])

    def of(self, words: str) -> Bonds:
        """Return the bonds of a description to figures, by number."""
        if words not in self.known:
            places = self.places_of(words)
            self.known[words] = self._bonds(places) if len(places) >= LEAST else {}
        return self.known[words]

    def places_of(self, words: str) -> Sequence[int]:
        """Return where a description stands; a noun that no list has, wherever it does."""
        if not self.gathered:
            self._gather()
        if words not in self.places:
            self.places[words] = [i for i, word in enumerate(self.reading.lower) if word == words]
        return self.places[words]

    def _bonds(self, places: Sequence[int]) -> Bonds:
        """Return the bonds to figures of a description that stands at some places."""
        beside: Counter[int] = Counter()  # how many of the places have a figure near by,
        covered: Counter[int] = Counter()  # and how many mentions of a figure are near some place
        done = 0
        for place in places:
            first, last = bisect_left(self.heads, place - NEAR), bisect_left(self.heads, place + NEAR + 1)
            beside.update(set(self.numbers[first:last]))
            covered.update(self.numbers[max(first, done) : last])
            done = last
        many = {number: n for number in covered if (n := self.counts[number]) >= LEAST}
        return {number: min(beside[number] / len(places), covered[number] / n) for number, n in many.items()}
