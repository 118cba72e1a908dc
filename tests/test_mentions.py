"""Noun phrases that could be somebody: a case file of shapes, and laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked_cases import titled
from quoteattr.data import table
from quoteattr.finding.mentions import Phrase, find_mentions
from quoteattr.finding.words import is_common, is_given, is_nickname, is_title, lists, plural, role_of
from quoteattr.models import Gender, MentionForm, SpeakerKind
from quoteattr.reading import Reading, read

WORDS = [
    *"Jane Doe van der said the a of for and 's US NATO chief officials Mr. Jr. “ ” ( ) , . ! March Will 42 @x".split(),
    "\n",
]


def row(reading: Reading, phrase: Phrase) -> tuple[str, ...]:
    """Return the columns of a case line for a phrase."""

    def between(first: int, last: int) -> str:
        return reading.text[reading.starts[first] : reading.ends[last - 1]] if first < last else ""

    columns = (
        str(phrase.form),
        between(phrase.first, phrase.last),
        between(*phrase.names),
        phrase.role or phrase.title,
        str(phrase.kind or ""),
    )
    return tuple(column or "-" for column in columns)


@pytest.mark.parametrize("block", [pytest.param(block, id=title) for title, block in titled("mentions")])
def test_phrases_of_a_text(block: str) -> None:
    text, *wanted = block.strip().splitlines()
    reading = read(text)
    found = {row(reading, phrase) for phrase in find_mentions(reading)}
    for line in wanted:
        assert tuple(line.split(" | ")) in found


def _names(text: str) -> set[str]:
    reading = read(text)
    return {" ".join(reading.words[slice(*p.names)]) for p in find_mentions(reading) if p.names[0] < p.names[1]}


def test_a_common_word_that_starts_a_sentence_is_no_name() -> None:
    assert _names("Researchers went home. Yesterday it rained. Nothing came of it.") == set()


def test_a_title_case_headline_names_only_those_named_below() -> None:
    text = "Senator Harlan Quits Party After Long Row\n\nOn Monday Harlan left. They had asked Harlan to stay."
    assert _names(text) == {"Harlan"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They asked Ann Lee and de la Rosa about it.", "Ann Lee, de la Rosa"),
        ("They asked Coach (Frank) Vogel about it.", "( Frank ) Vogel"),
        ("Three of them (Ann, Tom and Ruth) came.", "Ann, Tom, Ruth"),
        ("They asked Minister for Defence Tom Hill about it.", "Tom Hill"),
        ("They asked Secretary of State for Work and Pensions Liz Carrow about it.", "Liz Carrow"),
        ("They asked St Paul's Cathedral about it.", "St Paul 's Cathedral"),
        ("They asked Lloyd's Bank and Leeds's Bank about it.", "Lloyd 's Bank, Leeds, Bank"),
        ("They asked Farmers' Union and the Hales' Bank about it.", "Farmers ' Union, Hales ' Bank"),
        ("Food & drink were served. They left.", ""),
        ("Marks & Spencer said it was late.", "Marks & Spencer"),
        ("Fathers and sons came to the hall.", ""),
        ("Moss and Sons closed a plant.", "Moss and Sons"),
        ("Everyone said it was late.", ""),
        ("Von der Leyen said it was late. De Blasio said it was not.", "Von der Leyen, De Blasio"),
        ("They asked a Dane and a New Zealander about it.", ""),
        ("They asked the New Yorker and a Jo Scot about it.", "New Yorker, Jo Scot"),
        ("They read a report in the Harbour Leader.", "Harbour Leader"),
        ("They read a report by the Harbour Leader.", ""),
        ("They asked Peter Wardle KC and the South Antrim MP about it.", "Peter Wardle"),
        ("They asked Don Hale, Son Heung-min and Mr. King about it.", "Don Hale, Son Heung-min, King"),
        ("They asked the Public Policy Institute about it.", "Public Policy Institute"),
        ("They asked Strava Community Hub about it.", "Strava Community Hub"),
        ("They asked Volcanologist Pia Rossetti and NATO Jens Stoltenberg.", "Pia Rossetti, Jens Stoltenberg"),
        ("They asked Swiss Jo Roe and Briton Tom Hale.", "Jo Roe, Tom Hale"),
        ("They asked the Ministry for Women and Equality about it.", "Ministry for Women and Equality"),
        ("They asked the National Association of Ferrymen.", "National Association of Ferrymen"),
        ("They asked the Mariners and the Senate Democrats about it.", "Mariners"),
        ("In April Douglas Pryce said May Jones was late.", "Douglas Pryce, May Jones"),
        ("Will Sanders come down? Will Moss said no.", "Sanders, Will Moss"),
        ("USA Today and No 10 said it was late.", "USA Today, No 10"),
        ("They asked Reuters/Ipsos about it.", "Reuters / Ipsos"),
        ("The WHO said so. WHO said no. “WHO said that?”", "WHO"),
        ("They asked Commissioner (Law & Order) R. Das about it.", "R. Das"),
        (
            "They asked Kathleen “Kick” Smith and Joe 'The Boss' Kelly.",
            "Kathleen “ Kick ” Smith, Joe ' The Boss ' Kelly",
        ),
        ("Carmaker Voltano said no.", "Voltano"),
        ("Bild newspaper said no.", "Bild"),
    ],
)
def test_names_of_a_sentence(text: str, names: str) -> None:
    assert _names(text) == set(filter(None, names.split(", ")))


@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)))
def test_phrases_are_ranges_of_tokens_in_order(text: str) -> None:
    reading = read(text)
    phrases = find_mentions(reading)
    assert [(p.first, -p.last) for p in phrases] == sorted((p.first, -p.last) for p in phrases)
    for phrase in phrases:
        assert 0 <= phrase.first <= phrase.head < phrase.last <= len(reading.words)
        assert phrase.first <= phrase.names[0] <= phrase.names[1] <= phrase.last


def test_every_listed_role_heads_a_phrase() -> None:
    known = lists()
    assert all(role_of(word) for word in (*known.roles, *known.plurals, *known.groups, *known.bodies))


def test_every_nickname_stands_for_its_names() -> None:
    assert all(is_nickname(short, full) for short, names in lists().nicknames.items() for full in names)
    assert all(is_nickname(full, short) for short, names in lists().nicknames.items() for full in names)
    assert not is_nickname("ann", "tom")


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("board", "boards"), ("press", "presses"), ("box", "boxes"), ("church", "churches"), ("parish", "parishes"),
        ("agency", "agencies"), ("survey", "surveys"), ("y", "ys"),
    ],
)  # fmt: skip
def test_plurals_are_regular(word: str, wanted: str) -> None:
    assert plural(word) == wanted


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Chairman Clara Diaz", Gender.FEMALE),
        ("Chairman Paul Diaz", Gender.MALE),
        ("Chairman Kelly", Gender.MALE),
        ("Uncle Clara Diaz", Gender.MALE),
        ("Mrs. Paul Diaz", Gender.FEMALE),
        ("Clara Diaz", Gender.FEMALE),
        ("Queen Diaz", Gender.FEMALE),
        ("Njeri Mwangi", Gender.FEMALE),  # in a list of names for men by mistake
        ("Tunde Bello", Gender.MALE),  # not the Tünde of Hungary
    ],
)
def test_the_gender_of_a_name_is_told_by_address_then_first_name_then_office(name: str, gender: Gender) -> None:
    (phrase,) = [p for p in find_mentions(read(f"It was agreed that {name} would speak.")) if p.names[0] < p.names[1]]
    assert phrase.gender is gender


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ten Leeds men left.", {"Leeds"}),  # a particle with a capital leads no name
        ("They asked the Iran-backed Houthis about it.", {"Houthis"}),
        ("It was VERY late and very dark.", set()),
        ("Will Sanders come down?", {"Sanders"}),
        ("They saw Anna of the “Bolts” go.", {"Anna"}),
        ("They read the study Nature printed.", {"Nature"}),
        ("The May report was late.", set()),  # a month that is a surname elsewhere
        ("Then Emily May was late.", {"Emily May"}),
        ("They asked the Ministry of Health, Science editors said.", {"Ministry of Health", "Science"}),
    ],
)
def test_a_name_is_that_and_no_more(text: str, names: set[str]) -> None:
    assert _names(text) == names


def test_what_a_noun_calls_a_body_is_surely_one() -> None:
    reading = read("On Monday the Das Bild newspaper asked Ann Lee.")
    bild = [p for p in find_mentions(reading) if "Bild" in reading.words[p.first : p.last]]
    assert [(p.kind, p.sure) for p in bild] == [(SpeakerKind.ORGANISATION, True)] * 2


@pytest.mark.parametrize("word", ["box", "boxes", "day's", "days", "walked", "baked", "walking", "quickly"])
def test_forms_of_common_words_are_common(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["zorg", "zorged", "zorges", "quickely", "x'x"])
def test_forms_of_other_words_are_not(word: str) -> None:
    assert not is_common(word)


def test_titles_and_first_names_may_have_a_hyphen() -> None:
    titles = ("vice-president", "lt.-gov.", "vice-adm.", "gov.-elect", "mr.")
    assert all(map(is_title, titles))
    assert not any(map(is_title, ("vice-bolt", "co-president", "mayor-crowd")))
    assert [is_given(word) for word in ("jean-paul", "x-ray", "zorg")] == [True, False, False]


@pytest.mark.parametrize("before", ["", "the "])
def test_every_known_body_is_found_whole(before: str) -> None:
    for name in table("known_bodies"):
        reading = read(f"They asked {before}{name} about it.")
        names = [phrase for phrase in find_mentions(reading) if phrase.form is MentionForm.NAME]
        spans = [reading.text[reading.starts[p.names[0]] : reading.ends[p.names[1] - 1]] for p in names]
        assert (spans, [p.kind for p in names]) == ([name], [SpeakerKind.ORGANISATION])
