"""Tags between commas, inside the clause that they report: “The result, *says Orth*, “is a mess””.

    inverted     The result, *says Orth*, “is a mess”.   It is, *said one aide*, a mess.
    plain        The law would, *critics say*, punish the poor.   Some arrive, *she told a court*, “with nothing”.
    according    The deal will, *according to Orth*, be signed.

What stands behind an inverted verb looks like an object and what stands before it like a subject, so the learned models
take the one for words that are said and the other for whoever says them; of a clause that breaks off behind its
auxiliary they tell one half.  But the clause goes on behind the second comma, in small letters: its subject is the
one before the first, and who says it all stands between.  What the models have told of such a tag is put right; where
they have told nothing, it is told if the clause breaks off behind an auxiliary or goes on with one, in marks or not.
Of a clause that opens with its subject and goes on in marks, without another, they tell the marked half.

Limits: somebody with an apposition (“says Orth, *his aide*,”) is known by name alone where the clause goes on with no
auxiliary; a plain tag is looked at behind auxiliaries and before marks only, and "according to" beside auxiliaries,
since the models know them elsewhere.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import role_of
from quoteattr.linking.attribution import Attribution, Cues, Told, by_cue, overlap
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

LONGEST: Final = 8  # tokens of whoever speaks
CLAUSE: Final = 12  # tokens of the clause before the tag
CONFIDENCE: Final = 0.7
TELLING: Final = 0.5  # weight from which a verb tells between commas what nobody else has told
_SAYING: Final = frozenset("say explain argue write note add insist claim suggest warn".split())
_ACCORDING: Final = "according to"
_MARKS: Final = frozenset(['"', "“", "”", "‘", "’", "'", "``", "''"])
_PARTING: Final = BREAKS | _MARKS
_OPENING: Final = PREPOSITIONS | SUBORDINATORS | RELATIVES | CONJUNCTIONS | TIMES  # what opens no subject
_SCENE: Final = (_OPENING - {"that", "this"}) | frozenset("first instead second third well yes".split())
_ALONE: Final = (SUBJECTS - {"there"}) | frozenset("few many most others several some".split())  # a subject by itself
_WHEN: Final = TIMES | {"on", "in"}


class _Aside(NamedTuple):
    """A tag between commas: the clause before it, whoever speaks, where the clause goes on, and if it surely does."""

    before: Span
    source: Span
    behind: int
    sure: bool


def with_asides(reading: Reading, outer: Outermost, cues: Cues, told: Told) -> list[Attribution]:
    """Return the reports with those of tags between commas put right, or added."""
    ends = [cue.last for cue in cues if cue.entry.weight >= TELLING]
    parted = [cue for cue in cues if "," in reading.lower[max(0, cue.first - LONGEST - 1) : cue.first]]
    found = {cue.head: (cue, aside) for cue in parted if (aside := _aside(reading, cue, ends)) is not None}
    if not found:
        return list(told)
    out = [_put_right(reading, outer, a, *found.pop(a.cue.head)) if a.cue and a.cue.head in found else a for a in told]
    left = [(cue, aside) for cue, aside in found.values() if cue.entry.weight >= TELLING]
    for cue, aside in left:
        content = (aside.before, Span(reading.starts[aside.behind], _end(reading, aside)))
        out.append(by_cue(reading, outer, cue, aside.source, content, rule="aside", sure=CONFIDENCE))
    return out


def _aside(reading: Reading, cue: CueMatch, ends: Sequence[int]) -> _Aside | None:
    """Return a cue's tag between commas, if it is one; other cues end at tokens `ends`, in order."""
    sentence = reading.sentence_at(cue.head)
    source = _inverted(reading, cue, sentence.last) or _plain(reading, cue, sentence.first, sentence.last)
    if source is None:
        return None
    first, end, comma = source
    opening = min(first, cue.first) - 1
    opening -= reading.lower[opening] == "as"  # “There is, *as he put it*, “no way back””
    start = max(sentence.first, opening - CLAUSE)
    clause = reading.lower[start:opening]
    if not clause or start > sentence.first or not _PARTING.isdisjoint(clause):
        return None
    behind = comma + 1
    opens = reading.words[behind + (reading.words[behind] in _MARKS)]
    if not (opens[0].islower() or opens[0].isdigit()) or opens in CONJUNCTIONS:
        return None
    breaks_off, goes_on = clause[-1] in AUXILIARIES, opens in AUXILIARIES
    inverted = first == cue.last and (cue.form != "" or goes_on)
    halved = reading.words[behind] in _MARKS and opens not in SUBJECTS and _opens_with_subject(clause)
    if not (breaks_off or inverted or halved):
        return None
    told = bisect_right(ends, opening - 1) - 1
    if told >= 0 and ends[told] > start:
        start = ends[told]  # “He said *the law would*, critics say, punish the poor”
    before = reading.span(start, opening)
    return _Aside(before, reading.span(first, end), behind, breaks_off or goes_on or halved)


def _opens_with_subject(clause: Sequence[str]) -> bool:
    """Tell whether words begin with a subject, alone or with its verb, and tell no time: “Some arrive”, “Many”."""
    first, last = clause[0], clause[-1].removesuffix("s")
    scene = first in _SCENE or first.endswith("ing") or is_adverb(first) or not TIMES.isdisjoint([last, *clause[-2:]])
    return not scene and (len(clause) > 1 or first in _ALONE)


def _inverted(reading: Reading, cue: CueMatch, last: int) -> tuple[int, int, int] | None:
    """Return the tokens of whoever speaks behind a cue, and the comma that closes the tag."""
    lower, first, by_verb = reading.lower, cue.last, cue.entry.lemma in _SAYING and cue.form in {"s", "ed"}
    if not (by_verb or cue.entry.lemma == _ACCORDING) or cue.first == 0 or lower[cue.first - 1] != ",":
        return None
    end = min(first + LONGEST, last - 2)
    comma = next((k for k in range(first, end) if lower[k] in BREAKS), end)
    if comma == end or lower[comma] != "," or (by_verb and not is_somebody(reading.words[first:comma])):
        return None
    comma = _behind_apposition(lower, comma, min(comma + CLAUSE, last - 2))
    return first, comma, comma


def _behind_apposition(lower: Sequence[str], comma: int, last: int) -> int:
    """Return the comma that closes a tag, behind what it says of whoever speaks: “says Orth, *his aide*, is a mess”."""
    second = next((k for k in range(comma + 1, last) if lower[k] in BREAKS), last)
    return second if lower[second] == "," and lower[second + 1] in AUXILIARIES else comma


def _plain(reading: Reading, cue: CueMatch, floor: int, last: int) -> tuple[int, int, int] | None:
    """Return the same of whoever speaks before a verb."""
    lower, comma = reading.lower, cue.last
    if not cue.finite or cue.first - floor < 2:
        return None
    hearer = min(comma + LONGEST, last - 2) if "obj" in cue.entry.frames else comma  # “told *a packed hall*”
    while comma < last - 2 and (lower[comma] in _WHEN or (comma < hearer and lower[comma] not in _PARTING)):
        comma += 1
    if comma >= last - 2 or lower[comma] != ",":
        return None
    first = cue.first
    while first > max(floor, cue.first - LONGEST) and lower[first - 1] not in _PARTING:
        first -= 1
    if first == floor or lower[first - 1] != ",":
        return None
    first += lower[first] == "as"
    return None if first >= cue.first or lower[first] in _OPENING else (first, cue.first, comma)


def is_somebody(words: Sequence[str]) -> bool:
    """Tell whether words may be who speaks: a name, a noun with its article, or a role before a name; no day."""
    first = words[0].lower() if words else ""
    if not first or first in TIMES or words[-1] in CONJUNCTIONS or (first in SUBJECTS and first not in DETERMINERS):
        return False
    name = next((k for k, word in enumerate(words) if word[0].isupper()), len(words))
    titled = name < len(words) and role_of(words[name - 1]) is not None  # “says *chief engineer* Ann Lee”
    return name == 0 or titled or first in DETERMINERS


def _put_right(reading: Reading, outer: Outermost, told: Attribution, cue: CueMatch, aside: _Aside) -> Attribution:
    """Return a report with whoever stands between the commas as its source, and both halves of the clause."""
    behind, (first, last) = reading.starts[aside.behind], (told.content[0], told.content[-1])
    named = any(span.start >= aside.source.start for span in told.source)
    if (last.end <= behind and not aside.sure) or any(span.end > aside.source.end for span in told.source):
        return told  # “says Orth, *his aide*,”
    begun = aside.before.start <= first.start < aside.before.end
    if named and begun and last.end > behind and not overlap(aside.source, told.content):
        return told
    end = last.end if last.end > behind else _end(reading, aside)
    content = (aside.before, Span(behind, end))
    sure = max(told.confidence, CONFIDENCE)
    step = Step(stage="linking", rule="aside", spans=(aside.source,), score=sure)
    return attrs.evolve(
        told, content=content, verbatim=outer.verbatim(content), source=(aside.source,), agentless=False,
        confidence=sure, evidence=(*told.evidence, step),
    )  # fmt: skip


def _end(reading: Reading, aside: _Aside) -> int:
    """Return where the clause ends that goes on behind a tag: before a conjunction or the sign of its sentence."""
    words, lower = reading.words, reading.lower
    sentence = reading.sentence_at(aside.behind)
    last = sentence.last - 1 - (words[sentence.last - 1] in {".", "!", "?"})
    added = (k for k in range(aside.behind, last) if lower[k] in BREAKS and lower[k + 1] in CONJUNCTIONS)
    return reading.ends[next(added, last + 1) - 1]
