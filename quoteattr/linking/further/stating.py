"""Where "state" is a verb and where it is not: “The treaty *states* that no vessel shall anchor”, “*state* media said”.

“States” is mostly a noun (“the states that voted”), so neither rules nor models think much of it.  Behind a noun in the
singular that may speak it can only be the verb if a clause with "that" follows; there it is given the weight of any
verb of saying, and rules of word order tell its report.  Before a noun for a body or for people it is no verb, and no
cue; models have learned with such cues, only what is read is cleared of them.

Limits: other nouns that are verbs too (“minutes”, “records”) are not known.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.finding.words import role_of
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.reading import Reading

WEIGHT: Final = 0.8  # of the verb where it can be nothing else
_FEDERAL: Final = frozenset(["member", "union", "state"])  # nouns before "states" that are no subjects
_OWNED: Final = frozenset("media news radio television tv".split())  # of a state


def without_compounds(reading: Reading, cues: Sequence[CueMatch]) -> list[CueMatch]:
    """Return the cues of a text but those that are the first part of a noun: “*state* media”, “*state* officials”."""
    return [cue for cue in cues if reading.lower[cue.head] != "state" or not _is_owning(reading, cue)]


def _is_owning(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a noun for a body or for people stands behind a cue."""
    after = reading.lower[cue.last : cue.last + 1]
    return bool(after) and (after[0] in _OWNED or role_of(after[0]) is not None)


def stating(
    reading: Reading, marks: Marks, outer: Outermost, cues: Sequence[CueMatch], told: Iterable[Attribution]
) -> list[Attribution]:
    """Return the reports of statements that nobody has told of yet."""
    found = [cue for cue in cues if cue.form == "s" and cue.entry.lemma == "state" and _is_verb(reading, cue)]
    if not found:
        return []
    heads = {a.cue.head for a in told if a.cue}
    sure = [attrs.evolve(cue, entry=attrs.evolve(cue.entry, weight=WEIGHT)) for cue in found if cue.head not in heads]
    return by_rules(reading, marks, outer, sure)


def _is_verb(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue stands between a noun in the singular for somebody or a document and "that"."""
    lower, head = reading.lower, cue.head
    if (
        head == 0
        or reading.words[head] != "states"
        or lower[head + 1 : head + 2] != ["that"]
        or lower[head - 1] in _FEDERAL
    ):
        return False
    role = role_of(lower[head - 1])
    return role is not None and not role.plural
