"""Who is quoted how often, over many documents: a row of CSV for each speaker, the most quoted first.

Speakers of different documents are the same if they have the same name, or, unnamed, the same description; case does
not matter.  Joint speakers are counted each.  Quotations whose speaker is not clear are counted in a row without a
speaker, so that the sum over kinds is known.

Limits: "Hill" in one text and "Tom Hill" in another stay apart, and two people of one name do not: who somebody is
beyond a text is not known here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from quoteattr.models import Document, Quote, QuoteKind, Speaker
from quoteattr.output.rows import line

COLUMNS: Final = ("speaker", "named", "kind", "gender", "quotations", *QuoteKind, "words", "documents")

Key = tuple[str, str]


@attrs.define
class _Row:
    speaker: Speaker | None
    kinds: Counter[QuoteKind] = attrs.field(factory=Counter)
    words: int = 0
    documents: int = 0


def speakers_csv(documents: Iterable[Document], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield a head and a row for each speaker, once all documents are there."""
    found: dict[Key, _Row] = {}
    for document in documents:
        _add(document, found)
    yield line(COLUMNS, encoding)
    for row in sorted(found.values(), key=lambda row: (-row.kinds.total(), row.speaker.label if row.speaker else "")):
        yield line(_cells(row), encoding)


def _add(document: Document, found: dict[Key, _Row]) -> None:
    seen = set[Key]()
    for quote in document.quotes:
        for key, speaker in _speaking(quote).items():
            row = found.setdefault(key, _Row(speaker))
            row.kinds[quote.kind] += 1
            row.words += len(quote.words.split())
            row.documents += key not in seen
            seen.add(key)


def _speaking(quote: Quote) -> dict[Key, Speaker | None]:
    """Return who speaks, each once, by what tells one from another."""
    if quote.speaker is None:
        return {("", ""): None}
    speaking = quote.speaker.members or (quote.speaker,)
    return {("name" if s.name else "label", s.label.casefold()): s for s in speaking}


def _cells(row: _Row) -> list[str]:
    who = row.speaker
    about = [who.label, "yes" if who.name else "no", who.kind.value, who.gender or ""] if who else ["", "", "", ""]
    counts = [row.kinds.total(), *(row.kinds[kind] for kind in QuoteKind), row.words, row.documents]
    return [*about, *map(str, counts)]
