"""Bonds of descriptions to those who are named where they stand."""

import pytest

from quoteattr.finding.mentions import find_mentions
from quoteattr.naming.cast import gather, vote_genders
from quoteattr.naming.descriptions import Bound
from quoteattr.naming.descriptions.bonds import NEAR
from quoteattr.naming.index import make_index
from quoteattr.reading import read

PAUSE = "\n\n" + "It rained all day and all night. " * (NEAR // 6) + "\n\n"
DOCTOR = "Mr. Losberne came in with Oliver. The doctor sat down. " * 6
BAKER = "Mr. Moss came in with Oliver. The old baker sat down. The ruffian stood. " * 6


def bonds(text: str, words: str) -> dict[str, float]:
    """Return the bonds of a description in a text, by surname."""
    reading = read(text)
    phrases = find_mentions(reading)
    index = make_index(reading, phrases)
    cast = gather(index)
    bound = Bound(index, cast)
    phrase = next((p for p in phrases if bound.words(p) == words), None)
    _, found = bound.of(words.rsplit(maxsplit=1)[-1], phrase)
    return {cast.figures[number].forms[0].tokens[-1]: round(bond, 2) for number, bond in found.items()}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        pytest.param("doctor", {"losberne": 1.0, "oliver": 0.5}, id="a hero who is everywhere is bound half"),
        pytest.param("baker", {"moss": 1.0, "oliver": 0.5}, id="by its noun"),
        pytest.param("old baker", {"moss": 1.0, "oliver": 0.5}, id="by all its words"),
        pytest.param("ruffian", {"moss": 1.0, "oliver": 0.5}, id="a noun that no list has"),
        pytest.param("nurse", {}, id="a description that does not occur"),
    ],
)
def test_a_description_is_bound_to_whoever_is_named_where_it_stands(words: str, wanted: dict[str, float]) -> None:
    assert bonds(DOCTOR + PAUSE + BAKER, words) == wanted


def most_bound(text: str, words: str) -> str | None:
    """Return the surname of whoever is bound most to a description in a text."""
    reading = read(text)
    phrases = find_mentions(reading)
    index = make_index(reading, phrases)
    cast = gather(index)
    vote_genders(index, cast, [False] * len(phrases))
    bound = Bound(index, cast)
    phrase = next(p for p in phrases if bound.words(p) == words)
    found = bound.most_bound(phrase.role, phrase)
    return found.forms[0].tokens[-1] if found else None


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        pytest.param(DOCTOR + PAUSE + BAKER, "doctor", "losberne", id="not the hero who is everywhere"),
        pytest.param(DOCTOR.replace("Mr.", "Mrs.") + PAUSE + BAKER, "old baker", "moss", id="of all its words"),
        pytest.param(
            "Mrs. Vance came in with Oliver. The gentleman sat down. " * 6, "gentleman", "oliver", id="no lady"
        ),
        pytest.param(
            "Mr. Moss came in. The doctor sat. " + PAUSE * 9 + "The doctor rose. ", "doctor", None, id="nobody"
        ),
    ],
)
def test_whoever_is_bound_most_goes_by_a_description(text: str, words: str, wanted: str | None) -> None:
    assert most_bound(text, words) == wanted


def test_what_is_said_once_binds_nobody() -> None:
    assert bonds("Mr. Moss came in. Mr. Moss sat down. " * 3 + "The doctor left.", "doctor") == {}


def test_somebody_named_once_is_not_bound() -> None:
    assert bonds("Mr. Moss came in. The doctor sat. The doctor rose. The doctor left.", "doctor") == {}
