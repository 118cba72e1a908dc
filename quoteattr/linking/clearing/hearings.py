"""What a court hears, which somebody says there: “C, *the inquest heard*.”  *The court heard* (from S that) C.

Reporters of courts and inquiries seldom tell who speaks, and "heard" is then their verb of saying.  Of anybody else it
tells a sound (“She heard the door”), so that the lexicon gives it little weight.  Here, where a body that hears
evidence is its subject, the verb gets the entry of one that reports what is told.

Limits: the noun stands right before the verb; bodies that only sometimes sit to hear are no such subjects.
"""

from typing import Final

import attrs

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.linking.attribution import Cues
from quoteattr.linking.words import BREAKS
from quoteattr.models import CueMode, CueStance
from quoteattr.reading import Reading

NEAR: Final = 4  # tokens behind the verb in which its object begins and mostly ends
_HEARING: Final = frozenset(
    "bench commission committee court hearing inquest inquiry jurors jury magistrates mps panel tribunal".split()
)
_SITTING: Final = frozenset(  # what such a body hears when it only sits, if it stands close behind
    "appeal appeals application applications argument arguments as case cases challenge challenges complaint "
    "complaints dispute disputes evidence from lawsuit motion motions petition petitions pleas testimony "
    "witnesses".split()
)
_OPENING: Final = (["that"], ["how"])
_FROM: Final = (["from"], ["evidence", "from"], ["testimony", "from"])
WITNESS: Final = 15  # tokens of whoever tells it to such a body
_HEARD: Final = CueEntry(
    lemma="hear",
    mode=CueMode.SPEECH,
    stance=CueStance.ASSERTED,
    frames=frozenset("bare quote tag that whether".split()),
    weight=0.8,
)


def with_hearings(reading: Reading, cues: Cues) -> list[CueMatch]:
    """Return cues, among them as reports those by which a court hears something."""
    heard = {cue.head for cue in cues if cue.entry.lemma == "hear" and _is_hearing(reading, cue)}
    return [attrs.evolve(cue, entry=_HEARD) if cue.head in heard else cue for cue in cues]


def _is_hearing(reading: Reading, cue: CueMatch) -> bool:
    if cue.form not in {"ed", "en", "s"} or cue.first == 0 or reading.lower[cue.first - 1] not in _HEARING:
        return False
    behind = reading.lower[cue.last : cue.last + NEAR]
    return behind[:1] in _OPENING or _SITTING.isdisjoint(behind) or _is_told(reading, cue)


def _is_told(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether somebody tells it to such a body, by name or noun: “heard *from a nurse* that C”."""
    words = reading.lower[cue.last : cue.last + WITNESS]
    told = next((len(by) for by in _FROM if words[: len(by)] == by), 0)
    return bool(told) and "that" in words and BREAKS.isdisjoint(words[: words.index("that")])
