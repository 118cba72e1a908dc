"""From marks and cues to attributions: for each cue, which words are its source and which its content.

`link` is the stage's one verb, an `Attribution` (`attribution`) what it returns.  Folders, in the order of use:

    `clearing`  marks that quote nobody and words that only look like cues, taken out
    `layout`    speech under labels, in headlines, behind dashes, in blocks
    `rules`     reports by word order and marks, with a file for each construction
    `learned`   models that find reports of their own and judge both; what rules know better behind them
    `further`   constructions that neither of them finds
    `refused`   what looks like a report and is none
    `marked`    whose marked words are that have no cue of their own
    `edges`     where the parts of a report begin and end

`voices` tells whose words they are where the subject of the verb only hears or passes them on, `outermost` finds marks
by offset, `stories` tells fiction from news, `rubrics` has labels that nobody speaks under, `words` the closed classes
of English words, and `linking` puts all of these together.
"""

from quoteattr.linking.attribution import Attribution
from quoteattr.linking.linking import link

__all__ = ["Attribution", "link"]
