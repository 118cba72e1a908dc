"""Whose marked words are that have no cue of their own.

A file for each question:

    `pieces`       which report of a paragraph a quotation carries on
    `interrupted`  speech that a deed interrupts between dashes
    `implicit`     utterances nobody is found to say; what carries a quotation on, beside it or in the next paragraph
"""

from quoteattr.linking.marked.implicit import chained, implicit, is_free, resumed
from quoteattr.linking.marked.interrupted import ENDINGS, STOPS, interruptions, rejoined
from quoteattr.linking.marked.pieces import owned

__all__ = ["ENDINGS", "STOPS", "chained", "implicit", "interruptions", "is_free", "owned", "rejoined", "resumed"]
