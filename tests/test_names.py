"""Names of persons and bodies: which two may be one's, which titles may not, what an acronym stands for."""

import pytest

import quoteattr
from quoteattr.naming.cast import split
from quoteattr.naming.cast.names import PersonName, abbreviates, courtesy, same_given, same_person, titles_clash


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("jane doe", "jane doe", True),
        ("donald j trump", "donald trump", True),
        ("d trump", "donald trump", True),
        ("bill clinton", "hillary clinton", False),
        ("bill clinton", "william clinton", True),
        ("anna maria lee", "anna rosa lee", False),
        ("martin king jr", "martin king", True),
        ("martin king sr", "martin king", False),
        ("martin king sr", "martin king jr", False),
        ("debbie wasserman schultz", "wasserman schultz", True),
        ("anna maria lee", "anna maria", True),
        ("von der leyen", "ursula von der leyen", True),
        ("jane doe", "jane roe", False),
    ],
)
def test_names_that_may_be_one_persons(a: str, b: str, same: bool) -> None:
    pair = tuple(a.split()), tuple(b.split())
    assert same_person(*pair) is same
    assert same_person(*reversed(pair)) is same


@pytest.mark.parametrize(
    ("a", "b", "same"), [("jane", "jane", True), ("j", "jane", True), ("jane", "a", False), ("jane", "anne", False)]
)
def test_given_names_that_may_be_one(a: str, b: str, same: bool) -> None:
    assert same_given(a, b) is same_given(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "clash"),
    [
        ("mr", "mrs", True),
        ("miss", "mrs", True),
        ("mrs", "mrs", False),
        ("dr", "mrs", False),
        ("", "mrs", False),
        ("mr", "", False),
        ("ms", "mrs", False),
    ],
)
def test_titles_that_cannot_be_one_persons(a: str, b: str, clash: bool) -> None:
    assert titles_clash(a, b) is titles_clash(b, a) is clash


@pytest.mark.parametrize(
    ("short", "long", "stands"),
    [
        ("nato", "north atlantic treaty organization", True),
        ("doj", "department of justice", True),
        ("cpa canada", "chartered professional accountants of canada", True),
        ("cpa france", "chartered professional accountants of canada", False),
        ("c canada", "chartered canada institute", False),
        ("chartered accountants", "chartered professional accountants", False),
        ("north atlantic", "nato", False),
        ("abcdef", "alpha beta gamma delta epsilon zeta", False),
        ("abgdez", "alpha beta gamma delta epsilon zeta", True),
        ("abgdezt", "alpha beta gamma delta epsilon zeta theta", False),
        ("", "nato", False),
    ],
)
def test_acronyms(short: str, long: str, stands: bool) -> None:
    assert abbreviates(tuple(short.split()), tuple(long.split())) is stands


def test_parts_of_a_name() -> None:
    assert split(("ludwig", "van", "beethoven")) == PersonName(("ludwig",), "van beethoven", "")
    assert split(("martin", "luther", "king", "jr")) == PersonName(("martin", "luther"), "king", "jr")
    assert (courtesy("dr. mrs."), courtesy("prime minister")) == ("mrs", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The bridge is safe,” said Ann Lee.", ["The bridge is safe,"]),
        ("“The bridge,” said Ann Lee, “is safe.”", ["The bridge, is safe."]),
        ("Ann Lee said that we are late.", ["we are late"]),
        ("Ann Lee said that they had “lost a friend”.", ["they had “lost a friend”"]),
        ("Ann Lee said the plan was “a gift” and “a mess”.", ["the plan was “a gift” and “a mess”"]),
    ],
)
def test_words_are_the_content_without_its_marks_and_that(text: str, words: list[str]) -> None:
    assert [quote.words for quote in quoteattr.extract(text).quotes] == words


def test_a_wife_known_by_title_alone_is_none_of_her_daughters() -> None:
    girls = ["“Ah,” said Jane Bennet.", "“No,” said Miss Jane Bennet.", "“Oh,” said Miss Elizabeth Bennet."]
    text = "\n\n".join(["“It rains,” said Mrs. Bennet. She sat down."] * 30 + girls * 2)
    names = {(q.source.text, q.speaker.name) for q in quoteattr.extract(text).quotes if q.source and q.speaker}
    assert ("Mrs. Bennet", "Mrs. Bennet") in names
    assert ("Miss Jane Bennet", "Jane Bennet") in names
