"""Stories and reports told apart, and what that changes."""

import pytest

import quoteattr
from quoteattr.linking.refused.narrative import LONG, is_story
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


def test_reports_keep_what_is_told_without_marks() -> None:
    kinds = {quote.kind.value for quote in quoteattr.extract(lasting(REPORT)).quotes}
    assert "indirect" in kinds
