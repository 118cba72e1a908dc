"""Who speaks in dialogue, where order tells more than words.

Files, in the order of use:

    `narration`     whether a text is mostly dialogue, and who tells it
    `dialogue`      who is named beside its quotations, ahead as well as behind
    `replies`       who may speak next
    `beats`         who acts right beside a quotation
    `alternation`   two who take turns in a text of little talk
    `hailed`        who a description means by the name that others call
    `conversation`  all turns of a conversation together: the likeliest succession of speakers
"""

from quoteattr.naming.dialogue.alternation import alternating
from quoteattr.naming.dialogue.beats import acting, harked_back, revealed
from quoteattr.naming.dialogue.conversation import Place, Table, in_row, succession, weigh
from quoteattr.naming.dialogue.dialogue import Dialogue
from quoteattr.naming.dialogue.hailed import hailed
from quoteattr.naming.dialogue.narration import called_narrator, find_narrator, is_talk
from quoteattr.naming.dialogue.replies import (
    called_back,
    called_on,
    foretold,
    goes_on,
    goes_right_on,
    has_asked,
    is_dialogue,
    is_free,
    is_present,
    is_reply,
    is_silent,
    may_speak,
    stirred,
)

__all__ = [
    "Dialogue",
    "Place",
    "Table",
    "acting",
    "alternating",
    "called_back",
    "called_narrator",
    "called_on",
    "find_narrator",
    "foretold",
    "goes_on",
    "goes_right_on",
    "hailed",
    "harked_back",
    "has_asked",
    "in_row",
    "is_dialogue",
    "is_free",
    "is_present",
    "is_reply",
    "is_silent",
    "is_talk",
    "may_speak",
    "revealed",
    "stirred",
    "succession",
    "weigh",
]
