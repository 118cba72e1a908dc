"""Every noun phrase that could be somebody who speaks: names, nominals and pronouns, in the order of the text.

Names come from `names`. A nominal is built around a head noun from the lists (roles of people, nouns
for bodies and documents): back over its modifiers to its determiner, or over the name that owns it
("Doyle's lawyer", "the NATO chief"), and forth over "of" with a name ("the secretary-general of NATO"). A
nominal right before a name is its title ("state advocate | Igor Lenko") and becomes part of the name's
phrase.  A name that says of what people one is ("a Dane") is a nominal.

Limits: no tagger, so a noun outside the lists is no head; phrases end at their head, relative clauses left
out.
"""

from collections.abc import Iterable, Iterator
from itertools import compress
from operator import attrgetter
from typing import Final

from quoteattr.finding.mentions.case import read_case
from quoteattr.finding.mentions.kinds import DIRECTIONS, classify, is_acronym, titled_gender
from quoteattr.finding.mentions.names import Name, find_names
from quoteattr.finding.mentions.phrases import (
    DOCUMENT,
    GROUP,
    NAME,
    NOMINAL,
    ORGANISATION,
    PERSON,
    PLACE,
    PRONOUN,
    Phrase,
)
from quoteattr.finding.mentions.titles import is_department
from quoteattr.finding.words import CLOSED, head_of, is_somebodys, lists, origins_of, role_of
from quoteattr.models import Gender, SpeakerKind
from quoteattr.reading import Reading, Sentence
from quoteattr.reading.remembered import Remembered

DETERMINERS: Final = frozenset(
    "the a an this these those another other both all some many several few my your his her its our their "
    "one two three "
    "no any each every most either neither others".split()
)
MODIFIERS: Final = frozenset(
    "former senior chief vice deputy assistant associate executive managing national state federal local "
    "veteran acting "
    "retired top fellow royal political ex first interim founding legal principal lead deputy next door".split()
)
PEOPLE: Final = frozenset([PERSON, GROUP])
BODIES: Final = frozenset([ORGANISATION, PLACE])
BELONGINGS: Final = frozenset("head heads chair chairs body bodies".split())  # nobody, where they are somebody's own:
OWN: Final = frozenset("my your his her their".split())  # "my head", not "the head" nor "their head of policy"
ORDINALS: Final = frozenset("first second third fourth fifth".split())  # "the second man" is not the first
OF_MANY: Final = frozenset("a an one another".split())
OF_ONE: Final = frozenset("the a an this that another".split())  # determiners of one person
REACH: Final = 6  # words between a head and its determiner

_FIRST: Final = attrgetter("first")
_LAST: Final = attrgetter("last")


def find_mentions(reading: Reading, extra_titles: Iterable[str] = ()) -> list[Phrase]:
    """Return the phrases of a text by their first token, the longer one first."""
    titles = frozenset(word for title in extra_titles for word in title.lower().split())
    found = find_names(reading, read_case(reading), titles)
    compatriots = [name for name in found if _is_compatriot(reading, name)]
    apart = {name.first for name in compatriots}
    names = [name for name in found if name.first not in apart]
    starts = {name.first: name for name in names}
    phrases, bodies, merged = _headed(reading, names, starts)
    for name in names:
        made = _name_phrases(reading, name, merged.get(name.first))
        phrases += [_with_place(reading, phrase, starts) for phrase in made] if name.start == name.end else made
    phrases += [_compatriot(reading, name) for name in compatriots]
    if bodies:
        phrases = [_as_body(phrase) if phrase.names[0] in bodies else phrase for phrase in phrases]
    phrases.sort(key=_LAST, reverse=True)
    phrases.sort(key=_FIRST)
    return phrases


def _headed(
    reading: Reading, names: list[Name], starts: dict[int, Name]
) -> tuple[list[Phrase], set[int], dict[int, Phrase]]:
    """Return pronouns and nominals, which names a noun behind them calls a body, and the nominals that are titles.

    Names are told by their first tokens, as in `starts`; titles are not among the nominals.
    """
    owners = {name.last: name for name in names}
    covered = {i for name in names for i in range(name.first, name.last)}  # "the WHO"
    phrases, bodies, merged = list[Phrase](), set[int](), dict[int, Phrase]()
    for i, head in _heads(reading):
        if i in covered:
            continue
        if head[0] is None:
            phrases.append(_pronoun(i, head))
            continue
        sentence = reading.sentences[reading.sentence_of(i)]
        if _is_modifier(reading, sentence, i):
            continue
        nominal = _nominal(reading, sentence, i, head, owners, starts)
        following = starts.get(_name_after(reading, i, starts))
        if _describes_body(reading, nominal):
            bodies.add(nominal.owner[0])
            phrases.append(nominal._replace(form=NAME, names=nominal.owner))
        elif following and _takes_title(following, nominal):
            merged[following.first] = nominal
        elif _is_somebody(nominal) and not _is_belonging(reading, nominal):
            phrases.append(nominal)
    return phrases, bodies, merged


Head = tuple[SpeakerKind | None, Gender | None, bool | None]  # the kind is None for a pronoun


def _head(word: str) -> Head | None:
    pronoun = lists().pronouns.get(word)
    return head_of(word) if pronoun is None else (None, *pronoun)


_HEADS: Final = Remembered(_head)


def _heads(reading: Reading) -> list[tuple[int, Head]]:
    """Return the tokens that may head a phrase, and what the lists say of them."""
    heads = list(map(_HEADS.__getitem__, reading.lower))
    return list(compress(enumerate(heads), heads))  # type: ignore[arg-type]


def _pronoun(i: int, told: Head) -> Phrase:
    _, gender, plural = told
    return Phrase(i, i + 1, i, PRONOUN, (i, i), plural=plural, gender=gender)


def _name_after(reading: Reading, head: int, starts: dict[int, Name]) -> int:
    """Return where a name may start that a nominal is the title of: "secretary of state | Jane Doe"."""
    lower = reading.lower
    if head + 2 < len(lower) and lower[head + 1] == "of" and not is_somebodys(lower[head]):
        for i in range(head + 2, min(head + 6, len(lower))):
            if i in starts:
                name = starts[i]
                return i if i > head + 2 and name.kind is PERSON and name.start < name.end else head + 1
            proper = reading.words[i][0].isupper() and not is_department(lower[i])
            if lower[i] in CLOSED or not lower[i][0].isalpha() or proper:
                break
    return head + 1


def _is_modifier(reading: Reading, sentence: Sentence, i: int) -> bool:
    """Tell whether a noun only describes the noun after it: the "military" of "the military alliance"."""
    if i + 1 >= sentence.last:
        return False
    after = reading.lower[i + 1]
    found = role_of(after)
    if reading.lower[i] in MODIFIERS and after[0].isalpha() and after not in CLOSED:
        return True
    return found is not None and reading.words[i + 1][0].islower() and found.kind is not DOCUMENT


def _is_somebody(nominal: Phrase) -> bool:
    """Tell whether a noun phrase is worth keeping: nouns of no list for people need a determiner or owner."""
    if nominal.kind in PEOPLE and nominal.role not in lists().persons:
        return True
    return bool(nominal.determiner) or nominal.owner[0] < nominal.owner[1]


def _is_belonging(reading: Reading, nominal: Phrase) -> bool:
    """Tell whether a noun phrase is a part of somebody's body or a seat: "I shook **my head**"."""
    if nominal.role not in BELONGINGS or nominal.determiner not in OWN or nominal.first + 1 < nominal.head:
        return False
    return reading.lower[nominal.last : nominal.last + 1] != ["of"]


def _describes_body(reading: Reading, nominal: Phrase) -> bool:
    """Tell whether a noun says what the name right before it is: "Das Bild newspaper", not "Harris's newspaper".

    Nor "a Facebook post", which is one of many.
    """
    first, last = nominal.owner
    posted = nominal.role == "post" and nominal.determiner in OF_MANY
    touches = first < last == nominal.head and not posted
    return touches and lists().bodies.get(reading.lower[nominal.head]) in {"media", "business"} and not nominal.plural


def _as_body(phrase: Phrase) -> Phrase:
    return phrase._replace(kind=ORGANISATION, gender=None, plural=False, sure=True)


def _takes_title(name: Name, nominal: Phrase) -> bool:
    """Tell whether a nominal right before a name is its title: no "study Nature", no "capital Paris"."""
    if name.start != name.first or nominal.plural:
        return False
    if nominal.kind is PERSON:
        return not (name.sure and name.kind is not PERSON)
    return nominal.kind is ORGANISATION and name.kind is not PERSON


def _is_compatriot(reading: Reading, name: Name) -> bool:
    """Tell whether a name is a noun for one of a people: "the **Dane**", "a **New Zealander**"."""
    lower, (first, last) = reading.lower, name[:2]
    noun = lower[last - 1]
    one = noun in lists().compatriots or (noun.endswith("man") and origins_of(noun))
    if not one or name.start > first or first == 0 or last - first > 2:
        return False
    if name.sure:
        return False  # "The New Yorker"
    before = lower[first - 1]
    alone = last - first == 1 or lower[first] in DIRECTIONS  # "New Zealander", not "Jo Scot"
    return alone and before in OF_ONE


def _compatriot(reading: Reading, name: Name) -> Phrase:
    first, head, lower = name.first - 1, name.last - 1, reading.lower
    return Phrase(
        first, name.last, head, NOMINAL, (head, head), role=lower[head], plural=False, kind=PERSON,
        determiner=lower[first], owner=(head, head), sure=True,
    )  # fmt: skip


def _name_phrases(reading: Reading, name: Name, nominal: Phrase | None) -> list[Phrase]:
    """Return the phrase of a name, and of a body named in its title ("**NATO** Secretary General Jens Stoltenberg")."""
    first, last, start, end, title, kind, gender, sure = name
    if start == end or _is_seat(reading, name):
        return list(_mere_title(reading, name))
    role, determiner, owner = "", "", (start, start)
    bodies: list[Phrase] = []
    if start > first:
        at = _role_at(reading, first, start)
        role = reading.lower[at] if role_of(reading.lower[at]) or at == first else ""
        bodies += _body_in_title(reading, first, start)
        owner = (first, at)
    if nominal:
        first, role, determiner, owner = nominal.first, nominal.role, nominal.determiner, nominal.owner
        title = " ".join(reading.lower[first:start])
        if not sure:
            kind, sure = nominal.kind, True
        gender = titled_gender(nominal.role.split(), gender) or gender
    elif first and reading.lower[first - 1] == "the":
        first, determiner = first - 1, "the"
    told = Phrase(first, last, end - 1, NAME, (start, end), title, role, None, kind, gender, determiner, owner, sure)
    return [*bodies, told]


def _is_seat(reading: Reading, name: Name) -> bool:
    """Tell whether a name behind a party is only what somebody is: "a Tory **MP**", "some SNP **MSPs**"."""
    word = reading.words[name.start]
    alone = name.first < name.start == name.end - 1
    return alone and word[:2].isupper() and role_of(word.lower()) is not None


def _role_at(reading: Reading, first: int, last: int) -> int:
    return next((i for i in range(first, last) if role_of(reading.lower[i])), last - 1)


def _body_in_title(reading: Reading, first: int, last: int) -> Iterator[Phrase]:
    end = _role_at(reading, first, last)
    if end <= first:
        return
    kind, _, sure = classify(reading, first, end)
    if kind in BODIES and (sure or is_acronym(reading.words[first])):
        yield Phrase(first, end, end - 1, NAME, (first, end), kind=kind, owner=(first, first), sure=sure)


def _mere_title(reading: Reading, name: Name) -> Iterator[Phrase]:
    """Yield the nominal that a run without a name is: "the Attorney General", "White House Press Secretary"."""
    head = next((i for i in range(name.last - 1, name.first - 1, -1) if role_of(reading.lower[i])), name.last - 1)
    found = role_of(reading.lower[head])
    kind, gender, plural = found or (name.kind or PERSON, name.gender, name.kind is GROUP)
    first, determiner = name.first, ""
    if first and reading.lower[first - 1] in DETERMINERS:
        first, determiner = first - 1, reading.lower[first - 1]
    owner = (name.first, _role_at(reading, name.first, name.last))
    yield from _body_in_title(reading, name.first, name.last)
    yield Phrase(
        first=first, last=name.last, head=head, form=NOMINAL, names=(name.last, name.last), title="",
        role=reading.lower[head], plural=plural, kind=kind, gender=gender or name.gender, determiner=determiner,
        owner=owner, sure=True,
    )  # fmt: skip


def _with_place(reading: Reading, office: Phrase, starts: dict[int, Name]) -> Phrase:
    """Return an office with capitals and the name of what it is of: "the Mayor **of Graz**"."""
    if office.form is not NOMINAL or office.kind is not PERSON or office.head + 1 != office.last or office.plural:
        return office
    last, owner = _right(reading, reading.sentences[reading.sentence_of(office.head)], office.head, starts)
    place = starts.get(owner[0])  # of “Mayor of Leeds Jo Hale” the place is a part of his name
    return office._replace(last=last, owner=owner) if place and place.kind is not PERSON else office


def _nominal(
    reading: Reading,
    sentence: Sentence,
    head: int,
    told: Head,
    owners: dict[int, Name],
    starts: dict[int, Name],
) -> Phrase:
    kind, gender, plural = told
    first, determiner, owner = _left(reading, sentence, head, owners)
    last = head + 1
    if owner[0] == owner[1]:
        last, owner = _right(reading, sentence, head, starts)
    return Phrase(
        first=first, last=last, head=head, form=NOMINAL, names=(head, head), title="", role=reading.lower[head],
        plural=plural, kind=kind, gender=gender, determiner=determiner, owner=owner, sure=True,
    )  # fmt: skip


def _left(reading: Reading, sentence: Sentence, head: int, owners: dict[int, Name]) -> tuple[int, str, tuple[int, int]]:
    """Return where a nominal starts, its determiner, and the name that owns it."""
    lower = reading.lower
    owner = (head, head)
    i = head
    bare = head  # where it starts if no determiner turns up
    while i > sentence.first and head - i <= REACH:
        word = lower[i - 1]
        if word in DETERMINERS:
            return i - 1, word, owner
        if word in {"'s", "'"} and i - 1 > sentence.first:
            name = owners.get(i - 1)
            if name:
                return name.first, "'s", (name.start, name.end)
            start, _, _ = _left(reading, sentence, i - 2, owners) if head - i < REACH else (i - 2, "", owner)
            return start, "'s", owner
        if i in owners:
            owner = (owners[i].start, owners[i].end)
            i = bare = owners[i].first
            continue
        role = role_of(word)
        if (word in CLOSED and word not in ORDINALS) or not word[0].isalnum() or (role and role.plural):
            break
        if i == bare and word in MODIFIERS:
            bare = i - 1
        i -= 1
    return bare, "", owner if bare <= owner[0] else (head, head)


def _right(reading: Reading, sentence: Sentence, head: int, starts: dict[int, Name]) -> tuple[int, tuple[int, int]]:
    """Return the end of a nominal and the name in its complement: "the secretary-general of NATO"."""
    if head + 2 < sentence.last and reading.lower[head + 1] in {"of", "at", "for", "from", "with", "by"}:
        after = head + 2 + (reading.lower[head + 2] == "the")
        name = starts.get(after)
        if name:
            return name.last, (name.start, name.end) if name.start < name.end else (name.first, name.last)
    return head + 1, (head, head)
