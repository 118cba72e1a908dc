"""Which construction each cue of a unit stands in: they are tried one after the other, the first that fits holds.

Cues are taken from left to right; each may use the items up to the next one that starts a clause of its own.  Words
like "according to" and nouns have a construction of their own; verbs, and the few adjectives that report, all others.
Marked words that no cue takes may have a colon before them.

Limits: a construction that fits and is not sure enough keeps those behind it from being tried.
"""

from collections.abc import Set as AbstractSet
from typing import Final

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.attribution import Cues
from quoteattr.linking.rules.constructions.colons import after_colons, views
from quoteattr.linking.rules.constructions.confidence import LEAST, ODDS, within_reach
from quoteattr.linking.rules.constructions.nouns import noun
from quoteattr.linking.rules.constructions.preposed import according, as_clause
from quoteattr.linking.rules.constructions.site import AHEAD, Report, Site, limit_of, without_titles
from quoteattr.linking.rules.constructions.subjects import inverted, subject
from quoteattr.linking.rules.constructions.tags import may_be_tag, tag
from quoteattr.linking.rules.constructions.verdicts import verdict
from quoteattr.linking.rules.units import Range, Unit

_ALL: Final = frozenset(ODDS)
_PREPOSED: Final = frozenset(["preposed"])
_NOUN: Final = frozenset(["noun"])


def reports(unit: Unit, cues: Cues) -> list[Report]:
    """Return the reports of a unit in the order of their cues."""
    found: list[Report] = []
    placed = without_titles(unit, [(cue, verb) for cue in cues if (verb := unit.items_of(cue))])
    before: Range | None = None
    for i, (cue, verb) in enumerate(placed):
        rules = _constructions(unit, cue)
        if rules:
            limit = limit_of(unit, verb, placed[i + 1 : i + 1 + AHEAD])
            report = _report(Site(unit, cue, verb, limit, before[1] if before else 0, before, found[-AHEAD:], rules))
            if report is not None and report.confidence >= LEAST:
                found.append(report)
        before = verb if cue.form else before
    if not unit.marked:
        return found
    found = _nearest(found)
    return found + after_colons(unit, found) + views(unit, found)


def _constructions(unit: Unit, cue: CueMatch) -> AbstractSet[str]:
    """Return the constructions that the cue may stand in and be sure enough to be proposed."""
    frames = cue.entry.frames
    rules = _ALL if unit.marked else within_reach(cue.entry.weight)
    if "preposed" in frames:
        return rules & _PREPOSED
    if "noun" in frames and not cue.form:
        return rules & _NOUN
    return rules if cue.form or "adj" in frames else frozenset()


def _report(site: Site) -> Report | None:
    if site.rules == _PREPOSED:
        return according(site)
    if site.rules == _NOUN:
        return noun(site)
    if report := as_clause(site) or inverted(site) or verdict(site):
        return report
    finite = site.cue.form != "ing" or "as" in site.unit.words[slice(*site.verb)]  # “was quoted *as* saying”
    return (finite and may_be_tag(site) and tag(site)) or subject(site)


def _nearest(found: list[Report]) -> list[Report]:
    """Leave each marked content to the cue nearest before it: “they *posted* a meme asking for help, *saying*: “…””."""
    last = {report.contents: report for report in found if report.rule == "marked"}
    return [r for r in found if r.rule != "marked" or last[r.contents] is r]
