"""Which clause the one of a cue hangs on or belongs to: that one is the writer's, and not what the cue reports.

    before      “After X said that C, *they left*” (in annotated news 3 contents of 129 go on over the comma)
                “Having told them that C, *Ann Lee left*”: likewise, and its subject is who says it
                “Asked about claims that C, *Ann Lee left*”: likewise, and it is not
    relative    “X, who said that C, *left*” (none goes on), “those who say that C *are wrong*”,
                “X (who said that C) *left*”, “the plan, which X said was C, *failed*”,
                “X, who said that C, *and Y, who left*”
    participle  “X, citing C, *left*”, “Residents told to leave *stayed*” (`participles`)

A quotation may have the comma inside: “X, who called it “cruel,” *left*”.  To the models a comma, or none, is no sign
of it.
"""

from collections.abc import Iterator
from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.participles import BRACKETS, HEARD, aside, reduced
from quoteattr.linking.learned.kinds import OF_SUBJECT, PREDICATES

SHORT: Final = 3  # units of a cue with a particle or a day, before the comma of a lead-in
GROUP: Final = 6  # units of a verb group with its auxiliaries
OPENING: Final = 14  # units before the cue of a clause that opens the sentence
SUBORDINATORS: Final = frozenset(
    "after although as because before even if once since though unless until when whenever whereas whether "
    "while".split()
)
_GROUP: Final = frozenset(["V", "b", ""])  # chunks of a verb with its auxiliaries and adverbs
_JOINTS: Final = frozenset("w,hc")  # chunks that open another clause
RELATING: Final = frozenset(["who", "which"])
COORDINATORS: Final = frozenset(["and", "but"])
_PARTICIPIAL: Final = frozenset(["g", "n", "V", ""])  # chunks of “having repeatedly told”


def main_clause(view: View, cue: int) -> range:
    """Return the units, to the end, of the clause that the cue's own hangs on or belongs to; none if it is that one."""
    chunks, kinds = view.chunks, view.kinds
    if participial(view, cue) or _opens(view, cue):
        ends = [i for i in _pauses(view, cue) if _goes_on_behind(view, i)]
    elif not (relative := aside(view, cue) or _relative(view, cue)):
        return range(reduced(view, cue) or len(chunks), len(chunks))
    elif (closing := BRACKETS.get(chunks[relative - 1])) is not None:
        return _bracketed(view, cue, closing)
    elif chunks[relative - 1] != ",":
        return _main_verb(view, cue, relative)
    else:
        ends = [i for i in _pauses(view, cue) if _closes_relative(view, i) or _joins_another(view, i)]
        if len(ends) == 1 and "V" not in chunks[view.segment.core : relative]:
            return _rest(view, ends[0])  # “Ann Lee, *who denied fraud*, left”: no other verb is the subject's
    return next((_rest(view, i) for i in ends if kinds[i].quoted or "V" in chunks[cue + 1 : i]), range(0))


def _pauses(view: View, cue: int) -> Iterator[int]:
    """Return the commas behind a cue, and the quotations that end with one, but for the end of the sentence."""
    return (i for i in range(cue + 1, view.segment.core_end - 1) if view.kinds[i].pauses)


def _rest(view: View, comma: int) -> range:
    """Return the units from a comma on, or behind a quotation that ends with one."""
    return range(comma + view.kinds[comma].quoted, len(view.chunks))


def _opens(view: View, cue: int) -> bool:
    """Tell whether a cue stands in a clause that opens the sentence, up to a comma: “*After* X *said* C, they left”."""
    kinds, first = view.kinds, view.segment.core
    first += kinds[first].lower in COORDINATORS
    if not (first < cue and kinds[first].lower in SUBORDINATORS) and not hears_first(view):
        return False
    if not first <= cue <= first + OPENING or "," in view.chunks[first:cue]:
        return False
    comma = next(_pauses(view, cue), cue)
    return comma > cue + SHORT or (comma > cue and kinds[comma].quoted)


def hears_first(view: View) -> bool:
    """Tell whether a sentence opens with what its subject heard: “*Asked about claims that C*, Ann Lee left”."""
    first = view.segment.core
    return view.kinds[first].tag == "VBN" and view.match(first).form in HEARD


def participial(view: View, cue: int) -> bool:
    """Tell whether a cue is the participle that opens the sentence: “*Having told* them that C, he left”."""
    first, chunks = view.segment.core, view.chunks
    if not view.match(cue).form:
        return False  # “*According* to them, C”
    first += chunks[first] == "i" or view.kinds[first].lower in SUBORDINATORS  # “*After* telling”, “*despite* saying”
    return view.kind(first).chunk == "g" and _PARTICIPIAL.issuperset(chunks[first + 1 : cue + 1])


def subject_behind(view: View, main: range) -> range:
    """Return the units of the subject of a main clause that opens with its comma, or without: “, *Ann Lee* left”."""
    first = main.start + (view.chunks[main.start] == ",")
    end = next((i for i in main if i > first and view.chunks[i] not in OF_SUBJECT), first)
    while view.chunks[end - 1] == "":
        end -= 1
    return range(first, end)


def _goes_on_behind(view: View, comma: int) -> bool:
    """Tell whether a comma has subject and verb behind it, before the next one."""
    end = next((i for i in range(comma + 1, view.segment.core_end) if view.chunks[i] == ","), view.segment.core_end)
    return view.chunks[comma + 1] == "N" and "V" in view.chunks[comma + 1 : end]


def _bracketed(view: View, cue: int, closing: str) -> range:
    """Return the units from the sign on that closes a relative clause in brackets or between dashes, with a verb."""
    closes = next((i for i in range(cue + 1, view.segment.core_end - 1) if view.chunks[i] == closing), 0)
    return range(closes, len(view.chunks)) if closes and _closes_relative(view, closes) else range(0)


def _relative(view: View, cue: int) -> int:
    """Return the pronoun of the relative clause whose verb a cue is: “X, *who* said that C, left”.

    It may be its object, behind a comma: “the plan, *which* Ann Lee called a joke, failed”.
    """
    first = cue - 1
    while first > max(0, cue - GROUP) and view.chunks[first] in _GROUP:
        first -= 1
    subject = first
    while first > max(0, subject - GROUP) and view.chunks[first] == "N":
        first -= 1
    relative = first > 0 and view.kinds[first].lower in RELATING
    return first if relative and (first == subject or view.chunks[first - 1] == ",") else 0


def _main_verb(view: View, cue: int, relative: int) -> range:
    """Return the units of the verb behind a relative clause without commas: “those *who said* that C **were ignored**”.

    The relative belongs to the subject that opens the sentence.  Its verb is the second behind the cue where what is
    said is a clause, else the first; where more follow, or a conjunction stands between, that is not sure.
    """
    chunks, end = view.chunks, view.segment.core_end
    if not OF_SUBJECT.issuperset(chunks[view.segment.core : relative]):
        return range(0)
    clause = cue not in view.matches or "bare" in view.match(cue).entry.frames
    stop = next((i for i in range(cue + 2, end) if chunks[i] in _JOINTS or view.kinds[i].lower in SUBORDINATORS), end)
    verbs = [i for i in range(cue + 2, stop) if chunks[i] == "V" and chunks[i - 1] not in _GROUP]
    return range(verbs[-1], len(chunks)) if len(verbs) == 1 + clause else range(0)


def _closes_relative(view: View, comma: int) -> bool:
    """Tell whether a comma has the verb right behind it whose subject the relative clause belongs to.

    Without a subject or "to" what the tagger takes for an infinitive is an unknown past (“, *wept* in the dock”).
    """
    behind = comma + 1 + (view.chunks[comma + 1] == "")
    return view.kind(behind).chunk in PREDICATES


def _joins_another(view: View, comma: int) -> bool:
    """Tell whether a comma has somebody else behind it with a clause of his own: “X, who said C, *and Y, who* left”."""
    first, end = comma + 1, view.segment.core_end
    if view.kinds[first].lower not in COORDINATORS:
        return False
    last = next((i for i in range(first + 1, end) if view.chunks[i] not in {"N", "i"}), first)
    return last > first + 1 and view.chunks[last] == "," and view.kind(last + 1).lower in {"who", "whose"}
