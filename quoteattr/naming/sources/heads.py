"""The first segment of a source, and the name or noun that heads it.

A segment goes up to a comma, a preposition or a relative; names are jumped over, and a comma between the adjectives of
a noun ("a small*,* dry voice").  A name that ends it is its head
("Republican pollster *Daron Shaw*"), else its last noun.
"""

from typing import Final

from quoteattr.finding.mentions import NAME, NOMINAL
from quoteattr.finding.words import role_of
from quoteattr.linking.words import DETERMINERS, PARTICIPLES, PREPOSITIONS, PRONOUNS, SUBORDINATORS
from quoteattr.naming.cast import SMALL
from quoteattr.naming.index import Index
from quoteattr.naming.sources.documents import lower_documents
from quoteattr.naming.sources.singles import is_one
from quoteattr.naming.sources.subject import Subject
from quoteattr.naming.sources.words import STOPS

MANNER: Final = frozenset("aloud again too then together".split())
BEHIND: Final = frozenset(["himself", "herself", "elect", "emeritus"])  # a noun whose phrase goes on
BRIEF: Final = 6  # tokens of a title with its name, of which some may be small
_NO_ADJECTIVES: Final = DETERMINERS | PRONOUNS | PREPOSITIONS | SUBORDINATORS
ADJECTIVES: Final = 5  # tokens between an article and a comma that parts them from a noun
TITLED: Final = 10  # tokens from where a title is cut to the end of the name


def segment_end(index: Index, first: int, last: int, inside: list[int]) -> int:
    """Return the end of the first segment, names jumped over."""
    if STOPS.isdisjoint(index.reading.lower[first + 1 : last]):
        return last
    jumps = dict([index.phrases[i].names for i in inside if index.forms[i] is NAME])
    lower = index.reading.lower
    i = first
    while i < last:
        if i in jumps and jumps[i] > i:
            i = jumps[i]
        elif i > first and lower[i] in STOPS and not _is_inside(index, first, i, last, inside):
            break
        else:
            i += 1
    return min(i, last)


def _is_inside(index: Index, first: int, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether what may end a segment is inside a noun phrase: "a small*,* dry voice", "Home *and* Away"."""
    lower = index.reading.lower
    if lower[i] != ",":
        return lower[i] == "and" and is_one(index, first, i, last, inside)
    described = lower[first] in DETERMINERS and 0 < i - first - 1 <= ADJECTIVES
    headless = described and all(index.heads[k] >= i for k in inside)
    behind = index.reading.words[i + 1 : last]
    end = next((k for k, word in enumerate(behind) if word in STOPS and word != ","), len(behind))
    return headless and end > 1 and behind[0].islower() and behind[0] not in _NO_ADJECTIVES


def head_of_segment(index: Index, first: int, end: int, inside: list[int]) -> Subject:
    """Return the subject of a segment without what follows it."""
    lower = index.reading.lower
    stop = end
    while stop > first + 1 and (lower[stop - 1] in {"'s", "'"} or not lower[stop - 1][0].isalnum()):
        stop -= 1
    found = _ending(index, first, stop, end, inside)
    if found is None and (whole := _titled_whole(index, first, stop)) is not None:
        found = Subject(NAME, whole, first, stop)
    found = found or _nominal_inside(index, first, stop, inside)
    if found is None and stop - first > 1 and _is_past(lower[stop - 1]) and lower_documents(lower[stop - 2]):
        stop -= 1  # "research | conducted"
    return found or Subject(NOMINAL, None, first, stop)


def _ending(index: Index, first: int, stop: int, end: int, inside: list[int]) -> Subject | None:
    """Return the last name or noun that ends at token `stop`, but for a word of manner: "said Emma | warmly"."""
    manner = stop - 1 if stop > first + 1 and _is_manner(index.reading.lower[stop - 1]) else stop
    for i in reversed(inside):
        phrase = index.phrases[i]
        if phrase.form is NAME and not {phrase.names[1], phrase.last}.isdisjoint([stop, manner, end]):
            whole = _titled_whole(index, first, stop) if phrase.names[0] == first else None
            return Subject(NAME, i if whole is None else whole, first, stop)
        if phrase.form is NOMINAL and phrase.head + 1 in {stop, manner}:
            return Subject(NOMINAL, i, first, phrase.head + 1)
        if phrase.form is NOMINAL and phrase.head < stop <= phrase.last:
            return Subject(NOMINAL, i, first, stop)
    return None


def _nominal_inside(index: Index, first: int, stop: int, inside: list[int]) -> Subject | None:
    """Return the nominal of a segment with some words behind it: "the doctors | offering to help"."""
    lower = index.reading.lower
    nominals = [i for i in inside if index.heads[i] < stop and index.forms[i] is NOMINAL]
    if nominals and stop - index.heads[nominals[-1]] <= 2 and lower[stop - 1] in BEHIND:
        return Subject(NOMINAL, nominals[-1], first, stop)
    for i in nominals:
        phrase = index.phrases[i]
        after = lower[phrase.last] if phrase.last < stop else ""
        if phrase.first <= first + 1 and (_is_past(after) or after.endswith("ing")) and role_of(after) is None:
            return Subject(NOMINAL, i, first, phrase.last)
    return None


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in PARTICIPLES


def _is_manner(word: str) -> bool:
    return word.endswith("ly") or word in MANNER


def _titled_whole(index: Index, first: int, stop: int) -> int | None:
    """Return the name whose title the words begin: "White House" of "White House press secretary Jo Roe"."""
    for i in index.within(stop, stop + TITLED):
        phrase = index.phrases[i]
        begins = phrase.first < stop and first < phrase.names[0]  # a source may have lost a "former"
        if phrase.form is NAME and begins and phrase.names[0] >= stop and _is_title(index, stop, phrase.names):
            return i
    return None


def _is_title(index: Index, stop: int, name: tuple[int, int]) -> bool:
    """Tell whether what goes on before a name may be its title; of a long one all words that count have a capital."""
    words = index.reading.words[stop : name[0]]
    return name[1] - stop <= BRIEF or all(word[0].isupper() or word in SMALL for word in words)
