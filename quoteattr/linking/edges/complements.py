"""What tells somebody without a name apart, behind the verb: “asked *the woman* | in the red hat”.

A source that only counts people goes on to who they are (“*hundreds* | of students chanted”).

A noun behind its cue goes on to who it is (“says her coach | *, two-time champion Derek Holt*”).

A name goes on to who that is, where no article tells it: “said Ann Lee | *, director of policy at Corda*”, “*, 43, from
Hull*”, “*, of the harbour board*”, “* (Lab)*”; before its cue, up to that (“Ann Lee | *, from Hull,* said”).

A second one whose name has what he is before it belongs to the first (“said Ann Lee | *and fire chief Bo Dahl*”).

A document behind its cue goes on over who made, sent or saw it (“read a memo seen | *by Reuters*”).

A source that is a noun phrase behind its cue goes on over what is worn (“in the red hat”, “in black”) and over where
it stands (“behind the counter”, “next to me”).  Other words with “in” tell of the speech (“in a low voice”), the
mood (“in despair”) or the scene, and stay out.

Limits: relative clauses stay out.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.words import is_person_noun, role_of
from quoteattr.linking.attribution import Attribution, with_longer_source
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import FINITE
from quoteattr.linking.words import (
    AUXILIARIES,
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SIGNS,
    SUBORDINATORS,
    capitals_to,
)
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST: Final = 6  # tokens of a complement
NAMED: Final = 10  # tokens of an apposition with its commas
SHORTEST: Final = 4  # tokens of one with a comma, a role and a name
APPOSED: Final = 40  # tokens of what is told of a name behind it,
BRACKET: Final = 6  # of a bracket with his party or place,
OFFICE: Final = 5  # and of an office up to its noun
_OFFICIAL: Final = frozenset("and at for of with ,".split())  # behind the noun of an office
WORN: Final = frozenset(
    "apron armour beret black blazer blouse blue bonnet boots bowler brown cap cape cardigan cassock cloak coat "
    "coats collar dress dungarees fatigues glasses gloves goggles gown green grey hat hats helmet hood hoodie "
    "jacket jeans jersey jumper kilt leather mask masks mourning overalls overcoat pink pyjamas rags raincoat red "
    "robe robes sandals sari scarf shawl shirt skirt slippers spectacles suit suits sunglasses sweater tie "
    "trousers tunic turban tweed tweeds uniform uniforms veil vest waistcoat white wig yellow".split()
)
COUNTING: Final = frozenset("hundreds thousands dozens scores tens".split())
_PARTICIPLES: Final = ("ed", "en", "de", "ft", "ght", "nt", "ld")  # endings of “seen”, “made”, “left”, “sent”, “held”
_AFTER: Final = AUXILIARIES | CONJUNCTIONS | PREPOSITIONS | SUBORDINATORS
_NO_OFFICE: Final = DETERMINERS | AUXILIARIES | PREPOSITIONS | SUBORDINATORS
_STOPS: Final = BREAKS | frozenset('" “ ” ‘ ’ who which'.split())  # behind what is set beside a name
STANDING: Final = frozenset([("behind",), ("beside",), ("opposite",), ("next", "to")])


def whole(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose source has its complement, if it has one."""
    if told.cue is None or len(told.source) != 1:
        return told
    source = told.source[0]
    first, end = reading.token_from(source.start), reading.token_from(source.end)
    words, counts = reading.lower[end : end + LONGEST + 1], reading.lower[end - 1] in COUNTING
    if reading.words[end - 1][0].isupper() and not counts:
        return with_longer_source(told, Span(source.start, reading.ends[_told_of(reading, told, first, end) - 1]))
    size = _counted(words) if counts else 0
    if told.verbatim and not counts and first == told.cue.last and reading.lower[first] in DETERMINERS:
        size = _worn(words) or _standing(words) or _handled(reading.lower[end - 1], words) or _named(reading, end)
    return with_longer_source(told, Span(source.start, reading.ends[end + size - 1])) if size else told


def _counted(words: list[str]) -> int:
    """Return how many words tell whom a number counts."""
    if words[:1] != ["of"]:
        return 0
    size = next((k + 1 for k, word in enumerate(words) if k and role_of(word)), 0)
    while size and role_of("".join(words[size : size + 1])):
        size += 1  # “of *union* **members**”
    return size


def _handled(last: str, words: list[str]) -> int:
    """Return how many words tell who made or saw a document, behind the participle that closes it."""
    if words[:1] != ["by"] or not last.endswith(_PARTICIPLES):
        return 0
    return next((k for k, word in enumerate(words) if word in BREAKS or (k > 1 and word in _AFTER)), 0)


def _named(reading: Reading, end: int) -> int:
    """Return how many words behind a noun name somebody, in an apposition that opens with what he is.

    “Her coach | *, two-time champion Derek Holt*”.
    """
    words = reading.words[end : end + NAMED]
    stop = next((k for k, word in enumerate(words) if k and word in BREAKS), 0)
    if words[:1] != [","] or stop < SHORTEST or words[1][0].isupper() or words[1].lower() in _AFTER:
        return 0
    role = next((k for k in range(1, stop) if role_of(words[k].lower())), 0)
    return stop if role and stop - role > 2 and all(word[0].isupper() for word in words[role + 1 : stop]) else 0


def _told_of(reading: Reading, told: Attribution, first: int, end: int) -> int:
    """Return where the name of tokens [first, end) ends with what tells who that is."""
    cue, behind = told.cue, _apposed(reading, end)
    if cue is not None and behind == end and first == cue.last:
        behind = _second(reading, end)
    if cue is None or behind == end:
        return end
    if first == cue.last:
        return behind if told.content[0].end <= told.source[0].start else end
    closes = behind + 1 == cue.first and reading.words[behind] == ","
    return behind if closes or behind == cue.first else end


def _second(reading: Reading, end: int) -> int:
    """Return where a second one ends who is told of before his name: “Ann Lee | *and fire chief Bo Dahl*”."""
    words = reading.words[end : min(end + NAMED, reading.sentence_at(end - 1).last)]
    name = next((k for k, word in enumerate(words) if k and word[0].isupper()), 0)
    stop = capitals_to(words, name, len(words))
    if words[:1] != ["and"] or name < 2 or stop == len(words) or not is_person_noun(words[name - 1]):
        return end
    described = all(word.isalpha() and word not in _AFTER for word in words[1:name])
    acts = not FINITE.isdisjoint(shipped_model().words.tagger.tag([reading.words[end - 1], *words])[1 : name + 1])
    return end + stop if described and words[stop] in BREAKS and not acts else end  # “Ann Lee *and thanked coach* Dahl”


def _apposed(reading: Reading, end: int) -> int:
    """Return where what is set behind a name in brackets and between commas ends, and tells who it is."""
    last = min(end + APPOSED, reading.sentence_at(end - 1).last)
    if reading.words[end : end + 1] == ["("]:
        end = next((k + 1 for k in range(end, min(end + BRACKET, last)) if reading.words[k] == ")"), end)
    while end < last and reading.words[end] == ",":
        stop = next((k for k in range(end + 1, last) if reading.lower[k] in _STOPS), last)
        if stop == last or not _tells_who(reading.words[end + 1 : stop + 1]):
            break
        end = stop
    return end


def _tells_who(words: Sequence[str]) -> bool:
    """Tell whether words are an age, where or of what somebody is, or his office without an article.

    An office is told of something (“*head* of policy”, and not “*head* bowed”); the last word is the sign behind it.
    """
    first, second = words[0], words[min(1, len(words) - 1)]
    if first.isdigit() and len(words) == 2:
        return True
    if first == "of" or (first == "from" and second[0].isupper()):
        return len(words) > 2
    role = next((k for k, word in enumerate(words[:OFFICE]) if role_of(word)), len(words))
    return role < len(words) - 1 and words[role + 1] in _OFFICIAL and _NO_OFFICE.isdisjoint(words[:role])


def _worn(words: list[str]) -> int:
    """Return how many words tell what somebody wears."""
    if words[:1] != ["in"]:
        return 0
    noun = next((k for k, word in enumerate(words) if word in WORN), 0)
    while words[noun + 1 : noun + 2] and words[noun + 1] in WORN:
        noun += 1
    return noun + 1 if noun else 0


def _standing(words: list[str]) -> int:
    """Return how many words, up to a sign, tell where somebody stands."""
    size = next((len(lead) for lead in STANDING if tuple(words[: len(lead)]) == lead), 0)
    end = next((k for k, word in enumerate(words) if word in SIGNS), 0) if size else 0
    return end if end > size else 0
