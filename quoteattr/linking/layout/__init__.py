"""Speech that layout gives to somebody: labels, lines and signs, most of it without a verb.

Files, in the order of use:

    `labels`     what the words before a colon name: who speaks, or an entry of a list
    `talks`      which labelled paragraphs are turns of a talk
    `turns`      the turns: transcripts, interviews, plays, chats
    `headlines`  “Lee: the bridge is safe”, “The bridge is safe – minister”
    `lines`      lines of attribution below a quotation; dialogue set with dashes
    `blocks`     a paragraph without marks behind a verb and a colon
    `headed`     labels before marked words: “Finance minister Rahim Uddin: ‘…’”
"""

from quoteattr.linking.layout.blocks import blocks
from quoteattr.linking.layout.headed import headed
from quoteattr.linking.layout.headlines import beside, closing_tag, headline, with_closing_tag
from quoteattr.linking.layout.lines import NEAR, attribution_lines, spoken_turns
from quoteattr.linking.layout.talks import LETTERS
from quoteattr.linking.layout.turns import apart, labelled

__all__ = [
    "LETTERS",
    "NEAR",
    "apart",
    "attribution_lines",
    "beside",
    "blocks",
    "closing_tag",
    "headed",
    "headline",
    "labelled",
    "spoken_turns",
    "with_closing_tag",
]
