"""Where the source of a cue stands, by word order.

Left of the verb group: everything from the start of its clause (“In March, **Sweden** had accused”), appositions and
relative clauses included (“**Imelda Strange, the general secretary, who represents crews,** said”); a relative
pronoun is the source as written, naming knows whom it stands for.  Right of it, when the content comes first: “said
**Walter Boyce, a warden's deputy**”.  A cue without a subject of its own borrows that of the clause it hangs on
(“said Brassard, noting that”); `borrowed` finds it.

Limits: no parser, so a subject is cut short where a bare clause stands in it, and a list of names joined by commas
may lose its first.
"""

from typing import Final

from quoteattr.finding.words import is_person_noun, role_of
from quoteattr.linking.clearing import is_sentence
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    ENDS,
    PAUSES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SIGNS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    VERBS,
)

CLOSING: Final = (BREAKS | SUBORDINATORS | RELATIVES | VERBS | PREPOSITIONS | TIMES | PRONOUNS) - CONJUNCTIONS
LONGEST: Final = 45  # items: no subject in the training articles is longer
OWNED: Final = 4  # items from an owner to the noun: “Trump | 's latest false *claim*”
LONG: Final = 8  # tokens of marked words, more of which are no label
OPENING: Final = 4  # items of a cue that opens its sentence: “But in the words of”
_CLOSERS: Final = DASHES | {")"}
_CLOSES_SPEECH: Final = frozenset(",.!?…-—;:")
_OPENERS: Final = SUBJECTS | DETERMINERS
_JOINING: Final = CONJUNCTIONS | {"that"}
_NO_HEAD: Final = PREPOSITIONS | SUBORDINATORS | RELATIVES | TIMES
_NO_NOUN: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | AUXILIARIES | TIMES | PRONOUNS
_RELATING: Final = frozenset("who which whose whom".split())
_ROLES: Final = frozenset("a an the his her its their one".split())
_SURE_TIMES: Final = TIMES - {"march", "may"}


def left(unit: Unit, verb: int, floor: int = 0) -> Range | None:
    """Return the items of the subject before the verb group that starts at item `verb`, not before item `floor`."""
    i = verb
    if unit.words[i - 1] == ",":
        return _with_appositions(unit, i - 1)
    if unit.words[i - 1] in RELATIVES:
        return i - 1, i
    end = opening(unit, i - 1) if unit.words[i - 1] in _CLOSERS else i
    return _trim(unit, *_segment(unit, end, floor)) if end else None


def opening(unit: Unit, i: int) -> int | None:
    """Return the item that opens the parenthesis or pair of dashes that closes at item i."""
    wanted = {"("} if unit.words[i] == ")" else DASHES
    return next((j for j in range(i - 1, max(-1, i - LONGEST), -1) if unit.words[j] in wanted), None)


def _segment(unit: Unit, end: int, floor: int) -> Range:
    """Return the items of the phrase that ends at `end`, back to a break, a conjunction or a subordinator."""
    i = end
    while i > floor and end - i < LONGEST and not _stops(unit, i - 1, end):
        i -= 1
    return i, end


def _stops(unit: Unit, i: int, end: int) -> bool:
    word = unit.words[i]
    if unit.is_marked(i):
        return is_utterance(unit, i) or i + 1 == end
    if word in CONJUNCTIONS:
        return not _joins_names(unit, i)
    if word in {"as", "after", "before", "since", "until"}:
        return i + 1 < end and (unit.is_capital(i + 1) or unit.words[i + 1] in _OPENERS)
    return word in BREAKS or word in SUBORDINATORS or word in RELATIVES


def _joins_names(unit: Unit, i: int) -> bool:
    """Tell whether the conjunction at item i stands inside a noun phrase: “Hollis and Jean”, “the House and Senate”."""
    before, after = unit.words[i - 1], unit.words[i + 1]
    if unit.words[i] != "and" or i == 0 or before in BREAKS or unit.is_marked(i - 1):
        return False
    if after in SUBJECTS or after in AUXILIARIES:
        return False
    return unit.is_capital(i - 1) == unit.is_capital(i + 1) or after in DETERMINERS


def is_utterance(unit: Unit, i: int) -> bool:
    """Tell whether a marked item reads like speech, not a label: it closes on punctuation, or has many words."""
    return unit.is_marked(i) and (unit.lasts[i] - unit.firsts[i] > LONG or is_closed(unit, i))


def goes_on(unit: Unit, i: int) -> bool:
    """Tell whether a marked item that ends its unit opens within a sentence: “C” said Ann Lee **“and then I left”**."""
    region = unit.regions[i]
    opens = region is not None and unit.reading.text[region.inner.start : region.inner.start + 1].islower()
    return opens and (i + 1 == len(unit) or unit.words[i + 1] in ENDS)


def is_closed(unit: Unit, i: int) -> bool:
    """Tell whether a marked item closes on punctuation, or is a sentence but for its last sign."""
    region = unit.regions[i]
    if region is None:
        return False
    inner = region.inner.of(unit.reading.text).strip()
    alone = i == 0 and len(unit) == 2 and unit.words[1] in ENDS  # “Nobody was hurt”.
    return inner[-1:] in _CLOSES_SPEECH or (alone and is_sentence(inner, unit.words[1]))


def _trim(unit: Unit, i: int, j: int) -> Range | None:
    """Drop adverbs and leading prepositional phrases, which set the scene and name nobody."""
    while i < j and (unit.is_adverb(i) or unit.words[i] in CONJUNCTIONS):
        i += 1
    while j > i and unit.is_adverb(j - 1):
        j -= 1
    if i < j and (unit.words[i] in PREPOSITIONS or unit.words[i] in TIMES):
        i = _last_phrase(unit, i, j)
    return (i, j) if i < j else None


def _last_phrase(unit: Unit, i: int, j: int) -> int:
    """Return where the last noun phrase of [i, j) begins: “In a statement on Monday *Trump*”."""
    if unit.words[j - 1] in PRONOUNS or unit.words[j - 1] in SUBJECTS:
        return j - 1
    i = _after_time(unit, i, j)
    k = j
    while k > i and not unit.is_marked(k - 1) and unit.words[k - 1] not in PREPOSITIONS:
        k -= 1
        if unit.words[k] in DETERMINERS:
            break
    return k


def _with_appositions(unit: Unit, comma: int) -> Range | None:
    """Return a subject closed by the comma at item `comma`: a head and what is set between commas after it."""
    end, i = comma, comma
    for _ in range(8):  # commas between the head and the verb
        start, _ = _segment_to_comma(unit, i)
        if end - start > LONGEST:
            return None
        start = _after_relative(unit, _after_time(unit, start, i), i)
        if start < i and _is_head(unit, start, i) and i != comma:
            head = _name_ahead(unit, start)
            hung = (k + 1 for k in range(i - 2, head - 1, -1) if unit.words[k] in SUBORDINATORS)
            return _trim(unit, next(hung, head), end)  # “bringing on what *Ferris*, the treasurer, called”
        if unit.words[start - 1] != "," or start == i:
            break
        i = start - 1
    return None


def _after_time(unit: Unit, start: int, end: int) -> int:
    """Return where a head with a capital begins that follows a time without a comma: “On Monday *Jane Doe*, a vet,”."""
    first = i = start + (unit.words[start] in PREPOSITIONS)
    while i < end and unit.words[i] in TIMES:
        i += 1
    return i if first < i < end and unit.is_capital(i) else start


def _after_relative(unit: Unit, start: int, end: int) -> int:
    """Return where a head begins behind a relative that a preposition has: “a note in which *the head*, Lee, said”."""
    relatives = (k for k in range(start + 1, end) if unit.words[k] == "which" and unit.words[k - 1] in PREPOSITIONS)
    return max((k + 1 for k in relatives), default=start)


def _name_ahead(unit: Unit, start: int) -> int:
    """Return where the name begins that the phrase at `start` describes: “**Jane Doe**, the mayor, a lawyer, said”."""
    if unit.words[start - 1] == "," and unit.words[start] in DETERMINERS:
        before, end = _segment_to_comma(unit, start - 1)
        if before < end <= before + 6 and all(unit.is_capital(k) for k in range(before, end)):
            return before
    return start


def _segment_to_comma(unit: Unit, end: int) -> Range:
    i = end
    while i > 0 and unit.words[i - 1] not in PAUSES and not (unit.is_marked(i - 1) and is_utterance(unit, i - 1)):
        i -= 1
    return i, end


def _is_head(unit: Unit, i: int, j: int) -> bool:
    """Tell whether items [i, j) can be the head before an apposition: no scene-setting, no apposition itself."""
    while i < j and (unit.is_adverb(i) or unit.words[i] in _JOINING):
        i += 1
    first = unit.words[i]
    if i >= j or first in _NO_HEAD:
        return False
    return unit.is_capital(j - 1) or unit.is_capital(i) or first in DETERMINERS


def right(unit: Unit, verb_end: int) -> Range | None:
    """Return the items of the subject after an inverted verb: “said **X, a lawyer for Y**, on Monday”."""
    i = verb_end
    if i >= len(unit) or unit.is_marked(i) or unit.words[i] in BREAKS or unit.words[i] in TIMES:
        return None
    first = unit.words[i]
    if first in {"he", "she", "they", "we", "it", "you", "i"}:
        return i, i + 1
    bare = first[:1].isalnum() and first not in _NO_NOUN and not unit.is_adverb(i)  # “said *senior officials*”
    named = unit.is_capital(i) or first in DETERMINERS or bare or _points(unit, i)
    return (i, _apposition_end(unit, _phrase_end(unit, i))) if named else None


def _points(unit: Unit, i: int) -> bool:
    """Tell whether “that” points at somebody and opens no clause: “said *that gentleman*, sipping his tea”."""
    noun = i + 1 + (i + 2 < len(unit) and role_of(unit.words[i + 1]) is None)
    if unit.words[i] != "that" or noun + 1 >= len(unit) or not is_person_noun(unit.words[noun]):
        return False
    return _ends_phrase(unit, noun + 1) and unit.words[noun + 1] not in VERBS


def _phrase_end(unit: Unit, i: int) -> int:
    """Return the end of the noun phrase that starts at item i, with its “of”, “for” and “and” phrases."""
    j = i + 1
    while j < len(unit) and j - i < LONGEST:
        word = unit.words[j]
        if unit.is_marked(j):
            if is_utterance(unit, j) or (unit.is_capital(j - 1) and goes_on(unit, j)):
                break
        elif word in {"of", "for", "from", "at", "with"} and j + 1 < len(unit) and _carries_on(unit, j + 1):
            j += 1
        elif (word in CONJUNCTIONS and not _joins_names(unit, j)) or _ends_phrase(unit, j):
            break
        j += 1
    return j


def _ends_phrase(unit: Unit, i: int) -> bool:
    """Tell whether a word that joins no names ends a noun phrase."""
    return unit.words[i] in CLOSING or (unit.words[i] not in CONJUNCTIONS and unit.is_adverb(i))


def _carries_on(unit: Unit, i: int) -> bool:
    return not unit.is_marked(i) and unit.words[i] not in BREAKS and unit.words[i] not in _SURE_TIMES


def _apposition_end(unit: Unit, j: int) -> int:
    """Return the end of appositions and relative clauses set off by commas right after item j."""
    if unit.words[j] != ",":
        return j
    after = unit.words[j + 1]
    if after in {"a", "an", "the", "who", "whose", "his", "her", "its", "one", "which"} or unit.is_capital(j + 1):
        return unit.clause_end(j + 1)
    return j


def after_preposition(unit: Unit, start: int) -> Range | None:
    """Return the noun phrase that follows “according to” up to the end of its clause."""
    near = range(start, min(len(unit), start + LONGEST))
    j = next((j for j in near if unit.words[j] in SIGNS or is_utterance(unit, j)), near.stop)
    if j < len(unit) and unit.words[j] == "," and _is_apposed(unit, start, j + 1):
        k = _apposition_end(unit, j)
        if k < len(unit) and _leaves_content(unit, start, k):
            j = k
    return (start, j) if j > start else None


def _is_apposed(unit: Unit, start: int, i: int) -> bool:
    """Tell whether what begins at item i may be set beside the phrase at `start`: a relative clause, or a role."""
    named = unit.words[start] not in {"a", "an", "the"}
    role = unit.words[i] in _ROLES or any(word == "'s" for word in unit.words[i + 1 : i + 5])
    return unit.words[i] in _RELATING or (role and named)


def _leaves_content(unit: Unit, start: int, end: int) -> bool:
    """Tell whether something is left to be reported if the source is items [start, end).

    “According to Jane Doe, **the plan, which** has failed, is dead” opens with its content, not with an apposition.
    """
    if start > OPENING:
        return unit.words[end] in {",", "."}
    return unit.words[end] == "," and unit.words[end + 1] not in RELATIVES


def possessor(unit: Unit, noun: int) -> Range | None:
    """Return whose claim it is: “**Trump** 's claim”, “**his** claim”, but not “the claim by **officials**”."""
    i = noun - 1
    while i > max(0, noun - OWNED) and unit.words[i].isalpha() and unit.words[i] not in DETERMINERS:
        i -= 1
    if unit.words[i] in {"his", "her", "its", "their", "my", "our"}:
        return i, i + 1
    if unit.words[i] in {"'s", "'"} and i > 0:
        return _trim(unit, *_name_before(unit, i))
    return None


def _name_before(unit: Unit, end: int) -> Range:
    """Return the possessor that ends at `end`: a run of capitals, or a phrase from its determiner."""
    i = end
    while i > 0 and unit.is_capital(i - 1):
        i -= 1
    if i == end:
        while i > 0 and end - i < 6 and unit.words[i - 1].replace("-", "").isalpha():
            i -= 1
            if unit.words[i] in DETERMINERS:
                break
    return i, end


def borrowed(unit: Unit, verb: int, taken: list[Range]) -> Range | None:
    """Return the subject of an earlier clause for a cue without one: the nearest source before it in its unit."""
    before = [r for r in taken if r[1] <= verb]
    return max(before) if before else None
