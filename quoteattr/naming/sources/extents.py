"""Which tokens of a text are a source, where its edges are not quite right.

Linking finds a source by its cue; it can take in the place a story was written at ("WASHINGTON -- | President Doe"),
or cut a name in two.  Both are put right here, by the names that mentions found.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import NAME, PERSON, Phrase
from quoteattr.finding.words import kind_of_role
from quoteattr.linking.words import ARTICLES, DASHES
from quoteattr.models import Span
from quoteattr.naming.index import Index
from quoteattr.naming.sources.words import OFFICIAL
from quoteattr.reading import Reading

FLOATING: Final = frozenset("each both alike".split())  # behind those of whom they tell: "Mali and Niger **each** said"
REFLEXIVES: Final = frozenset("himself herself itself themselves".split())
CUT: Final = 3  # tokens behind an article alone in which the noun is that was cut off
BRACKET: Final = 8  # tokens in a bracket after a name
OFFICE: Final = 4  # tokens in which the noun of an office is
LONGEST: Final = 80  # tokens of a source that are looked at
_BEHIND: Final = REFLEXIVES | FLOATING


def extent(index: Index, spans: Sequence[Span]) -> tuple[int, int] | None:
    """Return the first token of a source and that after its last one, None if it has no words."""
    reading = index.reading
    first = reading.token_from(spans[0].start)
    last = min(reading.token_before(spans[-1].end), first + LONGEST)
    first = _after_dateline(reading, first, last)
    last = _without_end(reading, first, last)
    while first < last and not _is_word(reading.words[first]):
        first += 1
    return _whole(index, first, last) if first < last else None


def _is_word(word: str) -> bool:
    return word[0].isalnum() or word[0] == "@"


def _without_end(reading: Reading, first: int, last: int) -> int:
    """Return where a source ends without signs, a possessive and "himself"."""
    while last > first and (not _is_word(reading.words[last - 1]) or reading.lower[last - 1] == "'s"):
        last -= 1
    return last - (last - first > 1 and reading.lower[last - 1] in _BEHIND)


def _after_dateline(reading: Reading, first: int, last: int) -> int:
    """Return where a source starts that took in the place it was written at: "WASHINGTON -- | President Doe"."""
    if last - first <= 2 or not reading.words[first].isupper() or len(reading.words[first]) <= 2:
        return first
    return next((i + 1 for i in range(first + 1, min(last - 1, first + BRACKET)) if reading.words[i] in DASHES), first)


def _whole(index: Index, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of a source with the names whole that it cuts, and that of whom it tells the age or office."""
    lower = index.reading.lower
    if (before := _described(index, first, last)) is not None:
        return before, last
    if last - first == 1 and lower[first] in ARTICLES and (cut := index.within(last, last + CUT)):
        last = index.phrases[cut[0]].last
    start = name_over(index, first)
    end = name_over(index, last - 1) if last - first > 1 else start
    if start is not None and start.names[0] < first:
        first = start.names[0]
    return first, end.names[1] if end is not None and end.names[1] > last else last


def _described(index: Index, first: int, last: int) -> int | None:
    """Return where a source starts of which only an age or office is left: "Jo Vale, | 44", "Jo Vale, | Head of Roads".

    An office without its holder starts where it does.
    """
    lower = index.reading.lower
    if first < 2 or lower[first - 1] not in {",", "("}:
        return None
    before = name_over(index, first - 2)
    if lower[first].isdigit() and len(lower[first]) == 2 and before is not None:
        return before.first
    if lower[first - 1] == "," and _is_office(index, first, last):
        return before.first if before is not None and before.kind is PERSON else first
    return None


def _is_office(index: Index, first: int, last: int) -> bool:
    """Tell whether a source begins with an office and names nobody, as if its holder was cut off: "Head of Roads"."""
    lower, near = index.reading.lower, range(first, min(first + OFFICE, last - 2))
    head = next((k for k in near if kind_of_role(lower[k]) is PERSON), None)
    if head is None or not index.reading.words[first][0].isupper() or lower[head + 1] not in OFFICIAL:
        return False
    names = [index.phrases[i] for i in index.within(first, last) if index.forms[i] is NAME]
    return not any(name.kind is PERSON or name.first <= head for name in names)


def name_over(index: Index, token: int) -> Phrase | None:
    """Return the name that covers a token."""
    for i in index.within(token, token + BRACKET):
        start, end = index.phrases[i].names
        if start <= token < end:
            return index.phrases[i]
    return None
