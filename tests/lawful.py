"""The laws of every document, whatever its text: where spans lie, what they cover, who is listed, what is in order."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from quoteattr import Document, Quote, QuoteKind, Span
from quoteattr.models import covered


def parts(quote: Quote) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """Yield what of a quotation is seen in the text, but its content: a name, spans, text."""
    for name in ("cue", "source", "addressee", "relayed_by"):
        if part := getattr(quote, name):
            yield name, part.spans, part.text


def _assert_ordered(spans: Sequence[Span], size: int) -> None:
    assert all(0 <= span.start < span.end <= size for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)


def _assert_lawful_quote(quote: Quote, text: str) -> None:
    assert quote.content
    _assert_ordered(quote.content, len(text))
    _assert_ordered(quote.verbatim, len(text))
    assert quote.text == covered(text, quote.content)
    assert all(any(c.start <= v.start and v.end <= c.end for c in quote.content) for v in quote.verbatim)
    assert (quote.kind is QuoteKind.INDIRECT) == (not any(c.isalnum() for v in quote.verbatim for c in v.of(text)))
    for name, spans, said in parts(quote):
        assert spans
        _assert_ordered(spans, len(text))
        assert said == covered(text, spans)
        assert not _overlap(spans, quote.content), name
    for (name, spans, _), (other, others, _) in combinations(parts(quote), 2):
        assert not _overlap(spans, others), (name, other)
    assert 0 <= quote.confidence <= 1
    assert 0 <= (quote.speaker_confidence or 0) <= 1


def _assert_lawful_speakers(document: Document) -> None:
    known = {speaker.id: speaker for speaker in document.speakers}
    assert len(known) == len(document.speakers)
    for speaker in document.speakers:
        assert speaker.label.strip()
        assert speaker.name not in speaker.aliases
        assert all(member == known[member.id] for member in speaker.members)
        for mention in speaker.mentions:
            assert mention.speaker_id == speaker.id
            assert mention.text == covered(document.text, mention.spans)
    for quote in document.quotes:
        assert quote.speaker is None or quote.speaker == known[quote.speaker.id]
        assert quote.speaker or not (quote.source and quote.source.speaker_id)
        assert all(candidate.speaker == known[candidate.speaker.id] for candidate in quote.candidates)
        scores = [candidate.score for candidate in quote.candidates]
        assert scores == sorted(scores, reverse=True)


def assert_lawful(document: Document, text: str) -> None:
    """Assert every law of the document of a text."""
    assert document.text is text
    for index, quote in enumerate(document.quotes):
        _assert_lawful_quote(quote, text)
        assert quote.continues is None or 0 <= quote.continues < index
        assert all(0 <= s.start <= s.end <= len(text) for step in quote.evidence for s in step.spans)
    assert len({quote.content for quote in document.quotes}) == len(document.quotes)
    starts = [quote.content[0].start for quote in document.quotes]
    assert starts == sorted(starts)
    _assert_lawful_speakers(document)
    assert all(0 <= d.span.start <= d.span.end <= len(text) for d in document.diagnostics)
