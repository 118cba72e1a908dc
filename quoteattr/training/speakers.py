"""Learn how candidates for a speaker are ranked: weights of features, from texts whose speakers are annotated.

Naming is run over the texts, and whenever it ranks candidates, their features are written down with those candidates
that are right.  In the first round every question is answered as annotated, so that what a question sees of the turns
before is true.  In later rounds each text is gone through twice: answered as annotated, and answered by weights learned
in the round before.  So the last weights know both the best company and the one they will have.

A text is never answered by weights that were learned from it, but by those of the other folds: what is found in a first
reading is no surer in training than it will be in a new text.

Texts of much talk have a table of their own.  They are asked as texts of little talk too, for the table of those.

Nothing is drawn at random, so the same files give the same bytes.

Figures for novels are worth little on those learned from: `left_out` asks each book with weights of the other folds.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.config import Config
from quoteattr.naming.asking import Rows
from quoteattr.naming.dialogue import Place, is_talk
from quoteattr.naming.naming import Answering
from quoteattr.naming.ranking import SCALE, Ranked
from quoteattr.training import conversations
from quoteattr.training.conversations import Lesson
from quoteattr.training.questions import Question, Table, fit, trust
from quoteattr.training.told import Told

NONE: Final[Mapping[str, float]] = {}
Say = Callable[[str], None]

HEAD: Final = """\
# Weights of the features by which candidates for a pronoun or for a quotation without a source are ranked.
# feature: question and what holds of the candidate (quoteattr/naming/features.py); weight: a whole number, 16 make 1.
# Learned by `python -m quoteattr.training speakers` from annotated news and novels; holds no text of theirs.
# A name that ends in "~" is a kind of question (T: texts of much dialogue, N: others): what its sums are divided by.
# columns: feature weight
"""


@attrs.frozen(kw_only=True)
class Settings:
    """How to learn; the values are those the shipped weights were made with."""

    rounds: int = 3
    penalty: float = 3.0
    iterations: int = 200
    folds: int = 8
    plain: float = 2.0  # in the table for texts of little talk, such texts' questions count so much,
    foreign: float = 0.06  # and those of novels, asked in the same way, so much


@attrs.frozen(eq=False)
class Tables:
    """The weights for texts of much talk and those for others, and those for conversations as a whole."""

    talk: Table
    plain: Table
    conversation: Table = attrs.field(factory=dict)

    def of(self, told: Told) -> Table:
        """Return the weights for a text."""
        return self.table(is_talk(told.attributions))

    def table(self, talk: bool) -> Table:
        """Return the weights for texts of much talk, or for others."""
        return self.talk if talk else self.plain


@attrs.frozen(eq=False)
class Learned:
    """The weights of all texts, and for each fold those of all but its texts; `folds[i]` is the fold of text i."""

    tables: Tables
    apart: tuple[Tables, ...]
    folds: tuple[int, ...]


class _Listening(Answering):
    """A run that writes down what is asked; `led` answers as annotated where the right one is a candidate."""

    def __init__(
        self, told: Told, table: Mapping[str, float], led: bool, fold: int = 0, talk: bool | None = None,
        conversation: Mapping[str, float] = NONE,
    ) -> None:  # fmt: skip
        super().__init__(told.reading, told.phrases, told.marks, told.attributions, Config(), table, talk, conversation)
        self.told, self.led, self.fold = told, led, fold
        self.is_right = told.judge(self)
        self.questions: list[Question] = []

    def ranked(self, number: int, rows: Rows, rule: str, kind: str) -> list[Ranked]:
        found = super().ranked(number, rows, rule, kind)
        if number not in self.told.asked or self.again != self.talk:
            return found
        right = tuple(i for i, (figure, _) in enumerate(rows) if self.is_right(number, figure))
        if rule == "described" and number in self.told.nameless:
            right = (len(rows) - 1,)  # the figure of nobody but the description
        if rows:
            features = tuple(tuple(names) for _, names in rows)
            weight = self.told.weight
            home = self.talk == is_talk(self.attributions)
            self.questions.append(Question(features, right, weight, self.fold, kind, self.led, self.talk, home))
        if self.led and right:
            figures = [rows[i][0] for i in right]
            return [Ranked(figures[0], 1.0), *(r for r in found if r.figure is not figures[0])]
        return found


class _Conversing(_Listening):
    """A run that writes down the places of its quotations instead of answering them together."""

    lessons: Sequence[Lesson] = ()

    def agree(self) -> None:
        places = self.places()
        right = {p.number: self._right(p) for p in places if p.number in self.told.asked}
        self.lessons = conversations.lessons(places, right, self.fold)

    def _right(self, place: Place) -> list[int]:
        return [i for i, (figure, _) in enumerate(place.candidates) if self.is_right(place.number, figure)]


def learn(texts: Sequence[Told], settings: Settings, say: Say) -> Learned:
    """Return the weights learned from texts."""
    folds = _folds(texts, settings.folds)
    apart, questions = (Tables({}, {}),) * settings.folds, list[Question]()
    for turn in range(settings.rounds):
        questions = ask(texts, apart, folds, first=turn == 0)
        apart = tuple(_fit([q for q in questions if q.fold != k], settings) for k in range(settings.folds))
        say(f"round {turn + 1}: {len(questions)} questions")
    tables = _fit(questions, settings)
    trusted = Tables(trust([q for q in questions if q.talk], [t.talk for t in apart]),
                      trust([q for q in questions if q.home and not q.talk], [t.plain for t in apart]))  # fmt: skip
    tables, *rest = (Tables(t.talk | trusted.talk, t.plain | trusted.plain) for t in (tables, *apart))
    tables, *rest = _with_conversations(texts, tables, rest, folds)
    say(f"conversations: {len(tables.conversation)} weights")
    return Learned(tables, tuple(rest), tuple(folds))


def _with_conversations(
    texts: Sequence[Told], tables: Tables, apart: Sequence[Tables], folds: Sequence[int]
) -> list[Tables]:
    """Return all tables with their weights for conversations."""
    taught = list[Lesson]()
    for told, fold in zip(texts, folds, strict=True):
        if is_talk(told.attributions):
            run = _Conversing(told, apart[fold].talk, False, fold, True, conversations.begun(apart[fold].talk))
            run.naming()
            taught += run.lessons
    begun = [conversations.begun(t.talk) for t in (tables, *apart)]
    every, *rest = (
        conversations.learn([lesson for lesson in taught if lesson.fold != fold], table)
        for fold, table in enumerate(begun, -1)
    )
    trusted = conversations.trust(taught, rest)
    pairs = zip((tables, *apart), (every, *rest), strict=True)
    return [attrs.evolve(t, conversation=table | trusted if table else {}) for t, table in pairs]


def _folds(texts: Sequence[Told], many: int) -> list[int]:
    """Return the fold of each text; texts of one book are in one fold."""
    books = sorted({told.book for told in texts} - {""}, key=lambda book: (len(book), book))
    first = {book: next(b for b in books if _same_book(b, book)) for book in books}
    place = {book: i for i, book in enumerate(sorted(set(first.values())))}
    return [(place[first[told.book]] if told.book else i) % many for i, told in enumerate(texts)]


def ask(texts: Sequence[Told], apart: Sequence[Tables], folds: Sequence[int], first: bool) -> list[Question]:
    """Return the questions of the runs over texts, each with the weights of the other folds; `first` is led alone."""
    found: list[Question] = []
    for told, fold in zip(texts, folds, strict=True):
        for talk in _modes(told):
            for led in (True,) if first else (True, False):
                run = _Listening(told, apart[fold].table(talk), led, fold, talk)
                run.naming()
                found += run.questions
    return found


def _modes(told: Told) -> tuple[bool, ...]:
    """Return whether a text is asked as one of much talk; those that are, are asked as others too.

    A short dialogue is asked as a text of little talk, and news alone would teach that whoever spoke goes on.
    """
    return (True, False) if is_talk(told.attributions) else (False,)


def _fit(questions: Sequence[Question], settings: Settings) -> Tables:
    """Return the weights for texts of much talk, learned from all as they are, and those for others."""
    home = [q for q in questions if q.home]
    plain = [
        attrs.evolve(q, weight=q.weight * (settings.plain if q.home else settings.foreign))
        for q in questions
        if not q.talk
    ]
    return Tables(*(fit(asked, settings.penalty, settings.iterations) for asked in (home, plain)))


# --- figures -------------------------------------------------------------------------------------


@attrs.define
class Tally:
    """How many annotated quotations of each type were found, and of how many the speaker is right."""

    asked: Counter[str] = attrs.field(factory=Counter)
    right: Counter[str] = attrs.field(factory=Counter)

    def line(self) -> str:
        """Return the shares by type, "all" first."""
        return "  ".join(f"{kind} {self.right[kind] / n:.3f} of {n}" for kind, n in self.asked.most_common())

    def add(self, other: "Tally") -> None:
        """Add the counts of another text."""
        self.asked.update(other.asked)
        self.right.update(other.right)


def examine(told: Told, tables: Tables) -> Tally:
    """Return how a text's speakers are found with some weights."""
    run = _Listening(told, tables.of(told), led=False, conversation=tables.conversation)
    run.naming()
    tally = Tally()
    for number, kind in told.asked.items():
        answer = run.answers[number]
        right = answer is not None and any(run.is_right(number, figure) for figure in answer.figures)
        for name in filter(None, ("all", kind)):  # in this order: "all" comes first where numbers are equal
            tally.asked[name] += 1
            tally.right[name] += right
    return tally


def left_out(texts: Sequence[Told], learned: Learned, say: Say) -> Iterator[tuple[str, Tally]]:
    """Yield (book, tally) for each book, asked with weights that were not learned from it.

    Only how far sums are trusted was found on all: few numbers.
    """
    for book in sorted({told.book for told in texts} - {""}):
        tally = Tally()
        for told, fold in zip(texts, learned.folds, strict=True):
            if told.book == book:
                tally.add(examine(told, learned.apart[fold]))
        say(f"without {book}: {tally.line()}")
        yield book, tally


def _same_book(a: str, b: str) -> bool:
    return bool(a) and bool(b) and (a in b or b in a)


def written(table: Mapping[str, float], head: str = HEAD) -> str:
    """Return weights as the text of their file."""
    return head + "".join(f"{name}\t{round(table[name] * SCALE)}\n" for name in sorted(table))
