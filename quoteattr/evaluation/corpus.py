"""Annotated documents and predicted quotations: two files of JSON Lines, read and checked.

Gold has one document a line, ``{"doc": id, "text": str, "quotes": [...]}``; predictions the same without the text, or
lines as ``quoteattr extract`` prints them, whose id is that of the text's file, line or row.
Each quotation has "content" and may have "source" and "cue", lists of ``[start, end]`` character offsets, and
"speaker", a name, a list of names or null.  In gold, "optional" marks what neither counts as found nor
as missed, and a speaker that is absent or "?" was not annotated.  Predictions may add "kind", "confidence" and
"speaker_confidence".  Other fields are ignored.

Damage raises `InputError` with the file, the line and the path of the part that is wrong.  Spans of gold that lie
outside the text are damage; a system's are its own fault, and count as they are.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from quoteattr.errors import InputError, SchemaError
from quoteattr.inputs import json_objects
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

    @property
    def judged(self) -> bool:
        """Whether the annotation says who speaks, be it somebody without a name."""
        return self.annotated and self.speaker != NOT_ANNOTATED

    @property
    def named(self) -> bool:
        """Whether the annotation names who speaks."""
        return self.judged and self.speaker is not None


@attrs.frozen(kw_only=True)
class GoldDocument:
    """An annotated text."""

    id: str
    text: str
    rows: tuple[Row, ...]


def read_gold(path: str) -> tuple[GoldDocument, ...]:
    """Return the annotated documents of a file, in its order; no two have the same id."""
    found: dict[str, GoldDocument] = {}
    for where, line in json_objects(path):
        text = _field(line, "text", str, where)
        document = GoldDocument(id=_id(line, where), text=text, rows=_rows(line, where, len(text)))
        if document.id in found:
            raise InputError(f"{where}: $.doc: {document.id!r} is the id of an earlier document")
        found[document.id] = document
    return tuple(found.values())


def read_predictions(path: str) -> dict[str, tuple[Row, ...]]:
    """Return the predicted quotations by document; of several lines for one document the last counts."""
    return {found.id: found.rows for found in read_found(path)}


@attrs.frozen(kw_only=True)
class Found:
    """The quotations of one document, where they are written, and its text, if that is there too."""

    where: str
    id: str
    text: str | None
    rows: tuple[Row, ...]


def read_found(path: str) -> Iterator[Found]:
    """Yield the quotations of each line of a file, be they predictions or what `extract` printed."""
    for where, line in json_objects(path):
        if "schema_version" in line:
            name = str(line.pop("file", where))
            document = _document(line, where)
            yield Found(where=where, id=name, text=document.text, rows=predicted(document))
        else:
            yield Found(where=where, id=_id(line, where), text=None, rows=_rows(line, where))


def _document(line: dict[str, Any], where: str) -> Document:
    try:
        return Document.from_dict(line)
    except SchemaError as error:
        raise InputError(f"{where}: {error}") from None


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


def _field(data: dict[str, Any], name: str, kind: type, where: str) -> Any:
    if name not in data:
        raise InputError(f"{where}: $.{name}: missing")
    value = data[name]
    if not isinstance(value, kind):
        raise InputError(f"{where}: $.{name}: {kind.__name__} is expected, not {type(value).__name__}")
    return value


def _id(line: dict[str, Any], where: str) -> str:
    value: str = _field(line, "doc", str, where)
    return value


def _rows(line: dict[str, Any], where: str, size: int | None = None) -> tuple[Row, ...]:
    """Return the quotations of a line; those of gold lie in the text, which has `size` characters."""
    quotes = _field(line, "quotes", list, where)
    return tuple(_row(quote, f"{where}: $.quotes[{i}]", size) for i, quote in enumerate(quotes))


def _row(quote: Any, where: str, size: int | None) -> Row:
    if not isinstance(quote, dict):
        raise InputError(f"{where}: an object is expected, not {type(quote).__name__}")
    if "content" not in quote:
        raise InputError(f"{where}.content: missing")
    return Row(
        content=_spans(quote["content"], f"{where}.content", size),
        source=_spans(quote.get("source") or [], f"{where}.source", size),
        cue=_spans(quote.get("cue") or [], f"{where}.cue", size),
        speaker=_speaker(quote.get("speaker"), f"{where}.speaker"),
        annotated="speaker" in quote,
        optional=_optional(quote.get("optional"), f"{where}.optional"),
        kind=_kind(quote.get("kind"), f"{where}.kind"),
        confidence=_confidence(quote.get("confidence"), f"{where}.confidence"),
        speaker_confidence=_confidence(quote.get("speaker_confidence"), f"{where}.speaker_confidence"),
    )


def _spans(data: Any, where: str, size: int | None) -> tuple[Span, ...]:
    if not isinstance(data, list):
        raise InputError(f"{where}: a list of [start, end] is expected, not {data!r}")
    return tuple(_span(span, where, size) for span in data)


def _span(data: Any, where: str, size: int | None) -> Span:
    if not (isinstance(data, list) and len(data) == 2 and all(type(n) is int for n in data)):
        raise InputError(f"{where}: [start, end] is expected, not {data!r}")
    if size is not None and not 0 <= data[0] <= data[1] <= size:
        raise InputError(f"{where}: {data!r} is no stretch of a text of {size} characters")
    return Span(*data)


def _optional(data: Any, where: str) -> bool:
    if data is not None and not isinstance(data, bool):
        raise InputError(f"{where}: true or false is expected, not {data!r}")
    return bool(data)


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
