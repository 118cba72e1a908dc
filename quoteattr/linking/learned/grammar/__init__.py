"""What rules know of source and content better than the models.

Files, in the order of use:

    `dates`        days beside a cue, and the line of place and date that opens an article
    `leading`      what leads to a content, and whoever it names: “*As X said*, C”
    `participles`  participles beside a subject: “*Residents told to leave* stayed”
    `clauses`      which clause a cue's own hangs on or belongs to
    `resuming`     where a sentence is the writer's again behind a content
    `tags`         what a tag closes or cuts: “*Prices*, she says, *will fall*”
    `sources`      what belongs to a source: “*A memo seen by* Reuters said”
    `contents`     what is no content, and no more: “said *in a statement* the talks failed”
    `grammar`      all of these put to the units
"""

from quoteattr.linking.learned.grammar.contents import reader, without_crumb, without_next
from quoteattr.linking.learned.grammar.dates import without_dateline
from quoteattr.linking.learned.grammar.grammar import correct
from quoteattr.linking.learned.grammar.participles import HEARD, own_subject
from quoteattr.linking.learned.grammar.resuming import beyond
from quoteattr.linking.learned.grammar.sources import opening_subject, where_written
from quoteattr.linking.learned.grammar.tags import closing

__all__ = [
    "HEARD",
    "beyond",
    "closing",
    "correct",
    "opening_subject",
    "own_subject",
    "reader",
    "where_written",
    "without_crumb",
    "without_dateline",
    "without_next",
]
