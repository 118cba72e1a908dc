"""Who may speak next: in a dialogue, not whoever spoke in the paragraph before.

“You're late,” said **Ivy**. | “The bus broke down.” | “It always does.”  The second line is not Ivy's, though nobody
else is named; somebody spoke whom the text leaves unnamed, and the third is hers again.  So a paragraph that
holds nothing but a quotation, right after one with another, is a reply: only those reply who have a part in the talk,
who spoke before, were spoken to, or stand beside the words replied to.

News is written otherwise: there such a paragraph goes on in the words of the one who was named last (`goes_on`), or of
whom the sentence before it tells, and so do words behind what somebody is reported to say (`goes_right_on`).  News
tells itself by what it reports without marks, by full names, by bodies and those who speak for them.

Whoever alone is called in a question answers it, by name or as the only one of a gender (“You rang, *sir*?”); whoever
acts in a short paragraph between two turns says the second (`stirred`), but who is answered by a nod may ask on.
Where nobody is known who may reply, the turns to come may tell: in a talk of two, every other turn is the same one's,
and who is called by name in a reply spoke before.

Limits: a speaker with a full name in a short story is taken for one in the news, but where a question was asked.
Texts of much talk need none of this: their weights know it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from quoteattr.finding.mentions import SPOKESMEN
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.words import ENDS
from quoteattr.models import Gender, SpeakerKind
from quoteattr.naming.cast import Figure, has_full_name, is_person, only
from quoteattr.naming.dialogue.beats import opener
from quoteattr.naming.features import Beside, Spot, Turn
from quoteattr.naming.scene import Scene, Trace
from quoteattr.reading import Reading

MARKED: Final = 0.75  # share of the quotations that stand in marks, beyond which a text is a story or a dialogue
SPOKESPEOPLE: Final = tuple(SPOKESMEN)  # not met in stories
BESIDE: Final = 1  # paragraphs before a turn in which somebody still stands beside it
BRIEF: Final = 20  # tokens of a paragraph that tells what somebody does before speaking
_SILENT: Final = frozenset("asleep dead died gone listened nothing only silence silent slept speechless".split())
_NO: Final = frozenset("no not n't never without".split())
_ANSWERS: Final = frozenset("answer reply respond speak word".split())
_HEAD: Final = frozenset(["head", "heads"])
_SPEECH: Final = _ANSWERS | frozenset("brow eyes face jaw lips mouth smile voice".split())  # of somebody who speaks
THINGS: Final = frozenset([SpeakerKind.PLACE, SpeakerKind.DOCUMENT])  # what says nothing without a verb


def is_dialogue(attributions: Sequence[Attribution]) -> bool:
    """Tell whether hardly anything is reported without marks."""
    return sum(bool(a.verbatim) for a in attributions) > MARKED * len(attributions)


def _expects_reply(turn: Turn) -> bool:
    """Tell whether a paragraph after a turn is another's: where it asks, or its speaker is not named as in news."""
    figure = turn.figure
    if turn.asks or figure is None:
        return True
    speaks_for_others = not is_person(figure) or figure.label.lower().endswith(SPOKESPEOPLE)
    return not (speaks_for_others or has_full_name(figure))


def _apart(spot: Spot) -> int:
    """Return how many paragraphs the last turn is before a quotation; there is one."""
    return spot.paragraph - spot.turns[0].paragraph


def is_reply(spot: Spot) -> bool:
    """Tell whether somebody else than the last speaker speaks now."""
    return bool(spot.turns) and _expects_reply(spot.turns[0]) and _apart(spot) <= 1


def has_asked(figure: Figure, spot: Spot) -> bool:
    """Tell whether somebody named asked in the paragraph before, and so does not reply: “Why?” asked *Robin*. | “…”."""
    last = spot.turns[0] if spot.turns else None
    return last is not None and last.figure is figure and last.asks and last.how == "n" and _apart(spot) == 1


def has_just_spoken(figure: Figure | None, spot: Spot) -> bool:
    """Tell whether somebody spoke last, in the paragraph of a quotation."""
    return bool(spot.turns) and spot.turns[0].figure is figure and _apart(spot) == 0


def is_free(scene: Scene, spot: Spot, asks: bool) -> bool:
    """Tell whether no turn or lead-in before a quotation says whose it is: then whoever acts beside it may speak.

    In a paragraph of one who asked it is so for an answer: “Is it far?” asked Ada. *The guide* pointed. “Two hours.”.
    """
    if spot.beside.led:
        return False
    if not spot.turns or _apart(spot) != 0:
        return not spot.turns or _expects_reply(spot.turns[0])
    between = scene.reading.lower[max(spot.since, spot.token - BRIEF) : spot.token]
    return spot.turns[0].asks and not asks and not _is_nod(between)


def may_speak(scene: Scene, pool: Sequence[Figure], spot: Spot) -> list[Figure]:
    """Return who of some may speak in a dialogue that is too short for weights of its own."""
    replies = spot.turns and spot.pure and _apart(spot) == 1 and _expects_reply(spot.turns[0])
    may, trace = _takes_part if replies else is_present, scene.trace
    if spot.beside.beat:
        pool = [f for f in pool if f.gender in {spot.beside.beat, None}]
    may_be = [f for f in pool if may(f, trace(f), spot)]
    return [f for f in may_be if f.number not in spot.inside] or may_be  # “Is *Leo* here?”


def is_silent(scene: Scene, figure: Figure, near: Beside) -> bool:
    """Tell whether somebody does not speak: a place or document, or who is told of only after words it led in.

    “Run!” **The Thames** was dark.  The answer came from the back row: “No.” **Ann Lee** laughed.
    """
    unknown = scene.trace(figure).seen == 0
    return figure.kind in THINGS or (unknown and near.led == ":" and near.after == figure.number)


def goes_on(spot: Spot) -> Figure | None:
    """Return the last speaker if a paragraph right after a turn is more of the same, as in news: one who was named."""
    turn = spot.last
    if turn is None or turn.how == "g" or _apart(spot) > 1 or _expects_reply(turn):
        return None
    return turn.figure if turn.figure and turn.figure.is_named else None


def goes_right_on(spot: Spot) -> Figure | None:
    """Return the last speaker if the sentence before reports his words: **Tom** praised the talks. “…”."""
    turn = spot.last
    if turn is None or turn.how == "g" or turn.asks or turn.paragraph != spot.paragraph:
        return None
    if turn.figure is None or turn.figure.number in spot.called:
        return None
    return turn.figure if turn.sentence == spot.sentence - 1 else None


def called_on(spot: Spot) -> int | None:
    """Return who alone is called by name in the question that a paragraph replies to: “And you, *Lottie*?”."""
    replies = spot.turns and spot.pure and _apart(spot) == 1 and spot.turns[0].asks
    return only(spot.called_before - spot.called) if replies else None


def not_hailed(pool: list[Figure], scene: Scene, gender: Gender | None) -> list[Figure]:
    """Leave out of two or more who may speak the only one of the gender that the words address: “You rang, *sir*?”."""
    one = only(_of_gender(pool, scene, gender)) if gender else None
    return [f for f in pool if f is not one] or pool


def hailed_before(scene: Scene, pool: Sequence[Figure], spot: Spot, gender: Gender | None) -> Figure | None:
    """Return the only one of the gender that the paragraph before addresses, for one that replies to it."""
    replies = gender and spot.turns and spot.pure and _apart(spot) == 1
    one = only(_of_gender(pool, scene, gender)) if replies else None
    return one if one and one is not spot.turns[0].figure and one.number not in spot.called else None


def _of_gender(pool: Sequence[Figure], scene: Scene, gender: Gender | None) -> Iterator[Figure]:
    """Yield those of a gender who are not only spoken of."""
    return (f for f in pool if f.gender is gender and scene.trace(f).token >= 0)


def called_back(spot: Spot) -> int | None:
    """Return who alone is called by name in the paragraph that replies: “Pass me the hammer.” | “Here, *Mr. Hale*.”."""
    return only(spot.calls_back - spot.called)


def stirred(scene: Scene, pool: Sequence[Figure], spot: Spot, asks: bool) -> Figure | None:
    """Return who alone acts between two turns, and says the second: “Where?” asked Ada. | *Tom* shrugged. | “Here.”.

    Where that is an answer, and the second turn asks, it is whoever asked before: “Did you?” asked *Ada*. | Tom
    nodded. | “When?”.
    """
    inside, between = scene.reading.inside, spot.paragraph - 1
    if not (spot.turns and spot.pure) or _apart(spot) != 2 or not _is_deed(scene.reading, between):
        return None
    last, opens = spot.turns[0], opener(scene.index, scene.reading.paragraphs[between].first)
    one = scene.figure_of(opens) if opens is not None else None
    one = one or only(f for f in pool if (at := scene.trace(f).subject_sentence) >= 0 and inside[at] == between)
    if one is None or one is last.figure or not is_person(one) or one.number in spot.called:
        return None
    words = _words(scene.reading, between)
    if scene.trace(one).case == "'s" and _SPEECH.isdisjoint(words):
        return None  # “*Tom's* phone rang.”
    return last.figure if asks and last.asks and _is_nod(words) else one


def _is_nod(words: Sequence[str]) -> bool:
    """Tell whether a sentence says yes or no without words."""
    return "nodded" in words or ("shook" in words and not _HEAD.isdisjoint(words))


def _is_deed(reading: Reading, paragraph: int) -> bool:
    """Tell whether a paragraph is one short sentence and no heading, which does not say that nothing is answered."""
    first, last = reading.paragraphs[paragraph].first, reading.paragraphs[paragraph].last
    if last - first > BRIEF or reading.sentence_of(first) != reading.sentence_of(last - 1):
        return False
    words = _words(reading, paragraph)
    if words[-1] not in ENDS:
        return False
    return _SILENT.isdisjoint(words) and (_NO.isdisjoint(words) or _ANSWERS.isdisjoint(words))


def _words(reading: Reading, paragraph: int) -> Sequence[str]:
    return reading.lower[reading.paragraphs[paragraph].first : reading.paragraphs[paragraph].last]


def foretold(spot: Spot) -> int | None:
    """Return who is named two turns on, and speaks now where only two talk: “C.” | “C,” said Ann. | “C,” said *Max*.

    Each of the turns has to be a paragraph right after the other, and nobody speaks twice running.
    """
    beside = {n.turns: n.figure for n in spot.ahead if n.paragraphs == n.turns > 0}
    figure, last = beside.get(2), spot.last
    twice = figure in {beside.get(1), last and last.figure and last.figure.number}
    two = len(spot.company) == 2 and spot.pure and 1 in beside
    return figure if two and not twice and figure not in spot.called else None


def _takes_part(figure: Figure, trace: Trace, spot: Spot) -> bool:
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
