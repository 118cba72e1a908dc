"""How probable a report has to be to be kept, and which of two versions goes first.

Annotated news counts attitudes and deeds as reports; whoever asks who said what can do without those that have no other
sign of being words than their likeness to the annotation.  So the bar is by what else speaks for a report, from low to
high: a construction, or a clause as content (“she hopes that it holds”), which puts even a thought into words; then
words that mostly report, and what a rule proposes; then any listed cue; last, cues that the lexicon does not have.
It is higher still inside another report, where annotators seldom look, and lowest for marked words with a tag, a
construction so plain that models need not know its words, the more so where verb and subject are inverted.  Some are no
reports however likely: sounds, deeds (`deeds`).

The bars were set on development articles of two collections, and checked on training articles of both, judged by models
that had not seen them; `docs/training.md` says what others give.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from quoteattr.linking.learned.accept import Decoded
from quoteattr.linking.learned.bars.deeds import is_deed
from quoteattr.linking.learned.bars.hearsay import told_as_hearsay
from quoteattr.linking.learned.bars.works import is_work
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar import HEARD, closing, reader
from quoteattr.linking.learned.kinds import COMMON, OF_SUBJECT, SPEAKERS
from quoteattr.linking.words import AUXILIARIES
from quoteattr.models import CueMode, CueStance

HEADLINED: Final = 0.03  # probability from which a report is kept where a rule has found a tag that closes a headline
VOICED: Final = 0.05  # the same where a rule has found marked words, and a passive with "by" or whose words they are
TAGGED: Final = 0.25  # the same where a rule has found marked words and their tag
BUILT: Final = 0.28  # the same for words without marks in a construction that a rule knows, with a source
CLAUSAL: Final = 0.3  # the same for a listed cue with a clause and somebody to say it
MARKED: Final = 0.3  # the same for marked words with a source and a listed cue, or in a construction
USUAL: Final = 0.36  # the same for a listed cue of a sort that mostly reports, or that a rule proposes, with a source
OTHER: Final = 0.46  # the same for other listed cues, and for what has no source
UNLISTED: Final = 0.6  # the same for a cue that the lexicon does not have, if no “that” stands behind it
LOWEST: Final = TAGGED  # nothing less probable is ever kept, but in constructions that rules know better
INNER: Final = 0.7  # the same for a cue inside another report
VERBATIM: Final = 0.3  # the same there for a verb of speech with nothing but marked words behind it, or before a tag
NEVER: Final = 1.0  # the same for what is no report however probable
# Constructions whose speaker a rule knows better than the models, and all in which the words of a cue hardly matter.
_KNOWN: Final = frozenset(["answer", "passive", "what"])
_PLAIN: Final = {"tag": TAGGED, **dict.fromkeys(_KNOWN, VOICED)}
_GOING_ON: Final = frozenset(["q2,", "q2?", "q2!"])  # what is known of quotations that end on a sign of no full stop
CLEAN: Final = 0.15  # how much less probable a rule's clean quotation may be than what a model makes of the same cue
CLAUSE: Final = frozenset("Vbt")  # chunks that only clauses have: finite verbs, infinitives, "to"
OPENERS: Final = frozenset("that to whether if what who how why where when".split())  # of a clause after its cue
_THINGS: Final = frozenset("narti nstat nsubs neven nphen nobje nproc nbody".split())  # classes of what makes no words
_DETERMINING: Final = frozenset("CD IN POS PRP$".split())  # tags behind which a noun phrase goes on or begins
_FINITE: Final = frozenset("VBD VBN VBP VBZ".split())  # tags of verbs that tell what was said
_BEFORE_MARKS: Final = frozenset([",", ":"])  # chunks between a verb and the marked words that it tells
_CONDITIONS: Final = frozenset("assuming considering granting presuming seeing supposing".split())
_EVEN: Final = frozenset("and but even so".split())  # words that may stand before these
_OCCASIONS: Final = OPENERS | {"about", "by", "for", "if", "on"}
_SURELY: Final = 0.75  # weight from which a cue reports whatever its subject: “It is late,” the clock *said*
_MOSTLY: Final = 0.6  # weight from which it mostly does
FUNCTION: Final = frozenset("IN MD RB".split())  # tags of words that report nothing by themselves, unless listed
RUBRICS: Final = frozenset("how what when where who why".split())  # what an article is about, behind a colon
NOBODY: Final = frozenset("you nobody nothing which who that what".split())  # sources that are nobody in particular
REPORTING: Final = frozenset({CueStance.ASKED, CueStance.URGED, CueStance.DENIED})


def rank(judged: tuple[float, Decoded]) -> tuple[float, int]:
    """Order judged reports, surest first; a rule that takes quotations and nothing else has the sharper edges."""
    p, one = judged
    p += is_known(one)
    clean = one.ruled and one.all_marked
    return -p - (CLEAN if clean else 0.0), one.cue


def may_be_kept(one: Decoded, p: float) -> bool:
    """Tell whether a report of a probability may be kept at all, with whatever else is told beside it."""
    return p >= LOWEST or is_known(one) or _is_inverted(one)


def is_known(one: Decoded) -> bool:
    """Tell whether a report is a rule's, of a construction whose speaker rules know better than the models."""
    known = one.proposal.rule in _KNOWN or _is_worded(one) or _closes_headline(one)
    return known and (one.ruled or one.content == one.proposal.content)


def _is_worded(one: Decoded) -> bool:
    """Tell whether a rule has found marked words that a noun gives to its owner: “in *Lee's words*, it is “a mess””."""
    named = one.proposal.rule == "preposed" and one.view.kinds[one.cue].tag in COMMON
    return named and one.content == one.proposal.content


def _is_inverted(one: Decoded) -> bool:
    """Tell whether a verb and its subject follow marked words that end on no full stop: “Never,” *cut in his aunt*."""
    view, proposal = one.view, one.proposal
    if proposal.rule != "tag" or not (one.all_marked and proposal.source):
        return False
    before = view.kinds[one.cue - 1]
    return before.quoted and not _GOING_ON.isdisjoint(before.near) and min(proposal.source) > one.cue


def _closes_headline(one: Decoded) -> bool:
    """Tell whether a tag closes a line without a full stop, as in headlines: “Rivers are dying, *says watchdog*”."""
    view, proposal = one.view, one.proposal
    if proposal.rule != "tag" or not proposal.source or view.segment.core:
        return False
    last = view.segment.core_end - 1
    return max(*proposal.source, one.cue) == last > max(proposal.content)


def needed(one: Decoded, kept: Sequence[Decoded]) -> float:
    """Return the probability that a report needs to be kept beside the surer ones of its segment."""
    listed, rule, first = one.cue in one.view.matches, one.proposal.rule, one.view.kinds[one.units[0]]
    if first.tag == "PRP" and one.view.match(one.cue).stance is CueStance.NOT_SAID:
        return NEVER  # “never mentioned them”
    if not listed and _is_function_word(one):
        return NEVER
    if first.lower in RUBRICS and one.view.kinds[one.cue].lower == ":":
        return NEVER  # “Analysis: why voters stayed at home”
    if one.ruled and _closes_headline(one):
        return HEADLINED
    if _is_attribute(one.view, one.cue) or _is_sound(one) or is_deed(one) or is_work(one):
        return NEVER
    if _holds_saying(one) or _is_condition(one) or _is_occasion(one) or _is_published(one) or _is_meanwhile(one):
        return NEVER
    if _is_of_source(one, kept) or not one.content.isdisjoint(reader(one.view, one.cue)):
        return NEVER
    holding = [other for other in kept if one.cue in other.content]
    if holding and not one.proposal.told.relayed_by:
        tagged = any(other.cue > other.units[-1] for other in holding)
        return VERBATIM if _is_shouted(one) or (tagged and _is_partly_marked(one)) else INNER
    quoted = _is_quoted(one, kept)
    if one.ruled and quoted and rule in _PLAIN:
        return VOICED if _is_inverted(one) else _PLAIN[rule]
    if quoted and _is_worded(one):
        return VOICED
    if quoted:
        return MARKED if one.source and listed else OTHER
    return BUILT if one.source and _is_built(one) else _unmarked(one)


def _is_of_source(one: Decoded, kept: Iterable[Decoded]) -> bool:
    """Tell whether a noun or "-ing" only describes who is surer to say the same: “the caption of one *post* reads”."""
    if one.view.kinds[one.cue].tag in _FINITE:
        return False
    return any(one.cue in other.source and not one.content.isdisjoint(other.content) for other in kept)


def _is_quoted(one: Decoded, kept: Iterable[Decoded]) -> bool:
    """Tell whether there is a quotation in a content, but for those of constructions that are kept."""
    if one.view.marked[1] < one.units[0]:
        return False
    others = {i for other in kept if is_known(other) for i in other.content}
    return any(one.view.kinds[i].quoted for i in one.content - others)


def _is_function_word(one: Decoded) -> bool:
    """Tell whether a cue only goes with a verb: “has *also* visited Rome”, “*has* read ‘Salt’ twice”."""
    kind, behind = one.view.kinds[one.cue], one.view.kind(one.cue + 1)
    return kind.tag in FUNCTION or (kind.lower in AUXILIARIES and behind.tag == "VBN")


def _is_shouted(one: Decoded) -> bool:
    """Tell whether marked words and nothing else stand right behind a verb of speech: “he *shouted* ‘no’, she said”."""
    view, entry = one.view, one.view.match(one.cue).entry
    if entry.mode is not CueMode.SPEECH or one.proposal.rule != "marked" or not one.all_marked:
        return False
    said = view.kinds[one.cue].tag in _FINITE or (view.chunks[one.cue] == "g" and entry.weight >= _SURELY)
    before = one.units[0] - 1
    return said and (before == one.cue or view.chunks[before] in _BEFORE_MARKS)


def _is_partly_marked(one: Decoded) -> bool:
    """Tell whether marked words close what somebody says: “he *told* police it was “late”, the court heard”."""
    view, entry = one.view, one.view.match(one.cue).entry
    said = view.kinds[one.cue].tag in _FINITE and entry.mode is not CueMode.THOUGHT and entry.weight >= _MOSTLY
    return said and bool(one.source) and view.kinds[one.units[-1]].quoted


def _is_attribute(view: View, cue: int) -> bool:
    """Tell whether a cue is a participle inside a noun phrase: “expelled dozens of *suspected* spies”."""
    participle = view.kinds[cue].tag == "VBN" and cue > 0
    return participle and view.kinds[cue - 1].tag in _DETERMINING and view.kind(cue + 1).tag in {"JJ", "NN", "NNS"}


def _holds_saying(one: Decoded) -> bool:
    """Tell whether the verb of whoever is quoted was read as content: “quoted by *the agency Tanjug as saying C*”."""
    kinds = one.view.kinds
    if one.view.kind(one.cue + 1).lower != "by":
        return False
    sayings = (i for i, match in one.view.matches.items() if match.form == "ing" and kinds[i - 1].lower == "as")
    return any(i in one.content for i in sayings)


def _is_condition(one: Decoded) -> bool:
    """Tell whether a participle only sets a condition, as a conjunction does: “*Assuming* it holds, they go”."""
    kinds, first = one.view.kinds, one.view.segment.core
    first += kinds[first].lower in _EVEN
    return one.cue == first and kinds[first].lower in _CONDITIONS


def _is_occasion(one: Decoded) -> bool:
    """Tell whether what stands before a verb is what was heard before it: “*Told that it was off,* Lee sighed”."""
    kinds, first = one.view.kinds, one.view.segment.core
    if one.view.match(first).form not in HEARD or not first < one.cue > one.units[-1]:
        return False
    return one.units[0] <= first + 1 and kinds[first + 1].lower in _OCCASIONS


def _is_meanwhile(one: Decoded) -> bool:
    """Tell whether a clause behind a verb only tells what happened then: “She wept as *the ruling was given*”."""
    view, match, content = one.view, one.view.matches.get(one.cue), one.units
    if (
        match is None
        or "as" in match.entry.frames
        or content[0] != one.cue + 2
        or view.kinds[one.cue + 1].lower != "as"
    ):
        return False
    predicate = next((i for i in content if view.chunks[i] not in OF_SUBJECT), content[0])
    return view.chunks[predicate] == "V" and not any(view.kinds[i].quoted for i in content)


def _is_published(one: Decoded) -> bool:
    """Tell whether a participle only tells of what something was written in: “In a paper *published* in May, they”."""
    first = min(one.source, default=0)
    participle = one.view.kinds[one.cue].tag == "VBN" and first < one.cue < one.units[0]
    return participle and first > one.view.segment.core and one.view.kinds[first - 1].lower == "in"


def _is_sound(one: Decoded) -> bool:
    """Tell whether a report is a quotation with a sound beside it, which says nothing: “Wait!” *A door slammed*.

    Before a quotation it may lead to it (*The radio said this*. “Wait!”), and so is every deed whose verb the lexicon
    does not have: *Tom arrived.* “Any tea?”
    """
    kinds, segment = one.view.kinds, one.view.segment
    leads = one.units[0] >= segment.core_end
    if leads and one.cue not in one.view.matches and kinds[segment.core_end - 1].lower == ".":
        return True
    seldom = one.view.match(one.cue).entry.weight < _SURELY
    if one.units[-1] >= segment.core and not (leads and seldom):
        return False
    things = any(_THINGS.intersection(kinds[i].classes[:1]) for i in one.source)
    named = any(kinds[i].tag in {"PRP", "NNP", "NNPS"} for i in one.source)
    return things and not named and not any(SPEAKERS.intersection(kinds[i].classes[:1]) for i in one.source)


def _unmarked(one: Decoded) -> float:
    """Return the same for words without marks that are in no construction with a source."""
    kinds, match = one.view.kinds, one.view.match(one.cue)
    opening = kinds[min((i for i in one.content if i > one.cue), default=one.cue)].lower
    if one.cue not in one.view.matches:
        return OTHER if opening == "that" else UNLISTED
    unnamed = not one.source and match.stance is CueStance.ASKED  # “*Asked* whether it held, Lee said”
    if not unnamed and all(kinds[i].lower in NOBODY for i in one.source):
        return OTHER
    if opening in OPENERS or told_as_hearsay(one.view, one.cue) is not None:
        return CLAUSAL
    usual = match.stance in REPORTING or match.entry.mode is CueMode.THOUGHT or kinds[one.cue].tag[0] == "N"
    return USUAL if usual or one.proposal.rule else OTHER


def _is_built(one: Decoded) -> bool:
    """Tell whether a rule knows the construction, with a listed cue and a clause or a tag."""
    rule = one.proposal.rule
    clause = rule and any(one.view.kinds[i].chunk in CLAUSE for i in one.content)
    return rule == "tag" or bool(clause or closing(one.view, one.cue)[1])
