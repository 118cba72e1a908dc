"""Reports that are none, since the verb or the marks only give a name.

    works       has read “The Old Bridge”
    nicknames   Lee, nicknamed “Al”,   called him “Badger”,   police arrested a man known as “the Ghost”
    names       a band called The Larks played,   a boat called “Misty”

Limits: a title of one word is known behind such a verb only; in headlines all words have capitals.
"""

from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.clearing import is_sentence
from quoteattr.linking.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, OBJECTIVE, PREPOSITIONS, PRONOUNS, RELATIVES
from quoteattr.reading import Reading

NEAR: Final = 3  # characters between a content's beginning and its marked words, of one that opens with them
LONGEST: Final = 12  # words of a name
CALLING: Final = frozenset("called named nicknamed dubbed".split())  # participles that may only give a name
_SPOKEN: Final = frozenset(",.!?")
_BETWEEN: Final = AUXILIARIES | CONJUNCTIONS | PRONOUNS | RELATIVES  # what may part a subject from its verb
_KNOWN: Final = frozenset(["known as", "also known as", "a.k.a.", "aka"])
_NEW: Final = frozenset("a an another some".split())  # determiners of what a text speaks of for the first time


def only_names(reading: Reading, told: Attribution) -> bool:
    """Tell whether a report only gives a name."""
    return _names_work(reading, told) or _gives_name(reading, told) or _is_known_as(told)


def _is_known_as(told: Attribution) -> bool:
    """Tell whether somebody is *known as* “the Ghost”, which whoever the sentence is about does not say."""
    if told.cue is None or told.cue.entry.lemma not in _KNOWN:
        return False
    return told.source[0].start < told.cue_spans[0].start if told.source else bool(told.verbatim)


def _names_work(reading: Reading, told: Attribution) -> bool:
    """Tell whether a content opens with the title of a work (“has read “The Old Bridge””), outside headlines."""
    if not told.verbatim or told.cue is None or told.verbatim[0].start - told.content[0].start >= NEAR:
        return False
    if told.content[0].start < told.cue_spans[0].start and told.content[0].end - told.verbatim[0].end < NEAR:
        return False  # ‘Tell Him’, she said.
    inner = told.verbatim[0].of(reading.text)
    words = inner.split()
    titled = len(words) > 1 and inner[-1:].isalnum() and not inner.isupper() and words[0][0].isupper()
    before = reading.words[reading.token_from(told.content[0].start) - 1]
    headline = reading.words[told.cue.head][:1].isupper()
    return titled and before not in {":", ","} and not headline and not is_sentence(inner, ".")


def _is_nickname(reading: Reading, told: Attribution, first: int) -> bool:
    """Tell whether a content is nothing from token `first` on but a name in marks: “called him **“Badger”**”."""
    if len(told.verbatim) != 1 or first + 1 != reading.token_from(told.verbatim[0].start):
        return False
    return told.content[-1].end - told.verbatim[0].end == 1 and told.verbatim[0].of(reading.text).istitle()


def _gives_name(reading: Reading, told: Attribution) -> bool:
    """Tell whether a verb only gives a name: “a band *called* Larks”, “Lee, *nicknamed* “Al”,”, “*called* him “Al”."""
    cue, lower = told.cue, reading.lower
    if cue is None or lower[cue.head] not in CALLING:
        return False
    behind = tuple(span for span in told.content if reading.token_from(span.start) >= cue.last)
    told = attrs.evolve(told, content=behind) if behind else told  # **a boat** called “Misty”
    first = reading.token_from(told.content[0].start)
    if first != cue.last:
        return False
    if cue.last - cue.first > 1 or lower[first] in OBJECTIVE:
        return lower[first] in OBJECTIVE and _is_nickname(reading, told, first + 1)
    if told.verbatim and told.verbatim[0].start - told.content[0].start < NEAR:
        return _is_label(reading, told, cue)
    new = any(lower[reading.token_from(span.start)] in _NEW for span in told.source[-1:])
    end = next((k for k in range(first, min(first + LONGEST, len(lower))) if not reading.words[k][0].isupper()), first)
    object_ = lower[end] in DETERMINERS | PREPOSITIONS or not lower[end][0].isalnum()  # “a judge called Lee *a* liar”
    return new and end > first and not object_


def _is_label(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether marked words right behind a participle are what something is called: “a boat *called* “Misty””."""
    lower, behind = reading.lower, reading.token_from(told.content[0].end)
    after = reading.token_from(told.verbatim[0].end) + 1
    if lower[after : after + 1] and lower[after] in AUXILIARIES:
        return True  # a chapter *called* “Silence” was written
    if lower[behind : behind + 1] == ["by"] or told.verbatim[0].of(reading.text)[-1:] in _SPOKEN:
        return False
    if lower[cue.first - 1] == ",":
        return cue.entry.lemma in {"nickname", "dub"}
    apart = bool(told.source) and reading.token_before(told.source[-1].end) < cue.first
    return apart and lower[cue.first - 1].isalpha() and lower[cue.first - 1] not in _BETWEEN
