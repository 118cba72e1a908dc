"""From cues and marks to attributions, in three steps that each take what the ones before left over.

1. Layout: turns under labels (`turns`), headlines (`headlines`), lines of attribution (`lines`), blocks (`blocks`).
2. Reports: what is told by a cue (`rules`, `learned`, `further`), in a story only what is sure (`narrative`); in
   dialogue set with dashes, cut to what is spoken (`lines`).
3. Implicit: marked utterances nobody is found to say; a paragraph that opens anew carries on the one before.
"""

from itertools import compress
from operator import not_

import attrs

from quoteattr.finding.marks import Marks
from quoteattr.linking.attribution import Attribution, Cues, Told, disjoint, has_words, once, overlap, without_pieces
from quoteattr.linking.clearing import Cleared, with_leads, with_openings
from quoteattr.linking.edges import bounded, with_negation, without_datelines
from quoteattr.linking.further import (
    announcing,
    citing,
    fronted,
    lettered,
    outcries,
    retelling,
    sending,
    stating,
    thinking,
    with_asides,
    without_compounds,
)
from quoteattr.linking.layout import (
    NEAR,
    apart,
    attribution_lines,
    beside,
    blocks,
    closing_tag,
    headed,
    headline,
    labelled,
    spoken_turns,
    with_closing_tag,
)
from quoteattr.linking.learned.attribute import attribute
from quoteattr.linking.marked import chained, implicit, interruptions, is_free, owned, rejoined, resumed
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.refused import is_behind, is_nobodys, only_names, unsaid, without_hearsay
from quoteattr.linking.rules import by_rules
from quoteattr.linking.voices import voiced
from quoteattr.reading import Reading


def link(reading: Reading, marks: Marks, cues: Cues) -> list[Attribution]:
    """Return the attributions of a text, by their first character."""
    cleared, given = Cleared.of(reading, with_openings(reading, marks, cues), cues, unclosed=True), cues
    cues = without_compounds(reading, with_leads(cues, cleared.cues))
    outer, turns = Outermost.of(cleared.marks), labelled(reading)
    titles, laid_out = _laid_out(reading, outer, cues, turns)
    told = [a for a in _told(reading, cleared.marks, outer, cues) if not _is_retold(reading, a, outer)]
    denied = [is_nobodys(reading, a) for a in told]
    nobodys = {span for a in compress(told, denied) if not is_behind(reading, a) for span in a.content}
    interrupted = interruptions(reading, outer)
    told = rejoined(compress(told, map(not_, denied)), interrupted, outer)
    told = cleared.restored(owned(reading, told, outer))
    told = beside(apart(reading, without_hearsay(reading, told), turns), titles)
    told = _bounded(reading, _without_laid_out(told, laid_out, outer))
    told = headed(reading, told, laid_out, outer)
    if not turns:
        told = with_closing_tag(reading, told, closing_tag(reading, outer, given))
    explicit = once([*laid_out, *spoken_turns(reading, told, outer)])
    untold = implicit(reading, outer, explicit, interrupted)
    every = [*explicit, *(attrs.evolve(a, agentless=a.content[0] in nobodys) for a in untold)]
    every = sorted(every, key=lambda a: (a.content[0], a.content[-1]))
    return chained(resumed(reading, every, outer), outer)


def _laid_out(
    reading: Reading, outer: Outermost, cues: Cues, turns: Told
) -> tuple[list[Attribution], list[Attribution]]:
    """Return what a headline gives to somebody, and all that layout does."""
    lines = attribution_lines(reading, outer)
    signed = [span for a in lines for span in a.content]
    titles = [] if turns else [a for a in headline(reading, outer) if not overlap(a.content[0], signed)]
    every = [*turns, *titles, *lines, *blocks(reading, outer, cues, turns)]
    return titles, [a for a in every if has_words(reading.text, a.content)]


def _told(reading: Reading, marks: Marks, outer: Outermost, cues: Cues) -> list[Attribution]:
    """Return what is told by a cue: what rules and models find, and the constructions that neither does."""
    told = [with_negation(reading, a) for a in by_rules(reading, marks, outer, cues)]
    told = with_asides(reading, outer, cues, _judged(reading, marks, outer, cues, told))
    told = fronted(reading, outer, cues, told)
    told = lettered(reading, outer, cues, announcing(reading, outer, told))
    told = outcries(reading, outer, told)
    told = sending(reading, marks, outer, cues, told)
    told = [*stating(reading, marks, outer, cues, told), *citing(reading, marks, outer)]
    return [*told, *retelling(reading, marks, outer), *thinking(reading, outer, cues, told)]


def _is_retold(reading: Reading, told: Attribution, outer: Outermost) -> bool:
    """Tell whether speech over paragraphs holds a report, and so says it: “‘Where?’ *he asked*. | “…”.

    What opens with the same mark is no part of it, but the mark before was never closed.
    """
    if not outer.carried:
        return False
    around = {outer.carried_around(s.start) for s in (*told.content, *told.cue_spans)}
    whole = next(iter(around)) if len(around) == 1 else None
    text = reading.text
    return whole is not None and text[whole.span.start] != text[told.content[0].start]


def _bounded(reading: Reading, told: Told) -> list[Attribution]:
    """Return the reports with their parts as they should be, without those that are none then."""
    whole = [voiced(reading, bounded(reading, a)) for a in told]
    left = without_datelines(reading, _without_relays(whole))
    said = [a for a in left if has_words(reading.text, a.content)]
    return [disjoint(unsaid(reading, a)) for a in said]


def _without_relays(told: Told) -> list[Attribution]:
    """Return the reports without those of an agent who only passes on another's words: “was quoted *by X* as”."""
    passed_on = {span for a in told for span in a.relayed_by}
    return [a for a in told if not (passed_on.intersection(a.source) and a.source[0] > a.cue_spans[0])]


def _without_laid_out(told: Told, laid_out: Told, outer: Outermost) -> list[Attribution]:
    """Return the reports without what layout gives somebody, or a piece of it: “‘C’: *passengers describe* terror”."""
    verbs = {a.cue.head for a in laid_out if a.cue}
    told = [a for a in told if not (a.cue and a.cue.head in verbs)]
    taken = {span for a in laid_out for span in a.content}
    return without_pieces(told, taken, outer)


def _judged(reading: Reading, marks: Marks, outer: Outermost, cues: Cues, proposed: Told) -> list[Attribution]:
    """Return what the models make of the text and the rules' proposals, and the proposals that models cannot see."""
    told = attribute(reading, marks, cues, outer, proposed)
    passed_on = {span for a in told for span in a.relayed_by}
    told = [a for a in told if not passed_on.intersection(a.source)]
    told = [a for a in told if not only_names(reading, a)]
    beyond = [a for a in proposed if _is_beyond(reading, a) or _is_dashed_tag(a, outer)]
    asking = {a.cue.head for a in beyond if a.cue and _asks(reading, a)}
    told = [a for a in told if a.cue is None or a.cue.head not in asking]
    spans = sorted(span for a in told for span in a.content)
    return [*told, *(a for a in beyond if is_free(a.content[0], spans))]


def _is_dashed_tag(proposed: Attribution, outer: Outermost) -> bool:
    """Tell whether a proposal is a turn set with a dash and its tag, of which models have not seen many."""
    turn = outer.dash_at(proposed.content[0].start) if outer.dashed else None
    tag = proposed.evidence[0].rule == "tag"
    return turn is not None and tag and proposed.content[0].start - turn.span.start < NEAR


def _is_beyond(reading: Reading, proposed: Attribution) -> bool:
    """Tell whether a proposal is beyond the models: no cue but a colon, or content that their segments do not hold.

    They hold the cue's sentence and marked words beside it in its paragraph.
    """
    if proposed.cue is None:
        return True
    content = reading.sentence_of(reading.token_from(proposed.content[0].start))
    sentence = reading.sentence_of(proposed.cue.head)
    if content == sentence:
        return False
    if reading.inside[content] != reading.inside[sentence]:
        return True
    return not proposed.verbatim or _asks(reading, proposed)


def _asks(reading: Reading, told: Attribution) -> bool:
    """Tell whether a tag follows the sign of a question or cry outside the marks (“Where is she”? *Ines asked*)."""
    sign = reading.token_before(told.content[0].end)
    if told.cue is None or told.cue.head <= sign or reading.words[sign] not in {"?", "!"}:
        return False
    return reading.sentence_of(told.cue.head) > reading.sentence_of(sign)
