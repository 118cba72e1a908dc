"""What somebody sends to a hearer: “Ann *texted* a friend: “C””, “She *emailed* staff on Friday: “C””.

Verbs of sending mostly have a thing or nothing as their object (“emailed the file”), so the lexicon gives them little
weight and models seldom find them, or take the hearer for a part of what is sent.  Between such a verb and marked words
a noun or name that is nothing written can only be who it is sent to, and the marked words are what is sent.

Limits: what is sent without marks, or with a verb of its own (“texted him *to ask*: “C””), is left to others.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks, Region
from quoteattr.finding.words import kind_of_role
from quoteattr.linking.attribution import Attribution, Cues, Told, with_content
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.linking.words import AUXILIARIES, BREAKS, CONJUNCTIONS, PERSONAL, PREPOSITIONS, TIMES
from quoteattr.models import SpeakerKind
from quoteattr.reading import Reading

WEIGHT: Final = 0.8  # of a verb of sending with a hearer and marked words
HEARER: Final = 6  # tokens of whoever it is sent to, and when
_SENDING: Final = frozenset("cable e-mail email message text wire".split())
_VERBAL: Final = frozenset(["ed", "en", "ing"])  # forms of them that are no nouns
_NO_HEARER: Final = AUXILIARIES | BREAKS | CONJUNCTIONS | PREPOSITIONS
_WHEN: Final = TIMES | {"on"}


def sending(reading: Reading, marks: Marks, outer: Outermost, cues: Cues, told: Told) -> list[Attribution]:
    """Return the reports, those of what is sent in marks with its hearer."""
    sent = {cue.head: (cue, region) for cue in cues for region in _sent(reading, outer, cue)}
    if not sent:
        return list(told)
    found = by_rules(reading, marks, outer, [_with_hearer(cue) for cue, _ in sent.values()])
    whole = [with_content(_by_pronoun(reading, a), [sent[a.cue.head][1].span], outer) for a in found if a.cue]
    again = {a.cue.head for a in whole if a.cue}
    return [*(a for a in told if a.cue is None or a.cue.head not in again), *whole]


def _sent(reading: Reading, outer: Outermost, cue: CueMatch) -> Iterator[Region]:
    """Yield the marked words behind the hearer of a verb of sending."""
    if cue.entry.lemma not in _SENDING or cue.form not in _VERBAL:
        return
    limit = min(cue.last + HEARER, reading.sentence_at(cue.head).last)
    for end in range(cue.last + 1, limit):
        region = outer.behind(reading, end)
        hearer = reading.lower[cue.last : end - (reading.lower[end - 1] == ",")]
        if region is not None and _is_hearer([word for word in hearer if word not in _WHEN]):
            yield region
            return


def _is_hearer(words: list[str]) -> bool:
    """Tell whether words between a verb of sending and marks may be somebody, and are nothing written."""
    return bool(words) and _NO_HEARER.isdisjoint(words) and kind_of_role(words[-1]) is not SpeakerKind.DOCUMENT


def _by_pronoun(reading: Reading, told: Attribution) -> Attribution:
    """Return a report whose source closes on a pronoun without when it is: “*Minutes later* she texted”."""
    last = reading.token_before(told.source[-1].end) if told.source else -1
    alone = last >= 0 and reading.lower[last - 1] in PERSONAL
    return attrs.evolve(told, source=(reading.span(last - 1, last),)) if alone else told


def _with_hearer(cue: CueMatch) -> CueMatch:
    """Return a cue as one that has a hearer, and mostly reports."""
    entry = attrs.evolve(cue.entry, weight=WEIGHT, frames=cue.entry.frames | {"obj"})
    return attrs.evolve(cue, entry=entry)
