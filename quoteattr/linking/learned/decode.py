"""From how probable each unit is source or content to a source and a content.

Not the best labelling is asked for but what is most like the true one: of contents those units that are expected to
have the greatest part in common with it, of sources the likeliest phrase, since a source that could be one of three
phrases is still there.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from operator import mul, sub, truediv
from typing import Final

import attrs

FAINT: Final = 0.02  # probability up to which a unit is no content
HOLE: Final = 0.04  # probability from which a unit between two of content is content too, if it is no likely source
SOURCE: Final = 0.12  # a source is named from this probability on: most reports have one, often in several places


@attrs.define(eq=False)
class Window:
    """The units from `low` on that a cue labels: how many tokens each is, how probably source (`named`), and content.

    Units are numbered from the first of the window here.
    """

    low: int
    sizes: Sequence[int]
    named: Sequence[float]
    told: Sequence[float]


def content_of(window: Window, cue: int) -> list[int]:
    """Return the content of the cue at unit `cue`."""
    return _whole(_alike(window.told, window.sizes), window, cue)


def _alike(told: Sequence[float], sizes: Sequence[int]) -> list[int]:
    """Return the likeliest units, as many as have most in common with the true content, by Jaccard index of tokens.

    That is taken to be the likeliest k units with the probability by which the next one is less likely than they are:
    contents that end early or late are nested like that.  The expectation is a sum over those shorter
    and one over those longer.
    """
    order = sorted([i for i, p in enumerate(told) if p > FAINT], key=told.__getitem__, reverse=True)
    if not order:
        return []
    likely = list(map(told.__getitem__, order))
    inside = list(accumulate(map(sizes.__getitem__, order)))
    ends = list(map(sub, likely, [*likely[1:], 0.0]))
    shorter = accumulate(map(mul, ends, inside))
    longer = list(accumulate(reversed(list(map(truediv, ends, inside))), initial=0.0))[-2::-1]
    shared = [less / size + more * size for less, more, size in zip(shorter, longer, inside, strict=True)]
    return sorted(order[: shared.index(max(shared)) + 1])


def _whole(content: Sequence[int], window: Window, cue: int) -> list[int]:
    """Return the content with its holes on either side of the cue filled where they are likely neither O nor source.

    Only the cue and its source break a content in two; a clause that is less sure in the middle is part of it.
    """
    whole = list(content)
    if not content or content[-1] - content[0] < len(content):
        return whole
    for before, after in pairwise(content):
        hole = range(before + 1, after)
        if hole and cue not in hole and all(window.told[i] >= HOLE > window.named[i] for i in hole):
            whole += hole
    return sorted(whole)


def source_of(named: Sequence[float]) -> range:
    """Return the run of units around the likeliest one that are at least half as likely a source."""
    top = max(named)
    if top < SOURCE:
        return range(0)
    low = high = named.index(top)
    while low and named[low - 1] >= top / 2:
        low -= 1
    while high + 1 < len(named) and named[high + 1] >= top / 2:
        high += 1
    return range(low, high + 1)


def extent_of(window: Window, content: Sequence[int]) -> float:
    """Return about the share that a content and the true one are expected to have in common, in tokens."""
    weighted: list[float] = list(map(mul, window.sizes, window.told))
    inside = sum(map(window.sizes.__getitem__, content))
    shared = sum(map(weighted.__getitem__, content))
    extent: float = shared / (inside + sum(weighted) - shared)
    return extent


def spare_of(window: Window, source: Iterable[int], content: Iterable[int]) -> float:
    """Return how probable the surest unit is that was left out of both."""
    return max(max(without(window.named, source)), max(without(window.told, content)))


def without(values: Sequence[float], units: Iterable[int]) -> list[float]:
    """Return the values, those of some units zero."""
    rest = list(values)
    for i in units:
        rest[i] = 0.0
    return rest
