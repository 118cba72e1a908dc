"""Character entities (“&ldquo;Never,&rdquo; said Ada”) read as what they stand for, and the way back.

Text that was taken from HTML may still have them, and stages would see an ampersand and a word.  So a text with
entities is read as the shorter text that they stand for, and offsets are moved back at the end; one without, nearly
all, is read as it is.  Marks and dashes in UTF-8 that were decoded as Windows-1252 or Latin-1 (“â€œNever,â€ said Ada”)
are read the same way.

    >>> read_as = without_entities("&quot;Never,&quot; said Ada.")
    >>> read_as.text, read_as.given(8)
    ('"Never," said Ada.', 18)

Limits: only entities that a semicolon closes count, since “&copy” may be the word of an address; letters whose encoding
was mistaken are left as they are.
"""

import html
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import attrs
import regex

_MISTAKEN: Final = {  # by the third of the characters that one mark became, "" where it was lost
    "œ": "“", "\x9c": "“", "": "”", "\x9d": "”", "\N{REPLACEMENT CHARACTER}": "”", "˜": "‘", "\x98": "‘", "™": "’",
    "\x99": "’", "”": "—", "\x94": "—", "“": "–", "\x93": "–", "¦": "…",
}  # fmt: skip
_BROKEN: Final = ("â€", "â\x80")
_ENTITY: Final = regex.compile(
    rf"&(?:#\d{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z]{{2,24}}\d{{0,2}});|â[€\x80][{''.join(_MISTAKEN)}]?"
)


@attrs.frozen(eq=False)
class WithoutEntities:
    """A text whose entities are replaced; `behind`: where each ends in it, `added`: how much longer it is as given."""

    text: str
    behind: Sequence[int]
    added: Sequence[int]

    def given(self, offset: int) -> int:
        """Return the offset in the text as given."""
        return offset + self.added[bisect_right(self.behind, offset)]


def without_entities(text: str) -> WithoutEntities | None:
    """Return a text with its entities replaced, None if it has none."""
    parts, behind, added, end, size = list[str](), array("q"), array("q", [0]), 0, 0
    odd = "&" in text or any(broken in text for broken in _BROKEN)
    for match in _ENTITY.finditer(text) if odd else ():
        meant = _MISTAKEN[match[0][2:]] if match[0][0] == "â" else html.unescape(match[0])
        if meant == match[0]:
            continue
        parts += [text[end : match.start()], meant]
        size += match.start() - end + len(meant)
        end = match.end()
        behind.append(size)
        added.append(end - size)
    return WithoutEntities("".join([*parts, text[end:]]), behind, added) if behind else None
