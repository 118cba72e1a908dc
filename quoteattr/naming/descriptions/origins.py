"""Whom a noun for one of a people means: "the Dane", "the 22-year-old Swiss", "the Frenchman".

It means a person of whom the text says as much: before the name ("Belgian rider Wim Daems", "Sweden's Mats Berg") or
behind it ("Ana Ruiz, a Spaniard,", "Mats Berg of Sweden", "Jude Amos scored for Ghana"). Else it means the only person
in mind of whom no other people is told, or the one of the sentence before, if no unnamed one of that people was ("A
Dane was hurt.").

Limits: what else tells where somebody is from, a club or a language, is not known; nor are the peoples of a novel,
where every description is compared with those before it.
"""

import functools
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from quoteattr.finding.mentions import Phrase
from quoteattr.finding.words import CLOSED, lists, origins_of
from quoteattr.linking.words import INDEFINITE
from quoteattr.models import Gender
from quoteattr.naming.cast import Cast, Figure, has_full_name, is_person, only
from quoteattr.naming.index import Index
from quoteattr.naming.scene import Scene

BEFORE: Final = 4  # tokens before a name that may describe it,
BEHIND: Final = 6  # and behind the comma after it
NEAR: Final = 8  # sentences after which somebody is not in mind
PLAYED: Final = 5  # tokens behind a name in which it is told for what country somebody plays
PLAYING: Final = frozenset(
    "scored scores scoring played plays playing ran runs rode rides raced races swam swims won wins skates fought "
    "competed competes competing batted bats appeared struck".split()
)
COMING_FROM: Final = frozenset(["of", "from", "("])

Places = frozenset[str]


class Origins:
    """Where the persons of a text are from; see the module."""

    def __init__(self, index: Index, cast: Cast) -> None:
        self.index, self.reading, self.cast = index, index.reading, cast

    def meant(self, word: str, gender: Gender | None, scene: Scene, sentence: int) -> tuple[Figure | None, bool]:
        """Return whom a noun for one of a people means in a sentence, and whether the text says where he is from."""
        places = origins_of(word)
        known = [f for f in reversed(scene.recent.values()) if f.forms and f.may_be(gender)]
        told = [f for f in known if not places.isdisjoint(self._told.get(f.number, ()))]
        if told:
            return max(told, key=lambda f: (scene.trace(f).subject_sentence, scene.trace(f).seen)), True
        near = [f for f in known if sentence - scene.trace(f).sentence <= NEAR]
        near = [f for f in near if has_full_name(f)] or near
        near = [f for f in near if f.number not in self._told]  # who is of another people is not meant
        one = None if word in self._new else only(near) or self._topic(near, scene, sentence)
        return one, False

    def _topic(self, known: Iterable[Figure], scene: Scene, sentence: int) -> Figure | None:
        """Return the only one of the sentence before, if it tells of him: "*Ana Ruiz* was upset. **The Dane** said"."""
        inside = self.reading.inside
        one = only(f for f in known if scene.trace(f).sentence == sentence - 1)
        told = one is not None and scene.trace(one).subject_sentence == sentence - 1
        return one if told and inside[sentence - 1] == inside[sentence] else None

    @functools.cached_property
    def _told(self) -> dict[int, set[str]]:
        """The places that persons are said to be from, by the number of each."""
        found: dict[int, set[str]] = {}
        for i in self.index.names:
            figure = self.cast.of[i]
            if figure is not None and is_person(figure):
                for places in (*self._before(self.index.phrases[i]), *self._behind(self.index.phrases[i])):
                    found.setdefault(figure.number, set()).update(places)
        return {number: places for number, places in found.items() if places}

    @functools.cached_property
    def _new(self) -> frozenset[str]:
        """The words that the text has right behind "a": of a people they mean somebody unnamed."""
        lower = self.reading.lower
        return frozenset(after for word, after in pairwise(lower) if word in INDEFINITE)

    def _before(self, phrase: Phrase) -> Iterator[Places]:
        lower, words = self.reading.lower, self.reading.words
        for k in range(phrase.names[0] - 1, max(-1, phrase.names[0] - 1 - BEFORE), -1):
            if lower[k] == "'s" and k:
                yield frozenset([lower[k - 1]]) & lists().places
            if not lower[k][0].isalnum() or lower[k] in CLOSED:
                break
            if words[k][0].isupper():
                yield origins_of(lower[k]) or frozenset([lower[k]]) & lists().places

    def _behind(self, phrase: Phrase) -> Iterator[Places]:
        lower, last = self.reading.lower, phrase.last
        if lower[last : last + 1] == [","]:
            for k in range(last + 1, min(last + 1 + BEHIND, len(lower))):
                if not lower[k][0].isalnum():
                    break
                yield origins_of(lower[k])
        elif lower[last : last + 1] and lower[last] in COMING_FROM:
            yield self._place(last + 1)
        elif not PLAYING.isdisjoint(near := lower[last : last + PLAYED]) and "for" in near:
            yield self._place(last + near.index("for") + 1)

    def _place(self, token: int) -> Places:
        lower = self.reading.lower
        return frozenset([" ".join(lower[token:end]) for end in (token + 1, token + 2)]) & lists().places
