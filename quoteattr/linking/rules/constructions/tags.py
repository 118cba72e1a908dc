"""Tags: a subject and a verb right behind a content, in it, or between two of its parts.

    plain      “C,” S V.   C, S V.   C, S V, C.   “C” (S V) “C”
    inverted   “C,” V S.   “C,” here V S.   “C,” at length V S.

Behind marks that close as before a tag (“Never,”) any cue will do, and the report is sure.  Elsewhere a comma, a dash
or marks set the tag off, its verb has no content behind it, and what stands before reads like reported words: an
utterance, a clause, or what opens with its subject and has a short tag at its end.

Limits: the adverbials of a tag end at the next sign; what goes on there without marks is left out if it opens with a
participle or one of a few prepositions.
"""

from typing import Final

from quoteattr.linking.rules import contents, sources
from quoteattr.linking.rules.constructions.confidence import TAG_LEAST
from quoteattr.linking.rules.constructions.site import AHEAD, Report, Site, trimmed_end
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    COMMAS,
    CONJUNCTIONS,
    DASHES,
    ENDS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    VERBS,
    is_adverb,
)

SHORT: Final = 4  # items of a source so short that commas around it and its cue make a tag
CLAUSE: Final = 4  # items of a short clause
SAYING: Final = 0.7  # weight of a verb that is one of saying whatever stands behind it
LATER: Final = 2  # items that close a time: “Two years later”
_SCENE: Final = PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | TIMES  # what opens no subject
_BEFORE_TAG: Final = COMMAS | ENDS | {"("}  # what an inverted tag stands behind
_FRONTED: Final = frozenset("here then so thus".split())  # between marked words and an inverted tag
_LASTING: Final = frozenset("last length once".split())  # behind “at” there
_CLOSES_BEFORE_TAG: Final = frozenset(",?!-—–")
_CLOSES_WORDS: Final = DASHES | {",", "?", "!"}  # what closes reported words without marks
_JOINTS: Final = BREAKS | CONJUNCTIONS


def may_be_tag(site: Site) -> bool:
    """Tell whether anything before the cue sets a tag off (`_is_set_off`): nothing does for most."""
    unit, verb = site.unit, site.verb[0]
    if unit.marked and any(unit.regions[:verb]):
        return True
    return "tag" in site.cue.entry.frames and not _CLOSES_WORDS.isdisjoint(unit.words[1:verb])


def tag(site: Site) -> Report | None:
    """Return what a tag closes or cuts in two; `may_be_tag` is asked before."""
    unit, verb = site.unit, site.verb
    inverted = _inverted(site)
    source = inverted or sources.left(unit, verb[0], site.floor)
    if source is None:
        return None
    start, end = min(source[0], verb[0]), max(source[1], verb[1])
    if unit.words[start - 1] == "(":
        closes = (i + 1 for i in range(end, min(end + AHEAD, len(unit))) if unit.words[i] == ")")
        start, end = start - 1, next(closes, end)  # “C” *(said X)* “C”
    front = start - 1 if unit.words[start - 1] == "as" else _front(unit, start) if inverted else start
    if front < start and (unit.is_marked(front - 1) or unit.words[front - 1] == ","):
        start = front  # “C,” *as X put it*; “C,” *here said X*
    certain = _closes_for_tag(unit, start)
    left, apart = contents.leftward(unit, start), _is_set_off(unit, start) or _is_cut(unit, start, end)
    if left is None or not apart or not ("tag" in site.cue.entry.frames or certain):
        return None
    after = end if certain or inverted else _after_tag(site, end, said=unit.is_marked(left[1] - 1))
    if after is None:
        return None
    parts = (left, *_second_piece(site, left, after, unit.clause_end(after)))
    if not (_is_told(unit, parts, source) or _is_closing(site, left, source, end)):
        return None
    told = None if inverted or "obj" not in site.cue.entry.frames else contents.addressee(unit, verb[1], len(unit))
    report = site.report(source, parts, "tag", told)
    return report.at_least(TAG_LEAST) if certain else report


# --- its subject -----------------------------------------------------------------------------------


def _inverted(site: Site) -> Range | None:
    unit, verb = site.unit, site.verb
    if "obj" in site.cue.entry.frames and not unit.is_marked(verb[0] - 1) and unit.words[verb[1]] not in SUBJECTS:
        return _warning(site)  # “X told reporters” tells whom, not who
    front = _front(unit, verb[0])
    before = front - 1 if unit.is_marked(front - 1) else verb[0] - 1
    if not (unit.is_marked(before) or unit.words[before] in _BEFORE_TAG):
        return None
    source = sources.right(unit, verb[1])
    aside = unit.words[before] in DASHES and sources.opening(unit, before)
    return None if aside and source and unit.is_marked(source[1] - 1) else source  # “Lee – a vet – *said he was “ill”*”


def _front(unit: Unit, verb: int) -> int:
    """Return where the word or two begin that lead to an inverted verb at an item: “C,” *here* said X, *at length*."""
    if verb > 2 and unit.words[verb - 2] == "at" and unit.words[verb - 1] in _LASTING:
        return verb - 2
    return verb - 1 if verb > 1 and unit.words[verb - 1] in _FRONTED else verb


def _warning(site: Site) -> Range | None:
    """Return the source of a verb that may take an object, where it closes a sentence (“C, *warned Ann Lee*.”)."""
    unit, (verb, end) = site.unit, site.verb
    if "np" not in site.cue.entry.frames or unit.words[verb - 1] != "," or not _opens_with_subject(unit, (0, verb - 1)):
        return None
    source = sources.right(unit, end)
    return source if source and unit.words[source[1]] in ENDS else None


# --- where it begins and ends ----------------------------------------------------------------------


def _closes_for_tag(unit: Unit, start: int) -> bool:
    """Tell whether an utterance right before item `start` closes as before a tag: “Never,” *she said in a letter*.

    The British put the comma behind the marks: ‘Remember then’, *he continued*.
    """
    if start == 2 and unit.words[1] == "," and unit.is_marked(0):
        return True
    region = unit.regions[start - 1] if start else None
    return region is not None and region.inner.of(unit.reading.text).rstrip()[-1:] in _CLOSES_BEFORE_TAG


def _is_set_off(unit: Unit, start: int) -> bool:
    """Tell whether what stands before item `start` can be the end of a content: a comma, a dash, marks."""
    if unit.is_marked(start - 1) or unit.is_marked(start - 2):
        return True
    dashed = unit.words[0] in DASHES and start == 3  # “―Yes, *said Tomas*”
    closes = unit.words[start - 1] in _CLOSES_WORDS and (start >= 4 or dashed)
    return closes and (dashed or not all(unit.is_capital(i) for i in range(start - 1)))


def _is_cut(unit: Unit, start: int, end: int) -> bool:
    """Tell whether the tag at items [start, end) cuts a subject from its verb: “Prices, *she says*, **will** fall”."""
    comma = next((i for i in range(end, end + SHORT) if unit.words[i] == ","), 0)
    return unit.words[start - 1] in _CLOSES_WORDS and comma > 0 and unit.words[comma + 1] in VERBS


def _after_tag(site: Site, end: int, *, said: bool) -> int | None:
    """Return the item after the tag's own words, None if what follows the verb is its content and no tag's end."""
    unit = site.unit
    found = contents.rightward(unit, site.verb[1], site.cue.entry, len(unit))
    resumes = found is not None and found.frame == "marked" and said and unit.words[found.content[0] - 1] != ":"
    if found is not None and not resumes:
        return None
    return None if "that" in unit.words[end : unit.clause_end(end)] else end


# --- whether it has reported words before it, and how they go on -----------------------------------


def _is_told(unit: Unit, parts: tuple[Range, ...], source: Range) -> bool:
    """Tell whether the parts read like reported words: marked, dashed, around a short tag, or with a verb in them."""
    left = parts[0]
    if sources.is_utterance(unit, left[1] - 1):
        return True
    if unit.words[0] in DASHES or (len(parts) > 1 and source[1] - source[0] <= SHORT):
        return True
    return any(_is_clause(unit, part) for part in parts)


def _is_closing(site: Site, left: Range, source: Range, end: int) -> bool:
    """Tell whether a short tag closes a headline, or a sentence that opens with its subject.

    “Sea levels rising, *scientists say*”; “Children who walk sleep better, *a study suggests*.”
    """
    unit, long = site.unit, source[1] - source[0] > SHORT
    if end == len(unit):
        return not long
    says = source[0] >= site.verb[1] and site.cue.entry.weight >= SAYING  # “C, *says its manager, Ann Lee*.”
    return unit.words[end] in ENDS and (says or not long) and _opens_with_subject(unit, left)


def _opens_with_subject(unit: Unit, part: Range) -> bool:
    """Tell whether items are long enough for a clause and begin with no scene, time or reason; nor do they list."""
    words = unit.words[slice(*part)]
    scene = words[0] in _SCENE or words[0].endswith("ing") or is_adverb(words[0])
    return len(words) >= CLAUSE and not scene and TIMES.isdisjoint(words[-LATER:]) and "," not in words


def _is_clause(unit: Unit, part: Range) -> bool:
    """Tell whether items can be reported without marks: they hold a verb and open with no name set off by a comma."""
    i = unit.capitals_end(*part)
    if i > part[0] and unit.words[i] == ",":
        return False
    return any(unit.is_marked(k) or unit.words[k] in AUXILIARIES or unit.words[k].endswith("ed") for k in range(*part))


def _second_piece(site: Site, left: Range, after: int, i: int) -> tuple[Range, ...]:
    """Return the part of the content after the tag and its adverbials, items [after, i): “C, he said, **C**”."""
    unit = site.unit
    marked = unit.is_marked(left[1] - 1)
    said = marked and sources.is_utterance(unit, left[1] - 1)
    if not said and _is_rest(unit, left, i):
        return ((i + 1, i + 2),)
    if marked and sources.goes_on(unit, after):
        return ((after, after + 1),)
    start = i
    while start < len(unit) and (unit.words[start] in BREAKS or (said and unit.words[start] in CONJUNCTIONS)):
        start += 1
    if said:
        return _resumed(unit, after, start)
    if unit.words[i] not in COMMAS or start >= site.limit or unit.is_marked(i):
        return ()
    first = unit.words[start]
    if first.endswith("ing") or first in RELATIVES or first in {"according", "as", "after", "in", "on", "during", "at"}:
        return ()
    return ((start, trimmed_end(unit, start, site.limit)),)


def _is_rest(unit: Unit, left: Range, i: int) -> bool:
    """Tell whether marked words behind a semicolon go on with those before the tag: “C”, he said; **“C”**."""
    behind = unit.words[i] == ";" and unit.is_marked(i + 1) and unit.words[i + 2] in ENDS
    return behind and unit.is_marked(left[1] - 1) and unit.words[left[1]] == ","


def _resumed(unit: Unit, after: int, start: int) -> tuple[Range, ...]:
    """Return the utterance at or after item `start` that carries on the one before a tag that ends at item `after`."""
    start = next((i for i in range(start, len(unit)) if unit.is_marked(i)), len(unit))
    if not sources.is_utterance(unit, start):
        return ()
    resumes = start == after or unit.words[start - 1] in _JOINTS or unit.is_marked(start - 1)
    return ((start, start + 1),) if resumes else ()
