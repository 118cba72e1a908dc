"""What the source does with the content at an occurrence of a cue.

An odd number of negations turns the entry's stance ("did not say" NOT_SAID, "did not deny" ASSERTED, "does not
believe" DENIED), and so does keeping silent ("refused to say"); an object with an infinitive makes a request ("told
him to go").
"""

import functools
from typing import Final

from quoteattr.finding.cues.clause import REACH, Clause, words_of
from quoteattr.finding.cues.lexicon import Pattern
from quoteattr.finding.cues.matches import CueEntry
from quoteattr.models import CueMode, CueStance

# After these an infinitive belongs to another clause: "told me that he wants to go".
_OPENERS: Final = frozenset("that i he she we they when as after".split())
_LIMITING: Final = frozenset(["only", "just", "merely", "simply"])  # behind a negation that denies nothing


def stance_of(pattern: Pattern, clause: Clause, first: int, i: int, end: int) -> CueStance:
    """Return the stance of a cue at words [i, end), whose verb group begins at word `first`."""
    entry = pattern.entry
    if pattern.kind == "n":
        return CueStance.NOT_SAID if clause.words[i - 1] in ("no", "without") else entry.stance
    stance = _requested(entry, clause, end) if pattern.kind == "v" else entry.stance
    negations, silences = int(_has_negative_subject(clause, first)), 0
    for k in range(first, i):
        negations += clause.words[k] in words_of("negation") and clause.words[k + 1] not in _LIMITING
        silences += clause.words[k] in words_of("silence")
    return _turned(entry.mode, stance, negations, silences)


def _turned(mode: CueMode, stance: CueStance, negations: int, silences: int) -> CueStance:
    """Return the stance after so many negations and verbs of keeping silent ("refused to")."""
    if (negations + silences) % 2 == 0:
        return stance
    if stance in (CueStance.DENIED, CueStance.NOT_SAID):
        return CueStance.NOT_SAID if silences else CueStance.ASSERTED
    return CueStance.DENIED if mode is CueMode.THOUGHT and stance is CueStance.ASSERTED else CueStance.NOT_SAID


def _has_negative_subject(clause: Clause, first: int) -> bool:
    before = clause.words[first - 1]
    if before in words_of("negative") or before == "without":
        return True
    return before == "one" and clause.words[first - 2] == "no"


def _requested(entry: CueEntry, clause: Clause, end: int) -> CueStance:
    """Return URGED for "told him to go", "asked that she leave", else the entry's own stance."""
    if "objto" in entry.frames and _takes_infinitive(clause, end):
        return CueStance.URGED
    if entry.stance is CueStance.ASKED and clause.words[end] in ("that", "for"):
        return CueStance.URGED
    return entry.stance


@functools.cache
def _barred() -> frozenset[str]:
    """Return the words that an object with "to" and a verb does not hold."""
    return words_of("ask", "be", "have", "do", "modal", "before_to") | _OPENERS


def _takes_infinitive(clause: Clause, end: int) -> bool:
    """Tell whether an object and "to" with a verb follow: "him to go", "them not to go", in passives just "to go"."""
    barred = _barred()
    for k in range(end, min(end + REACH, clause.size - 1)):
        word = clause.words[k]
        if word == "to":
            following = clause.words[k + 1]
            if clause.words[k - 1] in words_of("noun_to"):
                return False
            return following.isalpha() and following not in words_of("article", "determiner", "possessive")
        if word in barred or not (word[0].isalnum() or word == "'s"):
            return False
    return False
