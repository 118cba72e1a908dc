"""How a text is told: mostly in dialogue or not, and whether by somebody in it.

Dickens names nearly all who speak, but reports no words without their marks; news does in half of its reports.  So a
text is much talk that has many turns without a source, or hardly a word outside marks.  Whoever says "I" outside marks
often enough tells it.  A narrator has a name that others call and the narrator does not: one that stands inside marks
alone; in a short dialogue one such name will do, if a turn beside the narrator's own calls it.

Limits: a text has one narrator, from its beginning to its end; letters by several hands are told by one of them.
"""

from collections.abc import Sequence
from itertools import compress, pairwise
from operator import not_
from typing import Final

from quoteattr.linking.attribution import Attribution
from quoteattr.models import SpeakerKind
from quoteattr.naming.cast import Cast, Figure, is_person
from quoteattr.naming.dialogue.dialogue import Dialogue
from quoteattr.naming.index import Index

SELDOM: Final = 200  # "I" makes a narrator if it is one in so many words: letters and prefaces say "I" too
HEARD: Final = 5  # so often is a narrator called by name
TURNS: Final = 20  # more turns without a source make a text of much talk,
BARE: Final = 0.25  # if they are so large a share;
SPOKEN: Final = 40  # so do more words in marks than these,
MARKED: Final = 0.9  # if hardly anything else is reported


def is_talk(attributions: Sequence[Attribution]) -> bool:
    """Tell whether a text is mostly dialogue: many turns without a source, or hardly a word that is not in marks."""
    marked = sum(bool(a.verbatim) for a in attributions)
    bare = sum(bool(a.verbatim) and not a.source for a in attributions)
    many = len(attributions)
    return (bare > TURNS and bare > BARE * many) or (marked > SPOKEN and marked > MARKED * many)


def find_narrator(index: Index, cast: Cast, inside: Sequence[bool], least: int) -> Figure | None:
    """Return a figure for whoever says "I" outside quotation marks, if the text has such a narrator: `least` times."""
    first = list(compress(index.words, map(not_, inside))).count("i")
    if first < least or SELDOM * first < len(index.reading.words):
        return None
    by_count = sorted((f for f in cast.figures if is_person(f) and f.forms), key=lambda f: (-f.count, f.number))
    for figure in by_count:
        if figure.count < HEARD:
            break
        calls = [inside[i] for form in figure.forms for i in form.phrases]
        if calls.count(False) * 2 * HEARD <= len(calls):
            return figure
    return cast.new(SpeakerKind.PERSON)


def called_narrator(dialogue: Dialogue, cast: Cast, inside: Sequence[bool]) -> Figure | None:
    """Return whom alone those call who talk with a narrator: “*Danny*, come down,” she called. | “In a minute,” I said.

    Outside marks the name is not.
    """
    order, lower = dialogue.order, dialogue.index.reading.lower
    own = {n for n in order if (subject := dialogue.subjects[n]) is not None and lower[subject.first] == "i"}
    beside = [
        (one, other)
        for one, other in pairwise(range(len(order)))
        if (order[one] in own) != (order[other] in own) and dialogue.paragraphs[other] - dialogue.paragraphs[one] <= 1
    ]
    others = {order[place] for pair in beside for place in pair} - own
    called = frozenset[int]().union(*(dialogue.called[n] for n in others))
    called = called.difference(*(dialogue.called[n] for n in own), dialogue.figures)
    figures = [cast.figures[n] for n in called]
    heard = [f for f in figures if is_person(f) and all(inside[i] for form in f.forms for i in form.phrases)]
    return heard[0] if len(heard) == 1 == len(called) else None
