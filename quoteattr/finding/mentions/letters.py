"""What the letters of a word tell by themselves, a bit for each question, before its place is looked at.

A text asks of every word, so answers are bits of one number: those of a whole text are `bytes`, and `translate` with
a table (`having`) answers one question for all of its words at once.

Limits: handles are told by their form, so one without a digit or "@" is a word like others.
"""

from typing import Final

from quoteattr.finding.words import CLOSED, is_common, lists, role_of
from quoteattr.reading.remembered import Remembered

OPENERS: Final = frozenset([*"\"“”„«»‘'`([:;*•–—-…?!.", "``", "''", "--", "..."])
PARTICLES: Final = frozenset("van von bin ibn de der di da del della al abu ter ten".split())
NAMING: Final = frozenset(["will", "may"])  # function words that are first names too
PREFIXES: Final = frozenset(  # before a hyphen, in words that are no names: "Vice-president"
    "anti co counter cross deputy eco ex inter mid multi neo non para post pre pro pseudo re semi sub super trans "
    "ultra un vice".split()
)

UPPER, LONG, SMALL, CAPITAL, HANDLE, OPENER, DOUBTFUL, LEADING = (1 << bit for bit in range(8))


def _shape(word: str) -> int:
    """Return the bits of a word.

    UPPER: it begins with a capital; SMALL: with a small letter; LONG: it counts in a headline; CAPITAL: its letters are
    a name's ("al-Assad") and it is no function word; HANDLE: it is one; OPENER: a capital behind it tells nothing;
    DOUBTFUL: it is a name or a function word ("Will"), a day, a month, or a common word in capitals; LEADING: it is a
    particle that may stand before a name.
    """
    lower = word.lower()
    facts = {
        UPPER: word[0].isupper(),
        SMALL: word[0].islower(),
        LONG: len(word) > 3 and word[0].isalpha(),
        CAPITAL: _is_capital(word) and not is_closed(lower),
        HANDLE: _is_handle(word),
        OPENER: word in OPENERS,
        DOUBTFUL: is_ambiguous(lower) or (len(lower) > 3 and word.isupper() and is_common(lower)),
        LEADING: word[0].islower() and lower in PARTICLES,
    }
    return sum(bit for bit, holds in facts.items() if holds)


SHAPES: Final = Remembered(_shape)


def having(bits: int) -> bytes:
    """Return the table that translates shapes to 1 where they have any of these bits, to 0 elsewhere."""
    return bytes(shape & bits > 0 for shape in range(256))


def _is_capital(word: str) -> bool:
    inner = word[0] in "al" and len(word) > 2 and any(c.isupper() for c in word)  # "al-Assad"
    return word[0].isupper() or word[0] == "@" or inner


def _is_handle(word: str) -> bool:
    """Tell whether a word is what somebody goes by online: "@dele_official", "acebush1"."""
    if word[0] == "@":
        return len(word) > 2
    return len(word) > 4 and word[-1].isdigit() and word[0].islower() and word.isalnum() and word[3].isalpha()


def is_closed(lower: str) -> bool:
    """Tell whether a word is closed-class whatever stands around it, and no initial ("A.")."""
    word = lower.rstrip(".")
    return word in CLOSED and word not in NAMING and not (len(word) == 1 and lower != word)


def is_ambiguous(lower: str) -> bool:
    """Tell whether a word with a capital is a function word or a name by what stands around it: "May", "Sunday"."""
    word = lower.rstrip(".")
    return word in NAMING or lists().capitalised.get(word) in {"weekday", "month"}


def is_shouted(word: str) -> bool:
    """Tell whether a plain word is written in capitals: "IT TOLD US"."""
    return len(word) > 1 and word.isupper() and is_common(word.lower())


def is_two_part(word: str) -> bool:
    """Tell whether a word is a given name of two parts, which stands behind the family's: "Ban **Ki-moon**"."""
    first, _, second = word.partition("-")
    parts = len(first) > 1 and first.istitle() and second.isalpha() and second.islower()
    return parts and not (is_common(first.lower()) or first.lower() in PREFIXES or role_of(word.lower()))
