"""Speech that a deed interrupts.

    dashes       “All I want”—he slammed the drawer—“is peace.”  “The green one” (she blushed), “and no other.”
    participles  “But that man,” looking at Orth, “thinks nothing of it.”  “Down,” with a frown, “all of you.”
    pauses       “I never liked him,” and, after a pause, “not even at the wedding.”

What stands between tells what the speaker does.  However much its verb looks like one of saying, what it
takes is not what is said (“I want you”—he *pointed at the map*—“to listen.”), and what is said goes on behind it.  So
both parts are one quotation, whoever is found to say one of them, and no content runs from marks into such words.

Limits: between dashes of two sorts nothing is taken for a deed.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from quoteattr.finding.marks import Region
from quoteattr.linking.attribution import Attribution, has_words, overlap, with_content
from quoteattr.linking.clearing import is_sentence
from quoteattr.linking.outermost import Outermost
from quoteattr.models import Span
from quoteattr.reading import Reading

ENDINGS: Final = frozenset(",;.!?…—-")  # older print has the semicolon of the tag inside: “I am ready;”
STOPS: Final = frozenset(".!?…")
LONGEST: Final = 120  # characters between two parts of an utterance
_DEED: Final = regex.compile(
    r"\s?(—|–|―|--|-)\s?\p{L}(?:[^\n:;“”\"]|\n(?!\s*\n))*?\s?\1\s?|\s\(\p{Ll}(?:[^\n:;“”\"()]|\n(?!\s*\n))*\)[,;]?\s"
)
_BEAT: Final = regex.compile(
    r"\s(?:with|(?:\p{Ll}+ly\s|and\s)?(?!\p{Ll}*thing\b|during\b|according\b|including\b)\p{Ll}{2,}ing)\s"
    r"(?:[^\n.:;!?“”\"]|\n(?!\s*\n))*,\s"
    r"|\s(?:(?:and|but)(?:\sthen)?|then)(?:,\s(?:after|with|in|to|at|when|more|again|a|\p{Ll}{2,}ing|\p{Ll}+ly)\b"
    r"(?:[^\n.:;!?“”\"]|\n(?!\s*\n))*)?[,:]\s"
)
CARRIED: Final = regex.compile(r"\p{Ll}|I\b")  # how a second part begins that is no sentence by itself


class Interrupted(NamedTuple):
    """The two parts of a quotation around a deed."""

    first: Region
    rest: Region

    @property
    def parts(self) -> tuple[Span, Span]:
        """Return both parts with their marks."""
        return self.first.span, self.rest.span

    @property
    def deed(self) -> Span:
        """Return what stands between the parts."""
        return Span(self.first.span.end, self.rest.span.start)


def interruptions(reading: Reading, outer: Outermost) -> list[Interrupted]:
    """Return the quotations of a text that a deed interrupts, in order; no two share a part."""
    found: list[Interrupted] = []
    for first, rest in pairwise(outer.marked):
        shared = found and found[-1].rest is first
        if not shared and rest.span.start - first.span.end < LONGEST and _is_one(reading.text, first, rest):
            found.append(Interrupted(first, rest))
    return found


def _is_one(text: str, first: Region, rest: Region) -> bool:
    """Tell whether two parts are one quotation: the second closes and carries on the first, or is no title."""
    deeds = (_DEED, _BEAT) if first.inner.of(text)[-1:] == "," else (_DEED,)  # between dashes, or on behind a comma
    between = any(deed.fullmatch(text, first.span.end, rest.span.start) for deed in deeds)
    if not between or not has_words(text, [first.inner, rest.inner]):
        return False
    inner, goes_on = first.inner.of(text).strip(), rest.inner.of(text).strip()
    carries_on = CARRIED.match(goes_on) or (goes_on[-1:] in STOPS and is_sentence(goes_on, goes_on[-1:]))
    return inner[:1].isupper() and bool(carries_on)


def rejoined(told: Iterable[Attribution], interrupted: Sequence[Interrupted], outer: Outermost) -> list[Attribution]:
    """Return the reports, what a deed interrupts whole in each, without those that take the deed for words."""
    if not interrupted:
        return list(told)
    ends = [one.rest.span.end for one in interrupted]
    out = []
    for a in told:
        near = {one for piece in a.content for one in _around(piece, interrupted, ends)}
        # The verb of a deed takes its object and what is said for its content.
        if not any(overlap(one.deed, a.content) and overlap(one.deed, a.cue_spans) for one in near):
            out.append(_rejoined(a, sorted(near), outer) if near else a)
    return out


def _around(piece: Span, interrupted: Sequence[Interrupted], ends: Sequence[int]) -> Iterator[Interrupted]:
    """Yield the interrupted quotations that share characters with a piece."""
    for i in range(bisect_right(ends, piece.start), len(ends)):
        if interrupted[i].first.span.start >= piece.end:
            return
        yield interrupted[i]


def _rejoined(a: Attribution, near: Iterable[Interrupted], outer: Outermost) -> Attribution:
    content = list(a.content)
    for one in near:
        content = [part for piece in content for part in _without(piece, one.deed)]
        content = sorted([*content, *(part for part in one.parts if not overlap(part, content))])
    return with_content(a, content, outer)


def _without(piece: Span, deed: Span) -> Iterator[Span]:
    """Yield what stands before and behind a deed in a piece that runs over it."""
    if not piece.start < deed.start < deed.end < piece.end:
        yield piece
        return
    yield Span(piece.start, deed.start)
    yield Span(deed.end, piece.end)
