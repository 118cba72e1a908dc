"""Sources by their whole name, which word order cuts: “*Lee* Promise warned”, “ACP (*Crime) Ravi Nair*” said.

In a headline, which has no articles, they may be too long: “Shares tumble as | *boss* warns of C”.

Nor is it a part of a name what its bearer does: “*Ann Lee* | disagrees, saying C”, though the models take it for a
plural.

How or where somebody speaks is no part of him either: “said *the nurse* | with a smile”, “called *Mum* | from the
garden”.

A name goes on over capitals as far as the verb, as does somebody with his name (“a Quaker | *called Josiah*, said”),
and back to a first name or a bracket that it only closes.

Limits: few words are looked at on either side.
"""

from typing import Final

import attrs

from quoteattr.finding.words import head_of, is_common, is_given, kind_of_role, lists, role_of
from quoteattr.linking.attribution import Attribution, with_longer_source
from quoteattr.linking.words import (
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    ENDS,
    NEW,
    PREPOSITIONS,
    TIMES,
    capitals_from,
    capitals_to,
)
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading, Sentence

_SPANS: Final = frozenset("days hours minutes moments months weeks years".split())
_CLAUSES: Final = frozenset("after as while".split())  # before the second clause of a headline
_LEADING: Final = frozenset("after at for in with".split())  # to how or when somebody speaks
_LOOKS: Final = frozenset(
    "bow chuckle cough curtsey curtsy frown gasp gesture giggle glance glare grimace grin groan gulp laugh leer look "
    "nod scowl shiver shrug shudder sigh smile smirk sneer sniff snort sob start toss wave wink yawn".split()
)  # with which somebody speaks
_PLACING: Final = frozenset("at by from in on over through".split())  # to where somebody speaks
_PRONOUNS: Final = frozenset(["he", "she"])
_CALLED: Final = frozenset(["called", "named"])  # before the name of somebody who is described
_NO_VERB: Final = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
_BEHIND_VERB: Final = frozenset([",", ":", "to"])
LEAST: Final = 3  # tokens of a name with a verb
FARTHEST: Final = 160  # tokens from a manner back to whose it is
MANNER: Final = 3  # tokens before one, at least
LONGEST: Final = 4  # words of a name, or of a bracket in it, that are looked at
BRACKET: Final = 16  # words of a bracket that a source only closes


def with_whole_name(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose source does not cut a name, or an office from who holds it."""
    if len(told.source) != 1:
        return told
    first, last = reading.token_from(told.source[0].start), reading.token_before(told.source[0].end)
    if told.cue and told.cue.last <= first and (end := _before_manner(reading, first, last)) < last:
        return attrs.evolve(told, source=(reading.span(first, end),))
    if _is_manner(reading, told, first, last):
        return attrs.evolve(told, source=_subject_before(reading, first))
    if _ends_on_verb(reading, first, last):
        return attrs.evolve(told, source=(Span(told.source[0].start, reading.ends[last - 2]),))
    sentence = reading.sentence_at(first)
    behind = _behind_date(reading, told, first, last) or _behind_clause(reading, sentence, told, first, last)
    if behind > first:
        return attrs.evolve(told, source=(Span(reading.starts[behind], told.source[0].end),))
    start = _name_start(reading, sentence.first, first, last)
    end = _name_end(reading, sentence.last, first, last, told)
    if told.cue is None and start > 0 and reading.lower[start - 1] in NEW:
        start -= 1  # “*One* Tory MP was blunter: “C””
    if start > 0 and reading.lower[start - 1] == "neither" and "nor" in reading.lower[start:end]:
        start -= 1  # “*Neither* Lee nor the firm would say why”
    if (start, end) == (first, last) or start >= end:
        return told
    return with_longer_source(told, reading.span(start, end))


def _ends_on_verb(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a source goes on over a name, or the title of one, to a verb: “Ann Lee *disagrees*, saying C”."""
    words, lower = reading.words, reading.lower
    if last - first < LEAST or "".join(words[last : last + 1]) not in _BEHIND_VERB or not words[last - 2].istitle():
        return False
    titled = words[last] == ":" and kind_of_role(lower[last - 2]) is SpeakerKind.PERSON
    verb = words[last - 1]
    third = verb.islower() and verb.endswith("s") and not verb.endswith(("ss", "'s"))
    return third and (titled or is_given(lower[last - 3])) and head_of(verb) is None and verb not in lists().documents


def _before_manner(reading: Reading, first: int, last: int) -> int:
    """Return where a source behind its verb ends before how somebody speaks, or who has one word before where."""
    words, lower = reading.words, reading.lower
    k = next((k for k in range(first + 1, min(last - 2, first + LONGEST)) if lower[k] in PREPOSITIONS), last)
    if k == last:
        return last
    if lower[k] == "with" and lower[k + 1] in NEW and not _LOOKS.isdisjoint(lower[k + 2 : min(last, k + 2 + LONGEST)]):
        return k
    placed = k == first + 1 and words[first].istitle() and lower[k] in _PLACING and lower[k + 1] in DETERMINERS
    named = any(word[0].isupper() or word in lists().bodies or word in lists().groups for word in words[k + 2 : last])
    return k if placed and not named else last


def _is_manner(reading: Reading, told: Attribution, first: int, last: int) -> bool:
    """Tell whether a source is only how or when somebody named before speaks: “Ann rose and in *a low voice* said”."""
    lower = reading.lower
    if told.cue is None or last != told.cue.first or first < MANNER or lower[first - 1] not in _LEADING:
        return False
    small = lower[first - 2] in CONJUNCTIONS and all(word.islower() for word in reading.words[first:last])
    return small and role_of(lower[last - 1]) is None


def _subject_before(reading: Reading, first: int) -> tuple[Span, ...]:
    """Return the name or pronoun with a verb behind it that is nearest before a token in its sentence."""
    words, floor = reading.words, reading.sentence_at(first).first
    floor += is_common(reading.lower[floor])  # “*So* Tony stopped and after a time said”
    floor = max(floor, first - FARTHEST)
    for k in range(first - MANNER, floor - 1, -1):
        named = words[k][0].isupper()
        if (named or words[k] in _PRONOUNS) and words[k + 1].islower() and reading.lower[k + 1] not in _NO_VERB:
            return (reading.span(capitals_from(words, k + 1, floor) if named else k, k + 1),)
    return ()


def _behind_clause(reading: Reading, sentence: Sentence, told: Attribution, first: int, last: int) -> int:
    """Return where the subject of a second clause begins in a source that opens before it, else `first`.

    Behind a span of time (“hours after | *an adviser* said C”), and in a headline.
    """
    if told.cue is None or last != told.cue.first:
        return first
    if reading.lower[first] in _SPANS and reading.lower[first + 1 : first + 2] in (["after"], ["before"]):
        return first + 2
    ended = not ENDS.isdisjoint(reading.words[sentence.last - 2 : sentence.last])
    if ended or not BREAKS.union(DETERMINERS).isdisjoint(reading.lower[first:last]):
        return first
    return next((k + 1 for k in range(last - 2, first, -1) if reading.lower[k] in _CLAUSES), first)


def _behind_date(reading: Reading, told: Attribution, first: int, last: int) -> int:
    """Return where the name begins in a source that opens with when it is told: “In *his diary of 4 May | Hugh* noted”.

    It is 0 for a source that does not.
    """
    if told.cue is None or last != told.cue.first or first == 0 or reading.words[first][0].isupper():
        return 0
    begun = capitals_from(reading.words, last, first)
    begun += begun < last and reading.lower[begun - 1].isdigit() and reading.lower[begun] in TIMES  # “4 *May*”
    led = reading.lower[first - 1] in _LEADING or reading.lower[first - 1] in TIMES
    dated = reading.lower[begun - 1].isdigit() or reading.lower[begun - 1] in TIMES
    return begun if led and dated and first < begun < last else 0


def _name_start(reading: Reading, floor: int, first: int, last: int) -> int:
    """Return where the name begins: before a bracket that the source only closes, or at a first name before it."""
    words = reading.words
    if ")" in words[first:last] and "(" not in words[first : words.index(")", first)]:
        opens = next((k for k in range(first - 1, max(floor, first - BRACKET), -1) if words[k] == "("), 0)
        nouns = range(opens - 1, max(floor, opens - LONGEST) - 1, -1) if opens else ()
        starts = (k for k in nouns if words[k][0].isupper() or reading.lower[k] in DETERMINERS)
        return next(starts, first)  # “*Your leader (“Trust the doctors”, 3 May*) claims”
    goes_on = first > floor and words[first][0].isupper() and words[first - 1][0].isupper()
    return first - 1 if goes_on and is_given(reading.lower[first - 1]) else first


def _name_end(reading: Reading, limit: int, first: int, last: int, told: Attribution) -> int:
    """Return where the name ends: at the verb behind it, behind an office's bracket, before one that opens."""
    words = reading.words
    if words[last - 1] == "(":
        return last - 1
    if words[last : last + 1] == ["("] and words[last - 1][0].isupper():
        closes = next((k for k in range(last + 2, min(limit - 1, last + LONGEST)) if words[k] == ")"), 0)
        named = closes and words[closes + 1][0].isupper()
        return capitals_to(words, closes + 1, min(limit, closes + 1 + LONGEST)) if named else last
    called = "".join(words[last : last + 1]) in _CALLED
    named = called or words[last - 1][0].isupper()
    end = capitals_to(words, last + called, min(limit, last + called + LONGEST)) if named else last
    closes = end + (called and words[end : end + 1] == [","])
    return end if told.cue and closes == told.cue.first and end > last + called else last
