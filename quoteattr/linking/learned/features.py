"""What the models see, defined once: training writes these features down, inference sums their weights.

A feature is a string.  Those of a single unit seen from a place ("the word to the left is a pronoun") come from
`cue_unit` and `span_unit`; inference calls them once for each kind of unit and keeps the sums.  Those that need the
segment come in groups.  A group is a function from a small key to features: the key holds all they depend on, so
inference keeps their sum by it and spells them out only for a key it has not met.  `cue_keys` and `span_keys` say what
the keys are.  For spans a key has a part that is the same for all units on one side of a cue, and a part for each unit;
these are made as columns, for many units at once, since that costs a fraction of going from unit to unit.

To add a feature: add it to a group whose key has what it needs, or write a group and add its key.

For cues: the unit, its neighbours, the chain of chunks on either side ("N V" follows "said" in "said the plan failed",
"N ." in "said a prayer"), the noun that would be the subject, the quotations beside it.  For source and content,
given a cue: the unit and its neighbours by side of the cue, the distance in chunks, what stands between.
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import accumulate, repeat
from typing import Final

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking.learned.kinds import Kind
from quoteattr.linking.learned.proposals import Proposal
from quoteattr.linking.learned.segments import Segment

CUE_REACH: Final = 3  # units on either side of a possible cue that it sees
SPAN_REACH: Final = 2
CUE_PLACES: Final = tuple(range(-CUE_REACH, CUE_REACH + 1))
SPAN_PLACES: Final = tuple(range(-SPAN_REACH, SPAN_REACH + 1))
UNKNOWN: Final = "\0"  # stands for what no weight mentions; never part of a word that has one
EDGE: Final = "|"  # what stands beside the first and last unit, and the first and last run

Key = tuple[object, ...]
Group = Callable[..., list[str]]

# Counts of what stands before a unit share one whole number, ten bits each, so that one subtraction tells what stands
# between two units; a segment has far fewer than 1024 units.
_COMMAS, _VERBS, _MARKED, _CUES = 10, 20, 30, 40  # the lowest bits hold the run
_COUNTED: Final = {",": 1 << _COMMAS, "V": 1 << _VERBS, "Q": 1 << _MARKED}


class View:
    """A segment with what features of both stages need of it: runs of chunks, and where each unit stands in them.

    `runs` are the symbols of maximal runs of one chunk, with an `EDGE` at both ends; `run_of[i]` the run of unit i
    (adverbs belong to no run and point at the run before); `heads` the kind of the last noun of each noun run;
    `tags` the tags of the units with an `EDGE` at both ends, so that unit i has `tags[i + 1]`.

    `symbols` are the runs as one string, in which run r begins at `symbols_at[r]`.

    `counts[i]` says how many commas, verbs and quotations stand before unit i, as one number (see `way`).
    """

    __slots__ = (
        "chunks", "counts", "cues", "heads", "kinds", "matches", "proposals", "run_of", "runs", "segment", "symbols",
        "symbols_at", "tags",
    )  # fmt: skip

    def __init__(self, segment: Segment, matches: Mapping[int, CueMatch], proposals: Mapping[int, Proposal]) -> None:
        self.segment = segment
        self.matches = matches
        self.proposals = proposals
        self.kinds = kinds = segment.kinds
        self.cues = self._cues()
        if self.cues or proposals:
            self.tags = [EDGE, *[kind.tag for kind in kinds], EDGE]
            self.chunks = [kind.chunk for kind in kinds]
            self.counts = list(accumulate([_COUNTED.get(chunk, 0) for chunk in self.chunks], initial=0))
            self._walk()

    def _walk(self) -> None:
        """Find the runs."""
        runs, ends, run_of = [EDGE], [0], []
        last, run = "", 0
        for i, chunk in enumerate(self.chunks):
            if chunk == last:
                ends[run] = i
            elif chunk:
                runs.append(chunk)
                ends.append(i)
                run += 1
                last = chunk
            run_of.append(run)
        kinds = self.kinds
        self.heads = [kinds[end].head if chunk == "N" else "" for chunk, end in zip(runs, ends, strict=True)]
        self.heads.append("")
        self.runs, self.run_of = [*runs, EDGE], run_of
        runs = self.runs
        self.symbols = "".join(runs)
        self.symbols_at = list(accumulate(map(len, runs), initial=0))

    def _cues(self) -> list[int]:
        """Return the units of the sentence itself that may be a cue, by their kind or by the lexicon."""
        segment, kinds, matches = self.segment, self.kinds, self.matches
        core = range(segment.core, segment.core_end)
        return [i for i in core if (kinds[i].may_cue or i in matches) and segment.regions[i] < 0]


def _spots(segment: Segment) -> list[str]:
    """Return of each unit whether it is in the sentence itself, one of the last two, and the first."""
    core, end, n = segment.core, segment.core_end, len(segment.kinds)
    spots = [*repeat("000", core), *repeat("100", end - core), *repeat("000", n - end)]
    for i in (core, *range(max(0, n - 2), n)):
        spots[i] = f"{core <= i < end:d}{n - i < 3:d}{i == core:d}"
    return spots


# --- cues -----------------------------------------------------------------------------------------


def cue_unit(kind: Kind, place: int) -> list[str]:
    """Return the features that a unit at `place` from a possible cue gives."""
    names = kind.near if -1 <= place <= 1 else kind.far
    return [f"{place}{name}" for name in names]


def cue_keys(view: View, i: int) -> tuple[Key, ...]:
    """Return the keys of unit i as a possible cue, one for each of `CUE_GROUPS`."""
    kinds, runs, heads, tags, counts = view.kinds, view.runs, view.heads, view.tags, view.counts
    segment = view.segment
    kind = kinds[i]
    n = len(kinds)
    tag = kind.tag
    word = kind.near[-1] if kind.known else "".join(kind.classes[:2]) or tag
    s1, t1 = tags[i], tags[i + 2]
    s2 = tags[i - 1] if i else EDGE
    t2 = tags[i + 3] if i + 2 < n else EDGE
    after = (kinds[i + 1].lower or t1) if i + 1 < n else t1
    before = (kinds[i - 1].lower or s1) if i else s1
    run = view.run_of[i]
    right = "".join(runs[run + 1 : min(run + 5, len(runs) - 1)]) or EDGE
    left = "".join(runs[max(1, run - 3) : run]) or EDGE
    subject, gap = _subject(view, run)
    marked, whole = counts[i] >> _MARKED, counts[n] >> _MARKED
    place = f"{marked > 0:d}{whole > marked:d}{segment.inside >= 0:d}"
    match = view.matches.get(i)
    return (
        (s2, s1, tag, t1, t2),
        (word, s1, t1, before, after, i == segment.core),
        (tag, left, right),
        (word, left[-2:], right[:3]),
        (word, tag, gap, subject, heads[run + 1]),
        (word, tag, place),
        (*_listed(match), place, left[-1:], right[:2]) if match else (),
    )


def _listed(match: CueMatch) -> Key:
    entry = match.entry
    return int(entry.weight * 10), entry.lemma, match.form, entry.mode[0], match.last - match.first


def _subject(view: View, run: int) -> tuple[str, int]:
    """Return the head of the noun run that could be the subject, looking over verbs and commas, and how far it was."""
    runs = view.runs
    for r in range(run - 1, max(0, run - 5), -1):
        chunk = runs[r]
        if chunk == "N":
            return view.heads[r], run - r
        if chunk not in "Vnbt,wg":
            break
    return "-", 0


def _cue_tags(s2: str, s1: str, tag: str, t1: str, t2: str) -> list[str]:
    return ["b", f"A{s1}{tag}{t1}", f"B{tag}{t1} {t2}", f"C{s2} {s1}{tag}"]


def _cue_neighbours(word: str, s1: str, t1: str, before: str, after: str, opens: bool) -> list[str]:
    return [f"D{word}{t1}", f"E{s1} {word}", f"F{word} {after}", f"G{before} {word}", f"Q{opens:d}{s1}{word}"]


def _tag_runs(tag: str, left: str, right: str) -> list[str]:
    return [
        f"H{tag}{right[:2]}", f"H{tag}{right[:3]}", f"H{tag}{right}",
        f"J{tag}{left[-2:]}", f"J{tag}{left}", f"L{tag}{left[-2:]}_{right[:2]}",
    ]  # fmt: skip


def _word_runs(word: str, left: str, right: str) -> list[str]:
    return [
        f"I{word} {right[:2]}", f"I{word} {right}",
        f"K{word} {left}", f"K{word} {left[-1:]}", f"L{word} {left[-1:]}_{right[:2]}",
    ]  # fmt: skip


def _word_heads(word: str, tag: str, gap: int, subject: str, object_: str) -> list[str]:
    return [f"M{gap}{subject}", f"M{word} {subject}", f"N{tag}{object_}", f"O{word} {object_}"]


def _cue_place(word: str, tag: str, place: str) -> list[str]:
    return [f"P{place}", f"P{place}{word}", f"P{place}{tag}"]


def _lexicon(*key: object) -> list[str]:
    """Return what the cue lexicon says of a word."""
    if not key:
        return ["X"]
    weight, lemma, form, mode, size, place, left, right = map(str, key)
    return [
        f"X{weight}", f"X{weight} {right}", f"X{weight} {left}_{right[:1]}", f"X{weight} {place}",
        f"Y{lemma}", f"Y{lemma} {right}", f"Y{lemma} {left}", f"Z{form}{mode} {right}", f"Z{size}",
    ]  # fmt: skip


CUE_GROUPS: Final[tuple[Group, ...]] = (
    _cue_tags, _cue_neighbours, _tag_runs, _word_runs, _word_heads, _cue_place, _lexicon,
)  # fmt: skip


def cue_features(view: View, i: int, edge: Kind) -> list[str]:
    """Return all features of unit i as a possible cue; `edge` is the kind beyond the segment."""
    kinds, n = view.kinds, len(view.kinds)
    units = [name for p in CUE_PLACES for name in cue_unit(kinds[i + p] if 0 <= i + p < n else edge, p)]
    keys = cue_keys(view, i)
    return [*units, *(name for group, key in zip(CUE_GROUPS, keys, strict=True) for name in group(*key))]


# --- source and content ---------------------------------------------------------------------------


def span_unit(kind: Kind, place: int, side: str) -> list[str]:
    """Return the features that a unit gives to the one `place` before or after it, on one side of the cue."""
    if place == 0:
        return [*kind.near, *[side + name for name in kind.near]]
    names = kind.near if -1 <= place <= 1 else kind.far
    return [f"{place}{name}" for name in names] + [f"{place}{side}{name}" for name in kind.far]


def bucket(n: int) -> int:
    """Return a distance coarsened: exact to 4, then by doubling."""
    return n if n < 5 else 5 if n < 7 else 7 if n < 11 else 11 if n < 20 else 20


def cue_name(kind: Kind) -> str:
    """Return what the cue is called in features: its word if that is common property, else its classes and tag."""
    return kind.lower if kind.known else kind.tag + "".join(kind.classes[:2])


Way = tuple[int, int, int, int, int]


class _Ways(dict[int, Way]):
    """What stands between two units, from a difference of counts: runs, commas, verbs, quotations, cues, coarsened."""

    def __missing__(self, d: int) -> Way:
        runs, commas, verbs, marked = (d >> shift & 1023 for shift in (0, _COMMAS, _VERBS, _MARKED))
        way = bucket(runs), min(commas, 3), min(verbs, 3), min(marked, 2), min(d >> _CUES, 2)
        if len(self) < _KEPT:
            self[d] = way
        return way


_KEPT: Final = 20_000
_WAYS: Final = _Ways()
_LONGEST: Final = 1023
_FAR: Final = [bucket(abs(n)) for n in range(-_LONGEST, _LONGEST + 1)]  # distance from the cue, coarsened
_NEAR: Final = [min(n, 3) for n in _FAR]


_PATH: Final = 7  # runs up to which a path is whole


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
        names, x, way = sorted(weights), UNKNOWN, _WAYS[0]
        self.cues = _Mentioned(names, [name for side in "LR" for name in _by_cue(x, 0, "", side, "", "", 0, way)])
        self.heads = _Mentioned(names, [name for side in "LR" for name in _by_head(side, (x, 0, "", "", ""))], "")
        self.paths = _Mentioned(names, [name for side in "LR" for name in _by_path("", side, "", (x, "", ""))])


Keys = tuple[Key, Iterable[Key]]


def span_keys(
    view: View, a: int, low: int, high: int, before: Sequence[int], mentioned: Mentioned | None = None
) -> tuple[Keys, ...]:
    """Return the keys of units [low, high) for each of `SPAN_GROUPS`; those at the cue itself, unit a, mean nothing.

    The keys of a group are the part that is the same for all of the units, and the parts that differ.  `before` are
    the `codes` of the view.
    """
    kinds, runs, tags = view.kinds, view.runs, view.tags
    run_of = view.run_of[low:high]
    side = "L" * (a - low) + "R" * (high - a)
    far, near = (table[_LONGEST - a + low : _LONGEST - a + high] for table in (_FAR, _NEAR))
    ways = _ways(view, a, low, high, before)
    paths = _paths(view, a, run_of[0], run_of[-1])
    name, tag, heads = cue_name(kinds[a]), tags[a + 1], view.heads
    here = view.run_of[a]
    by_run, by_head = {}, {}
    for r, path in paths.items():
        known, head = path, heads[r]
        if mentioned is not None:
            known, head = mentioned.paths[path], mentioned.heads[head]
        previous, following = runs[r - 1] if r else EDGE, runs[r + 1]
        by_run[r] = known, previous, following
        end = path[:3] if r < here else path[-3:]
        by_head[r] = (head, bucket(abs(r - here)), previous, following, end) if head else None
    if mentioned is not None:
        name = mentioned.cues[name]
    chunks = view.chunks[low:high]
    own = tags[low + 1 : high + 1]
    marked, whole = view.counts[a] >> _MARKED, view.counts[-1] >> _MARKED
    around = (marked > 0) + 2 * (whole > marked)
    return (
        ((), zip(side, tags[low:high], own, tags[low + 2 : high + 2], near, strict=True)),
        ((), zip(side, chunks, far, _spots(view.segment)[low:high], strict=True)),
        ((name, around, tag), zip(side, chunks, own, near, ways, strict=True)),
        ((tag,), zip(side, chunks, [by_run[r] for r in run_of], strict=True)),
        ((), zip(side, [by_head[r] for r in run_of], strict=True)),
        ((tags[a], tags[a + 2]), zip(side, chunks, strict=True)),
    )


def codes(view: View, likely: Container[int]) -> list[int]:
    """Return for each unit what stands before it, likely cues included, and its run, as one number."""
    cues = accumulate([(i in likely) << _CUES for i in range(len(view.kinds))], initial=0)
    return [count + cue + run for count, cue, run in zip(view.counts, cues, view.run_of, strict=False)]


def _ways(view: View, a: int, low: int, high: int, before: Sequence[int]) -> list[Way]:
    """Return what stands between the cue and each unit."""
    left = before[a]
    ways = [_WAYS[left - code] for code in before[low:a]]
    ways.append(_WAYS[0])
    if a + 1 < high:
        right = before[a + 1] - view.run_of[a + 1] + view.run_of[a]
        ways += [_WAYS[code - right] for code in before[a + 1 : high]]
    return ways


def _paths(view: View, a: int, first: int, last: int) -> dict[int, str]:
    """Return the symbols of the runs between the cue's run and others; the middle of a long way is left out."""
    symbols, at, here = view.symbols, view.symbols_at, view.run_of[a]
    behind = at[here]
    paths = {r: symbols[at[r + 1] : behind] for r in range(max(first, here - _PATH), here)}
    paths[here] = "="
    start = at[here + 1]
    paths |= {r: symbols[start : at[r]] for r in range(here + 1, min(last, here + _PATH) + 1)}
    if first < here - _PATH:
        end = "~" + symbols[at[here - 3] : behind]
        paths |= {r: symbols[at[r + 1] : at[r + 4]] + end for r in range(first, here - _PATH)}
    if last > here + _PATH:
        begin = symbols[start : at[here + 4]] + "~"
        paths |= {r: begin + symbols[at[r - 3] : at[r]] for r in range(here + _PATH + 1, last + 1)}
    return paths


def _tags(side: str, before: str, tag: str, after: str, far: int) -> list[str]:
    return [
        f"E{side}{before} {tag}",
        f"F{side}{tag} {after}",
        f"N{side}{before} {tag}{far}",
        f"S{before} {tag} {after}",
    ]


def _spot(side: str, chunk: str, far: int, spot: str) -> list[str]:
    return ["b" + side, f"B{side}{far}", f"B{side}{far}{chunk}", f"K{spot[0]}{chunk}{side}", f"P{side}{spot[1:]}"]


def _by_cue(name: str, around: int, cue: str, side: str, chunk: str, tag: str, far: int, way: Way) -> list[str]:
    step, commas, verbs, marked, cues = way
    return [
        f"A{side}{name}", f"G{side}{name} {step}", f"G{side}{name} {chunk}{far}", f"H{side}{name} {tag} {commas}",
        f"M{side}{name}{around}", f"Ma{side}{name}{chunk}{around}",
        f"C{side}{step}{chunk}", f"C{side}{step}{chunk}{commas}",
        f"D{side}{commas}{verbs}{marked}", f"Da{side}{commas}{chunk}", f"Db{side}{verbs}{chunk}",
        f"Dc{side}{marked}{chunk}", f"Dd{side}{cues}", f"De{side}{cues}{verbs}", f"I{side}{around}",
        f"I{side}{around}{chunk}{commas}", f"L{side}{around}{verbs}{commas}", f"O{side}{cue}{around}{marked}{chunk}",
    ]  # fmt: skip


def _by_path(cue: str, side: str, chunk: str, run: tuple[str, str, str]) -> list[str]:
    """Return what the run that a unit stands in gives: its path to the cue, and the runs beside it."""
    path, before, after = run
    return [
        f"Q{side}{path} {chunk}", f"Qa{side}{path} {chunk}{after}", f"Qb{side}{path} {chunk}{before}",
        f"Qc{side}{path} {chunk}{cue}", f"Qd{side}{before}{chunk}{after}",
    ]  # fmt: skip


def _by_head(side: str, phrase: tuple[str, int, str, str, str] | None) -> list[str]:
    """Return what the noun phrase that a unit stands in is called, and where it is; nothing for other units."""
    if phrase is None:
        return []
    head, step, before, after, path = phrase
    return [f"T{side}{head} {step}", f"T{side}{head} {path}", f"Ta{side}{head}{after}", f"Tb{side}{head}{before}"]


def _by_neighbours(before: str, after: str, side: str, chunk: str) -> list[str]:
    return [f"J{side}{before} {after}", f"J{side}{before} {after}{chunk}"]


SPAN_GROUPS: Final[tuple[Group, ...]] = (
    _tags, _spot, _by_cue, _by_path, _by_head, _by_neighbours,
)  # fmt: skip


def span_features(view: View, a: int, before: Sequence[int], edge: Kind | None = None) -> list[list[str]]:
    """Return all features of each unit under the cue at unit a, of that itself none.

    Those of units beyond the segment are there only with an `edge`.
    """
    kinds, n = view.kinds, len(view.kinds)
    rows = []
    for p in range(n):
        beside = ((kinds[p + d] if 0 <= p + d < n else edge, d) for d in SPAN_PLACES)
        side = "L" if p < a else "R"
        rows.append([name for kind, d in beside if kind is not None for name in span_unit(kind, d, side)])
    for group, (fixed, keys) in zip(SPAN_GROUPS, span_keys(view, a, 0, n, before), strict=True):
        for row, key in zip(rows, keys, strict=True):
            row += group(*fixed, *key)
    rows[a] = []
    return rows
