"""Marks and cues as reports need them: without marks that quote nobody and words that only look like cues.

`Cleared.of` takes them out before anything looks for what is said, and puts back the names and works that a content
cut.  A file for each kind:

    `unopened`   marks that nothing opens: It is late,” she said
    `nicknames`  marks around a nickname inside a name: Kathleen “Kick” Smith
    `unclosed`   tags inside marks that nothing closes: “The trees were planted, said Luis Ortega.
    `titles`     marks around the title of a work: in her memoir, “Salt,” she says
    `verbs`      names that look like cues: “*Reilly* said”
    `hearings`   what a court hears
    `clearing`   these put together
"""

from quoteattr.linking.clearing.clearing import Cleared
from quoteattr.linking.clearing.titles import is_sentence, is_title
from quoteattr.linking.clearing.unopened import with_openings
from quoteattr.linking.clearing.verbs import with_leads

__all__ = ["Cleared", "is_sentence", "is_title", "with_leads", "with_openings"]
