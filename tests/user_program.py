"""A program as a user would write it, for type checkers that know nothing but the installed package.

    mypy --strict tests/user_program.py && pyright tests/user_program.py

Every `assert_type` is a promise of the typed public names; a checker complains where one is broken.
"""

from collections.abc import Iterator
from typing import Any, assert_type

import quoteattr
from quoteattr import (
    Candidate,
    Config,
    Cue,
    CueMode,
    CueStance,
    Diagnostic,
    Document,
    Extractor,
    ExtraCue,
    KnownSpeaker,
    Mention,
    Quote,
    QuoteattrError,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
    Step,
)


def options() -> Config:
    """Build options of every kind, with strings where an enum has them."""
    return Config(
        min_confidence=0.5,
        min_speaker_confidence=0,
        kinds=["direct", QuoteKind.MIXED],
        modes={CueMode.SPEECH, "writing"},
        extra_cues=["tweetstorm", ExtraCue(lemma="vlog", forms=["vlogged"], mode="writing", stance=CueStance.DENIED)],
        extra_titles=("Archdeacon",),
        known_speakers=[KnownSpeaker(id="q1", name="Jane Doe", aliases=["J. D."], kind="person", gender="female")],
    )


def names(document: Document) -> Iterator[str]:
    """Yield who says what."""
    assert_type(document.quotes, tuple[Quote, ...])
    assert_type(document.speakers, tuple[Speaker, ...])
    assert_type(document.diagnostics, tuple[Diagnostic, ...])
    for quote in document.quotes:
        assert_type(quote.kind, QuoteKind)
        assert_type(quote.content, tuple[Span, ...])
        assert_type(quote.verbatim, tuple[Span, ...])
        assert_type(quote.cue, Cue | None)
        assert_type(quote.source, Mention | None)
        assert_type(quote.addressee, Mention | None)
        assert_type(quote.relayed_by, Mention | None)
        assert_type(quote.candidates, tuple[Candidate, ...])
        assert_type(quote.evidence, tuple[Step, ...])
        assert_type(quote.continues, int | None)
        assert_type(quote.confidence, float)
        assert_type(quote.speaker_confidence, float | None)
        if quote.speaker is not None:
            assert_type(quote.speaker.kind, SpeakerKind)
            assert_type(quote.speaker.name, str | None)
            assert_type(quote.speaker.members, tuple[Speaker, ...])
            yield f"{quote.speaker.label}: {quote.words}"
        assert_type([span.of(document.text) for span in quote.content], list[str])


def many(texts: list[str], pairs: list[tuple[str, int]]) -> None:
    """Run over texts, alone and with contexts, in several processes."""
    extractor = Extractor(options())
    assert_type(extractor.pipe(texts, workers=2), Iterator[Document])
    assert_type(extractor.pipe(pairs, as_tuples=True), Iterator[tuple[Document, int]])
    for document, number in extractor.pipe(pairs, as_tuples=True):
        assert_type(document, Document)
        assert_type(number, int)


def there_and_back(text: str) -> Document:
    """Write a document as plain data and read it again."""
    document = quoteattr.extract(text)
    data = document.to_dict()
    assert_type(data, dict[str, Any])
    try:
        again = Document.from_dict(data)
    except QuoteattrError as error:
        raise SystemExit(str(error)) from error
    assert_type(again, Document)
    assert_type(again.quotes_by("Jane Doe"), tuple[Quote, ...])
    return again


if __name__ == "__main__":
    print(*names(there_and_back("“Ready,” said Jane Doe.")), sep="\n")
