"""Marked words that no cue claims, where a colon or "for S" leads to them.

    colon   Kasich on jobs: “C”   She leaned in: “C”   It was a text from Milo: “C”   It was Milo: “C”
    view    For S, “C”   To quote S, “C”   To borrow a phrase from S, “C”

Limits: "for S" stands at the start of its sentence, and the marked words are all the rest of it; of several names
before a colon the first is taken.
"""

from typing import Final

from quoteattr.linking.rules import sources
from quoteattr.linking.rules.constructions.site import AHEAD, Report
from quoteattr.linking.rules.constructions.subjects import described_end, main_subject
from quoteattr.linking.rules.units import Range, Unit
from quoteattr.linking.words import BREAKS, DETERMINERS, RELATIVES, SUBJECTS, TIMES, VERBS

FAR: Final = 6  # items between the colon and the preposition behind a message
_OWNED: Final = frozenset(["of", "for"])  # before the name of whose somebody is
_BY: Final = frozenset(["from", "by"])
_REPEATING: Final = frozenset("cite echo paraphrase quote".split())  # before whose words they are: “to *quote* S”
_BORROWING: Final = frozenset("borrow steal take".split())  # the same with "from": “to *borrow* a phrase from S”
_MESSAGES: Final = frozenset(
    "cable card e-mail email fax letter mail memo message note postcard post telegram text tweet voicemail wire".split()
)
_NO_NAME: Final = BREAKS | VERBS | RELATIVES | {"that"}  # what no name or short description has
COLON: Final = 0.6  # confidence of marked words after a colon without a cue


def after_colons(unit: Unit, found: list[Report]) -> list[Report]:
    """Return what stands in marks after a colon that no cue claims: “**Kasich** on jobs: ‘…’”, “She leaned in: “…””."""
    if ":" not in unit.words:
        return []
    taken = {i for report in found for part in report.contents for i in range(*part)}
    out = []
    for i in range(1, len(unit) - 1):
        if unit.words[i] != ":" or not unit.is_marked(i + 1) or i + 1 in taken:
            continue
        source = _before_colon(unit, i)
        if source is not None and (sources.is_utterance(unit, i + 1) or i + 2 == len(unit)):
            out.append(Report(None, (i, i + 1), source, ((i + 1, i + 2),), None, "colon", COLON))
    return out


def _before_colon(unit: Unit, colon: int) -> Range | None:
    """Return the subject of the clause a colon ends, or a label; a lone first word is capital by its place only.

    Whoever is spoken to is neither: “Then, to *Max*: “C””.
    """
    if (behind := _behind_it(unit, colon)) is not None:
        return behind
    start = max((k + 1 for k in range(colon) if unit.words[k] == ","), default=0)
    source = main_subject(unit, colon, start) or main_subject(unit, colon)
    source = next(filter(None, (_nominal(unit, i, colon, source) for i in (0, start))), source)
    if source and unit.words[source[0] - 1] == "to":
        return None
    if source == (0, 1) and colon > 1 and unit.words[0] not in SUBJECTS and unit.words[1] != "(":
        return None
    return source


def _nominal(unit: Unit, i: int, colon: int, name: Range | None) -> Range | None:
    """Return the phrase a clause begins with, and the name in it: “*A friend of Ann Lee* had this to say: “C””."""
    end = described_end(unit, i, colon) if unit.words[i] in DETERMINERS else 0
    if unit.words[end] == "'s":
        end = described_end(unit, end, colon)  # “the minister's *aide*”
    if not end or (name and name[0] < end):
        return None
    return i, name[1] if name and unit.words[end] in _OWNED else end


def _behind_it(unit: Unit, colon: int) -> Range | None:
    """Return whose message is told of before a colon, or who is said to be there: “it was a text from *Milo*:”."""
    by = next((k for k in range(colon - 1, max(1, colon - FAR), -1) if unit.words[k] in _BY), 0)
    if by and unit.words[by - 1] in _MESSAGES:
        first = by + 1
    elif unit.words[0] == "it" and unit.words[1] in {"was", "is"} and unit.is_capital(2):
        first = 2
    else:
        return None
    return (first, colon) if first < colon and _NO_NAME.isdisjoint(unit.words[first:colon]) else None


def views(unit: Unit, found: list[Report]) -> list[Report]:
    """Return marked words that “for S” leads to at the start of a sentence, if they are all the rest of it."""
    marked = next((i for i in range(len(unit)) if unit.is_marked(i)), 0)
    if found or unit.words[0] not in {"for", "to"} or unit.words[marked - 1] != "," or len(unit) > marked + 2:
        return []
    comma = unit.clause_end(1)
    named = 1 < comma <= AHEAD and unit.is_capital(comma - 1) and TIMES.isdisjoint(unit.words[1:comma])
    if not (named and sources.is_utterance(unit, marked)):
        return []
    start = _behind_verb(unit, comma - 1)
    return [Report(None, (0, start), (start, marked - 1), ((marked, marked + 1),), None, "view", COLON)]


def _behind_verb(unit: Unit, last: int) -> int:
    """Return where whoever has said it begins before item `last`, behind “for”, “to”, or a verb that repeats it."""
    if unit.words[0] != "to":
        return 1  # “for *Ann Lee from Leeds*”
    verbs = _BY if unit.words[1] in _BORROWING else _REPEATING
    return next((k + 1 for k in range(1, last) if unit.words[k] in verbs), 1)
