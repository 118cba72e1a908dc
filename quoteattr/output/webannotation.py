"""Quotations as W3C Web Annotations, and back: one annotation page a document, on one line of JSON.

Each quotation is an annotation whose targets are the pieces of its content, each selected twice, by position and
by its words with some context, as the recommendation advises.  Bodies say its kind, as a tag, and its speaker.  Cue
and source are annotations of their own that link to the quotation's.  Any client of Web Annotations can show
this.  What the vocabulary has no word for (confidence, evidence, ids of speakers) rides along under ``quoteattr``,
declared as a JSON literal in the context, so that nothing is lost on the way back.

Reading back, the standard parts are believed where they differ from the extension: kinds and spans that were
changed by a client come back changed.  Positions count characters, as the recommendation asks.

Limits: a changed text is refused, not searched for the words; text kept beside spans follows the spans.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from quoteattr.models import SCHEMA_VERSION, Document, SchemaError, Span
from quoteattr.output.json import dumps
from quoteattr.output.linked import iri

Named = tuple[str, Document]

CONTEXT: Final = [
    "http://www.w3.org/ns/anno.jsonld",
    {"quoteattr": {"@id": "urn:quoteattr:value", "@type": "@json"}},
]
AROUND: Final = 32  # characters of context on either side of a selected piece
PARTS: Final = ("cue", "source")


def annotation_pages(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield each document as one line of JSON, an annotation page."""
    for name, document in results:
        yield dumps(annotation_page(name, document), encoding=encoding) + "\n"


def annotation_page(name: str, document: Document) -> dict[str, Any]:
    """Return the annotations of a document; `read_annotation_page` makes a document of them again."""
    plain = document.to_dict()
    items = [item for i in range(len(document.quotes)) for item in _annotations(name, document, plain, i)]
    rest = {key: plain[key] for key in ("schema_version", "speakers", "diagnostics")}
    return {
        "@context": CONTEXT,
        "id": _id(name, "page"),
        "type": "AnnotationPage",
        "items": items,
        "quoteattr": {"file": name, **rest},
    }


def _id(name: str, part: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, ascii(f'{iri(name)}#{part}'))}"


def _annotations(name: str, document: Document, plain: Mapping[str, Any], i: int) -> Iterator[dict[str, Any]]:
    quote, own = document.quotes[i], _id(name, f"quote-{i}")
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": quote.kind.value}]
    if quote.speaker:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": quote.speaker.label})
    yield {
        "id": own,
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": _targets(name, document.text, quote.content),
        "quoteattr": plain["quotes"][i],
    }
    for part in PARTS:
        value = getattr(quote, part)
        if value and value.spans:
            yield {
                "id": _id(name, f"quote-{i}-{part}"),
                "type": "Annotation",
                "motivation": "linking",
                "body": [{"type": "TextualBody", "purpose": "tagging", "value": part}, {"id": own}],
                "target": _targets(name, document.text, value.spans),
            }


def _targets(name: str, text: str, spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [{"source": iri(name), "selector": _selectors(text, span)} for span in spans]


def _selectors(text: str, span: Span) -> list[dict[str, Any]]:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after},
    ]


# --- back ----------------------------------------------------------------------------------------


def read_annotation_page(page: Mapping[str, Any], text: str) -> Document:
    """Return the document of a text and its annotations; raise `SchemaError`, naming the path, if they do not fit."""
    items = _get(page, "items", list, "$")
    quotes: dict[str, dict[str, Any]] = {}
    for i, item in enumerate(items):
        path = f"$.items[{i}]"
        if _get(item, "motivation", str, path) == "identifying":
            quotes[_get(item, "id", str, path)] = _quotation(item, text, path)
        elif (part := _tag(item, path)) in PARTS:
            _place(_linked(item, quotes, path), part, _spans(item, text, path), text, path)
    rest = _get(page, "quoteattr", dict, "$")
    return Document.from_dict(
        {
            "schema_version": rest.get("schema_version", SCHEMA_VERSION),
            "text": text,
            "quotes": list(quotes.values()),
            "speakers": rest.get("speakers", []),
            "diagnostics": rest.get("diagnostics", []),
        }
    )


def _get(data: Any, name: str, kind: type, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise SchemaError(f"{path}: an object is expected, not {type(data).__name__}")
    if not isinstance(value := data.get(name), kind):
        raise SchemaError(f"{path}.{name}: {kind.__name__} is expected, not {type(value).__name__}")
    return value


def _quotation(item: Mapping[str, Any], text: str, path: str) -> dict[str, Any]:
    quote = dict(_get(item, "quoteattr", dict, path))
    quote["kind"] = _tag(item, path)
    content = _spans(item, text, path)
    if quote.get("content") != content:
        joined = _joined(text, content)
        quote |= {"content": content, "text": joined, "words": joined}
    return quote


def _place(quote: dict[str, Any], part: str, spans: list[list[int]], text: str, path: str) -> None:
    """Move a cue or a source to where its annotation says."""
    value = _get(quote, part, dict, f"{path}.quoteattr")
    if value.get("spans") != spans:
        quote[part] = {**value, "spans": spans, "text": _joined(text, spans)}


def _joined(text: str, spans: Iterable[Sequence[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _tag(item: Mapping[str, Any], path: str) -> str | None:
    bodies = [body for body in _get(item, "body", list, path) if isinstance(body, Mapping)]
    return next((body.get("value") for body in bodies if body.get("purpose") == "tagging"), None)


def _linked(item: Mapping[str, Any], quotes: Mapping[str, dict[str, Any]], path: str) -> dict[str, Any]:
    for body in _get(item, "body", list, path):
        if isinstance(body, Mapping) and isinstance(body.get("id"), str) and body["id"] in quotes:
            return quotes[body["id"]]
    raise SchemaError(f"{path}.body: no quotation before it has the id that is linked to")


def _spans(item: Mapping[str, Any], text: str, path: str) -> list[list[int]]:
    targets = _get(item, "target", list, path)
    return [_span(target, text, f"{path}.target[{i}]") for i, target in enumerate(targets)]


def _span(target: Any, text: str, path: str) -> list[int]:
    found = {s.get("type"): s for s in _get(target, "selector", list, path) if isinstance(s, Mapping)}
    position = found.get("TextPositionSelector")
    start, end = _get(position, "start", int, path), _get(position, "end", int, path)
    exact = found.get("TextQuoteSelector", {}).get("exact")
    if exact is not None and text[start:end] != exact:
        raise SchemaError(f"{path}.selector: {exact!r} does not stand at {start}-{end}: another text was annotated")
    return [start, end]
