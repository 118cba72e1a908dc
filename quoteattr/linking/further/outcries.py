"""Cries that a noun tells of: “*Cries of* “Shame!” *from students* drowned him out”, “He was met with *chants of* “C””.

The noun stands right before "of" and marked words, which are all of the content.  Who cries stands behind them
(“from students”, “by fans”), or behind what "with" opens (“With a shout of “C” *he* leapt”), or is whoever models found
(“*The crowd* broke into chants of “C””).  That is not the one who meets with it: nobody is told to cry in “*Mr Hale*
faced cries of “C””, nor in “*she* walked in to cries of “C””.

Limits: cries inside what somebody reports (“Lee said there were cries of “C””) belong to that report; where they come
from a place that is no body (“from *the back benches*”), nobody is named.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.finding.marks import Region
from quoteattr.finding.words import GENITIVE, kind_of_role
from quoteattr.linking.attribution import Attribution, Told, clear, overlap
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import FINITE, TAG_ID
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import (
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    VERBS,
    capitals_from,
)
from quoteattr.models import CueMode, CueStance, Span, Step
from quoteattr.reading import Reading

CONFIDENCE: Final = 0.7
LONGEST: Final = 15  # tokens of whoever cries
NEAR: Final = 5  # tokens before the noun, in which stands what it belongs to: “in *cheers and loud* chants of”
_SURE: Final = 0.6  # reports that hold the noun in their content are believed from here on
_REGULAR: Final = (
    "bellow chant exclamation grunt heckle howl jeer murmur mutter muttering roar scream shout shriek taunt wail "
    "whisper whoop yell"
)
_IRREGULAR: Final = {"calls": "call", "chorus": "chorus", "choruses": "chorus", "cry": "cry", "cries": "cry"}
_FORMS: Final = {form: noun for noun in _REGULAR.split() for form in (noun, f"{noun}s")} | _IRREGULAR
_NOUNS: Final = {
    form: CueEntry(f"{noun} of", CueMode.SPEECH, CueStance.ASSERTED, frozenset(["of"]), 0.9)
    for form, noun in _FORMS.items()
}
_MET: Final = frozenset(
    "to amid amidst despite over above by following after face faces faced facing draw draws drew drawing bring brings "
    "brought prompt prompts prompted prompting provoke provokes provoked spark sparks sparked hear hears heard hearing "
    "ignore ignores ignored ignoring earn earns earned get gets got receive receives received trigger triggered "
    "triggers win wins won is are was were".split()
)
_WELCOMED: Final = [[verb, "with"] for verb in "met greeted welcomed received interrupted".split()]  # in the passive
_BARRING: Final = PREPOSITIONS | VERBS  # between a cry and who is not its owner: “*her* speech met *with*”
_COMING: Final = frozenset(  # “Shouts of “C” *could be heard* from the crowd”
    "be came come comes coming could echoed erupted had has have heard out rang rise rose up went".split()
)
_VERBAL: Final = FINITE | {TAG_ID["VBN"]}
_CLOSING: Final = BREAKS | RELATIVES | SUBORDINATORS | TIMES


def outcries(reading: Reading, outer: Outermost, told: Told) -> list[Attribution]:
    """Return the reports, and what is cried, where a noun tells of it, with whoever cries."""
    cries = dict(_cries(reading, outer))
    if not cries:
        return list(told)
    known: dict[int, list[int]] = {start: [] for start in cries}
    for k, a in enumerate(told):
        for start in {span.start for piece in a.content for span in outer.within(piece)}.intersection(cries):
            known[start].append(k)
    free = {s: at for s, at in known.items() if not any(_is_part(reading, told[k], cries[s][1]) for k in at)}
    dropped = {k for at in free.values() for k in at}
    cried = [_outcry(reading, outer, *cries[start], [told[k] for k in at]) for start, at in free.items()]
    return [*(a for k, a in enumerate(told) if k not in dropped), *cried]


def _cries(reading: Reading, outer: Outermost) -> Iterator[tuple[int, tuple[Region, int]]]:
    """Yield the marked words behind "of" and a noun for cries, by where they open, with the token of the noun."""
    for region in outer.marked:
        noun = reading.token_from(region.span.start) - 2
        if noun >= 0 and reading.lower[noun + 1] == "of" and reading.lower[noun] in _NOUNS:
            yield region.span.start, (region, noun)


def _is_part(reading: Reading, told: Attribution, noun: int) -> bool:
    """Tell whether a noun is surely part of what somebody reports: “Lee *said* there were cries of “C””."""
    return told.confidence >= _SURE and overlap(reading.span(noun, noun + 1), told.content)


def _outcry(reading: Reading, outer: Outermost, region: Region, noun: int, known: Told) -> Attribution:
    """Return what is cried, by whoever stands beside it, or by the source of a report that is known."""
    words, content = reading.span(noun, noun + 2), (region.span,)
    source = _owner(reading, noun) or _beside(reading, noun, reading.token_before(region.span.end))
    if not (source or _is_met(reading, noun)):
        source = clear(next((a.source for a in known if a.source), ()), (words, *content))
    sure = max([CONFIDENCE, *(a.confidence for a in known)])
    return Attribution(
        content=content,
        verbatim=outer.verbatim(content),
        cue=CueMatch(noun, noun + 2, noun, "", _NOUNS[reading.lower[noun]], CueStance.ASSERTED),
        cue_spans=(words,),
        source=source,
        agentless=not source,
        confidence=sure,
        evidence=(Step(stage="linking", rule="outcry", spans=(words, *source), score=sure),),
    )


def _owner(reading: Reading, noun: int) -> tuple[Span, ...]:
    """Return whose cry it is: “*their* chants of”, “*the fans'* loud chants of”, “*Ann Lee's* cry of”."""
    floor = max(reading.sentence_at(noun).first, noun - NEAR)
    for k in range(noun - 1, floor - 1, -1):
        if reading.lower[k] in POSSESSIVES:
            return (reading.span(k, k + 1),)
        if reading.lower[k] in GENITIVE and k > floor:
            return (reading.span(_noun_from(reading, k, floor), k),)
        if reading.lower[k] in _BARRING:
            return ()
    return ()


def _noun_from(reading: Reading, end: int, floor: int) -> int:
    """Return where a name begins that ends before a token, or a noun with its article: “*the home fans*'”."""
    first = capitals_from(reading.words, end - 1, floor)
    return next((k for k in range(first, floor - 1, -1) if reading.lower[k] in DETERMINERS), first)


def _beside(reading: Reading, noun: int, end: int) -> tuple[Span, ...]:
    """Return who cries, where that stands behind the cry: “C” rang out *from fans*, “With a cry of “C” *he* ran”."""
    behind = reading.lower[end : end + NEAR]
    first = next((end + k for k, word in enumerate(behind) if word not in _COMING), end)
    by = first < len(reading.lower) and reading.lower[first] in {"from", "by"}
    fronted = reading.lower[reading.sentence_at(noun).first] == "with"
    if not (by or fronted):
        return ()
    first = first + 1 if by else end + (behind[:1] == [","])
    phrase = _phrase(reading, first)
    return phrase if phrase and _is_somebody(phrase[0].of(reading.text).split()) else ()


def _phrase(reading: Reading, first: int) -> tuple[Span, ...]:
    """Return the words from a token on, up to what ends a phrase: a sign, another clause, a time, a verb."""
    last = min(first + LONGEST, reading.sentence_at(first).last) if first < len(reading.words) else first
    tags = shipped_model().words.tagger.tag(reading.words[first:last])
    closed = (k for k in range(first, last) if tags[k - first] in _VERBAL or _closes(reading, k))
    end = next(closed, last)
    return (reading.span(first, end),) if end > first else ()


def _closes(reading: Reading, k: int) -> bool:
    """Tell whether a word ends a phrase; “and” does before what is nobody (“from fans *and* cheers”)."""
    if reading.lower[k] in CONJUNCTIONS:
        return not _is_somebody(reading.words[k + 1 : k + NEAR])
    leads = reading.lower[k] in PREPOSITIONS  # “from fans *on Tuesday*”
    return not _CLOSING.isdisjoint(reading.lower[k : k + 1 + leads])


def _is_somebody(words: Sequence[str]) -> bool:
    """Tell whether words mean somebody, by their noun: “*Labour MPs* on the back benches”, “*a man* near the front”."""
    head = list(takewhile(lambda word: word.lower() not in PREPOSITIONS, words))
    return bool(head) and (head[-1][0].isupper() or head[-1] in PERSONAL or kind_of_role(head[-1]) is not None)


def _is_met(reading: Reading, noun: int) -> bool:
    """Tell whether somebody meets with it, or the noun opens its sentence, so that what stands before it has no part.

    The nearest verb or preposition before it knows: “*faced* cries of”, “*to* cries of”, “met *with* cries of”.
    """
    if reading.words[noun][0].isupper():
        return True
    floor = max(reading.sentence_at(noun).first, noun - NEAR)
    for k in range(noun - 1, floor - 1, -1):
        if reading.lower[k] in PREPOSITIONS or reading.lower[k] in _MET:
            return reading.lower[k] in _MET or reading.lower[k - 1 : k + 1] in _WELCOMED
    return False
