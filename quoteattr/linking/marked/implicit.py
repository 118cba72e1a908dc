"""Marked utterances nobody is found to say, and paragraphs that carry a quotation on.

Marked words are an utterance of their own when they fill their paragraph, when they open a sentence or stand behind
words that lead to them (*She raised her glass:* “To us!”) and close as one, the last sign inside the marks or, of a
whole sentence, behind them (“It is late”.), or when dashes break them off for an action beat.  Titles, labels and
scare quotes do none of that and are left alone.  What begins small behind words that stand between belongs to the
marked words before these.  Who says an utterance is for naming to find, from the paragraphs and turns around it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import attrs

from quoteattr.finding.marks import MarkStyle, Region
from quoteattr.linking.attribution import Attribution, Told, has_words, overlap, with_content
from quoteattr.linking.clearing import is_sentence, is_title
from quoteattr.linking.marked.interrupted import CARRIED, ENDINGS, LONGEST, STOPS, Interrupted
from quoteattr.linking.outermost import Outermost
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

CONFIDENCE: Final = 0.6
SLANTS: Final = "_*"  # of italics: “_Did_ she?”
OPENING: Final = "'‘\"“"  # marks that a whole sentence may open with: “‘Never,’ says the king.”
INNER_MARKS: Final = "'’\"”"  # that may close with the utterance
LOOK_BACK: Final = 6  # attributions between a paragraph that was left open and the one that carries it on


def implicit(
    reading: Reading, outer: Outermost, explicit: Told, interrupted: Sequence[Interrupted]
) -> list[Attribution]:
    """Return the utterances that no attribution found so far touches."""
    spans = sorted(s for a in explicit if not _is_inside(a, outer) for s in a.content)
    marked = [r for r in outer.marked if has_words(reading.text, [r.inner])]
    dashed = [r for r in outer.dashed if has_words(reading.text, [r.inner])]
    single = 2 * sum(r.style is MarkStyle.SINGLE for r in marked) > len(marked)
    parts = {part for one in interrupted for part in one.parts}
    left = [r for r in marked if r.span not in parts and is_free(r.span, spans)]
    own = [_utterance((r,), r.span) for r in left if _is_own(reading, r, single=single)]
    own += [_utterance(one, *one.parts) for one in interrupted if all(is_free(part, spans) for part in one.parts)]
    return [*own, *(_utterance((r,), r.inner) for r in dashed if is_free(r.span, spans))]


def _utterance(regions: Sequence[Region], *content: Span) -> Attribution:
    verbatim = tuple([region.inner for region in regions])
    return Attribution(
        content=content,
        verbatim=verbatim,
        laid_out=content == verbatim,
        confidence=CONFIDENCE,
        evidence=(Step(stage="linking", rule="implicit", spans=tuple([region.span for region in regions])),),
    )


def _is_inside(told: Attribution, outer: Outermost) -> bool:
    """Tell whether the words of one report what another said: “‘Never,’ *says the king*. So they left.”.

    Not so the turn of a transcript that is set in marks as a whole.
    """
    if told.laid_out or not (told.source and told.verbatim):
        return False
    around = outer.around(told.source[0].start)
    return around is not None and all(around.inner.start <= s.start and s.end <= around.inner.end for s in told.content)


def is_free(span: Span, spans: list[Span]) -> bool:
    """Tell whether a span overlaps none of `spans`, which are sorted."""
    i = bisect_left(spans, span)
    return not overlap(span, spans[max(0, i - 3) : i + 3])


def _is_own(reading: Reading, region: Region, *, single: bool) -> bool:
    """Tell whether marked words are an utterance by themselves: a paragraph, or closed like a sentence.

    `single` is whether the text quotes in single marks; one that does not may still set its headings in them.
    """
    inner = region.inner.of(reading.text).strip()
    first = reading.token_from(region.span.start)
    paragraph = reading.paragraphs[reading.paragraph_of(first)]
    alone = paragraph.start >= region.span.start and paragraph.end - region.span.end <= 1
    led = _is_led_to(reading, first, inner) or _is_behind_stop(reading, first, inner)
    leads = led or _opens_sentence(reading, first)
    end = inner.rstrip(INNER_MARKS)[-1:]
    opens = inner.lstrip(SLANTS + OPENING if end in STOPS else SLANTS)[:1].isupper() and leads
    closes = opens and (end in ENDINGS or _is_stopped(reading, region, first, inner))
    if alone and region.style is MarkStyle.SINGLE and not single and is_title(inner):
        return False
    return alone or not region.closed or closes or _breaks_off(reading.text, region)


def _is_stopped(reading: Reading, region: Region, first: int, inner: str) -> bool:
    """Tell whether marked words are a sentence but for its last sign: She sighed. “It is not far”."""
    sign = reading.text[region.span.end : region.span.end + 1]
    return sign in STOPS | {";"} and is_sentence(inner, sign) and reading.opens_sentence(first)


def _opens_sentence(reading: Reading, first: int) -> bool:
    """Tell whether a token opens its sentence, or the bracket that does: (“You look tired.”)."""
    bracketed = first > 0 and reading.words[first - 1] == "(" and reading.opens_sentence(first - 1)
    return bracketed or reading.opens_sentence(first)


def _is_behind_stop(reading: Reading, first: int, inner: str) -> bool:
    """Tell whether a sentence in marks stands behind a full stop that was taken for an abbreviation's: “Gen. ‘Go!’”."""
    stop = first > 0 and reading.words[first - 1].endswith(".") and not reading.words[first - 1].startswith("..")
    return stop and inner.rstrip(INNER_MARKS)[-1:] in STOPS


def _is_led_to(reading: Reading, first: int, inner: str) -> bool:
    """Tell whether a colon, or a comma behind a word without marks, leads to words that are no title."""
    if first < 2:
        return False
    end, mark = inner.rstrip(INNER_MARKS)[-1:], reading.words[first - 1]
    if is_title(inner):
        return mark == ":" and end == "." and is_sentence(inner.rstrip(INNER_MARKS)[:-1], end)  # “Only me.”
    listed = not reading.words[first - 2].isalpha() or (end == "." and " " not in inner)  # “A,” and, yes, “Sanity.”
    return mark == ":" or (mark == "," and end in STOPS and not listed)


def _breaks_off(text: str, region: Region) -> bool:
    """Tell whether a dash outside the marks cuts speech off for a beat: “That'll be the”—he tapped the map—“end.”."""
    inner, dashes = region.inner.of(text), {"—", "―"}
    after, before = text[region.span.end : region.span.end + 1], text[max(0, region.span.start - 1) : region.span.start]
    return (after in dashes and inner[:1].isupper()) or (before in dashes and inner[-1:] in {".", "!", "?"})


def resumed(reading: Reading, every: Told, outer: Outermost) -> list[Attribution]:
    """Return the attributions with what goes on behind words that stand between: “No,” was her answer; **“not yet.”**.

    It belongs to nobody else, and carries on the sentence of the marked words before it.
    """
    spans = sorted(s for a in every for s in a.content)
    owner = {s.start: k for k, a in enumerate(every) for s in a.content}
    out = list(every)
    for first, rest in pairwise(outer.marked):
        k = owner.get(first.span.start)
        if k is not None and _goes_on(reading, first, rest) and is_free(rest.span, spans):
            out[k] = with_content(out[k], sorted([*out[k].content, rest.span]), outer)
            owner[rest.span.start] = k
    return out


def _goes_on(reading: Reading, first: Region, rest: Region) -> bool:
    """Tell whether marked words that begin small carry on others, over words in a sentence of their own."""
    text, between = reading.text, reading.text[first.span.end : rest.span.start].strip()
    said, goes_on = first.inner.of(text), rest.inner.of(text)
    if between[-1:] not in {",", ";"} or not between[:1].isalpha() or len(between) > LONGEST:
        return False
    if not (said[:1].isupper() and said[-1:] in ENDINGS - {"."} and CARRIED.match(goes_on)):
        return False
    behind, before = reading.token_from(first.span.end), reading.token_from(rest.span.start) - 1
    beside = reading.paragraph_of(behind - 1) == reading.paragraph_of(behind)
    return beside and reading.sentence_of(behind) == reading.sentence_of(before)


def chained(every: list[Attribution], outer: Outermost) -> list[Attribution]:
    """Return the attributions, with `continues` set where a region carries on the one of the paragraph before.

    One with a cue of its own carries on only what has none: “One. ¶ “Two,” he said.
    """
    carried = {region.span.start for region in outer.marked if region.continues}
    out = []
    for i, a in enumerate(every):
        before = _last_said(every, i) if a.content[0].start in carried else None
        carries_on = before is not None and (a.cue is None or not every[before].source)
        out.append(attrs.evolve(a, continues=before) if carries_on else a)
    return out


def _last_said(every: list[Attribution], i: int) -> int | None:
    """Return the nearest attribution before i that ends in marks."""
    for j in range(i - 1, max(-1, i - LOOK_BACK), -1):
        if every[j].verbatim and every[j].content[-1].end <= every[i].content[0].start:
            return j
    return None
