"""Whether a decoded report is right: content to half its extent and the source it should have.

Spans are compared as sets of letters and digits, as the evaluation does.
"""

from collections.abc import Iterable, Sequence

import attrs

from quoteattr.evaluation.pairs import CONTENT_OVERLAP, SOURCE_OVERLAP, offsets
from quoteattr.models import Span
from quoteattr.training.gold import Article, Report


@attrs.frozen(eq=False)
class Answer:
    """An annotated report as sets of offsets."""

    content: frozenset[int]
    source: frozenset[int]
    report: Report


def answers(article: Article) -> list[Answer]:
    """Return what is annotated in an article."""
    text = article.reading.text
    return [Answer(offsets(text, r.content), offsets(text, r.source), r) for r in article.reports]


def is_right(text: str, content: Iterable[Span], source: Iterable[Span], among: Sequence[Answer]) -> bool | None:
    """Tell whether a report is right; None where it finds something optional, which does not count."""
    found, named = offsets(text, content), offsets(text, source)
    best, share = None, 0.0
    for answer in among:
        common = len(found & answer.content)
        if common and common / len(found | answer.content) > share:
            best, share = answer, common / len(found | answer.content)
    if best is None or share < CONTENT_OVERLAP:
        return False
    if best.report.optional:
        return None
    if not named or not best.source:
        return not named and not best.source
    return len(named & best.source) >= SOURCE_OVERLAP * len(named)
