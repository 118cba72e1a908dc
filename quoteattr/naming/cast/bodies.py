"""Bodies gathered: organisations and places, by equal words, by acronym and by the beginning of a longer name.

"Netherlands Organisation for Research (TNO)" explains its acronym; "CPA Canada" abbreviates the words it leaves out;
"the Post" is the one outlet whose name ends so.

Limits: short forms that are neither beginnings nor acronyms ("the Institute") are left to roles.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from quoteattr.finding.mentions import ORGANISATION, PERSON, PLACE, are_goods, is_org_word
from quoteattr.finding.words import lists
from quoteattr.models import SpeakerKind
from quoteattr.naming.cast.figures import COMPARED, Figure, Form, Register, only
from quoteattr.naming.cast.names import Tokens, abbreviates, initials

INTRODUCED: Final = 3  # mentions of a short name before which the long one stands: headlines are short


class Bodies:
    """Gathers the names of bodies into the figures of a register; `defined` are the short names the text explains."""

    def __init__(self, register: Register, defined: Mapping[Tokens, Tokens]) -> None:
        self.register, self.defined = register, defined
        self.acronyms: dict[str, list[tuple[Tokens, Figure]]] = defaultdict(list)
        self.begins: dict[Tokens, list[tuple[Tokens, Figure]]] = defaultdict(list)
        self.ends: dict[str, list[tuple[Tokens, Figure]]] = defaultdict(list)

    def body(self, form: Form) -> None:
        """Give the name of a body to the figure it can stand for, or to a new one."""
        kind = form.kind or ORGANISATION
        tokens = form.tokens[1:] if form.tokens[0] == "the" and len(form.tokens) > 1 else form.tokens
        figure = self.named(tokens)
        if figure is None and form.kind is None:
            figure = self.ends_in_person(tokens)
        if figure is None and len(tokens) == 1 and form.the:
            figure = self.outlet(tokens[0]) or self.headed(tokens[0]) or self.team(tokens[0])
        if figure is None:
            figure = self.longer_body(form, tokens, kind)
        if figure is None:
            figure = self.register.new(form, kind)
        else:
            figure.add(form)
        if tokens not in self.register.exact:
            self.register.exact[tokens] = figure
            self.index_body(tokens, figure)

    def named(self, tokens: Tokens) -> Figure | None:
        """Return the figure of just that name, or of the one it is said to be short for."""
        exact = self.register.exact
        found = exact.get(self.defined.get(tokens, tokens))
        if found is None and len(tokens) > 2:  # "Department of Justice" of the "U.S. Department of Justice"
            found = exact.get(tokens[1:]) if tokens[0] == "us" else exact.get(("us", *tokens))
        return found

    def outlet(self, word: str) -> Figure | None:
        """Return the one news outlet of the text whose name ends with a word: "the Post"."""
        return only(f for tokens, f in self.ends.get(word, ()) if " ".join(tokens) in lists().outlets)

    def headed(self, word: str) -> Figure | None:
        """Return the one body of the text that a word heads, for "the Party" or "the Institute"."""
        named = self.ends.get(word, ()) if is_org_word(word) else ()
        return only(f for _, f in named if f.kind is ORGANISATION)

    def team(self, word: str) -> Figure | None:
        """Return the one body that is a place's, by its last word: "the Lakers" of the Los Angeles Lakers."""
        named = self.ends.get(word, ()) if word.endswith("s") else ()
        return only(f for tokens, f in named if " ".join(tokens[:-1]) in lists().places)

    def ends_in_person(self, tokens: Tokens) -> Figure | None:
        """Return the person whose full name a longer, unclear run ends with: "NATO Jens Stoltenberg"."""
        for size in (3, 2):
            figure = self.register.exact.get(tokens[-size:]) if len(tokens) > size else None
            if figure and figure.kind is PERSON:
                return figure
        return None

    def index_body(self, tokens: Tokens, figure: Figure) -> None:
        """Make a body known by its acronyms and its beginnings."""
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
        acronyms, begun = self.acronyms.get(tokens[0], ()), self.begins.get(tokens, ())[:COMPARED]
        if not (acronyms or begun):
            return None
        found = [f for long, f in acronyms if abbreviates(tokens, long)]
        if not found and kind is not PLACE:
            found = [f for long, f in begun if _is_short_for(form, long, f)]
        if not found and kind is PLACE and len(tokens) == 1 and not form.inside:
            found = [f for long, f in begun if lists().bodies.get(long[-1]) == "sport"]
        return only(found)


def _is_short_for(form: Form, long: Tokens, figure: Figure) -> bool:
    """Tell whether a name is the beginning of a longer one the text has introduced: not of a late "Google Search"."""
    if not (is_org_word(long[-1]) or are_goods(long[-1])) and " ".join(form.tokens) not in lists().seats:
        return False
    seen = min((f.phrases[0] for f in figure.forms[:COMPARED] if f.tokens == long), default=0)
    return len(form.phrases) < INTRODUCED or seen < form.phrases[INTRODUCED - 1]
