"""A text as the stages before linking leave it, for tests of what comes after."""

from typing import NamedTuple

from quoteattr.config import Config
from quoteattr.finding.cues import CueMatch, find_cues, lexicon_for
from quoteattr.finding.marks import Marks, find_regions
from quoteattr.reading import Reading, read


class Staged(NamedTuple):
    """What linking is given."""

    reading: Reading
    marks: Marks
    cues: list[CueMatch]


def staged(text: str) -> Staged:
    """Return what linking is given of a text, without options."""
    reading = read(text)
    return Staged(reading, find_regions(reading), find_cues(reading, lexicon_for(Config())))
