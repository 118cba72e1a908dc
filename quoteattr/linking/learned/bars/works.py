"""Works that somebody makes, reads or judges, in marks that no sign closes: “She *read* “Emma” and left”.

`titles` takes out titles that a sign closes like speech.  The others are known only behind the models: a few marked
words with a capital and no sign at their end, right behind a verb of what is done to works.  Signs and notes read, too
(“The sign *read* “No entry””), so of reading and writing it must be a person's.

Limits: “He *wrote* “Yes” on it” is taken for a work; titles of more than three words are left to the models.
"""

from typing import Final

from quoteattr.linking.learned.accept import Decoded

_MADE: Final = frozenset(  # verbs as the lexicon has them, and forms of those that it does not have
    "compose composed direct directed directs enjoy enjoyed enjoys hate hated hates host hosted hosts hum hummed love "
    "loved loves painted perform performed performs praise praised praises produce produced produces publish published "
    "recommend recommended recommends record recorded release released review reviewed reviews sing sang sings sung "
    "translate translated translates watch watched watches watching whistle whistled".split()
)
_READ: Final = frozenset("read reading reads write writes writing written wrote".split())
_TITLE: Final = frozenset(["q1X", "q2w"])  # how a quotation is seen that begins with a capital and ends in a word
_SHORT: Final = frozenset(["q31", "q33"])  # the same of one of at most three words
_PERSONS: Final = frozenset(["PRP", "NNP", "WP"])  # tags of whoever reads


def is_work(one: Decoded) -> bool:
    """Tell whether what was decoded as a report only tells of a work."""
    first = one.view.kinds[one.units[0]]
    if not first.quoted or one.units[0] != one.cue + 1:
        return False
    if not _TITLE.issubset(first.near) or _SHORT.isdisjoint(first.near):
        return False
    verb = one.view.match(one.cue).entry.lemma or one.view.kinds[one.cue].lower
    return verb in _MADE or (verb in _READ and _is_persons(one))


def _is_persons(one: Decoded) -> bool:
    kinds = [one.view.kinds[i] for i in one.source]
    return any(kind.tag in _PERSONS or kind.classes[:1] == ("npers",) for kind in kinds)
