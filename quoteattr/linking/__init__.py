"""From marks and cues to attributions: for each cue, which words are its source and which its content.

`link` is the stage's one verb.  Files, in the order in which they are used: `clearing` of `nicknames`, `titles`,
`unclosed`, `edges` and `hearings` (marks inside names, around works and over tags, names beside cues, what courts
hear), `turns` (speech under labels; `labels` knows them from those of lists, `talks` a talk from a form), `headlines`,
`layout` (lines of attribution, dashes), `blocks` (paragraphs behind a verb and a colon), `rules` (of word order:
`units`, `words`, `sources`, `contents`, and `constructions`, a file each), `learned` (models that find reports of their
own and judge both), `asides` (tags between commas), `lettering` (what documents read), `stating` (a verb that is mostly
a noun), `names` (what only names), `interrupted` (deeds between dashes), `pieces` (whose a marked sentence is),
`narrative`, `complements`, `voices` and `unsaid` (who is the source, and whether it was said), `headed` (labels before
marked words), `implicit` (what nobody is found to say), `linking`; `outermost` finds marks.
"""

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.linking import link

__all__ = ["Attribution", "link"]
