"""What holds of every document, whatever the text: where spans lie, what may change them and what may not.

The last part plants sentences whose speaker, cue and content are known, in all the word orders and marks that the
documentation names, and counts how many come back.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import quoteattr
import strategies as our
from lawful import assert_lawful, parts
from marked_cases import parse
from quoteattr import (
    Config,
    Document,
    Extractor,
    ExtraCue,
    Span,
)

HERE: Final = Path(__file__).parent
CASES: Final = [json.loads(x)["text"] for x in (HERE / "cases" / "cases-dev.jsonl").read_text("utf-8").splitlines()]
SEEDS: Final = [path.read_text(encoding="utf-8") for path in sorted((HERE.parent / "seeds").glob("*.txt"))]
REAL: Final = [*SEEDS, *CASES]
MARKED: Final = {
    name: [parse(line)[0] for line in (HERE / "cases" / f"{name}.txt").read_text("utf-8").splitlines() if "C{" in line]
    for name in ("linking", "rules")
}

Place = Callable[[int], int]


def _seen(document: Document, place: Place = lambda i: i) -> list[Any]:
    """Return what a document finds, without its text and scores, every offset sent through `place`."""

    def spans(value: Any) -> tuple[tuple[int, int], ...]:
        return tuple((place(s.start), place(s.end)) for s in value)

    return [
        (
            quote.kind,
            spans(quote.content),
            spans(quote.verbatim),
            {name: spans(where) for name, where, _ in parts(quote)},
            quote.cue and (quote.cue.lemma, quote.cue.stance, quote.cue.mode),
            quote.speaker and (quote.speaker.id, " ".join(quote.speaker.label.split())),
            quote.continues,
        )
        for quote in document.quotes
    ]


# --- every document ------------------------------------------------------------------------------


@our.at_least(200)
@given(our.odd_texts | our.marked_texts | st.text())
@example("")
@example('―"')
@example("\ud800")
@example("“\udc00” said \ud800.")
@example("It rained, according to Ann,")
@example("He called it “cruel” and also")
@example("The house was called “Sea View,”")
@example("m:S“T”—h—“f.")
@example("ROME - It is late,” said Ann Lee.")
@example("“I am sorry”, Ann Lee said; “")
@example("“We were never asked, Ann Lowe, Lee and Roe said.")
@example("―Sick, Fleming said, “a wall to end here. According to ti\udce5z Institute for Coastal Living, 14 “decline.")
@example("t w e o e o r f e t s y m" + ";" * 97 + "t" + ";" * 22 + "r t e t s,d f n y,I%%%%%%%%t\"t t,'e said, '")
@example("PETER HASKELL:  I put it e to publish the measured wander over fields\nLINDHOLM:  One day.")
@example(", paramedics and nurses said it was shut, police")
@example("For the Echo, “We are all late.”")
@example("red " * 158 + "“Never,” said Ann Lee")
@example("‘?’r called")
@example("“Name?” said Ann.\n\n“Tom")
def test_any_text_has_a_lawful_document(text: str) -> None:
    assert_lawful(quoteattr.extract(text), text)


@given(our.dashed_texts)
@example("―It fell — yes officials said?")
@example("―I don't know … said Ann Lee , . I don't know")
@example("―? — Stephen said , I don't know")
@example("―according to Reuters asked as he put it that it fell it rained and I don't know")
@example("g(t say)h h")
@example("―I don't know I don't know I don't know\n―said Ann Lee according to Reuters")
@example("―you do, and I don't know; according to Reuters―so")
def test_dialogue_with_dashes_has_a_lawful_document(text: str) -> None:
    assert_lawful(quoteattr.extract(text), text)


@given(our.articles)
def test_articles_have_lawful_documents(text: str) -> None:
    assert_lawful(quoteattr.extract(text), text)


@given(st.sampled_from(REAL), st.data())
def test_a_cut_out_of_a_text_has_a_lawful_document(text: str, data: st.DataObject) -> None:
    cut = data.draw(our.spans(text)).of(text)
    assert_lawful(quoteattr.extract(cut), cut)


@pytest.mark.parametrize("file", MARKED)
def test_sentences_may_break_off_behind_any_word(file: str) -> None:
    """Every construction that the case files show is looked for where the rest of it is not there."""
    extractor = Extractor()
    for text in dict.fromkeys(MARKED[file]):
        words = text.split(" ")
        for broken in (" ".join(words[:n]) for n in range(1, len(words))):
            assert_lawful(extractor.extract(broken), broken)


@pytest.mark.parametrize("word", ["because", "despite", "once", "since", "while"])
def test_a_callers_cue_may_be_all_that_a_text_has(word: str) -> None:
    cue = ExtraCue(lemma=word, forms=(word,))
    text = word.title()
    assert_lawful(Extractor(Config(extra_cues=(cue,))).extract(text), text)


@pytest.mark.parametrize("text", REAL, ids=range(len(REAL)))
def test_real_documents_are_lawful_and_survive_json(text: str) -> None:
    document = quoteattr.extract(text)
    assert_lawful(document, text)
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


# --- what changes nothing ------------------------------------------------------------------------


@given(our.articles, our.narrative)
@example(
    "“We are late,” said Maria Lopez. “We are late.”\n\n“We are late,” said Maria Lopez. “We are late.”\n\n"
    "“We are late,” said Priya Nair. “We are late.”\n\n“Are we late?” asked Tom Hill, an engineer. She denied that "
    "the bridge is safe.",
    "it rained and it rained and it rained and it rained and it rained.",
)
def test_narrative_before_a_text_shifts_its_spans(text: str, before: str) -> None:
    shift = len(before) + 2
    assert _seen(quoteattr.extract(f"{before}\n\n{text}"), lambda i: i - shift) == _seen(quoteattr.extract(text))


@given(our.articles, our.narrative)
def test_narrative_after_a_text_changes_nothing(text: str, after: str) -> None:
    assert _seen(quoteattr.extract(f"{text}\n\n{after}")) == _seen(quoteattr.extract(text))


@pytest.mark.parametrize("text", SEEDS, ids=range(len(SEEDS)))
def test_narrative_around_a_real_article_changes_nothing(text: str) -> None:
    plain = "it was raining on the old road and nothing moved in town."
    around = quoteattr.extract(f"{plain}\n\n{text}\n\n{plain}")
    assert _seen(around, lambda i: i - len(plain) - 2) == _seen(quoteattr.extract(text))


def _with_crlf(text: str) -> tuple[str, Place]:
    places = [0]
    for character in text:
        places.append(places[-1] + 1 + (character == "\n"))
    return text.replace("\n", "\r\n"), places.__getitem__


@given(our.articles | st.sampled_from(REAL))
def test_line_ends_of_two_characters_change_no_span_but_by_their_length(text: str) -> None:
    assume("\r" not in text)
    windows, place = _with_crlf(text)
    assert _seen(quoteattr.extract(windows)) == _seen(quoteattr.extract(text), place)


@given(our.articles | st.sampled_from([text for text in REAL if "“" in text and not set("\"'") & set(text)]))
def test_straight_marks_have_the_spans_of_curly_ones(text: str) -> None:
    assume(text.count("“") == text.count("”"))
    straight = text.translate(str.maketrans("“”‘’", "\"\"''"))
    assert _seen(quoteattr.extract(straight)) == _seen(quoteattr.extract(text))


def test_results_are_the_same_in_other_processes_whatever_their_hashes() -> None:
    program = (
        "import json, sys, quoteattr; print(json.dumps([quoteattr.extract(t).to_dict() for t in json.load(sys.stdin)]))"
    )
    wanted = [quoteattr.extract(text).to_dict() for text in REAL]
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        given_texts, arguments = json.dumps(REAL), [sys.executable, "-c", program]
        run = subprocess.run(arguments, input=given_texts, env=environment, capture_output=True, text=True, check=True)
        assert json.loads(run.stdout) == wanted


def test_threads_that_share_an_extractor_get_the_same_results() -> None:
    extractor = Extractor()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(extractor.extract, REAL)) == [quoteattr.extract(text) for text in REAL]


def test_threads_may_be_the_first_to_extract() -> None:
    program = """
import sys, threading, quoteattr
text, found, barrier = sys.stdin.read(), [], threading.Barrier(6)
def run():
    barrier.wait()
    found.append(quoteattr.extract(text))
threads = [threading.Thread(target=run) for _ in range(6)]
[t.start() for t in threads]
[t.join() for t in threads]
assert len(found) == 6 and all(d == quoteattr.extract(text) for d in found)
"""
    run = subprocess.run([sys.executable, "-c", program], input=SEEDS[0], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


# --- planted sentences ---------------------------------------------------------------------------

PEOPLE: Final = ["Maria Lopez", "Tom Hill", "Dr. Omar Haddad", "Prime Minister Ingrid Olsen", "Priya Nair", "Ann Lee"]
TITLES: Final = ("Dr. ", "Prime Minister ")
CUES: Final = [
    "said",
    "added",
    "explained",
    "announced",
    "argued",
    "insisted",
    "warned",
    "has said",
    "wrote",
    "claimed",
]
CLAIMS: Final = [
    "the bridge will not carry another winter",
    "nobody has asked the people who live there",
    "it costs twice what they promised in May",
    "we are ready",
    "the old harbour, which closed last year, needs new cranes",
    "every bolt was tested, and none of them broke",
]
MARKS: Final = ["“”", '""', "‘’", "''", "«»", "„“", "„”", "‹›", "「」", "『』"]
# {o} and {c} open and close; [ ] stand around the pieces of the content, marks included.
DIRECT: Final = [
    "[{o}{What},{c}] {cue} {who}.",
    "[{o}{What},{c}] {who} {cue}.",
    "[{o}{What},{c}] {who} {cue} on Monday.",
    "{who} {cue}, [{o}{What}.{c}]",
    "{who} {cue}: [{o}{What}.{c}]",
    "[{o}{What},{c}] {who} {cue}, [{o}and {more}.{c}]",
    "[{o}{What},{c}] {cue} {who}. [{o}{More}.{c}]",
    "[{o}{What}. {More},{c}] {cue} {who}, an engineer from Leeds.",
]
INDIRECT: Final = [
    "{who} {cue} [that {what}].",
    "On Monday {who}, an engineer from Leeds, {cue} [that {what}].",
    "[{What}], {who} {cue}.",
]
FIXED: Final = [
    ("{who} told reporters [that {what}].", "told"),
    ("[{What}], according to {who}.", "according to"),
    ("According to {who}, [{what}].", "According to"),
    ("{who} said [the plan was {o}a gift to nobody{c}].", "said"),
]


@attrs.frozen
class Planted:
    """A sentence with its content, cue and speaker."""

    text: str
    content: tuple[str, ...]
    cue: str
    name: str

    def is_found(self) -> bool:
        """Tell whether exactly this is extracted."""
        return any(
            q.content == self.spans
            and q.cue is not None
            and q.cue.text == self.cue
            and q.speaker is not None
            and q.speaker.name == self.name
            for q in quoteattr.extract(self.text).quotes
        )

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the content stands."""
        starts = [self.text.index(piece) for piece in self.content]
        return tuple(Span(start, start + len(piece)) for start, piece in zip(starts, self.content, strict=True))


def _planted(form: str, cue: str, random_: random.Random) -> Planted:
    who, marks = random_.choice(PEOPLE), random_.choice(MARKS)
    what, more = random_.sample(CLAIMS, 2)
    capital = {"What": what[0].upper() + what[1:], "More": more[0].upper() + more[1:]}
    marked = form.format(o=marks[0], c=marks[1], who=who, cue=cue, what=what, more=more, **capital)
    pieces = tuple(rest.split("]")[0] for rest in marked.split("[")[1:])
    name = who
    for title in TITLES:
        name = name.removeprefix(title)
    return Planted(marked.replace("[", "").replace("]", ""), pieces, cue, name)


def _sample(size: int) -> list[Planted]:
    """Return planted sentences, always the same ones."""
    random_ = random.Random(14)
    free = [(form, cue) for form in DIRECT + INDIRECT for cue in CUES]
    forms = [random_.choice(free) if i % 4 else random_.choice(FIXED) for i in range(size)]
    return [_planted(form, cue, random_) for form, cue in forms]


def test_planted_sentences_are_recovered() -> None:
    sample = _sample(max(2000, settings().max_examples))
    missed = [planted.text for planted in sample if not planted.is_found()]
    print(*missed, sep="\n")
    assert len(missed) <= 0.01 * len(sample)
