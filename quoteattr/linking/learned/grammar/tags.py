"""What a tag closes or cuts, which is content, and the tag, which is none.

A tag is read off where it stands, by what the rules of word order proposed or by the words behind it:

    other tag   “They voted against the plan, *said Lee*”: what is told with a tag ends before it
    closing tag “*Dogs eat meat*, says its manager.”, “*Sales rose*, a survey by Ipsos found”: content, and not who
                says it
    side        “*“It is shut.”* “It was shut in May,” said Maud.”: another piece of what the tag closes
    cut subject “*Prices*, she says, *will fall*”: content, and not who says it, whatever the rules found
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from quoteattr.finding.cues import CueEntry
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.clauses import SUBORDINATORS
from quoteattr.linking.learned.grammar.sources import SUBJECTS, goes_before, group
from quoteattr.linking.learned.kinds import COMMON, PHRASE, PREDICATES, SPEAKERS
from quoteattr.linking.words import ARTICLES
from quoteattr.models import CueMode

SUBJECT: Final = 4  # units of a subject that a tag cuts off; of longer ones the models know better where they begin
NEAR: Final = 3  # units from a relative pronoun in which its verb is
_RELATIVES: Final = frozenset("who that which".split())
BEHIND: Final = 6  # units behind a tag that tell when, where or to whom
_SCENE: Final = frozenset("itg")  # chunks of prepositions, infinitives and participles, which open no subject
MOSTLY: Final = 0.8  # weight from which a verb behind a noun is no participle
_CLOSED: Final = frozenset(["."])
_LONG: Final = frozenset(["N", "i", "n", "c", "g", ""])  # chunks of a noun phrase with what it has behind it
_BROKEN: Final = frozenset(["Q", ":", ";"])  # chunks of what is more than a clause
_NO_SUBJECT: Final = frozenset(["PRP", "EX", "WP"])  # tags of words that have nothing behind them
BARELY: Final = 0.3  # weight below which a verb with an object is more often a deed: “*pushed* the paper over”
_PRESENT: Final = frozenset(["VBP", "VBZ"])  # tags of verbs that are no participles


def closed(view: View, cue: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return the units of a clause without marks that a tag, which a rule has found, closes, and those of the source.

    Whether a conjunction that opens the sentence is part of what is said is left open.
    """
    proposal, match = view.proposal(cue), view.match(cue)
    if not match.entry.usual:
        return (), ()
    first, last, tag = view.segment.core, max(proposal.content), {*proposal.source, cue}
    if view.chunks[first] in _SCENE or view.kinds[first].lower in SUBORDINATORS:
        return (), ()  # “After a pause, she said.”
    named = any(view.kinds[i].tag == "NNP" for i in proposal.source)
    whole = len(proposal.content) == last + 1 - first and {",", "Q"}.isdisjoint(view.chunks[first : last + 1])
    ends = _is_end(view, max(tag) + 1, match.entry, named=named) or _is_relative(view, cue, max(tag) + 1)
    if not (whole and ends):
        return (), ()
    return range(first + (view.chunks[first] == "c"), last + 1), proposal.source


def _is_relative(view: View, cue: int, unit: int) -> bool:
    """Tell whether a clause about who says it goes on to the end, from a unit behind an inverted tag.

    “The dam is safe, *insisted the engineer who* inspected it.”
    """
    chunks, end = view.chunks, view.segment.core_end
    relative = view.kind(unit).lower in _RELATIVES and "," not in chunks[unit:end] and "V" in chunks[unit : unit + NEAR]
    return relative and chunks[cue - 1] == "," and "V" in chunks[view.segment.core : cue]


def closing(view: View, cue: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return the units of a sentence that a verb with a long subject closes, and those of the subject.

    “Sales rose, *a survey by Ipsos* found.”: behind a comma and at the end of a sentence such a verb has no object but
    what stands before it.
    """
    chunks, first, end, match = view.chunks, view.segment.core, view.segment.core_end, view.match(cue)
    if end - cue > BEHIND + 2 or not match.entry.closes:
        return (), ()
    verb = group(view, cue)
    speaks = match.entry.mode is CueMode.SPEECH and match.entry.weight >= BARELY and _is_speaking(view, verb, cue)
    where = view.kind(cue + 1).lower == "in"
    sure = speaks or (where and view.kinds[cue].tag in _PRESENT)  # “Coffee helps, *the authors write* in The Lancet.”
    if not (_CLOSED.issuperset(chunks[cue + 1 : end]) or _is_end(view, cue + 1, match.entry, named=sure)):
        return (), ()
    if "V" not in chunks[verb : cue + 1] and view.kinds[cue].tag != "VB" and not speaks:
        return (), ()
    comma = next((i for i in range(verb - 1, max(first, verb - SUBJECTS), -1) if chunks[i] not in _LONG), first)
    clause, pronoun = chunks[first:comma], comma + 2 == verb and view.kinds[comma + 1].tag == "PRP"
    alone = pronoun and clause[:1] == ["N"] and "," not in clause  # “Jobs will go, *it* said in a statement.”
    if "V" not in clause or not _BROKEN.isdisjoint(clause) or view.kinds[first].lower in SUBORDINATORS:
        return (), ()
    if clause[0] in _SCENE or clause[0] == "n":
        return (), ()  # “*Asked whether it held*, the minister demurred.”
    if chunks[comma] != "," or not (alone or _is_phrase(view, comma + 1, verb)):
        return (), ()
    return range(first + (chunks[first] == "c"), comma), range(comma + 1, verb)


def _is_speaking(view: View, verb: int, cue: int) -> bool:
    """Tell whether a noun for somebody makes a verb of what may be a participle: “tax is safe, *the minister* pledged”.

    It does not behind a name, which it may tell more of (“it fined Roe, *a trader* warned in May”).
    """
    first, kind = view.segment.core, view.kinds[verb - 1]
    comma = next((i for i in range(verb - 1, first, -1) if view.chunks[i] == ","), first)
    apposed = view.kind(comma + 1).lower in ARTICLES and view.kinds[comma - 1].tag.startswith("NNP")
    object_ = any(kind.tag == "PRP" for kind in view.kinds[cue + 1 : view.segment.core_end])  # “they stand by *him*”
    return not SPEAKERS.isdisjoint(kind.classes[:1]) and not apposed and not object_


def _is_phrase(view: View, first: int, end: int) -> bool:
    """Tell whether units are one noun phrase, with what it has behind it: “a survey of 900 men by Ipsos”."""
    chunks = view.chunks
    if view.kind(first).chunk != "N" or view.kinds[first].tag in _NO_SUBJECT:
        return False
    tags = {kind.tag for kind in view.kinds[first:end]}
    if "i" not in chunks[first:end] and view.kinds[end - 1].tag not in COMMON and tags != {"NNP"}:
        return False  # “He used a word, *a word Lee* then repeated.”
    compared = any(kind.lower in {"than", "as", "like"} for kind in view.kinds[first:end])
    return not compared and all(goes_before(view, i) for i in range(first, end - 1))


def _is_end(view: View, unit: int, verb: CueEntry, *, named: bool) -> bool:
    """Tell whether a sentence ends at a unit, but for whom and when (“C, *he told* **the paper on Monday**.”).

    A participle has a time behind it, too, and no name before it: “Shares fell after the sale, *a deal struck* in May.”
    """
    end = view.segment.core_end
    end -= view.chunks[end - 1] == "."  # headlines have none
    if end < unit or (unit < end and not named and verb.weight < MOSTLY and "obj" not in verb.frames):
        return False
    return end - unit <= BEHIND and PHRASE.issuperset(view.chunks[unit:end])


def other_tag(view: View, cue: int) -> Iterable[int]:
    """Return the tag that closes the sentence of a cue: “They opposed it, *said Lee*”, “*, a poll by Ipsos says*”.

    Behind marked words any tag does: “told her it was “late”*, the court was told*”.
    """
    end = view.segment.core_end
    for tag, proposal in view.proposals.items():
        subject = min(proposal.source, default=0)
        if proposal.rule != "tag" or not cue < min(subject, tag):
            continue
        inverted = tag < subject and view.match(tag).entry.weight >= MOSTLY
        behind_marks = subject < tag and view.chunks[subject - 1] == "," and "Q" in view.chunks[cue:subject]
        last = max(proposal.source) if inverted else tag
        if (inverted or behind_marks) and _CLOSED.issuperset(view.chunks[last + 1 : end]):
            return range(tag if inverted else subject - 1, end)
    last = max(view.matches, default=cue)
    long = closing(view, last)[1] if last > cue else ()
    return range(min(long) - 1, end) if long else ()


def cut_off(view: View, cue: int) -> tuple[list[int], list[int]]:
    """Return the units of a subject that a tag cuts off from its verb, and those of the clause up to a comma.

    The tag is a rule's, or stands between two commas with the predicate right behind it.
    """
    proposal = view.proposal(cue)
    tagged = proposal.content if proposal.rule == "tag" else _around(view, cue)
    subject = [i for i in tagged if i < cue]
    behind = sorted(i for i in tagged if i > cue)
    if not (0 < len(subject) <= SUBJECT and behind and view.chunks[behind[0]] in PREDICATES):
        return [], []
    return subject, list(takewhile(lambda i: view.chunks[i] != ",", behind))


def _around(view: View, cue: int) -> Iterable[int]:
    """Return the units around a tag between two commas: “*Hollis*, prosecutors say, *wired the money to a firm*”."""
    chunks, first, verb = view.chunks, view.segment.core, group(view, cue)
    comma = next((i for i in range(verb - 1, first, -1) if chunks[i] != "N"), first)
    between = chunks[comma] == "," == view.kind(cue + 1).chunk and comma + 1 < verb
    if not between or "tag" not in view.match(cue).entry.frames:
        return ()
    if not {"N"}.issuperset(chunks[first:comma]) or view.kinds[first].tag in _NO_SUBJECT:
        return ()
    end = view.segment.core_end
    return (*range(first, comma), *range(cue + 2, end - (chunks[end - 1] == ".")))
