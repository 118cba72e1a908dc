"""Whose marked words are that have no cue of their own.

A file for each question:

    `pieces`       which report of a paragraph a quotation carries on
    `interrupted`  speech that a deed interrupts between dashes
    `implicit`     utterances nobody is found to say; paragraphs that carry a quotation on
"""

from quoteattr.linking.marked.implicit import chained, implicit, is_free
from quoteattr.linking.marked.interrupted import ENDINGS, STOPS, interruptions, rejoined
from quoteattr.linking.marked.pieces import owned

__all__ = ["ENDINGS", "STOPS", "chained", "implicit", "interruptions", "is_free", "owned", "rejoined"]
