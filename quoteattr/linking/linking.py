"""From cues and marks to attributions, in three steps that each take what the ones before left over.

1. Layout: turns under labels (`turns`), headlines (`headlines`) and lines of attribution (`layout`).
2. Reports: what is told by a cue (`rules`), in a story only what is sure (`narrative`); in dialogue set with dashes,
   cut to what is spoken (`layout`).
3. Implicit: marked utterances nobody is found to say; a paragraph that opens anew carries on the one before.
"""

from collections.abc import Sequence
from typing import Final

import attrs

from quoteattr.finding.mentions_words import CLOSED, is_common
from quoteattr.finding.phrases import CueMatch
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution, has_words
from quoteattr.linking.complements import whole
from quoteattr.linking.headed import headed
from quoteattr.linking.headlines import beside, headline
from quoteattr.linking.implicit import chained, implicit, is_free
from quoteattr.linking.layout import attribution_lines, spoken_turns
from quoteattr.linking.learned.attribute import attribute
from quoteattr.linking.narrative import without_hearsay
from quoteattr.linking.nicknames import nicknames, with_whole_names, without
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.pieces import owned
from quoteattr.linking.rules import by_rules
from quoteattr.linking.turns import apart, labelled
from quoteattr.linking.unsaid import unsaid
from quoteattr.linking.voices import voiced
from quoteattr.linking.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVES
from quoteattr.reading import Reading

NEAR: Final = 3  # characters between a content's beginning and its marked words, of one that opens with them
_CALLING: Final = frozenset("called named nicknamed dubbed".split())
_SPOKEN: Final = frozenset(",.!?")
_BETWEEN: Final = AUXILIARIES | CONJUNCTIONS | PRONOUNS | RELATIVES  # what may part a subject from its verb
_NAMING: Final = frozenset(["nickname", "dub"])
_AUXILIARY_NAMES: Final = frozenset(["will", "may", "art"])
_OBJECTS: Final = frozenset("him her me them us you".split())
_NEW: Final = frozenset("a an another some".split())  # determiners of what a text speaks of for the first time


def link(reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> list[Attribution]:
    """Return the attributions of a text, by their first character."""
    names = nicknames(reading, marks)
    marks = without(marks, names) if names else marks
    outer = Outermost.of(marks)
    cues = [_beside_name(reading, cue) for cue in _without_marks(reading, marks, cues) if not _owns(reading, cue)]
    turns = labelled(reading)
    titles = [] if turns else headline(reading, outer)
    laid_out = [*turns, *titles, *attribution_lines(reading, outer)]
    laid_out = [a for a in laid_out if has_words(reading.text, a.content)]
    taken = {a.content for a in laid_out}
    told = by_rules(reading, marks, outer, cues)
    told = owned(reading, _judged(reading, marks, outer, cues, told), outer)
    told = with_whole_names(told, list(names.values())) if names else told
    told = beside(apart(reading, without_hearsay(reading, told), turns), titles)
    told = [voiced(reading, whole(reading, a)) for a in told if a.content not in taken]
    told = [unsaid(reading, a) for a in _without_relays(told) if a.content]
    told = headed(reading, told, laid_out, outer)
    explicit = [*laid_out, *spoken_turns(reading, told, outer)]
    every = [*explicit, *implicit(reading, outer, explicit)]
    return chained(sorted(every, key=lambda a: (a.content[0], a.content[-1])), outer)


def _without_marks(reading: Reading, marks: Marks, cues: Sequence[CueMatch]) -> Sequence[CueMatch]:
    """Return the cues that hold no quotation mark, as a caller's own may (“'fess up”): the mark is the quotation's."""
    edges = {reading.token_from(r.span.start) for r in marks.regions}
    edges |= {reading.token_from(r.inner.end) for r in marks.regions if r.closed}
    odd = [cue for cue in cues if not edges.isdisjoint(range(cue.first, cue.last))]
    odd = [cue for cue in odd if not all(reading.words[k][0].isalnum() for k in range(cue.first, cue.last))]
    return [cue for cue in cues if cue not in odd] if odd else cues


def _owns(reading: Reading, cue: CueMatch) -> bool:
    """Tell whether a verb is a name that owns what follows: “*Wired*'s Jo Lee”."""
    return cue.form != "" and reading.lower[cue.last : cue.last + 1] == ["'s"]


def _beside_name(reading: Reading, cue: CueMatch) -> CueMatch:
    """Return a cue without a name in its verb group that looks like an adverb or auxiliary: “*Reilly* said”."""
    if cue.first == cue.head or not reading.words[cue.head][0].islower():
        return cue
    first = max((k + 1 for k in range(cue.first, cue.head) if _is_name(reading, k)), default=cue.first)
    alone = first == cue.head and first > cue.first
    return attrs.evolve(cue, first=first, form="ed" if alone and cue.form == "en" else cue.form)


def _is_name(reading: Reading, i: int) -> bool:
    """Tell whether a word in a verb group is a name by its capital; at a beginning that tells nothing."""
    lower = reading.lower[i]
    if not reading.words[i][0].isupper() or (lower in CLOSED and lower not in _AUXILIARY_NAMES):
        return False
    starts = reading.sentences[reading.sentence_of(i)].first == i
    return not starts or lower in _AUXILIARY_NAMES or (lower.endswith("ly") and not is_common(lower))


def _judged(
    reading: Reading, marks: Marks, outer: Outermost, cues: Sequence[CueMatch], proposed: Sequence[Attribution]
) -> list[Attribution]:
    """Return what the models make of the text and the rules' proposals, and the proposals that models cannot see."""
    told = attribute(reading, marks, cues, outer, proposed)
    passed_on = {span for a in told for span in a.relayed_by}
    told = [a for a in told if not passed_on.intersection(a.source)]
    told = [a for a in told if not _names_work(reading, a) and not _gives_name(reading, a)]
    spans = sorted(span for a in told for span in a.content)
    beyond = [a for a in proposed if _is_beyond(reading, a) or _is_dashed_tag(a, outer)]
    return [*told, *(a for a in beyond if is_free(a.content[0], spans))]


def _is_dashed_tag(proposed: Attribution, outer: Outermost) -> bool:
    """Tell whether a proposal is a turn set with a dash and its tag, of which models have not seen many."""
    turn = outer.dash_at(proposed.content[0].start) if outer.dashed else None
    tag = proposed.evidence[0].rule == "tag"
    return turn is not None and tag and proposed.content[0].start - turn.span.start < NEAR


def _without_relays(told: Sequence[Attribution]) -> list[Attribution]:
    """Return the reports without those of an agent who only passes on another's words: “was quoted *by X* as”."""
    passed_on = {span for a in told for span in a.relayed_by}
    return [a for a in told if not (passed_on.intersection(a.source) and a.source[0] > a.cue_spans[0])]


def _is_beyond(reading: Reading, proposed: Attribution) -> bool:
    """Tell whether a proposal is beyond the models: no cue but a colon, or content that their segments do not hold.

    They hold the cue's sentence and marked words beside it in its paragraph.
    """
    if proposed.cue is None:
        return True
    content = reading.token_from(proposed.content[0].start)
    if reading.paragraph_of(content) != reading.paragraph_of(proposed.cue.head):
        return True
    return not proposed.verbatim and reading.sentence_of(content) != reading.sentence_of(proposed.cue.head)


def _names_work(reading: Reading, told: Attribution) -> bool:
    """Tell whether a content opens with the title of a work (“has read “The Old Bridge””), outside headlines."""
    if not told.verbatim or told.cue is None or told.verbatim[0].start - told.content[0].start >= NEAR:
        return False
    inner = told.verbatim[0].of(reading.text)
    words = inner.split()
    titled = len(words) > 1 and inner[-1:].isalnum() and not inner.isupper() and words[0][0].isupper()
    before = reading.text[: told.content[0].start].rstrip()[-1:]
    headline = reading.words[told.cue.head][:1].isupper()
    return titled and before not in {":", ","} and not headline and all(w[0].isupper() for w in words if len(w) > 3)


def _is_nickname(reading: Reading, told: Attribution, first: int) -> bool:
    """Tell whether a content is nothing from token `first` on but a name in marks: “called him **“Badger”**”."""
    if len(told.verbatim) != 1 or first + 1 != reading.token_from(told.verbatim[0].start):
        return False
    return told.content[-1].end - told.verbatim[0].end == 1 and told.verbatim[0].of(reading.text).istitle()


def _gives_name(reading: Reading, told: Attribution) -> bool:
    """Tell whether a verb only gives a name: “a band *called* Larks”, “Lee, *nicknamed* “Al”,”, “*called* him “Al”."""
    cue, lower = told.cue, reading.lower
    first = reading.token_from(told.content[0].start)
    if cue is None or lower[cue.head] not in _CALLING or first != cue.last:
        return False
    if cue.last - cue.first > 1 or lower[first] in _OBJECTS:
        return lower[first] in _OBJECTS and _is_nickname(reading, told, first + 1)
    if told.verbatim and told.verbatim[0].start - told.content[0].start < NEAR:
        return _is_label(reading, told, cue)
    new = any(lower[reading.token_from(span.start)] in _NEW for span in told.source[-1:])
    end = next((k for k in range(first, len(lower)) if not reading.words[k][0].isupper()), first)
    object_ = lower[end] in DETERMINERS | PREPOSITIONS or not lower[end][0].isalnum()  # “a judge called Lee *a* liar”
    return new and end > first and not object_


def _is_label(reading: Reading, told: Attribution, cue: CueMatch) -> bool:
    """Tell whether marked words right behind a participle are what something is called: “a boat *called* “Misty””."""
    lower, behind = reading.lower, reading.token_from(told.content[0].end)
    if lower[behind : behind + 1] == ["by"] or told.verbatim[0].of(reading.text)[-1:] in _SPOKEN:
        return False
    if lower[cue.first - 1] == ",":
        return cue.entry.lemma in _NAMING
    apart = bool(told.source) and reading.token_before(told.source[-1].end) < cue.first
    return apart and lower[cue.first - 1].isalpha() and lower[cue.first - 1] not in _BETWEEN
