"""From quotations with the words of their sources to quotations with speakers: this stage put together.

First the names of the text are gathered into figures (`cast`), and roles tied to them (`roles`).  Then the quotations
are gone through in the order in which a reader meets what names their speakers, a `Scene` keeping in step.  Each is
answered by the first rule that applies: it carries on another quotation; its source is a name; a nominal, by role; a
document, by whoever made it; a pronoun (`pronouns`), or no source at all, by the ranking of those in mind (`asking`).
Where the best candidate does not stand clear, nobody is named and the candidates are kept.

A text of much talk is gone through twice: the second time every question is asked again, knowing who was found to speak
in the turns to come, and who speaks in the scene at all.  Then its conversations are decided as wholes (`conversing`).

Limits: two readings are made and no more, so what a wrong guess put into the scene may stand.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.config import Config
from quoteattr.finding.mentions_words import gender_by_ending, is_given, lists, origins_of, role_of
from quoteattr.finding.phrases import NAME, PRONOUN, Phrase
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.talks import LETTERS
from quoteattr.models import MentionForm, SpeakerKind
from quoteattr.naming.alternation import alternating
from quoteattr.naming.asking import SURE
from quoteattr.naming.bonds import NONE
from quoteattr.naming.collectives import CAMPS, TEAMS
from quoteattr.naming.context import Content, read_content
from quoteattr.naming.features import Description
from quoteattr.naming.figures import Figure
from quoteattr.naming.persons import has_full_name
from quoteattr.naming.pronouns import BRIEF, DEFINITE, FIRST_PERSON, Pronouns
from quoteattr.naming.roles import ANYBODY
from quoteattr.naming.selves import by_initials, introduced, is_initials
from quoteattr.naming.sources import JOINTS, Subject, is_document, kind_of, lower_documents, owner_of
from quoteattr.naming.speakers import tidy
from quoteattr.naming.values import Answer, Named, Naming, Values
from quoteattr.reading import Reading

POSSESSIVE: Final = frozenset(["his", "her", "their", "my", "our"])
OTHER: Final = frozenset(["other", "latter", "former"])
OFFICES: Final = {"PM": ("minister", "prime"), "FM": ("minister", "first")}  # by head and describing word
COMPLEMENTING: Final = frozenset(
    "of for at from in with to on by near behind under inside outside between among against familiar close".split()
)  # what begins the complement of a description ("sources close to the club"), and what ends it
UNLABELLED: Final = frozenset("who which that whose whom where but has have had was were is are".split())
UNNAMED: Final = frozenset(
    "unidentified unknown first second third fourth 1st 2nd 3rd 4th".split()
)  # what opens labels of turns
ASKING: Final = frozenset(["q", "a"])  # labels of question and answer
LABEL: Final = 300  # characters of a description that are kept


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


class Answering(Pronouns):
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
            self._take_turns()
        self.scene.advance(len(self.reading.words))
        values = Values(self.reading, self.index, self.cast, self.scene, self.config.known_speakers, self.narrator)
        return values.naming(self.attributions, self.answers)

    def _take_turns(self) -> None:
        """Give the turns that were left to guess to the two who talk."""
        for number, figure in alternating(self.dialogue, self.answers, self.leant, self.cast.figures):
            if not self.attributions[number].agentless:
                answer = self.answers[number] or Answer()
                self.answers[number] = answer._replace(figures=(figure,), rule="turn", belief=SURE["taking turns"])
        for number in range(len(self.attributions)):
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
        answer = self._continued(number)
        if answer is None:
            answer = self._by_own_words(number) or (
                self._by_source(number, token, content) if attribution.source else self.by_turn(number, token, content)
            )
        self.answers[number] = answer
        if self.leant.get(number, 0) <= number:
            self.remember(number, answer, content, token)
        if len(answer.figures) == 1 and (answer.figures[0].forms or answer.figures[0].known):
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
        if (named := self._by_letters(number, subject)) is not None:
            return named
        opens, alone = self.reading.lower[subject.first].rstrip("."), subject.last - subject.first == 1
        if (opens in UNNAMED or (alone and opens in ASKING)) and self._is_turn(number):
            return self._unnamed(number)
        phrase = self.phrases[subject.phrase] if subject.phrase is not None else None
        if subject.form is PRONOUN:
            return self.by_pronoun(number, phrase, token, content)
        if subject.last - subject.first == 1 and (named := self._by_surname(subject, phrase)):
            return named
        if (one := self._by_origin(number, subject, phrase, token)) is not None:
            return one
        if subject.form is NAME and subject.phrase is not None:
            return self._by_name(subject.phrase)
        office = self.reading.words[subject.last - 1] in OFFICES
        somebody = phrase is None and self._is_somebody(subject) and (self.talk or self._is_met(number, subject))
        if not (office or somebody) and is_document(phrase, self.reading.lower[subject.last - 1]):
            return self._by_maker(number, subject, token, content)
        return self._by_nominal(number, subject, phrase, token, content)

    def _by_own_words(self, number: int) -> Answer | None:
        """Return whom the words name as their speaker, who is meant by no name: “I'm Jo Roe,” said the stranger."""
        attribution, subject = self.attributions[number], self.dialogue.subjects[number]
        told = self._is_turn(number) or (self._is_told(subject) if subject else self.talk)
        if told or not attribution.verbatim or self.around[number] is not None:
            return None
        figure = introduced(self.scene, self.dialogue.words[number])
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
        if not (self._is_turn(number) and is_initials(label)):
            return None
        figure = self._lettered.get(label.replace(".", "").lower())
        return Answer((figure,), "initials", SURE["initials"], form=NAME) if figure else None

    def _unnamed(self, number: int) -> Answer:
        """Return who has a turn under a label that names nobody, though it is set like a name: “UNIDENTIFIED MALE”."""
        label = tidy(self.attributions[number].source[0].of(self.reading.text))
        if label == "A" and self._interviewed:
            return Answer((self._interviewed,), "role", SURE["role"], form=MentionForm.NOMINAL, label=label)
        return Answer((self.roles.described(label),), "label", SURE["label"], form=MentionForm.NOMINAL, label=label)

    def _joint(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        answers = [self._by_subject(number, part, token, content) for part in subject.parts]
        figures = tuple(dict.fromkeys(f for a in answers for f in a.figures))
        belief = min((a.belief for a in answers), default=0.0)
        label = tidy(self.reading.text[self.reading.starts[subject.first] : self.reading.ends[subject.last - 1]])
        return Answer(figures, "joint", belief, form=subject.form, label=label)

    def _by_name(self, i: int) -> Answer:
        figure = self.scene.figure_of(i)
        if figure is None:
            return Answer(form=MentionForm.NAME)
        rule = "open name" if i in self.cast.open else "name"
        return Answer((figure,), rule, SURE[rule], form=NAME)

    def _by_surname(self, subject: Subject, phrase: Phrase | None) -> Answer | None:
        """Return whose surname a word is that means a people, a colour, a month or a place elsewhere: "Black said"."""
        family = self.cast.family(self.reading.lower[subject.first])
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

    def _by_origin(self, number: int, subject: Subject, phrase: Phrase | None, token: int) -> Answer | None:
        """Return whom a noun for one of a people means: "the Dane said"."""
        lower, head = self.reading.lower, subject.last - 1
        one = lower[subject.first] in DEFINITE and self.reading.words[head][0].isupper()
        if self.talk or not one or not origins_of(lower[head]) or self._is_turn(number):
            return None
        gender = phrase.gender if phrase else None
        figure, told = self.origins.meant(lower[head], gender, self.scene, self.reading.sentence_of(token))
        many = phrase is not None and (bool(phrase.plural) or phrase.form is NAME)  # "the Swiss", or a paper
        aged = lower[head - 1].endswith("-year-old")
        if figure is None or (many and not (told or aged)):
            return None
        label, rule = self._label(number, subject), "role" if told else "described"
        return Answer((figure,), rule, SURE[rule], form=MentionForm.NOMINAL, label=label)

    def _by_nominal(self, number: int, subject: Subject, phrase: Phrase | None, token: int, content: Content) -> Answer:
        label = self._label(number, subject)
        if self._is_turn(number):
            return self._by_turn_label(subject, phrase, label)
        camp = self._camp(number, phrase, token, content) if phrase else None
        if camp:
            return Answer((camp,), "role", SURE["role"], form=MentionForm.NOMINAL, label=label)
        figure = self.scene.figure_of(subject.phrase) if subject.phrase is not None else None
        if subject.phrase is not None and not self.talk and not (figure and figure.forms):
            figure = self.roles.named_next(subject.phrase) or figure
        figure = figure or self.roles.behind.get(subject.last) or self._abbreviated(subject)
        if figure is None and phrase is None:
            figure = self.roles.bearer(subject.first, subject.last, None, self.scene)
        if figure is None:
            gender = None if phrase else gender_by_ending(self.reading.words[subject.last - 1])
            figure = self.roles.described(label, self._kind(subject, phrase), gender)
        if not self.talk:
            figure = self.selves.get(figure.number, figure)
        named = bool(figure.forms or figure.known)
        if self._is_asked(subject, phrase, named):
            spot = self.spot(number, token, content, gender=phrase.gender if phrase else None)
            return self.described(number, self._description(subject, phrase, figure, label), phrase, label, spot)
        rule = "role" if named else "label"
        return Answer((figure,), rule, SURE[rule], form=MentionForm.NOMINAL, label=label)

    def _is_turn(self, number: int) -> bool:
        """Tell whether a quotation is a turn under a speaker's label."""
        attribution = self.attributions[number]
        return attribution.laid_out and attribution.cue is None and bool(attribution.source)

    @functools.cached_property
    def _interviewed(self) -> Figure | None:
        """The only person whom the words before a talk of “Q” and “A” name in full."""
        turns = [a.source[0] for n, a in enumerate(self.attributions) if self._is_turn(n)]
        first = self.reading.token_from(turns[0].start)
        if {span.of(self.reading.text) for span in turns} - LETTERS:
            return None
        named = {self.cast.of[i] for i in self.index.within(0, first) if self.phrases[i].form is NAME}
        full = [f for f in named if f and f.kind is SpeakerKind.PERSON and has_full_name(f)]
        return full[0] if len(full) == 1 else None

    @functools.cached_property
    def _turn_takers(self) -> frozenset[int | None]:
        """The figures that labels of turns name."""
        return frozenset(self.dialogue.figures[n] for n in range(len(self.attributions)) if self._is_turn(n))

    def _by_turn_label(self, subject: Subject, phrase: Phrase | None, label: str) -> Answer:
        """Return whom a role means that is a turn's label: nobody whom another label names."""
        figure = self.scene.figure_of(subject.phrase) if subject.phrase is not None else None
        if figure is None or not (figure.forms or figure.known) or figure.number in self._turn_takers:
            figure = self.roles.described(label, self._kind(subject, phrase))
            return Answer((figure,), "label", SURE["label"], form=MentionForm.NOMINAL, label=label)
        return Answer((figure,), "role", SURE["role"], form=MentionForm.NOMINAL, label=label)

    def _camp(self, number: int, phrase: Phrase, token: int, content: Content) -> Figure | None:
        """Return the campaign or team of whoever a pronoun before it means: "her campaign"."""
        if phrase.role not in TEAMS or phrase.determiner not in {"his", "her", "their"}:
            return None
        owner = next((i for i in self.index.within(phrase.first, phrase.first + 1)), None)
        if owner is None or self.phrases[owner].form is not MentionForm.PRONOUN:
            return None
        found = self.by_pronoun(number, self.phrases[owner], token, content).figures
        return self.roles.collectives.camp_of(found[0], phrase.role) if len(found) == 1 else None

    def _abbreviated(self, subject: Subject) -> Figure | None:
        """Return whom an office in two capitals means in a headline: "PM"."""
        written = self.reading.words[subject.last - 1]
        office = OFFICES.get(written) if subject.phrase is None else None
        return self.roles.holder(*office) or self.roles.introduced(subject.last) if office else None

    def _is_asked(self, subject: Subject, phrase: Phrase | None, named: bool) -> bool:
        """Tell whether a nominal is asked about: one person, not just any, whom no role settles.

        In a novel no role settles it: "her mother" is another's in every scene.
        """
        if phrase is None:
            return self.talk and (self._is_other(subject) or self._is_somebody(subject))
        if phrase.kind is not SpeakerKind.PERSON or phrase.plural or (named and not self.talk):
            return False
        if self.talk:
            return phrase.determiner in DEFINITE | POSSESSIVE or _role(phrase) in lists().address
        return phrase.determiner in DEFINITE and not self.roles.is_character(phrase)

    def _is_other(self, subject: Subject) -> bool:
        lower = self.reading.lower
        return lower[subject.first] in DEFINITE and any(w in OTHER for w in lower[subject.first + 1 : subject.last])

    def _is_somebody(self, subject: Subject) -> bool:
        """Tell whether words in fiction mean somebody by a noun that no list knows: "the ruffian", "the count"."""
        lower = self.reading.lower
        if lower[subject.first] not in DEFINITE or not 1 < subject.last - subject.first <= BRIEF:
            return False
        return not lower_documents(lower[subject.last - 1])

    def _is_met(self, number: int, subject: Subject) -> bool:
        """Tell whether somebody speaks aloud in a story who goes by a noun of no list: "the verger"."""
        small = all(word.islower() for word in self.reading.words[subject.first + 1 : subject.last])
        return self.dialogic and small and bool(self.attributions[number].verbatim)

    def _description(self, subject: Subject, phrase: Phrase | None, figure: Figure, label: str) -> Description:
        hint = figure if figure.forms or figure.known else None
        own = self.roles.nobody(subject.phrase, phrase) if hint and phrase and subject.phrase is not None else figure
        role, sort = self._role_and_sort(subject, phrase)
        own, binds = own or figure, self.talk and role
        return Description(
            role=role, sort=sort, own=own, before=self.meant.get(own.number), hint=hint,
            often=self.roles.definite[role], owned=bool(phrase and phrase.determiner in POSSESSIVE),
            capital=self.reading.words[(phrase.head if phrase else subject.last - 1)][:1].isupper(),
            bonds=self.bound.of(role, phrase)[1] if binds else NONE,
            bound=self.bound.most_bound(role, phrase) if binds else None,
        )  # fmt: skip

    def _role_and_sort(self, subject: Subject, phrase: Phrase | None) -> tuple[str, str]:
        """Return the head noun of a description, and what sort it is of; see `Description`."""
        if phrase is not None:
            return _role(phrase), _sort(_role(phrase))
        if self._is_other(subject):
            return "", "other"
        noun = self.reading.lower[subject.last - 1]
        return noun, "title" if noun in lists().address else "noun"

    def _kind(self, subject: Subject, phrase: Phrase | None) -> SpeakerKind:
        """Return what a description is of, by its head noun: a person where no list has that."""
        role = role_of(self.reading.lower[subject.last - 1])
        return (phrase.kind if phrase else role and role[0]) or SpeakerKind.PERSON

    def _label(self, number: int, subject: Subject) -> str:
        """Return the words of a description, with its complement: "two people familiar with the matter"."""
        starts, ends, lower = self.reading.starts, self.reading.ends, self.reading.lower
        last, source = subject.last, self.attributions[number].source
        if subject.phrase is not None:
            last = max(last, self.phrases[subject.phrase].last)
        end = self.reading.token_before(source[-1].end) if source and lower[last - 1 : last] else last
        if last < end and (lower[last] in COMPLEMENTING or self._joins_names(subject, last)):
            last = next((k for k in range(last, end) if not _is_labelled(lower[k])), end)
            last -= lower[last - 1] in JOINTS
        return tidy(self.reading.text[starts[subject.first] : min(ends[last - 1], starts[subject.first] + LABEL)])

    def _joins_names(self, subject: Subject, joint: int) -> bool:
        """Tell whether a conjunction adds a name to the complement of several: "the leaders of Mali *and* Chad"."""
        words, phrase = self.reading.words, None if subject.phrase is None else self.phrases[subject.phrase]
        beside = words[joint - 1 : joint + 2 : 2]
        named = words[joint].lower() == "and" and len(beside) > 1 and all(word[0].isupper() for word in beside)
        return named and phrase is not None and bool(phrase.plural)

    def _by_maker(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        """Give the words of a document to whoever owns or made it."""
        last = self.reading.token_before(self.attributions[number].source[-1].end)
        phrase = self.phrases[subject.phrase] if subject.phrase is not None else None
        head = phrase.head if phrase else subject.last - 1
        noun, opener = self.reading.lower[head], phrase.determiner if phrase else self.reading.lower[subject.first]
        owner = owner_of(self.index, subject, last)
        if owner is None and (maker := self.makers.maker(noun, head, opener)):
            return Answer((maker,), "maker", SURE["maker"])
        if owner is not None and self._may_own(owner, subject):
            found = self._by_owner(number, owner, token, content)
            if found.figures and noun in CAMPS and (camp := self.roles.collectives.camp_of(found.figures[0], noun)):
                return Answer(
                    (camp,), "role", SURE["role"], form=MentionForm.NOMINAL, label=self._label(number, subject)
                )
            if found.figures:
                self.makers.add(noun, head, found.figures[0])
                return found._replace(rule="maker", belief=found.belief * SURE["maker"], form=MentionForm.NOMINAL)
        if phrase and phrase.kind is not SpeakerKind.DOCUMENT:
            return self._by_nominal(number, subject, phrase, token, content)
        label = self._label(number, subject)
        figure = self.roles.described(label, SpeakerKind.DOCUMENT if phrase else kind_of(self.reading, subject, last))
        return Answer((figure,), "label", SURE["label"], label=label)

    def _by_owner(self, number: int, owner: int, token: int, content: Content) -> Answer:
        """Return who an owner of a document is; nobody if a description of somebody unnamed."""
        phrase = self.phrases[owner]
        if phrase.form is MentionForm.PRONOUN:
            return self.by_pronoun(number, phrase, token, content)
        if phrase.form is MentionForm.NAME:
            return self._by_name(owner)
        whole = Subject(MentionForm.NOMINAL, owner, phrase.first, phrase.last)
        found = self._by_nominal(number, whole, phrase, token, content)
        return found if all(f.forms or f.known for f in found.figures) else Answer()

    def _may_own(self, owner: int, subject: Subject) -> bool:
        """Tell whether a name before a noun owns it; places before nouns that are no documents only tell where."""
        phrase = self.phrases[owner]
        return phrase.kind is not SpeakerKind.PLACE or subject.phrase is not None


def _is_labelled(word: str) -> bool:
    """Tell whether a word goes on with the complement of a description."""
    return word not in UNLABELLED and (word[0].isalnum() or word == "'s")


def _may_be(phrase: Phrase, figure: Figure) -> bool:
    """Tell whether a description or pronoun leaves it to mean somebody: of one, and of no other gender."""
    return not phrase.plural and (phrase.gender is None or figure.gender in {phrase.gender, None})


def _role(phrase: Phrase) -> str:
    return phrase.role.rstrip(".")


def _sort(role: str) -> str:
    """Return the sort of a description by its head noun; see `Description`."""
    if role in ANYBODY:
        return "any"
    known = lists()
    return "kin" if role in known.kin else "title" if role in known.address else "trade" if role else "other"
