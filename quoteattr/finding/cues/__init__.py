"""Words that report, looked up in a lexicon and judged by the words around them.

`find_cues` is the verb, a `CueMatch` what it returns, `lexicon_for` the lexicon under some options.  Files, in the
order of use:

    `lexicon`  from a word to every cue that begins with it, in all its forms
    `clause`   the words of a sentence, and the closed classes it tells them apart by
    `parts`    whether an occurrence is the verb or the noun it should be
    `stance`   what the source does with the content there: denied, asked, not said
    `cues`     these put together, with the verb group
    `matches`  what is handed on
"""

from quoteattr.finding.cues.cues import calendar, find_cues
from quoteattr.finding.cues.lexicon import lexicon_for, standard_patterns
from quoteattr.finding.cues.matches import CueEntry, CueMatch

__all__ = ["CueEntry", "CueMatch", "calendar", "find_cues", "lexicon_for", "standard_patterns"]
