"""Whom a pronoun beside a quotation means by where it stands, in texts of little talk.

“We lost,” said Tom Hale. **Raj Patel** shook his head. “It hurts,” *he* said.  The sentence right before the
quotation has a new subject, and that is who speaks, though Hale spoke last and no list knows what gender Raj is of.
The sentence may be a paragraph of its own, as news likes it; then the gender must be known (`subject_since`).
Whoever spoke in the sentence before goes on, if without a name (`unnamed_before`).
At the beginning of a text the name may come only after the pronoun: “It was cold,” *he* said. **Omar Haddad** left.

And somebody who is only talked of does not speak: “I work for **Google**,” *she* said.

Limits: a subject is the first who is named in its sentence; in a sentence of two whose names tell no gender, the first.
"""

from collections.abc import Sequence
from typing import Final

from quoteattr.finding.mentions import NAME, NOMINAL, PERSON, PRONOUN
from quoteattr.finding.words import CLOSED
from quoteattr.linking.words import NEW
from quoteattr.models import Gender
from quoteattr.naming.cast import OWNERS, Figure, has_full_name
from quoteattr.naming.context import Words, names_speaker
from quoteattr.naming.dialogue import replies
from quoteattr.naming.features import Spot
from quoteattr.naming.scene import SUBJECTS, Scene
from quoteattr.reading import Reading

FOLLOWING: Final = 3  # sentences, quotations among them, after a pronoun that may wait for its name
OBJECTS: Final = {"him": Gender.MALE, "her": Gender.FEMALE}
SUBJECT: Final = 8  # tokens in which the verb is of a sentence that begins with "his" or "her"
GOVERNED: Final = 6  # tokens from a subject to the name of its object
CUT_OFF: Final = 4  # tokens of a subject that a tag cuts off from its verb, up to the pronoun of the tag
STATES: Final = frozenset("was were is are had has".split())


def is_topic(scene: Scene, words: Words, figure: Figure, spot: Spot) -> bool:
    """Tell whether somebody is only what is talked of: named in the words alone, or in "Asked about Doe, she said".

    So is the subject that the tag cuts off (“*Doe*, she said, had lied”), and whom words without marks alone describe
    (“I fed *the baby*, she said”).  But “I'm Jane Doe,” she said, and who is meant there by a pronoun was named before
    (*Doe* left. Asked where *she* went, she said).
    """
    trace, lower = scene.trace(figure), scene.reading.lower
    if trace.token >= 0:
        if trace.seen != 1 or trace.token >= spot.token or lower[trace.token] in SUBJECTS:
            return False
        first = scene.reading.sentences[spot.sentence].first
        asked = lower[first] == "asked" and first < trace.token
        begun = words.first <= trace.token
        cut_off = begun and spot.token < words.last and spot.token - trace.token <= CUT_OFF
        described = begun and trace.token < words.last and not figure.is_named
        return asked or cut_off or described
    own = (i for i in words.named if scene.figure_of(i) is figure)
    return not replies.is_present(figure, trace, spot) and not any(
        names_speaker(lower, scene.phrases[i].first) for i in own
    )


def is_object(scene: Scene, figure: Figure, spot: Spot) -> bool:
    """Tell whether a pronoun that goes on has somebody for its object: *She* rang for **Dawkins**. “Light,” *she* said.

    The two are not one, and whoever was the subject still is; so it is with *The nurse* smiled at **Ilse**.
    """
    trace, reading = scene.trace(figure), scene.reading
    if trace.subject or not spot.since < trace.token < spot.token or trace.paragraph != spot.paragraph:
        return False
    first, gender = reading.sentences[trace.sentence].first, spot.gender or spot.beside.beat
    opens = (i for i in scene.index.within(first, first + GOVERNED) if scene.index.firsts[i] == first)
    others = (i for i in opens if not scene.inside[i] and scene.figure_of(i) is not figure)
    alike = any(_goes_on(scene, i, gender) for i in others)
    return alike and gender is not None and trace.token - first <= GOVERNED


def _goes_on(scene: Scene, i: int, gender: Gender | None) -> bool:
    """Tell whether a phrase that opens a sentence is a pronoun, or describes somebody, of a gender."""
    phrase = scene.phrases[i]
    if phrase.form is PRONOUN:
        return phrase.gender is gender and scene.reading.lower[phrase.head] in SUBJECTS
    described = phrase.form is NOMINAL and phrase.kind is PERSON and not phrase.plural
    return described and phrase.gender in {gender, None}


def subject_before(scene: Scene, start: int, spot: Spot) -> Figure | None:
    """Return the new subject of the sentence right before that of the character at `start`.

    Of two there, where the subject's gender is not known, it is the one who is known to be of the pronoun's: Ludo waved
    to **Petra**. “What?” *she* said.
    """
    reading = scene.reading
    before = reading.sentence_of(reading.token_from(start)) - 1
    if before < 0 or reading.inside[before] != spot.paragraph or (spot.last and spot.last.sentence >= before):
        return None
    named = [f for f in reversed(scene.recent.values()) if scene.trace(f).sentence == before]
    subject = next((f for f in named if scene.trace(f).subject_sentence == before), None)
    if subject and scene.trace(subject).case == "'s":  # “*Hale's sister* wept”
        subject = next((f for f in reversed(named) if not scene.trace(f).case), None)
    known = [f for f in named if f.gender is spot.gender]
    if subject and subject.gender is None and len(known) == 1:
        subject = known[0]
    subject = subject or _carried_on(scene, before, spot)
    return subject if subject and _is_introduced(scene, subject, spot) else None


def _carried_on(scene: Scene, sentence: int, spot: Spot) -> Figure | None:
    """Return whoever is named first in a sentence, and meant in the next: **Doe** left. Asked if *she* did, *she* said.

    Without that pronoun it would be its subject, but its last mention is no longer in it.
    """
    last = next(reversed(scene.recent.values()), None)
    if last is None or scene.trace(last).sentence != spot.sentence:
        return None
    _, _, first, end, *_ = scene.reading.sentences[sentence]
    names = (i for i in scene.index.within(first, end) if scene.phrases[i].form is NAME and not scene.inside[i])
    name = next(names, None)
    pronoun = scene.reading.lower[scene.trace(last).token] in SUBJECTS
    return last if pronoun and name is not None and scene.figure_of(name) is last else None


def subject_since(scene: Scene, spot: Spot) -> Figure | None:
    """Return the last subject of what a text tells since the last turn, where that is in a paragraph before.

    “We lost,” said Tom Hale. | **Joe Bell** was making his debut. He grew up in Hull. | “I hit it well,” *he* said.
    """
    turn = spot.last
    if turn is None or turn.paragraph == spot.paragraph:
        return None
    told = [f for f in scene.recent.values() if _is_told_since(scene, f, turn.sentence, spot)]
    last = max((scene.trace(f).sentence for f in told), default=-1)
    subject = next((f for f in told if scene.trace(f).sentence == scene.trace(f).subject_sentence == last), None)
    if subject is None or scene.trace(subject).case or subject.number in spot.called:
        return None
    if subject is turn.figure and scene.trace(subject).paragraph == turn.paragraph:
        return None
    named = subject.kind is PERSON and subject.is_named
    return subject if named and spot.gender in {subject.gender, None} else None


def unnamed_before(scene: Scene, spot: Spot) -> Figure | None:
    """Return the speaker of the sentence before, in one paragraph, if unnamed: **A driver** said C. *He* added.

    Nobody else of the pronoun's gender is told of in between.
    """
    turn = spot.last
    one = turn.figure if turn else None
    new = one is not None and one.label.partition(" ")[0].lower() in NEW  # “the driver” may be somebody named
    if turn is None or one is None or one.is_named or one.kind is not PERSON or not new:
        return None
    if turn.paragraph != spot.paragraph or turn.sentence != spot.sentence - 1 or not one.may_be(spot.gender):
        return None
    told = (f for f in scene.recent.values() if f is not one and scene.trace(f).sentence >= turn.sentence)
    return None if any(f.kind is PERSON and f.may_be(spot.gender) for f in told) else one


def told_of_own(reading: Reading, spot: Spot, first: int) -> Figure | None:
    """Return the last speaker if a sentence on how his own are parts his words: “…,” said Tom. *His* wife was ill. “…”.

    Where they do something they may speak too: *His* wife **rolled** her eyes. “…”.  Nobody does not: *No one* moved.
    """
    turn, before = spot.last, reading.sentence_of(first) - 1
    if turn is None or turn.figure is None or turn.paragraph != spot.paragraph or turn.how == "g":
        return None
    if turn.sentence > before or first != reading.sentences[before + 1].first:
        return None
    start = reading.sentences[before].first
    if _is_nobodys(reading.lower[start : start + 2]):
        return turn.figure if turn.sentence == before - 1 else None
    opens = OWNERS.get(reading.lower[start])
    if opens is None or STATES.isdisjoint(reading.lower[start : min(first, start + SUBJECT)]):
        return None
    return turn.figure if turn.figure.gender in {opens, None} else None


def _is_nobodys(lower: Sequence[str]) -> bool:
    """Tell whether a sentence that opens with two words is about nobody, or about all who are there: "No one moved"."""
    return lower[:1] in (["nobody"], ["everyone"], ["everybody"], ["none"]) or lower == ["no", "one"]


def _is_told_since(scene: Scene, figure: Figure, sentence: int, spot: Spot) -> bool:
    """Tell whether somebody of a pronoun's gender, by name or as one new to the text, is told of after a sentence."""
    told = scene.trace(figure).sentence > sentence and figure.may_be(spot.gender)
    return told and (figure.is_named or _is_new(scene, figure))


def _is_new(scene: Scene, figure: Figure) -> bool:
    """Tell whether the last mention of somebody is one by which a text first speaks of him: "a fan", "Hale's son"."""
    trace = scene.trace(figure)
    determiners = {scene.phrases[i].determiner for i in scene.index.within(trace.token, trace.token + 1)}
    return not NEW.isdisjoint(determiners) or ("'s" in determiners and trace.seen == 1)


def _is_introduced(scene: Scene, figure: Figure, spot: Spot) -> bool:
    """Tell whether the subject of a sentence may say what follows: by name, or as one new to the text."""
    trace = scene.trace(figure)
    if figure.kind is not PERSON or figure.number in spot.called or trace.case == "'s":
        return False
    return figure.gender in {spot.gender, None} and (figure.is_named or _is_new(scene, figure))


def named_next(scene: Scene, spot: Spot) -> Figure | None:
    """Return whoever is named as the next sentence outside marks begins: in full, or in the same paragraph."""
    reading, after = scene.reading, spot.sentence + 1
    for k, sentence in enumerate(reading.sentences[after : after + FOLLOWING], after):
        if reading.words[sentence.first][0].isalnum():
            return _named_at(scene, k, spot)
    return None


def _named_at(scene: Scene, sentence: int, spot: Spot) -> Figure | None:
    """Return the person whose name is the first phrase of a sentence, outside marks.

    A first name does in the same paragraph, if its gender is known and nobody else is meant by "him" or "her".
    """
    start = scene.reading.sentences[sentence].first
    for i in scene.index.begun(start):
        figure = scene.cast.of[i]
        if figure and figure.kind is PERSON and not scene.inside[i]:
            if not has_full_name(figure):
                same = scene.reading.inside[sentence] == spot.paragraph and figure.gender is not None
                return figure if same and figure.gender is spot.gender and not _meets(scene, sentence, spot) else None
            return figure if figure.gender in {spot.gender, None} else None
    return None


def _meets(scene: Scene, sentence: int, spot: Spot) -> bool:
    """Tell whether a sentence has somebody else of the pronoun's gender as its object: Tamsin looked at *her*."""
    _, _, first, last, *_ = scene.reading.sentences[sentence]
    lower = scene.reading.lower
    objects = [k for k in range(first, last) if OBJECTS.get(lower[k]) is spot.gender]
    return any(
        lower[k] == "him" or k + 1 == last or lower[k + 1] in CLOSED or not lower[k + 1][0].isalnum() for k in objects
    )
