"""Dialogue set with a leading dash (Joyce: "―O yes, Stephen said."), told from lists and signatures.

A paragraph that opens with a dash is speech only if the text makes a habit of it: at least two such paragraphs, not
fewer than open with a quotation mark, and half of them sound like talk (they ask, exclaim, or say I, you, yes, no).
A line such as "— Jane Doe, historian" signs what stands before it: short, without an end of its own, names first.
The region runs to the end of its paragraph; cutting out the tag is the work of linking.

Limits: a plain hyphen is never taken for a dialogue dash, for it marks lists far more often; a text
with a single line of such dialogue needs the horizontal bar, which nothing else uses.
"""

from typing import Final

import regex

from quoteattr.models import Span
from quoteattr.reading import Reading

_DASH: Final = regex.compile(r"(?:[―—–]|--)(?!-)[ \u00a0]*(?=[\w'’‘\"“….(¿¡_*])")
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
    found = {}
    for i, paragraph in enumerate(reading.paragraphs):
        match = _DASH.match(reading.folded, paragraph.start, paragraph.end)
        if match and not _is_signature(reading.folded, match.end(), paragraph.end):
            found[i] = Span(match.start(), match.end())
    if not found:
        return {}
    spoken = [i for i in found if _TALK.search(reading.folded, found[i].end, reading.paragraphs[i].end)]
    marked = sum(1 for _ in _MARKED.finditer(reading.folded))
    bars = sum(reading.text[span.start] == "\N{HORIZONTAL BAR}" for span in found.values())
    habit = bars > 0 or (len(found) > 1 and 2 * len(spoken) >= len(found))
    return found if habit and marked <= len(found) else {}


def _is_signature(text: str, start: int, end: int) -> bool:
    return (
        end - start <= SIGNATURE
        and bool(_SIGNED.match(text, start))
        and not _ENDS.search(text, max(start, end - 6), end)
    )
