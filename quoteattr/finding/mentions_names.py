"""Proper names: runs of capital words (`mentions_runs`), cut into title and name, and told apart (`mentions_kinds`).

What stands before and in a role word is a title ("NATO Secretary General | Jens Stoltenberg"), what stands before a
first name describes ("Bears DL | Ray Nolan", "Beekeeper | Ann Frost"), a role word at its end makes a run a nominal
("the Attorney General").  The names of well-known bodies are found whole (`known_bodies`).
"""

from typing import Final, NamedTuple

from quoteattr.finding.known_bodies import is_known_name, known_bodies
from quoteattr.finding.mentions_case import CLOSE_NICK, PARTIES, PARTNERS, Case, is_two_part
from quoteattr.finding.mentions_kinds import (
    FAMILIES,
    GEOGRAPHY,
    SURNAMES,
    are_goods,
    classify,
    is_acronym,
    is_known_body,
    is_org_word,
    is_roman,
    is_suffix,
    role_gender,
    titled_gender,
)
from quoteattr.finding.mentions_runs import DEPARTMENTS, OPPOSING, follows_office, run_end
from quoteattr.finding.mentions_words import (
    IS_ROLE,
    NOBLE,
    is_common,
    is_given,
    is_particle,
    is_title,
    lists,
    role_of,
)
from quoteattr.finding.phrases import GROUP, ORGANISATION, PERSON
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading import Reading, Sentence

GIVEN: Final = frozenset(["don", "dean", "earl", "duke", "guy"])  # before a surname rather first names than titles
MADE: Final = frozenset("based headquartered born led run owned made".split())
NOBLE_WORDS: Final = frozenset(NOBLE.split())
OPENING_TITLES: Final = frozenset(["sr.", "del."])  # at the front of a name; elsewhere a suffix, a particle, a state
DAYS: Final = frozenset(["day", "eve", "weekend"])
FAMILY: Final = 4  # letters of a family name that stands first and may mean something else


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
                names.append(_body(i, bodies[i]))
                i = opens.find(1, bodies[i], sentence.last)
                continue
            end = run_end(reading, case, i, sentence)
            end = next((k for k in range(i + 1, end) if k in bodies), end)
            run = (bool(case.start[i]), follows_office(reading.lower, i), *reading.words[i:end])
            if run not in known:
                known[run] = i, _cut(reading, case, i, end, titles)
            at, cut = known[run]
            names += cut if at == i else [_moved(name, i - at) for name in cut]
            i = opens.find(1, end, sentence.last)
    return names


def _body(first: int, last: int) -> Name:
    """Return the name of a body that is known to be one."""
    return Name(first, last, first, last, "", ORGANISATION, None, True)


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


def _cut(reading: Reading, case: Case, first: int, last: int, titles: frozenset[str]) -> list[Name]:
    lower = reading.lower
    if is_known_name(tuple(reading.words[first:last])):
        return [_body(first, last)]
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
    if follows_office(lower, first):
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
        return [_body(first, last)]
    if role == last - 1 or (role is not None and start >= last):
        return [Name(first, last, last, last, " ".join(lower[first:last]), None, role_gender(lower[role]), True)]
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
        return [_body(i, i + 1)]
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
