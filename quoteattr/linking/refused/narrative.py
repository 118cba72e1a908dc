"""Novels and stories: what is told in them without marks is reported only where it is sure.

In fiction speech stands in marks.  What narrative tells without them (“she felt that all was lost”) is mostly thought,
feeling and hearsay of the story, and the models, learned from news, believe in it too readily; so
in a long text that reads as a story, a report without marks has to be far more probable to be kept.  Where hardly
anything stands in marks, as in some novels of our time, what has its tag behind it is speech (Are you cold? *he said*).

Limits: those of `stories`; of a short dialogue the models' `bars` ask more, but only of what has no clause.
"""

from collections.abc import Iterable
from typing import Final

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.stories import is_story
from quoteattr.reading import Reading

SURE: Final = 0.92  # probability from which a report without marks is kept in a story


def without_hearsay(reading: Reading, told: Iterable[Attribution]) -> list[Attribution]:
    """Return what is told, in a story without the reports that neither marks nor great likelihood support."""
    told = list(told)
    if any(map(_is_unsure, told)) and is_story(reading):
        bare = sum(map(_is_tagged, told)) > sum(bool(a.verbatim) or a.laid_out for a in told)
        return [a for a in told if not _is_unsure(a) or (bare and _is_tagged(a))]
    return told


def _is_unsure(told: Attribution) -> bool:
    return not told.verbatim and not told.laid_out and told.confidence < SURE


def _is_tagged(told: Attribution) -> bool:
    """Tell whether what is told without marks stands before its verb."""
    return not told.verbatim and bool(told.cue_spans) and told.content[0].start < told.cue_spans[0].start
