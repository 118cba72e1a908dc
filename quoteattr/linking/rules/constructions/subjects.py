"""A subject, its verb, and behind them a content.

    S V [addressee] that C     S V: “C”     S V C     S V whether C     S V to C     S V C, adding that C
    V S: “C”                   (at the start of a sentence)

`contents` tells what can follow the verb, `sources` what stands before it.  A verb without a subject of its own
(“saying”, “and warned”) shares one: that of the last report, of the verb before, or the first name of the unit.

Limits: a subject that reaches over an earlier report counts only where that is a relative clause.
"""

from typing import Final

from quoteattr.finding.words import role_of
from quoteattr.linking.rules import contents, sources
from quoteattr.linking.rules.constructions.confidence import TAG_LEAST
from quoteattr.linking.rules.constructions.site import Report, Site
from quoteattr.linking.rules.units import QUOTED, Range, Unit
from quoteattr.linking.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    VERBS,
    is_adverb,
)
from quoteattr.models import CueStance

WORD: Final = 4  # tokens of a word or two with their marks
ROLE: Final = 4  # items of a role before a name, with it: “Labour *party leader* Lee”
CLOSED: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS | TIMES | SUBJECTS
_TAG: Final = frozenset(["tag"])
_SPOKEN: Final = frozenset(["bare", "quote", "tag"])  # frames of verbs whose marked words are spoken
_TENSES: Final = frozenset(["s", "ed"])  # forms of verbs that may stand before their subject
_HOW: Final = (PREPOSITIONS - set("of as for from like unlike including".split())) | TIMES  # what says how
_MORE: Final = VERBS | RELATIVES | {QUOTED, "that"}  # words that make more of what follows than a phrase


def subject(site: Site) -> Report | None:
    """Return what stands behind a verb that has or shares a subject."""
    if site.rules <= _TAG:
        return None
    unit, verb = site.unit, site.verb
    found = contents.rightward(unit, verb[1], site.cue.entry, site.limit)
    if found is None or not _is_reported(site, found):
        return None
    source = _own_subject(site) or _shared_subject(site)
    if source is None:
        return None
    return site.report(source, (_word_said(site, found),), found.frame, found.addressee)


def inverted(site: Site) -> Report | None:
    """Return marked words that a verb at the start of a sentence leads to, its subject behind it: “*Said Lee*: “C””.

    The subject of a verb with an object has no comma: “Asked the same, *she said*: “C””.
    """
    unit, (verb, end), entry = site.unit, site.verb, site.cue.entry
    if verb or not unit.is_capital(0) or site.cue.form not in _TENSES or not entry.usual:  # “*Continued* rain”
        return None
    if not entry.frames >= _SPOKEN:
        return None
    colon = next((i for i in range(end, min(end + contents.REACH, len(unit))) if unit.words[i] == ":"), 0)
    source = sources.right(unit, end) if colon and unit.is_marked(colon + 1) else None
    if source is None or source[1] > colon or "," in unit.words[source[1] : colon]:
        return None
    if "obj" in entry.frames and "," in unit.words[slice(*source)]:
        return None
    return site.report(source, ((colon + 1, colon + 2),), "marked").at_least(TAG_LEAST)


def _word_said(site: Site, found: contents.Found) -> Range:
    """Return a content without what says how a word or two in marks are said: “said **“sorry”** to his mother”."""
    unit, (start, end) = site.unit, found.content
    if end == start + 1 or start != site.verb[1] or not unit.is_marked(start) or not site.cue.entry.frames >= _SPOKEN:
        return found.content
    behind = unit.words[start + 1]
    how = behind in _HOW or is_adverb(behind)
    short = unit.lasts[start] - unit.firsts[start] <= WORD
    rest = unit.words[start + 1 : end]
    return (start, start + 1) if how and short and _MORE.isdisjoint(rest) else found.content


def _is_reported(site: Site, found: contents.Found) -> bool:
    """Tell whether what follows the cue can be words: no quantity, purpose or pronoun, nothing that was not said."""
    start, end = found.content
    word = site.unit.words[start]
    if found.frame in {"bare", "complement"} and (word.endswith("%") or site.unit.words[site.verb[0] - 1] == "to"):
        return False  # “The funds added 7.7% overall”, “to emphasize the need”
    if found.frame != "complement":
        return True
    alone = word in PRONOUNS and (end - start == 1 or site.cue.stance is CueStance.NOT_SAID)  # “never mentioned them”
    return not word[:1].isdigit() and not alone


# --- whose verb it is ------------------------------------------------------------------------------


def _own_subject(site: Site) -> Range | None:
    unit, first = site.unit, site.verb[0]
    if (site.cue.form == "ing" and unit.words[first] not in AUXILIARIES) or unit.words[first - 1] == "to":
        return None
    source = sources.left(unit, first, site.floor)
    return None if source is None or _covers_main_verb(site, source) else source


def _covers_main_verb(site: Site, source: Range) -> bool:
    """Tell whether a subject reaches over an earlier report that is no relative clause: “X, who has said C, told”."""
    for report in site.earlier:
        if source[0] < report.verb[1] and report.verb[0] < source[1]:
            relative = any(site.unit.words[k] in RELATIVES for k in range(source[0], report.verb[0]))
            if not relative:
                return True
    return False


def _shared_subject(site: Site) -> Range | None:
    """Return the subject this cue shares with another clause: the last source, the last verb's, the first name."""
    unit, first = site.unit, site.verb[0]
    source = sources.borrowed(unit, first, [r.source for r in site.earlier if r.source])
    if source is None and (site.cue.form == "ing" or unit.words[first - 1] in CONJUNCTIONS):
        source = sources.left(unit, site.before[0]) if site.before else None
        source = source or main_subject(unit, first)
    return source


def main_subject(unit: Unit, verb: int, start: int = 0) -> Range | None:
    """Return the first name or pronoun from item `start`: “**Trump** spoke at length, saying that”."""
    for i in range(start, verb):
        pronoun = unit.words[i] in {"he", "she", "they", "it"}
        if pronoun or (unit.is_capital(i) and unit.words[i] not in CLOSED):
            j = unit.capitals_end(i + 1, verb)
            return i, j if pronoun else _named_end(unit, j, verb)
    return None


def joined_subject(unit: Unit, verb: int) -> Range | None:
    """Return the subject of the first of the verbs that a conjunction joins: “Then **the old man** rose and said”."""
    for i in range(verb):
        word = unit.words[i]
        if word in DETERMINERS and (end := described_end(unit, i, verb)):
            return i, end
        opens = word not in CLOSED and not (i == 0 and (word.endswith("ing") or unit.is_adverb(i)))
        if word in SUBJECTS or (opens and unit.is_capital(i)):
            return main_subject(unit, verb, i)
    return None


def described_end(unit: Unit, i: int, verb: int) -> int:
    """Return the end of a noun for somebody behind the determiner at item i, 0 if there is none: “the old *man*”."""
    end = next((k + 1 for k in range(i + 1, min(i + ROLE, verb)) if role_of(unit.words[k])), 0)
    while end and role_of(unit.words[end]):
        end += 1
    return end


def _named_end(unit: Unit, i: int, verb: int) -> int:
    """Return the end of the name that a role behind a capital leads to: “Rebel *leader* **Jane Doe** left, vowing”."""
    name = next((k for k in range(i + 1, min(i + ROLE, verb)) if unit.is_capital(k)), 0)
    return unit.capitals_end(name, verb) if name and role_of(unit.words[name - 1]) else i
