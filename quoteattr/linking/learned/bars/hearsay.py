"""Reports told as hearsay: “The king is said to have *remarked* that C”, “He is believed to have *told* her C”.

The passive around such a report has the same words as its content and nobody to say it, so to the models both look
alike, and the passive the likelier.  Whoever asks who said what asks for the inner verb, whose subject is that of the
passive; so the passive gives way where the models keep a report of the inner verb without it.

Limits: “to have” is wanted (“he is said to *claim* that C” keeps its passive).
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.linking.learned.accept import Decoded
from quoteattr.linking.learned.features import View

_BEING: Final = frozenset("is are was were be been 's 're".split())


def told_as_hearsay(view: View, verb: int) -> int | None:
    """Return the passive that tells a verb's report as hearsay: “he *is said* to have remarked”; None if none does."""
    before = verb - 1 - (view.chunks[verb - 1] == "")  # “to have once remarked”
    if before < 1 or view.kinds[before].lower != "have" or view.kinds[before - 1].lower != "to":
        return None
    passive = before - 2
    being = passive - 1 - (view.chunks[passive - 1] == "")  # “is widely said”
    return passive if being >= 0 and view.kinds[being].lower in _BEING else None


def as_hearsay(group: Sequence[Decoded]) -> list[tuple[Decoded, list[Decoded]]]:
    """Return the reports among decoded cues that are told as hearsay, each with the cues but its passive."""
    behind = (one for one in group if one.cue in one.view.matches and one.cue < one.units[0])
    passives = [(one, told_as_hearsay(one.view, one.cue)) for one in behind]
    return [(one, [other for other in group if other.cue != at]) for one, at in passives if at is not None]
