"""What finding marks hands on: regions of text between an opening and a closing mark."""

from enum import StrEnum

import attrs

from quoteattr.models import Diagnostic, Span, plain


@plain
class MarkStyle(StrEnum):
    """The family of marks a region stands in; DASH is dialogue set with a leading dash and no closing mark."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMET = "guillemet"
    CORNER = "corner"
    DASH = "dash"


@attrs.frozen
class Region:
    """Marked text: `span` with its marks, `inner` without; half-open character offsets.

    depth: 0 for an outermost region; parent: index of the region around it, None at depth 0.
    closed: whether its closing mark is there (an unclosed region ends with its paragraph or with the region around
    it, trailing space left out); dialogue with a dash needs none and is closed.
    continues: whether it carries on a region that the paragraph before left open (each paragraph opens anew).
    """

    span: Span
    inner: Span
    style: MarkStyle
    depth: int
    parent: int | None
    closed: bool
    continues: bool


@attrs.frozen(eq=False)
class Marks:
    """The regions of a text by their start (a parent before its children), and what was odd."""

    regions: tuple[Region, ...]
    diagnostics: tuple[Diagnostic, ...]
