"""The signs of Markdown that stand between words: “said **Ada Byron**”, “[Ada Byron](https://…) said”, “# Heading”.

They set type and say nothing.  Emphasis is read without its stars, a link as its words, a heading without what makes it
one, a note (“the report[^1]”) and a picture as if they were not there.

A star at the beginning of a line is left where a label may stand (“**ADA** I never”): there emphasis is what tells.

Limits: emphasis by underscores and tables are read as they are; a span of words with signs between them has the signs.
"""

from collections.abc import Iterator
from typing import Final

import regex

from quoteattr.reading.replaced import Replaced

_SIGNS: Final = ("*", "](", "[^", "# ")  # a text with none of them has no Markdown
_LABEL: Final = regex.compile(
    r"(?m)^(?:[>+*-]?[ \t])*+(?P<opens>\*{1,3}+)[^*\n]{1,200}\*{1,3}+(?!(?:['’]s)?,? [\p{Ll}“\"‘])"
)
_MARKDOWN: Final = regex.compile(
    r"(?m)(?P<heading>^#{1,6}[ \t]+)(?=\S)"
    r"|(?P<left_out>\[\^\w{1,20}\](?!:)|!\[[^\[\]\n]{0,200}\]\([^()\s]{1,500}\))"
    r"|(?P<opens>\[)[^\[\]\n]{1,200}(?P<closes>\]\([^()\s]{1,500}\))"
    r"|(?<![\w*\\])(?P<opens>\*{1,3})(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(?P<closes>\*{1,3})(?![\w*])"
)


def markdown(text: str) -> Iterator[Replaced]:
    """Yield the signs of Markdown, which stand for nothing, in order."""
    if not any(sign in text for sign in _SIGNS):
        return
    labels = {match.start("opens") for match in _LABEL.finditer(text)}
    for match in _MARKDOWN.finditer(text):
        if match["opens"] == "[" or (match["opens"] == match["closes"] and match.start() not in labels):
            groups = ["heading", "left_out", "opens", "closes"]
            yield from (Replaced(*match.span(group), "") for group in groups if match[group])
