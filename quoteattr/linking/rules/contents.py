"""Where the content of a cue stands, by word order and by what the cue's lexicon entry allows.

Right of the verb group, after adverbials and the addressee: a that-clause, marked words, a bare clause, a question
("whether"), a complement ("of lying", "to resign", "the plan").  Left of it, for a tag: “The turbines, *she said*, gave
a buffer”, “C,” *said X*.  `rightward` and `leftward` give ranges of items; which of the two holds is for
`constructions` to decide.

Limits: a content runs to the end of its unit unless another report, or a new clause with a subject of its own, cuts it
off; attachment of a final prepositional phrase is not decided.
"""

from typing import Final, NamedTuple

from quoteattr.finding.cues import CueEntry
from quoteattr.linking.rules.sources import is_utterance
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import (
    BREAKS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    ENDS,
    PAUSES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    STOPS,
    SUBJECTS,
    TIMES,
    TRAILING,
    VERBS,
    is_adverb,
)

REACH: Final = 22  # items between a cue and its "that" or its marked words

_ASKING: Final = frozenset("whether if how why what".split())  # words that open nothing but questions
QUESTION_WORDS: Final = _ASKING | {"who", "when", "where", "which"}

APPOSED: Final = 8  # items of who a hearer is, between commas

_OPENING: Final = QUESTION_WORDS | {"that", "to"} | frozenset("i he she it we they".split())  # of what a hearer is told
_THAT: Final = BREAKS | {"that"}
_NOBODY: Final = _THAT | PREPOSITIONS | QUESTION_WORDS  # these open no noun phrase: “asked **whether** it rained”
_NO_NOUN: Final = _NOBODY | SUBJECTS | VERBS | TIMES | CONJUNCTIONS | DETERMINERS
_AFTER_HEARER: Final = BREAKS | {"that", "to", "whether", "if", "about", ""}  # what shows that a hearer ends
_SPANS: Final = frozenset("seconds moments minutes hours days weeks months years".split())
_ENDING: Final = (  # what ends a hearer
    BREAKS | SUBJECTS | DETERMINERS | PREPOSITIONS | VERBS | TIMES | QUESTION_WORDS | CONJUNCTIONS | {"here", "there"}
)
_OPENING_PHRASE: Final = DETERMINERS | SUBJECTS | PREPOSITIONS | CONJUNCTIONS | VERBS
_INSIDE: Final = DETERMINERS | {"of"}  # behind them a capital opens no new phrase
_NO_CLAUSE: Final = DASHES | {"of", "in", "on", "at", "after"}  # behind them "that" is a pronoun
_INTRODUCING: Final = DASHES | {",", ":", ";"}
_SCENE: Final = PREPOSITIONS | TIMES
_CLOSING: Final = DASHES | {",", "?", "!", "…", "..."}


class Found(NamedTuple):
    """A content to the right of a cue: its items, the addressee before it, and by which frame it was found."""

    content: Range
    addressee: Range | None
    frame: str


def rightward(unit: Unit, start: int, entry: CueEntry, limit: int) -> Found | None:
    """Return the content that begins at or after item `start`, before item `limit`."""
    told = addressee(unit, start, limit) if "obj" in entry.frames and not _takes_object(entry) else None
    i = _behind_hearer(unit, told, limit) if told else start
    for name, frame in _FRAMES:
        found = frame(unit, i, entry, limit)
        if found is not None and found < limit:
            end = _end(unit, found, limit)
            if end > found:
                return Found((found, end), told, name)
    return None


def _takes_object(entry: CueEntry) -> bool:
    """Tell whether the object of a verb is part of what is reported: “accused **Russia of lying**”."""
    return {"np", "of"} <= entry.frames and "that" not in entry.frames


def addressee(unit: Unit, i: int, limit: int) -> Range | None:
    """Return the noun phrase right after the verb: “told **the German tabloid** that”, “assured **Louise**”."""
    while i < limit and is_adverb(unit.words[i]):
        i += 1
    word = unit.words[i]
    programme = (word == "today" and unit.is_capital(i)) or unit.words[i + 1] == "'s"  # “told *Today*”
    if i >= limit or unit.is_marked(i) or word in _NOBODY or (word in TIMES and not programme):
        return None
    if word in PRONOUNS:
        return i, i + 1
    j = i + 1
    while j < limit and not _ends_addressee(unit, i, j):
        j += 1
    return i, j


def _behind_hearer(unit: Unit, told: Range, limit: int) -> int:
    """Return where a content may begin behind a hearer and who he is: “asked the coach*, Tom Hill,* **whether** it”."""
    end = whole(unit, told)[1]
    alone = end == told[1] and unit.words[end - 1] in PRONOUNS  # “asked him, in a letter, to go”
    if alone or unit.words[end] != ",":
        return told[1]
    comma = next((k for k in range(end + 1, min(end + APPOSED, limit)) if unit.words[k] in BREAKS), limit)
    opens = comma < limit and unit.words[comma] == "," and unit.words[comma + 1] in _OPENING
    return comma + 1 if opens and not any(unit.regions[end:comma]) else told[1]


def whole(unit: Unit, told: Range) -> Range:
    """Return an addressee with the noun that "her" belongs to, or with a second name: “told **her husband** that”."""
    i, j = told
    if _owns(unit, i):
        return i, unit.capitals_end(i + 2)
    return i, _with_second(unit, i, j)


def _owns(unit: Unit, i: int) -> bool:
    """Tell whether “her” at item i belongs to the noun behind it: “told **her husband** that”."""
    noun, end = unit.words[i + 1], unit.capitals_end(i + 2)
    if unit.words[i] != "her" or not noun.isalpha() or noun in _NO_NOUN or unit.is_capital(i + 1):
        return False
    return unit.words[end] in _AFTER_HEARER or unit.is_marked(end)


def _with_second(unit: Unit, i: int, j: int) -> int:
    """Return the end of an addressee [i, j) with a second name: “told **Ann and Sue** that”."""
    k = unit.capitals_end(j + 1)
    joined = unit.words[j] == "and" and k > j + 1 and unit.is_capital(i)
    return k if joined and (unit.words[k] in _AFTER_HEARER or unit.is_marked(k)) else j


def _ends_addressee(unit: Unit, start: int, j: int) -> bool:
    word = unit.words[j]
    if word == "of" or unit.words[j - 1] in {"of", "'s"}:
        return False
    if unit.is_marked(j) or word in _ENDING or (word in _SPANS and unit.words[j + 1] in TIMES):
        return True  # “told his wife *minutes earlier*”
    return unit.is_capital(start) and not unit.is_capital(j) and word != "'s"


def _adverbials(unit: Unit, i: int, limit: int) -> int:
    """Return the first item after adverbs, times and prepositional phrases: “in an interview with X on Monday”."""
    while i < limit:
        word = unit.words[i]
        if is_adverb(word) or (word in TIMES and not (word == "this" and unit.words[i + 1] not in TIMES)):
            i += 1
        elif word in PREPOSITIONS and word not in {"as", "like", "than", "up", "down", "out"}:
            i = _prepositional(unit, i + 1, limit)
        else:
            break
    return i


def _prepositional(unit: Unit, i: int, limit: int) -> int:
    """Return the end of the noun phrase at item i: a determiner, capital or lower-case words up to the next phrase."""
    start = i
    while i < limit and not unit.is_marked(i) and unit.words[i] not in _THAT:
        word, before = unit.words[i], unit.words[i - 1]
        if i > start and ((word in _OPENING_PHRASE and before != "'s") or _opens_name(unit, i)):
            break
        i += 1
    return i


def _opens_name(unit: Unit, i: int) -> bool:
    """Tell whether a name begins at item i that is no part of the phrase before it: “in a letter | *Lee* wrote”."""
    begins = unit.is_capital(i) and not unit.is_capital(i - 1)
    return begins and unit.words[i] not in TIMES and unit.words[i - 1] not in _INSIDE


def _that(unit: Unit, i: int, entry: CueEntry, limit: int) -> int | None:
    end = min(limit, i + REACH)
    if "that" not in unit.words[i:end] or not entry.frames & {"that", "obj", "noun"}:
        return None
    for j in range(i, end):
        word = unit.words[j]
        if word == "that" and (j == i or unit.words[j - 1] not in _NO_CLAUSE):
            return j
        if word in STOPS or unit.is_marked(j) or word in RELATIVES or (j > i and word in VERBS):
            return None
    return None


def _marked(unit: Unit, i: int, entry: CueEntry, limit: int) -> int | None:
    """Return the marked item that follows with nothing but adverbials, an addressee or a colon between."""
    if not unit.marked:
        return None
    j = i
    for _ in range(3):
        j = _adverbials(unit, j, limit)
        if unit.words[j] in _INTRODUCING and j < limit:
            j += 1
    if j < limit and unit.is_marked(j) and j - i <= REACH:
        return j
    # “Moreau, *said* in a long letter to the board that he read aloud: “…””: a colon right before marks decides
    end = min(limit - 1, i + REACH)
    if ":" not in unit.words[i:end]:
        return None
    for k in range(i, end):
        if unit.words[k] == ":" and unit.is_marked(k + 1):
            return k + 1
        if unit.words[k] in ENDS:
            break
    return None


def _question(unit: Unit, i: int, entry: CueEntry, limit: int) -> int | None:
    if not entry.frames & {"whether", "about", "that", "np"}:
        return None
    j = _adverbials(unit, i, limit)
    for k in (i, j):
        wanted = QUESTION_WORDS if k == i else _ASKING
        if k < limit and unit.words[k] in wanted:
            return k
    return None


def _bare(unit: Unit, i: int, entry: CueEntry, limit: int) -> int | None:
    if "bare" not in entry.frames:
        return None
    j = _adverbials(unit, i, limit)
    if j < limit and unit.words[j] == "," and not unit.is_marked(j + 1):
        return _after_parenthesis(unit, j, limit)
    return j if _begins_clause(unit, j, limit) else None


def _begins_clause(unit: Unit, j: int, limit: int) -> bool:
    word = unit.words[j]
    if j + 1 >= limit or word in BREAKS or word in CONJUNCTIONS or word in {"to", "of", "about", "him", "them", "as"}:
        return False
    return not unit.is_marked(j)


def _after_parenthesis(unit: Unit, j: int, limit: int) -> int | None:
    """Return the clause after an insertion between commas right behind the verb: “said, in effect, the plan had”."""
    for k in range(j + 1, min(limit, j + 12)):
        if unit.words[k] == ",":
            return k + 1 if _begins_clause(unit, k + 1, limit) and unit.words[j + 1] in PREPOSITIONS else None
    return None


def _complement(unit: Unit, i: int, entry: CueEntry, limit: int) -> int | None:
    """Return an infinitive, an of- or about-phrase or a noun phrase, where the entry takes one."""
    frames, word = entry.frames, unit.words[i]
    if i >= limit or word in PAUSES:
        return None
    if "to" in frames and word == "to":
        return i
    if "of" in frames or "about" in frames:
        for j in range(i, min(limit, i + 8)):
            if unit.words[j] in {"of", "about"}:
                return j if j == i or ("obj" in frames and not _takes_object(entry)) else i
    if "np" in frames or "as" in frames or ("obj" in frames and frames & {"to", "of"}):
        return i if word not in _SCENE or word in frames else None
    return None


_FRAMES: Final = (
    ("that", _that), ("marked", _marked), ("question", _question), ("bare", _bare), ("complement", _complement),
)  # fmt: skip


def _end(unit: Unit, start: int, limit: int) -> int:
    """Return where a content that starts at item `start` ends: at the end of the unit, punctuation left out."""
    end = limit
    if is_utterance(unit, start):  # further marked items join it, words do not
        end = next((i for i in range(start + 1, limit) if not unit.is_marked(i)), limit)
    while end > start and (unit.words[end - 1] in TRAILING or unit.words[end - 1] in CONJUNCTIONS):
        end -= 1
    return end


def leftward(unit: Unit, end: int) -> Range | None:
    """Return the content that ends right before item `end`, where a tag begins."""
    end -= end > 0 and unit.words[end - 1] in _CLOSING
    begun = unit.marks_begin(end - 1) if is_utterance(unit, end - 1) else 0
    start = begun if unit.words[begun - 1] in BREAKS else 0  # words may run into the marks
    while start < end and unit.words[start] in BREAKS:
        start += 1
    return (start, end) if start < end else None
