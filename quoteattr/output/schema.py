"""The JSON Schema of a document's record, derived from the values themselves.

The schema is published as ``quoteattr/output/document.schema.json``, so that it can be read without running anything;
a test compares the file with what is derived here.  It follows the attrs fields of the models just as `to_dict` and
`from_dict` do: a field without a default is required, unknown fields are refused.  Within a document a speaker is
listed once and referred to by id.  Only a record's ``file``, the name in front of a document, is not the
models'; it may be absent.

Limits: that spans lie in the text and ids in the list of speakers is beyond JSON Schema.
"""

import functools
import json
import types
import typing
from enum import StrEnum
from importlib import resources
from typing import Any, Final, cast

import attrs

from quoteattr.models import SCHEMA_VERSION, Document, Span, Speaker, Value

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FILE: Final = "document.schema.json"
SCALARS: Final = {str: "string", int: "integer", float: "number", bool: "boolean"}
SPAN: Final = {
    "description": "Half-open offsets of characters (code points), [start, end].",
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
}


@functools.cache
def json_schema() -> dict[str, Any]:
    """Return the published schema of one record; the dictionary is shared, so only look things up."""
    text = resources.files("quoteattr.output").joinpath(FILE).read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))


def derived() -> dict[str, Any]:
    """Return the schema of one record as the models have it now."""
    parts: dict[str, Any] = {"Span": SPAN}
    record = _object(Document, parts)
    record["properties"] = {
        "file": {"type": "string", "description": "The file or id the text came from."},
        "schema_version": {"const": SCHEMA_VERSION},
        **record["properties"],
        "speakers": {"type": "array", "items": {"$ref": "#/$defs/Speaker"}},
    }
    record["required"] = ["schema_version", *record["required"]]
    parts["Speaker"] = _object(Speaker, parts)
    about = {"$schema": DIALECT, "title": "A document with its quotations, as quoteattr writes it"}
    return {**about, **record, "$defs": dict(sorted(parts.items()))}


def _object(cls: type, parts: dict[str, Any]) -> dict[str, Any]:
    """Describe a class; classes it is made of are added to `parts`."""
    hints = typing.get_type_hints(cls)
    fields = attrs.fields(cast(type[attrs.AttrsInstance], cls))
    return {
        "description": (cls.__doc__ or "").strip().partition("\n")[0],
        "type": "object",
        "properties": {field.name: _schema(hints[field.name], parts) for field in fields},
        "required": [field.name for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _schema(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, types.UnionType):
        (kind,) = (k for k in typing.get_args(kind) if k is not types.NoneType)
        return {"anyOf": [_schema(kind, parts), {"type": "null"}]}
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(typing.get_args(kind)[0], parts)}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if kind is Speaker:
        return {"type": "string", "description": "The id of a speaker of the document."}
    return _part(kind, parts) if issubclass(kind, Value) else {"type": SCALARS[kind]}


def _part(cls: type, parts: dict[str, Any]) -> dict[str, Any]:
    if cls is not Span and cls.__name__ not in parts:
        parts[cls.__name__] = _object(cls, parts)
    return {"$ref": f"#/$defs/{cls.__name__}"}
