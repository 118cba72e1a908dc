"""Figures turned into speakers: the name to show, the label, aliases, mentions and id.

The name is the fullest form the text uses. A longer form only wins if it adds to the person's name and not in
front of it ("Bears DL Ray Nolan" loses to "Ray Nolan"). A title is kept where the rest
would name nobody ("Mrs." alone) or somebody else too ("Mrs. Bennet" beside Mr. Bennet).

Limits: of equally full forms the commonest is shown.
"""

import functools
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Final

from quoteattr.finding.mentions import PERSON, Phrase
from quoteattr.finding.words import is_given, is_title
from quoteattr.naming.cast import MARRIED, SURNAME_TITLES, UNMARRIED, Cast, Figure, Form, split
from quoteattr.naming.index import Index

ALIASES: Final = 40
LOOKED_AT: Final = 40  # mentions of a form whose title is looked at


def tidy(text: str) -> str:
    """Return text on one line with single spaces."""
    return " ".join(text.split())


class Namer:
    """Gives each figure of a cast its name."""

    def __init__(self, index: Index, cast: Cast) -> None:
        self.reading, self.phrases, self.cast = index.reading, index.phrases, cast

    @functools.cached_property
    def _bearers(self) -> Mapping[str, int]:
        """How many figures have each surname."""
        surnames = ({split(form.tokens).surname for form in f.forms if form.tokens} for f in self.cast.figures)
        return Counter(chain.from_iterable(surnames))

    def name(self, figure: Figure) -> str | None:
        """Return the proper name of a figure, None for the unnamed."""
        if figure.known:
            return figure.known.name
        if not figure.forms:
            return None
        best = self.fullest(figure)
        written = self.written(best)
        name = split(best.tokens)
        if name.given or self._bearers[name.surname] <= 1:
            return written
        return self.with_title(figure, best) or written

    def fullest(self, figure: Figure) -> Form:
        """Return the fullest form of a figure's name."""
        best, *others = sorted(figure.forms, key=lambda f: (-len(f.tokens), -len(f.phrases)))
        for form in others if figure.kind is PERSON else ():
            if 1 < len(form.tokens) < len(best.tokens) and self._only_described(best, form):
                best = form
        return best

    def _only_described(self, longer: Form, shorter: Form) -> bool:
        """Tell whether the longer form is the shorter with words in front that are no given name."""
        size = len(shorter.tokens)
        if longer.tokens[:size] == shorter.tokens:  # "Hillary Clinton Slams"
            return len(longer.phrases) == 1 and len(shorter.phrases) > 1
        if longer.tokens[-size:] != shorter.tokens:
            return False
        return is_given(shorter.tokens[0]) and not is_given(longer.tokens[0])

    def written(self, form: Form) -> str:
        """Return the commonest spelling of a form, one that is not all capitals if there is one."""
        best, *others = form.written
        if others:
            best = max(form.written, key=lambda w: (not w.isupper() or len(form.tokens) == 1, form.written[w], w))
        return tidy(best if "(" in best else best.replace(")", ""))

    def with_title(self, figure: Figure, best: Form) -> str | None:
        """Return a surname with its commonest title as it is written: "Mrs. Bennet", "Major Callendar"."""
        forms = [form for form in figure.forms if form.tokens == best.tokens]
        titles = {best.title, *SURNAME_TITLES, *MARRIED, *UNMARRIED} - {""}  # "Tony" does not become "Cousin Tony"
        titled = [i for form in forms if form.title in titles for i in form.phrases[:LOOKED_AT]]
        if not titled and figure.kind is PERSON:
            ranked = (i for form in forms if 2 * form.ranks > len(form.phrases) for i in form.phrases[:LOOKED_AT])
            titled = [i for i in ranked if is_title(self.phrases[i].title)]
        written = Counter(found for i in titled if (found := self._titled(self.phrases[i])))
        return max(written, key=lambda w: (written[w], w)) if written else None

    def _titled(self, phrase: Phrase) -> str | None:
        """Return a name with the last word of its title."""
        last = phrase.names[0]
        if last == phrase.first or not is_title(self.reading.lower[last - 1]):
            return None
        return tidy(self.reading.written(last - 1, phrase.names[1]))

    def aliases(self, figure: Figure, name: str | None) -> tuple[str, ...]:
        """Return the other forms of a figure's name, the caller's own first."""
        known = (figure.known.name, *figure.known.aliases) if figure.known else ()
        seen = {tidy(w): n for form in figure.forms for w, n in form.written.items()}
        found = dict.fromkeys([*known, *sorted(seen, key=seen.__getitem__, reverse=True)[:ALIASES]])
        return tuple([alias for alias in found if alias != name])


def make_id(number: int, taken: set[str]) -> str:
    """Return an id that the caller's own speakers do not have."""
    identity = f"s{number}"
    while identity in taken:
        identity += "_"
    taken.add(identity)
    return identity
