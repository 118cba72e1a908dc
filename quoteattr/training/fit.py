"""Learn the linking models from annotated news, stage by stage.

    tables about words -> cues -> source and content -> accept or reject

Each stage is fed by what the one before says of text it has not seen: the collection is cut into folds by article,
and for each fold the earlier stages are learned from the other folds (a jackknife).  The last models are learned from
everything.  Nothing is drawn at random, so the same files give the same bytes.
"""

import functools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from quoteattr.linking.learned.accept import judged_by
from quoteattr.linking.learned.attribute import THOROUGH, Labeller, Words
from quoteattr.linking.learned.crf import LABELS
from quoteattr.linking.learned.features import View, cue_features
from quoteattr.linking.learned.reports import unit_spans
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.spans import span_features
from quoteattr.linking.learned.weights import Section, Weights
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.models import Span
from quoteattr.training import chains, judge, tables
from quoteattr.training.boosting import Candidate, Growth, boosted
from quoteattr.training.gold import Article, Rates, Report, anchored, cue_rates, labels

Say = Callable[[str], None]
Job = Callable[[], Any]
Stages = tuple[Section, Section, Section]  # weights of cues, of source and content, and of pairs of labels

SECTIONS: Final = ("words", "tags", "class names", "classes")  # those that `lexical` must have
GROWTH: Final = Growth()


@attrs.frozen(kw_only=True)
class Settings:
    """How to learn; the values are those the shipped weights were made with.

    c1, c2: how dear the size of a weight is, and its square (see `chains`).
    """

    folds: int = 2
    cue_c1: float = 3.0
    cue_iterations: int = 60
    span_c1: float = 0.5
    span_c2: float = 8.0
    span_iterations: int = 100
    growth: Growth = GROWTH
    rarest: int = 3
    workers: int = 2


@attrs.frozen(eq=False)
class Example:
    """An article seen as views, with the reports that are anchored in one: (view, unit, report)."""

    article: Article
    views: list[View]
    reports: list[tuple[View, int, Report]]


def fit(
    collection: Sequence[Article], lexical: Mapping[str, Section], settings: Settings, trained_on: str, say: Say
) -> Weights:
    """Return the weights learned from a collection, given the tables of the tagger and of word classes."""
    rates = cue_rates(collection)
    sections: dict[str, Section] = {**lexical, **_tables(collection, lexical, rates)}
    words = Words(Weights(sections, {}), THOROUGH)
    examples = [_example(article, words, rates) for article in collection]
    say(f"{len(examples)} articles, {sum(len(e.reports) for e in examples)} reports")
    jobs: list[Job] = [functools.partial(_whole, examples, words, settings, say)]
    jobs += [functools.partial(_fold, k, examples, words, settings, say) for k in range(settings.folds)]
    whole, *folds = _run(jobs, settings.workers)
    sections["cue"], sections["span"], sections["pairs"] = whole
    say("accept or reject")
    sections["rates"], sections["trees"] = boosted([one for fold in folds for one in fold], settings.growth)
    return Weights(sections, {"features": signature(), "trained_on": trained_on})


def _run(jobs: Sequence[Job], workers: int) -> list[Any]:
    """Return the results of the jobs, done by forked processes where there are any: they see the examples uncopied."""
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [job() for job in jobs]
    _JOBS[:] = jobs
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(_job, range(len(jobs)), chunksize=1)


_JOBS: list[Job] = []  # what a forked process is to do: it has this list from its parent


def _job(index: int) -> Any:
    return _JOBS[index]()


def _whole(examples: Sequence[Example], words: Words, settings: Settings, say: Say) -> Stages:
    """Return the weights of the first two stages, learned from everything."""
    return _two_stages(examples, words, settings, lambda message: say("all articles: " + message))


def _fold(k: int, examples: Sequence[Example], words: Words, settings: Settings, say: Say) -> list[Candidate]:
    """Return what the last stage learns from the k-th fold, under models of the other folds."""
    rest = [e for i, e in enumerate(examples) if i % settings.folds != k]
    held = [(i, e) for i, e in enumerate(examples) if i % settings.folds == k]
    name = f"fold {k + 1} of {settings.folds}: "
    labeller = Labeller(words, *_two_stages(rest, words, settings, lambda message: say(name + message)))
    return [one for i, e in held for one in _judged(i, e, labeller)]


def _tables(collection: Sequence[Article], lexical: Mapping[str, Section], rates: Rates) -> dict[str, Section]:
    bare = Words(Weights({**lexical, "vocabulary": {}, "cues": {}, "never": {}}, {}), THOROUGH)
    tags = [bare.tags(article.reading) for article in collection]
    often, never = tables.cue_words(collection, rates)
    known = tables.vocabulary(collection, tags, bare.kinds.classes, rates)
    return {"vocabulary": {**known, **often}, "cues": often, "never": never}


def _example(article: Article, words: Words, rates: Rates) -> Example:
    told = by_rules(article.reading, article.marks, Outermost.of(article.marks), article.cues)
    views = list(words.views(article.reading, article.marks, article.cues, told))
    places = {
        view.segment.firsts[i]: (view, i)
        for view in views
        for i in range(view.segment.core, view.segment.core_end)
        if view.segment.regions[i] < 0
    }
    found = ((places.get(at), report) for at, report in anchored(article, rates))
    return Example(article, views, [(*place, report) for place, report in found if place is not None])


def _two_stages(examples: Sequence[Example], words: Words, settings: Settings, say: Say) -> Stages:
    """Return the weights of cues, of source and content, and of pairs of labels."""
    cues = chains.fit(
        _cue_rows(examples, words),
        c1=settings.cue_c1,
        iterations=settings.cue_iterations,
        rarest=settings.rarest,
        say=say,
    )
    odds = {name: (chains.rounded(by.get("C", 0.0) - by.get("O", 0.0)),) for name, by in cues.states.items()}
    odds = {name: row for name, row in odds.items() if any(row)}
    labeller = Labeller(words, odds, {}, {})
    spans = chains.fit(
        _span_rows(examples, words, labeller),
        c1=settings.span_c1,
        c2=settings.span_c2,
        iterations=settings.span_iterations,
        rarest=settings.rarest,
        say=say,
    )
    pairs = {f"{x} {y}": (chains.rounded(weight),) for (x, y), weight in spans.pairs.items()}
    return odds, chains.rows(spans, LABELS), pairs


def _cue_rows(examples: Iterable[Example], words: Words) -> Iterator[tuple[list[list[str]], list[str]]]:
    edge = words.kinds.edge
    for example in examples:
        anchors = {(id(view), i) for view, i, _ in example.reports}
        for view in example.views:
            for i in view.cues:
                row = [cue_features(view, i, edge)], ["C" if (id(view), i) in anchors else "O"]
                for _ in range(example.article.weight):
                    yield row


def _span_rows(
    examples: Iterable[Example], words: Words, labeller: Labeller
) -> Iterator[tuple[list[list[str]], list[str]]]:
    edge = words.kinds.edge
    for example in examples:
        for view, cue, report in example.reports:
            segment = view.segment
            wanted = labels(example.article.reading, segment.firsts, segment.lasts, cue, report)
            if "CB" not in wanted or cue not in view.cues:
                continue
            row = span_features(labeller.scene(view), cue, edge)
            row[cue] = ["K"]
            for _ in range(example.article.weight):
                yield row, wanted


def _judged(number: int, example: Example, labeller: Labeller) -> Iterator[Candidate]:
    """Yield what the last decision sees of each decoded cue of an article, and whether it is right."""
    article = example.article
    among = judge.answers(article)
    for view in example.views:
        group = labeller.decode(view)
        for one in group:
            right = judge.is_right(
                article.reading.text,
                _spans(article, one.view, one.content),
                _spans(article, one.view, one.source),
                among,
            )
            if right is not None:
                yield Candidate(number, *judged_by(one, group), right, article.weight)


def _spans(article: Article, view: View, units: frozenset[int]) -> list[Span]:
    return list(unit_spans(article.reading, article.marks, view, units))
