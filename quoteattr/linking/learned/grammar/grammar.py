"""What rules know of source and content better than the models: some units cannot be part of them, others must.

What stands beside a cue is looked at first, then the clause it hangs on or belongs to, last the source that is found by
then; the files of this folder say what each knows.

Training leaves the probabilities as they are, so that the models see what they learn from.
"""

from collections.abc import Iterable

from quoteattr.linking.learned.decode import source_of
from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.grammar.clauses import hears_first, participial, subject_behind
from quoteattr.linking.learned.grammar.contents import beside
from quoteattr.linking.learned.grammar.dates import days_beside
from quoteattr.linking.learned.grammar.leading import led_in
from quoteattr.linking.learned.grammar.participles import HEARD, own_subject, reduced, unseen_verb
from quoteattr.linking.learned.grammar.resuming import clause_of
from quoteattr.linking.learned.grammar.sources import (
    first_deed,
    makers,
    of_when,
    opening_subject,
    where_written,
    whole_subject,
    with_apposition,
    with_head,
)
from quoteattr.linking.learned.grammar.tags import closed, closing, cut_off, other_tag


def correct(view: View, cue: int, low: int, named: list[float], told: list[float], others: range) -> None:
    """Set how probable units are to be source and content where a rule knows; the lists begin at unit `low`.

    `others` are those of the writer's own clause, if it is another (`resuming.beyond`).  Later rules go first.
    """
    _by_words_beside(view, cue, low, named, told, others)
    _by_clause(view, cue, low, named, told, others)
    _by_source(view, cue, low, named, told)


def _by_words_beside(view: View, cue: int, low: int, named: list[float], told: list[float], others: range) -> None:
    """Set what stands around a cue: days, what leads in, what a tag closes or cuts, who hears it."""
    rule = view.proposal(cue).rule
    before, behind = days_beside(view, cue)
    subject, verb = cut_off(view, cue)
    tagged, tag = closed(view, cue) if rule == "tag" else ((), ())
    if not tag:
        tagged, tag = closing(view, cue)
    hearer = range(max(*tag, cue) + 1, view.segment.core_end) if tag else ()  # “Dogs bite, she told *a packed hall*”
    lead, told_of = led_in(view, cue) if rule == "preposed" else ((), ())
    when = of_when(view, cue) if rule == "bare" else ()
    _set(named, low, (*whole_subject(view, cue), *when, *tag, *told_of), 1.0)
    _set(named, low, (*before, *subject, *tagged), 0.0)
    _set(told, low, (*behind, *lead, *tag, *hearer, *others), 0.0)
    _set(told, low, (*subject, *verb, *tagged), 1.0)
    _set(told, low, (*beside(view, cue), *other_tag(view, cue)), 0.0)


def _by_clause(view: View, cue: int, low: int, named: list[float], told: list[float], others: range) -> None:
    """Set the subject of the clause that a participle hangs on, and whose words a noun tells."""
    if others and (clause := clause_of(view, cue)):
        _set(told, low, range(clause, others.start), 1.0)  # up to the noun's own verb
    if others and participial(view, cue):
        _set(named, low, range(view.segment.core, cue), 0.0)
        _set(named, low, subject_behind(view, others), 1.0)
    if others and cue > view.segment.core and hears_first(view):
        _set(named, low, others, 0.0)
    match = view.match(cue)
    if match.form in HEARD and reduced(view, cue):
        _set(named, low, range(view.segment.core, cue), 0.0)
    if match.form == "ing":
        _set(named, low, unseen_verb(view, cue), 0.0)
    if own := own_subject(view, cue):
        _set(named, low, range(view.segment.core, own.start), 0.0)
        _set(named, low, own, 1.0)
    if "noun" in match.entry.frames and (by := makers(view, cue)):
        _set(named, low, by, 1.0)
        _set(named, low, range(view.segment.core, cue), 0.0)
        _set(told, low, range(view.segment.core, by.stop), 0.0)


def _by_source(view: View, cue: int, low: int, named: list[float], told: list[float]) -> None:
    """Set what belongs to the source that is found by now."""
    found = source_of(named)
    source = range(low + found.start, low + found.stop)
    if view.kinds[source.start].tag == "EX":
        _set(named, low, source, 0.0)  # “*There* came a cry”
    _set(named, low, first_deed(view, cue, source), 0.0)
    where, subject = where_written(view, source)
    if where:
        _set(named, low, where, 0.0)
        _set(named, low, subject, 1.0)
    if rest := with_head(view, cue, source) or opening_subject(view, cue) or with_apposition(view, cue, source):
        _set(named, low, rest, 1.0)
        _set(told, low, rest, 0.0)


def _set(values: list[float], low: int, units: Iterable[int], p: float) -> None:
    high = low + len(values)
    for i in units:
        if low <= i < high:
            values[i - low] = p
