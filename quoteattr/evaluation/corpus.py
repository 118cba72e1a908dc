"""Annotated documents and predicted quotations: two files of JSON Lines, read and checked.

Gold has one document a line, ``{"doc": id, "text": str, "quotes": [...]}``; predictions the same without the text.
Each quotation has "content" and may have "source" and "cue", lists of ``[start, end]`` character offsets, and
"speaker", a name, a list of names or null.  In gold, "optional" marks what neither counts as found nor
as missed, and a speaker that is absent or "?" was not annotated.  Predictions may add "kind", "confidence" and
"speaker_confidence".  Other fields are ignored.

Damage raises `InputError` with the file, the line and the path of the part that is wrong.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from quoteattr.errors import InputError, fault
from quoteattr.models import Document, Quote, Span, Speaker

NOT_ANNOTATED: Final = "?"

Names = str | tuple[str, ...] | None


@attrs.frozen(kw_only=True)
class Row:
    """A quotation of either file: spans in characters, and what is said of them.

    `annotated` tells whether the field "speaker" is there at all: None then means somebody without a name.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: Names = None
    annotated: bool = False
    optional: bool = False
    kind: str = ""
    confidence: float | None = None
    speaker_confidence: float | None = None


@attrs.frozen(kw_only=True)
class GoldDocument:
    """An annotated text."""

    id: str
    text: str
    rows: tuple[Row, ...]


def read_gold(path: str) -> tuple[GoldDocument, ...]:
    """Return the annotated documents of a file, in its order."""
    found = []
    for where, line in _lines(path):
        text = _field(line, "text", str, where)
        found.append(GoldDocument(id=_id(line, where), text=text, rows=_rows(line, where)))
    return tuple(found)


def read_predictions(path: str) -> dict[str, tuple[Row, ...]]:
    """Return the predicted quotations by document; of several lines for one document the last counts."""
    return {_id(line, where): _rows(line, where) for where, line in _lines(path)}


def predicted(document: Document) -> tuple[Row, ...]:
    """Return the quotations of a document as rows to be scored."""
    return tuple(_predicted(quote) for quote in document.quotes)


def _predicted(quote: Quote) -> Row:
    return Row(
        content=quote.content,
        source=quote.source.spans if quote.source else (),
        cue=quote.cue.spans if quote.cue else (),
        speaker=_names(quote.speaker),
        kind=quote.kind.value,
        confidence=quote.confidence,
        speaker_confidence=quote.speaker_confidence,
    )


def _names(speaker: Speaker | None) -> Names:
    if speaker is None:
        return None
    if not speaker.members:
        return speaker.name
    return tuple(member.name for member in speaker.members if member.name) or None


# --- lines and their parts -----------------------------------------------------------------------


def read_bytes(path: str) -> bytes:
    """Return what a file holds; raise `InputError`, naming it, where that fails."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
    except ValueError as error:  # a name no file can have
        raise InputError(f"{path}: {error}") from None


def _lines(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield ("path:number", object) for each line that is not blank."""
    for number, raw in enumerate(read_bytes(path).removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        where = f"{path}:{number}"
        if not raw.strip():
            continue
        try:
            line = json.loads(raw.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: not a line of JSON in UTF-8: {fault(error)}") from None
        if not isinstance(line, dict):
            raise InputError(f"{where}: $: an object is expected, not {type(line).__name__}")
        yield where, line


def _field(data: dict[str, Any], name: str, kind: type, where: str) -> Any:
    value = data.get(name)
    if not isinstance(value, kind):
        raise InputError(f"{where}: $.{name}: {kind.__name__} is expected, not {type(value).__name__}")
    return value


def _id(line: dict[str, Any], where: str) -> str:
    value: str = _field(line, "doc", str, where)
    return value


def _rows(line: dict[str, Any], where: str) -> tuple[Row, ...]:
    quotes = _field(line, "quotes", list, where)
    return tuple(_row(quote, f"{where}: $.quotes[{i}]") for i, quote in enumerate(quotes))


def _row(quote: Any, where: str) -> Row:
    if not isinstance(quote, dict):
        raise InputError(f"{where}: an object is expected, not {type(quote).__name__}")
    if "content" not in quote:
        raise InputError(f"{where}.content: missing")
    return Row(
        content=_spans(quote["content"], f"{where}.content"),
        source=_spans(quote.get("source") or [], f"{where}.source"),
        cue=_spans(quote.get("cue") or [], f"{where}.cue"),
        speaker=_speaker(quote.get("speaker"), f"{where}.speaker"),
        annotated="speaker" in quote,
        optional=bool(quote.get("optional")),
        kind=_kind(quote.get("kind"), f"{where}.kind"),
        confidence=_confidence(quote.get("confidence"), f"{where}.confidence"),
        speaker_confidence=_confidence(quote.get("speaker_confidence"), f"{where}.speaker_confidence"),
    )


def _spans(data: Any, where: str) -> tuple[Span, ...]:
    if not isinstance(data, list):
        raise InputError(f"{where}: a list of [start, end] is expected, not {data!r}")
    for span in data:
        if not (isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)):
            raise InputError(f"{where}: [start, end] is expected, not {span!r}")
    return tuple(Span(*span) for span in data)


def _speaker(data: Any, where: str) -> Names:
    if data is None or isinstance(data, str):
        return data
    if not isinstance(data, list) or not all(isinstance(name, str) for name in data):
        raise InputError(f"{where}: a name, a list of names or null is expected, not {data!r}")
    return tuple(data)


def _kind(data: Any, where: str) -> str:
    if data is not None and not isinstance(data, str):
        raise InputError(f"{where}: a string is expected, not {data!r}")
    return (data or "").lower()


def _confidence(data: Any, where: str) -> float | None:
    if data is None:
        return None
    if isinstance(data, bool) or not isinstance(data, int | float) or not 0 <= data <= 1:
        raise InputError(f"{where}: a number from 0 to 1 is expected, not {data!r}")
    return data
