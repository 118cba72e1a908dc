"""Deeds told with verbs that may report: “Clara *slammed* the door”, “She *put down* her fork”.

Many verbs of a deed report in other places (“slammed the plan”, “put down that”), and what is done to reads like what
is said.  A report whose words are a short noun phrase without marks is a deed

- where its verb tells what a judge does (“*sentenced* Price to six years”), or that no words are needed (“the title,
  “Salt”, *says it all*”);
- where nothing of it can be words: a pronoun, "nothing", "a word", "the question", an act that is repeated (“*repeated*
  the gesture”); whoever is only called or called on (“*called* the police”), or does something to himself (“*explained*
  himself badly”); a thing or an animal, of a verb that is none of speech or seldom reports, and none of thought, or one
  known already (“*called for* her carriage”); a name, of a verb that tells what somebody found or saw; what is written,
  which is a work (“*wrote* two plays”, “the memo was *written* by Roe”), or read; what is added (“*added* 25 points”);
- where a quotation is the sentence before or behind, of a verb that seldom reports or of a thing (Clara *slammed
  the door.* “Out!”);
- where what stands behind its verb tells how it was done, or why (“*laughed* so hard that she cried”, “*sighed* as
  though it hurt”);
- where it keeps a speaker busy between two pieces of a quotation (“So,” she said, *putting down her fork*, “we go.”).

Limits: things are known as far as the table of word classes goes.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.linking.learned.accept import Decoded
from quoteattr.linking.learned.kinds import COMMON, OPENING_TAGS, PHRASE, PREDICATES, Kind
from quoteattr.models import CueMode

SHORT: Final = 6  # units of an object that tells no more than what is done
SHORTEST: Final = 3  # units of one that does so whatever its verb reports elsewhere
MERE: Final = 2  # units of one that stands for words not told: “the question”
SELDOM: Final = 0.5  # weight below which a verb reports too seldom to make words of a thing
HARDLY: Final = 0.17  # weight below which even a verb of speech hardly ever does
_WORDED: Final = frozenset("VQhw")  # chunks of clauses and of marked words
_THINGS: Final = frozenset("narti nbody nanim nfood nobje nplan nsubs".split())  # classes of what can be handled
_SPEAKING: Final = frozenset(["vcomm", "vC3"])
_OWNED: Final = frozenset("the his her its their my our your".split())  # before what is known already
_THEMSELVES: Final = frozenset("himself herself itself themselves myself yourself ourselves".split())
_MANNERS: Final = frozenset("so as because until till".split())  # what a clause of manner or reason may open with
_MERE: Final = frozenset("nothing something little word question questions".split())  # for words that are not told


class _Deed(NamedTuple):
    """A verb, what the lexicon says of it, and the noun phrase [start, end) right behind it that is content."""

    verb: Kind
    match: CueMatch
    object_: Sequence[Kind]

    @property
    def entry(self) -> CueEntry:
        """What the lexicon says of the verb."""
        return self.match.entry

    @property
    def speaks(self) -> bool:
        """Whether the verb is one of speech in most of its senses."""
        return not _SPEAKING.isdisjoint(self.verb.classes)

    @property
    def handles(self) -> bool:
        """Whether the object is a thing."""
        return not _THINGS.isdisjoint(self.head.classes)

    @property
    def head(self) -> Kind:
        """The last noun of the object before anything else stands in it."""
        end = next((i for i, kind in enumerate(self.object_) if kind.chunk != "N"), len(self.object_))
        return self.object_[end - 1]


def is_deed(one: Decoded) -> bool:
    """Tell whether what was decoded as a report only tells what somebody did."""
    match, kinds, core_end = one.view.match(one.cue), one.view.kinds, one.view.segment.core_end
    if kinds[one.cue].tag[0] != "V" or (one.cue in one.view.matches and not match.form):
        return False
    behind, lemma = one.view.kind(one.cue + 1).lower, match.entry.lemma
    adds = lemma == "add" and one.units[0] > one.cue and _is_bare(one)  # “*added* 25 points”
    if adds or lemma == "sentence" or (lemma == "call" and behind == "off"):
        return True
    if behind == "it" and one.view.kind(one.cue + 2).lower == "all" and one.units[-1] <= one.cue + MERE:
        return True
    if lemma == "write" and behind == "by" and _is_bare(one):
        return True
    if _is_manner(one):
        return True
    start, end = _object(one, match)
    if not 0 < end - start <= SHORT or kinds[start].chunk != "N":
        return False
    deed = _Deed(kinds[one.cue], match, kinds[start:end])
    if _is_naming(deed):
        return False
    work = _is_written(deed)
    further = bisect_left(one.units, end)
    if further < len(one.units) and one.units[further] < core_end:
        return _goes_on(deed, kinds[end : end + 2], work=work)
    return work or _is_call(deed) or _is_no_words(deed) or (_is_beside(one) and _leads(deed))


def _is_manner(one: Decoded) -> bool:
    """Tell whether a clause behind a verb tells how it was done, or why, of one that seldom reports and leads on."""
    kind, opening = one.view.kind, one.view.kind(one.cue + 1).lower
    if opening not in _MANNERS or one.units[0] <= one.cue:
        return False
    second, third = kind(one.cue + 2), kind(one.cue + 3)
    if opening == "so":
        return second.tag in {"RB", "JJ"} and (third.tag in OPENING_TAGS or third.chunk == "h")
    seldom = _is_beside(one) and one.view.match(one.cue).entry.weight < SELDOM
    return seldom and (opening != "as" or second.lower in {"if", "though"}) and not kind(one.units[0]).quoted


def _is_bare(one: Decoded) -> bool:
    """Tell whether nothing of a content is a clause or has marks."""
    return _WORDED.isdisjoint(one.view.chunks[i] for i in one.content)


def _object(one: Decoded, match: CueMatch) -> tuple[int, int]:
    """Return the units of the noun phrase behind a verb, or behind a pronoun after it, as far as it is content."""
    kinds, core_end = one.view.kinds, one.view.segment.core_end
    start = bisect_left(one.view.segment.firsts, match.last) if match.form else one.cue + 1
    start += start < core_end and start not in one.content and kinds[start].tag == "PRP"
    end = start
    while end in one.content:
        owned = kinds[end].chunk == "g" and kinds[end - 1].tag == "PRP$"  # “her knitting”
        if kinds[end].chunk not in PHRASE and not owned:
            break
        end += 1
    return start, end


def _goes_on(deed: _Deed, behind: Sequence[Kind], *, work: bool) -> bool:
    """Tell whether what stands behind the object is another's content, or another deed: “found the key *and let*”.

    A second noun may be another work, too: “wrote two plays *and a novel*”.
    """
    chunks = [kind.chunk for kind in behind]
    if chunks == [",", "Q"]:
        return deed.verb.tag == "VBG"
    if chunks[:1] != ["c"]:
        return False
    return (work and chunks[-1] == "N") or (chunks[-1] in PREDICATES and _is_no_words(deed))


def _is_beside(one: Decoded) -> bool:
    """Tell whether a sentence of nothing but marked words stands before or behind that of a cue."""
    segment = one.view.segment
    return segment.core > 0 or segment.core_end < len(segment)


def _leads(deed: _Deed) -> bool:
    """Tell whether a deed leads to the quotation beside it."""
    return deed.verb.tag != "VBG" and (deed.handles or deed.entry.weight < (HARDLY if deed.speaks else SELDOM))


def _is_naming(deed: _Deed) -> bool:
    """Tell whether a verb says what somebody or something is: “called *him a fool*”, “called *the plan a sham*”."""
    described = any(kind.tag == "DT" for kind in deed.object_[1:])
    return "as" in deed.entry.frames and (described or deed.object_[0].tag == "PRP" != deed.object_[-1].tag)


def _is_call(deed: _Deed) -> bool:
    """Tell whether somebody is called or called on, and nothing else is: “*called* the police”."""
    calls = deed.entry.lemma == "call" and len(deed.object_) <= MERE and deed.object_[-1].tag in COMMON
    return calls or deed.entry.lemma in {"call on", "call upon"}


def _is_written(deed: _Deed) -> bool:
    """Tell whether a noun phrase is what somebody wrote or read: “*wrote* two plays”, “*read* the telegram”."""
    writes = deed.entry.lemma == "write" or "np" not in deed.entry.frames
    return writes and deed.entry.mode is CueMode.WRITING


def _is_no_words(deed: _Deed) -> bool:
    """Tell whether an object can be no words of what its verb reports."""
    head, size, entry = deed.head, len(deed.object_), deed.entry
    if entry.lemma == "repeat" and "nact" in head.classes:
        return True  # “*repeated* the gesture”, not “repeated the claim”
    if head.lower in _MERE:
        return sum(kind.chunk == "N" for kind in deed.object_) <= MERE
    if deed.object_[0].lower in _THEMSELVES:
        return all(kind.chunk in {"i", ""} for kind in deed.object_[1:2])  # chunks of what tells only how or where
    if entry.mode is CueMode.THOUGHT:
        return False
    if deed.handles:
        known = not deed.speaks or deed.object_[0].lower in _OWNED
        return entry.weight < SELDOM or (known and size <= SHORTEST)
    alone = head.tag == "PRP" and all(kind.chunk in {"N", ""} for kind in deed.object_)
    finds = deed.match.form == "ed" and entry.mode is not CueMode.SPEECH
    return entry.weight < SELDOM and (alone or (head.tag.startswith("NNP") and finds))  # “*found* Tobin on the quay”
