"""What leads to or follows a content without being its subject and verb.

    according   According to S, C.   C, according to S.   In the words of S, “C”.
    own words   In S's own words, C.   C was, by his own account, C.
    as          As S said on Monday, C.

The content of "according to" is what stands before it in its clause, if anything does; else what follows.

Limits: C is one stretch, so of “C, according to S, C” only the first is found; a clause with "as" leads to a content
only at the start of its unit, and behind its content it is a tag (`tags`).
"""

from typing import Final

from quoteattr.linking.rules import contents, sources
from quoteattr.linking.rules.constructions.site import Report, Site, trimmed_end
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import BREAKS, CONJUNCTIONS, STOPS

WORDED: Final = 0.4  # confidence of marked words behind “in the words of S”
LEADING: Final = 12  # items of “as” and its subject, which lead to a content
_WORDS_OF: Final = frozenset(["in the words of", "in the view of", "in the opinion of", "in the eyes of"])
_OWNED: Final = {"words": "in", "account": "by", "admission": "by"}  # what somebody says, and what leads to it
_HERE: Final = frozenset("this that it so these".split())


def according(site: Site) -> Report | None:
    """Return what stands before or behind “according to S”."""
    unit, verb = site.unit, site.verb
    source, worded = sources.after_preposition(unit, verb[1]), site.cue.entry.lemma in _WORDS_OF and unit.marked
    part = _beside(unit, verb, source, worded=worded) if source else None
    if part is None:
        return None
    report = site.report(source, (part,), "preposed")
    return report.at_least(WORDED) if worded else report


def own_words(site: Site) -> Report | None:
    """Return what is said in words that somebody owns: “In **Lee**'s own *words*, C”, “by **his** own *account*, C”."""
    unit, (noun, end) = site.unit, site.verb
    leading = _OWNED.get(unit.words[noun])
    source = sources.possessor(unit, noun) if leading else None
    if source is None or unit.words[source[0] - 1] != leading or (leading == "by" and unit.words[noun - 1] != "own"):
        return None
    part = _beside(unit, (source[0] - 1, end), (source[0], end), worded=True)
    if part is None or not any(unit.regions[slice(*part)]):
        return None
    return site.report(source, (part,), "preposed").at_least(WORDED)


def _beside(unit: Unit, verb: Range, source: Range, *, worded: bool) -> Range | None:
    """Return the content before “according to S” or behind it; `worded` words in marks stand right behind it."""
    start = next((k + 1 for k in range(verb[0] - 1, -1, -1) if unit.words[k] in STOPS), 0)
    behind = source[1] + (unit.words[source[1]] == ",")
    if worded and unit.is_marked(behind):
        return behind, behind + 1
    if any(unit.words[k] not in CONJUNCTIONS for k in range(start, verb[0])):
        return contents.leftward(unit, verb[0])
    start = source[1]
    while start < len(unit) and unit.words[start] in BREAKS:
        start += 1
    end = trimmed_end(unit, start, len(unit))
    return (start, end) if start < end else None


def as_clause(site: Site) -> Report | None:
    """Return what a clause with “as” at the start of its unit leads to: “As S said on Monday, C”."""
    unit, verb = site.unit, site.verb
    leads = unit.words[0] == "as" and 1 < verb[0] <= LEADING and "tag" in site.cue.entry.frames
    if not leads or unit.words[verb[1]] in _HERE:
        return None  # “As she said *this*, he left”
    comma = unit.clause_end(verb[1])
    if unit.words[comma] != "," or unit.is_marked(comma + 1):
        return None
    if contents.rightward(unit, verb[1], site.cue.entry, comma) is not None:
        return None
    end = trimmed_end(unit, comma + 1, site.limit)
    source = sources.left(unit, verb[0], 1)
    return site.report(source, ((comma + 1, end),), "preposed") if source and comma + 1 < end else None
