"""What is told of each candidate for a quotation: the features, whose names the learned weights know.

A feature whose name is misspelled has no weight and counts nothing, and no speaker need change by that.
"""

import pytest

from quoteattr.config import Config
from quoteattr.finding.mentions import find_mentions
from quoteattr.linking import Attribution, link
from quoteattr.models import Span, SpeakerKind
from quoteattr.naming.asking import Rows
from quoteattr.naming.cast import Figure
from quoteattr.naming.dialogue import is_talk
from quoteattr.naming.features import Next, Spot, foreseen, step, style
from quoteattr.naming.naming import Answering
from quoteattr.naming.ranking import Ranked
from staged import staged


class Listening(Answering):
    """A run that keeps what is told of the candidates, by the words of the quotation; the last time it is asked."""

    told_of: dict[str, tuple[str, dict[str, set[str]]]]

    def ranked(self, number: int, rows: Rows, rule: str, kind: str) -> list[Ranked]:
        """Keep what is told, and answer as ever."""
        words = self.attributions[number].content[0].of(self.reading.text)
        told = {figure.forms[0].tokens[0] if figure.forms else figure.label: set(names) for figure, names in rows}
        self.told_of[words] = kind, told
        return super().ranked(number, rows, rule, kind)


def listen(text: str, talk: bool) -> Listening:
    """Return a run over a text as one of much talk, or as another."""
    reading, marks, cues = staged(text)
    attributions = link(reading, marks, cues)
    run = Listening(reading, find_mentions(reading), marks, attributions, Config(), talk=talk)
    run.told_of = {}
    run.naming()
    return run


TALK = """Anna Reed met Tom Vance at the gate. Mr. Losberne, the baker, stood behind Peter Stone.

“Is Peter ill?” asked Anna.

“He is.”

“Nothing of the kind,” Tom told Peter. Anna stood. He rose.

“Well?”

“Peter knows Tom well,” he said.

She laughed. The ruffian and Tom came in.

“It rains.” After a while she rose.

“I must,” said the baker.

“Let her go,” said the ruffian.

“Let Tom,” said the ruffian.

“Do,” said her mother.
"""


NEWS = (
    "Dan Pryce said that it rained. The senator said that it snowed. Ruth Adler, a judge, said that it was cold. "
    "The senator said that it was late."
)


@pytest.mark.parametrize(
    ("words", "who", "wanted", "unwanted"),
    [
        pytest.param("He is.", "anna", "n4 d1 s1 Tpt0.1 Tpn0.1 Tpasked0.1", "of Tahead1.1 Tother", id="just asked"),
        pytest.param("He is.", "tom", "n2 Tpsilent Tahead1.1 Tother Tabsent1", "of s3", id="will speak next"),
        pytest.param("He is.", "losberne", "s2 Tpsilent", "of", id="stands first in a sentence"),
        pytest.param("He is.", "peter", "of Tabsent2", "s2", id="stands behind somebody, and is spoken of twice"),
        pytest.param("Well?", "tom", "d1 Tpn0.1 TsinceS Tpronoun1+", "Taddressed1", id="he, and not Anna"),
        pytest.param("Well?", "anna", "d2 Tbeside-last1 Tpronoun1-", "Taddressed1", id="named beside"),
        pytest.param("Well?", "peter", "d3 Taddressed1", "Tbeside-last1", id="the last words were to him"),
        pytest.param("It rains.", "anna", "beat+", "beat-", id="she, after the words"),
        pytest.param("It rains.", "tom", "beat- TsinceS", "beat+", id="not she"),
        pytest.param("I must,", "losberne", "Thinttrade Tsametrade Ttitledtrade", "Tplaintrade", id="the baker"),
        pytest.param("I must,", "anna", "Tplaintrade d1", "Thinttrade Tsametrade", id="no baker"),
        pytest.param("I must,", "the baker", "ownThinted ownTtrade2 seenT0", "d1", id="a baker of his own"),
        pytest.param("Let her go,", "anna", "Tplainnoun Tbond5 Tbound5", "Tagain-", id="bound most to the ruffian"),
        pytest.param("Let her go,", "tom", "Tplainnoun Tbond5", "Tbound5 Tunnamednoun", id="bound, but not most"),
        pytest.param("Let her go,", "the baker", "Tunnamednoun unnamed1", "Tbond5", id="somebody without a name"),
        pytest.param("Let Tom,", "the ruffian", "Tagain+O ownTn0.1 seenT1", "Tagain-O", id="the same again"),
        pytest.param("Let Tom,", "tom", "Tagain- inside", "Tagain+", id="another than before"),
        pytest.param("Do,", "anna", "mother:bare known Tplainkin", "Tunnamedkin", id="is no mother by her name"),
    ],
)
def test_what_is_told_of_a_candidate_in_a_text_of_talk(words: str, who: str, wanted: str, unwanted: str) -> None:
    kind, told = listen(TALK, talk=True).told_of[f"“{words}”"]
    assert kind.endswith(":T")
    prefix = kind.removesuffix("T")
    assert {prefix + name for name in wanted.split()} <= told[who]
    assert not {prefix + name for name in unwanted.split()} & told[who]


def test_what_is_told_of_a_candidate_in_another_text() -> None:
    kind, told = listen(NEWS, talk=False).told_of["that it was late"]
    assert kind == "nom:N"
    assert told == {
        "dan": {"nom:Nagain+", *"nom:Nt1.0 nom:Nn1.0 nom:Nplain! nom:kperson nom:d2 nom:r0 nom:s2 nom:n4".split()},
        "The senator": {"nom:Nagain-O", "nom:ownN!", "nom:seenN1"},
    }


def test_of_whoever_is_left_it_is_told_that_the_words_call_her() -> None:
    kind, told = listen("Anna came in.\n\n“Anna,” she said.", talk=False).told_of["“Anna,”"]
    assert kind.removesuffix("N") + "called" in told["anna"]


def test_of_the_narrator_it_is_told_who_that_is() -> None:
    text = "I rose. I sat down. I read. I slept. I woke. I wrote. Anna came in.\n\n“It rains.”"
    _, told = listen(text, talk=False).told_of["“It rains.”"]
    assert [who for who, names in told.items() if "turn:narrator" in names] == [""]


@pytest.mark.parametrize(("talk", "wanted"), [(False, ["norlake"]), (True, [])])
def test_a_name_of_no_list_is_a_club_but_in_a_story(talk: bool, wanted: list[str]) -> None:
    run = listen("It rained on Norlake. Norlake lost. Norlake won. The club said that it rained.", talk)
    assert [form.tokens[0] for answer in run.answers if answer for f in answer.figures for form in f.forms] == wanted


def test_what_is_told_of_the_other() -> None:
    kind, told = listen("Anna met Tom.\n\n“It rains,” said Tom.\n\n“No,” said the other.", talk=True).told_of["“No,”"]
    assert kind == "nom:T"
    assert {"nom:othert0.1", "nom:Tn0.1"} <= told["tom"]
    assert "nom:othersilent" in told["anna"]
    assert "nom:ownTother" in told["the other"]


def test_a_turn_that_was_guessed_is_told_from_one_with_a_name() -> None:
    _, told = listen(TALK, talk=True).told_of["“Well?”"]
    assert ["turn:Tpg1.2" in names for names in told.values()].count(True) == 1
    assert "turn:Tpn0.1" in told["tom"]
    assert "turn:Tpg1.2" not in told["tom"]


def test_what_a_first_reading_found() -> None:
    ahead = tuple(Next(turns, turns, None, None, guess, 0.8) for turns, guess in ((1, 7), (1, 3), (2, 7), (3, 3)))
    spot = Spot(0, 0, 0, (), ahead=ahead, crowd={7: 3, 3: 1}, crowded=4)
    assert foreseen("", Figure(7, None), spot) == ["foreseen1.3", "foreseen2.3", "crowd6"]
    assert foreseen("", Figure(3, None), spot) == ["foreseen3.3", "crowd2"]
    assert foreseen("", Figure(5, None), spot) == ["crowd0"]
    assert foreseen("", Figure(5, None), Spot(0, 0, 0, (), crowd={}, crowded=0)) == []  # nobody was found near by


def test_only_a_second_reading_foresees() -> None:
    names = [name for _, told in listen(TALK, talk=False).told_of.values() for each in told.values() for name in each]
    assert "turn:Npsilent" in names
    assert not [name for name in names if "foreseen" in name or "crowd" in name]


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [({"mrs"}, "married"), ({"miss"}, "unmarried"), ({"dr"}, "titled"), ({"dr", "mrs"}, "married"), (set(), "bare")],
)
def test_how_somebody_is_addressed(titles: set[str], wanted: str) -> None:
    assert style(Figure(0, SpeakerKind.PERSON, titles=titles)) == wanted


def test_distances_are_told_in_steps() -> None:
    steps = [step(distance) for distance in (-1, 0, 1, 2, 3, 4, 5, 6, 9, 10, 19, 20, 10**6)]
    assert steps == ["0", "0", "1", "2", "3", "4", "4", "6", "6", "10", "10", "20", "20"]


# --- which texts are of much talk -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("bare", "marked", "others", "wanted"),
    [
        pytest.param(21, 0, 0, True, id="hardly a source"),
        pytest.param(20, 0, 0, False, id="as little, but fewer"),
        pytest.param(21, 20, 60, False, id="one in five without a source"),
        pytest.param(30, 20, 60, True, id="more than one in four"),
        pytest.param(0, 41, 4, True, id="all in marks"),
        pytest.param(0, 41, 5, False, id="nearly all in marks"),
        pytest.param(0, 40, 0, False, id="all in marks, but few"),
    ],
)
def test_a_text_of_much_talk(bare: int, marked: int, others: int, wanted: bool) -> None:
    some = (Span(0, 1),)
    told = [
        *[Attribution(content=some, verbatim=some, confidence=1.0)] * bare,
        *[Attribution(content=some, verbatim=some, source=some, confidence=1.0)] * marked,
        *[Attribution(content=some, verbatim=(), source=some, confidence=1.0)] * others,
    ]
    assert is_talk(told) is wanted
