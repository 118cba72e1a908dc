"""Whether an "and" stands within what describes one person or body, so that a segment does not end there.

"Director *and* economist Jo Hale", "an Avon *and* Kent spokesman", "Health *and* Safety inspector Jo Hale", "the Bill
*and* Melinda Gates Foundation".
"""

from typing import Final

from quoteattr.finding.mentions import NAME, NOMINAL, ORGANISATION, PERSON
from quoteattr.finding.words import is_common, is_given, is_person_noun, role_of
from quoteattr.linking.words import ARTICLES
from quoteattr.naming.index import Index

MANY: Final = 300  # names of a text that are looked through


def is_one(index: Index, first: int, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether the "and" at token i stands within what describes one person."""
    return (
        _same_person_goes_on(index, i, last, inside)
        or _is_body_of_one(index, first, i, last, inside)
        or _is_office_of_one(index, first, i, inside)
        or _is_body_by_names(index, first, i, inside)
    )


def _is_body_of_one(index: Index, first: int, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether "and" stands in the name of a body whose spokesman ends the source: "an Avon and Kent spokesman"."""
    reading = index.reading
    if reading.lower[first] not in {"a", "an"} or i + 1 >= last:
        return False
    if not (reading.words[i - 1][0].isupper() and reading.words[i + 1][0].isupper()):
        return False
    ends = (index.phrases[k] for k in inside if index.phrases[k].head == last - 1)
    return any(p.form is NOMINAL and p.kind is PERSON and not p.plural and p.first == i + 1 for p in ends)


def _is_office_of_one(index: Index, first: int, i: int, inside: list[int]) -> bool:
    """Tell whether "and" stands in the office of the person named after it: "Health *and* Safety inspector Jo Hale".

    What stands before it is a common noun with a capital, and nobody's surname ("Brown and Prime Minister Jo Hale").
    """
    lower, words, before = index.reading.lower, index.reading.words, index.reading.lower[i - 1]
    named = next((p for p in (index.phrases[k] for k in inside) if p.names[0] > i + 1 and p.kind is PERSON), None)
    capitals = all(word[0].isupper() for word in words[first:i]) and lower[first] not in ARTICLES
    if named is None or not capitals or not words[i + 1][0].isupper():
        return False
    office = role_of(lower[named.names[0] - 1])
    if office is None or office.kind is not PERSON or office.plural or role_of(before) is not None:
        return False
    return is_common(before) and not is_given(before) and not _is_surname(index, before)


def _is_surname(index: Index, word: str) -> bool:
    """Tell whether a word ends one of the first names of several words in a text."""
    names = (index.phrases[i].names for i in index.names[:MANY])
    return any(last - first > 1 and index.reading.lower[last - 1] == word for first, last in names)


def _is_body_by_names(index: Index, first: int, i: int, inside: list[int]) -> bool:
    """Tell whether "and" joins first names in a body's name: "the Bill *and* Melinda Gates Foundation"."""
    lower = index.reading.lower
    bodies = (index.phrases[k] for k in inside if index.forms[k] is NAME and index.phrases[k].first == i + 1)
    body = next(bodies, None)
    joined = body is not None and body.kind is ORGANISATION and is_given(lower[i + 1])
    return joined and lower[first] == "the" and is_given(lower[i - 1]) and i - first <= 2


def _same_person_goes_on(index: Index, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether "and" joins two roles of the person named after them: "director and economist Jo Hale"."""
    lower = index.reading.lower
    if not is_person_noun(lower[i - 1]):
        return False
    for k in inside:
        phrase = index.phrases[k]
        if phrase.form is NAME and phrase.names[0] > i:
            return phrase.first <= i + 1 and phrase.names[0] > i + 1 and phrase.determiner == ""
    return False
