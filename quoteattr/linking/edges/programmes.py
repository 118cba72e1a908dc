"""Hearers by their whole name: “told *BBC Radio 4's Today programme* that C”, “told *ITV's Good Morning Britain* C”.

Names of stations and programmes hold figures, times and what they own, at which the rules of word order stop.  A hearer
that closes on a name goes on with figures, further capitals and what is behind its "'s"; a time is part of it behind
"'s" alone (“told the BBC | *Monday* that”).  A noun for what is read, seen or heard may close it, and one for somebody
may lead to his name (“told Fox News *host Ann Lee*”).

Limits: titles in small letters end early (“told Radio 5's *drive* time”).
"""

from typing import Final

import attrs

from quoteattr.finding.words import CLOSED, kind_of_role, role_of
from quoteattr.linking.attribution import Attribution, overlap
from quoteattr.linking.words import ARTICLES, TIMES
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading

LONGEST: Final = 8  # tokens that are added
_OWNING: Final = frozenset(["'s", "’s", "'", "’"])
_HEARD: Final = frozenset([SpeakerKind.DOCUMENT, SpeakerKind.ORGANISATION])


def with_whole_hearer(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose hearer has all of its name."""
    if len(told.addressee) != 1:
        return told
    first = end = reading.token_before(told.addressee[0].end)
    last = min(end + LONGEST, reading.sentence_at(end - 1).last)
    begun = reading.token_from(told.addressee[0].start)
    while end < last and _goes_on(reading, begun, end):
        end += 1
    while end > first and reading.words[end - 1] in _OWNING:
        end -= 1
    hearer = Span(told.addressee[0].start, reading.ends[end - 1])
    if end == first or overlap(hearer, (*told.content, *told.cue_spans, *told.source, *told.relayed_by)):
        return told
    return attrs.evolve(told, addressee=(hearer,))


def _goes_on(reading: Reading, begun: int, i: int) -> bool:
    """Tell whether the name of tokens [begun, i) goes on with token i."""
    word, before = reading.words[i], reading.words[i - 1]
    owned = before in _OWNING
    if begun + 1 == i and reading.lower[begun] in ARTICLES:
        return word[0].isupper()  # “told *the Sunday Times*”
    if not (owned or before[0].isupper() or before[0].isdigit() or _is_host(reading, i - 1)):
        return False
    if word in _OWNING or word.isdigit():
        return not owned
    if word[0].isupper():
        owning = not _OWNING.isdisjoint(reading.words[begun:i])
        return owning or reading.lower[i] not in TIMES | CLOSED
    return kind_of_role(word) in _HEARD or _is_host(reading, i)


def _is_host(reading: Reading, i: int) -> bool:
    """Tell whether a noun for one person leads to his name: “*host* Ann Lee”."""
    role = role_of(reading.words[i])
    behind = reading.words[i + 1 : i + 2]
    one = role is not None and role.kind is SpeakerKind.PERSON and not role.plural
    return one and bool(behind) and behind[0][0].isupper()
