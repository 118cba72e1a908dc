"""Which sentences are headlines that have a capital on every longer word, so that a capital tells nothing there.

Most of their longer words have one, and are common words or all capitals: names alone have capitals too.

Limits: a headline of names alone is taken for a sentence.
"""

from itertools import compress
from typing import Final

from quoteattr.finding.mentions.letters import LONG, UPPER, having
from quoteattr.finding.words import is_title, lists
from quoteattr.reading import Reading, Sentence

COMMON: Final = 0.3  # share of common words among them that tells a headline from a sentence full of names
HEADLINE: Final = 0.8  # share of capitals among the longer words of a headline
LONGEST: Final = 40  # tokens
HEADLINED: Final = frozenset(  # words that a headline in capitals writes small
    "a an the and or but nor as at by for from in into of off on onto out over per to up upon via vs with than".split()
)
_LONG: Final = having(LONG)
_TALL: Final = bytes(shape & UPPER and shape & LONG and 1 for shape in range(256))


def headlines(reading: Reading, shapes: bytes) -> bytearray | None:
    """Return which tokens stand in headlines, None if the text has none."""
    long, tall = shapes.translate(_LONG), shapes.translate(_TALL)
    found = [s for s in reading.sentences if _is_headline(reading, s, long, tall)]
    headline = bytearray(len(shapes))
    for sentence in found:
        headline[sentence.first : sentence.last] = b"\1" * (sentence.last - sentence.first)
    return headline if found else None


def _is_headline(reading: Reading, sentence: Sentence, long: bytes, tall: bytes) -> bool:
    """Tell whether most of the `long` words are `tall`: have a capital, and are common words or all capitals."""
    first, last = sentence.first, sentence.last
    capitals = tall.count(1, first, last)
    if last - first > LONGEST or capitals < 3 or capitals < HEADLINE * (longer := long.count(1, first, last)):
        return False
    if _goes_on(reading, sentence):
        return False
    words = list(compress(reading.words[first:last], long[first:last]))
    if all(word.isupper() for word in words):
        return True
    known = lists()
    plain = [word for w in words if w[0].isupper() and (word := w.lower()) in known.common and not is_title(word)]
    return sum(word not in known.bodies for word in plain) > COMMON * longer


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence with a small verb leads a paragraph: "The World Food Programme met in Geneva. …"."""
    paragraph = reading.paragraphs[sentence.paragraph]
    if paragraph.next_sentence - paragraph.sentence == 1 or reading.words[sentence.last - 1] != ".":
        return False
    small = filter(str.islower, reading.words[sentence.first : sentence.last])
    return any(word.isalpha() and word not in HEADLINED for word in small)
