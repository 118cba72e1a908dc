"""Annotated news: what is read from the files, and what becomes of it in a text.

A file has one document a line: ``{"doc": id, "text": str, "quotes": [{"content": [[start, end], ...], "source": ...,
"cue": ..., "optional": bool}]}``.
An annotated cue of several words ("said in a statement") is represented by its anchor: the word that is most often
part of a cue in the whole collection.

Annotators sometimes swap source and cue; a swap is put right where the words leave no doubt.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from quoteattr.config import Config
from quoteattr.errors import InputError
from quoteattr.finding.cues import CueMatch, find_cues, lexicon_for
from quoteattr.finding.cues.lexicon import Lexicon
from quoteattr.finding.marks import Marks, find_regions
from quoteattr.linking.clearing import Cleared
from quoteattr.models import Span
from quoteattr.reading import Reading, read

Spans = tuple[Span, ...]


@attrs.frozen
class Report:
    """One annotated attribution; `optional` ones neither have to be found nor count as wrong."""

    content: Spans
    source: Spans
    cue: Spans
    optional: bool


@attrs.frozen(eq=False)
class Article:
    """A text with its annotation, read, its marks and listed cues found; `weight` is how often it counts."""

    name: str
    reports: tuple[Report, ...]
    reading: Reading
    marks: Marks
    cues: tuple[CueMatch, ...]
    weight: int


def articles(path: Path, weight: int) -> Iterator[Article]:
    """Yield the articles of an annotated file; raise `InputError`, naming path and line, where one is malformed."""
    lexicon = lexicon_for(Config())
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                name, text, reports = _row(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"{path}, line {number}: no annotated document ({error!r})") from None
            yield _article(name, read(text), reports, lexicon, weight)


def _article(name: str, reading: Reading, reports: tuple[Report, ...], lexicon: Lexicon, weight: int) -> Article:
    cleared = Cleared.of(reading, find_regions(reading), find_cues(reading, lexicon))
    return Article(name, reports, reading, cleared.marks, tuple(cleared.cues), weight)


def _row(row: Mapping[str, Any]) -> tuple[str, str, tuple[Report, ...]]:
    def spans(quote: Mapping[str, Any], key: str) -> Spans:
        return tuple(Span(int(s), int(e)) for s, e in quote.get(key) or ())

    reports = (
        Report(spans(q, "content"), spans(q, "source"), spans(q, "cue"), bool(q.get("optional"))) for q in row["quotes"]
    )
    return str(row["doc"]), str(row["text"]), tuple(reports)


def tokens(reading: Reading, spans: Iterable[Span]) -> list[int]:
    """Return the tokens that the spans touch."""
    return [i for span in spans for i in range(reading.token_from(span.start), reading.token_before(span.end))]


@attrs.frozen
class Rates:
    """How often each word is part of an annotated cue; `counts` and `totals` are what it is computed from."""

    counts: Counter[str]
    totals: Counter[str]

    def __getitem__(self, word: str) -> float:
        return (self.counts[word] + 0.02) / (self.totals[word] + 2)


def cue_rates(collection: Iterable[Article]) -> Rates:
    """Return the rates of the words of a collection."""
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for article in collection:
        lower = article.reading.lower
        totals.update(lower)
        for report in article.reports:
            counts.update(lower[i] for i in set(tokens(article.reading, report.cue)))
    return Rates(counts, totals)


RARE: Final = 0.05
OFTEN: Final = 0.4


def righted(report: Report, reading: Reading, rates: Rates) -> Report:
    """Return the report with source and cue exchanged where the annotator swapped them."""
    cue, source = tokens(reading, report.cue), tokens(reading, report.source)
    if not cue or not source:
        return report
    likely = max(rates[reading.lower[i]] for i in cue), max(rates[reading.lower[i]] for i in source)
    if likely[0] < RARE and likely[1] > OFTEN:
        return attrs.evolve(report, cue=report.source, source=report.cue)
    return report


def anchor(cue: Spans, reading: Reading, rates: Rates) -> int | None:
    """Return the token that stands for a cue: of its words the one that is most often part of one."""
    words = [i for i in tokens(reading, cue) if reading.lower[i][:1].isalpha()] or tokens(reading, cue)
    return max(words, key=lambda i: (rates[reading.lower[i]], i), default=None)


def anchored(article: Article, rates: Rates) -> list[tuple[int, Report]]:
    """Return the reports of an article that have a cue, each with its anchor."""
    reports = (righted(report, article.reading, rates) for report in article.reports)
    found = ((anchor(report.cue, article.reading, rates), report) for report in reports)
    return [(at, report) for at, report in found if at is not None]


def labels(reading: Reading, firsts: Sequence[int], lasts: Sequence[int], cue: int, report: Report) -> list[str]:
    """Return the label of each unit of a segment under the cue at unit `cue`: K itself, source, content or O."""
    source, content = set(tokens(reading, report.source)), set(tokens(reading, report.content))
    out: list[str] = []
    before = ""
    for i, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        letter = "K" if i == cue else _letter(range(first, last), source, content)
        out.append(letter if letter in "KO" else letter + ("I" if letter == before else "B"))
        before = letter
    return out


def _letter(unit: range, source: set[int], content: set[int]) -> str:
    if 2 * sum(i in content for i in unit) >= len(unit):
        return "C"
    return "S" if 2 * sum(i in source for i in unit) >= len(unit) else "O"
