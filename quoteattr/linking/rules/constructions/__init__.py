"""Which words are the source and the content of each cue of a unit, by the construction it stands in: a file each.

The constructions, in the order in which they are tried; S is a source, V a verb group, C a content:

    `preposed`  According to S, C.   C, according to S.   As S said, C.       (also "in the words of S", "in S's words")
    `answers`   “C,” was S's reply.   S's reply was “C”
    `nouns`     S's claim that C
    `verdicts`  X was V-ed as “C” by S.   X was V-ed by S as “C”.   what S calls “C”   “C” is how S describes it
    `tags`      “C,” S V.   “C,” V S.   C, S V, C.
    `subjects`  S V [addressee] that C     S V: “C”     S V C     S V C, adding that C
    `colons`    S: “C”   For S, “C”

All of them take a cue in its place (`site`) and know how sure they are (`confidence`); `choice` tries them.  `reports`
is the verb, a `Report` what it returns; `confidence_of` and `TAG_LEAST` are for reports that reach over their unit.
"""

from quoteattr.linking.rules.constructions.choice import reports
from quoteattr.linking.rules.constructions.confidence import TAG_LEAST, confidence_of
from quoteattr.linking.rules.constructions.site import Report
from quoteattr.linking.rules.constructions.subjects import joined_subject

__all__ = ["TAG_LEAST", "Report", "confidence_of", "joined_subject", "reports"]
