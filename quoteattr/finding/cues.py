"""Every occurrence of a cue in a text, with its verb group and what the source does with the content.

One look-up a token finds the words a cue may begin with; of the patterns that fit, the longest wins ("called for"
before "called").  Then three questions are asked of the closed-class words around it:

1. Is it the verb or the noun?  "the report" is none, "officials report" is one; "the proposed law" is neither.
2. How far does the verb group reach to the left?  Over auxiliaries, negations and adverbs ("would later say"), over
   "to" to a verb that only carries on ("went on to say", "refused to say") and over "was quoted as".
3. What does the occurrence do with the content?  An odd number of negations turns the entry's stance ("did not say"
   NOT_SAID, "did not deny" ASSERTED, "does not believe" DENIED); an object with an infinitive makes a request ("told
   him to go").

Nothing is rejected for being unlikely: that is the weight's part, and linking's.

Limits: a bare noun in front of an -s form leaves it open which of the two is the verb ("police reports say"); it is
taken for a verb.  Words between a verb and its particle, and an auxiliary parted from its verb by the subject ("did
he say"), are not joined to the group.
"""

import functools
from collections.abc import Mapping
from typing import Final

import attrs

from quoteattr.data import entries, values
from quoteattr.finding.lexicon import Lexicon, Pattern
from quoteattr.finding.phrases import CueEntry, CueMatch
from quoteattr.models import CueMode, CueStance
from quoteattr.reading.reading import Reading

REACH: Final = 8  # tokens a verb group may reach to the left, or an infinitive may stand to the right

Classes = frozenset[str]


@functools.cache
def words_of(*classes: str) -> Classes:
    """Return the function words that are of any of these classes (see the head of `function_words.tsv`)."""
    return frozenset(word for word, listed in entries("function_words") if not set(classes).isdisjoint(values(listed)))


@functools.cache
def calendar() -> Classes:
    """Return the names of days and months in lower case."""
    return frozenset(word.lower() for word, kind in entries("capitalised") if kind in {"weekday", "month"})


@attrs.frozen(eq=False)
class _Clause:
    """The tokens of one sentence, as lower-case words; outside it there is nothing ("")."""

    lower: list[str]
    first: int
    last: int

    def at(self, i: int) -> str:
        return self.lower[i] if self.first <= i < self.last else ""

    def has(self, i: int, words: tuple[str, ...]) -> bool:
        """Tell whether `words` stand from token i on."""
        end = i + len(words)
        return end <= self.last and tuple(self.lower[i:end]) == words


def find_cues(reading: Reading, lexicon: Lexicon) -> list[CueMatch]:
    """Return the cues of a text in order; no two share a token."""
    index, lower = lexicon.index, reading.lower
    matches: list[CueMatch] = []
    for sentence in reading.sentences:
        clause = _Clause(lower, sentence.first, sentence.last)
        floor = sentence.first
        for i in range(sentence.first, sentence.last):
            if lower[i] in index and i >= floor and (pattern := _fitting(index[lower[i]], clause, i)):
                match = _match(pattern, clause, i)
                matches = _without(matches, match)
                matches.append(_clear_of(matches[-1] if matches else None, match))
                floor = match.last
    return matches


def _without(matches: list[CueMatch], new: CueMatch) -> list[CueMatch]:
    """Drop the last matches that the new one contains: "went on" of "went on to say"."""
    while matches and matches[-1].first >= new.first:
        matches.pop()
    return matches


def _clear_of(before: CueMatch | None, match: CueMatch) -> CueMatch:
    if before is None or before.last <= match.first:
        return match
    return attrs.evolve(match, first=before.last)


# --- verb or noun --------------------------------------------------------------------------------


def _fitting(seconds: Mapping[str, tuple[Pattern, ...]], clause: _Clause, i: int) -> Pattern | None:
    """Return the longest pattern that stands at token i and is of the class its neighbours ask for."""
    second = clause.lower[i + 1] if i + 1 < clause.last else "\n"
    longer, single = seconds.get(second, ()), seconds.get("", ())
    for pattern in longer:
        if clause.has(i, pattern.words) and _fits(pattern, clause, i, "") and not _dates(pattern, clause, i):
            return pattern
    kinds = "".join(p.kind for p in single) if len(single) > 1 else ""
    for pattern in single:
        if _fits(pattern, clause, i, kinds):
            return pattern
    return None


def _dates(pattern: Pattern, clause: _Clause, i: int) -> bool:
    """Tell whether the last word of a pattern only says when: "insisted *on* Monday"."""
    after = clause.at(i + len(pattern.words))
    return pattern.words[-1] in {"on", "in", "at", "by"} and (after in calendar() or after[:1].isdigit())


def _fits(pattern: Pattern, clause: _Clause, i: int, kinds: str) -> bool:
    """Tell whether a pattern suits its neighbours; `kinds` are the classes among which the word is ambiguous."""
    end = i + len(pattern.words)
    if pattern.kind == "v":
        if "verbal" in pattern.entry.frames and pattern.form in ("base", "s"):
            return clause.at(i - 1) not in words_of("article")
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


def _part(clause: _Clause, i: int, end: int, form: str, kinds: str) -> str:
    """Return what tokens [i, end) are: "v" verb, "n" noun, "x" neither, "?" undecided (most often a verb)."""
    before, after = _before(clause, i), clause.at(end)
    if form in ("ed", "en"):
        return "x" if _is_attribute(clause, i, after) else "v"
    if form == "ing":
        owned = "n" in kinds and before in words_of("possessive", "determiner")
        return "n" if owned or before in words_of("article", "adjective") else "v"
    return _present(clause, i, before, after, form)


def _before(clause: _Clause, i: int) -> str:
    """Return the word before token i, adverbs left out."""
    for k in range(i - 1, i - REACH, -1):
        if not _is_adverb(clause.at(k)) or clause.at(k) in words_of("adjective", "subject"):
            return clause.at(k)
    return ""


def _is_attribute(clause: _Clause, i: int, after: str) -> bool:
    """Tell whether a past form stands before a noun: "the alleged thief", "Trump's proposed ban"."""
    floor = max(clause.first + 1, i - REACH)
    while i > floor and _is_adverb(clause.at(i - 1)):
        i -= 1
    before, owner = clause.at(i - 1), clause.at(i - 2)
    if before == "'s":
        return owner not in words_of("subject", "ask", "start")
    if before in ("her", "no"):
        return after not in words_of("start")
    return before in words_of("article") or (before in words_of("possessive") and before != "whose")


def _present(clause: _Clause, i: int, before: str, after: str, form: str) -> str:
    """Decide between "they claim" and "the claim", "she claims" and "the claims"."""
    if before in words_of("modal", "do", "negation") and clause.at(i - 1) != "no":
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
    if i == clause.first or (form == "base" and _is_singular(clause, i)):
        return "n"
    return "?"


def _is_singular(clause: _Clause, i: int) -> bool:
    """Tell whether a singular noun phrase may end at token i: "the latest claim", not "the officials claim"."""
    return clause.at(i - 2) in words_of("article", "possessive") and not clause.at(i - 1).endswith("s")


def _is_predicate(clause: _Clause, i: int, end: int, kinds: str) -> bool:
    """Tell whether an adjective speaks of its subject: "is sure", "sure that", not "a sure thing".

    One that is a participle as well ("worried") needs the verb before it.
    """
    before = _before(clause, i)
    if before != "'s" and before in words_of("article", "possessive"):
        return False
    return before in words_of("linking") or ("v" not in kinds and clause.at(end) in words_of("complement"))


def _is_adverb(word: str) -> bool:
    return word in words_of("adverb") or (word.endswith("ly") and len(word) > 4 and word not in words_of("plain"))


# --- the verb group ------------------------------------------------------------------------------


def _match(pattern: Pattern, clause: _Clause, i: int) -> CueMatch:
    end = i + len(pattern.words)
    first = _group_start(clause, i, pattern.kind) if pattern.kind in "va" else i
    form = _form(pattern, clause, first, i)
    stance = _stance(pattern, clause, first, i, end)
    return CueMatch(first, end, i + pattern.head, form, pattern.entry, stance)


def _group_start(clause: _Clause, i: int, kind: str) -> int:
    """Return the first token of the verb group whose main word is token i."""
    helpers = words_of("be", "have", "do", "modal", "negation") | (words_of("linking") if kind == "a" else frozenset())
    floor = max(clause.first, i - REACH)
    while i > floor:
        word, further = clause.at(i - 1), clause.at(i - 2)
        if word == "'s" and further not in words_of("subject", "ask"):
            return i  # a genitive
        if word in helpers or _is_adverb(word):
            i -= 1
        elif (word == "to" and further in words_of("before_to", "silence")) or (
            word == "as" and further in words_of("relay")
        ):
            i -= 2
        else:
            return i
    return i


def _form(pattern: Pattern, clause: _Clause, first: int, i: int) -> str:
    """Return the form in its place: a past form after "has" or "is" is a participle, after "to" a base ("to put")."""
    if pattern.form != "ed":
        return pattern.form
    before = [clause.at(k) for k in range(first - 1, i)]
    if any(word in words_of("be", "have") for word in before):
        return "en"
    same = clause.at(i) == pattern.entry.lemma.partition(" ")[0]
    return "base" if same and any(word == "to" or word in words_of("do", "modal") for word in before) else "ed"


# --- what the source does with the content -------------------------------------------------------


def _stance(pattern: Pattern, clause: _Clause, first: int, i: int, end: int) -> CueStance:
    entry = pattern.entry
    stance = _requested(entry, clause, end) if pattern.kind == "v" else entry.stance
    if pattern.kind == "n":
        return CueStance.NOT_SAID if clause.at(i - 1) in ("no", "without") else stance
    negations = sum(_is_negation(clause, k) for k in range(first, i)) + _has_negative_subject(clause, first)
    silences = sum(clause.at(k) in words_of("silence") for k in range(first, i))
    return turned(entry.mode, stance, negations, silences)


def turned(mode: CueMode, stance: CueStance, negations: int, silences: int = 0) -> CueStance:
    """Return the stance after so many negations and verbs of keeping silent ("refused to")."""
    if (negations + silences) % 2 == 0:
        return stance
    if stance in (CueStance.DENIED, CueStance.NOT_SAID):
        return CueStance.NOT_SAID if silences else CueStance.ASSERTED
    return CueStance.DENIED if mode is CueMode.THOUGHT and stance is CueStance.ASSERTED else CueStance.NOT_SAID


def _is_negation(clause: _Clause, i: int) -> bool:
    return clause.at(i) in words_of("negation") and clause.at(i + 1) not in ("only", "just", "merely", "simply")


def _has_negative_subject(clause: _Clause, first: int) -> bool:
    before = clause.at(first - 1)
    return before in words_of("negative") or before == "without" or (clause.at(first - 2), before) == ("no", "one")


def _requested(entry: CueEntry, clause: _Clause, end: int) -> CueStance:
    """Return URGED for "told him to go", "asked that she leave", else the entry's own stance."""
    if "objto" in entry.frames and _takes_infinitive(clause, end):
        return CueStance.URGED
    if entry.stance is CueStance.ASKED and clause.at(end) in ("that", "for"):
        return CueStance.URGED
    return entry.stance


# After these an infinitive belongs to another clause: "told me that he wants to go".
_OPENERS: Final = frozenset("that i he she we they when as after".split())


def _takes_infinitive(clause: _Clause, end: int) -> bool:
    """Tell whether an object and "to" with a verb follow: "him to go", "them not to go", in passives just "to go"."""
    barred = words_of("ask", "be", "have", "do", "modal", "before_to") | _OPENERS
    for k in range(end, min(end + REACH, clause.last - 1)):
        word = clause.at(k)
        if word == "to":
            following = clause.at(k + 1)
            if clause.at(k - 1) in words_of("noun_to"):
                return False
            return following.isalpha() and following not in words_of("article", "determiner", "possessive")
        if word in barred or not (word[0].isalnum() or word == "'s"):
            return False
    return False
