"""Days beside a cue, and the date that opens an article: when, not who or what.

To the models a day is a name like any other, so “officials announced *Tuesday*” looks like a report of Tuesday and
“the firm *today* announced” like a day that announces.  The words for days are a short closed list, so a rule does it.

So are spans of time that are over (“said *last week* it was shut”, “said *last night*”); “next year” may be of the
content, and “this year”.

A day that owns something or has a verb is what is told of (“praised Tuesday's talks”, “said Tuesday was too late”); one
behind a verb is part of a source (“a poll released Friday shows”).
"""

from typing import Final

import regex

from quoteattr.finding.cues import calendar
from quoteattr.linking.learned.features import View
from quoteattr.linking.words import ARTICLES
from quoteattr.reading import Reading

LONGEST: Final = 6  # units of a date
BEHIND: Final = regex.compile(
    r"(?: i? c? D [cDt]* | e? (?: l [wyt] | h [wt] ) | e h y ) (?![Vo])", regex.VERBOSE
)  # on 3 May 2019, Tuesday evening, earlier this week, last night, last year
BEFORE: Final = regex.compile(r"(?<! [Vn]) i? c? D [cDt]* $", regex.VERBOSE)
_TIMES: Final = frozenset("Dtwy")


def days_beside(view: View, cue: int) -> tuple[range, range]:
    """Return the units of the days before and behind a cue: “*today* announced”, “said *Tuesday*”."""
    low, high = max(0, cue - LONGEST), cue + 1 + LONGEST
    found = [kind.sign for kind in view.kinds[low:high]]
    if _TIMES.isdisjoint(found):
        return range(0), range(0)
    signs = "".join(found)
    before, behind = BEFORE.search(signs, 0, cue - low), BEHIND.match(signs, cue + 1 - low)
    return _units(before, low), _units(behind, low)


def _units(found: regex.Match[str] | None, low: int) -> range:
    return range(low + found.start(), low + found.end()) if found else range(0)


def without_dateline(reading: Reading, view: View, source: frozenset[int]) -> frozenset[int]:
    """Return the units of a source without a day or month in front: “On Monday *Ann Lee*”, not “*the Sunday Times*”."""
    ordered = sorted(source)
    words = [reading.lower[view.segment.firsts[i]] for i in ordered[:3]]
    end = max([k + 1 for k, word in enumerate(words) if word in calendar()], default=0)
    return frozenset(ordered[end:]) if 0 < end < len(ordered) and words[0] not in ARTICLES else source
