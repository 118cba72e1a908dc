"""The way a text takes, as a list of stages one can read, and the document put together at its end.

    reading -> finding (marks | cues) -> linking -> finding mentions -> naming -> Document

Mentions are looked for last, because only a text that reports something has anybody to name.

This module imports all stages, which takes longer than everything else `import quoteattr` does; so the front door
imports it with the first text.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from quoteattr.config import Config
from quoteattr.finding.cues import find_cues, lexicon_for
from quoteattr.finding.marks import Marks, find_regions
from quoteattr.finding.mentions import find_mentions
from quoteattr.linking import Attribution, link
from quoteattr.models import Candidate, Cue, CueMode, Document, Quote, QuoteKind, Span, covered, kept
from quoteattr.naming import Named, Naming, name_speakers
from quoteattr.reading import Reading, read
from quoteattr.reading.entities import entities
from quoteattr.reading.markdown import markdown
from quoteattr.reading.replaced import replaced
from quoteattr.restored import restored

DIRECT_SHARE: Final = 0.9  # of the letters and digits of a content, inside marks (Pareti 2015 asks for all)


def walk(text: str, config: Config) -> Iterator[tuple[str, Any]]:
    """Yield the name of each stage and what it found, when it has; the last is the Document.

    Whoever takes times or looks in between walks along the same list as `Extractor.extract` does.
    """
    read_as = replaced(text, (*entities(text), *markdown(text)))
    reading = read(read_as.text if read_as else text)
    yield "reading", reading
    marks = find_regions(reading)
    yield "finding marks", marks
    cues = find_cues(reading, lexicon_for(config))
    yield "finding cues", cues
    attributions = link(reading, marks, cues)
    del cues  # attributions have those that count; a text may be a million of them
    yield "linking", attributions
    mentions = find_mentions(reading, config.extra_titles) if attributions else []
    yield "finding mentions", mentions
    naming = name_speakers(reading, mentions, marks, attributions, config)
    del mentions
    yield "naming", naming
    document = _document(reading, marks, attributions, naming, config)
    yield "document", restored(document, text, read_as) if read_as else document


# --- the document -------------------------------------------------------------------------------


def _document(
    reading: Reading, marks: Marks, attributions: Sequence[Attribution], naming: Naming, config: Config
) -> Document:
    """Put the stages' findings together, leaving out what the options leave out."""
    made = [_quote(reading.text, a, n, config) for a, n in zip(attributions, naming.named, strict=True)]
    wanted = [i for i, quote in enumerate(made) if _is_wanted(quote, config)]
    return Document(
        text=reading.text,
        quotes=kept(made, wanted),
        speakers=naming.speakers,
        diagnostics=marks.diagnostics,
    )


def _is_wanted(quote: Quote, config: Config) -> bool:
    mode = quote.cue.mode if quote.cue else CueMode.SPEECH
    return quote.confidence >= config.min_confidence and quote.kind in config.kinds and mode in config.modes


def _quote(text: str, attribution: Attribution, given: Named, config: Config) -> Quote:
    named = _sure(given, config.min_speaker_confidence)
    pieces = attribution.content
    return Quote(
        kind=_kind(text, attribution),
        content=pieces,
        verbatim=attribution.verbatim,
        text=covered(text, pieces),
        words=_words(text, attribution),
        cue=_cue(text, attribution),
        source=named.source,
        speaker=named.speaker,
        candidates=named.candidates,
        evidence=(*attribution.evidence, *named.evidence),
        addressee=named.addressee,
        relayed_by=named.relayed_by,
        continues=attribution.continues,
        confidence=attribution.confidence,
        speaker_confidence=named.speaker_confidence,
    )


def _sure(named: Named, least: float) -> Named:
    """Return a finding whose speaker, if less likely than `least`, is nothing but the first candidate."""
    speaker, chance = named.speaker, named.speaker_confidence or 0.0
    if speaker is None or chance >= least:
        return named
    others = [other for other in named.candidates if other.speaker.id != speaker.id]
    score = max((candidate.score for candidate in named.candidates), default=chance)
    candidates = (Candidate(speaker=speaker, score=score), *others)
    source = attrs.evolve(named.source, speaker_id=None) if named.source else None
    return attrs.evolve(named, speaker=None, source=source, candidates=candidates)


def _kind(text: str, attribution: Attribution) -> QuoteKind:
    if attribution.laid_out:
        return QuoteKind.DIRECT
    said = sum(_letters(piece.of(text)) for piece in attribution.verbatim)
    if not said:
        return QuoteKind.INDIRECT
    whole = sum(_letters(piece.of(text)) for piece in attribution.content)
    return QuoteKind.DIRECT if said >= DIRECT_SHARE * whole else QuoteKind.MIXED


def _letters(piece: str) -> int:
    """Return how many letters and digits there are."""
    return sum(map(str.isalnum, piece))


def _words(text: str, attribution: Attribution) -> str:
    """Return the content without the marks around it and a leading "that"."""
    pieces = [_bare(piece, attribution.verbatim).of(text) for piece in attribution.content]
    joined = " ".join(piece.strip() for piece in pieces)
    return joined[5:].lstrip() if joined[:5].lower() == "that " else joined


def _bare(piece: Span, verbatim: Sequence[Span]) -> Span:
    """Return a piece without marks, where a single marked stretch fills it."""
    inner = [v for v in verbatim if piece.start <= v.start and v.end <= piece.end]
    fills = len(inner) == 1 and inner[0].start - piece.start <= 2 and piece.end - inner[0].end <= 2
    return inner[0] if fills else piece


def _cue(text: str, attribution: Attribution) -> Cue | None:
    match = attribution.cue
    if match is None:
        return None
    entry, spans = match.entry, attribution.cue_spans
    return Cue(spans=spans, text=covered(text, spans), lemma=entry.lemma, mode=entry.mode, stance=match.stance)
