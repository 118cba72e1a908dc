"""Conversations decided as a whole: the best row is found, and later names take earlier guesses back."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.config import Config
from quoteattr.finding.mentions import find_mentions
from quoteattr.linking import link
from quoteattr.models import SpeakerKind
from quoteattr.naming.cast import Figure
from quoteattr.naming.dialogue import Place, in_row, succession, weigh
from quoteattr.naming.dialogue.conversation import Past, reasons
from quoteattr.naming.naming import Answering
from quoteattr.naming.ranking import believed
from quoteattr.training import conversations
from staged import staged

ANNA, TOM, EVE = (Figure(number, SpeakerKind.PERSON) for number in range(3))
ALTERNATE = {"turn+same1": -2.0, "turn+back1": 2.0, "said+same1": -2.0, "said+back1": 2.0}
NAMES = ("turn:a", "turn:b", "turn+same1", "turn+back1", "turn+new1", "said+back1", "said+new1", "same+calls-last")


def place(at: int, *candidates: Figure | tuple[Figure, str], called: Sequence[Figure] = ()) -> Place:
    open_ = [c if isinstance(c, tuple) else (c, "") for c in candidates]
    return Place(
        number=at, kind="turn" if len(open_) > 1 else "said", candidates=[(f, [name]) for f, name in open_],
        paragraph=at, last=at, alone=True, called=frozenset(f.number for f in called), named=frozenset(),
        before=at - 1,
    )  # fmt: skip


def names(places: Sequence[Place], table: dict[str, float]) -> list[int]:
    row = succession(weigh(places, table))
    return [p.candidates[i][0].number for p, i in zip(places, row, strict=True)]


def test_a_name_to_come_takes_back_what_was_guessed_before() -> None:
    table = {**ALTERNATE, "turn:likely": 1.0}
    guessed = [place(i, (ANNA, "turn:likely" if i % 2 else ""), (TOM, "" if i % 2 else "turn:likely")) for i in (0, 1)]
    assert names(guessed, table) == [1, 0]
    assert names([*guessed, place(2, ANNA)], {**table, "said+same1": -9.0, "said+back1": 9.0}) == [0, 1, 0]


def test_whoever_is_called_by_the_words_spoke_before() -> None:
    row = [place(0, (ANNA, ""), (EVE, "")), place(1, TOM, called=[EVE])]
    assert names(row, {"new+calls-last": 1.0}) == [EVE.number, TOM.number]


@given(
    st.lists(st.sampled_from(["ab", "ba", "--"]), min_size=1, max_size=6),
    st.lists(st.integers(-3, 3), min_size=len(NAMES), max_size=len(NAMES)),
)
def test_the_row_found_is_the_best_of_all(kinds: list[str], values: list[int]) -> None:
    table = dict(zip(NAMES, map(float, values), strict=True))
    row = [place(i, (ANNA, f"turn:{kind[0]}"), (TOM, f"turn:{kind[1]}")) for i, kind in enumerate(kinds)]

    def worth(chosen: Sequence[int]) -> float:
        return sum(table.get(name, 0.0) for name in reasons(row, chosen))

    assert worth(succession(weigh(row, table))) == max(map(worth, product((0, 1), repeat=len(row))))


def test_beliefs_are_shares_and_trusted_as_the_table_says() -> None:
    row = [place(0, ANNA), place(1, (ANNA, ""), (TOM, "")), place(2, ANNA)]
    places = weigh(row, ALTERNATE)
    _, sums, _ = in_row(places, succession(places))
    shares = [
        believed([f for f, _ in row[1].candidates], sums, table, row[1].kind) for table in (ALTERNATE, {"turn~": 4.0})
    ]
    assert [s[0].figure for s in shares] == [TOM, TOM]
    assert shares[0][0].belief > shares[1][0].belief > 0.5
    assert all(sum(r.belief for r in s) == pytest.approx(1) for s in shares)


def test_the_past_keeps_the_last_two_and_when_the_other_spoke() -> None:
    past = Past().then(0, -1).then(1, 4).then(1, 5)
    assert (past.last, past.other, past.since) == (1, 0, 4)
    assert [past.relation(n) for n in (1, 0, 2)] == ["same", "back", "new"]


def test_weights_move_until_the_annotated_row_is_the_best() -> None:
    row = [place(0, ANNA), *(place(i, (ANNA, ""), (TOM, "")) for i in range(1, 7))]
    right = {p.number: [p.number % 2] for p in row[1:]}
    (lesson,) = conversations.lessons(row, right, 0)
    table = conversations.learn([lesson], {})
    assert names(row, table) == [0, 1, 0, 1, 0, 1, 0]
    assert conversations.trust([lesson], [table])["turn~"] <= 1.0


def test_a_text_is_cut_where_the_talk_pauses() -> None:
    row = [place(i, ANNA) for i in range(150)]
    row[30].rest = True
    assert [len(lesson.places) for lesson in conversations.lessons(row, {}, 0)] == [30, 60, 60]


def run(text: str, table: dict[str, float]) -> Answering:
    reading, marks, cues = staged(text)
    attributions = link(reading, marks, cues)
    found = Answering(reading, find_mentions(reading), marks, attributions, Config(), None, True, table)
    found.naming()
    return found


def test_places_know_headings_and_what_parts_them() -> None:
    text = "Anna met Tom.\n\n“Is it late?” said Anna.\n\n* * *\n\n“Not very.”\n\n“Then sit down, Tom.”\n\n“I will.”"
    places = run(text, {"turn+back1": 1.0}).places()
    assert [p.kind for p in places] == ["said", "turn", "said", "turn"]
    assert [(p.rest, p.asked, p.alone) for p in places] == [
        (False, False, False), (True, True, True), (False, False, True), (False, False, True),
    ]  # fmt: skip


def test_only_what_was_asked_is_taken_back_and_nothing_without_weights() -> None:
    text = "Anna met Tom.\n\n" + "“It is late,” said Anna.\n\n“Not very.”\n\n" * 5
    guessed, taken = run(text, {}), run(text, {"turn+same1": 9.0, "turn~": 1.0})
    turns = [(a.rule, b.rule, b.figures) for a, b in zip(guessed.answers, taken.answers, strict=True) if a and b]
    anna = turns[0][2]
    assert [turn[:2] for turn in turns[::2]] == [("name", "name")] * 5
    assert [turn[1:] for turn in turns[1::2]] == [("turn", anna)] * 5
    assert all(a.figures != anna for a in guessed.answers[1::2] if a)


def test_what_carries_on_a_quotation_goes_with_it() -> None:
    text = "Anna met Tom.\n\n" + "“It is late,” said Anna.\n\n“Not very.\n\n“And it rains.”\n\n" * 3
    for table, name in (({}, "tom"), ({"turn+same1": 9.0, "turn~": 1.0}, "anna")):
        answers = [a for a in run(text, table).answers if a]
        assert [a.rule for a in answers] == ["name", "turn", "continues"] * 3
        assert {f.forms[0].tokens for a in answers if a.rule != "name" for f in a.figures} == {(name,)}
