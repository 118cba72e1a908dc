"""What confidence is worth: the figures for each least confidence that one may ask for, and how true it is.

Three tables:

- *by confidence*: precision and recall of quotations attributed if all below a minimum are left out, as
  ``--min-confidence`` does.  What is left is paired with gold anew: a weak quotation may have stood in the way
  of a better one.
- *by speaker confidence*: how right the names are if those below a minimum are left out, as
  ``--min-speaker-confidence`` does.  Precision is over all names given, recall over all speakers with a name, both as
  in "speaker_full".  "share" is over the names of quotations that pair with a gold one whose speaker is annotated, so
  that quotations which are none do not count against a name.
- *reliability*: ten bins of confidence, how many are in each, their mean and the share that is right.  The
  calibration error is the distance between the two.  Names have the same over quotations attributed, for which
  `speaker_confidence` is the probability of a right one.

Limits: a prediction without a confidence has 0.  Who is described and not named ("the botanist") is not judged here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.evaluation.corpus import GoldDocument, Row
from quoteattr.evaluation.names import repeats_source, same_name
from quoteattr.evaluation.news import Bins, Figures, prf, ratio
from quoteattr.evaluation.pairs import Article, Item, article_of, matched, same_source

STEPS: Final = tuple(i / 10 for i in range(10))


def tables(gold: Iterable[GoldDocument], predictions: Mapping[str, Sequence[Row]]) -> Figures:
    """Return the tables for predictions by document id; only those for which predictions have a confidence."""
    articles = [article_of(document, predictions.get(document.id, ())) for document in gold]
    rows = [item.row for article in articles for item in article.predicted]
    found: Figures = {}
    if any(row.confidence is not None for row in rows):
        found["by_confidence"] = [_quotes(articles, minimum) for minimum in STEPS]
        found["reliability"] = _reliability(articles)
    names = [name for article in articles for name in _names(article)]
    if any(row.speaker_confidence is not None for row in rows) and names:
        known = sum(map(_known, articles))
        found["by_speaker_confidence"] = [_speakers(names, known, minimum) for minimum in STEPS]
        found["speaker_reliability"] = _name_reliability(names)
    return found


# --- quotations ----------------------------------------------------------------------------------


def _quotes(articles: Iterable[Article], minimum: float) -> dict[str, float]:
    right = predicted = gold = 0
    for article in articles:
        left = [item for item in article.predicted if (item.row.confidence or 0.0) >= minimum]
        pairs, counted = matched(article, left)
        right += sum(same_source(article.required[i], left[j]) for i, j, _ in pairs)
        predicted += len(counted)
        gold += len(article.required)
    return {"minimum": minimum, **prf(right, predicted, gold)}


def _reliability(articles: Iterable[Article]) -> list[dict[str, float]]:
    bins = Bins()
    for article in articles:
        pairs, counted = matched(article, article.predicted)
        right = {j for i, j, _ in pairs if same_source(article.required[i], article.predicted[j])}
        for j in counted:
            if (confidence := article.predicted[j].row.confidence) is not None:
                bins.add(confidence, j in right)
    return bins.table()


# --- names ---------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class _Name:
    """A name given to a quotation: whether it is right, and whether its quotation pairs with gold, and rightly."""

    confidence: float
    right: bool
    judged: bool
    attributed: bool


def _names(article: Article) -> Iterator[_Name]:
    """Yield the names given in an article whose speakers are annotated."""
    if not any(item.row.annotated for item in article.required):
        return
    pairs, counted = matched(article, article.predicted)
    gold = {j: article.required[i] for i, j, _ in pairs}
    for j in counted:
        item = article.predicted[j]
        if item.row.speaker and (name := _name(article.text, item, gold.get(j))):
            yield name


def _name(text: str, item: Item, wanted: Item | None) -> _Name | None:
    """Return the name of a quotation that pairs with `wanted`; None for words of the mention, which are no name."""
    given, confidence = item.row.speaker, item.row.speaker_confidence or 0.0
    if wanted is None or not wanted.row.judged:
        return _Name(confidence=confidence, right=False, judged=False, attributed=False)
    if wanted.row.speaker is None and given and repeats_source(text, wanted, _first(given)):
        return None
    right = same_name(wanted.row.speaker, given, lenient=False)
    return _Name(confidence=confidence, right=right, judged=True, attributed=same_source(wanted, item))


def _first(names: str | tuple[str, ...]) -> str:
    return names if isinstance(names, str) else names[0]


def _known(article: Article) -> int:
    return sum(item.row.named for item in article.required)


def _speakers(names: Iterable[_Name], known: int, minimum: float) -> dict[str, float]:
    given = [name for name in names if name.confidence >= minimum]
    right, judged = sum(name.right for name in given), sum(name.judged for name in given)
    return {"minimum": minimum, **prf(right, len(given), known), "judged": judged, "share": ratio(right, judged)}


def _name_reliability(names: Iterable[_Name]) -> list[dict[str, float]]:
    bins = Bins()
    for name in names:
        if name.attributed:
            bins.add(name.confidence, name.right)
    return bins.table()
