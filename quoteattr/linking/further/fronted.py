"""A verb that opens its sentence, with its subject behind it: “*Said the fox*, “I will come.””, “*Added Lee*: “No.””.

Tales begin so, and reporters who go on in somebody's words.  Models have seen few of these and take the verb for a
participle, or the words for nobody's.  But a listed verb of saying that takes no object, somebody behind it, a comma or
colon, and marked words that nobody tags are told in no other way; “then” or “thus” may stand before the verb.

Limits: a verb that may have the hearer for its object (“*Asked the king*, “Who is there?””) is left alone.
"""

from collections.abc import Iterator
from typing import Final

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.attribution import Attribution, Cues, Told, by_cue, without_pieces
from quoteattr.linking.further.asides import is_somebody
from quoteattr.linking.marked import ENDINGS
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import BREAKS, PERSONAL, TIMES
from quoteattr.models import CueMode
from quoteattr.reading import Reading

LONGEST: Final = 8  # tokens of whoever speaks
CONFIDENCE: Final = 0.7
_BEHIND: Final = TIMES | {"to", "on", "in", "at"}


def fronted(reading: Reading, outer: Outermost, cues: Cues, told: Told) -> list[Attribution]:
    """Return the reports, with those of verbs that open their sentence before somebody and marked words."""
    tagged = {piece.start for a in told if a.cue_spans for piece in a.content if piece.end <= a.cue_spans[0].start}
    known = {a.content for a in told if a.cue and a.source}
    reports = (a for a in _found(reading, outer, cues) if a.content not in known)
    found = {a.cue_spans[0]: a for a in reports if a.content[0].start not in tagged}
    if not found:
        return list(told)
    taken = {a.content[0] for a in found.values()}
    left = [a for a in told if not (a.cue_spans and a.cue_spans[0] in found)]
    return [*without_pieces(left, taken, outer), *found.values()]


def _found(reading: Reading, outer: Outermost, cues: Cues) -> Iterator[Attribution]:
    opening = set(reading.firsts)
    for cue in filter(_says, cues):
        first = cue.first - (reading.lower[cue.first - 1] in {"then", "thus", "so"} if cue.first else 0)
        if first in opening and (end := _end(reading, cue)):
            region = outer.marked_at(reading.starts[end + 1])
            inner = region.inner.of(reading.text).strip() if region else ""
            if region and inner[:1].isupper() and inner[-1:] in ENDINGS:  # as what somebody says
                source = reading.span(cue.last, _end_of_source(reading, cue, end))
                yield by_cue(reading, outer, cue, source, (region.span,), rule="fronted", sure=CONFIDENCE)


def _says(cue: CueMatch) -> bool:
    """Tell whether a verb is one of saying, in a form that has a subject, and takes no object."""
    frames = cue.entry.frames
    return cue.form in {"s", "ed"} and cue.entry.mode is not CueMode.THOUGHT and "tag" in frames and "obj" not in frames


def _end(reading: Reading, cue: CueMatch) -> int:
    """Return the comma or colon behind whoever speaks, 0 if nobody does."""
    last = min(cue.last + LONGEST, len(reading.words) - 1)
    end = next((k for k in range(cue.last, last) if reading.lower[k] in BREAKS), 0)
    words = reading.words[cue.last : _end_of_source(reading, cue, end)]
    alone = len(words) == 1 and words[0].lower() in PERSONAL
    return end if reading.lower[end] in {",", ":"} and (alone or is_somebody(words)) else 0


def _end_of_source(reading: Reading, cue: CueMatch, end: int) -> int:
    """Return where whoever speaks ends: before whom he speaks to, or when (“Said the fox *to the hen*, “C””)."""
    return next((k for k in range(cue.last, end) if reading.lower[k] in _BEHIND), end)
