"""Thoughts and speech in somebody's own words, with a tag and no marks: “This is madness, *thought Karl*.”.

Stories tell thoughts as they tell speech, only that many leave the marks away, as some of our time do from speech as
well.  Models that have learned from news know hardly any of that: no question, no order, no answer of a word.  The tag
is plain all the same: a verb of thinking or saying in the past or present, with a name, a pronoun or a description of
somebody and nothing else, closes a sentence or is set off in it by commas, or it is all of the sentence behind a
question or cry.

    inverted   This is madness, *thought Karl*.   What does she want? *wondered the maid*.   No, *said Karl*.
    plain      Never again, *she thought*.        Perhaps, *he thought*, it will rain.       Are you cold? *he said*.

Limits: what goes on behind the tag is more of it only if it opens with no conjunction, preposition or participle; one
word alone is none (“Then, he thought.”) but an answer or question, nor is what opens as a scene (“In the end, he
thought.”).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import role_of
from quoteattr.linking.attribution import Attribution, Cues, by_cue
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import CONJUNCTIONS, DETERMINERS, ENDS, PERSONAL, PREPOSITIONS, SUBORDINATORS, TIMES
from quoteattr.models import CueMode, Span
from quoteattr.reading import Reading, Sentence

CONFIDENCE: Final = 0.6
SAYING: Final = 0.45  # weight from which a verb says something, and is no mere sound
SLANTS: Final = frozenset("_*")  # of italics
LEAST: Final = 2  # tokens of a thought
LONGEST: Final = 160  # tokens of a sentence with a tag; what goes on without end is none
NAME: Final = 4  # tokens of a name or description
_LEMMAS: Final = frozenset("think wonder muse reflect whisper murmur".split())
_FORMS: Final = frozenset(["ed", "s"])
_CRIES: Final = frozenset("?!…")
_OPENING: Final = _CRIES | {",", "—", "–", "..."}  # what stands before a tag
_CLOSING: Final = ENDS | {",", "and", "but", "as", "while", "when"}
_ANSWERS: Final = frozenset(
    "no yes nothing nobody nowhere never maybe okay ok sure please sorry thanks hello goodbye "
    "why what who where how".split()
)  # words that are enough by themselves
_SCENE: Final = PREPOSITIONS | (SUBORDINATORS - set("that what how why whose where".split()))

Range = tuple[int, int]


def thinking(reading: Reading, outer: Outermost, cues: Cues, told: Iterable[Attribution]) -> list[Attribution]:
    """Return the thoughts and speech that have a tag and no marks, and that nobody has told of yet."""
    found = [cue for cue in cues if cue.form in _FORMS and _may_tag(cue) and reading.words[cue.head][0].islower()]
    if not found:
        return []
    heads = {a.cue.head for a in told if a.cue}
    return [a for cue in found if cue.head not in heads and (a := _thought(reading, outer, cue)) is not None]


def _may_tag(cue: CueMatch) -> bool:
    """Tell whether a verb is one of thinking or of saying, which may be a tag with nothing but its subject."""
    said = cue.entry.mode is CueMode.SPEECH and "tag" in cue.entry.frames and cue.entry.weight >= SAYING
    return said or cue.entry.lemma in _LEMMAS


def _thought(reading: Reading, outer: Outermost, cue: CueMatch) -> Attribution | None:
    """Return what a cue tells as a thought or speech."""
    source = _source(reading, cue)
    if source is None:
        return None
    tag = min(source[0], cue.first), max(source[1], cue.last)
    content = tuple([reading.span(*part) for part in _content(reading, tag)])
    if not content or outer.verbatim([Span(content[0].start, content[-1].end)]):
        return None
    return by_cue(reading, outer, cue, reading.span(*source), content, rule="thought", sure=CONFIDENCE)


def _source(reading: Reading, cue: CueMatch) -> Range | None:
    """Return the name, pronoun or description that is all there is of a tag besides its verb."""
    sentence = reading.sentence_at(cue.head)
    if sentence.last - sentence.first > LONGEST:
        return None
    if _opens(reading, sentence, cue.first) and cue.last < sentence.last:
        end = cue.last + _size(reading, cue.last, min(sentence.last, cue.last + NAME))
        return (cue.last, end) if end > cue.last and _closes(reading, sentence, end) else None
    for start in range(max(sentence.first, cue.first - NAME), cue.first):
        if _opens(reading, sentence, start) and start + _size(reading, start, cue.first) == cue.first:
            return (start, cue.first) if _closes(reading, sentence, cue.last) else None
    return None


def _size(reading: Reading, first: int, last: int) -> int:
    """Return how many tokens from `first` are a pronoun, a name or a description of somebody, up to `last`."""
    words, lower = reading.words, reading.lower
    if lower[first] in PERSONAL:
        return 1
    if lower[first] in TIMES:
        return 0  # “announced *Thursday*”
    if lower[first] in DETERMINERS:
        return next((i + 1 - first for i in range(first + 1, last) if role_of(lower[i])), 0)
    end = first
    while end < last and (words[end][0].isupper() or (end > first and words[end] == ".")):
        end += 1
    return end - first - (end > first and words[end - 1] == ".")


def _opens(reading: Reading, sentence: Sentence, first: int) -> bool:
    """Tell whether a tag may open at a token: behind a sign, or as all of its sentence behind a question or cry."""
    if first > sentence.first:
        return reading.words[_sign(reading, first)] in _OPENING
    return first > reading.paragraphs[sentence.paragraph].first and reading.words[_sign(reading, first)] in _CRIES


def _sign(reading: Reading, first: int) -> int:
    """Return the token before a tag, or before the sign of italics there: “_Never,_ *thought Karl*.”."""
    return first - 2 if first > 1 and reading.words[first - 1] in SLANTS else first - 1


def _closes(reading: Reading, sentence: Sentence, end: int) -> bool:
    """Tell whether a tag may end before a token, with its sentence or before another clause."""
    return end >= sentence.last or reading.lower[end] in _CLOSING


def _content(reading: Reading, tag: Range) -> Iterator[Range]:
    """Yield the tokens of what is said before its tag, and behind it where it goes on."""
    index = reading.sentence_of(tag[0])
    sentence = reading.sentences[index]
    if tag[0] == sentence.first:
        yield reading.sentences[index - 1].first, reading.sentences[index - 1].last
        return
    sign = _sign(reading, tag[0])
    end = tag[0] if reading.words[sign] in _CRIES else sign
    if end <= sentence.first:
        return
    behind, last = tag[1] + 1, sentence.last - (reading.words[sentence.last - 1] == ".")
    goes_on = behind < last and reading.words[tag[1]] == "," and _is_more(reading, behind)
    enough = end - sentence.first >= LEAST or reading.lower[sentence.first] in _ANSWERS
    if goes_on or (enough and reading.lower[sentence.first] not in _SCENE):
        yield sentence.first, end
    if goes_on:
        yield behind, last


def _is_more(reading: Reading, first: int) -> bool:
    """Tell whether what goes on behind a tag is more of what is said."""
    return reading.lower[first] not in CONJUNCTIONS | _SCENE and not reading.lower[first].endswith("ing")
