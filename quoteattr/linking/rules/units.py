"""The stretches of text in which a cue looks for its source and content, with marked regions as one item.

A unit is a sentence, or several that one quotation spans: “I came. I saw,” he said.  Inside a unit whatever
stands in outermost marks is a single item, so that the rules of word order need not care how long a quotation is:
the example reads ``Q he said .``

Limits: what somebody in a quotation is reported to say (“He told me: ‘Go’”) is not looked for.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.finding.words import is_common
from quoteattr.linking.words import SIGNS, is_adverb
from quoteattr.models import Span
from quoteattr.reading import Reading

QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}"  # how a marked item reads in `Unit.words`
Range = tuple[int, int]

LONGEST: Final = 400  # items of a unit; no sentence of prose is longer, and rules may look from end to end
BEYOND: Final = 8  # items beyond either end of a unit that rules may look at
_NOTHING: Final = [""] * BEYOND
_UNMARKED: Final[list[Region | None]] = [None] * (LONGEST + BEYOND)  # the regions of every unit without marks


@attrs.define(eq=False)
class Unit:
    """A run of items: item i covers tokens [firsts[i], lasts[i]), reads `words[i]`, and is marked if `regions[i]`.

    `words` (in lower case) and `regions` go on a little behind the last item, with "" and None.  Since Python counts
    negative places from the end, rules may look a few items beyond either end without asking where it is.
    `paragraph` is an index into the reading's paragraphs; `marked` tells whether any item is marked.
    """

    reading: Reading
    firsts: Sequence[int]
    lasts: Sequence[int]
    words: list[str]
    regions: list[Region | None]
    paragraph: int
    marked: bool

    def __len__(self) -> int:
        return len(self.firsts)

    def is_marked(self, i: int) -> bool:
        """Tell whether item i is a marked region."""
        return self.regions[i] is not None

    def is_capital(self, i: int) -> bool:
        """Tell whether item i is a word with a capital letter."""
        return 0 <= i < len(self.firsts) and self.regions[i] is None and self.reading.words[self.firsts[i]][0].isupper()

    def is_adverb(self, i: int) -> bool:
        """Tell whether item i is likely an adverb, and no name that ends like one: “Reilly said”."""
        word = self.words[i]
        return is_adverb(word) and not (self.is_capital(i) and (i > 0 or not is_common(word)))

    def item_of(self, token: int) -> int | None:
        """Return the item that is exactly this token, None where it stands in a marked region or elsewhere."""
        if not self.firsts or not self.firsts[0] <= token < self.lasts[-1]:
            return None
        if not self.marked:
            return token - self.firsts[0]  # every item is a token
        i = bisect_right(self.firsts, token) - 1
        return i if self.regions[i] is None else None

    def items_of(self, cue: CueMatch) -> Range | None:
        """Return the items of a cue, None where it stands inside marks or beyond the unit."""
        first, last = self.item_of(cue.first), self.item_of(cue.last - 1)
        return None if first is None or last is None else (first, last + 1)

    def capitals_end(self, i: int, end: int = LONGEST) -> int:
        """Return where the capitals from item i on end, at `end` at the latest."""
        while i < end and self.is_capital(i):
            i += 1
        return i

    def clause_end(self, i: int) -> int:
        """Return the first sign or marked item from item i on."""
        while i < len(self) and self.words[i] not in SIGNS and not self.is_marked(i):
            i += 1
        return i

    def marks_begin(self, i: int) -> int:
        """Return the first of the marked items side by side that end before item i."""
        while i > 0 and self.is_marked(i - 1):
            i -= 1
        return i

    def span(self, i: int, j: int) -> Span:
        """Return the characters of items [i, j)."""
        start = self.regions[i].span.start if self.regions[i] else self.reading.starts[self.firsts[i]]  # type: ignore[union-attr]
        last = self.regions[j - 1]
        return Span(start, last.span.end if last else self.reading.ends[self.lasts[j - 1] - 1])


def units(reading: Reading, marks: Marks) -> Iterator[Unit]:
    """Yield the units of the text in order."""
    outer = [r for r in marks.regions if r.depth == 0 and r.style is not MarkStyle.DASH]
    ends = array("q", reading.firsts[1:])
    ends.append(len(reading.words))
    parts: list[_Part] = []
    at = sentence = size = 0
    for index, paragraph in enumerate(reading.paragraphs):
        token = paragraph.first
        while token < paragraph.last:
            while at < len(outer) and outer[at].span.end <= reading.starts[token]:
                at += 1
            ahead = outer[at] if at < len(outer) else None
            part = _part(reading, token, min(ends[sentence], token + LONGEST - size), paragraph.last, ahead)
            parts.append(part)
            size += 1 if part[2] else part[1] - token
            token = part[1]
            while sentence < len(ends) - 1 and ends[sentence] < token:
                sentence += 1
            if token == ends[sentence] or size == LONGEST:
                yield _unit(reading, parts, index)
                parts, size = [], 0
            sentence += token == ends[sentence] and sentence < len(ends) - 1
        if parts:
            yield _unit(reading, parts, index)
            parts, size = [], 0


_Part = tuple[int, int, Region | None]  # tokens [first, last): an item each, or all together a marked one


def _part(reading: Reading, token: int, end: int, last: int, region: Region | None) -> _Part:
    """Return the words from `token` up to `end` or to the region ahead, or that region where it begins here.

    A region may reach over the end of its sentence, but not over the paragraph's, token `last`.
    """
    if region is None or region.span.start >= reading.ends[end - 1]:
        return token, end, None
    if region.span.start > reading.starts[token]:
        return token, min(end, reading.token_before(region.span.start)), None
    return token, min(last, max(token + 1, reading.token_before(region.span.end))), region


def _unit(reading: Reading, parts: list[_Part], paragraph: int) -> Unit:
    if len(parts) == 1 and parts[0][2] is None:  # most are a sentence without marks
        return unmarked(reading, *parts[0][:2], paragraph)
    firsts: list[int] = []
    lasts: list[int] = []
    words: list[str] = []
    regions: list[Region | None] = []
    for first, last, region in parts:
        firsts += [first] if region else range(first, last)
        lasts += [last] if region else range(first + 1, last + 1)
        words += [QUOTED] if region else reading.lower[first:last]
        regions += [region] if region else [None] * (last - first)
    regions += _UNMARKED[:BEYOND]
    return Unit(reading, firsts, lasts, words + _NOTHING, regions, paragraph, any(regions))


def unmarked(reading: Reading, first: int, last: int, paragraph: int) -> Unit:
    """Return tokens [first, last) of a paragraph, none of which stands in marks, as a unit."""
    words = reading.lower[first:last] + _NOTHING
    return Unit(reading, range(first, last), range(first + 1, last + 1), words, _UNMARKED, paragraph, False)
