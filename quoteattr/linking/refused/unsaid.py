"""What nobody said: words that a text gives to somebody who would have said them, nearly said them, or may say them.

The cue's own words tell of “did not say” and “refused to say” (`finding.cues`).  Here are those that need the source or
what stands before it:

    supposed    would have said “C”, might say “C”, many would say “C”, almost said “C”, imagine him saying “C”
    intended    wanted to say “C”, opened her mouth to say “C”
    condition   if S says “C”
    hearing     you will *never hear* S say “C”
    nobody      *nobody* would say “C”, *no minister* has said “C”, looked up *as if to say* “C”: no quotation at all
    next        S would not say. “C”: what stands behind it was said, whatever was not
    not at all  *neither* confirmed *nor* denied C, *nor did* S say C, has *yet to* say C, stopped *short of* saying C

Only marked words are looked at, but for the last: of “he wanted to say that it was late” the wish is what is told.
What no minister has said in other words is still told, but not said.
"""

from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.words import AUXILIARIES, BREAKS
from quoteattr.models import CueStance
from quoteattr.reading import Reading

NEAR: Final = 6  # tokens before a cue in which its clause is imagined or denied
_SUPPOSING: Final = frozenset("would could might should".split())
_ANYONE: Final = frozenset("anyone critics cynics many most one optimists others pessimists people some you".split())
_NEARLY: Final = frozenset("almost nearly might may".split())
_INTENDING: Final = frozenset(
    "want wants wanted wish wishes wished mean means meant intend intends intended long longs longed ready about mouth "
    "lips".split()
)
_HEARING: Final = frozenset("hear hears heard hearing see saw".split())
_IMAGINING: Final = frozenset("imagine imagines imagined imagining".split())
_NEVER: Final = frozenset("never not n't won't didn't don't can't couldn't wouldn't almost".split())
_NOBODY: Final = frozenset("nobody none neither".split())
_SOME: Final = frozenset("doubt fewer less longer matter more other small sooner wonder".split())
_UNDONE: Final = (["yet", "to"], ["short", "of"])  # before what somebody has not done
_AS_IF: Final = [["as", "if"], ["as", "though"]]
_SEEMING: Final = 3  # tokens before a verb in which that stands
_CONDITION: Final = frozenset(["if", "unless"])


def unsaid(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution with the stance NOT_SAID where nobody is told to have said its words."""
    cue = told.cue
    if cue is None or not cue.form:
        return told
    if cue.stance is CueStance.NOT_SAID:
        said = told.verbatim and is_behind(reading, told)
        return attrs.evolve(told, cue=attrs.evolve(cue, stance=CueStance.ASSERTED)) if said else told
    not_said = _is_not_at_all(reading, told, cue)
    if not not_said and cue.stance is CueStance.ASSERTED:
        not_said = _is_supposed(reading, told, cue) if told.verbatim else _is_no_source(reading, told)
    if not_said:
        return attrs.evolve(told, cue=attrs.evolve(cue, stance=CueStance.NOT_SAID))
    return told


def is_behind(reading: Reading, told: Attribution) -> bool:
    """Tell whether what is told is a sentence behind that of its verb: Nobody *looked up*. “Never mind,” he said."""
    return told.cue is not None and told.content[0].start >= reading.sentence_at(told.cue.head).end


def _is_not_at_all(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether the words right before a verb, or before its subject, deny that it was done."""
    before = reading.lower[max(0, cue.first - 2) : cue.first]
    if before[-1:] in (["neither"], ["nor"]) or before in _UNDONE:
        return True
    first = reading.token_from(told.source[0].start) if told.source else 0
    inverted = reading.lower[first - 2 : first] if 2 <= first < cue.first else []
    return inverted[:1] == ["nor"] and inverted[1] in AUXILIARIES


def _is_supposed(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether marked words are only supposed, intended, imagined or made to hang on a condition."""
    group, before = reading.lower[cue.first : cue.head], reading.lower[max(0, cue.first - 2) : cue.first]
    words = told.source[0].of(reading.text).lower().split() if told.source else [""]
    anyone = words[0] in _ANYONE or words[-1] in _ANYONE  # “*many* would say”, “*you* could say”
    supposed = not _SUPPOSING.isdisjoint(group) and ("have" in group or anyone)
    intended = before[1:] == ["to"] and before[0] in _INTENDING
    first = reading.token_from(told.source[0].start) if told.source else 0
    conditional = first > 0 and reading.lower[first - 1] in {"if", "unless"}
    return supposed or intended or conditional or not _NEARLY.isdisjoint(group) or _is_sensed(reading, cue)


def _is_sensed(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether somebody is only imagined to say it, or never heard."""
    first = max(reading.sentence_at(cue.head).first, cue.first - NEAR)
    before = reading.lower[first : cue.first] if cue.form in {"base", "ing"} else []
    if _IMAGINING.isdisjoint(before) and (_HEARING.isdisjoint(before) or _NEVER.isdisjoint(before)):
        return False
    return BREAKS.isdisjoint(before)


def is_nobodys(reading: Reading, told: Attribution) -> bool:
    """Tell whether nobody is the source of marked words."""
    if not (told.verbatim and told.source):
        return False
    if told.cue and _is_as_if(reading.lower[max(0, told.cue.first - _SEEMING) : told.cue.first]):
        return True
    first, end = reading.token_from(told.source[0].start), reading.token_before(told.source[0].end)
    return not _NOBODY.isdisjoint((reading.lower[first], reading.lower[end - 1])) or _is_no_source(reading, told)


def _is_as_if(before: Sequence[str]) -> bool:
    """Tell whether the words before a verb say that it only looks so: “*as if to* say “C””, “*as though* to”."""
    return any(list(before[k : k + 2]) in _AS_IF for k in range(len(before) - 1))


def _is_no_source(reading: Reading, told: Attribution) -> bool:
    """Tell whether a source is none: “*no* minister”, “not *one* minister”, “*none* of them”; “No 10” is one."""
    first = reading.token_from(told.source[0].start) if told.source else 0
    words = reading.words[first : first + 2]
    if len(words) < 2 or not told.source:
        return False
    if words[0].lower() in _NOBODY:
        return True
    if words[0].lower() in {"no", "neither"}:
        return words[1][0].islower() and words[1] not in _SOME
    return first > 0 and words[0] in {"a", "one"} and reading.lower[first - 1] == "not"
