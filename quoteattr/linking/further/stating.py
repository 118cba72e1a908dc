"""Where "state" is a verb and where it is not: “The treaty *states* that no vessel shall anchor”, “*state* media said”.

“States” is mostly a noun (“the states that voted”), so neither rules nor models think much of it.  Behind a noun that
may speak it can only be the verb if a clause with "that" follows, and before marked words if its sentence has no other
verb (“A report by officers *states*: “C””); there it is given the weight of any verb of saying, and rules of word order
tell its report, whatever models have made of it.  Before a noun for a body or for people it is no verb, and no cue, nor
is an adjective that is somebody's somebody (“Ann's *mum*”); models have learned with such cues, only what is read is
cleared of them.

Limits: other nouns that are verbs too (“minutes”, “records”) are not known.
"""

from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.finding.words import is_person_noun, is_role, role_of
from quoteattr.linking.attribution import Attribution, Cues, Told
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import FINITE
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.linking.words import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, SUBJECTS
from quoteattr.reading import Reading

WEIGHT: Final = 0.8  # of the verb where it can be nothing else
OPENING: Final = 4  # tokens before a noun that leads to a name
SUBJECT: Final = 40  # tokens of a subject before the verb
_ONE: Final = frozenset("a an another her his its one our the their this".split())  # what opens a singular subject
_INFLECTED: Final = frozenset(["s", "ed", "en", "ing"])  # forms of verbs
_FEDERAL: Final = frozenset(["member", "union", "state"])  # nouns before "states" that are no subjects
_OWNED: Final = frozenset("media news radio television tv".split())  # of a state


def without_compounds(reading: Reading, cues: Cues) -> list[CueMatch]:
    """Return the cues of a text but those that are nouns: “*state* media”, “Ann's *mum*”, “world *champion* Lee”."""
    return [cue for cue in cues if not _is_compound(reading, cue)]


def _is_compound(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue is a noun; an inflected verb is none."""
    if cue.form in _INFLECTED and "adj" not in cue.entry.frames:
        return False
    return _is_owning(reading, cue) or _is_owned(reading, cue) or _is_titling(reading, cue)


def _is_titling(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a verb that is a noun for one person, too, leads to his name: “*World champion* Bo Dahl said”.

    It does where it closes the few words that open the sentence, behind another noun in the singular.
    """
    if cue.form != "base" or cue.first != cue.head or not is_person_noun(reading.lower[cue.head]):
        return False
    first, behind = reading.sentence_at(cue.head).first, reading.words[cue.last : cue.last + 1]
    before = reading.lower[first : cue.first]
    if not 0 < len(before) <= OPENING or not all(map(str.isalpha, before)) or before[-1].endswith("s"):
        return False
    described = before[-1] not in SUBJECTS | CONJUNCTIONS | PREPOSITIONS | AUXILIARIES
    return described and bool(behind) and behind[0][0].isupper()


def _is_owning(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether "state" owns a body or people: “*state* media”."""
    if reading.lower[cue.head] != "state":
        return False
    after = "".join(reading.lower[cue.last : cue.last + 1])
    return after in _OWNED or role_of(after) is not None


def _is_owned(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether an adjective is a noun for somebody's somebody, too, and stands where that does: “Ann's *mum*”."""
    if "adj" not in cue.entry.frames or not cue.first:
        return False
    owner = reading.lower[cue.first - 2 : cue.first - 1]
    return reading.lower[cue.first - 1] == "'s" and SUBJECTS.isdisjoint(owner) and is_role(reading.lower[cue.head])


def stating(reading: Reading, marks: Marks, outer: Outermost, cues: Cues, told: Told) -> list[Attribution]:
    """Return the reports, with those of statements that nobody has told of yet, or only in part."""
    alone = (cue for cue in cues if cue.head and reading.words[cue.head] == "states")
    found = [cue for cue in alone if reading.lower[cue.head - 1] not in _FEDERAL]
    before_marks = {cue.head for cue in found if _leads_to_marks(reading, outer, cue)}
    heads = {a.cue.head for a in told if a.cue}.difference(before_marks)
    found = [cue for cue in found if cue.head in before_marks or (cue.head not in heads and _is_verb(reading, cue))]
    if not found:
        return list(told)
    sure = [attrs.evolve(cue, entry=attrs.evolve(cue.entry, weight=WEIGHT)) for cue in found]
    stated = by_rules(reading, marks, outer, sure)
    again = {a.cue.head for a in stated if a.cue}
    return [*(a for a in told if a.cue is None or a.cue.head not in again), *stated]


def _is_verb(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue stands between a noun for somebody or a document and "that"."""
    role = role_of(reading.lower[cue.head - 1])
    return reading.lower[cue.head + 1 : cue.head + 2] == ["that"] and role is not None


def _leads_to_marks(reading: Reading, outer: Outermost, cue: CueMatch) -> bool:
    """Tell whether a cue stands right before marked words, and no other word of its sentence can be the verb."""
    first = reading.sentence_at(cue.head).first
    if outer.behind(reading, cue.last) is None or cue.head - first > SUBJECT:
        return False
    tags = shipped_model().words.tagger.tag(reading.words[first : cue.head])
    return reading.lower[first] in _ONE and FINITE.isdisjoint(tags)
