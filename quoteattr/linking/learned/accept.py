"""Whether what was read off a cue is a report at all: the features of the last decision, and its probability.

A decoded cue is judged as a whole: how sure the two stages before were, whether it has a source and of what
kind, what shape its content has and where it stands, what the cue is, and how it sits among the other
candidates of its segment (inside another's content, with nearly the same content as a surer one).  Graded values become
steps ("z>8"), so that every feature is a string with one whole-number weight.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.linking.learned.features import Group, Key, View, bucket, cue_name
from quoteattr.linking.learned.proposals import Proposal

SURE: Final = (-16, -8, 0, 8, 16, 24, 32, 48, 64, 80)  # steps of the cue's score, in sixteenths
CLEAR: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.88, 0.94)  # steps of how far content and source are as expected


@attrs.frozen(eq=False)
class Decoded:
    """A cue at unit `cue` of a view with its labelled units: source and content as sets of units.

    `score` is the cue's, in sixteenths of the log odds; `extent` the expected share of the content that the true
    one has in common with it, `named` the probability of the source's surest word, `spare` that of the surest word
    left out of both.
    """

    view: View
    cue: int
    score: int
    extent: float
    named: float
    spare: float
    source: frozenset[int]
    content: frozenset[int]
    ruled: bool = False  # whether source and content are those that a rule proposed

    @property
    def proposal(self) -> Proposal | None:
        """Return what a rule proposed for the cue."""
        return self.view.proposals.get(self.cue)

    def overlap(self, other: "Decoded") -> float:
        """Return the share of units of either content that are in both."""
        return len(self.content & other.content) / len(self.content | other.content)


def accept_features(one: Decoded, group: Sequence[Decoded]) -> list[str]:
    """Return the features of a decoded cue among all those of its segment."""
    keys = accept_keys(one, group)
    return [name for group_, key in zip(ACCEPT_GROUPS, keys, strict=True) for name in group_(*key)]


def accept_keys(one: Decoded, group: Sequence[Decoded]) -> tuple[Key, ...]:
    """Return the keys of a decoded cue, one for each of `ACCEPT_GROUPS`, as for the other models (see `features`)."""
    return (_graded(one), *_framed(one), _company(one, [other for other in group if other is not one]), _agreed(one))


def _graded(one: Decoded) -> Key:
    e, n, s = one.extent, one.named, one.spare
    steps = (bisect_left(CLEAR, value) for value in (e, n, s))
    return bisect_left(SURE, one.score), *steps, int(e * 5), int(n * 4), int(e * 4), max(-2, min(one.score // 16, 4))


def _grades(score: int, e: int, n: int, s: int, e5: int, n4: int, e4: int, z: int) -> list[str]:
    names = [f"z>{step}" for step in SURE[:score]]
    for letter, passed in (("e", e), ("n", n), ("s", s)):
        names += [f"{letter}>{step}" for step in CLEAR[:passed]]
    return ["b", *names, f"en{e5}{n4}", f"ez{e4}{z}"]


def _framed(one: Decoded) -> tuple[Key, ...]:
    view, u, content = one.view, one.cue, sorted(one.content)
    kinds = view.kinds
    kind, name = kinds[u], cue_name(kinds[u])
    k, n = bisect_left(content, u), len(content)
    before = [i for i in one.source if i < u]
    chunks = [kinds[i].chunk for i in content]
    quoted = chunks.count("Q")
    shape = "Q" if quoted and n - quoted <= 1 else "M" if quoted else "N"
    side = ("L" if k else "") + ("R" if k < n else "")
    where = "L" if before else "R" if one.source else "-"
    opening = kinds[content[k] if k < n else content[0]]
    gap = content[k] - u if k < n else u - content[k - 1]
    step = u - max(before) if before else min(one.source) - u if one.source else 0
    classes, end = "".join(kind.classes[1:]), content[-1]
    return (
        (name, kind.tag, classes, side + where + shape, opening.lower or opening.tag),
        (name, classes, where, source_head(one)),
        (name, bucket(n), shape, view.segment.inside >= 0),
        (min(gap, 6), side, min(step, 8), where),
        (kinds[end].tag, kinds[end + 1].tag if end + 1 < len(kinds) else "|", kinds[content[0]].tag),
        (name, kind.tag, classes, "V" in chunks, shape, where),
    )


def _frame(name: str, tag: str, classes: str, frame: str, first: str) -> list[str]:
    return [
        f"A{name}", f"B{frame}", f"C{name} {frame}", f"D{name} {first}", f"E{tag} {first}", f"F{tag} {frame}",
        f"Q{classes}", f"R{classes} {frame}",
    ]  # fmt: skip


def _head(name: str, classes: str, where: str, head: str) -> list[str]:
    return [f"G{head}", f"H{name} {head}", f"I{where}{head}", f"S{classes} {head}"]


def _size(name: str, size: int, shape: str, inside: bool) -> list[str]:
    return [f"L{size}{shape}", f"M{name} {size}", f"N{inside:d}", f"O{name}{inside:d}"]


def _distance(gap: int, side: str, step: int, where: str) -> list[str]:
    return [f"J{gap}{side}", f"K{step}{where}"]


def _edges(last: str, after: str, first: str) -> list[str]:
    return [f"P{last} {after}", f"T{first}"]


def _verb(name: str, tag: str, classes: str, verb: bool, shape: str, where: str) -> list[str]:
    return [f"U{verb:d}{shape}", f"V{name}{verb:d}{shape}", f"W{tag}{classes}{verb:d}{shape}{where}"]


def source_head(one: Decoded) -> str:
    """Return the head of the source's first noun phrase, "-" where there is no source."""
    head = "-"
    for i in sorted(one.source):
        kind = one.view.kinds[i]
        if kind.chunk == "N":
            head = kind.head
        elif head != "-":
            break
    return head


def _company(one: Decoded, others: Sequence[Decoded]) -> Key:
    u = one.cue
    rank = sum(other.score > one.score for other in others)
    held = max((other.score for other in others if u in other.content), default=None)
    named = any(u in other.source for other in others)
    surer = max((one.overlap(other) for other in others if other.score > one.score), default=0.0)
    weaker = max((one.overlap(other) for other in others if other.score <= one.score), default=0.0)
    shares = surer > 0.5, surer > 0.9, weaker > 0.5, weaker > 0.9
    return min(rank, 3), min(len(others), 4), named, held is not None, (held or 0) > 0, *shares


def _among(rank: int, others: int, named: bool, held: bool, sure: bool, *shares: bool) -> list[str]:
    a, b, c, d = shares
    return [f"X{rank}{others}", f"Y{named:d}", f"Z{held:d}{sure:d}", f"a{a:d}{b:d}", f"c{c:d}{d:d}"]


def _agreed(one: Decoded) -> Key:
    """Return how far a rule agrees about the cue, and whether this is its own version."""
    proposal = one.proposal
    if proposal is None:
        return (one.view.kinds[one.cue].tag,)
    shared = len(one.content & proposal.content) / len(one.content | proposal.content)
    same = bool(one.source & proposal.source) or not (one.source or proposal.source)
    alike = f"{sum(shared >= step for step in (0.2, 0.5, 0.8, 0.99))}{same:d}{one.ruled:d}"
    return "", proposal.rule, alike, int(proposal.told.confidence * 8)


def _agreement(tag: str, rule: str = "", alike: str = "", confidence: int = 0) -> list[str]:
    if not rule:
        return ["r-", f"r-{tag}"]
    return [f"r{rule}", f"r{alike}", f"r{rule}{alike}", f"r{confidence}{alike}"]


ACCEPT_GROUPS: Final[tuple[Group, ...]] = (
    _grades, _frame, _head, _size, _distance, _edges, _verb, _among, _agreement,
)  # fmt: skip
