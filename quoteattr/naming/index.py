"""The phrases of a text side by side: what naming asks of all of them, gone through once.

Some things are asked of every phrase by several steps: where it begins, which word heads it, of what form it is, in
which sentence it stands.  Here each is a column, a list with one entry for each phrase, and a phrase is its place in
them.

Limits: a phrase is not found by tokens so far behind its beginning that no reader would take them for one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import compress, count, repeat
from operator import attrgetter, is_
from typing import Final

import attrs

from quoteattr.finding.mentions import NAME, NOMINAL, Phrase
from quoteattr.models import MentionForm
from quoteattr.reading import Reading

REACH: Final = 12  # tokens before those asked for at which a phrase may begin


@attrs.frozen(eq=False)
class Index:
    """The phrases of a text by their first token, and columns of what they are; see the module.

    heads, words: the token that heads each phrase, and its word in lower case; names, nominals: the phrases of these
    forms; sentences: in which each stands by its head; order, ranks: the phrases by their heads, and these in order.
    """

    reading: Reading
    phrases: Sequence[Phrase]
    firsts: list[int]
    heads: list[int]
    words: list[str]
    forms: list[MentionForm]
    names: list[int]
    nominals: list[int]
    sentences: list[int]
    order: list[int]
    ranks: list[int]

    def within(self, first: int, last: int) -> list[int]:
        """Return the phrases whose head stands in tokens [first, last)."""
        found = sorted(self.order[bisect_left(self.ranks, first) : bisect_left(self.ranks, last)])
        if found and self.firsts[found[0]] < first - REACH:
            return [i for i in found if self.firsts[i] >= first - REACH]
        return found

    def begun(self, token: int) -> range:
        """Return the phrases that begin at a token, the longest first."""
        return range(bisect_left(self.firsts, token), bisect_right(self.firsts, token))

    def opening(self) -> dict[int, Phrase]:
        """Return the longest nominal from each token."""
        nominals = list(map(self.phrases.__getitem__, reversed(self.nominals)))
        return dict(zip(map(_FIRST, nominals), nominals, strict=True))


_FIRST: Final = attrgetter("first")
_HEAD: Final = attrgetter("head")
_FORM: Final = attrgetter("form")


def places(values: Iterable[object], wanted: object) -> list[int]:
    """Return where values are just one object, such as a member of an enumeration."""
    return list(compress(count(), map(is_, values, repeat(wanted))))


def make_index(reading: Reading, phrases: Sequence[Phrase]) -> Index:
    """Return the index of phrases sorted by their first token."""
    heads, forms = list(map(_HEAD, phrases)), list(map(_FORM, phrases))
    return Index(
        reading=reading,
        phrases=phrases,
        firsts=list(map(_FIRST, phrases)),
        heads=heads,
        words=list(map(reading.lower.__getitem__, heads)),
        forms=forms,
        names=places(forms, NAME),
        nominals=places(forms, NOMINAL),
        sentences=list(map(bisect_right, repeat(reading.firsts[1:]), heads)),
        order=sorted(range(len(heads)), key=heads.__getitem__),
        ranks=sorted(heads),
    )
