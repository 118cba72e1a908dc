"""Proper names: runs of capital words (`runs`), cut into title and name, and told apart (`kinds`).

What stands before the name in a run is a title, or describes (`titles`); a role word at its end makes a run a
nominal ("the Attorney General").  Besides, a run loses what is no part of a name: a headline's verb, the honour behind
a name, an adjective of origin.  The names of well-known bodies are found whole (`known_bodies`).
"""

from typing import Final, NamedTuple

from quoteattr.finding.mentions.case import PARTIES, SAID, Case
from quoteattr.finding.mentions.kinds import classify, is_org_word, is_roman, role_gender, titled_gender
from quoteattr.finding.mentions.known_bodies import is_known_name, known_bodies
from quoteattr.finding.mentions.phrases import GROUP, ORGANISATION, PERSON
from quoteattr.finding.mentions.runs import follows_office, run_end
from quoteattr.finding.mentions.titles import after_office, after_role, given_name, is_rank, last_role
from quoteattr.finding.words import NOBLE, is_common, is_given, is_particle, is_title, lists, role_of
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading import Reading, Sentence

MADE: Final = frozenset("based headquartered born led run owned made".split())
TELLING: Final = SAID | frozenset(
    "added agreed argued began concluded continued declared exclaimed explained noted observed quoth recalled remarked "
    "responded stated tweeted warned".split()
)  # verbs that may open a sentence before their subject
DAYS: Final = frozenset(["day", "eve", "weekend"])
_WHERE: Final = frozenset("from in near outside".split())  # before a place, behind whose comma its region stands,
_CLOSING: Final = frozenset(", . ; ) : - – —".split())  # and what closes that


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
            if bodies:
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
        return True
    return i + 1 < sentence.last and bool(case.name[i + 1])


def _cut(reading: Reading, case: Case, first: int, last: int, titles: frozenset[str]) -> list[Name]:
    """Return the names in a run: most often one, none in "Labor Day", two around the verb of a headline."""
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
        return [n._replace(last=last) for n in _cut(reading, case, first, end, titles)]
    if follows_office(lower, first):
        first = after_office(lower, first, last)
    if case.start[first] and last - first > 1 and _leads_name(lower, first):
        return _cut(reading, case, first + 1, last, titles)
    if last - first == 1 and lower[first] in case.surnames:
        return [_named(reading, first, first, last)]
    if last - first == 1 and (found := _single(reading, case, first)) is not None:
        return found
    if last - first > 1 and lower[last - 1] in lists().parties and is_org_word(lower[last - 2]):
        return [_mere_title(lower, first, last, GROUP, None)]  # "Senate Democrats"
    return [_by_role(reading, first, last, last_role(reading, case, first, last, titles))]


def _by_role(reading: Reading, first: int, last: int, role: int | None) -> Name:
    """Return the name of a run by where in it a role stands, behind which the name starts."""
    lower = reading.lower
    if role is None:
        return _named(reading, first, given_name(reading, first, last), last)
    start = after_role(reading, role, last) if role + 1 < last else last
    if start < last:
        return _named(reading, first, start, last)
    if first < role == last - 1 and _is_published_in(lower, first):
        return _body(first, last)
    return _mere_title(lower, first, last, None, role_gender(lower[role]))


def _mere_title(lower: list[str], first: int, last: int, kind: SpeakerKind | None, gender: Gender | None) -> Name:
    """Return a run that is a title and no name: "the Attorney General"."""
    return Name(first, last, last, last, " ".join(lower[first:last]), kind, gender, True)


def _leads_name(lower: list[str], first: int) -> bool:
    """Tell whether the word that opens a sentence only leads to a name: "*Carmaker* Voltano", "*Added* Stone"."""
    word = lower[first]
    dealer = word.endswith(("er", "or")) and lists().bodies.get(word) == "business"  # by what a firm earns its money
    return word in TELLING or (dealer and not is_common(lower[first + 1]))


def _after_department(lower: list[str], first: int, last: int) -> int:
    """Return where a name begins behind the bracket of its office, 0 where the bracket holds a first name."""
    opens = lower.index("(", first, last) if "(" in lower[first:last] else first
    if opens == first or is_given(lower[opens + 1]):
        return 0
    return lower.index(")", opens, last) + 1


def _is_published_in(lower: list[str], first: int) -> bool:
    """Tell whether what is written stands in what a name names: "a report in the | Harbour Leader" is no leader's."""
    return first > 2 and lower[first - 2] == "in" and lower[first - 3] in lists().documents


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


def _single(reading: Reading, case: Case, i: int) -> list[Name] | None:
    """Return the cut of a run of one word where a list tells what it is."""
    word = reading.lower[i]
    known = lists()
    if is_roman(reading.words[i]) or (reading.words[i].isupper() and is_title(word) and role_of(word)):
        return []  # "CHAPTER VI", "the MEP"
    if (word in known.first and word not in known.peoples) or word in known.outlets or reading.words[i] == "US":
        return None
    named = word in known.crowds and case.inside[word] > 0  # "the Mariners"
    if word in known.many_people or ((found := role_of(word)) and found[2] and not named):
        return [_mere_title(reading.lower, i, i + 1, GROUP, None)]
    if word in PARTIES:
        return [_body(i, i + 1)]
    if classify(reading, i, i + 1)[0] is None and _is_region(reading, i):
        return []
    describes = word in known.peoples and word not in known.places  # but "the Vatican"
    if describes or known.capitalised.get(word) not in {None, "group", "party", "opener"}:
        return []
    return None


def _is_region(reading: Reading, i: int) -> bool:
    """Tell whether an unknown word tells where the place before it lies: "an assistant from Corby, **Northants**"."""
    place, lower = i - 2, reading.lower
    if place < 1 or lower[i - 1] != "," or not reading.words[place][0].isupper():
        return False
    if not _CLOSING.issuperset(lower[i + 1 : i + 2]) or lower[i + 2 : i + 3] == ["who"]:
        return False  # "in Corby, **Lee** said", "from Corby, **Lee**, who won, said"
    while place > 1 and reading.words[place - 1][0].isupper():
        place -= 1
    return lower[place - 1] in _WHERE


def _named(reading: Reading, first: int, start: int, last: int) -> Name:
    lower = reading.lower
    title = " ".join(lower[first:start])
    kind, gender, sure = classify(reading, start, last)
    if last - start > 1 and lower[last - 1] not in NOBLE:
        gender = gender or lists().address.get(lower[last - 1])  # "Hamidullah Begum"
    titled = start > first and (is_title(lower[start - 1]) or role_of(lower[start - 1]))
    if titled or (start > first and is_rank(reading, start - 1, last)):
        if not (sure and kind is not PERSON):
            kind, sure = PERSON, True
        single = start + 1 == last  # "Chairman Kelly" is called by a surname
        gender = titled_gender(lower[first:start], None if single else gender) or gender
    return Name(first, last, start, last, title, kind, gender, sure)
