"""Character entities (“&ldquo;Never,&rdquo; said Ada”) read as what they stand for, and the way back.

Text that was taken from HTML may still have them, and stages would see an ampersand and a word.  So a text with
entities is read as the shorter text that they stand for, and offsets are moved back at the end; one without, nearly
all, is read as it is.

    >>> read_as = without_entities("&quot;Never,&quot; said Ada.")
    >>> read_as.text, read_as.given(8)
    ('"Never," said Ada.', 18)

Limits: only entities that a semicolon closes count, since “&copy” may be the word of an address.
"""

import html
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import attrs
import regex

_ENTITY: Final = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24}\d{0,2});")


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
    for match in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(match[0])
        if meant == match[0]:
            continue
        parts += [text[end : match.start()], meant]
        size += match.start() - end + len(meant)
        end = match.end()
        behind.append(size)
        added.append(end - size)
    return WithoutEntities("".join([*parts, text[end:]]), behind, added) if behind else None
