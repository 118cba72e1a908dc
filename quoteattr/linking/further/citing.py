"""Where "per" names a source: “*Per* Reuters, the deal is worth $4bn”, “He fled, *as per* the police”.

“Per” mostly measures (“$4 per kilo”, “per capita”), so it is in no lexicon and models have not learned with it.  It
cites somebody where a comma parts it from what he says, it opens its sentence or follows a comma, and behind it stands
somebody's name or a noun for somebody or for what is written (“per multiple reports”).  There it is read as any
"according to".

Limits: what is done as a rule has it is cited like this, too (“he paid, as per the rules”), and a citation inside a
clause is left alone (“the firm, per Reuters, has failed”).
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.finding.words import role_of
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.linking.words import ENDS, PREPOSITIONS
from quoteattr.models import CueMode, CueStance, SpeakerKind
from quoteattr.reading import Reading

LONGEST: Final = 10  # tokens of whoever is cited
_PER: Final = CueEntry("per", CueMode.SPEECH, CueStance.ASSERTED, frozenset(["np", "preposed", "tag"]), 0.9)
_CLOSING: Final = ENDS | {","}
_MARKS: Final = frozenset("\"”'’")


def citing(reading: Reading, marks: Marks, outer: Outermost) -> list[Attribution]:
    """Return what is told as somebody has it, with "per" and whoever that is."""
    cues = list(_cues(reading)) if "per" in reading.lower else []
    return by_rules(reading, marks, outer, cues) if cues else []


def _cues(reading: Reading) -> Iterator[CueMatch]:
    """Yield "per" and "as per" where a comma parts them from what is said, before it or behind."""
    words = reading.words
    for head in (i for i, word in enumerate(reading.lower) if word == "per"):
        sentence = reading.sentence_at(head)
        first = head - (head > sentence.first and reading.lower[head - 1] == "as")
        end = next((i for i in range(head + 1, sentence.last) if words[i] in _CLOSING or i > head + LONGEST), head)
        before = first - 1 - (first > 0 and words[first - 1] in _MARKS)  # “It is over,” *per a source*.
        closes = before >= sentence.first and words[before] == "," and words[end] in ENDS
        if (closes or first == sentence.first) and _is_somebody(words[head + 1 : end]):
            yield CueMatch(first, head + 1, head, "", _PER, CueStance.ASSERTED)


def _is_somebody(words: Sequence[str]) -> bool:
    """Tell whether words name somebody, or close on a noun for somebody or for what is written; “per head” measures."""
    phrase = list(takewhile(lambda word: word not in PREPOSITIONS, words))
    if not phrase:
        return False
    role = role_of(phrase[-1].lower()) or role_of(phrase[-2:][0].lower())  # “a *source* close to the player”
    measures = len(phrase) == 1 and role is not None and role.kind is SpeakerKind.PERSON
    return phrase[-1][0].isupper() or (role is not None and not measures)
