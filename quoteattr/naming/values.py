"""Answers made into values: speakers with ids, the mentions of sources, candidates and the step that led there.

A figure becomes a `Speaker` the first time a quotation, a candidate list or an addressee needs it, so ids follow
the order of the text; those whom the caller knows keep the caller's.

Limits: pronouns are not among a speaker's mentions; they stand with the quotations whose source they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs

from quoteattr.config import KnownSpeaker
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Candidate, Mention, MentionForm, Span, Speaker, SpeakerKind, Step
from quoteattr.naming.cast import Figure
from quoteattr.naming.ranking import Ranked
from quoteattr.naming.scene import Scene
from quoteattr.naming.sources import read_source
from quoteattr.naming.speakers import Namer, make_id, tidy


@attrs.frozen(kw_only=True)
class Named:
    """What naming found for one attribution."""

    source: Mention | None = None
    speaker: Speaker | None = None
    addressee: Mention | None = None
    relayed_by: Mention | None = None
    candidates: tuple[Candidate, ...] = ()
    speaker_confidence: float | None = None
    evidence: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Naming:
    """The speakers of a text, in order of their first quotation, and one `Named` for each attribution."""

    speakers: tuple[Speaker, ...] = ()
    named: tuple[Named, ...] = ()


class Answer(NamedTuple):
    """Who speaks, before figures become speakers: one figure, several joint ones, or none; why and how surely."""

    figures: tuple[Figure, ...] = ()
    rule: str = "nobody"
    belief: float = 0.0
    ranked: tuple[Ranked, ...] = ()
    form: MentionForm = MentionForm.NOMINAL
    label: str = ""
    by_pronoun: bool = False


class Values:
    """Makes the values of one text; see the module."""

    def __init__(self, scene: Scene, known: Sequence[KnownSpeaker]) -> None:
        self.scene, self.index, self.reading, self.phrases = scene, scene.index, scene.reading, scene.phrases
        self.namer = Namer(scene.index, scene.cast)
        self.speakers: dict[tuple[Figure, ...], Speaker] = {}
        self.taken = {k.id for k in known}
        self.phrases_of: dict[Figure | None, list[int]] = defaultdict(list)
        for i, figure in enumerate(scene.cast.of):
            self.phrases_of[figure].append(i)

    def naming(self, attributions: Sequence[Attribution], answers: Sequence[Answer | None]) -> Naming:
        """Return the values of a run: one answer for each attribution."""
        pairs = zip(attributions, answers, strict=True)
        named = tuple(self._named(attribution, answer or Answer()) for attribution, answer in pairs)
        return Naming(speakers=tuple(self.speakers.values()), named=named)

    def _named(self, attribution: Attribution, answer: Answer) -> Named:
        speaker = self.speaker(answer.figures, answer.label)
        candidates = self._candidates(answer.ranked) if answer.ranked else ()
        belief = answer.belief if speaker else None
        step = Step(stage="naming", rule=answer.rule, spans=attribution.source, score=belief)
        return Named(
            source=self._mention(attribution.source, answer.form, speaker),
            speaker=speaker,
            addressee=self._other(attribution.addressee) if attribution.addressee else None,
            relayed_by=self._other(attribution.relayed_by) if attribution.relayed_by else None,
            candidates=candidates,
            speaker_confidence=belief,
            evidence=(step,),
        )

    def _candidates(self, ranked: Sequence[Ranked]) -> tuple[Candidate, ...]:
        made = [(self.speaker((figure,), ""), belief) for figure, belief in ranked]
        return tuple([Candidate(speaker=speaker, score=round(belief, 4)) for speaker, belief in made if speaker])

    def _mention(self, spans: Sequence[Span], form: MentionForm, speaker: Speaker | None) -> Mention | None:
        if not spans:
            return None
        text = " ".join([span.of(self.reading.text) for span in spans])
        return Mention(spans=tuple(spans), text=text, form=form, speaker_id=speaker.id if speaker else None)

    def _other(self, spans: Sequence[Span]) -> Mention | None:
        """Return an addressee or relay as a mention, with its speaker where it is named."""
        subject = read_source(self.index, spans)
        if subject is None:
            return self._mention(spans, MentionForm.NOMINAL, None)
        figure = self.scene.figure_of(subject.phrase) if subject.phrase is not None else None
        known = figure if figure and figure.is_named else None
        return self._mention(spans, subject.form, self.speaker((known,), "") if known else None)

    def speaker(self, figures: tuple[Figure, ...], label: str) -> Speaker | None:
        """Return the speaker of one figure, or the group of several; None for nobody."""
        if not figures:
            return None
        made = self.speakers.get(figures)
        if made is None:
            if len(figures) == 1:
                made = self._single(figures[0], label)
            else:
                members = tuple(m for f in figures if (m := self.speaker((f,), "")))
                made = self._group(members, label)
            self.speakers[figures] = made
        return made

    def _group(self, members: tuple[Speaker, ...], label: str) -> Speaker:
        joined = ", ".join(m.label for m in members[:-1]) + " and " + members[-1].label
        return Speaker(
            id=make_id(len(self.speakers) + 1, self.taken), kind=SpeakerKind.GROUP, name=None, label=label or joined,
            members=members,
        )  # fmt: skip

    def _single(self, figure: Figure, label: str) -> Speaker:
        name = self.namer.name(figure)
        if figure is self.scene.narrator:
            label = "the narrator"
        identity = figure.known.id if figure.known else make_id(len(self.speakers) + 1, self.taken)
        mentions = tuple(self._mentions(figure, identity))
        described = label or tidy(mentions[0].text if mentions else figure.label) or "somebody"
        return Speaker(
            id=identity,
            kind=figure.kind or self._unknown(figure),
            name=name,
            label=name or described,
            aliases=self.namer.aliases(figure, name),
            mentions=mentions,
            gender=figure.gender,
        )

    def _unknown(self, figure: Figure) -> SpeakerKind:
        """Return what a figure is that no list knows: with an article none of the family of persons, “the Taliban”."""
        names = [self.phrases[i] for i in self.phrases_of.get(figure, ()) if self.phrases[i].form is MentionForm.NAME]
        article = any(name.determiner == "the" and not name.title for name in names)
        return SpeakerKind.ORGANISATION if article else SpeakerKind.PERSON

    def _mentions(self, figure: Figure, identity: str) -> Iterator[Mention]:
        starts, ends, text = self.reading.starts, self.reading.ends, self.reading.text
        for i in self.phrases_of.get(figure, ()):
            phrase = self.phrases[i]
            start, end = starts[phrase.first], ends[phrase.last - 1]
            yield Mention(spans=(Span(start, end),), text=text[start:end], form=phrase.form, speaker_id=identity)
