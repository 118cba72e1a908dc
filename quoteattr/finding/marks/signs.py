"""Each quotation mark of a text by itself: what it costs to take it for an opening, a closing, or no mark at all.

A glyph says little ("“" closes in German, "'" is mostly an apostrophe, people type "“" twice), its
neighbours say more, and neither decides.  So a sign carries three costs, and reading a paragraph
(`paths`) takes the cheapest way through all of its signs.  One unit is roughly "an editor would
notice"; three, "this is a misprint".

Marks that stand together (“‘ or '" or "") share the character before the first and after the last.
Apostrophes between letters never get here.  What makes a word clipped ('em, th', '60s) is data:
`elisions.tsv`.

Limits: French marks with plain spaces inside («␣mot␣») rest on the glyph alone; a feet mark after a
digit (6' ) looks like a closing mark, and is one where a quotation is open and wants closing.
"""

import functools
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import attrs
import regex

from quoteattr.data import NONE, entries
from quoteattr.finding.marks.regions import MarkStyle
from quoteattr.reading.remembered import Remembered

# Kinds of marks.  Only kinds of one family can pair.
CURLY, STRAIGHT, DOUBLED, TURNED, APOSTROPHE, BACKTICK, OUTER, INNER, CORNER, WHITE_CORNER = range(10)
FAMILY: Final = (
    MarkStyle.DOUBLE,  # CURLY: “ ” „ ‟
    MarkStyle.DOUBLE,  # STRAIGHT: "
    MarkStyle.DOUBLE,  # DOUBLED: `` '' ‘‘ ’’
    MarkStyle.SINGLE,  # TURNED: ‘ ‚ ‛
    MarkStyle.SINGLE,  # APOSTROPHE: ' ’
    MarkStyle.SINGLE,  # BACKTICK: ` ´
    MarkStyle.GUILLEMET,  # OUTER: « »
    MarkStyle.GUILLEMET,  # INNER: ‹ ›
    MarkStyle.CORNER,  # CORNER: 「 」
    MarkStyle.CORNER,  # WHITE_CORNER: 『 』
)

# What a glyph says by itself: above 0 it opens, below 0 it closes.
GLYPHS: Final = {
    "\N{LEFT DOUBLE QUOTATION MARK}": (CURLY, 2),
    "\N{RIGHT DOUBLE QUOTATION MARK}": (CURLY, -2),
    "\N{DOUBLE LOW-9 QUOTATION MARK}": (CURLY, 4),
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": (CURLY, 2),
    '"': (STRAIGHT, 0),
    "\N{FULLWIDTH QUOTATION MARK}": (STRAIGHT, 0),
    "\N{DOUBLE PRIME}": (STRAIGHT, 0),
    "\N{REVERSED DOUBLE PRIME QUOTATION MARK}": (CURLY, 2),
    "\N{DOUBLE PRIME QUOTATION MARK}": (CURLY, -2),
    "\N{LOW DOUBLE PRIME QUOTATION MARK}": (CURLY, -2),
    "``": (DOUBLED, 3),
    "''": (DOUBLED, 0),
    "\N{LEFT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}": (DOUBLED, 2),
    "\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}": (DOUBLED, -2),
    "\N{LEFT SINGLE QUOTATION MARK}": (TURNED, 2),
    "\N{SINGLE LOW-9 QUOTATION MARK}": (TURNED, 4),
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": (TURNED, 2),
    "'": (APOSTROPHE, 0),
    "\N{RIGHT SINGLE QUOTATION MARK}": (APOSTROPHE, -1),
    "`": (BACKTICK, 1),
    "\N{ACUTE ACCENT}": (BACKTICK, -2),
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": (OUTER, 1),
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": (OUTER, -1),
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": (INNER, 1),
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": (INNER, -1),
    "\N{LEFT CORNER BRACKET}": (CORNER, 6),
    "\N{RIGHT CORNER BRACKET}": (CORNER, -6),
    "\N{LEFT WHITE CORNER BRACKET}": (WHITE_CORNER, 6),
    "\N{RIGHT WHITE CORNER BRACKET}": (WHITE_CORNER, -6),
}

ORNAMENT: Final = 32  # as many of one glyph in a row part sections; they quote nothing

_SURE = "".join(glyph for glyph, (kind, _) in GLYPHS.items() if len(glyph) == 1 and kind != APOSTROPHE)
_RUN: Final = regex.compile(rf"(?:[{_SURE}]|(?<!\w)['’]|['’](?!\w))[{_SURE}'’]*")
_DOUBLED: Final = regex.compile(r"``|''|‘‘|’’|.")
_DOUBLED_LAST: Final = regex.compile(r"(?<!')'(?=''(?!'))|(?<!’)’(?=’’(?!’))|``|''|‘‘|’’|.")  # inner mark first
_TWO_STRAIGHT: Final = regex.compile(r"(?<!')''(?!')")
_CLIPPED_AFTER: Final = regex.compile(r"\w+")
_CLITIC: Final = regex.compile(r"(?:s|d|ll|re|ve)\b", regex.IGNORECASE)
_DECADE: Final = regex.compile(r"\d\d(?:s|ers?)?\b")
_TURNED_TO_OPEN: Final = regex.compile(r"(?<![\w.,!?])['‘](?=[\p{Lu}“\"])|^\s*['‘](?=\w)", regex.MULTILINE)
_CLOSES_SPEECH: Final = regex.compile(r"[.,!?…—-]['’](?![\w'’\"”“])")
_OPENS_DOUBLE: Final = regex.compile(r"[“„«]|\"(?=\w)|``|''(?=\w)(?<![\w'’]..)")
_INWARDS: Final = regex.compile(r"[»›](?<!\S.)(?=\w)|[«‹](?<=\w[.,!?]?.)(?!\S)")
_OUTWARDS: Final = regex.compile(r"[«‹](?<!\S.)(?=\w)|[»›](?<=\w[.,!?]?.)(?!\S)")

_OPENING_PUNCTUATION: Final = frozenset("([{<¿¡")
_ENDING_PUNCTUATION: Final = frozenset(".,!?…;)]}>%")


class Sign(NamedTuple):
    """One mark: characters [start, end), its kind, and the cost of each way to take it."""

    start: int
    end: int
    kind: int
    opens: float
    closes: float
    neither: float


@attrs.frozen
class Habits:
    """What a text as a whole says about its marks.

    single: speech stands in single marks; doubles: it has double marks; doubled: '' is one mark, not two.
    reversed: guillemets point inwards (»so«).
    """

    single: bool
    doubles: bool
    doubled: bool
    reversed: bool


def habits_of(text: str) -> Habits:
    """Return the habits of a text, by counts over all of it."""
    doubles = sum(1 for _ in _OPENS_DOUBLE.finditer(text))
    single = _is_single(text, doubles)
    doubled = "``" in text or "‘‘" in text
    if not doubled and not single:
        doubled = "’’" in text or ("''" in text and sum(1 for _ in _TWO_STRAIGHT.finditer(text)) > 1)
    return Habits(single, doubles > 0, doubled, _point_inwards(text))


def _point_inwards(text: str) -> bool:
    """Tell whether guillemets stand as in German books (»so«), by the words they touch."""
    if "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}" not in text and "›" not in text:
        return False
    inwards = sum(1 for _ in _INWARDS.finditer(text))
    return inwards > sum(1 for _ in _OUTWARDS.finditer(text))


def _is_single(text: str, doubles: int) -> bool:
    """Tell whether speech stands in single marks: as many closing ones follow on punctuation as doubles open."""
    closings = sum(1 for _ in _CLOSES_SPEECH.finditer(text))
    return 0 < closings >= doubles and any(True for _ in _TURNED_TO_OPEN.finditer(text))


def signs(text: str, habits: Habits, start: int = 0, end: int = sys.maxsize) -> Iterator[Sign]:
    """Yield the signs of a text, or of its paragraph [start, end), in order."""
    for run in _RUN.finditer(text, start, end):
        begin, stop = run.span()
        if stop - begin >= ORNAMENT and run[0] == run[0][0] * (stop - begin):
            continue
        before, after = _side(text, begin - 1, -1), _side(text, stop, 1)
        for at, to in _glyphs(text, begin, stop, after) if habits.doubled else pairwise(range(begin, stop + 1)):
            kind, leaning = GLYPHS[text[at:to]]
            if FAMILY[kind] is MarkStyle.SINGLE:
                edges = at == begin, at == stop - 1
                costs = _single_costs(text, at, leaning, before, after, habits, *edges)
            else:
                costs = _double_costs(kind, leaning, before, after, habits.reversed)
            yield Sign(at, to, kind, *costs)


def _glyphs(text: str, begin: int, stop: int, after: str) -> Iterator[tuple[int, int]]:
    """Yield the marks of a run where two single ones are a double one."""
    cut = _DOUBLED_LAST if after in " .-?" else _DOUBLED
    for glyph in cut.finditer(text[begin:stop]):
        yield begin + glyph.start(), begin + glyph.end()


def _side(text: str, i: int, step: int) -> str:
    """Return the class of a neighbour: " " space or edge, "a" letter, "1" digit, "(" "." "-" punctuation, "?" other."""
    for _ in range(8):  # characters of no width, and the _ and * of plain-text italics, are looked through
        if not 0 <= i < len(text):
            return " "
        if side := _SIDES[text[i]]:
            return side
        i += step
    return "?"


def _side_of(c: str) -> str:
    """Return the class of a character, "" for one that is looked through."""
    if c.isalpha():
        return "a"
    if c.isspace():
        return " "
    if c in "_*\u00ad\u200b\u200c\u200d\u2060\ufeff":
        return ""
    if c.isdigit():
        return "1"
    if c in _OPENING_PUNCTUATION:
        return "("
    if c in _ENDING_PUNCTUATION:
        return "."
    return "-" if c in "-—–―‐‑" else "?"


_SIDES: Final = Remembered(_side_of)

# How far the neighbours speak for an opening (above 0) or a closing mark.
_BEFORE: Final = {" ": 1.0, "(": 1.0, "a": -1.0, "1": -1.0, ".": -1.2, "-": 0.0, "?": 0.0}
_AFTER: Final = {" ": -1.0, ".": -1.0, "a": 1.0, "1": 1.0, "(": 0.5, "-": 0.0, "?": 0.0}


@functools.cache
def _double_costs(kind: int, leaning: int, before: str, after: str, inwards: bool) -> tuple[float, float, float]:
    if kind in (OUTER, INNER):
        leaning = -2 * leaning if inwards else 2 * leaning
    if before == " " and after == ".":
        after = "?"  # "...and then": an ellipsis
    sum_ = leaning + _BEFORE[before] + _AFTER[after]
    opens, closes = max(0.2 - sum_ / 2, 0.0) if sum_ < 0.4 else 0.0, max(0.2 + sum_ / 2, 0.0) if sum_ > -0.4 else 0.0
    if sum_ >= 1.8 or sum_ <= -1.8:
        opens, closes = opens * 1.8, closes * 1.8
    if before in "a1" and after == " ":  # a slipped space stands before the mark or after it, and not in a word's place
        opens += 1.0
    inch = before == "1" and after not in "a1" and kind in (CURLY, STRAIGHT, DOUBLED) and leaning <= 0
    return opens, closes + (0.2 if inch else 0.0), 0.8 if inch else 4.8 if abs(sum_) >= 1.8 else 3.5


def _single_costs(
    text: str, start: int, leaning: int, before: str, after: str, habits: Habits, first: bool, last: bool
) -> tuple[float, float, float]:
    """Cost one single mark: by how it stands, corrected by its glyph."""
    opening = before in " (?" or (before == "-" and after in "a1(")
    if opening and after not in " .-?":
        opens, closes, neither = _leading(text, start, habits, last)
    elif before == "." and _CLITIC.match(text, start + 1):
        opens, closes, neither = 3.5, 1.5, 0.0  # the Ph.D.'s
    elif before == ".":
        opens, closes, neither = 6.0 if after == " " else 3.5, 0.0, 3.0
    elif after in " .-?" and before in "a1":
        opens, closes, neither = _trailing(text, start, before, after, first)
    else:
        opens, closes, neither = 1.0, 1.0, 1.5
    more_to_open, more_to_close = _GLYPH_COSTS[leaning]
    if leaning >= 2 and not opening:  # ‚so‘, or typed by mistake
        more_to_open, more_to_close = 0.0, 0.6
    return max(opens + more_to_open, 0.0), closes + more_to_close, max(neither, 0.3) if leaning >= 2 else neither


# What the glyph of a single mark adds to the costs of opening and closing.  A turned mark (‘) opens, even as a badly
# set apostrophe (‘em); ’ is an apostrophe first; ` opens and ´ closes, and in code both are something else.
_GLYPH_COSTS: Final = {4: (-1.0, 3.0), 2: (-1.0, 2.0), 1: (0.0, 0.0), 0: (0.0, 0.0), -1: (1.5, 0.0), -2: (3.0, 0.0)}


def _leading(text: str, start: int, habits: Habits, last: bool) -> tuple[float, float, float]:
    """Cost a mark that a word follows: it opens, unless the word is clipped ('em, 'tis, '60s)."""
    neither = 2.5 if habits.single else 1.5
    if last:
        word = _CLIPPED_AFTER.match(text, start + 1)
        if word and word[0].lower() in clipped()[0]:
            if clipped()[0][word[0].lower()]:
                return 1.5, 4.0, 0.0
            goes_on = habits.single and text[max(0, start - 2) : start] == ", "  # “‘No,’ he said, ‘and you?’”
            return (0.0, 4.0, 1.0) if goes_on else (0.5, 4.0, 0.5)
        if _DECADE.match(text, start + 1):
            return 2.0, 4.0, 0.0
    return 0.0, 4.0, neither


def _trailing(text: str, start: int, before: str, after: str, first: bool) -> tuple[float, float, float]:
    """Cost a mark after a word: a plural's genitive ("the boys' school"), a clipped word ("th' "), or it closes."""
    if before == "1":
        return 3.5, 0.5, 0.2
    if first:
        begin = start
        while begin > 0 and start - begin < 12 and text[begin - 1].isalpha():
            begin -= 1
        word = text[begin:start].lower()
        if word in clipped()[1]:
            return 3.5, 1.0, 0.0
        if word.endswith("in") and len(word) > 3:
            return 3.5, 0.6, 0.1
        if word.endswith(("s", "x", "z")):
            return (3.5, 0.5, 0.4) if after == " " else (3.5, 0.3, 0.6)
    return (3.5, 0.5, 0.8) if after == " " else (3.5, 0.2, 1.0)


@functools.cache
def clipped() -> tuple[dict[str, bool], frozenset[str]]:
    """Return the words clipped at their start (True: the rest is no word), and those clipped at their end."""
    rows = [(word, rest == NONE) for word, rest in entries("elisions")]
    at_start = {word[1:]: sure for word, sure in rows if word[0] == "'"}
    return at_start, frozenset(word[:-1] for word, _ in rows if word[-1] == "'")
