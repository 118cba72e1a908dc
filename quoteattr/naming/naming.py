"""From quotations with the words of their sources to quotations with speakers: this stage put together.

First the names of the text are gathered into figures (`cast`), and roles tied to them (`roles`).  Then the quotations
are gone through in the order in which a reader meets what names their speakers, a `Scene` keeping in step.  Each is
answered by the first rule that applies: it carries on another quotation; its source is a name; a nominal, by role; a
document, by whoever made it; a pronoun, or no source at all, by the ranking of those in mind.  A
pronoun inside somebody's words that is "I" is that somebody.  Where the best candidate does not stand clear,
nobody is named and the candidates are kept.

Limits: decisions are made once, in order, and not revised by what comes later.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from quoteattr.config import Config
from quoteattr.finding.phrases import Phrase
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Gender, MentionForm, SpeakerKind
from quoteattr.naming import features
from quoteattr.naming.cast import Figure, gather
from quoteattr.naming.context import Content, beside, enclosing, not_called, read_content
from quoteattr.naming.dialogue import Dialogue
from quoteattr.naming.features import Spot, Turn
from quoteattr.naming.ranking import Ranked, rank, weights
from quoteattr.naming.roles import Roles
from quoteattr.naming.scene import Quoted, Scene, is_person
from quoteattr.naming.sources import Subject, is_document, make_index, owner_of
from quoteattr.naming.speakers import tidy
from quoteattr.naming.values import Answer, Named, Naming, Values
from quoteattr.reading import Reading

CLEAR: Final = 0.4  # belief below which the best candidate does not stand clear
SURE: Final = {
    "name": 0.97,
    "open name": 0.85,
    "role": 0.85,
    "label": 0.9,
    "maker": 0.8,
    "enclosing": 0.8,
    "continues": 0.95,
}
FIRST_PERSON: Final = frozenset(["i", "me", "my", "myself"])
IMPERSONAL: Final = frozenset("it its itself they them their themselves".split())
DEFINITE: Final = frozenset(["the", "this", "that", "these"])
PLAIN: Final = 0.55  # belief below which a description is nobody named
LABEL: Final = 300  # characters of a description that are kept
MANY_FIRST: Final = 6  # "I" outside marks so often makes a narrator


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


Rows = list[tuple[Figure, tuple[str, ...]]]  # candidates with their features


def _how(answer: Answer) -> str:
    """Return how a speaker was known, for the features of later turns: by name, by pronoun or by guess."""
    return "p" if answer.by_pronoun else "g" if answer.rule == "turn" else "n"


class Answering:
    """One run over a text's quotations."""

    def __init__(
        self,
        reading: Reading,
        phrases: Sequence[Phrase],
        marks: Marks,
        attributions: Sequence[Attribution],
        config: Config,
        table: Mapping[str, float] | None = None,
    ) -> None:
        self.reading = reading
        self.table = weights() if table is None else table
        self.phrases = phrases
        self.attributions = attributions
        self.config = config
        self.index = make_index(reading, phrases)
        spans = [(r.span.start, r.span.end) for r in marks.regions if r.depth == 0]
        spans += [(s.start, s.end) for a in attributions for s in a.verbatim]
        self.quoted = Quoted(spans)
        self.cast = gather(reading, phrases, config.known_speakers)
        self.narrator = self._narrator()
        self.roles = Roles(reading, phrases, self.cast)
        self.scene = Scene(reading, phrases, self.cast, self.quoted, self.roles, self.narrator)
        self.answers: list[Answer | None] = [None] * len(attributions)
        self.turns: list[Turn] = []
        self.total = 0
        self.around = enclosing(attributions)
        self.dialogue = Dialogue(self.index, self.cast, attributions, self.around)
        spoken = sum(not a.source and bool(a.verbatim) for a in attributions)
        self.talk = spoken > 20 and spoken > 0.25 * len(attributions)
        self.last_content: Content | None = None

    def _narrator(self) -> Figure | None:
        """Return a figure for whoever says "I" outside quotation marks, if the text has such a narrator."""
        count = 0
        for phrase in self.phrases:
            if self.reading.lower[phrase.head] == "i" and not self.quoted.holds(self.reading.starts[phrase.head]):
                count += 1
                if count >= MANY_FIRST:
                    figure = Figure(len(self.cast.figures), SpeakerKind.PERSON)
                    self.cast.figures.append(figure)
                    return figure
        return None

    # -- the run

    def naming(self) -> Naming:
        """Answer each attribution and make the answers into values."""
        for number in sorted(range(len(self.attributions)), key=self._position):
            self._answer(number)
        self.scene.advance(len(self.reading.words))
        values = Values(self.reading, self.index, self.cast, self.scene, self.config.known_speakers, self.narrator)
        return values.naming(self.attributions, self.answers)

    def _position(self, number: int) -> tuple[int, int, int]:
        """Return where an attribution is decided: at its source, and not before the one it stands in."""
        attribution = self.attributions[number]
        spans = attribution.source or attribution.content
        own = spans[0].start if spans else 0
        around = self.around[number]
        if around is None:
            return (own, 0, number)
        outer = self._position(around) if self.around[around] is None else (0, 1, 0)
        return (max(own, outer[0]), outer[1] + 1, number)

    def _answer(self, number: int) -> None:
        attribution = self.attributions[number]
        if not attribution.content:
            self.answers[number] = Answer()
            return
        spans = attribution.source or attribution.content
        token = min(self.reading.token_from(spans[0].start), len(self.reading.words) - 1)
        self.scene.advance(token)
        content = read_content(self.scene, self.dialogue.words[number])
        answer = self._continued(attribution)
        if answer is None:
            answer = (
                self._by_source(number, token, content) if attribution.source else self._by_turn(number, token, content)
            )
        self.answers[number] = answer
        self._remember(number, answer, content, token)

    def _remember(self, number: int, answer: Answer, content: Content, token: int) -> None:
        """Note who spoke, for the quotations to come; words inside somebody's words are no turn."""
        if len(answer.figures) == 1 and answer.figures[0].number >= 0:
            self.scene.note(answer.figures[0], token, speaking=True)
            self.total += 1
        if self.around[number] is None and len(answer.figures) <= 1:
            last = max(0, min(content.last, len(self.reading.words)) - 1)
            sentence = self.scene.sentence_of(last)
            paragraph = self.reading.sentences[sentence].paragraph
            figure = answer.figures[0] if answer.figures else None
            asks = "?" in self.reading.words[max(content.first, content.last - 2) : content.last]
            addressed = self.dialogue.addressed[number]
            turn = Turn(figure, paragraph, sentence, _how(answer), asks, addressed, self._is_pure(content))
            self.turns.insert(0, turn)
            self._fold_turns()
            self.last_content = content

    def _fold_turns(self) -> None:
        """Keep the last turns of different speakers, latest first."""
        kept: list[Turn] = []
        for turn in self.turns:
            if turn.figure is None or all(k.figure is not turn.figure for k in kept):
                kept.append(turn)
        self.turns = kept[:4]

    def _is_pure(self, content: Content) -> bool:
        """Tell whether a paragraph holds nothing but the quotation."""
        words = self.reading.words
        if content.first >= len(words):
            return False
        paragraph = self.reading.paragraphs[self.reading.paragraph_of(content.first)]
        return paragraph.last - paragraph.first <= content.last - content.first + 1

    def _continued(self, attribution: Attribution) -> Answer | None:
        before = attribution.continues
        if before is None or attribution.source or not 0 <= before < len(self.answers):
            return None
        answer = self.answers[before]
        return attrs.evolve(answer, rule="continues", belief=answer.belief * SURE["continues"]) if answer else None

    # -- by the words of the source

    def _by_source(self, number: int, token: int, content: Content) -> Answer:
        attribution = self.attributions[number]
        subject = self.dialogue.subjects[number]
        if subject is None:
            return Answer()
        answer = self._by_subject(number, subject, token, content)
        text = tidy(attribution.source[0].of(self.reading.text))
        return answer if answer.label or answer.form is MentionForm.PRONOUN else attrs.evolve(answer, label=text)

    def _by_subject(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        if subject.parts:
            return self._joint(number, subject, token, content)
        phrase = self.phrases[subject.phrase] if subject.phrase is not None else None
        if subject.form is MentionForm.PRONOUN:
            return self._by_pronoun(number, phrase, token, content)
        if subject.form is MentionForm.NAME and subject.phrase is not None:
            return self._by_name(subject.phrase)
        if is_document(phrase, self.reading.lower[subject.last - 1]):
            return self._by_maker(number, subject, token, content)
        return self._by_nominal(number, subject, phrase, token, content)

    def _joint(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        answers = [self._by_subject(number, part, token, content) for part in subject.parts]
        figures = tuple(dict.fromkeys(f for a in answers for f in a.figures))
        belief = min((a.belief for a in answers), default=0.0)
        return Answer(figures, "joint", belief, form=subject.form)

    def _by_name(self, i: int) -> Answer:
        figure = self.scene.figure_of(i)
        if figure is None:
            return Answer(form=MentionForm.NAME)
        rule = "open name" if i in self.cast.open else "name"
        return Answer((figure,), rule, SURE[rule], form=MentionForm.NAME)

    def _by_nominal(self, number: int, subject: Subject, phrase: Phrase | None, token: int, content: Content) -> Answer:
        label = self._label(subject)
        figure = self.scene.figure_of(subject.phrase) if subject.phrase is not None else None
        if figure is None:
            figure = self.roles.described(label)
        named = bool(figure.forms or figure.known)
        asked = not named and phrase and phrase.kind is SpeakerKind.PERSON and phrase.determiner in DEFINITE
        if asked and phrase and not self.roles.is_character(phrase):
            return self._described(number, figure, phrase, label, self._spot(number, token, content, gender=phrase.gender))
        rule = "role" if named else "label"
        return Answer((figure,), rule, SURE[rule], form=MentionForm.NOMINAL, label=label)

    def _described(self, number: int, own: Figure, phrase: Phrase, label: str, spot: Spot) -> Answer:
        """Rank those in mind for a nominal that no role explains, against its being somebody else."""
        pool = [f for f in features.candidates(self.scene, heard=False, bodies=False) if f.forms or f.known]
        pool = [f for f in pool if not (spot.gender and f.gender and f.gender is not spot.gender)]
        total = self.total + self.scene.next
        rows = [
            (f, tuple(features.described(f, self.scene.trace(f), spot, place, total, own=False)))
            for place, f in enumerate(pool)
        ]
        rows.append((own, tuple(features.described(own, self.scene.trace(own), spot, 0, total, own=True))))
        nobody = Answer((own,), "label", SURE["label"], label=label)
        answer = self._best(number, rows, nobody, "described")
        certain = answer.figures == (own,) or answer.belief >= PLAIN
        return answer if certain else attrs.evolve(nobody, ranked=answer.ranked)

    def _label(self, subject: Subject) -> str:
        starts, ends = self.reading.starts, self.reading.ends
        last = subject.last
        if subject.phrase is not None:
            last = max(last, self.phrases[subject.phrase].last)
        return tidy(self.reading.text[starts[subject.first] : min(ends[last - 1], starts[subject.first] + LABEL)])

    def _by_maker(self, number: int, subject: Subject, token: int, content: Content) -> Answer:
        """Give the words of a document to whoever owns or made it."""
        last = self.reading.token_before(self.attributions[number].source[-1].end)
        owner = owner_of(self.index, subject, last)
        phrase = self.phrases[subject.phrase] if subject.phrase is not None else None
        maker = self.roles.maker(phrase) if phrase and owner is None else None
        if maker:
            return Answer((maker,), "maker", SURE["maker"])
        if owner is not None and self._may_own(owner, subject):
            phrase = self.phrases[owner]
            found = (
                self._by_pronoun(number, phrase, token, content)
                if phrase.form is MentionForm.PRONOUN
                else (self._by_name(owner))
            )
            if found.figures:
                return attrs.evolve(found, rule="maker", belief=found.belief * SURE["maker"], form=MentionForm.NOMINAL)
        if subject.phrase is not None and self.phrases[subject.phrase].kind is not SpeakerKind.DOCUMENT:
            return self._by_nominal(number, subject, self.phrases[subject.phrase], token, content)
        label = self._label(subject)
        figure = self.roles.described(label, SpeakerKind.DOCUMENT)
        return Answer((figure,), "label", SURE["label"], label=label)

    def _may_own(self, owner: int, subject: Subject) -> bool:
        """Tell whether a name before a noun owns it; places before nouns that are no documents only tell where."""
        phrase = self.phrases[owner]
        return phrase.kind is not SpeakerKind.PLACE or subject.phrase is not None

    # -- by ranking

    def _by_pronoun(self, number: int, phrase: Phrase | None, token: int, content: Content) -> Answer:
        nobody = Answer(form=MentionForm.PRONOUN, by_pronoun=True)
        if phrase is None:
            return nobody
        word = self.reading.lower[phrase.head]
        if word in FIRST_PERSON:
            return self._first_person(number, nobody)
        if phrase.gender is None and word not in IMPERSONAL:
            return nobody
        spot = self._spot(number, token, content, gender=phrase.gender)
        inside = self.quoted.holds(self.reading.starts[phrase.head])
        person = phrase.gender is not None
        prefix = ("in:" if inside else "he:") if person else "they:" if phrase.plural else "it:"
        return self._ranked(number, prefix, spot, nobody, person, inside, plural=bool(phrase.plural))

    def _first_person(self, number: int, nobody: Answer) -> Answer:
        around = self.around[number]
        outer = self.answers[around] if around is not None else None
        if outer and outer.figures:
            return attrs.evolve(
                nobody, figures=outer.figures, rule="enclosing", belief=outer.belief * SURE["enclosing"]
            )
        spans = self.attributions[number].source
        if self.narrator and spans and not self.quoted.holds(spans[0].start):
            return attrs.evolve(
                nobody, figures=(self.narrator,), rule="narrator", belief=SURE["label"], label="the narrator"
            )
        return nobody

    def _ranked(self, number: int, prefix: str, spot: Spot, nobody: Answer, person: bool, inside: bool, plural: bool) -> Answer:
        pool = features.candidates(self.scene, heard=person, bodies=not person)
        if plural:
            pool = [f for f in self._speaking(spot) if f.kind not in {SpeakerKind.PERSON, None}] + pool
        pool = list(dict.fromkeys(pool + ([f for f in self._speaking(spot) if is_person(f)] if person else [])))
        pool = [
            f for f in pool if not (spot.gender and f.gender and f.gender is not spot.gender) and f is not self.narrator
        ]
        pool = not_called(pool, spot.called)
        rows = [
            (f, tuple(features.pronoun(prefix, f, self.scene.trace(f), spot, place, self.total + self.scene.next)))
            for place, f in enumerate(pool)
        ]
        return self._best(number, rows, nobody, "pronoun")

    def _speaking(self, spot: Spot) -> list[Figure]:
        return [turn.figure for turn in spot.turns if turn.figure is not None]

    def _best(self, number: int, rows: Rows, nobody: Answer, rule: str) -> Answer:
        ranked = self.ranked(number, rows)
        if not ranked or (ranked[0].belief < CLEAR and len(ranked) > 1):
            return attrs.evolve(nobody, ranked=tuple(ranked))
        return attrs.evolve(
            nobody, figures=(ranked[0].figure,), rule=rule, belief=ranked[0].belief, ranked=tuple(ranked)
        )

    def ranked(self, number: int, rows: Rows) -> list[Ranked]:
        """Return the candidates for a quotation by belief; whoever learns weights listens here."""
        return rank(rows, self.table)

    def _spot(self, number: int, token: int, content: Content, gender: Gender | None = None) -> Spot:
        sentence = self.scene.sentence_of(token)
        around = self.around[number]
        outer = self.answers[around] if around is not None else None
        before = self.last_content
        return Spot(
            token=token,
            sentence=sentence,
            paragraph=self.reading.sentences[sentence].paragraph,
            turns=tuple(self.turns),
            gender=gender,
            inside=content.named | content.called,
            called=content.called,
            called_before=before.called if before else frozenset(),
            named_before=before.named if before else frozenset(),
            pure=self._is_pure(content),
            talk=self.talk,
            speaker=outer.figures[0].number if outer and outer.figures else None,
            since=before.last if before else -1,
            ahead=tuple(self.dialogue.ahead(number)),
            calls_back=self.dialogue.calls_back(number),
            company=self.dialogue.company(number),
        )

    def _led(self, content: Content, first: int) -> str:
        """Return the colon or comma right before a quotation in its paragraph, if there is one."""
        words = self.reading.words
        mark = words[content.first - 1] if content.first > first else ""
        return mark if mark in {",", ":"} else ""

    def _by_turn(self, number: int, token: int, content: Content) -> Answer:
        """Rank those in mind for a quotation without a source."""
        before, after, gender = beside(self.index, self.scene, content)
        paragraph = self.reading.paragraphs[self.reading.paragraph_of(content.first)]
        spot = attrs.evolve(
            self._spot(number, token, content), before=before, after=after, beat=gender,
            opens=content.first <= paragraph.first + 1, led=self._led(content, paragraph.first),
        )  # fmt: skip
        pool = features.candidates(self.scene, heard=True, bodies=False) + self._speaking(spot)
        pool += [self.cast.figures[n] for n in (before, after) if n is not None]
        pool = not_called(list(dict.fromkeys(pool)), spot.called)
        if self.narrator and self.narrator not in pool:
            pool.append(self.narrator)
        rows = [
            (
                f,
                tuple(
                    features.unattributed(
                        f, self.scene.trace(f), spot, place, self.total + self.scene.next, f is self.narrator
                    )
                ),
            )
            for place, f in enumerate(pool)
        ]
        return self._best(number, rows, Answer(), "turn")
