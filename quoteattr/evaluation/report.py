"""Figures with their signature: what was scored, by which version, with which options.

The signature is one line of fields joined by "|", for example
``quoteattr 0.1.0|gold.jsonl#3f2a9c01|16 documents|min_confidence=0.2``.  The hash is that of the corpus's bytes;
figures are comparable if all fields after the version agree.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final

import attrs

from quoteattr import __version__
from quoteattr.config import Config
from quoteattr.errors import InputError
from quoteattr.evaluation.confidence import tables
from quoteattr.evaluation.corpus import GoldDocument, Row, predicted, read_bytes, read_gold, read_predictions
from quoteattr.evaluation.news import Figures, score
from quoteattr.pipeline import Extractor

RELIABILITY: Final = {
    "reliability": "confidence and how many quotations are right, by bin",
    "speaker_reliability": "speaker confidence and how many names are right, of quotations attributed, by bin",
}


def evaluate(
    gold: str, predictions: str | None = None, *, extractor: Extractor | None = None, workers: int = 1
) -> Figures:
    """Score a file of predictions, or what `extractor` finds, against a file of gold.

    Return the signature, the figures, and the tables by confidence.
    """
    extractor = extractor or Extractor()
    documents = read_gold(gold)
    if not documents:
        raise InputError(f"{gold}: there are no annotated documents")
    rows = read_predictions(predictions) if predictions else extract(documents, extractor, workers)
    signed = signature(gold, predictions, len(documents), extractor.config)
    return {"signature": signed, **score(documents, rows), **tables(documents, rows)}


def signature(gold: str, predictions: str | None, documents: int, config: Config | None = None) -> str:
    """Return the line that says what was scored: both files, or the options where quotations were found anew."""
    what = [f"predictions={_named(predictions)}"] if predictions else _options(config or Config())
    return "|".join((f"quoteattr {__version__}", _named(gold), f"{documents} documents", *what))


def extract(documents: Iterable[GoldDocument], extractor: Extractor, workers: int) -> dict[str, tuple[Row, ...]]:
    """Return the quotations found in the texts of annotated documents."""
    pairs = ((document.text, document.id) for document in documents)
    return {name: predicted(found) for found, name in extractor.pipe(pairs, workers=workers, as_tuples=True)}


def _named(path: str) -> str:
    return f"{PurePath(path).name}#{hashlib.sha256(read_bytes(path)).hexdigest()[:8]}"


def _options(config: Config) -> list[str]:
    """Return the options that differ from their defaults, each as name=value."""
    default, given = attrs.asdict(Config(), recurse=False), attrs.asdict(config, recurse=False)
    return [f"{name}={_shown(value)}" for name, value in given.items() if value != default[name]] or ["default options"]


def _shown(value: Any) -> str:
    return ",".join(sorted(map(str, value))) if isinstance(value, frozenset | tuple) else str(value)


def layout(report: Figures) -> str:
    """Return figures as lines for reading, rounded to three digits."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Figures) -> Iterator[str]:
    yield report["signature"]
    if report["missing"]:
        yield f"{report['missing']} documents have no predictions"
    for name, value in report.items():
        if isinstance(value, dict):
            sides = f"{value['pred']} predicted, {value['gold']} gold"
            yield f"{name:24}P {value['p']:.3f}  R {value['r']:.3f}  F1 {value['f1']:.3f}  ({sides})"
        elif isinstance(value, float):
            yield f"{name:24}{value:.3f}"
    yield from _by_confidence(report.get("by_confidence", ()))
    yield from _by_speaker_confidence(report.get("by_speaker_confidence", ()))
    for name, about in RELIABILITY.items():
        yield from _reliability(about, report.get(name, ()))


def _by_confidence(rows: Sequence[Figures]) -> Iterator[str]:
    if rows:
        yield "\nquotes_attributed by minimum confidence"
    for row in rows:
        yield f"{_sides(row)}  ({row['pred']} predicted)"


def _by_speaker_confidence(rows: Sequence[Figures]) -> Iterator[str]:
    if rows:
        yield "\nspeaker_full by minimum speaker confidence"
    for row in rows:
        share = f"{row['share']:.3f} right of {row['judged']} on matched" if row["judged"] else "none on matched"
        yield f"{_sides(row)}  ({row['pred']} named; {share})"


def _sides(row: Figures) -> str:
    return f"  {row['minimum']:<22.1f}P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}"


def _reliability(about: str, rows: Sequence[Figures]) -> Iterator[str]:
    if rows:
        yield f"\n{about}"
    for row in rows:
        yield f"  {row['from']:<22.1f}mean {row['confidence']:.3f}  right {row['right']:.3f}  ({row['number']})"
