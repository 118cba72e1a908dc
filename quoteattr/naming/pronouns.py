"""Whom a pronoun before a verb of saying means: "he said", "it added", "they told us", "I said".

Ranking (`asking`) answers for most.  In texts of little talk some are known by order and place alone: "it" that reads
is the statement of whoever spoke in one, and else, where no name is in mind, the body that opens its sentence, or in a
story the thing or animal that opens the one before; "they" may be one person without a name who spoke right before, or
the two that are named together, of whom neither is "he" or "she" where they are alike.  "I" inside somebody's words is
that somebody, and outside of all marks the narrator.

Limits: "we" and "you" are nobody.
"""

from itertools import pairwise
from typing import Final

from quoteattr.finding.mentions import NAME, Phrase
from quoteattr.finding.words import is_given, is_person_noun, role_of
from quoteattr.linking.words import ARTICLES, POSSESSIVES
from quoteattr.models import MentionForm, SpeakerKind
from quoteattr.naming.asking import SURE
from quoteattr.naming.cast import Figure, only
from quoteattr.naming.context import Content
from quoteattr.naming.conversing import Conversing
from quoteattr.naming.features import Spot
from quoteattr.naming.sources import lower_documents
from quoteattr.naming.speakers import tidy
from quoteattr.naming.values import Answer

FIRST_PERSON: Final = frozenset(["i", "me", "my", "myself"])
IMPERSONAL: Final = frozenset("it its itself they them their themselves".split())
DEFINITE: Final = frozenset(["the", "this", "that", "these"])
READING: Final = frozenset(["read", "continue", "conclude"])  # what a statement does
_PLURAL: Final = frozenset("children men people police women".split())  # plurals without an "s"
BRIEF: Final = 4  # words of a description
BESIDE: Final = 200  # tokens of a sentence, and of the one before, in which a pair is looked for
MOVING: Final = frozenset(
    "was had sat stood rose ran flew came went lay shook began spoke swung bent fell hung swam crept leapt woke".split()
)  # verbs without "-ed" of what something does before it speaks


def _is_many(figure: Figure) -> bool:
    """Tell whether somebody without a name is described in the plural, and so is no "it": "residents"."""
    word = figure.label.lower().split()[-1] if figure.label and not figure.forms else ""
    role = role_of(word) if word.endswith("s") or word in _PLURAL else None
    return role is not None and role.plural  # and no body ("customs"); "the family" is one


class Pronouns(Conversing):
    """A run that answers for pronouns; see the module."""

    def by_pronoun(self, number: int, phrase: Phrase | None, token: int, content: Content) -> Answer:
        """Return who is meant by a pronoun, the source of a quotation or the owner of one, which stands at a token."""
        nobody = Answer(form=MentionForm.PRONOUN, by_pronoun=True)
        if phrase is None:
            return nobody
        word = self.reading.lower[phrase.head]
        if word in FIRST_PERSON:
            return self._first_person(number, nobody)
        if phrase.gender is None and word not in IMPERSONAL:
            return nobody
        spot = self.spot(number, token, content, gender=phrase.gender)
        if word == "it" and (read := self._read_out(number, spot)):
            return nobody._replace(figures=(read,), rule="maker", belief=SURE["maker"])
        inside = self.quoted.holds(self.reading.starts[phrase.head])
        person = phrase.gender is not None
        prefix = ("in:" if inside else "he:") if person else "they:" if phrase.plural else "it:"
        answer = self.by_ranking(number, prefix, spot, nobody, person, plural=bool(phrase.plural))
        if word == "they" and (one := self._one(spot, answer)) is not None:
            return answer._replace(figures=(one,), rule="subject", belief=SURE["subject"])
        if word == "it" and any(map(_is_many, answer.figures)):
            answer = nobody
        if word == "it" and not answer.figures and (one := self._body_at_head(spot) or self._document_before(spot)):
            return answer._replace(figures=(one,), rule="subject", belief=SURE["open name"])
        if word == "it" and not answer.figures and (thing := self._thing_before(spot)) is not None:
            return answer._replace(figures=(thing,), rule="subject", belief=SURE["foretold"])
        if person and self._is_either(spot, answer):
            return nobody._replace(ranked=answer.ranked)
        if prefix == "they:" and not answer.figures and (pair := self._pair(spot.sentence)):
            return answer._replace(figures=pair, rule="joint", belief=SURE["open name"])
        if word == "they" and not answer.figures and (alone := self._alone(spot)) is not None:
            return answer._replace(figures=(alone,), rule="subject", belief=SURE["foretold"])
        return answer

    def _read_out(self, number: int, spot: Spot) -> Figure | None:
        """Return whose statement "it" is that reads something: that of whoever spoke "in a statement" right before."""
        cue, turn = self.attributions[number].cue, spot.last
        if self.talk or turn is None or cue is None or cue.entry.lemma not in READING:
            return None
        lower, sentence = self.reading.lower, self.reading.sentences[turn.sentence]
        within = (
            k for k in range(sentence.first, sentence.last - 2) if lower[k] == "in" and lower[k + 1] in DEFINITE | {"a"}
        )
        written = any(lower_documents(lower[k + 2]) for k in within)
        return turn.figure if written and spot.sentence == turn.sentence + 1 else None

    def _body_at_head(self, spot: Spot) -> Figure | None:
        """Return the body without a name that opens the sentence of an "it": "**The firm** plans cuts, it said"."""
        first = self.reading.sentences[spot.sentence].first
        bodies = (self.phrases[i] for i in self.index.begun(first) if self.index.forms[i] is MentionForm.NOMINAL)
        body = next((p for p in bodies if p.kind is SpeakerKind.ORGANISATION and not p.plural), None)
        if body is None or self.talk:
            return None
        return self.roles.described(tidy(self.reading.written(body.first, body.last)), SpeakerKind.ORGANISATION)

    def _document_before(self, spot: Spot) -> Figure | None:
        """Return the document of the sentence before, or its maker: "They had **the report**. *It* warns of fire"."""
        sentence = self.reading.sentences[max(0, spot.sentence - 1)]
        near = (i for i in self.index.within(sentence.first, sentence.last) if not self.inside[i])
        phrases = (self.phrases[i] for i in near if self.index.forms[i] is MentionForm.NOMINAL)
        written = (p for p in phrases if lower_documents(self.reading.lower[p.head]) and not p.plural)
        found = next((p for p in written if p.kind is SpeakerKind.DOCUMENT and p.determiner not in POSSESSIVES), None)
        if found is None or self.talk or spot.sentence == 0:
            return None
        maker = self.makers.maker(self.reading.lower[found.head], found.head, found.determiner)
        text = tidy(self.reading.written(found.first, found.last))
        return maker or self.roles.described(text, SpeakerKind.DOCUMENT)

    def _thing_before(self, spot: Spot) -> Figure | None:
        """Return what the sentence before tells of in a story: “*The robot* rolled forward. “Stop,” **it** said.”.

        So with a clause behind it: *The bear*, who was old, raised its hat. “Morning,” **it** said.
        """
        before = self.reading.sentence_of(max(0, spot.token - 1))
        quoted = before > 0 and self.quoted.holds(self.reading.starts[self.reading.sentences[before].first] + 1)
        sentence = self.reading.sentences[before - quoted]
        lower = self.reading.lower[sentence.first : min(sentence.last, sentence.first + BRIEF + 2)]
        if not self.dialogic or self.reading.inside[before - quoted] != spot.paragraph or lower[0] not in ARTICLES:
            return None
        verbs = [k for k, word in enumerate(lower) if (word.endswith("ed") and len(word) > 3) or word in MOVING]
        verb = verbs[0] if len(verbs) == 1 else 0  # “the old *tired* horse *stood*” leaves it open
        comma = lower.index(",") if "," in lower[:-1] else 0
        verb = comma if lower[comma + 1 : comma + 2] in (["who"], ["which"]) else verb
        if verb < 2 or not all(map(str.isalpha, lower[:verb])) or is_person_noun(lower[verb - 1]):
            return None
        return self.roles.described(tidy(self.reading.written(sentence.first, sentence.first + verb)))

    def _is_either(self, spot: Spot, answer: Answer) -> bool:
        """Tell whether a pronoun may as well mean the other of two: “*Karl and Otto* came in. “No,” **he** said.”."""
        pair = self._pair(spot.sentence) if answer.figures and not self.talk else ()
        alike = len({figure.gender for figure in pair}) == 1
        return alike and answer.figures[0] in pair and not any(turn.figure in pair for turn in spot.turns)

    def _one(self, spot: Spot, answer: Answer) -> Figure | None:
        """Return the person without a name or gender who spoke right before: "A resident said …. **They** added".

        But "A Norvik Rail spokesperson said …. They added" goes on in the name of Norvik Rail.
        """
        turn = spot.last
        one = turn.figure if turn else None
        if self.talk or turn is None or one is None or spot.sentence > turn.sentence + 1:
            return None
        if one.kind is not SpeakerKind.PERSON or one.is_named or one.gender:
            return None
        groups = (f for f in self.scene.bodies.values() if f.kind is SpeakerKind.GROUP)
        if any(self.scene.trace(f).sentence >= turn.sentence for f in groups):
            return None
        body = answer.figures[0] if len(answer.figures) == 1 else None
        return None if body and any(w in one.label for form in body.forms for w in form.written) else one

    def _alone(self, spot: Spot) -> Figure | None:
        """Return the only one told of, whom nothing says to be "he" or "she": “*Robin* sat. “No,” **they** said”.

        It has to be a given name, since a family goes by its surname.
        """
        one = only(f for f in self.scene.recent.values() if f.is_named)
        if one is None or not self.dialogic or self.scene.bodies or one.gender:
            return None
        if spot.sentence - self.scene.trace(one).subject_sentence > 1:
            return None
        return one if any(is_given(form.tokens[0]) for form in one.forms) else None

    def _pair(self, sentence: int) -> tuple[Figure, ...]:
        """Return the only two persons named in a sentence and the one before, if together: "Ann Lee and Jo Fry"."""
        _, _, first, last, _ = self.reading.sentences[sentence]
        before = self.reading.sentences[max(0, sentence - 1)].first
        near = self.index.within(max(before, first - BESIDE), min(last, first + BESIDE))
        names = [i for i in near if self.phrases[i].form is NAME and not self.inside[i]]
        for i, k in pairwise(names):
            last = self.phrases[i].last
            if self.phrases[k].first == last + 1 and self.reading.lower[last] == "and":
                pair = tuple(f for f in map(self.scene.figure_of, (i, k)) if f and f.kind is SpeakerKind.PERSON)
                return pair if len(set(pair)) == len(names) == 2 else ()
        return ()

    def _first_person(self, number: int, nobody: Answer) -> Answer:
        around = self.around[number]
        outer = self.answers[around] if around is not None else None
        if outer and outer.figures:
            return nobody._replace(figures=outer.figures, rule="enclosing", belief=outer.belief * SURE["enclosing"])
        spans = self.attributions[number].source
        if self.narrator and spans and not self.quoted.holds(spans[0].start):
            return nobody._replace(figures=(self.narrator,), rule="narrator", belief=SURE["label"])
        return nobody
