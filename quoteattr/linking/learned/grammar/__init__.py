"""What rules know of source and content better than the models.

Files, in the order of use:

    `dates`     days beside a cue, and the line of place and date that opens an article
    `leading`   what leads to a content, and whoever it names: “*As X said*, C”
    `resuming`  where a sentence is the writer's again behind a content
    `grammar`   these and other units that cannot be part of source or content, or must be
"""

from quoteattr.linking.learned.grammar.dates import without_dateline
from quoteattr.linking.learned.grammar.grammar import closing, correct, without_crumb, without_next
from quoteattr.linking.learned.grammar.resuming import beyond

__all__ = ["beyond", "closing", "correct", "without_crumb", "without_dateline", "without_next"]
