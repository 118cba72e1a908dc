"""A report with its parts as they should be: what is said and no more, whoever says or hears it by the whole name."""

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.edges.complements import whole
from quoteattr.linking.edges.contents import before_tail, behind_dateline, behind_manner, in_bracket, of_cleft
from quoteattr.linking.edges.listing import with_adjectives, with_list
from quoteattr.linking.edges.names import with_whole_name
from quoteattr.linking.edges.programmes import with_whole_hearer
from quoteattr.reading import Reading


def bounded(reading: Reading, told: Attribution) -> Attribution:
    """Return a report whose content begins and ends with what is said, and whose source and hearer are whole."""
    told = of_cleft(reading, behind_dateline(reading, in_bracket(reading, told)))
    told = before_tail(reading, behind_manner(reading, told))
    told = with_list(reading, with_adjectives(reading, with_whole_name(reading, told)))
    return whole(reading, with_whole_hearer(reading, told))
