"""Whether what was read off a cue is a report at all: the features of the last decision, and its probability.

A decoded cue is judged as a whole: how sure the two stages before were, whether it has a source and of what
kind, what shape its content has and where it stands, what the cue is, and how it sits among the other
candidates of its segment (inside another's content, with nearly the same content as a surer one).  Graded values become
steps ("z>8"), so that every feature is a string with one whole-number weight.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from quoteattr.linking.learned.features import View, bucket, cue_name
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
    others = [other for other in group if other is not one]
    return [*_grades(one), *_frame(one), *_company(one, others), *_agreement(one)]


def _grades(one: Decoded) -> list[str]:
    names = [f"z>{step}" for step in SURE if one.score > step]
    for letter, value in (("e", one.extent), ("n", one.named), ("s", one.spare)):
        names += [f"{letter}>{step}" for step in CLEAR if value > step]
    return [
        "b",
        *names,
        f"en{int(one.extent * 5)}{int(one.named * 4)}",
        f"ez{int(one.extent * 4)}{max(-2, min(one.score // 16, 4))}",
    ]


def _frame(one: Decoded) -> list[str]:
    view, u = one.view, one.cue
    kinds = view.kinds
    kind, name = kinds[u], cue_name(kinds[u])
    left = [i for i in one.content if i < u]
    right = [i for i in one.content if i > u]
    before = [i for i in one.source if i < u]
    quoted = sum(kinds[i].quoted for i in one.content)
    shape = "Q" if quoted and len(one.content) - quoted <= 1 else "M" if quoted else "N"
    side = ("L" if left else "") + ("R" if right else "")
    where = "L" if before else "R" if one.source else "-"
    frame = side + where + shape
    opening = kinds[min(right) if right else min(left)]
    first = opening.lower if opening.known else opening.tag
    gap = min(right) - u if right else u - max(left)
    step = u - max(before) if before else min(one.source) - u if one.source else 0
    size = bucket(len(one.content))
    head = source_head(one)
    verb = any(kinds[i].chunk == "V" for i in one.content)
    end = max(one.content)
    after = kinds[end + 1].tag if end + 1 < len(kinds) else "|"
    classes = "".join(kind.classes[1:])
    inside = view.segment.inside >= 0
    return [
        f"A{name}", f"B{frame}", f"C{name} {frame}", f"D{name} {first}", f"E{kind.tag} {first}", f"F{kind.tag} {frame}",
        f"G{head}", f"H{name} {head}", f"I{where}{head}", f"J{min(gap, 6)}{side}", f"K{min(step, 8)}{where}",
        f"L{size}{shape}", f"M{name} {size}", f"N{inside:d}", f"O{name}{inside:d}", f"P{kinds[end].tag} {after}",
        f"Q{classes}", f"R{classes} {frame}", f"S{classes} {head}", f"T{kinds[min(one.content)].tag}",
        f"U{verb:d}{shape}", f"V{name}{verb:d}{shape}", f"W{kind.tag}{classes}{verb:d}{shape}{where}",
    ]  # fmt: skip


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


def _company(one: Decoded, others: Sequence[Decoded]) -> list[str]:
    u = one.cue
    rank = sum(other.score > one.score for other in others)
    held = max((other.score for other in others if u in other.content), default=None)
    named = any(u in other.source for other in others)
    surer = max((one.overlap(other) for other in others if other.score > one.score), default=0.0)
    weaker = max((one.overlap(other) for other in others if other.score <= one.score), default=0.0)
    return [
        f"X{min(rank, 3)}{min(len(others), 4)}", f"Y{named:d}", f"Z{held is not None:d}{(held or 0) > 0:d}",
        f"a{surer > 0.5:d}{surer > 0.9:d}", f"c{weaker > 0.5:d}{weaker > 0.9:d}",
    ]  # fmt: skip


def _agreement(one: Decoded) -> list[str]:
    """Return how far a rule agrees about the cue, and whether this is its own version."""
    proposal = one.proposal
    if proposal is None:
        return ["r-", f"r-{one.view.kinds[one.cue].tag}"]
    shared = len(one.content & proposal.content) / len(one.content | proposal.content)
    same = bool(one.source & proposal.source) or not (one.source or proposal.source)
    alike = f"{sum(shared >= step for step in (0.2, 0.5, 0.8, 0.99))}{same:d}{one.ruled:d}"
    return [
        f"r{proposal.rule}",
        f"r{alike}",
        f"r{proposal.rule}{alike}",
        f"r{int(proposal.told.confidence * 8)}{alike}",
    ]


def weigh(features: Sequence[str], weights: Mapping[str, tuple[int, ...]]) -> int:
    """Return the sum of the features' weights, in sixteenths of the log odds."""
    return sum(row[0] for feature in features if (row := weights.get(feature)) is not None)
