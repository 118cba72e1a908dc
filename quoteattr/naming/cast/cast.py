"""Who is in a text: its names gathered into figures, one for each person or body, before any pronoun is looked at.

Names are compared as words, form by form and not mention by mention, so the work grows with the number of
different names. Full names first: those that do not contradict each other are one figure's. Then surnames
with a title, then bare surnames and first names: each goes to the figures it can stand for; where it fits
nobody it is a figure of its own; where it fits several it stays open and each mention is settled in reading
order, by the figure of the family named last. Bodies are gathered by equal words, acronyms and beginnings.

Limits: two people of one full name are one; a nickname outside the list is a person of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from quoteattr.config import KnownSpeaker
from quoteattr.finding.mentions import ORGANISATION, PERSON, Phrase, is_acronym
from quoteattr.finding.words import is_common, is_given, lists
from quoteattr.naming.cast.bodies import Bodies
from quoteattr.naming.cast.figures import PERSONS, Cast, Figure, Form, Register
from quoteattr.naming.cast.introductions import description_end, introduces
from quoteattr.naming.cast.names import Tokens, courtesy, normal, split
from quoteattr.naming.cast.persons import NOBLE, RARE, Persons
from quoteattr.naming.index import Index
from quoteattr.reading import Reading

SHARES: Final = frozenset("shares shareholders investors stock".split())
WITHIN: Final = frozenset("in into inside near through throughout across around outside".split())
AT: Final = WITHIN | {"at"}
EPITHETS: Final = frozenset(
    "bad big black blind bold brave crazy dirty fair fat grey honest jolly lame lazy little long lucky mad merry old "
    "poor pretty proud red silly small sweet tall thin tiny ugly white wicked wild wise young".split()
)  # what somebody is called by besides a first name


def gather(index: Index, known: Iterable[KnownSpeaker] = (), talk: bool = False) -> Cast:
    """Return the cast of a text, of one that is mostly dialogue if `talk`."""
    register = Register()
    bodies = Bodies(register, _definitions(index))
    persons = Persons(register, bodies)
    for speaker in known:
        _know(register, bodies, speaker)
    forms = _forms(index)
    if not talk:
        _tell_places(forms)
    _count_words(register, forms)
    _tell_epithets(forms, register.alone if talk else Counter())
    other = _other_names(index)
    others, forms = _parted(forms, lambda form: form.tokens in other)
    titles, forms = _parted(forms, _is_bare_title)
    full, rest = _parted(forms, _is_full_name)
    by_chance, full = _parted(full, lambda form: _by_chance(form, register.alone))
    for form in sorted(full, key=_longest):
        persons.full_name(form)
    left = [form for form in others if not _give_name(register, form, other[form.tokens])]
    for form in filter(_is_full_name, left):
        persons.full_name(form)
    rest += [form for form in left if not _is_full_name(form)]
    long, words = _parted(sorted(filter(_is_unclear, rest), key=_longest), lambda form: len(form.tokens) > 1)
    for form in long:
        bodies.body(form)
    if any(form.tokens[0][0] == "@" for form in forms):
        named = {"".join(f.tokens): register.exact[f.tokens] for f in full if f.tokens in register.exact}
        handles = {id(f) for f in forms if f.tokens[0][0] == "@" and _give_handle(f, named)}
        rest, words = ([f for f in some if id(f) not in handles] for some in (rest, words))
    for form in sorted(filter(_is_short_name, rest), key=lambda f: (not f.title, -len(f.phrases))):
        persons.short_name(form)
    for form in words:
        if not persons.bare_surname(form):
            bodies.body(form)
    for form in by_chance:
        persons.chance(form)
    for form in titles:
        persons.bare_title(form)
    return register.cast(len(index.phrases))


def _parted(forms: Iterable[Form], tell: Callable[[Form], bool]) -> tuple[list[Form], list[Form]]:
    """Return the forms of which something holds, and the others."""
    found: tuple[list[Form], list[Form]] = [], []
    for form in forms:
        found[not tell(form)].append(form)
    return found


def _longest(form: Form) -> tuple[int, int]:
    return -len(form.tokens), -len(form.phrases)


def _is_full_name(form: Form) -> bool:
    return form.kind is PERSON and bool(split(form.tokens).given)


def _is_unclear(form: Form) -> bool:
    """Tell whether a form is not clearly a person's: of several words it names a body, of one it may."""
    return form.kind not in PERSONS or (len(form.tokens) > 1 and form.kind is None)


def _is_bare_title(form: Form) -> bool:
    """Tell whether a form is a title that stands for its lady's or gentleman's name: "Mademoiselle"."""
    word, *more = form.tokens
    return not (more or form.title or word in NOBLE) and word in lists().address


def _is_short_name(form: Form) -> bool:
    if form.kind not in PERSONS or split(form.tokens).given:
        return False
    return len(form.tokens) == 1 or form.kind is not None


def _count_words(register: Register, forms: Sequence[Form]) -> None:
    """Count how often a single word stands alone, and after which titles."""
    for form in forms:
        if len(form.tokens) == 1 and form.title:
            register.called[form.tokens[0]][form.title] += len(form.phrases)
        elif len(form.tokens) == 1:
            register.alone[form.tokens[0]] = len(form.phrases)


def _know(register: Register, bodies: Bodies, speaker: KnownSpeaker) -> None:
    """Put a speaker whom the caller knows into the cast, under all names."""
    figure = Figure(len(register.figures), speaker.kind, known=speaker)
    register.figures.append(figure)
    for name in (speaker.name, *speaker.aliases):
        tokens = normal(tuple(name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))
        if tokens:
            register.index(tokens, figure)
            if speaker.kind is not PERSON:
                bodies.index_body(tokens, figure)


def _by_chance(form: Form, alone: "Counter[str]") -> bool:
    """Tell whether a "full name" is a name with some other word before it: "Till Elizabeth"."""
    first, last, many = form.tokens[0], form.tokens[-1], RARE * len(form.phrases)
    if form.title:
        return False
    return (not is_given(first) and alone[last] > many) or (is_common(last) and alone[first] > many)


def _definitions(index: Index) -> dict[Tokens, Tokens]:
    """Return the short names that a text explains: "Netherlands Organisation for Research (TNO)"."""
    words = index.reading.words
    found: dict[Tokens, Tokens] = {}
    if "(" not in words:
        return found
    names = {p.names[0]: p for p in map(index.phrases.__getitem__, index.names)}
    for phrase in names.values():
        at = phrase.last
        short = names.get(at + 1)
        if short and words[at] == "(" and short.last < len(words) and words[short.last] == ")":
            full = normal(tuple(words[phrase.names[0] : phrase.names[1]]))
            brief = normal(tuple(words[short.names[0] : short.names[1]]))
            if len(brief) == 1 < len(full) and is_acronym(words[short.names[0]]):
                found[brief] = full
    return found


def _other_names(index: Index) -> dict[Tokens, Tokens]:
    """Return the names that a text says somebody has besides: "Peter Hall, better known as **Biscuit**"."""
    words, lower = index.reading.words, index.reading.lower
    names = {p.last: p for p in map(index.phrases.__getitem__, index.names)}
    found: dict[Tokens, Tokens] = {}
    for phrase in names.values():
        end = description_end(lower, phrase)
        if end in names and introduces(lower, end, None):
            found[normal(tuple(words[slice(*phrase.names)]))] = normal(tuple(words[slice(*names[end].names)]))
    return found


def _give_name(register: Register, form: Form, name: Tokens) -> bool:
    """Give a form to the figure of another name; tell whether there is one."""
    figure = register.exact.get(name)
    if figure is not None:
        figure.add(form)
        register.index(form.tokens, figure)
    return figure is not None


def _forms(index: Index) -> list[Form]:
    reading, nominals = index.reading, index.opening()
    words, lower = reading.words, reading.lower
    forms: dict[tuple[Tokens, str], Form] = {}
    couples = _couples(index)
    for i in index.names:
        phrase = index.phrases[i]
        (first, last), kind, sure = phrase.names, phrase.kind, phrase.sure
        tokens, title = normal(tuple(words[first:last])), courtesy(phrase.title) if phrase.title else ""
        if not tokens:
            continue
        shared = couples.get(i, "")
        tokens += normal((shared,)) if shared else ()
        form = forms.get((tokens, title))
        if form is None:
            form = forms[tokens, title] = Form(tokens, title)
        form.phrases.append(i)
        written = reading.written(first, last) + (f" {shared}" if shared else "")
        form.written[written] = form.written.get(written, 0) + 1
        form.the += phrase.determiner == "the"
        within = WITHIN if len(form.tokens) == 1 else AT  # somebody is shouted at, but mostly by one name
        form.inside += first > 0 and lower[first - 1] in within
        form.ranks += bool(phrase.title) and not title and kind is PERSON
        if not sure and last - first > 1 and _is_told_person(reading, phrase, nominals):
            kind, sure = PERSON, True
        elif not sure and _is_told_firm(lower, phrase):
            kind, sure = ORGANISATION, True
        if kind:
            kinds = form.sure if sure else form.kinds
            kinds[kind] = kinds.get(kind, 0) + 1
        if phrase.gender:
            form.genders[phrase.gender] = form.genders.get(phrase.gender, 0) + 1
    for form in forms.values():
        form.settle()
    return list(forms.values())


def _couples(index: Index) -> dict[int, str]:
    """Return the surnames that first names share with the full name after them: "**Alan** and Judith Perrin".

    But "Ryan and Donald Trump" are no couple where the text has a Paul Ryan, nor are "Ted and Jo Hale" if Ted is Cruz.
    """
    lower, pairs = index.reading.lower, list[tuple[int, Phrase, Phrase]]()
    names = {p.names[0]: p for p in map(index.phrases.__getitem__, index.names) if p.names[0] == p.first}
    for i in index.names:
        phrase = index.phrases[i]
        other = names.get(phrase.last + 1) if lower[phrase.last : phrase.last + 1] == ["and"] else None
        if other and _shares(lower, phrase, other):
            pairs.append((i, phrase, other))
    if not pairs:
        return {}
    full = [(lower[p.names[0]], lower[p.names[1] - 1]) for p in names.values() if p.names[1] - p.names[0] > 1]
    taken = {last for _, last in full}
    found = dict[int, str]()
    for i, phrase, other in pairs:
        first, surname = lower[phrase.names[0]], lower[other.names[1] - 1]
        if first not in taken and all(last == surname for given, last in full if given == first):
            found[i] = index.reading.words[other.names[1] - 1]
    return found


def _shares(lower: Sequence[str], phrase: Phrase, other: Phrase) -> bool:
    """Tell whether a bare first name may share the surname of a full name behind it."""
    (first, last), (start, end) = phrase.names, other.names
    single = last - first == 1 and phrase.first == first and end - start == 2
    return single and all(is_given(lower[k]) and lower[k] not in lists().places for k in (first, start))


def _tell_places(forms: Sequence[Form]) -> None:
    """Tell which names of places that are first names too mean the place in news: "Kenya", if nobody is called so.

    A country is one by its name alone, any other place if something happens in it.
    """
    known = lists()
    single = {f.tokens[0]: f for f in forms if len(f.tokens) == 1 and f.kind is PERSON and not (f.title or f.ranks)}
    doubtful = {word: f for word, f in single.items() if word in known.places and word in known.first}
    if not doubtful:
        return
    persons = [form for form in forms if form.kind is PERSON and (len(form.tokens) > 1 or form.title)]
    called = {token for form in persons for token in form.tokens}
    for word, form in doubtful.items():
        if word not in called and (form.inside or word in known.countries):
            form.be_place()


def _tell_epithets(forms: Sequence[Form], alone: "Counter[str]") -> None:
    """Tell that who has a first name behind what he is like is a person, if it is not in use alone: “Black Meg”."""
    known = lists()
    for form in forms:
        first, last = form.tokens[0], form.tokens[-1]
        named = last in known.first and last not in known.weak and last not in known.places and not alone[last]
        if len(form.tokens) == 2 and form.kind is None and first in EPITHETS and named:
            form.kinds[PERSON] = len(form.phrases)
            form.genders |= {gender: len(form.phrases) for gender in [known.first[last]] if gender}
            form.settle()


def _is_told_person(reading: Reading, phrase: Phrase, nominals: Mapping[int, Phrase]) -> bool:
    """Tell whether what follows a name says that it is a person's: an age, "who", a role ("Ban Ki-moon, the chief")."""
    lower, i = reading.lower, phrase.last
    if i + 2 >= len(lower) or lower[i] not in {",", "("}:
        return False
    age = lower[i + 1]
    if age == "who" or (age.isdigit() and len(age) == 2 and lower[i + 2] in {",", ")"}):
        return True
    nominal = nominals.get(i + 1)
    apposed = nominal and nominal.determiner in {"the", "a", "an"} and not nominal.plural
    return bool(apposed and nominal and nominal.kind is PERSON and nominal.last < len(lower))


def _is_told_firm(lower: Sequence[str], phrase: Phrase) -> bool:
    """Tell whether what stands beside a name says that it is a body's: "Netflix, which", "shares in Volvo"."""
    first, i = phrase.first, phrase.last
    if i + 1 < len(lower) and (lower[i] in SHARES or (lower[i] == "," and lower[i + 1] == "which")):
        return lower[phrase.names[0]] not in lists().places
    return first > 1 and lower[first - 1] == "in" and lower[first - 2] in SHARES


def _give_handle(form: Form, named: Mapping[str, Figure]) -> bool:
    """Give a name online to the figure of that name: "@real_jane_doe" is Jane Doe. Tell whether there is one."""
    letters = "".join(c for c in form.tokens[0] if c.isalpha()).removeprefix("real").removeprefix("the")
    if letters in named:
        named[letters].aside.append(form)
    return letters in named
