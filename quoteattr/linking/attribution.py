"""What linking hands to naming: contents with their cue and the words that name their source."""

import attrs

from quoteattr.finding.phrases import CueMatch
from quoteattr.models import Span, Step


@attrs.frozen(kw_only=True)
class Attribution:
    """One quotation before anybody is named.

    content: its pieces (marks and leading "that" included); verbatim: what stands inside marks, marks excluded;
    laid_out: layout marks it as speech (dash, speaker label), so all of it counts as verbatim.
    source, addressee, relayed_by: character spans of the mention, empty where there is none.
    cue: None for an implicit quotation; cue_spans: its words.
    continues: index, in the list of attributions, of the one this carries on in a next paragraph.
    """

    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    laid_out: bool = False
    cue: CueMatch | None = None
    cue_spans: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    relayed_by: tuple[Span, ...] = ()
    continues: int | None = None
    confidence: float
    evidence: tuple[Step, ...] = ()
