"""What rules know of source and content better than the models: some units cannot be part of them, others must.

    days        “officials announced *Tuesday*”: when, neither who nor what (`dates`)
    lead-in     “*According to X, a lawyer*, C”, “*As X said*, C”, “C, *according to X, who is a lawyer*”: nothing of it
                is what X says (`leading`)
    other tag   “They voted against the plan, *said Lee*”: what is told with a tag ends before it
    closing tag “*Dogs eat meat*, says its manager.”, “*Sales rose*, a survey by Ipsos found”: content, and not who
                says it
    side        “*“It is shut.”* “It was shut in May,” said Maud.”: another piece of what the tag closes
    hearer      “Dogs eat meat, she told *a packed hall*”: no more of the content
    cut subject “*Prices*, she says, *will fall*”: content, and not who says it
    whole one   “*The boy next to* me whispered”: a pronoun in the objective case is no subject by itself
    its subject “*Ann Lee* told *the Post* that C”: neither it nor who hears it is content
    where       “said *in a statement* the talks failed”, “telling *staff* it was over”: no more of the content
    when        “C,” Hale wrote after *officials* said C: the source, and not who is told of before
    nobody      “*There* came a cry”: no source
    makers      “claims by *the firm* that C”: the source, and neither they nor what stands before is content
    its head    “*A memo seen by* Reuters said”: what a preposition has is no subject of a finite verb
                (in annotated news 36 such sources of 40 are longer or none)
    relative    “*A man who left when* Ann Lee *rose* has said that C”: likewise; a clause about who opens the sentence
    next subject “Having told them that C, *Ann Lee* left”: the source of a participle that opens the sentence
    apposition  “Ann Lee*, a plumber from Leeds,* said that C”: of the source that it tells of
    word said   “said ‘sorry’ *to his mother*”: how, of a word or two in marks
    crumb       “C, she wrote on *X*”: where it was written
    next words  “asked about the job. *“No comment.”*”: another quotation, behind a few words without marks
                (in annotated news 42 contents of 54 end with the sentence); behind a deed, however many (“Rosalind
                pushed the paper back across the desk. *“Not today.”*”)
    no more     what `resuming` finds: the writer's own words behind the content

Training leaves the probabilities as they are, so that the models see what they learn from.
"""

from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from quoteattr.finding.phrases import CueEntry
from quoteattr.linking.learned.dates import days_beside
from quoteattr.linking.learned.decode import source_of
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.leading import led_in
from quoteattr.linking.learned.resuming import (
    OF_SUBJECT,
    PREDICATES,
    SUBORDINATORS,
    clause_of,
    participial,
    subject_behind,
)
from quoteattr.linking.learned.spans import Scene
from quoteattr.linking.words import AUXILIARIES
from quoteattr.models import CueMode, CueStance

SUBJECT: Final = 4  # units of a subject that a tag cuts off; of longer ones the models know better where they begin
BEHIND: Final = 6  # units behind a tag that tell when, where or to whom
_SCENE: Final = frozenset("itg")  # chunks of prepositions, infinitives and participles, which open no subject
_PHRASES: Final = frozenset(["N", "n", "i", ""])  # chunks of what a tag goes on with
USUALLY: Final = 0.45  # weight from which a cue is one so often that a tag of it is known by its place
MOSTLY: Final = 0.8  # the same of one that is no participle of a noun
_CLOSED: Final = frozenset(["."])
_CLAUSES: Final = frozenset(["that", "question"])  # rules whose content is a clause with its conjunction
_ALSO_RELATIVE: Final = frozenset("who whom whose which when".split())  # words that open questions
_OBJECTIVE: Final = frozenset("me him her us them".split())
FEW: Final = 7  # units of an attitude with its full stop: “*denounced* the plan”
SUBJECTS: Final = 16  # units of a subject with what belongs to it
_TOLD: Final = frozenset(["V", "n", "b", ""])  # chunks of a verb group that may report: “has warned”
_OWNING: Final = frozenset("about against at by for from in into of on over to".split())
_ADDED: Final = frozenset(["i", "n", "t"])  # chunks of what a noun has behind it: prepositions and participles
_OPENING_TAGS: Final = frozenset(["DT", "PRP", "PRP$"])  # of words that begin another noun phrase
_LONG: Final = frozenset(["N", "i", "n", "c", "g", ""])  # chunks of a noun phrase with what it has behind it
_BROKEN: Final = frozenset(["Q", ":", ";"])  # chunks of what is more than a clause
_COMMON: Final = frozenset(["NN", "NNS"])  # tags of common nouns
_WORDING: Final = frozenset(["ncomm"])  # the class of nouns for what is said or written
_PHRASE: Final = frozenset(["N", "i", "g"])  # chunks of a noun phrase with a preposition: “in a filing”
_NEW: Final = frozenset(["a", "an"])  # before a noun that the clause behind it is about: “show a side *he has*”
_CLAUSE_SUBJECTS: Final = frozenset(["PRP", "EX"])  # tags of words that can only be the subject of another verb
_WHEN: Final = frozenset("after before once until when".split())
_PRESENT: Final = frozenset(["VBP", "VBZ"])  # tags of verbs that are no participles
_ARTICLES: Final = frozenset(["a", "an", "the"])
_SPEAKERS: Final = frozenset(["npers", "ngrou"])  # classes of nouns for somebody
_HEARER: Final = frozenset(["N", ","])  # chunks of a hearer with who he is
_NO_SUBJECT: Final = frozenset(["PRP", "EX", "WP"])  # tags of words that have nothing behind them
_RELATIVES: Final = frozenset("who that which whose where".split())
_INSIDE: Final = frozenset("VNinbtgv") | {""}  # chunks of a relative clause that holds no other clause
BARELY: Final = 0.3  # weight below which a verb with an object is more often a deed: “*pushed* the paper over”
_CLAUSAL: Final = frozenset("Vhwt")  # chunks of what is more than a noun phrase
WORD: Final = 4  # tokens of a word or two with their marks
_COMPARING: Final = frozenset(["than", "as", "like"])
_SIGNS: Final = frozenset([",", "."])
_HOW: Final = frozenset(["i", "t", ""])  # chunks of prepositions and adverbs
CRUMB: Final = 2  # tokens behind a preposition that are no content by themselves; a quotation has more, with its marks


def correct(view: View, cue: int, low: int, named: list[float], told: list[float], others: range) -> None:
    """Set how probable units are to be source and content where a rule knows; the lists begin at unit `low`.

    `others` are those of the writer's own clause, if it is another (`resuming.beyond`).
    """
    before, behind = days_beside(view, cue)
    subject, verb = _cut_off(view, cue)
    tagged, tag = _closed(view, cue)
    if not tag:
        tagged, tag = closing(view, cue)
    hearer = range(max(*tag, cue) + 1, view.segment.core_end) if tag else ()
    lead, told_of = led_in(view, cue)
    _set(named, low, (*_whole(view, cue), *_of_when(view, cue), *tag, *told_of), 1.0)
    _set(named, low, (*before, *subject, *tagged), 0.0)
    _set(told, low, (*behind, *lead, *_how(view, cue), *tag, *hearer, *others), 0.0)
    _set(told, low, (*subject, *verb, *tagged, *_beside(view, cue)), 1.0)
    _set(told, low, (*_of_clause(view, cue), *_charging(view, cue), *_other_tag(view, cue), *_where(view, cue)), 0.0)
    if others and (clause := clause_of(view, cue)):
        _set(told, low, range(clause, others.start), 1.0)  # up to the noun's own verb
    if others and participial(view, cue):
        _set(named, low, range(view.segment.core, cue), 0.0)
        _set(named, low, subject_behind(view, others), 1.0)
    if makers := _makers(view, cue):
        _set(named, low, makers, 1.0)
        _set(named, low, range(view.segment.core, cue), 0.0)
        _set(told, low, range(view.segment.core, makers.stop), 0.0)
    found = source_of(named)
    source = range(low + found.start, low + found.stop)
    if len(source) == 1 and view.kinds[source.start].tag == "EX":
        _set(named, low, source, 0.0)
    rest = _headed(view, cue, source) or _opening(view, cue) or _apposition(view, cue, source)
    _set(named, low, rest, 1.0)
    _set(told, low, rest, 0.0)


def _set(values: list[float], low: int, units: Iterable[int], p: float) -> None:
    for i in units:
        if low <= i < low + len(values):
            values[i - low] = p


def _how(view: View, cue: int) -> Iterable[int]:
    """Return the units that say how a word or two are said, which a rule has left out."""
    proposal, segment, said = view.proposals.get(cue), view.segment, cue + 1
    if proposal is None or proposal.rule != "marked" or proposal.content != {said}:
        return ()
    short = segment.lasts[said] - segment.firsts[said] <= WORD
    return (
        range(said + 1, segment.core_end)
        if short and view.kinds[said + 1 : said + 2] and view.chunks[said + 1] in _HOW
        else ()
    )


def _closed(view: View, cue: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return the units of a clause without marks that a tag closes with its sentence, and those of the source.

    Whether a conjunction that opens the sentence is part of what is said is left open.
    """
    proposal, match = view.proposals.get(cue), view.matches.get(cue)
    if proposal is None or proposal.rule != "tag" or match is None or match.entry.weight < USUALLY:
        return (), ()
    first, last, tag = view.segment.core, max(proposal.content), {*proposal.source, cue}
    if view.chunks[first] in _SCENE or view.kinds[first].lower in SUBORDINATORS:
        return (), ()  # “After a pause, she said.”
    named = any(view.kinds[i].tag == "NNP" for i in proposal.source)
    whole = len(proposal.content) == last + 1 - first and {",", "Q"}.isdisjoint(view.chunks[first : last + 1])
    if not (whole and proposal.source and last < min(tag) and _is_end(view, max(tag) + 1, match.entry, named=named)):
        return (), ()
    return range(first + (view.chunks[first] == "c"), last + 1), proposal.source


def closing(view: View, cue: int) -> tuple[Iterable[int], Iterable[int]]:
    """Return the units of a sentence that a verb with a long subject closes, and those of the subject.

    “Sales rose, *a survey by Ipsos* found.”: behind a comma and at the end of a sentence such a verb has no object but
    what stands before it.
    """
    chunks, first, end, match = view.chunks, view.segment.core, view.segment.core_end, view.matches.get(cue)
    if match is None or end - cue > BEHIND + 2 or not match.entry.closes:
        return (), ()
    verb = _group(view, cue)
    speaks = match.entry.mode is CueMode.SPEECH and match.entry.weight >= BARELY and _is_speaking(view, verb, cue)
    where = [kind.lower for kind in view.kinds[cue + 1 : cue + 2]] == ["in"]
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
    articles = _ARTICLES.intersection(kind.lower for kind in view.kinds[comma + 1 : comma + 2])
    apposed = bool(articles) and view.kinds[comma - 1].tag.startswith("NNP")
    object_ = any(kind.tag == "PRP" for kind in view.kinds[cue + 1 : view.segment.core_end])  # “they stand by *him*”
    return kind.tag in _COMMON and not _SPEAKERS.isdisjoint(kind.classes[:1]) and not apposed and not object_


def _is_phrase(view: View, first: int, end: int) -> bool:
    """Tell whether units are one noun phrase, with what it has behind it: “a survey of 900 men by Ipsos”."""
    chunks = view.chunks
    if chunks[first : first + 1] != ["N"] or view.kinds[first].tag in _NO_SUBJECT:
        return False
    if "i" not in chunks[first:end] and view.kinds[end - 1].tag not in _COMMON:
        return False  # “He used a word, *a word Lee* then repeated.”
    compared = any(kind.lower in _COMPARING for kind in view.kinds[first:end])
    return not compared and all(_goes_before(view, i) for i in range(first, end - 1))


def _group(view: View, cue: int) -> int:
    """Return where the verb group of a cue begins: at its auxiliaries and adverbs."""
    first = cue
    while first > view.segment.core and (view.chunks[first - 1] == "" or view.kinds[first - 1].lower in AUXILIARIES):
        first -= 1
    return first


def _is_end(view: View, unit: int, verb: CueEntry, *, named: bool) -> bool:
    """Tell whether a sentence ends at a unit, but for whom and when (“C, *he told* **the paper on Monday**.”).

    A participle has a time behind it, too, and no name before it: “Shares fell after the sale, *a deal struck* in May.”
    """
    end = view.segment.core_end
    end -= view.chunks[end - 1] == "."  # headlines have none
    if end < unit or (unit < end and not named and verb.weight < MOSTLY and "obj" not in verb.frames):
        return False
    return end - unit <= BEHIND and _PHRASES.issuperset(view.chunks[unit:end])


def _beside(view: View, cue: int) -> Iterable[int]:
    """Return the quotation that stands right before the first one of a tag, in one paragraph with it."""
    proposal = view.proposals.get(cue)
    if proposal is None or proposal.rule != "tag":
        return ()
    first = min(proposal.content)
    return (first - 1,) if 0 < first < cue and view.chunks[first - 1 : first + 1] == ["Q", "Q"] else ()


def _other_tag(view: View, cue: int) -> Iterable[int]:
    """Return the tag that closes the sentence of a cue: “They opposed it, *said Lee*”, “*, a poll by Ipsos says*”."""
    end = view.segment.core_end
    for tag, proposal in view.proposals.items():
        if proposal.rule == "tag" and cue < tag < min(proposal.source, default=0):
            match = view.matches.get(tag)
            sure = match is not None and match.entry.weight >= MOSTLY
            if sure and _CLOSED.issuperset(view.chunks[max(proposal.source) + 1 : end]):
                return range(tag, end)
    last = max(view.matches, default=cue)
    subject = closing(view, last)[1] if last > cue else ()
    return range(min(subject) - 1, end) if subject else ()


def _cut_off(view: View, cue: int) -> tuple[list[int], list[int]]:
    """Return the units of a subject that a tag cuts off from its verb, and those of the clause up to a comma."""
    proposal = view.proposals.get(cue)
    if proposal is None or proposal.rule != "tag":
        return [], []
    subject = [i for i in proposal.content if i < cue]
    behind = sorted(i for i in proposal.content if i > cue)
    if not (0 < len(subject) <= SUBJECT and behind and view.chunks[behind[0]] == "V"):
        return [], []
    return subject, list(takewhile(lambda i: view.chunks[i] != ",", behind))


def _whole(view: View, cue: int) -> Iterable[int]:
    """Return the units of a subject that closes on a pronoun which cannot be one."""
    proposal = view.proposals.get(cue)
    if proposal is None or cue - 1 not in proposal.source or view.kinds[cue - 1].lower not in _OBJECTIVE:
        return ()
    return proposal.source


def _of_clause(view: View, cue: int) -> Iterable[int]:
    """Return the units before a clause, which is all that its verb says: “*Ann Lee* told *the Post* that C”.

    So are the words of another's tag: *“C,”* he wrote after Lee said that C.
    """
    proposal = view.proposals.get(cue)
    if proposal is None or proposal.rule not in _CLAUSES:
        return ()
    first = min(proposal.content)
    relative = proposal.rule == "question" and view.kinds[first].lower in _ALSO_RELATIVE  # “the tale of those *who*”
    hearer = range(cue + 1, first) if proposal.told.addressee and not relative else ()
    tags = (other.content for tag, other in view.proposals.items() if other.rule == "tag" and tag < cue)
    return (*proposal.source, *hearer, *(i for content in tags for i in content if i < cue))


def _where(view: View, cue: int) -> Iterable[int]:
    """Return the units that say in what, or to whom, before a clause: “said *in a statement* the talks failed”.

    A hearer is told by the pronoun behind it, which opens the clause: “telling *investors* they had won”.
    """
    proposal, kinds = view.proposals.get(cue), view.kinds
    if proposal is None or proposal.rule != "bare":
        return ()
    first = min(proposal.content)
    between = range(cue + 1, first)
    if len(between) > 1 and kinds[cue + 1].lower == "in" and kinds[cue + 2].tag in _OPENING_TAGS:
        worded = any(_WORDING.intersection(kinds[i].classes) for i in between)
        return between if worded and _PHRASE.issuperset(view.chunks[cue + 1 : first]) else ()
    match, hearer = view.matches.get(cue), {"N"} <= set(view.chunks[cue + 1 : first]) <= _HEARER
    told = match is not None and "obj" in match.entry.frames and hearer and kinds[cue + 1].lower not in _NEW
    subject = kinds[first].tag in _CLAUSE_SUBJECTS or kinds[first].lower == "there"
    opens = subject and view.chunks[first + 1 : first + 2] == ["V"]
    return between if told and opens else ()


def _of_when(view: View, cue: int) -> Iterable[int]:
    """Return the subject of a clause that tells when: “Hale left after *officials* said C”."""
    proposal = view.proposals.get(cue)
    if proposal is None or proposal.rule != "bare" or not proposal.source:
        return ()
    first, last = min(proposal.source), max(proposal.source)
    when = first > view.segment.core and view.kinds[first - 1].lower in _WHEN
    alone = OF_SUBJECT.issuperset(view.chunks[first : last + 1]) and view.chunks[last] == "N"
    return proposal.source if when and alone and last + 1 == _group(view, cue) else ()


def _charging(view: View, cue: int) -> Iterable[int]:
    """Return the preposition between a verb and the marked words that a rule gives it: “accused *of* ‘betrayal’”."""
    proposal, of = view.proposals.get(cue), cue + 1
    charged = proposal is not None and min(proposal.content) == of + 1 and view.kinds[of].lower == "of"
    return (of,) if charged and view.chunks[of + 1] == "Q" else ()


def _makers(view: View, cue: int) -> range:
    """Return whose words a noun tells, behind "by" and before what they are: “claims by *the firm* that C”."""
    match, clause = view.matches.get(cue), clause_of(view, cue)
    noun = match is not None and not match.form and "noun" in match.entry.frames
    return range(cue + 2, clause) if noun and clause > cue + 1 else range(0)


def _headed(view: View, cue: int, source: range) -> range:
    """Return a source and the noun it belongs to, if only what a preposition of a subject has was found of it."""
    first, last = source.start, source.stop
    if not view.segment.core < first < last <= cue or view.kinds[first - 1].lower not in _OWNING:
        return range(0)
    verbs = view.chunks[last : cue + 1]
    if "V" not in verbs or not _TOLD.issuperset(verbs) or view.chunks[last - 1] != "N":
        return range(0)
    begin = last - 1
    while begin > max(view.segment.core, last - SUBJECTS) and _goes_before(view, begin - 1):
        begin -= 1
    return range(begin, last) if begin < first and view.chunks[begin] == "N" else range(0)


def _opening(view: View, cue: int) -> range:
    """Return the subject that opens a sentence with a clause about it, without commas: “*A man who left* has said”.

    The verb of that clause is the only one before the cue's, and takes no clause itself.
    """
    chunks, kinds, first = view.chunks, view.kinds, view.segment.core
    first += chunks[first] == "c"  # “*Both* the hospital and the trust that runs it said”
    verb = _group(view, cue)
    relative = next((i for i in range(first, verb) if chunks[i] not in OF_SUBJECT), verb)
    inside = chunks[relative + 1 : verb]
    if chunks[first : first + 1] != ["N"] or kinds[relative].lower not in _RELATIVES or not _INSIDE.issuperset(inside):
        return range(0)
    verbs = [i for i in range(relative + 1, verb) if chunks[i] == "V" and chunks[i - 1] != "V"]
    telling = any(
        relative < i < verb and "bare" in m.entry.frames and kinds[i].tag != "VBN" for i, m in view.matches.items()
    )
    finite = "V" in chunks[verb : cue + 1] or kinds[cue].tag == "VB"  # the tagger's “say” behind a participle
    return range(first, verb) if len(verbs) == 1 and not telling and finite else range(0)


def _apposition(view: View, cue: int, source: range) -> range:
    """Return a source and the noun phrase behind it that tells who it is: “Ann Lee, *a plumber from Leeds,* said”."""
    chunks, first = view.chunks, source.stop
    if not source.start < first < cue - 2 or chunks[first] != "," or view.kinds[first + 1].tag != "DT":
        return range(0)
    end = next((i for i in range(first + 1, min(cue, first + SUBJECTS)) if chunks[i] not in OF_SUBJECT), first)
    verb = end + 1 + (chunks[end + 1] == "")
    return range(source.start, end + 1) if chunks[end] == "," and chunks[min(verb, cue)] in PREDICATES else range(0)


def _goes_before(view: View, unit: int) -> bool:
    """Tell whether a unit is of the same noun phrase as the next one."""
    kinds, chunk = view.kinds, view.chunks[unit]
    if chunk == "N":
        return view.chunks[unit + 1] != "N" or kinds[unit + 1].tag not in _OPENING_TAGS
    if kinds[unit].tag == "VBD":
        return (
            view.chunks[unit - 1] == "N" and view.chunks[unit + 1] == "i"
        )  # a participle: “a flag *hung* from a roof”
    return chunk in _ADDED and kinds[unit].lower not in SUBORDINATORS


def without_crumb(content: list[int], scene: Scene, cue: int, low: int) -> list[int]:
    """Return a content, units counted from `low`, without a word or two behind a preposition that close the tag."""
    view, units = scene.view, [i + low for i in content]
    if not units or units[0] > cue or units[-1] <= cue:
        return content
    first = units[-1]
    while first - 1 > cue and first - 1 in units:
        first -= 1
    crumb = sum(scene.sizes[first : units[-1] + 1]) <= CRUMB and view.kinds[first - 1].tag == "IN"
    return [i for i in content if i + low < first] if crumb else content


def without_next(content: list[int], view: View, cue: int, low: int, told: list[float]) -> list[int]:
    """Return a content, units counted from `low`, without marked sentences beside a few words behind a cue.

    How probable these are to be content is set to naught.
    """
    core = [i for i in content if view.segment.core <= i + low < view.segment.core_end]
    chunks, match = {view.chunks[i + low] for i in core}, view.matches.get(cue)
    deed = (match is None or match.entry.weight < BARELY) and _CLAUSAL.isdisjoint(chunks)
    few = SUBJECTS if deed else FEW
    if not 0 < len(core) < min(len(content), few) or "Q" in chunks or chunks <= _SIGNS or core[0] + low < cue:
        return content  # “C,” *she said*. “C.”
    if match is not None and match.stance is CueStance.NOT_SAID:
        return content
    for i in set(content).difference(core):
        told[i] = 0.0
    return core[: len(core) - (view.chunks[core[-1] + low] == ".")]
