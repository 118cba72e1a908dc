"""A cue in its place, and the report that a construction makes of it: what all constructions share.

A `Site` is a cue in its unit, with what bounds it: its content ends at `limit`, where a coordinated cue, a tag further
on or a clause about a name begins; its subject begins at `floor`, behind the verb group of the cue before.  A
construction takes a site and returns a `Report`, the items of source and content, or None; `Site.report` makes it, and
finds whom marked words are said to.

Limits: beyond `AHEAD` cues nothing ends a content; whom marked words are said to, only a "to" right behind the verb or
the source tells.
"""

from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.words import head_of
from quoteattr.linking.rules import contents
from quoteattr.linking.rules.constructions.confidence import confidence_of
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import CONJUNCTIONS, DETERMINERS, PRONOUNS, RELATIVES, SUBJECTS, TRAILING

AHEAD: Final = 8  # cues that are looked at to either side of one, words of a name before it; prose has fewer
_SAID: Final = frozenset(["tag", "marked", "that"])  # constructions of words whose hearer may stand behind “to”


class Report(NamedTuple):
    """A cue of a unit with the items of its source and content, before it becomes an attribution.

    `cue` is None where a colon alone does its work; `verb` is then the colon.
    """

    cue: CueMatch | None
    verb: Range
    source: Range | None
    contents: tuple[Range, ...]
    addressee: Range | None
    rule: str
    confidence: float

    def at_least(self, confidence: float) -> "Report":
        """Return the report, at least so sure."""
        return self._replace(confidence=max(self.confidence, confidence))


class Site(NamedTuple):
    """A cue in its place: where its content must end (`limit`), where its subject may begin (`floor`)."""

    unit: Unit
    cue: CueMatch
    verb: Range
    limit: int
    floor: int
    before: Range | None  # the verb group of the cue before, in the same clause
    earlier: list[Report]
    rules: AbstractSet[str]  # the constructions that can be sure enough

    def report(
        self, source: Range | None, parts: tuple[Range, ...], rule: str, addressee: Range | None = None
    ) -> Report:
        """Return the report that a construction makes of this cue, with its confidence."""
        quoted = self.unit.marked and any(any(self.unit.regions[start:end]) for start, end in parts)
        odds = "told" if rule == "bare" and addressee else rule
        confidence = confidence_of(self.cue.entry.weight, odds, quoted=quoted)
        addressee = addressee or self._spoken_to(source, parts, rule)
        addressee = contents.whole(self.unit, addressee) if addressee else None
        return Report(self.cue, self.verb, source, parts, addressee, rule, confidence)

    def _spoken_to(self, source: Range | None, parts: tuple[Range, ...], rule: str) -> Range | None:
        """Return whom words are said to: “C,” said S *to* **Tom**; S said *to* **Tom**: “C”, or that C."""
        unit, start = self.unit, max(self.verb[1], source[1] if source else 0)
        if rule not in _SAID or unit.words[start] != "to" or "tag" not in self.cue.entry.frames:
            return None
        heard = unit.words[start + 1]
        if not (unit.is_capital(start + 1) or heard in PRONOUNS or heard in DETERMINERS):
            return None
        told = contents.addressee(unit, start + 1, len(unit))
        if told and rule == "that" and heard in DETERMINERS and head_of(unit.words[told[1] - 1]) is None:
            return None  # “objected to *the view* that C”
        return None if told is None or any(told[0] < end and first < told[1] for first, end in parts) else told


# --- where cues stand ------------------------------------------------------------------------------


def without_titles(unit: Unit, placed: list[tuple[CueMatch, Range]]) -> list[tuple[CueMatch, Range]]:
    """Return cues with their verb groups, without titles before a name: “C,” *Judge* Lee told X."""
    bases = [(one, other) for one, other in pairwise(placed) if one[0].form == "base"]
    titles = {one[1] for one, other in bases if _is_title(unit, one[1], other[1][0])}
    return [one for one in placed if one[1] not in titles] if titles else placed


def _is_title(unit: Unit, verb: Range, end: int) -> bool:
    """Tell whether a verb is a title: nothing but a name stands between it and the verb that begins at `end`."""
    if unit.is_capital(end) or not verb[1] < end <= verb[1] + AHEAD:
        return False
    return all(unit.is_capital(i) for i in range(verb[0], end))


def limit_of(unit: Unit, verb: Range, later: list[tuple[CueMatch, Range]]) -> int:
    """Return the item before which a content right of `verb` must end: a coordinated cue, or a tag further on.

    `later` has the cues after it with their verb groups; a clause of its own with a name, too, ends it, at the comma.
    """
    for _, (start, _) in later:
        word, before = unit.words[start], unit.words[start - 1]
        if start > verb[1] and before in CONJUNCTIONS and word != "to" and not word.endswith("ing"):
            return start - 1
        if start > verb[1] and before == "," and (word.endswith("ing") or unit.words[verb[0] - 1] in RELATIVES):
            return start - 1
        if start - 3 > verb[1] and before in SUBJECTS and unit.words[start - 3 : start - 1] == [",", "but"]:
            return start - 3
        if word == "according":
            return start
        if (opening := _named_clause(unit, start)) > verb[1]:
            return opening
    return len(unit)


def _named_clause(unit: Unit, verb: int) -> int:
    """Return the comma before a coordinated clause whose subject is a name: “C**,** but Jane Doe warned”, 0 if none."""
    i = verb
    while i > max(0, verb - AHEAD) and unit.is_capital(i - 1):
        i -= 1
    return i - 2 if i < verb and unit.words[i - 1] in CONJUNCTIONS and unit.words[i - 2] == "," else 0


def trimmed_end(unit: Unit, start: int, end: int) -> int:
    """Return where items [start, end) end without the signs they trail off in."""
    while end > start and unit.words[end - 1] in TRAILING:
        end -= 1
    return end
