"""Which body a noun for a body stands for: "the company", "the agency", "the Harris campaign", "her team".

Without words of its own a noun for a body means one whose name has that noun in it ("the court" after the Supreme
Court), else the one that is spoken of most and near by, one of the same class if its name tells
("the agency" is no Motors, "the company" no Senate); where there is none, the one name in mind that could be a body's
as well as a person's.  With words of its own ("the Irish carrier", "Britain's biggest grocer") it means the only body
that did something right before.  A campaign or a government that goes by somebody's name is a
body with that name, and stays it when it is "her campaign" or "Harris' team".

Limits: what a name does not tell of its class is not known.
"""

from collections.abc import Sequence
from itertools import compress, count
from math import log
from typing import Final

from quoteattr.data import table
from quoteattr.finding.mentions import BODIES, ORGANISATION, Phrase
from quoteattr.finding.words import is_given, lists
from quoteattr.naming.cast import COMPARED, Cast, Figure, Form, Tokens, normal, only
from quoteattr.naming.index import Index
from quoteattr.naming.scene import Scene

KNOWN: Final = 3  # mentions from which a name of unclear kind may be the company
NEARER: Final = 0.3  # by so much a body nearer by may be spoken of less
ALIKE: Final = 1.0  # so much counts the same class for a body
CAMPS: Final = {"campaign": "campaign", "camp": "campaign", "administration": "administration"}
TEAMS: Final = frozenset(["team", "operation", *CAMPS])
FIRST: Final = 3  # mentions of a name by which it is known what it is
LATELY: Final = 2  # sentences after which a body has not acted right before
_TOPMOST: Final = frozenset("biggest busiest largest leading main oldest only richest second-largest top".split())
_PAPERS: Final = frozenset("channel daily journal magazine newspaper paper tabloid".split())
ANY: Final = "body"  # the class of nouns for bodies of all classes
OF_A_TRADE: Final = frozenset(["giant"])  # nouns that are always described: "the tech giant"
NEUTRAL: Final = frozenset(["civil"])  # a class of names that could be anything


class Collectives:
    """The bodies of a text as nouns mean them; see the module."""

    def __init__(self, index: Index, cast: Cast, talk: bool = False) -> None:
        self.reading, self.phrases, self.cast, self.talk = index.reading, index.phrases, cast, talk
        self.camps: dict[Tokens, Figure] = {}
        for i in compress(count(), map(CAMPS.__contains__, index.words)):
            phrase = self.phrases[i]
            if phrase.owner[0] < phrase.owner[1]:
                self.camp(i, phrase)

    # -- bodies without a name

    def body(self, phrase: Phrase, words: frozenset[str], scene: Scene) -> Figure | None:
        """Return the body that "the company" means, described by `words` besides."""
        owned = phrase.owner[0] < phrase.owner[1]
        if owned and _TOPMOST.isdisjoint(words):
            return None
        if not owned and phrase.determiner not in {"the", "this", "that", ""}:
            return None
        unclear = self.unclear(scene)
        bodies = [*_named(scene), *(f for f in unclear if scene.trace(f).seen >= KNOWN)]
        found = next((f for f in bodies if _is_called(f, phrase.role, words)), None)
        row = table("collectives").get(phrase.role) if found is None else None
        if row and (not words or phrase.role in OF_A_TRADE):
            alone = unclear if len(unclear) == 1 else []
            found = _meant(bodies, row[1], scene) or _meant(alone, row[1], scene)
        elif row:
            found = self._only(phrase, row[1], scene)
        if found and found.kind is None:
            found.kind = ORGANISATION
        return found

    def _only(self, phrase: Phrase, wanted: str, scene: Scene) -> Figure | None:
        """Return the only body that did something in the last sentences, if no name in mind is likelier."""
        sentence = self.reading.sentence_of(phrase.head)
        bodies = (*_named(scene), *self.unclear(scene))
        one = only(f for f in bodies if sentence - scene.trace(f).subject_sentence <= LATELY)
        if one is None or (wanted == "government" and wanted not in _classes(one)):
            return None  # “*the Dutch regulator*” is none that has acted yet
        return one if (_is_outlet(one) if wanted == "press" else not _clashes(one, wanted)) else None

    def unclear(self, scene: Scene) -> list[Figure]:
        """Return the names in mind that may be a body's as well as a person's, latest first.

        In a novel a name that no list knows is a person's: "the club" is not Hamidullah.
        """
        if self.talk:
            return []
        found = [f for f in reversed(scene.recent.values()) if f.kind is None and f.gender is None and f.forms]
        return [f for f in found if not is_given(f.forms[0].tokens[0])]

    # -- bodies by somebody's name

    def camp(self, i: int, phrase: Phrase) -> Figure | None:
        """Return the body that goes by somebody's name: "the Harris campaign", "Trump's administration"."""
        state = lists().bodies.get(phrase.role) in {"government", "military"}
        if not state and phrase.role not in TEAMS:
            return None
        first, last = phrase.owner
        lower = self.reading.lower
        if first == last or first > phrase.head:
            first = next((k for k in range(phrase.first, phrase.head) if lower[k] in lists().peoples), -1)
            last = first + 1
        if first < 0:
            return None
        owner = normal(tuple(self.reading.words[first:last]))[-1:]
        if phrase.role in TEAMS - CAMPS.keys():
            return self.camps.get((*owner, "campaign"))
        key = (*owner, CAMPS.get(phrase.role, phrase.role))
        if key not in self.camps:
            self.camps[key] = self.cast.new(ORGANISATION)
        self._write(self.camps[key], i, first)
        return self.camps[key]

    def _write(self, figure: Figure, i: int, first: int) -> None:
        """Add to a figure the way in which phrase i writes its name from token `first`."""
        last = self.phrases[i].head + 1
        tokens = normal(tuple(self.reading.words[first:last]))
        form = next((f for f in figure.forms if f.tokens == tokens), None)
        if form is None and len(figure.forms) > COMPARED:
            return
        if form is None:
            form = Form(tokens, "")
            figure.add(form)
        if i not in form.phrases:
            form.phrases.append(i)
            written = self.reading.written(first, last)
            form.written[written] = form.written.get(written, 0) + 1

    def camp_of(self, figure: Figure, role: str) -> Figure | None:
        """Return the body that goes by a figure's name: "her campaign" is the Harris campaign where there is one."""
        words = {form.tokens[-1] for form in figure.forms[:COMPARED]}
        kind = CAMPS.get(role, "campaign")
        return next((found for word in sorted(words) if (found := self.camps.get((word, kind)))), None)


def _named(scene: Scene) -> list[Figure]:
    """Return the bodies in mind that have a name, latest first."""
    return [f for f in reversed(scene.bodies.values()) if f.kind is ORGANISATION and f.forms]


def _is_called(figure: Figure, role: str, words: frozenset[str]) -> bool:
    """Tell whether a name of a figure has a noun and all words that describe it: "the court" of the Supreme Court."""
    return any(role in form.tokens and words <= set(form.tokens) for form in figure.full)


def _is_outlet(figure: Figure) -> bool:
    """Tell whether one of a figure's names is a paper's, a channel's or a site's."""
    outlets = lists().outlets
    return any(" ".join(form.tokens) in outlets for form in figure.forms)


def _passes_on(figure: Figure, scene: Scene) -> bool:
    """Tell whether an outlet only passed on what was said: “told Reuters”, “carried by the Amaaq **channel**”.

    A website may be a company.
    """
    if not scene.trace(figure).case:
        return False
    lower, phrases = scene.reading.lower, scene.phrases
    mentions = [phrases[i] for form in figure.forms[:COMPARED] for i in form.phrases[:FIRST]]
    beside = {word for p in mentions for word in (*lower[p.names[0] - 1 : p.names[0]], *lower[p.last : p.last + 1])}
    return _is_outlet(figure) or not _PAPERS.isdisjoint(beside)


def _meant(bodies: Sequence[Figure], wanted: str, scene: Scene) -> Figure | None:
    """Return whom "the company" means: the body spoken of most among those in mind, the nearer the likelier.

    wanted: the class of bodies that it is of, "body" for any.
    """
    if wanted == "press":
        return next(filter(_is_outlet, bodies), None)

    def value(place: int, figure: Figure) -> float:
        value = log(1 + scene.trace(figure).seen) - place * NEARER
        return value - _is_outlet(figure) + (wanted in _classes(figure)) * ALIKE

    bodies = [f for f in bodies if not (_passes_on(f, scene) or _clashes(f, wanted))]
    best = max(enumerate(bodies), key=lambda entry: value(*entry), default=None)
    return best[1] if best else None


def _classes(figure: Figure) -> set[str]:
    """Return the classes of bodies that a figure's names tell."""
    forms, known = figure.forms[:COMPARED], table(BODIES)
    told = {known[name][1] for form in forms for name in form.written if name in known}
    tokens = {token for form in forms for token in form.tokens}
    return (told or {lists().bodies[token] for token in tokens if token in lists().bodies}) - NEUTRAL


def _clashes(figure: Figure, wanted: str) -> bool:
    """Tell whether a figure's names tell that it is of another class: the airline is no Authority."""
    told = _classes(figure)
    return wanted != ANY and bool(told) and wanted not in told
