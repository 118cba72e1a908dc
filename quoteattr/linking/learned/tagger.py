"""Parts of speech, by a greedy linear tagger from left to right.

A word that nearly always has one tag gets it from a table.  The others have a short list of tags (a word that is
not in the table has the open classes), and the best of them by a sum of small integer weights wins: weights of
the word itself (its form if frequent, its last letters, its shape), of the two words on either side, and of the two
tags before.  What depends on a single word is summed once for each word and kept, so that most of the
work for a token is a handful of additions.

Limits: Penn Treebank tags as far as a window of five words tells them; "that" is often a guess.
"""

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


class Tagger:
    """The tagger with its table of words and its weights, which map a feature to a number for each tag."""

    def __init__(self, words: Mapping[str, tuple[int, ...]], weights: Mapping[str, Sequence[int]]) -> None:
        self.words = words
        self.weights = weights
        self._here: dict[str, tuple[tuple[int, ...], list[int]]] = {}
        self._beside: tuple[dict[str, list[int]], ...] = ({}, {}, {}, {})
        self._tags: dict[int, list[int]] = {}
        self._zero = [0] * len(TAGS)

    def _sum(self, features: Iterable[str]) -> list[int]:
        found = [row for f in features if (row := self.weights.get(f)) is not None]
        if not found:
            return self._zero
        return [sum(column) for column in zip(*found, strict=True)] if len(found) > 1 else list(found[0])

    def tags_of(self, word: str) -> tuple[int, ...]:
        """Return the tags this word may have."""
        lower = word.lower()
        tags = self.words.get(lower)
        if tags is None:
            return OPEN if any(c.isalpha() for c in word) else _SIGNS.get(word[:1], _MARK)
        if word is not lower and word[:1].isupper() and len(word) > 1:
            return _WITH_NAME.get(tags) or _WITH_NAME.setdefault(tags, _merge(tags))
        return tags

    def _look(self, word: str) -> tuple[tuple[int, ...], list[int]]:
        if len(self._here) > _CACHE:
            self._here.clear()
        tags = self.tags_of(word)
        row = self._sum(word_features(word, word.lower() in self.words)) if len(tags) > 1 else self._zero
        self._here[word] = found = (tags, row)
        return found

    def _look_beside(self, k: int, word: str) -> list[int]:
        kept = self._beside[k]
        if len(kept) > _CACHE:
            kept.clear()
        kept[word] = row = self._sum(beside_features(word, word == EDGE or word.lower() in self.words, "abcd"[k]))
        return row

    def _look_tags(self, before: int, last: int) -> list[int]:
        row = self._tags[(before + 1) * 64 + last] = self._sum(tag_features(before, last))
        return row

    def tag(self, words: Sequence[str]) -> list[int]:
        """Return the tag of each word of a sentence, as an index into `TAGS`."""
        here, (far_left, left, right, far_right), tags_row = self._here, self._beside, self._tags
        look, beside = self._look, self._look_beside
        out: list[int] = []
        before = last = -1
        n = len(words)
        for i, word in enumerate(words):
            tags, row = here.get(word) or look(word)
            if len(tags) == 1:
                best = tags[0]
            else:
                w1 = words[i - 1] if i else EDGE
                w2 = words[i - 2] if i > 1 else EDGE
                w3 = words[i + 1] if i + 1 < n else EDGE
                w4 = words[i + 2] if i + 2 < n else EDGE
                r1 = left.get(w1) or beside(1, w1)
                r2 = far_left.get(w2) or beside(0, w2)
                r3 = right.get(w3) or beside(2, w3)
                r4 = far_right.get(w4) or beside(3, w4)
                r5 = tags_row.get((before + 1) * 64 + last) or self._look_tags(before, last)
                best, top = -1, -1e9
                for t in tags:
                    score = row[t] + r1[t] + r2[t] + r3[t] + r4[t] + r5[t]
                    if score > top:
                        best, top = t, score
            out.append(best)
            before, last = last, best
        return out


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


def unpack(pairs: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return the rows that `pack` packed."""
    rows: dict[str, list[int]] = {}
    for name, numbers in pairs.items():
        rows[name] = row = [0] * len(TAGS)
        for t, w in zip(numbers[::2], numbers[1::2], strict=True):
            row[t] = w
    return rows
