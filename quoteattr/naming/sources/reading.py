"""From the words of a source to its subject: the head first, then what follows it.

A nominal hands over to the name in apposition, a relative pronoun to what it stands for, and a second somebody makes a
source of several.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import NAME, NOMINAL, PRONOUN
from quoteattr.finding.words import lists
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.words import ARTICLES, DETERMINERS
from quoteattr.models import Span
from quoteattr.naming.index import Index
from quoteattr.naming.sources.appositions import apposed_name, titled_name
from quoteattr.naming.sources.extents import extent, name_over
from quoteattr.naming.sources.heads import head_of_segment, segment_end
from quoteattr.naming.sources.joined import further, listed
from quoteattr.naming.sources.relatives import antecedent, relative_around
from quoteattr.naming.sources.subject import Subject, subject_of
from quoteattr.naming.sources.words import RELATIVES, STOPS

PERSONAL: Final = frozenset("i he she it we they you who him her them himself herself".split())
SUBJECTS: Final = frozenset(["he", "she"])  # whatever a source took in behind them: "she gave a chuckle, and" said
PAIRING: Final = frozenset(["both", "either", "neither"])
JOINING: Final = frozenset(["and", "but", "to", "then"])  # at the end of a source before its second verb
DEEPEST: Final = 3  # sources joined to sources that are joined


def read_subject(index: Index, attribution: Attribution) -> Subject | None:
    """Return who an attribution's source is, its head put right where only a name in a relative clause was found.

    "A woman who was harmed by **Jeffrey Moss** has revealed", "Vale, a nurse who left after **Moss** rose, said".
    """
    if not (attribution.source and attribution.content):
        return None
    found = read_source(index, attribution.source)
    if found is not None and found.phrase is None:
        return _subject_before(index, found, index.reading.token_before(attribution.source[-1].end)) or found
    cue = attribution.cue_spans
    if found is None or found.form is not NAME or not cue or cue[0].start < attribution.source[-1].end:
        return found
    relative = relative_around(index.reading, found.first, found.last, index.reading.token_from(cue[0].start))
    return found if relative is None else antecedent(index, relative)


def _subject_before(index: Index, found: Subject, last: int) -> Subject | None:
    """Return the subject of a sentence of whose two verbs a source has the first: "Vale | shut the door and" said."""
    reading = index.reading
    opens = reading.lower[found.first]
    if found.parts or reading.lower[last - 1] not in JOINING or opens in ARTICLES:
        return None
    before = index.within(reading.sentences[reading.sentence_of(found.first)].first, found.first)
    subject = next((i for i in before if index.forms[i] is NAME or index.words[i] in SUBJECTS), None)
    return None if subject is None else subject_of(index, subject)


def read_source(index: Index, spans: Sequence[Span]) -> Subject | None:
    """Return what the words of a source say, None where it has no words."""
    found = extent(index, spans)
    return None if found is None else _read(index, *found)


def _read(index: Index, first: int, last: int, depth: int = 0) -> Subject:
    """Return what tokens [first, last) say; `depth` is how many sources they are joined to."""
    lower = index.reading.lower
    if lower[first] in PAIRING and first + 1 < last and lower[first + 1] != "of":
        first += 1
    if lower[last - 1] in SUBJECTS and depth == 0:
        first = last - 1  # "after a pause she" said
    alone = lower[first] in SUBJECTS or _is_relative(index, first)  # "who spoke through Mr Roe" said
    if last - first == 1 or alone or (lower[first] in PERSONAL and lower[first + 1] in STOPS):
        named = lower[first] in lists().pronouns and name_over(index, first) is not None  # "the WHO"
        if lower[first] in RELATIVES and not named:
            return antecedent(index, first)
        if lower[first] in lists().pronouns and not named:
            return _with_others(index, first, last, _pronoun(index, first), first + 1, depth)
    inside = index.within(first, last)
    end = segment_end(index, first, last, inside)
    return _with_others(index, first, last, head_of_segment(index, first, end, inside), end, depth)


def _is_relative(index: Index, first: int) -> bool:
    """Tell whether a relative clause begins at a token whose verb follows: "**who** spoke", not "who many" said."""
    if index.reading.lower[first] not in {"who", "which"}:
        return False
    after = index.reading.words[first + 1 : first + 2]
    return after != [] and after[0].islower() and after[0] not in DETERMINERS and not index.within(first + 1, first + 2)


def _pronoun(index: Index, token: int) -> Subject:
    found = [i for i in index.within(token, token + 1) if index.forms[i] is PRONOUN]
    return Subject(PRONOUN, found[0] if found else None, token, token + 1)


def _with_others(index: Index, first: int, last: int, head: Subject, end: int, depth: int) -> Subject:
    """Look at what follows the head: a name in apposition takes its place, a second somebody makes a joint source."""
    if depth > DEEPEST or end >= last:
        return head
    if head.form is NOMINAL and (name := apposed_name(index, head, end, last)) is not None:
        head = subject_of(index, name)
        rest = _others(index, head.last, last, depth)
    elif head.form is NOMINAL and (name := titled_name(index, head, end, last)) is not None:
        return Subject(NAME, name, first, last)
    else:
        rest = listed(index, head, end, last) or _others(index, end, last, depth)
    if rest and head.phrase is not None:
        return Subject(head.form, None, first, last, parts=(head, *rest))
    return head


def _others(index: Index, end: int, last: int, depth: int) -> tuple[Subject, ...]:
    """Return the further somebodies of a joint source after its first: "…, Jane Doe of X, and Richard Roe"."""
    found = further(index, end, last)
    if found is None:
        return ()
    between, start = found
    more = _read(index, start, last, depth + 1)
    if more.phrase is None and not more.parts:
        return ()
    return (*(subject_of(index, i) for i in between), *(more.parts or (more,)))
