"""Rubrics, which name what stands behind their colon and do not say it: “Watch:”, “Exclusive:”, “Chapter 3:”.

They are told by their words alone, so a rubric of no list (“Long read:”) may be taken for somebody.
"""

from collections.abc import Sequence
from typing import Final

_RUBRICS: Final = frozenset(
    "watch listen video audio photo picture image illustration figure fig caption title subtitle chapter book part "
    "section exclusive breaking update updated live opinion review analysis explainer comment transcript "
    "obituary".split()
)
_FULL: Final = frozenset("text transcript statement speech letter".split())


def is_rubric(words: Sequence[str]) -> bool:
    """Tell whether lower-case words before a colon are a rubric, with or without a number: “chapter 3”, “full text”."""
    if not words or len(words) > 2:
        return False
    if words[0] == "full":
        return words[-1] in _FULL
    return words[0].rstrip(".") in _RUBRICS and all(word.isdigit() for word in words[1:])
