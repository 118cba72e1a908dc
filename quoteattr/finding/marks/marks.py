"""Which stretches of a text stand in quotation marks, and which marks are odd.

In three steps.  `signs` looks at each mark by itself and says what it would cost to let it open, close or be no
quotation mark; `paths` reads the signs of a paragraph together in the cheapest way; here the reading
becomes regions.  Dialogue set with a leading dash has no closing mark: `dashes` tells it from lists.

A region never leaves its paragraph.  A speech of several paragraphs, each opening with a mark and only the last
closing, is one region a paragraph, and all but the first `continue` the one before.  A mark that nothing closes
opens a region to the end of its paragraph, or of the region around it.

Limits: where a later paragraph of a speech lacks its opening mark, its closing mark is a stray one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

import regex

from quoteattr.finding.marks.dashes import dash_starts
from quoteattr.finding.marks.paths import DEEP, MANY, NEITHER, OPEN, STRAY, cheapest, greedy, is_prose
from quoteattr.finding.marks.regions import Marks, MarkStyle, Region
from quoteattr.finding.marks.signs import APOSTROPHE, FAMILY, Habits, Sign, habits_of, signs
from quoteattr.models import Diagnostic, DiagnosticCode, Span
from quoteattr.reading import Paragraph, Reading
from quoteattr.reading.rows import Rows, code_for

_WORD: Final = regex.compile(r"\w")
TWICE: Final = frozenset(['""', "””"])
_STYLES: Final = tuple(MarkStyle)


def find_regions(reading: Reading) -> Marks:
    """Return the marked regions of a text, by their start, a parent before its children."""
    habits = habits_of(reading.text)
    dashes = dash_starts(reading)
    builder = _Builder(reading.text)
    rows = map(_worthwhile, _by_paragraph(reading.paragraphs, signs(reading.text, habits)))
    followed = pairwise(chain(zip(reading.paragraphs, rows, strict=True), [None]))
    for i, (here, after) in enumerate(followed):
        assert here is not None
        paragraph, row = here
        if not (row or i in dashes or builder.is_open):
            continue
        builder.begin(paragraph, dashes.get(i))
        if is_prose(row):
            builder.take(zip(row, _moves(row, habits, _openings(*after) if after else []), strict=True))
            builder.finish()
        else:
            all_ = signs(reading.text, habits, paragraph.start, paragraph.end)
            builder.take(greedy(all_, nested_single=_nested(habits)))
            builder.finish(worded=True)
    return builder.marks()


def _by_paragraph(paragraphs: Iterable[Paragraph], found: Iterator[Sign]) -> Iterator[list[Sign]]:
    """Yield the signs of each paragraph, of those with very many only as many as show that."""
    sign = next(found, None)
    for paragraph in paragraphs:
        row: list[Sign] = []
        while sign is not None and sign.end <= paragraph.end:
            if sign.start >= paragraph.start and len(row) <= MANY:
                row.append(sign)
            sign = next(found, None)
        yield row


def _worthwhile(row: list[Sign]) -> list[Sign]:
    """Return the signs without apostrophes where none of them can be a mark: most paragraphs."""
    if any(s.kind == APOSTROPHE for s in row) and not any(
        FAMILY[s.kind] is MarkStyle.SINGLE and (s.opens < 1.2 or s.closes == 0.0) for s in row
    ):
        return [s for s in row if s.kind != APOSTROPHE]
    return row


def _openings(paragraph: Paragraph, row: list[Sign]) -> list[MarkStyle]:
    """Return the families of the marks that a paragraph opens with."""
    edge, families = paragraph.start, []
    for sign in row[:DEEP]:
        if sign.start != edge or sign.opens >= 1.5:
            break
        families.append(FAMILY[sign.kind])
        edge = sign.end
    return families


def _moves(row: list[Sign], habits: Habits, following: list[MarkStyle]) -> list[int]:
    if not row:
        return []
    if _alternate(row):
        return [OPEN, 0] * (len(row) // 2)
    return cheapest(row, nested_single=_nested(habits), followed_by=following)


def _alternate(row: list[Sign]) -> bool:
    """Tell whether marks of one kind open and close in turn, beyond doubt: most paragraphs that have marks."""
    if len(row) % 2 or len({s.kind for s in row}) > 1 or FAMILY[row[0].kind] is MarkStyle.SINGLE:
        return False
    return all(s.opens == 0.0 < s.closes for s in row[::2]) and all(s.closes == 0.0 < s.opens for s in row[1::2])


def _nested(habits: Habits) -> float:
    """Return what a single mark costs outside of all others, in a text with these habits."""
    return 0.5 if habits.doubles and not habits.single else 0.0


class _Row(NamedTuple):
    """A region in the making: its opening mark, where its closing mark begins and ends, and the other fields.

    style: a place in `_STYLES`; parent: one more than its number, 0 for none.
    """

    start: int
    opened: int
    inner_end: int
    end: int
    style: int
    parent: int
    depth: int
    closed: int
    continues: int

    def region(self) -> Region:
        """Return the region."""
        return Region(
            Span(self.start, self.end),
            Span(self.opened, max(self.inner_end, self.opened)),
            _STYLES[self.style],
            self.depth,
            self.parent - 1 if self.parent else None,
            bool(self.closed),
            bool(self.continues),
        )


class _Builder:
    """Turns moves into regions, paragraph by paragraph; a region is a row until the end, because it closes late."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = Rows(_Row, code_for(len(text)))
        (self._starts, self._opened, self._inner_ends, self._ends,
         self._styles, self._parents, _, self._closed, _) = self._rows.columns  # fmt: skip
        self._odd: list[Diagnostic] = []
        self._stack: list[int] = []
        self._waiting: list[int] = []
        self._paragraph: Paragraph | None = None
        self._first = 0  # region of the paragraph
        self._edge = 0
        self._last = -1  # region of the paragraph that was closed last

    @property
    def is_open(self) -> bool:
        """Whether the paragraph before has left anything open."""
        return bool(self._stack)

    def begin(self, paragraph: Paragraph, dash: Span | None) -> None:
        """Start a paragraph, and its dialogue if it opens with a dash."""
        self._paragraph, self._edge, self._first = paragraph, paragraph.start, len(self._rows)
        self._waiting, self._stack, self._last = self._stack, [], -1
        if dash is not None:
            self._push(dash, MarkStyle.DASH, carried=False)

    def take(self, moves: Iterable[tuple[Sign, int]]) -> None:
        """Carry out what is made of the signs of the paragraph."""
        for sign, move in moves:
            self._take(sign, move)

    def _take(self, sign: Sign, move: int) -> None:
        if move == OPEN:
            carried = sign.start == self._edge and self._carries(FAMILY[sign.kind])
            self._edge = sign.end if sign.start == self._edge else -1
            self._push(sign, FAMILY[sign.kind], carried)
        elif move == STRAY:
            self._note(DiagnosticCode.STRAY, Span(sign.start, sign.end), "a closing mark without an opening one")
            self._widen(sign)
        elif move != NEITHER:
            for _ in range(move):
                self._leave_open(self._stack.pop(), sign.start)
            self._close(self._stack.pop(), sign.start, sign.end, closed=True)

    def _widen(self, sign: Sign) -> None:
        """Let a region end with a closing mark that was typed twice: “"Never."" said Ada”."""
        twice = self._text[sign.start - 1 : sign.end] in TWICE
        if twice and self._last >= 0 and self._ends[self._last] == sign.start:
            self._ends[self._last] = sign.end

    def finish(self, *, worded: bool = False) -> None:
        """End a paragraph: what is open ends here, and may go on in the next one.

        Where only `worded` regions count, those without a word are dropped and none goes on.
        """
        assert self._paragraph is not None
        self._settle(self._waiting)
        end = self._paragraph.end
        for region in self._stack:
            self._close(region, end, end, closed=_STYLES[self._styles[region]] is MarkStyle.DASH)
        self._stack = [region for region in self._stack if not self._closed[region]]
        if worded:
            self._settle(self._stack)
            self._stack = []
            self._keep_worded(self._paragraph)

    def _keep_worded(self, paragraph: Paragraph) -> None:
        """Drop the regions of the paragraph without a word in them: in what is no prose they mean nothing."""
        kept, words = list[int](), _WORD.finditer(self._text, paragraph.start, paragraph.end)
        word = next(words, None)
        for region in range(self._first, len(self._rows)):
            while word and word.start() < self._opened[region]:
                word = next(words, None)
            if word and word.start() < self._inner_ends[region]:
                kept.append(region)
        self._rows.keep(self._first, kept)
        place = {old + 1: new + 1 for new, old in enumerate(kept, self._first)}
        for region in range(self._first, len(self._rows)):
            self._parents[region] = place.get(self._parents[region], 0)

    def _settle(self, regions: Sequence[int]) -> None:
        """Note regions that nothing closes or carries on."""
        for region in regions:
            opening = Span(self._starts[region], self._opened[region])
            self._note(DiagnosticCode.UNCLOSED, opening, "an opening mark without a closing one")

    def marks(self) -> Marks:
        """Return everything found."""
        self._settle(self._stack)
        self._odd.sort(key=lambda d: d.span.start)
        return Marks(tuple(row.region() for row in self._rows), tuple(self._odd))

    def _carries(self, family: MarkStyle) -> bool:
        """Tell whether the paragraph before left such a mark open, and take that one off the list."""
        for i, region in enumerate(self._waiting):
            if _STYLES[self._styles[region]] is family:
                self._settle(self._waiting[:i])
                del self._waiting[: i + 1]
                return True
        return False

    def _push(self, opening: Sign | Span, style: MarkStyle, carried: bool) -> None:
        parent, depth, end = self._stack[-1] + 1 if self._stack else 0, len(self._stack), opening.end
        self._stack.append(len(self._rows))
        self._rows.append((opening.start, end, end, end, _STYLES.index(style), parent, depth, 0, carried))

    def _close(self, region: int, inner: int, end: int, *, closed: bool) -> None:
        self._inner_ends[region], self._ends[region], self._closed[region] = inner, end, closed
        self._last = region

    def _leave_open(self, region: int, end: int) -> None:
        while end > self._opened[region] and self._text[end - 1].isspace():
            end -= 1
        self._close(region, end, end, closed=False)
        self._settle([region])

    def _note(self, code: DiagnosticCode, span: Span, message: str) -> None:
        self._odd.append(Diagnostic(code=code, span=span, message=message))
