"""Marked words and a noun that tells what they were, its verb between: “C,” was S's *reply*; S's *reply* was “C”.

    owner    “C,” was S's reply.   “C,” was her only answer.   S's verdict was blunt: “C”
    agent    “C,” was the response from S.   “C,” came the muffled answer of S.
    voice    “C,” came the voice of S.   “C,” came S's voice.
    nobody   “C,” came the reply.   The answer came at once: “C”

The noun is the cue.  The words are those of its owner or of the agent behind it; in a dialogue often neither is named,
since it is plain who replies, and then `naming` has the turn to tell by.  What such words never are is the rest of what
somebody else says before them.

Limits: between verb and noun, or verb and words, there are no phrases; a voice that only comes from somewhere is
nobody's.
"""

from typing import Final

from quoteattr.linking.rules import sources
from quoteattr.linking.rules.constructions.confidence import TAG_LEAST
from quoteattr.linking.rules.constructions.site import Report, Site
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import BREAKS, DETERMINERS, PREPOSITIONS

LONGEST: Final = 5  # items between the verb and the noun: “was Mr Bell 's somewhat brisk *reply*”
FAR: Final = 8  # items between the noun and the verb: “her *advice* to all who write novels *is*”
_BEING: Final = frozenset("was were is are came comes".split())
_ANSWERS: Final = frozenset(
    "advice answer assessment comment conclusion cry exclamation explanation greeting message query question rejoinder "
    "remark reply response retort shout verdict warning whisper word".split()
)
# Nouns that marked words may follow without a colon; others are judged there: his comment was “rude”.
_PLAIN: Final = frozenset("advice answer message reply word".split())
_COMING: Final = frozenset(["came", "comes"])  # the only verbs before a voice
_INSIDE: Final = BREAKS | PREPOSITIONS  # what no phrase before its noun has

Answer = tuple[Range | None, Range]  # the items of the source, if one is named, and of the content


def answer(site: Site) -> Report | None:
    """Return the marked words that a noun is about, whosever they are."""
    unit, noun, lemma = site.unit, site.verb[0], site.cue.entry.lemma
    found: Answer | None = None
    if lemma == "voice":
        found = _voice(unit, noun)
    elif lemma in _ANSWERS:
        found = _before(unit, noun) or _behind(unit, noun, lemma)
    return site.report(found[0], (found[1],), "answer").at_least(TAG_LEAST) if found else None


def _voice(unit: Unit, noun: int) -> Answer | None:
    """Return whose voice is heard, if that is told: “C,” came the *voice* of S."""
    if _COMING.isdisjoint(unit.words[max(0, noun - 1 - LONGEST) : noun]):
        return None
    found = _before(unit, noun)
    owned = found and (unit.words[noun + 1] != "from" or sources.possessor(unit, noun))
    return found if found and found[0] and owned else None


def _before(unit: Unit, noun: int) -> Answer | None:
    """Return what stands before the verb: “C,” was S's reply."""
    verb = next((i for i in range(noun - 1, max(0, noun - 1 - LONGEST), -1) if unit.words[i] in _BEING), 0)
    said = verb - 1 - (unit.words[verb - 1] == ",")
    phrase = unit.words[verb + 1 : noun]
    if said < 0 or not unit.is_marked(said) or not phrase or not _INSIDE.isdisjoint(phrase):
        return None
    if phrase[0] not in DETERMINERS and not unit.is_capital(verb + 1):
        return None
    return _owner(unit, noun), (said, said + 1)


def _owner(unit: Unit, noun: int) -> Range | None:
    """Return whose reply it is: “**S**'s reply”, “the reply of **S**”."""
    behind = sources.right(unit, noun + 2) if unit.words[noun + 1] in {"of", "from", "by"} else None  # before an agent
    return sources.possessor(unit, noun) or behind


def _behind(unit: Unit, noun: int, lemma: str) -> Answer | None:
    """Return what stands behind the verb: S's reply was “C”; the answer came at once: “C”."""
    verb = next((i for i in range(noun + 1, min(noun + FAR, len(unit))) if unit.words[i] in _BEING), len(unit))
    said = next((i for i in range(verb + 1, min(verb + LONGEST, len(unit))) if unit.is_marked(i)), 0)
    if not said or not BREAKS.isdisjoint(unit.words[noun : said - 1]):
        return None
    led = unit.words[said - 1] in {":", ","} or (said == verb + 1 and lemma in _PLAIN)
    source = _owner(unit, noun)
    alone = said > verb + 1 and noun == 1 and unit.words[0] == "the" and verb == noun + 1
    return (source, (said, said + 1)) if led and (source or alone) else None
