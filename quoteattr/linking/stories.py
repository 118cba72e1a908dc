"""Novels and stories, told from news by how they read.

A story is told by what it lacks and what it abounds in: news has numerals and names in every sentence, a story hardly a
numeral in a page and the same few names; a story is full of "he", "she" and "I".

A short text tells less of that.  But where several paragraphs open with what is said, and they are many of all, it is a
dialogue if it reads as a story too: two of 980 annotated articles do, and five of six excerpts of novels that are seven
or twelve paragraphs long.

Limits: memoirs and some long portraits of people in newspapers read as stories.
"""

from itertools import compress
from typing import Final

from quoteattr.linking.outermost import Outermost
from quoteattr.reading import Reading
from quoteattr.reading.remembered import Remembered

LONG: Final = 1000  # words from which a text can be told to be a story
LOOKED_AT: Final = 20_000  # words that tell
PERSONS: Final = 0.025  # share of pronouns for persons that a story exceeds
NUMERAL: Final = 10  # so many words with a capital inside a sentence tell as much of news as a numeral,
PERSON: Final = 0.5  # and a pronoun for a person tells as much of a story as so many of them less
NEWS: Final = 0.041  # share of such words, all told, from which a text is no story
PRONOUNS: Final = frozenset("he she him her his hers i my me".split())
TURNS: Final = 3  # paragraphs of a dialogue that open with what is said, at least,
SPOKEN: Final = 3  # and one of so many does
SPARSE: Final = 0.02  # `NEWS` of a dialogue, however short
ABOUT: Final = 0.04  # `PERSONS` of one


def is_story(reading: Reading) -> bool:
    """Tell whether a text reads as fiction."""
    return _reads_as_story(reading, LONG, PERSONS, NEWS)


def is_told_in_turns(reading: Reading, outer: Outermost) -> bool:
    """Tell whether a text, be it short, reads as fiction in which many paragraphs open with what is said."""
    opening = [span.start for span in reading.paragraphs if outer.opens_at(span.start) or outer.dash_at(span.start)]
    many = len(opening) >= TURNS and SPOKEN * len(opening) >= len(reading.paragraphs)
    return many and _reads_as_story(reading, 1, ABOUT, SPARSE)


def _reads_as_story(reading: Reading, least: int, persons: float, news: float) -> bool:
    """Tell the same of so many words at least, by the shares of pronouns for persons and of what tells of news."""
    if len(reading.lower) < least:
        return False
    told = bytes(map(_TELLING.__getitem__, reading.lower[:LOOKED_AT]))
    words, numerals, found = len(told) - told.count(_NO_WORD), told.count(_NUMERAL), told.count(_PERSON)
    if words < least or found <= persons * words:
        return False
    return _names(reading) + NUMERAL * numerals - PERSON * found < news * words


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
