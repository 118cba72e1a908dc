"""Who somebody is by his own words, or by the letters of his label.

“My name is **Isolde Marsh**,” said the stranger.  A name behind “I am”, “my name is” or “call me” is the speaker's, if
whoever says it is only described, or meant by a pronoun; so is one that answers “Your name?”.

Graham Ostler spoke to Fern Walsh. | **FW**: When do you prune?  In an interview a label of two to four capitals stands
for the one person of the text whose full name has these initials.

Limits: “this is Jo Roe” mostly names somebody else; two people with the same initials are nobody's label.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.finding.mentions import NAME, PERSON
from quoteattr.finding.words import GENITIVE, is_particle
from quoteattr.naming.cast import COMPARED, Figure, is_person
from quoteattr.naming.context import BEING, Words, names_speaker
from quoteattr.naming.scene import Scene

SHORTEST: Final = 2  # letters of a label of initials,
LONGEST: Final = 4  # and at most


def introduced(scene: Scene, words: Words, asked: bool) -> Figure | None:
    """Return the person whose name a content gives as the speaker's own: “I'm **Dr. Patel**,” said the woman.

    asked: it replies to whoever asks who is there: “Yes?” | “It's **Leopold**.”.
    """
    lower, phrases = scene.reading.lower, scene.phrases
    names = (i for i in words.named if phrases[i].form is NAME and names_speaker(lower, phrases[i].first, asked))
    i = next((i for i in names if GENITIVE.isdisjoint(lower[phrases[i].last : phrases[i].last + 1])), None)
    figure = scene.figure_of(i) if i is not None else None
    if i is None or figure is None or not figure.forms:
        return None
    being = lower[phrases[i].first - 1] in BEING  # what follows “I am” may be no name: “I am Death”
    return figure if (figure.kind is PERSON if being else is_person(figure)) else None


def answered(scene: Scene, words: Words) -> Figure | None:
    """Return the person whose name opens an answer to a question for it: “Your name?” | “**Daniel Osei**, madam.”."""
    first = words.first + (not scene.reading.words[words.first][0].isalnum())
    i = next(iter(scene.index.begun(first)), None)
    if i is None or scene.phrases[i].form is not NAME:
        return None
    last, figure = scene.phrases[i].last, scene.figure_of(i)
    alone = scene.reading.words[last : last + 1] in (["."], [","])
    return figure if figure and alone and is_person(figure) else None


def is_initials(label: str) -> bool:
    """Tell whether a label is capitals alone: “FW”, “F.W.”."""
    letters = label.replace(".", "")
    return SHORTEST <= len(letters) <= LONGEST and letters.isalpha() and letters.isupper()


def by_initials(figures: Sequence[Figure]) -> Mapping[str, Figure]:
    """Return the persons with a full name by their initials, as far as one alone has them."""
    found: dict[str, set[Figure]] = defaultdict(set)
    for figure in figures:
        for form in figure.forms[:COMPARED] if figure.kind is PERSON else ():
            if len(form.tokens) > 1:
                found["".join(word[0] for word in form.tokens)].add(figure)
                found["".join(word[0] for word in form.tokens if not is_particle(word))].add(figure)
    return {letters: one for letters, (one, *others) in found.items() if not others}
