"""Sentences with their parts marked, as the case files of linking have them: which words are what."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import regex

from quoteattr.models import Span

CASES: Final = Path(__file__).parent / "cases"
PART: Final = regex.compile(r"(?P<role>[CVSAR])\{(?P<words>[^{}]*)\}")

Parts = Mapping[str, Sequence[Span]]


def parse(marked: str) -> tuple[str, Parts]:
    """Return the plain text of a marked one, and the spans of its parts by their letter."""
    parts: dict[str, tuple[Span, ...]] = {}
    for match in PART.finditer(marked):
        start = len(PART.sub(r"\g<words>", marked[: match.start()]))
        span = Span(start, start + len(match["words"]))
        parts[match["role"]] = (*parts.get(match["role"], ()), span)
    return PART.sub(r"\g<words>", marked), parts


def blocks(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the first line of each case of a file, and (line, marked text) for each of its quotations."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).split("\n== ")[1:]:
        rows = [quote.strip().partition("\n") for quote in block.split("\n-- ")]
        yield rows[0][0], [(head, marked) for head, _, marked in rows]


def titled(name: str) -> list[tuple[str, str]]:
    """Return (title, text) of each case of a file of this folder; a case begins with a line "== title"."""
    parts = regex.split(r"^== (.*)\n", (CASES / f"{name}.txt").read_text(encoding="utf-8"), flags=regex.MULTILINE)[1:]
    return [(title, text.rstrip("\n")) for title, text in zip(parts[::2], parts[1::2], strict=True)]


def bare(text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the spans without what is no letter and no digit at their edges."""
    found = []
    for span in spans:
        letters = [i for i in range(span.start, span.end) if text[i].isalnum()]
        found.append((letters[0], letters[-1] + 1) if letters else (span.start, span.start))
    return found


def told(text: str, parts: Parts) -> dict[str, list[str]]:
    """Return the parts as words, for comparison and for a message one can read."""
    return {role: [text[a:b] for a, b in bare(text, spans)] for role, spans in sorted(parts.items()) if spans}
