"""Who may speak next: in a dialogue, not whoever spoke in the paragraph before.

“You're late,” said **Ivy**. | “The bus broke down.” | “It always does.”  The second line is not Ivy's, though nobody
else is named; somebody spoke whom the text leaves unnamed, and the third is hers again.  So a paragraph that
holds nothing but a quotation, right after one with another, is a reply: only those reply who have a part in the talk,
who spoke before, were spoken to, or stand beside the words replied to.

News is written otherwise: there such a paragraph goes on in the words of the one who was named last (`goes_on`), or of
whom the sentence before it tells.  News tells itself by what it reports without marks, by full names, by bodies and
those who speak for them.

Where nobody is known who may reply, the turns to come may tell: in a talk of two, every other turn is the same one's.

Limits: a speaker with a full name in a short story is taken for one in the news, but where a question was asked.
Texts of much talk need none of this: their weights know it.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions_names import SPOKESMEN
from quoteattr.linking.attribution import Attribution
from quoteattr.naming.features import Spot, Turn
from quoteattr.naming.figures import Figure
from quoteattr.naming.scene import Trace, is_person

MARKED: Final = 0.75  # share of the quotations that stand in marks, beyond which a text is a story or a dialogue
SPOKESPEOPLE: Final = tuple(SPOKESMEN)  # not met in stories
BESIDE: Final = 1  # paragraphs before a turn in which somebody still stands beside it


def is_dialogue(attributions: Sequence[Attribution]) -> bool:
    """Tell whether hardly anything is reported without marks."""
    return sum(bool(a.verbatim) for a in attributions) > MARKED * len(attributions)


def expects_reply(turn: Turn) -> bool:
    """Tell whether a paragraph after a turn is another's: where it asks, or its speaker is not named as in news."""
    figure = turn.figure
    if turn.asks or figure is None:
        return True
    speaks_for_others = not is_person(figure) or figure.label.lower().endswith(SPOKESPEOPLE)
    return not speaks_for_others and all(len(form.tokens) == 1 for form in figure.forms)


def goes_on(spot: Spot) -> Figure | None:
    """Return the last speaker if a paragraph right after a turn is more of the same, as in news: one who was named."""
    turn = spot.turns[0] if spot.turns else None
    if turn is None or turn.how == "g" or spot.paragraph - turn.paragraph > 1 or expects_reply(turn):
        return None
    return turn.figure if turn.figure and (turn.figure.forms or turn.figure.known) else None


def foretold(spot: Spot) -> int | None:
    """Return who is named two turns on, and speaks now where only two talk: “C.” | “C,” said Ann. | “C,” said *Max*.

    Each of the turns has to be a paragraph right after the other, and nobody speaks twice running.
    """
    beside = {n.turns: n.figure for n in spot.ahead if n.paragraphs == n.turns > 0}
    figure = beside.get(2)
    last = spot.turns[0] if spot.turns and spot.paragraph - spot.turns[0].paragraph <= 1 else None
    twice = figure in {beside.get(1), last and last.figure and last.figure.number}
    two = len(spot.company) == 2 and spot.pure and 1 in beside
    return figure if two and not twice and figure not in spot.called else None


def takes_part(figure: Figure, trace: Trace, spot: Spot) -> bool:
    """Tell whether somebody may reply to the last turn."""
    last, number = spot.turns[0], figure.number
    if figure is last.figure or not is_present(figure, trace, spot):
        return False
    if last.addressed == number or number in spot.called_before | spot.calls_back:
        return True
    return any(turn.figure is figure for turn in spot.turns) or trace.paragraph >= last.paragraph - BESIDE


def is_present(figure: Figure, trace: Trace, spot: Spot) -> bool:
    """Tell whether somebody is a person whom more than other people's words speak of, or speak to."""
    if trace.token >= 0:
        return is_person(figure) or any(turn.figure is figure for turn in spot.turns)
    return figure.number in spot.called_before | spot.calls_back | {spot.beside.before, spot.beside.after}
