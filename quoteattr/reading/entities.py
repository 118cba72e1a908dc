"""Character entities (“&ldquo;Never,&rdquo; said Ada”), and marks in a mistaken encoding, as what they stand for.

Text that was taken from HTML may still have them, and stages would see an ampersand and a word.  Marks and dashes in
UTF-8 that were decoded as Windows-1252 or Latin-1 (“â€œNever,â€ said Ada”) are replaced the same way.

Limits: only entities that a semicolon closes count, since “&copy” may be the word of an address; letters whose encoding
was mistaken are left as they are.
"""

import html
from collections.abc import Iterator
from typing import Final

import regex

from quoteattr.reading.replaced import Replaced

_MISTAKEN: Final = {  # by the third of the characters that one mark became, "" where it was lost
    "œ": "“", "\x9c": "“", "": "”", "\x9d": "”", "\N{REPLACEMENT CHARACTER}": "”", "˜": "‘", "\x98": "‘", "™": "’",
    "\x99": "’", "”": "—", "\x94": "—", "“": "–", "\x93": "–", "¦": "…",
}  # fmt: skip
_BROKEN: Final = ("â€", "â\x80")
_ENTITY: Final = regex.compile(
    rf"&(?:#\d{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z]{{2,24}}\d{{0,2}});|â[€\x80][{''.join(_MISTAKEN)}]?"
)


def entities(text: str) -> Iterator[Replaced]:
    """Yield each entity with what it stands for."""
    odd = "&" in text or any(broken in text for broken in _BROKEN)
    for match in _ENTITY.finditer(text) if odd else ():
        meant = _MISTAKEN[match[0][2:]] if match[0][0] == "â" else html.unescape(match[0])
        if meant != match[0]:
            yield Replaced(match.start(), match.end(), meant)
