"""What the models see of a segment under a cue: the features of source and content, as `features` has those of cues.

Those of a single unit seen from a place come from `span_near` and `span_far`.  The groups need the segment; a key has
a part that is the same for all units, and a part for each unit or, in `STRETCH_GROUPS`, for each stretch.  The keys are
made as columns, for many units at once, since that costs a fraction of going from unit to unit; whatever does not
depend on the cue is made once for a view, in its `Scene`, and what does in a `Sight` of it.

Seen are the unit and its neighbours by side of the cue, the distance in units and in chunks, the chunks, commas, verbs
and quotations between, and what noun phrase the unit stands in.
"""

import functools
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, count, repeat
from operator import add, ne, or_, sub
from typing import Final, NamedTuple, TypeVar

from quoteattr.linking.learned.features import COMMAS, CUES, EDGE, MARKED, VERBS, Group, Key, View, bucket, of_unit
from quoteattr.linking.learned.kinds import Kind
from quoteattr.reading.remembered import Remembered

REACH: Final = 2  # units on either side of a unit that it sees
PLACES: Final = tuple(range(-REACH, REACH + 1))
UNKNOWN: Final = "\0"  # stands for what no weight mentions; never part of a word that has one

T = TypeVar("T")

_PATH: Final = 7  # runs up to which a path is whole
_KEPT: Final = 20_000
_LONGEST: Final = 1023
_FAR: Final = [bucket(abs(n)) for n in range(-_LONGEST, _LONGEST + 1)]  # distance from the cue, coarsened
_NEAR: Final = [min(n, 3) for n in _FAR]


# --- which values weights mention ------------------------------------------------------------------


def _known(weights: Sequence[str], spelled: Iterable[str], other: str = UNKNOWN) -> Mapping[str, str]:
    """Return values of a part of keys: as they are if some weight may mention them, else `other`: they are all alike.

    `spelled` are features with `UNKNOWN` for the value; a weight may mention a value if it begins as one of them would.
    """
    known = {value for name in spelled for value in _values(weights, *name.partition(UNKNOWN))}
    return Remembered(lambda value: value if value in known else other)


def _values(weights: Sequence[str], opening: str, unknown: str, tail: str) -> Iterator[str]:
    """Yield what may stand between an opening and a tail in some of the sorted weights, "" if there is no `unknown`.

    It ends where the weight does if there is no tail, and at a space if the tail begins with one; else anywhere.
    """
    first = bisect_left(weights, opening)
    for name in weights[first : bisect_left(weights, opening + chr(sys.maxunicode), first)] if unknown else ():
        rest = name[len(opening) :]
        if tail[:1] in ("", " "):
            yield rest.partition(" ")[0]
        else:
            yield from accumulate(rest)


class Mentioned(NamedTuple):
    """Which names of cues, heads and paths the weights know: the fewer are told apart, the more sums are met again."""

    cues: Mapping[str, str]
    heads: Mapping[str, str]
    paths: Mapping[str, str]


def mentioned(weights: Iterable[str]) -> Mentioned:
    """Return what some weights know."""
    names, x = sorted(weights), UNKNOWN
    cues = [f for s in "LR" for f in (*_by_name(x, 0, s, "", 0), *_by_name_there(x, s, "", "", 0, 0))]
    heads = [f for s in "LR" for f in _by_head(s, x, 0, EDGE, EDGE, EDGE)]
    paths = [f for s in "LR" for f in _by_path("", s, "", x, "", "")]
    return Mentioned(_known(names, cues), _known(names, heads, ""), _known(names, paths))


EVERYTHING: Final = Mentioned(*[Remembered(str)] * 3)  # tells all apart, as training does, which has no weights yet


# --- what does not depend on the cue ---------------------------------------------------------------


class Scene:
    """A view with its likely cues, as the features of spans need it.

    `before[i]` says what stands before unit i, likely cues included, and its run, as one number; `spots` are where
    units stand in the sentence, `sizes` how many tokens they have.  A stretch is a part of a run with the same before
    it: all of its units have the same `chunk`, `run` and, as `codes`, `before`.  `stretch_of[i]` is the one of unit i;
    `previous`, `following` and `heads` are those of its run.  `symbols` are the runs as one string, in which run r
    begins at `at[r]`.
    """

    __slots__ = (
        "at", "before", "chunk", "codes", "following", "heads", "mentioned", "previous", "run", "sizes", "spots",
        "stretch_of", "symbols", "view",
    )  # fmt: skip

    def __init__(self, view: View, likely: Iterable[int], mentioned: Mentioned = EVERYTHING) -> None:
        view.look_closely()
        self.view = view
        self.mentioned = mentioned
        n = len(view.kinds)
        self.before = list(map(add, map(add, view.counts, _cues(likely, n)), view.run_of))
        self.sizes = list(map(sub, view.segment.lasts, view.segment.firsts))
        self.spots = _spots(view.segment.core, view.segment.core_end, n)
        self.symbols = "".join(view.runs)
        self.at = list(accumulate(map(len, view.runs), initial=0))
        self._stretch(view)

    def _stretch(self, view: View) -> None:
        """Find the stretches: one begins wherever the chunk changes or what stands before."""
        chunks, before = view.chunks, self.before
        begins = list(map(or_, map(ne, chunks, [None, *chunks]), map(ne, before, [None, *before])))
        self.stretch_of = [k - 1 for k in accumulate(begins)]
        self.chunk = list(compress(chunks, begins))
        self.codes = list(compress(before, begins))
        self.run = runs = list(compress(view.run_of, begins))
        around, known = [EDGE, *view.runs], self.mentioned.heads
        self.previous = [around[r] for r in runs]
        self.following = [around[r + 2] for r in runs]
        self.heads = [known[view.heads[r]] for r in runs]


def _cues(likely: Iterable[int], n: int) -> Iterator[int]:
    """Return how many cues stand before each of n units and after the last, as a part of a count."""
    edges = [-1, *sorted(likely), n]
    return chain.from_iterable(map(repeat, count(0, 1 << CUES), map(sub, edges[1:], edges)))


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


class Sight:
    """Units [low, high) of a scene as seen from the cue at unit a: the keys of all groups.

    The keys of a group are the part that is the same for all of the units, and the parts that differ.  Stretches are
    numbered from that of unit `low` on, and that of the cue comes twice: as the last on its left and as the first on
    its right.  `of` has the number of each unit's.  What is said of the cue itself means nothing.
    """

    __slots__ = ("a", "around", "chunk", "high", "low", "name", "of", "parts", "scene", "side", "ways")

    def __init__(self, scene: Scene, a: int, low: int, high: int) -> None:
        view, at = scene.view, scene.stretch_of
        self.scene, self.a, self.low, self.high = scene, a, low, high
        first, middle, last = at[low], at[a], at[high - 1] + 1
        self.of = [k - first for k in at[low:a]] + [k - first + 1 for k in at[a:high]]
        self.parts = slice(first, middle + 1), slice(middle, last)
        self.side = "L" * (middle + 1 - first) + "R" * (last - middle)
        self.chunk = self._twice(scene.chunk)
        self.ways = self._ways()
        self.name = scene.mentioned.cues[view.kinds[a].name]
        marked, whole = view.counts[a] >> MARKED, view.counts[-1] >> MARKED
        self.around = (marked > 0) + 2 * (whole > marked)

    def _twice(self, values: list[T]) -> list[T]:
        """Return what the stretches have, that of the cue twice."""
        left, right = self.parts
        return values[left] + values[right]

    def _ways(self) -> list[int]:
        """Return what stands between the cue and each stretch."""
        scene, a, run_of = self.scene, self.a, self.scene.view.run_of
        codes, beside = scene.codes, min(a + 1, len(run_of) - 1)
        left, right = self.parts
        before, after = scene.before[a], scene.before[beside]
        further = after - run_of[beside] + run_of[a]
        ways = [_WAYS[before - code] for code in codes[left]]
        return ways + [_WAYS[code - further] for code in (after, *codes[right.start + 1 : right.stop])]

    def unit_keys(self) -> tuple[Keys, ...]:
        """Return the keys of units for each of `UNIT_GROUPS`."""
        scene, a, low, high = self.scene, self.a, self.low, self.high
        tags, chunks = scene.view.tags, scene.view.chunks[low:high]
        side = "L" * (a - low) + "R" * (high - a)
        own, far = tags[low + 1 : high + 1], _FAR[_LONGEST - a + low : _LONGEST - a + high]
        near = _NEAR[_LONGEST - a + low : _LONGEST - a + high]
        commas = map([way >> 6 & 3 for way in self.ways].__getitem__, self.of)
        return (
            ((), zip(side, tags[low:high], own, tags[low + 2 : high + 2], near, strict=True)),
            ((), zip(side, chunks, far, scene.spots[low:high], strict=True)),
            ((self.name,), zip(side, chunks, own, near, commas, strict=True)),
        )

    def stretch_keys(self) -> tuple[Keys, ...]:
        """Return the keys of stretches for each of `STRETCH_GROUPS`."""
        scene, tags, here = self.scene, self.scene.view.tags[self.a :], self.scene.view.run_of[self.a]
        left, right = self.parts
        side, chunks, ways, runs = self.side, self.chunk, self.ways, self._twice(scene.run)
        previous, following = self._twice(scene.previous), self._twice(scene.following)
        paths = _paths_left(scene, here, scene.run[left]) + _paths_right(scene, here, scene.run[right])
        phrases = zip(self._twice(scene.heads), side, runs, previous, following, paths, strict=True)
        by_head: list[Key] = [
            (s, head, _FAR[r - here + _LONGEST], before, after, path[:3] if s == "L" else path[-3:]) if head else ()
            for head, s, r, before, after, path in phrases
        ]
        known = scene.mentioned.paths
        by_path = zip(side, chunks, [known[path] for path in paths], previous, following, strict=True)
        return (
            ((tags[1],), by_path),
            ((), by_head),
            ((tags[0], tags[2]), zip(side, chunks, strict=True)),
            ((self.around, tags[1]), zip(side, chunks, ways, strict=True)),
            ((self.name, self.around), zip(side, chunks, [way >> 8 for way in ways], strict=True)),
        )


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


def span_near(name: str, place: int, side: str) -> list[str]:
    """Return what one of `Kind.near` gives to the unit `place` before or after, on one side of the cue."""
    return [name, side + name] if place == 0 else [f"{place}{name}"] if -1 <= place <= 1 else []


def span_far(name: str, place: int, side: str) -> list[str]:
    """Return the same of one of `Kind.far`."""
    alone = [] if -1 <= place <= 1 else [f"{place}{name}"]
    return [*alone, f"{place}{side}{name}"] if place else []


def _tags(side: str, before: str, tag: str, after: str, far: int) -> list[str]:
    return [
        f"E{side}{before} {tag}",
        f"F{side}{tag} {after}",
        f"N{side}{before} {tag}{far}",
        f"S{before} {tag} {after}",
    ]


def _spot(side: str, chunk: str, far: int, spot: str) -> list[str]:
    return ["b" + side, f"B{side}{far}", f"B{side}{far}{chunk}", f"K{spot[0]}{chunk}{side}", f"P{side}{spot[1:]}"]


def _by_name_there(name: str, side: str, chunk: str, tag: str, near: int, commas: int) -> list[str]:
    return [f"G{side}{name} {chunk}{near}", f"H{side}{name} {tag} {commas}"]


def _by_name(name: str, around: int, side: str, chunk: str, step: int) -> list[str]:
    return [f"A{side}{name}", f"G{side}{name} {step}", f"M{side}{name}{around}", f"Ma{side}{name}{chunk}{around}"]


def _by_way(around: int, cue: str, side: str, chunk: str, way: int) -> list[str]:
    """Return what stands between unit and cue, and what that means where quotations are beside the cue."""
    step, commas, verbs, marked, cues = way >> 8, way >> 6 & 3, way >> 4 & 3, way >> 2 & 3, way & 3
    return [
        f"C{side}{step}{chunk}", f"C{side}{step}{chunk}{commas}",
        f"D{side}{commas}{verbs}{marked}", f"Da{side}{commas}{chunk}", f"Db{side}{verbs}{chunk}",
        f"Dc{side}{marked}{chunk}", f"Dd{side}{cues}", f"De{side}{cues}{verbs}",
        f"I{side}{around}", f"I{side}{around}{chunk}{commas}", f"L{side}{around}{verbs}{commas}",
        f"O{side}{cue}{around}{marked}{chunk}",
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


UNIT_GROUPS: Final[tuple[Group, ...]] = (_tags, _spot, _by_name_there)
STRETCH_GROUPS: Final[tuple[Group, ...]] = (
    _by_path, _by_head, _by_neighbours, _by_way, _by_name,
)  # fmt: skip


def span_features(scene: Scene, a: int, edge: Kind | None = None) -> list[list[str]]:
    """Return all features of each unit under the cue at unit a, of that itself none.

    Those of units beyond the segment are there only with an `edge`.
    """
    view, n = scene.view, len(scene.view.kinds)
    padded = [*repeat(edge, REACH), *view.kinds, *repeat(edge, REACH)]
    rows = []
    for p in range(n):
        beside, side = zip(padded[p : p + len(PLACES)], PLACES, strict=True), "L" if p < a else "R"
        rows.append([name for kind, d in beside if kind for name in of_unit(kind, span_near, span_far, d, side)])
    sight = Sight(scene, a, 0, n)
    for group, (fixed, keys) in zip(UNIT_GROUPS, sight.unit_keys(), strict=True):
        for row, key in zip(rows, keys, strict=True):
            row += group(*fixed, *key)
    for group, (fixed, keys) in zip(STRETCH_GROUPS, sight.stretch_keys(), strict=True):
        told = [group(*fixed, *key) for key in keys]
        for row, stretch in zip(rows, sight.of, strict=True):
            row += told[stretch]
    rows[a] = []
    return rows
