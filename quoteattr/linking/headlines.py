"""Headlines, which name who says something without a verb: before a colon, or behind a colon or a dash.

    Rooney: I want to stay at United
    ‘I was terrified’: woman on escape from flood
    Police: Gunman acted alone
    Rates may rise again in May: RBA governor
    Iran seized tanker in Gulf – US officials
    ‘I slept on the roof’ – flood survivor Ana Lee
    ‘We slept on the roof’ – flood survivors demand inquiry

A headline is the first paragraph of its text, short and without a full stop; only words in marks are so attributed
further down, too (`layout`).  Rubrics have colons as well (“Brexit: What we know”, “How to cook rice: a guide”), so
what follows a label is speech if it says “I” or “we”, and what stands behind a colon or a dash is a source if
it ends in a role or a kind of report, or in a name behind one, and a clause or marked words stand before it.

Limits: a clause is known by an auxiliary or a verb in “-ed”.
"""

import itertools
from collections.abc import Sequence
from typing import Final

import regex

from quoteattr.finding.mentions_words import CLOSED, SPEAKING_MANY, Role, role_of
from quoteattr.linking.attribution import Attribution, by_layout, overlap
from quoteattr.linking.labels import front, is_label, names_speaker
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import AUXILIARIES, PREPOSITIONS, RELATIVES, SUBORDINATORS
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading

MARKS: Final = "\"“”'‘’"
LONGEST: Final = 160  # characters of a headline
CLAUSE: Final = 4  # words of what a source behind it says, at least
SOURCE: Final = 4  # words of that source, at most
CONFIDENCE: Final = 0.7
_BEFORE: Final = regex.compile(r"(?P<who>\p{Lu}[^:\n\"“”‘?!.,]{1,40}?)\s?:\s(?!['‘])(?P<said>[^:\n\"“”‘]+)$")
_BEHIND: Final = regex.compile(r"(?P<said>[^\n:]{10,140}?)(?::|\s[–—-])\s(?P<who>[^\n:;,.!?\"“”‘’]{3,40})$")
_FIRST_PERSON: Final = regex.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Ww]e['’]\w+|[Oo]ur|us|me)\b")
_OPENS_AS_I: Final = regex.compile(r"(?:I|My|We|Our)\b")
POLICE: Final = frozenset(["police", "prosecutors", "sources"])
_RUBRIC: Final = SUBORDINATORS | RELATIVES


def headline(reading: Reading, outer: Outermost) -> list[Attribution]:
    """Return what a text's headline says somebody says, where no verb tells."""
    if not reading.paragraphs:
        return []
    start, end = reading.paragraphs[0].start, min(reading.paragraphs[0].end, reading.paragraphs[0].start + LONGEST + 1)
    text = reading.folded[start:end]
    if (
        len(text) > LONGEST
        or text[-1] in '.!”"'
        or not (":" in text or " – " in text or " — " in text or " - " in text)
    ):
        return []
    if (before := _BEFORE.match(text)) and _speaks(before["who"], before["said"]):
        return [_attribution(before, start, (_span(before, "said", start),), laid_out=True)]
    if before and _is_witness(before["who"]) and _is_clause(before["said"]):
        return [_attribution(before, start, (), laid_out=False)]
    if (behind := _BEHIND.match(text)) and (who := _source(behind["said"], behind["who"])):
        verbatim = outer.verbatim((_span(behind, "said", start),))
        return [_attribution(behind, start, verbatim, laid_out=False, size=len(who))]
    return []


def _source(said: str, who: str) -> str:
    """Return what of the words behind a colon or dash says what stands before, "" if nothing does.

    Behind marked words it may be all but what it does: “‘C’ – flood survivors | demand inquiry”.
    """
    doing = who[front(who) :].split()
    acts = len(doing) > 1 and doing[0].islower() and doing[0] not in PREPOSITIONS and doing[0] not in CLOSED
    if acts and said[0] in MARKS and said[-1] in MARKS and front(who):
        return who[: front(who)]
    return who if _is_source(who) and _is_said(said, who) else ""


def _speaks(who: str, said: str) -> bool:
    """Tell whether a label is a speaker's by what it says: “I”, or of an unknown name first of all “I”."""
    speaker = names_speaker(who)
    says = _OPENS_AS_I.match(said) if speaker is None else _FIRST_PERSON.search(said)
    return (
        speaker is not False and is_label(who) and says is not None and said.lower().split(maxsplit=1)[0] not in _RUBRIC
    )


def _is_witness(who: str) -> bool:
    """Tell whether a label is a noun for somebody who tells what happened: “Police”, “Official”, “AP source”."""
    words = who.lower().split()
    role = role_of(words[-1])
    one = role is not None and role[0] is SpeakerKind.PERSON
    return len(words) <= SOURCE and (one or words[-1] in SPEAKING_MANY | POLICE)


def _is_source(who: str) -> bool:
    """Tell whether words are a role or a kind of report: “RBA governor”, “study”, “survivor of market fire”."""
    words = list(itertools.takewhile(lambda word: word not in PREPOSITIONS, who.split()))
    return 0 < len(words) <= SOURCE and CLOSED.isdisjoint(words) and _role_in(words) is not None


def _role_in(words: Sequence[str]) -> Role | None:
    """Return the role that words close with, or that leads to a name: “flood *survivor* Nela Braun”."""
    end = len(words)
    while end > 1 and words[end - 1][0].isupper():
        end -= 1
    return role_of(words[-1].lower()) or role_of(words[end - 1].lower())


def _is_said(said: str, who: str) -> bool:
    """Tell whether somebody may say it: a clause, or what ends in marks, if that is no document."""
    role = _role_in(who.split())
    return _is_clause(said) or (said[-1] in MARKS and role is not None and role[0] is not SpeakerKind.DOCUMENT)


def _is_clause(said: str) -> bool:
    words = [word.strip(MARKS) for word in said.lower().split()]
    verb = any(word in AUXILIARIES or (word.endswith("ed") and len(word) > SOURCE) for word in words[1:])
    return len(words) >= CLAUSE and verb and words[0] not in _RUBRIC


def _span(match: "regex.Match[str]", group: str, start: int) -> Span:
    return Span(start + match.start(group), start + match.end(group))


def _attribution(
    match: "regex.Match[str]", start: int, verbatim: tuple[Span, ...], *, laid_out: bool, size: int = LONGEST
) -> Attribution:
    content, source = _span(match, "said", start), _span(match, "who", start)
    source = Span(source.start, min(source.end, source.start + size))
    return by_layout(content, verbatim, source, rule="label", confidence=CONFIDENCE, laid_out=laid_out)


def beside(told: list[Attribution], titles: list[Attribution]) -> list[Attribution]:
    """Return the reports without those that take the name in a headline for something else."""
    if not titles:
        return told
    names = [span for title in titles for span in title.source]
    return [a for a in told if not any(overlap(s, names) for s in (*a.content, *a.source, *a.cue_spans))]
