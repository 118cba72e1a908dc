"""Answers taken back: once a text of much talk has been read, its conversations are decided as a whole.

While the text is read the last time, every question is kept: the candidates and what holds of each.  The
quotations then become the places of a row (`conversation`), and whoever the best row has at a place is its speaker.
Only answers that a question gave are taken back, and those that lean on one: the rest of a quotation, "I" inside it.

Limits: what an answer did to the scene while the text was read is not undone.
"""

from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from quoteattr.naming.asking import SURE, Asking, Rows
from quoteattr.naming.cast import Figure
from quoteattr.naming.context import Content, asks, is_alone
from quoteattr.naming.dialogue import Place, Table, in_row, succession, weigh
from quoteattr.naming.ranking import Ranked, believed, summed
from quoteattr.naming.values import Answer

OPEN: Final = 4  # candidates that a place has by the sums of the reading before,
IN_ALL: Final = 6  # and with those that are best by themselves
HEADING: Final = 6  # words of a paragraph that can be a heading
PRONOUNS: Final = frozenset(["he", "in", "they", "it"])  # kinds of questions that are one here
PARTS: Final = frozenset(["chapter", "book", "part", "volume"])
ANSWERED: Final = frozenset(
    ["turn", "pronoun", "described", "label", "nobody"]
)  # rules whose answers may be taken back
RULES: Final = {"nom": "described", "turn": "turn"}  # by kind of question; others are of pronouns
NAMED: Final = 0.28  # belief from which somebody is named


class Question(NamedTuple):
    """A question that was asked: its kind, for a description whoever goes by it alone, and who is likeliest."""

    kind: str
    nobody: Figure | None
    candidates: Sequence[tuple[Figure, tuple[str, ...]]]


class Conversing(Asking):
    """A run that keeps its last questions, to answer them together; see the module."""

    def begin(self) -> None:
        """Go back to the beginning of the text, with nobody in mind and no question kept."""
        super().begin()
        self.asked: dict[int, Question] = {}
        self.heard: dict[int, tuple[Content, bool]] = {}  # a content, and whether its paragraph holds nothing else

    def ranked(self, number: int, rows: Rows, rule: str, kind: str) -> list[Ranked]:
        """Return the candidates for a quotation by belief, and keep the question."""
        found = super().ranked(number, rows, rule, kind)
        if self.again and self.conversation and rows:
            open_ = likeliest(rows, found, self.conversation)
            self.asked[number] = Question(kind.partition(":")[0], rows[-1][0] if rule == "described" else None, open_)
        return found

    def remember(self, number: int, answer: Answer, content: Content, token: int) -> None:
        """Note who spoke, and what was said to whom."""
        super().remember(number, answer, content, token)
        if self.again:
            self.heard[number] = (content, is_alone(self.reading, content))

    def agree(self) -> None:
        """Answer the kept questions together; not at all without weights."""
        table = self.conversation
        places = weigh(self.places() if table else [], table)
        for weighed, sums in zip(places, in_row(places, succession(places)), strict=True):
            if len(sums) > 1:
                place = weighed.place
                self._take_back(place.number, believed([f for f, _ in place.candidates], sums, table, place.kind))
        for number in range(len(self.attributions)):
            self.lean(number)

    def _take_back(self, number: int, ranked: Sequence[Ranked]) -> None:
        """Give a quotation the speaker it has in the best row, nobody where that is too unsure."""
        question, answer, best = self.asked[number], self.answers[number] or Answer(), ranked[0]
        rule, belief = RULES.get(question.kind, "pronoun"), best.belief
        if best.figure is question.nobody:
            rule, belief = "label", SURE["label"]
        figures = (best.figure,) if question.nobody or best.belief >= NAMED else ()
        self.answers[number] = answer._replace(
            figures=figures, rule=rule if figures else "nobody", belief=belief if figures else 0.0, ranked=tuple(ranked)
        )

    def lean(self, number: int) -> None:
        """Give what goes on, and who says "I" inside another's words, the speaker that is leant on."""
        answer = self.answers[number]
        if answer is None or answer.rule not in {"continues", "enclosing"}:
            return
        leant = self.leant.get(number) if answer.rule == "continues" else self.around[number]
        other = self.answers[leant] if leant is not None else None
        if other is not None and other.figures != answer.figures:
            self.answers[number] = answer._replace(
                figures=other.figures, belief=other.belief * SURE[answer.rule], label=other.label
            )

    # -- places

    def places(self) -> list[Place]:
        """Return the quotations as places of one row: those with one answer or a question of their own."""
        rests, found = set(self._rests()), list[Place]()
        for number in self.dialogue.order:
            if number in self.heard and (candidates := self._open(number)):
                found.append(self._place(number, candidates))
        passed = [0, *accumulate(paragraph in rests for paragraph in range(len(self.reading.paragraphs)))]
        for before, place in pairwise(found):
            place.before, place.alone_before = before.last, before.alone
            place.asked = asks(self.reading, self.heard[before.number][0])
            place.rest = passed[place.paragraph] > passed[before.last]
        return found

    def _place(self, number: int, candidates: Sequence[tuple[Figure, Sequence[str]]]) -> Place:
        content, alone = self.heard[number]
        kind = self.asked[number].kind if len(candidates) > 1 else "said"
        return Place(
            number=number, kind="he" if kind in PRONOUNS else kind, candidates=candidates,
            paragraph=self.reading.paragraph_of(content.first), last=self.reading.paragraph_of(content.last - 1),
            alone=alone, called=content.called, named=content.named,
        )  # fmt: skip

    def _open(self, number: int) -> Sequence[tuple[Figure, Sequence[str]]]:
        """Return who may speak: whoever answered, or the likeliest by the last reading and by themselves."""
        answer = self.answers[number] or Answer()
        question = self.asked.get(number)
        if question and answer.rule in ANSWERED and (answer.rule != "label" or question.nobody):
            return question.candidates
        return [(f, ()) for f in answer.figures if answer.rule != "continues"] if len(answer.figures) == 1 else ()

    def _rests(self) -> Iterator[int]:
        """Yield the paragraphs that are a heading or a line of stars."""
        words = self.reading.words
        for i, paragraph in enumerate(self.reading.paragraphs):
            if paragraph.last - paragraph.first <= HEADING:
                inside = words[paragraph.first : paragraph.last]
                signs = all(word.isupper() or not word[0].isalnum() for word in inside)
                if signs or inside[0].lower() in PARTS:
                    yield i


def likeliest(rows: Rows, ranked: Sequence[Ranked], table: Table) -> list[tuple[Figure, tuple[str, ...]]]:
    """Return the candidates best by the sums of the last reading, and those best by themselves."""
    names = dict(rows)
    chosen = [r.figure for r in ranked[:OPEN]]
    sums = [(summed(names[f], table), f) for f in names if f not in chosen]
    chosen += [f for _, f in nlargest(IN_ALL - len(chosen), sums, key=itemgetter(0))]
    return [(f, tuple(names[f])) for f in chosen]
