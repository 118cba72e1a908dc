"""Who says what, cue by cue, from learned weights: the stage's one verb is `attribute`.

    tags -> segments -> cues (a score for every word that may be one) -> for each cue its source and content
         -> accept or reject -> attributions

Cues are found first and generously (from `LIKELY_CUE` on); each then labels its own segment, so contents may nest,
stand in two pieces and share words; the last step looks at the whole result and says how probable it is to be
right, which is the confidence.

The text is walked once for tags and once for cues; only the few sentences with a cue are labelled.

Limits: content stays within the segment (its sentence and bare quotations beside it).
"""

import functools
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice, pairwise
from operator import is_not
from typing import Final

import attrs

from quoteattr.finding.marks import Marks
from quoteattr.finding.words import is_particle, lists
from quoteattr.linking.attribution import Attribution, Cues, Told
from quoteattr.linking.learned import weights
from quoteattr.linking.learned.accept import ASKED, Decoded, judged_by
from quoteattr.linking.learned.bars import INNER, as_hearsay, is_without_clause, may_be_kept, needed, rank
from quoteattr.linking.learned.crf import chains
from quoteattr.linking.learned.decode import Window, content_of, extent_of, source_of, spare_of, without
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar import (
    beyond,
    correct,
    opening_subject,
    own_subject,
    where_written,
    without_crumb,
    without_next,
)
from quoteattr.linking.learned.kinds import Kinds
from quoteattr.linking.learned.proposals import Proposal, proposals
from quoteattr.linking.learned.reports import cue_at, report
from quoteattr.linking.learned.scorers import CueScorer, SpanScorer
from quoteattr.linking.learned.segments import segments
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.spans import Scene
from quoteattr.linking.learned.tagger import TAG_ID, TAGS, Tagger
from quoteattr.linking.learned.trees import Trees
from quoteattr.linking.learned.weights import Section, Weights
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.stories import is_told_in_turns
from quoteattr.linking.words import DETERMINERS, IRREGULAR, SUBJECTS
from quoteattr.models import CueMode
from quoteattr.reading import Reading

LIKELY_CUE: Final = -22  # sixteenths of the log odds: one in five
SAME: Final = 0.7  # of two contents that share more of their units, the surer one stays
JOINING: Final = frozenset("and but while whereas though ;".split())
_OWNING: Final = frozenset("Nn")  # chunks of what a preposition belongs to
_CLAUSES: Final = frozenset("wh")  # chunks of what opens a clause inside a subject
OBJECT: Final = 5  # tokens between a plural and the preposition before a name: “Posts *sharing the clip* in Kenya”
BATCH: Final = 32  # sentences that are tagged at once, segments that are labelled before they are judged
STRETCH: Final = 4096  # tokens of what is tagged as a sentence
WORK: Final = 480  # cues times units that are labelled in one segment: fewer cues of a very long one, ...
FEWEST: Final = 4  # ... but never fewer than these


@attrs.frozen(kw_only=True)
class Effort:
    """How far the models look; training looks as far as may ever matter, so that they see whole what they learn from.

    tag: by how much a tag may be behind the best one of its word alone and still be weighed; cue: the score below
    which a word that looks so poor at first sight is no cue; sure: the score from which a cue needs no labels where a
    rule has found quotations and nothing else beside it; reach: units on either side of a cue that are labelled;
    grammar: whether rules put right what is labelled (`grammar`), and small words in a name are tagged as names;
    alike: whether words beside curly marks are tagged as beside straight ones.
    """

    tag: float = 32  # 4 in 1000 words would have another tag
    cue: float = -32  # 1 in 130 likely cues is lost
    sure: float = 0  # even odds
    reach: int = 40  # contents that go further do so by mistake more often than not
    grammar: bool = True  # to the models a day is a name like any other: “officials announced *Tuesday*”
    alike: bool = True  # so that a text means the same in either


USUAL: Final = Effort()
THOROUGH: Final = Effort(tag=math.inf, cue=-math.inf, sure=math.inf, reach=70, grammar=False, alike=False)


class Words:
    """The learned tables about words: the tagger and the kinds of units."""

    def __init__(self, loaded: Weights, effort: Effort = USUAL) -> None:
        self.tagger = Tagger(loaded.section("words"), loaded.section("tags"), effort.tag, alike=effort.alike)
        self.effort = effort
        names = {ids[0]: name for name, ids in loaded.section("class names").items()}
        filed = loaded.section("classes")
        together = {ids: tuple([names[i] for i in ids]) for ids in set(filed.values())}
        classes = {word: together[ids] for word, ids in filed.items()}
        known, cues, never = (frozenset(loaded.section(name)) for name in ("vocabulary", "cues", "never"))
        self.kinds = Kinds(vocabulary=known, classes=classes, cues=cues, never=never)

    def tags(self, reading: Reading) -> bytearray:
        """Return the tag of every token; what goes on without end is no sentence, and is tagged in stretches."""
        stretches = (
            reading.words[first : min(first + STRETCH, sentence.last)]
            for sentence in reading.sentences
            for first in range(sentence.first, sentence.last, STRETCH)
        )
        tags = bytearray()
        while batch := list(islice(stretches, BATCH)):
            tags += self.tagger.tag_all(batch)
        if self.effort.grammar:
            for i in _particles(reading.words):
                tags[i] = _NAME
            for i in compress(range(len(tags)), map(IRREGULAR.__contains__, reading.words)):
                tags[i] = tags[i] if tags[i] in _VERBAL else _PAST  # “Shares *slid*”
        return tags

    def views(self, reading: Reading, marks: Marks, cues: Cues, told: Told) -> Iterator[View]:
        """Yield the segments of a text, seen as features need them; `told` is what rules found."""
        tags = self.tags(reading)
        if self.effort.grammar:
            for i in _predicates(reading, tags, cues):
                tags[i] = _PRESENT
        heads = {cue.head: cue for cue in cues}
        by_cue = {a.cue.head: a for a in told if a.cue}
        tokens = sorted({*heads, *by_cue})
        for segment in segments(reading, marks, tags, self.kinds):
            here = list(segment.places(tokens))
            matches = {i: heads[token] for i, token in here if token in heads}
            proposed = {i: by_cue[token] for i, token in here if token in by_cue}
            yield View(segment, matches, proposals(reading, segment, proposed))


def _particles(words: Sequence[str]) -> Iterator[int]:
    """Yield the words between two of a name that are small: “Ursula *von der* Leyen”; the tagger knows few of them."""
    begun = 0  # one past the last one found
    for i in compress(range(1, len(words) - 1), map(lists().particles.__contains__, words[1:-1])):
        joined = begun == i or words[i - 1][0].isupper()
        if joined and is_particle(words[i]) and (words[i + 1][0].isupper() or is_particle(words[i + 1])):
            begun = i + 1
            yield i


def _predicates(reading: Reading, tags: bytearray, cues: Cues) -> Iterator[int]:
    """Yield the cues behind a plural that the tagger takes for nouns.

    The plural has a name behind it, or stands between two commas with its cue: “Posts seen on X *claim* that C”,
    “Lee, prosecutors *allege*, left”.
    """
    for i in [cue.head for cue in cues if cue.form == "base" and tags[cue.head] == _NOUN]:
        if i > 1 and reading.words[i - 2] == "," == "".join(reading.words[i + 1 : i + 2]):
            if tags[i - 1] == _PLURAL or reading.lower[i - 1] == "police":
                yield i
            continue
        head = i - 1
        while head > 1 and tags[head] in _NAMES:
            head -= 1
        opens = "".join(reading.lower[i + 1 : i + 2]) in _BEHIND_PREDICATE
        if opens and head < i - 1 and tags[head] == _PREPOSITION:
            before = [tag for tag in tags[max(0, head - OBJECT) : head] if tag not in _OBJECT]  # “sharing *the clip*”
            before = before[:-1] if before and before[-1] in _PARTICIPLES else before
            if before and before[-1] == _PLURAL:
                yield i


_NAME, _NOUN, _PLURAL, _PREPOSITION = (TAG_ID[tag] for tag in ("NNP", "NN", "NNS", "IN"))
_PAST, _PRESENT = TAG_ID["VBD"], TAG_ID["VBP"]
_VERBAL: Final = frozenset(TAG_ID[tag] for tag in TAGS if tag[0] == "V")
_NAMES: Final = frozenset([_NAME, TAG_ID["NNPS"]])
_PARTICIPLES: Final = frozenset(TAG_ID[tag] for tag in ("VBD", "VBG", "VBN"))
_OBJECT: Final = frozenset(TAG_ID[tag] for tag in ("DT", "JJ", "NN"))
_BEHIND_PREDICATE: Final = {"that"} | SUBJECTS | DETERMINERS  # what opens a clause or an object


class Labeller:
    """The two stages before the last: cues, and what each of them labels."""

    def __init__(self, words: Words, cues: Section, spans: Section, pairs: Section) -> None:
        self.cues = CueScorer(cues, words.kinds.edge)
        self.spans = SpanScorer(spans, words.kinds.edge)
        self.left, self.right = chains(pairs)
        self.effort = words.effort

    def decode(self, view: View) -> list[Decoded]:
        """Return every likely or proposed cue with its source and content, a cue twice where a rule differs."""
        if not view.cues and not view.proposals:
            return []
        scores = self._likely(view)
        proposed = _surest(self.cues.scores(view, [i for i in view.proposals if i not in scores]), len(view.kinds))
        if not scores and not proposed:
            return []
        every = scores | proposed
        sure = self.effort.sure
        plain = {i: _as_proposed(view, i, score) for i, score in every.items() if score >= sure and _is_plain(view, i)}
        if len(plain) == len(every):
            return list(plain.values())
        scene = self.spans.scene(view, scores)
        decoded = [([plain[i]] if i in plain else self._decode_one(scene, i, score)) for i, score in every.items()]
        return [one for several in decoded for one in several]

    def _likely(self, view: View) -> dict[int, int]:
        scores = self.cues.scores(view, view.cues, self.effort.cue)
        return _surest({i: score for i, score in scores.items() if score >= LIKELY_CUE}, len(view.kinds))

    def scene(self, view: View) -> Scene:
        """Return a view with its likely cues, as training needs it: with all values told apart."""
        return Scene(view, self._likely(view))

    def _decode_one(self, scene: Scene, cue: int, score: int) -> Iterator[Decoded]:
        view = scene.view
        low, high = max(0, cue - self.effort.reach), min(len(view.kinds), cue + self.effort.reach + 1)
        left, right = self.spans.factors(scene, cue, low, high)
        sides = zip(self.left.marginals(left), self.right.marginals(right), strict=True)
        named, told = ([*before, 0.0, *behind] for before, behind in sides)
        others = range(0)
        if self.effort.grammar:
            others = beyond(view, cue)
            correct(view, cue, low, named, told, others)
        window = Window(low, scene.sizes[low:high], named, told)
        content = content_of(window, cue - low)
        if self.effort.grammar:
            content = without_crumb(content, scene, cue, low)
            content = without_next(content, view, cue, low, told)
        outside = without(named, content)
        source = source_of(outside)
        if content:
            beside = Window(low, window.sizes, outside, told)
            found = _decoded(view, cue, score, beside, source, content, ruled=False)
            yield _gone_on(found, low, high, others) if self.effort.grammar else found
        proposal = view.proposal(cue)
        if proposal.rule and proposal.content.isdisjoint(others):
            yield from self._as_ruled(view, cue, score, window, _at(source, low), _at(content, low))

    def _as_ruled(
        self, view: View, cue: int, score: int, window: Window, source: frozenset[int], content: frozenset[int]
    ) -> Iterator[Decoded]:
        """Yield what a rule proposes for a cue where that differs from the source and content that were labelled."""
        proposal, low, high = view.proposal(cue), window.low, window.low + len(window.sizes)
        if proposal.content == content and proposal.source & source:
            return
        if self.effort.grammar and source and _is_mistaken(view, cue, proposal):
            return
        whole = self.effort.grammar and proposal.source < source and _is_cut(view, cue, proposal)
        named = sorted(i - low for i in (source if whole else proposal.source) if low <= i < high)
        ruled = [i - low for i in proposal.content if low <= i < high]
        if ruled:
            yield _decoded(view, cue, score, window, named, ruled, ruled=True)


def _is_cut(view: View, cue: int, proposal: Proposal) -> bool:
    """Tell whether a rule's source is only a part of the subject: “*Lee*'s sister left, writing to a friend that C”."""
    owner = max(proposal.source, default=cue)
    return view.kind(owner + 1).tag == "POS" or bool(opening_subject(view, cue))


def _gone_on(one: Decoded, low: int, high: int, others: range) -> Decoded:
    """Return a report with all of its sentence beyond units [low, high), which were labelled, if it goes on there.

    Of 110 contents that reach so far in annotated news 66 are then as annotated, where 7 would be; `others` are units
    of the writer's own clause.
    """
    first, last, chunks = one.view.segment.core, one.view.segment.core_end, one.view.chunks
    if low <= first and last <= high:
        return one  # all of it was labelled
    if "Q" in chunks[first:last]:
        return one  # a story goes on behind its quotations
    last -= chunks[last - 1] == "."
    behind = range(high, min(last, others.start) if others else last) if high - 1 in one.content else range(0)
    before = range(first, low) if low in one.content else range(0)
    return attrs.evolve(one, content=one.content.union(behind, before)) if behind or before else one


def _is_mistaken(view: View, cue: int, proposal: Proposal) -> bool:
    """Tell whether the source of a rule's proposal is only a deed, what something was written in, or another's."""
    if not proposal.source.issuperset(own_subject(view, cue)):
        return True
    if view.kinds[max(proposal.content)].quoted and _has_deed(view, cue):
        return True
    first = min(proposal.source, default=0)
    return bool(where_written(view, range(first, max(proposal.source, default=first) + 1))[0])


def _is_plain(view: View, cue: int) -> bool:
    """Tell whether a cue has been proposed all quotations of the segment and nothing else: “No,” she said."""
    proposal = view.proposal(cue)
    if not proposal.source or view.marked[1] < 0:
        return False
    whole = proposal.content == {i for i, region in enumerate(view.segment.regions) if region >= 0}
    return whole and not (_has_deed(view, cue) or _is_had(view, proposal.source) or own_subject(view, cue))


def _is_had(view: View, source: frozenset[int]) -> bool:
    """Tell whether a preposition before a source has it: “Documents seen *by the BBC* said: “C””."""
    before = min(source) - 1
    return before > view.segment.core and view.chunks[before] == "i" and view.chunks[before - 1] in _OWNING


def _has_deed(view: View, cue: int) -> bool:
    """Tell whether a rule took a deed for a part of the subject: “*X bowed and* said”, “*X rose, and, turning*, said”.

    A verb there is no such deed if it stands in a clause of its own (“X, who rose, said”), or behind a comma, where it
    is a participle more often (“X, *asked* about it, said”).
    """
    source = sorted(i for i in view.proposals[cue].source if i < cue)
    if not source:
        return False
    chunks = [view.chunks[i] for i in source]
    verb = any(pair[1] == "V" and pair[0] != "," for pair in pairwise(["", *chunks]))
    return view.kinds[source[-1]].lower in JOINING or (verb and _CLAUSES.isdisjoint(chunks))


def _as_proposed(view: View, cue: int, score: int) -> Decoded:
    proposal = view.proposals[cue]
    return Decoded(view, cue, score, 1.0, 1.0, 0.0, proposal.source, proposal.content, ruled=True)


def _surest(scores: dict[int, int], size: int) -> dict[int, int]:
    """Return as many of the cues of a segment of that size as there may be."""
    most = max(FEWEST, WORK // size)
    if len(scores) <= most:
        return scores
    return {i: scores[i] for i in sorted(sorted(scores, key=scores.__getitem__)[-most:])}


def _decoded(
    view: View, cue: int, score: int, window: Window, source: Sequence[int], content: Sequence[int], *, ruled: bool
) -> Decoded:
    """Return a decoded cue."""
    top, spare = max(map(window.named.__getitem__, source), default=0.0), spare_of(window, source, content)
    units = _at(source, window.low), _at(content, window.low)
    return Decoded(view, cue, score, extent_of(window, content), top, spare, *units, ruled)


def _at(units: Iterable[int], low: int) -> frozenset[int]:
    return frozenset(map(low.__add__, units))


class Model:
    """All learned stages, made from a weights file; safe to share, as it only remembers sums."""

    def __init__(self, loaded: Weights) -> None:
        self.words = Words(loaded)
        self.labeller = Labeller(self.words, loaded.section("cue"), loaded.section("span"), loaded.section("pairs"))
        self.trees = Trees(loaded.section("rates"), loaded.section("trees"), ASKED)

    def probability(self, one: Decoded, group: Sequence[Decoded]) -> float:
        """Return how probable it is that a decoded cue is right in content and source."""
        return self.trees.probability(*judged_by(one, group))

    def accepted(self, views: Iterable[View], *, dialogue: bool = False) -> Iterator[tuple[float, Decoded]]:
        """Yield the reports of some views with their probabilities, those of each surest first.

        A `dialogue` has none of words that are no clause.

        Many views are labelled before any is judged: each step has tables of its own, which a processor keeps at hand.
        """
        groups = filter(None, map(self.labeller.decode, views))
        while batch := list(islice(groups, BATCH)):
            yield from chain.from_iterable(self._kept(group, dialogue=dialogue) for group in batch)

    def _kept(self, group: Sequence[Decoded], *, dialogue: bool) -> list[tuple[float, Decoded]]:
        group = self._apart(group)
        if told := as_hearsay(group):
            group = next((inner for one, inner in told if self.probability(one, inner) >= needed(one, [])), group)
        judged = ((self.probability(one, group), one) for one in group)
        ranked = sorted(((p, one) for p, one in judged if may_be_kept(one, p)), key=rank)
        kept: list[tuple[float, Decoded]] = []
        for p, one in ranked:
            if p >= needed(one, [other for _, other in kept]) and all(
                one.cue != other.cue and one.overlap(other.content) <= SAME for _, other in kept
            ):
                kept.append((p, one))
        return [(p, one) for p, one in kept if not is_without_clause(one)] if dialogue else kept

    def _apart(self, group: Sequence[Decoded]) -> Sequence[Decoded]:
        """Return decoded cues, none with a likely report in its content that a conjunction adds to its own.

        Of 220 reports in annotated news that a conjunction and a source begin (“said it was late, *and Ann Lee
        agreed*”), one was part of the report before it; of 380 whose verb has the subject of the one before (“said it
        was late *but noted that C*”), none.
        """
        for one in group:
            joint = min(one.source, default=0) - 1
            joint = joint if joint > 0 and one.view.kinds[joint].lower in JOINING else _joined(one)
            if joint:
                apart = [_before(other, joint, one) for other in group]
                if any(map(is_not, apart, group)) and self.probability(one, apart) >= INNER:
                    group = apart
        return group


def _joined(one: Decoded) -> int:
    """Return the conjunction right before a verb that reports, 0 without: “said it was late *but* noted that C”.

    Thoughts are more often of the one who is told of (“said he was alarmed *and wanted* to see”).
    """
    joint = one.cue - 1
    while joint > 0 and one.view.chunks[joint] == "":
        joint -= 1
    if not one.source or one.view.kinds[joint].lower not in JOINING:
        return 0
    match = one.view.matches.get(one.cue)
    return joint if match and match.entry.mode is not CueMode.THOUGHT else 0


def _before(one: Decoded, joint: int, added: Decoded) -> Decoded:
    """Return a report without what the conjunction at unit `joint` adds to it, where it reaches over to another cue."""
    if not one.cue < joint < added.cue or joint not in one.content:
        return one
    tags = {one.view.kinds[one.cue].tag, one.view.kinds[added.cue].tag}
    if min(added.source) < joint and (len(tags) > 1 or added.source.isdisjoint(one.source)):
        return one
    content = frozenset([i for i in one.content if i < joint])
    return attrs.evolve(one, content=content, ruled=False) if content else one


@functools.cache
def shipped_model() -> Model:
    """Return the model that comes with the package, read on first use."""
    return Model(weights.shipped(signature()))


def attribute(
    reading: Reading,
    marks: Marks,
    cues: Cues,
    outer: Outermost,
    told: Told,
    model: Model | None = None,
) -> list[Attribution]:
    """Return what the model finds said in a text, in order of the cues.

    `cues` are those of the lexicon, `told` what rules propose.
    """
    model = model or shipped_model()
    places = array("q", [cue.first for cue in cues])
    views = model.words.views(reading, marks, cues, told)
    found = [
        report(reading, marks, one, p, cue_at(one, cues, places), outer)
        for p, one in model.accepted(views, dialogue=is_told_in_turns(reading, outer))
    ]
    return sorted((a for a in found if a.content), key=lambda a: (a.cue.head if a.cue else 0, a.content))
