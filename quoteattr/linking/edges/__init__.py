"""Where the parts of a report begin and end: names whole, and nothing in a content that is not said.

`bounded` is the verb.  Files, in the order of use:

    `contents`     datelines, manner and addresses that a content takes in; datelines that say nothing
    `names`        names that a source cuts: “*Lee* Promise warned”
    `listing`      sources that list names: “*France,* Germany and the UK said”
    `programmes`   hearers by their whole name: “told *BBC Radio 4's Today programme* that C”
    `complements`  what tells somebody without a name apart: “asked the woman *in the red hat*”
    `edges`        these put together
"""

from quoteattr.linking.edges.contents import with_negation, without_datelines
from quoteattr.linking.edges.edges import bounded

__all__ = ["bounded", "with_negation", "without_datelines"]
