"""The cheapest way to read the signs of one paragraph: which open, which close, which are no marks.

Every sign can be taken three ways, each at a cost (`signs`); what the signs have to say to each other
adds to it: a pair of unlike marks, a mark opened inside its own kind, one that is never closed or
never opened.  A few readings are carried along side by side, each with the stack of marks that are
open in it; of readings with the same stack only the cheaper stays.  So a lone misprint is paid for where it
stands and does not turn every pair behind it inside out, and `'Ross' dog is faster!'` needs no rule.

Stacks share their lower parts: a stack is the number of its top cell, cells are rows of a table.  So nesting
may be as deep as the text likes, and nothing here is recursive or quadratic.

Limits: a paragraph with tens of thousands of signs, or of little but signs, is no prose (`is_prose`); only one reading
is carried through it (`greedy`).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from quoteattr.finding.marks.regions import MarkStyle
from quoteattr.finding.marks.signs import APOSTROPHE, CURLY, DOUBLED, FAMILY, INNER, OUTER, STRAIGHT, TURNED, Sign

OPEN: Final = -1
NEITHER: Final = -2
STRAY: Final = -3
# A move of 0 or more closes: that many open marks above the one it closes stay unclosed.

WIDTH: Final = 8
MANY: Final = 20_000
FEW: Final = 200
DENSE: Final = 6  # characters to a sign, below which there is hardly a word between them
SKIP: Final = 2
DEEP: Final = 8  # speech within speech, carried over to the next paragraph, goes no deeper
COST_STRAY: Final = 2.5
COST_STRAY_SINGLE: Final = 3.2  # any apostrophe may look like one
COST_UNCLOSED: Final = 2.6

_MISMATCH: Final = {
    (CURLY, STRAIGHT): 0.4, (STRAIGHT, CURLY): 0.4, (CURLY, DOUBLED): 0.8, (DOUBLED, CURLY): 0.6,
    (DOUBLED, STRAIGHT): 0.5, (STRAIGHT, DOUBLED): 0.8, (APOSTROPHE, TURNED): 1.0, (TURNED, TURNED): 0.5,
    (OUTER, INNER): 2.5, (INNER, OUTER): 2.5,
}  # fmt: skip


# A mark inside another one of its own kind; between unlike kinds of a family it is good style.
_NESTED: Final = {STRAIGHT: 2.0, DOUBLED: 2.0, APOSTROPHE: 2.0, TURNED: 2.0}
_PRICE: Final = itemgetter(1)


class Stacks:
    """A table of stacks that share their lower parts; cell 0 is the empty stack."""

    def __init__(self) -> None:
        self.below: list[int] = [0]
        self.kind: list[int] = [-1]
        self.depth: list[int] = [0]
        self._cells: dict[tuple[int, int], int] = {}

    def push(self, cell: int, kind: int) -> int:
        """Return the stack `cell` with `kind` on top."""
        new = self._cells.get((cell, kind))
        if new is None:
            new = self._cells[cell, kind] = len(self.kind)
            self.below.append(cell)
            self.kind.append(kind)
            self.depth.append(self.depth[cell] + 1)
        return new


class OneStack:
    """A single stack in the shape of `Stacks`: a cell is a depth, and what stands above the top is overwritten."""

    below: Final = range(-1, sys.maxsize)

    def __init__(self) -> None:
        self.kind = bytearray(1)

    def push(self, cell: int, kind: int) -> int:
        """Return the stack `cell` with `kind` on top."""
        self.kind[cell + 1 :] = bytes([kind])
        return cell + 1


def cheapest(signs: Sequence[Sign], *, nested_single: float, followed_by: Sequence[MarkStyle]) -> list[int]:
    """Return one move for each sign.

    nested_single: what a single mark costs outside of all others; followed_by: the families of the marks that the
    next paragraph opens with, which cost little to leave open.
    """
    stacks = Stacks()
    beam: dict[int, float] = {0: 0.0}
    history: list[dict[int, tuple[int, int]]] = []
    for sign in signs:
        found: dict[int, tuple[float, int, int]] = {}
        for cell, cost in beam.items():
            for stack, price, move in _moves(stacks, cell, sign, nested_single):
                total = cost + price
                if stack not in found or total < found[stack][0]:
                    found[stack] = (total, cell, move)
        best = sorted(found.items(), key=lambda item: item[1][0])[:WIDTH] if len(found) > WIDTH else found.items()
        beam = {stack: total for stack, (total, _, _) in best}
        history.append({stack: (cell, move) for stack, (_, cell, move) in best})
    last = min(beam, key=lambda cell: beam[cell] + _left_open(stacks, cell, followed_by))
    return _trace(history, last)


def is_prose(signs: Sequence[Sign]) -> bool:
    """Tell whether signs of a paragraph are few and far enough between for several readings of it."""
    return len(signs) <= MANY and (len(signs) <= FEW or DENSE * len(signs) <= signs[-1].end - signs[0].start)


def greedy(signs: Iterable[Sign], *, nested_single: float) -> Iterator[tuple[Sign, int]]:
    """Yield each sign with the move that is cheapest for it by itself."""
    stack, cell = OneStack(), 0
    for sign in signs:
        cell, _, move = min(_moves(stack, cell, sign, nested_single), key=_PRICE)
        yield sign, move


def _moves(stacks: "Stacks | OneStack", cell: int, sign: Sign, nested_single: float) -> list[tuple[int, float, int]]:
    """Return (new stack, price, move) for each way to take `sign` with the stack `cell`."""
    kind, family = sign.kind, FAMILY[sign.kind]
    price = sign.opens
    if cell == 0:
        price += nested_single if family is MarkStyle.SINGLE else 0.0
    elif FAMILY[stacks.kind[cell]] is family:
        price += _NESTED.get(kind, 1.2) if stacks.kind[cell] == kind else 0.3
    moves = [(stacks.push(cell, kind), price, OPEN), (cell, sign.neither, NEITHER)]
    under, closed = cell, False
    for skipped in range(SKIP + 1):
        if under == 0:
            break
        opened = stacks.kind[under]
        if FAMILY[opened] is family:
            price = sign.closes + _MISMATCH.get((opened, kind), 0.0) + skipped * COST_UNCLOSED
            moves.append((stacks.below[under], price, skipped))
            closed = True
        under = stacks.below[under]
    if not closed:
        moves.append((cell, sign.closes + (COST_STRAY if family is not MarkStyle.SINGLE else COST_STRAY_SINGLE), STRAY))
    return moves


def _left_open(stacks: Stacks, cell: int, followed_by: Sequence[MarkStyle]) -> float:
    cost = COST_UNCLOSED * stacks.depth[cell]
    return cost - _carried(stacks, cell, followed_by) if 0 < stacks.depth[cell] <= DEEP else cost


def _carried(stacks: Stacks, cell: int, followed_by: Sequence[MarkStyle]) -> float:
    """Return what is saved by the next paragraph opening with the marks left open here, outermost first."""
    opened: list[MarkStyle] = []
    while cell:
        opened.append(FAMILY[stacks.kind[cell]])
        cell = stacks.below[cell]
    saved = 0.0
    for mine, next_ in zip(reversed(opened), followed_by, strict=False):
        if mine is not next_:
            break
        saved += COST_UNCLOSED - 0.5
    return saved


def _trace(history: list[dict[int, tuple[int, int]]], last: int) -> list[int]:
    moves: list[int] = []
    for step in reversed(history):
        last, move = step[last]
        moves.append(move)
    moves.reverse()
    return moves
