"""Turns under speakers' labels: transcripts, interviews, parliaments, courts, plays and chats.

    PENCE: We will.                  a label, then all of its paragraph   (interviews: Q. … A. …)
    Mr. PENCE. We will.              the same in the record of a parliament or court
    Mr. Hale (Hull) (Lab): No.       with a constituency, a party, a time, a stage direction
    REP. ADA COLE (D), TEXAS: No.    with a party and a state, a committee, an office
    The Minister (Deputy Hale): No.  an office and who holds it: the name is the source
    [21:04] Priya: late, sorry       with a time before it;  **Priya:** in bold;  <priya> or @priya: in a chat
    ROSA. Where is he?               in a play

A list, a form, a recipe has labels too.  So nothing is a turn unless the text has several of them, most of them under
labels that may be speakers' (`labels`), or under labels that take turns, and most of what they say sounds spoken: it
asks, answers, cries, or has words for those who talk with each other (“I”, “you”, “please”).

All of such a content counts as verbatim, since the layout does the work of marks.

Limits: a label stands on the first line of its turn, and a turn ends with its paragraph.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from quoteattr.linking.attribution import Attribution, by_layout
from quoteattr.linking.labels import is_full_name, is_label, is_office, is_titled, names_speaker
from quoteattr.models import Span
from quoteattr.reading import Paragraph, Reading

_BRACKETS: Final = r"(?: \s? [(\[] (?P<held> [^()\[\]\n]{1,60} ) [)\]] ){0,3}"
_OFFICE: Final = (
    r"(?: (?<=[)\]]) , \s \p{Lu} [^:\n\"“”«»?!()\[\]*<>]{1,60}? )?"  # behind a party: “REP. COLE (D), TEXAS”
)
LABEL: Final = regex.compile(
    rf"""
    (?P<bold> \*\*|__ )?
    (?P<who> \p{{Lu}} [^:\n"“”«»?!()\[\]*<>]{{0,90}}? )
    {_BRACKETS} {_OFFICE}
    (?(bold) (?: \*\*|__ )? : (?: \*\*|__ )? | \s? : ) (?= \s )
    """,
    regex.VERBOSE,
)
TIME: Final = regex.compile(
    r"[\[(]? (?: [\d/.-]{6,10} ,? \s )? \d{1,2} : \d\d (?: : \d\d )? (?: \s? [AaPp]\.?[Mm]\b\.? )? [\])]?"
    r"(?: \s [-–] )? \s+",
    regex.VERBOSE,
)
LETTER: Final = regex.compile(r"(?P<who>[QA])\s?[.:]\s")
_RANK: Final = r"(?:M(?:r|rs|s)\.|Dr\.|The)\s"
RANK: Final = regex.compile("^" + _RANK)
RECORD: Final = regex.compile(rf"(?P<who>{_RANK}\p{{Lu}}[\p{{Lu}} '’-]{{1,60}})\.\s")  # of a parliament
_TITLES: Final = r"(?<!\b(?:M|MR|MRS|MS|DR|REV|ST|PROF|CAPT|COL|GEN|GOV|HON|SEN|REP))"
_DIRECTION: Final = r"(?:\s[\[(][^\])\n]{1,60}[\])])?"
PART: Final = regex.compile(  # of a play
    rf"(?P<who>\p{{Lu}}[\p{{Lu}} '’-]{{1,40}}){_TITLES}{_DIRECTION}\.(?:\s|--|—)(?=[^\n]{{2}})"
)
NICK: Final = regex.compile(r"<[@+~ ]?(?P<who>[\w|^`{}\[\]\\-]{1,30})>\s|@(?P<who>\w{2,30}):\s")  # of a chat
MARKUP: Final = frozenset(
    "a b i u p q s br hr li ol ul td th tr h1 h2 h3 h4 em div img pre sub sup span code html".split()
)
OPENING: Final = frozenset('"“')  # a transcript quoted as a whole opens each turn with a mark
LETTERS: Final = frozenset("QA")
REACH: Final = 160  # characters from the beginning of a paragraph in which its label ends
ENDS: Final = frozenset('.?!”"')
TURNS: Final = 2  # labelled paragraphs that a text must have for any to count
_SPOKEN: Final = regex.compile(
    r"[?!][\"”]?$ | \b(?: I | me | [Mm]y | [Ww]e | us | [Oo]ur | [Yy]ou | [Yy]our | [Yy]es | No(?=[,.]) | [Pp]lease "
    r"| [Tt]hanks? | [Ss]ir | [Mm]adam | [Oo]k(?:ay)? | OK | [Oo]h | [Hh]ello )\b",
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


def labelled(reading: Reading) -> list[Attribution]:
    """Return the paragraphs that begin with a speaker's label, each as one quotation."""
    turns = [turn for p in reading.paragraphs if (turn := _turn(reading.folded, p))]
    if len(turns) < TURNS:
        return []
    often = Counter(turn.label for turn in turns)
    capitals = sum(map(_is_capital, often)) >= TURNS
    talk = len(often) > 1 and _is_talk(turns, often)
    return [_attribution(t) for t in turns if t.label in LETTERS or (talk and _counts(t, often, capitals))]


def _turn(text: str, paragraph: Paragraph) -> Turn | None:
    """Return a paragraph as a turn, if it begins with a label."""
    start = paragraph.start + (text[paragraph.start] in OPENING)
    match = _label(text, start, paragraph.end)
    if match is None or match.end() >= paragraph.end:
        return None
    label, source = match["who"].strip(), _source(match)
    if not (label in LETTERS or _is_capital(label) or match.re is NICK or is_label(label)):
        return None
    said = Span(match.end() + text[match.end()].isspace(), paragraph.end)
    if text[said.start] in OPENING and not _is_capital(label):  # “Ann Lee, a nurse: “No.””: marks do the work
        return None
    asks = text[said.start : said.end].rstrip('"” ').endswith("?")
    speaker = label in LETTERS or match.re is NICK or names_speaker(label)
    closed = text[said.end - 1] in ENDS
    timed = match.start() > start and (speaker is True or (speaker is None and text[start] == "["))  # as in chats
    sure = match.re in {NICK, RECORD} or timed or (closed and is_titled(label))
    return Turn(label, source, said, speaker, sure or bool(_SPOKEN.search(text, said.start, said.end)), asks, closed)


def _label(text: str, start: int, end: int) -> "regex.Match[str] | None":
    """Return the label that a paragraph begins with."""
    first = text[start : start + 1]
    if first in {"<", "@"}:
        return _nick(text, start, end)
    forms: tuple[regex.Pattern[str], ...] = (PART,) if text[start : start + 3].isupper() else ()
    if text.find(":", start, min(end, start + REACH)) >= 0:
        time = TIME.match(text, start, end) if first in {"[", "("} or first.isdigit() else None
        start, forms = time.end() if time else start, (LETTER, RECORD, LABEL, *forms)
        if time and text[start : start + 1] == "<":
            return _nick(text, start, end)
    elif first in {"Q", "A", "M", "D", "T"}:
        forms = (LETTER, RECORD, *forms)
    return next(filter(None, (form.match(text, start, end) for form in forms)), None)


def _nick(text: str, start: int, end: int) -> "regex.Match[str] | None":
    match = NICK.match(text, start, end)
    return match if match and match["who"].lower() not in MARKUP else None


def _source(match: "regex.Match[str]") -> Span:
    """Return where a label names who speaks: the name in brackets behind an office (“The Minister (Ann Lee)”)."""
    if match.re is LABEL and is_office(match["who"]):
        for start, end in match.spans("held"):
            if is_full_name(match.string[start:end]):
                return Span(start, end)
    return Span(match.start("who"), match.start("who") + len(match["who"].rstrip()))


def _attribution(turn: Turn) -> Attribution:
    said = turn.content
    return by_layout(said, (said,), turn.source, rule="label", confidence=0.85, laid_out=True)


def apart(reading: Reading, told: list[Attribution], turns: Sequence[Attribution]) -> list[Attribution]:
    """Return the reports without those that take a turn's label for their own: “**Ann: Thank** you for coming.”."""
    begins = {reading.paragraph_of(reading.token_from(t.content[0].start)): t.content[0].start for t in turns}
    return [a for a in told if not _in_label(reading, a, begins)] if begins else told


def _in_label(reading: Reading, a: Attribution, begins: Mapping[int, int]) -> bool:
    first = min(span.start for span in (*a.cue_spans, *a.source, *a.content))
    return first < begins.get(reading.paragraph_of(reading.token_from(first)), 0)


# --- what is a conversation ---------------------------------------------------------------------


def _is_talk(turns: Sequence[Turn], often: Mapping[str, int]) -> bool:
    """Tell whether half of the turns sound spoken, and half of the labels may be speakers' or two take turns.

    Of labels that are not all speakers', or turns that are no sentences, more than half must sound spoken; of those
    that are, none need to if one label comes back after another, or a full name by surname, nor of names in capitals.
    """
    spoken = sum(turn.spoken for turn in turns) + sum(one.asks and not other.spoken for one, other in pairwise(turns))
    sure = all(turn.speaker and turn.closed for turn in turns)
    if spoken * 2 < len(turns) + (not sure):
        sure = sure or all(_is_capital(turn.label) and turn.speaker is not False and turn.closed for turn in turns)
        return (sure and _are_parted(turns) and len(often) < len(turns)) or any(map(_comes_again, turns, turns[1:]))
    named = sum(_is_voice(turn, often) for turn in turns)
    return named * 2 >= len(turns) or _is_interview(turns, often)


def _comes_again(one: Turn, other: Turn) -> bool:
    """Tell whether a label names a speaker in full and the next one by surname: “Laura Mendez, HOST”, “MENDEZ”."""
    names = one.label.partition(",")[0].casefold().split()
    return one.speaker is True and len(names) > 1 and other.label.casefold() == names[-1]


def _is_voice(turn: Turn, often: Mapping[str, int]) -> bool:
    """Tell whether a label names a speaker, by its words or, if they are in no list, as a surname comes again."""
    return turn.speaker or (turn.speaker is None and (often[turn.label] > 1 or _is_capital(turn.label)))


def _is_interview(turns: Sequence[Turn], often: Mapping[str, int]) -> bool:
    """Tell whether two labels take turns, and one of them asks."""
    return len(often) == 2 and _are_parted(turns) and min(often.values()) > 1 and any(turn.asks for turn in turns)


def _are_parted(turns: Sequence[Turn]) -> bool:
    """Tell whether no label has two turns running."""
    return all(one.label != other.label for one, other in pairwise(turns))


def _counts(turn: Turn, often: Mapping[str, int], capitals: bool) -> bool:
    """Tell whether a labelled paragraph of a conversation is a turn of it; `capitals` is how the text sets labels."""
    if capitals:
        return _is_capital(turn.label) or (turn.speaker is True and " " in turn.label)
    return turn.speaker is not False or often[turn.label] > 1


def _is_capital(label: str) -> bool:
    """Tell whether a label is set in capitals: “PENCE”, “Mr. PENCE”, “Ann Lee, CNB ANCHOR”."""
    letters = label.partition(", ")[2] or RANK.sub("", label)
    return letters.isupper() and len(letters) > 1
