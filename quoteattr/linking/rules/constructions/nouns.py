"""Nouns that hold a claim, with whose it is and what it says.

    S's claim that C     the claim that C     his refusal to C     his shout of “C”

What a noun tells of marked words (`answers`, `preposed`) is looked for first.

Limits: the content begins right behind the noun, or one word further on; nobody is found in “the claim by S that C”.
"""

from quoteattr.linking.rules import contents, sources
from quoteattr.linking.rules.constructions.answers import answer
from quoteattr.linking.rules.constructions.preposed import own_words
from quoteattr.linking.rules.constructions.site import Report, Site


def noun(site: Site) -> Report | None:
    """Return what stands behind a noun, with whose it is; its source may be missing from a that-clause alone."""
    if site.unit.marked and (report := answer(site) or own_words(site)):
        return report
    source = sources.possessor(site.unit, site.verb[0])
    found = contents.rightward(site.unit, site.verb[1], site.cue.entry, site.limit)
    if found is None or found.content[0] - site.verb[1] > 1 or (source is None and found.frame != "that"):
        return None
    return site.report(source, (found.content,), "noun")
