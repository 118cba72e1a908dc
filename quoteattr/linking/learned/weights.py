"""The file that learned weights live in: a line of magic, a line of facts, and compressed lines of text.

    quoteattr weights 1
    {"crc": 1234, "features": "9f0c…", "size": 5678, "trained_on": "…"}
    (zlib) [section] lines, then one entry a line: name, a tab, whole numbers parted by spaces

The facts are JSON on one line: `features` is the signature of the feature templates the weights were learned with,
`size` and `crc` (CRC-32) are those of the lines once decompressed.  A file that differs in any of them is refused
with a `DataError`: half of a model would only show as poor results.  Zero weights are left out; numbers are small
because weights are rounded to sixteenths.  Writing is deterministic: sections and entries are sorted.

`python -m quoteattr.training show` prints the lines.
"""

import functools
import json
import zlib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any, Final

import attrs

from quoteattr.errors import DataError
from quoteattr.reading.remembered import Remembered

MAGIC: Final = b"quoteattr weights 1\n"
FILE: Final = "weights.bin"
LARGEST: Final = 64 * 2**20  # bytes once decompressed; more is no file of ours

Section = Mapping[str, tuple[int, ...]]


@attrs.frozen(eq=False)
class Weights:
    """Sections of a weights file by name, each a table from an entry to its numbers; `facts` is the header."""

    sections: Mapping[str, Section]
    facts: Mapping[str, Any]

    def section(self, name: str) -> Section:
        """Return a section; raise `DataError` if the file has none of that name."""
        try:
            return self.sections[name]
        except KeyError:
            raise DataError(f"quoteattr/data/{FILE}: the section [{name}] is missing; train anew") from None


def dump(weights: Weights) -> bytes:
    """Return the bytes of a weights file; the facts about size and check sum are filled in."""
    body = "".join(lines(weights.sections)).encode()
    facts = {**weights.facts, "size": len(body), "crc": zlib.crc32(body)}
    head = json.dumps(facts, sort_keys=True, ensure_ascii=True).encode() + b"\n"
    return MAGIC + head + zlib.compress(body, 9)


def lines(sections: Mapping[str, Section]) -> Iterator[str]:
    """Yield the lines of the body."""
    for name in sorted(sections):
        yield f"[{name}]\n"
        for entry, numbers in sorted(sections[name].items()):
            if "\t" in entry or "\n" in entry:
                raise ValueError(f"{entry!r} in [{name}] holds a tab or line end")
            yield f"{entry}\t{' '.join(map(str, numbers))}\n"


def parse(data: bytes, path: str, features: str | None = None) -> Weights:
    """Return the weights in `data`; raise `DataError`, naming `path`, if it is damaged or made for other features."""
    facts, packed = _head(data, path)
    body = _body(packed, facts, path)
    if features is not None and facts.get("features") != features:
        raise DataError(f"{path}: made for other features ({facts.get('features')}, not {features}); train anew")
    sections: dict[str, dict[str, tuple[int, ...]]] = {}
    rows = Remembered(lambda numbers: tuple(map(int, numbers.split())))  # most entries have those of many others
    for number, line in enumerate(body.split("\n")[:-1], 1):
        entry, tab, numbers = line.rpartition("\t")
        if not tab and line[:1] == "[" and line[-1:] == "]":
            sections[line[1:-1]] = here = {}
            continue
        try:
            here[entry] = rows[numbers]
        except (ValueError, UnboundLocalError):
            raise DataError(f"{path}: entry {number} is malformed: {line[:60]!r}; reinstall quoteattr") from None
    return Weights(sections, facts)


def _head(data: bytes, path: str) -> tuple[dict[str, Any], bytes]:
    if not data.startswith(MAGIC):
        raise DataError(f"{path}: not a weights file of this version; reinstall quoteattr")
    head, _, packed = data[len(MAGIC) :].partition(b"\n")
    try:
        facts = json.loads(head)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path}: the second line is no JSON ({error}); reinstall quoteattr") from None
    if not isinstance(facts, dict) or not all(type(facts.get(key)) is int for key in ("size", "crc")):
        raise DataError(f"{path}: the second line lacks size or crc; reinstall quoteattr")
    return facts, packed


def _body(packed: bytes, facts: Mapping[str, Any], path: str) -> str:
    unpacker = zlib.decompressobj()
    try:
        body = unpacker.decompress(packed, LARGEST)
    except zlib.error as error:
        raise DataError(f"{path}: cannot be decompressed ({error}); reinstall quoteattr") from None
    if len(body) != facts["size"] or zlib.crc32(body) != facts["crc"] or unpacker.unused_data:
        raise DataError(f"{path}: {len(body)} bytes do not match size and check sum of the head; reinstall quoteattr")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 ({error}); reinstall quoteattr") from None


@functools.cache
def shipped(features: str) -> Weights:
    """Return the weights that come with the package, read on first use."""
    path = f"quoteattr/data/{FILE}"
    try:
        data = (resources.files("quoteattr.data") / FILE).read_bytes()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error}); reinstall quoteattr") from error
    return parse(data, path, features)
