"""Participles beside the subject that opens a sentence, whose own verb stands behind them, or with one of their own.

    reduced  “*Residents told to leave* stayed”: with no comma, who was told
    aside    “*Ann Lee, citing a poll,* left”: between commas, dashes or in brackets, what she did
    unseen   “*Minister* resigns, citing a poll”: at the end, what he did when he did what the tagger takes for a noun
    own      “Fans were angry, with *one saying*: “C””: what "with" opens has its subject before it

To the models such a participle is a verb like any other, whose content goes on over the verb of its subject.
"""

from typing import Final

from quoteattr.linking.learned.features import View
from quoteattr.linking.learned.kinds import OF_SUBJECT, SPEAKERS

BRACKETS: Final = {"(": ")", **{dash: dash for dash in ("-", "--", "–", "—")}}  # what closes a clause, by what opens it
HEARD: Final = frozenset(["ed", "en"])  # forms of a verb whose hearer is its subject
_OPENING: Final = {",", *BRACKETS}
_COMPLEMENTS: Final = frozenset("it")  # chunks that open what belongs to a participle: prepositions and “to”
_COMPLEMENT: Final = frozenset(["N", "i", "t", "b", "g", ""])  # chunks of all that does
_OWN: Final = 16  # units of the subject of a participle behind "with"
_ASKED_OF: Final = frozenset(["ask about", "ask for", "warn about", "warn of"])  # whose hearer may be their subject


def reduced(view: View, cue: int) -> int:
    """Return the verb whose subject opens the sentence with a participle, else 0: “Residents *told* to leave **left**”.

    Behind the participle stands a preposition or "to", and the verb right behind a noun that is not its own subject
    (“asked about the delay *they caused*”).
    """
    chunks, kinds, end = view.chunks, view.kinds, view.segment.core_end
    if not _is_told(view, cue) or chunks[cue + 1] not in _COMPLEMENTS or kinds[cue + 1].lower in {"whether", "if"}:
        return 0
    verb = next((i for i in range(cue + 2, end) if chunks[i] not in _COMPLEMENT), cue)
    before, last = kinds[verb - 2], kinds[verb - 1]
    joined = chunks[verb - 2] == "N" and (last.tag == "NNP" or before.tag == "NNS")  # “the delay *Lee* caused”
    own = joined or last.tag == "PRP"
    return verb if chunks[verb] == "V" and verb > cue + 1 and not own else 0


def _is_told(view: View, cue: int) -> bool:
    """Tell whether a cue may be a participle of the noun that opens the sentence."""
    match, first = view.match(cue), view.segment.core
    if match.form not in HEARD or not first < cue < view.segment.core_end - 2:
        return False
    told = view.kinds[cue].tag == "VBN" or "obj" in match.entry.frames or match.entry.lemma in _ASKED_OF
    return told and _is_subject(view, cue) and view.kinds[first].tag != "PRP"


def aside(view: View, cue: int) -> int:
    """Return where a cue's participle begins behind the first subject's comma or bracket, else 0.

    “X, *also citing* Y, left”, “X (*citing* Y) left”.
    """
    if view.match(cue).form != "ing":
        return 0
    first = cue - (view.chunks[cue - 1] == "")
    if first < 1 or view.chunks[first - 1] not in _OPENING:
        return 0
    return first if _is_subject(view, first - 1) else 0


def unseen_verb(view: View, cue: int) -> range:
    """Return the units from a verb to the comma of a participle, where the tagger saw none: “Boss *quits*, citing C”.

    It is what is taken for a participle (“Nurses *marched* on the hall, saying C”), or in a headline for a plural.
    """
    chunks, kinds, first, comma = view.chunks, view.kinds, view.segment.core, cue - 1
    if comma <= first or chunks[comma] != "," or chunks[first] != "N":
        return range(0)
    if "," in chunks[first:comma] or "," in chunks[cue:] or "V" in chunks[first:comma]:
        return range(0)
    verb = next((i for i in range(first + 1, comma) if chunks[i] == "n" and chunks[i - 1] == "N"), comma)
    last = kinds[comma - 1]
    plural = last.tag == "NNS" and SPEAKERS.isdisjoint(last.classes[:1])  # “Health *officials*, citing C” is no verb
    acts = plural and comma - 2 >= first and kinds[comma - 2].tag in {"NN", "NNP"}
    return range(comma - 1 if verb == comma and acts and chunks[-1] != "." else verb, comma)


def own_subject(view: View, cue: int) -> range:
    """Return the subject of a participle behind a comma and "with": “Fans were angry, with *one of them* saying: “C””.

    Rules take that of the clause before for it where the content stands in marks; the models find it elsewhere.
    """
    if view.proposal(cue).rule != "marked" or view.match(cue).form != "ing":
        return range(0)
    chunks, kinds, core = view.chunks, view.kinds, view.segment.core
    end = cue - (chunks[cue - 1] == "")
    first = end
    while first > max(core, end - _OWN) and chunks[first - 1] in OF_SUBJECT and kinds[first - 1].lower != "with":
        first -= 1
    behind = first > core + 1 and kinds[first - 1].lower == "with" and chunks[first - 2] == ","
    return range(first, end) if behind and first < end and chunks[first] == "N" else range(0)


def _is_subject(view: View, end: int) -> bool:
    """Tell whether all from the beginning of a sentence to a unit may be one subject."""
    subject = view.chunks[view.segment.core : end]
    return subject[:1] == ["N"] and OF_SUBJECT.issuperset(subject)
