"""Questions that only comparison answers: whom a pronoun, a description or a quotation without a source means.

An `Asking` keeps what bears on such questions while a text is gone through: the scene, the last turns and what is known
of the turns to come.  Each question gathers the figures in mind (`pools`), asks `features` what holds of each, and
leaves it to `ranking` how much to believe in them.  Where the best does not stand clear, nobody is named and the
candidates are kept.  In texts of little talk, order may tell more than ranking does: `subjects`, `replies`, `beats` and
`callings` know when.

Limits: answers are given in order; within a reading a guessed turn is not taken back.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from quoteattr.config import Config
from quoteattr.finding.marks import Marks
from quoteattr.finding.mentions import Phrase
from quoteattr.finding.words import lists
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Gender, MentionForm, Span, SpeakerKind
from quoteattr.naming import features, subjects
from quoteattr.naming.cast import Figure, gather, has_full_name, is_person, vote_genders
from quoteattr.naming.context import Content, asks, beside, enclosing, hailed, is_alone, leaning
from quoteattr.naming.descriptions import Bound, Makers, Origins, Roles, callings
from quoteattr.naming.dialogue import Dialogue, beats, called_narrator, find_narrator, is_talk, replies
from quoteattr.naming.features import Description, Spot, Turn
from quoteattr.naming.index import make_index
from quoteattr.naming.pools import describable, for_pronoun, for_turn
from quoteattr.naming.ranking import Ranked, rank, weights
from quoteattr.naming.scene import Quoted, Scene
from quoteattr.naming.values import Answer
from quoteattr.reading import Reading

CLEAR: Final = 0.34  # belief below which the best candidate for an utterance without a source does not stand clear,
LIKELY: Final = 0.28  # and for a pronoun or description, which do mean somebody the text has named
PLAIN: Final = 0.34  # belief below which a description is nobody named,
TRADE: Final = 0.7  # and one by a trade or office that the text gives nobody ("the courier")
SURE: Final = {
    "name": 0.96,
    "open name": 0.85,
    "role": 0.75,
    "label": 0.9,
    "maker": 0.78,
    "described": 0.8,
    "subject": 0.85,
    "goes on": 0.85,
    "foretold": 0.7,
    "taking turns": 0.8,
    "enclosing": 0.8,
    "introduction": 0.85,
    "initials": 0.85,
    "continues": 0.95,
}  # how often each rule is right
MANY_FIRST: Final = 6  # "I" outside marks so often makes a narrator
WHETHER: Final = frozenset("if whether how what when where which who why".split())  # what is asked, without marks
REPLYING: Final = frozenset(["reply", "answer", "retort"])  # verbs of whoever has not
ADDING: Final = frozenset(["add", "continue", "conclude", "go on"])  # verbs of whoever has spoken already
STORY: Final = 20_000  # words beyond which a text is no report, and has people for all descriptions
PAUSED: Final = 2  # sentences from a question to its answer behind a pause
VOICE: Final = 5  # words of a voice that is heard: “a deep and hollow voice”
KEPT: Final = 4  # turns that are remembered

Rows = list[tuple[Figure, list[str]]]  # candidates with their features


def _given(conversation: Mapping[str, float] | None, talk: bool) -> Mapping[str, float]:
    """Return the weights for conversations, those that are shipped where none are given; none for little talk."""
    if not talk:
        return {}
    return weights("conversation") if conversation is None else conversation


def _how(answer: Answer) -> str:
    """Return how a speaker was known, for the features of later turns: by name, by pronoun or by guess."""
    return "p" if answer.by_pronoun else "g" if answer.rule == "turn" else "n"


def _of_lists(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases without descriptions by nouns that only a dictionary has, which fiction is full of.

    There they are told apart by what is said of them ("the ruffian"), as weights for texts of much talk were learned.
    """
    persons = lists().persons
    return [phrase for phrase in phrases if phrase.form is not MentionForm.NOMINAL or phrase.role not in persons]


class Asking:
    """What is known while a text's quotations are gone through, and the questions asked of it; see the module."""

    def __init__(
        self,
        reading: Reading,
        phrases: Sequence[Phrase],
        marks: Marks,
        attributions: Sequence[Attribution],
        config: Config,
        table: Mapping[str, float] | None = None,
        talk: bool | None = None,
        conversation: Mapping[str, float] | None = None,
    ) -> None:
        self.talk = is_talk(attributions) if talk is None else talk
        phrases = _of_lists(phrases) if self.talk else phrases
        self.reading = reading
        self.phrases = phrases
        self.attributions = attributions
        self.config = config
        self.index = make_index(reading, phrases)
        spans = [(r.span.start, r.span.end) for r in marks.regions if r.depth == 0]
        spans += [(s.start, s.end) for a in attributions for s in a.verbatim]
        self.quoted = Quoted(spans)
        self.inside = list(map(bool, map(self.quoted.tokens(reading).__getitem__, self.index.heads)))
        self.dialogic = not self.talk and replies.is_dialogue(attributions)
        self.cast = gather(self.index, config.known_speakers, self.talk)
        vote_genders(self.index, self.cast, self.inside)
        self.narrator = find_narrator(self.index, self.cast, self.inside, 1 if self.dialogic else MANY_FIRST)
        self.roles = Roles(self.index, self.cast, self.talk)
        self.origins = Origins(self.index, self.cast)
        self.bound = Bound(self.index, self.cast)
        self.makers = Makers(self.index, self.cast)
        self.around = enclosing(attributions)
        self.leant = leaning(attributions, self.around)
        self.dialogue = Dialogue(self.index, self.cast, attributions, self.around)
        if self.narrator and not self.narrator.forms:
            self.narrator = called_narrator(self.dialogue, self.cast, self.inside) or self.narrator
        self.report = not self.talk and len(reading.words) < STORY
        self.table = weights("talk" if self.talk else "speaker") if table is None else table
        self.conversation = _given(conversation, self.talk)
        self.again = False
        self.begin()

    def begin(self) -> None:
        """Go back to the beginning of the text, with nobody in mind."""
        self.scene = Scene(self.index, self.cast, self.inside, self.roles, self.narrator)
        self.answers: list[Answer | None] = [None] * len(self.attributions)
        self.turns: list[Turn] = []  # the last ones of different speakers, latest first
        self.by_words: dict[tuple[Span, ...], Answer] = {}  # by the source, which may say several things
        self.total = 0
        self.meant: dict[int, Figure] = {}  # whom a description meant the last time, by its own figure
        self.last_content: Content | None = None
        self.shown: dict[int, Gender] = {}  # of what gender a pronoun was that meant a figure
        self.selves: dict[int, Figure] = {}  # who a description is by his own words, by its own figure

    # -- turns

    def remember(self, number: int, answer: Answer, content: Content, token: int) -> None:
        """Note who spoke, for the quotations to come; words inside somebody's words are no turn."""
        if len(answer.figures) == 1 and answer.figures[0].number >= 0:
            self.scene.note(answer.figures[0], token, self.reading.sentence_of(token), speaking=True)
            self.total += 1
        if self.around[number] is None and len(answer.figures) <= 1:
            figure = answer.figures[0] if answer.figures else None
            sentence = self.reading.sentence_of(content.last - 1)
            paragraph = self.reading.inside[sentence]
            addressed = self.dialogue.addressed[number]
            how = "g" if answer.rule == "introduction" and not self.attributions[number].source else _how(answer)
            turn = Turn(figure, paragraph, sentence, how, asks(self.reading, content), addressed)
            others = [t for t in self.turns if t.figure is None or t.figure is not figure]
            self.turns = [turn, *others][:KEPT]
            self.last_content = content

    # -- questions

    def described(self, number: int, description: Description, phrase: Phrase | None, label: str, spot: Spot) -> Answer:
        """Rank those in mind for a nominal that no role explains, against its being somebody else."""
        own = description.own
        teller = None if self.attributions[number].verbatim else spot.speaker  # “according to Doe, *the mayor* said”
        replied = (self.dialogic and replies.is_reply(spot)) or self._replies(number, spot)
        told = phrase if self.report else None
        calling = told if told and callings.has_calling(self.roles, told) else None
        adds = self._lemma(number) in ADDING
        last = told and callings.meant(self.scene, self.roles, own, told, spot, replies=replied, goes_on=adds)
        if last is not None and last.number != teller:
            self.meant[own.number] = last
            return Answer((last,), "described", SURE["described"], label=label)
        pool = [f for f in describable(self.scene, spot, description) if f.number != teller]
        if calling:
            pool = [f for f in pool if not callings.clashes(self.roles, calling, f)]
        if replied:
            pool = [f for f in pool if f is not spot.turns[0].figure]  # "asked Anna. “At sea,” the woman told her."
        trace, whoever = self.scene.trace, enumerate([*pool, own])
        rows = [(f, features.described(f, trace(f), spot, place, description)) for place, f in whoever]
        nobody = Answer((own,), "label", SURE["label"], label=label)
        answer = self._best(number, rows, nobody, "described", "nom:")
        if answer.figures != (own,) and answer.belief < self._bar(answer.figures[0], description):
            answer = nobody._replace(ranked=answer.ranked)
        self.meant[own.number] = answer.figures[0]
        return answer

    def _replies(self, number: int, spot: Spot) -> bool:
        """Tell whether a cue says that somebody replies to the turn before: “No,” the clerk *replied*."""
        return spot.last is not None and spot.sentence - spot.last.sentence <= 1 and self._lemma(number) in REPLYING

    def _lemma(self, number: int) -> str:
        cue = self.attributions[number].cue
        return cue.entry.lemma if cue is not None else ""

    def _bar(self, figure: Figure, description: Description) -> float:
        """Return the belief from which a description means a figure: more where only it tells of a trade or office."""
        return PLAIN if self.talk or description.sort == "any" or figure.roles else TRADE

    def by_ranking(self, number: int, prefix: str, spot: Spot, nobody: Answer, person: bool, plural: bool) -> Answer:
        """Rank those in mind for a pronoun; `prefix` names the kind of question."""
        pool = for_pronoun(self.scene, self.roles.collectives, spot, person, plural)
        if person and not self.talk:
            words = self.dialogue.words[number]
            pool = [f for f in pool if not subjects.is_topic(self.scene, words, f, spot)]
            pool = [f for f in pool if not subjects.is_object(self.scene, f, spot)]
            pool = [f for f in pool if not self._is_hearer(number, f, spot)]
            left = [f for f in pool if not self._is_other(number, f, spot)]
            pool = left if left or self._lemma(number) in ADDING else pool
            pool = [f for f in pool if self.shown.get(f.number, spot.gender) is spot.gender] or pool
        trace = self.scene.trace
        rows = [(f, features.pronoun(prefix, f, trace(f), spot, place)) for place, f in enumerate(pool)]
        answer = self._best(number, rows, nobody, "pronoun", prefix)
        if not person and answer.figures and answer.figures[0].kind is None:
            answer.figures[0].kind = SpeakerKind.ORGANISATION
        alone = prefix == "he:" and not self.talk
        subject = self._asked_before(number, spot) if alone else None
        if subject is None and alone and self.attributions[number].verbatim:
            subject = self._subject(number, spot, pool)
        if subject is None and alone:
            subject = subjects.subject_since(self.scene, spot) or subjects.unnamed_before(self.scene, spot)
        if subject and subject not in answer.figures and not self._is_other(number, subject, spot):
            answer = answer._replace(figures=(subject,), rule="subject", belief=SURE["subject"])
        if spot.gender and answer.belief >= SURE["described"]:
            self.shown.setdefault(answer.figures[0].number, spot.gender)
        return answer

    def _is_hearer(self, number: int, figure: Figure, spot: Spot) -> bool:
        """Tell whether somebody only hears what a pronoun says: “I resign,” he told **the bishop**."""
        if self._hears(number, figure):
            return True
        if not self.dialogic or self.dialogue.words[number].first > self.reading.paragraphs[spot.paragraph].first + 1:
            return False
        return replies.has_asked(figure, spot)

    def _hears(self, number: int, figure: Figure) -> bool:
        """Tell whether a quotation is said to be spoken to somebody."""
        hearer = self.dialogue.hearers[number] if number >= 0 else None
        return hearer is not None and hearer.phrase is not None and self.scene.figure_of(hearer.phrase) is figure

    def _is_other(self, number: int, figure: Figure, spot: Spot) -> bool:
        """Tell whether somebody is another than who speaks on in a paragraph of a dialogue.

        Whoever asked does not reply (“Is it so?” *the clerk* asked. “It is,” she said.), and who was spoken to adds
        nothing (“I'll be late,” she told *the sitter*. “Or not,” she added.).
        """
        turn = spot.last
        if not self.dialogic or turn is None or turn.paragraph != spot.paragraph or spot.sentence > turn.sentence + 2:
            return False
        if self._lemma(number) in ADDING:
            return self._hears(number - 1, figure)
        asked = turn.asks and turn.how == "n" and not asks(self.reading, self.dialogue.words[number])
        return asked and figure is turn.figure

    def _subject(self, number: int, spot: Spot, pool: Sequence[Figure]) -> Figure | None:
        """Return whom the sentence before a quotation introduces, or where nobody is in mind yet, the one after it."""
        if not pool:
            return subjects.named_next(self.scene, spot) or self._called_back(spot)
        attribution = self.attributions[number]
        return subjects.subject_before(self.scene, min(attribution.source[0].start, attribution.content[0].start), spot)

    def _asked_before(self, number: int, spot: Spot) -> Figure | None:
        """Return whom the sentence before asks whether something is so: Roe asked *Doe* if it was. “Yes,” he said.

        A sentence without anybody may stand between: Doe was asked if it was. *There was a pause.* “Yes,” she said.
        """
        hearer = self.dialogue.hearers[number - 1] if number and spot.turns else None
        if hearer is None or hearer.phrase is None or self._lemma(number - 1) != "ask":
            return None
        what = self.reading.lower[self.reading.token_from(self.attributions[number - 1].content[0].start)]
        asked = self.reading.sentence_of(self.dialogue.words[number - 1].last - 1)
        near = what in WHETHER and spot.turns[0].sentence <= asked and self._is_next(asked, spot)
        figure = self.scene.figure_of(hearer.phrase) if near else None
        return figure if figure and is_person(figure) and figure.may_be(spot.gender) else None

    def _is_next(self, sentence: int, spot: Spot) -> bool:
        """Tell whether a question is asked in the sentence after another, or behind one in which nobody is told of."""
        if spot.sentence - sentence != PAUSED:
            return spot.sentence - sentence == 1
        between = self.reading.sentences[sentence + 1]
        return not self.index.within(between.first, between.last)

    def _called_back(self, spot: Spot) -> Figure | None:
        """Return whom the reply calls by name, for a pronoun: “All?” *he* said. | “Yes, **Anton**,” said Ann."""
        figure = self.cast.numbered(replies.called_back(spot)) if self.dialogic else None
        return figure if figure and figure.gender in {spot.gender, None} else None

    def _best(self, number: int, rows: Rows, nobody: Answer, rule: str, prefix: str) -> Answer:
        ranked = self.ranked(number, rows, rule, prefix + ("T" if self.talk else "N"))
        if not ranked or ranked[0].belief < (CLEAR if rule == "turn" else LIKELY):
            return nobody._replace(ranked=tuple(ranked))
        return nobody._replace(figures=(ranked[0].figure,), rule=rule, belief=ranked[0].belief, ranked=tuple(ranked))

    def ranked(self, number: int, rows: Rows, rule: str, kind: str) -> list[Ranked]:
        """Return the candidates for a quotation by belief; whoever learns weights listens here."""
        return rank(rows, self.table, kind)

    def spot(
        self,
        number: int,
        token: int,
        content: Content,
        gender: Gender | None = None,
        beside: features.Beside = features.NOTHING,
    ) -> Spot:
        """Return where a question is asked, and what bears on it."""
        sentence = self.reading.sentence_of(token)
        around = self.around[number]
        outer = self.answers[around] if around is not None else None
        before = self.last_content
        crowd = self.dialogue.company(number, guessed=True) if self.again else None
        return Spot(
            token=token,
            sentence=sentence,
            paragraph=self.reading.inside[sentence],
            turns=tuple(self.turns),
            gender=gender,
            inside=content.named | content.called,
            called=content.called,
            called_before=before.called if before else frozenset(),
            named_before=before.named if before else frozenset(),
            pure=is_alone(self.reading, content),
            talk=self.talk,
            speaker=outer.figures[0].number if outer and outer.figures else None,
            since=before.last if before else -1,
            ahead=tuple(self.dialogue.ahead(number)),
            calls_back=self.dialogue.calls_back(number),
            absent=self.dialogue.absent(number),
            company=self.dialogue.company(number),
            crowd=crowd,
            crowded=sum(crowd.values()) if crowd else 0,
            total=self.total + self.scene.met,
            beside=beside,
        )

    def _is_answer(self, number: int) -> bool:
        """Tell whether a quotation is said to answer the last turn: “C,” came the *reply*."""
        cue = self.attributions[number].cue
        return bool(self.turns and cue and not cue.form)

    def by_turn(self, number: int, token: int, content: Content) -> Answer:
        """Rank those in mind for a quotation without a source."""
        spot = self.spot(number, token, content, beside=beside(self.scene, content))
        pool = for_turn(self.scene, spot)
        if figure := self._by_deed(number, spot, pool, content):
            return Answer((figure,), "beat", SURE["subject"])
        if self._is_answer(number):
            pool = [f for f in pool if f is not self.turns[0].figure]
        if self.dialogic:
            free = [f for f in pool if not subjects.is_object(self.scene, f, spot)]
            pool = replies.may_speak(self.scene, free, spot)
            pool = replies.not_hailed(pool, self.scene, hailed(self.reading, content))
        elif self.narrator and self.narrator not in pool:
            pool.append(self.narrator)
        if not pool:
            return self._foretold(spot)
        if self.dialogic and (figure := self._called(spot, pool)):
            return Answer((figure,), "turn", SURE["subject"])
        narrator, trace = self.narrator, self.scene.trace
        rows = [(f, features.unattributed(f, trace(f), spot, place, f is narrator)) for place, f in enumerate(pool)]
        answer = self._best(number, rows, Answer(), "turn", "turn:")
        if answer.figures and replies.is_silent(self.scene, answer.figures[0], spot.beside):
            answer = Answer(ranked=answer.ranked)
        speaker = self._goes_on(number, spot, content)
        return answer._replace(figures=(speaker,), rule="goes on", belief=SURE["goes on"]) if speaker else answer

    def _called(self, spot: Spot, pool: Sequence[Figure]) -> Figure | None:
        """Return who replies to a turn that calls him, by name or by a word: “You rang, *sir*?”, “*Mum*, may I go?”."""
        gender = hailed(self.reading, self.last_content) if self.last_content else None
        called = self.cast.numbered(replies.called_on(spot))
        named = called is not None and called.is_named
        return called if named else replies.hailed_before(self.scene, pool, spot, gender) or called

    def _by_deed(self, number: int, spot: Spot, pool: Sequence[Figure], content: Content) -> Figure | None:
        """Return who speaks by what the text tells of him beside the words, or between two turns."""
        figure = beats.harked_back(self.scene, content) or self._was_asked(number, spot, content)
        if figure or not self.dialogic:
            return figure
        question = asks(self.reading, content)
        acting = beats.acting(self.scene, content) if replies.is_free(self.scene, spot, question) else None
        acting = None if replies.has_just_spoken(acting, spot) else acting
        told = beats.revealed(self.scene, content) or self._voice(content) or acting
        return told or replies.stirred(self.scene, pool, spot, question)

    def _voice(self, content: Content) -> Figure | None:
        """Return the voice that is heard before a quotation in its paragraph: *A deep voice* came from outside. “C”."""
        reading = self.reading
        first = reading.paragraphs[reading.paragraph_of(content.first)].first
        words = reading.lower[first : min(content.first, first + VOICE)]
        if words[:1] not in (["a"], ["another"], ["the"]) or "voice" not in words:
            return None
        last = words.index("voice") + 1
        label = reading.written(first, first + last)
        return self.roles.described(label) if all(map(str.isalpha, words[:last])) else None

    def _was_asked(self, number: int, spot: Spot, content: Content) -> Figure | None:
        """Return who was asked without marks, and answers in a paragraph: Ada asked *the guide* whether … | “No.”."""
        alone = spot.pure and not self.talk and not asks(self.reading, content)
        return self._asked_before(number, spot) if alone else None

    def _foretold(self, spot: Spot) -> Answer:
        """Return who speaks by the turns to come, in a dialogue of people without full names, which news has."""
        foretold = self.cast.numbered(replies.foretold(spot)) or self.cast.numbered(replies.called_back(spot))
        if foretold is None or not self.dialogic or has_full_name(foretold):
            return Answer()
        return Answer((foretold,), "turn", SURE["foretold"])

    def _goes_on(self, number: int, spot: Spot, content: Content) -> Figure | None:
        """Return in whose words news goes on in a paragraph that holds nothing else: the new subject's, or the last's.

        One in other marks than the words before is a heading, one of two without a source a dialogue's.
        """
        attribution, words, last = self.attributions[number], self.reading.words, self.last_content
        if not (self.report and last and attribution.verbatim and attribution.cue is None):
            return None
        if self.dialogic and replies.goes_right_on(spot) and (other := self.cast.numbered(replies.called_back(spot))):
            return other
        if not spot.pure:
            return subjects.told_of_own(self.reading, spot, content.first) or replies.goes_right_on(spot)
        subject = subjects.subject_since(self.scene, spot)
        if subject and has_full_name(subject) and self.scene.trace(subject).sentence == spot.sentence - 1:
            return subject
        before = words[last.first]
        if before != words[content.first] and not before[0].isalnum():
            return None
        called = any(not has_full_name(self.cast.figures[f]) for f in spot.called | spot.called_before)
        return None if called or (self.dialogic and self._is_answered(number)) else replies.goes_on(spot)

    def _is_answered(self, number: int) -> bool:
        """Tell whether the next paragraph has another quotation without a source, which does not carry it on."""
        if any(a.continues == number for a in self.attributions[number + 1 : number + 2]):
            return False
        return any(n.paragraphs == 1 and n.figure is None and n.gender is None for n in self.dialogue.ahead(number))
