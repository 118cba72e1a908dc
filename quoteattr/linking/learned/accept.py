"""Whether what was read off a cue is a report at all: what the last decision sees.

A decoded cue is judged as a whole: how sure the two stages before were, whether it has a source and of what
kind, what shape its content has and where it stands, what the cue is, how it sits among the other candidates of its
segment (inside another's content, with nearly the same content as a surer one), and what a rule says of it.

All that is either a whole number or a sort (“said, source on the left, quotation on the right”); a sort counts by how
often such candidates were right, so that `trees` can weigh both alike.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.linking.learned.features import MARKED, View, bucket
from quoteattr.linking.learned.proposals import Proposal

ASKED: Final = 47  # numbers and sorts together
FAR: Final = 30  # distances beyond count as this
_STEPS: Final = (0.2, 0.5, 0.8, 0.99)  # of what a rule and the models have in common


@attrs.define(eq=False)
class Decoded:
    """A cue at unit `cue` of a view with its labelled units: source and content as sets of units.

    `units` are those of the content in order, `proposal` is what a rule proposed for the cue.

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
    units: list[int] = attrs.field(init=False)
    proposal: Proposal = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.units = sorted(self.content)
        self.proposal = self.view.proposal(self.cue)

    @property
    def all_marked(self) -> bool:
        """Whether nothing of the content stands outside marks."""
        regions = self.view.segment.regions
        return -1 not in map(regions.__getitem__, self.content)

    def overlap(self, content: frozenset[int]) -> float:
        """Return the share of units of its content and of another that are in both."""
        shared = len(self.content & content)
        return shared / (len(self.content) + len(content) - shared)


def judged_by(one: Decoded, group: Sequence[Decoded]) -> tuple[list[int], list[str]]:
    """Return the numbers and the sorts of a decoded cue among all those of its segment, always as many."""
    others = [other for other in group if other is not one]
    frame = _Frame(one)
    told, agreement = _agreement(one)
    certainty = [round(100 * p) for p in (one.extent, one.named, one.spare)]
    return [one.score, *certainty, *frame.numbers(), *_company(one, others), *told], [*frame.sorts(), *agreement]


class _Frame:
    """A decoded cue by the places of its parts: source and content left or right, how far, in marks or not."""

    __slots__ = ("before", "cut", "first", "kinds", "last", "one", "quoted", "step", "verbs")

    def __init__(self, one: Decoded) -> None:
        view, u = one.view, one.cue
        self.one, self.kinds = one, view.kinds
        content = one.units
        self.cut = bisect_left(content, u)  # how many units of content stand left of the cue
        self.before = [i for i in one.source if i < u]
        self.first, self.last = content[0], content[-1]
        chunks = list(map(view.chunks.__getitem__, content))
        self.quoted, self.verbs = chunks.count("Q"), chunks.count("V")
        self.step = u - max(self.before) if self.before else min(one.source) - u if one.source else 0

    def numbers(self) -> list[int]:
        """Return distances and sizes, in units; -1 for what is not there."""
        one, n, size, cut = self.one, len(self.kinds), len(self.one.units), self.cut
        holes = self.last - self.first + 1 - size
        return [
            size, len(one.source), self.quoted, self.verbs,
            one.units[cut] - one.cue if cut < size else -1, one.cue - one.units[cut - 1] if cut else -1,
            self.step or -1, (1 if self.before else 2) if one.source else 0, holes,
            min(self.first, FAR), min(n - 1 - self.last, FAR), min(one.cue, FAR), n,
            one.view.segment.inside >= 0, one.view.counts[-1] >> MARKED,
        ]  # fmt: skip

    def sorts(self) -> list[str]:
        """Return the sorts, each with a letter of its own in front."""
        one, kinds, cut, units = self.one, self.kinds, self.cut, self.one.units
        kind, name = kinds[one.cue], kinds[one.cue].name
        shape = "Q" if self.quoted and len(units) - self.quoted <= 1 else "M" if self.quoted else "N"
        where = "L" if self.before else "R" if one.source else "-"
        frame = ("L" if cut else "") + ("R" if cut < len(units) else "") + where + shape
        opening = kinds[units[cut] if cut < len(units) else self.first]
        first = opening.lower or opening.tag
        size, head, verb = bucket(len(units)), source_head(one), self.verbs > 0
        after = one.view.kind(self.last + 1).tag
        classes = "".join(kind.classes[1:])
        return [
            f"A{name}", f"C{name} {frame}", f"D{name} {first}", f"F{kind.tag} {frame}", f"G{head}",
            f"H{name} {head}", f"I{where}{head}", f"K{min(self.step, 8)}{where}", f"L{size}{shape}", f"M{name} {size}",
            f"P{kinds[self.last].tag} {after}", f"R{classes} {frame}", f"S{classes} {head}",
            f"T{kinds[self.first].tag}", f"V{name}{verb:d}{shape}", f"W{kind.tag}{classes}{verb:d}{shape}{where}",
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


NOBODY: Final = -99  # the score of a cue that is not there


def _company(one: Decoded, others: Sequence[Decoded]) -> list[int]:
    u, score = one.cue, one.score
    if not others:
        return [0, 0, NOBODY, False, -1, -1]
    likelier = [one.overlap(other.content) for other in others if other.score > score]
    rest = [one.overlap(other.content) for other in others if other.score <= score]
    return [
        len(likelier),
        len(others),
        max([other.score for other in others if u in other.content], default=NOBODY),
        any(u in other.source for other in others),
        round(100 * max(likelier)) if likelier else -1,
        round(100 * max(rest)) if rest else -1,
    ]


def _agreement(one: Decoded) -> tuple[list[int], list[str]]:
    """Return how far a rule agrees about the cue, and whether this is its own version."""
    proposal = one.proposal
    if not proposal.rule:
        return [0, -1, 0, 0], ["r-", f"r-{one.view.kinds[one.cue].tag}"]
    shared = one.overlap(proposal.content)
    same = bool(one.source & proposal.source) or not (one.source or proposal.source)
    alike = f"{bisect_right(_STEPS, shared)}{same:d}{one.ruled:d}"
    numbers = [round(100 * proposal.told.confidence), round(100 * shared), same, one.ruled]
    return numbers, [f"r{proposal.rule}", f"r{proposal.rule}{alike}"]
