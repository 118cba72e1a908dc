"""Reports by word order and marks: what each cue of a text takes as its source and content.

`by_rules` is the verb.  Files, in the order of use:

    `units`          the stretches in which a cue looks for its parts, marked words as one item
    `sources`        where the source of a cue stands
    `contents`       where its content stands
    `constructions`  which construction a cue stands in, a file each
    `rules`          these put together, and what goes from sentence to sentence
"""

from quoteattr.linking.rules import sources
from quoteattr.linking.rules.rules import by_rules
from quoteattr.linking.rules.units import Range, Unit, unmarked

__all__ = ["Range", "Unit", "by_rules", "sources", "unmarked"]
