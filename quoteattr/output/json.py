"""Documents as JSON: one a line (JSON Lines) or all in one array.

A record is the document's own dictionary with the name of its file in front: ``{"file": NAME,
"schema_version": 1, "text": ...}``.  Taken off again, the rest is what `Document.from_dict` reads.

Characters are written as they are, so that the output can be searched, apart from those an encoding has no
place for: lone surrogates always, and everything beyond ASCII where the output is not UTF-8.  They
become JSON escapes, which every reader turns back.

Limit: a high and a low surrogate that stand side by side in a Python string come back from any JSON as the one
character they encode elsewhere.
"""

import codecs
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import regex

from quoteattr.models import Document

Named = tuple[str, Document]

_SURROGATE: Final = regex.compile(r"[\ud800-\udfff]")


def dumps(data: Any, *, encoding: str = "utf-8", indent: int | None = None) -> str:
    r"""Return `data` as JSON that can be written in `encoding`.

    >>> print(dumps({"said": "“Ça va \ud800”"}))
    {"said": "“Ça va \ud800”"}
    >>> print(dumps({"said": "“Ça va \ud800”"}, encoding="latin-1"))
    {"said": "\u201c\u00c7a va \ud800\u201d"}
    """
    if not _is_utf8(encoding):
        return json.dumps(data, ensure_ascii=True, indent=indent)
    plain = json.dumps(data, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False


def _record(name: str, document: Document) -> dict[str, Any]:
    return {"file": name, **document.to_dict()}


def json_lines(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield each document as one line of JSON, as soon as it is there."""
    for name, document in results:
        yield dumps(_record(name, document), encoding=encoding) + "\n"


def json_array(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield one JSON array of all documents, indented for reading, piece by piece."""
    before = "[\n"
    for name, document in results:
        yield before + dumps(_record(name, document), encoding=encoding, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
