"""Proper names: runs of capital words, joined by what joins names, and cut into title and name.

A run is a row of capital words with particles ("van der Leyen"), initials, "&", numbers of the name and a nickname
in marks between; after the head of a body's name it goes on over "of", "for" and "and" ("Institute for
Coastal Living"), and before a noun for a body over the possessive of a plural, a saint or a firm ("Farmers' Union",
"St Anne's Hospital", "Lloyd's Bank").  The run is then cut: what stands before and in a role word is a title ("NATO
Secretary General | Jens Stoltenberg"), what stands before a first name describes ("Bears DL | Ray Nolan", "Beekeeper |
Ann Frost"), a role word at its end makes it a nominal ("the Attorney General").

Limits: names of bodies without a telling word look like persons' if they are two unknown words long; one that is a
possessive alone ("Macy's") loses its ending.
"""

import functools
from collections.abc import Sequence
from typing import Final, NamedTuple

from quoteattr.finding.known_bodies import is_known_name, known_bodies
from quoteattr.finding.mentions_case import CLOSE_NICK, OPEN_NICK, PARTIES, PARTNERS, Case, is_two_part
from quoteattr.finding.mentions_words import (
    IS_ROLE,
    NOBLE,
    is_common,
    is_given,
    is_particle,
    is_role,
    is_title,
    lists,
    role_of,
)
from quoteattr.finding.phrases import DOCUMENT, GROUP, ORGANISATION, PERSON, PLACE
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading import Reading, Sentence
from quoteattr.reading.remembered import Remembered

LONGEST: Final = 14
BRACKETED: Final = 6  # tokens in which the bracket of an office closes
ARTICLES: Final = frozenset("the das der die le la el il".split())  # a paper keeps its own: "Das Bild"
GEOGRAPHY: Final = frozenset(
    "street road avenue square park hill hills cave caves river lake sea ocean bay island islands "
    "mountain mountains valley bridge lane terrace gardens woods forest hall castle abbey cottage manor "
    "beach desert station airport hotel inn".split()
)
SURNAMES: Final = frozenset("hill hall lane woods forest castle abbey lake bridge".split())  # after a first name
PLACING: Final = frozenset("the a in at on near to from through across into over around up down".split())
GIVEN: Final = frozenset(["don", "dean", "earl", "duke", "guy"])  # before a surname rather first names than titles
DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western central upper lower new old great greater".split()
)
OWNING: Final = frozenset(["'s", "'"])
SAINTS: Final = frozenset(["st", "st.", "saint"])
CHURCHES: Final = frozenset("cathedral chapel church college hospice priory school".split())  # what saints give names
MADE: Final = frozenset("based headquartered born led run owned made".split())
DEPARTMENTS: Final = frozenset(
    "state exchequer defense defence treasury homeland labor labour commerce prosecution".split()
)
NOBLE_WORDS: Final = frozenset(NOBLE.split())
OPENING_TITLES: Final = frozenset(["sr.", "del."])  # at the front of a name; elsewhere a suffix, a particle, a state
SPOKESMEN: Final = frozenset("spokesman spokeswoman spokesperson".split())
OPPOSING: Final = frozenset(["without", "against"])
DAYS: Final = frozenset(["day", "eve", "weekend"])
MORE_BODIES: Final = frozenset(
    "research economics management times management capital associates university group protection enforcement rail "
    "maritime mobile digital brewing shipping freight cruises trains financial biotech aviation utilities homes "
    "support advice".split()
)


Kind = tuple[SpeakerKind | None, Gender | None, bool]  # of a name, its gender, and whether a list vouches for it


class Name(NamedTuple):
    """A run cut up: tokens [first, last) in all, [start, end) the name itself (empty for a mere title)."""

    first: int
    last: int
    start: int
    end: int
    title: str
    kind: SpeakerKind | None
    gender: Gender | None
    sure: bool  # the kind rests on a word list or a title, not on shape alone


def find_names(reading: Reading, case: Case, titles: frozenset[str]) -> list[Name]:
    """Return the names of a text in order."""
    names, opens, bodies = list[Name](), _opening(reading, case), known_bodies(reading, case)
    for i in bodies:
        opens[i] = 1
    known: dict[tuple[object, ...], tuple[int, list[Name]]] = {}  # each distinct run is cut where it comes first
    for sentence in reading.sentences:
        i = opens.find(1, sentence.first, sentence.last)
        while i >= 0:
            if i in bodies:
                names.append(Name(i, bodies[i], i, bodies[i], "", ORGANISATION, None, True))
                i = opens.find(1, bodies[i], sentence.last)
                continue
            end = _run_end(reading, case, i, sentence)
            end = next((k for k in range(i + 1, end) if k in bodies), end)
            run = (bool(case.start[i]), _follows_office(reading.lower, i), *reading.words[i:end])
            if run not in known:
                known[run] = i, _cut(reading, case, i, end, titles)
            at, cut = known[run]
            names += cut if at == i else [_moved(name, i - at) for name in cut]
            i = opens.find(1, end, sentence.last)
    return names


def _moved(name: Name, by: int) -> Name:
    first, last, start, end, title, kind, gender, sure = name
    return Name(first + by, last + by, start + by, end + by, title, kind, gender, sure)


def _opening(reading: Reading, case: Case) -> bytearray:
    """Return which tokens may open a name: those that may be in one, and particles before them."""
    opens = bytearray(case.name)
    for i in case.leading:
        opens[i] = opens[i] or _is_led_by_particle(reading, case, i, reading.sentences[reading.sentence_of(i)])
    return opens


def _is_led_by_particle(reading: Reading, case: Case, i: int, sentence: Sentence) -> bool:
    """Tell whether one of the words that lead names opens one: "**van** der Berg said"."""
    if i + 2 < sentence.last and is_particle(reading.words[i + 1]) and case.name[i + 2]:
        return reading.words[i][0].islower()
    return reading.words[i][0].islower() and i + 1 < sentence.last and bool(case.name[i + 1])


def _run_end(reading: Reading, case: Case, i: int, sentence: Sentence) -> int:
    """Return one past the last token of the run that starts at token i."""
    first, end, joining = i, sentence.last, _joining()
    if reading.words[first][0].islower() and reading.words[first][-1].isdigit():
        return first + 1  # a handle: "the acebush1 | Reddit account"
    i += 1
    while i < end and i - first < LONGEST:
        if case.name[i] and not case.start[i]:
            i += 1
            continue
        if not (case.name[i] or reading.lower[i] in joining or reading.words[i][0].isupper()):
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
    if case.name[i] and not (case.start[i] and words[i - 1] in {".", "?", "!"}):
        return 1
    word = lower[i]
    if words[i][0].isupper() and is_known_body(f"{lower[i - 1]} {word}"):
        return 1
    after = i + 1 < end and case.name[i + 1]
    if after and (word == "&" or is_particle(words[i])):
        return 2
    if words[i][0].isupper() and is_suffix(word):
        return 1
    if word == "/" and after and _is_pair_of_bodies(reading, first, i):
        return 2
    if word == "," and i + 1 < end and is_suffix(lower[i + 1]) and words[i + 1][0].isupper():
        return 2
    if is_particle(words[i]) and i + 2 < end and is_particle(words[i + 1]) and case.name[i + 2]:
        return 3
    if word in OWNING and after and _owns_body(lower, case, first, i, end):
        return 2
    if word in OPEN_NICK:
        return _nickname(reading, case, i, end) or _department(reading, case, i, end)
    if word == ")" and after and i - first == 1 and first and words[first - 1] == "(" and is_given(lower[first]):
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
    return word in known.plurals or (word.endswith("s") and word not in known.places and is_common(word[:-1]))


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
    if not given and not (i > 1 and case.name[i - 1] and reading.starts[i] == reading.ends[i - 1] + 1):
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
    return IS_ROLE[lower[i]] or (i > 1 and _follows_office(lower, i))


def _joint(reading: Reading, case: Case, first: int, i: int, end: int) -> int:
    """Return the length of "of", "for", "and" with the next name word where they stand inside a body's name."""
    word, lower = reading.lower[i], reading.lower
    if word in {"of", "for", "on", "to"}:
        after = i + 1 + (i + 1 < end and lower[i + 1] == "the")
        after += after + 1 < end and lower[after][0].isdigit() and lower[after].endswith(("st", "nd", "rd", "th"))
        if after >= end or not case.name[after]:
            return 0
        if word == "of" and is_title(lower[i - 1]) and lower[after] in DEPARTMENTS:
            return after + 1 - i  # "Secretary of State John Kerry": cut later
        if word == "for" and lower[i - 1] in DEPARTMENTS and i - 2 > first and _follows_office(lower, i - 1):
            return after + 1 - i  # "Secretary of State for Work and Pensions Liz Carrow"
        heads = any(is_org_word(lower[k]) for k in range(first, i))
        role = lower[i - 1] in lists().roles or is_title(lower[i - 1])
        heads = heads or (i - first > 1 and lower[i - 1] in lists().plurals)  # "Chartered Accountants of Canada"
        group = word == "for" and lower[i - 1].endswith("s") and first == i - 1 and lower[first] in lists().common
        return after + 1 - i if (heads and not (role and word != "of")) or group else 0
    if word in OPPOSING and i - 1 == first and lower[first] in lists().plurals and i + 1 < end and case.name[i + 1]:
        return 2 if reading.words[i][0].isupper() else 0  # "Doctors Without Borders"
    if word not in {"and", ","} or i + 1 >= end or not case.name[i + 1]:
        return 0
    if word == "and" and (lower[i + 1] in PARTNERS or f"{lower[i - 1]} and {lower[i + 1]}" in lists().places):
        return 2  # "Moss and Sons", "Bosnia and Herzegovina"
    if word == "and" and _has_spokesman(lower, case, first, i + 1, end):
        return 2
    inside = any(lower[k] in {"of", "for", "on"} for k in range(first, i))
    both = inside and is_common(lower[i - 1]) and (is_common(lower[i + 1]) or _has_department(lower, first, i))
    if word == ",":
        return 2 if both and _is_listed(lower, case, i + 1, end) else 0
    return 2 if both or (i - 1 == first and _is_pair(lower, case, i, end)) else 0


def _has_department(lower: Sequence[str], first: int, i: int) -> bool:
    """Tell whether a run has begun to name what an office is for: "Secretary of State for Work and *Pensions*"."""
    return any(lower[k] in DEPARTMENTS and lower[k + 1] == "for" for k in range(first + 2, i - 1))


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


def is_org_word(word: str) -> bool:
    """Tell whether a word in a name makes it the name of a body."""
    known = lists()
    return word in known.bodies or word.rstrip(".") in known.closings or word in MORE_BODIES


def is_suffix(word: str) -> bool:
    """Tell whether a lower-case word may follow a name, with or without a comma: "Jr.", "Inc."."""
    word = word.rstrip(".")
    return lists().suffixes.get(word) == "generation" or word in lists().closings


def _cut(reading: Reading, case: Case, first: int, last: int, titles: frozenset[str]) -> list[Name]:
    lower = reading.lower
    if is_known_name(tuple(reading.words[first:last])):
        return [Name(first, last, first, last, "", ORGANISATION, None, True)]
    for i in range(first, last):
        if "-" in lower[i] and _is_made_of(reading.words[i]):  # "San Francisco-headquartered"
            return _cut(reading, case, i + 1, last, titles) if i + 1 < last else []
    if ")" in lower[first : last - 1] and (start := _after_department(lower, first, last)):
        return [_named(reading, first, start, last)._replace(kind=PERSON, sure=True)]
    if lower[last - 1] in DAYS and last - first == 2 and not is_given(lower[first]):
        return []  # "Labor Day"
    verb = _headline_verb(lower, first, last)
    if verb is not None:
        parts = ((first, verb), (verb + 1, last))
        return [name for part in parts for name in _cut(reading, case, *part, titles)]
    if (end := _before_honour(reading, first, last)) < last:
        return [n._replace(last=last) if n.last == end else n for n in _cut(reading, case, first, end, titles)]
    if _follows_office(lower, first):
        first = _after_office(lower, first, last)
    if case.start[first] and last - first > 1 and _is_dealer(lower[first]) and not is_common(lower[first + 1]):
        return _cut(reading, case, first + 1, last, titles)  # "Carmaker | Voltano"
    if last - first == 1 and reading.lower[first] in case.surnames:
        return [_named(reading, first, first, last)]
    if last - first == 1 and (found := _single(reading, case, first)) is not None:
        return found
    if last - first > 1 and lower[last - 1] in lists().parties and is_org_word(lower[last - 2]):
        return [Name(first, last, last, last, " ".join(lower[first:last]), GROUP, None, True)]  # "Senate Democrats"
    role = _last_role(reading, case, first, last, titles)
    if role is not None and role + 1 < last:
        start = _after_complement(reading, role, last)
        if start < last:
            return [_named(reading, first, start, last)]
    if role == last - 1 and last - first > 1 and _is_published_in(lower, first):
        return [Name(first, last, first, last, "", ORGANISATION, None, True)]
    if role == last - 1 or (role is not None and start >= last):
        return [Name(first, last, last, last, " ".join(lower[first:last]), None, _role_gender(lower[role]), True)]
    return [_named(reading, first, _given_name(reading, first, last), last)]


def _is_dealer(word: str) -> bool:
    """Tell whether a noun says by what a firm earns its money: "carmaker", "retailer", "operator"."""
    return word.endswith(("er", "or")) and lists().bodies.get(word) == "business"


def _after_department(lower: list[str], first: int, last: int) -> int:
    """Return where a name begins behind the bracket of its office, 0 where the bracket holds a first name."""
    opens = lower.index("(", first, last) if "(" in lower[first:last] else first
    if opens == first or is_given(lower[opens + 1]):
        return 0
    return lower.index(")", opens, last) + 1


def _is_published_in(lower: list[str], first: int) -> bool:
    """Tell whether what is written stands in what a name names: "a report in the | Harbour Leader" is no leader's."""
    return (
        first > 2 and lower[first - 1] == "the" and lower[first - 2] == "in" and lower[first - 3] in lists().documents
    )


def _is_made_of(word: str) -> bool:
    """Tell whether a word only describes by a place or body: "Florida-based", "Kremlin-backed", "league-leading"."""
    written = word.rpartition("-")[2]
    tail = written.lower()
    if written == word:
        return False
    doing = tail.endswith("ing") and written.islower()  # but "Post-Morning"
    return tail in MADE or ((doing or tail.endswith("ed")) and is_common(tail))


def _before_honour(reading: Reading, first: int, last: int) -> int:
    """Return where a person's name ends that has an honour or office behind it: "Peter Wardle | KC"."""
    word, lower = reading.words[last - 1], reading.lower
    if last - first < 3 or word[1:].islower() or lists().suffixes.get(lower[last - 1]) != "honour":
        return last
    if any(map(is_given, lower[first : last - 2])):
        return last - 1
    office = role_of(lower[last - 1])  # "South Antrim MP" is no person's name
    return last if office or classify(reading, first, last - 1)[0] is not PERSON else last - 1


def _headline_verb(lower: list[str], first: int, last: int) -> int | None:
    """Return the verb in a headline that has capitals throughout: "Hillary Clinton | Slams | Donald Trump"."""
    if last - first < 4 or lower[first] not in lists().first or any(is_org_word(lower[k]) for k in range(first, last)):
        return None
    for k in range(first + 2, last - 1):
        between = k == first + 2 and k + 2 < last  # "Hillary Clinton Slams Donald Trump": two full names
        if lower[k].endswith("s") and (between or is_common(lower[k])) and lower[k] not in lists().first:
            return k if lower[k + 1] in lists().first else None
    return None


def _after_office(lower: list[str], first: int, last: int) -> int:
    """Return where a name starts whose office was cut off by the sentence's capital: "Secretary of State | Jo Roe"."""
    while last - first > 2 and is_department(lower[first]):
        first += 1
    return first


def _follows_office(lower: Sequence[str], first: int) -> bool:
    return first >= 2 and lower[first - 1] == "of" and role_of(lower[first - 2]) is not None


def is_department(word: str) -> bool:
    """Tell whether a word after "secretary of" is what the office is for, no name: "state", "prosecution"."""
    return word in DEPARTMENTS or (is_common(word) and not is_given(word))


def _single(reading: Reading, case: Case, i: int) -> list[Name] | None:
    """Return the cut of a run of one word where a list tells what it is."""
    word = reading.lower[i]
    known = lists()
    if is_roman(reading.words[i]):
        return []  # "CHAPTER VI"
    if (word in known.first and word not in known.peoples) or word in known.outlets or reading.words[i] == "US":
        return None
    named = word in known.crowds and not (case.start[i] and case.inside[word] == 0)  # "the Mariners"
    if word in known.many_people or ((found := role_of(word)) and found[2] and not named):
        return [Name(i, i + 1, i + 1, i + 1, word, GROUP, None, True)]
    if word in PARTIES:
        return [Name(i, i + 1, i, i + 1, "", ORGANISATION, None, True)]
    describes = word in known.peoples and word not in known.places  # but "the Vatican"
    if describes or known.capitalised.get(word) not in {None, "group", "party", "opener"}:
        return []
    return None


def _last_role(reading: Reading, case: Case, first: int, last: int, titles: frozenset[str]) -> int | None:
    """Return the last token of the run that is a title or a role and not part of a body's name."""
    lower = reading.lower
    leads = [i for i in range(first, last) if IS_ROLE[lower[i]] or lower[i] in titles]
    leads = leads or ([first] if lower[first] in OPENING_TITLES else [])
    if not leads or is_known_body(" ".join(lower[first:last])):
        return None
    family = lower[last - 1] in FAMILIES or lower[last - 1] in SURNAMES  # "Rep. Dana Mills"
    named = (family and lower[last - 2] in lists().first) or (last - first == 2 and lower[first] in lists().first)
    if last - first > 1 and is_org_word(lower[last - 1]) and not named:
        return None
    end = last - 1 if last - first > 2 and is_suffix(lower[last - 1]) else last  # "Martin Luther King Jr."
    for i in leads[::-1]:
        word = lower[i]
        if i == end:
            continue  # the suffix
        if len(word) <= FAMILY and i + 1 < last and is_two_part(reading.words[i + 1]):
            continue  # "Son Heung-min"
        if i == end - 1 and (word in case.surnames or (i > first and _is_addressed(lower, i))):
            continue  # "Mr. King"
        if word in lists().plurals and i + 1 < last and lower[i + 1] in {"of", "for"}:
            continue
        if "&" in lower[max(first, i - 1) : i + 2] or (lower[i - 1] == "and" and i - 1 > first and word in PARTNERS):
            continue  # "Baker & Hale", "Smith & Nephew", "Moss and Sons"
        if i + 1 < last and (lower[i + 1] == "'s" or lower[i + 1] in CLOSE_NICK):
            continue  # "U.S. Attorney's Office", "Joe 'The Boss' Kelly"
        if word in lists().groups and i > first and not is_title(word):
            continue  # "Strava Community Hub"
        if word in lists().plurals and i + 1 < last and lower[i + 1] in OPPOSING:
            continue
        if word in lists().plurals and i + 2 == last and _names_body(lower, i) and lower[last : last + 1] != ["and"]:
            continue  # "Citizens Advice", but "Reporters Brown and Hill"
        if word in lists().groups and i + 2 < last and not is_title(word) and is_org_word(lower[i + 2]):
            continue  # "Public Policy Institute"
        if i - first > 1 and _is_for_many(lower, first, i, last):
            continue  # "National Association of Ferrymen"
        if i == first and i + 3 < last and is_org_word(lower[i + 1]) and lower[i + 2] == "of":
            continue  # "Royal Society of Chemistry"
        if i == first and i + 2 == last and lists().callings.get(word) == "trade" and are_goods(lower[i + 1]):
            continue  # "Fisher Controls"
        if i == first and i + 1 < last and not (case.start[i] or is_title(word)) and _names_body(lower, i):
            continue  # "Youth Demand"
        if (word in GIVEN and i + 1 < last) or (word == "m." and i > first):
            continue
        # "Duke University", "King" as a surname, "Judge" as one: a role word at the end of a full name.
        if i == end - 1 and i > first and (lower[i - 1] in lists().first or _is_initial(lower[i - 1])):
            continue
        if i == first + 1 and i == last - 1 and lower[first] not in lists().common and word not in lists().roles:
            continue
        return i
    return None


def _is_for_many(lower: list[str], first: int, i: int, last: int) -> bool:
    """Tell whether a run is the name of a body and a noun for a person at token i tells whom or what it is for."""
    of = next((k for k in range(i - 1, first, -1) if lower[k] in {"of", "for"}), first)
    if of == first or not is_org_word(lower[of - 1]):
        return False
    many = lower[last - 1] in lists().plurals or are_goods(lower[last - 1])  # "Institute of Marine Studies"
    return many and all((IS_ROLE[word] or is_common(word)) and not is_given(word) for word in lower[of + 1 : last])


def _names_body(lower: list[str], i: int) -> bool:
    """Tell whether a noun for a person with a capital begins the name of a body: a common word follows it."""
    after = lower[i + 1]
    return lower[i] in lists().roles and is_common(after) and not (is_given(after) or role_of(after))


def _is_addressed(lower: list[str], i: int) -> bool:
    """Tell whether a noble title is a surname after a form of address: "Mr. King", not "Mr. President"."""
    address = lists().address
    return lower[i] in address and lower[i - 1].rstrip(".") in address.keys() - NOBLE_WORDS


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "." and word[0].isalpha()


def _after_complement(reading: Reading, role: int, last: int) -> int:
    """Return where the name starts after a role, whose complement may come first: "Secretary of State | Jane Doe"."""
    lower = reading.lower
    i = role + 1
    if lower[i] not in {"of", "for", "on", "to"}:
        while i < last and lower[i] in {"general", "elect", "emeritus"}:
            i += 1
        return i
    given = next((k for k in range(i + 1, last - 1) if is_given(lower[k])), None)
    if given:
        return given
    i += 1
    while i < last and (
        lower[i] in lists().common
        or lower[i] in DEPARTMENTS
        or lower[i] in {"the", "and", "of", "for"}
        or is_org_word(lower[i])
        or lower[i] in lists().places
    ):
        if lower[i] in lists().first and i + 1 < last:
            break
        i += 1
    return i


def _given_name(reading: Reading, first: int, last: int) -> int:
    """Return where the person's name starts in a run without a role: at a first name before which none stands."""
    lower = reading.lower
    if (
        last - first == 1
        or lower[first] in lists().first
        or is_org_word(lower[last - 1])
        or len(reading.words[first]) == 2 == reading.words[first].find(".") + 1
    ):
        return first
    if any(is_org_word(lower[i]) and i > first + 1 for i in range(first, last)) and "of" in lower[first:last]:
        return first
    if lower[first] in lists().persons and lower[first + 1] in lists().first and last - first > 2:
        return first + 1  # "Volcanologist | Pia Rossetti"
    for i in range(first + 1, last - 1):
        if is_known_body(f"{lower[i - 1]} {lower[i]}"):
            continue  # "Los Angeles"
        if lower[i] in lists().first and (
            is_acronym(reading.words[i - 1])
            or lower[i - 1] in lists().common
            or is_known_body(lower[i - 1])
            or i - first > 1
        ):
            return i
    joined = any(lower[k] in {"of", "for"} or is_org_word(lower[k]) for k in range(first + 1, last))
    if last - first > 2 and not joined and _describes_people(lower, first):
        return first + 1
    rare = last - first == 3 and all(_is_rare(reading, i) for i in range(first + 1, last))
    if rare and is_acronym(reading.words[first]):
        return first + 1  # "NATO Jens Stoltenberg", whatever the first name
    return _after_body(lower, first, last)


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


def is_acronym(word: str) -> bool:
    """Tell whether a word is all capitals, two or more, and no roman number."""
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha() and word not in {"II", "III", "IV", "VI"}


def is_roman(word: str) -> bool:
    """Tell whether a word is a Roman number of two letters or more, as chapters have."""
    return len(word) > 1 and not word.strip("IVXLC")


def is_known_body(name: str) -> bool:
    """Tell whether a lower-case name is that of a body or place in the lists."""
    return name in lists().places or name in lists().outlets


def titled_gender(words: Sequence[str], own: Gender | None) -> Gender | None:
    """Return the gender of a name by its title, nearest word first; `own` is that of its first name.

    A first name says more than an office does: "Chairman Clara Diaz". A form of address, kin or a noun for women says
    more than that.
    """
    known = lists()
    bound = (known.address.get(w.rstrip(".")) or _bound_gender(w) for w in words[::-1])
    return next(filter(None, bound), own) or next(filter(None, map(_role_gender, words[::-1])), None)


def _bound_gender(word: str) -> Gender | None:
    gender = lists().roles.get(word)
    return gender if gender is Gender.FEMALE or word in lists().kin else None


def _role_gender(word: str) -> Gender | None:
    known = lists()
    bare = word.rstrip(".")
    return known.address.get(bare) or known.office.get(bare) or known.roles.get(word)


def _named(reading: Reading, first: int, start: int, last: int) -> Name:
    lower = reading.lower
    title = " ".join(lower[first:start])
    kind, gender, sure = classify(reading, start, last)
    if last - start > 1 and lower[last - 1] not in NOBLE_WORDS:
        gender = gender or lists().address.get(lower[last - 1])  # "Hamidullah Begum"
    if start > first and (is_title(lower[start - 1]) or role_of(lower[start - 1])):
        if not (sure and kind is not PERSON):
            kind, sure = PERSON, True
        single = start + 1 == last  # "Chairman Kelly" is called by a surname
        gender = titled_gender(lower[first:start], None if single else gender) or gender
    return Name(first, last, start, last, title, kind, gender, sure)


def _is_surname_here(reading: Reading, start: int) -> bool:
    """Tell whether a word for a place is a surname: "Tom Hill said", but not "on Tom Hill" or "the Ada Hall"."""
    lower, known = reading.lower, lists()
    first = lower[start]
    named = first in known.first and first not in known.weak and not is_common(first) and first not in known.places
    placed = start > 0 and lower[start - 1] in PLACING
    return named and not placed


def classify(reading: Reading, start: int, last: int) -> Kind:
    """Return the kind and gender of a name by its words, and whether a list vouches for it."""
    if last - start == 1:
        return _SINGLE[reading.words[start]]
    surname = reading.lower[last - 1] in SURNAMES and _is_surname_here(reading, start)
    return _kind_of(reading.words[start:last], reading.lower[start:last], surname)


def are_goods(word: str) -> bool:
    """Tell whether a name's last word is the plural of a thing, as of a firm (“Kerrigan Foods”) and few families."""
    return word.endswith("s") and word not in FAMILIES and is_common(word) and is_common(word[:-1]) and len(word) > 4


def _kind_of(words: list[str], lower: list[str], surname: bool = False) -> Kind:
    whole = " ".join(lower)
    bare = " ".join(lower[1:]) if len(lower) > 1 and lower[0] in ARTICLES else whole
    known = lists()
    if bare in known.seats:
        return ORGANISATION, None, True
    if len(lower) > 1 and lower[-1] in known.places and lower[0] not in known.first:
        described = lower[0] in known.peoples or lower[0] in DIRECTIONS
        return (PLACE if described else ORGANISATION), None, False
    if len(lower) > 1 and lower[-1] in GEOGRAPHY:
        if surname:
            return PERSON, known.first[lower[0]], False
        return PLACE, None, False
    if bare in known.places and not (len(lower) == 1 and lower[0] in known.first):
        return PLACE, None, True
    if bare in known.outlets or any(w in {"of", "for", "and", "&", "/", *OWNING} for w in lower):
        return ORGANISATION, None, True
    if is_org_word(lower[-1]) and not (len(lower) == 2 and lower[0] in known.first and lower[0] not in known.weak):
        return ORGANISATION, None, len(lower) > 1
    if lower[0] in known.first:
        return PERSON, known.first[lower[0]], len(lower) > 1
    if any(is_org_word(w) for w in lower):
        return ORGANISATION, None, True
    if len(lower) == 1 and is_acronym(words[0]):
        return ORGANISATION, None, False
    if lower[-1] in lists().documents and len(lower) > 1:
        return DOCUMENT, None, False
    if len(words) == 2 and is_two_part(words[1]):
        return PERSON, None, True  # "Ban Ki-moon"
    if is_common(lower[0]) and lower[0] not in known.first:
        return None, None, False
    if 2 <= len(lower) <= 4 and not all(is_common(w) for w in lower) and not any(is_acronym(w) for w in words):
        return (ORGANISATION if are_goods(lower[-1]) and not surname else PERSON), None, False
    return None, None, False


FAMILY: Final = 4  # letters of a family name that stands first and may mean something else
LONGEST_LIST: Final = 12  # tokens that a department may go on to name
FAMILIES: Final = frozenset(
    "banks bridges brooks burns combs fields flowers groves hills meadows mills parks powers rivers stones summers "
    "waters wells winters woods".split()
)
_SINGLE: Final = Remembered(lambda word: _kind_of([word], [word.lower()]))
