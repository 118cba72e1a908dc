"""Marked words by which somebody calls or judges another, where the words around them tell who does.

    passive    X was described as “C” by S.   X, accused by S of “C”, left.   Nurse called ‘C’ by S
    what       what S calls “C”   “C” is how S describes it

The words in marks are the content, with an "as", "of" or "to" that leads to them.  Where rules of subject and object
would take X for the one who speaks, here it is the agent behind "by", and where another report stands around
(“Residents fear *what S calls “C”*”), the words are still those of S.

Limits: the marks stand close behind the verb; of an agent named with a list (“by A, B and C”) the first is found.
"""

from typing import Final, NamedTuple

from quoteattr.finding.phrases import CueMatch
from quoteattr.linking import sources
from quoteattr.linking.sources import Range
from quoteattr.linking.units import Unit
from quoteattr.linking.voices import is_hearer, is_passive, needs_object
from quoteattr.linking.words import AUXILIARIES, BREAKS, STOPS

BEHIND: Final = 10  # items behind a verb in which its words in marks begin, and behind these before its agent
_CAUSES: Final = frozenset("because for with over".split())  # between a passive and words in marks,
_LEADS: Final = _CAUSES | {"as", "of", "to"}  # as are these, which are part of what is said
_NAMED: Final = frozenset(["what", "how"])  # before whoever calls something by a name
_SPEAKING: Final = frozenset(["call", "tell"])  # verbs that marked words may follow in the active too


class Verdict(NamedTuple):
    """The items of a source, a content and an addressee, and which construction it is."""

    source: Range
    content: Range
    addressee: Range | None
    rule: str


def verdict(unit: Unit, cue: CueMatch, verb: Range, floor: int) -> Verdict | None:
    """Return what a cue with its verb group at items `verb` calls somebody; a subject begins at `floor` or later."""
    marked = next((i for i in range(verb[1], min(verb[1] + BEHIND, len(unit))) if unit.is_marked(i)), None)
    if marked is not None and BREAKS.isdisjoint(unit.words[verb[1] : marked]):
        found = _passive(unit, cue, verb[1], marked)
        if found is not None:
            told = sources.left(unit, verb[0], floor) if is_hearer(cue) else None
            return Verdict(*found, told, "passive")
    named = "as" in cue.entry.frames and not _NAMED.isdisjoint(unit.words[: verb[0]])
    return _what(unit, verb, floor) if named else None


# --- X was V as “C” by S --------------------------------------------------------------------------


def _passive(unit: Unit, cue: CueMatch, verb: int, marked: int) -> tuple[Range, Range] | None:
    """Return source and content of a passive that ends before item `verb` and has the marked item behind it."""
    passive, lead = is_passive(unit.reading, cue), _lead(unit, verb, marked)
    if passive and unit.words[verb] == "by":
        source, end = (verb + 1, lead), marked + 1
    elif verb in (lead, marked) and (passive or _is_called(unit, cue, verb, marked)):
        end = _end(unit, marked + 1)
        source = _agent(unit, end) or (end, end)
    else:
        return None
    start = lead + (unit.words[lead] in _CAUSES)
    return (source, (start, end)) if source[0] < source[1] else None


def _lead(unit: Unit, verb: int, marked: int) -> int:
    """Return the item that leads to the marked one: of “for”, “because of”, “to have” the first; else itself."""
    lead = max((i for i in range(verb, marked) if unit.words[i] in _LEADS), default=marked)
    while lead > verb and unit.words[lead - 1] in _LEADS:
        lead -= 1
    return lead


def _is_called(unit: Unit, cue: CueMatch, verb: int, marked: int) -> bool:
    """Tell whether marked words right behind a participle say what somebody is called, or told in a headline."""
    headline = unit.words[len(unit) - 1] not in STOPS
    named = needs_object(unit.reading, cue) and not sources.is_closed(unit, marked)
    return named and marked == verb and (headline or cue.entry.lemma not in _SPEAKING)


def _end(unit: Unit, end: int) -> int:
    """Return where words end that go on from marked ones: at "by", or at once where they are closed."""
    last = end if sources.is_closed(unit, end - 1) else min(end + BEHIND, len(unit))
    while end < last and unit.words[end] != "by" and unit.words[end] not in BREAKS:
        end += 1
    return end


def _agent(unit: Unit, by: int) -> Range | None:
    """Return the agent behind "by" at an item, without what a comma and a capital part from it."""
    after = unit.words[by + 1]
    if unit.words[by] != "by" or after[:1].isdigit() or after.endswith("ing"):
        return None
    source = sources.right(unit, by + 1)
    commas = [i for i in range(*source) if unit.words[i] == "," and unit.is_capital(i + 1)] if source else []
    return (source[0], commas[0]) if source and commas else source


# --- what S calls “C”   “C” is how S describes it -------------------------------------------------


def _what(unit: Unit, verb: Range, floor: int) -> Verdict | None:
    source = sources.left(unit, verb[0], floor)
    if source is None or unit.words[source[0]] in AUXILIARIES:
        return None
    marked = -1
    if unit.words[source[0] - 1] == "what":
        marked = verb[1] + (unit.words[verb[1]] == "as")
    elif unit.words[source[0] - 1] == "how" and unit.words[source[0] - 2] in AUXILIARIES:
        marked = source[0] - 3
    if marked < 0 or not unit.is_marked(marked):
        return None
    return Verdict(source, (marked, marked + 1), None, "what")
