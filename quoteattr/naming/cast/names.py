"""When two names may be one person's or one body's: the comparison of names, token by token, in lower case.

Persons: surname and given names must not contradict each other; a middle name, an initial, a nickname or a
suffix may be missing on one side. Bodies: the same words, an acronym of them, or a beginning of them.

Limits: transliterations and misspellings are different names.
"""

import functools
from typing import Final

import attrs

from quoteattr.finding.words import is_given, is_nickname, is_particle, lists, title_gender

SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv", "junior", "senior"])
MARRIED: Final = frozenset(["mrs", "madame", "mme", "lady"])
UNMARRIED: Final = frozenset(["miss", "mademoiselle", "mlle"])
SMALL: Final = frozenset(["of", "the", "for", "and", "&", "on", "in", "to", "de", "la", "du", "des"])

Tokens = tuple[str, ...]


@attrs.frozen
class PersonName:
    """A person's name in parts, lower case: given names, surname ("" in a bare first name), suffix, courtesy title."""

    given: Tokens
    surname: str
    suffix: str


@functools.lru_cache(4096)
def normal(words: Tokens) -> Tokens:
    """Return the words of a name as they are compared: lower case, no full stops, nickname marks or suffix comma."""
    lower = [w.lower().replace(".", "") for w in words]
    if len(lower) > 1 and lower[0] == "number" and lower[1].isdigit():
        lower[0] = "no"
    return tuple(w for w in lower if w and (w[0].isalnum() or w[0] in "@&"))


@functools.lru_cache(4096)
def split(tokens: Tokens) -> PersonName:
    """Return the parts of a normalised name."""
    suffix = ""
    if len(tokens) > 1 and tokens[-1] in SUFFIXES:
        suffix, tokens = tokens[-1], tokens[:-1]
    start = len(tokens) - 1
    while start > 0 and is_particle(tokens[start - 1]) and (start > 1 or not is_given(tokens[0])):
        start -= 1
    if start == 1 and len(tokens) > 2 and is_particle(tokens[0]):
        start = 0
    return PersonName(tokens[:start], " ".join(tokens[start:]), suffix)


def same_person(a: Tokens, b: Tokens) -> bool:
    """Tell whether two names of two or more words can be one person's.

    >>> same_person(("donald", "j", "trump"), ("donald", "trump"))
    True
    >>> same_person(("bill", "clinton"), ("hillary", "clinton"))
    False
    """
    if a == b:
        return True
    x, y = split(a), split(b)
    if x.suffix != y.suffix and ((x.suffix and y.suffix) or "sr" in {x.suffix, y.suffix}):
        return False  # "Jr." may be left out, "Sr." sets apart from the son
    given = x.surname == y.surname and all(map(same_given, x.given, y.given))
    return given or _within(a, b) or _within(b, a)


def _within(a: Tokens, b: Tokens) -> bool:
    """Tell whether the longer b begins or ends with a: "wasserman schultz", "anna maria"."""
    return 1 < len(a) < len(b) and (b[-len(a) :] == a or b[: len(a)] == a)


def same_given(a: str, b: str) -> bool:
    """Tell whether two given names may be one: equal, initial and name, or name and nickname."""
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return is_nickname(a, b)


@functools.lru_cache(4096)
def courtesy(title: str) -> str:
    """Return the courtesy title in a title, without full stop: "mrs", "miss", "mr", "" if none."""
    words = (word.rstrip(".") for word in reversed(title.split()))
    return next((word for word in words if word in lists().address), "")


def titles_clash(a: str, b: str) -> bool:
    """Tell whether two courtesy titles cannot be one person's in one text: "mr" and "mrs", "mrs" and "miss"."""
    if not a or not b or a == b:
        return False
    x, y = title_gender(a), title_gender(b)
    if x and y and x != y:
        return True
    return (a in MARRIED and b in UNMARRIED) or (a in UNMARRIED and b in MARRIED)


@functools.lru_cache(4096)
def initials(tokens: Tokens) -> frozenset[str]:
    """Return the acronyms a body's name can have: with and without its small words.

    >>> sorted(initials(("department", "of", "justice")))
    ['dj', 'doj']
    """
    every = "".join(t[0] for t in tokens)
    strong = "".join(t[0] for t in tokens if t not in SMALL)
    parts = "".join(p[0] for t in tokens if t not in SMALL for p in t.split("-") if p)
    return frozenset([every, strong, parts])


def abbreviates(short: Tokens, long: Tokens) -> bool:
    """Tell whether `short` is `long` with some of its words as an acronym: "cpa canada".

    >>> abbreviates(("cpa", "canada"), ("chartered", "professional", "accountants", "of", "canada"))
    True
    """
    if len(short) >= len(long) or not short:
        return False
    letters, rest = short[0], len(long) - len(short) + 1
    return 2 <= len(letters) <= 6 and long[rest:] == short[1:] and letters in initials(long[:rest])
