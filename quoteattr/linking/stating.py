"""Statements of a verb that the lexicon gives little weight: “The treaty *states* that no vessel shall anchor”.

“States” is mostly a noun (“the states that voted”), so neither rules nor models think much of it.  Behind a noun in the
singular that may speak it can only be the verb if a clause with "that" follows; there it is given the weight of any
verb of saying, and rules of word order tell its report.

Limits: other nouns that are verbs too (“minutes”, “records”) are not known.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from quoteattr.finding.mentions_words import role_of
from quoteattr.finding.phrases import CueMatch
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.reading import Reading

WEIGHT: Final = 0.8  # of the verb where it can be nothing else
_FEDERAL: Final = frozenset(["member", "union", "state"])  # nouns before "states" that are no subjects


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
    return role is not None and not role[2]
