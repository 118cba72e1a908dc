"""The two articles this project began with, and the same once everybody has another name and every mark is straight.

An attribution counts as found if the contents share at least half of their letters and the sources overlap.
"""

import bisect
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import attrs
import pytest
import regex

import quoteattr
from quoteattr.evaluation.corpus import GoldDocument, Row, read_gold
from quoteattr.models import Document, Quote, Span

GOLD: Final = read_gold(str(Path(__file__).parent.parent / "seeds" / "gold.jsonl"))

# What the renamed articles say instead, kinds kept: a man for a man, a newspaper for a newspaper.
RENAMED: Final = {
    "Jens Stoltenberg": "Arvid Lindqvist",
    "Stoltenberg": "Lindqvist",
    "Vladimir Putin": "Gregor Malik",
    "Putin": "Malik",
    "Michael Khodorkovsky": "Peter Okonkwo",
    "Sergei Chesnokov": "Cemal Aydin",
    "Oleg Demekin": "Burak Ozdil",
    "Vasily Episkin": "Tarik Sezer",
    "Dmitry Filippenok": "Orhan Kilic",
    "Igor Kovalev": "Levent Demir",
    "Nadezhda Obukhova": "Selin Karaca",
    "Alexander Smusko": "Kemal Yavuz",
    "Stanislav Telegin": "Hakan Polat",
    "Gates Capital Management": "Marsh Equity Partners",
    "NATO": "CEDPA",
    "Moscow": "Ankara",
    "Kremlin": "Pentagon",
    "Russia": "Turkey",
    "Russian": "Turkish",
    "Ukraine": "Georgia",
    "Sweden": "Portugal",
    "Brussels": "Vienna",
    "Belgium": "Austria",
    "Belgian": "Austrian",
    "North Korea": "Eritrea",
    "Pyongyang": "Asmara",
    "German": "Spanish",
    "EUobserver": "PolicyWire",
    "Das Bild": "El Norte",
    "Le Soir": "La Prensa",
    "Guardian": "Herald",
}
NAMES: Final = regex.compile(rf"\b(?:{'|'.join(sorted(map(regex.escape, RENAMED), key=len, reverse=True))})(?=s?\b)")
STRAIGHT: Final = str.maketrans("“”‘’", "\"\"''")


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if text[i].isalnum()}


def _is_found(text: str, row: Row, quote: Quote) -> bool:
    wanted, got = _letters(text, row.content), _letters(text, quote.content)
    source = set() if quote.source is None else _letters(text, quote.source.spans)
    sourced = bool(source & _letters(text, row.source)) or (not row.source and not source)
    return 2 * len(wanted & got) >= len(wanted | got) > 0 and sourced


def _quote_of(row: Row, document: Document) -> Quote | None:
    return next((quote for quote in document.quotes if _is_found(document.text, row, quote)), None)


def _is_named(row: Row, quote: Quote | None) -> bool:
    name = quote.speaker.name if quote and quote.speaker else None
    return name is not None and name.removeprefix("the ") == row.speaker


def _shown(text: str, row: Row, quote: Quote | None) -> str:
    found = "missing" if quote is None else f"speaker {quote.speaker.label if quote.speaker else None!r}"
    return f"{row.speaker}: {row.content[0].of(text)[:50]!r}: {found}"


def _unfound(gold: Sequence[GoldDocument], found: Sequence[Document]) -> list[str]:
    rows = [(d, row) for g, d in zip(gold, found, strict=True) for row in g.rows if not row.optional]
    return [_shown(d.text, row, None) for d, row in rows if _quote_of(row, d) is None]


def _unnamed(gold: Sequence[GoldDocument], found: Sequence[Document]) -> list[str]:
    rows = [(d, row) for g, d in zip(gold, found, strict=True) for row in g.rows if not row.optional and row.speaker]
    return [_shown(d.text, row, q) for d, row in rows if not _is_named(row, q := _quote_of(row, d))]


def _renamed(gold: GoldDocument) -> GoldDocument:
    """Return the document with other names and straight marks, its spans moved along."""
    ends, shifts = [0], [0]
    for match in NAMES.finditer(gold.text):
        ends.append(match.end())
        shifts.append(shifts[-1] + len(RENAMED[match[0]]) - len(match[0]))

    def moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        where = [[i + shifts[bisect.bisect_right(ends, i) - 1] for i in (s.start, s.end)] for s in spans]
        return tuple(Span(start, end) for start, end in where)

    rows = [attrs.evolve(r, content=moved(r.content), source=moved(r.source), cue=moved(r.cue)) for r in gold.rows]
    rows = [attrs.evolve(r, speaker=RENAMED[r.speaker]) if isinstance(r.speaker, str) else r for r in rows]
    text = NAMES.sub(lambda match: RENAMED[match[0]], gold.text).translate(STRAIGHT)
    return GoldDocument(id=gold.id, text=text, rows=tuple(rows))


@pytest.fixture(scope="module")
def found() -> list[Document]:
    return [quoteattr.extract(gold.text) for gold in GOLD]


def test_every_required_attribution_is_found_with_its_source(found: list[Document]) -> None:
    assert sum(not row.optional for gold in GOLD for row in gold.rows) == 19
    assert _unfound(GOLD, found) == []


def test_nine_tenths_of_what_is_found_are_annotated(found: list[Document]) -> None:
    judged = [
        (quote.text, any(_is_found(gold.text, row, quote) for row in gold.rows))
        for gold, document in zip(GOLD, found, strict=True)
        for quote in document.quotes
    ]
    wrong = [text for text, right in judged if not right]
    assert len(wrong) <= 0.1 * len(judged), wrong


def test_every_named_speaker_has_the_full_name(found: list[Document]) -> None:
    assert sum(not row.optional and bool(row.speaker) for gold in GOLD for row in gold.rows) == 16
    assert _unnamed(GOLD, found) == []


def test_renaming_keeps_the_annotation_in_step() -> None:
    for gold, renamed in zip(GOLD, map(_renamed, GOLD), strict=True):
        assert not NAMES.search(renamed.text)
        for old, new in zip(gold.rows, renamed.rows, strict=True):
            for before, after in zip(
                old.content + old.source + old.cue, new.content + new.source + new.cue, strict=True
            ):
                said = NAMES.sub(lambda match: RENAMED[match[0]], before.of(gold.text)).translate(STRAIGHT)
                assert after.of(renamed.text) == said


def test_nine_tenths_survive_other_names_and_straight_marks() -> None:
    renamed = [_renamed(gold) for gold in GOLD]
    documents = [quoteattr.extract(gold.text) for gold in renamed]
    unfound, unnamed = _unfound(renamed, documents), _unnamed(renamed, documents)
    assert len(unfound) <= 1, unfound
    assert len(unnamed) <= 1, unnamed
