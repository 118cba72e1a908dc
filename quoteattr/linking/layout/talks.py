"""What labelled paragraphs are turns of a talk: a transcript, an interview, a play, a chat, and no list or form.

A list, a form, a recipe has labels too.  So nothing is a turn unless the text has several of them, most of them under
labels that may be speakers' (`labels`), or under labels that take turns, and most of what they say sounds spoken: it
asks, answers, cries, or has words for those who talk with each other (“I”, “you”, “please”).

Where all labels are speakers' or in capitals and all turns are sentences, half of them need to sound spoken; and none
where somebody comes back after another, in full or by surname (“KIM REED, BYLINE”, “JIM POE”, “REED”).

Lines that set the stage (“SOUND: Rain.”, “Date: 4 May”) stand in talks and are none of their turns.

Limits: a sentence is told by its last character.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from quoteattr.models import Span

TURNS: Final = 2  # labelled paragraphs that a text must have for any to count
LETTERS: Final = frozenset("QA")
OPENING: Final = frozenset('"“')  # a transcript quoted as a whole opens each turn with a mark
RANK: Final = r"(?:M(?:r|rs|s)\.|Dr\.|The)\s"
STAGE: Final = frozenset(  # labels of lines in scripts, minutes and transcripts that nobody speaks
    "sound sounds sfx fx music song effect effects lights lighting setting set scene place time date present absent "
    "apologies attendees cast characters location venue props costume costumes curtain action int ext".split()
)
_RANKED: Final = regex.compile("^" + RANK)
_SPOKEN: Final = regex.compile(
    r"[?!][\"”]?$ | \b(?: I | me | [Mm]y | [Ww]e | us | [Oo]ur | [Yy]ou | [Yy]our | [Yy]es | No(?=[,.]) | [Pp]lease "
    r"| [Tt]hanks? | [Ss]ir | [Mm]adam | [Oo]k(?:ay)? | OK | [Oo]h | [Hh]ello | Sorry | Welcome | Let's "
    r"| Good(?=\s(?:morning|afternoon|evening|night)) )\b",
    regex.VERBOSE,
)


class Turn(NamedTuple):
    """A labelled paragraph: the words of its label, who they say speaks, what is said, and how far it is speech.

    speaker: whether the label names one (None: it may be); spoken: whether what is said sounds so; asks: it asks;
    closed: it ends as a sentence does.
    """

    label: str
    source: Span
    content: Span
    speaker: bool | None
    spoken: bool
    asks: bool
    closed: bool


def sounds_spoken(text: str, said: Span) -> bool:
    """Tell whether words ask, answer, cry, or have words for those who talk with each other."""
    return _SPOKEN.search(text, said.start, said.end) is not None


def turns_of_talk(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Yield those of the labelled paragraphs of a text that are turns of a talk."""
    turns = [turn for turn in turns if turn.asks or not _sets_stage(turn.label)]
    if len(turns) < TURNS:
        return
    often = Counter(turn.label for turn in turns)
    capitals = sum(map(is_capital, often)) >= TURNS
    talk = len(often) > 1 and _is_talk(turns, often)
    yield from (t for t in turns if t.label in LETTERS or (talk and _counts(t, often, capitals)))


def _sets_stage(label: str) -> bool:
    """Tell whether a label is one of lines that nobody speaks: “SOUND”, “Date”, “SCENE 2”."""
    words = label.casefold().rstrip("0123456789 .").split()
    return all(map(STAGE.__contains__, words))


def _is_talk(turns: Sequence[Turn], often: Mapping[str, int]) -> bool:
    """Tell whether enough turns sound spoken, and half of the labels may be speakers' or two take turns."""
    spoken = sum(turn.spoken for turn in turns) + sum(one.asks and not other.spoken for one, other in pairwise(turns))
    sure = all(map(_is_sure, turns))
    if spoken * 2 < len(turns) + (not sure):
        return _comes_again(turns, sure=sure)
    named = sum(_is_voice(turn, often) for turn in turns)
    open_ = spoken >= len(turns) and all(turn.closed and turn.speaker is not False for turn in turns)
    return named * 2 >= len(turns) or open_ or _is_interview(turns, often)


def _is_sure(turn: Turn) -> bool:
    """Tell whether a turn is a sentence under the label of a speaker, or in capitals under one that may be."""
    return turn.closed and (turn.speaker or (turn.speaker is None and is_capital(turn.label)))


def _voices(turns: Sequence[Turn]) -> list[str]:
    """Return whose turns they are: labels, of those that are a surname of a full one before, the full one."""
    voices: list[str] = []
    surnames: dict[str, str] = {}
    for turn in turns:
        name = turn.label.partition(",")[0].casefold()
        voices.append(surnames.get(name, name))
        if turn.speaker and " " in name:
            surnames.setdefault(name.split()[-1], name)
    return voices


def _comes_again(turns: Sequence[Turn], *, sure: bool) -> bool:
    """Tell whether a speaker comes back after another; of labels that are not sure, one in capitals by surname."""
    voices = _voices(turns)
    if sure:
        return len(set(voices)) < len(voices) and all(one != other for one, other in pairwise(voices))
    return any(is_capital(t.label) and " " not in t.label and " " in v for v, t in zip(voices, turns, strict=True))


def _is_voice(turn: Turn, often: Mapping[str, int]) -> bool:
    """Tell whether a label names a speaker, by its words or, if they are in no list, as a surname comes again."""
    return turn.speaker or (turn.speaker is None and (often[turn.label] > 1 or is_capital(turn.label)))


def _is_interview(turns: Sequence[Turn], often: Mapping[str, int]) -> bool:
    """Tell whether two labels take turns, and one of them asks."""
    parted = all(one.label != other.label for one, other in pairwise(turns))
    return len(often) == 2 and parted and min(often.values()) > 1 and any(turn.asks for turn in turns)


def _counts(turn: Turn, often: Mapping[str, int], capitals: bool) -> bool:
    """Tell whether a labelled paragraph of a conversation is a turn of it; `capitals` is how the text sets labels."""
    if capitals:
        return is_capital(turn.label) or (turn.speaker is True and " " in turn.label)
    return turn.speaker is not False or often[turn.label] > 1


def is_capital(label: str) -> bool:
    """Tell whether a label is set in capitals: “PENCE”, “Mr. PENCE”, “Ann Lee, CNB ANCHOR”."""
    letters = label.partition(", ")[2] or _RANKED.sub("", label)
    return letters.isupper() and len(letters) > 1
