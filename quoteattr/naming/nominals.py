"""Whom a nominal means that is a source, and whose words those of a document are: "the mayor", "her team", "the poll".

By role, if the text gives it to somebody; by turn label, where layout names who speaks; else it is asked about
(`asking`), or stands for somebody of whom no more is known than the description.  A document is its owner's or maker's
mouth: "the *Pentagon* memo", "*her* letter", "the poll" that somebody made.

Limits: a description is kept with its complement as far as words that only nouns have; see `COMPLEMENTING`.
"""

import functools
from typing import Final

from quoteattr.finding.mentions import NAME, Phrase
from quoteattr.finding.words import gender_by_ending, kind_of_role, lists
from quoteattr.linking.layout import LETTERS
from quoteattr.linking.words import POSSESSIVES
from quoteattr.models import MentionForm, SpeakerKind
from quoteattr.naming.asking import SURE
from quoteattr.naming.cast import Figure, has_full_name, only
from quoteattr.naming.context import Content
from quoteattr.naming.descriptions import ANYBODY, CAMPS, NONE, TEAMS
from quoteattr.naming.features import Description
from quoteattr.naming.pronouns import BRIEF, DEFINITE, Pronouns
from quoteattr.naming.sources import JOINTS, Subject, kind_of, lower_documents, owner_of
from quoteattr.naming.speakers import tidy
from quoteattr.naming.values import Answer

OTHER: Final = frozenset(["other", "latter", "former"])
OFFICES: Final = {"PM": ("minister", "prime"), "FM": ("minister", "first")}  # by head and describing word
COMPLEMENTING: Final = frozenset(
    "of for at from in with to on by near behind under inside outside between among against familiar close".split()
)  # what begins the complement of a description ("sources close to the club"), and what ends it
UNLABELLED: Final = frozenset("who which that whose whom where but has have had was were is are".split())
LABEL: Final = 300  # characters of a description that are kept


class Nominals(Pronouns):
    """What answers a nominal; see the module."""

    def by_name(self, i: int) -> Answer:
        """Return the figure of a name, of those that bear it the one named last."""
        figure = self.scene.figure_of(i)
        if figure is None:
            return Answer(form=MentionForm.NAME)
        rule = "open name" if i in self.cast.open else "name"
        return Answer((figure,), rule, SURE[rule], form=NAME)

    def phrase_of(self, subject: Subject) -> Phrase | None:
        """Return the phrase that a subject is, None if it is of words that no phrase covers."""
        return None if subject.phrase is None else self.phrases[subject.phrase]

    def by_nominal(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        """Return whom a nominal stands for: by role, by comparison, or somebody known by it alone."""
        label, phrase = self.label_of(number, subject), self.phrase_of(subject)
        if self.is_turn(number):
            return self._by_turn_label(subject, label)
        if phrase and (camp := self._camp(number, phrase, token, content)):
            return Answer((camp,), "role", SURE["role"], label=label)
        figure = self._figure(subject, label)
        if not self.talk:
            figure = self.selves.get(figure.number, figure)
        named = figure.is_named
        if self._is_asked(subject, named):
            spot = self.spot(number, token, content, gender=phrase.gender if phrase else None)
            return self.described(number, self._description(subject, figure), phrase, label, spot)
        rule = "role" if named else "label"
        return Answer((figure,), rule, SURE[rule], label=label)

    def _figure(self, subject: Subject, label: str) -> Figure:
        """Return whom the words of a nominal mean by themselves."""
        if subject.phrase is None:
            figure = self._abbreviated(subject) or self.roles.bearer(subject.first, subject.last, None, self.scene)
            gender = gender_by_ending(self.reading.words[subject.last - 1])
            return figure or self.roles.described(label, self._kind(subject), gender)
        figure = self.scene.figure_of(subject.phrase)
        if not self.talk and not (figure and figure.forms):
            figure = self.roles.named_next(self.phrases[subject.phrase]) or figure
        return figure or self.roles.described(label, self._kind(subject))

    def is_turn(self, number: int) -> bool:
        """Tell whether a quotation is a turn under a speaker's label."""
        attribution = self.attributions[number]
        return attribution.laid_out and attribution.cue is None and bool(attribution.source)

    @functools.cached_property
    def interviewed(self) -> Figure | None:
        """The only person whom the words before a talk of “Q” and “A” name in full."""
        turns = [a.source[0] for n, a in enumerate(self.attributions) if self.is_turn(n)]
        first = self.reading.token_from(turns[0].start)
        if {span.of(self.reading.text) for span in turns} - LETTERS:
            return None
        named = (self.cast.of[i] for i in self.index.within(0, first) if self.phrases[i].form is NAME)
        return only(f for f in named if f and f.kind is SpeakerKind.PERSON and has_full_name(f))

    @functools.cached_property
    def _turn_takers(self) -> frozenset[int | None]:
        """The figures that labels of turns name."""
        return frozenset(self.dialogue.figures[n] for n in range(len(self.attributions)) if self.is_turn(n))

    def _by_turn_label(self, subject: Subject, label: str) -> Answer:
        """Return whom a role means that is a turn's label: nobody whom another label names."""
        figure = self.scene.figure_of(subject.phrase) if subject.phrase is not None else None
        if figure is None or not figure.is_named or figure.number in self._turn_takers:
            figure = self.roles.described(label, self._kind(subject))
            return Answer((figure,), "label", SURE["label"], label=label)
        return Answer((figure,), "role", SURE["role"], label=label)

    def _camp(self, number: int, phrase: Phrase, token: int, content: Content) -> Figure | None:
        """Return the campaign or team of whoever a pronoun before it means: "her campaign"."""
        if phrase.role not in TEAMS or phrase.determiner not in {"his", "her", "their"}:
            return None
        owner = next(iter(self.index.within(phrase.first, phrase.first + 1)), None)
        if owner is None:
            return None
        found = self.by_pronoun(number, self.phrases[owner], token, content).figures
        return self.roles.collectives.camp_of(found[0], phrase.role) if len(found) == 1 else None

    def _abbreviated(self, subject: Subject) -> Figure | None:
        """Return whom an office in two capitals means in a headline: "PM"."""
        office = OFFICES.get(self.reading.words[subject.last - 1])
        return self.roles.holder(*office) or self.roles.introduced(subject.last) if office else None

    def _is_asked(self, subject: Subject, named: bool) -> bool:
        """Tell whether a nominal is asked about: one person, not just any, whom no role settles.

        In a novel no role settles it: "her mother" is another's in every scene.
        """
        phrase = self.phrase_of(subject)
        if phrase is None:
            return self.talk and self.is_somebody(subject)
        if phrase.kind is not SpeakerKind.PERSON or (named and not self.talk):
            return False
        if self.talk:
            return phrase.determiner in DEFINITE | POSSESSIVES or _role(phrase) in lists().address
        return phrase.determiner in DEFINITE and not self.roles.is_character(phrase)

    def is_somebody(self, subject: Subject) -> bool:
        """Tell whether words in fiction mean somebody by a noun that no list knows: "the ruffian", "the count"."""
        lower = self.reading.lower
        if lower[subject.first] not in DEFINITE or not 1 < subject.last - subject.first <= BRIEF:
            return False
        return not lower_documents(lower[subject.last - 1])

    def is_met(self, number: int, subject: Subject) -> bool:
        """Tell whether somebody speaks aloud in a story who goes by a noun of no list: "the verger"."""
        small = all(word.islower() for word in self.reading.words[subject.first + 1 : subject.last])
        return self.dialogic and small and bool(self.attributions[number].verbatim)

    def _description(self, subject: Subject, figure: Figure) -> Description:
        phrase, hint, own = self.phrase_of(subject), figure if figure.is_named else None, figure
        if hint and phrase and subject.phrase is not None:
            own = self.roles.nobody(subject.phrase, phrase) or figure
        role, sort = self._role_and_sort(subject)
        binds = self.talk and role
        return Description(
            role=role, sort=sort, own=own, before=self.meant.get(own.number), hint=hint,
            often=self.roles.definite[role], owned=bool(phrase and phrase.determiner in POSSESSIVES),
            capital=self.reading.words[(phrase.head if phrase else subject.last - 1)][:1].isupper(),
            bonds=self.bound.of(role, phrase)[1] if binds else NONE,
            bound=self.bound.most_bound(role, phrase) if binds else None,
        )  # fmt: skip

    def _role_and_sort(self, subject: Subject) -> tuple[str, str]:
        """Return the head noun of a description, and what sort it is of; see `Description`."""
        if phrase := self.phrase_of(subject):
            return _role(phrase), _sort(_role(phrase))
        opens, *words = self.reading.lower[subject.first : subject.last]
        if opens in DEFINITE and not OTHER.isdisjoint(words):
            return "", "other"
        noun = self.reading.lower[subject.last - 1]
        return noun, "title" if noun in lists().address else "noun"

    def _kind(self, subject: Subject) -> SpeakerKind:
        """Return what a description is of, by its head noun: a person where no list has that."""
        phrase, noun = self.phrase_of(subject), self.reading.lower[subject.last - 1]
        return (phrase.kind if phrase else kind_of_role(noun)) or SpeakerKind.PERSON

    def label_of(self, number: int, subject: Subject) -> str:
        """Return the words of a description, with its complement: "two people familiar with the matter"."""
        lower = self.reading.lower
        phrase, source = self.phrase_of(subject), self.attributions[number].source
        last, end = max(subject.last, phrase.last if phrase else 0), self.reading.token_before(source[-1].end)
        if last < end and (lower[last] in COMPLEMENTING or self._joins_names(subject, last)):
            last = next((k for k in range(last, end) if not _is_labelled(lower[k])), end)
            last -= lower[last - 1] in JOINTS
        return tidy(self.reading.written(subject.first, last)[:LABEL])

    def _joins_names(self, subject: Subject, joint: int) -> bool:
        """Tell whether a conjunction adds a name to the complement of several: "the leaders of Mali *and* Chad"."""
        words, phrase = self.reading.words, self.phrase_of(subject)
        beside = words[joint - 1 : joint + 2 : 2]
        named = words[joint].lower() == "and" and all(word[0].isupper() for word in beside)
        return named and phrase is not None and bool(phrase.plural)

    def by_maker(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        """Give the words of a document to whoever owns or made it."""
        last = self.reading.token_before(self.attributions[number].source[-1].end)
        phrase = self.phrase_of(subject)
        head = phrase.head if phrase else subject.last - 1
        noun, opener = self.reading.lower[head], phrase.determiner if phrase else self.reading.lower[subject.first]
        owner = owner_of(self.index, subject, last)
        if owner is None and (maker := self.makers.maker(noun, head, opener)):
            return Answer((maker,), "maker", SURE["maker"])
        # A name before a noun owns it; places before nouns that are no documents only tell where.
        if owner is not None and (phrase or self.phrases[owner].kind is not SpeakerKind.PLACE):
            found = self._by_owner(number, owner, token, content)
            if found.figures and noun in CAMPS and (camp := self.roles.collectives.camp_of(found.figures[0], noun)):
                return Answer((camp,), "role", SURE["role"], label=self.label_of(number, subject))
            if found.figures:
                if lower_documents(noun):
                    self.makers.add(noun, head, found.figures[0])  # not of “a voice”, which may be anybody's
                return found._replace(rule="maker", belief=found.belief * SURE["maker"], form=MentionForm.NOMINAL)
        if phrase and phrase.kind is not SpeakerKind.DOCUMENT:
            return self.by_nominal(number, subject, token, content)
        label = self.label_of(number, subject)
        figure = self.roles.described(label, SpeakerKind.DOCUMENT if phrase else kind_of(self.reading, subject, last))
        return Answer((figure,), "label", SURE["label"], label=label)

    def _by_owner(self, number: int, owner: int, token: int, content: Content) -> Answer:
        """Return who an owner of a document is; nobody if a description of somebody unnamed."""
        phrase = self.phrases[owner]
        if phrase.form is MentionForm.PRONOUN:
            return self.by_pronoun(number, phrase, token, content)
        if phrase.form is MentionForm.NAME:
            return self.by_name(owner)
        whole = Subject(MentionForm.NOMINAL, owner, phrase.first, phrase.last)
        found = self.by_nominal(number, whole, token, content)
        return found if all(f.is_named for f in found.figures) else Answer()


def _is_labelled(word: str) -> bool:
    """Tell whether a word goes on with the complement of a description."""
    return word not in UNLABELLED and (word[0].isalnum() or word == "'s")


def _role(phrase: Phrase) -> str:
    return phrase.role.rstrip(".")


def _sort(role: str) -> str:
    """Return the sort of a description by its head noun; see `Description`."""
    if role in ANYBODY:
        return "any"
    known = lists()
    return "kin" if role in known.kin else "title" if role in known.address else "trade"
