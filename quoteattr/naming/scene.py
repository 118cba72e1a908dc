"""What a reader has in mind at a point of the text: who was named when, and where, outside and inside quotation marks.

A `Scene` walks over the phrases once, in step with the quotations, and keeps for each figure its last mentions; the
candidates for a pronoun or an unattributed quotation are the figures of the last few mentions.  So the work
for one quotation does not grow with the length of the text.

Limits: pronouns count as mentions only where they are the source of a quotation.
"""

from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress, count
from typing import Final, Protocol

import attrs

from quoteattr.finding.mentions import DOCUMENT, NOMINAL, PRONOUN
from quoteattr.finding.words import GENITIVE
from quoteattr.linking.words import POSSESSIVES, PREPOSITIONS
from quoteattr.models import Gender
from quoteattr.naming.cast import Cast, Figure, is_person
from quoteattr.naming.index import Index
from quoteattr.reading import Reading

SUBJECTS: Final = frozenset(["he", "she"])
THINGS: Final = frozenset(["it", "its", "itself"])  # nobody's mention: "it was raining" before a text changes nothing
LEADING: Final = frozenset(
    "of to at with by for from on upon about after before behind beside near into in towards toward against than like "
    "between among round".split()
)
STALE: Final = 12  # sentences after which nobody is a pronoun's likely owner
REMEMBERED: Final = 14  # figures a reader has in mind


@attrs.define(eq=False)
class Trace:
    """The last mentions of a figure: token and sentence, whether as first name of its sentence, how many so far."""

    token: int = -1
    sentence: int = -1
    paragraph: int = -1
    subject: bool = False
    subject_sentence: int = -(10**6)
    seen: int = 0
    case: str = ""  # "of" where the last mention follows a preposition, "'s" where it owns what follows

    @property
    def opened(self) -> bool:
        """Tell whether a mention was the first name of the sentence of the last one."""
        return self.subject_sentence == self.sentence


class Quoted:
    """The stretches inside quotation marks, merged; tells whether a character is inside."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)
        self.ends.append(-1)  # what comes before the first, at place -1, is inside none

    def holds(self, offset: int) -> bool:
        """Tell whether the character at `offset` is inside marks."""
        return offset < self.ends[bisect_right(self.starts, offset) - 1]

    def tokens(self, reading: Reading) -> bytearray:
        """Tell of each token whether it begins inside marks."""
        inside = bytearray(len(reading.words))
        for start, end in zip(self.starts, self.ends, strict=False):
            first, last = reading.token_before(start), reading.token_before(end)
            inside[first:last] = b"\1" * (last - first)
        return inside


NEVER: Final = Trace()


class Finder(Protocol):
    """Whatever can tell the figure of a nominal, and whose office a title names."""

    def find(self, i: int, scene: "Scene") -> Figure | None:
        """Return the figure that nominal i stands for."""

    def holders(self, title: str, figures: Sequence[Figure]) -> Sequence[Figure]:
        """Return those of some figures who have the office of a title, all of them where nobody has."""


class Scene:
    """The figures in mind while the text is read on; see the module."""

    def __init__(
        self,
        index: Index,
        cast: Cast,
        inside: Sequence[bool],
        roles: "Finder",
        narrator: Figure | None,
    ) -> None:
        self.index = index
        self.reading, self.phrases = index.reading, index.phrases
        self.cast = cast
        self.inside = inside  # whether each phrase stands in marks
        self.roles = roles
        self.narrator = narrator
        self.traces = defaultdict[int, Trace](Trace)
        self.recent: OrderedDict[int, Figure] = OrderedDict()  # outside marks, latest last
        self.heard: OrderedDict[int, Figure] = OrderedDict()  # inside marks, latest last
        self.bodies: OrderedDict[int, Figure] = OrderedDict()  # organisations and places
        self.reached = list(accumulate(index.heads, max))  # the farthest head of each phrase and those before it
        self.things = list(compress(count(), map(THINGS.__contains__, index.words)))
        self.next = 0
        self.opened = -1  # sentence whose first outside mention was seen
        self.fronted = -1  # sentence that opens with whose something is: “In *her* youth, Doe sang”

    def advance(self, token: int) -> None:
        """Read on to `token`, settling open names on the way."""
        index, inside, of = self.index, self.inside, self.cast.of
        before, self.next = self.next, max(self.next, bisect_left(self.reached, token))
        for i in range(before, self.next):
            if index.forms[i] is PRONOUN:
                if not inside[i]:
                    self._see_pronoun(i)
            elif figure := of[i] or self.figure_of(i):
                if inside[i]:
                    self.traces[figure.number].seen += 1
                    _latest(self.heard, figure)
                else:
                    self._open_behind(i)
                    self.note(figure, index.heads[i], index.sentences[i], case=self._case(i))

    @property
    def met(self) -> int:
        """Return how many mentions so far can be somebody's."""
        return self.next - bisect_left(self.things, self.next)

    def _see_pronoun(self, i: int) -> None:
        word, head, sentence = self.index.words[i], self.index.heads[i], self.index.sentences[i]
        if word == "i" and self.narrator:
            self.note(self.narrator, head, sentence)
        elif word in SUBJECTS and (gender := self.phrases[i].gender):
            self._note_pronoun(gender, head, sentence)
        self.opened = sentence
        if word in POSSESSIVES and self.reading.lower[head - 1] in PREPOSITIONS:
            self.fronted = sentence if self.reading.sentences[sentence].first == head - 1 else self.fronted

    def _open_behind(self, i: int) -> None:
        """Let a phrase be its sentence's subject where no more than whose something is comes before its comma."""
        if self.index.sentences[i] == self.fronted and self.reading.lower[self.index.firsts[i] - 1] == ",":
            self.opened = self.fronted = -1

    def _case(self, i: int) -> str:
        """Return whether a phrase owns what follows or follows a preposition: then it is no subject."""
        lower, first, last = self.reading.lower, self.index.firsts[i], self.phrases[i].last
        if last < len(lower) and lower[last] in GENITIVE:
            return "'s"
        return "of" if first and lower[first - 1] in LEADING else ""

    def _note_pronoun(self, told: Gender, head: int, sentence: int) -> None:
        """Take "he" or "she" for whoever of that gender was the subject last, else was named last."""
        best, score = None, -1.0
        for place, figure in enumerate(reversed(self.recent.values())):
            gender = figure.gender
            if gender and gender is not told:
                continue
            trace = self.traces[figure.number]
            if sentence - trace.sentence > STALE:
                break
            value = (gender is not None) + 1.0 / (1 + place) + 2.0 / (1 + max(0, sentence - trace.subject_sentence))
            if value > score:
                best, score = figure, value
        if best is not None:
            self.note(best, head, sentence, speaking=True)
            self.traces[best.number].seen -= 1

    def figure_of(self, i: int) -> Figure | None:
        """Return the figure of a phrase, settling an open name or a nominal by what was read so far."""
        figure = self.cast.of[i]
        if figure is None:
            figure = self.cast.of[i] = self._found(i)
        return figure

    def _found(self, i: int) -> Figure | None:
        cast, phrase = self.cast, self.phrases[i]
        if i in cast.open:
            return self.settle(self.roles.holders(phrase.title, cast.open[i]))
        return self.roles.find(i, self) if phrase.form is NOMINAL and phrase.kind is not DOCUMENT else None

    def trace(self, figure: Figure) -> Trace:
        """Return the last mentions of a figure."""
        return self.traces.get(figure.number, NEVER)

    def settle(self, figures: Sequence[Figure]) -> Figure | None:
        """Return the one of several figures of a name that was seen last, or the commonest where none was yet."""
        seen = [f for f in figures if f.number in self.traces]
        if seen:
            return max(seen, key=lambda f: (self.traces[f.number].token, f.count))
        return max(figures, key=lambda f: (f.known is not None, f.count)) if figures else None

    def note(self, figure: Figure, token: int, sentence: int, speaking: bool = False, case: str = "") -> None:
        """Remember a mention of a figure outside marks, or that it speaks."""
        trace = self.traces[figure.number]
        trace.seen += 1
        trace.token, trace.sentence, trace.paragraph = token, sentence, self.reading.inside[sentence]
        trace.case = case
        trace.subject = speaking or self.opened != sentence
        if trace.subject:
            trace.subject_sentence = self.opened = sentence
        _latest(self.recent if is_person(figure) else self.bodies, figure)


def _latest(memory: "OrderedDict[int, Figure]", figure: Figure) -> None:
    if figure.number in memory:
        memory.move_to_end(figure.number)
        return
    memory[figure.number] = figure
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
