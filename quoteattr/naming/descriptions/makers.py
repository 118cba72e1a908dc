"""Who made the documents of a text: whose words those of "the poll", "her letter" or "a new study" are.

A text says it once, by a name before the noun ("a Fox News poll", "TNO's report"), after it ("a study by TNO", "the
survey, conducted by Pew,"), or by who does something with it ("Pew conducted a survey", "In a letter to the
board, Jane Doe wrote").  Later nouns of the same family mean the document made last; before any was made,
the one that the next sentences speak of, as headlines and leads do ("Poll: …").

Limits: two documents of one family that are spoken of by turns ("the letter", "the other letter") are one.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from operator import attrgetter
from typing import Final

from quoteattr.data import table
from quoteattr.finding.mentions import DOCUMENT, NAME, NOMINAL, PLACE, Phrase
from quoteattr.finding.words import lists
from quoteattr.linking.attribution import Attribution
from quoteattr.naming.cast import Cast, Figure
from quoteattr.naming.descriptions.roles import INDEFINITE
from quoteattr.naming.index import Index, places
from quoteattr.naming.sources import is_posted

COMING: Final = 120  # tokens in which a text says whose poll it is that it begins with
MANY: Final = 30  # makers of one family that are looked through
OWN: Final = frozenset(["a", "an", "his", "her", "its", "their"])  # of a document that somebody says something in
WIDE: Final = 60  # tokens on both sides of a cue that are looked at
NEAR: Final = 9  # tokens after a document in which its maker is named
DEFINITE: Final = frozenset("the this that these those its his her their".split())
MAKING: Final = frozenset(
    "commissioned compiled conducted drafted issued penned prepared produced wrote written".split()
)
GIVING: Final = frozenset(
    "published releases released release conducted commissioned issued wrote written sent posted filed unveiled aired "
    "produced launched penned signed submitted carried ran did done prepared compiled drafted led taken".split()
)
BETWEEN: Final = frozenset("has have had also recently just then jointly , been was were which is".split())


_KIND: Final = attrgetter("kind")


class Makers:
    """The makers of a text's documents, by family and in order; see the module."""

    def __init__(self, index: Index, cast: Cast) -> None:
        self.index, self.cast = index, cast
        self.lower = index.reading.lower
        self.made: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
        phrases, documents = index.phrases, places(map(_KIND, index.phrases), DOCUMENT)
        self.used = {i for i in documents if self._is_used(phrases[i])}
        self.ends = {phrases[i].last: i for i in index.names} if documents else {}
        starts = {phrases[i].names[0]: i for i in index.names} if documents else {}
        for i in documents:
            phrase = phrases[i]
            if phrase.form is NOMINAL:
                name = starts.get(phrase.owner[0]) if phrase.owner[0] < phrase.owner[1] else self._told(phrase)
                if name is not None and not is_posted(index, phrases[name], phrase.head):
                    self.add(phrase.role, phrase.head, self.cast.of[name])

    def add(self, word: str, head: int, figure: Figure | None) -> None:
        """Note whose a document is whose noun stands at token `head`."""
        polled = figure and figure.gender is not None and family(word) == "poll"  # "Doe's poll numbers"
        if figure and figure.kind is not PLACE and not polled:
            insort(self.made[family(word)], (head, figure), key=lambda entry: entry[0])

    def maker(self, word: str, head: int, determiner: str) -> Figure | None:
        """Return who made a document: the last that was said to have made one, or the only one of all."""
        found = self.made.get(family(word), ())
        place = bisect_right(found, head, key=lambda entry: entry[0])
        before, after = found[max(0, place - 1) : place], found[place : place + MANY]
        plural = word.endswith("s") and family(word) != word and determiner not in DEFINITE
        if before and determiner not in INDEFINITE and not plural:
            return before[-1][1]
        if before or plural:
            return None  # "another poll", "polls"
        if after and (after[0][0] <= head + COMING or len({figure.number for _, figure in after}) == 1):
            return after[0][1]
        return None

    def note(self, attribution: Attribution, figure: Figure) -> None:
        """Note whose a document is that words were said in: "In **a letter** to the board, Doe wrote", "emailed"."""
        reading, lower = self.index.reading, self.lower
        told = (attribution.cue_spans or attribution.source)[:1]
        if not told:
            return
        first, last = reading.token_from(told[0].start), reading.token_before(told[0].end)
        for k in range(first, last):
            noun = lower[k].removesuffix("ed")
            if noun != lower[k] and noun in lists().documents:
                self.add(noun, k, figure)
        if not self.used:
            return
        sentence = reading.sentences[reading.sentence_of(first)]
        for i in self.index.within(max(sentence.first, first - WIDE), min(sentence.last, first + WIDE)):
            if i in self.used:
                phrase = self.index.phrases[i]
                at = reading.starts[phrase.head]
                if not any(s.start <= at < s.end for s in attribution.content):
                    self.add(phrase.role, phrase.head, figure)

    def _is_used(self, phrase: Phrase) -> bool:
        """Tell whether words are said in a document, which is somebody's own: "in **a letter**"."""
        before = self.lower[phrase.first - 1] if phrase.first else ""
        return phrase.determiner in OWN and before in {"in", "on", "via", "through"}

    def _told(self, phrase: Phrase) -> int | None:
        """Return the name in the same clause of who made a document."""
        found = self._after(phrase)
        return found if found is not None else self._doing(phrase)

    def _after(self, phrase: Phrase) -> int | None:
        """Return the name after "by", or right after "from": "the survey, conducted jointly by the Pew Center"."""
        i = phrase.head + 1
        for at in range(i, min(i + NEAR, len(self.lower))):
            word = self.lower[at]
            if word == "by" or (word == "from" and at == i):
                names = (k for k in self.index.within(at + 1, at + NEAR) if self.index.forms[k] is NAME)
                name = next(names, None)
                return name if name is not None and self._is_led(name, at) else None
            if not (word in GIVING or word in BETWEEN or word.endswith(("ly", "day")) or word in {"on", "to"}):
                return None
        return None

    def _is_led(self, name: int, at: int) -> bool:
        """Tell whether only an article or a description stands between a preposition and a name."""
        first = self.index.phrases[name].first
        return first - at <= 4 and all(self.lower[k][0].isalpha() for k in range(at + 1, first))

    def _doing(self, phrase: Phrase) -> int | None:
        """Return the name of who published, wrote or sent a document: "The Washington Post conducted a poll".

        Who published, sent or released *the* letter may have had it from anybody.
        """
        at = phrase.first - 1
        giving = GIVING if phrase.determiner in INDEFINITE | {"its"} else MAKING
        if at < 1 or self.lower[at] not in giving:
            return None
        while at > 0 and self.lower[at - 1] in BETWEEN - {","}:
            at -= 1
        return self.ends.get(at)


def family(word: str) -> str:
    """Return the word that stands for all nouns by which one document can be called."""
    single = word.removesuffix("s") if word.removesuffix("s") in lists().documents else word
    row = table("document_families").get(single)
    return row[1] if row else single
