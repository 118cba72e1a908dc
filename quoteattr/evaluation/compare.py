"""Two sets of quotations of the same texts, side by side: what the second gained and lost, sentence by sentence.

Quotations of both sets are paired as predictions are with gold: contents with a Jaccard index of at least .5, the
closest first.  A pair that differs in extent, cue, source or speaker is a change; what is left over was lost or
found.  With annotated texts, each change is also judged: a quotation is right if it pairs with an annotated one, has
its source and, where one is annotated, its speaker's name.  A change from wrong to right is a gain, from right to
wrong a loss; to lose what was wrong is a gain too.  Optional annotations make neither.

Limits: quotations are told with the sentence they start in, however far they reach.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.evaluation.corpus import GoldDocument, Row
from quoteattr.evaluation.names import same_name
from quoteattr.evaluation.pairs import Article, Item, article_of, items_of, marked, matched, paired, same_source
from quoteattr.models import Span, covered
from quoteattr.output.table import printable, shortened
from quoteattr.reading import read

LONGEST: Final = 200  # characters of a sentence or content that are shown


@attrs.frozen(kw_only=True)
class Change:
    """A quotation before and after (None where there is none), its sentence, and "gain", "loss" or "" for neither."""

    sentence: Span
    before: Row | None
    after: Row | None
    verdict: str


def changes(
    text: str, before: Sequence[Row], after: Sequence[Row], gold: GoldDocument | None = None
) -> tuple[Change, ...]:
    """Return how two sets of quotations of a text differ, in the order of the text."""
    inside = marked(text)
    old, new = items_of(text, before, inside), items_of(text, after, inside)
    pairs = [(old[i], new[j]) for i, j, _ in paired(old, new)]
    both = {id(item) for pair in pairs for item in pair}
    gone = [(item, None) for item in old if id(item) not in both]
    come = [(None, item) for item in new if id(item) not in both]
    differing = [(one, other) for one, other in pairs if _differ(one.row, other.row)]
    judged = [_judgements(article_of(gold, ()), items) if gold else {} for items in (old, new)]
    sentences = [Span(s.start, s.end) for s in read(text).sentences]
    found = [_change(one, other, judged, sentences) for one, other in (*gone, *come, *differing)]
    return tuple(sorted(found, key=lambda change: _start(change.before or change.after)))


def _differ(one: Row, other: Row) -> bool:
    return (one.content, one.cue, one.source, one.speaker) != (other.content, other.cue, other.source, other.speaker)


def _start(row: Row | None) -> int:
    return min((span.start for span in row.content), default=0) if row else 0


def _change(
    one: Item | None, other: Item | None, judged: Sequence[Mapping[int, bool | None]], sentences: Sequence[Span]
) -> Change:
    before, after = one.row if one else None, other.row if other else None
    value = sum(
        sign * {True: 1, False: -1, None: 0}[judgements.get(id(item))]
        for sign, item, judgements in zip((-1, 1), (one, other), judged, strict=True)
        if item
    )
    place = bisect_right(sentences, _start(before or after), key=lambda span: span.start) - 1
    return Change(
        sentence=sentences[max(place, 0)],
        before=before,
        after=after,
        verdict="gain" if value > 0 else "loss" if value < 0 else "",
    )


def _judgements(article: Article, items: Sequence[Item]) -> dict[int, bool | None]:
    """Return, by the id() of each item, whether it is right; None where an optional annotation leaves that open."""
    pairs, counted = matched(article, items)
    judged: dict[int, bool | None] = dict.fromkeys(map(id, items))
    judged |= {id(items[j]): False for j in counted}
    return judged | {id(items[j]): _right(article.required[i], items[j]) for i, j, _ in pairs}


def _right(gold: Item, item: Item) -> bool:
    named = not gold.row.named or same_name(gold.row.speaker, item.row.speaker, lenient=True)
    return same_source(gold, item) and named


# --- words ---------------------------------------------------------------------------------------


def told(name: str, text: str, found: Sequence[Change]) -> Iterator[str]:
    """Yield the lines that tell changes of a text, under the sentence they belong to."""
    last = None
    for change in found:
        if change.sentence != last:
            last = change.sentence
            line = text.count("\n", 0, last.start) + 1
            yield f"{printable(name)}, line {line}: {shortened(last.of(text), LONGEST)}\n"
        if change.before:
            yield f"  - {_row(text, change.before)}" + ("\n" if change.after else _verdict(change))
        if change.after:
            yield f"  + {_row(text, change.after)}" + _verdict(change)


def _verdict(change: Change) -> str:
    return f"  [{change.verdict}]\n" if change.verdict else "\n"


def _row(text: str, row: Row) -> str:
    speaker = " and ".join(row.speaker) if isinstance(row.speaker, tuple) else row.speaker
    source = covered(text, row.source)
    parts = (speaker or f"({source or '?'})", covered(text, row.cue), covered(text, row.content))
    who, cue, content = (shortened(part, LONGEST) for part in parts)
    return f"{who} | {cue or '-'} | {content}"


def summary(found: Sequence[Change], documents: int, *, judged: bool) -> str:
    """Return all changes in one line."""
    kinds = Counter((bool(change.before), bool(change.after)) for change in found)
    line = (
        f"{documents} documents: {kinds[True, False]} quotations lost, {kinds[False, True]} found, "
        f"{kinds[True, True]} changed"
    )
    verdicts = Counter(change.verdict for change in found)
    return line + (f"; {verdicts['gain']} gains, {verdicts['loss']} losses" if judged else "") + "\n"
