"""Values moved to the text as given, where it was read without entities and the signs of Markdown (`reading.replaced`).

Spans are moved, and what is text beside spans is what they cover.  `Quote.words`, names and labels stay as they were
read: whoever asks for “Ann O'Hara” has no use for “Ann O&#39;Hara”.
"""

from typing import Any, TypeVar, cast

import attrs

from quoteattr.models import Cue, Document, Mention, Quote, Span, Value, covered
from quoteattr.reading.replaced import ReadAs

V = TypeVar("V", bound=Value)


def restored(document: Document, given: str, read_as: ReadAs) -> Document:
    """Return a document on the offsets of the text as given."""
    return attrs.evolve(_Mover(given, read_as).moved(document), text=given)


class _Mover:
    """Moves values, each once: a speaker stands in several places."""

    def __init__(self, given: str, read_as: ReadAs) -> None:
        self.given, self.read_as = given, read_as
        self.done: dict[int, tuple[Value, Value]] = {}

    def moved(self, value: V) -> V:
        """Return a value with its spans, and the text they cover, moved."""
        if id(value) not in self.done:
            self.done[id(value)] = value, self._made(value)
        return self.done[id(value)][1]  # type: ignore[return-value]

    def _made(self, value: Value) -> Value:
        if isinstance(value, Span):
            return Span(self.read_as.start(value.start), self.read_as.end(value.end))
        cls: Any = type(value)
        made = attrs.evolve(cast(Any, value), **{f.name: self._part(getattr(value, f.name)) for f in attrs.fields(cls)})
        if isinstance(made, Cue | Mention | Quote):
            spans = made.content if isinstance(made, Quote) else made.spans
            made = attrs.evolve(made, text=covered(self.given, spans))
        return made  # type: ignore[no-any-return]

    def _part(self, part: Any) -> Any:
        if isinstance(part, tuple):
            return tuple([self._part(one) for one in part])
        return self.moved(part) if isinstance(part, Value) else part
