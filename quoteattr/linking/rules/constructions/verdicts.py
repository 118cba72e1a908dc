"""Words by which somebody calls or judges another, where the words around them tell who does.

    passive    X was described as “C” by S.   X, accused by S of “C”, left.   Nurse called ‘C’ by S.
               X was told by S that C.
    what       what S calls “C”   “C” is how S describes it   “C” was all S would say

The words in marks are the content, with an "as", "of" or "to" or an article that leads to them; behind a hearer and an
agent it is a clause, too.  Where rules of subject and object would take X for the one who speaks, here it is the agent
behind "by", and where another report stands around (“Residents fear *what S calls “C”*”), the words are still those of
S.

Limits: the marks stand close behind the verb; of an agent named with a list (“by A, B and C”) the first is found.
"""

from typing import Final

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.rules import sources
from quoteattr.linking.rules.constructions.confidence import TAG_LEAST
from quoteattr.linking.rules.constructions.site import Report, Site
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.voices import is_hearer, is_passive, needs_object
from quoteattr.linking.words import ARTICLES, AUXILIARIES, BREAKS, PREPOSITIONS, STOPS

BEHIND: Final = 10  # items behind a verb in which its words in marks begin, and behind these before its agent
_CAUSES: Final = frozenset("because for with over".split())  # between a passive and words in marks,
_LEADS: Final = _CAUSES | {"as", "of", "to"}  # as are these, which are part of what is said
_OPENING: Final = frozenset("that to whether if how why what about".split())  # what a hearer is told
_SUMMING: Final = frozenset(["how", "all"])  # between marked words with their verb and whoever said them
_NAMED: Final = frozenset(["what"]) | _SUMMING  # before whoever calls something by a name
_SPEAKING: Final = frozenset(["call", "tell"])  # verbs that marked words may follow in the active too


def verdict(site: Site) -> Report | None:
    """Return what a cue calls somebody or something, or says of somebody, by whoever does."""
    unit, verb = site.unit, site.verb
    agent = unit.words[verb[1]] == "by"
    if not (unit.marked or agent):
        return None
    found = (agent and _told(site)) or _passive(site) or _what(site)
    return found.at_least(TAG_LEAST) if found else None


def _of_passive(site: Site, source: Range, content: Range) -> Report:
    """Return the report of a passive, whose subject is the hearer if its verb has one."""
    told = sources.left(site.unit, site.verb[0], site.floor) if is_hearer(site.cue) else None
    return site.report(source, (content,), "passive", told)


# --- X was told by S that C -----------------------------------------------------------------------


def _told(site: Site) -> Report | None:
    """Return a passive with a hearer, whose agent stands between its verb and a clause."""
    unit, first, limit = site.unit, site.verb[1] + 1, site.limit
    behind = unit.words[first + 1 : min(limit, first + BEHIND)]
    opening = next((i for i, word in enumerate(behind, first + 1) if word in _OPENING), limit)
    if opening >= limit or not BREAKS.isdisjoint(unit.words[first:opening]) or any(unit.regions[first:opening]):
        return None
    if not (is_hearer(site.cue) and is_passive(unit.reading, site.cue)):
        return None
    end = next(i for i in range(limit, opening, -1) if unit.words[i - 1] not in BREAKS)
    return _of_passive(site, (first, opening), (opening, end))


# --- X was V-ed as “C” by S -----------------------------------------------------------------------


def _passive(site: Site) -> Report | None:
    """Return a passive with an item in marks close behind its verb."""
    unit, cue, verb = site.unit, site.cue, site.verb[1]
    marked = next((i for i in range(verb, min(verb + BEHIND, len(unit))) if unit.is_marked(i)), None)
    if marked is None or not BREAKS.isdisjoint(unit.words[verb:marked]):
        return None
    passive, lead = is_passive(unit.reading, cue), _lead(unit, verb, marked)
    near = verb in (lead, marked) or (lead == marked <= verb + 2 and unit.words[verb] in ARTICLES)  # “called *a* “C””
    if passive and unit.words[verb] == "by":
        source, end = (verb + 1, lead), marked + 1
    elif near and (passive or _is_called(unit, cue, lead, marked)):
        end = _end(unit, marked + 1)
        source = _agent(unit, end) or (end, end)
    else:
        return None
    start = verb if unit.words[verb] in ARTICLES else lead + (unit.words[lead] in _CAUSES)
    return _of_passive(site, source, (start, end)) if source[0] < source[1] else None


def _lead(unit: Unit, verb: int, marked: int) -> int:
    """Return the item that leads to the marked one: of “for”, “because of”, “to have” the first; else itself."""
    lead = max((i for i in range(verb, marked) if unit.words[i] in _LEADS), default=marked)
    while lead > verb and unit.words[lead - 1] in _LEADS:
        lead -= 1
    return lead


def _is_called(unit: Unit, cue: CueMatch, lead: int, marked: int) -> bool:
    """Tell whether marked words right behind a participle say what somebody is called, or told in a headline."""
    headline = unit.words[len(unit) - 1] not in STOPS
    named = needs_object(unit.reading, cue) and not sources.is_closed(unit, marked)
    return named and marked == lead and (headline or cue.entry.lemma not in _SPEAKING)


def _end(unit: Unit, end: int) -> int:
    """Return where words end that go on from marked ones: at "by", or at once where they are closed."""
    last = end if sources.is_closed(unit, end - 1) else min(end + BEHIND, len(unit))
    while end < last and unit.words[end] != "by" and unit.words[end] not in BREAKS:
        end += 1
    return end


def _agent(unit: Unit, by: int) -> Range | None:
    """Return the agent behind "by" at an item, without what does not belong to it."""
    after = unit.words[by + 1]
    if unit.words[by] != "by" or after[:1].isdigit() or after.endswith("ing"):
        return None
    source = sources.right(unit, by + 1)
    ends = [i for i in range(*source) if _parts(unit, i)] if source else []
    return (source[0], ends[0]) if source and ends else source


def _parts(unit: Unit, i: int) -> bool:
    """Tell whether an item parts an agent from what follows: a comma before a name, another verdict (“*and* of C”)."""
    after = unit.words[i + 1]
    if unit.words[i] == ",":
        return unit.is_capital(i + 1)
    return unit.words[i] == "and" and (after in PREPOSITIONS or after.endswith("ed") or unit.is_marked(i + 1))


# --- what S calls “C”   “C” is how S describes it   “C” was all S would say --------------------------


def _what(site: Site) -> Report | None:
    """Return marked words by which the subject calls something: behind its verb, or before “is how”."""
    unit, verb = site.unit, site.verb
    if _NAMED.isdisjoint(unit.words[: verb[0]]):
        return None
    source = sources.left(unit, verb[0], site.floor)
    if source is None or unit.words[source[0]] in AUXILIARIES:
        return None
    named, marked, before = "as" in site.cue.entry.frames, -1, unit.words[source[0] - 1]
    if named and before == "what":
        marked = verb[1] + (unit.words[verb[1]] == "as")
    elif before in _SUMMING and unit.words[source[0] - 2] in AUXILIARIES:
        marked = source[0] - 3
    if marked < 0 or not unit.is_marked(marked):
        return None
    return site.report(source, ((marked, marked + 1),), "what")
