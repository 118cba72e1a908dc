"""A short name for the feature templates: weights learned with other templates are of no use and are refused.

It is a hash of all features of a fixed sentence under fixed tables, so it changes when the templates change what
they say, and stays when only their code does.
"""

import functools
import hashlib
from collections.abc import Iterator
from typing import Final

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.linking.learned import features
from quoteattr.linking.learned.accept import Decoded, judged_by
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.kinds import Kind, Kinds
from quoteattr.linking.learned.segments import segments
from quoteattr.linking.learned.spans import Scene, span_features
from quoteattr.linking.learned.tagger import Tagger, beside_features, tag_features, word_features
from quoteattr.models import CueMode, CueStance, Span
from quoteattr.reading import read

_TEXT: Final = (
    'On 3 May the two guards, who saw it, quickly said that "the old gate was open," but she denied any claim.'
)


@functools.cache
def signature() -> str:
    """Return the name of the templates as they are now, twelve hexadecimal digits."""
    return hashlib.sha256("\n".join(_features()).encode()).hexdigest()[:12]


def _features() -> Iterator[str]:
    reading = read(_TEXT)
    start, end = _TEXT.index('"'), _TEXT.rindex('"') + 1
    marks = Marks((Region(Span(start, end), Span(start + 1, end - 1), MarkStyle.DOUBLE, 0, None, True, False),), ())
    words = "the two who saw said that she denied any".split()
    kinds = Kinds(
        vocabulary=frozenset(words),
        classes={"said": ("vcomm", "vC3"), "guards": ("npers",)},
        cues=frozenset({"claim"}),
        never=frozenset({"was"}),
    )
    at = reading.lower.index("denied")
    entry = CueEntry("deny", CueMode.SPEECH, CueStance.DENIED, frozenset({"np"}), 0.8)
    match = CueMatch(at, at + 1, at, "ed", entry, CueStance.DENIED)
    tagger = Tagger({}, {})
    tags = [tag for s in reading.sentences for tag in tagger.tag(reading.words[s.first : s.last])]
    for segment in segments(reading, marks, tags, kinds):
        matches = {i: match for i, _ in segment.places([at])}
        yield from _of_view(View(segment, matches, {}), kinds.edge)
    yield from (*word_features("Some-word", True), *beside_features("4th", False, "a"), *tag_features(1, 2))


def _of_view(view: View, edge: Kind) -> Iterator[str]:
    """Yield the features of a view, those of a unit in alphabetical order: how they are grouped does not matter."""
    n = len(view.kinds)
    for cue in view.cues:
        yield from sorted(features.cue_features(view, cue, edge))
        for row in span_features(Scene(view, ()), cue, edge):
            yield from sorted(row)
        one = Decoded(view, cue, 9, 0.7, 0.6, 0.1, frozenset({0}), frozenset({n - 1, n - 2} - {cue}) or frozenset({0}))
        numbers, sorts = judged_by(one, [one])
        yield from (*map(str, numbers), *sorts)
