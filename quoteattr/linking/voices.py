"""Whose words they are where the subject of the verb is not the one who says them.

Passives: in “the minister *was told* that it leaks” the subject hears, or is spoken of (“was described as a thief”);
whoever says it stands behind "by", if anywhere.  In annotated news one in six passives has its source on the left, and
these are participles that have become adjectives (“is *convinced* that”), or name whose words are passed on
(“was *quoted* as saying”).

Words passed on: in “the Herald quoted Abara *as saying* that it leaks”, or “Abara was quoted by the Herald *as
saying*”, Abara says it, and the Herald passes it on.

Subjects of their own: in “she remembers *her mother saying* that it leaks” the mother says it, and so does Abara in
“footage shows *Abara telling* him that it leaks”.

Evidence: in “the court heard *from a nurse* that it leaks” the nurse says it, and the court hears.

Documents: in “he got *a letter* saying that it leaks” the letter says it, and in “police say *Abara* left a note saying
that it leaks” Abara does, who left it.

Reduced relatives: in “a tower neighbours call “the Needle”” the neighbours alone do the calling.

Limits: of participles without an auxiliary, only “*asked* whether” at the start of its clause or between commas, and
“*described* by”, are known as passives.
"""

from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import kind_of_role, role_of
from quoteattr.linking.attribution import Attribution, clear, cut_to, overlap
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    INDEFINITE,
    NEW,
    OBJECTS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    TIMES,
    capitals_from,
)
from quoteattr.models import Span, SpeakerKind, Step
from quoteattr.reading import Reading

Range = tuple[int, int]

LONGEST: Final = 15  # tokens of an agent, of a clause before its participle, or between "quoted" and "as saying"
HEADED: Final = 5  # tokens of what a headline begins with, or of a noun with its article
NOUN: Final = 2  # tokens of a noun with its article
_BE: Final = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_BEFORE: Final = frozenset("when if once though although".split())  # what a participle of its own stands behind
_ASKING: Final = frozenset("ask challenge grill press question quiz".split())
_BEHIND: Final = frozenset("if whether about by on over to what why how who where when which".split())
_HEARD: Final = frozenset(["that", "whether", "objto"])  # frames of verbs with a hearer
_QUOTING: Final = frozenset("quoted quotes quoting quote cited cites citing".split())
_WITNESSING: Final = frozenset(  # before somebody who says something, and the verb for that
    "hear hears heard hearing overheard recall recalls recalled recalling remember remembers remembered "
    "remembering show shows showed showing capture captures captured recorded filmed catch "
    "catches caught depicts depicted".split()
)
_HAVING: Final = frozenset(  # before a document of another
    "received receives receive receiving got gets get getting found finds find finding saw sees seen read reads "
    "wore wears wear wearing held holds hold holding carried carries carry carrying waved waves wave waving "
    "opened spotted noticed discovered obtained bore".split()
)
_BETWEEN: Final = PRONOUNS | {"up"}
_READING: Final = "read a statement"  # which behind marked words is a verb and its subject
_HIM: Final = (["him"], ["her"], ["them"])
_NAMED: Final = OBJECTS | {"how"}  # before whoever calls something by a name
_CALLING: Final = frozenset("brand call deem dub label name nickname tell".split())
_NO_NOUN: Final = AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS
_ADJECTIVES: Final = frozenset(
    "alarm assure commit convince determine encourage focus hear oblige oppose persuade please quote shock surprise "
    "worry".split()
)


def voiced(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution with whoever says it as its source, where that is not the subject of its cue."""
    cue = told.cue
    if cue is None:
        return told
    if cue.entry.lemma == _READING and told.content[-1].end <= told.cue_spans[0].start:
        return _read_out(reading, told, cue)
    if _is_asked(reading, told, cue):
        agent = _named_behind(reading, told, cue, "by")
        heard = told.addressee or clear(told.source, agent)
        return attrs.evolve(_with(told, "passive", agent), addressee=heard)
    if not told.source and is_passive(reading, cue):
        return _with(told, "passive", _agent(reading, told, cue))
    if not told.source:
        return told
    behind = told.source[0].start > told.cue_spans[0].start
    if behind and not (reading.opens_sentence(cue.first) and is_passive(reading, cue)):
        return told  # but not in “*Described* as shy, Lee left”
    if cue.entry.lemma == "hear" and (witness := _named_behind(reading, told, cue, "from")):
        return attrs.evolve(_with(told, "passive", witness), addressee=told.source)
    if (witnessed := _witnessed(reading, cue)) is not None:
        return _with(told, "witnessed", (witnessed,))
    if (written := _written(reading, told, cue)) is not None:
        return _with(told, "written", (written,))
    if (caller := _behind_noun(reading, told, cue) or _caller(reading, told, cue)) is not None:
        return attrs.evolve(told, source=(caller,))
    if is_passive(reading, cue) and not (_is_hearsay(reading, told, cue) or _has_object(reading, told)):
        heard = told.addressee or (told.source if is_hearer(cue) else ())
        return attrs.evolve(_with(told, "passive", _agent(reading, told, cue)), addressee=heard)
    if (quoted := _quoted_by(reading, cue)) is not None:
        by = _phrase(reading, cue, *quoted)
        source = told.source if quoted[0] > cue.first else _subject(reading, cue, quoted[0] - 2)
        told = cut_to(told, tuple([span for span in told.content if not overlap(span, by)]))
        return attrs.evolve(_with(told, "passed on", source), relayed_by=by)
    passed_on = clear(_passed_on(reading, told, cue), told.content)
    return attrs.evolve(_with(told, "passed on", passed_on), relayed_by=told.source) if passed_on else told


def is_passive(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a cue is a passive whose subject says nothing: with an auxiliary, or without an object.

    “Described *by*”, “described *as*”, “accused *of*”: the verb is about somebody who does not stand behind it.
    """
    if cue.form not in {"ed", "en"} or cue.entry.lemma.partition(" ")[0] in _ADJECTIVES:
        return False
    if cue.first == cue.head:
        wanted = "of" if cue.entry.lemma == "accuse" else "as"
        behind = "".join(reading.lower[cue.last : cue.last + 1])
        return wanted in cue.entry.frames and (behind == "by" or (behind == wanted and not _is_active(reading, cue)))
    return not _BE.isdisjoint(reading.lower[cue.first : cue.head])


def _is_active(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a verb without an object behind it has one before its subject: “*what* police described as”.

    It has none where it opens its clause, behind a noun with its article, and in a headline (“Labour accused of”).
    """
    lower, first = reading.lower, reading.sentence_at(cue.head).first
    start = cue.first
    while start > max(first, cue.first - LONGEST) and lower[start - 1] not in BREAKS:
        start -= 1
    clause = lower[start : cue.first]
    if not clause:
        return False
    if not OBJECTS.isdisjoint(clause) or clause[-1] in SUBJECTS:
        return True
    headline = start == first and len(clause) <= HEADED and AUXILIARIES.isdisjoint(clause)
    small = [word for word in reading.words[start : cue.first] if not word[0].isupper()]
    named = len(small) == NOUN < len(clause) and small[0] in INDEFINITE and not role_of(small[1])  # “a move *Ann Lee*”
    second = named or _second(reading, start, cue.first) > start
    return not headline and (second or DETERMINERS.isdisjoint(clause[-HEADED:]))


def _second(reading: Reading, start: int, end: int) -> int:
    """Return where a second noun phrase begins that tokens [start, end) close on, right behind the first, else `start`.

    “A move | *the mayor*”, “a failure | *she*”; of a name an adjective may stand before it (“a terse Miller”).
    """
    lower, second = reading.lower, end - 1
    if lower[second] not in PERSONAL:
        second = next((k for k in range(second, start, -1) if reading.words[k] in DETERMINERS), start)
    noun = lower[second - 1]
    first = lower[start] in DETERMINERS and NOUN <= second - start <= NOUN + 1 and not noun.endswith(("ing", "ed"))
    return second if first and noun.isalpha() and noun not in _NO_NOUN and role_of(noun) is None else start


def _has_object(reading: Reading, told: Attribution) -> bool:
    """Tell whether a relative right before the source is the object: “*which* its author, Ann Lee, described as”."""
    first = reading.token_from(told.source[0].start)
    return first > 0 and reading.lower[first - 1] in OBJECTS - {"that"}


def _read_out(reading: Reading, told: Attribution, cue: CueMatch) -> Attribution:
    """Return a quotation that a statement reads, which is its source: “C,” *read | a statement from the band*."""
    end = max(told.source[-1].end if told.source else 0, told.cue_spans[-1].end)
    verb = reading.span(cue.first, cue.head + 1)
    return attrs.evolve(told, cue_spans=(verb,), source=(Span(reading.starts[cue.head + 1], end),))


def _witnessed(reading: Reading, cue: CueMatch) -> Span | None:
    """Return who says what somebody else remembers or hears: “she remembers *her mother* saying that”."""
    if cue.form not in {"ing", "base"} or cue.first != cue.head:
        return None
    lower = reading.lower
    first = max(reading.sentence_at(cue.head).first, cue.first - HEADED - 1)
    verb = next((k for k in range(cue.first - 1, first, -1) if lower[k] in _WITNESSING), cue.first)
    clause = lower[verb + 1 : cue.first]
    if not clause or not AUXILIARIES.union(BREAKS, CONJUNCTIONS).isdisjoint(clause):
        return None
    named = all(word[0].isupper() for word in reading.words[verb + 1 : cue.first])
    if not (named or (clause[0] in DETERMINERS and len(clause) > 1) or clause in _HIM):
        return None
    return reading.span(verb + 1, cue.first)


def _behind_noun(reading: Reading, told: Attribution, cue: CueMatch) -> Span | None:
    """Return the subject behind a noun that tells of the clause before: “they left, a move *the mayor* called sad”."""
    first = reading.token_from(told.source[0].start)
    apposed = first > 0 and reading.lower[first - 1] == "," and len(told.source) == 1 and first < cue.first
    second = _second(reading, first, reading.token_before(told.source[0].end)) if apposed else first
    return Span(reading.starts[second], told.source[0].end) if second > first else None


def _written(reading: Reading, told: Attribution, cue: CueMatch) -> Span | None:
    """Return who says what a document right before a participle says, where the subject found is not who wrote it.

    It is the document where the subject only has it (“he got *a letter* saying that”), or whoever else has made it
    since (“police say *Abara* left a note saying that”).
    """
    lower = reading.lower
    if cue.form != "ing" or cue.first != cue.head or kind_of_role(lower[cue.first - 1]) is not SpeakerKind.DOCUMENT:
        return None
    subject = reading.token_before(told.source[-1].end)
    start = next((k for k in range(cue.first - 2, max(subject, cue.first - HEADED), -1) if lower[k] in NEW), 0)
    verb = start - 1 - (start > 1 and lower[start - 1] in _BETWEEN)  # “sent *her* a text”, “held *up* a sign”
    if not start or verb < subject or not BREAKS.isdisjoint(lower[subject:verb]):
        return None
    if lower[verb] in _HAVING or not _BE.isdisjoint(lower[subject:verb]):
        return reading.span(start, cue.first)
    return _maker(reading, subject, verb - (lower[verb - 1] in AUXILIARIES))


def _maker(reading: Reading, subject: int, end: int) -> Span | None:
    """Return the name or pronoun behind a subject that a verb at token `end` has for its own: “say *Lee* left”."""
    lower, words = reading.lower, reading.words
    first = capitals_from(words, end, subject)
    first -= first == end and lower[end - 1] in SUBJECTS
    apart = first <= subject or lower[first] in TIMES or lower[first - 1] in PREPOSITIONS
    return None if first == end or apart else reading.span(first, end)


def _caller(reading: Reading, told: Attribution, cue: CueMatch) -> Span | None:
    """Return who calls something so, without the noun they call it: “in a tower *neighbours* call “the Needle””.

    A verb of naming with marked words right behind it has its object before its subject.
    """
    marked = [Span(said.start - 1, said.end + 1) for said in told.verbatim]
    behind = reading.token_from(told.content[0].start) == cue.last
    if list(told.content) != marked or cue.entry.lemma not in _CALLING or not behind:
        return None
    first, end = reading.token_from(told.source[0].start), cue.first
    before = reading.lower[max(0, first - 1 - NOUN) : first]
    if not _NAMED.isdisjoint(before[-1:]) or not DETERMINERS.isdisjoint(before[:-1]):
        return None  # “what *neighbours* call”, “in a tower *the neighbours* call”
    if reading.opens_sentence(first) or reading.lower[first] not in DETERMINERS or end - first <= NOUN:
        return None
    start = max((k for k in range(first + 1, end) if reading.lower[k] in DETERMINERS), default=end - 1)
    return reading.span(start, end)


def _is_hearsay(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether a passive only says that it is hearsay: “C,” he *is reported to have said*."""
    return told.content[0].end <= told.cue_spans[0].start and reading.lower[cue.last : cue.last + 2] == ["to", "have"]


def needs_object(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a participle cannot have marked words right behind it but as a passive: “*called* “lazy” by S”."""
    bare = cue.form in {"ed", "en"} and cue.first == cue.head
    return bare and cue.entry.lemma in _CALLING and not _is_active(reading, cue)


def _is_asked(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether a participle tells what its subject was asked: “*asked* whether it leaks, she said no”.

    It opens its clause, or stands apart behind its subject (“Lee, *asked* whether it leaks, said no”).  At the start of
    a sentence without a capital it may be a tag (“Does it?” *asked* Lee), unless a question stands behind it.
    """
    lemma, _, particle = cue.entry.lemma.partition(" ")
    if lemma not in _ASKING or cue.form != "ed" or cue.first != cue.head:
        return False
    first = reading.sentence_at(cue.first).first
    if cue.first == first and reading.words[first][0].isupper():
        return True
    if not particle and _BEHIND.isdisjoint(reading.lower[cue.last : cue.last + 1]):
        return False
    opens = cue.first == first or (cue.first == first + 1 and reading.lower[first] in CONJUNCTIONS)
    return opens or reading.lower[cue.first - 1] in _BEFORE or _is_apart(reading, told, cue)


def _is_apart(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether a cue and its content stand between commas right behind their source."""
    first, behind = reading.token_before(told.source[-1].end) if told.source else -1, told.content[-1].end
    return first == cue.first - 1 and reading.lower[first] == "," and reading.text[behind : behind + 1] == ","


def is_hearer(cue: CueMatch) -> bool:
    """Tell whether the subject of a passive is told it, and not what it is about (“was accused of”)."""
    return "obj" in cue.entry.frames and not _HEARD.isdisjoint(cue.entry.frames)


def _agent(reading: Reading, told: Attribution, cue: CueMatch) -> tuple[Span, ...]:
    """Return who says it, behind a passive: “was told *by doctors* that”."""
    if reading.lower[cue.last : cue.last + 1] != ["by"]:
        return ()
    content = [reading.token_from(span.start) for span in told.content]
    first = cue.last + 1
    return _phrase(reading, cue, first, min([token for token in content if token > first], default=first + LONGEST))


def _named_behind(reading: Reading, told: Attribution, cue: CueMatch, led: str) -> tuple[Span, ...]:
    """Return who stands behind a preposition before a content: “asked on Monday *by reporters* whether”."""
    content = min(reading.token_from(span.start) for span in told.content)
    words = reading.lower[cue.last : min(content, cue.last + LONGEST)]
    return _phrase(reading, cue, cue.last + words.index(led) + 1, content) if led in words else ()


def _passed_on(reading: Reading, told: Attribution, cue: CueMatch) -> tuple[Span, ...]:
    """Return whose words are passed on: “quoted *Abara* as saying that it leaks”, ““It leaks,” it quoted *him* as”."""
    if cue.form == "ing" and cue.first and reading.lower[cue.first - 1] == "as":
        verb = _quoting(reading, cue)
        return () if verb is None else _phrase(reading, cue, verb + 1, cue.first - 1)
    if cue.entry.lemma != "quote" or told.content[-1].end > told.cue_spans[0].start:
        return ()
    return _phrase(reading, cue, cue.last, _as_behind(reading, cue))


def _quoting(reading: Reading, cue: CueMatch) -> int | None:
    """Return the last verb of quoting before a cue: “*quoted* Abara as saying”."""
    near = range(cue.first - 1, max(0, cue.first - LONGEST) - 1, -1)
    return next((k for k in near if reading.lower[k] in _QUOTING), None)


def _as_behind(reading: Reading, cue: CueMatch) -> int:
    """Return the next "as" behind a cue, 0 without."""
    behind = reading.lower[cue.last : cue.last + LONGEST]
    return cue.last + behind.index("as") if "as" in behind else 0


def _quoted_by(reading: Reading, cue: CueMatch) -> Range | None:
    """Return the tokens of whoever passes words on: “quoted as saying *by the Herald*”, “quoted *by it* as saying”."""
    lower = reading.lower
    by = lower[cue.last : cue.last + 1] == ["by"]
    if cue.entry.lemma == "quote":
        end = _as_behind(reading, cue)
        return (cue.last + 1, end) if by and end else None
    if cue.form != "ing" or "as" not in lower[cue.first - 1 : cue.head]:
        return None
    if not _QUOTING.isdisjoint(lower[cue.first : cue.head]):
        return (cue.last + 1, cue.last + 1 + LONGEST) if by else None
    verb = _quoting(reading, cue)
    return (verb + 2, cue.first - 1) if verb and lower[verb + 1] == "by" and lower[verb - 1] in _BE else None


def _subject(reading: Reading, cue: CueMatch, end: int) -> tuple[Span, ...]:
    """Return the words of a cue's sentence before the verb group that ends before token `end`, back to a comma.

    A comma right before the verb closes an apposition: then they are all words of the sentence up to it.
    """
    first = reading.sentence_at(cue.head).first
    while end > first and reading.lower[end - 1] in AUXILIARIES:
        end -= 1
    apposed = reading.lower[end - 1] == ","
    end -= apposed
    start = end
    while start > max(first, end - LONGEST) and (apposed or reading.lower[start - 1] not in BREAKS):
        start -= 1
    return (reading.span(start, end),) if start < end else ()


def _phrase(reading: Reading, cue: CueMatch, first: int, end: int) -> tuple[Span, ...]:
    """Return tokens [first, end) of a cue's sentence up to what ends a phrase, none if there are none."""
    sentence = reading.sentence_at(cue.head)
    first, end = max(first, sentence.first), min(end, first + LONGEST, sentence.last)
    last = next((k for k in range(first, end) if reading.lower[k] in BREAKS), end)
    return (reading.span(first, last),) if last > first else ()


def _with(told: Attribution, rule: str, source: tuple[Span, ...]) -> Attribution:
    """Return an attribution with another source, as a rule has it."""
    source = clear(source, told.content)
    step = Step(stage="linking", rule=rule, spans=source or told.source, score=told.confidence)
    return attrs.evolve(told, source=source, agentless=not source, evidence=(*told.evidence, step))
