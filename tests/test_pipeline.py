"""The front door: what is refused, and how `pipe` keeps order, bounds memory and outlives the loss of a process."""

import concurrent.futures.process
import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterator
from typing import Any, Final

import pytest

import quoteattr
from quoteattr import Config, DiagnosticCode, Document, Extractor, Span
from quoteattr.pipeline import AHEAD

NAMES: Final = ["Ann Lee", "Tom Hill", "Priya Nair", "Omar Haddad"]
TEXTS: Final = [f"“I counted {i} bolts,” said {NAMES[i % 4]}." for i in range(40)]
POISON: Final = "“Poison,” said Ann Lee."
ENDLESS: Final = 10**9

workers = pytest.mark.parametrize("workers", [1, 2])


class Fragile(Extractor):
    """An extractor whose process is killed by one text, as by a lack of memory."""

    def extract(self, text: str) -> Document:
        """Die of `POISON`, but never in the process of the tests."""
        if text == POISON and multiprocessing.parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().extract(text)


class Source:
    """Texts without end, and how many of them were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for i in range(ENDLESS):
            self.taken += 1
            yield TEXTS[i % len(TEXTS)]


def _is_failed(document: Document) -> bool:
    return [d.code for d in document.diagnostics] == [DiagnosticCode.FAILED]


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"said", bytearray(b"said")])
def test_bytes_are_refused_with_advice(data: Any) -> None:
    with pytest.raises(TypeError, match=r"not (bytes|bytearray), decode it first: data\.decode\('utf-8'\)"):
        quoteattr.extract(data)


@pytest.mark.parametrize("value", [None, 7, ["“Yes,” said Ann Lee."], object()])
def test_what_is_no_string_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=f"text must be a str, not {type(value).__name__}"):
        quoteattr.extract(value)


def test_a_config_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match=r"config: a quoteattr\.Config is expected, not dict"):
        Extractor({"min_confidence": 0.5})  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, -1, 1.0, True, "2", None])
def test_fewer_than_one_worker_is_refused_at_the_call(number: Any) -> None:
    with pytest.raises(ValueError, match="workers: a whole number from 1 is expected"):
        Extractor().pipe(TEXTS, workers=number)


@workers
def test_an_input_that_is_no_string_is_named_by_its_index(workers: int) -> None:
    texts: Any = [*TEXTS[:3], b"said", TEXTS[4]]
    with pytest.raises(TypeError, match=r"input 3: text must be a str, not bytes"):
        list(Extractor().pipe(texts, workers=workers))


@workers
def test_an_error_of_the_input_comes_through(workers: int) -> None:
    def broken() -> Iterator[str]:
        yield TEXTS[0]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(Extractor().pipe(broken(), workers=workers))


def test_a_string_of_a_class_of_its_own_is_a_string() -> None:
    class Text(str):
        __slots__ = ()

    assert quoteattr.extract(Text(TEXTS[0])).quotes == quoteattr.extract(TEXTS[0]).quotes


# --- order, laziness, contexts ---------------------------------------------------------------------


@workers
def test_every_text_has_one_document_in_order(workers: int) -> None:
    texts = ["", *TEXTS, "", "\ud800"]
    assert list(Extractor().pipe(texts, workers=workers)) == [quoteattr.extract(text) for text in texts]


@workers
def test_nothing_gives_nothing(workers: int) -> None:
    assert list(Extractor().pipe([], workers=workers)) == []


@workers
def test_contexts_travel_along_untouched(workers: int) -> None:
    contexts = [object() for _ in TEXTS]  # equal to nothing but themselves: they never leave this process
    pairs = Extractor().pipe(zip(TEXTS, contexts, strict=True), as_tuples=True, workers=workers)
    found = list(pairs)
    assert [context for _, context in found] == contexts
    assert [document.text for document, _ in found] == TEXTS


@workers
def test_nothing_is_taken_before_it_is_asked_for(workers: int) -> None:
    source = Source()
    Extractor().pipe(source, workers=workers)
    assert source.taken == 0


def test_in_one_process_a_text_is_taken_when_its_document_is_asked_for() -> None:
    source = Source()
    documents = Extractor().pipe(source)
    for number in (1, 2, 3):
        next(documents)
        assert source.taken == number


def test_in_several_processes_few_texts_are_taken_ahead() -> None:
    source = Source()
    documents = Extractor().pipe(source, workers=2)
    for number in range(1, 30):
        next(documents)
        assert source.taken <= number + 2 * AHEAD
    documents.close()  # type: ignore[attr-defined]


def test_closing_early_leaves_no_process_behind() -> None:
    documents = Extractor().pipe(Source(), workers=2)
    next(documents)
    assert multiprocessing.active_children()
    documents.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_the_end_leaves_no_process_behind() -> None:
    list(Extractor().pipe(TEXTS, workers=2))
    assert not multiprocessing.active_children()


# --- extractors as values --------------------------------------------------------------------------


def test_an_extractor_is_pickled_with_its_options() -> None:
    extractor = Extractor(Config(min_confidence=0.25, kinds=["direct"], extra_cues=["tweetstorm"]))
    copy = pickle.loads(pickle.dumps(extractor))
    assert copy.config == extractor.config
    assert copy.extract(TEXTS[0]) == extractor.extract(TEXTS[0])


def test_an_extractor_shows_its_options() -> None:
    assert "min_confidence=0.25" in repr(Extractor(Config(min_confidence=0.25)))


# --- a process is lost -------------------------------------------------------------------------------


def _whole(documents: list[Document], texts: list[str]) -> bool:
    return documents == [quoteattr.extract(text) for text in texts]


@pytest.mark.parametrize("place", [0, 5, len(TEXTS)])
def test_the_text_that_costs_a_process_its_life_fails_alone(place: int) -> None:
    texts = [*TEXTS[:place], POISON, *TEXTS[place:]]
    documents = list(Fragile().pipe(texts, workers=2))
    (failure,) = documents[place].diagnostics
    assert documents.pop(place).quotes == ()
    assert (failure.code, failure.span) == (DiagnosticCode.FAILED, Span(0, len(POISON)))
    assert "lost" in failure.message
    assert _whole(documents, TEXTS)
    assert not multiprocessing.active_children()


def test_several_lost_processes_fail_their_own_texts() -> None:
    texts = [text for i, text in enumerate(TEXTS[:12]) for text in ([POISON, text] if i % 4 == 0 else [text])]
    documents = list(Fragile().pipe(texts, workers=2))
    assert [_is_failed(document) for document in documents] == [text == POISON for text in texts]
    assert _whole([d for d in documents if not _is_failed(d)], [t for t in texts if t != POISON])


def test_contexts_stay_with_their_texts_when_a_process_is_lost() -> None:
    texts = [TEXTS[0], POISON, TEXTS[1]]
    found = list(Fragile().pipe(zip(texts, "abc", strict=True), as_tuples=True, workers=2))
    assert [(document.text, context) for document, context in found] == list(zip(texts, "abc", strict=True))


def test_a_pool_that_breaks_between_texts_costs_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    submit = concurrent.futures.process.ProcessPoolExecutor.submit
    calls = iter(range(ENDLESS))

    def breaking(pool: Any, *arguments: Any) -> Any:
        if next(calls) == 3:
            raise concurrent.futures.process.BrokenProcessPool("lost between two texts")
        return submit(pool, *arguments)

    monkeypatch.setattr(concurrent.futures.process.ProcessPoolExecutor, "submit", breaking)
    assert _whole(list(Extractor().pipe(TEXTS, workers=2)), TEXTS)
