"""Quotations as rows of CSV: one a row, for spreadsheets and databases, and back as rows.

A row has the name of the file, the number of the quotation in it (from 1), the values a reader asks for first, and
the places they stand at: spans are written ``0-21 53-68``, half-open offsets of characters.  `COLUMNS` names what a
row has and in which order.  An empty cell is no value; numbers are written so that they come back the same.

Limits: who else was considered and the steps that led to a result have no column; use JSON for them.  Cells are not
changed to please a spreadsheet, and one that takes a text starting with "=" for a formula must be told not to.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from quoteattr.errors import InputError
from quoteattr.models import Cue, Document, Mention, Quote, QuoteKind, Span, Speaker, SpeakerKind

Named = tuple[str, Document]


@attrs.frozen(kw_only=True)
class Row:
    """A quotation as a row: what CSV can hold of it."""

    file: str
    quote: int
    kind: QuoteKind
    speaker: str | None = None
    speaker_id: str | None = None
    speaker_name: str | None = None
    speaker_kind: SpeakerKind | None = None
    source: str | None = None
    cue: str | None = None
    lemma: str | None = None
    mode: str | None = None
    stance: str | None = None
    addressee: str | None = None
    relayed_by: str | None = None
    continues: int | None = None
    confidence: float
    speaker_confidence: float | None = None
    words: str | None = None
    text: str | None = None
    content_spans: tuple[Span, ...] = ()
    verbatim_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    source_spans: tuple[Span, ...] = ()


COLUMNS: Final = tuple(field.name for field in attrs.fields(Row))


def rows(name: str, document: Document) -> Iterator[Row]:
    """Yield the quotations of a document as rows."""
    for number, quote in enumerate(document.quotes, 1):
        yield Row(
            file=name,
            quote=number,
            kind=quote.kind,
            addressee=_mention(quote.addressee),
            relayed_by=_mention(quote.relayed_by),
            continues=None if quote.continues is None else quote.continues + 1,
            confidence=quote.confidence,
            speaker_confidence=quote.speaker_confidence,
            words=quote.words or None,
            text=quote.text or None,
            content_spans=quote.content,
            verbatim_spans=quote.verbatim,
            **_speaker(quote.speaker),
            **_cue(quote.cue),
            **_source(quote),
        )


def _mention(mention: Mention | None) -> str | None:
    return (mention.text or None) if mention else None


def _speaker(who: Speaker | None) -> dict[str, Any]:
    if who is None:
        return {}
    return {"speaker": who.label, "speaker_id": who.id, "speaker_name": who.name, "speaker_kind": who.kind}


def _cue(cue: Cue | None) -> dict[str, Any]:
    if cue is None:
        return {}
    told = {"lemma": cue.lemma, "mode": cue.mode.value, "stance": cue.stance.value}
    return {"cue": cue.text or None, **told, "cue_spans": cue.spans}


def _source(quote: Quote) -> dict[str, Any]:
    return {"source": quote.source.text or None, "source_spans": quote.source.spans} if quote.source else {}


# --- out -----------------------------------------------------------------------------------------


def csv_rows(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield a head, then the quotations of each document as soon as it is there, as CSV (RFC 4180)."""
    yield line(COLUMNS, encoding)
    for name, document in results:
        yield "".join(line([_cell(getattr(row, c)) for c in COLUMNS], encoding) for row in rows(name, document))


def line(cells: Iterable[str], encoding: str = "utf-8") -> str:
    r"""Return cells as one record of CSV; what `encoding` lacks becomes a question mark.

    >>> line(["a", "b, c"])
    'a,"b, c"\r\n'
    """
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode(encoding, "replace").decode(encoding)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(f"{span.start}-{span.end}" for span in value)
    return repr(value) if isinstance(value, float) else str(value)


# --- in ------------------------------------------------------------------------------------------


def read_csv(text: str) -> Iterator[Row]:
    """Yield the rows that `csv_rows` wrote; raise `InputError`, naming line and column, where it did not."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if missing := [column for column in COLUMNS if column not in (reader.fieldnames or ())]:
            raise InputError(f"line 1: there is no column {missing[0]!r}")
        for record in reader:
            yield Row(**{column: _value(column, record[column], reader.line_num) for column in COLUMNS})
    except csv.Error as error:
        raise InputError(f"line {reader.line_num}: {error}") from None


def _value(column: str, cell: str | None, number: int) -> Any:
    try:
        return _read(column, cell)
    except ValueError:
        raise InputError(f"line {number}: {column}: {cell!r} is no value of this column") from None


def _read(column: str, cell: str | None) -> Any:
    if column.endswith("_spans"):
        return tuple(_span(part) for part in (cell or "").split())
    if not cell and column not in ("file", "quote", "kind", "confidence"):
        return None
    kind = {"quote": int, "continues": int, "kind": QuoteKind, "speaker_kind": SpeakerKind}.get(column, str)
    return float(cell or "") if column.endswith("confidence") else kind(cell or "")


def _span(part: str) -> Span:
    start, end = map(int, part.split("-"))
    return Span(start, end)
