"""Where the parts of a report begin and end: names whole, and nothing in a content that is not said.

Files, in the order of use:

    `edges`        names that a source or cue cuts; datelines, manner and addresses that a content takes in
    `listing`      sources that list names: “*France,* Germany and the UK said”
    `programmes`   hearers by their whole name: “told *BBC Radio 4's Today programme* that C”
    `complements`  what tells somebody without a name apart: “asked the woman *in the red hat*”
"""

from quoteattr.linking.edges.complements import whole
from quoteattr.linking.edges.edges import (
    before_address,
    behind_dateline,
    behind_manner,
    clear_cues,
    with_leads,
    with_whole_name,
    without_datelines,
)
from quoteattr.linking.edges.listing import with_list
from quoteattr.linking.edges.programmes import with_whole_hearer

__all__ = [
    "before_address",
    "behind_dateline",
    "behind_manner",
    "clear_cues",
    "whole",
    "with_leads",
    "with_list",
    "with_whole_hearer",
    "with_whole_name",
    "without_datelines",
]
