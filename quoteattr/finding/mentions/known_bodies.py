"""Where a text names well-known bodies whose names are no run of capitals, or one that would be cut.

"Save the Children", "eBay" and "3M" have no capital where a name should; "Royal Mail", "Black Lives Matter" and
"Public Health England" begin with what may be a title or only describe.  Such names are looked up whole, the longest
first, and stand as they are.

Limits: a name within a longer one of capitals ("Tesco Bank") is left to that one.
"""

import functools
from collections.abc import Mapping
from itertools import compress, count, repeat
from operator import ne
from typing import Final

from quoteattr.data import table
from quoteattr.finding.mentions.case import Case
from quoteattr.finding.words import IS_ROLE, is_given
from quoteattr.reading import Reading
from quoteattr.reading.tokens import split

Words = tuple[str, ...]

BODIES: Final = "known_bodies"
OWNING: Final = "'s"
JOINTS: Final = (["of"], ["for"])  # a longer name goes on with them


def is_known_name(words: Words) -> bool:
    """Tell whether words, as written, are the name of a well-known body."""
    return words in _names()


def known_bodies(reading: Reading, case: Case) -> dict[int, int]:
    """Return the first tokens of names of well-known bodies in a text, each with the token behind it.

    "McDonald's" is somebody's if the text has a McDonald.
    """
    first, words, found = _by_first(), reading.words, dict[int, int]()
    end = 0
    for i in compress(count(), map(first.__contains__, words)):
        names = [name for name in first[words[i]] if i >= end and tuple(words[i : i + len(name)]) == name]
        if names and _stands_alone(reading, case, i, i + len(names[0])):
            found[i] = end = i + len(names[0])
    owners = {i for i in found if words[found[i] - 1] == OWNING}
    bare = set(compress(words, map(ne, words[1:], repeat(OWNING)))) if owners else set()
    return {i: end for i, end in found.items() if i not in owners or words[end - 2] not in bare}


def _stands_alone(reading: Reading, case: Case, first: int, last: int) -> bool:
    """Tell whether no other part of a name touches tokens [first, last)."""
    words, lower = reading.words, reading.lower
    before = first > 0 and case.name[first - 1] and not (case.start[first] or IS_ROLE[lower[first - 1]])
    joint = first - 1 - (lower[max(0, first - 1)] == "the")
    before = before or (joint > 0 and lower[joint : joint + 1] in JOINTS and bool(case.name[joint - 1]))
    at = last + (lower[last : last + 1] in JOINTS)
    after = at < len(words) and case.name[at] and not (case.start[at] or IS_ROLE[lower[at]] or is_given(lower[at]))
    return not (before or after)


@functools.cache
def _names() -> frozenset[Words]:
    return frozenset(tuple(split(name)[1::2]) for name in table(BODIES))


@functools.cache
def _by_first() -> Mapping[str, list[Words]]:
    """Return the names that have to be looked up whole by their first words, the longest first."""
    found: dict[str, list[Words]] = {}
    for name in sorted(_names(), key=len, reverse=True):
        if len(name) > 1 or not name[0].isalpha() or name[0][0].islower():
            found.setdefault(name[0], []).append(name)
    return found
