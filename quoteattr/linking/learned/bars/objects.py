"""Objects that are no words: “He *pointed to* the hatch”, “She *pressed* his hand”, “He *recalled* the night he came”.

What annotated news counts as a report without a clause (“slammed the plan”, “condemned the attack”) is of verbs that
tell deeds in other texts.  Where people talk on the page, what they say stands in marks, and what a verb has for its
object is a thing that somebody handles, sees or feels: of 60 such reports in excerpts of novels 9 told words.  So in a
dialogue what stands without marks has to be a clause.

Limits: the few of a dialogue that tell words by a noun (“She denied the charge”) are left out with the deeds.
"""

from typing import Final

from quoteattr.linking.learned.accept import Decoded

_PHRASES: Final = frozenset(["N", "i", "n", "g", "c", "b", ""])  # chunks that may all belong to one noun phrase
_CLAUSAL: Final = frozenset("Vthuw")  # chunks that a clause begins with
_ASKING: Final = frozenset("how if what whether why".split())  # behind a hearer: “asked the maid *how* she was”


def is_without_clause(one: Decoded) -> bool:
    """Tell whether words without marks, behind their verb, are no clause, whatever clauses hang on their nouns."""
    content, kinds = one.units, one.view.kinds
    first = kinds[content[0]]
    if content[0] < one.cue or first.chunk in _CLAUSAL or any(kinds[i].quoted for i in content):
        return False
    end = next((kinds[i] for i in content if kinds[i].chunk not in _PHRASES), first)
    asks = end.lower in _ASKING or (end.chunk == "h" and first.chunk == "i")  # “considered *with joy that* C”
    return not asks and end.chunk not in {"V", "t"}
