"""Where paragraphs begin and end: by blank lines, by line ends, or by both.

News as it comes from feeds has a paragraph a line; novels and mail break lines at a fixed width and leave a blank
line, or an indentation, between paragraphs.  Which of the two a text is, all its lines decide together, by the
typesetter's own test: a line was broken for want of room if the next line's first word would not have fitted into
the width of the text.  The width is that of its wider lines, as long as it is one at which people break lines.

In a wrapped text, lines without a blank line between them (a block) are one paragraph, also where one of them is a
little short: copyists re-flow, scanners lose dashes, verse and addresses are short throughout.  A block falls apart
only where a line ends a sentence with room to spare and the next one begins anew, which asks for an opening mark or
an indentation where blank lines are the habit, and for a capital where there are none.

Two lines of a block that both open with a label (“Priya: …”, “[21:04] …”, “4/5/2024, 21:04 - …”, “<nick> …”) are turns
of a talk, two that open with a bullet (“- …”) or number (“2. …”) items of a list, and so part.  So do two that open
with a mark, the first of which ends with who says it (“C.” – Dev Patel).

Whatever the text is, a line does not end its paragraph inside a quotation that a next line closes (verse, hard-wrapped
mail), nor between a quotation and its tag (“Is it far?” | asked Maud), nor after a title (“said Mrs.”).

Limits: a list in wrapped text whose items have no bullets or numbers is one paragraph; a text of two wrapped lines has
little to go by.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from quoteattr.reading.rows import Rows, code_for

WIDEST: Final = 100  # nobody breaks lines by hand or machine beyond this; a few may stick out (addresses, tables)
NARROW: Final = 80  # a longer line is a paragraph, unless all the text is wrapped
NARROWEST: Final = 30  # below this a line says nothing about the width of its text
SHARE: Final = 0.5  # of the lines that have a successor in their block, how many must be full
RUNNING_ON: Final = 0.5  # and how many must break off inside a sentence
SLACK: Final = 3

_FIRST: Final = regex.compile(r"[^ \n]+")
_ENDS: Final = regex.compile(r"[.!?:…][\"”’»')\]]*$")
_OPENS: Final = regex.compile(r"[\"“„«‘'`—–―]|--")
_TITLE: Final = regex.compile(r"\b(?:Mr|Mrs|Ms|Dr|Mme|St|Prof|Capt|Col|Rev)\.$")
_MARKS: Final = regex.compile('["“”]')
_CLOSING: Final = frozenset("\"”’»'")
_BEFORE_TAG: Final = _CLOSING | {","}  # what a line ends with that a tag may follow
_BREAKING: Final = frozenset("?!…—–-")  # before a closing mark and a tag in small letters
STANZA: Final = 12  # lines in which a quotation is looked for its end
_BEGINS: Final = regex.compile(r"[\p{Lu}\p{N}]")
_LABEL: Final = regex.compile(
    r"[-*•] |\d{1,2}[.)] |\[\d{1,4}[:/.-]\d\d?|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d"
    r"|(?:\d{1,2}:\d\d (?:[-–] )?)?(?:<[\w|^-]{1,30}> |@\w{2,30}: "
    r"|[*_]{0,3}\p{Lu}[\p{L}.'’()\[\] \d:-]{0,40}[*_]{0,3}(?:, \d{1,2}:\d\d)?:[*_]{0,3}[ \n])"
)

_CITED: Final = regex.compile(  # behind the last mark of a line
    r"""\s? (?: (?: — | – | --? ) \s? \p{Lu} [\p{L}.'’, ()-]{1,60}
              | \p{Lu} [\p{L}.'’-]* (?: [ ] \p{Lu} [\p{L}.'’-]* ){1,3} (?: ,[ ] [\p{L} -]{1,40} )? )""",
    regex.VERBOSE,
)
_QUOTED: Final = regex.compile(r"[★☆*•]{0,5}\s?[\"“]")


class Line(NamedTuple):
    """A line that is not blank: characters [start, end), spaces before it, whether it follows another one directly."""

    start: int
    end: int
    indent: int
    follows: int


def paragraph_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each paragraph of a folded text, edges trimmed, in order."""
    rows = Rows(Line, code_for(len(folded)))
    rows.extend(_lines(folded))
    lines = rows.settled()
    width = _width(folded, lines)
    inside = _inside(folded, lines)
    if not width:
        yield from _joined(lines, inside)
        return
    fresh = bytearray(b.follows and _begins_anew(folded, a, b, width) for a, b in pairwise(lines))
    spaced = sum(not line.follows for line in lines) > sum(fresh)  # blank lines are the habit
    start = lines[0].start
    for i, ((a, b), anew) in enumerate(zip(pairwise(lines), fresh, strict=True), 1):
        opens = not b.follows or _indents(folded, a, b) or _is_turn(folded, start, b.start) or _is_cited(folded, a, b)
        if i not in inside and (opens or (anew and not (spaced and not _OPENS.match(folded, b.start)))):
            yield start, a.end
            start = b.start
    yield start, lines[-1].end


def _joined(lines: Sequence[Line], inside: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line, with those together whose second is `inside` what the first began."""
    start = end = -1
    for i, line in enumerate(lines):
        if i not in inside:
            if start >= 0:
                yield start, end
            start = line.start
        end = line.end
    if start >= 0:
        yield start, end


def _inside(text: str, lines: Sequence[Line]) -> AbstractSet[int]:
    """Return the lines that begin inside a quotation which an earlier line opened and they or later ones close."""
    found: set[int] = set()
    for i in range(1, len(lines)):
        if lines[i].follows and i not in found:
            if lines[i - 1].end - lines[i - 1].start <= NARROW and _is_open(text, lines[i - 1]):
                found.update(range(i, _closing(text, lines, i) + 1))
            elif text[lines[i - 1].end - 1] in _BEFORE_TAG:
                if _is_tag(text, lines[i - 1].end, lines[i].start):
                    found.add(i)
            elif text[lines[i - 1].end - 1] == "." and _TITLE.search(text, lines[i - 1].end - 6, lines[i - 1].end):
                found.add(i)
    return found


def _is_tag(text: str, end: int, start: int) -> bool:
    """Tell whether a line that begins at `start` goes on with a quotation, or its tag, that breaks off at `end`.

    “C,” | Maud said   “C?” | asked Maud   “C”, | Maud said   “C,” she said, | “and c”
    """
    sign = text[end - 2 : end - 1] if text[end - 1] in _CLOSING else text[end - 1]
    first = text[start]
    if sign != ",":
        return sign in _BREAKING and first.islower()
    closed = text[end - 1] != "," or text[end - 2 : end - 1] in _CLOSING
    return (closed and first.isalpha()) or (
        _OPENS.match(text, start) is not None and text[start + 1 : start + 2].islower()
    )


def _is_open(text: str, line: Line) -> bool:
    """Tell whether the last mark of a line opens a quotation, by its form or what stands beside it."""
    at = max(text.rfind(mark, line.start, line.end) for mark in '"“”')
    return at >= 0 and _opens(text, at)


def _opens(text: str, at: int) -> bool:
    if text[at] != '"':
        return text[at] == "“"
    return (at == 0 or text[at - 1] in " \n([—–-") and text[at + 1 : at + 2].strip() != ""


def _closing(text: str, lines: Sequence[Line], first: int) -> int:
    """Return the line that closes a quotation left open before line `first`, `first` - 1 if none of its block does."""
    for i in range(first, min(first + STANZA, len(lines))):
        if not lines[i].follows:
            break
        if mark := _MARKS.search(text, lines[i].start, lines[i].end):
            return first - 1 if _opens(text, mark.start()) else i
    return first - 1


def _lines(text: str) -> Iterator[tuple[int, int, int, int]]:
    start, follows = 0, False
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        bare = line.lstrip(" ")
        if bare:
            indent = len(line) - len(bare)
            yield start + indent, start + indent + len(bare.rstrip(" ")), indent, follows
        follows = bool(bare)
        start = end + 1


def _width(text: str, lines: Sequence[Line]) -> int:
    """Return the width at which lines of this text are broken, or 0 where a line is a paragraph."""
    sizes = sorted([a.end - a.start for a, _ in _followed(lines)])
    if not sizes or sum(line.end - line.start > WIDEST for line in lines) > len(lines) // 20:
        return 0
    width = sizes[-1 - len(sizes) // 5]
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in _followed(lines))
    running = sum(not _ends(text, a) for a, _ in _followed(lines))
    return width if full >= SHARE * len(sizes) and running >= RUNNING_ON * len(sizes) else 0


def _followed(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """Yield each line that another one follows directly, and that other one."""
    return ((a, b) for a, b in pairwise(lines) if b.follows)


def _is_full(text: str, a: Line, b: Line, width: int) -> bool:
    """Tell whether line a had no room for the first word of line b."""
    room = width - SLACK - (a.end - a.start)
    if room < 0:
        return True
    first = _FIRST.match(text, b.start, b.end)
    return first is not None and first.end() - first.start() >= room


def _ends(text: str, line: Line) -> bool:
    return _ENDS.search(text, max(line.start, line.end - 6), line.end) is not None


def _begins_anew(text: str, a: Line, b: Line, width: int) -> bool:
    """Tell whether line a ends a sentence with room to spare and line b could begin a paragraph."""
    return bool(
        not _is_full(text, a, b, width)
        and _ends(text, a)
        and (_OPENS.match(text, b.start) or _BEGINS.match(text, b.start))
    )


def _is_turn(text: str, start: int, line: int) -> bool:
    """Tell whether a line opens with a label, as the paragraph does that it would go on."""
    return bool(_LABEL.match(text, line) and _LABEL.match(text, start))


def _is_cited(text: str, a: Line, b: Line) -> bool:
    """Tell whether lines a and b both open with a mark, and a ends with a name that its quotation is by."""
    if not (_QUOTED.match(text, b.start) and _QUOTED.match(text, a.start)):
        return False
    mark = max(text.rfind(sign, a.start, a.end) for sign in '"”')
    return mark > a.start and _CITED.fullmatch(text, mark + 1, a.end) is not None


def _indents(text: str, a: Line, b: Line) -> bool:
    """Tell whether line b is indented after the end of a sentence."""
    return b.indent > a.indent + 1 and _ends(text, a)
