"""What linking hands to naming: contents with their cue and the words that name their source."""

from collections.abc import Container, Iterable, Sequence

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.outermost import Outermost
from quoteattr.models import Span, Step
from quoteattr.reading import Reading


@attrs.frozen(kw_only=True)
class Attribution:
    """One quotation before anybody is named.

    content: its pieces (marks and leading "that" included); verbatim: what stands inside marks, marks excluded;
    laid_out: layout marks it as speech (dash, speaker label), so all of it counts as verbatim.
    source, addressee, relayed_by: character spans of the mention, empty where there is none.
    cue: None for an implicit quotation; cue_spans: its words.
    agentless: whoever says it is not told, since the cue is a passive, or nobody said it.
    continues: index, in the list of attributions, of the one this carries on in a next paragraph.
    """

    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    laid_out: bool = False
    cue: CueMatch | None = None
    cue_spans: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    relayed_by: tuple[Span, ...] = ()
    agentless: bool = False
    continues: int | None = None
    confidence: float
    evidence: tuple[Step, ...] = ()


Told = Sequence[Attribution]
Cues = Sequence[CueMatch]


def by_layout(
    content: Span, verbatim: tuple[Span, ...], source: Span, *, rule: str, confidence: float, laid_out: bool = False
) -> Attribution:
    """Return a quotation that layout gives to whom a span names: a label, a headline, a line of attribution."""
    step = Step(stage="linking", rule=rule, spans=(source,))
    return Attribution(
        content=(content,),
        verbatim=verbatim,
        laid_out=laid_out,
        source=(source,),
        confidence=confidence,
        evidence=(step,),
    )


def by_cue(
    reading: Reading, outer: Outermost, cue: CueMatch, source: Span, content: tuple[Span, ...], rule: str, sure: float
) -> Attribution:
    """Return what a cue tells in a construction that neither models nor word order know."""
    words = reading.span(cue.first, cue.last)
    return Attribution(
        content=content,
        verbatim=outer.verbatim(content),
        cue=cue,
        cue_spans=(words,),
        source=(source,),
        confidence=sure,
        evidence=(Step(stage="linking", rule=rule, spans=(words, source), score=sure),),
    )


def has_words(text: str, spans: Iterable[Span]) -> bool:
    """Tell whether any word stands in the spans; a lone dash or mark is none."""
    return any(c.isalnum() for span in spans for c in span.of(text))


def overlap(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares characters with one of the others."""
    return any(span.start < other.end and other.start < span.end for other in others)


def once(told: Iterable[Attribution]) -> list[Attribution]:
    """Return the attributions, of those with the same content the surest: nobody is told the same words twice."""
    surest: dict[tuple[Span, ...], Attribution] = {}
    for a in told:
        if a.content not in surest or a.confidence > surest[a.content].confidence:
            surest[a.content] = a
    return list(surest.values())


def with_content(told: Attribution, pieces: Iterable[Span], outer: Outermost) -> Attribution:
    """Return an attribution with other pieces for its content."""
    content = tuple(pieces)
    return attrs.evolve(told, content=content, verbatim=outer.verbatim(content))


def without_pieces(told: Told, taken: Container[Span], outer: Outermost) -> list[Attribution]:
    """Return the reports without some pieces of their content, and without those that have no others."""
    cut = [(a, [piece for piece in a.content if piece not in taken]) for a in told]
    return [a if len(left) == len(a.content) else with_content(a, left, outer) for a, left in cut if left]


def cut_to(told: Attribution, content: tuple[Span, ...]) -> Attribution:
    """Return an attribution with no more than a part of its content, and of what is verbatim no more than that has."""
    parts = (Span(max(v.start, c.start), min(v.end, c.end)) for v in told.verbatim for c in content)
    return attrs.evolve(told, content=content, verbatim=tuple(part for part in parts if part.start < part.end))


def with_longer_source(told: Attribution, source: Span) -> Attribution:
    """Return an attribution with a source that has grown, where that takes no words from its other parts."""
    if told.source == (source,) or overlap(source, (*told.cue_spans, *told.content, *told.addressee)):
        return told
    return attrs.evolve(told, source=(source,))


def clear(spans: Sequence[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans of an addressee or relaying source, none if any of them is in what is taken already."""
    return tuple(spans) if spans and not any(overlap(span, taken) for span in spans) else ()


def disjoint(told: Attribution) -> Attribution:
    """Return an attribution whose relaying source and addressee share no words with its other parts."""
    if not (told.addressee or told.relayed_by):
        return told
    others = (*told.content, *told.cue_spans, *told.source)
    relayed_by = clear(told.relayed_by, others)
    addressee = clear(told.addressee, (*others, *relayed_by))
    return attrs.evolve(told, relayed_by=relayed_by, addressee=addressee)
