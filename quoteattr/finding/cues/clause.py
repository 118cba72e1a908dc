"""The words of a sentence as finding cues looks at them, and the closed classes it tells them apart by."""

import functools
from typing import Final

import attrs

from quoteattr.data import entries, values
from quoteattr.reading.reading import Reading, Sentence
from quoteattr.reading.remembered import Remembered

REACH: Final = 8  # tokens a verb group may reach to the left, or an infinitive may stand to the right

Classes = frozenset[str]


@attrs.define(eq=False)
class Clause:
    """The words of one sentence in lower case; they are counted from its first token, `first`.

    Behind the last of them, `words` goes on with "".  Since Python counts negative places from the end, one may look
    beyond either end without asking where it is.
    """

    words: list[str]
    first: int
    size: int

    @classmethod
    def of(cls, reading: Reading, sentence: Sentence) -> "Clause":
        """Return the words of a sentence."""
        first, last = sentence.first, sentence.last
        return cls(reading.lower[first:last] + _NOTHING, first, last - first)

    def has(self, i: int, words: tuple[str, ...]) -> bool:
        """Tell whether `words`, of which two do, stand from word i on."""
        return len(words) == 2 or tuple(self.words[i : i + len(words)]) == words


_NOTHING: Final = [""] * (REACH + 4)


@functools.cache
def words_of(*classes: str) -> Classes:
    """Return the function words that are of any of these classes (see the head of `function_words.tsv`)."""
    return frozenset(word for word, listed in entries("function_words") if not set(classes).isdisjoint(values(listed)))


def _is_adverb(word: str) -> bool:
    return word in words_of("adverb") or (word.endswith("ly") and len(word) > 4 and word not in words_of("plain"))


IS_ADVERB: Final = Remembered(_is_adverb)  # whether a word is an adverb, by the list or by its ending
