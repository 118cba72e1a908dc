"""Turns under speakers' labels: transcripts, interviews, parliaments, courts, plays and chats.

    PENCE: We will.                  a label, then all of its paragraph   (interviews: Q. … A. …)
    Mr. PENCE. We will.              the same in the record of a parliament or court
    Mr. Hale (Hull) (Lab): No.       with a constituency, a party, a time, a stage direction
    REP. ADA COLE (D), TEXAS: No.    with a party and a state, a committee, an office
    The Minister (Deputy Hale): No.  an office and who holds it: the name is the source
    [21:04] priya: late, sorry       with a time before it;  **Priya:** in bold;  <priya> or @priya: in a chat
    [Priya, softly] Who is it?       in captions;  [PRIYA]: as well, <v Priya>;  Priya (softly): with the manner
    Priya (21:04): late, sorry       with a time behind it, also on a line of its own above the turn
    ROSA. Where is he?               in a play;  _Rosa._ in italics;  **ROSA.** in bold
    ROSA (CONT'D)                    in a screenplay, above what she says

A list, a form, a recipe has labels too: which labelled paragraphs are turns, all of them decide together (`talks`).

All of such a content counts as verbatim, since the layout does the work of marks.

A turn ends with its paragraph; a few paragraphs without a label before somebody else's turn carry it on, unless they
ask, as those do whose label was lost.  A stage direction before the words is no part of them.

Limits: what follows the last turn is none of it; labels in small letters need a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import regex

from quoteattr.finding.words import is_common
from quoteattr.linking.attribution import Attribution, Told, by_layout
from quoteattr.linking.layout.labels import is_full_name, is_label, is_numbered, is_office, is_titled, names_speaker
from quoteattr.linking.layout.talks import LETTERS, OPENING, RANK, TURNS, Turn, is_capital, sounds_spoken, turns_of_talk
from quoteattr.models import Span
from quoteattr.reading import Paragraph, Reading

_CLOCK: Final = r"\d{1,2} : \d\d (?: : \d\d )? (?: \s? [AaPp]\.?[Mm]\b\.? )?"
_BRACKETS: Final = rf"(?: \s? [(\[] (?: (?P<time> {_CLOCK} ) | (?P<held> [^()\[\]\n]{{1,60}} ) ) [)\]] ){{0,3}}"
_OFFICE: Final = (
    r"(?: (?<=[)\]]) , \s \p{Lu} [^:\n\"“”«»?!()\[\]*<>]{1,60}? )?"  # behind a party: “REP. COLE (D), TEXAS”
)
LABEL: Final = regex.compile(
    rf"""
    (?P<slant> \*{{1,3}} | _{{1,3}} )?
    (?P<who> (?: \d (?:ST|ND|RD|TH) \s )? \p{{Lu}} [^:\n"“”«»?!()\[\]*<>]{{0,90}}? )
    (?(slant) [*_]{{0,3}} ) {_BRACKETS} {_OFFICE} (?: , \s (?P<time> {_CLOCK} ) )?
    (?(slant) [*_]{{0,3}} : [*_]{{0,3}} | \s? : ) (?= \s | $ )
    """,
    regex.VERBOSE,
)
CLOCKED: Final = regex.compile(
    rf"(?P<who> \p{{L}} [\w.-]{{1,29}} ) \s? [(\[] (?P<time> {_CLOCK} ) [)\]] : \s", regex.VERBOSE
)
TIME: Final = regex.compile(rf"[\[(]? (?: [\d/.-]{{3,10}} ,? \s )? {_CLOCK} [\])]? (?: \s [-–] )? \s+", regex.VERBOSE)
HEAD: Final = regex.compile(  # on a line of its own
    rf"(?P<who> \p{{Lu}} [\p{{L}}\p{{N}} .'’_-]{{1,40}}? ) [ ]{{1,9}} [(\[]? (?P<time> {_CLOCK} ) [)\]]? [ ]* $",
    regex.VERBOSE | regex.MULTILINE,
)
BOXED: Final = regex.compile(r"\[(?P<who>\p{Lu}[^\[\]():\n]{1,40})\]:\s+(?=\S)")  # of subtitles
LETTER: Final = regex.compile(r"(?P<who>[QA])\s?[.:]\s")
HANDLE: Final = regex.compile(r"(?P<who>\p{Ll}[\w.-]{1,29}):\s")  # of a chat, behind a time in brackets
RECORD: Final = regex.compile(rf"(?P<who>{RANK}\p{{Lu}}[\p{{Lu}} '’-]{{1,60}})\.\s")  # of a parliament
_TITLES: Final = r"(?<!\b(?:M|MR|MRS|MS|DR|REV|ST|PROF|CAPT|COL|GEN|GOV|HON|SEN|REP))"
_DIRECTION: Final = r"(?:\s[\[(][^\])\n]{1,60}[\])])?"
PART: Final = regex.compile(  # of a play
    rf"(?P<slant>\*{{1,3}}|_{{1,3}})?(?P<who>(?:(?:MRS?|MS|DR|REV|CAPT)\. )?"
    rf"\p{{Lu}}[\p{{Lu}} '’-]{{1,40}}){_TITLES}{_DIRECTION}"
    r"\.(?(slant)[*_]{1,3})(?:\s|--|—)(?=[^\n]{2})"
)
SLANTED: Final = regex.compile(
    r"(?P<who>\p{Lu}[\p{L} '’-]{1,40})[ ]?\.\s+(?=\S)"
)  # of a play, behind a sign of italics
DIRECTION: Final = regex.compile(r"[(\[][^()\[\]\n]{1,60}[)\]]\s+(?=\S)")  # before the words of a turn
SCRIPT: Final = 4  # paragraphs of a screenplay for each name, at most
NAME: Final = 50  # characters of a name on a line of its own
NAMED: Final = regex.compile(
    r"(?!(?:INT|EXT|FADE|CUT|SCENE|ACT)\b)(?P<who>\p{Lu}[\p{Lu} .'’-]{1,30})(?: [(\[][^()\[\]\n]{1,20}[)\]])?"
)  # of a screenplay
NICK: Final = regex.compile(  # of a chat, or a voice in captions
    r"<[@+~ ]?(?P<who>[\w|^`{}\[\]\\-]{1,30})>\s|@(?P<who>\w{2,30}):\s|<v(?:\.[\w.-]{1,30})?\s(?P<who>[^<>\n]{1,40})>"
)
VOICE_ENDS: Final = "</v>"
BRACKET: Final = regex.compile(  # of captions and scripts, with the manner
    r"\[(?P<who>\p{Lu}[\p{L} .'’-]{1,40})(?:, \p{Ll}[\p{L} '’-]{1,40})?\](?P<colon>:)?\s(?=\S)"
)
_CHAT: Final = frozenset([NICK, CLOCKED, HANDLE])  # what stands before speech whatever its words
MARKUP: Final = frozenset(
    "a b i u p q s br hr li ol ul td th tr h1 h2 h3 h4 em div img pre sub sup span code html".split()
)
BRACKETS: Final = frozenset("([")  # a stage direction between turns opens with one
BETWEEN: Final = 4  # paragraphs from a turn to the next one, where those between them carry on the first
CAPTION: Final = 3  # characters of the sign before a change of speakers in captions
INTRODUCTION: Final = 200  # tokens before the first turn that may name those who talk
REACH: Final = 160  # characters from the beginning of a paragraph in which its label ends
ENDS: Final = frozenset('.?!”"—…)')  # of a sentence, of one that breaks off, of a stage direction


def labelled(reading: Reading) -> list[Attribution]:
    """Return the paragraphs that begin with a speaker's label, each as one quotation."""
    turns = [turn for i, paragraph in enumerate(reading.paragraphs) if (turn := _turn(reading, i, paragraph))]
    talk = list(turns_of_talk(_introduced(reading, turns)))
    if not talk:
        return [_attribution(turn, turn.content) for turn in _screenplay(reading)]
    return [*(_attribution(turn, turn.content) for turn in talk), *_continued(reading, talk)]


def _introduced(reading: Reading, turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns, under a speaker's label those of a surname that the words before them have in full.

    “Fiona *Marr* spoke to Pelle *Lund*. | Marr: How is the shoulder?”
    """
    if len(turns) < TURNS or all(turn.speaker is not None for turn in turns):
        return turns
    end = reading.token_from(turns[0].source.start)
    words = reading.words[max(0, end - INTRODUCTION) : end]
    full = {last.casefold() for first, last in pairwise(words) if first[0].isupper() and last[0].isupper()}
    named = {turn.label for turn in turns if turn.speaker is None and turn.label.casefold() in full}
    return [turn._replace(speaker=True) if turn.label in named else turn for turn in turns] if named else turns


def _screenplay(reading: Reading) -> list[Turn]:
    """Return the turns of a text of which a fourth are names in capitals, each on a line of its own before its turn."""
    text, paragraphs = reading.folded, reading.paragraphs
    short = [i for i, (start, end, *_) in enumerate(paragraphs) if end - start < NAME]
    heads = [i for i in short if NAMED.fullmatch(text, paragraphs[i].start, paragraphs[i].end)]
    if len(heads) < TURNS or len(heads) * SCRIPT < len(paragraphs):
        return []
    turns = [turn for i in heads if (turn := _below(reading, i))]
    return list(turns_of_talk(turns)) if all(turn.speaker is not False for turn in turns) else []


def _below(reading: Reading, i: int) -> Turn | None:
    """Return the paragraph below a name as its turn; a stage direction may stand between them."""
    text = reading.folded
    below = next((p for p in reading.paragraphs[i + 1 : i + 3] if text[p.start] not in BRACKETS), None)
    if below is None or NAMED.fullmatch(text, below.start, below.end) or "“" in text[below.start : below.end]:
        return None
    match = NAMED.match(text, reading.paragraphs[i].start)
    assert match is not None
    label, said = match["who"].strip(), Span(below.start, below.end)
    asks, closed = text[said.end - 1] == "?", text[said.end - 1] in ENDS
    return Turn(label, _source(match), said, names_speaker(label), sounds_spoken(text, said), asks, closed)


def _continued(reading: Reading, talk: Sequence[Turn]) -> Iterator[Attribution]:
    """Yield the few paragraphs without a label between two turns, which carry on the first of them."""
    for one, other in pairwise(talk):
        first, last = (reading.paragraph_of(reading.token_from(at)) for at in (one.content.end - 1, other.source.start))
        between = [p for p in reading.paragraphs[first + 1 : last] if reading.text[p.start] not in BRACKETS]
        known = one.label != other.label and (len(talk) > TURNS or is_capital(one.label))
        if len(between) > 0 and last - first <= BETWEEN and known and all(_goes_on(reading, p) for p in between):
            yield from (_attribution(one, Span(p.start, p.end)) for p in between)


def _goes_on(reading: Reading, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is sentences without a label or marks, and asks nothing."""
    text, (start, end, *_) = reading.folded, paragraph
    return text[start].isalpha() and text[end - 1] in ENDS - OPENING - {"?"} and _label(reading, start, end) is None


def _turn(reading: Reading, i: int, paragraph: Paragraph) -> Turn | None:
    """Return paragraph i as a turn, if it begins with a label; with the one behind it, if it is no more than that."""
    text = reading.folded
    start = paragraph.start + (text[paragraph.start] in OPENING)
    match = _label(reading, start, paragraph.end)
    if match is None:
        return None
    label, source = match["who"].strip(), _source(match)
    if not (label in LETTERS or is_capital(label) or match.re in _CHAT or is_label(label)):
        return None
    said = _said(reading, match, i)
    if said is None or (text[said.start] in OPENING and not is_capital(label)):  # “Ann Lee: “No.””: marks do the work
        return None
    speaker = label in LETTERS or match.re in _CHAT or names_speaker(label)
    if match.re is BRACKET and not (speaker or (speaker is None and match["colon"])):
        return None  # “[Music] Welcome.”
    asks, closed = text[said.start : said.end].rstrip('"” ').endswith("?"), text[said.end - 1] in ENDS
    sure = _is_sure(reading, match, start, speaker) or (closed and (is_titled(label) or _is_billed(label, speaker)))
    return Turn(label, source, said, speaker, sure or sounds_spoken(text, said), asks, closed)


def _said(reading: Reading, match: "regex.Match[str]", i: int) -> Span | None:
    """Return what a label of paragraph i says, without a stage direction before it: words behind it or the next one."""
    text, end = reading.folded, reading.paragraphs[i].end
    start = end - len(text[match.end() : end].lstrip())
    if start >= end:
        if i + 1 == len(reading.paragraphs):
            return None
        start, end, *_ = reading.paragraphs[i + 1]
        if _label(reading, start, end):
            return None
    end -= len(VOICE_ENDS) * text.endswith(VOICE_ENDS, start, end)
    direction = DIRECTION.match(text, start, end)
    return Span(direction.end() if direction else start, end)


def _is_sure(reading: Reading, match: "regex.Match[str]", start: int, speaker: bool | None) -> bool:
    """Tell whether a label stands before speech by its form alone: with a time, as in chats and captions."""
    if match.re is RECORD or match.re in _CHAT:
        return True
    if match.start() > start:
        return speaker is True or (speaker is None and reading.folded[start] == "[")
    manner = match.re is LABEL and speaker is True and (match["held"] or "").islower()
    times = match.re is LABEL and match["time"] is not None
    return speaker is not False and (times or manner or reading.text[max(0, start - CAPTION) : start].strip() == ">>")


def _is_billed(label: str, speaker: bool | None) -> bool:
    """Tell whether a label has what only scripts give: “JIM POE, FARMER”, “THE CLERK”, “SECOND SERVANT”."""
    billed = ", " in label or label.startswith("THE ") or is_numbered(label)
    return billed and speaker is True and label.isupper()


def _label(reading: Reading, start: int, end: int) -> "regex.Match[str] | None":
    """Return the label that a paragraph begins with."""
    text = reading.folded
    first = text[start : start + 1]
    if first in {"<", "@"}:
        return _nick(text, start, end)
    capitals = text[start : start + 6].lstrip("*_")[:3].isupper()
    forms: tuple[regex.Pattern[str], ...] = (PART,) if capitals else ()
    if reading.text[max(0, start - 1) : start] == "_":
        forms = (SLANTED,)
    if first == "[" and text[start - 1 : start] not in OPENING and (match := BRACKET.match(text, start, end)):
        return match
    if text.find(":", start, min(end, start + REACH)) >= 0:
        time = TIME.match(text, start, end) if first in {"[", "("} or first.isdigit() else None
        start, forms = time.end() if time else start, (LETTER, RECORD, LABEL, CLOCKED, HEAD, *forms)
        if first == "[" and not time:
            return BOXED.match(text, start, end)
        if time and text[start : start + 1] == "<":
            return _nick(text, start, end)
        if time and first == "[" and (handle := HANDLE.match(text, start, end)):
            logged = time[0].count(":") > 1 or is_common(handle["who"])  # “[12:00:01] error: …”
            return None if logged else handle
    elif first in {"Q", "A", "M", "D", "T"}:
        forms = (LETTER, RECORD, *forms)
    if not forms:
        return None
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


def _attribution(turn: Turn, said: Span) -> Attribution:
    return by_layout(said, (said,), turn.source, rule="label", confidence=0.85, laid_out=True)


def apart(reading: Reading, told: list[Attribution], turns: Told) -> list[Attribution]:
    """Return the reports without those that take a turn's label for their own: “**Ann: Thank** you for coming.”."""
    begins = {reading.paragraph_of(reading.token_from(t.content[0].start)): t.content[0].start for t in turns}
    return [a for a in told if not _in_label(reading, a, begins)] if begins else told


def _in_label(reading: Reading, a: Attribution, begins: Mapping[int, int]) -> bool:
    first = min(span.start for span in (*a.cue_spans, *a.source, *a.content))
    return first < begins.get(reading.paragraph_of(reading.token_from(first)), 0)
