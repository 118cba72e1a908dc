"""Dialogue set with a leading dash (Joyce: "―O yes, Stephen said."), told from lists and signatures.

A paragraph that opens with a dash is speech only if the text makes a habit of it: at least two such paragraphs, not
fewer than open with a quotation mark, and half of them sound like talk (they ask, exclaim, or say I, you, yes, no).
A line such as "— Jane Doe, historian" signs what stands before it: short, without an end of its own, names first.
The region runs to the end of its paragraph; cutting out the tag is the work of linking.

A plain hyphen marks lists far more often.  It opens speech in a text without such dashes only if a line that it opens
has the tag of speech (“- Where is it? asked Marko.”) and half of them sound like talk, or if the text has the times
of subtitles.

Limits: a text with a single line of such dialogue needs the horizontal bar, which nothing else uses.
"""

from collections.abc import Mapping
from typing import Final

import regex

from quoteattr.models import Span
from quoteattr.reading import Reading

_DASH: Final = regex.compile(r"(?:[―—–]|--)(?!-)[ \u00a0]*(?=[\w'’‘\"“….(¿¡_*])")
_HYPHEN: Final = regex.compile(r"-[ \u00a0]?(?=[\w'’‘\"“….(¿¡_*])")
_TAGGED: Final = regex.compile(
    r"[,?!…] (?:said|asked|cried|answered|replied|whispered|muttered|shouted) (?:\p{Lu}|(?:the|he|she|his|her)\b)"
)
_TIMES: Final = " --> "  # between the times of a subtitle
_TALK: Final = regex.compile(
    r"[?!]|\b(?:I|you|your|we|me|my|us|yes|no|oh|what|why|it's|that's|\p{L}+n't|\p{L}+'(?:ll|re|ve)|said|says|asked"
    r"|answered|cried|called|whispered|muttered|murmured|replied|shouted)\b",
    regex.IGNORECASE,
)
_MARKED: Final = regex.compile(r"^ *[\"“„«]", regex.MULTILINE)
_ENDS: Final = regex.compile(r"[.!?…:;,—–-]['\"’”»)]*$")
_SIGNED: Final = regex.compile(r"\p{Lu}")
SIGNATURE: Final = 90  # characters; a signature is a line


def dash_starts(reading: Reading) -> dict[int, Span]:
    """Return, by paragraph, the dash that opens its dialogue."""
    found = _openings(reading, _DASH)
    if not found:
        return _hyphens(reading)
    marked = sum(1 for _ in _MARKED.finditer(reading.folded))
    bars = sum(reading.text[span.start] == "\N{HORIZONTAL BAR}" for span in found.values())
    habit = bars > 0 or (len(found) > 1 and _sound_spoken(reading, found))
    return found if habit and marked <= len(found) else {}


def _openings(reading: Reading, dash: "regex.Pattern[str]") -> dict[int, Span]:
    """Return the dashes that open paragraphs which are no signatures."""
    found = {}
    for i, paragraph in enumerate(reading.paragraphs):
        match = dash.match(reading.folded, paragraph.start, paragraph.end)
        if match and not _is_signature(reading.folded, match.end(), paragraph.end):
            found[i] = Span(match.start(), match.end())
    return found


def _sound_spoken(reading: Reading, found: Mapping[int, Span]) -> bool:
    """Tell whether half of some paragraphs sound like talk."""
    return 2 * _count(reading, found, _TALK) >= len(found)


def _count(reading: Reading, found: Mapping[int, Span], pattern: "regex.Pattern[str]") -> int:
    """Return how many of some paragraphs have a pattern behind their dash."""
    text, paragraphs = reading.folded, reading.paragraphs
    return sum(pattern.search(text, span.end, paragraphs[i].end) is not None for i, span in found.items())


def _hyphens(reading: Reading) -> dict[int, Span]:
    """Return, by paragraph, the hyphens that open speech, as a tag or the times of subtitles show."""
    found = _openings(reading, _HYPHEN) if "\n-" in reading.folded else {}
    tagged = len(found) > 1 and _sound_spoken(reading, found) and _count(reading, found, _TAGGED) > 0
    return found if tagged or (len(found) > 1 and _TIMES in reading.folded) else {}


def _is_signature(text: str, start: int, end: int) -> bool:
    return (
        end - start <= SIGNATURE
        and bool(_SIGNED.match(text, start))
        and not _ENDS.search(text, max(start, end - 6), end)
    )
