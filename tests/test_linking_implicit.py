"""Which marked words are an utterance that nobody is found to say, and which paragraph carries another one on."""

from typing import Final

import pytest

import quoteattr

TWO: Final = "“It rains,” said Tom Hill. “It snows,” said Ann Lee.\n\n"
TEN: Final = "One Two Three Four Five Six Seven Eight Nine Ten"


def _implicit(text: str) -> list[str]:
    return [q.text for q in quoteattr.extract(text).quotes if q.evidence[0].rule == "implicit"]


@pytest.mark.parametrize(
    ("text", "utterances"),
    [
        ("“It rains.”\n\nThe man left.", ["“It rains.”"]),  # a paragraph of its own
        ("“yes”.\n\nThe man left.", ["“yes”"]),
        ("The man left. “It rains,", ["“It rains,"]),  # left open
        ("“That'll be the”—he tapped the map—“end.”", ["“That'll be the” “end.”"]),  # one that a deed interrupts
        ("“The road” – he knelt – “goes on.”", ["“The road” “goes on.”"]),
        ("“The road”--he knelt--“goes on.”", ["“The road” “goes on.”"]),
        ("“The road” – he knelt – “Tom has seen it.”", ["“The road” “Tom has seen it.”"]),
        ("“The road”—he pointed at the map—“goes on.”", ["“The road” “goes on.”"]),  # which nobody points at
        ("“The road”--he knelt on the\nmap--“goes on.”", ["“The road” “goes on.”"]),  # at a line's end
        ("“The road”--he knelt on the\n\nmap--“goes on.”", []),  # at a paragraph's
        ("“But that man,” looking at Orth, “thinks little.”", ["“But that man,” “thinks little.”"]),  # by a participle
        ("“But you,” coldly eyeing Orth, “are late.”", ["“But you,” “are late.”"]),
        ("“Down,” with a long frown, “all of you.”", ["“Down,” “all of you.”"]),
        ("“But that man,” during the war, “thinks little.”", ["“But that man,” “thinks little.”"]),
        ("“But that man,” looking at\n\nOrth, “thinks little.”", ["“But that man,”"]),
        ("“Look at those flies, brother;” and he left.", ["“Look at those flies, brother;”"]),  # as older print has it
        ("“_Did_ she?” The hall was dark.", ["“_Did_ she?”"]),  # in italics
        ("“*Never*!” The hall was dark.", ["“*Never*!”"]),
        ("“The Road” – a film – “Storm,” and “Fire” are on.", []),  # titles
        ("“The road” – he knelt — “goes on.”", []),  # two sorts of dashes
        ("The—“Yes.” hall.", ["“Yes.”"]),
        ("The “Yes”—hall.", ["“Yes”"]),
        ("The “yes”—hall.", []),
        ("The—“yes” hall.", []),
        ("The ―“Yes!” hall.", ["“Yes!”"]),
        ("The sign “Keep out” hung there.", []),
        ("Ines shook her head. “It is not far”.", ["“It is not far”"]),  # a sentence but for its stop
        ("“It is not far”. Ines rose. “We walk”.", ["“It is not far”", "“We walk”"]),
        ("Ines shook her head. “Never”.", ["“Never”"]),
        ("Ines had a favourite book. “War and Peace”.", []),
        ("Ines had a favourite book. “Emma”.", []),
        ("Ines had a word for it. “it is not far”.", []),
        ("There came a cry: “Fire!”", ["“Fire!”"]),
        ("The words: “Fire” and “water”.", []),
        (f"{TWO}‘Coal Isn't the Villain’\n\nShe left.", []),  # a heading
        (f"{TWO}‘Coal Is Not The old Villain’\n\nShe left.", []),  # small words need no capital
        (f"{TWO}‘Coal Is Not That good’\n\nShe left.", ["‘Coal Is Not That good’"]),
        (f"{TWO}‘Villain’\n\nShe left.", ["‘Villain’"]),
        (f"{TWO}‘{TEN}’\n\nShe left.", []),
        (f"{TWO}‘{TEN} Eleven’\n\nShe left.", [f"‘{TEN} Eleven’"]),  # too long for one
        ("‘It rains,’ said Tom Hill.\n\n‘Coal Isn't the Villain’\n\nShe left.", ["‘Coal Isn't the Villain’"]),
    ],
)
def test_marked_words_that_are_an_utterance(text: str, utterances: list[str]) -> None:
    assert _implicit(text) == utterances


def test_a_participle_between_two_parts_is_no_part_of_what_is_said() -> None:
    (quote,) = quoteattr.extract("“Mr. Hill,” turning to the door, “is not here,” said Ann.").quotes
    assert (quote.text, quote.kind.value) == ("“Mr. Hill,” “is not here,”", "direct")


def test_a_participle_that_reports_begins_another_quotation() -> None:
    text = "She said, “It was a long absence of any action by the council,” adding, “I think it has cost us.”"
    assert len(quoteattr.extract(text).quotes) == 2


def test_a_tag_is_cut_out_of_the_first_turn_with_a_dash_too() -> None:
    quotes = quoteattr.extract("―I don't know, Stephen said.\n\n―Yes, you do.").quotes
    assert [quote.text for quote in quotes] == ["I don't know", "Yes, you do."]


def test_what_is_spoken_before_a_tag_may_stand_in_pieces() -> None:
    (quote,) = quoteattr.extract("―ha itl—yes officials said?").quotes
    assert quote.cue
    assert quote.cue.text == "said"
    assert quote.text.startswith("ha itl")
    assert "officials" not in quote.text


def test_a_paragraph_that_opens_and_closes_carries_nothing_on() -> None:
    assert [q.continues for q in quoteattr.extract("“It rains.”\n\n“It snows.”").quotes] == [None, None]


def test_a_paragraph_that_opens_anew_carries_on_the_one_before() -> None:
    text = "Tom Hill said: “It rains.\n\n“It snows.\n\n“It hails.”\n\n“It clears.”"
    assert [quote.continues for quote in quoteattr.extract(text).quotes] == [None, 0, 1, None]


def test_a_speech_has_the_speaker_that_its_last_paragraph_names() -> None:
    text = "“Is it far?” asked Tom.\n\n“The mill is there.\n\n“The bridge is gone.\n\n“Go on,” said Ann Lee."
    quotes = quoteattr.extract(text).quotes
    assert [quote.continues for quote in quotes] == [None, None, 1, 2]
    assert [quote.speaker and quote.speaker.name for quote in quotes] == ["Tom", *["Ann Lee"] * 3]


def test_what_a_speech_of_several_paragraphs_retells_is_part_of_it() -> None:
    text = "“He came in,” said Jo. “I rose.\n\n“‘Where is she?’ he asked, and sat down.\n\n“‘Gone,’ said I.”"
    quotes = quoteattr.extract(text).quotes
    assert [q.text for q in quotes[1:]] == ["“‘Where is she?’ he asked, and sat down.", "“‘Gone,’ said I.”"]
    assert [q.speaker and q.speaker.name for q in quotes] == ["Jo"] * 3


def test_what_opens_with_the_mark_of_an_open_speech_is_no_part_of_it() -> None:
    text = "Roe came “and said it was late. “And she said, ‘Go.’” Lee said.\n\n“I left. I went home,” she said."
    assert "Lee" in [q.speaker and q.speaker.name for q in quoteattr.extract(text).quotes]


def test_an_excerpt_that_begins_within_a_quotation_carries_nothing_on() -> None:
    (quote,) = quoteattr.extract('It rained all day, and--"\n\n"Do go, dear."').quotes
    assert (quote.words, quote.continues) == ("Do go, dear.", None)
