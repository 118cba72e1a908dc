"""Stories and reports told apart, and what that changes."""

import pytest

import quoteattr
from quoteattr.finding.marks import find_regions
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.stories import LONG, is_story, is_told_in_turns
from quoteattr.reading import read

STORY = (
    "She went down to the shore, where he had left his boat, and she waited there for him until the light was gone. "
    "He did not come. “You are cold,” said her brother at last, and gave her his coat. She knew that he meant well. "
)
REPORT = (
    "Officials in Lower Saxony said on Tuesday that 14 of the 38 bridges over the Leine were unsafe. Minister "
    "Ada Vogel told the Hanover Courier that repairs will cost 120 million euros by 2031. “We start in May,” she said. "
)


def lasting(text: str) -> str:
    """Return a text so often that it is long enough to be told."""
    return text * (LONG // len(text.split()) + 2)


@pytest.mark.parametrize(("text", "wanted"), [(STORY, True), (REPORT, False), (STORY + REPORT, False)])
def test_stories_are_told_from_reports(text: str, wanted: bool) -> None:
    assert is_story(read(lasting(text))) is wanted


def test_a_short_text_is_no_story() -> None:
    assert not is_story(read(STORY))
    assert not is_story(read(""))


def test_what_is_told_without_marks_has_to_be_sure_in_a_story() -> None:
    doubtful = "She felt that the day would be long. "
    told = {quote.text for quote in quoteattr.extract(lasting(STORY) + doubtful).quotes}
    assert "that the day would be long" not in told
    assert "“You are cold,”" in told


def test_a_story_without_marks_keeps_what_has_its_tag_behind_it() -> None:
    story = lasting(STORY.replace("“", "").replace("”", ""))
    text = story + "She felt that it was late. Where is it? he asked."
    told = {quote.text for quote in quoteattr.extract(text).quotes}
    assert "Where is it?" in told
    assert "that it was late" not in told


def test_reports_keep_what_is_told_without_marks() -> None:
    kinds = {quote.kind.value for quote in quoteattr.extract(lasting(REPORT)).quotes}
    assert "indirect" in kinds


TALK = (
    "“No!” Ruan slammed the hatch.\n\n“You can't mean that,” said his sister. She said that she was cold.\n\n"
    "“What is it?” He pointed to the wet mass.\n\n“I never saw it before.” Her voice shook.\n\n"
)


def _told(text: str) -> set[str]:
    return {quote.text for quote in quoteattr.extract(text).quotes if quote.kind.value == "indirect"}


def test_in_a_short_dialogue_what_is_told_without_marks_is_a_clause() -> None:
    assert _told(TALK) == {"that she was cold"}


def test_elsewhere_a_noun_phrase_may_be_told() -> None:
    assert "the plan" in _told("“It is a shame,” said Ada Vogel, the minister, on Tuesday. Vogel slammed the plan.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TALK, True),
        ("\n\n".join(TALK.split("\n\n")[:2]), False),  # two turns
        (TALK + "The night came. She sat with her back to him.\n\n" * 9, False),  # few of the paragraphs
        (TALK + "In 1914 they had sold 38 boats in Leer, 12 in Emden and 7 in Jever.\n\n", False),  # as news has it
    ],
)
def test_dialogues_are_told_however_short(text: str, wanted: bool) -> None:
    reading = read(text)
    assert is_told_in_turns(reading, Outermost.of(find_regions(reading))) is wanted


def test_a_line_set_with_a_dash_opens_a_turn_too() -> None:
    reading = read("— No! She ran.\n\n— You can't mean that, he said.\n\n— I do, she said. I never lied to him.")
    assert is_told_in_turns(reading, Outermost.of(find_regions(reading)))
