"""Who says what, cue by cue, from learned weights: the stage's one verb is `attribute`.

    tags -> segments -> cues (a score for every word that may be one) -> for each cue its source and content
         -> accept or reject -> attributions

Cues are found first and generously (from `LIKELY_CUE` on); each then labels its own segment, so contents may nest, stand in
two pieces and share words; the last step looks at the whole result and says how probable it is to be right, which is
the confidence.  The text is walked once for tags and once for cues; only the few sentences with a cue are labelled.

Limits: content stays within the segment (its sentence and bare quotations beside it); see `completion` for more.
"""

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from quoteattr.finding.phrases import CueEntry, CueMatch
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.learned import weights
from quoteattr.linking.learned.accept import Decoded, accept_features, weigh
from quoteattr.linking.learned.crf import FORBIDDEN, SCALE, Chain
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.kinds import Kinds
from quoteattr.linking.learned.scorers import LABELS, CueScorer, SpanScorer
from quoteattr.linking.learned.segments import segments
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.tagger import Tagger, unpack
from quoteattr.linking.learned.weights import Weights
from quoteattr.models import CueMode, CueStance, Span, Step
from quoteattr.reading import Reading

LIKELY_CUE: Final = -18  # sixteenths of the log odds: one in four
ACCEPTED: Final = 0.38
SAME: Final = 0.7  # of two contents that share more of their units, the surer one stays
WINDOW: Final = 70  # units on either side of a cue that are labelled
CONTENT: Final = 0.5  # probability from which a unit is content
SOURCE: Final = 0.12  # a source is named from this probability on: most reports have one, often in one of several places

Range = tuple[int, int]


class Words:
    """The learned tables about words: the tagger and the kinds of units."""

    def __init__(self, loaded: Weights) -> None:
        self.tagger = Tagger(loaded.section("words"), unpack(loaded.section("tags")))
        names = {ids[0]: name for name, ids in loaded.section("class names").items()}
        classes = {word: tuple(names[i] for i in ids) for word, ids in loaded.section("classes").items()}
        self.kinds = Kinds(
            vocabulary=frozenset(loaded.section("vocabulary")),
            classes=classes,
            cues=frozenset(loaded.section("cues")),
            never=frozenset(loaded.section("never")),
        )

    def tags(self, reading: Reading) -> list[int]:
        """Return the tag of every token."""
        tags: list[int] = []
        for sentence in reading.sentences:
            tags += self.tagger.tag(reading.words[sentence.first : sentence.last])
        return tags

    def views(self, reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> Iterator[View]:
        """Yield the segments of a text, seen as features need them."""
        tags = self.tags(reading)
        heads = {cue.head: cue for cue in cues}
        for segment in segments(reading, marks, tags, self.kinds):
            yield View(segment, heads)


class Labeller:
    """The two stages before the last: cues, and what each of them labels."""

    def __init__(self, words: Words, cues: Mapping[str, tuple[int, ...]], spans: Mapping[str, tuple[int, ...]], pairs: Mapping[str, tuple[int, ...]]) -> None:
        self.cues = CueScorer(cues, words.kinds.edge)
        self.spans = SpanScorer(spans, words.kinds.edge)
        self.left, self.right = _chains(pairs)

    def decode(self, view: View) -> list[Decoded]:
        """Return every likely cue of a view with its source and content."""
        scores = self._likely(view)
        if not scores:
            return []
        others = _counts(scores, len(view.kinds))
        found = (self._decode_one(view, i, score, others) for i, score in scores.items())
        return [one for one in found if one is not None]

    def _likely(self, view: View) -> dict[int, int]:
        return {i: score for i in view.possible_cues() if (score := self.cues.score(view, i)) >= LIKELY_CUE}

    def cue_counts(self, view: View) -> list[int]:
        """Return how many likely cues stand before each unit of a view."""
        return _counts(self._likely(view), len(view.kinds))

    def _decode_one(self, view: View, cue: int, score: int, others: Sequence[int]) -> Decoded | None:
        low, high = max(0, cue - WINDOW), min(len(view.kinds), cue + WINDOW + 1)
        rows = self.spans.scores(view, cue, low, high, others)
        k = cue - low
        before, after = self.left.marginals(rows[:k]), self.right.marginals(rows[k + 1 :])
        labels = [*before, [1.0, 0.0, 0.0, 0.0, 0.0], *after]
        content = _content(labels, k)
        if not content:
            return None
        source = _source(labels, k, content)
        return Decoded(
            view, cue, score, _extent(view, labels, low, content), max((_named(labels[i]) for i in source), default=0.0),
            max((max(_named(row), _told(row)) for i, row in enumerate(labels) if i not in content and i not in source), default=0.0),
            frozenset(low + i for i in source), frozenset(low + i for i in content),
        )  # fmt: skip


def _chains(pairs: Mapping[str, tuple[int, ...]]) -> tuple[Chain, Chain]:
    """Return the chains of the units left and right of a cue, which stands in them as the label "K"."""

    def score(x: str, y: str) -> int:
        inner = y[1:] == "I"
        if inner and x[:1] != y[0]:
            return FORBIDDEN
        return pairs.get(f"{x} {y}", (0,))[0]

    table = [[score(x, y) for y in LABELS] for x in LABELS]
    edge = [0] * len(LABELS)
    opening = [FORBIDDEN if y[1:] == "I" else 0 for y in LABELS]
    left = Chain(table, opening, [score(x, "K") for x in LABELS])
    return left, Chain(table, [score("K", y) for y in LABELS], edge)


def _counts(scores: Mapping[int, int], size: int) -> list[int]:
    counts = [0]
    for i in range(size):
        counts.append(counts[-1] + (i in scores))
    return counts


def _named(row: Sequence[float]) -> float:
    return row[1] + row[2]


def _told(row: Sequence[float]) -> float:
    return row[3] + row[4]


def _content(labels: Sequence[Sequence[float]], cue: int) -> list[int]:
    """Return the units that are more likely content than not, or those nearly as likely as the likeliest."""
    top = max(map(_told, labels))
    floor = CONTENT if top >= CONTENT else top * 0.8
    return [i for i, row in enumerate(labels) if i != cue and _told(row) >= floor > 0]


def _source(labels: Sequence[Sequence[float]], cue: int, content: Sequence[int]) -> range:
    """Return the run of units around the likeliest one that are at least half as likely a source."""
    free = [0.0 if i in content or i == cue else _named(row) for i, row in enumerate(labels)]
    top = max(free)
    if top < SOURCE:
        return range(0)
    low = high = free.index(top)
    while low and free[low - 1] >= top / 2:
        low -= 1
    while high + 1 < len(free) and free[high + 1] >= top / 2:
        high += 1
    return range(low, high + 1)


def _extent(view: View, labels: Sequence[Sequence[float]], low: int, content: Sequence[int]) -> float:
    """Return about the share that the content and the true one are expected to have in common, in tokens."""
    segment = view.segment
    sizes = [segment.lasts[low + i] - segment.firsts[low + i] for i in range(len(labels))]
    inside = sum(sizes[i] for i in content)
    shared = sum(sizes[i] * _told(labels[i]) for i in content)
    total = sum(size * _told(row) for size, row in zip(sizes, labels, strict=True))
    return shared / (inside + total - shared)


class Model:
    """All learned stages, made from a weights file; safe to share, as it only remembers sums."""

    def __init__(self, loaded: Weights) -> None:
        self.words = Words(loaded)
        self.labeller = Labeller(self.words, loaded.section("cue"), loaded.section("span"), loaded.section("pairs"))
        self.accept = loaded.section("accept")

    def probability(self, one: Decoded, group: Sequence[Decoded]) -> float:
        """Return how probable it is that a decoded cue is right in content and source."""
        return 1 / (1 + math.exp(-weigh(accept_features(one, group), self.accept) / SCALE))

    def accepted(self, view: View) -> list[tuple[float, Decoded]]:
        """Return the reports of a view with their probabilities, surest first."""
        group = self.labeller.decode(view)
        ranked = sorted(((self.probability(one, group), one) for one in group), key=lambda pair: (-pair[0], pair[1].cue))
        kept: list[tuple[float, Decoded]] = []
        for p, one in ranked:
            if p >= ACCEPTED and all(one.overlap(other) <= SAME for _, other in kept):
                kept.append((p, one))
        return kept


@functools.cache
def shipped_model() -> Model:
    """Return the model that comes with the package, read on first use."""
    return Model(weights.shipped(signature()))


def attribute(reading: Reading, marks: Marks, cues: Sequence[CueMatch], model: Model | None = None) -> list[Attribution]:
    """Return what the model finds said in a text, in order of the cues; `cues` are those of the lexicon."""
    model = model or shipped_model()
    by_token = {token: cue for cue in cues for token in range(cue.first, cue.last)}
    found = [
        _attribution(reading, marks, one, p, by_token)
        for view in model.words.views(reading, marks, cues)
        for p, one in model.accepted(view)
    ]
    return sorted(found, key=lambda a: (a.cue.head if a.cue else 0, a.content))


def _attribution(reading: Reading, marks: Marks, one: Decoded, p: float, by_token: Mapping[int, CueMatch]) -> Attribution:
    head = one.view.segment.firsts[one.cue]
    cue = by_token.get(head) or _neutral(reading, head)
    span = Span(reading.starts[cue.first], reading.ends[cue.last - 1])
    content = tuple(unit_spans(reading, marks, one.view, one.content))
    return Attribution(
        content=content,
        verbatim=tuple(verbatim(marks, content)),
        cue=cue,
        cue_spans=(span,),
        source=tuple(unit_spans(reading, marks, one.view, one.source)),
        confidence=p,
        evidence=(Step(stage="linking", rule="learned", spans=(span,), score=p),),
    )


def _neutral(reading: Reading, head: int) -> CueMatch:
    """Return a match for a cue that the lexicon does not list."""
    entry = CueEntry(reading.lower[head], CueMode.SPEECH, CueStance.ASSERTED, frozenset(), 0.0)
    return CueMatch(head, head + 1, head, "", entry, CueStance.ASSERTED)


def unit_spans(reading: Reading, marks: Marks, view: View, units: frozenset[int]) -> Iterator[Span]:
    """Yield the characters of each run of units, without the commas that join it to other words."""
    for first, last in _runs(view, units):
        yield Span(_edge(reading, marks, view, first, 0), _edge(reading, marks, view, last - 1, 1))


def _runs(view: View, units: frozenset[int]) -> Iterator[Range]:
    """Yield runs of units, cut of joining commas at both ends."""
    ordered = sorted(units)
    starts = [i for i in ordered if i - 1 not in units]
    ends = [i + 1 for i in ordered if i + 1 not in units]
    for first, last in zip(starts, ends, strict=True):
        while first < last and view.kinds[first].lower in _JOINTS:
            first += 1
        while first < last and view.kinds[last - 1].lower in _JOINTS:
            last -= 1
        if first < last:
            yield first, last


_JOINTS: Final = frozenset(",;")


def _edge(reading: Reading, marks: Marks, view: View, unit: int, side: int) -> int:
    segment = view.segment
    if segment.regions[unit] >= 0:
        span = marks.regions[segment.regions[unit]].span
        return span.end if side else span.start
    return reading.ends[segment.lasts[unit] - 1] if side else reading.starts[segment.firsts[unit]]


def verbatim(marks: Marks, content: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of a content that stand inside outermost marks, without the marks."""
    for piece in content:
        for region in marks.regions:
            if region.depth == 0 and region.inner.start < piece.end and piece.start < region.inner.end:
                yield Span(max(piece.start, region.inner.start), min(piece.end, region.inner.end))
