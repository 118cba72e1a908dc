"""Tokens by chunks: what stands between two spaces is cut by the pattern once, and remembered.

A chunk makes the same tokens wherever it stands (the words, marks and clitics of “didn't,” he'd), so the pattern need
run over each distinct chunk only, and a sentence is put together from the tokens of its chunks.  Equal words are
then one string as well, which saves memory and makes every later look-up of a word faster.

A chunk whose tokens depend on the next one (“George W. Bush”: an initial asks for a capital behind its space), and
one without a word, as two spaces leave between them, are not remembered so; a sentence with one is cut by the pattern.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice, pairwise
from sys import intern
from typing import Final, NamedTuple, cast

from quoteattr.reading.folding import bare
from quoteattr.reading.remembered import Remembered
from quoteattr.reading.tokens import TOKEN

LONG: Final = 100_000  # characters of a sentence that is no prose: cut without lists of its chunks, ...
BATCH: Final = 4096  # ... so many tokens at a time

Tokens = tuple[Iterable[str], Iterable[str], list[int]]
"""Words, the same in lower case, and edges: the offsets at which each token starts and ends, in turn."""


class Chunk(NamedTuple):
    """The tokens of a chunk, as words and in lower case; `sizes` has the gap before each of them, and its length."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    sizes: tuple[int, ...]


_flat: Final = chain.from_iterable


def _chunk(text: str) -> Chunk | None:
    spans = [match.span() for match in TOKEN.finditer(text)]
    before_capital = [match.span() for match in TOKEN.finditer(f"{text} A")]
    if not spans or spans[-1][1] < len(text) or spans != before_capital[:-1]:
        return None
    edges = [-1, *_flat(spans)]  # the space before a chunk belongs to its first gap
    return Chunk(*_words(text, spans), tuple(end - start for start, end in pairwise(edges)))


def _words(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = tuple(intern(bare(text[start:end])) for start, end in spans)
    return words, tuple(intern(word.lower()) for word in words)


_known: Final = Remembered(_chunk)


def cut(text: str, at: int) -> Iterator[Tokens]:
    """Yield the tokens of a sentence that starts at offset `at`, all at once but for one that is no prose."""
    chunks = [_known[chunk] for chunk in text.split(" ")] if len(text) <= LONG else [None]
    if None in chunks:
        matches = TOKEN.finditer(text)
        while spans := [match.span() for match in islice(matches, BATCH)]:
            yield *_words(text, spans), [at + edge for edge in _flat(spans)]
        return
    words, lower, sizes = zip(*cast(list[Chunk], chunks), strict=True)
    yield _flat(words), _flat(lower), list(accumulate(_flat(sizes), initial=at - 1))[1:]
