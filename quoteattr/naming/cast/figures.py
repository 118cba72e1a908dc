"""Somebody in a text: the ways the name is written, and the figure they are gathered into.

A `Form` is one way of writing a name with one courtesy title; a `Figure` is somebody or some body with its forms; a
`Register` holds the figures of a text, to be looked up by first, last and inner word and by exact name.

Limits: a register looks at no more than the last few figures of one word, so that odd texts stay linear.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

import attrs

from quoteattr.config import KnownSpeaker
from quoteattr.finding.mentions import PERSON
from quoteattr.models import Gender, SpeakerKind
from quoteattr.naming.cast.names import Tokens, split

PERSONS: Final = frozenset([PERSON, None])  # kinds of what may be a person
COMPARED: Final = 40  # figures of one surname that a new name is compared with: keeps odd texts linear
PLACED: Final = 7  # one mention in so many after "in" or "near" makes a place: people are seldom gone into
CONTRARY: Final = 8  # pronouns from which a first name may be found to be another gender's,
SELDOM: Final = 50  # unless more than one mention in so many has a title
STRAY: Final = 20  # one mention in so many that would make a body or place of a name is a slip
VOUCHED: Final = 4  # a mention whose kind a title or list vouches for weighs as much as so many others

One = TypeVar("One")


@attrs.define(eq=False)
class Form:
    """One way of writing a name with one courtesy title, and the phrases (by index) that use it."""

    tokens: Tokens
    title: str
    phrases: list[int] = attrs.field(factory=list)
    written: dict[str, int] = attrs.field(factory=dict)  # how many mentions are written so, are of a kind, a gender
    kinds: dict[SpeakerKind, int] = attrs.field(factory=dict)
    sure: dict[SpeakerKind, int] = attrs.field(factory=dict)
    genders: dict[Gender, int] = attrs.field(factory=dict)
    the: int = 0
    inside: int = 0  # mentions that something is in, near or across
    ranks: int = 0  # mentions with a rank or office before them: "Colonel Fitzwilliam"
    kind: SpeakerKind | None = None  # what most of its mentions are, once it is settled

    @property
    def is_surname(self) -> bool:
        """Tell whether a single word is a surname by the ranks before it."""
        return len(self.tokens) == 1 and 2 * self.ranks > len(self.phrases)

    @property
    def is_place(self) -> bool:
        """Tell whether a name is a place's by what stands before it: "in Hartfield", "near Paris".

        One of several words is, if something is in it wherever it is mentioned: "at Mossley Fold".
        """
        always = self.inside == len(self.phrases) and not self.sure
        if len(self.tokens) > 1:
            return always and self.kind is SpeakerKind.PERSON and not (self.title or self.ranks)
        only = always and not self.kinds
        if (self.inside < 2 and not only) or self.title or self.ranks:
            return False
        return self.kind in {SpeakerKind.PERSON, None} and PLACED * self.inside >= len(self.phrases)

    def settle(self) -> None:
        """Reckon what it names once and for all, when all its mentions are known."""
        self.kind = self._told_kind()
        if self.is_place:
            self.be_place()

    def be_place(self) -> None:
        """Take it for the name of a place, whatever its mentions are."""
        self.sure = {SpeakerKind.PLACE: len(self.phrases)}
        self.genders.clear()
        self.kind = self._told_kind()

    def _told_kind(self) -> SpeakerKind | None:
        """Return what most of its mentions are, those that a title or list vouches for before others."""
        kinds = {**self.kinds, **self.sure}
        if len(kinds) > 1:
            return max(kinds, key=self._weight)
        kind = next(iter(kinds), None)
        return None if kind and kind is not PERSON and self._is_stray(kind) else kind

    def _weight(self, kind: SpeakerKind) -> tuple[int, SpeakerKind]:
        return self.kinds.get(kind, 0) + VOUCHED * self.sure.get(kind, 0), kind

    def _is_stray(self, kind: SpeakerKind) -> bool:
        """Tell whether so few of a single word's mentions are of a kind, the others of none, that it means nothing."""
        many = self.kinds.get(kind, 0) + self.sure.get(kind, 0)
        return len(self.tokens) == 1 and STRAY * many < len(self.phrases)


@attrs.define(eq=False)
class Figure:
    """Somebody or some body with its forms; `roles` are (head noun, describing words) the text gives it."""

    number: int
    kind: SpeakerKind | None
    forms: list[Form] = attrs.field(factory=list)
    aside: list[Form] = attrs.field(factory=list)  # forms that are no name to show
    titles: set[str] = attrs.field(factory=set)
    genders: dict[Gender, int] = attrs.field(factory=dict)
    roles: list[tuple[str, frozenset[str]]] = attrs.field(factory=list)
    known: KnownSpeaker | None = None
    label: str = ""  # the words by which somebody is described who has no name and no phrase
    count: int = 0
    pronouns: dict[Gender, int] = attrs.field(factory=dict)
    gender: Gender | None = None  # once it is settled

    @property
    def is_named(self) -> bool:
        """Tell whether it has a name, in the text or as a caller gives it."""
        return bool(self.forms or self.known)

    def may_be(self, gender: Gender | None) -> bool:
        """Tell whether nothing that is known speaks against a gender."""
        return gender is None or self.gender is None or self.gender is gender

    def settle(self) -> None:
        """Reckon the gender once and for all: nothing more will be learned of it."""
        self.gender = self.told_gender()

    def told_gender(self) -> Gender | None:
        """Return the gender by title, role and first name, or else by the pronouns that follow."""
        if self.known and self.known.gender:
            return self.known.gender
        votes = self.genders or self.pronouns
        if not votes:
            return None
        best = max(votes, key=lambda g: (votes[g], g))
        if self.genders:
            other = Gender.MALE if best is Gender.FEMALE else Gender.FEMALE
            return other if self._is_called_otherwise(best, other) else best
        clear = votes[best] >= 2 and votes[best] >= 3 * (sum(votes.values()) - votes[best])
        return best if clear else None

    def _is_called_otherwise(self, best: Gender, other: Gender) -> bool:
        """Tell whether the pronouns of a text gainsay a first name, and no title supports it: a Brett who is "she"."""
        contrary = self.pronouns.get(other, 0)
        if contrary < CONTRARY or contrary <= 4 * self.pronouns.get(best, 0) or len(self.genders) > 1:
            return False
        titled = sum(len(form.phrases) for form in self.forms if form.title)
        return titled * SELDOM < self.count

    def add(self, form: Form) -> None:
        """Take in a form."""
        if form.genders and (form.title or len(form.tokens) > 1 or not self.has_surname(form.tokens[0])):
            for gender, many in form.genders.items():
                self.genders[gender] = self.genders.get(gender, 0) + many
        self.forms.append(form)
        self.count += len(form.phrases)
        if form.title:
            self.titles.add(form.title)

    def has_role(self, role: str) -> bool:
        """Tell whether the text gives the figure a role or title."""
        return role in self.titles or any(head == role for head, _ in self.roles)

    @property
    def full(self) -> list[Form]:
        """Return its first forms of two words or more."""
        return [form for form in self.forms[:COMPARED] if len(form.tokens) > 1]

    def has_surname(self, word: str) -> bool:
        """Tell whether a word is the surname of a full name: "Clinton" is a first name too, but not there."""
        return any(form.tokens[-1] == word for form in self.full)


@attrs.define(eq=False)
class Cast:
    """The figures of a text; `of[i]` is the figure of phrase i, None for pronouns, nominals and unsettled names."""

    figures: list[Figure]
    of: list[Figure | None]
    open: dict[int, list[Figure]]  # phrases that could be several
    last: Mapping[str, list[Figure]]  # by surname

    def new(self, kind: SpeakerKind | None, label: str = "", gender: Gender | None = None) -> Figure:
        """Return a new figure without a name."""
        self.figures.append(Figure(len(self.figures), kind, label=label, gender=gender))
        return self.figures[-1]

    def family(self, surname: str) -> list[Figure]:
        """Return the persons whose full name ends with a word."""
        return [f for f in self.last.get(surname, ())[:COMPARED] if f.kind is PERSON and f.has_surname(surname)]

    def numbered(self, number: int | None) -> Figure | None:
        """Return the figure of a number, None where nobody is told."""
        return None if number is None else self.figures[number]

    def numbers(self, phrases: Sequence[int]) -> frozenset[int]:
        """Return the numbers of the figures of some phrases, as far as they are settled."""
        return frozenset([f.number for i in phrases if (f := self.of[i]) is not None]) if phrases else frozenset()


class Register:
    """Figures in the making, with indexes by first, last and inner word and by exact name."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.exact: dict[Tokens, Figure] = {}
        self.last: dict[str, list[Figure]] = defaultdict(list)
        self.first: dict[str, list[Figure]] = defaultdict(list)
        self.inner: dict[str, list[Figure]] = defaultdict(list)
        self.waiting: list[tuple[Form, list[Figure]]] = []  # forms that could be several figures'
        self.alone: Counter[str] = Counter()  # how often a single word stands without a title
        self.called: dict[str, Counter[str]] = defaultdict(Counter)  # titles before one word: "Miss Marianne"

    def new(self, form: Form, kind: SpeakerKind | None) -> Figure:
        """Return a new figure with one form."""
        figure = Figure(len(self.figures), kind)
        figure.add(form)
        self.figures.append(figure)
        return figure

    def give(self, form: Form, found: Sequence[Figure]) -> None:
        """Give a form to a figure, or leave it open between several."""
        if len(found) == 1:
            found[0].add(form)
        else:
            self.waiting.append((form, list(found)))

    def index(self, tokens: Tokens, figure: Figure) -> None:
        """Make a figure known by a name, one with particles in its surname also by that without: "de la Rosa"."""
        self.exact.setdefault(tokens, figure)
        surname = split(tokens).surname
        for index, key in ((self.last, surname), (self.last, surname.rpartition(" ")[2]), (self.first, tokens[0])):
            if figure not in index[key][-COMPARED:]:
                index[key].append(figure)
        for token in tokens[1:-1]:
            if figure not in self.inner[token][-COMPARED:]:
                self.inner[token].append(figure)

    def cast(self, size: int) -> Cast:
        """Return the cast of a text with `size` phrases."""
        of: list[Figure | None] = [None] * size
        for figure in self.figures:
            for form in (*figure.forms, *figure.aside):
                for i in form.phrases:
                    of[i] = figure
        several = {i: found for form, found in self.waiting for i in form.phrases}
        return Cast(self.figures, of, several, self.last)


def is_person(figure: Figure) -> bool:
    """Tell whether a figure may be a person."""
    return figure.kind in PERSONS


def has_full_name(figure: Figure) -> bool:
    """Tell whether a figure has a name of two words or more."""
    return any(len(form.tokens) > 1 for form in figure.forms)


def only(found: Iterable[One]) -> One | None:
    """Return the one that is found, a figure or whatever stands for it; None if there is none or several."""
    different = {*found}
    return different.pop() if len(different) == 1 else None
