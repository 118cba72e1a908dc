"""Questions that only comparison answers: whom a pronoun, a description or a quotation without a source means.

An `Asking` keeps what bears on such questions while a text is gone through: the scene, the last turns and what is known
of the turns to come.  Each question gathers the figures in mind, asks `features` what holds of each, and leaves it to
`ranking` how much to believe in them.  Where the best does not stand clear, nobody is named and the candidates are
kept.

Limits: answers are given in order; within a reading a guessed turn is not taken back.
"""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import not_
from typing import Final

from quoteattr.config import Config
from quoteattr.finding.mentions_words import lists
from quoteattr.finding.phrases import Phrase
from quoteattr.finding.regions import Marks
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Gender, MentionForm, SpeakerKind
from quoteattr.naming import features
from quoteattr.naming.beats import actor
from quoteattr.naming.bonds import Bound
from quoteattr.naming.cast import gather
from quoteattr.naming.context import Content, beside, enclosing, leads_in, leaning, not_called
from quoteattr.naming.dialogue import Dialogue
from quoteattr.naming.features import Description, Spot, Turn
from quoteattr.naming.figures import Cast, Figure
from quoteattr.naming.genders import vote_genders
from quoteattr.naming.index import Index, make_index
from quoteattr.naming.makers import Makers
from quoteattr.naming.persons import has_full_name
from quoteattr.naming.ranking import Ranked, rank, weights
from quoteattr.naming.replies import expects_reply, foretold, goes_on, is_dialogue, is_present, takes_part
from quoteattr.naming.roles import ANYBODY, VAGUE, Roles
from quoteattr.naming.scene import Quoted, Scene, is_person
from quoteattr.naming.subjects import is_topic, named_next, subject_before, subject_since, told_of_own
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
    "enclosing": 0.8,
    "continues": 0.95,
}  # how often each rule is right
PRESENT: Final = 5  # mentions from which somebody without a name is one of those present
MANY_FIRST: Final = 6  # "I" outside marks so often makes a narrator,
SELDOM: Final = 200  # if it is one in so many words: letters and prefaces say "I" too
FRESH: Final = 3  # sentences after which a description no longer means whoever spoke last
SPARE: Final = 2  # mentions of a description beyond which it is somebody of its own
STORY: Final = 20_000  # words beyond which a text is no report, and has people for all descriptions
ASKING: Final = frozenset("interviewer reporter moderator host presenter anchor journalist correspondent".split())
TURNS: Final = 20  # more turns without a source make a text of much talk,
BARE: Final = 0.25  # if they are so large a share;
SPOKEN: Final = 40  # so do more words in marks than these,
MARKED: Final = 0.9  # if hardly anything else is reported
KEPT: Final = 4  # turns that are remembered
HEARD: Final = 5  # so often is a narrator called by name

THINGS: Final = frozenset([SpeakerKind.PLACE, SpeakerKind.DOCUMENT])  # what says nothing without a verb

Rows = list[tuple[Figure, list[str]]]  # candidates with their features


def is_talk(attributions: Sequence[Attribution]) -> bool:
    """Tell whether a text is mostly dialogue: many turns without a source, or hardly a word that is not in marks.

    Dickens names nearly all who speak, but reports no words without their marks; news does in half of its reports.
    """
    marked = sum(bool(a.verbatim) for a in attributions)
    bare = sum(bool(a.verbatim) and not a.source for a in attributions)
    many = len(attributions)
    return (bare > TURNS and bare > BARE * many) or (marked > SPOKEN and marked > MARKED * many)


def _given(conversation: Mapping[str, float] | None, talk: bool) -> Mapping[str, float]:
    """Return the weights for conversations, those that are shipped where none are given; none for little talk."""
    if not talk:
        return {}
    return weights("conversation") if conversation is None else conversation


def _how(answer: Answer) -> str:
    """Return how a speaker was known, for the features of later turns: by name, by pronoun or by guess."""
    return "p" if answer.by_pronoun else "g" if answer.rule == "turn" else "n"


def find_narrator(index: Index, cast: Cast, inside: Sequence[bool], least: int) -> Figure | None:
    """Return a figure for whoever says "I" outside quotation marks, if the text has such a narrator: `least` times.

    A narrator has a name that others call and the narrator does not: one that stands inside marks alone.
    """
    first = list(compress(index.words, map(not_, inside))).count("i")
    if first < least or SELDOM * first < len(index.reading.words):
        return None
    by_count = sorted((f for f in cast.figures if is_person(f) and f.forms), key=lambda f: (-f.count, f.number))
    for figure in by_count:
        if figure.count < HEARD:
            break
        calls = [inside[i] for form in figure.forms for i in form.phrases]
        if calls.count(False) * 2 * HEARD <= len(calls):
            return figure
    figure = Figure(len(cast.figures), SpeakerKind.PERSON)
    cast.figures.append(figure)
    return figure


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
        self.reading = reading
        self.phrases = phrases
        self.attributions = attributions
        self.config = config
        self.index = make_index(reading, phrases)
        spans = [(r.span.start, r.span.end) for r in marks.regions if r.depth == 0]
        spans += [(s.start, s.end) for a in attributions for s in a.verbatim]
        self.quoted = Quoted(spans)
        self.inside = list(map(bool, map(self.quoted.tokens(reading).__getitem__, self.index.heads)))
        self.talk = is_talk(attributions) if talk is None else talk
        self.dialogic = not self.talk and is_dialogue(attributions)
        self.cast = gather(self.index, config.known_speakers, self.talk)
        vote_genders(self.index, self.cast, self.inside)
        self.narrator = find_narrator(self.index, self.cast, self.inside, 1 if self.dialogic else MANY_FIRST)
        self.roles = Roles(self.index, self.cast, self.talk)
        self.bound = Bound(reading, phrases, self.cast)
        self.makers = Makers(self.index, self.cast)
        self.around = enclosing(attributions)
        self.leant = leaning(attributions, self.around)
        self.dialogue = Dialogue(self.index, self.cast, attributions, self.around)
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
        self.total = 0
        self.meant: dict[int, Figure] = {}  # whom a description meant the last time, by its own figure
        self.last_content: Content | None = None

    # -- turns

    def remember(self, number: int, answer: Answer, content: Content, token: int) -> None:
        """Note who spoke, for the quotations to come; words inside somebody's words are no turn."""
        if len(answer.figures) == 1 and answer.figures[0].number >= 0:
            self.scene.note(answer.figures[0], token, self.reading.sentence_of(token), speaking=True)
            self.total += 1
        if self.around[number] is None and len(answer.figures) <= 1:
            figure = answer.figures[0] if answer.figures else None
            sentence = self.reading.sentence_of(max(0, min(content.last, len(self.reading.words)) - 1))
            paragraph = self.reading.inside[sentence]
            addressed = self.dialogue.addressed[number]
            turn = Turn(figure, paragraph, sentence, _how(answer), self._asks(content), addressed)
            others = [t for t in self.turns if t.figure is None or t.figure is not figure]
            self.turns = [turn, *others][:KEPT]
            self.last_content = content

    def _asks(self, content: Content) -> bool:
        """Tell whether a quotation ends with a question mark."""
        return "?" in self.reading.words[max(content.first, content.last - 2) : content.last]

    def _is_pure(self, content: Content) -> bool:
        """Tell whether a paragraph holds nothing but the quotation."""
        words = self.reading.words
        if content.first >= len(words):
            return False
        paragraph = self.reading.paragraphs[self.reading.paragraph_of(content.first)]
        return paragraph.last - paragraph.first <= content.last - content.first + 1

    # -- questions

    def described(self, number: int, description: Description, phrase: Phrase | None, label: str, spot: Spot) -> Answer:
        """Rank those in mind for a nominal that no role explains, against its being somebody else."""
        own = description.own
        teller = None if self.attributions[number].verbatim else spot.speaker  # “according to Doe, *the mayor* said”
        last = self._last_speaker(own, phrase, spot) if phrase is not None else None
        if last is not None and last.number != teller:
            self.meant[own.number] = last
            return Answer((last,), "described", SURE["described"], form=MentionForm.NOMINAL, label=label)
        pool = [f for f in self._describable(spot, description) if f.number != teller]
        if phrase is not None and self.report and self._has_calling(phrase):
            pool = [f for f in pool if not self._clashes(phrase, f)]
        if self._is_replied(spot):
            pool = [f for f in pool if f is not spot.turns[0].figure]  # "asked Anna. “At sea,” the woman told her."
        total = self.total + self.scene.met
        rows = [
            (f, features.described(f, self.scene.trace(f), spot, place, total, description))
            for place, f in enumerate([*pool, own])
        ]
        nobody = Answer((own,), "label", SURE["label"], label=label)
        answer = self._best(number, rows, nobody, "described", "nom:")
        if answer.figures != (own,) and answer.belief < self._bar(answer.figures[0], description):
            answer = nobody._replace(ranked=answer.ranked)
        self.meant[own.number] = answer.figures[0]
        return answer

    def _last_speaker(self, own: Figure, phrase: Phrase, spot: Spot) -> Figure | None:
        """Return who spoke last if news may call him by a nominal now: "Mr. Doe said. … The Ohio senator said".

        An office or trade that the text gives nobody tells more of somebody the reader knows; but somebody else's
        office would be a clash, unless a people, party or place in the nominal tells it apart.
        """
        turn = spot.turns[0] if spot.turns else None
        if turn is None or turn.figure is None or not (self.report and self._has_calling(phrase)):
            return None
        if self.scene.trace(own).seen > SPARE:
            return None
        figure, trace = turn.figure, self.scene.trace(turn.figure)
        if self._is_replied(spot) or self._are_two(own, figure):
            return None
        if not (figure.forms or figure.known) or not is_person(figure):
            return None
        if spot.sentence - max(turn.sentence, trace.sentence) > FRESH:
            return None
        if phrase.gender and figure.gender and phrase.gender is not figure.gender:
            return None
        return None if self._clashes(phrase, figure) else figure

    def _are_two(self, own: Figure, figure: Figure) -> bool:
        """Tell whether a description has spoken by itself, or was met with somebody in one sentence."""
        at = self.scene.trace(own).sentence
        met = self.reading.sentences[at] if at >= 0 else None
        together = met and any(self.cast.of[i] is figure for i in self.index.within(met.first, met.last))
        return bool(together) or any(turn.figure is own for turn in self.turns)

    def _clashes(self, phrase: Phrase, figure: Figure) -> bool:
        """Tell whether somebody is known by an office or trade, and the nominal tells no more than another."""
        return not self._is_told(phrase) and any(head in lists().callings for head, _ in figure.roles)

    def _has_calling(self, phrase: Phrase) -> bool:
        """Tell whether a nominal is somebody's office, one that few have, or a trade or party with more words."""
        if phrase.role in ANYBODY | VAGUE | ASKING:
            return False
        calling, partisan = lists().callings.get(phrase.role), phrase.role in lists().peoples
        return calling == "office" or (bool(calling or partisan) and self._is_told(phrase))

    def _is_told(self, phrase: Phrase) -> bool:
        """Tell whether a nominal has words for a people, party or place: "the Utah Republican"."""
        words, known = self.roles.words(phrase), lists()
        place = " ".join(self.reading.lower[phrase.owner[0] : phrase.owner[1]])
        return bool(words & known.peoples or words & known.places) or place in known.places

    def _describable(self, spot: Spot, description: Description) -> list[Figure]:
        """Return those in mind who may be described so: the named, and in fiction the last speakers without a name."""
        pool = features.candidates(self.scene, heard=False, bodies=False)
        other = self.talk and description.sort == "other"  # "the other" may have no name either
        pool = [f for f in pool if f.forms or f.known or (other and self.scene.trace(f).seen >= PRESENT)]
        if self.talk:
            pool += [f for f in self._speaking() if is_person(f)]
        pool += [f for f in (description.hint, description.before, description.bound) if f]
        fits = [f for f in pool if not (spot.gender and f.gender and f.gender is not spot.gender)]
        return [f for f in dict.fromkeys(fits) if f is not description.own]

    def _bar(self, figure: Figure, description: Description) -> float:
        """Return the belief from which a description means a figure: more where only it tells of a trade or office."""
        return PLAIN if self.talk or description.sort == "any" or figure.roles else TRADE

    def by_ranking(self, number: int, prefix: str, spot: Spot, nobody: Answer, person: bool, plural: bool) -> Answer:
        """Rank those in mind for a pronoun; `prefix` names the kind of question."""
        pool = features.candidates(self.scene, heard=person, bodies=not person)
        if not (person or plural):
            pool = self._impersonal(pool)
        if plural:
            pool = [f for f in self._speaking() if f.kind not in {SpeakerKind.PERSON, None}] + pool
        pool = list(dict.fromkeys(pool + ([f for f in self._speaking() if is_person(f)] if person else [])))
        fits = {spot.gender, None}
        pool = [f for f in pool if f is not self.narrator and (spot.gender is None or f.gender in fits)]
        pool = not_called(pool, spot.called)
        if person and not self.talk:
            words = self.dialogue.words[number]
            pool = [f for f in pool if not is_topic(self.scene, words, f, spot)]
        total = self.total + self.scene.met
        rows = [
            (f, features.pronoun(prefix, f, self.scene.trace(f), spot, place, total)) for place, f in enumerate(pool)
        ]
        answer = self._best(number, rows, nobody, "pronoun", prefix)
        if not person and answer.figures and answer.figures[0].kind is None:
            answer.figures[0].kind = SpeakerKind.ORGANISATION
        asked = prefix == "he:" and not self.talk and self.attributions[number].verbatim
        subject = self._subject(number, spot, pool) if asked else None
        if subject is None and prefix == "he:" and not self.talk:
            subject = subject_since(self.scene, spot)
        if subject is None or subject in answer.figures:
            return answer
        return answer._replace(figures=(subject,), rule="subject", belief=SURE["subject"])

    def _subject(self, number: int, spot: Spot, pool: Sequence[Figure]) -> Figure | None:
        """Return whom the sentence before a quotation introduces, or where nobody is in mind yet, the one after it."""
        if not pool:
            return named_next(self.scene, spot)
        attribution = self.attributions[number]
        return subject_before(self.scene, min(attribution.source[0].start, attribution.content[0].start), spot)

    def _impersonal(self, pool: list[Figure]) -> list[Figure]:
        """Return whom "it" may mean: bodies; where none is named the one name that may be a body's ("Ryanair")."""
        if any(f.forms or f.known for f in pool):
            return pool
        unclear = [f for f in self.roles.collectives.unclear(self.scene) if self.scene.trace(f).subject]
        if len(unclear) != 1:
            return pool
        return [f for f in pool if f.kind is not SpeakerKind.GROUP] + unclear

    def _speaking(self) -> list[Figure]:
        return [turn.figure for turn in self.turns if turn.figure is not None]

    def _best(self, number: int, rows: Rows, nobody: Answer, rule: str, prefix: str) -> Answer:
        ranked = self.ranked(number, rows, rule, prefix + ("T" if self.talk else "N"))
        if not ranked or (ranked[0].belief < (CLEAR if rule == "turn" else LIKELY) and len(ranked) > 1):
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
            pure=self._is_pure(content),
            talk=self.talk,
            speaker=outer.figures[0].number if outer and outer.figures else None,
            since=before.last if before else -1,
            ahead=tuple(self.dialogue.ahead(number)),
            calls_back=self.dialogue.calls_back(number),
            absent=self.dialogue.absent(number),
            company=self.dialogue.company(number),
            crowd=crowd,
            crowded=sum(crowd.values()) if crowd else 0,
            beside=beside,
        )

    def _led(self, content: Content, first: int) -> str:
        """Return the colon or comma right before a quotation, "|" if nothing but a new line parts it from its lead."""
        words, led = self.reading.words, content.first > first
        mark = words[content.first - 1] if led or leads_in(self.reading, first) else ""
        return mark if mark in {",", ":"} else "" if led or not mark else "|"

    def _in_dialogue(self, pool: Sequence[Figure], spot: Spot) -> list[Figure]:
        """Return who of some may speak in a dialogue that is too short for weights of its own."""
        replies = spot.turns and spot.pure and self._apart(spot) == 1 and expects_reply(spot.turns[0])
        may_speak, trace = takes_part if replies else is_present, self.scene.trace
        if spot.beside.beat:
            pool = [f for f in pool if f.gender in {spot.beside.beat, None}]
        return [f for f in pool if f.number not in spot.called and may_speak(f, trace(f), spot)]

    def _is_replied(self, spot: Spot) -> bool:
        """Tell whether somebody else than the last speaker speaks now, in a dialogue."""
        return bool(self.dialogic and spot.turns and expects_reply(spot.turns[0]) and self._apart(spot) <= 1)

    def _apart(self, spot: Spot) -> int:
        """Return how many paragraphs the last turn is before a quotation."""
        return spot.paragraph - spot.turns[0].paragraph

    def _actor(self, content: Content, spot: Spot) -> Figure | None:
        """Return whoever acts beside a quotation, where the last turn is in a paragraph before and another's."""
        if spot.beside.led or (spot.turns and (self._apart(spot) == 0 or not expects_reply(spot.turns[0]))):
            return None
        i = actor(self.index, content)
        if i is None:
            return None
        figure = self.scene.figure_of(i)
        if figure is None and self.phrases[i].form is MentionForm.NOMINAL:
            figure = self.roles.described(" ".join(self.reading.words[slice(*self.phrases[i][:2])]))
        return figure if figure and is_person(figure) and figure.number not in content.called | content.named else None

    def _is_answer(self, number: int) -> bool:
        """Tell whether a quotation is said to answer the last turn: “C,” came the *reply*."""
        cue = self.attributions[number].cue
        return bool(self.turns and cue and not cue.form)

    def by_turn(self, number: int, token: int, content: Content) -> Answer:
        """Rank those in mind for a quotation without a source."""
        before, after, gender = beside(self.index, self.scene, content)
        pool = features.candidates(self.scene, heard=True, bodies=False) + self._speaking()
        pool += [self.cast.figures[n] for n in (before, after) if n is not None]
        pool = not_called(list(dict.fromkeys(pool)), content.called)
        if self._is_answer(number):
            pool = [f for f in pool if f is not self.turns[0].figure]
        paragraph = self.reading.paragraphs[self.reading.paragraph_of(content.first)]
        opens, led = content.first <= paragraph.first + 1, self._led(content, paragraph.first)
        near = features.Beside(before=before, after=after, beat=gender, opens=opens, led=led)
        spot = self.spot(number, token, content, beside=near)
        if self.dialogic and (figure := self._actor(content, spot)):
            return Answer((figure,), "beat", SURE["subject"])
        if self.dialogic:
            pool = self._in_dialogue(pool, spot)
        elif self.narrator and self.narrator not in pool:
            pool.append(self.narrator)
        if not pool:
            return self._foretold(spot)
        total, narrator, trace = self.total + self.scene.met, self.narrator, self.scene.trace
        rows = [
            (f, features.unattributed(f, trace(f), spot, place, total, f is narrator)) for place, f in enumerate(pool)
        ]
        answer = self._best(number, rows, Answer(), "turn", "turn:")
        if answer.figures and not self.talk and self._is_silent(answer.figures[0], near):
            answer = Answer(ranked=answer.ranked)
        speaker = self._goes_on(number, spot, content)
        return answer._replace(figures=(speaker,), rule="goes on", belief=SURE["goes on"]) if speaker else answer

    def _foretold(self, spot: Spot) -> Answer:
        """Return who speaks by the turns to come, in a dialogue of people without full names, which news has."""
        number = foretold(spot) if self.dialogic else None
        if number is None or has_full_name(self.cast.figures[number]):
            return Answer()
        return Answer((self.cast.figures[number],), "turn", SURE["foretold"])

    def _is_silent(self, figure: Figure, near: features.Beside) -> bool:
        """Tell whether somebody does not speak: a place or document, or who is told of only after words it led in.

        “Run!” **The Thames** was dark.  The answer came from the back row: “No.” **Ann Lee** laughed.
        """
        unknown = self.scene.trace(figure).seen == 0
        return figure.kind in THINGS or (unknown and near.led == ":" and near.after == figure.number)

    def _goes_on(self, number: int, spot: Spot, content: Content) -> Figure | None:
        """Return in whose words news goes on in a paragraph that holds nothing else: the new subject's, or the last's.

        One in other marks than the words before is a heading, one of two without a source a dialogue's.
        """
        attribution, words, last = self.attributions[number], self.reading.words, self.last_content
        if not (self.report and last and attribution.verbatim and attribution.cue is None):
            return None
        if not spot.pure:
            return told_of_own(self.reading, spot, content.first)
        subject = subject_since(self.scene, spot)
        if subject and has_full_name(subject) and self.scene.trace(subject).sentence == spot.sentence - 1:
            return subject
        before = words[min(last.first, len(words) - 1)]
        if before != words[content.first] and not before[0].isalnum():
            return None
        called = any(not has_full_name(self.cast.figures[f]) for f in spot.called | spot.called_before)
        return None if called or (self.dialogic and self._is_answered(number)) else goes_on(spot)

    def _is_answered(self, number: int) -> bool:
        """Tell whether the next paragraph has another quotation without a source, which does not carry it on."""
        if any(a.continues == number for a in self.attributions[number + 1 : number + 2]):
            return False
        return any(n.paragraphs == 1 and n.figure is None and n.gender is None for n in self.dialogue.ahead(number))
