"""Parts of speech, by a greedy linear tagger from left to right.

A word that nearly always has one tag gets it from a table.  The others have a short list of tags (a word that is
not in the table has the open classes), and the best of them by a sum of small integer weights wins: weights of
the word itself (its form if frequent, its last letters, its shape), of the two words on either side, and of the two
tags before.  What depends on a single word is summed once for each word and kept, so that most of the
work for a token is a handful of additions.

Limits: Penn Treebank tags as far as a window of five words tells them; "that" is often a guess.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from quoteattr.linking.learned.weights import Section
from quoteattr.reading.remembered import Kept, Remembered

TAGS: Final = (
    "NN NNS NNP NNPS JJ JJR JJS RB RBR RBS VB VBD VBG VBN VBP VBZ MD PRP PRP$ DT PDT WDT WP WP$ WRB EX "
    "IN RP TO CC CD POS UH FW , . : HYPH SYM"
).split()
TAG_ID: Final = {tag: i for i, tag in enumerate(TAGS)}
OPEN: Final = tuple(TAG_ID[t] for t in "NN NNS NNP NNPS JJ JJR JJS RB VB VBD VBG VBN VBP VBZ UH FW CD".split())
FINITE: Final = frozenset(map(TAG_ID.__getitem__, "VBD VBP VBZ MD".split()))  # of verbs that have a subject
NONE: Final = len(TAGS)  # what stands for the tag of a place beyond a sentence
EDGE: Final = "|"  # stands beside the first and last word of a sentence
_STRAIGHT: Final = {**dict.fromkeys(["“", "”", "„", "«", "»", "''", "``"], '"'), "‘": "'"}


def shape(word: str) -> str:
    """Return the outline of a word: capitals X, a capital first Xx, small x (hyphenated x-x), digits d, other signs."""
    if word.islower():
        return "x-x" if "-" in word else "x"
    if word[:1].isupper():
        return "X" if len(word) == 1 or word[1:2].isupper() else "Xx-" if "-" in word else "Xx"
    return "d" if any(c.isdigit() for c in word) else "." if not word.isalpha() else "?"


def word_features(word: str, known: bool) -> list[str]:
    """Return what the tagger sees of the word it tags; its form only if `known`."""
    lower = word.lower()
    features = ["b", "s" + shape(word), "1" + lower[-1:], "2" + lower[-2:], "3" + lower[-3:], "4" + lower[-4:]]
    return [*features, "w" + lower] if known else [*features, "u" + shape(word)]


def beside_features(word: str, known: bool, at: str) -> list[str]:
    """Return what it sees of a word beside it, `at` saying where."""
    lower = word.lower()
    return [at + ("w" + lower if known else "u" + lower[-3:]), at + "s" + shape(word)]


def tag_features(before: int, last: int) -> tuple[str, str]:
    """Return what it sees of the two tags before."""
    return f"t{TAGS[last]}" if last >= 0 else "t", f"T{before},{last}"


# What a word form gives: its first tag; if it has others, all of them, each with the place of its field; and rows of
# weights: its own, and those for words that it stands two or one before, one or two after.
_Look = tuple[int, tuple[tuple[int, int], ...], int, int, int, int, int]


class Tagger:
    """The tagger with its table of words and its weights, which map a feature to pairs of tag and weight.

    A row of weights is one long whole number with a field for each tag, so that rows are added as numbers are.
    """

    def __init__(self, words: Section, weights: Section, behind: float = math.inf, *, alike: bool = False) -> None:
        """Take the tables; a tag that a word by itself puts by more than `behind` after its best one is not weighed.

        If marks are `alike`, a word beside a curly one gets the tag that it gets beside a straight one.
        """
        self.words = words
        self.behind = behind
        self.alike: Mapping[str, str] = _STRAIGHT if alike else {}
        rows = {pairs: _row(pairs) for pairs in set(weights.values())}
        self.weights = {name: rows[pairs] for name, pairs in weights.items()}
        self._looks = Remembered(self._look)
        self._edge: _Look = (NONE, (), *self._looks[EDGE][2:])
        self._pairs = [Kept(partial(self._pair, before)) for before in range(NONE + 1)]

    def tags_of(self, word: str) -> tuple[int, ...]:
        """Return the tags this word may have."""
        lower = word.lower()
        tags = self.words.get(lower)
        if tags is None:
            return OPEN if any(c.isalpha() for c in word) else _SIGNS.get(word[:1], _MARK)
        if word is not lower and word[:1].isupper() and len(word) > 1:
            return _WITH_NAME.get(tags) or _WITH_NAME.setdefault(tags, _merge(tags))
        return tags

    def _look(self, word: str) -> _Look:
        tags, known = self.tags_of(word), word.lower() in self.words
        here = 0
        if len(tags) > 1:
            here = self._sum(word_features(word, known))
            alone = {tag: here >> _PLACES[tag] & _FIELD for tag in tags}
            best = max(alone.values())
            tags = tuple([tag for tag in tags if best - alone[tag] <= self.behind])
        choice = tuple([(tag, _PLACES[tag]) for tag in tags]) if len(tags) > 1 else ()
        names = beside_features(self.alike.get(word, word), known or word == EDGE, "")
        a, b, c, d = (self._sum([at + name for name in names]) for at in "abcd")
        return tags[0], choice, here, a, b, c, d

    def _pair(self, before: int, last: int) -> int:
        """Return the sum of the weights of the two tags before."""
        return self._sum(tag_features(*(-1 if tag == NONE else tag for tag in (before, last))))

    def _sum(self, features: Iterable[str]) -> int:
        return _BIASES + sum(filter(None, map(self.weights.get, features)))

    def tag(self, words: Sequence[str]) -> list[int]:
        """Return the tag of each word of a sentence, as an index into `TAGS`."""
        return list(self.tag_all([words]))

    def tag_all(self, sentences: Iterable[Iterable[str]]) -> bytearray:
        """Return the tags of the words of some sentences: words with one tag have it before others are looked at."""
        looks, pairs, edges = self._looks, self._pairs, [self._edge] * 2
        seen = edges[:]
        for words in sentences:
            seen += map(looks.__getitem__, words)
            seen += edges
        tags = bytearray([look[0] for look in seen])
        for i in [i for i, look in enumerate(seen) if look[1]]:
            here = seen[i]
            row = here[2] + seen[i - 2][3] + seen[i - 1][4] + seen[i + 1][5] + seen[i + 2][6]
            row += pairs[tags[i - 2]][tags[i - 1]]
            top = -1
            for tag, place in here[1]:
                field = row >> place & _FIELD
                if field > top:
                    best, top = tag, field
            tags[i] = best
        return tags.translate(None, _NO_TAGS)


_NO_TAGS: Final = bytes([NONE])
_BITS: Final = 14  # of a field
_FIELD: Final = (1 << _BITS) - 1
_PLACES: Final = range(_BITS * NONE - _BITS, -1, -_BITS)  # of fields by tag: those of common tags are soon shifted down
_BIASES: Final = sum(1 << place + 11 for place in _PLACES)  # in each of six rows, keeps the fields of sums above zero


def _row(pairs: Sequence[int]) -> int:
    """Return pairs of tag and weight as one number; at most twenty of them, of one-byte weights, are ever added."""
    return sum(max(-127, min(127, w)) << _PLACES[t] for t, w in zip(pairs[::2], pairs[1::2], strict=True))


def _merge(tags: tuple[int, ...]) -> tuple[int, ...]:
    names = (TAG_ID["NNP"], TAG_ID["NNPS"]) if any(TAGS[t].endswith("S") for t in tags) else (TAG_ID["NNP"],)
    closed = all(TAGS[t] in _CLOSED for t in tags)
    return tags if closed else tuple(dict.fromkeys((*tags, *names)))


_CLOSED: Final = frozenset("PRP PRP$ DT PDT WDT WP WP$ WRB EX TO CC POS".split())
_WITH_NAME: dict[tuple[int, ...], tuple[int, ...]] = {}
_MARK: Final = (TAG_ID[":"],)
_SIGNS: Final = {
    **dict.fromkeys(",", (TAG_ID[","],)),
    **dict.fromkeys(".!?", (TAG_ID["."],)),
    **dict.fromkeys("0123456789$€£¥", (TAG_ID["CD"],)),
    **dict.fromkeys("@#%&*+=<>/\\^~", (TAG_ID["SYM"],)),
}


def pack(weights: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """Return rows of weights as pairs of tag and weight, zeros left out."""
    return {name: tuple(x for t, w in enumerate(row) if w for x in (t, w)) for name, row in weights.items() if any(row)}
