"""Who acts right beside a quotation without a source, in the same paragraph of a dialogue: whoever speaks.

“It's raining,” said Tom. | “That's why we came.” **Sam** lit a match.  A story gives each speaker a paragraph, so what
somebody does beside the words tells whose they are, though nobody has spoken of Sam before.  The sentence must
touch the quotation and have the actor as its first words.  Where sentences on both sides do, the one before leads to
the words, and the other tells how they were taken: **Martin** folded the map. “We go north.” The guide frowned.

A sentence behind the words, or the next paragraph, may say outright whose they are: It was **Sneed** who had spoken.
That is how **Ann Lee** describes it.  Those were the words of **Ann Lee**.

Limits: somebody who only listens there (“He's dead.” *Sam* wept.) is taken for the speaker, unless the sentence says
that nothing is answered.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from quoteattr.finding.mentions import NAME, PERSON, PRONOUN, Phrase
from quoteattr.finding.words import GENITIVE
from quoteattr.linking.words import DASHES, INDEFINITE
from quoteattr.models import Gender
from quoteattr.naming.cast import Figure
from quoteattr.naming.context import Content
from quoteattr.naming.index import Index
from quoteattr.naming.scene import Scene
from quoteattr.reading import Reading

SHORT: Final = 6  # tokens behind an actor in which a sentence says that nothing is answered
BACK: Final = 5  # sentences that a beat may go back
CLAUSE: Final = 16  # tokens of a clause between commas behind an actor
REVEALED: Final = 4  # tokens behind “it was X” or “the speaker was” in which the verb or the name is
HARKING: Final = 8  # tokens from the beginning of such a sentence to who spoke
_REVEALING: Final = [
    words.split() for words in ("it was", "the speaker was", "that was", "this was", "that from", "this from")
]
_POINTING: Final = frozenset("that this those these it".split())
_BEING: Final = frozenset("is was are were 's".split())
_SAYING: Final = frozenset("say says said".split())
_OF: Final = frozenset(["of", "from"])
_TAKING: Final = frozenset(
    "characterised characterized described describes explained explains expressed feels felt phrased put puts recalled "
    "recalls remembered remembers saw see sees summed sums tells told viewed views".split()
)  # verbs by which somebody takes something so: “that is how Lee *sees* it”
_WORDS: Final = frozenset(
    "advice answer assessment claim comment conclusion description message opinion plea question reaction reply "
    "response verdict view warning word words".split()
)
_SPEAKING: Final = frozenset(
    "spoke spoken speaking answered replied said shouted cried called whispered interrupted".split()
)
_DETERMINERS: Final = INDEFINITE | {"the", "his", "her", "their", "my"}
_TELLING: Final = INDEFINITE | {"the", "who", "whose"}  # words that tell more of somebody behind a comma
_NO_VERB: Final = frozenset("and or of with who whom whose which that 's".split())  # right behind, it is no subject
_SILENT: Final = frozenset("nothing answer reply respond silent silence listened heard".split())


def acting(scene: Scene, content: Content) -> Figure | None:
    """Return who acts beside a quotation, and is neither called nor named in it."""
    beats = ((opener(scene.index, start), gender) for start, gender in _beats(scene.index, content))
    i, gender = next((beat for beat in beats if beat[0] is not None), (None, None))
    figure = scene.figure_of(i) if i is not None else None
    return figure if figure and figure.may_be(gender) and figure.number not in content.called | content.named else None


def revealed(scene: Scene, content: Content) -> Figure | None:
    """Return who spoke by the sentence behind a quotation: “Halt!” | It was *Corporal Sneed* who had spoken.

    So does “That was *Colm*, who could never wait”, or “This from *Colm*”.
    """
    lower, start = scene.reading.lower, content.last
    first = start + next((len(words) for words in _REVEALING if lower[start : start + len(words)] == words), 0)
    i = next(iter(scene.index.begun(first)), None)
    if first == start or i is None or not _is_person(scene.phrases[i]):
        return None
    behind = lower[scene.phrases[i].last : scene.phrases[i].last + REVEALED]
    if lower[start] == "it":
        spoke = behind[:1] == ["who"] and not _SPEAKING.isdisjoint(behind)
    else:
        spoke = lower[start] == "the" or behind[:1] in ([","], ["."])
    return scene.figure_of(i) if spoke else None


def unmasked(scene: Scene, token: int) -> Figure | None:
    """Return whose a voice is by the sentence at a token: “Hands up!” said a voice. It was *the sheriff*."""
    lower = scene.reading.lower
    i = next(iter(scene.index.begun(token + 2)), None)
    if lower[token : token + 2] != ["it", "was"] or i is None or not _is_person(scene.phrases[i]):
        return None
    behind = lower[scene.phrases[i].last : scene.phrases[i].last + 1]
    return scene.figure_of(i) if behind in ([","], ["."]) else None


def harked_back(scene: Scene, content: Content) -> Figure | None:
    """Return whose words a quotation is by what the sentence behind says of them: “C.” | That is how *Lee* put it."""
    lower = scene.reading.lower
    words = _harking(lower[content.last : content.last + HARKING])
    first = content.last + words
    i = next(iter(scene.index.begun(first)), None)
    if not words or i is None or scene.phrases[i].form is PRONOUN:
        return None
    behind = lower[scene.phrases[i].last : scene.phrases[i].last + 2]
    if not GENITIVE.isdisjoint(behind[:1]) or (lower[first - 1] == "how" and _TAKING.isdisjoint(behind)):
        return None  # “It was the view from *Tom's* window”, “That is how *Lee* lost the vote”
    return scene.figure_of(i)


def _harking(lower: Sequence[str]) -> int:
    """Return how many words lead from the words before a sentence to whose they are, 0 where they do not.

    “*That is how* Ann Lee sees it”, “*Those were the last words of* a boy of nine”, “*So says* Ann Lee”,
    “*The words are those of* Ann Lee”, “*The speaker is* Ann Lee”.
    """
    if len(lower) < SHORT:
        return 0
    if lower[0] == "so" and lower[1] in _SAYING:
        return 2
    if lower[0] == "the" and lower[2] in _BEING:
        of_them = lower[1] in _WORDS and lower[3] == "those" and lower[4:5] == ["of"]
        return 5 if of_them else 3 if lower[1] == "speaker" else 0
    if lower[0] not in _POINTING or lower[1] not in _BEING:
        return 0
    if lower[2] == "how":
        return 3
    noun = next((k for k, word in enumerate(lower[:-1]) if word in _WORDS), 0)
    return noun + 2 if lower[2] == "the" and noun and lower[noun + 1] in _OF else 0


def _beats(index: Index, content: Content) -> Iterator[tuple[int, Gender | None]]:
    """Yield where a sentence begins that touches the quotation in its paragraph: before it, then behind it.

    One with a pronoun goes back to who is told of before, of its gender: **Lou** laughed. *He* had a loud voice. “C”.
    """
    reading = index.reading
    paragraph = reading.paragraphs[reading.paragraph_of(content.first)]
    if content.first > paragraph.first:
        at = reading.sentence_of(content.first - 1)
        gender = pronoun = _pronoun(index, at)
        floor = at - BACK
        while pronoun and pronoun is gender and at > floor and reading.sentences[at].first > paragraph.first:
            at -= 1
            pronoun = _pronoun(index, at)
        yield max(paragraph.first, reading.sentences[at].first), gender
    if content.behind < paragraph.last:
        yield content.behind + (reading.words[content.behind] in DASHES), None


def _pronoun(index: Index, sentence: int) -> Gender | None:
    """Return the gender of the pronoun that opens a sentence, None for anything else."""
    opening = (index.phrases[i] for i in index.begun(index.reading.sentences[sentence].first))
    return next((phrase.gender for phrase in opening if phrase.form is PRONOUN), None)


def opener(index: Index, start: int) -> int | None:
    """Return the person whom the words from a token name or describe, if a verb follows that may be a deed.

    Somebody new does one where a paragraph opens: *A tall man* laughed from the corner. “C”.
    """
    reading = index.reading
    new = reading.paragraphs[reading.paragraph_of(start)].first == start
    for i in index.begun(start):
        phrase = index.phrases[i]
        last = _clause_end(reading, phrase.last)
        behind = reading.lower[last : last + SHORT]
        if behind and _is_person(phrase) and (new or phrase.determiner not in INDEFINITE):
            acts = behind[0].isalpha() and behind[0] not in _NO_VERB and _SILENT.isdisjoint(behind)
            return i if acts else None
    return None


def _clause_end(reading: Reading, token: int) -> int:
    """Return where what tells more of an actor between commas ends: *Joshi*, who took notes, **stopped**.

    With nothing there it is the token itself.
    """
    words = reading.lower[token : token + CLAUSE]
    if len(words) < 2 or words[0] != "," or not (words[1] in _TELLING or words[1].endswith("ing")):
        return token
    return token + 1 + (words.index(",", 1) if "," in words[1:] else -1)


def _is_person(phrase: Phrase) -> bool:
    """Tell whether a phrase is one person, by name or by a description."""
    if phrase.kind not in {PERSON, None} or phrase.plural:
        return False
    return phrase.form is NAME or phrase.determiner in _DETERMINERS
