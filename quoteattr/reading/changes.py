"""Where the speaker changes inside a paragraph: between two quotations with nothing between them.

“Sugar, Ben?” “Two, please.”  Nobody closes a quotation just to open the next one, so two of them side by side are two
turns, and each is a paragraph of its own here as it is in print.  Texts whose line ends were lost have many of these;
in 16 novels thirty stand so in one paragraph, and nearly all of them are of two speakers.

Only what opens its sentence is a turn: a title before a quotation is none (on “Meet the Press.” “I won't,” he said),
nor are words that the sentence has taken in (he called it “unhinged.” “So ...”).

Limits: single marks change speakers only where the paragraph has no double ones, since those may hold them.
"""

from collections.abc import Iterator
from typing import Final

import regex

_DOUBLE: Final = regex.compile(  # the first is ended as a sentence is
    r"""[.!?…—–-]
        (?: (?P<close>") \s+ (?= " [\p{L}\p{N}…—*_'] ) | (?P<close>”) \s+ (?= “ ) | (?P<close>») \s+ (?= « ) )""",
    regex.VERBOSE,
)
_SINGLE: Final = regex.compile(r"[.!?…—–-](?P<close>')\s+(?=[‘']\p{Lu})")
_OPENING: Final = {'"': '"', "”": "“", "»": "«", "'": "'‘"}
_STOPS: Final = frozenset(".!?…\"”»'")  # what stands before a sentence
_LONGEST: Final = 2000  # characters of a turn between others in one paragraph


def changes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of a paragraph's parts of a folded text: all of it, if nobody is answered in it."""
    at = start
    double = any(text.find(mark, start, end) >= 0 for mark in '"“«')
    for match in (_DOUBLE if double else _SINGLE).finditer(text, start, end):
        if _is_turn(text, at, match.start("close")):
            yield at, match.end("close")
            at = match.end()
    yield at, end


def _is_turn(text: str, start: int, close: int) -> bool:
    """Tell whether the quotation that a mark closes opens a sentence in text[start:close]."""
    first, marks = max(start, close - _LONGEST), _OPENING[text[close]]
    opening = max(text.rfind(f" {mark}", first, close) for mark in marks)
    if opening < 0:
        return text[start] in marks and first == start
    return text[max(start, opening - 2) : opening].rstrip()[-1:] in _STOPS
