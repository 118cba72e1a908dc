"""Where a cue is a name, or has one in it: what marks and capitals tell, and the lexicon's words do not.

A cue holds no quotation mark, as a caller's own may (“'fess up”).  A verb that owns what follows is a name (“*Wired*'s
Jo Lee”); so is one with a capital beside other words of a verb's subject (“Jo *Report* told us”), and a word with a
capital in a verb group that looks like an adverb or auxiliary (“*Reilly* said”, “Will said”).

Limits: at the beginning of a sentence a capital tells nothing, so only such words are names there that are no other.
"""

from collections.abc import Container
from typing import Final

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks
from quoteattr.finding.words import CLOSED, is_common
from quoteattr.linking.attribution import Cues
from quoteattr.linking.words import capitals_to
from quoteattr.reading import Reading

LONGEST: Final = 4  # words of a name behind a cue that are looked at
_AUXILIARY_NAMES: Final = frozenset(["will", "may", "art"])


def clear_cues(reading: Reading, marks: Marks, cues: Cues) -> list[CueMatch]:
    """Return the cues that are cues, without names in them."""
    kept = _without_marks(reading, marks, cues)
    cues = [cue for cue in kept if not (cue.form and reading.lower[cue.last : cue.last + 1] == ["'s"])]  # “*Wired*'s”
    verbs = {cue.first for cue in cues if reading.words[cue.first][0].islower()}
    cues = [cue for cue in cues if reading.words[cue.head][0].islower() or not _is_in_name(reading, cue, verbs)]
    return [cue if cue.first == cue.head else _beside_name(reading, cue) for cue in cues]


def with_leads(given: Cues, cleared: Cues) -> Cues:
    """Return cleared cues with those of "According to" back that seemed to begin a name: “*According to* BBC reports”.

    Models have learned without them; only what is read has them.
    """
    kept = {cue.head for cue in cleared}
    lost = [cue for cue in given if cue.entry.lemma == "according to" and cue.head not in kept]
    return sorted([*cleared, *lost], key=lambda cue: cue.first) if lost else cleared


def _without_marks(reading: Reading, marks: Marks, cues: Cues) -> Cues:
    """Return the cues that hold no quotation mark."""
    edges = {reading.token_from(r.span.start) for r in marks.regions}
    edges |= {reading.token_from(r.inner.end) for r in marks.regions if r.closed}
    odd = [cue for cue in cues if not edges.isdisjoint(range(cue.first, cue.last))]
    odd = [cue for cue in odd if not all(reading.words[k][0].isalnum() for k in range(cue.first, cue.last))]
    return [cue for cue in cues if cue not in odd] if odd else cues


def _is_in_name(reading: Reading, cue: CueMatch, verbs: Container[int]) -> bool:
    """Tell whether a cue is a word of the name of two or more that is a verb's subject: “Jo *Report* told us”."""
    words, sentence = reading.words, reading.sentence_at(cue.head)
    last = capitals_to(words, cue.last, min(sentence.last, cue.last + LONGEST))
    before = words[cue.first - 1] if cue.first > sentence.first else ""
    named = before[:1].isupper() and before.lower() not in CLOSED
    return last in verbs and (named or last > cue.last)


def _beside_name(reading: Reading, cue: CueMatch) -> CueMatch:
    """Return a cue without a name in its verb group that looks like an adverb or auxiliary: “*Reilly* said”."""
    if not reading.words[cue.head][0].islower():
        return cue
    first = max([k + 1 for k in range(cue.first, cue.head) if _is_name(reading, k)], default=cue.first)
    if first == cue.first:
        return cue
    return attrs.evolve(cue, first=first, form="ed" if first == cue.head and cue.form == "en" else cue.form)


def _is_name(reading: Reading, i: int) -> bool:
    """Tell whether a word in a verb group is a name by its capital; at a beginning that tells nothing."""
    lower = reading.lower[i]
    if not reading.words[i][0].isupper() or (lower in CLOSED and lower not in _AUXILIARY_NAMES):
        return False
    starts = reading.sentence_at(i).first == i
    return not starts or lower in _AUXILIARY_NAMES or (lower.endswith("ly") and not is_common(lower))
