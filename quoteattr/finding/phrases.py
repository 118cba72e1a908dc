"""What finding cues and finding mentions hand on: token ranges with what the lexicons say of them."""

from typing import Final, NamedTuple

import attrs

from quoteattr.models import CueMode, CueStance, Gender, MentionForm, SpeakerKind

# What is asked of every phrase, by short names.
NAME: Final = MentionForm.NAME
NOMINAL: Final = MentionForm.NOMINAL
PRONOUN: Final = MentionForm.PRONOUN
PERSON: Final = SpeakerKind.PERSON
ORGANISATION: Final = SpeakerKind.ORGANISATION
PLACE: Final = SpeakerKind.PLACE
DOCUMENT: Final = SpeakerKind.DOCUMENT
GROUP: Final = SpeakerKind.GROUP


@attrs.frozen
class CueEntry:
    """One line of the cue lexicon.

    lemma: base form ("say", "according to"); frames: how the cue takes its source and content, a set of
    words documented in the lexicon's header; weight: how surely the word is a cue, 0 to 1.
    """

    lemma: str
    mode: CueMode
    stance: CueStance
    frames: frozenset[str]
    weight: float

    @property
    def closes(self) -> bool:
        """Whether it may have all that it reports before it, in marks or not: “Sales rose, a survey *found*”."""
        return "tag" in self.frames and "bare" in self.frames


@attrs.frozen
class CueMatch:
    """An occurrence of a lexicon entry: tokens [first, last).

    `form` is "base", "s", "ed", "en" or "ing", and "" for what is no verb.

    `head` is the token of the reporting word itself; the range also takes its auxiliaries ("has repeatedly told").
    `stance` is that of the occurrence, after negation, question and complement ("did not say", "refused to say").
    """

    first: int
    last: int
    head: int
    form: str
    entry: CueEntry
    stance: CueStance


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
    title: str
    role: str
    plural: bool | None
    kind: SpeakerKind | None
    gender: Gender | None
    determiner: str = ""
    owner: tuple[int, int] = (0, 0)
    sure: bool = False
