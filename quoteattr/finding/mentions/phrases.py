"""What finding mentions hands on: token ranges with what the lexicons say of them."""

from typing import Final, NamedTuple

from quoteattr.models import Gender, MentionForm, SpeakerKind

# What is asked of every phrase, by short names.
NAME: Final = MentionForm.NAME
NOMINAL: Final = MentionForm.NOMINAL
PRONOUN: Final = MentionForm.PRONOUN
PERSON: Final = SpeakerKind.PERSON
ORGANISATION: Final = SpeakerKind.ORGANISATION
PLACE: Final = SpeakerKind.PLACE
DOCUMENT: Final = SpeakerKind.DOCUMENT
GROUP: Final = SpeakerKind.GROUP


class Phrase(NamedTuple):
    """A noun phrase that could be somebody: tokens [first, last), its head token, and what its words tell.

    names: tokens [first, last) of the proper name in it (first == last where it has none), titles left out;
    title: the title or role in front ("Mr", "Sen.", "secretary general"), lower case, "" if none;
    role: the head noun of a nominal or of an apposition, lower case, "" if none.
    plural: None where the words do not tell; kind, gender: None where unknown.
    determiner: the word that opens it ("the", "his", "'s"), lower case, "" if none; owner: tokens [first, last) of the
    name it belongs to ("**Doyle**'s lawyer", "the **NATO** chief", "the mayor of **Lyon**"), first == last if none.
    sure: whether kind rests on a title or a word list, not on shape alone.
    """

    first: int
    last: int
    head: int
    form: MentionForm
    names: tuple[int, int]
    title: str = ""
    role: str = ""
    plural: bool | None = None
    kind: SpeakerKind | None = None
    gender: Gender | None = None
    determiner: str = ""
    owner: tuple[int, int] = (0, 0)
    sure: bool = False
