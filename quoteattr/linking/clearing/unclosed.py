"""Marks that nothing closes, with the tag behind what they open: “The trees were planted, said Luis Ortega.

Such a region runs to the end of its paragraph, and so over its own tag.  Where the paragraph ends in one, or a
quotation opens behind it (“I shall go, *said Maud*. “You may stay.”), the speech ends before it, and no next paragraph
carries it on; what opens behind it stands in no other marks.  So does a first sentence with such a tag (“I shall go,
*said Maud*. She left.) where no next paragraph carries on, as it does where speech goes on that tells of others'.

Limits: only a short tag that closes its sentence is one, by a name, a pronoun or a noun for somebody.
"""

from collections.abc import Container, Iterator, Mapping
from itertools import pairwise
from typing import Final

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.finding.words import role_of
from quoteattr.linking.attribution import Cues
from quoteattr.linking.words import BREAKS, DETERMINERS, SUBJECTS
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST: Final = 7  # tokens of a tag, with its full stop


def without_tags(reading: Reading, marks: Marks, cues: Cues, *, first: bool = False) -> Marks:
    """Return the marks, those that are never closed without the tags they run over.

    first: also inverted ones that go on with who somebody is, and those that close a first sentence.
    """
    open_ = [r for r in marks.regions if not r.closed and r.depth == 0 and r.style is not MarkStyle.DASH]
    if not open_:
        return marks
    verbs = tag_verbs(reading, cues)
    inner = {marks.regions[r.parent].span.start: r.span.start for r in reversed(marks.regions) if r.parent is not None}
    usual = {cue.first for cue in cues if cue.first in verbs and cue.entry.usual and cue.form != "ing"} if first else ()
    carried = {before.span.start for before, r in pairwise(marks.regions) if r.continues}
    cut = {}
    for r in open_:
        start, end = r.span.start, inner.get(r.span.start, r.span.end)
        alone = start not in carried and end == r.span.end
        if shorter := _shorter(reading, r, end, verbs, usual, alone=alone):
            cut[start] = shorter
    return attrs.evolve(marks, regions=tuple(_regions(marks, cut))) if cut else marks


def tag_verbs(reading: Reading, cues: Cues) -> set[int]:
    """Return the verbs that tags may begin or end with, which have no capital."""
    return {cue.first for cue in cues if cue.form and reading.words[cue.first].islower()}


def _regions(marks: Marks, cut: Mapping[int, Region]) -> Iterator[Region]:
    """Yield the regions with those that are cut, which the next one does not carry on, and no other stands in."""
    ended, outermost = False, 0
    for region in marks.regions:
        if region.depth:
            parent = region.parent if region.depth > 1 or not outermost else None
            yield attrs.evolve(region, depth=region.depth - outermost, parent=parent)
            continue
        shorter = cut.get(region.span.start, region)
        yield attrs.evolve(shorter, continues=False) if ended else shorter
        ended = shorter is not region
        outermost = int(ended)


def _shorter(
    reading: Reading, region: Region, end: int, verbs: Container[int], usual: Container[int], *, alone: bool
) -> Region | None:
    """Return a region without the tag at the end of its words, or, if it stands alone, of its first sentence."""
    found = _cut(reading, region, end, verbs, usual)
    if found or not (usual and alone):
        return found
    sentence = reading.sentences[reading.sentence_of(reading.token_from(region.inner.start))]
    return _cut(reading, region, sentence.end, usual, usual)


def _cut(reading: Reading, region: Region, end: int, verbs: Container[int], usual: Container[int]) -> Region | None:
    """Return a region without the tag that ends at a character, None if there is none; `usual` may be inverted."""
    first, last = reading.token_from(region.inner.start), reading.token_before(end)
    if last <= first or reading.words[last - 1] != ".":
        return None
    sign = _before_tag(reading, first, last - 1, verbs, usual)
    if not sign:
        return None
    end = reading.ends[sign]
    return attrs.evolve(region, span=Span(region.span.start, end), inner=Span(region.inner.start, end))


def _before_tag(reading: Reading, first: int, last: int, verbs: Container[int], usual: Container[int]) -> int:
    """Return the sign before a tag that ends at token `last`, with who that is behind a comma; 0 if there is none."""
    stop = last
    for i in range(last - 1, max(first, last - 2 * LONGEST), -1):
        if reading.lower[i] not in BREAKS:
            continue
        near = stop - i < LONGEST - 1 and (stop == last or i + 1 in usual)
        if reading.lower[i] in {",", "?", "!"} and near and _is_tag(reading, i + 1, stop, verbs):
            return i
        if reading.lower[i] != "," or not usual:
            return 0
        stop = i
    return 0


def _is_tag(reading: Reading, first: int, last: int, verbs: Container[int]) -> bool:
    """Tell whether tokens are a verb of saying and a subject, in either order: “said Luis Ortega”, “he said”."""
    if first in verbs:
        return is_subject(reading, first + 1, last)
    return last - 1 in verbs and is_subject(reading, first, last - 1)


def is_subject(reading: Reading, first: int, last: int) -> bool:
    """Tell whether tokens are a pronoun, a noun for somebody behind a determiner, or end with a name."""
    words = reading.words[first:last]
    if not words:
        return False
    somebody = words[0] in DETERMINERS and role_of(words[-1]) is not None
    return somebody or (len(words) == 1 and words[0] in SUBJECTS) or words[-1][0].isupper()
