"""Quotation marks, read jointly, a paragraph at a time.

`find_regions` is the verb, `Marks` what it returns: `Region`s by their start, and what was odd.  Files, in the order of
use:

    `signs`    each mark by itself: what it costs to let it open, close or be no quotation mark
    `paths`    the cheapest reading of all marks of a paragraph
    `dashes`   dialogue set with dashes, which has no closing mark
    `marks`    the reading turned into regions
    `regions`  what is handed on
"""

from quoteattr.finding.marks.marks import find_regions
from quoteattr.finding.marks.regions import Marks, MarkStyle, Region

__all__ = ["MarkStyle", "Marks", "Region", "find_regions"]
