"""What the models see of a segment and of a possible cue: training writes features down, inference sums their weights.

A feature is a string.  Those of a single unit seen from a place ("the word to the left is a pronoun") come from each of
its attributes, by `cue_near` and `cue_far`; inference keeps their sums by attribute and by kind.  Those that need the
segment come in groups.  A group is a function from a small key to features: the key holds all they depend on, so
inference keeps their sum by it and spells them out only for a key it has not met.  `first_keys` and `further_keys` say
what the keys are.

To add a feature: add it to a group whose key has what it needs, or write a group and add its key.

Seen are the unit, its neighbours, the chain of chunks on either side ("N V" follows "said" in "said the plan failed",
"N ." in "said a prayer"), the noun that would be the subject, the quotations beside it.  What is seen of sources and
contents, `spans` says.
"""

from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Final

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.learned.kinds import BEYOND, Kind
from quoteattr.linking.learned.proposals import Proposal
from quoteattr.linking.learned.segments import Segment
from quoteattr.models import CueMode, CueStance

CUE_REACH: Final = 3  # units on either side of a possible cue that it sees
CUE_PLACES: Final = tuple(range(-CUE_REACH, CUE_REACH + 1))
AROUND: Final = "-0123LR"  # place and side, which stand before an attribute of a unit in a feature
EDGE: Final = "|"  # what stands beside the first and last unit, and the first and last run

Key = tuple[object, ...]
Group = Callable[..., list[str]]


# Counts of what stands before a unit share one whole number, ten bits each, so that one subtraction tells what stands
# between two units; a segment has far fewer than 1024 units.
COMMAS, VERBS, MARKED, CUES = 10, 20, 30, 40  # the lowest bits hold the run
_COUNTED: Final = {",": 1 << COMMAS, "V": 1 << VERBS, "Q": 1 << MARKED}


NO_CUE: Final = CueMatch(  # what the lexicon has where it has nothing,
    -1, -1, -1, "", CueEntry("", CueMode.SPEECH, CueStance.ASSERTED, frozenset(), 0.0), CueStance.ASSERTED
)  # fmt: skip
NO_PROPOSAL: Final = Proposal("", frozenset(), frozenset(), Attribution(content=(), verbatim=(), confidence=0.0))


class View:
    """A segment with what features of both stages need of it: runs of chunks, and where each unit stands in them.

    `runs` are the symbols of maximal runs of one chunk, with an `EDGE` at both ends; `run_of[i]` the run of unit i
    (adverbs belong to no run and point at the run before); `heads` the kind of the last noun of each noun run;
    `tags` the tags of the units with an `EDGE` at both ends, so that unit i has `tags[i + 1]`; `marked` are the first
    and last unit that is a quotation, if any is.

    `beside` are the runs before and after one, as far as asked for.

    `counts[i]` says how many commas, verbs and quotations stand before unit i, as one number (see `COMMAS`).

    Four segments in ten have no word that still looks like a cue at the second look, so what they show is made in
    steps: possible cues at once, the runs and `marked` by `look`, the rest by `look_closely`.
    """

    __slots__ = (
        "beside", "chunks", "counts", "cues", "heads", "kinds", "marked", "matches", "proposals", "run_of", "runs",
        "segment", "tags",
    )  # fmt: skip

    def __init__(self, segment: Segment, matches: Mapping[int, CueMatch], proposals: Mapping[int, Proposal]) -> None:
        self.segment = segment
        self.matches = matches
        self.proposals = proposals
        self.kinds = segment.kinds
        self.cues = self._cues()
        self.runs: list[str] = []
        self.beside: dict[int, tuple[str, str]] = {}
        self.tags: list[str] = []

    def _cues(self) -> list[int]:
        """Return the units of the sentence itself that may be a cue, by their kind or by the lexicon."""
        low, high = self.segment.core, self.segment.core_end
        told = [i for i, kind in enumerate(self.kinds[low:high], low) if kind.may_cue]
        more = [i for i in self.matches if low <= i < high and not self.kinds[i].may_cue]
        return sorted([*told, *more]) if more else told

    def match(self, i: int) -> CueMatch:
        """Return what the lexicon has of a unit; where it has nothing `NO_CUE`, without form, frames or weight."""
        return self.matches.get(i, NO_CUE)

    def proposal(self, i: int) -> Proposal:
        """Return what a rule proposes for a unit; where none does `NO_PROPOSAL`, of no rule and empty."""
        return self.proposals.get(i, NO_PROPOSAL)

    def kind(self, i: int) -> Kind:
        """Return the kind of a unit, or one that no unit has, `BEYOND`, behind the last: rules may look further."""
        return self.kinds[i] if i < len(self.kinds) else BEYOND

    def look(self) -> None:
        """Find the runs and the quotations."""
        if self.runs:
            return
        chunks = [kind.chunk for kind in self.kinds]
        runs, run_of = [EDGE], []
        last, run = "", 0
        for chunk in chunks:
            if chunk != last and chunk:
                runs.append(chunk)
                run += 1
                last = chunk
            run_of.append(run)
        runs.append(EDGE)
        self.chunks, self.runs, self.run_of = chunks, runs, run_of
        n = len(chunks)
        self.marked = (chunks.index("Q"), n - 1 - chunks[::-1].index("Q")) if "Q" in runs else (n, -1)

    def look_closely(self) -> None:
        """Find all else."""
        self.look()
        if self.tags:
            return
        self.tags = [EDGE, *[kind.tag for kind in self.kinds], EDGE]
        self.counts = list(accumulate([_COUNTED.get(chunk, 0) for chunk in self.chunks], initial=0))
        self.heads = heads = [""] * len(self.runs)
        for run, kind in zip(self.run_of, self.kinds, strict=True):
            if kind.chunk == "N":
                heads[run] = kind.head


# --- cues -----------------------------------------------------------------------------------------


def cue_near(name: str, place: int) -> list[str]:
    """Return what one of `Kind.near` of a unit at `place` from a possible cue gives."""
    return [f"{place}{name}"] if -1 <= place <= 1 else []


def cue_far(name: str, place: int) -> list[str]:
    """Return the same of one of `Kind.far`."""
    return [] if -1 <= place <= 1 else [f"{place}{name}"]


def of_unit(kind: Kind, near: Group, far: Group, *place: object) -> list[str]:
    """Return the features that the attributes of a unit give at a place."""
    return [f for group, names in ((near, kind.near), (far, kind.far)) for name in names for f in group(name, *place)]


def first_keys(view: View, i: int) -> tuple[Key, ...]:
    """Return the keys of unit i as a possible cue, one for each of `FIRST_GROUPS`."""
    kind, match = view.kinds[i], view.matches.get(i)
    left, right = _runs_beside(view, view.run_of[i])
    first, last = view.marked
    place = ("1" if first < i else "0") + ("1" if last > i else "0") + ("1" if view.segment.inside >= 0 else "0")
    return (
        (kind.tag, left, right),
        (kind.as_cue, kind.tag, place),
        (*_listed(match), place, left[-1:], right[:2]) if match else (),
    )


def further_keys(view: View, i: int) -> tuple[Key, ...]:
    """Return the keys of unit i as a possible cue, one for each of `FURTHER_GROUPS`."""
    kinds, tags, run = view.kinds, view.tags, view.run_of[i]
    n, tag, word = len(kinds), kinds[i].tag, kinds[i].as_cue
    s1, t1 = tags[i], tags[i + 2]
    s2 = tags[i - 1] if i else EDGE
    t2 = tags[i + 3] if i + 2 < n else EDGE
    after = (kinds[i + 1].lower or t1) if i + 1 < n else t1
    before = (kinds[i - 1].lower or s1) if i else s1
    left, right = _runs_beside(view, run)
    subject, gap = _subject(view, run)
    return (
        (s2, s1, tag, t1, t2),
        (word, s1, t1, before, after, i == view.segment.core),
        (word, left[-2:], right[:3]),
        (word, tag, gap, subject, view.heads[run + 1]),
    )


def _runs_beside(view: View, run: int) -> tuple[str, str]:
    """Return the runs before and after one, which the units of it share, and both looks at a unit."""
    beside = view.beside.get(run)
    if beside is None:
        runs = view.runs
        left, right = runs[max(1, run - 3) : run], runs[run + 1 : min(run + 5, len(runs) - 1)]
        beside = view.beside[run] = "".join(left) or EDGE, "".join(right) or EDGE
    return beside


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


FIRST_GROUPS: Final[tuple[Group, ...]] = (_tag_runs, _cue_place, _lexicon)  # enough to see what is no cue
FURTHER_GROUPS: Final[tuple[Group, ...]] = (_cue_tags, _cue_neighbours, _word_runs, _word_heads)


def cue_features(view: View, i: int, edge: Kind) -> list[str]:
    """Return all features of unit i as a possible cue; `edge` is the kind beyond the segment."""
    view.look_closely()
    kinds, n = view.kinds, len(view.kinds)
    beside = [(kinds[i + p] if 0 <= i + p < n else edge, p) for p in CUE_PLACES]
    units = [name for kind, place in beside for name in of_unit(kind, cue_near, cue_far, place)]
    keys = zip((*FIRST_GROUPS, *FURTHER_GROUPS), (*first_keys(view, i), *further_keys(view, i)), strict=True)
    return [*units, *(name for group, key in keys for name in group(*key))]


def bucket(n: int) -> int:
    """Return a distance coarsened: exact to 4, then by doubling."""
    return n if n < 5 else 5 if n < 7 else 7 if n < 11 else 11 if n < 20 else 20
