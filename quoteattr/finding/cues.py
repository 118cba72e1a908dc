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
from itertools import compress
from typing import Final

import attrs

from quoteattr.data import entries, values
from quoteattr.finding.lexicon import Lexicon, Pattern
from quoteattr.finding.phrases import CueEntry, CueMatch
from quoteattr.models import CueMode, CueStance
from quoteattr.reading.reading import Reading, Sentence
from quoteattr.reading.remembered import Remembered

REACH: Final = 8  # tokens a verb group may reach to the left, or an infinitive may stand to the right
_BEFORE_MARKS: Final = frozenset([",", ":"])  # behind “a voice behind *her said*”, which is no participle

Classes = frozenset[str]


@functools.cache
def words_of(*classes: str) -> Classes:
    """Return the function words that are of any of these classes (see the head of `function_words.tsv`)."""
    return frozenset(word for word, listed in entries("function_words") if not set(classes).isdisjoint(values(listed)))


@functools.cache
def calendar() -> Classes:
    """Return the names of days and months in lower case."""
    return frozenset(word.lower() for word, kind in entries("capitalised") if kind in {"weekday", "month"})


@attrs.define(eq=False)
class _Clause:
    """The words of one sentence in lower case; they are counted from its first token, `first`.

    Behind the last of them, `words` goes on with "".  Since Python counts negative places from the end, one may look
    beyond either end without asking where it is.
    """

    words: list[str]
    first: int
    size: int

    @classmethod
    def of(cls, reading: Reading, sentence: Sentence) -> "_Clause":
        """Return the words of a sentence."""
        first, last = sentence.first, sentence.last
        return cls(reading.lower[first:last] + _NOTHING, first, last - first)

    def has(self, i: int, words: tuple[str, ...]) -> bool:
        """Tell whether `words`, of which two do, stand from word i on."""
        return len(words) == 2 or tuple(self.words[i : i + len(words)]) == words


_NOTHING: Final = [""] * (REACH + 4)


def find_cues(reading: Reading, lexicon: Lexicon) -> list[CueMatch]:
    """Return the cues of a text in order; no two share a token."""
    matches: list[CueMatch] = []
    sentences = iter(reading.sentences)
    clause, end, floor = _Clause([], 0, 0), 0, 0
    lower, index, after = reading.lower, lexicon.index, [*reading.lower[1:], ""]
    for token in compress(range(len(lower)), map(index.__contains__, lower)):
        seconds = index[lower[token]]
        if token < floor or not ("" in seconds or after[token] in seconds):
            continue
        while token >= end:
            sentence = next(sentences)
            end = sentence.last
        if clause.first != sentence.first or not clause.size:
            clause = _Clause.of(reading, sentence)
        i = token - clause.first
        longer, single = seconds.get(clause.words[i + 1] or "\n", ()), seconds.get("", ())
        if (longer or single) and (pattern := _fitting(longer, single, clause, i)):
            match = _match(pattern, clause, i)
            if matches and matches[-1].last > match.first:
                matches = _without(matches, match)
                match = _clear_of(matches[-1] if matches else None, match)
            matches.append(match)
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


def _fitting(longer: tuple[Pattern, ...], single: tuple[Pattern, ...], clause: _Clause, i: int) -> Pattern | None:
    """Return the longest pattern that stands at word i and is of the class its neighbours ask for.

    `single` are those of one word, `longer` those that go on with the next word.
    """
    for pattern in longer:
        if clause.has(i, pattern.words) and _fits(pattern, clause, i, "") and not _dates(pattern, clause, i):
            return pattern
    kinds = "".join([p.kind for p in single]) if len(single) > 1 else ""
    for pattern in single:
        if _fits(pattern, clause, i, kinds):
            return pattern
    return None


def _dates(pattern: Pattern, clause: _Clause, i: int) -> bool:
    """Tell whether the last word of a pattern only says when: "insisted *on* Monday"."""
    after = clause.words[i + len(pattern.words)]
    return pattern.words[-1] in {"on", "in", "at", "by"} and (after in calendar() or after[:1].isdigit())


def _fits(pattern: Pattern, clause: _Clause, i: int, kinds: str) -> bool:
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


def _part(clause: _Clause, i: int, end: int, form: str, kinds: str) -> str:
    """Return what tokens [i, end) are: "v" verb, "n" noun, "x" neither, "?" undecided (most often a verb)."""
    after = clause.words[end]
    if form in ("ed", "en"):
        return "x" if _is_attribute(clause, i, after) else "v"
    before = _before(clause, i)
    if form == "ing":
        owned = "n" in kinds and before in words_of("possessive", "determiner")
        return "n" if owned or before in words_of("article", "adjective") else "v"
    return _present(clause, i, before, after, form)


def _before(clause: _Clause, i: int) -> str:
    """Return the word before token i, adverbs left out."""
    for k in range(i - 1, i - REACH, -1):
        if not _is_adverb(clause.words[k]) or clause.words[k] in words_of("adjective", "subject"):
            return clause.words[k]
    return ""


def _is_attribute(clause: _Clause, i: int, after: str) -> bool:
    """Tell whether a past form stands before a noun: "the alleged thief", "Trump's proposed ban"."""
    floor = max(1, i - REACH)
    while i > floor and _is_adverb(clause.words[i - 1]):
        i -= 1
    before, owner = clause.words[i - 1], clause.words[i - 2]
    if before == "'s":
        return owner not in words_of("subject", "ask", "start")
    if before in ("her", "no"):
        return after not in words_of("start") and after not in _BEFORE_MARKS
    return before in words_of("article") or (before in words_of("possessive") and before != "whose")


def _present(clause: _Clause, i: int, before: str, after: str, form: str) -> str:
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


def _is_singular(clause: _Clause, i: int) -> bool:
    """Tell whether a singular noun phrase may end at token i: "the latest claim", not "the officials claim"."""
    return clause.words[i - 2] in words_of("article", "possessive") and not clause.words[i - 1].endswith("s")


def _is_predicate(clause: _Clause, i: int, end: int, kinds: str) -> bool:
    """Tell whether an adjective speaks of its subject: "is sure", "sure that", not "a sure thing".

    One that is a participle as well ("worried") needs the verb before it.
    """
    before = _before(clause, i)
    if before != "'s" and before in words_of("article", "possessive"):
        return False
    return before in words_of("linking") or ("v" not in kinds and clause.words[end] in words_of("complement"))


def _is_adverb(word: str) -> bool:
    return _ADVERBS[word]


def _looks_like_adverb(word: str) -> bool:
    return word in words_of("adverb") or (word.endswith("ly") and len(word) > 4 and word not in words_of("plain"))


_ADVERBS: Final = Remembered(_looks_like_adverb)


# --- the verb group ------------------------------------------------------------------------------


def _match(pattern: Pattern, clause: _Clause, i: int) -> CueMatch:
    end = i + len(pattern.words)
    first = _group_start(clause, i, pattern.kind) if pattern.kind in "va" else i
    form = _form(pattern, clause, first, i)
    stance = _stance(pattern, clause, first, i, end)
    at = clause.first
    return CueMatch(at + first, at + end, at + i + pattern.head, form, pattern.entry, stance)


def _group_start(clause: _Clause, i: int, kind: str) -> int:
    """Return the first token of the verb group whose main word is token i."""
    helpers = _helpers(kind)
    floor = max(0, i - REACH)
    while i > floor:
        word, further = clause.words[i - 1], clause.words[i - 2]
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


@functools.cache
def _helpers(kind: str) -> Classes:
    """Return the words that may stand in the verb group of a verb, or of an adjective."""
    return words_of("be", "have", "do", "modal", "negation", *(("linking",) if kind == "a" else ()))


def _form(pattern: Pattern, clause: _Clause, first: int, i: int) -> str:
    """Return the form in its place: a past form after "has" or "is" is a participle, after "to" a base ("to put")."""
    if pattern.form != "ed":
        return pattern.form
    before = {clause.words[k] for k in range(first - 1, i)}
    if not before.isdisjoint(words_of("be", "have")):
        return "en"
    same = clause.words[i] == pattern.entry.lemma.partition(" ")[0]
    return "base" if same and ("to" in before or not before.isdisjoint(words_of("do", "modal"))) else "ed"


# --- what the source does with the content -------------------------------------------------------


def _stance(pattern: Pattern, clause: _Clause, first: int, i: int, end: int) -> CueStance:
    entry = pattern.entry
    stance = _requested(entry, clause, end) if pattern.kind == "v" else entry.stance
    if pattern.kind == "n":
        return CueStance.NOT_SAID if clause.words[i - 1] in ("no", "without") else stance
    negations, silences = int(_has_negative_subject(clause, first)), 0
    for k in range(first, i):
        negations += _is_negation(clause, k)
        silences += clause.words[k] in words_of("silence")
    return turned(entry.mode, stance, negations, silences) if negations or silences else stance


def turned(mode: CueMode, stance: CueStance, negations: int, silences: int = 0) -> CueStance:
    """Return the stance after so many negations and verbs of keeping silent ("refused to")."""
    if (negations + silences) % 2 == 0:
        return stance
    if stance in (CueStance.DENIED, CueStance.NOT_SAID):
        return CueStance.NOT_SAID if silences else CueStance.ASSERTED
    return CueStance.DENIED if mode is CueMode.THOUGHT and stance is CueStance.ASSERTED else CueStance.NOT_SAID


def _is_negation(clause: _Clause, i: int) -> bool:
    return clause.words[i] in words_of("negation") and clause.words[i + 1] not in ("only", "just", "merely", "simply")


def _has_negative_subject(clause: _Clause, first: int) -> bool:
    before = clause.words[first - 1]
    if before in words_of("negative") or before == "without":
        return True
    return before == "one" and clause.words[first - 2] == "no"


def _requested(entry: CueEntry, clause: _Clause, end: int) -> CueStance:
    """Return URGED for "told him to go", "asked that she leave", else the entry's own stance."""
    if "objto" in entry.frames and _takes_infinitive(clause, end):
        return CueStance.URGED
    if entry.stance is CueStance.ASKED and clause.words[end] in ("that", "for"):
        return CueStance.URGED
    return entry.stance


# After these an infinitive belongs to another clause: "told me that he wants to go".
_OPENERS: Final = frozenset("that i he she we they when as after".split())


def _takes_infinitive(clause: _Clause, end: int) -> bool:
    """Tell whether an object and "to" with a verb follow: "him to go", "them not to go", in passives just "to go"."""
    barred = words_of("ask", "be", "have", "do", "modal", "before_to") | _OPENERS
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
