"""Whose words those of a document are, and what a source is whose noun is in no list.

A document speaks for its owner or maker, where the source says who that is: by a possessive or a name before the noun
("a *Pentagon* memo", "*her* plan"), else behind "by", "from", "of" or "in" ("the report by *TNO*").  "Seen by Reuters"
says only who has it, and “on TikTok” where it is.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import DOCUMENT, GROUP, NAME, NOMINAL, ORGANISATION, PEOPLE, PERSON, PLACE, Phrase
from quoteattr.finding.words import GENITIVE, head_of, lists, role_of
from quoteattr.linking.words import POSSESSIVES, TIMES
from quoteattr.models import SpeakerKind
from quoteattr.naming.index import Index
from quoteattr.naming.sources.subject import Subject
from quoteattr.reading import Reading

MAKERS: Final = frozenset(["by", "from", "of", "in", "for", "on"])
POSTED: Final = frozenset("account accounts page post posts thread tweet user users video videos".split())
RECEIVING: Final = frozenset("seen obtained reviewed viewed read examined reported cited".split())  # before "by"
PRINTED: Final = frozenset("appeared appearing carried featured printed published".split())  # before "in"
ANYONE: Final = frozenset("anybody anyone everybody everyone nobody somebody someone".split())
SINGLE: Final = frozenset(["one", "another", "each"])
SHARES: Final = frozenset(
    "all dozens few fewer half hundreds many millions most none percent quarter quarters scores third thirds those "
    "thousands".split()
)
NUMBER: Final = 3  # words in which the number of people stands (“about three in ten”)
ENDING: Final = frozenset(", ( who which that whose in at on with from for by".split())  # behind a noun and whose it is
PERSONAL_ENDINGS: Final = ("er", "ist", "ian", "eer", "ier", "ant")  # of nouns for people (“reveller”, “courtier”)
OWNING: Final = frozenset(["a", "an", "his", "her", "its", "their", "'s"])  # before what is written, not who writes


def owner_of(index: Index, subject: Subject, last: int) -> int | None:
    """Return the phrase of the owner or maker of a document: before its head, possessive first, or after "by"."""
    lower, noun = index.reading.lower, subject.last - 1
    before = [i for i in index.within(subject.first, subject.last) if index.phrases[i].head < noun]
    names = [i for i in before if index.forms[i] is NAME and not is_posted(index, index.phrases[i], noun)]
    owning = [i for i in before if not GENITIVE.isdisjoint(lower[index.phrases[i].last : index.phrases[i].last + 1])]
    owner = [i for i in names if i in owning] or names[-1:] or [i for i in owning if index.forms[i] is NOMINAL]
    if owner:
        return owner[0]  # "the company's report"
    if lower[subject.first] in POSSESSIVES:
        return next(iter(before), None)
    return _maker(index, subject.last, last) if lower_documents(lower[noun]) else None


def is_posted(index: Index, name: Phrase, noun: int) -> bool:
    """Tell whether a name right before a noun is only where anybody may put such a thing: “a *Facebook* post”."""
    return index.reading.lower[noun] in POSTED and name.last == noun and is_platform(index, name)


def is_platform(index: Index, name: Phrase) -> bool:
    """Tell whether a name is that of a site where anybody writes."""
    return " ".join(index.reading.lower[name.names[0] : name.names[1]]) in lists().platforms


def lower_documents(word: str) -> bool:
    """Tell whether a noun is in the list of documents, in singular or plural."""
    return word in lists().documents or word.removesuffix("s") in lists().documents


def _maker(index: Index, first: int, last: int) -> int | None:
    """Return the name after "by", else after "from", "of", "in" in tokens [first, last)."""
    lower = index.reading.lower
    found: dict[str, int] = {}
    for i in index.within(first, last):
        phrase = index.phrases[i]
        if phrase.form is not NAME:
            continue
        at = phrase.first - 1
        while at >= first and (lower[at] == "the" or lower[at].isdigit()):
            at -= 1  # "data from the 2014 Household Survey"
        made = lower[at] == "in" and _is_made(lower, at, first)
        elsewhere = made or phrase.kind is PLACE or is_platform(index, phrase)
        seen = lower[at] == "by" and lower[at - 1] in RECEIVING
        if at >= first and lower[at] in MAKERS and not (seen or elsewhere):
            found.setdefault(lower[at], i)
    return found["by"] if "by" in found else next(iter(found.values()), None)


def _is_made(lower: Sequence[str], at: int, first: int) -> bool:
    """Tell whether "in" tells where something was made: “a clip *filmed in* Idlib”, “a suit *filed Monday in* Ohio”.

    A paper has what is printed in it, on whatever day (“an essay *Tuesday in* the Post”).
    """
    before = at - 1
    while before > first and lower[before] in TIMES:
        before -= 1
    printed = lower[before] in PRINTED or (before < at - 1 and not lower[before].endswith("ed"))
    return at > first and not printed


def is_document(phrase: Phrase | None, word: str) -> bool:
    """Tell whether a nominal is a document: its words are those of whoever made it."""
    if phrase is None:
        return head_of(word) is None or word in lists().documents
    if phrase.kind is DOCUMENT:
        return True
    owned = phrase.determiner in OWNING or phrase.role in POSTED
    if phrase.kind is ORGANISATION and phrase.role in lists().documents and owned:
        return True  # "a post", "his paper"
    return word in lists().documents and word.endswith("s")


def kind_of(reading: Reading, subject: Subject, last: int) -> SpeakerKind:
    """Return what a source is that ends at token `last` and whose head is in no list.

    One of some people is a person, a share of them a group (“half of voters”, “four in ten”); a noun with the ending of
    nouns for people is one or several (“a reveller”); anything else is taken for what is written.
    """
    words = reading.lower[subject.first : last]
    end = next((k for k, word in enumerate(words) if k and word in ENDING), len(words))
    role = next((role for word in words[:end] if (role := role_of(word)) and role.kind in PEOPLE), None)
    head = reading.lower[subject.last - 1]
    if words[0] in ANYONE or (words[0] in SINGLE and words[1:2] in ([], ["of"])):
        return PERSON
    if role is not None and not lower_documents(head):
        return GROUP if role.plural or words[0] in SHARES else role.kind
    if not SHARES.isdisjoint(words[:end]) or any(map(str.isdigit, words[:NUMBER])):
        return GROUP
    if lower_documents(head) or not head.removesuffix("s").endswith(PERSONAL_ENDINGS):
        return DOCUMENT
    return GROUP if head.endswith("s") else PERSON
