"""What somebody may be called by whoever has read a title: “**Father** Doyle shut the book. “…,” said *the priest*”.

A story does not say that a constable is a policeman, or that old Mr. Penn is an old man; it takes one for the other.
So each title has the nouns by which its bearer may be meant (`MEANT`), and so has an adjective before a name (`AGED`).
Whoever a text first calls “a boy *called* Jem” is the boy from then on.  A definite description of one such noun means
the one person of the text who bears such a title, if named before.

Limits: novels have too many constables for that; their descriptions are compared with everybody in mind.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from quoteattr.finding.mentions import Phrase
from quoteattr.linking.words import NEW
from quoteattr.models import Gender
from quoteattr.naming.cast import Cast, Figure, is_person, only
from quoteattr.naming.index import Index

POLICE: Final = "policeman policewoman officer cop lawman"
SOLDIER: Final = "soldier officer"
SAILOR: Final = "sailor seaman mariner officer"
CLERGY: Final = "priest clergyman cleric vicar minister parson pastor preacher rector curate"
NOBLE: Final = "nobleman aristocrat"
MEANT: Final = {
    title: frozenset(f"{title} {nouns}".split())
    for title, nouns in {
        "constable": POLICE, "officer": POLICE, "patrolman": POLICE, "inspector": f"{POLICE} detective",
        "detective": f"{POLICE} inspector", "superintendent": f"{POLICE} detective", "sheriff": POLICE,
        "sergeant": f"{POLICE} soldier", "sgt": f"{POLICE} soldier", "private": SOLDIER, "corporal": SOLDIER,
        "lieutenant": f"{SOLDIER} detective", "major": SOLDIER, "colonel": SOLDIER, "general": SOLDIER,
        "brigadier": SOLDIER, "captain": f"{SOLDIER} {SAILOR} skipper", "commander": SAILOR, "admiral": SAILOR,
        "father": CLERGY, "fr": CLERGY, "reverend": CLERGY, "rev": CLERGY, "canon": CLERGY, "vicar": CLERGY,
        "pastor": CLERGY, "deacon": CLERGY, "bishop": "prelate cleric clergyman", "archbishop": "prelate cleric bishop",
        "sister": "nun", "mother": "nun abbess", "abbess": "nun", "brother": "monk friar", "friar": "monk",
        "abbot": "monk", "rabbi": "cleric", "imam": "cleric", "sir": "knight", "count": NOBLE, "baron": NOBLE,
        "earl": NOBLE, "duke": NOBLE, "viscount": NOBLE, "marquis": NOBLE, "lord": NOBLE, "countess": "noblewoman",
        "baroness": "noblewoman", "duchess": "noblewoman",
        "professor": "scholar scientist academic lecturer don", "prof": "scholar scientist",
        "doctor": "physician surgeon medic", "dr": "doctor physician surgeon medic", "nurse": "medic",
        "chef": "cook", "coach": "trainer", "headmaster": "teacher schoolmaster", "headmistress": "teacher",
    }.items()
}  # fmt: skip
AGED: Final = {
    "old": frozenset("man woman lady gentleman fellow".split()),
    "young": frozenset("man woman lady gentleman fellow".split()),
    "little": frozenset("boy girl child fellow".split()),
}  # adjectives before a name, and the nouns that they stand before in a description
ELDERS: Final = frozenset("granny grandma grandpa grandad granddad gramps grandmother grandfather".split())
YOUNG: Final = frozenset("boy girl child lad".split())  # without an adjective
ANYBODY: Final = YOUNG | frozenset("man woman youth lady".split())  # right before a name: “the boy Jem”


class Bearers:
    """Who may be meant by a noun for his title; see the module."""

    def __init__(self, index: Index, cast: Cast, introduced: Mapping[int, Figure]) -> None:
        """Gather the nouns for the persons named; `introduced`: whom a description names, by the token behind it."""
        self.index, self.lower = index, index.reading.lower
        self.found: dict[str, dict[int, Figure]] = defaultdict(dict)
        for i in index.names:
            figure = cast.of[i]
            if figure is not None and is_person(figure):
                for noun in self._nouns(index.phrases[i]):
                    self.found[noun][figure.number] = figure
        nominals = [index.phrases[i] for i in index.nominals if index.phrases[i].role in ANYBODY or self.found]
        for phrase in nominals:
            figure = introduced.get(phrase.last)
            if figure is not None and is_person(figure):
                self.found[self._noun(phrase)][figure.number] = self.found[phrase.role][figure.number] = figure
        unnamed = (phrase for phrase in nominals if phrase.last not in introduced)
        self.new = {phrase.role for phrase in unnamed if phrase.determiner in NEW}  # who is told of by no name

    def _noun(self, phrase: Phrase) -> str:
        """Return the noun of a description with its adjective of age: “old man”."""
        before = self.lower[phrase.head - 1] if phrase.head > phrase.first else ""
        return f"{before} {phrase.role}" if before in AGED else phrase.role

    def _nouns(self, name: Phrase) -> set[str]:
        """Return the nouns by which the bearer of a name may be meant."""
        if not name.title and AGED.keys().isdisjoint(self.lower[max(0, name.first - 1) : name.names[0] + 1]):
            return set()  # nothing before it tells
        titles = name.title.replace(".", "").split()
        nouns = {noun for title in titles for noun in MEANT.get(title, ())}
        first, last = name.names
        opening = self.lower[first : first + (last - first > 1)]  # “Little Tilly” opening a sentence
        before = {*self.lower[max(0, name.first - 1) : name.first], *self.lower[max(0, first - 1) : first], *opening}
        aged = before & AGED.keys() | ({"old"} if not ELDERS.isdisjoint(titles) else set())
        nouns.update(f"{word} {noun}" for word in aged for noun in AGED[word])
        nouns |= YOUNG if aged & {"little", "young"} else set()
        return nouns | (ANYBODY.intersection(titles) if titles[:1] == ["the"] else set())

    def meant(self, first: int, last: int, gender: Gender | None) -> Figure | None:
        """Return whom the words of a description mean: “the priest”, “the old man”; None if nobody or several."""
        noun, words = self.lower[last - 1], self.lower[first + 1 : last - 1]
        aged = words[-1] if words and words[-1] in AGED else ""
        if self.lower[first] != "the" or noun in self.new or (words and not aged):
            return None
        found = self.found.get(f"{aged} {noun}" if aged else noun, {}).values()
        return only(f for f in found if f.may_be(gender))
