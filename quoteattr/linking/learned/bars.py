"""How probable a report has to be to be kept, and which of two versions goes first.

Annotated news counts attitudes and deeds as reports; whoever asks who said what can do without those that have no other
sign of being words than their likeness to the annotation.  So the bar is higher for what no marks and no construction
support, and higher still inside another report, where annotators seldom look.  It is lower for marked words with a tag,
a construction so plain that models need not know its words.

The bars were set on development articles of two collections; `docs/training.md` says what others give.
"""

from collections.abc import Iterable
from typing import Final

from quoteattr.linking.learned.accept import Decoded
from quoteattr.models import CueStance

ACCEPTED: Final = 0.34  # probability from which a report is kept
UNSUPPORTED: Final = 0.49  # the same for a report that neither marks nor a construction nor a source supports
INNER: Final = 0.7  # the same for a cue inside another report
TAGGED: Final = 0.25  # the same where a rule has found marked words and their tag
CLEAN: Final = 0.15  # how much less probable a rule's clean quotation may be than what a model makes of the same cue
CLAUSE: Final = frozenset("Vbt")  # chunks that only clauses have: finite verbs, infinitives, "to"


def rank(judged: tuple[float, Decoded]) -> tuple[float, int]:
    """Order judged reports, surest first; a rule that takes quotations and nothing else has the sharper edges."""
    p, one = judged
    clean = one.ruled and all(one.view.segment.regions[i] >= 0 for i in one.content)
    return -p - (CLEAN if clean else 0.0), one.cue


def needed(one: Decoded, kept: Iterable[Decoded]) -> float:
    """Return the probability that a report needs to be kept beside the surer ones of its segment."""
    match, proposal = one.view.matches.get(one.cue), one.proposal
    quoted = any(one.view.kinds[i].quoted for i in one.content)
    if match and match.stance is CueStance.NOT_SAID and one.view.kinds[min(one.content)].tag == "PRP":
        return 1.0  # “never mentioned them”
    if any(one.cue in other.content for other in kept) and not (proposal and proposal.told.relayed_by):
        return INNER
    if one.ruled and quoted and match and proposal and proposal.rule == "tag":
        return TAGGED
    supported = _is_built(one) or (quoted and (match is not None or proposal is not None))
    return ACCEPTED if supported and one.source else UNSUPPORTED


def _is_built(one: Decoded) -> bool:
    """Tell whether a rule knows the construction, with a listed cue and a clause or a tag."""
    proposal = one.proposal
    if proposal is None or one.cue not in one.view.matches:
        return False
    return proposal.rule == "tag" or any(one.view.kinds[i].chunk in CLAUSE for i in one.content)
