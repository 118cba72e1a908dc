"""Whom a nominal stands for, by the role that the text gives to somebody by title, apposition or "is".

"NATO Secretary General Jens Stoltenberg", "Lena Broad, director of Advisor", "his lawyer, Carl Bruno,"
and "Maria is the mayor of Lyon" each tie a role (head noun and describing words) to a figure. A definite
nominal then stands for the figure with that role, or with a kindred one whose describing words agree ("the
NATO chief"). Somebody the text never names is a figure of its own, known by its description.

Limits: a role is found only right beside its name; of several with one role the one named last is taken.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import ORGANISATION, PEOPLE, PERSON, PLACE, Phrase
from quoteattr.finding.words import CLOSED, GENITIVE, is_person_noun, lists
from quoteattr.linking.words import DASHES, POSSESSIVES, PREPOSITIONS
from quoteattr.linking.words import INDEFINITE as NEW
from quoteattr.models import Gender, SpeakerKind
from quoteattr.naming.cast import Cast, Figure, Form, description_end, has_full_name, introduces, only
from quoteattr.naming.descriptions.bearers import Bearers
from quoteattr.naming.descriptions.collectives import Collectives
from quoteattr.naming.descriptions.kindred import ANYBODY, COMING, HEADS, VAGUE, agreement, kin_of, spelled
from quoteattr.naming.descriptions.kinship import returned
from quoteattr.naming.index import Index
from quoteattr.naming.scene import Scene
from quoteattr.reading.remembered import Remembered

INDEFINITE: Final = frozenset(
    "a an another some any no one two three many several few every each both other others most".split()
)
LEADING: Final = frozenset(", ( — – -- to of for and".split())  # between a role and the name after it,
FOLLOWING: Final = frozenset(", ( — – -- is was became as".split())  # and between a name and its role or age
SAYING: Final = frozenset(
    "said says told added wrote asked warned tweeted replied answered agreed insisted explained admitted denied argued "
    "claimed recalled announced declared refused nodded laughed smiled shrugged".split()
)
OFTEN: Final = 10
HEADLINE: Final = 60  # tokens a headline has at most
BELOW: Final = 3  # paragraphs of which the first is a headline and the others say whom it means
LEAD: Final = 4  # paragraphs at the beginning that may speak of somebody to be named below
UNNAMED: Final = VAGUE | ANYBODY  # whom a text need not name below
AGED: Final = {
    "teen": range(13, 20),
    "teenager": range(13, 20),
    "pensioner": range(60, 100),
    "septuagenarian": range(70, 80),
    "octogenarian": range(80, 90),
    "nonagenarian": range(90, 100),
}  # nouns for somebody of an age
NEWS: Final = frozenset(["", "a", "an", "'s"])  # determiners of somebody who is told of before being named
OF_CHILDREN: Final = [["of", word] for word in "two three four five six seven eight nine ten".split()]
MANY: Final = 30  # entries of one role that are looked through, latest first
Entry = tuple[Figure, frozenset[str]]

_KEEPS: Final = Remembered(lambda word: word[0].isalnum() or word == "'s")
_TELLS: Final = Remembered(lambda word: (word == "us" or word not in CLOSED) and word[0].isalnum())


class Roles:
    """The roles of a text by head noun; see the module."""

    def __init__(self, index: Index, cast: Cast, talk: bool = False) -> None:
        self.index = index
        self.reading = reading = index.reading
        self.phrases = phrases = index.phrases
        self.cast, self.talk = cast, talk
        self.entries: dict[str, list[Entry]] = defaultdict(list)
        self.unnamed: dict[tuple[str, ...], Figure] = {}
        self.new: dict[str, Figure] = {}  # who was told of last behind "a", by the noun
        self.behind: dict[int, Figure] = {}  # who is named behind a description, by the token after that
        self.definite = Counter([phrases[i].role for i in index.nominals if phrases[i].determiner == "the"])
        self.members = {
            form.tokens[0]: figure
            for figure in cast.figures
            if figure.kind is ORGANISATION
            for form in figure.forms
            if len(form.tokens) > 2 and form.tokens[1] in {"for", "against"}
        }  # "the doctors" of Doctors for Camp Closure
        longer = len(reading.paragraphs) > LEAD
        self.lead = reading.paragraphs[LEAD].first if longer else len(reading.words)  # where headline and lead end
        self._collect()
        self.collectives = Collectives(index, cast, talk)
        self.bearers = None if talk else Bearers(index, cast, self.behind)

    def _collect(self) -> None:
        nominals, lower, of = self.index.opening(), self.reading.lower, self.cast.of
        ends = {self.phrases[i].last: self.phrases[i] for i in self.index.nominals}
        for i in self.index.names:
            phrase, figure = self.phrases[i], of[i]
            if figure is None:
                continue  # one that is open
            if phrase.title:
                self._title(figure, phrase)
            if (end := description_end(lower, phrase)) is not None:
                self._introduce(figure, phrase, end, ends)
            led = lower[phrase.first - 1] in LEADING
            followed = phrase.last < len(lower) and lower[phrase.last] in FOLLOWING
            if followed:
                self._appose(figure, phrase, self._after(phrase, nominals))
            if led:
                nominal = self._before(phrase, ends)
                self._appose(figure, phrase, nominal)
                if nominal and not self.talk and self._is_set_off(nominal, phrase):
                    self.behind[nominal.last] = figure
                self._join(figure, phrase, ends)
            if followed:
                self._age(figure, phrase)
        for figure, role, words in () if self.talk else returned(self.index, self.cast):
            self.add(figure, role, words)

    def _appose(self, figure: Figure, phrase: Phrase, nominal: Phrase | None) -> None:
        """Tie the role of a nominal beside a name to its figure, if it is in apposition to it."""
        if nominal and _agree(nominal, phrase) and not self._goes_on(phrase, nominal):
            self.add(figure, nominal.role, self.words(nominal))
            if nominal.kind is ORGANISATION and figure.kind is None:
                figure.kind = ORGANISATION  # “the ferry company, *Orsalines*”

    def _introduce(self, figure: Figure, phrase: Phrase, end: int, ends: dict[int, Phrase]) -> None:
        """Tie a description that ends before a token and hands over to a name to its figure."""
        nominal = ends.get(end)
        if introduces(self.reading.lower, end, nominal) and (nominal is None or _agree(nominal, phrase)):
            self.behind[end] = figure
            self._appose(figure, phrase, nominal)
            first = self._apposed(nominal, ends) if nominal else None
            if first and _agree(first, phrase):
                self.behind[first.last] = figure
                self._appose(figure, phrase, first)

    def _apposed(self, nominal: Phrase, ends: dict[int, Phrase]) -> Phrase | None:
        """Return what a new description is in apposition to: "**the conductor**, a stout man called Hobb"."""
        comma = nominal.first - 1
        return ends.get(comma) if nominal.determiner in NEW and self.reading.lower[comma] == "," else None

    def _join(self, figure: Figure, phrase: Phrase, ends: dict[int, Phrase]) -> None:
        """Tie both of two roles before a name to its figure: "**Harbour founder** and chief executive Jane Doe"."""
        nominal = ends.get(phrase.first - 1) if phrase.title and self.reading.lower[phrase.first - 1] == "and" else None
        if nominal and not nominal.determiner:
            words = self.words(nominal)
            self.add(figure, nominal.role, words)
            self._title(figure, phrase, words)

    def holders(self, title: str, figures: Sequence[Figure]) -> Sequence[Figure]:
        """Return those of some figures who have the office of a title ("Governor Lee"), all where nobody has it."""
        words = spelled(title)
        return [f for f in figures if any(head in words for head, _ in f.roles)] or figures

    def _title(self, figure: Figure, phrase: Phrase, more: frozenset[str] = frozenset()) -> None:
        """Tie the roles in a title to a figure, described by the words of the title and `more`."""
        words = spelled(phrase.title)
        known = lists()
        for word in words:
            bare = word.removeprefix("co-")
            if is_person_noun(bare) or bare in known.office or bare in known.bodies:
                about = frozenset(w for w in words if w != word and (w == "us" or w not in CLOSED))
                self.add(figure, word, about | more)

    def add(self, figure: Figure, head: str, words: frozenset[str]) -> None:
        """Tie a role to a figure; a co-founder is a founder."""
        head = head.removeprefix("co-")
        entries = self.entries[head]
        if not entries or entries[-1] != (figure, words):
            entries.append((figure, words))
        if len(figure.roles) < MANY:
            figure.roles.append((head, words))

    def _after(self, phrase: Phrase, nominals: dict[int, Phrase]) -> Phrase | None:
        """Return the nominal in apposition after a name, or after "is": "Jane Doe, 33, a lawyer"."""
        lower = self.reading.lower
        i = phrase.last
        if lower[i] == ",":
            i += 1
            if i + 1 < len(lower) and lower[i].isdigit() and lower[i + 1] == ",":
                i += 2
            return self._opens(nominals, i)
        return None if lower[i] == "(" or self._is_dateline(phrase) else self._opens(nominals, i + 1)

    def _is_dateline(self, phrase: Phrase) -> bool:
        """Tell whether a name and a dash open a paragraph, as the place does where it was written: "**MADRID** — …"."""
        paragraph = self.reading.paragraphs[self.reading.paragraph_of(phrase.head)]
        opens = paragraph.first == phrase.first and self.reading.lower[phrase.last] in DASHES
        return opens and (phrase.kind is PLACE or self.reading.words[phrase.first].isupper())

    def _goes_on(self, phrase: Phrase, nominal: Phrase) -> bool:
        """Tell whether a nominal after a comma is no apposition: it says something, or owns what follows.

        "Questioned by **Mark Rutte**, the president agreed"; "**Lady Starmer**, the Prime Minister's wife".  Behind a
        place with which its sentence opens it does anything: "In **Abuja**, the ministry welcomed it".
        """
        lower = self.reading.lower
        after = lower[nominal.last] if nominal.first >= phrase.last and nominal.last < len(lower) else ""
        if after in GENITIVE or after in SAYING:
            return True
        placed = phrase.kind is not PERSON and phrase.first > 0 and lower[phrase.first - 1] == "in"
        return (
            placed and self.reading.opens_sentence(phrase.first - 1) and after.isalpha() and after not in PREPOSITIONS
        )

    def _opens(self, nominals: dict[int, Phrase], i: int) -> Phrase | None:
        found = nominals.get(i)
        if found or i >= len(self.reading.lower) or self.reading.lower[i] not in {"the", "a", "an", "former"}:
            return found
        return next((nominals[k] for k in range(i + 1, i + 6) if k in nominals), None)

    def _before(self, phrase: Phrase, ends: dict[int, Phrase]) -> Phrase | None:
        """Return the nominal that a name is in apposition to: "his lawyer, Carl Bruno,"."""
        at = phrase.first - 1
        if at > 0 and self.reading.lower[at] in {"to", "of", "for"} and phrase.names[0] > phrase.first:
            return ends.get(at)  # "France's envoy to Chad Luc Morel"
        if at <= 0 or self.reading.lower[at] not in {",", "—", "–", "--", "("}:
            return None
        nominal = ends.get(at)
        return nominal if nominal and nominal.determiner not in {"", "all", "both"} and not nominal.plural else None

    def _is_set_off(self, nominal: Phrase, name: Phrase) -> bool:
        """Tell whether a name stands between two commas behind who does something: "Her husband, *Alan*, was calm"."""
        lower = self.reading.lower
        commas = lower[name.first - 1] == "," and lower[name.last : name.last + 1] == [","]
        return commas and _agree(nominal, name) and lower[max(0, nominal.first - 1)] not in PREPOSITIONS

    def _age(self, figure: Figure, phrase: Phrase) -> None:
        lower, i = self.reading.lower, phrase.last
        if i + 1 < len(lower) and lower[i] in {",", "("} and lower[i + 1].isdigit() and len(lower[i + 1]) <= 2:
            self.add(figure, lower[i + 1] + "-year-old", frozenset())

    def words(self, phrase: Phrase) -> frozenset[str]:
        """Return the words that describe a nominal besides its head."""
        lower, (first, last) = self.reading.lower, phrase.owner
        words = set(filter(_TELLS.__getitem__, lower[phrase.first : phrase.last]))
        words.update(lower[first:last])
        words.discard(phrase.role)
        return frozenset(words)

    def find(self, i: int, scene: Scene) -> Figure | None:
        """Return the figure that nominal i stands for: one with its role, or an unnamed one of its own."""
        phrase = self.phrases[i]
        if (named := self.behind.get(phrase.last)) is not None:
            return named
        found = None
        if phrase.determiner not in INDEFINITE and not phrase.plural:
            found = self._by_role(phrase, scene) or self.bearer(phrase.first, phrase.last, phrase.gender, scene)
            if found is None and phrase.kind is ORGANISATION:
                found = self.collectives.body(phrase, self.words(phrase), scene) or self.collectives.camp(i, phrase)
            if found is None and phrase.determiner == "the" and phrase.kind is PERSON:
                found = self._by_private_life(phrase, scene)
        elif phrase.determiner == "the" and phrase.role in self.members and not self.words(phrase):
            found = self.members[phrase.role]
        return found or self._coming(phrase) or self.nobody(i, phrase)

    def bearer(self, first: int, last: int, gender: Gender | None, scene: Scene) -> Figure | None:
        """Return whose title or age tokens [first, last) describe, if the text has named him: “the priest”."""
        found = self.bearers.meant(first, last, gender) if self.bearers else None
        return found if found and scene.trace(found).token >= 0 else None

    def _by_private_life(self, phrase: Phrase, scene: Scene) -> Figure | None:
        """Return whom news, having named him, calls by age or children: "the 43-year-old nurse", "the dad of two".

        "The teenager" is one whose age is told: "Jo Doe, 16,".
        """
        lower, last = self.reading.lower, phrase.last
        age = next((w for w in lower[phrase.first : last] if w.endswith("-year-old")), "")
        children = "-of-" in phrase.role or (phrase.role in lists().kin and lower[last : last + 2] in OF_CHILDREN)
        ages = [age] if age else [f"{years}-year-old" for years in AGED.get(phrase.role, ())]
        told = [f for age in ages for f, _ in self.entries.get(age, ())[-MANY:] if _fits(phrase, f)]
        if not (age or children or told):
            return None
        fits = told or [f for f in reversed(scene.recent.values()) if f.forms and _fits(phrase, f)]
        full = [f for f in fits if has_full_name(f)] or fits
        return max(full, key=lambda f: (scene.trace(f).subject_sentence, scene.trace(f).seen), default=None)

    def _coming(self, phrase: Phrase) -> Figure | None:
        """Return the one somebody with a role who is named only later, for "a New York judge" in headline and lead."""
        if phrase.head >= self.lead or phrase.kind is not PERSON or phrase.role in UNNAMED:
            return None
        found = {f for head in COMING[phrase.role] for f, _ in self.entries.get(head, ())[:MANY] if f.forms}
        told = {f: self.phrases[min(form.phrases[0] for form in f.forms)].head for f in found}
        if not told and not phrase.determiner:
            figure = self.introduced(phrase.head + 1)
            return figure if figure and _fits(phrase, figure) else None
        first = min(told, key=lambda f: (told[f], f.number), default=None)
        if first is None or not _fits(phrase, first) or told[first] < phrase.head:
            return None
        if self._is_beside(phrase, first, told[first]):
            return None
        below = self.named_next(phrase) not in {None, first}  # “A nurse … | *Jo Vale*, 34, … | *chief* nurse Ann Lee”
        plain = any(head == phrase.role and not (below and words) for head, words in first.roles)
        alone = len(told) == 1 and plain  # a leader, no director
        return first if alone or self.reading.paragraph_of(told[first]) <= LEAD else None

    def _is_beside(self, phrase: Phrase, figure: Figure, named: int) -> bool:
        """Tell whether somebody is named in the same paragraph, with the same role and other words: another leader."""
        if self.reading.paragraph_of(named) != self.reading.paragraph_of(phrase.head):
            return False
        mine, theirs = self.words(phrase), [words for head, words in figure.roles if head == phrase.role]
        return bool(mine and theirs) and all(words and mine.isdisjoint(words) for words in theirs)

    def introduced(self, token: int) -> Figure | None:
        """Return whom an office at `token` of the headline means: whoever is named first in the lines below."""
        paragraphs = self.reading.paragraphs
        if len(paragraphs) < BELOW or not paragraphs[0].first < token <= min(paragraphs[0].last, HEADLINE):
            return None
        return self._named_below

    def named_next(self, phrase: Phrase) -> Figure | None:
        """Return who opens the next paragraph, named in full and for the first time, for an indefinite nominal.

        "A mother has told how … | **Jo Vale**, 34, said": whoever is news is first told of and then named; a headline
        may have said the name before.
        """
        paragraphs = self.reading.paragraphs
        at = self.reading.paragraph_of(phrase.head) + 1
        anybody = phrase.role in VAGUE or phrase.kind is not SpeakerKind.PERSON
        agent = self.reading.lower[phrase.first - 1 : phrase.first] == ["by"]  # “was called a clown *by a steward*”
        if anybody or agent or phrase.determiner not in NEWS or at >= len(paragraphs):
            return None
        start = paragraphs[at].first
        figure = self._opening(start)
        return figure if figure and _fits(phrase, figure) and self._is_first_named(figure, start) else None

    def _opening(self, token: int) -> Figure | None:
        """Return the person whose full name begins at a token."""
        full = (i for i in self.index.begun(token) if self.phrases[i].names[1] - self.phrases[i].names[0] > 1)
        figure = self.cast.of[i] if (i := next(full, None)) is not None else None
        return figure if figure and figure.kind is SpeakerKind.PERSON else None

    def _is_first_named(self, figure: Figure, token: int) -> bool:
        """Tell whether the text says a figure's name first at a token, headline aside."""
        heads = (self.phrases[i].head for form in figure.forms for i in form.phrases)
        headline = self.reading.paragraphs[0].last
        return all(head >= token or head < headline for head in heads)

    @functools.cached_property
    def _named_below(self) -> Figure | None:
        """Who is named first below the headline."""
        above: set[int] = set()
        for i in self.index.names:
            phrase, figure = self.phrases[i], self.cast.of[i]
            at = self.reading.paragraph_of(phrase.head)
            if at >= BELOW:
                return None
            if figure and not at:
                above.add(figure.number)
            elif figure and figure.kind is SpeakerKind.PERSON and figure.number not in above:
                return figure if phrase.first <= self.reading.paragraphs[at].first + 1 else None
        return None

    def holder(self, head: str, word: str) -> Figure | None:
        """Return the one somebody of an office that has just that describing word: the prime minister."""
        told = self.entries.get(head, ())[:MANY]
        return only(figure for figure, words in told if word in words and "former" not in words)

    def _by_role(self, phrase: Phrase, scene: Scene) -> Figure | None:
        if phrase.role in ANYBODY or (phrase.kind is ORGANISATION and phrase.determiner in POSSESSIVES):
            return None
        if self.entries.keys().isdisjoint(COMING[phrase.role]):
            return None
        words, scored = self.words(phrase), list[tuple[float, int, Figure]]()
        for head in HEADS[phrase.role]:
            same = head == phrase.role
            told = same and head not in lists().kin  # "Ann Lee, the chairman": so it can be said of her
            for figure, theirs in self.entries.get(head, ())[-MANY:]:
                score = agreement(words, theirs, same)
                if score > 0 and _fits(phrase, figure, told):
                    scored.append((score, scene.trace(figure).token, figure))
        best = max(scored, key=lambda e: (e[0], e[1], -e[2].number), default=None)
        bare = not words and self.reading.lower[phrase.last : phrase.last + 1] not in (["of"], ["for"])
        if best and best[1] < 0 and bare and phrase.head >= self.lead and not self.talk:
            return None  # "the captain" is nobody who is named only below
        best = best or self._only_kin(phrase, words)
        return best[2] if best and not self.is_character(phrase, best[2]) else None

    def _only_kin(self, phrase: Phrase, words: frozenset[str]) -> tuple[float, int, Figure] | None:
        """Return the only one with a kindred role, or one that tells more, for a bare nominal.

        "The judge" after Justice Ruth Adler, "the scientist" after the biologist Ruth Adler.
        """
        group = kin_of(phrase.role)
        if words or phrase.determiner != "the" or not group:
            return None
        one = only(f for head in group for f, _ in self.entries.get(head, ())[-MANY:] if _fits(phrase, f))
        return (0.0, 0, one) if one else None

    def is_character(self, phrase: Phrase, other: Figure | None = None) -> bool:
        """Tell whether a nominal is somebody of his own ("the General", hundreds of times) and not `other`."""
        if phrase.role in ANYBODY or phrase.determiner != "the":
            return False
        told = sum(f is other for f, _ in self.entries.get(phrase.role, ())[-MANY:]) if other else 0
        return self.definite[phrase.role] > OFTEN * (told + 1)

    def nobody(self, i: int, phrase: Phrase) -> Figure | None:
        """Return the figure of somebody unnamed, known by description; members of a party go by its name."""
        if phrase.kind not in PEOPLE:
            return None
        key = self._key(phrase)
        party = len(key) == 1 and key[0] in lists().parties
        if party and phrase.determiner != "the":
            key = ("some", *key)  # "Republicans", "some Democrats": people; "the Conservatives" speak as one
        figure = self.unnamed.get(key) or self._told_of(phrase)
        if figure is None:
            label = self.reading.written(phrase.first, phrase.last)
            figure = self.unnamed[key] = self.cast.new(phrase.kind, label, phrase.gender)
            if party and phrase.determiner == "the":
                figure.add(Form(key, "", [i], {self.reading.words[phrase.head]: 1}))
        if phrase.determiner in NEW:
            self.new[phrase.role] = figure
        return figure

    def _told_of(self, phrase: Phrase) -> Figure | None:
        """Return whom news has told of last by the noun of a bare nominal: "a firm's guard … **the guard**"."""
        bare = phrase.determiner == "the" and not phrase.plural and not self.words(phrase)
        after = self.reading.lower[phrase.last : phrase.last + 1]
        return self.new.get(phrase.role) if bare and not self.talk and after not in (["of"], ["for"]) else None

    def described(self, label: str, kind: SpeakerKind = SpeakerKind.PERSON, gender: Gender | None = None) -> Figure:
        """Return the figure of somebody known only by a description that no phrase covers."""
        key = tuple(label.lower().split())
        if key and key[0] in {"the", "a", "an"}:
            key = key[1:]
        if key not in self.unnamed:
            self.unnamed[key] = self.cast.new(kind, label, gender)
        return self.unnamed[key]

    def _key(self, phrase: Phrase) -> tuple[str, ...]:
        first = phrase.first + bool(phrase.determiner and phrase.determiner not in {"'s", "other", "another"})
        return tuple(filter(_KEEPS.__getitem__, self.reading.lower[first : phrase.last]))


def _agree(nominal: Phrase, name: Phrase) -> bool:
    """Tell whether a nominal can be in apposition to a name."""
    if nominal.plural or nominal.kind is SpeakerKind.DOCUMENT:
        return False
    if nominal.kind is SpeakerKind.PERSON:
        return not (name.sure and name.kind not in {SpeakerKind.PERSON, None})
    return not (name.sure and name.kind is SpeakerKind.PERSON)


def _fits(phrase: Phrase, figure: Figure, told: bool = False) -> bool:
    """Tell whether a nominal can stand for a figure; the gender its role mostly has does not matter if `told`."""
    if not told and not figure.may_be(phrase.gender):
        return False
    return (phrase.kind is PERSON) == (figure.kind is PERSON or figure.kind is None)
