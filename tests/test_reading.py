"""Reading: offsets survive, every character has its place, and layout is understood."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.reading import Reading, Sentence, read
from quoteattr.reading.folding import NO_WIDTH, SPACES, bare, fold
from quoteattr.reading.rows import Rows, code_for
from strategies import marked_texts, plain_prose

# Text of any kind, and text thick with what a reader could trip over.
any_text = st.one_of(
    st.text(),
    marked_texts,
    st.text(
        st.sampled_from([*"aB1.?!'’\"“-–@&$é字\u0301 \n\r\t\f\v", *SPACES, *NO_WIDTH, "\u2028", "\u2029", "\ud800"])
    ),
)


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in read(text).sentences]


def paragraphs(text: str) -> list[str]:
    return [text[p.start : p.end] for p in read(text).paragraphs]


def words(text: str) -> list[str]:
    return read(text).words


def ranges(reading: Reading) -> list[tuple[int, int]]:
    """Return everything that has offsets, in one list."""
    return [
        *zip(reading.starts, reading.ends, strict=True),
        *((sentence.start, sentence.end) for sentence in reading.sentences),
        *((paragraph.start, paragraph.end) for paragraph in reading.paragraphs),
    ]


# --- laws ----------------------------------------------------------------------------------------


@given(any_text)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(any_text)
def test_tokens_are_ordered_and_in_bounds(text: str) -> None:
    reading = read(text)
    edges = [edge for pair in zip(reading.starts, reading.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(s < e for s, e in zip(reading.starts, reading.ends, strict=True))
    assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))


@given(any_text)
def test_a_token_is_the_folded_text_it_stands_for(text: str) -> None:
    reading = read(text)
    spans = zip(reading.starts, reading.ends, strict=True)
    assert reading.words == [bare(reading.folded[s:e]) for s, e in spans]
    assert reading.lower == [word.lower() for word in reading.words]
    assert all(reading.words)


@given(any_text)
def test_every_visible_character_is_in_one_token(text: str) -> None:
    reading = read(text)
    inside = {i for s, e in zip(reading.starts, reading.ends, strict=True) for i in range(s, e)}
    assert all(i in inside or c.isspace() or c in NO_WIDTH or c in "\u200e\u200f" for i, c in enumerate(text))


@given(any_text)
def test_every_token_is_in_one_sentence_and_one_paragraph(text: str) -> None:
    reading = read(text)
    for parts in (reading.sentences, reading.paragraphs):
        assert [i for part in parts for i in range(part.first, part.last)] == list(range(len(reading.words)))
        for part in parts:
            assert part.start <= reading.starts[part.first]
            assert reading.ends[part.last - 1] <= part.end
    for i, paragraph in enumerate(reading.paragraphs):
        inside = reading.sentences[paragraph.sentence : paragraph.next_sentence]
        assert inside
        assert all(s.paragraph == i for s in inside)


@given(any_text)
def test_a_token_is_found_by_its_offsets(text: str) -> None:
    reading = read(text)
    for i, (start, end) in enumerate(zip(reading.starts, reading.ends, strict=True)):
        assert reading.token_from(start) == i
        assert reading.token_before(end) == i + 1
        sentence = reading.sentences[reading.sentence_of(i)]
        assert sentence.first <= i < sentence.last
        assert reading.paragraph_of(i) == sentence.paragraph


@given(any_text.filter(lambda text: "\r" not in text))
def test_line_ends_of_two_characters_change_nothing(text: str) -> None:
    moved = text.replace("\n", "\r\n")
    offsets = [i for i, c in enumerate(moved) if c != "\r"]
    one, two = read(text), read(moved)
    assert one.words == two.words
    assert [(offsets[s], offsets[e - 1]) for s, e in ranges(one)] == [(s, e - 1) for s, e in ranges(two)]


@given(any_text.filter(lambda text: "\r" not in text))
def test_lone_carriage_returns_are_line_ends(text: str) -> None:
    assert ranges(read(text.replace("\n", "\r"))) == ranges(read(text))


@given(plain_prose, plain_prose)
def test_a_paragraph_in_front_shifts_everything(front: str, text: str) -> None:
    shift = len(front) + 2
    moved, alone = read(f"{front}\n\n{text}"), read(text)
    first = moved.paragraphs[1].first
    assert moved.words[first:] == alone.words
    assert list(moved.starts[first:]) == [start + shift for start in alone.starts]
    assert [(s.start - shift, s.end - shift) for s in moved.sentences if s.paragraph] == [
        (s.start, s.end) for s in alone.sentences
    ]


# --- tokens --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones",
        "said mr. bogle and dr. moss",
        "George W. Bush left",
        "J.R. Ewing of the U.S. Senate",
        "at 5 p.m. sharp",
        "a 34-year-old secretary-general",
        "6.6 million , 12% in the 1990s",
        "$4.5bn and €20",
        "@jane_doe #MeToo",
        "see https://example.org/a?b=c,d now",
        "didn't won't o'clock",
        "AT&T and R&B",
        "naïve façade",
        "gov\u00adern\u00adment spend\u200bing",
    ],
)
def test_what_spaces_part_is_one_token(text: str) -> None:
    assert words(text) == [bare(word) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin's", ["Putin", "'s"]),
        ("Putin’s", ["Putin", "'s"]),
        ("he'd they've I'm", ["he", "'d", "they", "'ve", "I", "'m"]),
        ("the boys' dog", ["the", "boys", "'", "dog"]),
        ("said.", ["said", "."]),
        ("“No,”", ["“", "No", ",", "”"]),
        ("so--he", ["so", "--", "he"]),
        ("well...", ["well", "..."]),
        ("``no''", ["``", "no", "''"]),
        ("It is I. He", ["It", "is", "I", ".", "He"]),
        ("(she)", ["(", "she", ")"]),
        ("\ufeffHello", ["Hello"]),
        ("\u200b", []),
        ("and/or", ["and", "/", "or"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


# --- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["Mr. J. Smith met Dr. Jones.", "They talked."],
        ["It is U.S. policy.", "He lives in the U.S.", "The man left."],
        ["It rained at 5 p.m. on Monday.", "Nobody came."],
        ["“We won.”", "She smiled."],
        ["He was late (as ever).", "She was not."],
        ["What?!", "Yes... no."],
        ["George W. Bush spoke.", "Nobody heard."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_line_end_inside_a_paragraph_is_a_space_to_sentences() -> None:
    text = (
        "It was a bright cold day in the month of April, and all of the\n"
        "clocks of the town were striking. Nobody who lived there knew how\n"
        "many hours they had struck."
    )
    assert [s.count("\n") for s in sentences(text)] == [1, 1]


def test_a_heading_without_full_stop_is_a_sentence() -> None:
    assert sentences("Council votes on budget\n\nThe council voted. It was late.") == [
        "Council votes on budget", "The council voted.", "It was late.",
    ]  # fmt: skip


# --- paragraphs ----------------------------------------------------------------------------------

WRAPPED = """\
The old man went down to the harbour before anybody else was up, and
looked at the boats. There were not as many as there had been in the
summer.

"They are all gone," he said, and he sat down on the wall, where the
sun had begun to
warm the stones a little, "and nobody will tell me where they went
to."

He waited there until the bell of the church rang for the first time
that day, and then he went home."""


def test_a_line_is_a_paragraph_in_text_that_is_not_wrapped() -> None:
    lines = ["A heading", "The first paragraph is here. " * 6, "“Short,” he said.", "The last paragraph is there. " * 6]
    assert paragraphs("\n".join(lines)) == [line.strip() for line in lines]
    assert paragraphs("\n\n".join(lines)) == [line.strip() for line in lines]


def test_a_block_of_wrapped_lines_is_a_paragraph_even_with_a_short_line() -> None:
    assert paragraphs(WRAPPED) == WRAPPED.split("\n\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“I came\nto see you,” said Tomas.", 1),
        ('"The sea rose.\nWe ran.\nWe hid," said Tomas.\nHe wept.', 2),
        ('"We ran.\n\nWe hid," said Tomas.', 2),  # a blank line parts them
        ('"We ran.\n"We hid," said Tomas.', 2),  # a quotation that opens anew
        ("“We ran.\nNobody saw them.", 2),  # it is never closed
        (f'"We ran {"far and " * 9}wide.\nTomas Hill"', 2),  # too long for a line that was broken
        ("“Yes,” said Mrs.\nVane.", 1),
        ("“Yes,” he said.\nVane left.", 2),
        ("“I shall go,”\nsaid Maud.\n“Then go.”", 2),  # a tag on a line of its own
        ("“Is it far?”\nasked Maud.", 1),
        ("“Is it far?”\nMaud rose.", 2),
        ("‘I shall go’,\nMaud said,\n‘and so shall you.’", 1),
        ("Maud said,\n“I shall go.”", 2),
        ("Maud sold books,\nTom sold fish.", 2),
    ],
)
def test_a_line_goes_on_inside_marks_and_behind_a_title(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_wrapped_paragraphs_may_be_told_by_indentation() -> None:
    text = WRAPPED.replace("\n\n", "\n   ")
    assert paragraphs(text) == WRAPPED.split("\n\n")


def test_wrapped_paragraphs_may_end_in_a_short_line() -> None:
    text = WRAPPED.replace("\n\n", "\n")
    assert paragraphs(text) == WRAPPED.split("\n\n")


def test_verse_in_wrapped_text_stays_whole() -> None:
    verse = '"How doth the little crocodile\n  Improve his shining tail,\nAnd pour the waters\n  On every scale!"'
    assert paragraphs(f"{WRAPPED}\n\n{verse}\n\n{WRAPPED}")[3] == verse


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n", "\n \t\n"])
def test_every_line_end_parts_paragraphs(end: str) -> None:
    assert paragraphs(f"One is here.{end}Two is there.") == ["One is here.", "Two is there."]


def test_quoted_mail_is_read() -> None:
    read_as = ["One said this.", "Two said that.", "Three."]
    assert paragraphs("> One said this.\n> Two said that.\n>\n> Three.") == read_as


# --- size ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "unit", ["x", "?!", ". ", "A.", "Mr.", "word ", '"', "(“", "'", "\n", "\u0301", "www.", "said. "], ids=repr
)
def test_long_texts_are_read_whole(unit: str) -> None:
    text = unit * 20_000
    reading = read(text)
    inside = sum(e - s for s, e in zip(reading.starts, reading.ends, strict=True))
    assert inside == sum(not c.isspace() for c in text)


TITLES = "Mme.|Messrs.|Lt.|Lt. Gov.|Lt.-Gov.|Vice-Adm.|Rear Adm.|Det. Insp.|U.S. Atty.|Cllr.|Sr.|Del.|Gov.-elect".split(
    "|"
)


@pytest.mark.parametrize("title", TITLES)
def test_an_abbreviated_title_ends_no_sentence(title: str) -> None:
    for whole in (f"We saw {title} Lebrun.", f"{title} Lebrun saw us.", f"“We go,” said {title} Ann Lebrun."):
        assert sentences(f"{whole} It rained.") == [whole, "It rained."]


@pytest.mark.parametrize(
    "end", ["He became a Lt.", "She saw Tom Hale Sr.", "They live in Dover, Del.", "It lay on Main St."]
)
def test_what_no_name_follows_ends_one(end: str) -> None:
    assert sentences(f"{end} They left.") == [end, "They left."]


@pytest.mark.parametrize("word", "Ben Ed Pa Jan me in no fig etc p.m D.C Jr vs Col B".split())
@pytest.mark.parametrize("marks", ["“”", "‘’", "«»", '""'])
def test_an_utterance_begins_a_sentence_behind_any_word(word: str, marks: str) -> None:
    said = f"{marks[0]}Your turn.{marks[1]}"
    assert sentences(f"Owen winked at {word}. {said} He left.") == [f"Owen winked at {word}.", said, "He left."]


@pytest.mark.parametrize(
    "name", ["Gen. “Mad Dog” Hale", "Lt. “Tex” Hale", "Dr. “Death,” or Hale", "Earl L. “Bud” Hale"]
)
def test_a_nickname_begins_none(name: str) -> None:
    assert sentences(f"We saw {name}, there.") == [f"We saw {name}, there."]


def test_a_name_behind_a_suffix_begins_a_sentence() -> None:
    assert sentences("I saw Tom Hale Sr. Ann Hale left.") == ["I saw Tom Hale Sr.", "Ann Hale left."]


@given(any_text)
def test_long_texts_are_packed_away_in_between(text: str) -> None:
    whole = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quoteattr.reading.reading.BATCH", 3)
        patch.setattr("quoteattr.reading.reading.LONG", 0)
        piecewise = read(text)
    assert ranges(piecewise) == ranges(whole)
    assert (piecewise.words, piecewise.lower) == (whole.words, whole.lower)


@pytest.mark.parametrize("window", [60, 80, 110])  # of at least two sentences
def test_sentences_are_the_same_by_windows(window: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "It rained on Monday. Mr. Hill left the hall. “Who paid for it?” He said that J. Doe had. Then it was over. "
        * 5
    )
    whole = sentences(text)
    monkeypatch.setattr("quoteattr.reading.sentences.WINDOW", window)
    assert sentences(text) == whole


def test_a_sentence_beyond_all_windows_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoteattr.reading.sentences.WINDOW", 10)
    text = "it rained and rained and rained. It was late."
    assert [token for s in sentences(text) for token in words(s)] != []
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.tuples(*[st.integers(0, 2**31 - 1)] * 5)), st.data())
def test_rows_are_the_values_they_were_made_of(given_rows: list[tuple[int, ...]], data: st.DataObject) -> None:
    rows = Rows(Sentence, code_for(2**31 - 1))
    rows.extend(given_rows)
    assert list(rows) == [rows[i] for i in range(len(rows))] == rows[:] == given_rows
    assert list(rows.column("first")) == [row[2] for row in given_rows]
    first = data.draw(st.integers(0, len(rows)))
    kept = sorted(data.draw(st.sets(st.integers(first, max(first, len(rows) - 1)))) if first < len(rows) else [])
    rows.keep(first, kept)
    assert list(rows) == given_rows[:first] + [given_rows[k] for k in kept]


@pytest.mark.parametrize(("largest", "bytes_"), [(2**31 - 1, 4), (2**31, 8)])
def test_numbers_of_any_text_have_room(largest: int, bytes_: int) -> None:
    assert array(code_for(largest), [-1, largest]).itemsize == bytes_


@pytest.mark.parametrize(
    "text", ["*“Go,”* said Ann.", "“Go,”[3] said Ann.", "<i>“Go,”</i> said Ann.", "“Go,”¹ said Ann."]
)
def test_what_is_set_around_marks_is_no_word(text: str) -> None:
    assert read(text).words == ["“", "Go", ",", "”", "said", "Ann", "."]


def test_what_is_set_around_words_is_text() -> None:
    assert read("See [14] and *this* and a_b (14).").words[1:4] == ["[", "14", "]"]


# --- changes of speakers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "She rose. “Sugar?” | “Two.” She sat down.",
        '"Where is he?" she asked. "Gone." | "Where?" | "Nobody knows," he said.',
        "‘Don't.’ | ‘Why not?’",
        "«Tea?» | «No.»",
        "'It isn't ours.' | 'Whose is it?'",
    ],
)
def test_quotations_side_by_side_are_paragraphs(text: str) -> None:
    assert paragraphs(text.replace(" | ", " ")) == text.split(" | ")


@pytest.mark.parametrize(
    "text",
    [
        "He said on ABC's “Good Morning.” “You do not,” he said, “and I do.”",
        "She called him “unhinged.” “So there,” she said.",
        'One of “these” "things" is new.',
        "“He said: ‘Go.’ ‘Where?’ I asked.”",
    ],
)
def test_what_a_sentence_takes_in_is_no_turn(text: str) -> None:
    assert paragraphs(text) == [text]
