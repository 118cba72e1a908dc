"""The text as later stages see it: parallel lists of tokens, and ranges of them.

Tokens are columns side by side (`starts`, `ends`, `words`, `lower`) and not objects, because everything
after this walks over them many times: a token is its index.  Sentences and paragraphs are half-open
ranges of token indices, with their character offsets; every token is in just one of each.

Offsets stand in arrays, and equal words are one string, since a text may be all tokens: a million marks take 24 MB.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import Final, NamedTuple

import attrs

from quoteattr.models import Span
from quoteattr.reading.changes import changes
from quoteattr.reading.folding import bare, fold, has_no_width
from quoteattr.reading.paragraphs import paragraph_spans
from quoteattr.reading.rows import Rows, code_for
from quoteattr.reading.sentences import sentence_spans
from quoteattr.reading.tokens import TOKEN, split

LONG: Final = 2000  # characters of a sentence that is no prose: its tokens are found ...
BATCH: Final = 4096  # ... so many at a time


class Paragraph(NamedTuple):
    """A paragraph: characters [start, end), tokens [first, last), sentences [sentence, next_sentence)."""

    start: int
    end: int
    first: int
    last: int
    sentence: int
    next_sentence: int


class Sentence(NamedTuple):
    """A sentence: characters [start, end), tokens [first, last), in the paragraph of that index."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@attrs.frozen(eq=False)
class Reading:
    """A text with its tokens, sentences and paragraphs.

    `starts` and `ends` are character offsets of `text`; `words` are the tokens in folded form, without
    characters of no width; `lower` the same in lower case.
    """

    text: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]
    words: list[str]
    lower: list[str]
    sentences: Sequence[Sentence]
    paragraphs: Sequence[Paragraph]
    firsts: Sequence[int]  # the first token of each sentence
    inside: Sequence[int]  # the paragraph of each sentence

    def token_from(self, offset: int) -> int:
        """Return the first token that ends after `offset` (the number of tokens where none does)."""
        return bisect_right(self.ends, offset)

    def token_before(self, offset: int) -> int:
        """Return one past the last token that starts before `offset`: the end of a token range up to it."""
        return bisect_left(self.starts, offset)

    def written(self, first: int, last: int) -> str:
        """Return the text of tokens [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that `token` is in."""
        return bisect_right(self.firsts, token) - 1

    def sentence_at(self, token: int) -> Sentence:
        """Return the sentence that `token` is in."""
        return self.sentences[self.sentence_of(token)]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the tokens [first, last)."""
        return Span(self.starts[first], self.ends[last - 1])

    def opens_sentence(self, token: int) -> bool:
        """Tell whether `token` is the first of its sentence."""
        return self.firsts[self.sentence_of(token)] == token

    def paragraph_of(self, token: int) -> int:
        """Return the index of the paragraph that `token` is in."""
        return self.inside[self.sentence_of(token)]


def read(text: str) -> Reading:
    """Return the reading of any text."""
    folded = fold(text)
    code = code_for(len(folded))
    tokens, sentences, paragraphs = _Tokens(folded, code), Rows(Sentence, code), Rows(Paragraph, code)
    last = paragraph = after = 0  # tokens, paragraphs and sentences so far
    parts = (part for span in paragraph_spans(folded) for part in changes(folded, *span))
    for start, end in parts:
        first, sentence = last, after
        for s, e in sentence_spans(folded, start, end):
            before, last = last, tokens.take(s, e)
            if last > before:
                sentences.append((s, e, before, last, paragraph))
                after += 1
        if last > first:
            paragraphs.append((start, end, first, last, sentence, after))
            paragraph += 1
    firsts, inside = sentences.column("first"), sentences.column("paragraph")
    columns = *tokens.offsets(), *tokens.folded_words()
    return Reading(text, folded, *columns, sentences.settled(), paragraphs.settled(), firsts, inside)


class _Tokens:
    """The columns of tokens, filled sentence by sentence.

    Equal words are one string: that saves memory, and looking words up is faster as each is hashed once.  Offsets are
    packed into arrays when there are many; those of a text that is not long stay in lists, which are quicker.
    """

    def __init__(self, folded: str, code: str) -> None:
        self.folded = folded
        self.packed = array(code), array(code)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.known: dict[str, str] = {}

    def take(self, start: int, end: int) -> int:
        """Add the tokens of folded[start:end] and return how many there are now."""
        if end - start > LONG:
            return self._take_batches(start, end)
        parts = split(self.folded[start:end])  # what is between tokens, and tokens, in turn
        edges = list(accumulate(map(len, parts), initial=start))
        return self._add(edges[1:-1:2], edges[2::2], parts[1::2])

    def _take_batches(self, start: int, end: int) -> int:
        """Do the same for what is no prose, without lists of all its tokens at once."""
        matches = TOKEN.finditer(self.folded, start, end)
        while spans := [match.span() for match in islice(matches, BATCH)]:
            self._add([s for s, _ in spans], [e for _, e in spans], [self.folded[s:e] for s, e in spans])
        return len(self.words)

    def _add(self, starts: list[int], ends: list[int], words: list[str]) -> int:
        self.starts += starts
        self.ends += ends
        self.words += map(self.known.setdefault, words, words)
        if len(self.starts) >= BATCH:
            self._pack()
        return len(self.words)

    def _pack(self) -> None:
        for packed, offsets in zip(self.packed, (self.starts, self.ends), strict=True):
            packed.fromlist(offsets)
            offsets.clear()

    def offsets(self) -> tuple[Sequence[int], Sequence[int]]:
        """Return where tokens start and end."""
        if not self.packed[0]:
            return self.starts, self.ends
        self._pack()
        return self.packed

    def folded_words(self) -> tuple[list[str], list[str]]:
        """Return the words without characters of no width, and in lower case."""
        words, distinct = self.words, list(self.known)
        if has_no_width(self.folded):
            bared = {word: bare(word) for word in distinct}
            words, distinct = list(map(bared.__getitem__, words)), list(bared.values())
        small = {word: word.lower() for word in distinct}
        return words, list(map(small.__getitem__, words))
