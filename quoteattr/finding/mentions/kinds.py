"""What a name is by its words: a person, a body, a place or a document, and of what gender.

Lists know most of the words that tell: first names, nouns for bodies ("Institute", "Bank"), places, papers.  Two
to four words that are neither common nor known are a person's name; where a list vouches for none of them, the
kind is unsure, and what the text says of the name may change it.

Limits: names of bodies without a telling word look like persons' if they are two unknown words long.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions.letters import is_two_part
from quoteattr.finding.mentions.phrases import DOCUMENT, ORGANISATION, PERSON, PLACE
from quoteattr.finding.words import GENITIVE, is_common, lists
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading import Reading
from quoteattr.reading.remembered import Remembered

OF_PAPERS: Final = frozenset("the das der die le la el il".split())  # a paper keeps its own: "Das Bild"
GEOGRAPHY: Final = frozenset(
    "street road avenue square park hill hills cave caves river lake sea ocean bay island islands "
    "mountain mountains valley bridge lane terrace gardens woods forest hall castle abbey cottage manor "
    "beach desert station airport hotel inn".split()
)
SURNAMES: Final = frozenset("hill hall lane woods forest castle abbey lake bridge".split())  # after a first name
PLACING: Final = frozenset("the a in at on near to from through across into over around up down".split())
DIRECTIONS: Final = frozenset(
    "north south east west northern southern eastern western central upper lower new old great greater".split()
)
MORE_BODIES: Final = frozenset(
    "research economics management times capital associates university group protection enforcement rail "
    "maritime mobile digital brewing shipping freight cruises trains financial biotech aviation utilities homes "
    "support advice".split()
)
FAMILIES: Final = frozenset(
    "banks bridges brooks burns combs fields flowers groves hills meadows mills parks powers rivers stones summers "
    "waters wells winters woods".split()
)

Kind = tuple[SpeakerKind | None, Gender | None, bool]  # of a name, its gender, and whether a list vouches for it


def classify(reading: Reading, start: int, last: int) -> Kind:
    """Return the kind and gender of a name by its words, and whether a list vouches for it."""
    if last - start == 1:
        return _SINGLE[reading.words[start]]
    surname = reading.lower[last - 1] in SURNAMES and _is_surname_here(reading, start)
    return _kind_of(reading.words[start:last], reading.lower[start:last], surname)


def _kind_of(words: list[str], lower: list[str], surname: bool = False) -> Kind:
    """Return the kind of a name by the lists; `surname`: its last word, which may be a place's, is a family's here."""
    known, many = lists(), len(lower) > 1
    given = lower[0] in known.first
    bare = " ".join(lower[1:] if many and lower[0] in OF_PAPERS else lower)
    if bare in known.seats:
        return ORGANISATION, None, True
    if many and lower[-1] in known.places and not given:
        described = lower[0] in known.peoples or lower[0] in DIRECTIONS
        return (PLACE if described else ORGANISATION), None, False
    if many and lower[-1] in GEOGRAPHY:
        return (PERSON, known.first[lower[0]], False) if surname else (PLACE, None, False)
    if bare in known.places and (many or not given):
        return PLACE, None, True
    if bare in known.outlets or any(w in {"of", "for", "and", "&", "/", *GENITIVE} for w in lower):
        return ORGANISATION, None, True
    if is_org_word(lower[-1]) and not (len(lower) == 2 and given and lower[0] not in known.weak):
        return ORGANISATION, None, many
    if given:
        return PERSON, known.first[lower[0]], many
    if any(is_org_word(w) for w in lower):
        return ORGANISATION, None, True
    return _kind_by_shape(words, lower, surname)


def _kind_by_shape(words: list[str], lower: list[str], surname: bool) -> Kind:
    """Return the kind of a name for which no list speaks."""
    acronyms = [is_acronym(word) for word in words]
    if acronyms == [True]:
        return ORGANISATION, None, False
    if len(words) > 1 and lower[-1] in lists().documents:
        return DOCUMENT, None, False
    if len(words) == 2 and is_two_part(words[1]):
        return PERSON, None, True  # "Ban Ki-moon"
    if is_common(lower[0]) or any(acronyms) or not 2 <= len(words) <= 4:
        return None, None, False
    return (ORGANISATION if are_goods(lower[-1]) else PERSON), None, False


def _is_surname_here(reading: Reading, start: int) -> bool:
    """Tell whether a word for a place is a surname: "Tom Hill said", but not "on Tom Hill" or "the Ada Hall"."""
    lower, known = reading.lower, lists()
    first = lower[start]
    named = first in known.first and first not in known.weak and not is_common(first) and first not in known.places
    placed = start > 0 and lower[start - 1] in PLACING
    return named and not placed


def titled_gender(words: Sequence[str], own: Gender | None) -> Gender | None:
    """Return the gender of a name by its title, nearest word first; `own` is that of its first name.

    A first name says more than an office does: "Chairman Clara Diaz". A form of address, kin or a noun for women says
    more than that.
    """
    known = lists()
    bound = (known.address.get(w.rstrip(".")) or _bound_gender(w) for w in words[::-1])
    return next(filter(None, bound), own) or next(filter(None, map(role_gender, words[::-1])), None)


def _bound_gender(word: str) -> Gender | None:
    gender = lists().roles.get(word)
    return gender if gender is Gender.FEMALE or word in lists().kin else None


def role_gender(word: str) -> Gender | None:
    """Return the gender that a title, an office or a noun for a person tells."""
    known = lists()
    bare = word.rstrip(".")
    return known.address.get(bare) or known.office.get(bare) or known.roles.get(word)


def is_org_word(word: str) -> bool:
    """Tell whether a word in a name makes it the name of a body."""
    known = lists()
    return word in known.bodies or word.rstrip(".") in known.closings or word in MORE_BODIES


def is_suffix(word: str) -> bool:
    """Tell whether a lower-case word may follow a name, with or without a comma: "Jr.", "Inc."."""
    word = word.rstrip(".")
    return lists().suffixes.get(word) == "generation" or word in lists().closings


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


def are_goods(word: str) -> bool:
    """Tell whether a name's last word is the plural of a thing, as of a firm (“Kerrigan Foods”) and few families."""
    return word.endswith("s") and word not in FAMILIES and is_common(word) and is_common(word[:-1]) and len(word) > 4


_SINGLE: Final = Remembered(lambda word: _kind_of([word], [word.lower()]))
