"""The front door: what is refused, and how `pipe` keeps order, bounds memory and outlives the loss of a process."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr import Config, DiagnosticCode, Document, Extractor, Span
from quoteattr.reading.entities import entities
from quoteattr.reading.markdown import markdown
from quoteattr.reading.replaced import replaced
from quoteattr.workers import AHEAD

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


class Broken(Extractor):
    """An extractor with a defect that one text shows."""

    def extract(self, text: str) -> Document:
        """Raise an error on `POISON`."""
        if text == POISON:
            raise ZeroDivisionError("a defect")
        return super().extract(text)


class Hungry(Extractor):
    """An extractor that finds no memory for one text."""

    def extract(self, text: str) -> Document:
        """Raise MemoryError on `POISON`."""
        if text == POISON:
            raise MemoryError
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


@pytest.mark.parametrize("text", ["“Yes,” said Ann Lee.", b"said", ""])
def test_one_text_in_the_place_of_many_is_refused_at_the_call(text: Any) -> None:
    with pytest.raises(TypeError, match=r"texts: an iterable of texts is expected, not one (str|bytes); see extract"):
        Extractor().pipe(text)


def test_pairs_without_as_tuples_are_refused_with_advice() -> None:
    pairs: Any = [(TEXTS[0], 0)]
    with pytest.raises(TypeError, match="input 0: text must be a str, not tuple; pairs are read with as_tuples=True"):
        list(Extractor().pipe(pairs))


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


@workers
def test_what_stands_before_an_error_of_the_input_is_answered_first(workers: int) -> None:
    texts: Any = [*TEXTS, None, *TEXTS]
    documents = Extractor().pipe(texts, workers=workers)
    assert [next(documents).text for _ in TEXTS] == TEXTS
    with pytest.raises(TypeError, match=f"input {len(TEXTS)}: text must be a str, not NoneType"):
        next(documents)
    assert list(documents) == []
    assert not multiprocessing.active_children()


@workers
@pytest.mark.parametrize("item", [TEXTS[0], (TEXTS[0],), 7])
def test_with_contexts_pairs_are_expected(item: Any, workers: int) -> None:
    with pytest.raises(TypeError, match="input 1: a pair of text and context is expected"):
        list(Extractor().pipe([(TEXTS[0], 0), item], as_tuples=True, workers=workers))


def test_an_error_in_a_worker_is_raised_where_its_document_would_be() -> None:
    documents = Broken().pipe([*TEXTS[:9], POISON, *TEXTS], workers=2)
    assert [next(documents).text for _ in range(9)] == TEXTS[:9]
    with pytest.raises(ZeroDivisionError, match="a defect"):
        next(documents)
    assert not multiprocessing.active_children()


def test_a_text_that_takes_more_memory_than_there_is_fails_alone() -> None:
    documents = list(Hungry().pipe([*TEXTS[:9], POISON, *TEXTS[9:]], workers=2))
    assert _is_failed(documents[9])
    assert "memory" in documents.pop(9).diagnostics[0].message
    assert _whole(documents, TEXTS)


@pytest.mark.parametrize("sign", ["&ldquo;", "&#8220;", "&#x201C;"])
def test_entities_are_read_and_spans_are_those_of_the_text_as_given(sign: str) -> None:
    text = (
        f"AT&amp;T is shut. {sign}It&rsquo;s safe,&rdquo; Ann O&#39;Neill told AT&amp;T. &unknown; {sign}Never.&rdquo;"
    )
    document = quoteattr.extract(text)
    quote = document.quotes[0]
    assert document.text == text
    assert quote.text == quote.content[0].of(text) == f"{sign}It&rsquo;s safe,&rdquo;"
    assert quote.words == "It’s safe,"
    assert quote.source
    assert quote.source.text == quote.source.spans[0].of(text) == "Ann O&#39;Neill"
    assert quote.speaker
    assert quote.speaker.name == "Ann O'Neill"
    assert quote.speaker in document.speakers
    assert Document.from_dict(document.to_dict()) == document


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("“It is safe,” said **Ann Lee**.", "It is safe,", "Ann Lee"),
        ("“It is *really* safe,” said ***Ann Lee***.", "It is really safe,", "Ann Lee"),
        ("**Ann Lee** said the bridge was safe[^1].", "the bridge was safe", "Ann Lee"),
        ("- **Ann Lee**’s claim that it was safe was false.", "it was safe", "Ann Lee**’s"),
        ("According to [Ann Lee](https://example.org/a), the bridge is safe.", "the bridge is safe", "Ann Lee"),
        ("## Bridge “is safe”, says Ann Lee", "Bridge “is safe”", "Ann Lee"),
        ("![A bridge](a.png) Ann Lee said the bridge was safe.", "the bridge was safe", "Ann Lee"),
        ("Costs rose 5 * 3 * 2, Ann Lee said.", "Costs rose 5 * 3 * 2", "Ann Lee"),
    ],
)
def test_signs_of_markdown_say_nothing(text: str, words: str, source: str) -> None:
    document = quoteattr.extract(text)
    (quote,) = document.quotes
    assert quote.source
    assert (document.text, quote.words, quote.source.text) == (text, words, source)
    assert quote.text == " ".join(span.of(text) for span in quote.content)
    assert Document.from_dict(document.to_dict()) == document


def test_a_label_in_bold_is_no_emphasis() -> None:
    text = "**Ann Lee:** Is it safe?\n\n**Tom Hill:** It is.\n\n**Ann Lee:** Good.\n\n**Tom Hill:** It is not."
    assert [q.words for q in quoteattr.extract(text).quotes] == ["Is it safe?", "It is.", "Good.", "It is not."]


@given(text=st.text("ab &;lt*[](^!)#\n", max_size=60))
def test_what_is_replaced_comes_back(text: str) -> None:
    parts = [*entities(text), *markdown(text)]
    read_as = replaced(text, parts)
    assert (read_as is None) == (not parts)
    if read_as is not None:
        places = [(read_as.start(i), read_as.end(i + 1)) for i in range(len(read_as.text))]
        assert all(0 <= a < b <= len(text) for a, b in places)
        assert all(before[1] <= after[0] for before, after in pairwise(places))
        assert all(text[a:b] == c or c in {"<", "&"} for (a, b), c in zip(places, read_as.text, strict=True))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_marks_in_a_mistaken_encoding_are_read(encoding: str) -> None:
    meant = "“It’s safe,” Ann O’Neill said – twice."
    text = meant.encode().decode(encoding, errors="replace")
    quote = quoteattr.extract(text).quotes[0]
    assert quote.text == text[: text.index(" Ann")]
    assert quote.words == "It’s safe,"
    assert quote.speaker
    assert quote.speaker.name == "Ann O’Neill"


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


def _kill_one() -> None:
    victim = multiprocessing.active_children()[0]
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)


@pytest.mark.parametrize("times", [1, 3])
def test_processes_killed_from_outside_cost_no_document(times: int) -> None:
    texts = TEXTS * 20
    found = list[Document]()
    for document in Extractor().pipe(texts, workers=2):
        if len(found) in {50 * (time + 1) for time in range(times)}:
            _kill_one()
        found.append(document)
    assert [document.text for document in found] == texts
    assert all(document == quoteattr.extract(document.text) for document in found if not _is_failed(document))
    assert sum(map(_is_failed, found)) <= times
    assert not multiprocessing.active_children()


def test_a_process_killed_while_it_waits_is_replaced() -> None:
    def texts() -> Iterator[str]:
        yield from TEXTS
        time.sleep(0.3)  # all that was handed out is answered by now
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        yield from TEXTS

    documents = list(Extractor().pipe(texts(), workers=2))
    assert [document.text for document in documents] == TEXTS * 2
    assert sum(map(_is_failed, documents)) <= 2


def test_texts_that_come_slowly_are_answered_as_they_come() -> None:
    def texts() -> Iterator[str]:
        for text in TEXTS[:8]:
            yield text
            time.sleep(0.15)

    documents = list(Extractor().pipe(texts(), workers=2))
    assert _whole(documents, TEXTS[:8])


# --- signals -----------------------------------------------------------------------------------------

PROGRAM: Final = """
import itertools, multiprocessing, quoteattr
text = {text!r} * {repeat}
for number, _ in enumerate(quoteattr.Extractor().pipe(itertools.repeat(text), workers=2)):
    if number == 2:
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a system that shows its processes in /proc")
@pytest.mark.parametrize("to_all", [False, True], ids=["to one process", "to all, as a terminal does"])
@pytest.mark.parametrize(("text", "repeat"), [(TEXTS[0], 1), ("x", 300_000)], ids=["short texts", "long texts"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name)
def test_a_signal_leaves_no_process_behind(number: signal.Signals, text: str, repeat: int, to_all: bool) -> None:
    command = [sys.executable, "-c", PROGRAM.format(text=text, repeat=repeat)]
    with subprocess.Popen(command, stdout=-1, stderr=-1, text=True, start_new_session=True) as running:
        assert running.stdout is not None
        children = [int(pid) for pid in running.stdout.readline().split()]
        assert len(children) == 2
        (os.killpg if to_all else os.kill)(running.pid, number)
        _, errors = running.communicate(timeout=60)
    if number is signal.SIGINT:
        assert errors.count("Traceback") == 1
        assert "KeyboardInterrupt" in errors
    until = time.monotonic() + 20
    while any(map(_is_alive, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_is_alive, children))
