"""The word lists as finding and later stages look words up: one lower-case table for each question they ask.

The lists are read on first use and shared (`lists`).  Words here are compared in lower case and without a closing full
stop, except where a list is about spelling.

Limits: one word, one class.  Where the lists give a word to several ("paper"), the order in `role_of` decides.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import attrs

from quoteattr.data import entries, table, values, words
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading.remembered import Remembered

GENDERS: Final = {"f": Gender.FEMALE, "m": Gender.MALE}
FEMININE: Final = ("woman", "maid", "wife", "mistress", "ess", "girl", "lady", "mother")  # endings of nouns for people
MASCULINE: Final = ("man", "master", "boy", "lord", "father")
NOBLE: Final = frozenset(
    "king queen prince princess pope count countess duke duchess baron baroness earl emperor empress captain".split()
)

GENITIVE: Final = frozenset(["'s", "'"])  # behind a name that owns what follows

# Function words: no name starts with them or goes over them.
CLOSED: Final = frozenset(
    "a an the this that these those some any all both each every no neither either another other others such "
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our "
    "ours ourselves they them their theirs themselves who whom whose which what whoever whatever "
    "about above across after against along amid among around as at before behind below beneath beside besides "
    "between beyond by despite down during except for from in inside into like near of off on onto out outside over "
    "past per since than through throughout till to toward towards under underneath until up upon versus via with "
    "within without and but or nor so yet if then else when where why how because although though while whereas "
    "unless once whether lest is are was were be been being am do does did done doing have has had having will would "
    "shall should can could may might must ought need not n't never ever also too very just only even still already "
    "again here there now soon later today yesterday tomorrow tonight perhaps maybe indeed however moreover "
    "meanwhile therefore thus hence otherwise instead rather quite well yes no oh ah o aye nay hello hi please let "
    "there's that's it's he's she's what's here's 's 'd 'll 'm 've 're don't didn't doesn't isn't wasn't aren't "
    "weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't "
    "one two three four five six seven eight nine ten many most more much few several less least own same first "
    "second last next said says say told asked replied cried added pm etc according".split()
)
FRIENDS: Final = frozenset(["friend", "neighbor", "neighbour"])
RANKED: Final = frozenset(["vice", "rear"])  # what makes of one office another
SPEAKING_MANY: Final = frozenset("officials people others some many men women children experts authorities".split())


@attrs.frozen(eq=False)
class Lists:
    """Tables by lower-case word or words.

    pronouns: gender and plural; first: gender of first names; weak: first names that are common words too;
    address, office: gender of titles; roles: gender of nouns for people; callings: offices and trades among them;
    kin: relatives among them; plurals: their singulars; groups: nouns for several; bodies: words for organisations;
    documents; places, outlets, seats, countries; peoples: adjectives of origin and party; many_people: nouns for the
    many of an origin, faith or party; origins: the places that one of a people is from, by noun and adjective;
    compatriots: those nouns that are no adjectives ("Dane"); parties: members of one; particles; suffixes; closings:
    what a firm's name ends with; nicknames: the full names of a short one; capitalised: words that have a capital but
    name nobody; common: common words; persons, crowds: nouns for one person that no other list has, and their plurals.
    """

    pronouns: dict[str, tuple[Gender | None, bool | None]]
    first: dict[str, Gender | None]
    weak: frozenset[str]
    address: dict[str, Gender | None]
    office: dict[str, Gender | None]
    roles: dict[str, Gender | None]
    callings: dict[str, str]
    kin: frozenset[str]
    plurals: dict[str, str]
    groups: frozenset[str]
    bodies: dict[str, str]
    documents: dict[str, str]
    places: frozenset[str]
    outlets: frozenset[str]
    platforms: frozenset[str]
    seats: frozenset[str]
    countries: frozenset[str]
    peoples: frozenset[str]
    many_people: frozenset[str]
    origins: dict[str, frozenset[str]]
    compatriots: frozenset[str]
    parties: frozenset[str]
    particles: frozenset[str]
    suffixes: dict[str, str]
    closings: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    capitalised: dict[str, str]
    common: frozenset[str]
    persons: frozenset[str]
    crowds: frozenset[str]


@functools.cache
def lists() -> Lists:
    """Return the word lists, read on first use."""
    roles, titles, places = table("roles"), table("titles"), entries("places")
    people = table("relations") | roles
    persons = frozenset(words("person-nouns.txt"))
    capitalised = {row[0].lower(): row[1] for row in entries("capitalised")}
    return Lists(
        pronouns={row[0]: _pronoun(row) for row in entries("pronouns")},
        first={row[0].lower(): GENDERS.get(row[1]) for row in entries("first_names")},
        weak=frozenset(row[0].lower() for row in entries("first_names") if row[2] == "w"),
        address={word: GENDERS.get(r[1]) for word, r in titles.items() if r[2] == "address" or word in NOBLE},
        office={word: GENDERS.get(r[1]) for word, r in titles.items() if r[2] == "office"},
        roles={word: GENDERS.get(r[1]) for word, r in people.items() if r[2] != "group"},
        callings={w: r[2] for w, r in roles.items() if r[2] in {"office", "trade"}},
        kin=frozenset([w for w, r in people.items() if r[2] == "kin"]),
        plurals={r[3]: word for word, r in roles.items() if r[3] not in {word, "-"}},
        groups=frozenset(word for word, r in roles.items() if r[2] == "group"),
        bodies={row[0]: row[1] for row in entries("organisations")},
        documents={row[0]: row[1] for row in entries("documents")},
        places=frozenset(row[0].lower() for row in places),
        outlets=frozenset(row[0].lower() for row in entries("outlets")),
        platforms=frozenset(row[0].lower() for row in entries("outlets") if row[1] == "social"),
        seats=frozenset(row[0].lower() for row in places if row[1] == "seat"),
        countries=frozenset(row[0].lower() for row in places if row[1] == "country"),
        peoples=frozenset(w.lower() for row in places for w in values(row[2]))
        | frozenset(word for word, kind in capitalised.items() if kind == "group" and not word.endswith("s")),
        many_people=frozenset(w.lower() for row in places for w in values(row[3]))
        | frozenset(w for w, kind in capitalised.items() if kind in {"faith", "group", "party"} and w.endswith("s")),
        origins=_origins(places),
        compatriots=frozenset(map(_last, _singulars(places))) - {w.lower() for row in places for w in values(row[2])},
        parties=frozenset(word for word, kind in capitalised.items() if kind == "party"),
        particles=frozenset(p for row in entries("particles") if row[1] == "inner" for p in row[0].split()),
        suffixes={row[0]: row[1] for row in entries("name_suffixes")},
        closings=frozenset(row[0].lower() for row in entries("organisation_suffixes")),
        nicknames={row[0].lower(): frozenset(n.lower() for n in values(row[1])) for row in entries("nicknames")},
        capitalised=capitalised,
        common=frozenset(words("common-words.txt")),
        persons=persons,
        crowds=frozenset(map(plural, persons)),
    )


def _origins(places: Sequence[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the places by the last word of what one of their people is called, as noun or adjective."""
    origins: dict[str, set[str]] = {}
    for row in places:
        for word in map(_last, (*values(row[2]), *_singulars([row]))):
            origins.setdefault(word, set()).add(row[0].lower())
    return {word: frozenset(found) for word, found in origins.items() if word not in {"us", "u.s"}}


def _singulars(places: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the nouns for one of a people: "Dane", "Swiss", "New Zealander"."""
    return (word.removesuffix("s") if word[-2:] != "ss" else word for row in places for word in values(row[3]))


def _last(word: str) -> str:
    return word.lower().rpartition(" ")[2]


def _pronoun(row: tuple[str, ...]) -> tuple[Gender | None, bool | None]:
    return GENDERS.get(row[1]), {"sing": False, "plur": True}.get(row[2])


class Role(NamedTuple):
    """What a noun tells that can head a phrase for a speaker: of what kind, of what gender, and whether of several."""

    kind: SpeakerKind
    gender: Gender | None = None
    plural: bool = False


_ONE: Final = Role(SpeakerKind.PERSON)
_MANY: Final = Role(SpeakerKind.GROUP, plural=True)


def is_role(word: str) -> bool:
    """Tell whether a lower-case word is a noun for a person or for people."""
    known = lists()
    head, of, _ = word.partition("-of-")
    noun = head if of else word.rpartition("-")[2]  # "mother-of-two"
    return any(w in known.roles or w in known.plurals or w in known.groups for w in {word, noun})


IS_ROLE: Final = Remembered(lambda word: is_title(word) or is_role(word))  # whether it can be a title before a name


@functools.cache
def _roles() -> dict[str, Role]:
    """Return kind, gender and plural for each noun that can head a phrase for a speaker; roles before bodies."""
    known = lists()
    nouns: dict[str, Role] = dict.fromkeys(known.crowds, _MANY)
    nouns |= dict.fromkeys(known.documents, Role(SpeakerKind.DOCUMENT))
    nouns |= dict.fromkeys(known.bodies, Role(SpeakerKind.ORGANISATION))
    nouns |= {plural(word): _MANY for word in known.bodies}
    nouns |= dict.fromkeys(known.groups - known.bodies.keys(), _MANY)
    nouns |= {word: Role(SpeakerKind.PERSON, gender) for word, gender in known.roles.items()}
    many = {*known.plurals, *SPEAKING_MANY}
    return nouns | dict.fromkeys(many - known.roles.keys(), _MANY)


def plural(word: str) -> str:
    """Return the regular plural of a noun, or what a verb is in the third person."""
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"


def head_of(word: str) -> Role | None:
    """Return what `role_of` does, and the same of nouns for one person that only a dictionary has: "backer"."""
    return role_of(word) or (_ONE if word in lists().persons else None)


def is_person_noun(word: str) -> bool:
    """Tell whether a lower-case word is a noun for one person."""
    head = head_of(word)
    return head is not None and head.kind is SpeakerKind.PERSON


def role_of(word: str) -> Role | None:
    """Return kind, gender and plural of a noun that can head a phrase for a speaker, None for any other word."""
    return _ROLES[word]


def kind_of_role(word: str) -> SpeakerKind | None:
    """Return the kind of a noun that can head a phrase for a speaker, None for any other word."""
    role = role_of(word)
    return role.kind if role else None


def _role(word: str) -> Role | None:
    found = _roles().get(word)
    if found or "-" not in word:
        return found
    if word.endswith("-year-old"):
        return _ONE
    head, of, _ = word.partition("-of-")
    return _roles().get(head if of else word.rpartition("-")[2]) if not word.startswith("-") else None


_ROLES: Final = Remembered(_role)


def is_common(word: str) -> bool:
    """Tell whether a lower-case word is a common word or a regular form of one."""
    common = lists().common
    if word in common:
        return True
    if "-" in word and all(part in CLOSED or is_common(part) for part in word.split("-")):
        return True  # "two-thirds"
    for ending, shortest in (("'s", 2), ("s", 3), ("es", 3), ("ed", 4), ("d", 4), ("ing", 5), ("ly", 4)):
        if word.endswith(ending) and len(stem := word.removesuffix(ending)) >= shortest and stem in common:
            return True
    return False


def title_gender(title: str) -> Gender | None:
    """Return the gender a form of address tells: "mrs" is female."""
    return lists().address.get(title)


def is_title(word: str) -> bool:
    """Tell whether a lower-case word, with or without full stop, can stand before a name as its title."""
    word = word.rstrip(".")
    known = lists()
    if word in known.address or word in known.office:
        return True
    front, _, back = word.rpartition("-")
    if back == "elect":
        return front.rstrip(".") in known.office  # "Gov.-elect"
    before = front.partition("-")[0].rstrip(".")  # "Lt.-Gov.", "Vice-Adm."
    return back in known.office and (before in RANKED or before in known.office or before in known.address)


def is_somebodys(word: str) -> bool:
    """Tell whether a noun is one for kin or friends, who are always somebody's: "the mother of missing Jane Doe"."""
    return word in lists().kin or word in FRIENDS


def is_given(word: str) -> bool:
    """Tell whether a lower-case word is in the list of first names."""
    first = lists().first
    return word in first or ("-" in word and word.partition("-")[0] in first)


def origins_of(word: str) -> frozenset[str]:
    """Return the places whose people a lower-case word names or describes one of: "Dane", "Danish", "Frenchman"."""
    origins = lists().origins
    found = origins.get(word)
    if found is None and word.endswith("man"):
        stem = word.removesuffix("man").removesuffix("wo")
        found = origins.get(stem) or origins.get(stem.removesuffix("s")) or lists().places & {stem}  # "Ulsterman"
    return found or frozenset()


def gender_by_ending(word: str) -> Gender | None:
    """Return the gender that the ending of a noun in no list tells, as written: "ferryman", not "Bergman"."""
    if not word.islower() or word == "human":
        return None
    if word.endswith(FEMININE):
        return Gender.FEMALE
    return Gender.MALE if word.endswith(MASCULINE) else None


def is_particle(word: str) -> bool:
    """Tell whether a word, as written, may stand between two words of a person's name."""
    return word in lists().particles and word not in CLOSED and len(word) > 1


def is_nickname(a: str, b: str) -> bool:
    """Tell whether one of two first names is a short form of the other, or both are of one name."""
    names = lists().nicknames
    return b in names.get(a, ()) or a in names.get(b, ())
