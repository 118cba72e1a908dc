"""The name that a nominal hands over to: in apposition ("his lawyer, *Carl Bruno*") or behind its complement.

"A lawyer for Y" is not Y; "France's envoy to Chad *Luc Morel*" is Morel.
"""

from typing import Final

from quoteattr.finding.mentions import DOCUMENT, NAME, ORGANISATION, PERSON, PLACE, Phrase
from quoteattr.finding.words import is_somebodys, is_title, lists, role_of
from quoteattr.naming.index import Index
from quoteattr.naming.sources.subject import Subject
from quoteattr.naming.sources.words import LINKING, STOPS

DEALING: Final = frozenset(
    "owner parent publisher operator builder landlord developer insurer sponsor organiser organizer promoter producer "
    "employer supplier distributor contractor rival partner backer landowner seller buyer bidder lender client "
    "customer competitor shareholder investor creator host founder".split()
)  # nouns for persons that a body may be, too
OPENING: Final = frozenset([",", "—", "–", "--", "(", ":"])  # signs before an apposition
COMPLEMENT: Final = 8  # tokens of a noun's complement with the name behind it


def apposed_name(index: Index, head: Subject, end: int, last: int) -> int | None:
    """Return the name after a comma or dash that a nominal is in apposition with; that of many is a body's."""
    nominal = index.phrases[head.phrase] if head.phrase is not None else None
    one = index.reading.lower[head.first] == "one"
    if nominal and nominal.kind is DOCUMENT and not one:
        return None
    names = (i for i in index.within(end, last) if index.forms[i] is NAME)
    apart = (i for i in names if _is_set_off(index, index.phrases[i], end))
    if nominal is not None and nominal.plural and not one:  # "the plant's owners, Kerrigan Foods"
        first = next(apart, None)
        return first if first is not None and _is_whole_body(index, index.phrases[first], last) else None
    return next((i for i in apart if _may_be(index, head, nominal, index.phrases[i])), None)


def _may_be(index: Index, head: Subject, nominal: Phrase | None, name: Phrase) -> bool:
    """Tell whether a name may be of whom a nominal tells: a person, or a body where the noun may be one's."""
    if name.kind in {PERSON, None}:
        return True
    if nominal is None or (name.kind is PLACE and name.sure):
        return False
    if name.kind is PLACE and nominal.kind is PERSON and name.names[1] - name.names[0] > 1:
        return index.reading.lower[name.first - 1] == ","  # “her mother, Jodie **Park**”
    return nominal.kind is not PERSON or _is_body(index, head, name)


def _is_whole_body(index: Index, name: Phrase, last: int) -> bool:
    """Tell whether a name is a body's and no word follows it up to a token."""
    return name.kind is ORGANISATION and not any(word[0].isalnum() for word in index.reading.lower[name.last : last])


def _is_body(index: Index, head: Subject, name: Phrase) -> bool:
    """Tell whether a body may be what a noun for a person says right before it: "the mine's **owner**, Alto SA"."""
    lower, noun = index.reading.lower, head.last - 1
    if lower[noun] not in DEALING or lower[head.first] in {"a", "an"} or name.kind is not ORGANISATION:
        return False
    return lower[noun + 1] == "," and name.first == noun + 2 and lower[name.last : name.last + 1] != ["'s"]


def _is_set_off(index: Index, phrase: Phrase, end: int) -> bool:
    """Tell whether only describing words part a name from a comma, dash or bracket: ", mechanical engineer Jo Wade"."""
    lower = index.reading.lower
    at = phrase.first - 1
    while at > end and phrase.first - at <= 4 and lower[at][0].isalpha() and lower[at] not in STOPS and phrase.title:
        at -= 1
    return lower[at] in OPENING


def titled_name(index: Index, head: Subject, end: int, last: int) -> int | None:
    """Return the person named right after a nominal's complement: "France's envoy to Chad Luc Morel"."""
    nominal = index.phrases[head.phrase] if head.phrase is not None else None
    if nominal is None or nominal.kind is not PERSON or last - end > COMPLEMENT:
        return None
    lower = index.reading.lower
    if is_somebodys(nominal.role) and lower[end] == "of":
        return None  # "the mother of missing Luc Morel"
    for i in index.within(last - 1, last):
        phrase = index.phrases[i]
        person = phrase.form is NAME and phrase.kind is PERSON and phrase.names[1] == last
        if person and lower[phrase.names[0] - 1] not in STOPS | {"the", "a", "'s"}:
            return None if lower[phrase.first - 1] in LINKING and _is_titled_itself(phrase) else i
    return None


def _is_titled_itself(phrase: Phrase) -> bool:
    """Tell whether all of what stands before a name is its own title: "a lawyer for **Mr** Joyce"."""
    first, _, rest = phrase.title.partition(" ")
    role, second = role_of(first), role_of(rest.partition(" ")[0])
    if is_title(first) or (role is not None and role.kind is PERSON):
        return True
    return second is not None and first not in lists().places  # "Prime Minister", not "Leeds Sgt"
