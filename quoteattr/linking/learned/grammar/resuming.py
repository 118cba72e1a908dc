"""Where a sentence is the writer's again behind what a cue reports, as rules know it better than the models.

    main clause “After X said that C, *they left*”: what the clause of the cue hangs on or belongs to (`clauses`)
    next deed   “said it was “cruel” *and walked out*”: the writer's again (2 contents of 40 go on with it)
                “welcomed the inquiry *but warned that C*”: likewise (1 content of 20 goes on with it)
                “welcomed the inquiry, *saying that C*”: a report of its own
                “said it would wait, *with a spokesman adding that C*”: likewise
    predicate   “S's claim that C *was rejected*”: of the noun
    contrast    “C, she said, *although she warned that C*”: another report than the one before the tag
    its noun    “said it was safe, *a claim denied by all*”, “*to which S replied*”: likewise (3 of 25)

`grammar` takes these units out of content; training leaves them in, so that the models see what they learn from.
"""

from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.clauses import COORDINATORS, OPENING, SUBORDINATORS, main_clause
from quoteattr.linking.learned.kinds import CLAUSE_SUBJECTS, OF_SUBJECT
from quoteattr.linking.words import AUXILIARIES, INDEFINITE

ENDED: Final = frozenset("Vn")  # chunks of verbs, those that the tagger takes for participles (“left”) among them
_CLOSING: Final = frozenset("w,hQ")  # chunks behind which one may be
_VERBAL: Final = frozenset("Vc")  # chunks of finite verbs, and of conjunctions
_TENSED: Final = frozenset(["VBD", "VBZ"])
_ASKED: Final = frozenset("about by whether if what who how why where".split())
_FINITE: Final = frozenset("Vng")  # chunks behind which a verb is not of the clause with “that”,
_INFINITE: Final = frozenset(["N", "b", "n", "", "i"])  # and not of an infinitive
_AGAINST: Final = frozenset("although but though whereas while".split())
_NOUN: Final = frozenset(["N", "i", ""])  # chunks of whose they are, and of a noun that is told of
_TOLD_AS: Final = frozenset(["h", "t"])  # chunks of what opens what is told: “that”, “to”
_SUBJECT: Final = frozenset("DT PRP PRP$ NNP".split())  # tags of what opens a subject
_NEW: Final = frozenset("Vwhc,")  # chunks that end a noun phrase which is all that is said
SURELY: Final = 0.6  # weight from which a participle behind a comma is another report
_PAUSES: Final = frozenset([",", "-", "--", "—", "–"])
_CLAIMS: Final = frozenset(
    "accusation allegation argument assertion charge claim comment move point proposal remark sentiment statement "
    "suggestion view".split()
)
_BEING: Final = frozenset("is are was were".split())


def beyond(view: View, cue: int) -> range:
    """Return the units, to the end, of a clause that is the writer's again, and not what the cue reports."""
    clause = main_clause(view, cue) or _predicate(view, cue) or _contrast(view, cue) or _behind_marks(view, cue)
    return clause or _next_verb(view, cue) or _added(view, cue) or _with_another(view, cue) or _resumed(view, cue)


def _predicate(view: View, cue: int) -> range:
    """Return the units of the verb whose subject a noun with its clause is: “S's claim that C *was rejected*”."""
    chunks, end, clause = view.chunks, view.segment.core_end, clause_of(view, cue)
    if clause:
        ended = _INFINITE if chunks[clause] == "t" else _FINITE if clause > cue + 1 else ENDED
        for i in range(clause + 2, end):
            marked = chunks[i] == "Q" and chunks[i - 1] in ENDED  # “that it was “safe” *was denied*”
            if (chunks[i] in _CLOSING and not marked) or view.kinds[i].lower in SUBORDINATORS:
                break
            finite = chunks[clause] == "t" or "V" in chunks[clause:i]  # “that flooding | was likely”: its own verb
            if chunks[i] == "V" and finite and (chunks[i - 1] in ended or _is_complete(view, clause, i)):
                return range(i, end)
    return range(0)


def _is_complete(view: View, clause: int, verb: int) -> bool:
    """Tell whether a clause with "that" can have no more before a verb: “that it was safe | *was denied*”.

    It has what a form of "be" takes (“that the club is not for sale | *has*”), or closes on a verb with its adverb.
    """
    chunks, kinds, last = view.chunks, view.kinds, verb - 1
    while chunks[last] == "":
        last -= 1
    if chunks[last] == "Q" or (kinds[last].tag == "JJ" and chunks[last - 1] == "V"):
        return True
    if chunks[last] != "N" or kinds[last].tag in CLAUSE_SUBJECTS:
        return chunks[last] in ENDED or (chunks[last] == "b" and chunks[last - 1] == "V")
    being = next((i for i in range(clause, last) if chunks[i] == "V"), last)
    behind = being + 1 + (chunks[being + 1] == "")
    return kinds[being].lower in _BEING and chunks[behind] in {"N", "i"}  # chunks of what it takes: “is *not for sale*”


def clause_of(view: View, cue: int) -> int:
    """Return where the clause begins that tells what a noun says: “a claim *that C*”, “claims by the firm *that C*”."""
    chunks, end = view.chunks, view.segment.core_end
    if view.kinds[cue].tag[0] != "N" or cue + 1 >= end:
        return 0
    if view.kinds[cue + 1].lower in {"by", "from"}:  # between a noun for words and whose they are
        behind = next((i for i in range(cue + 2, min(end, cue + OPENING)) if chunks[i] not in _NOUN), end)
        return behind if cue + 2 < behind < end and chunks[behind] in _TOLD_AS else 0
    return cue + 1 if chunks[cue + 1] == "h" else 0


def _contrast(view: View, cue: int) -> range:
    """Return the units of a report behind a tag, set against the one before: “C, she said, *but they deny it*”."""
    chunks, first = view.chunks, cue
    if (
        view.kind(cue + 1).chunk != ","
        or view.kind(cue + 2).lower not in _AGAINST
        or max(view.proposals, default=0) <= cue
    ):
        return range(0)
    while first > view.segment.core and chunks[first - 1] in OF_SUBJECT:
        first -= 1
    tag = first < cue and chunks[first - 1] == "," and "V" in chunks[view.segment.core : first]
    return range(cue + 1, view.segment.core_end) if tag else range(0)


def _behind_marks(view: View, cue: int) -> range:
    """Return the units behind marked words with the speaker's next deed: “said it was “cruel” *and walked out*”."""
    chunks, kinds, end = view.chunks, view.kinds, view.segment.core_end
    tense = kinds[cue].tag
    if tense not in _TENSED or view.marked[1] < cue or "Q" not in chunks[cue + 1 : end]:
        return range(0)
    for i in range(chunks.index("Q", cue + 1) + 1, end - 1):
        if chunks[i - 1] == "Q" and kinds[i].lower in COORDINATORS:
            verb = i + 1 + (chunks[i + 1] == "")
            if verb < end and kinds[verb].tag == tense and kinds[verb].lower not in AUXILIARIES:
                return range(i, end)
    return range(0)


def _next_verb(view: View, cue: int) -> range:
    """Return the units of the next thing that a speaker does to a noun: “welcomed the inquiry *but warned that C*”."""
    chunks, kinds, end = view.chunks, view.kinds, view.segment.core_end
    joint = next((i for i in range(cue + 1, end - 2) if chunks[i] in _VERBAL), end)
    if view.kind(joint).lower in COORDINATORS:
        verb = joint + 1 + (chunks[joint + 1] == "")
        same = kinds[verb].tag == kinds[cue].tag and kinds[verb].tag in _TENSED
        if chunks[verb] == "V" and (same or verb in view.matches):
            return range(joint, end)
        if _opens_clause(view, cue, joint):
            return range(joint, end)  # “praised the crew *but the mayor was angry*”
    return range(0)


def _opens_clause(view: View, cue: int, joint: int) -> bool:
    """Tell whether "but" opens a clause of another subject behind a noun that is all that is told."""
    behind = view.chunks[joint + 1 : view.segment.core_end]
    if view.kinds[joint].lower != "but" or view.kinds[joint + 1].tag not in _SUBJECT or "V" not in behind:
        return False
    return cue + 1 < joint and _NOUN.issuperset(view.chunks[cue + 1 : joint])


def _added(view: View, cue: int) -> range:
    """Return the units of another verb of speech that tells more about a noun: “told of the fire, *saying that C*”.

    Behind what a tag closes it is all of the rest: “C, Lee said *in a briefing, quoting Roe*”.
    """
    chunks, end = view.chunks, view.segment.core_end
    comma = next((i for i in range(cue + 1, end - 1) if chunks[i] in _NEW), end)
    more, heard = view.match(comma + 1), view.kind(cue + 1).lower == "to"  # “wrote to Lee, telling him that C”
    if view.kind(comma).chunk != "," or heard or more.form != "ing":
        return range(0)
    proposal = view.proposal(cue)
    closes = proposal.rule == "tag" and max(proposal.content) < cue
    sure = more.entry.weight >= SURELY or view.kind(comma + 2).chunk == "h"
    return range(cue + 1 if closes else comma, end) if closes or sure else range(0)


def _with_another(view: View, cue: int) -> range:
    """Return the units of what another one adds: “said it would wait, *with a spokesman adding that C*”."""
    kinds, chunks, end = view.kinds, view.chunks, view.segment.core_end
    for comma in range(cue + 2, end - 3):
        if chunks[comma] == "," and kinds[comma + 1].lower == "with":
            verb = next((i for i in range(comma + 2, end) if chunks[i] not in _NOUN), end)
            sure = view.match(verb).entry.weight >= SURELY or view.kind(verb + 1).chunk == "h"
            if verb in view.matches and sure:
                return range(comma, end)
    return range(0)


def _resumed(view: View, cue: int) -> range:
    """Return the units behind a content that tell of it: “said it was safe, *a claim he denied*”, “*when asked by*”.

    So do those of who answers: “said it was late, *to which Tom replied*: “C””.
    """
    kinds, end = view.kinds, view.segment.core_end
    for i in range(cue + 2, end - 2):
        if kinds[i].lower in INDEFINITE and view.chunks[i - 1] in _PAUSES:
            noun = next((k for k in (i + 1, i + 2) if kinds[k].tag == "NN"), i)
            if kinds[noun].lower in _CLAIMS:
                return range(i - 1, end)
        elif kinds[i].lower == "when" and kinds[i + 1].lower == "asked" and kinds[i + 2].lower in _ASKED:
            return range(i, end)
        elif view.chunks[i] == "," and kinds[i + 1].lower == "to" and kinds[i + 2].lower == "which":
            return range(i, end if max(view.matches, default=0) > i else i)
    return range(0)
