"""Novels and stories: what is told in them without marks is reported only where it is sure.

In fiction speech stands in marks.  What narrative tells without them (“she felt that all was lost”) is mostly thought,
feeling and hearsay of the story, and the models, learned from news, believe in it too readily; so
in a long text that reads as a story, a report without marks has to be far more probable to be kept.

A story is told by what it lacks and what it abounds in: news has numerals in every paragraph, a story hardly one
in a page; a story is full of "he", "she" and "I".

Limits: memoirs and some long portraits of people in newspapers read as stories; short texts never do.
"""

from collections.abc import Iterable
from typing import Final

from quoteattr.linking.attribution import Attribution
from quoteattr.reading import Reading

LONG: Final = 1000  # words from which a text can be told to be a story
LOOKED_AT: Final = 20_000  # words that tell
NUMERALS: Final = 0.005  # share of words that a story's numerals stay below,
PERSONS: Final = 0.025  # and that its pronouns for persons exceed
PRONOUNS: Final = frozenset("he she him her his hers i my me".split())
SURE: Final = 0.92  # probability from which a report without marks is kept in a story


def without_hearsay(reading: Reading, told: Iterable[Attribution]) -> list[Attribution]:
    """Return what is told, in a story without the reports that neither marks nor great likelihood support."""
    told = list(told)
    if any(map(_is_unsure, told)) and is_story(reading):
        return [a for a in told if not _is_unsure(a)]
    return told


def _is_unsure(told: Attribution) -> bool:
    return not told.verbatim and not told.laid_out and told.confidence < SURE


def is_story(reading: Reading) -> bool:
    """Tell whether a text reads as fiction."""
    words = [word for word in reading.lower[:LOOKED_AT] if word[0].isalnum()]
    if len(words) < LONG:
        return False
    numerals = sum(word[0].isdigit() for word in words)
    persons = sum(word in PRONOUNS for word in words)
    return numerals < NUMERALS * len(words) and persons > PERSONS * len(words)
