"""Where a name starts in its run: behind a title, behind a role and its complement, behind what only describes.

The last word of a run that is a title or a role, and no part of a name, parts title and name ("NATO Secretary General |
Jens Stoltenberg").  Such words are parts of people's names ("Mr. King", "Son Heung-min") and of bodies' ("Royal Society
of Chemistry", "Youth Demand").  In a run without one, a name starts at a first name before which something else stands.
"""

from typing import Final

from quoteattr.finding.mentions.case import CLOSE_NICK, OPEN_NICK, PARTNERS, Case
from quoteattr.finding.mentions.kinds import (
    FAMILIES,
    GEOGRAPHY,
    SURNAMES,
    are_goods,
    is_acronym,
    is_known_body,
    is_org_word,
    is_suffix,
)
from quoteattr.finding.mentions.letters import is_two_part
from quoteattr.finding.mentions.runs import DEPARTMENTS
from quoteattr.finding.words import IS_ROLE, NOBLE, is_common, is_given, is_title, lists, role_of
from quoteattr.reading import Reading

GIVEN: Final = frozenset(["don", "dean", "earl", "duke", "guy"])  # before a surname rather first names than titles
OPENING_TITLES: Final = frozenset(["sr.", "del."])  # at the front of a name; elsewhere a suffix, a particle, a state
OPPOSING: Final = frozenset(["without", "against"])
RANKS: Final = frozenset("DC DCI DCS DI DS DSI PC PCSO WPC".split())  # of the police, in capitals: not "Di Maria"


def last_role(reading: Reading, case: Case, first: int, last: int, titles: frozenset[str]) -> int | None:
    """Return the last token of the run that is a title or a role and not part of a name."""
    lower = reading.lower
    leads = [i for i in range(first, last) if IS_ROLE[lower[i]] or lower[i] in titles]
    leads = leads or ([first] if is_rank(reading, first, last) else [])
    leads = leads or ([first] if lower[first] in OPENING_TITLES else [])
    if not leads or is_known_body(" ".join(lower[first:last])) or _ends_as_body(lower, first, last):
        return None
    end = last - 1 if last - first > 2 and is_suffix(lower[last - 1]) else last  # "Martin Luther King Jr."
    for i in leads[::-1]:
        named = _names_somebody(reading, case, first, i, last, end) or _names_body(lower, case, first, i, last)
        if i != end and not named:
            return i
    return None


def is_rank(reading: Reading, i: int, last: int) -> bool:
    """Tell whether token i is a rank of the police before a name: "DI Voss", not "PC gamers" nor "DC Comics"."""
    behind = reading.lower[i + 1 : last]
    return reading.words[i] in RANKS and bool(behind) and not (is_common(behind[0]) or is_org_word(behind[-1]))


def _ends_as_body(lower: list[str], first: int, last: int) -> bool:
    """Tell whether a run ends in a noun for a body that is nobody's surname: not "Rep. Dana **Mills**"."""
    if last - first == 1 or not is_org_word(lower[last - 1]):
        return False
    given = lists().first
    family = lower[last - 1] in FAMILIES or lower[last - 1] in SURNAMES
    return not ((family and lower[last - 2] in given) or (last - first == 2 and lower[first] in given))


# --- titles and roles that are parts of names ----------------------------------------------------


def _names_somebody(reading: Reading, case: Case, first: int, i: int, last: int, end: int) -> bool:
    """Tell whether what may be a title or role is a part of a person's name, which ends before token `end`."""
    lower, known = reading.lower, lists()
    word, before = lower[i], lower[i - 1]
    if i + 1 < last and (word in GIVEN or is_two_part(reading.words[i + 1])):
        return True  # "Don Hale", "Son Heung-min"
    if i == end - 1 and word in case.surnames:
        return True
    if i == first:
        return False
    if i == end - 1 and (_is_addressed(lower, i) or before in known.first or _is_initial(before)):
        return True  # "Mr. King", "Alan Judge"
    rare = before not in known.common and word not in known.roles
    return word == "m." or (rare and i == first + 1 == last - 1)


def _is_addressed(lower: list[str], i: int) -> bool:
    """Tell whether a noble title is a surname after a form of address: "Mr. King", not "Mr. President"."""
    address = lists().address
    return lower[i] in address and lower[i - 1].rstrip(".") in address.keys() - NOBLE


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _names_body(lower: list[str], case: Case, first: int, i: int, last: int) -> bool:
    """Tell whether what may be a title or role is a part of a body's name, or stands before a nickname."""
    word, after, known = lower[i], lower[i + 1] if i + 1 < last else "", lists()
    if after == "'s" or after in CLOSE_NICK:
        return True  # "U.S. Attorney's Office", "Joe 'The Boss' Kelly"
    if "&" in lower[max(first, i - 1) : i + 2] or (lower[i - 1] == "and" and word in PARTNERS):
        return True  # "Baker & Hale", "Smith & Nephew", "Moss and Sons"
    if word in known.plurals and after and _do_people_open(lower, i, last):
        return True
    if word in known.groups and (i > first or (i + 2 < last and is_org_word(lower[i + 2]))):
        return True  # "Strava Community Hub", "Public Policy Institute"
    if i == first:
        return bool(after) and _does_role_open(lower, case, first, last)
    return _is_for_many(lower, first, i, last)


def _do_people_open(lower: list[str], i: int, last: int) -> bool:
    """Tell whether a plural opens the name of a body: "Doctors Without Borders", "Citizens Advice"."""
    if lower[i + 1] in {"of", "for"} or lower[i + 1] in OPPOSING:
        return True
    return i + 2 == last and _is_named_for(lower, i) and lower[last : last + 1] != ["and"]  # "Reporters Brown and Hill"


def _does_role_open(lower: list[str], case: Case, first: int, last: int) -> bool:
    """Tell whether the role that a run of several words opens with is a part of a body's name."""
    word, after = lower[first], lower[first + 1]
    if first + 3 < last and is_org_word(after):
        return True  # "Royal Society of Chemistry"
    if first + 2 == last and lists().callings.get(word) == "trade" and are_goods(after):
        return True  # "Fisher Controls"
    return not (case.start[first] or is_title(word)) and _is_named_for(lower, first)  # "Youth Demand"


def _is_named_for(lower: list[str], i: int) -> bool:
    """Tell whether a body may be named for whom the noun at token i means: a common word follows it."""
    after = lower[i + 1]
    return lower[i] in lists().roles and is_common(after) and not (is_given(after) or role_of(after))


def _is_for_many(lower: list[str], first: int, i: int, last: int) -> bool:
    """Tell whether a noun for a person tells whom or what a body is for: "National Association of *Ferrymen*"."""
    of = next((k for k in range(i - 1, first, -1) if lower[k] in {"of", "for"}), first)
    if of == first or not is_org_word(lower[of - 1]):
        return False
    if lower[i] in lists().plurals and lower[i + 1 : i + 2] == ["and"]:
        return True  # "Ministry for *Women* and Equality"
    if (people := role_of(lower[last - 1])) and people.plural:
        return not any(map(is_given, lower[of + 1 : last]))  # "Union of Lifeboat *Crews*"
    goods = are_goods(lower[last - 1])  # "Institute of Marine Studies"
    return goods and all((IS_ROLE[word] or is_common(word)) and not is_given(word) for word in lower[of + 1 : last])


# --- behind a role -------------------------------------------------------------------------------


def after_role(reading: Reading, role: int, last: int) -> int:
    """Return where the name starts after a role, whose complement may come first: "Secretary of State | Jane Doe"."""
    lower, behind = reading.lower, range(role + 1, last)
    if lower[role + 1] not in {"of", "for", "on", "to"}:
        return next((i for i in behind if lower[i] not in {"general", "elect", "emeritus"}), last)
    given = next((i for i in behind[1:-1] if is_given(lower[i])), None)
    return given or next((i for i in behind[1:] if not _is_complement(lower[i])), last)


def _is_complement(word: str) -> bool:
    """Tell whether a word may be what an office is for, or joins such words."""
    known = lists()
    return word in {"the", "and", "of", "for"} or word in DEPARTMENTS or word in known.common or is_org_word(word)


def after_office(lower: list[str], first: int, last: int) -> int:
    """Return where a name starts whose office was cut off by the sentence's capital: "Secretary of State | Jo Roe"."""
    while last - first > 2 and is_department(lower[first]):
        first += 1
    return first


def is_department(word: str) -> bool:
    """Tell whether a word after "secretary of" is what the office is for, no name: "state", "prosecution"."""
    return word in DEPARTMENTS or (is_common(word) and not is_given(word))


# --- without a role ------------------------------------------------------------------------------


def given_name(reading: Reading, first: int, last: int) -> int:
    """Return where the person's name starts in a run without a role: at a first name before which none stands."""
    lower, given = reading.lower, lists().first
    if last - first == 1 or lower[first] in given or is_org_word(lower[last - 1]) or _is_initial(reading.words[first]):
        return first
    if "of" in lower[first:last] and any(map(is_org_word, lower[first + 2 : last])):
        return first
    starts = next((i for i in range(first + 1, last - 1) if _starts_name(reading, first, i)), None)
    if starts is not None:
        return starts
    joined = any(lower[k] in {"of", "for"} or is_org_word(lower[k]) for k in range(first + 1, last))
    if last - first > 2 and not joined and _describes_people(lower, first):
        return first + 1
    rare = last - first == 3 and all(_is_rare(reading, i) for i in range(first + 1, last))
    if rare and is_acronym(reading.words[first]):
        return first + 1  # "NATO Jens Stoltenberg", whatever the first name
    return _after_body(lower, first, last)


def _starts_name(reading: Reading, first: int, i: int) -> bool:
    """Tell whether token i is a first name behind what only describes: "Bears DL | Ray Nolan", "Beekeeper | Ann"."""
    lower, known = reading.lower, lists()
    before = lower[i - 1]
    if lower[i] not in known.first or before in OPEN_NICK or is_known_body(f"{before} {lower[i]}"):  # "Los Angeles"
        return False
    return i - first > 1 or is_acronym(reading.words[i - 1]) or before in known.common or is_known_body(before)


def _describes_people(lower: list[str], first: int) -> bool:
    """Tell whether a name's first word only says of what people somebody is: "Swiss | Jo Roe", "Briton | Tom Hale"."""
    word = lower[first]
    return word in lists().peoples or (
        word in lists().compatriots and not is_given(word) and is_given(lower[first + 1])
    )


def _is_rare(reading: Reading, i: int) -> bool:
    """Tell whether token i can only be a name: no common word, acronym or place, no part of a body's name."""
    word = reading.lower[i]
    return not (is_common(word) or is_acronym(reading.words[i]) or is_org_word(word) or word in lists().places)


def _after_body(lower: list[str], first: int, last: int) -> int:
    """Return where a person's name starts after the name of an outlet or place: "Daily Mail | Moreno"."""
    if lower[last - 1] in GEOGRAPHY or is_known_body(" ".join(lower[first:last])):
        return first
    for start in range(last - 1, first, -1):
        prefix = " ".join(lower[first:start])
        if (prefix in lists().outlets and start - first > 1) or (prefix in lists().places and last - start == 2):
            return start
    return first
