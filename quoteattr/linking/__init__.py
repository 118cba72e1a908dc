"""From marks and cues to attributions: for each cue, which words are its source and which its content.

`link` is the stage's one verb.  Files, in the order in which they are used: `units` (what a cue looks at),
`outermost` (marks by offset), `words` (closed classes), `sources`, `contents`, `clauses` (constructions), `layout`
(labels, dashes), `implicit` (what nobody is found to say), `linking`.
"""

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.linking import link

__all__ = ["Attribution", "link"]
