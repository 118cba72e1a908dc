"""Whether a prediction names whom the annotation names.

Names are equal after case, titles and punctuation are dropped; lenient, if the words of one are among the other's.
"""

import re
from typing import Final

from quoteattr.evaluation.corpus import Names
from quoteattr.evaluation.pairs import Item
from quoteattr.models import covered

TITLES: Final = frozenset(
    "capt chairman chairwoman col dame dr gen gov governor judge justice lady lord lt miss mr mrs ms president prof "
    "professor rep representative secretary sen senator sgt sir the".split()
)
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_WORD: Final = re.compile(r"\w+")


def same_name(wanted: Names, given: Names, *, lenient: bool) -> bool:
    """Tell whether a prediction names whom gold names: everybody, if it is a list, otherwise anybody."""

    def alike(a: list[str], b: list[str]) -> bool:
        return a == b or (lenient and bool(a) and (set(a) <= set(b) or set(b) <= set(a)))

    gold, predicted = _names(wanted), _names(given)
    if isinstance(given, tuple) and len(predicted) > 1:
        return all(any(alike(p, g) for g in gold) for p in predicted) and all(
            any(alike(p, g) for p in predicted) for g in gold
        )
    return any(alike(p, g) for p in predicted for g in gold)


def repeats_source(text: str, gold: Item, name: str) -> bool:
    """Tell whether a name consists of words of the gold mention: "officials" for "two officials"."""
    return set(_words(name)) <= set(_words(covered(text, gold.row.source)))


def _names(value: Names) -> list[list[str]]:
    given = value if isinstance(value, tuple) else (value,)
    return [_words(name) for name in given if name]


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, titles and possessive dropped unless nothing else is left."""
    found = _WORD.findall(_POSSESSIVE.sub("", name.casefold()))
    return [word for word in found if word not in TITLES] or found
