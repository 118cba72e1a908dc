"""Persons gathered: full names first, then surnames with a title, then bare surnames and first names.

A short name goes to the figures it can stand for; where it fits nobody it is a figure of its own; where it fits
several it stays open.  In a newspaper "Mr. Trump" is Donald Trump, whom the text has introduced; in a novel Mr.
Knightley is not Mr. John Knightley, Miss Dashwood not Miss Marianne, Mrs. Weston not the baby Anna Weston: whoever is
called by a titled surname far more often than by any full name is somebody known by it alone.

Limits: a mother whose first name only she bears alone can be taken for her daughter.
"""

from collections.abc import Callable
from typing import Final

from quoteattr.finding.words import is_given, lists, title_gender
from quoteattr.models import Gender, SpeakerKind
from quoteattr.naming.cast.bodies import Bodies
from quoteattr.naming.cast.figures import COMPARED, Figure, Form, Register, has_full_name
from quoteattr.naming.cast.names import MARRIED, UNMARRIED, Tokens, normal, same_person, split, titles_clash

SURNAME_TITLES: Final = frozenset(
    "mr mrs ms mx dr prof professor doctor lord m mme madame monsieur herr frau signor senor hon judge colonel".split()
)  # titles that stand before surnames; others stand before first names too ("Aunt Jane", "Sir William")
NOBLE: Final = frozenset("lady sir dame king queen prince princess lord duke duchess pope".split())
RARE: Final = (
    20  # a full name so much rarer than its last word alone is a chance neighbour, unless it begins with a first name
)
DOMINANT: Final = 4
NOVEL: Final = 60  # so many mentions of one titled surname are no newspaper article's
HABIT: Final = 3  # so often is how somebody is called, not a slip
OFTENER: Final = 5  # "Mr. Knightley" so much more often than "Mr. John Knightley" is his brother
OWN: Final = 12  # so many more times a titled surname than any full name of the family: somebody known by it alone


def dominant(found: list[Figure], many: int, surname: str) -> list[Figure]:
    """Return whom a bare surname can stand for: ladies known by title aside, one alone if far more present.

    A full name beside the title lets a lady stay ("Clinton" for Mrs. Clinton in a headline), but not in a text that has
    the bare surname `many` times: there it is a gentleman's.  A lady without a full name is hardly called by surname
    alone: beside Mrs. Braddocks "Braddocks" is her husband, named by nothing else.
    """
    if many >= HABIT and all(f.titles & (MARRIED | UNMARRIED) and not has_full_name(f) for f in found):
        return []
    ladies = {f.number for f in found if f.titles & (MARRIED | UNMARRIED)}
    known = {f.number for f in found if has_full_name(f)} if many < OWN else set()
    found = [f for f in found if f.number not in ladies or f.number in known] or found
    return far_oftener(found, lambda form: surname in form.tokens)


def far_oftener(found: list[Figure], counts: Callable[[Form], bool]) -> list[Figure]:
    """Return the one of some figures who is named far oftener than the others in forms that count, else all."""
    many = [sum(len(form.phrases) for form in figure.forms if counts(form)) for figure in found]
    *_, second, most = [0, 0, *sorted(many)]
    return [found[many.index(most)]] if len(found) > 1 and most >= DOMINANT * second else found


class Persons:
    """Gathers the names of persons into the figures of a register."""

    def __init__(self, register: Register, bodies: Bodies) -> None:
        self.register, self.bodies = register, bodies

    def full_name(self, form: Form) -> None:
        """Give a full name to the figure it does not contradict, or to a new one."""
        if form.title in MARRIED and lists().first.get(form.tokens[0]) is not Gender.FEMALE:
            self.register.new(form, SpeakerKind.PERSON)  # "Mrs. Newland Archer" is not Newland Archer
            return
        figure = self.register.exact.get(form.tokens) or self.match(form)
        if figure is None:
            figure = self.register.new(form, SpeakerKind.PERSON)
        else:
            figure.add(form)
        self.register.index(form.tokens, figure)

    def match(self, form: Form) -> Figure | None:
        """Return the figure that a full name can be."""
        name = split(form.tokens)
        near = self.register.last[name.surname][-COMPARED:] + self.register.first[form.tokens[0]][-COMPARED:]
        if not near:
            return None
        fits = [f for f in dict.fromkeys(near) if f.known or self.fits(form, f)]
        fits = [f for f in fits if any(same_person(form.tokens, t) for t in self.names_of(f))]
        return max(fits, key=lambda f: (f.known is not None, f.count)) if fits else None

    def names_of(self, figure: Figure) -> list[Tokens]:
        """Return the full names of a figure."""
        names = [f.tokens for f in figure.full]
        if figure.known:
            texts = (figure.known.name, *figure.known.aliases)
            names += [t for text in texts if len(t := normal(tuple(text.split()))) > 1]
        return names

    def fits(self, form: Form, figure: Figure, surname: bool = False) -> bool:
        """Tell whether title and gender of a form leave it to be a figure's."""
        if figure.kind not in {SpeakerKind.PERSON, None}:
            return False
        mine, theirs = _title_gender(form, surname), figure.told_gender()
        if mine and theirs and mine is not theirs:
            return False
        titles = figure.titles | self.first_titles(figure) if surname and form.title in MARRIED else figure.titles
        return not any(titles_clash(form.title, title) for title in titles)

    def first_titles(self, figure: Figure, least: int = HABIT) -> set[str]:
        """Return the titles that stand before the first names of a figure: Miss Marianne is no Mrs. Dashwood."""
        firsts = {f.tokens[0] for f in figure.full}
        found = ((title, n) for first in firsts for title, n in self.register.called.get(first, {}).items())
        return {title for title, n in found if n >= least}

    def short_name(self, form: Form) -> None:
        """Give a surname or first name to the figures it can stand for."""
        word = split(form.tokens).surname
        exact = self.register.exact.get(form.tokens)
        if exact and (exact.known or (not form.title and self.fits(form, exact))):
            exact.add(form)
            return
        found = self.candidates(form, word)
        if form.title and self.stands_alone(form, word, found):
            found = []
        if not found and not form.title:
            longer = self.bodies.team(word) if form.the else None
            longer = longer or self.bodies.longer_body(form, form.tokens, SpeakerKind.ORGANISATION)
            found = [longer] if longer else []
        if found:
            self.register.give(form, found)
            return
        figure = self.register.new(form, form.kind)
        if not form.title:
            self.register.exact.setdefault(form.tokens, figure)
        if form.title or form.kind is SpeakerKind.PERSON:
            figure.kind = SpeakerKind.PERSON
            self.register.last[word].append(figure)

    def candidates(self, form: Form, word: str) -> list[Figure]:
        """Return the figures that a short name can stand for."""
        by_last = self.register.last[word][:COMPARED]
        as_first = form.title not in SURNAME_TITLES and not form.is_surname
        by_first = self.register.first[word][:COMPARED] if as_first else []
        if as_first and not by_first:
            by_first = self.by_nickname(word)
        if not as_first and not by_last and not is_given(word):
            by_first = self.register.first[word][:COMPARED]  # "Mr. Ban" of Ban Ki-moon: family name first
        if not by_last and not by_first:
            return self.by_inner(form, word)
        if not form.title:
            by_first = [f for f in by_first if not f.titles & NOBLE or len(by_first) == 1]
            by_first = far_oftener(by_first, lambda g: len(g.tokens) > 1)
        found = [f for f in by_last if self.fits(form, f, surname=True)]
        if not form.title:
            found = dominant(found, len(form.phrases), word)
        elif len(found) > 1:  # Miss Bennet is the one who is not called Miss Elizabeth or Miss Lydia
            found = [f for f in found if form.title not in self.first_titles(f, 1)] or found
        found = list(dict.fromkeys([*found, *(f for f in by_first if self.fits(form, f))]))
        if len(found) > 1 and not form.title and all(RARE * f.count < len(form.phrases) for f in found):
            return []  # known by first name alone, whatever full names turn up once or twice
        return found or self.by_inner(form, word)

    def by_inner(self, form: Form, word: str) -> list[Figure]:
        """Return one figure that has a word inside its name, if that is not far rarer."""
        inner = self.register.inner.get(word, ())[:COMPARED]
        return [f for f in inner if len(form.phrases) < RARE * f.count and self.fits(form, f)][:1]

    def by_nickname(self, word: str) -> list[Figure]:
        """Return the one figure whose first name a word is short for: "Lizzy" for Elizabeth Bennet.

        Of several it is one who is named far oftener than the others: "Harry" for Lord Henry, not for Sir Henry Ashton.
        """
        nicknames = lists().nicknames
        if word not in nicknames or self.register.last.get(word):
            return []
        names = {n for n in nicknames[word] if n != word}
        tables = (self.register.first, self.register.last)  # "Lord Henry" stands among the surnames
        found = {f.number: f for name in sorted(names) for table in tables for f in table[name][:COMPARED]}
        fits = [f for f in found.values() if any(form.tokens[0] in names for form in f.forms)]
        fits.sort(key=lambda f: -f.count)
        return fits[:1] if len(fits) == 1 or (fits and fits[0].count >= OWN * fits[1].count) else []

    def stands_alone(self, form: Form, word: str, found: list[Figure]) -> bool:
        """Tell whether a titled surname is somebody known by it alone: Mr. Knightley beside John Knightley.

        Mrs. Bennet is not Jane Bennet either, though only Jane is left when those who are called Miss are put aside.
        """
        if not found or len(form.phrases) < OWN or form.title not in SURNAME_TITLES | UNMARRIED:
            return False
        gender, many = title_gender(form.title), len(form.phrases)
        told = all(form.title in self.first_titles(f) or self.is_younger(form, f) for f in found)
        if many < NOVEL and not told and any(g.phrases[0] < form.phrases[0] for f in found for g in f.forms):
            return False  # introduced by full name, then called by title, as newspapers do
        if all(self.is_other(form, f) for f in found):
            return True
        if form.title in UNMARRIED:
            return False
        family = self.register.last[word][:COMPARED]
        family = [f for f in family if f.told_gender() in {gender, None} and form.title not in f.titles]
        return len(family) > 1 and many > 2 * max(f.count for f in found)

    def is_other(self, form: Form, figure: Figure) -> bool:
        """Tell whether a titled surname is not a figure's: its full name is too rare, or has that very title."""
        many = sum(len(f.phrases) for f in figure.full)
        if self.is_younger(form, figure):
            return True
        if form.title in self.first_titles(figure):
            return len(form.phrases) >= HABIT * many  # "Miss Dashwood" beside Miss Marianne
        if form.title in UNMARRIED:
            return self.is_borne_by_another(figure) and len(form.phrases) >= RARE * figure.count
        if many > 1 and self.goes_by_first(form, figure):
            return False  # "Mrs. Pontellier" may be Edna
        ratio = OFTENER if _has_habit(form, figure) else RARE
        return len(form.phrases) >= ratio * max(1, figure.count)

    def is_younger(self, form: Form, figure: Figure) -> bool:
        """Tell whether a lady is Lucy, and Miss Lucy Steele in full: then Miss Steele is her elder sister."""
        return form.title in UNMARRIED and _has_habit(form, figure) and self.goes_by_first(form, figure)

    def goes_by_first(self, form: Form, figure: Figure) -> bool:
        """Tell whether a first name of a figure stands alone more often than a form does."""
        return any(self.register.alone[f.tokens[0]] > len(form.phrases) for f in figure.full)

    def is_borne_by_another(self, figure: Figure) -> bool:
        """Tell whether a figure's first names are rather somebody else's: Miss Jane Bates's, beside Jane Fairfax.

        Miss Bates, of whom the text speaks a hundred times, is not that Jane then, but her aunt.
        """
        firsts = {f.tokens[0] for f in figure.full}
        others = (g for first in firsts for g in self.register.first.get(first, ())[:COMPARED] if g is not figure)
        return any(g.count > figure.count for g in others)

    def bare_surname(self, form: Form) -> bool:
        """Take a single word of unclear kind that is somebody's surname; tell whether it is one."""
        found = self.register.last[form.tokens[0]][:COMPARED] if form.kind is not SpeakerKind.PLACE else []
        if not found or self.bodies.named(form.tokens):
            return False
        found = dominant(found, len(form.phrases), form.tokens[0])
        if found:
            self.register.give(form, found)
        return bool(found)

    def bare_title(self, form: Form) -> None:
        """Leave a title without a name open between those who have it: "Mademoiselle" is whichever was named last."""
        found = [f for f in self.register.figures if form.tokens[0] in f.titles]
        if found:
            self.register.waiting.append((form, sorted(found, key=lambda f: -f.count)[:COMPARED]))
        else:
            self.register.new(form, SpeakerKind.PERSON)

    def chance(self, form: Form) -> None:
        """Give a chance neighbourhood to whoever its last word names, if that is one."""
        found = (
            self.register.last[form.tokens[-1]]
            or self.register.first[form.tokens[-1]]
            or self.register.first[form.tokens[0]]
        )
        if len(found) == 1:
            found[0].aside.append(form)


def _has_habit(form: Form, figure: Figure) -> bool:
    """Tell whether a figure's full names have the title of a form more than now and then."""
    return sum(len(f.phrases) for f in figure.full if f.title == form.title) >= HABIT


def _title_gender(form: Form, surname: bool) -> Gender | None:
    if surname:  # "Williams" is a first name too, but not where it stands for Jennifer Williams
        return title_gender(form.title)
    return title_gender(form.title) or (max(form.genders, key=lambda g: form.genders[g]) if form.genders else None)
