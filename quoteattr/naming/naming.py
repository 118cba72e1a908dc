"""From quotations with the words of their sources to quotations with speakers: this stage put together.

First the names of the text are gathered into figures (`cast`), and roles tied to them (`roles`).  Then the quotations
are gone through in the order in which a reader meets what names their speakers, a `Scene` keeping in step.  Each is
answered by the first rule that applies: it carries on another quotation; its source is a name; a nominal, by role; a
document, by whoever made it (both `nominals`); a pronoun (`pronouns`), or no source at all, by the ranking of those in
mind (`asking`).  Where the best candidate does not stand clear, nobody is named and the candidates are kept.

A text of much talk is gone through twice: the second time every question is asked again, knowing who was found to speak
in the turns to come, and who speaks in the scene at all.  Then its conversations are decided as wholes (`conversing`).

Limits: two readings are made and no more, so what a wrong guess put into the scene may stand.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.config import Config
from quoteattr.finding.marks import Marks
from quoteattr.finding.mentions import NAME, PRONOUN, Phrase
from quoteattr.finding.words import is_given, lists, origins_of
from quoteattr.linking.attribution import Attribution
from quoteattr.models import MentionForm, SpeakerKind
from quoteattr.naming.asking import SURE
from quoteattr.naming.cast import Figure
from quoteattr.naming.context import Content, asks_name, calls_out, read_content
from quoteattr.naming.dialogue import alternating, beats, hailed
from quoteattr.naming.nominals import OFFICES, Nominals
from quoteattr.naming.pronouns import DEFINITE, FIRST_PERSON
from quoteattr.naming.selves import answered, by_initials, introduced, is_initials
from quoteattr.naming.sources import Subject, is_document
from quoteattr.naming.speakers import tidy
from quoteattr.naming.values import Answer, Named, Naming, Values
from quoteattr.reading import Reading

UNNAMED: Final = frozenset(
    "unidentified unknown first second third fourth 1st 2nd 3rd 4th".split()
)  # what opens labels of turns
MASKS: Final = frozenset("voice somebody someone".split())  # sources that are to be told of
ASKING: Final = frozenset(["q", "a"])  # labels of question and answer


def name_speakers(
    reading: Reading,
    mentions: Sequence[Phrase],
    marks: Marks,
    attributions: Sequence[Attribution],
    config: Config | None = None,
) -> Naming:
    """Return who says each of the attributions."""
    if not attributions or not reading.words:
        return Naming(named=tuple(Named() for _ in attributions))
    return Answering(reading, mentions, marks, attributions, config or Config()).naming()


class Answering(Nominals):
    """One run over a text's quotations."""

    # -- the run

    def naming(self) -> Naming:
        """Answer each attribution and make the answers into values; a text of much talk is gone through twice."""
        order = sorted(range(len(self.attributions)), key=self._position)
        if self.talk:
            self._go_through(order)
            self.dialogue.learn([(a.figures[0].number, a.belief) if a and a.figures else None for a in self.answers])
            self.again = True
            self.begin()
        self._go_through(order)
        if self.talk:
            self.agree()
        else:
            self._take_names()
            self._take_turns()
        self.scene.advance(len(self.reading.words))
        return Values(self.scene, self.config.known_speakers).naming(self.attributions, self.answers)

    def _take_names(self) -> None:
        """Give those who are only described the names by which others call them."""
        names = hailed(self.dialogue, self.answers, self.leant, self.cast.figures, self.dialogic)
        for number, answer in enumerate(self.answers) if names else ():
            if answer and len(answer.figures) == 1 and (other := names.get(answer.figures[0].number)):
                self.answers[number] = answer._replace(figures=(other,))

    def _take_turns(self) -> None:
        """Give the turns that were left to guess to the two who talk."""
        taken = dict(alternating(self.dialogue, self.answers, self.leant, self.cast.figures))
        for number, figure in taken.items():
            if not self.attributions[number].agentless:
                answer = self.answers[number] or Answer()
                self.answers[number] = answer._replace(figures=(figure,), rule="turn", belief=SURE["taking turns"])
        for number in range(len(self.attributions)) if taken else ():
            self.lean(number)

    def _go_through(self, order: Sequence[int]) -> None:
        for number in order:
            self._answer(number)

    def _position(self, number: int) -> tuple[int, int, int]:
        """Return where an attribution is decided: at its source, and not before the one it stands in."""
        attribution = self.attributions[number]
        spans = attribution.source or attribution.content
        own = spans[0].start if spans else 0
        around, carried_on = self.around[number], self.leant.get(number, 0)
        if carried_on > number:  # it has the speaker of a paragraph to come
            return (*self._position(carried_on)[:2], carried_on + 1)
        if around is None:
            return (own, 0, number)
        outer = self._position(around) if self.around[around] is None else (0, 1, 0)
        return (max(own, outer[0]), outer[1] + 1, number)

    def _answer(self, number: int) -> None:
        attribution = self.attributions[number]
        if not attribution.content or (attribution.agentless and not self.talk):
            self.answers[number] = Answer()
            return
        spans = attribution.source or attribution.content
        token = min(self.reading.token_from(spans[0].start), len(self.reading.words) - 1)
        self.scene.advance(token)
        content = read_content(self.scene, self.dialogue.words[number])
        answer = self._continued(number) or self.by_words.get(attribution.source)
        if answer is None:
            answer = self._by_own_words(number) or (
                self._by_source(number, token, content) if attribution.source else self.by_turn(number, token, content)
            )
        self.answers[number] = answer
        if attribution.source and not self.talk:
            self.by_words.setdefault(attribution.source, answer)  # “*she* said, noting that C”
        if self.leant.get(number, 0) <= number:
            self.remember(number, answer, content, token)
        if len(answer.figures) == 1 and answer.figures[0].is_named:
            self.makers.note(attribution, answer.figures[0])

    def _continued(self, number: int) -> Answer | None:
        answer = self.answers[self.leant[number]] if number in self.leant else None
        return answer._replace(rule="continues", belief=answer.belief * SURE["continues"]) if answer else None

    # -- by the words of the source

    def _by_source(self, number: int, token: int, content: Content) -> Answer:
        attribution = self.attributions[number]
        subject = self.dialogue.subjects[number]
        if subject is None:
            return Answer()
        answer = self._by_subject(number, subject, token, content)
        if answer.label or answer.form is PRONOUN:
            return answer
        return answer._replace(label=tidy(attribution.source[0].of(self.reading.text)))

    def _by_subject(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        if subject.parts:
            return self._joint(number, subject, token, content)
        named = self._by_letters(number, subject) or self._unmasked(number, subject)
        if named is not None:
            return named
        opens, alone = self.reading.lower[subject.first].rstrip("."), subject.last - subject.first == 1
        if (opens in UNNAMED or (alone and opens in ASKING)) and self.is_turn(number):
            return self._unnamed(number)
        phrase = self.phrase_of(subject)
        if subject.form is PRONOUN:
            return self.by_pronoun(number, phrase, token, content)
        if alone and (named := self._by_surname(subject)):
            return named
        if (one := self._by_origin(number, subject, token)) is not None:
            return one
        if subject.form is NAME and subject.phrase is not None:
            return self.by_name(subject.phrase)
        office = self.reading.words[subject.last - 1] in OFFICES
        somebody = phrase is None and self.is_somebody(subject) and (self.talk or self.is_met(number, subject))
        if not (office or somebody) and is_document(phrase, self.reading.lower[subject.last - 1]):
            return self.by_maker(number, subject, token, content)
        return self.by_nominal(number, subject, token, content)

    def _by_own_words(self, number: int) -> Answer | None:
        """Return whom the words name as their speaker, who is meant by no name: “I'm Jo Roe,” said the stranger."""
        attribution, subject = self.attributions[number], self.dialogue.subjects[number]
        told = self.is_turn(number) or (self._is_told(subject) if subject else self.talk)
        if told or not attribution.verbatim or self.around[number] is not None:
            return None
        words, question = self.dialogue.words[number], self.last_content if self.dialogic else None
        asked = question is not None and calls_out(self.reading, question)
        figure = introduced(self.scene, words, asked)
        if figure is None and question is not None and asks_name(self.reading, question):
            figure = answered(self.scene, words)
        i = subject.phrase if subject else None
        if figure is None or (i is not None and not _may_be(self.phrases[i], figure)):
            return None
        form = subject.form if subject else MentionForm.NOMINAL
        own = self.scene.figure_of(i) if i is not None and form is MentionForm.NOMINAL else None
        if own:
            self.selves[own.number] = figure
        return Answer((figure,), "introduction", SURE["introduction"], form=form, by_pronoun=form is PRONOUN)

    def _is_told(self, subject: Subject) -> bool:
        """Tell whether a source leaves nothing to ask: by name, of several, or the narrator."""
        return subject.form is NAME or bool(subject.parts) or self.reading.lower[subject.last - 1] in FIRST_PERSON

    @functools.cached_property
    def _lettered(self) -> Mapping[str, Figure]:
        """The persons of the text by their initials."""
        return by_initials(self.cast.figures)

    def _by_letters(self, number: int, subject: Subject) -> Answer | None:
        """Return whose initials are the label of a turn: “FW: When do you prune?”."""
        label = self.attributions[number].source[0].of(self.reading.text)
        if not (self.is_turn(number) and is_initials(label)):
            return None
        figure = self._lettered.get(label.replace(".", "").lower())
        return Answer((figure,), "initials", SURE["initials"], form=NAME) if figure else None

    def _unmasked(self, number: int, subject: Subject) -> Answer | None:
        """Return who a voice turns out to be: “Who's there?” said a voice. It was *Aunt Prue*."""
        if MASKS.isdisjoint(self.reading.lower[subject.first : subject.last]):
            return None
        attribution = self.attributions[number]
        told = max(span.end for span in (*attribution.content, *attribution.cue_spans, *attribution.source))
        behind = self.reading.token_from(told)
        figure = beats.unmasked(self.scene, behind + (self.reading.words[behind : behind + 1] == ["."]))
        return Answer((figure,), "introduction", SURE["introduction"], label=figure.label) if figure else None

    def _unnamed(self, number: int) -> Answer:
        """Return who has a turn under a label that names nobody, though it is set like a name: “UNIDENTIFIED MALE”."""
        label = tidy(self.attributions[number].source[0].of(self.reading.text))
        if label == "A" and self.interviewed:
            return Answer((self.interviewed,), "role", SURE["role"], label=label)
        return Answer((self.roles.described(label),), "label", SURE["label"], label=label)

    def _joint(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        answers = [self._by_subject(number, part, token, content) for part in subject.parts]
        figures = tuple(dict.fromkeys(f for a in answers for f in a.figures))
        belief = min((a.belief for a in answers), default=0.0)
        label = tidy(self.reading.written(subject.first, subject.last))
        return Answer(figures, "joint", belief, form=subject.form, label=label)

    def _by_surname(self, subject: Subject) -> Answer | None:
        """Return whose surname a word is that means a people, a colour, a month or a place elsewhere: "Black said"."""
        family, phrase = self.cast.family(self.reading.lower[subject.first]), self.phrase_of(subject)
        if not family or not self.reading.words[subject.first][0].isupper():
            return None
        figure = self.cast.of[subject.phrase] if subject.phrase is not None else None
        place = figure and figure.kind is SpeakerKind.PLACE and not any(form.inside for form in figure.forms)
        if not (place or phrase is None or phrase.form is MentionForm.NOMINAL):
            return None
        if phrase and phrase.plural:  # "Banks said", but "Democrats said" though the text has Iowa Democrats
            family = [f for f in family if any(is_given(form.tokens[0]) for form in f.forms)]
        rule = "name" if len(family) == 1 else "open name"
        settled = self.scene.settle(family)
        return Answer((settled,), rule, SURE[rule], form=NAME) if settled else None

    def _by_origin(self, number: int, subject: Subject, token: int) -> Answer | None:
        """Return whom a noun for one of a people means: "the Dane said"."""
        lower, head = self.reading.lower, subject.last - 1
        one = lower[subject.first] in DEFINITE and self.reading.words[head][0].isupper()
        if self.talk or not one or not origins_of(lower[head]):
            return None
        phrase, label = self.phrase_of(subject), self.label_of(number, subject)
        gender = phrase.gender if phrase else None
        figure, told = self.origins.meant(lower[head], gender, self.scene, self.reading.sentence_of(token))
        in_two_words = " ".join(lower[head - 1 : head + 1]) in lists().peoples  # “the South African”
        named = phrase is not None and phrase.form is NAME
        many = phrase is not None and (bool(phrase.plural) or (named and not in_two_words))  # "the Swiss", or a paper
        if figure is None and named and in_two_words:
            return Answer((self.roles.described(label),), "label", SURE["label"], label=label)
        if figure is None or (many and not (told or lower[head - 1].endswith("-year-old"))):
            return None
        rule = "role" if told else "described"
        return Answer((figure,), rule, SURE[rule], label=label)


def _may_be(phrase: Phrase, figure: Figure) -> bool:
    """Tell whether a description or pronoun leaves it to mean somebody: of one, and of no other gender."""
    return not phrase.plural and figure.may_be(phrase.gender)
