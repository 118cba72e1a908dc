"""What a document reads: “*A note taped to the door on Tuesday* read: “C””.

“Read” is mostly what somebody does with a book, so models think little of it, and of a subject that tells who wrote,
sent and saw a document they take the last one for whose words these are (“An email sent to staff and seen by *the
Guardian* read: “C””).  Right before marked words, in a sentence that opens with a noun for a document, it is what
stands there, and all before the verb is the source.

Limits: nouns for what is worn (“his T-shirt read “C””) are no documents; a sentence that opens with when or where, and
a subject with a clause of its own (“The tweet, *which has gone*, reads “C””), are left to the models.
"""

from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import kind_of_role
from quoteattr.linking.attribution import Attribution, Cues, Told, by_cue
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import FINITE, TAG_ID
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import BREAKS, PREPOSITIONS, PRONOUNS, RELATIVES, TIMES, VERBS
from quoteattr.models import SpeakerKind
from quoteattr.reading import Reading

SUBJECT: Final = 40  # tokens of a subject,
NOUN: Final = 5  # and up to the noun it is about
CONFIDENCE: Final = 0.7
_CLOSED: Final = PREPOSITIONS | PRONOUNS | BREAKS | VERBS  # words that no document's name has
_PAST: Final = TAG_ID["VBD"]
_AFTER_PARTICIPLE: Final = PREPOSITIONS | TIMES
_CLAUSES: Final = PRONOUNS | RELATIVES | {"that"}  # words of another clause, which the models know


def lettered(reading: Reading, outer: Outermost, cues: Cues, told: Told) -> list[Attribution]:
    """Return the reports, those of what a document reads with all of its subject as their source."""
    found = {cue.head: cue for cue in cues if cue.entry.lemma == "read" and _is_lettered(reading, outer, cue)}
    if not found:
        return list(told)
    known = {a.cue.head: a for a in told if a.cue and a.cue.head in found}
    read = [_read(reading, outer, cue, known.get(head)) for head, cue in found.items()]
    return [*(a for a in told if not (a.cue and a.cue.head in found)), *read]


def _is_lettered(reading: Reading, outer: Outermost, cue: CueMatch) -> bool:
    """Tell whether a cue stands between a document that opens its sentence and marked words."""
    first = reading.sentence_at(cue.head).first
    if not 0 < cue.head - first <= SUBJECT or outer.behind(reading, cue.last) is None:
        return False
    subject = reading.lower[first : cue.first]
    noun = next((i for i, word in enumerate(subject[:NOUN]) if kind_of_role(word) is SpeakerKind.DOCUMENT), NOUN)
    if noun == NOUN or not _CLOSED.isdisjoint(subject[:noun]) or not _CLAUSES.isdisjoint(subject[noun + 1 :]):
        return False
    return not _has_verb(reading.words[first : cue.first], noun)


def _has_verb(words: Sequence[str], noun: int) -> bool:
    """Tell whether a finite verb stands behind a noun; a past before a preposition is a participle: “*taped* to it”."""
    tags = shipped_model().words.tagger.tag(words)
    for i in range(noun + 1, len(words)):
        past = tags[i] == _PAST and not _AFTER_PARTICIPLE.isdisjoint(words[i + 1 : i + 2])
        if tags[i] in FINITE and not past:
            return True
    return False


def _read(reading: Reading, outer: Outermost, cue: CueMatch, known: Attribution | None) -> Attribution:
    """Return the report of a cue, the one that is known with a longer source."""
    first = reading.sentence_at(cue.head).first
    last = cue.first - 1 - (reading.lower[cue.first - 1] == ",")
    marked = outer.behind(reading, cue.last)
    content = known.content if known else (marked.span,) if marked else ()
    read = by_cue(reading, outer, cue, reading.span(first, last + 1), content, rule="lettered", sure=CONFIDENCE)
    if known is None:
        return read
    sure = max(CONFIDENCE, known.confidence)
    return attrs.evolve(read, confidence=sure, evidence=(*known.evidence, *read.evidence))
