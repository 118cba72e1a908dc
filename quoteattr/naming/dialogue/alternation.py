"""Two who take turns: in a talk of paragraphs that follow each other every other one is the same speaker's.

“You're late,” said **Ivy**. | “The bus broke down.” | “It always does.” | “Not always, **Ivy**.”  A reader counts: the
third line is Ivy's, and whoever is spoken to there says the second.  So once a text of little talk has been read, its
quotations are laid in runs of paragraphs without a break, and what tells a speaker is asked of each: a name or a
description beside the words, an actor, a name that the words call, which is the other's.  If this gives the
even paragraphs of a run one speaker and the odd ones another or nobody, those turns that were left to guess are theirs.

Where only one of the two is told, a turn that was guessed to be his beside his own is of whoever else is likeliest.
Something may gainsay it: a third who speaks or is called, a pronoun of the other gender, words that speak of whoever is
to say them.  Then the run is left as it was.  So is one of full names in which nobody asks: news quotes one man in
several paragraphs.

Limits: a third who speaks once unmakes a whole run; nobody is found where no name is left to tell.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoteattr.naming.cast import Figure, has_full_name, is_person, only
from quoteattr.naming.context import asks
from quoteattr.naming.dialogue.dialogue import Dialogue
from quoteattr.naming.values import Answer

TOLD: Final = frozenset(
    [*"name beat introduction initials role described label maker narrator".split(), "open name"]
)  # rules whose answers are by what stands beside the words
GUESSED: Final = frozenset(["turn", "goes on"])  # and by who spoke before


class Turn(NamedTuple):
    """The quotations of a paragraph, and of those that carry them on, by number; the last paragraph they reach."""

    numbers: list[int]
    last: int


class Pair(NamedTuple):
    """Who speaks in the even and in the odd paragraphs of a run, as far as that is told."""

    even: Figure | None
    odd: Figure | None


def alternating(
    dialogue: Dialogue, answers: Sequence[Answer | None], leant: Mapping[int, int], figures: Sequence[Figure]
) -> Iterator[tuple[int, Figure]]:
    """Yield the quotations whose speaker the turns around them tell, with that speaker."""
    for run in runs(dialogue, leant):
        pair = _pair(dialogue, run, answers, figures) if len(run) > 1 else None
        if pair is None or not _is_talk(dialogue, run, pair) or _is_gainsaid(dialogue, run, pair):
            continue
        for number, speaker in _shared_out(run, pair):
            if _is_open(dialogue, number, answers[number], speaker):
                yield number, speaker


def _shared_out(run: Sequence[Turn], pair: Pair) -> Iterator[tuple[int, Figure]]:
    """Yield the quotations of a run, each with whoever of the two would say it."""
    for place, turn in enumerate(run):
        speaker = pair[place % 2]
        yield from ((number, speaker) for number in turn.numbers if speaker)


def runs(dialogue: Dialogue, leant: Mapping[int, int]) -> Iterator[list[Turn]]:
    """Yield the turns of paragraphs that follow each other."""
    reading, run = dialogue.index.reading, list[Turn]()
    for first, number in zip(dialogue.paragraphs, dialogue.order, strict=True):
        last = reading.paragraph_of(dialogue.words[number].last - 1)
        if run and (first <= run[-1].last or number in leant):
            run[-1].numbers.append(number)
            run[-1] = run[-1]._replace(last=max(last, run[-1].last))
            continue
        if run and first > run[-1].last + 1:
            yield run
            run = []
        run.append(Turn([number], last))
    yield run


def _left(turns: Sequence[Turn], other: Figure, answers: Sequence[Answer | None]) -> Figure | None:
    """Return who is likeliest of all but one to say turns between his own, where he was guessed to say them as well.

    “What's this?” | **Lottie** blushed. “Silver, ma'am.”
    """
    guesses = (answers[n] for turn in turns for n in turn.numbers)
    twice = (a for a in guesses if a and a.rule == "turn" and a.figures == (other,) and len(a.ranked) > 1)
    return only(a.ranked[1].figure for a in twice if 2 * a.ranked[1].belief >= 1 - a.belief)


def _pair(
    dialogue: Dialogue, run: Sequence[Turn], answers: Sequence[Answer | None], figures: Sequence[Figure]
) -> Pair | None:
    """Return the two who take turns, None where a third is told of or where one and the same says both.

    Whom words call is a third as well, unless the name may be another of whoever answers: *Miss Bennet* is Elizabeth.
    """
    told: tuple[set[int], set[int]] = (set(), set())
    called: tuple[set[int], set[int]] = (set(), set())
    for place, turn in enumerate(run):
        for number in turn.numbers:
            answer = answers[number]
            if answer and answer.rule in TOLD:
                told[place % 2].add(answer.figures[0].number)
            hearer = dialogue.addressed[number]
            called[1 - place % 2].update(dialogue.called[number], () if hearer is None else (hearer,))
    sides = [own | _others(own, heard, figures) for own, heard in zip(told, called, strict=True)]
    if max(map(len, sides)) > 1 or not sides[0].isdisjoint(sides[1]):
        return None
    even, odd = (figures[next(iter(numbers))] if numbers else None for numbers in sides)
    if even and odd is None:
        return Pair(even, _left(run[1::2], even, answers))
    return Pair(_left(run[::2], odd, answers), odd) if odd and even is None else Pair(even, odd)


def _others(own: set[int], heard: set[int], figures: Sequence[Figure]) -> set[int]:
    """Return those who are called, less whom a title and surname mean who speaks under a first name."""
    return {n for n in heard if not any(_may_be_called(figures[one], figures[n]) for one in own)}


def _may_be_called(figure: Figure, other: Figure) -> bool:
    """Tell whether somebody with no more than a first name may be called so, by a title and one word."""
    titled = bool(other.forms) and all(form.title and len(form.tokens) == 1 for form in other.forms)
    first = bool(figure.forms) and not any(form.title or len(form.tokens) > 1 for form in figure.forms)
    return titled and first and figure.may_be(other.gender)


def _is_talk(dialogue: Dialogue, run: Sequence[Turn], pair: Pair) -> bool:
    """Tell whether persons talk with each other: those with full names only where one asks and is answered."""
    speakers = [figure for figure in pair if figure is not None]
    if not all(map(is_person, speakers)):
        return False
    reading, words = dialogue.index.reading, dialogue.words
    answered = (asks(reading, words[turn.numbers[-1]]) for turn in run[:-1])
    return not any(map(has_full_name, speakers)) or any(answered)


def _is_gainsaid(dialogue: Dialogue, run: Sequence[Turn], pair: Pair) -> bool:
    """Tell whether words speak of, or a pronoun beside them cannot mean, whoever is to say them."""
    spoken_of, genders = dialogue.spoken_of, dialogue.genders
    return any(f.number in spoken_of[n] or not f.may_be(genders[n]) for n, f in _shared_out(run, pair))


def _is_open(dialogue: Dialogue, number: int, answer: Answer | None, speaker: Figure) -> bool:
    """Tell whether a quotation has no speaker, or a guessed one; a pronoun's that is known is left.

    Somebody without a name takes it only from who has no full name, as in a story: from Leo, *Leo's mother* does.
    """
    subject = dialogue.subjects[number]
    if answer is None or not answer.figures:
        return subject is None or dialogue.genders[number] is not None
    told = subject is not None or answer.rule not in GUESSED
    known = any(r.figure is speaker for r in answer.ranked) and not has_full_name(answer.figures[0])
    return not told and (speaker.is_named or known)
