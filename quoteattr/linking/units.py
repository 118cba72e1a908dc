"""The stretches of text in which a cue looks for its source and content, with marked regions as one item.

A unit is a sentence, or several that one quotation spans: “I came. I saw,” he said.  Inside a unit whatever
stands in outermost marks is a single item, so that the rules of word order need not care how long a quotation is:
the example reads ``Q he said .``

Limits: what somebody in a quotation is reported to say (“He told me: ‘Go’”) is not looked for.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import attrs

from quoteattr.finding.regions import Marks, MarkStyle, Region
from quoteattr.models import Span
from quoteattr.reading import Reading

QUOTED = "\N{LEFT DOUBLE QUOTATION MARK}"  # how a marked item reads in `Unit.words`


LONGEST: Final = 400  # items of a unit; no sentence of prose is longer, and rules may look from end to end


@attrs.frozen(eq=False)
class Unit:
    """A run of items: item i covers tokens [firsts[i], lasts[i]), reads `words[i]`, and is marked if `regions[i]`.

    `paragraph` is an index into the reading's paragraphs.
    """

    reading: Reading
    firsts: list[int]
    lasts: list[int]
    words: list[str]
    regions: list[Region | None]
    paragraph: int

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Return the word of item i in lower case, "" beyond either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def is_marked(self, i: int) -> bool:
        """Tell whether item i is a marked region."""
        return 0 <= i < len(self.words) and self.regions[i] is not None

    def is_capital(self, i: int) -> bool:
        """Tell whether item i is a word with a capital letter."""
        return 0 <= i < len(self.words) and self.regions[i] is None and self.reading.words[self.firsts[i]][:1].isupper()

    def item_of(self, token: int) -> int | None:
        """Return the item that is exactly this token, None where it stands in a marked region or elsewhere."""
        if not self.firsts or not self.firsts[0] <= token < self.lasts[-1]:
            return None
        i = bisect_right(self.firsts, token) - 1
        return i if self.regions[i] is None else None

    def span(self, i: int, j: int) -> Span:
        """Return the characters of items [i, j)."""
        start = self.regions[i].span.start if self.regions[i] else self.reading.starts[self.firsts[i]]  # type: ignore[union-attr]
        last = self.regions[j - 1]
        return Span(start, last.span.end if last else self.reading.ends[self.lasts[j - 1] - 1])


def units(reading: Reading, marks: Marks) -> Iterator[Unit]:
    """Yield the units of the text in order."""
    outer = [r for r in marks.regions if r.depth == 0 and r.style is not MarkStyle.DASH]
    ends = [s.last for s in reading.sentences]
    at = sentence = 0
    for index, paragraph in enumerate(reading.paragraphs):
        unit = Unit(reading, [], [], [], [], index)
        token = paragraph.first
        while token < paragraph.last:
            while at < len(outer) and outer[at].span.end <= reading.starts[token]:
                at += 1
            region = outer[at] if at < len(outer) else None
            if region is not None and region.span.start <= reading.starts[token]:
                token = _add_region(unit, token, region, paragraph.last)
            else:
                end = min(ends[sentence], token + LONGEST - len(unit))
                token = _add_words(unit, token, min(end, reading.token_before(region.span.start)) if region else end)
            while sentence < len(ends) - 1 and ends[sentence] < token:
                sentence += 1
            if token == ends[sentence] or len(unit) == LONGEST:
                yield unit
                unit = Unit(reading, [], [], [], [], index)
            sentence += token == ends[sentence] and sentence < len(ends) - 1
        if len(unit):
            yield unit


def _add_words(unit: Unit, token: int, end: int) -> int:
    """Append the words [token, end), each as an item, and return `end`."""
    unit.firsts.extend(range(token, end))
    unit.lasts.extend(range(token + 1, end + 1))
    unit.words.extend(unit.reading.lower[token:end])
    unit.regions.extend([None] * (end - token))
    return end


def _add_region(unit: Unit, token: int, region: Region, last: int) -> int:
    """Append a region, which begins at `token`, as one item and return the token after it."""
    end = min(last, max(token + 1, unit.reading.token_before(region.span.end)))
    unit.firsts.append(token)
    unit.lasts.append(end)
    unit.words.append(QUOTED)
    unit.regions.append(region)
    return end
