"""What is no content beside a cue, and what is none any more behind it.

To the models these words are as good as any beside them:

    its subject “*Ann Lee* told *the Post* that C”: neither it nor who hears it is content
    where       “said *in a statement* the talks failed”, “telling *staff* it was over”: no more of the content
    word said   “said ‘sorry’ *to his mother*”: how, of a word or two in marks
    charge      “accused *of* ‘betrayal’”: the preposition is none
    reader      “wrote *to the board* demanding an inquiry”
    crumb       “C, she wrote on *X*”: where it was written
    next words  “asked about the job. *“No comment.”*”: another quotation, behind a few words without marks
                (in annotated news 42 contents of 54 end with the sentence); behind a deed, however many (“Rosalind
                pushed the paper back across the desk. *“Not today.”*”)
"""

from collections.abc import Iterable
from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.sources import SUBJECTS, WORDING
from quoteattr.linking.learned.grammar.tags import BARELY
from quoteattr.linking.learned.kinds import CLAUSE_SUBJECTS, OPENING_TAGS
from quoteattr.linking.learned.proposals import Proposal
from quoteattr.linking.learned.spans import Scene
from quoteattr.linking.words import INDEFINITE
from quoteattr.models import CueMode, CueStance

_ALSO_RELATIVE: Final = frozenset("who whom whose which when".split())  # words that open questions
FEW: Final = 7  # units of an attitude with its full stop: “*denounced* the plan”
_HEARER: Final = frozenset(["N", ","])  # chunks of a hearer with who he is
_PHRASE: Final = frozenset(["N", "i", "g"])  # chunks of a noun phrase with a preposition: “in a filing”
_HEARING: Final = frozenset("him me them us".split())  # objects, none of which is a determiner
_TO: Final = frozenset(["at", "to"])  # between a verb of writing and whoever reads it
_PLACING: Final = frozenset("at during in on".split())  # before where something was said
_NO_PLACE: Final = frozenset("to for least".split())  # what is told of: “responded Tuesday *to* claims that”
_CLAUSAL: Final = frozenset("Vhwt")  # chunks of what is more than a noun phrase
WORD: Final = 4  # tokens of a word or two with their marks
_HOW: Final = frozenset(["i", "t", ""])  # chunks of prepositions and adverbs
CRUMB: Final = 2  # tokens behind a preposition that are no content by themselves; a quotation has more, with its marks


def beside(view: View, cue: int) -> Iterable[int]:
    """Return the units that are no content beside a cue: a reader, and what a rule that has a proposal leaves out."""
    proposal, hearer = view.proposal(cue), (*reader(view, cue), *_hearing(view, cue))
    if not proposal.rule:
        return hearer
    known = _KNOWN.get(proposal.rule)
    return (*hearer, *_charging(view, cue, proposal), *(known(view, cue, proposal) if known else ()))


def reader(view: View, cue: int) -> Iterable[int]:
    """Return the units of whom somebody writes to: “wrote *to the board* demanding an inquiry”."""
    last = to = cue + 1
    if view.kind(to).lower not in _TO or view.match(cue).entry.mode is not CueMode.WRITING:
        return ()
    while view.kind(last + 1).chunk == "N" or view.kind(last + 1).lower == "of":
        last += 1
    return range(to, last + 1) if last > to else ()


def _hearing(view: View, cue: int) -> Iterable[int]:
    """Return the pronoun for whoever hears what is told behind it: “telling *them* the talks had failed”."""
    if view.kind(cue + 1).lower not in _HEARING or view.kind(cue + 2).chunk != "N":
        return ()
    entry = view.match(cue).entry
    return (cue + 1,) if entry.mode is CueMode.SPEECH and {"obj", "that"} <= entry.frames else ()


def _how(view: View, cue: int, proposal: Proposal) -> Iterable[int]:
    """Return the units that say how a word or two are said, which a rule has left out."""
    segment, said = view.segment, cue + 1
    if proposal.content != {said}:
        return ()
    short = segment.lasts[said] - segment.firsts[said] <= WORD
    return range(said + 1, segment.core_end) if short and view.kind(said + 1).chunk in _HOW else ()


def _before_clause(view: View, cue: int, proposal: Proposal) -> Iterable[int]:
    """Return the units before a clause, which is all that its verb says: “*Ann Lee* told *the Post* that C”.

    So are the words of another's tag: *“C,”* he wrote after Lee said that C.
    """
    first = min(proposal.content)
    relative = view.kinds[first].lower in _ALSO_RELATIVE  # “the tale of those *who*”
    where = _is_placed(view, cue, first) or view.match(cue).entry.lemma == "hear"  # “heard *from Lee* that C”
    hearer = range(cue + 1, first) if where or (proposal.told.addressee and not relative) else ()
    tags = (other.content for tag, other in view.proposals.items() if other.rule == "tag" and tag < cue)
    return (*proposal.source, *hearer, *(i for content in tags for i in content if i < cue))


def _is_placed(view: View, cue: int, clause: int) -> bool:
    """Tell whether all between a sure verb and its clause is where or when: “said *Sunday on RTN's show* that C”."""
    entry, behind = view.match(cue).entry, view.kind(cue + 1)
    sure = entry.usual and "that" in entry.frames
    placed = bool(behind.date) or behind.lower in _PLACING
    other = any(view.chunks[i] == "V" or view.kinds[i].lower in _NO_PLACE for i in range(cue + 1, clause))
    return sure and placed and not other and view.kinds[clause].lower == "that"


def _where_said(view: View, cue: int, proposal: Proposal) -> Iterable[int]:
    """Return the units that say in what, or to whom, before a clause: “said *in a statement* the talks failed”.

    A hearer is told by the pronoun behind it, which opens the clause: “telling *investors* they had won”.
    """
    kinds, first = view.kinds, min(proposal.content)
    between = range(cue + 1, first)
    if len(between) > 1 and kinds[cue + 1].lower == "in" and kinds[cue + 2].tag in OPENING_TAGS:
        worded = any(WORDING.intersection(kinds[i].classes) for i in between)
        return between if worded and _PHRASE.issuperset(view.chunks[cue + 1 : first]) else ()
    hearer = "obj" in view.match(cue).entry.frames and {"N"} <= set(view.chunks[cue + 1 : first]) <= _HEARER
    told = hearer and kinds[cue + 1].lower not in INDEFINITE  # “show a side *he has*”
    subject = kinds[first].tag in CLAUSE_SUBJECTS or kinds[first].lower == "there"
    opens = subject and view.kind(first + 1).chunk == "V"
    return between if told and opens else ()


def _charging(view: View, cue: int, proposal: Proposal) -> Iterable[int]:
    """Return the preposition between a verb and the marked words that a rule gives it: “accused *of* ‘betrayal’”."""
    of = cue + 1
    charged = view.kind(of).lower == "of" and min(proposal.content) == of + 1
    return (of,) if charged and view.chunks[of + 1] == "Q" else ()


_KNOWN: Final = {"marked": _how, "that": _before_clause, "question": _before_clause, "bare": _where_said}  # by rule


def without_crumb(content: list[int], scene: Scene, cue: int, low: int) -> list[int]:
    """Return a content, units counted from `low`, without what closes the tag behind a preposition.

    That is a word or two, or where it was said: “C, Lee said in *his second book*”.
    """
    if not content or not content[0] <= cue - low < content[-1]:
        return content
    view, units = scene.view, [i + low for i in content]
    first = units[-1]
    while first - 1 in units:
        first -= 1
    before, short = view.kinds[first - 1], sum(scene.sizes[first : units[-1] + 1]) <= CRUMB
    where = before.lower in _PLACING and _CLAUSAL.isdisjoint(view.chunks[first : units[-1] + 1])
    return [i for i in content if i + low < first] if where or (short and before.tag == "IN") else content


def without_next(content: list[int], view: View, cue: int, low: int, told: list[float]) -> list[int]:
    """Return a content, units counted from `low`, without marked sentences beside a few words behind a cue.

    How probable these are to be content is set to naught.
    """
    begin, end = view.segment.core - low, view.segment.core_end - low
    if not content or (begin <= content[0] and content[-1] < end):
        return content
    core = [i for i in content if begin <= i < end]
    chunks, match = {view.chunks[i + low] for i in core}, view.match(cue)
    deed = match.entry.weight < BARELY and _CLAUSAL.isdisjoint(chunks)
    few = SUBJECTS if deed else FEW
    if not 0 < len(core) < min(len(content), few) or "Q" in chunks or core[0] + low < cue:
        return content  # “C,” *she said*. “C.”
    if match.stance is CueStance.NOT_SAID:
        return content
    for i in set(content).difference(core):
        told[i] = 0.0
    return core[: len(core) - (view.chunks[core[-1] + low] == ".")]
