"""Every occurrence of a cue in a text, with its verb group and what the source does with the content.

One look-up a token finds the words a cue may begin with; of the patterns that fit, the longest wins ("called for"
before "called").  Then three questions are asked of the closed-class words around it (`clause`):

1. Is it the verb or the noun (`parts`)?
2. How far does the verb group reach to the left?  Over auxiliaries, negations and adverbs ("would later say"), over
   "to" to a verb that only carries on ("went on to say", "refused to say") and over "was quoted as".
3. What does the source do with the content (`stance`)?

Nothing is rejected for being unlikely: that is the weight's part, and linking's.

Limits: words between a verb and its particle, and an auxiliary parted from its verb by the subject ("did he say"), are
not joined to the group.
"""

import functools
from itertools import compress

import attrs

from quoteattr.data import entries
from quoteattr.finding.cues.clause import IS_ADVERB, REACH, Classes, Clause, words_of
from quoteattr.finding.cues.lexicon import Lexicon, Pattern
from quoteattr.finding.cues.matches import CueMatch
from quoteattr.finding.cues.parts import fits
from quoteattr.finding.cues.stance import stance_of
from quoteattr.reading.reading import Reading


@functools.cache
def calendar() -> Classes:
    """Return the names of days and months in lower case."""
    return frozenset(word.lower() for word, kind in entries("capitalised") if kind in {"weekday", "month"})


def find_cues(reading: Reading, lexicon: Lexicon) -> list[CueMatch]:
    """Return the cues of a text in order; no two share a token."""
    matches: list[CueMatch] = []
    sentences = iter(reading.sentences)
    clause, end, floor = Clause([], 0, 0), 0, 0
    lower, index, after = reading.lower, lexicon.index, [*reading.lower[1:], ""]
    for token in compress(range(len(lower)), map(index.__contains__, lower)):
        seconds = index[lower[token]]
        if token < floor or not ("" in seconds or after[token] in seconds):
            continue
        while token >= end:
            sentence = next(sentences)
            end = sentence.last
        if clause.first != sentence.first or not clause.size:
            clause = Clause.of(reading, sentence)
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


# --- the pattern ---------------------------------------------------------------------------------


def _fitting(longer: tuple[Pattern, ...], single: tuple[Pattern, ...], clause: Clause, i: int) -> Pattern | None:
    """Return the longest pattern that stands at word i and is of the class its neighbours ask for.

    `single` are those of one word, `longer` those that go on with the next word.
    """
    for pattern in longer:
        if clause.has(i, pattern.words) and fits(pattern, clause, i, "") and not _dates(pattern, clause, i):
            return pattern
    kinds = "".join([p.kind for p in single]) if len(single) > 1 else ""
    for pattern in single:
        if fits(pattern, clause, i, kinds):
            return pattern
    return None


def _dates(pattern: Pattern, clause: Clause, i: int) -> bool:
    """Tell whether the last word of a pattern only says when: "insisted *on* Monday"."""
    after = clause.words[i + len(pattern.words)]
    return pattern.words[-1] in {"on", "in", "at", "by"} and (after in calendar() or after[:1].isdigit())


# --- the verb group ------------------------------------------------------------------------------


def _match(pattern: Pattern, clause: Clause, i: int) -> CueMatch:
    end = i + len(pattern.words)
    first = _group_start(clause, i, pattern.kind) if pattern.kind in "va" else i
    form = _form(pattern, clause, first, i)
    stance = stance_of(pattern, clause, first, i, end)
    at = clause.first
    return CueMatch(at + first, at + end, at + i + pattern.head, form, pattern.entry, stance)


def _group_start(clause: Clause, i: int, kind: str) -> int:
    """Return the first token of the verb group whose main word is token i."""
    helpers = _helpers(kind)
    floor = max(0, i - REACH)
    while i > floor:
        word, further = clause.words[i - 1], clause.words[i - 2]
        if word == "'s" and further not in words_of("subject", "ask"):
            return i  # a genitive
        if word in helpers or IS_ADVERB[word]:
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


def _form(pattern: Pattern, clause: Clause, first: int, i: int) -> str:
    """Return the form in its place: a past form after "has" or "is" is a participle, after "to" a base ("to put")."""
    if pattern.form != "ed":
        return pattern.form
    before = {clause.words[k] for k in range(first - 1, i)}
    if not before.isdisjoint(words_of("be", "have")):
        return "en"
    same = clause.words[i] == pattern.entry.lemma.partition(" ")[0]
    return "base" if same and ("to" in before or not before.isdisjoint(words_of("do", "modal"))) else "ed"
