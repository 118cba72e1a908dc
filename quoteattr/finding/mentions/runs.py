"""How far a name goes: a run of capital words, joined by what joins names.

A run is a row of capital words with particles ("van der Leyen"), initials, "&", numbers of the name and a nickname
in marks between; after the head of a body's name it goes on over "of", "for" and "and" ("Institute for
Coastal Living"), and before a noun for a body over the possessive of a plural, a saint or a firm ("Farmers' Union",
"St Anne's Hospital", "Lloyd's Bank").

Limits: a name that is a possessive alone ("Macy's") loses its ending.
"""

import functools
from collections.abc import Sequence
from typing import Final

import regex

from quoteattr.finding.mentions.case import CLOSE_NICK, OPEN_NICK, PARTNERS, Case
from quoteattr.finding.mentions.kinds import (
    FAMILIES,
    GEOGRAPHY,
    MORE_BODIES,
    are_goods,
    is_acronym,
    is_known_body,
    is_org_word,
    is_suffix,
)
from quoteattr.finding.words import (
    GENITIVE,
    IS_ROLE,
    is_common,
    is_given,
    is_particle,
    is_role,
    is_title,
    lists,
    role_of,
)
from quoteattr.reading import Reading, Sentence

LONGEST: Final = 14
BRACKETED: Final = 6  # tokens in which the bracket of an office closes
LONGEST_LIST: Final = 12  # tokens that a department may go on to name
SAINTS: Final = frozenset(["st", "st.", "saint"])
CHURCHES: Final = frozenset("cathedral chapel church college hospice priory school".split())  # what saints give names
DEPARTMENTS: Final = frozenset(
    "state exchequer defense defence treasury homeland labor labour commerce prosecution".split()
)
SPOKESMEN: Final = frozenset("spokesman spokeswoman spokesperson".split())
_ABSTRACT: Final = regex.compile(r".{2,}(?:[ts]ions?|olog(?:y|ies)|ics|isms?)|.{4,}(?:ments?|it(?:y|ies))")  # nouns


def run_end(reading: Reading, case: Case, i: int, sentence: Sentence) -> int:
    """Return one past the last token of the run that starts at token i."""
    first, end, joining = i, sentence.last, _joining()
    if reading.words[first][0].islower() and reading.words[first][-1].isdigit():
        return first + 1  # a handle: "the acebush1 | Reddit account"
    i += 1
    while i < end and i - first < LONGEST:
        if case.name[i]:
            i += 1
            continue
        if not (reading.lower[i] in joining or reading.words[i][0].isupper()):
            break
        step = _step(reading, case, first, i, end)
        if not step:
            break
        i += step
    return i


@functools.cache
def _joining() -> frozenset[str]:
    """Return what may stand between two capital words of a name (see `_step`)."""
    return frozenset(["&", "/", ",", "'s", ")", *"of for on to and".split()]) | OPEN_NICK | lists().particles


def _step(reading: Reading, case: Case, first: int, i: int, end: int) -> int:
    """Return by how many tokens the run [first, i) goes on at token i."""
    words, lower = reading.words, reading.lower
    word = lower[i]
    after = i + 1 < end and case.name[i + 1]
    if after and (word == "&" or is_particle(words[i])):
        return 2
    if is_suffix(word):
        return 1
    if word == "/" and after and _is_pair_of_bodies(reading, first, i):
        return 2
    if word == "," and i + 1 < end and is_suffix(lower[i + 1]) and words[i + 1][0].isupper():
        return 2
    if is_particle(words[i]) and i + 2 < end and is_particle(words[i + 1]) and case.name[i + 2]:
        return 3
    if word in GENITIVE and after and _owns_body(lower, case, first, i, end):
        return 2
    if word in OPEN_NICK:
        return _nickname(reading, case, i, end) or _department(reading, case, i, end)
    if word == ")" and after and first and words[first - 1] == "(" and is_given(lower[first]):
        return 2  # a first name put in by the editor: "Coach (Frank) Vogel"
    return _joint(reading, case, first, i, end)


def _owns_body(lower: Sequence[str], case: Case, first: int, i: int, end: int) -> bool:
    """Tell whether a possessive belongs to a body's name: "U.S. *Attorney's* Office", but not "Israel's Parliament"."""
    owner, owned = lower[i - 1], lower[i + 1]
    if lower[i] == "'s" and is_org_word(owned) and is_role(owner):
        return True
    if lower[i] == "'s" and i - 2 >= first and lower[i - 2] in SAINTS:
        return is_org_word(owned) or owned in GEOGRAPHY or owned in CHURCHES  # "St Anne's Hospital"
    if _are_many(owner):  # "Farmers' Union", "Children's Rights Alliance"
        last = next((k for k in range(i + 1, end) if not case.name[k]), end) - 1
        return is_org_word(lower[last])
    known = lists()
    firm = known.bodies.get(owned) == "business" or owned in known.closings or owned in MORE_BODIES or are_goods(owned)
    return firm and i - 1 == first and not (owner in known.places or is_common(owner))  # "Lloyd's Bank"


def _are_many(word: str) -> bool:
    """Tell whether a word is a noun in the plural that no family or people goes by: "farmers", "women"."""
    known = lists()
    if word in known.many_people or word in known.first or word in FAMILIES:
        return False
    return word in known.plurals or (word.endswith("s") and is_common(word[:-1]))


def _is_pair_of_bodies(reading: Reading, first: int, i: int) -> bool:
    """Tell whether a stroke joins two bodies, as polls are named: "Reuters/Ipsos"."""
    if reading.starts[i] != reading.ends[i - 1] or reading.starts[i + 1] != reading.ends[i]:
        return False
    if is_acronym(reading.words[first]) or is_acronym(reading.words[i + 1]):
        return True
    return any(is_known_body(" ".join(reading.lower[k:i])) for k in range(first, i))


def _nickname(reading: Reading, case: Case, i: int, end: int) -> int:
    """Return the length of a nickname in marks between two names: Kathleen “Kick” Smith."""
    given = reading.lower[i - 1] in lists().first
    if not given and reading.starts[i] != reading.ends[i - 1] + 1:
        return 0
    for size in (1, 2):
        close = i + size + 1
        if close + 1 >= end or reading.words[close] not in CLOSE_NICK:
            continue
        if case.name[close + 1] or (given and reading.words[close + 1][0].isupper()):  # whose surname may be a word
            inner = reading.words[i + 1 : close]
            return size + 3 if all(w[0].isupper() and w.isalpha() for w in inner) else 0
    return 0


def _department(reading: Reading, case: Case, i: int, end: int) -> int:
    """Return the length of a bracket that tells what an office is for: "Commissioner **(Law & Order) R.** Das"."""
    words = reading.words
    if words[i] != "(" or not (_is_office(reading.lower, i - 1) or is_acronym(words[i - 1])):  # "DCP (Crime) R. Das"
        return 0
    close = next((k for k in range(i + 2, min(i + BRACKETED, end - 1)) if words[k] == ")"), 0)
    apart = close and all(word[0].isupper() or word in {"&", "and"} for word in words[i + 1 : close])
    return close + 2 - i if apart and case.name[close + 1] else 0


def _is_office(lower: Sequence[str], i: int) -> bool:
    """Tell whether an office ends at a token: "Commissioner", "Superintendent of Police"."""
    return IS_ROLE[lower[i]] or follows_office(lower, i)


def follows_office(lower: Sequence[str], first: int) -> bool:
    """Tell whether an office and "of" stand before a token: "Secretary of **State**"."""
    return first >= 2 and lower[first - 1] == "of" and role_of(lower[first - 2]) is not None


def _joint(reading: Reading, case: Case, first: int, i: int, end: int) -> int:
    """Return the length of what joins the next name word to a body's name, with that word."""
    word, lower = reading.lower[i], reading.lower
    if word in {"of", "for", "on", "to"}:
        return _complement(lower, case, first, i, end)
    if i + 1 >= end or not case.name[i + 1]:
        return 0
    return 2 if word in {"and", ","} and _are_joined(lower, case, first, i, end) else 0


def _complement(lower: Sequence[str], case: Case, first: int, i: int, end: int) -> int:
    """Return the length of a preposition with the next name word where they stand inside a body's name."""
    word, before = lower[i], lower[i - 1]
    after = i + 1 + (i + 1 < end and lower[i + 1] == "the")
    after += after + 1 < end and lower[after][0].isdigit() and lower[after].endswith(("st", "nd", "rd", "th"))
    if after >= end or not case.name[after]:
        return 0
    length = after + 1 - i
    if is_title(before) and lower[after] in DEPARTMENTS:
        return length  # "Secretary of State John Kerry": cut later
    if word == "for" and before in DEPARTMENTS:
        return length  # "Secretary of State for Work and Pensions Liz Carrow"
    heads = any(is_org_word(lower[k]) for k in range(first, i))
    heads = heads or (i - first > 1 and before in lists().plurals)  # "Chartered Accountants of Canada"
    role = before in lists().roles
    group = word == "for" and first == i - 1 and before.endswith("s") and before in lists().common
    return length if (heads and (word == "of" or not role)) or group else 0


def _are_joined(lower: Sequence[str], case: Case, first: int, i: int, end: int) -> bool:
    """Tell whether the "and" or comma at token i stands inside a body's name."""
    before, after = lower[i - 1], lower[i + 1]
    inside = any(lower[k] in {"of", "for", "on"} for k in range(first, i))
    both = inside and _is_cause(before) and _is_cause(after)
    if lower[i] == ",":
        return both and _is_listed(lower, case, i + 1, end)
    if after in PARTNERS or f"{before} and {after}" in lists().places:
        return True  # "Moss and Sons", "Bosnia and Herzegovina"
    return both or _has_spokesman(lower, case, first, i + 1, end) or (i - 1 == first and _is_pair(lower, case, i, end))


def _is_cause(word: str) -> bool:
    """Tell whether a word may be what a body is for: a common one, or a noun whose ending tells that it is no name."""
    return is_common(word) or _ABSTRACT.fullmatch(word) is not None


def _has_spokesman(lower: Sequence[str], case: Case, first: int, i: int, end: int) -> bool:
    """Tell whether one person speaks for what is joined before token i: "a *Suffolk Fire and* Rescue spokesman"."""
    if lower[first - 1 : first] not in (["a"], ["an"], ["the"]):
        return False
    while i < end and case.name[i]:
        i += 1
    return i < end and lower[i] in SPOKESMEN


def _is_pair(lower: Sequence[str], case: Case, i: int, end: int) -> bool:
    """Tell whether the word before the "and" at i begins the name of a body: "*Food* and Drug Administration"."""
    if not is_common(lower[i - 1]) or lower[i - 1] in lists().peoples:
        return False
    last = i + 1
    while last + 1 < end and case.name[last + 1]:
        last += 1
    return last > i + 1 and is_org_word(lower[last])


def _is_listed(lower: Sequence[str], case: Case, i: int, end: int) -> bool:
    """Tell whether common words with a capital go on to an "and": "Department for Culture, *Media and Sport*"."""
    end = min(end, i + LONGEST_LIST)
    while i + 2 < end and case.name[i] and lower[i] in lists().common:
        if lower[i + 1] == "and":
            return bool(case.name[i + 2]) and lower[i + 2] in lists().common
        i += 2 if lower[i + 1] == "," else 1
    return False
