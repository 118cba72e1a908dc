"""Who speaks in a conversation, decided for all of its turns together: the likeliest succession of speakers.

Turn by turn, a wrong guess is handed on: where Emma is taken for Harriet once, every other turn after it goes to the
wrong one, though five lines below “said **Emma**” tells better.  So when a text of much talk has been read, its
quotations are laid in a row, each a `Place` with those who may speak there (one where a name tells), and the row of
speakers with the greatest sum is sought.  What counts is what holds of a candidate by itself (the features of
`features`, less what earlier answers told), and how the speaker stands to those before: the same who spoke last, the
one who spoke before that (“back”), or anybody else, by the paragraphs and the marks between, and by whom the
words call or name.

The search keeps the best rows for each pair of last speakers, `KEPT` of them, so the work grows with the number of
quotations.  The weights are learned by `training.conversations` and lie in `data/conversation-weights.tsv`.

Limits: only the last two speakers are held against a third; what a scene has in mind is what the reading before found.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

import attrs

from quoteattr.naming.cast import Figure
from quoteattr.naming.ranking import summed

KEPT: Final = 8  # rows of speakers that are kept at each place
FAR: Final = 5  # paragraphs from which turns are no nearer than others
BACK: Final = 8  # the same for somebody's turn before
_SCORE: Final = itemgetter(0)
RELATIONS: Final = ("same", "back", "new")

Table = Mapping[str, float]


@attrs.define(eq=False)
class Place:
    """A quotation in the row: who may speak there by what holds of each, and what parts it from the one before.

    kind: of the question ("turn", "he", "nom"; "said" with one candidate); paragraph, last: where it begins and ends;
    alone: its paragraph holds nothing else; called, named: figures in its words.  Of the place before: before: where it
    ended; alone_before; asked: it ends with a question mark; rest: a heading or a line of stars stands between.
    """

    number: int
    kind: str
    candidates: Sequence[tuple[Figure, Sequence[str]]]
    paragraph: int
    last: int
    alone: bool
    called: frozenset[int]
    named: frozenset[int]
    before: int = -FAR
    alone_before: bool = False
    asked: bool = False
    rest: bool = False

    def parted(self, relation: str) -> list[str]:
        """Return what parts it from the place before, for a speaker who stands so to those before."""
        prefix, gap = f"{self.kind}+{relation}", min(self.paragraph - self.before, FAR)
        near, marks = min(gap, 2), f"{'p' if self.alone else 'm'}{'p' if self.alone_before else 'm'}"
        found = [f"{prefix}{'*' if self.rest else gap}", f"{prefix}{marks}{near}"]
        return [*found, f"{prefix}?{gap}"] if self.asked and gap <= 2 and not self.rest else found

    def since(self, past: "Past") -> str:
        """Return how long ago the last one else spoke."""
        return f"{self.kind}+since{min(self.paragraph - past.since, BACK)}"

    def aimed(self, relation: str, past: "Past") -> list[str]:
        """Return at whom its words are aimed, and how long ago the one who comes back spoke."""
        found = [self.since(past)] if relation == "back" else []
        if self.called and past.last is not None:
            whom = "last" if past.last in self.called else "other" if past.other in self.called else "third"
            found.append(f"{relation}+calls-{whom}")
        if self.named:
            found += [f"{relation}+names-last"] if past.last in self.named else []
            found += [f"{relation}+names-other"] if past.other in self.named else []
        return found


class Past(NamedTuple):
    """Who spoke last, who was the last one else, and in which paragraph."""

    last: int | None = None
    other: int | None = None
    since: int = -BACK

    def relation(self, figure: int) -> str:
        """Return how somebody stands to these."""
        return "same" if figure == self.last else "back" if figure == self.other else "new"

    def then(self, figure: int, paragraph: int) -> "Past":
        """Return the past once somebody has spoken; the one before did so up to `paragraph`."""
        return self if figure == self.last else Past(figure, self.last, paragraph)


class Row(NamedTuple):
    """A row of speakers up to some place: its sum, the last two, and the row before."""

    score: float
    past: Past
    before: "Row | None" = None


class Weighed:
    """A place with what counts there by a table of weights: for each candidate by itself, and for each relation."""

    def __init__(self, place: Place, table: Table) -> None:
        self.place, self.table = place, table
        self.own = [summed(names, table) for _, names in place.candidates]
        self.parted = {r: summed(place.parted(r), table) for r in RELATIONS}
        self.aims = bool(place.called or place.named)
        self.backs = dict[int, float]()  # by how long ago the one who comes back spoke

    def step(self, relation: str, past: Past) -> float:
        """Return what counts for a speaker who stands so to those before, less what parts the places."""
        if self.aims:
            return summed(self.place.aimed(relation, past), self.table)
        return self._back(past) if relation == "back" else 0.0

    def _back(self, past: Past) -> float:
        if past.since not in self.backs:
            self.backs[past.since] = self.table.get(self.place.since(past), 0.0)
        return self.backs[past.since]

    def steps(self, score: float, past: Past) -> dict[str, float]:
        """Return the sum of a row with what counts for each relation."""
        parted = self.parted
        if self.aims:
            return {r: score + parted[r] + self.step(r, past) for r in RELATIONS}
        back = score + parted["back"] + self._back(past)
        return {"same": score + parted["same"], "back": back, "new": score + parted["new"]}


def weigh(places: Sequence[Place], table: Table) -> list[Weighed]:
    """Return places with what counts there."""
    return [Weighed(place, table) for place in places]


def succession(places: Sequence[Weighed], bonus: Sequence[Sequence[float]] = ()) -> list[int]:
    """Return the place among its candidates of each speaker of the best row; `bonus` is added to candidates' sums."""
    rows = [Row(0.0, Past())]
    for i, weighed in enumerate(places):
        sums = [a + b for a, b in zip(weighed.own, bonus[i], strict=True)] if bonus else weighed.own
        numbers = [figure.number for figure, _ in weighed.place.candidates]
        rows = _carried_on(rows, weighed, list(zip(numbers, sums, strict=True)))
    speakers, row = list[int | None](), rows[0]
    while row.before is not None:
        speakers.append(row.past.last)
        row = row.before
    pairs = zip(places, reversed(speakers), strict=True)
    return [next(i for i, (f, _) in enumerate(w.place.candidates) if f.number == n) for w, n in pairs]


def _carried_on(rows: Sequence[Row], weighed: Weighed, sums: Sequence[tuple[int, float]]) -> list[Row]:
    """Return the best rows that go on to a place."""
    best: dict[tuple[int | None, int | None], tuple[float, int, Row]] = {}
    for row in rows:
        last, other, _ = row.past
        steps = weighed.steps(row.score, row.past)
        for figure, value in sums:
            score = steps["same" if figure == last else "back" if figure == other else "new"] + value
            key = (figure, other if figure == last else last)
            if key not in best or score > best[key][0]:
                best[key] = (score, figure, row)
    kept = sorted(best.values(), key=_SCORE, reverse=True)[:KEPT]
    return [Row(score, row.past.then(figure, weighed.place.before), row) for score, figure, row in kept]


def reasons(places: Sequence[Place], row: Sequence[int]) -> list[str]:
    """Return all that counts for a row of speakers, given by their places among the candidates."""
    past, found = Past(), list[str]()
    for place, i in zip(places, row, strict=True):
        figure, names = place.candidates[i]
        relation = past.relation(figure.number)
        found += [*names, *place.parted(relation), *place.aimed(relation, past)]
        past = past.then(figure.number, place.before)
    return found


def in_row(places: Sequence[Weighed], row: Sequence[int]) -> list[list[float]]:
    """Return for each place the sums of its candidates, the speakers of all others being those of the row."""
    past, found = Past(), list[list[float]]()
    speakers = [weighed.place.candidates[i][0].number for weighed, i in zip(places, row, strict=True)]
    for i, weighed in enumerate(places):
        after = list(zip(places[i + 1 : i + 3], speakers[i + 1 : i + 3], strict=True))
        found.append(_sums(weighed, past, after) if len(weighed.own) > 1 else [0.0])
        past = past.then(speakers[i], weighed.place.before)
    return found


def _sums(weighed: Weighed, past: Past, after: Sequence[tuple[Weighed, int]]) -> list[float]:
    """Return the sums of a place's candidates between those who spoke before and those who speak after.

    All who have nothing to do with these, nor with the words after, stand alike.
    """
    involved = {past.last, past.other, *(figure for _, figure in after)}
    involved.update(*(w.place.called | w.place.named for w, _ in after if w.aims))
    steps, found = dict[int | None, float](), list[float]()
    for (figure, _), own in zip(weighed.place.candidates, weighed.own, strict=True):
        number = figure.number
        key = number if number in involved else None
        if key not in steps:
            steps[key] = _steps([(weighed, number), *after], past)
        found.append(own + steps[key])
    return found


def _steps(turns: Sequence[tuple[Weighed, int]], past: Past) -> float:
    """Return what counts for some turns after each other, by how each speaker stands to those before."""
    total = 0.0
    for weighed, figure in turns:
        relation = past.relation(figure)
        total += weighed.parted[relation] + weighed.step(relation, past)
        past = past.then(figure, weighed.place.before)
    return total
