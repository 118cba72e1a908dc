"""Whom a relative pronoun stands for: a name it is in apposition to, else the nearest noun phrase before it.

"*Jo Vale*, 44, a nurse, who", "*the nurse* who".
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import GROUP, NAME, PERSON, PRONOUN
from quoteattr.finding.words import role_of
from quoteattr.naming.index import Index
from quoteattr.naming.sources.subject import Subject, subject_of
from quoteattr.naming.sources.words import LINKING
from quoteattr.reading import Reading

APPOSING: Final = frozenset("a an the one another his her their its former".split())  # they open an apposition,
APPOSITION: Final = 12  # which has no more tokens before its relative clause
SAYING: Final = frozenset("said says told asked added replied wrote was is were are has had".split())  # of clauses


def antecedent(index: Index, token: int) -> Subject:
    """Return whom a relative pronoun stands for: a name it is in apposition to, else the nearest noun phrase."""
    best = _apposed(index, token) if index.reading.lower[token] == "who" else None
    best = best if best is not None else _nearest(index, token)
    return Subject(PRONOUN, None, token, token + 1) if best is None else subject_of(index, best)


def _nearest(index: Index, token: int) -> int | None:
    """Return the noun phrase nearest before a relative pronoun in its sentence, the whole of it."""
    reading = index.reading
    sentence = reading.sentences[reading.sentence_of(token)]
    best: int | None = None
    for i in range(bisect_left(index.firsts, token) - 1, -1, -1):
        if index.firsts[i] < max(sentence.first, token - 25):
            break
        phrase = index.phrases[i]
        human = phrase.kind in {PERSON, GROUP, None} or reading.lower[token] != "who"
        nearer = index.phrases[best] if best is not None else None
        owns = nearer is None or (phrase.owner == nearer.names and phrase.last >= nearer.last)
        if phrase.form is not PRONOUN and phrase.last <= token and human and owns:
            best = i
    return best


def _apposed(index: Index, relative: int) -> int | None:
    """Return the name whose apposition a relative clause belongs to: "**Jo Vale**, 44, a nurse, who"."""
    lower = index.reading.lower
    first = _apposition_before(index.reading, relative)
    if first is None:
        return None
    end = first - 1
    if end > 2 and lower[end - 1].isdigit() and lower[end - 2] == ",":
        end -= 2  # the age
    names = (i for i in index.within(end - 1, end) if index.phrases[i].form is NAME)
    return next((i for i in names if index.phrases[i].kind in {PERSON, None}), None)


def _apposition_before(reading: Reading, relative: int) -> int | None:
    """Return where an apposition starts that stands between a comma and a relative pronoun, no clause of its own.

    A place may part the two: "Jo Vale, **a nurse from Reading, Berkshire,** who".
    """
    lower = reading.lower
    last = relative - (lower[relative - 1] == ",")
    first = _phrase_before(lower, last)
    if 1 < first < last and lower[first - 1] == "," and all(word[0].isupper() for word in reading.words[first:last]):
        first = _phrase_before(lower, first - 1)
    if first == last or lower[first - 1] != "," or not SAYING.isdisjoint(lower[first:last]):
        return None
    role = role_of(lower[first])
    described = role is not None and role.kind is PERSON and not role.plural  # ", head of surgery, who"
    return first if described or lower[first] in APPOSING else None


def _phrase_before(lower: Sequence[str], last: int) -> int:
    """Return where the words begin that end at a token without a sign between them."""
    first = last
    while first > 1 and last - first < APPOSITION and (lower[first - 1][0].isalnum() or lower[first - 1] == "'s"):
        first -= 1
    return first


def relative_around(reading: Reading, first: int, last: int, verb: int) -> int | None:
    """Return the "who" whose clause tokens [first, last) end before the verb at token `verb`, if they do.

    They do if a preposition leads them, or a comma closes the clause after them.
    """
    lower, sentence = reading.lower, reading.sentences[reading.sentence_of(first)]
    closed = "," in lower[last:verb] and verb < sentence.last
    if not closed and (verb != last or lower[first - 1] not in LINKING):
        return None
    for k in range(first - 1, sentence.first, -1):
        if lower[k] == "who":
            return k
        if not lower[k][0].isalnum():
            return None
    return None
