"""Block quotations: a paragraph without marks, behind words that end in a verb of saying and a colon.

    Lydia Marsh wrote:           as in mail: all lines that “>” opens
    > Could you send the plan?

    Rosa Pinto said in a statement:      as in articles: the next paragraph

    The dam held. Nobody was hurt.

The layout does the work of marks, so all of such a content counts as verbatim.

A colon opens lists as well, so the verb is one after which marks may stand and has nothing between it and the colon
but a short adjunct (“in a statement”), and the paragraph of an article begins and ends as a sentence does.

Limits: a block that goes on is quoted in its first paragraph only, unless “>” opens its lines; lead-ins with marks in
them are left to the rules.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.linking.attribution import Attribution, Cues, Told, by_layout
from quoteattr.linking.marked import is_free
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import Range, Unit, sources, unmarked
from quoteattr.linking.words import BREAKS, CONJUNCTIONS, DETERMINERS, OBJECTS, PREPOSITIONS, VERBS
from quoteattr.models import CueMode, CueStance, Span
from quoteattr.reading import Paragraph, Reading

CONFIDENCE: Final = 0.8
ADJUNCT: Final = 8  # tokens between a verb and the colon
LONGEST: Final = 60  # tokens of the sentence that leads in
LEAST: Final = 3  # tokens of a block
SIGNS: Final = 12  # characters of the signs before a line
LINES: Final = 200  # paragraphs of quoted mail
_ENDS: Final = frozenset('.?!…"”')
_NO_SUBJECT: Final = VERBS | OBJECTS | {"Here"}
_NO_HEARER: Final = PREPOSITIONS | BREAKS | VERBS | OBJECTS
_SENDING: Final = frozenset("reply say speak write".split())
_TO: Final = frozenset(["to", "unto"])
_NO_ADJUNCT: Final = frozenset("about of to as like".split())  # before what a verb is about, or what is listed


def blocks(reading: Reading, outer: Outermost, cues: Cues, turns: Told) -> list[Attribution]:
    """Return the block quotations of a text, none of which is a turn of a talk."""
    leading = [i for i, p in enumerate(reading.paragraphs[:-1]) if reading.words[p.last - 1] == ":"]
    found = [block for i in leading if (block := _block(reading, outer, cues, i))]
    spans = sorted(turn.content[0] for turn in turns)
    return [block for block in found if is_free(block.content[0], spans)]


def _block(reading: Reading, outer: Outermost, cues: Cues, i: int) -> Attribution | None:
    """Return the quotation that paragraph i leads in, None if it does not."""
    sentence = reading.sentences[reading.paragraphs[i].next_sentence - 1]
    content = tuple(_lines(reading, i + 1)) or _sentences(reading, reading.paragraphs[i + 1])
    if sentence.last - sentence.first > LONGEST or not content or outer.opens_at(content[0].start):
        return None
    cue = _cue(cues, sentence.last)
    if cue is None or cue.first < sentence.first or outer.within(Span(sentence.start, sentence.end)):
        return None
    unit = unmarked(reading, sentence.first, sentence.last, sentence.paragraph)
    source = _source(unit, cue.first - sentence.first)
    behind = unit.words[cue.last - sentence.first : len(unit) - 1]
    sent = _is_sent(cue, behind)
    hearer = sent or (bool(behind) and "obj" in cue.entry.frames and _NO_HEARER.isdisjoint(behind))
    if source is None or not (hearer or _is_adjunct(behind)):
        return None
    addressee = (unit.span(cue.last - sentence.first + sent, len(unit) - 1),) if hearer else ()
    made = by_layout(content[0], content, unit.span(*source), rule="block", confidence=CONFIDENCE, laid_out=True)
    words = reading.span(cue.first, cue.last)
    return attrs.evolve(made, content=content, cue=cue, cue_spans=(words,), addressee=addressee)


def _source(unit: Unit, verb: int) -> Range | None:
    """Return the subject before a verb, none if another verb may have it: “These are the rules *he* read:”."""
    source = sources.left(unit, verb)
    if source is None or unit.words[verb - 1] in CONJUNCTIONS:
        return None
    first = unit.firsts[0]
    free = _NO_SUBJECT.isdisjoint(unit.reading.words[first : first + source[1]])
    return (_behind_adjunct(unit, *source), source[1]) if free else None


def _behind_adjunct(unit: Unit, first: int, end: int) -> int:
    """Return where a subject begins behind an adjunct that no comma ends: “In his diary *Amos Thackeray* noted:”."""
    if not first or unit.words[first - 1] not in PREPOSITIONS or unit.words[first] not in DETERMINERS:
        return first
    starts = (k for k in range(first + 1, end) if unit.words[k] in DETERMINERS or unit.is_capital(k))
    return next(starts, first)


def _cue(cues: Cues, last: int) -> CueMatch | None:
    """Return the last verb before token `last` behind which marked words may stand."""
    at = bisect_left(cues, last, key=lambda cue: cue.first)
    verbs = (cue for cue in reversed(cues[max(0, at - ADJUNCT) : at]) if cue.form and cue.last >= last - 1 - ADJUNCT)
    cue = next(verbs, None)
    speaks = cue and "quote" in cue.entry.frames and cue.entry.mode is not CueMode.THOUGHT
    return cue if speaks and cue and cue.stance is not CueStance.NOT_SAID else None


def _is_adjunct(words: Sequence[str]) -> bool:
    """Tell whether words between a verb and a colon, if any, are how or where it was said: “in a statement”."""
    return not words or (words[0] in PREPOSITIONS - _NO_ADJUNCT and BREAKS.isdisjoint(words))


def _is_sent(cue: CueMatch, words: Sequence[str]) -> bool:
    """Tell whether words between a verb and a colon are to whom it was said or written: “wrote *to his brother*”."""
    return cue.entry.lemma in _SENDING and len(words) > 1 and words[0] in _TO and _NO_HEARER.isdisjoint(words[1:])


def _lines(reading: Reading, i: int) -> Iterator[Span]:
    """Yield the paragraphs from i on whose lines are quoted mail for the paragraph before them."""
    depth = _depth(reading, reading.paragraphs[i - 1])
    for k in range(i, min(i + LINES, len(reading.paragraphs))):
        paragraph = reading.paragraphs[k]
        if _depth(reading, paragraph) <= depth:
            return
        yield Span(paragraph.start, paragraph.end)


def _depth(reading: Reading, paragraph: Paragraph) -> int:
    """Return how many signs of quoted mail stand before a paragraph on its first line."""
    before = reading.text[max(0, paragraph.start - SIGNS) : paragraph.start].rpartition("\n")[2]
    return 0 if before.strip("> ") else before.count(">")


def _sentences(reading: Reading, paragraph: Paragraph) -> tuple[Span, ...]:
    """Return a paragraph that begins and ends as a sentence does."""
    opens = reading.words[paragraph.first][0].isupper() and paragraph.last - paragraph.first > LEAST
    closes = reading.text[paragraph.end - 1] in _ENDS
    return (Span(paragraph.start, paragraph.end),) if opens and closes else ()
