"""Headlines, which name who says something without a verb: before a colon, or behind a colon or a dash.

    Rooney: I want to stay at United
    ‘I was terrified’: woman on escape from flood
    Police: Gunman acted alone
    Rates may rise again in May: RBA governor
    Iran seized tanker in Gulf – US officials
    ‘I slept on the roof’ – flood survivor Ana Lee
    Tanker Was Seized in Gulf, Officials Say            (with a verb that has a capital, or that closes few words)
    ‘We slept on the roof’ – flood survivors demand inquiry

A headline is the first paragraph of its text, short and without a full stop; only words in marks are so attributed
further down, too (`lines`).  Rubrics have colons as well (“Brexit: What we know”, “How to cook rice: a guide”), so
what follows a label is speech if it says “I” or “we”, and what stands behind a colon or a dash is a source if
it ends in a role or a kind of report, or in a name behind one, or is a name that the text below has, and a clause or
marked words stand before it.

A clause is known by an auxiliary, a participle, “to”, “no” in front, or what the tagger takes for a verb (“Storm
*kills* six – police”, “Cases *rising* in Congo – WHO”).

Limits: what has no verb at all is no clause (“Rates safe for now: bank”).
"""

import itertools
from collections.abc import Sequence
from typing import Final

import attrs
import regex

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import CLOSED, SPEAKING_MANY, Role, kind_of_role, role_of
from quoteattr.linking.attribution import Attribution, Cues, by_layout, overlap
from quoteattr.linking.layout.labels import front, is_label, names_speaker
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import FINITE, TAG_ID
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, RELATIVES, SUBORDINATORS, capitals_from
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading

MARKS: Final = "\"“”'‘’"
LONGEST: Final = 160  # characters of a headline
CLAUSE: Final = 4  # words of what a source behind it says, at least
SOURCE: Final = 4  # words of that source, at most
CONFIDENCE: Final = 0.7
_BEFORE: Final = regex.compile(r"(?P<who>\p{Lu}[^:\n\"“”‘?!.,]{1,40}?)\s?:\s(?!['‘])(?P<said>[^:\n\"“”‘]+)$")
_BEHIND: Final = regex.compile(r"(?P<said>[^\n:]{10,140}?)(?::|\s[–—-])\s(?P<who>[^\n:;,.!?\"“”‘’]{2,40})$")
_WHO: Final = r"[^\n:;,.!?\"“”‘’]{3,40}?"
_TAGS: Final = [
    regex.compile(rf"(?P<said>[^\n]{{8,140}}),\s{tag}$")
    for tag in (rf"(?P<who>{_WHO})\s(?P<verb>\p{{L}}+)", rf"(?P<verb>\p{{L}}+)\s(?P<who>{_WHO})")
]
BELOW: Final = 2000  # tokens below a headline in which a name stands that it may have
_FIRST_PERSON: Final = regex.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Ww]e['’]\w+|[Oo]ur|us|me)\b")
_OPENS_AS_I: Final = regex.compile(r"(?:I|My|We|Our)\b")
POLICE: Final = frozenset(["police", "prosecutors", "sources"])
_FINDINGS: Final = frozenset("data poll report research study survey".split())  # documents that tell what is so
_LETTERS: Final = regex.compile(r"\p{Lu}{2,6}")  # of a body: “WHO”, “OECD”, or of an office: “PM”
_VERBS: Final = AUXILIARIES.union(  # what makes words of a headline a clause, besides what ends in “-ed”
    "begun bought brought built caught cut dead driven found given held hit hurt kept known laid left lost made met "
    "paid put seen sent set shot shut sold spent stolen struck taken told torn won wounded".split()
)
_RUBRIC: Final = SUBORDINATORS | RELATIVES
_MANY: Final = frozenset(map(TAG_ID.__getitem__, "NNS NNP NNPS CD".split()))
_GOING: Final = TAG_ID["VBG"]
_DENYING: Final = frozenset("no not nothing nobody never".split())  # what opens a statement that needs no verb
_FORMS: Final = frozenset("analysis obituary podcast review video".split())  # of articles, which tell what is read


def headline(reading: Reading, outer: Outermost) -> list[Attribution]:
    """Return what a text's headline says somebody says, where no verb tells."""
    text, start = _first_line(reading)
    if not (":" in text or " – " in text or " — " in text or " - " in text):
        return []
    if (before := _BEFORE.match(text)) and _speaks(before["who"], before["said"]):
        return [_attribution(before, start, (_span(before, "said", start),), laid_out=True)]
    if before and _is_witness(before["who"]) and _is_clause(before["said"]):
        return [_attribution(before, start, (), laid_out=False)]
    if (behind := _BEHIND.match(text)) and (who := _source(reading, behind["said"], behind["who"])):
        verbatim = outer.verbatim((_span(behind, "said", start),))
        return [_attribution(behind, start, verbatim, laid_out=False, size=len(who))]
    return []


def _source(reading: Reading, said: str, who: str) -> str:
    """Return what of the words behind a colon or dash says what stands before, "" if nothing does.

    Behind marked words it may be all but what it does: “‘C’ – flood survivors | demand inquiry”.
    """
    doing = who[front(who) :].split()
    acts = len(doing) > 1 and doing[0].islower() and doing[0] not in PREPOSITIONS and doing[0] not in CLOSED
    if acts and said[0] in MARKS and said[-1] in MARKS and front(who):
        return who[: front(who)]
    return who if _may_say(reading, who) and _is_said(said, who) else ""


def closing_tag(reading: Reading, outer: Outermost, cues: Cues) -> Attribution | None:
    """Return what is said in a headline that closes with its tag: “Tanker Was Seized, *Officials Say*”."""
    text, start = _first_line(reading)
    tags = [tag.fullmatch(text) for tag in _TAGS] if "," in text else []
    for tag in filter(None, tags):
        head = reading.token_from(start + tag.start("verb"))
        cue = next((cue for cue in cues if cue.head == head and cue.finite), None)
        if cue is not None and _closes(cue, tag["said"]) and _may_say(reading, tag["who"]):
            said = _attribution(tag, start, outer.verbatim((_span(tag, "said", start),)), laid_out=False)
            return attrs.evolve(said, cue=cue, cue_spans=(_span(tag, "verb", start),))
    return None


def _closes(cue: CueMatch, said: str) -> bool:
    """Tell whether a verb may close a headline: one that mostly reports, or one that may, behind a clause or marks."""
    return cue.entry.usual or (cue.entry.closes and (_is_clause(said) or said[-1] in MARKS))


def with_closing_tag(reading: Reading, told: list[Attribution], tag: Attribution | None) -> list[Attribution]:
    """Return reports with that of a headline's tag, if there is none yet or its verb has a capital and seems a name.

    A noun of its source is no verb: “Air kills millions, *report* says”.
    """
    if tag is None or tag.cue is None:
        return told
    head = tag.cue.head
    known = [a for a in told if a.cue and a.cue.head == head]
    if known and not reading.words[head][0].isupper():
        return told
    others = (a for a in told if a not in known and not overlap(tag.source[0], a.cue_spans))
    return [*others, tag]


def _first_line(reading: Reading) -> tuple[str, int]:
    """Return the headline of a text and where it starts; "" if the first paragraph is none."""
    if not reading.paragraphs:
        return "", 0
    start, end = reading.paragraphs[0].start, reading.paragraphs[0].end
    text = reading.folded[start : min(end, start + LONGEST + 1)]
    return ("" if len(text) > LONGEST or text[-1] in '.!”"' else text), start


def _may_say(reading: Reading, who: str) -> bool:
    """Tell whether words are a role, a kind of report or the letters of a body, or a name that the text below has."""
    return _is_source(who) or _LETTERS.fullmatch(who) is not None or _is_named_below(reading, who)


def _is_named_below(reading: Reading, who: str) -> bool:
    words = [word.capitalize() if word.isupper() else word for word in who.split()]
    if len(words) >= SOURCE or not all(word[0].isupper() and word.lower() not in CLOSED for word in words):
        return False
    first = reading.token_before(reading.paragraphs[0].end)
    return set(words) <= set(reading.words[first : first + BELOW])


def _speaks(who: str, said: str) -> bool:
    """Tell whether a label is a speaker's by what it says: “I”, or of an unknown name first of all “I”."""
    speaker = names_speaker(who)
    says = _OPENS_AS_I.match(said) if speaker is None else _FIRST_PERSON.search(said)
    asks = said.lower().split(maxsplit=1)[0] in _RUBRIC
    return speaker is not False and is_label(who) and says is not None and not asks


def _is_witness(who: str) -> bool:
    """Tell whether a label is a noun for somebody or something that tells what is so: “Police”, “Study”."""
    words = who.lower().split()
    one = kind_of_role(words[-1]) is SpeakerKind.PERSON
    return len(words) <= SOURCE and (one or words[-1] in SPEAKING_MANY | POLICE | _FINDINGS)


def _is_source(who: str) -> bool:
    """Tell whether words are a role or a kind of report: “RBA governor”, “study”, “survivor of market fire”."""
    words = list(itertools.takewhile(lambda word: word not in PREPOSITIONS, who.split()))
    known = CLOSED.union(_FORMS).isdisjoint(map(str.lower, words))
    return 0 < len(words) <= SOURCE and known and _role_in(words) is not None


def _role_in(words: Sequence[str]) -> Role | None:
    """Return the role that words close with, or that leads to a name: “flood *survivor* Nela Braun”."""
    end = capitals_from(words, len(words), 1)
    return role_of(words[-1].lower()) or role_of(words[end - 1].lower())


def _is_said(said: str, who: str) -> bool:
    """Tell whether somebody may say it: a clause, or what ends in marks, if that is no document's title."""
    role, whole = _role_in(who.split()), said[0] in MARKS
    if _is_clause(said) or said[-1] not in MARKS or role is None:
        return _is_clause(said)
    return role.kind is not SpeakerKind.DOCUMENT or (not whole and who.lower().split()[-1] in _FINDINGS)


def _is_clause(said: str) -> bool:
    words = [word.strip(MARKS) for word in said.lower().split()]
    if len(words) < CLAUSE or words[0] in _RUBRIC:
        return False
    verb = any(word in _VERBS or (word.endswith("ed") and len(word) > SOURCE) for word in words[1:])
    return verb or words[0] in _DENYING or _is_to_be(said.split()) or _has_verb(said)


def _has_verb(said: str) -> bool:
    """Tell whether the tagger finds a verb behind the first word: “Storm *kills* six”, “Carers *skipping* meals”."""
    tags = shipped_model().words.tagger.tag([word.strip(MARKS + ",") or word for word in said.split()])
    going_on = any(one in _MANY and other == _GOING for one, other in itertools.pairwise(tags))
    return going_on or not FINITE.isdisjoint(tags[1:])


def _is_to_be(words: Sequence[str]) -> bool:
    """Tell whether words say what somebody is to do: “Schools *to reopen* in May”, and not “A trip *to Rome*”."""
    pairs, lead = itertools.pairwise(words[1:]), words[0].lower()
    to = any(one == "to" and other.islower() and other not in DETERMINERS for one, other in pairs)
    return to and lead not in DETERMINERS and lead not in PREPOSITIONS


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
