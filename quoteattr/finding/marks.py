"""Which stretches of a text stand in quotation marks, and which marks are odd.

In three steps.  `marks_signs` looks at each mark by itself and says what it would cost to let it open, close or be no
quotation mark; `marks_paths` reads the signs of a paragraph together in the cheapest way; here the reading
becomes regions.  Dialogue set with a leading dash has no closing mark: `marks_dashes` tells it from lists.

A region never leaves its paragraph.  A speech of several paragraphs, each opening with a mark and only the last
closing, is one region a paragraph, and all but the first `continue` the one before.  A mark that nothing closes
opens a region to the end of its paragraph, or of the region around it.

Limits: where a later paragraph of a speech lacks its opening mark, its closing mark is a stray one.
"""

from collections.abc import Iterator, Sequence

from quoteattr.finding.marks_dashes import dash_starts
from quoteattr.finding.marks_paths import DEEP, NEITHER, OPEN, STRAY, cheapest
from quoteattr.finding.marks_signs import APOSTROPHE, FAMILY, Habits, Sign, habits_of, signs
from quoteattr.finding.regions import Marks, MarkStyle, Region
from quoteattr.models import Diagnostic, DiagnosticCode, Span
from quoteattr.reading import Paragraph, Reading


def find_regions(reading: Reading) -> Marks:
    """Return the marked regions of a text, by their start, a parent before its children."""
    habits = habits_of(reading.text)
    dashes = dash_starts(reading)
    builder = _Builder(reading.text)
    rows = [_worthwhile(row) for row in _by_paragraph(reading.paragraphs, signs(reading.text, habits))]
    for i, (paragraph, row) in enumerate(zip(reading.paragraphs, rows, strict=True)):
        if not (row or i in dashes or builder.is_open):
            continue
        following = _openings(reading.paragraphs[i + 1], rows[i + 1]) if i + 1 < len(rows) else []
        builder.begin(paragraph, dashes.get(i))
        for sign, move in zip(row, _moves(row, habits, following), strict=True):
            builder.take(sign, move)
        builder.finish()
    return builder.marks()


def _by_paragraph(paragraphs: Sequence[Paragraph], found: Iterator[Sign]) -> Iterator[list[Sign]]:
    sign = next(found, None)
    for paragraph in paragraphs:
        row: list[Sign] = []
        while sign is not None and sign.end <= paragraph.end:
            if sign.start >= paragraph.start:
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
    if all((s.opens == 0.0 < s.closes) if i % 2 == 0 else (s.closes == 0.0 < s.opens) for i, s in enumerate(row)) and (
        len(row) % 2 == 0 and len({s.kind for s in row}) == 1 and FAMILY[row[0].kind] is not MarkStyle.SINGLE
    ):
        return [OPEN, 0] * (len(row) // 2)
    return cheapest(row, nested_single=0.5 if habits.doubles and not habits.single else 0.0, followed_by=following)


class _Builder:
    """Turns moves into regions, paragraph by paragraph; regions are rows until the end, because they close late."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[Sign | Span] = []
        self._ends: list[tuple[int, int]] = []
        self._styles: list[MarkStyle] = []
        self._parents: list[int | None] = []
        self._depths: list[int] = []
        self._closed: list[bool] = []
        self._continues: list[bool] = []
        self._odd: list[Diagnostic] = []
        self._stack: list[int] = []
        self._waiting: list[int] = []
        self._paragraph: Paragraph | None = None
        self._edge = 0

    @property
    def is_open(self) -> bool:
        """Whether the paragraph before has left anything open."""
        return bool(self._stack)

    def begin(self, paragraph: Paragraph, dash: Span | None) -> None:
        """Start a paragraph, and its dialogue if it opens with a dash."""
        self._paragraph, self._edge = paragraph, paragraph.start
        self._waiting, self._stack = self._stack, []
        if dash is not None:
            self._push(dash, MarkStyle.DASH, carried=False)

    def take(self, sign: Sign, move: int) -> None:
        """Carry out one move."""
        if move == OPEN:
            carried = sign.start == self._edge and self._carries(FAMILY[sign.kind])
            self._edge = sign.end if sign.start == self._edge else -1
            self._push(sign, FAMILY[sign.kind], carried)
        elif move == STRAY:
            self._note(DiagnosticCode.STRAY, Span(sign.start, sign.end), "a closing mark without an opening one")
        elif move != NEITHER:
            for _ in range(move):
                self._leave_open(self._stack.pop(), sign.start)
            self._close(self._stack.pop(), sign.start, sign.end, closed=True)

    def finish(self) -> None:
        """End a paragraph: what is open ends here, and may go on in the next one."""
        assert self._paragraph is not None
        self._settle(self._waiting)
        end = self._paragraph.end
        for region in self._stack:
            self._close(region, end, end, closed=self._styles[region] is MarkStyle.DASH)
        self._stack = [region for region in self._stack if not self._closed[region]]

    def _settle(self, regions: Sequence[int]) -> None:
        """Note the regions that no later paragraph can carry on."""
        for region in regions:
            self._note(DiagnosticCode.UNCLOSED, self._opening(region), "an opening mark without a closing one")

    def marks(self) -> Marks:
        """Return everything found."""
        self._settle(self._stack)
        rows = zip(
            self._starts,
            self._ends,
            self._styles,
            self._depths,
            self._parents,
            self._closed,
            self._continues,
            strict=True,
        )
        regions = tuple(
            Region(Span(s.start, end), Span(s.end, max(inner, s.end)), style, depth, parent, closed, continues)
            for s, (inner, end), style, depth, parent, closed, continues in rows
        )
        return Marks(regions, tuple(sorted(self._odd, key=lambda d: d.span.start)))

    def _carries(self, family: MarkStyle) -> bool:
        """Tell whether the paragraph before left such a mark open, and take that one off the list."""
        for i, region in enumerate(self._waiting):
            if self._styles[region] is family:
                self._settle(self._waiting[:i])
                del self._waiting[: i + 1]
                return True
        return False

    def _push(self, opening: Sign | Span, style: MarkStyle, carried: bool) -> None:
        self._parents.append(self._stack[-1] if self._stack else None)
        self._depths.append(len(self._stack))
        self._stack.append(len(self._starts))
        self._starts.append(opening)
        self._ends.append((opening.end, opening.end))
        self._styles.append(style)
        self._closed.append(False)
        self._continues.append(carried)

    def _close(self, region: int, inner: int, end: int, *, closed: bool) -> None:
        self._ends[region] = (inner, end)
        self._closed[region] = closed

    def _leave_open(self, region: int, end: int) -> None:
        while end > self._starts[region].end and self._text[end - 1].isspace():
            end -= 1
        self._close(region, end, end, closed=False)
        self._note(DiagnosticCode.UNCLOSED, self._opening(region), "an opening mark without a closing one")

    def _opening(self, region: int) -> Span:
        return Span(self._starts[region].start, self._starts[region].end)

    def _note(self, code: DiagnosticCode, span: Span, message: str) -> None:
        self._odd.append(Diagnostic(code=code, span=span, message=message))
