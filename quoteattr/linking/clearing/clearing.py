"""Marks and cues as reports need them: without marks that quote nobody and words that only look like cues.

Nicknames and titles of works are cut out of the marks of a text (`nicknames`, `titles`), tags out of marks that
nothing closes (`unclosed`), names out of cues (`verbs`), and what a court hears is made a report (`hearings`), before
anything looks for what is said; training sees texts so too.  What is then found around a name or a title gets the
whole of it back.
"""

from collections.abc import Mapping, Sequence

import attrs

from quoteattr.finding.cues import CueMatch
from quoteattr.finding.marks import Marks, Region
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.clearing.hearings import with_hearings
from quoteattr.linking.clearing.nicknames import nicknames, with_whole_names, without
from quoteattr.linking.clearing.titles import titled_works, with_titles
from quoteattr.linking.clearing.unclosed import without_tags
from quoteattr.linking.clearing.verbs import clear_cues
from quoteattr.linking.outermost import Outermost
from quoteattr.models import Span
from quoteattr.reading import Reading


@attrs.frozen(eq=False)
class Cleared:
    """The marks and cues of a text that may report, with what was taken out: names and works by their old regions."""

    text: str
    marks: Marks
    cues: Sequence[CueMatch]
    names: Mapping[int, Span]
    works: Mapping[int, Region]
    with_works: Marks

    @classmethod
    def of(cls, reading: Reading, marks: Marks, cues: Sequence[CueMatch], *, unclosed: bool = False) -> "Cleared":
        """Return the marks and cues of a text without names and titles, if `unclosed` those without a sign, too."""
        names = nicknames(reading, marks)
        with_works = without_tags(reading, without(marks, names) if names else marks, cues, first=unclosed)
        works = titled_works(reading, with_works, unclosed=unclosed)
        marks = without(with_works, works) if works else with_works
        cues = with_hearings(reading, clear_cues(reading, marks, cues))
        return cls(reading.text, marks, cues, names, works, with_works)

    def restored(self, told: list[Attribution]) -> list[Attribution]:
        """Return attributions with the whole of the names and titles that they cut."""
        told = with_whole_names(told, list(self.names.values())) if self.names else told
        return (
            with_titles(self.text, told, list(self.works.values()), Outermost.of(self.with_works))
            if self.works
            else told
        )
