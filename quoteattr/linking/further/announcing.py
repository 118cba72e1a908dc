"""Verbs that close a paragraph and announce what the next one says: When all had sat down, *Ann said*, | “Well.”.

To rules and models such a verb is the tag of what stands before it in its sentence, which without marks is told by
nobody: nothing but a comma or colon stands behind the verb, and the next paragraph opens with marks.

Limits: nothing else may stand behind the verb (“Ann said *to him*, | “C””).
"""

from typing import Final

from quoteattr.finding.marks import Region
from quoteattr.linking.attribution import Attribution, Told, with_content
from quoteattr.linking.outermost import Outermost
from quoteattr.reading import Reading

BEHIND: Final = 2  # signs behind the verb: “she said,—”


def announcing(reading: Reading, outer: Outermost, told: Told) -> list[Attribution]:
    """Return the reports, those of a verb that leads to the next paragraph with what stands in marks there."""
    taken = {span.start for a in told for span in a.content}
    return [with_content(a, [s.span], outer) if (s := _next(reading, outer, a, taken)) else a for a in told]


def _next(reading: Reading, outer: Outermost, a: Attribution, taken: set[int]) -> Region | None:
    """Return the marked words that open the paragraph behind a verb, if it leads there and nobody else has them."""
    if a.cue is None or a.verbatim or a.content[-1].end > a.cue_spans[0].start:
        return None
    paragraph = reading.paragraph_of(a.cue.head)
    behind = reading.words[a.cue.last : reading.paragraphs[paragraph].last]
    if not behind or len(behind) > BEHIND or behind[0] not in {",", ":"} or paragraph + 1 == len(reading.paragraphs):
        return None
    start = reading.paragraphs[paragraph + 1].start
    region = outer.marked_at(start)
    return None if start in taken else region
