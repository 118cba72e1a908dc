"""What the words before a colon name: somebody who speaks, or what a list, a form or a recipe has in that place.

A label is a speaker's if it has a title (“Mr. Hale”), a given name (“Priya”), a role at its end (“Interviewer”, “the
deputy speaker”), is an outlet (“Guardian”) or a pronoun (“Me”).  One of words that are in no list may be a surname
(“KAINE”) or a rubric (“Ingredients”): what it says then depends on its text.  One of common words is none (“Price”,
“What”, “The good”).

Limits: a surname that is a common word (“Bell”) is known by its title or given name only.
"""

import functools
import itertools
from typing import Final

import regex

from quoteattr.finding.cues import standard_patterns
from quoteattr.finding.words import CLOSED, is_common, is_given, is_person_noun, is_title, kind_of_role, lists
from quoteattr.linking.words import DETERMINERS, OBJECTIVE, PREPOSITIONS
from quoteattr.models import SpeakerKind

_WORD: Final = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}.'’-]*")
_SPEAKING: Final = frozenset([SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP])
_BREAK: Final = regex.compile("[,(]")
_ORDINAL: Final = regex.compile(r"first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)")
VOICES: Final = frozenset(  # what speaks under a label in capitals and is in no list of roles
    "all both everyone chorus voice voices male female others witch fairy spirit ghost gravedigger murderer".split()
)
LONGEST: Final = 6  # words of a label without what follows its first comma
AHEAD: Final = 5  # words of a description up to its role
_AFTER: Final = PREPOSITIONS - {"of", "for"}
_JOINING: Final = frozenset("of for the and de van von al bin da di la le".split())  # small words of names and offices


def names_speaker(label: str) -> bool | None:
    """Tell whether a label names a speaker; None where it has a word that may be a name and may be none."""
    words = [word.rstrip(".").lower() for word in _WORD.findall(_unnumbered(label.partition(",")[0]))]
    words = words[1:] if words and words[0] in DETERMINERS else words
    if not words:
        return False
    whole, alone, known = " ".join(words), len(words) == 1, lists()
    if alone and ((label.isupper() and whole in VOICES) or whole in OBJECTIVE):  # “Me” is of a talk that is retold
        return True
    if _is_role(_head(words)) or is_title(whole) or not known.outlets.isdisjoint([words[-1], whole]):
        return True
    if words[0] in CLOSED or any(map(_is_person, words)):
        return words[0] not in CLOSED
    if kind_of_role(_head(words)) is SpeakerKind.DOCUMENT or whole in known.places or whole[0].isdigit():
        return False
    named = (word for word in words if word not in known.capitalised and word not in known.peoples)  # no “Friday”
    return False if all(is_common(word) or word in _JOINING for word in named) else None


def is_numbered(label: str) -> bool:
    """Tell whether a label is one word and its number: “FIRST WITCH”, “2nd Gravedigger”, “Guest 1”."""
    words = label.casefold().split()
    return len(words) == 2 and (words[1].isdigit() or _ORDINAL.fullmatch(words[0]) is not None)


def _unnumbered(label: str) -> str:
    words = label.split()
    return (words[0] if words[1].isdigit() else words[1]) if is_numbered(label) else label


def _head(words: list[str]) -> str:
    """Return the noun that a label is about: “minister” of “minister for health”, else its last word."""
    return next((one for one, other in itertools.pairwise(words) if other in {"of", "for"}), words[-1])


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _is_person(word: str) -> bool:
    return is_title(word) or (is_given(word) and word not in lists().weak)


def _is_role(word: str) -> bool:
    return kind_of_role(word) in _SPEAKING


def is_label(label: str) -> bool:
    """Tell whether words before a colon are short and set like a name or an office: “Finance minister Rahim Uddin”."""
    words = _WORD.findall(label.partition(",")[0])
    small = [word for word in words[1:] if not (word[0].isupper() or word.isdigit()) and word not in _JOINING]
    return len(words) <= LONGEST and all(map(_is_role, small))


def is_nominal(label: str) -> bool:
    """Tell whether a label is a description that ends in a role: “A government spokeswoman”, “Winning trainer”."""
    words = [word.lower() for word in _WORD.findall(label)]
    verbs = [word for word in words[2:] if word.endswith("ed")]
    inner = CLOSED.union(DETERMINERS) - _JOINING
    return len(words) <= LONGEST and _is_role(words[-1]) and not verbs and inner.isdisjoint(words[1:])


def names_person(label: str) -> bool:
    """Tell whether a label has a title or a given name: what stands in marks behind it is no title of a work."""
    return any(_is_person(word.rstrip(".").lower()) for word in _WORD.findall(label))


def is_titled(label: str) -> bool:
    """Tell whether a label is a title and a name: “Mr. Hale”, “Senator Birch”."""
    words = _WORD.findall(label)
    return len(words) > 1 and is_title(words[0].lower())


def is_office(label: str) -> bool:
    """Tell whether a label names an office and not who holds it: “The Minister”, “Minister for Health”."""
    words = _WORD.findall(label.lower())
    return words[0] == "the" or "for" in words or "of" in words or _is_role(words[-1])


def is_full_name(words: str) -> bool:
    """Tell whether words are a person's title or given name and more: “Deputy Tom Dunne”."""
    found = _WORD.findall(words)
    return len(found) > 1 and _is_person(found[0].rstrip(".").lower()) and found[-1][0].isupper()


def front(label: str) -> int:
    """Return how many characters of a label behind a colon name a speaker, 0 if none do.

    They end with a role or name before what it does (“flood-hit farmer | tells of loss”, “Hale | hails Vale”, “Hale |
    slams fans”), or before a preposition, comma or bracket.  Small words name somebody by a role only.
    """
    every = _WORD.finditer(_BREAK.split(label)[0])
    words = list(itertools.takewhile(lambda word: word[0].lower() not in _AFTER, every))
    if not words:
        return 0
    near = enumerate(words[:AHEAD])
    role = next((i for i, word in near if _is_role(word[0].lower()) or _leads_to_name(words[i : i + 2])), None)
    opens = words[0][0]
    if not opens[0].isupper() or opens.lower() in DETERMINERS:
        if role is None or opens.lower() in CLOSED.difference(DETERMINERS):
            return 0
    elif role is None or all(_is_name(word[0]) for word in words) or any(w[0] in _doing() for w in words[1:role]):
        return list(itertools.takewhile(_is_named, words))[-1].end()
    return words[_behind_role(words, role) - 1].end()


@functools.cache
def _doing() -> frozenset[str]:
    """Return the verbs of the lexicon as headlines have them behind a name: “slams”, “urges”."""
    return frozenset([pattern.words[0] for pattern in standard_patterns() if pattern.form == "s"])


def _is_named(word: "regex.Match[str]") -> bool:
    """Tell whether a word may be part of a name: what is written small says what is done."""
    return not word[0].islower() or word[0] in _JOINING or _is_role(word[0])


def _behind_role(words: "list[regex.Match[str]]", role: int) -> int:
    """Return how many words a role ends with that is the word at `role`: with a second one, and who has them.

    “Star | *keeper Mensah* | retires”.
    """
    end = role + 1
    while end < len(words) and (_is_role(words[end][0].lower()) or _leads_to_name(words[end : end + 2])):
        end += 1
    return end + sum(1 for _ in itertools.takewhile(lambda word: _is_name(word[0]), words[end:]))


def _leads_to_name(words: "list[regex.Match[str]]") -> bool:
    """Tell whether the first of two words is a noun for one person, and the other his name."""
    return len(words) > 1 and is_person_noun(words[0][0]) and _is_name(words[1][0])
