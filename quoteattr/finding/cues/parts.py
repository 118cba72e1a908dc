"""Whether an occurrence of a cue is the part of speech it should be, by the words around it.

"The report" is no verb, "officials report" is one; "the proposed law" is neither a verb nor a noun; an adjective counts
where it speaks of its subject ("is sure").

Limits: a bare noun in front of an -s form leaves it open which of the two is the verb ("police reports say"); it is
taken for a verb.
"""

from typing import Final

from quoteattr.finding.cues.clause import IS_ADVERB, REACH, Clause, words_of
from quoteattr.finding.cues.lexicon import Pattern

_BEFORE_MARKS: Final = frozenset([",", ":"])  # behind “a voice behind *her said*”, which is no participle


def fits(pattern: Pattern, clause: Clause, i: int, kinds: str) -> bool:
    """Tell whether a pattern suits its neighbours; `kinds` are the classes among which the word is ambiguous."""
    end = i + len(pattern.words)
    if pattern.kind == "v":
        if "verbal" in pattern.entry.frames and pattern.form in ("base", "s"):
            return clause.words[i - 1] not in words_of("article")
        return _part(clause, i, end, pattern.form, kinds) in ("v", "?")
    if pattern.kind == "n" and "v" in kinds:
        return _part(clause, i, end, _noun_as_verb(pattern), kinds) == "n"
    if pattern.kind == "a":
        return _is_predicate(clause, i, end, kinds)
    return True


def _noun_as_verb(pattern: Pattern) -> str:
    """Return the form a noun has if it is read as a verb: "claim", "claims", "warning"."""
    if pattern.words[-1].endswith("ing"):
        return "ing"
    return "base" if " ".join(pattern.words) == pattern.entry.lemma else "s"


def _part(clause: Clause, i: int, end: int, form: str, kinds: str) -> str:
    """Return what tokens [i, end) are: "v" verb, "n" noun, "x" neither, "?" undecided (most often a verb)."""
    after = clause.words[end]
    if form in ("ed", "en"):
        return "x" if _is_attribute(clause, i, after) else "v"
    before = _before(clause, i)
    if form == "ing":
        owned = "n" in kinds and before in words_of("possessive", "determiner")
        return "n" if owned or before in words_of("article", "adjective") else "v"
    return _present(clause, i, before, after, form)


def _before(clause: Clause, i: int) -> str:
    """Return the word before token i, adverbs left out."""
    for k in range(i - 1, i - REACH, -1):
        if not IS_ADVERB[clause.words[k]] or clause.words[k] in words_of("adjective", "subject"):
            return clause.words[k]
    return ""


def _is_attribute(clause: Clause, i: int, after: str) -> bool:
    """Tell whether a past form stands before a noun: "the alleged thief", "Trump's proposed ban"."""
    floor = max(1, i - REACH)
    while i > floor and IS_ADVERB[clause.words[i - 1]]:
        i -= 1
    before, owner = clause.words[i - 1], clause.words[i - 2]
    if before == "'s":
        return owner not in words_of("subject", "ask", "start")
    if before in ("her", "no"):
        return after not in words_of("start") and after not in _BEFORE_MARKS
    return before in words_of("article") or (before in words_of("possessive") and before != "whose")


def _present(clause: Clause, i: int, before: str, after: str, form: str) -> str:
    """Decide between "they claim" and "the claim", "she claims" and "the claims"."""
    if before in words_of("modal", "do", "negation") and clause.words[i - 1] != "no":
        return "v"
    if before == "to":
        return "v" if form == "base" else "n"
    if before in words_of("subject") and not (before in words_of("determiner") and form == "s"):
        return "v"
    if before in words_of("article", "possessive", "preposition", "be", "have", "adjective"):
        return "n"
    if before in words_of("determiner"):
        return "n" if form == "base" else "?"
    if after in words_of("start"):
        return "v"
    if after == "of" or after in words_of("be", "have", "modal", "do"):
        return "n"
    if i == 0 or (form == "base" and _is_singular(clause, i)):
        return "n"
    return "?"


def _is_singular(clause: Clause, i: int) -> bool:
    """Tell whether a singular noun phrase may end at token i: "the latest claim", not "the officials claim"."""
    return clause.words[i - 2] in words_of("article", "possessive") and not clause.words[i - 1].endswith("s")


def _is_predicate(clause: Clause, i: int, end: int, kinds: str) -> bool:
    """Tell whether an adjective speaks of its subject: "is sure", "sure that", not "a sure thing".

    One that is a participle as well ("worried") needs the verb before it.
    """
    before = _before(clause, i)
    if before != "'s" and before in words_of("article", "possessive"):
        return False
    return before in words_of("linking") or ("v" not in kinds and clause.words[end] in words_of("complement"))
