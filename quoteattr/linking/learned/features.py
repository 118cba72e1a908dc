"""What the models see, defined once: training writes these features down, inference sums their weights.

A feature is a string.  Those of a single unit seen from a place ("the word to the left is a pronoun") come from
`cue_unit` and `span_unit`; inference calls them once for each kind of unit and place and keeps the sum.  Those that
need the segment come from `cue_context` and `span_context` and are looked up each time, so they are few.

For cues: the unit, its neighbours, the chain of chunks on either side ("N V" follows "said" in "said the plan failed",
"N ." in "said a prayer"), the noun that would be the subject, the quotations beside it.  For source and content,
given a cue: the unit and its neighbours by side of the cue, the distance in chunks, what stands between.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking.learned.kinds import Kind
from quoteattr.linking.learned.segments import Segment

CUE_REACH: Final = 3  # units on either side of a possible cue that it sees
SPAN_REACH: Final = 2
CUE_PLACES: Final = tuple(range(-CUE_REACH, CUE_REACH + 1))
SPAN_PLACES: Final = tuple(range(-SPAN_REACH, SPAN_REACH + 1))


class View:
    """A segment with what features of both stages need of it: runs of chunks, and where each unit stands in them.

    `runs` are the symbols of maximal runs of one chunk; `run_of[i]` the run of unit i (adverbs belong to no run and
    point at the run before); `heads` the kind of the last noun of each noun run.
    """

    __slots__ = ("commas", "heads", "kinds", "marked", "matches", "run_of", "runs", "segment", "verbs")

    def __init__(self, segment: Segment, cues: Mapping[int, CueMatch]) -> None:
        self.segment = segment
        self.matches = {
            i: m for i, first in enumerate(segment.firsts) if (m := cues.get(first)) and segment.regions[i] < 0
        }
        self.kinds = segment.kinds
        self.runs: list[str] = []
        self.heads: list[str] = []
        self.run_of: list[int] = []
        self.commas: list[int] = []  # how many commas before unit i
        self.verbs: list[int] = []
        self.marked: list[int] = []
        runs, heads, run_of = self.runs, self.heads, self.run_of
        commas = verbs = marked = 0
        last = ""
        for kind in segment.kinds:
            self.commas.append(commas)
            self.verbs.append(verbs)
            self.marked.append(marked)
            chunk = kind.chunk
            if chunk:
                if chunk != last:
                    runs.append(chunk)
                    heads.append("")
                    last = chunk
                if chunk == "N":
                    heads[-1] = kind.head
                elif chunk == ",":
                    commas += 1
                elif chunk == "V":
                    verbs += 1
                elif chunk == "Q":
                    marked += 1
            run_of.append(len(runs) - 1)
        self.commas.append(commas)
        self.verbs.append(verbs)
        self.marked.append(marked)

    def possible_cues(self) -> Iterator[int]:
        """Yield the units of the sentence itself that may be a cue, by their kind or by the lexicon."""
        segment, kinds = self.segment, self.kinds
        for i in range(segment.core, segment.core_end):
            if segment.regions[i] < 0 and (kinds[i].may_cue or i in self.matches):
                yield i


def cue_unit(kind: Kind, place: int) -> list[str]:
    """Return the features that a unit at `place` from a possible cue gives."""
    names = kind.near if -1 <= place <= 1 else kind.far
    return [f"{place}{name}" for name in names]


def cue_context(view: View, i: int) -> list[str]:
    """Return the features of unit i as a possible cue that need its segment."""
    kinds, runs, heads = view.kinds, view.runs, view.heads
    segment = view.segment
    kind = kinds[i]
    n = len(kinds)
    me = kind.near[-1] if kind.known else "".join(kind.classes[:2]) or kind.tag
    word = me
    k1 = kinds[i + 1] if i + 1 < n else None
    k2 = kinds[i + 2] if i + 2 < n else None
    j1 = kinds[i - 1] if i else None
    j2 = kinds[i - 2] if i > 1 else None
    t1 = k1.tag if k1 else "|"
    t2 = k2.tag if k2 else "|"
    s1 = j1.tag if j1 else "|"
    s2 = j2.tag if j2 else "|"
    run = view.run_of[i]
    right = "".join(runs[run + 1 : run + 5]) or "|"
    left = "".join(runs[max(0, run - 3) : max(run, 0)]) or "|"
    subject, gap = _subject(view, run)
    object_ = heads[run + 1] if run + 1 < len(runs) else ""
    place = f"{view.marked[i] > 0:d}{view.marked[n] > view.marked[i]:d}{segment.inside >= 0:d}"
    tag = kind.tag
    return [
        "b",
        f"A{s1}{tag}{t1}", f"B{tag}{t1} {t2}", f"C{s2} {s1}{tag}", f"D{word}{t1}", f"E{s1} {word}",
        f"F{word} {k1.lower if k1 and k1.known else t1}", f"G{j1.lower if j1 and j1.known else s1} {word}",
        f"H{tag}{right[:2]}", f"H{tag}{right[:3]}", f"H{tag}{right}", f"I{word} {right[:2]}", f"I{word} {right[:3]}",
        f"J{tag}{left[-2:]}", f"J{tag}{left}", f"K{word} {left[-2:]}", f"K{word} {left[-1:]}",
        f"L{tag}{left[-2:]}_{right[:2]}", f"L{word} {left[-1:]}_{right[:2]}",
        f"M{gap}{subject}", f"M{word} {subject}", f"N{tag}{object_}", f"O{word} {object_}",
        f"P{place}", f"P{place}{word}", f"P{place}{tag}", f"Q{i == segment.core:d}{s1}{word}",
        *_listed(view.matches.get(i), place, left, right),
    ]  # fmt: skip


def _listed(match: CueMatch | None, place: str, left: str, right: str) -> list[str]:
    """Return what the cue lexicon says of a word."""
    if match is None:
        return ["X"]
    entry = match.entry
    weight = int(entry.weight * 10)
    return [
        f"X{weight}", f"X{weight} {right[:2]}", f"X{weight} {left[-1:]}_{right[:1]}", f"X{weight} {place}",
        f"Y{entry.lemma}", f"Y{entry.lemma} {right[:2]}", f"Y{entry.lemma} {left[-1:]}",
        f"Z{match.form}{entry.mode[0]} {right[:2]}", f"Z{match.last - match.first}",
    ]  # fmt: skip


def _subject(view: View, run: int) -> tuple[str, int]:
    """Return the head of the noun run that could be the subject, looking over verbs and commas, and how far it was."""
    r = run - 1
    low = max(-1, run - 5)
    while r > low:
        chunk = view.runs[r]
        if chunk == "N":
            return view.heads[r], run - r
        if chunk not in "Vnbt,wg":
            break
        r -= 1
    return "-", 0


def span_unit(kind: Kind, place: int, side: str) -> list[str]:
    """Return the features that a unit gives to the one `place` before or after it, on one side of the cue."""
    if place == 0:
        return [*kind.near, *[side + name for name in kind.near]]
    names = kind.near if -1 <= place <= 1 else kind.far
    return [f"{place}{name}" for name in names] + [f"{place}{side}{name}" for name in kind.far]


def bucket(n: int) -> int:
    """Return a distance coarsened: exact to 4, then by doubling."""
    return n if n < 5 else 5 if n < 7 else 7 if n < 11 else 11 if n < 20 else 20


BUCKETS: Final = tuple(bucket(n) for n in range(21))


def cue_name(kind: Kind) -> str:
    """Return what the cue is called in features: its word if that is common property, else its classes and tag."""
    return kind.lower if kind.known else kind.tag + "".join(kind.classes[:2])


Key = tuple[object, ...]


def path_of(runs: Sequence[str], x: int, y: int) -> str:
    """Return the symbols of the runs between runs x and y, from left to right; the middle of a long way left out."""
    low, high = (x, y) if x < y else (y, x)
    if high - low > 7:
        return "".join(runs[low + 1 : low + 4]) + "~" + "".join(runs[high - 3 : high])
    return "=" if low == high else "".join(runs[low + 1 : high])


def unit_keys(view: View, a: int, p: int, name: str, others: Sequence[int]) -> tuple[Key, Key, Key]:
    """Return the keys of unit p under the cue at unit a, one for each function of `UNIT_GROUPS`.

    A key holds all that the features of its group depend on, so that inference can keep their sum by it.
    """
    kinds, run_of, commas_at, marked_at, verbs_at = view.kinds, view.run_of, view.commas, view.marked, view.verbs
    n = len(kinds)
    kind = kinds[p]
    if p < a:
        side, low, high, far = "L", p, a, a - p
    else:
        side, low, high, far = "R", a + 1, p, p - a
    step = BUCKETS[min(abs(run_of[p] - run_of[a]), 20)]
    commas = min(commas_at[high] - commas_at[low], 3)
    around = (1 if marked_at[a] else 0) + (2 if marked_at[n] > marked_at[a] else 0)
    segment = view.segment
    near = min(far, 3)
    return (
        (side, kinds[p - 1].tag if p else "|", kind.tag, kinds[p + 1].tag if p + 1 < n else "|", near),
        (
            side, kind.chunk, step, commas,
            min(verbs_at[high] - verbs_at[low], 3),
            min(marked_at[high] - marked_at[low], 2), min(others[high] - others[low], 2), around,
            segment.core <= p < segment.core_end, kinds[a].tag,
            BUCKETS[min(far, 20)], n - p < 3, p == segment.core,
        ),
        (side, name, kind.chunk, kind.tag, step, near, commas, around),
    )  # fmt: skip


def run_keys(view: View, a: int, p: int, name: str) -> tuple[Key, Key, Key, Key]:
    """Return the keys that unit p shares with the other units of its run and chunk, one for each of `RUN_GROUPS`."""
    kinds, runs, run, cue = view.kinds, view.runs, view.run_of[p], view.run_of[a]
    side = "L" if p < a else "R"
    chunk = kinds[p].chunk
    path = path_of(runs, run, cue)
    before = runs[run - 1] if run > 0 else "|"
    after = runs[run + 1] if run + 1 < len(runs) else "|"
    head = view.heads[run] if run >= 0 else ""
    return (
        (side, path, chunk, before, after, kinds[a].tag),
        (side, name, path, chunk),
        (side, head, BUCKETS[min(abs(run - cue), 20)], before, after, path[:3] if side == "L" else path[-3:]),
        (side, kinds[a - 1].tag if a else "|", kinds[a + 1].tag if a + 1 < len(kinds) else "|", chunk),
    )


def _tags(side: str, before: str, tag: str, after: str, far: int) -> list[str]:
    return [
        f"E{side}{before} {tag}",
        f"F{side}{tag} {after}",
        f"N{side}{before} {tag}{far}",
        f"S{before} {tag} {after}",
    ]


def _place(
    side: str, chunk: str, step: int, commas: int, verbs: int, marked: int, cues: int, around: int, core: bool,
    cue: str, far: int, last: bool, first: bool,
) -> list[str]:  # fmt: skip
    return [
        "b" + side, f"B{side}{far}", f"B{side}{far}{chunk}", f"C{side}{step}{chunk}", f"C{side}{step}{chunk}{commas}",
        f"D{side}{commas}{verbs}{marked}", f"Da{side}{commas}{chunk}", f"Db{side}{verbs}{chunk}",
        f"Dc{side}{marked}{chunk}", f"Dd{side}{cues}", f"De{side}{cues}{verbs}", f"I{side}{around}",
        f"I{side}{around}{chunk}{commas}", f"K{core:d}{chunk}{side}", f"L{side}{around}{verbs}{commas}",
        f"O{side}{cue}{around}{marked}{chunk}", f"P{side}{last:d}{first:d}",
    ]  # fmt: skip


def _by_cue(side: str, name: str, chunk: str, tag: str, step: int, far: int, commas: int, around: int) -> list[str]:
    return [
        f"A{side}{name}", f"G{side}{name} {step}", f"G{side}{name} {chunk}{far}", f"H{side}{name} {tag} {commas}",
        f"M{side}{name}{around}", f"Ma{side}{name}{chunk}{around}",
    ]  # fmt: skip


def _by_path(side: str, path: str, chunk: str, before: str, after: str, cue: str) -> list[str]:
    return [
        f"Q{side}{path} {chunk}",
        f"Qa{side}{path} {chunk}{after}",
        f"Qb{side}{path} {chunk}{before}",
        f"Qc{side}{path} {chunk}{cue}",
        f"Qd{side}{before}{chunk}{after}",
    ]


def _by_cue_and_path(side: str, name: str, path: str, chunk: str) -> list[str]:
    return [f"R{side}{name} {path} {chunk}"]


def _by_head(side: str, head: str, step: int, before: str, after: str, path: str) -> list[str]:
    return (
        [f"T{side}{head} {step}", f"T{side}{head} {path}", f"Ta{side}{head}{after}", f"Tb{side}{head}{before}"]
        if head
        else []
    )


def _by_neighbours(side: str, before: str, after: str, chunk: str) -> list[str]:
    return [f"J{side}{before} {after}", f"J{side}{before} {after}{chunk}"]


Group = Callable[..., list[str]]
UNIT_GROUPS: Final[tuple[Group, Group, Group]] = (_tags, _place, _by_cue)
RUN_GROUPS: Final[tuple[Group, Group, Group, Group]] = (_by_path, _by_cue_and_path, _by_head, _by_neighbours)


def cue_features(view: View, i: int, edge: Kind) -> list[str]:
    """Return all features of unit i as a possible cue; `edge` is the kind beyond the segment."""
    kinds, n = view.kinds, len(view.kinds)
    units = (cue_unit(kinds[i + p] if 0 <= i + p < n else edge, p) for p in CUE_PLACES)
    return [*(name for names in units for name in names), *cue_context(view, i)]


def span_features(view: View, a: int, p: int, others: Sequence[int], edge: Kind | None = None) -> list[str]:
    """Return all features of unit p under the cue at unit a; those of units beyond the segment only with an `edge`."""
    kinds, n = view.kinds, len(view.kinds)
    side = "L" if p < a else "R"
    beside = ((kinds[p + d] if 0 <= p + d < n else edge, d) for d in SPAN_PLACES)
    found = [name for kind, d in beside if kind is not None for name in span_unit(kind, d, side)]
    name = cue_name(kinds[a])
    keys = (*unit_keys(view, a, p, name, others), *run_keys(view, a, p, name))
    return [*found, *(f for group, key in zip((*UNIT_GROUPS, *RUN_GROUPS), keys, strict=True) for f in group(*key))]
