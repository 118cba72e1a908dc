"""Labels before marked words: “Finance minister Rahim Uddin: ‘…’”, “Jess Lowe, 24, a student from Cork: ‘…’”.

Street polls, captions and round-ups name a speaker and say no more.  Models and rules that look for the subject of a
clause before the colon find the last name in it, which is where somebody lives or works.  Here the label is read from
its front: whom it names stands before its first comma, bracket or word of place, time or topic.

What is a label and what a clause (“Hale was blunt: ‘…’”) is told by its front alone, as a clause that opens with a name
is about the same person.

Rubrics name the words behind them and do not say them (“Chapter 3: ‘…’”, “Watch: ‘…’”).

Limits: of names that are in no list only those count that an age, a bracket or a preposition follows; a bare one
(“Hale: ‘…’”) is left to the rules.
"""

from typing import Final

import attrs

from quoteattr.finding.marks import Region
from quoteattr.linking.attribution import Attribution, Told, by_layout, has_words
from quoteattr.linking.layout.labels import is_label, is_nominal, names_person, names_speaker
from quoteattr.linking.marked import is_free
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rubrics import is_rubric
from quoteattr.linking.words import PREPOSITIONS
from quoteattr.models import Span, Step
from quoteattr.reading import Reading

LONGEST: Final = 30  # tokens of a label
CONFIDENCE: Final = 0.8
UTTERANCE: Final = 8  # tokens in marks that are no title
SHORT: Final = 2  # tokens of a title with “I” or “We” in it
FIRST_PERSON: Final = frozenset("I I'm I've I'd I'll My my We we me us our Our".split())
_ENDINGS: Final = frozenset(".!?…—")
_FRONT: Final = frozenset({",", "("}) | PREPOSITIONS - {"of", "for"}  # what ends a name or an office
_APPOSED: Final = frozenset("of for at from".split())  # before what still tells who somebody is
_BULLETS: Final = frozenset("• · * - – — ▪ ●".split())


def headed(reading: Reading, told: Told, laid_out: Told, outer: Outermost) -> list[Attribution]:
    """Return the reports, marked words under a label given to whom it names, and those that nothing else has."""
    told = [a for a in told if _has_verb(a) or not _is_rubric(reading, a)]
    labels = {r.span.start: (r, label) for r in outer.marked if (label := _label(reading, r))}
    if not labels:
        return told
    out = []
    for a in told:
        found = next((labels.pop(s.start) for s in a.content if s.start in labels), None)
        out.append(a if found is None or _has_verb(a) else _named(a, found[1]))
    spans = sorted(span for a in (*told, *laid_out) for span in a.content)
    left = [(region, label) for region, label in labels.values() if is_free(region.span, spans)]
    return [*out, *(by_layout(r.span, (r.inner,), label, rule="label", confidence=CONFIDENCE) for r, label in left)]


def _label(reading: Reading, region: Region) -> Span | None:
    """Return the label before a marked region, where a colon and one that names a speaker are."""
    led = reading.text[max(0, region.span.start - 2) : region.span.start].rstrip()[-1:] == ":"
    if not led or not has_words(reading.text, [region.inner]):
        return None
    colon = reading.token_from(region.span.start) - 1
    first = reading.sentence_at(colon).first
    first += reading.words[first] in _BULLETS
    words = reading.lower[first:colon]
    if not 0 < len(words) <= LONGEST or not words[0][0].isalnum() or is_rubric(words):
        return None
    size = next((i for i, word in enumerate(words) if word in _FRONT), len(words))
    front = reading.folded[reading.starts[first] : reading.ends[first + size - 1]] if size else ""
    if not _names(front, words[size : size + 2]) or not (names_person(front) or _is_utterance(reading, region)):
        return None
    return reading.span(first, first + _source_size(words, size))


def _is_rubric(reading: Reading, a: Attribution) -> bool:
    """Tell whether the source of words behind a colon is a rubric: “Chapter 3: “…””."""
    return bool(a.source) and is_rubric(a.source[0].of(reading.text).lower().split())


def _names(front: str, behind: list[str]) -> bool:
    """Tell whether the words before a comma, bracket or preposition name a speaker; `behind` has what follows them."""
    speaker = names_speaker(front)
    if speaker is None:
        followed = behind and (behind[0] != "," or behind[-1][0].isdigit() or behind[-1] in _FRONT)
        return bool(followed) and is_label(front)
    return speaker and (is_label(front) or is_nominal(front))


def _is_utterance(reading: Reading, region: Region) -> bool:
    inner = region.inner.of(reading.text).rstrip()
    first = reading.token_from(region.inner.start)
    size = reading.token_before(region.inner.end) - first
    first_person = not FIRST_PERSON.isdisjoint(reading.words[first : first + size])
    return inner[-1:] in _ENDINGS or size > UTTERANCE or (first_person and size > SHORT)


def _source_size(words: list[str], front: int) -> int:
    """Return how many words of a label name its speaker: those before when, where or on what somebody speaks."""
    behind = words[front + 1] if words[front : front + 1] == [","] and front + 1 < len(words) else ""
    describes = behind[:1].isalnum() and not behind.endswith("ing") and behind not in PREPOSITIONS - _APPOSED
    return len(words) if describes else front


def _has_verb(a: Attribution) -> bool:
    return a.cue is not None and a.cue.entry.lemma != ":"


def _named(a: Attribution, label: Span) -> Attribution:
    """Return a report by a mere colon as one by its label."""
    content = tuple([s for s in a.content if s.start > label.start])
    step = Step(stage="linking", rule="label", spans=(label,))
    sure = max(a.confidence, CONFIDENCE)
    return attrs.evolve(a, source=(label,), content=content, cue=None, cue_spans=(), confidence=sure, evidence=(step,))
