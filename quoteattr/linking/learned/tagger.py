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
from typing import Final

TAGS: Final = (
    "NN NNS NNP NNPS JJ JJR JJS RB RBR RBS VB VBD VBG VBN VBP VBZ MD PRP PRP$ DT PDT WDT WP WP$ WRB EX "
    "IN RP TO CC CD POS UH FW , . : HYPH SYM"
).split()
TAG_ID: Final = {tag: i for i, tag in enumerate(TAGS)}
OPEN: Final = tuple(TAG_ID[t] for t in "NN NNS NNP NNPS JJ JJR JJS RB VB VBD VBG VBN VBP VBZ UH FW CD".split())
EDGE: Final = "|"  # stands beside the first and last word of a sentence
_CACHE: Final = 60_000  # word forms whose sums are kept; then all are dropped, so that memory stays bounded


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


# What a word form gives: the tags it may have, and rows of weights: its own, and those for words that it stands two or
# one before, one or two after.
_Look = tuple[tuple[int, ...], int, int, int, int, int]


class _Pairs(dict[tuple[int, int], int]):
    """The sums of the weights of the two tags before."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, tags: tuple[int, int]) -> int:
        row = self[tags] = _sum(self.weights, tag_features(*tags))
        return row


class Tagger:
    """The tagger with its table of words and its weights, which map a feature to pairs of tag and weight.

    A row of weights is one long whole number with a field for each tag, so that rows are added as numbers are.
    """

    def __init__(
        self, words: Mapping[str, tuple[int, ...]], weights: Mapping[str, Sequence[int]], behind: float = math.inf
    ) -> None:
        """Take the tables; a tag that a word by itself puts by more than `behind` after its best one is not weighed."""
        self.words = words
        self.behind = behind
        self.weights = {name: _row(pairs) for name, pairs in weights.items()}
        self._looks: dict[str, _Look] = {}
        self._pairs = _Pairs(self.weights)
        self._edge = self._look(EDGE)

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
        if len(self._looks) > _CACHE:
            self._looks.clear()
        tags, known = self.tags_of(word), word.lower() in self.words
        here = _sum(self.weights, word_features(word, known)) + _BIASES if len(tags) > 1 else 0
        if here:
            alone = _fields(here)
            best = max(map(alone.__getitem__, tags))
            tags = tuple([t for t in tags if best - alone[t] <= self.behind])
        names = beside_features(word, known or word == EDGE, "")
        a, b, c, d = (_sum(self.weights, [at + name for name in names]) for at in "abcd")
        look = self._looks[word] = tags, here, a, b, c, d
        return look

    def tag(self, words: Sequence[str]) -> list[int]:
        """Return the tag of each word of a sentence, as an index into `TAGS`."""
        kept, look, pairs, edge = self._looks.get, self._look, self._pairs, self._edge
        seen = [edge, edge, *[kept(word) or look(word) for word in words], edge, edge]
        out: list[int] = []
        before = last = -1
        for two, one, here, then, after in zip(seen, seen[1:], seen[2:], seen[3:], seen[4:], strict=False):
            tags = here[0]
            best = tags[0]
            if len(tags) > 1:
                row = here[1] + two[2] + one[3] + then[4] + after[5] + pairs[before, last]
                if len(tags) == 2:
                    other = tags[1]
                    if row >> 16 * other & _FIELD > row >> 16 * best & _FIELD:
                        best = other
                else:
                    best = max(tags, key=_fields(row).__getitem__)
            out.append(best)
            before, last = last, best
        return out


_SIZE: Final = 2 * len(TAGS)
_FIELD: Final = 0xFFFF
_BIASES: Final = sum(1 << 16 * t + 14 for t in range(len(TAGS)))  # keeps the fields of sums above zero


def _fields(row: int) -> memoryview:
    """Return the fields of a sum of rows, one for each tag."""
    return memoryview(row.to_bytes(_SIZE, "little")).cast("H")


def _row(pairs: Sequence[int]) -> int:
    """Return pairs of tag and weight as one number; at most twenty rows of one-byte weights are ever added."""
    return sum(max(-127, min(127, w)) << 16 * t for t, w in zip(pairs[::2], pairs[1::2], strict=True))


def _sum(weights: Mapping[str, int], features: Iterable[str]) -> int:
    return sum(filter(None, map(weights.get, features)))


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
