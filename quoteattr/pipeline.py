"""The front door: `extract`, and `Extractor` for options and many texts.

`Extractor` is built once for a `Config`; it holds nothing but that, so it may be shared between threads and pickled.
`pipe` runs over many texts, in this process or in several (`workers`), keeps their order, never holds more than a few
and answers every input with one Document.

The stages (`stages`) are imported with the first text, and processes when there are several, so that the import of the
package stays quick.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, TypeVar, cast, overload

from quoteattr.config import Config
from quoteattr.models import Document

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
        from quoteattr.stages import walk

        # What a stage found is let go of when no later one needs it.
        ((_, document),) = deque(walk(_check(text), self.config), maxlen=1)
        return cast(Document, document)

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

        `workers` is the number of processes (1: this one).  Where processes import the program anew (macOS, Windows,
        Python 3.14), a script calls this under ``if __name__ == "__main__":``.

        Raises TypeError, naming the index, for an input that is no string (or no pair), when the documents before it
        are out; at the call, TypeError for one text in the place of many and ValueError for fewer than one worker.
        """
        if isinstance(texts, str | bytes | bytearray):  # its characters would be taken for texts
            raise TypeError(f"texts: an iterable of texts is expected, not one {type(texts).__name__}; see extract")
        if type(workers) is not int or workers < 1:
            raise ValueError(f"workers: a whole number from 1 is expected, not {workers!r}")
        pairs = (_pair(item, index) if as_tuples else (item, None) for index, item in enumerate(texts))
        checked = ((_check(text, index), context) for index, (text, context) in enumerate(pairs))
        results = self._here(checked) if workers == 1 else self._elsewhere(checked, workers)
        return results if as_tuples else (document for document, _ in results)

    def _here(self, pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[Document, Any]]:
        for text, context in pairs:
            yield self.extract(text), context

    def _elsewhere(self, pairs: Iterable[tuple[str, Any]], workers: int) -> Iterator[tuple[Document, Any]]:
        from quoteattr.workers import run

        yield from run(self.extract, pairs, workers)


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
    raise TypeError(f"{where}text must be a str, not {type(text).__name__}{_advice(text, index)}")


def _advice(text: Any, index: int | None) -> str:
    if isinstance(text, bytes | bytearray):
        return ", decode it first: data.decode('utf-8')"
    return "; pairs are read with as_tuples=True" if index is not None and isinstance(text, tuple) else ""


def _pair(item: Any, index: int) -> tuple[Any, Any]:
    if isinstance(item, tuple | list) and len(item) == 2:
        return item[0], item[1]
    raise TypeError(f"input {index}: a pair of text and context is expected with as_tuples, not {type(item).__name__}")
