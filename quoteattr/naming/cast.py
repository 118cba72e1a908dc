"""Who is in a text: its names gathered into figures, one for each person or body, before any pronoun is looked at.

Names are compared as words, form by form and not mention by mention, so the work grows with the number of
different names. Full names first: those that do not contradict each other are one figure's. Then surnames
with a title, then bare surnames and first names: each goes to the figures it can stand for; where it fits
nobody it is a figure of its own; where it fits several it stays open and each mention is settled in reading
order, by the figure of the family named last. Bodies are gathered by equal words, acronyms and beginnings.

Limits: two people of one full name are one; a nickname outside the list is a person of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from quoteattr.config import KnownSpeaker
from quoteattr.finding.mentions_names import is_acronym, is_org_word
from quoteattr.finding.mentions_words import is_common, is_given, lists, title_gender
from quoteattr.finding.phrases import Phrase
from quoteattr.models import Gender, MentionForm, SpeakerKind
from quoteattr.naming.names import (
    MARRIED,
    UNMARRIED,
    Tokens,
    abbreviates,
    courtesy,
    initials,
    normal,
    same_person,
    split,
    titles_clash,
)
from quoteattr.reading import Reading

COMPARED: Final = 40  # figures of one surname that a new name is compared with: keeps odd texts linear
SURNAME_TITLES: Final = frozenset(
    "mr mrs ms mx dr prof professor doctor lord m mme madame monsieur herr frau signor senor hon judge colonel".split()
)  # titles that stand before surnames; others stand before first names too ("Aunt Jane", "Sir William")
NOBLE: Final = frozenset("lady sir dame king queen prince princess lord duke duchess pope".split())
VOUCHED: Final = 4  # a mention whose kind a title or list vouches for weighs as much as so many others
RARE: Final = (
    20  # a full name so much rarer than its last word alone is a chance neighbour, unless it begins with a first name
)
DOMINANT: Final = 4
NOVEL: Final = 60  # so many mentions of one titled surname are no newspaper article's
OFTENER: Final = 5  # "Mr. Knightley" so much more often than "Mr. John Knightley" is his brother
OWN: Final = 12  # so many more times a titled surname than any full name of the family: somebody known by it alone


@attrs.define(eq=False)
class Form:
    """One way of writing a name with one courtesy title, and the phrases (by index) that use it."""

    tokens: Tokens
    title: str
    phrases: list[int] = attrs.field(factory=list)
    written: "Counter[str]" = attrs.field(factory=Counter)
    kinds: "Counter[SpeakerKind]" = attrs.field(factory=Counter)
    sure: "Counter[SpeakerKind]" = attrs.field(factory=Counter)
    genders: "Counter[Gender]" = attrs.field(factory=Counter)
    the: int = 0
    ranks: int = 0  # mentions with a rank or office before them: "Colonel Fitzwilliam"

    @property
    def is_surname(self) -> bool:
        """Tell whether a single word is a surname by the ranks before it."""
        return len(self.tokens) == 1 and 2 * self.ranks > len(self.phrases)

    @property
    def kind(self) -> SpeakerKind | None:
        """Return what most of its mentions are, those that a title or list vouches for before others."""
        votes = self.kinds + Counter({kind: VOUCHED * n for kind, n in self.sure.items()})
        return max(votes, key=lambda k: (votes[k], k)) if votes else None


@attrs.define(eq=False)
class Figure:
    """Somebody or some body with its forms; `roles` are (head noun, describing words) the text gives it."""

    number: int
    kind: SpeakerKind | None
    forms: list[Form] = attrs.field(factory=list)
    aside: list[Form] = attrs.field(factory=list)  # forms that are no name to show
    titles: set[str] = attrs.field(factory=set)
    genders: "Counter[Gender]" = attrs.field(factory=Counter)
    roles: list[tuple[str, frozenset[str]]] = attrs.field(factory=list)
    known: KnownSpeaker | None = None
    count: int = 0
    pronouns: "Counter[Gender]" = attrs.field(factory=Counter)

    @property
    def gender(self) -> Gender | None:
        """Return the gender by title, role and first name, or else by the pronouns that follow."""
        if self.known and self.known.gender:
            return self.known.gender
        votes = self.genders + Counter() if self.genders else self.pronouns
        best = max(votes, key=lambda g: (votes[g], g)) if votes else None
        if best is None:
            return None
        if self.genders and sum(self.pronouns.values()) >= 8:
            other = Gender.MALE if best is Gender.FEMALE else Gender.FEMALE
            if self.pronouns[other] > 4 * self.pronouns[best] and len(self.genders) == 1 and not self.titles:
                return other
        if not self.genders and (votes[best] < 2 or votes[best] < 3 * (sum(votes.values()) - votes[best])):
            return None
        return best

    def add(self, form: Form) -> None:
        """Take in a form."""
        self.forms.append(form)
        self.count += len(form.phrases)
        if form.title:
            self.titles.add(form.title)
        self.genders.update(form.genders)


@attrs.define(eq=False)
class Cast:
    """The figures of a text; `of[i]` is the figure of phrase i, None for pronouns, nominals and unsettled names."""

    figures: list[Figure]
    of: list[Figure | None]
    open: dict[int, list[Figure]]  # phrases that could be several


def gather(reading: Reading, phrases: Sequence[Phrase], known: Iterable[KnownSpeaker] = ()) -> Cast:
    """Return the cast of a text."""
    gathering = _Gathering()
    for speaker in known:
        gathering.know(speaker)
    forms = _forms(reading, phrases)
    persons = [f for f in forms if f.kind in {SpeakerKind.PERSON, None}]
    full = [f for f in persons if split(f.tokens).given and f.kind is SpeakerKind.PERSON]
    alone = Counter({f.tokens[0]: len(f.phrases) for f in forms if len(f.tokens) == 1 and not f.title})
    for form in forms:
        if len(form.tokens) == 1 and form.title:
            gathering.called[form.tokens[0]].add(form.title)
    gathering.alone = alone
    chance = [f for f in full if _by_chance(f, alone)]
    full = [f for f in full if f not in chance]
    for form in sorted(full, key=lambda f: (-len(f.tokens), -len(f.phrases))):
        gathering.full_name(form)
    gathering.defined = _definitions(reading, phrases)
    bodies = [f for f in forms if f.kind not in {SpeakerKind.PERSON, None} or (len(f.tokens) > 1 and f.kind is None)]
    single = [f for f in persons if not split(f.tokens).given and (len(f.tokens) == 1 or f.kind)]
    bodies.sort(key=lambda f: (-len(f.tokens), -len(f.phrases)))
    for form in bodies:
        if len(form.tokens) > 1:
            gathering.body(form)
    for form in sorted(single, key=lambda f: (not f.title, -len(f.phrases))):
        gathering.short_name(form)
    for form in bodies:
        if len(form.tokens) == 1:
            gathering.body(form)
    for form in chance:
        gathering.chance(form)
    return gathering.cast(len(phrases))


def _dominant(found: list[Figure]) -> list[Figure]:
    """Return whom a bare surname can stand for: ladies known by title aside, one alone if far more present."""
    found = [
        f for f in found if not f.titles & (MARRIED | UNMARRIED) or any(len(g.tokens) > 1 for g in f.forms)
    ] or found
    counts = sorted((f.count for f in found), reverse=True)
    if len(counts) > 1 and counts[0] >= DOMINANT * counts[1]:
        return [max(found, key=lambda f: f.count)]
    return found


def _by_chance(form: Form, alone: "Counter[str]") -> bool:
    """Tell whether a "full name" is a name with some other word before it: "Till Elizabeth"."""
    first, last, many = form.tokens[0], form.tokens[-1], RARE * len(form.phrases)
    if form.title:
        return False
    return (not is_given(first) and alone[last] > many) or (is_common(last) and alone[first] > many)


def _definitions(reading: Reading, phrases: Sequence[Phrase]) -> dict[Tokens, Tokens]:
    """Return the short names that a text explains: "Netherlands Organisation for Research (TNO)"."""
    words = reading.words
    found: dict[Tokens, Tokens] = {}
    names = {p.names[0]: p for p in phrases if p.form is MentionForm.NAME}
    for phrase in names.values():
        at = phrase.last
        short = names.get(at + 1)
        if short and words[at] == "(" and short.last < len(words) and words[short.last] == ")":
            full = normal(tuple(words[phrase.names[0] : phrase.names[1]]))
            brief = normal(tuple(words[short.names[0] : short.names[1]]))
            if len(brief) == 1 < len(full) and is_acronym(words[short.names[0]]):
                found[brief] = full
    return found


def _forms(reading: Reading, phrases: Sequence[Phrase]) -> list[Form]:
    forms: dict[tuple[Tokens, str], Form] = {}
    for i, phrase in enumerate(phrases):
        if phrase.form is not MentionForm.NAME:
            continue
        first, last = phrase.names
        tokens = normal(tuple(reading.words[first:last]))
        if not tokens:
            continue
        title = courtesy(phrase.title)
        form = forms.setdefault((tokens, title), Form(tokens, title))
        form.phrases.append(i)
        form.written[reading.text[reading.starts[first] : reading.ends[last - 1]]] += 1
        form.the += phrase.determiner == "the"
        form.ranks += bool(phrase.title) and not title and phrase.kind is SpeakerKind.PERSON
        if phrase.kind:
            (form.sure if phrase.sure else form.kinds)[phrase.kind] += 1
        if phrase.gender:
            form.genders[phrase.gender] += 1
    return list(forms.values())


class _Gathering:
    """Figures in the making, with indexes by first, last and inner word, by exact name and by acronym."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.exact: dict[Tokens, Figure] = {}
        self.last: dict[str, list[Figure]] = defaultdict(list)
        self.first: dict[str, list[Figure]] = defaultdict(list)
        self.inner: dict[str, list[Figure]] = defaultdict(list)
        self.acronyms: dict[str, list[tuple[Tokens, Figure]]] = defaultdict(list)
        self.begins: dict[Tokens, list[tuple[Tokens, Figure]]] = defaultdict(list)
        self.ends: dict[str, list[tuple[Tokens, Figure]]] = defaultdict(list)
        self.defined: dict[Tokens, Tokens] = {}
        self.waiting: list[tuple[Form, list[Figure]]] = []
        self.called: dict[str, set[str]] = defaultdict(set)  # titles before a single word: "Miss Marianne"
        self.alone: Counter[str] = Counter()  # how often a single word stands without a title

    def new(self, form: Form, kind: SpeakerKind | None) -> Figure:
        figure = Figure(len(self.figures), kind)
        figure.add(form)
        self.figures.append(figure)
        return figure

    def know(self, speaker: KnownSpeaker) -> None:
        figure = Figure(len(self.figures), speaker.kind, known=speaker)
        self.figures.append(figure)
        for name in (speaker.name, *speaker.aliases):
            tokens = normal(tuple(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))
            if tokens:
                self.exact.setdefault(tokens, figure)
                self.index(tokens, figure)
                if speaker.kind is not SpeakerKind.PERSON:
                    self.index_body(tokens, figure)

    def index(self, tokens: Tokens, figure: Figure) -> None:
        name = split(tokens)
        for index, key in ((self.last, name.surname), (self.first, tokens[0])):
            if figure not in index[key][-COMPARED:]:
                index[key].append(figure)
        for token in tokens[1:-1]:
            if figure not in self.inner[token][-COMPARED:]:
                self.inner[token].append(figure)

    # -- persons

    def full_name(self, form: Form) -> None:
        if form.title in MARRIED and lists().first.get(form.tokens[0]) is not Gender.FEMALE:
            self.new(form, SpeakerKind.PERSON)  # "Mrs. Newland Archer" is not Newland Archer
            return
        figure = self.exact.get(form.tokens) or self.match(form)
        if figure is None:
            figure = self.new(form, SpeakerKind.PERSON)
        else:
            figure.add(form)
        self.exact.setdefault(form.tokens, figure)
        self.index(form.tokens, figure)

    def match(self, form: Form) -> Figure | None:
        name = split(form.tokens)
        near = self.last[name.surname][-COMPARED:] + self.first[form.tokens[0]][-COMPARED:]
        fits = [f for f in dict.fromkeys(near) if f.known or self.fits(form, f)]
        fits = [f for f in fits if any(same_person(form.tokens, t) for t in self.names_of(f))]
        return max(fits, key=lambda f: (f.known is not None, f.count)) if fits else None

    def names_of(self, figure: Figure) -> list[Tokens]:
        names = [f.tokens for f in figure.forms[:COMPARED] if len(f.tokens) > 1]
        if figure.known:
            texts = (figure.known.name, *figure.known.aliases)
            names += [t for text in texts if len(t := normal(tuple(text.split()))) > 1]
        return names

    def fits(self, form: Form, figure: Figure, surname: bool = False) -> bool:
        """Tell whether title and gender of a form leave it to be a figure's."""
        if figure.kind not in {SpeakerKind.PERSON, None}:
            return False
        mine, theirs = _title_gender(form, surname), figure.gender
        if mine and theirs and mine is not theirs:
            return False
        titles = figure.titles | self.first_titles(figure) if surname and form.title in MARRIED else figure.titles
        return not any(titles_clash(form.title, title) for title in titles)

    def first_titles(self, figure: Figure) -> set[str]:
        """Return the titles that stand before the first names of a figure: Miss Marianne is no Mrs. Dashwood."""
        firsts = {f.tokens[0] for f in figure.forms[:COMPARED] if len(f.tokens) > 1}
        return {title for first in firsts for title in self.called.get(first, ())}

    def short_name(self, form: Form) -> None:
        word = split(form.tokens).surname
        exact = self.exact.get(form.tokens)
        if exact and (exact.known or (not form.title and self.fits(form, exact))):
            exact.add(form)
            return
        found = self.candidates(form, word)
        if form.title and self.stands_alone(form, word, found):
            found = []
        if not found and not form.title and (longer := self.longer_body(form, form.tokens, SpeakerKind.ORGANISATION)):
            longer.add(form)
        elif not found:
            figure = self.new(form, form.kind)
            if not form.title:
                self.exact.setdefault(form.tokens, figure)
            if form.title or form.kind is SpeakerKind.PERSON:
                figure.kind = SpeakerKind.PERSON
                self.last[word].append(figure)
        elif len(found) == 1:
            found[0].add(form)
        else:
            self.waiting.append((form, found))

    def candidates(self, form: Form, word: str) -> list[Figure]:
        by_last = self.last[word][:COMPARED]
        by_first = self.first[word][:COMPARED] if form.title not in SURNAME_TITLES and not form.is_surname else []
        if not form.title and not by_first:
            by_first = self.by_nickname(word)
        if not form.title:
            by_first = [f for f in by_first if not f.titles & NOBLE or len(by_first) == 1]
        found = [f for f in by_last if self.fits(form, f, surname=True)]
        if not form.title:
            found = _dominant(found)
        found = list(dict.fromkeys([*found, *(f for f in by_first if self.fits(form, f))]))
        if len(found) > 1 and not form.title and all(RARE * f.count < len(form.phrases) for f in found):
            return []  # known by first name alone, whatever full names turn up once or twice
        inner = [f for f in self.inner[word][:COMPARED] if len(form.phrases) < RARE * f.count]
        return found or [f for f in inner if self.fits(form, f)][:1]

    def by_nickname(self, word: str) -> list[Figure]:
        """Return the one figure whose first name a word is short for: "Lizzy" for Elizabeth Bennet."""
        if self.last[word]:
            return []
        names = {n for n in lists().nicknames.get(word, ()) if n != word}
        found = {f.number: f for n in sorted(names) for f in (*self.first[n][:COMPARED], *self.last[n][:COMPARED])}
        noble = {n: f for n, f in found.items() if any(g.tokens[0] in names for g in f.forms)}
        return list(noble.values()) if len(noble) == 1 else []

    def stands_alone(self, form: Form, word: str, found: list[Figure]) -> bool:
        """Tell whether a titled surname is somebody known by it alone: Mr. Knightley beside John Knightley.

        Mrs. Bennet is not Jane Bennet either, though only Jane is left when those who are called Miss are put aside.
        """
        if not found or len(form.phrases) < OWN or form.title not in SURNAME_TITLES:
            return False
        gender, many = title_gender(form.title), len(form.phrases)
        if many < NOVEL and any(g.phrases[0] < form.phrases[0] for f in found for g in f.forms):
            return False  # introduced by full name, then called by title, as newspapers do
        if all(self.is_other(form, f) for f in found):
            return True
        family = [f for f in self.last[word][:COMPARED] if f.gender in {gender, None} and form.title not in f.titles]
        return len(family) > 1 and many > 2 * max(f.count for f in found)

    def is_other(self, form: Form, figure: Figure) -> bool:
        """Tell whether a titled surname is not a figure's: its full name is too rare, or has that very title."""
        full = [f for f in figure.forms[:COMPARED] if len(f.tokens) > 1]
        if any(self.alone[f.tokens[0]] > len(form.phrases) for f in full):
            return False  # "Mrs. Pontellier" may be Edna
        titled = sum(len(f.phrases) for f in full if f.title == form.title)
        ratio = OFTENER if titled > 1 else RARE
        return len(form.phrases) >= ratio * max(1, figure.count)

    def chance(self, form: Form) -> None:
        """Give a chance neighbourhood to whoever its last word names, if that is one."""
        found = self.last[form.tokens[-1]] or self.first[form.tokens[-1]] or self.first[form.tokens[0]]
        if len(found) == 1:
            found[0].aside.append(form)

    # -- bodies

    def body(self, form: Form) -> None:
        kind = form.kind or SpeakerKind.ORGANISATION
        tokens = form.tokens[1:] if form.tokens[0] == "the" and len(form.tokens) > 1 else form.tokens
        figure = self.exact.get(self.defined.get(tokens, tokens))
        if figure is None and form.kind is None:
            figure = self.ends_in_person(tokens)
        if figure is None and len(tokens) == 1 and kind is not SpeakerKind.PLACE and (found := self.last[tokens[0]]):
            found[0].add(form) if len(found) == 1 else self.waiting.append((form, found[:COMPARED]))
            return
        if figure is None and len(tokens) == 1 and form.the:
            figure = self.outlet(tokens[0])
        if figure is None:
            figure = self.longer_body(form, tokens, kind)
        if figure is None:
            figure = self.new(form, kind)
        else:
            figure.add(form)
        if tokens not in self.exact:
            self.exact[tokens] = figure
            self.index_body(tokens, figure)

    def outlet(self, word: str) -> Figure | None:
        """Return the one news outlet of the text whose name ends with a word: "the Post"."""
        outlets = lists().outlets
        found = {f.number: f for tokens, f in self.ends.get(word, ()) if " ".join(tokens) in outlets}
        return next(iter(found.values())) if len(found) == 1 else None

    def ends_in_person(self, tokens: Tokens) -> Figure | None:
        """Return the person whose full name a longer, unclear run ends with: "NATO Jens Stoltenberg"."""
        for size in (3, 2):
            figure = self.exact.get(tokens[-size:]) if len(tokens) > size else None
            if figure and figure.kind is SpeakerKind.PERSON:
                return figure
        return None

    def index_body(self, tokens: Tokens, figure: Figure) -> None:
        if len(tokens) < 2 or len(tokens) > 12:
            return
        if len(self.ends[tokens[-1]]) < COMPARED:
            self.ends[tokens[-1]].append((tokens, figure))
        for cut in range(2, len(tokens) + 1):
            part = tokens[1:cut] if tokens[0] in lists().places or tokens[0] == "us" else ()
            for letters in initials(tokens[:cut]) | (initials(part) if len(part) > 1 else set()):
                if len(self.acronyms[letters]) < COMPARED:
                    self.acronyms[letters].append((tokens, figure))
            self.begins[tokens[: cut - 1]].append((tokens, figure))

    def longer_body(self, form: Form, tokens: Tokens, kind: SpeakerKind) -> Figure | None:
        """Return the one body of which `tokens` is an acronym or the beginning."""
        found = {f.number: f for long, f in self.acronyms.get(tokens[0], ()) if abbreviates(tokens, long)}
        if not found and kind is not SpeakerKind.PLACE:
            found = {f.number: f for long, f in self.begins.get(tokens, ())[:COMPARED] if is_org_word(long[-1])}
        if not found and form.the and len(tokens) == 1:
            return None
        return next(iter(found.values())) if len(found) == 1 else None

    # -- the end

    def cast(self, size: int) -> Cast:
        of: list[Figure | None] = [None] * size
        for figure in self.figures:
            for form in (*figure.forms, *figure.aside):
                for i in form.phrases:
                    of[i] = figure
        several = {i: found for form, found in self.waiting for i in form.phrases}
        return Cast(self.figures, of, several)


def _title_gender(form: Form, surname: bool) -> Gender | None:
    if surname:  # "Williams" is a first name too, but not where it stands for Jennifer Williams
        return title_gender(form.title)
    return title_gender(form.title) or (max(form.genders, key=lambda g: form.genders[g]) if form.genders else None)
