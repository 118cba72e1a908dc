"""The way a text takes, as a list of stages one can read, and the front door to it.

    reading -> finding (marks | cues | mentions) -> linking -> naming -> Document

`Extractor` is built once for a `Config`; it holds nothing but that, so it may be shared between threads and pickled.
`pipe` runs over many texts, in this process or in several, keeps their order, never holds more than a few and answers
every input with one Document: if a worker process is lost (killed, out of memory), the text it had
gets an empty Document with a FAILED diagnostic and the rest go on.
"""

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, Literal, TypeVar, overload

import attrs

from quoteattr.config import Config
from quoteattr.finding.cues import find_cues
from quoteattr.finding.lexicon import lexicon_for
from quoteattr.finding.marks import find_regions
from quoteattr.finding.mentions import find_mentions
from quoteattr.finding.regions import Marks
from quoteattr.linking import Attribution, link
from quoteattr.models import Cue, CueMode, Diagnostic, DiagnosticCode, Document, Quote, QuoteKind, Span
from quoteattr.naming import Named, Naming, name_speakers
from quoteattr.reading import Reading, read

AHEAD: Final = 8  # texts handed to each worker process before the first result is asked for
DIRECT_SHARE: Final = 0.9  # of the letters and digits of a content, inside marks (Pareti 2015 asks for all)

C = TypeVar("C")


class Extractor:
    """Finds the quotations of texts under one `Config`; picklable, and safe to share between threads."""

    def __init__(self, config: Config | None = None) -> None:
        if config is not None and not isinstance(config, Config):
            raise TypeError(f"config: a quoteattr.Config is expected, not {type(config).__name__}")
        self.config = config or Config()

    def __repr__(self) -> str:
        return f"Extractor({self.config!r})"

    def extract(self, text: str) -> Document:
        """Return the quotations of `text`, any string, on its own character offsets.

        Raises TypeError for anything but a string; for bytes it says how to decode them.
        """
        _check(text)
        reading = read(text)
        marks = find_regions(reading)
        cues = find_cues(reading, lexicon_for(self.config))
        mentions = find_mentions(reading, self.config.extra_titles)
        attributions = link(reading, marks, cues)
        naming = name_speakers(reading, mentions, marks, attributions, self.config)
        return _document(reading, marks, attributions, naming, self.config)

    @overload
    def pipe(
        self, texts: Iterable[str], *, as_tuples: Literal[False] = False, workers: int = 1
    ) -> Iterator[Document]: ...

    @overload
    def pipe(
        self, texts: Iterable[tuple[str, C]], *, as_tuples: Literal[True], workers: int = 1
    ) -> Iterator[tuple[Document, C]]: ...

    def pipe(self, texts: Iterable[Any], *, as_tuples: bool = False, workers: int = 1) -> Iterator[Any]:
        """Yield one Document for each text, in order; with `as_tuples`, (Document, context) for (text, context).

        `workers` is the number of processes (1: this one).  Raises TypeError, naming the index, for an input that
        is no string, and ValueError for fewer than one worker.
        """
        if type(workers) is not int or workers < 1:
            raise ValueError(f"workers: a whole number from 1 is expected, not {workers!r}")
        pairs = ((item if as_tuples else (item, None)) for item in texts)
        checked = ((_check(text, index), context) for index, (text, context) in enumerate(pairs))
        results = self._here(checked) if workers == 1 else self._elsewhere(checked, workers)
        return results if as_tuples else (document for document, _ in results)

    def _here(self, pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[Document, Any]]:
        for text, context in pairs:
            yield self.extract(text), context

    def _elsewhere(self, pairs: Iterable[tuple[str, Any]], workers: int) -> Iterator[tuple[Document, Any]]:
        """Keep a window of texts in flight; the oldest is waited for, so order is kept and memory bounded."""
        pool = _Pool(self, workers)
        try:
            window: deque[tuple[str, Any]] = deque()
            for text, context in pairs:
                window.append((text, context))
                pool.submit(text)
                if len(window) >= AHEAD * workers:
                    yield pool.result(), window.popleft()[1]
            while window:
                yield pool.result(), window.popleft()[1]
        finally:
            pool.close()


def extract(text: str) -> Document:
    """Return the quotations of `text` with the default `Config`.

    >>> quote, = extract("\N{LEFT DOUBLE QUOTATION MARK}Ready,\N{RIGHT DOUBLE QUOTATION MARK} said Jane Doe.").quotes
    >>> quote.speaker.name, quote.cue.lemma, quote.words
    ('Jane Doe', 'say', 'Ready,')
    """
    return _DEFAULT.extract(text)


_DEFAULT: Final = Extractor()


def _check(text: Any, index: int | None = None) -> str:
    if isinstance(text, str):
        return text
    where = "" if index is None else f"input {index}: "
    advice = ", decode it first: data.decode('utf-8')" if isinstance(text, bytes | bytearray) else ""
    raise TypeError(f"{where}text must be a str, not {type(text).__name__}{advice}")


# --- worker processes ---------------------------------------------------------------------------


def _processes(number: int) -> ProcessPoolExecutor:
    """Return worker processes that Ctrl-C ends at once and silently; the caller's process raises KeyboardInterrupt."""
    return ProcessPoolExecutor(number, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL))


class _Pool:
    """Worker processes that outlive the loss of one: what was in flight is run again, one text at a time."""

    def __init__(self, extractor: Extractor, workers: int) -> None:
        self.extractor, self.workers = extractor, workers
        self.pool = _processes(workers)
        self.flying: deque[tuple[str, Future[Document]]] = deque()

    def submit(self, text: str) -> None:
        try:
            future = self.pool.submit(self.extractor.extract, text)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.flying.append((text, future))

    def result(self) -> Document:
        text, future = self.flying.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return self._alone(text)

    def _alone(self, text: str) -> Document:
        """Run the text that may have cost a worker its life in a pool of its own, then the others again."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        with _processes(1) as lonely:
            try:
                document = lonely.submit(self.extractor.extract, text).result()
            except BrokenProcessPool:
                document = _failed(text)
        self.pool = _processes(self.workers)
        waiting, self.flying = self.flying, deque()
        for other, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.flying.append((other, future))
            else:
                self.submit(other)
        return document

    def close(self) -> None:
        self.pool.shutdown(wait=True, cancel_futures=True)


def _failed(text: str) -> Document:
    message = "the worker process was lost while it read this text"
    return Document(
        text=text,
        diagnostics=(Diagnostic(code=DiagnosticCode.FAILED, span=Span(0, len(text)), message=message),),
    )


# --- the document -------------------------------------------------------------------------------


def _document(
    reading: Reading, marks: Marks, attributions: Sequence[Attribution], naming: Naming, config: Config
) -> Document:
    """Put the stages' findings together, leaving out what the options leave out."""
    made = [_quote(reading.text, a, n, config) for a, n in zip(attributions, naming.named, strict=True)]
    kept = [i for i, quote in enumerate(made) if _is_wanted(quote, config)]
    place = {old: new for new, old in enumerate(kept)}
    quotes = tuple(_placed(made[i], place) for i in kept)
    return Document(text=reading.text, quotes=quotes, speakers=naming.speakers, diagnostics=marks.diagnostics)


def _placed(quote: Quote, place: dict[int, int]) -> Quote:
    if quote.continues is None:
        return quote
    return attrs.evolve(quote, continues=place.get(quote.continues))


def _is_wanted(quote: Quote, config: Config) -> bool:
    mode = quote.cue.mode if quote.cue else CueMode.SPEECH
    return quote.confidence >= config.min_confidence and quote.kind in config.kinds and mode in config.modes


def _quote(text: str, attribution: Attribution, named: Named, config: Config) -> Quote:
    pieces = attribution.content
    sure = named.speaker is not None and (named.speaker_confidence or 0.0) >= config.min_speaker_confidence
    return Quote(
        kind=_kind(text, attribution),
        content=pieces,
        verbatim=attribution.verbatim,
        text=_joined(text, pieces),
        words=_words(text, attribution),
        cue=_cue(text, attribution),
        source=named.source,
        speaker=named.speaker if sure else None,
        candidates=named.candidates,
        evidence=(*attribution.evidence, *named.evidence),
        addressee=named.addressee,
        relayed_by=named.relayed_by,
        continues=attribution.continues,
        confidence=attribution.confidence,
        speaker_confidence=named.speaker_confidence,
    )


def _joined(text: str, pieces: Sequence[Span]) -> str:
    return " ".join(piece.of(text) for piece in pieces)


def _kind(text: str, attribution: Attribution) -> QuoteKind:
    if attribution.laid_out:
        return QuoteKind.DIRECT
    said = sum(c.isalnum() for piece in attribution.verbatim for c in piece.of(text))
    whole = sum(c.isalnum() for piece in attribution.content for c in piece.of(text))
    if not said:
        return QuoteKind.INDIRECT
    return QuoteKind.DIRECT if said >= DIRECT_SHARE * whole else QuoteKind.MIXED


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
    return Cue(spans=spans, text=_joined(text, spans), lemma=entry.lemma, mode=entry.mode, stance=match.stance)
