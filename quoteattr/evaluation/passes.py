"""The unit of speed: one pass of a regular expression that cuts a text into words and marks.

Machines differ by a factor of several, the ratio of an extraction to this pass far less, so speed is told in
*token passes*.
"""

from collections.abc import Callable, Sequence
from time import process_time
from typing import Final

import regex

TOKEN: Final = regex.compile(r"\w+(?:['’]\w+)?|[^\w\s]")


def token_pass(texts: Sequence[str], rounds: int = 3) -> float:
    """Return the CPU seconds it takes to cut texts into tokens, best of `rounds`."""
    return seconds(lambda text: sum(1 for _ in TOKEN.finditer(text)), texts, rounds)


def seconds(action: Callable[[str], object], texts: Sequence[str], rounds: int = 3) -> float:
    """Return the CPU seconds an action takes over all texts, best of `rounds`."""
    return min(_seconds(action, texts) for _ in range(rounds))


def _seconds(action: Callable[[str], object], texts: Sequence[str]) -> float:
    start = process_time()
    for text in texts:
        action(text)
    return max(process_time() - start, 1e-9)
