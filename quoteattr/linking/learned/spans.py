"""What the models see of a segment under a cue: the features of source and content, as `features` has those of cues.

Those of a single unit seen from a place come from `span_unit`.  The groups need the segment; a key has a part that is
the same for all units on one side of a cue, and a part for each unit or, in `STRETCH_GROUPS`, for each stretch.  The
keys are made as columns, for many units at once, since that costs a fraction of going from unit to unit; whatever does
not depend on the cue is made once for a view, in its `Scene`.

Seen are the unit and its neighbours by side of the cue, the distance in units and in chunks, the chunks, commas, verbs
and quotations between, and what noun phrase the unit stands in.
"""

import functools
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate, compress, repeat
from operator import ne
from typing import Final

from quoteattr.linking.learned.features import COMMAS, CUES, EDGE, MARKED, VERBS, Group, Key, View, bucket, cue_name
from quoteattr.linking.learned.kinds import Kind

REACH: Final = 2  # units on either side of a unit that it sees
PLACES: Final = tuple(range(-REACH, REACH + 1))
UNKNOWN: Final = "\0"  # stands for what no weight mentions; never part of a word that has one

_PATH: Final = 7  # runs up to which a path is whole
_KEPT: Final = 20_000
_LONGEST: Final = 1023
_FAR: Final = [bucket(abs(n)) for n in range(-_LONGEST, _LONGEST + 1)]  # distance from the cue, coarsened
_NEAR: Final = [min(n, 3) for n in _FAR]


# --- which values weights mention ------------------------------------------------------------------


class _Mentioned(dict[str, str]):
    """Values of a part of keys: as they are if some weight may mention them, else `other`, as they are all alike.

    `spelled` are features with `UNKNOWN` for the value.  A weight may mention a value if it begins as one of these
    would, or has it as a word of its own.
    """

    def __init__(self, weights: Sequence[str], spelled: Iterable[str], other: str = UNKNOWN) -> None:
        super().__init__()
        self.other = other
        self.weights = weights
        self.words = {word for name in weights for word in name.split(" ")[1:]}
        self.openings = {name.partition(UNKNOWN)[0] for name in spelled if UNKNOWN in name}

    def __missing__(self, value: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        known = value in self.words or any(self._is_begun(opening + value) for opening in self.openings)
        found = self[value] = value if known else self.other
        return found

    def _is_begun(self, beginning: str) -> bool:
        i = bisect_left(self.weights, beginning)
        return i < len(self.weights) and self.weights[i].startswith(beginning)


class Mentioned:
    """Which names of cues, heads and paths the weights know: the fewer are told apart, the more sums are met again."""

    def __init__(self, weights: Iterable[str]) -> None:
        names, x = sorted(weights), UNKNOWN
        self.cues: Mapping[str, str] = _Mentioned(names, [f for s in "LR" for f in _by_cue(x, 0, "", s, "", "", 0, 0)])
        self.heads: Mapping[str, str] = _Mentioned(names, [f for s in "LR" for f in _by_head(s, x, 0, "", "", "")], "")
        self.paths: Mapping[str, str] = _Mentioned(names, [f for s in "LR" for f in _by_path("", s, "", x, "", "")])


class _Itself(dict[str, str]):
    def __missing__(self, value: str) -> str:
        return value


class _Everything(Mentioned):
    """Tells all values apart, as training does, for which there are no weights yet."""

    def __init__(self) -> None:
        self.cues = self.heads = self.paths = _Itself()


EVERYTHING: Final = _Everything()


# --- what does not depend on the cue ---------------------------------------------------------------


class Scene:
    """A view with its likely cues, as the features of spans need it.

    `before[i]` says what stands before unit i, likely cues included, and its run, as one number; `spots` are where
    units stand in the sentence.  A stretch is a part of a run without its adverbs, or these: all of its units have
    the same `chunk` and `run`.  `stretch_of[i]` is the one of unit i; `previous`, `following` and `heads` are those of
    its run.  `symbols` are the runs as one string, in which run r begins at `at[r]`.
    """

    __slots__ = (
        "at", "before", "chunk", "following", "heads", "mentioned", "previous", "run", "spots", "stretch_of", "symbols",
        "view",
    )  # fmt: skip

    def __init__(self, view: View, likely: Container[int], mentioned: Mentioned = EVERYTHING) -> None:
        self.view = view
        self.mentioned = mentioned
        n = len(view.kinds)
        cues = accumulate([(i in likely) << CUES for i in range(n)], initial=0)
        self.before = list(map(sum, zip(view.counts, cues, view.run_of, strict=False)))
        self.spots = _spots(view.segment.core, view.segment.core_end, n)
        self.symbols = "".join(view.runs)
        self.at = list(accumulate(map(len, view.runs), initial=0))
        self._stretch(view)

    def _stretch(self, view: View) -> None:
        """Find the stretches: one begins wherever the chunk changes."""
        chunks = view.chunks
        begins = list(map(ne, chunks, [None, *chunks]))
        self.stretch_of = [k - 1 for k in accumulate(begins)]
        self.chunk = list(compress(chunks, begins))
        self.run = runs = list(compress(view.run_of, begins))
        around, known = [EDGE, *view.runs], self.mentioned.heads
        self.previous = [around[r] for r in runs]
        self.following = [around[r + 2] for r in runs]
        self.heads = [known[view.heads[r]] for r in runs]


@functools.lru_cache(4096)
def _spots(core: int, end: int, n: int) -> tuple[str, ...]:
    """Return of each unit whether it is in the sentence itself, one of the last two, and the first."""
    return tuple([f"{core <= i < end:d}{n - i < 3:d}{i == core:d}" for i in range(n)])


# --- keys ------------------------------------------------------------------------------------------


class _Ways(dict[int, int]):
    """What stands between two units, from a difference of counts: runs, commas, verbs, quotations, cues, coarsened.

    The last four have two bits each.
    """

    def __missing__(self, d: int) -> int:
        runs, commas, verbs, marked = (d >> shift & 1023 for shift in (0, COMMAS, VERBS, MARKED))
        way = bucket(runs) << 8 | min(commas, 3) << 6 | min(verbs, 3) << 4 | min(marked, 2) << 2 | min(d >> CUES, 2)
        if len(self) < _KEPT:
            self[d] = way
        return way


_WAYS: Final = _Ways()

Keys = tuple[Key, Iterable[Key]]


def unit_keys(scene: Scene, a: int, low: int, high: int) -> tuple[Keys, ...]:
    """Return the keys of units [low, high) for each of `UNIT_GROUPS`; those at the cue itself, unit a, mean nothing.

    The keys of a group are the part that is the same for all of the units, and the parts that differ.
    """
    view, tags, chunks = scene.view, scene.view.tags, scene.view.chunks[low:high]
    side = "L" * (a - low) + "R" * (high - a)
    own, far = tags[low + 1 : high + 1], _FAR[_LONGEST - a + low : _LONGEST - a + high]
    near = _NEAR[_LONGEST - a + low : _LONGEST - a + high]
    name = scene.mentioned.cues[cue_name(view.kinds[a])]
    marked, whole = view.counts[a] >> MARKED, view.counts[-1] >> MARKED
    around = (marked > 0) + 2 * (whole > marked)
    return (
        ((), zip(side, tags[low:high], own, tags[low + 2 : high + 2], near, strict=True)),
        ((), zip(side, chunks, far, scene.spots[low:high], strict=True)),
        ((name, around, tags[a + 1]), zip(side, chunks, own, near, _ways(scene, a, low, high), strict=True)),
    )


def _ways(scene: Scene, a: int, low: int, high: int) -> list[int]:
    """Return what stands between the cue and each unit."""
    before, run_of = scene.before, scene.view.run_of
    left = before[a]
    ways = [_WAYS[left - code] for code in before[low : a + 1]]
    if a + 1 < high:
        right = before[a + 1] - run_of[a + 1] + run_of[a]
        ways += [_WAYS[code - right] for code in before[a + 1 : high]]
    return ways


def stretch_keys(scene: Scene, a: int, first: int, last: int) -> tuple[Keys, ...]:
    """Return the keys of stretches [first, last), that of the cue twice, for each of `STRETCH_GROUPS`.

    The cue's own comes as the last on its left, then as the first on its right.
    """
    view, here, middle = scene.view, scene.view.run_of[a], scene.stretch_of[a]
    left, right = slice(first, middle + 1), slice(middle, last)
    side = "L" * (middle + 1 - first) + "R" * (last - middle)
    chunks, runs = scene.chunk[left] + scene.chunk[right], scene.run[left] + scene.run[right]
    previous, following = scene.previous[left] + scene.previous[right], scene.following[left] + scene.following[right]
    paths = _paths_left(scene, here, scene.run[left]) + _paths_right(scene, here, scene.run[right])
    heads = scene.heads[left] + scene.heads[right]
    phrases = zip(heads, side, runs, previous, following, paths, strict=True)
    by_head: list[Key] = [
        (s, head, _FAR[r - here + _LONGEST], before, after, path[:3] if s == "L" else path[-3:]) if head else ()
        for head, s, r, before, after, path in phrases
    ]
    known = scene.mentioned.paths
    by_path = zip(side, chunks, [known[path] for path in paths], previous, following, strict=True)
    around = view.tags[a], view.tags[a + 2]
    return ((view.tags[a + 1],), by_path), ((), by_head), (around, zip(side, chunks, strict=True))


def _paths_left(scene: Scene, here: int, runs: Iterable[int]) -> list[str]:
    """Return the symbols of the runs between others and the cue's, run `here`; the middle of a long way is left out."""
    symbols, at, far = scene.symbols, scene.at, here - _PATH
    behind = at[here]
    end = "~" + symbols[at[here - 3] : behind]
    return [
        "=" if r == here else symbols[at[r + 1] : behind] if r >= far else symbols[at[r + 1] : at[r + 4]] + end
        for r in runs
    ]


def _paths_right(scene: Scene, here: int, runs: Iterable[int]) -> list[str]:
    """Return the same of the runs between the cue's and those after it."""
    symbols, at, far = scene.symbols, scene.at, here + _PATH
    start = at[here + 1]
    begin = symbols[start : at[min(here + 4, len(at) - 1)]] + "~"
    return [
        "=" if r == here else symbols[start : at[r]] if r <= far else begin + symbols[at[r - 3] : at[r]] for r in runs
    ]


# --- features ------------------------------------------------------------------------------------


def span_unit(kind: Kind, place: int, side: str) -> list[str]:
    """Return the features that a unit gives to the one `place` before or after it, on one side of the cue."""
    if place == 0:
        return [*kind.near, *[side + name for name in kind.near]]
    names = kind.near if -1 <= place <= 1 else kind.far
    return [f"{place}{name}" for name in names] + [f"{place}{side}{name}" for name in kind.far]


def _tags(side: str, before: str, tag: str, after: str, far: int) -> list[str]:
    return [
        f"E{side}{before} {tag}",
        f"F{side}{tag} {after}",
        f"N{side}{before} {tag}{far}",
        f"S{before} {tag} {after}",
    ]


def _spot(side: str, chunk: str, far: int, spot: str) -> list[str]:
    return ["b" + side, f"B{side}{far}", f"B{side}{far}{chunk}", f"K{spot[0]}{chunk}{side}", f"P{side}{spot[1:]}"]


def _by_cue(name: str, around: int, cue: str, side: str, chunk: str, tag: str, far: int, way: int) -> list[str]:
    step, commas, verbs, marked, cues = way >> 8, way >> 6 & 3, way >> 4 & 3, way >> 2 & 3, way & 3
    return [
        f"A{side}{name}", f"G{side}{name} {step}", f"G{side}{name} {chunk}{far}", f"H{side}{name} {tag} {commas}",
        f"M{side}{name}{around}", f"Ma{side}{name}{chunk}{around}",
        f"C{side}{step}{chunk}", f"C{side}{step}{chunk}{commas}",
        f"D{side}{commas}{verbs}{marked}", f"Da{side}{commas}{chunk}", f"Db{side}{verbs}{chunk}",
        f"Dc{side}{marked}{chunk}", f"Dd{side}{cues}", f"De{side}{cues}{verbs}", f"I{side}{around}",
        f"I{side}{around}{chunk}{commas}", f"L{side}{around}{verbs}{commas}", f"O{side}{cue}{around}{marked}{chunk}",
    ]  # fmt: skip


def _by_path(cue: str, side: str, chunk: str, path: str, before: str, after: str) -> list[str]:
    """Return what the run that a unit stands in gives: its path to the cue, and the runs beside it."""
    return [
        f"Q{side}{path} {chunk}", f"Qa{side}{path} {chunk}{after}", f"Qb{side}{path} {chunk}{before}",
        f"Qc{side}{path} {chunk}{cue}", f"Qd{side}{before}{chunk}{after}",
    ]  # fmt: skip


def _by_head(*phrase: object) -> list[str]:
    """Return what the noun phrase that a unit stands in is called, and where it is; nothing for other units."""
    if not phrase:
        return []
    side, head, step, before, after, path = phrase
    return [f"T{side}{head} {step}", f"T{side}{head} {path}", f"Ta{side}{head}{after}", f"Tb{side}{head}{before}"]


def _by_neighbours(before: str, after: str, side: str, chunk: str) -> list[str]:
    return [f"J{side}{before} {after}", f"J{side}{before} {after}{chunk}"]


UNIT_GROUPS: Final[tuple[Group, ...]] = (_tags, _spot, _by_cue)
STRETCH_GROUPS: Final[tuple[Group, ...]] = (_by_path, _by_head, _by_neighbours)


def span_features(scene: Scene, a: int, edge: Kind | None = None) -> list[list[str]]:
    """Return all features of each unit under the cue at unit a, of that itself none.

    Those of units beyond the segment are there only with an `edge`.
    """
    view, n = scene.view, len(scene.view.kinds)
    padded = [*repeat(edge, REACH), *view.kinds, *repeat(edge, REACH)]
    rows = []
    for p in range(n):
        beside, side = zip(padded[p : p + len(PLACES)], PLACES, strict=True), "L" if p < a else "R"
        rows.append([name for kind, d in beside if kind is not None for name in span_unit(kind, d, side)])
    for group, (fixed, keys) in zip(UNIT_GROUPS, unit_keys(scene, a, 0, n), strict=True):
        for row, key in zip(rows, keys, strict=True):
            row += group(*fixed, *key)
    for group, (fixed, keys) in zip(STRETCH_GROUPS, stretch_keys(scene, a, 0, len(scene.run)), strict=True):
        told = [group(*fixed, *key) for key in keys]
        for p, stretch in enumerate(scene.stretch_of):
            rows[p] += told[stretch + (p > a)]
    rows[a] = []
    return rows
