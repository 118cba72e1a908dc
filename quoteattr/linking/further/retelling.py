"""How talk is retold: “He *was like*, “No way””, “My sister *was all*, “What?””, “and I *go*, “Watch me””.

“Like” and “all” mostly compare and sum up (“It was like “Groundhog Day””) and who goes mostly leaves, so none of them
is in the lexicon and models have not learned with them.  They retell what somebody said, or felt in words, where a form
of "be" stands before “like” or “all”, marks that hold an utterance right behind or behind a comma or colon, and the
subject is somebody.

Limits: what is retold without marks (“She was like no way”) is left alone.
"""

from typing import Final

from quoteattr.finding.cues import CueEntry, CueMatch
from quoteattr.finding.marks import Marks, Region
from quoteattr.finding.mentions import PEOPLE
from quoteattr.finding.words import kind_of_role
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.marked import STOPS
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from quoteattr.linking.words import PERSONAL
from quoteattr.models import CueMode, CueStance
from quoteattr.reading import Reading

_BEING: Final = frozenset("am are is was were 'm 're 's".split())
_WORDS: Final = 3  # in marks that no comma leads to: “Tess is like “what are you doing””, but “are all “gifted””
_ENTRIES: Final = {
    word: CueEntry(lemma, CueMode.SPEECH, CueStance.ASSERTED, frozenset(["quote"]), 0.9)
    for lemma, words in (("be like", "like"), ("be all", "all"), ("go", "go goes went"))
    for word in words.split()
}
_LEADING: Final = frozenset([",", ":"])
_WHITHER: Final = frozenset("as if that when where wherever everywhere before".split())  # “*where* he went, “C””
_SOMEBODY: Final = PERSONAL | {"everyone", "everybody", "someone", "somebody"}
_THINGS: Final = frozenset("it this that there what".split())


def retelling(reading: Reading, marks: Marks, outer: Outermost) -> list[Attribution]:
    """Return what is retold with "be like", "be all" and "go"."""
    cues = [cue for region in outer.marked if (cue := _cue(reading, region)) is not None]
    told = by_rules(reading, marks, outer, cues) if cues else []
    return [a for a in told if a.source and _is_somebody(a.source[-1].of(reading.text))]


def _cue(reading: Reading, region: Region) -> CueMatch | None:
    """Return "be like", "be all" or "go" right before marked words, or before the comma that leads to them."""
    lower, first = reading.lower, reading.token_from(region.span.start)
    led = first > 0 and lower[first - 1] in _LEADING
    head = first - 1 - led
    entry = _ENTRIES.get(lower[head]) if head > 0 else None
    if entry is None:
        return None
    goes = entry.lemma == "go"
    if lower[head - 2] in _WHITHER if goes else lower[head - 1].replace("’", "'") not in _BEING:
        return None
    words = region.inner.of(reading.text).strip()
    if goes and not words[:1].isupper():
        return None
    if not (led or words[-1:] in STOPS or (not goes and words.count(" ") >= _WORDS - 1)):
        return None
    return CueMatch(head - (not goes), head + 1, head, "s", entry, CueStance.ASSERTED)


def _is_somebody(source: str) -> bool:
    """Tell whether the words of a source mean somebody: a pronoun, a name or a noun for people."""
    last = source.rsplit(maxsplit=1)[-1]
    lower, named = last.lower(), last[0].isupper()
    return lower in _SOMEBODY or (named and lower not in _THINGS) or kind_of_role(lower) in PEOPLE
