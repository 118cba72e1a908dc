"""What leads to a content, and whoever it names, with what tells of him.

    lead-in     “*According to X*, C”, “*As X said*, C”: nothing of it is what X says
    described   “According to *X, 43, a lawyer from Leeds*, C”, “C, according to *his mother, Ann Lee*”: of the source
    made        “According to *a report, seen by Reuters*, C”: likewise, whatever the source

What stands between commas behind a source tells of it if it could be nothing else, and if a clause is left behind it:
“According to police, *the driver*, a man of 30, was hurt” tells nothing of the police.

Limits: a description without a noun for a person, an age or a name is not known as one (“of Leeds” is).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.clauses import RELATING
from quoteattr.linking.learned.kinds import Kind

PERSON: Final = "npers"  # the class of nouns for persons
_NAMES: Final = frozenset(["NNP", "NNPS"])
_OWNED: Final = frozenset("her his my our their your".split())  # before whom somebody has: “*his* biographer”
_RELATING: Final = RELATING | {"whose"}
_SUBJECTS: Final = frozenset("Ntg")  # chunks that open a clause
_PARTICIPLES: Final = frozenset(["VBN", "VBD"])  # tags; behind a comma and without a subject no verb is finite


def led_in(view: View, cue: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return the units that lead to what somebody says, as a rule has found it, and those that tell of him."""
    proposal = view.proposal(cue)
    first, behind = min(proposal.content), max(proposal.source, default=cue) + 1
    head = _head(view, sorted(proposal.source))
    if first > cue:
        told_of = _described(view, behind, head)
        return range(max(first, told_of.stop)), (*proposal.source, *told_of) if told_of else ()
    told_of = _closing(view, behind, head)
    return (*proposal.source, *told_of), told_of if proposal.source else ()


def _head(view: View, source: Sequence[int]) -> Kind | None:
    """Return the noun of a source before its first preposition, if it is a name, means one person, or somebody has it.

    “His *biographer*”: the models know few such nouns.  Of others only a participle tells so: “according to *police*,
    a man”.
    """
    end = next((i for i in source if view.chunks[i] == "i"), source[-1] + 1 if source else 0)
    kind = view.kinds[end - 1]
    if not source or kind.tag in _NAMES:
        return kind if source else None
    own = view.kinds[source[0]].lower in _OWNED
    return kind if kind.tag == "NN" and (own or PERSON in kind.classes) else None


def _described(view: View, behind: int, head: Kind | None) -> range:
    """Return the units between commas that tell of a source which ends before `behind`, a clause being left."""
    best, end = behind, view.segment.core_end
    commas = [i for i in range(behind, end) if view.chunks[i] == ","]
    if not commas or commas[0] != behind:
        return range(0)
    for comma, after in pairwise(commas):
        if not _tells(view, range(comma + 1, after), head):
            break
        until = next((i for i in commas if i > after), end)
        if "V" in view.chunks[after + 1 : until] and view.chunks[after + 1] in _SUBJECTS:
            best = after
    return range(behind, best)


def _closing(view: View, behind: int, head: Kind | None) -> range:
    """Return the units up to the end of the sentence that tell of a source."""
    end = view.segment.core_end
    if view.kind(behind).chunk != ",":
        return range(0)
    end -= view.chunks[end - 1] == "."
    bounds = [i for i in range(behind, end) if view.chunks[i] == ","] + [end]
    parts = [range(first + 1, last) for first, last in pairwise(bounds)]
    return range(behind, end) if head is not None and all(_tells(view, part, head) for part in parts) else range(0)


def _tells(view: View, part: range, head: Kind | None) -> bool:
    """Tell whether words between commas tell of a source: an age, an office, where from; a name of a noun."""
    kinds = view.kinds[part.start : part.stop]
    if not kinds or kinds[0].lower in _RELATING:
        return bool(kinds)
    if any(kind.chunk in {"V", "Q"} for kind in kinds[head is None :]):
        return False
    if head is None:
        return kinds[0].tag in _PARTICIPLES  # “*published last week*”
    opening = kinds[kinds[0].chunk == ""] if len(kinds) > 1 else kinds[0]
    if opening.lower in {"at", "from", "of"} or kinds[0].tag == "CD":  # prepositions that open a description
        return True
    if any(PERSON in kind.classes for kind in kinds):
        return kinds[0].chunk == "N"
    return all(kind.tag in _NAMES for kind in kinds) and (head.tag not in _NAMES or len(kinds) == 1)
