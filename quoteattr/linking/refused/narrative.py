"""Novels and stories: what is told in them without marks is reported only where it is sure.

In fiction speech stands in marks.  What narrative tells without them (“she felt that all was lost”) is mostly thought,
feeling and hearsay of the story, and the models, learned from news, believe in it too readily; so
in a long text that reads as a story, a report without marks has to be far more probable to be kept.

A story is told by what it lacks and what it abounds in: news has numerals and names in every sentence, a story hardly a
numeral in a page and the same few names; a story is full of "he", "she" and "I".

Limits: memoirs and some long portraits of people in newspapers read as stories; short texts never do.
"""

from collections.abc import Iterable
from itertools import compress
from typing import Final

from quoteattr.linking.attribution import Attribution
from quoteattr.reading import Reading
from quoteattr.reading.remembered import Remembered

LONG: Final = 1000  # words from which a text can be told to be a story
LOOKED_AT: Final = 20_000  # words that tell
PERSONS: Final = 0.025  # share of pronouns for persons that a story exceeds
NUMERAL: Final = 10  # so many words with a capital inside a sentence tell as much of news as a numeral,
PERSON: Final = 0.5  # and a pronoun for a person tells as much of a story as so many of them less
NEWS: Final = 0.041  # share of such words, all told, from which a text is no story
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
    if len(reading.lower) < LONG:
        return False
    told = bytes(map(_TELLING.__getitem__, reading.lower[:LOOKED_AT]))
    words, numerals, persons = len(told) - told.count(_NO_WORD), told.count(_NUMERAL), told.count(_PERSON)
    if words < LONG or persons <= PERSONS * words:
        return False
    return _names(reading) + NUMERAL * numerals - PERSON * persons < NEWS * words


_NO_WORD, _WORD, _NUMERAL, _PERSON = range(4)


def _telling(word: str) -> int:
    """Return what a word in lower case tells of a story."""
    if not word[0].isalnum():
        return _NO_WORD
    return _NUMERAL if word[0].isdigit() else _PERSON if word in PRONOUNS else _WORD


_TELLING: Final = Remembered(_telling)


def _names(reading: Reading) -> int:
    """Return how many words have a capital inside a sentence."""
    words = reading.words[:LOOKED_AT]
    before = compress(words, map(_TITLED.__getitem__, words[1:]))
    return sum(word[0].islower() or word in {",", ";"} for word in before)


_TITLED: Final = Remembered(lambda word: word[0].isupper() and word[1:].islower())
