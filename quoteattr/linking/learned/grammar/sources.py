"""What belongs to a source, by where it stands.

The models find the words of a source, and not always all or none of what hangs on them:

    whole one   “*The boy next to* me whispered”: a pronoun in the objective case is no subject by itself
    when        “C,” Hale wrote after *officials* said C: the source, and not who is told of before
    makers      “claims by *the firm* that C”: the source, and neither they nor what stands before is content
    its head    “*A memo seen by* Reuters said”: what a preposition has is no subject of a finite verb
                (in annotated news 36 such sources of 40 are longer or none)
                “*Residents told to leave* their homes said that C”
    relative    “*A man who left when* Ann Lee *rose* has said that C”: likewise; a clause about who opens the sentence
    participle  “*A post shared 300 times on* X said that C”: likewise
    where       “Ann Lee left, but in *a statement* said C”: it is where she said it, and she the source
    first deed  “The mayor *opens a bridge*, calls it a start”: what the source does before it speaks is no part of it
    apposition  “Ann Lee*, a plumber from Leeds,* said that C”: of the source that it tells of
"""

from collections.abc import Iterable, Sequence
from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.clauses import COORDINATORS, SUBORDINATORS
from quoteattr.linking.learned.grammar.participles import HEARD, reduced
from quoteattr.linking.learned.grammar.resuming import ENDED, clause_of
from quoteattr.linking.learned.kinds import COMMON, OF_SUBJECT, OPENING_TAGS, PREDICATES, Kind
from quoteattr.linking.words import AUXILIARIES, OBJECTIVE

WORDING: Final = frozenset(["ncomm"])  # the class of nouns for what is said or written
_NO_SUBJECT: Final = OBJECTIVE - {"you"}
SUBJECTS: Final = 16  # units of a subject with what belongs to it
SCENE: Final = 6  # units of a label, or of when or where, before one
_TOLD: Final = frozenset(["V", "n", "b", ""])  # chunks of a verb group that may report: “has warned”
_OWNING: Final = frozenset("about against at by for from in into of on over to".split())
_ADDED: Final = frozenset(["i", "n", "t"])  # chunks of what a noun has behind it: prepositions and participles
_BEHIND_PARTICIPLE: Final = frozenset(["i", "t", ""])  # chunks that open what belongs to one: “shared *on*”
_PASTS: Final = frozenset("came did fell went was were".split())  # that are no participles
_PARTICIPLES: Final = frozenset(["VBN", "VBD", "VBG"])  # tags, the past being what the tagger takes one for
_MEASURES: Final = frozenset(["CD", "JJR"])  # tags: “shared *30,000* times”
_WHEN: Final = frozenset("after before once until when".split())
_RELATIVES: Final = frozenset("who that which whose where".split())
_INSIDE: Final = frozenset("VNinbtgv") | {""}  # chunks of a relative clause that holds no other clause


def group(view: View, cue: int) -> int:
    """Return where the verb group of a cue begins: at its auxiliaries and adverbs."""
    first = cue
    while first > view.segment.core and (view.chunks[first - 1] == "" or view.kinds[first - 1].lower in AUXILIARIES):
        first -= 1
    return first


def whole_subject(view: View, cue: int) -> Iterable[int]:
    """Return the units of a subject that closes on a pronoun which cannot be one."""
    source = view.proposal(cue).source
    return source if cue - 1 in source and view.kinds[cue - 1].lower in _NO_SUBJECT else ()


def of_when(view: View, cue: int) -> Iterable[int]:
    """Return the subject of a clause that tells when: “Hale left after *officials* said C”."""
    proposal = view.proposal(cue)
    if not proposal.source:
        return ()
    first, last = min(proposal.source), max(proposal.source)
    when = first > view.segment.core and view.kinds[first - 1].lower in _WHEN
    alone = OF_SUBJECT.issuperset(view.chunks[first : last + 1]) and view.chunks[last] == "N"
    return proposal.source if when and alone and last + 1 == group(view, cue) else ()


def makers(view: View, cue: int) -> range:
    """Return whose words a noun tells, behind "by" and before what they are: “claims by *the firm* that C”."""
    return range(cue + 2, clause_of(view, cue))


def with_head(view: View, cue: int, source: range) -> range:
    """Return a source and the noun it belongs to, if only what a preposition of a subject has was found of it."""
    first, last = source.start, source.stop
    if not view.segment.core < first < last <= cue:
        return range(0)
    verb = group(view, cue)
    if any(reduced(view, i) == verb for i in view.matches if i < verb):
        return range(view.segment.core, last)  # “Residents *told* to leave **said**”
    if view.kinds[first - 1].lower not in _OWNING:
        return range(0)
    verbs = view.chunks[last : cue + 1]
    if "V" not in verbs or not _TOLD.issuperset(verbs) or view.chunks[last - 1] != "N":
        return range(0)
    begin = last - 1
    while begin > max(view.segment.core, last - SUBJECTS) and goes_before(view, begin - 1):
        begin -= 1
    behind_verb = begin > view.segment.core and view.chunks[begin - 1] == "V"  # “a man who spent *a year in jail* said”
    return range(begin, last) if begin < first and view.chunks[begin] == "N" and not behind_verb else range(0)


def opening_subject(view: View, cue: int) -> range:
    """Return the subject that opens a sentence with a clause about it, without commas: “*A man who left* has said”.

    The verb of that clause is the only one before the cue's, and takes no clause itself.
    """
    chunks, kinds, verb = view.chunks, view.kinds, group(view, cue)
    first = _first_subject(view, verb)
    first += chunks[first] == "c"  # “*Both* the hospital and the trust that runs it said”
    if view.kind(first).chunk != "N":
        return range(0)
    if kinds[cue].tag != "VBG" and (reduced_to := _with_participle(view, first, verb, cue)):
        return reduced_to
    relative = next((i for i in range(first, verb) if chunks[i] not in OF_SUBJECT), verb)
    if kinds[relative].lower not in _RELATIVES or not _INSIDE.issuperset(chunks[relative + 1 : verb]):
        return range(0)
    verbs = [i for i in range(relative + 1, verb) if chunks[i] == "V"]
    telling = any("bare" in view.match(i).entry.frames and kinds[i].tag != "VBN" for i in range(relative + 1, verb))
    finite = "V" in chunks[verb : cue + 1] or kinds[cue].tag == "VB"  # the tagger's “say” behind a participle
    return range(first, verb) if len(verbs) == 1 and not telling and finite else range(0)


def _first_subject(view: View, verb: int) -> int:
    """Return where the first subject before a verb begins: behind a label or when or where, “FALSE: *A post*”."""
    chunks, first = view.chunks, view.segment.core
    sign = next((i for i in range(first + 1, min(verb, first + SCENE)) if chunks[i] in {":", ","}), first)
    led = chunks[sign] == ":" or (chunks[first] == "i" and OF_SUBJECT.issuperset(chunks[first:sign]))
    return sign + 1 if led and sign > first else first


def _with_participle(view: View, first: int, verb: int, cue: int) -> range:
    """Return a subject with a participle and what belongs to that: “*A post shared 300 times on X* says C”.

    The tagger takes the participle for the past, and what stands behind it for the subject of the verb.
    """
    chunks, kinds = view.chunks, view.kinds
    participle = next((i for i in range(first, verb) if chunks[i] not in OF_SUBJECT), verb)
    rest = kinds[participle + 1 : verb]
    if not rest or rest[-1].chunk != "N" or rest[-1].tag == "POS":
        return range(0)
    if any(kind.chunk not in OF_SUBJECT or kind.lower in SUBORDINATORS for kind in rest):
        return range(0)
    measured = rest[0].tag in _MEASURES and any(kind.tag == "NNS" for kind in rest)
    whole = measured or any(kind.lower == "by" for kind in rest) or _is_placed(view, participle, rest, cue)
    return range(first, verb) if whole and _is_participle(view, participle) else range(0)


def _is_participle(view: View, unit: int) -> bool:
    """Tell whether a verb may be a participle of the noun before it: “a post widely *shared*”."""
    head = view.kinds[unit - 1 - (view.chunks[unit - 1] == "")]
    return head.tag in COMMON and view.kinds[unit].tag in _PARTICIPLES and view.kinds[unit].lower not in _PASTS


def _is_placed(view: View, participle: int, rest: Sequence[Kind], cue: int) -> bool:
    """Tell whether a participle has where or to whom behind it: “A nurse working *in Kabul* said”, “sent *to* her”.

    If what it belongs to is nothing written, the cue can be no noun (“A row broke out over Facebook *claims*”), nor is
    that a participle which may report.
    """
    if any(kind.chunk == "c" for kind in rest):
        return False
    if view.kinds[participle].tag == "VBG" and view.chunks[cue] == "V" and view.kind(cue + 1).chunk == "h":
        return True  # “Posts *sharing* the clip in Kenya claim that C”
    if rest[0].chunk not in _BEHIND_PARTICIPLE:
        return False
    if WORDING.intersection(view.kinds[participle - 1].classes):
        return True
    match, told = view.match(cue), "bare" in view.match(participle).entry.frames
    sure = match.form in HEARD or "verbal" in match.entry.frames
    return sure and not (told and view.kinds[participle].tag == "VBD")


def where_written(view: View, source: range) -> tuple[range, range]:
    """Return a source that is only what something was written in, and the subject of the clause before: the source.

    “*Ann Lee* left, but in **a statement** said C”.
    """
    first, core = source.start, view.segment.core
    within = first > core + 1 and view.kinds[first - 1].lower == "in"
    if not (within and any(WORDING.intersection(view.kinds[i].classes) for i in source)):
        return range(0), range(0)
    verb = next((i for i in range(core, first) if view.chunks[i] not in OF_SUBJECT), core)
    joined = view.kinds[first - 2].lower in COORDINATORS and verb < first - 2
    subject = joined and view.chunks[core] == "N" and view.chunks[verb] in ENDED
    return (source, range(core, verb)) if subject else (range(0), range(0))


def with_apposition(view: View, cue: int, source: range) -> range:
    """Return a source and the noun phrase behind it that tells who it is: “Ann Lee, *a plumber from Leeds,* said”."""
    chunks, first = view.chunks, source.stop
    if not source.start < first < cue - 2 or chunks[first] != "," or view.kinds[first + 1].tag != "DT":
        return range(0)
    end = next((i for i in range(first + 1, min(cue, first + SUBJECTS)) if chunks[i] not in OF_SUBJECT), first)
    verb = end + 1 + (chunks[end + 1] == "")
    return range(source.start, end + 1) if chunks[end] == "," and chunks[min(verb, cue)] in PREDICATES else range(0)


def first_deed(view: View, cue: int, source: range) -> range:
    """Return what a subject that opens a sentence does before it speaks: “Mayor *opens bridge*, says it is a start”.

    A comma is all that joins the two.  In headlines the tagger takes such a verb for a plural.
    """
    chunks, kinds, comma = view.chunks, view.kinds, group(view, cue) - 1
    opens = view.segment.core == source.start < comma <= source.stop
    if not opens or chunks[comma] != "," or "," in chunks[source.start : comma]:
        return range(0)
    before = range(source.start + 1, comma)
    plural = (i for i in before if kinds[i].tag == "NNS" and i + 1 < comma and chunks[i + 1] in {"N", ""})
    verb = next((i for i in before if chunks[i] == "V"), next(plural, comma))
    related = any(kinds[i].lower in _RELATIVES or kinds[i].lower in SUBORDINATORS for i in range(source.start, verb))
    return range(0) if related else range(verb, comma)


def goes_before(view: View, unit: int) -> bool:
    """Tell whether a unit is of the same noun phrase as the next one."""
    kinds, chunk = view.kinds, view.chunks[unit]
    if chunk == "N":
        return kinds[unit + 1].tag not in OPENING_TAGS
    if kinds[unit].tag == "VBD":
        return view.chunks[unit + 1] == "i"  # a participle: “a flag *hung* from a roof”
    return chunk in _ADDED and kinds[unit].lower not in SUBORDINATORS
