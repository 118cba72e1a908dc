"""The further somebodies of a source that joins several: "Jane Doe *and Richard Roe*", "Ghana, *Mali* and *Chad*".

A conjunction inside an apposition, a title or the name of a field joins nobody.
"""

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final

from quoteattr.finding.mentions import NAME, NOMINAL, ORGANISATION, PERSON, PLACE, PRONOUN, Phrase
from quoteattr.finding.words import is_common, is_given, is_person_noun, lists
from quoteattr.linking.words import POSSESSIVES
from quoteattr.naming.index import Index
from quoteattr.naming.sources.subject import Subject, subject_of
from quoteattr.naming.sources.words import JOINTS, OFFICIAL, RELATIVES

LISTED: Final = 3  # names that are a list
TITLED: Final = 4  # words of what somebody is before his name
NEAR: Final = 5  # tokens from a head to the conjunction that joins another to it
_LISTING: Final = frozenset([",", "and"])  # between names


def further(index: Index, end: int, last: int) -> tuple[list[int], int] | None:
    """Return the names listed before a conjunction in tokens [end, last), and where the last somebody behind it begins.

    "…, *Jane Doe* of X, and *Richard Roe*".  None if there is no conjunction that joins somebody.
    """
    lower = index.reading.lower
    if lower[end:last][:1] == ["("]:
        end = next((i + 1 for i in range(end, last) if lower[i] == ")"), end)  # “Jane Doe *(R-Ohio)* and Richard Roe”
    joint = next((i for i in range(end, last) if lower[i] in JOINTS or lower[i] in RELATIVES), last)
    if joint + 1 >= last or lower[joint] not in JOINTS or not (joint == end or lower[end] in {",", *JOINTS}):
        return None
    start = index.within(joint + 1, last)
    if not start or not _opens_another(index, index.phrases[start[0]], joint, last):
        return None
    between = [k for k in index.within(end, joint) if lower[index.phrases[k].first - 1] == ","]
    if joint > end and _is_inside(index, between, end, joint, index.phrases[start[0]]):
        return None
    return [k for k in between if _is_listed(index, k, joint)], joint + 1


def _is_inside(index: Index, between: list[int], end: int, joint: int, opening: Phrase) -> bool:
    """Tell whether a conjunction stands inside what is told of the one before it.

    "…, a fellow of X, *and* co-author of Y", "…, Portfolio Holder for Housing, Planning, *and* Growth".
    """
    lower = index.reading.lower
    if opening.kind in {ORGANISATION, PLACE} or (opening.form is NOMINAL and not opening.determiner):
        return True
    if _names_field(index, opening) and not OFFICIAL.isdisjoint(lower[end:joint]):
        return True
    apart = lower[joint - 1] == "," or not (lower[end] == "," or joint - end > NEAR)
    return not apart and not _lists(index, between, end, joint, opening)


def _is_listed(index: Index, i: int, joint: int) -> bool:
    phrase = index.phrases[i]
    listed = phrase.form is NAME and phrase.kind is not PLACE and phrase.last <= joint
    return listed and index.reading.lower[phrase.last] in _LISTING


def _opens_another(index: Index, phrase: Phrase, at: int, last: int) -> bool:
    """Tell whether a phrase right after the conjunction at token `at` can be a second somebody."""
    if index.reading.lower[at + 1] in POSSESSIVES:
        return True
    near = phrase.first <= at + 2 or _is_titled(index, phrase, at + 1)
    return near and not (phrase.form is PRONOUN and last > at + 2)


def _is_titled(index: Index, name: Phrase, start: int) -> bool:
    """Tell whether the words from a token up to a name say what somebody is: "*deputy fire chief* Bo Dahl"."""
    before = index.reading.lower[start : name.first]
    if name.form is not NAME or not 0 < len(before) <= TITLED:
        return False
    return is_person_noun(before[-1]) and all(map(str.isalpha, before))


def _names_field(index: Index, name: Phrase) -> bool:
    """Tell whether a name is a common word, as of what an office is for."""
    word = index.reading.lower[name.first]
    return name.last - name.first == 1 and is_common(word) and not is_given(word)


def _lists(index: Index, between: list[int], end: int, last: int, opening: Phrase) -> bool:
    """Tell whether only names of people stand between a comma and the "and" at `last`: "…, Jo Roe and Ann Lee"."""
    names = [index.phrases[k] for k in between]
    people = all(p.form is NAME and p.kind is PERSON for p in (*names, opening))
    return people and sum(p.last - p.first + 1 for p in names) == last - end


def listed(index: Index, head: Subject, end: int, last: int) -> tuple[Subject, ...]:
    """Return the further somebodies of a source that only lists three or more: "France, *Ghana* and *the UK*".

    Nouns are of many each: "teachers, *parents* and *pupils*".
    """
    lower = index.reading.lower
    found = [k for k in index.within(head.first, last) if lower[index.phrases[k].last : last][:1] != ["'s"]]
    names = [index.phrases[k] for k in found]
    many = all(p.form is NOMINAL and p.plural for p in names)
    if len(names) < LISTED or not (many or (all(p.form is NAME for p in names) and _are_alike(index, names))):
        return ()
    between = [lower[p.last : q.first if many else q.names[0]] for p, q in pairwise(names)]
    if many and not _LISTING.issuperset(chain.from_iterable(between)):
        return ()
    signs = [[word for word in words if word in _LISTING] for words in between]
    if any(words[:1] != [","] for words in signs[:-1]) or "and" not in signs[-1]:
        return ()
    if names[0].last != end or names[-1].last != last:
        return ()
    return tuple(subject_of(index, k) for k in found[1:])


def _are_alike(index: Index, names: Sequence[Phrase]) -> bool:
    """Tell whether names are all of persons or all of bodies: "Ann Lee, *Oxfam* and *Care*" may be one person.

    Countries that are given names as well (“France”) are places here.
    """
    lower, places = index.reading.lower, lists().places
    kinds = {p.kind for p in names if " ".join(lower[p.names[0] : p.names[1]]) not in places} - {None}
    return kinds <= {PERSON} or PERSON not in kinds
