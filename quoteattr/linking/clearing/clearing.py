"""Marks and cues cleared before anything looks for what is said; training sees texts so too.

What is then found around a nickname or a title gets the whole of it back.
"""

from collections.abc import Mapping

import attrs

from quoteattr.finding.marks import Marks, Region
from quoteattr.linking.attribution import Attribution, Cues
from quoteattr.linking.clearing.hearings import with_hearings
from quoteattr.linking.clearing.nicknames import nicknames, without
from quoteattr.linking.clearing.titles import titled_works, with_wholes, without_titles
from quoteattr.linking.clearing.unclosed import without_tags
from quoteattr.linking.clearing.verbs import clear_cues
from quoteattr.linking.outermost import Outermost
from quoteattr.reading import Reading


@attrs.frozen(eq=False)
class Cleared:
    """The marks and cues of a text that may report, with what was taken out: names and works by their old regions."""

    text: str
    marks: Marks
    cues: Cues
    names: Mapping[int, Region]
    works: Mapping[int, Region]
    with_works: Marks

    @classmethod
    def of(cls, reading: Reading, marks: Marks, cues: Cues, *, unclosed: bool = False) -> "Cleared":
        """Return the marks and cues of a text without names and titles, if `unclosed` those without a sign, too."""
        names = nicknames(reading, marks)
        with_works = without_tags(reading, without(marks, names) if names else marks, cues, first=unclosed)
        works = titled_works(reading, with_works, unclosed=unclosed)
        marks = without(with_works, works) if works else with_works
        cues = with_hearings(reading, clear_cues(reading, marks, cues))
        return cls(reading.text, marks, cues, names, works, with_works)

    def restored(self, told: list[Attribution]) -> list[Attribution]:
        """Return attributions with the whole of the names and titles that they cut."""
        whole = sorted([*self.names.values(), *self.works.values()], key=lambda region: region.span)
        told = with_wholes(self.text, told, whole) if whole else told
        return without_titles(self.text, told, self.works, Outermost.of(self.with_works)) if self.works else told
