"""Evaluation: figures worked out by hand on a small gold, and equal to an independent scorer's on random ones."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from quoteattr.config import Config
from quoteattr.errors import InputError
from quoteattr.evaluation import evaluate, layout
from quoteattr.evaluation.accuracy import SHARED
from quoteattr.evaluation.confidence import STEPS, tables
from quoteattr.evaluation.corpus import predicted, read_gold, read_predictions
from quoteattr.evaluation.news import score
from quoteattr.models import Document, Quote, QuoteKind, Span, Speaker, SpeakerKind
from quoteattr.pipeline import Extractor

Rows = list[dict[str, Any]]

TEXT = (
    "“The bridge is safe,” Dr. Maria Lopez said.\n"
    "“We tested it.”\n"
    "Officials warned that “heavy” lorries should wait. The mayor, according to Tom Hill, agreed.\n"
)


def at(words: str) -> list[list[int]]:
    start = TEXT.index(words)
    return [[start, start + len(words)]]


def row(content: str, source: str = "", cue: str = "", **more: Any) -> dict[str, Any]:
    return {"content": at(content), "source": at(source) if source else [], "cue": at(cue) if cue else [], **more}


GOLD: Rows = [
    row("“The bridge is safe,”", "Dr. Maria Lopez", "said", speaker="Maria Lopez"),
    row("“We tested it.”", speaker="Maria Lopez"),
    row("that “heavy” lorries should wait", "Officials", "warned", speaker=None),
    row("The mayor", "Tom Hill", "according to", speaker="Tom Hill", optional=True),
]


def write(path: Path, rows: Rows, doc: str = "one", **more: Any) -> str:
    path.write_text(json.dumps({"doc": doc, "quotes": rows, **more}) + "\n", encoding="utf-8")
    return str(path)


def scored(folder: Path, rows: Rows, gold: Rows = GOLD) -> dict[str, Any]:
    documents = read_gold(write(folder / "gold.jsonl", gold, text=TEXT))
    return score(documents, read_predictions(write(folder / "found.jsonl", rows)))


def test_gold_against_itself_is_perfect(tmp_path: Path) -> None:
    figures = scored(tmp_path, GOLD)
    for name in ("chars_attributed", "quotes_tight", "quotes_attributed", "speaker_full", "speaker_lenient"):
        assert figures[name]["f1"] == 1.0
    assert figures["quotes_attributed"]["gold"] == 3
    assert figures["source_on_matched"] == figures["cue_on_matched"] == figures["unnamed_on_matched"] == 1.0
    assert [figures[kind]["gold"] for kind in QuoteKind] == [2, 1, 0]
    assert (figures["docs"], figures["missing"]) == (1, 0)


def test_figures_worked_out_by_hand(tmp_path: Path) -> None:
    found = [
        row("“The bridge is safe,”", "Maria Lopez", "said", speaker="Lopez", kind="direct", confidence=0.9),
        row("“We tested it.”", "Officials", speaker="Maria Lopez", kind="INDIRECT", confidence=0.5),
        row("agreed", "Tom Hill", speaker="Tom Hill", confidence=0.2),
    ]
    figures = scored(tmp_path, found)
    assert figures["quotes_content"] == {"p": 2 / 3, "r": 2 / 3, "f1": 2 / 3, "tp": 2, "pred": 3, "gold": 3}
    assert figures["quotes_attributed"]["tp"] == 1  # the second has a source of its own, and a wrong one
    assert figures["source_on_matched"] == 1.0
    assert figures["speaker_full"]["tp"] == 1
    assert figures["speaker_lenient"]["tp"] == 2
    assert figures["speaker_full"]["pred"] == 3
    assert figures["speaker_full_on_matched"] == 0.5
    assert figures["kind_on_matched"] == 0.5
    assert figures["calibration_error"] == (abs(0.2 - 0) + abs(0.5 - 0) + abs(0.9 - 1)) / 3
    assert figures["direct"]["p"] == 0.5
    assert figures["indirect"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "pred": 1, "gold": 0}


def test_finding_the_optional_neither_helps_nor_harms(tmp_path: Path) -> None:
    spared = scored(tmp_path, GOLD)
    assert scored(tmp_path, GOLD[:3]) == spared
    assert spared["quotes_attributed"]["pred"] == 3


def test_marks_and_points_at_an_edge_do_not_count(tmp_path: Path) -> None:
    assert scored(tmp_path, [row("The bridge is safe", "Maria Lopez")])["quotes_tight"]["tp"] == 1


def test_a_quotation_that_carries_on_needs_no_source(tmp_path: Path) -> None:
    gold = [row("“We tested it.”", "Dr. Maria Lopez", "said", speaker="Maria Lopez")]
    assert scored(tmp_path, [row("“We tested it.”")], gold)["quotes_attributed"]["tp"] == 1
    gold = [row("“The bridge is safe,”", "Dr. Maria Lopez", "said")]
    assert scored(tmp_path, [row("“The bridge is safe,”")], gold)["quotes_attributed"]["tp"] == 0


@pytest.mark.parametrize(
    ("wanted", "given", "full", "lenient"),
    [
        ("Maria Lopez", "Dr. Maria Lopez", 1, 1),
        ("Maria Lopez", "MARIA LOPEZ’s", 1, 1),
        ("Maria Lopez", "Lopez", 0, 1),
        ("Maria Lopez", "Tom Hill", 0, 0),
        ("Maria Lopez", None, 0, 0),
        (["Maria Lopez", "Tom Hill"], ["Tom Hill", "Maria Lopez"], 1, 1),
        (["Maria Lopez", "Tom Hill"], ["Hill", "Lopez"], 0, 1),
        (["Maria Lopez", "Tom Hill"], "Tom Hill", 1, 1),
        ("Tom Hill", ["Maria Lopez", "Tom Hill"], 0, 0),
        ("The Royal Society", "royal society", 1, 1),
    ],
)
def test_names_are_compared_without_titles_and_case(
    tmp_path: Path, wanted: Any, given: Any, full: int, lenient: int
) -> None:
    gold = [row("“We tested it.”", speaker=wanted)]
    figures = scored(tmp_path, [row("“We tested it.”", speaker=given)], gold)
    assert (figures["speaker_full"]["tp"], figures["speaker_lenient"]["tp"]) == (full, lenient)


@pytest.mark.parametrize(("given", "right", "named"), [(None, 1, 0), ("officials", 1, 0), ("Tom Hill", 0, 1)])
def test_for_the_unnamed_the_words_of_the_mention_are_no_name(
    tmp_path: Path, given: Any, right: int, named: int
) -> None:
    gold = [GOLD[2], row("“We tested it.”", speaker="Maria Lopez")]
    figures = scored(tmp_path, [row("that “heavy” lorries should wait", "Officials", speaker=given)], gold)
    assert figures["unnamed_on_matched"] == right
    assert figures["speaker_full"]["pred"] == named


def test_documents_without_predictions_are_counted(tmp_path: Path) -> None:
    documents = read_gold(write(tmp_path / "gold.jsonl", GOLD, text=TEXT))
    figures = score(documents, {})
    assert (figures["missing"], figures["quotes_content"]["r"]) == (1, 0.0)
    assert "speaker_full" in figures
    assert "calibration_error" not in figures


def test_a_document_is_scored_by_the_names_of_its_speakers() -> None:
    def speaker(name: str | None, members: tuple[Speaker, ...] = ()) -> Speaker:
        return Speaker(id=name or "?", kind=SpeakerKind.PERSON, name=name, label=name or "them", members=members)

    def names(who: Speaker | None) -> Any:
        quote = Quote(
            kind=QuoteKind.DIRECT, content=(Span(0, 5),), verbatim=(), text="", words="", speaker=who, confidence=1
        )
        return predicted(Document(text=TEXT, quotes=(quote,)))[0].speaker

    assert names(speaker("Ada")) == "Ada"
    assert names(speaker(None)) is names(None) is None
    assert names(speaker(None, (speaker("Ada"), speaker(None), speaker("Bo")))) == ("Ada", "Bo")
    assert names(speaker(None, (speaker(None),))) is None


# --- damaged files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a line of JSON"),
        ("[" * 100_000, "not a line of JSON"),
        ("[]", "an object is expected, not list"),
        ('{"text": "", "quotes": []}', "$.doc: missing"),
        ('{"doc": 1, "text": "", "quotes": []}', "$.doc: str is expected, not int"),
        ('{"doc": "a", "quotes": []}', "$.text: missing"),
        ('{"doc": "a", "text": "", "quotes": {}}', "$.quotes: list is expected, not dict"),
        ('{"doc": "a", "text": "", "quotes": [3]}', "$.quotes[0]: an object is expected, not int"),
        ('{"doc": "a", "text": "", "quotes": [{}]}', "$.quotes[0].content: missing"),
        ('{"doc": "a", "text": "", "quotes": [{"content": 3}]}', "$.quotes[0].content: a list of"),
        ('{"doc": "a", "text": "", "quotes": [{"content": [[0, 1.5]]}]}', "$.quotes[0].content: [start, end] is"),
        ('{"doc": "a", "text": "", "quotes": [{"content": [], "cue": [1]}]}', "$.quotes[0].cue: [start, end] is"),
        ('{"doc": "a", "text": "", "quotes": [{"content": [], "speaker": 1}]}', "$.quotes[0].speaker: a name, a"),
        ('{"doc": "b", "text": "", "quotes": [{"content": [[2, 1]]}]}', "$.quotes[0].content: [2, 1] is no stretch"),
        ('{"doc": "b", "text": "abc", "quotes": [{"content": [[0, 4]]}]}', "[0, 4] is no stretch of a text of 3 char"),
        ('{"doc": "b", "text": "", "quotes": [{"content": [], "optional": "no"}]}', "$.quotes[0].optional: true or"),
        ('{"doc": "a", "text": "abc", "quotes": []}', "$.doc: 'a' is the id of an earlier document"),
        ('{"doc": "a", "text": "", "quotes": [{"content": [], "kind": 1}]}', "$.quotes[0].kind: a string is"),
        ('{"doc": "a", "text": "", "quotes": [{"content": [], "confidence": 2}]}', "$.quotes[0].confidence: a num"),
    ],
)
def test_damage_is_reported_by_file_line_and_path(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": "", "quotes": []}) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_gold(str(path))
    assert str(caught.value).startswith(f"{path}:3: ")
    assert message in str(caught.value)


def test_a_line_that_is_not_utf_8_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"doc": "\xff"}\n')
    with pytest.raises(InputError, match=r":1: not a line of JSON in UTF-8: .*0xff"):
        read_gold(str(path))


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        read_predictions(str(tmp_path / name))


def test_figures_are_laid_out_with_their_signature(tmp_path: Path) -> None:
    lines = layout({"signature": "quoteattr|x", **scored(tmp_path, GOLD)}).splitlines()
    assert lines[0] == "quoteattr|x"
    assert "quotes_attributed       P 1.000  R 1.000  F1 1.000  (3 predicted, 3 gold)" in lines
    assert "source_on_matched       1.000" in lines
    nothing = score(read_gold(write(tmp_path / "gold.jsonl", GOLD, text=TEXT)), {})
    assert layout({"signature": "quoteattr|x", **nothing}).splitlines()[1] == "1 documents have no predictions"


# --- by confidence -------------------------------------------------------------------------------


def tabled(folder: Path, rows: Rows, gold: Rows = GOLD) -> dict[str, Any]:
    documents = read_gold(write(folder / "gold.jsonl", gold, text=TEXT))
    return tables(documents, read_predictions(write(folder / "found.jsonl", rows)))


FOUND: Final = [
    row("“The bridge is safe,”", "Maria Lopez", "said", speaker="Lopez", confidence=0.9, speaker_confidence=0.3),
    row("“We tested it.”", speaker="Maria Lopez", confidence=0.5, speaker_confidence=0.9),
    row("that “heavy” lorries should wait", "Officials", speaker="officials", confidence=0.3, speaker_confidence=0.7),
    row("agreed", "Tom Hill", speaker="Tom Hill", confidence=0.2, speaker_confidence=0.7),
]


def test_tables_by_confidence_worked_out_by_hand(tmp_path: Path) -> None:
    found = tabled(tmp_path, FOUND)
    quotes = {row["minimum"]: (row["tp"], row["pred"]) for row in found["by_confidence"]}
    assert list(quotes) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
    assert quotes[0.2] == (3, 4)
    assert quotes[0.3] == (3, 3)  # a minimum is not below itself
    assert (quotes[0.4], quotes[0.5], quotes[0.6], quotes[0.9]) == ((2, 2), (2, 2), (1, 1), (1, 1))
    names = {
        row["minimum"]: (row["tp"], row["pred"], row["gold"], row["share"]) for row in found["by_speaker_confidence"]
    }
    assert names[0.0] == (1, 3, 2, 1 / 2)  # "officials" is no name; Tom Hill pairs with nothing
    assert names[0.7] == (1, 2, 2, 1.0)
    assert names[0.8] == (1, 1, 2, 1.0)
    assert [(row["from"], row["right"]) for row in found["reliability"]] == [(0.2, 0), (0.3, 1), (0.5, 1), (0.9, 1)]
    assert [(row["from"], row["right"]) for row in found["speaker_reliability"]] == [(0.3, 0), (0.9, 1)]


def test_quotations_without_a_confidence_tell_nothing_about_it(tmp_path: Path) -> None:
    unsure = [{key: value for key, value in FOUND[0].items() if key != "confidence"}, *FOUND[1:]]
    assert [row["from"] for row in tabled(tmp_path, unsure)["reliability"]] == [0.2, 0.3, 0.5]


def test_without_confidence_or_names_there_are_no_tables(tmp_path: Path) -> None:
    assert tabled(tmp_path, GOLD) == {}
    nameless = [{**row, "speaker": None} for row in GOLD]
    assert set(tabled(tmp_path, FOUND, nameless)) == {"by_confidence", "reliability"} | {
        "by_speaker_confidence",
        "speaker_reliability",
    }
    unnamed = [{key: value for key, value in row.items() if key != "speaker"} for row in GOLD]
    assert set(tabled(tmp_path, FOUND, unnamed)) == {"by_confidence", "reliability"}


def test_tables_are_laid_out(tmp_path: Path) -> None:
    figures = scored(tmp_path, FOUND) | tabled(tmp_path, FOUND)
    lines = layout({"signature": "quoteattr|x", **figures}).splitlines()
    assert "  0.3                   P 1.000  R 1.000  F1 1.000  (3 predicted)" in lines
    assert "  0.7                   P 0.500  R 0.500  F1 0.500  (2 named; 1.000 right of 1 on matched)" in lines
    assert "  0.5                   mean 0.500  right 1.000  (1)" in lines


@pytest.mark.parametrize("minimum", [0.5, 0.8])
def test_a_row_is_what_the_option_gives(tmp_path: Path, minimum: float) -> None:
    """Ask the extractor to leave out what the table leaves out."""
    text = TEXT * 3 + "\nShe denied it. He thinks that rain, said Hill, is “likely”, and Lopez vowed to stay.\n"
    gold = write(tmp_path / "gold.jsonl", GOLD, text=text)
    every = evaluate(gold)
    at_least = evaluate(gold, extractor=Extractor(Config(min_confidence=minimum)))
    sure = evaluate(gold, extractor=Extractor(Config(min_speaker_confidence=minimum)))
    row, name = (every[table][STEPS.index(minimum)] for table in ("by_confidence", "by_speaker_confidence"))
    assert row == {"minimum": minimum, **at_least["quotes_attributed"]}
    assert {key: name[key] for key in sure["speaker_full"]} == sure["speaker_full"]


# --- against an independent scorer ---------------------------------------------------------------

WORDS = "“ ” \" ' ‘ ’ « » „ `` '' , . ! ? \n said it's Dr. Lopez Mr Hill the officials rain é 12 don’t café".split(" ")
SPANNED = ("content", "source", "cue")
SPEAKERS = [None, "?", "", "Lopez", "Dr. Ana Lopez", "the Officials", "Hill's", ["Ana Lopez", "Hill"], ["Lopez"], "!"]


def random_spans(random_: random.Random, text: str, most: int) -> list[list[int]]:
    starts = [random_.randrange(-2, len(text) + 2) for _ in range(random_.randint(0, most))]
    return [[start, start + random_.randrange(40)] for start in starts]


def random_row(random_: random.Random, text: str, near: Rows) -> dict[str, Any]:
    made: dict[str, Any] = {"content": random_spans(random_, text, 2) or [[0, 9]]}
    made |= {part: random_spans(random_, text, 1) for part in ("source", "cue")}
    if near and random_.random() < 0.8:
        old = random_.choice(near)
        made = {part: [[s + random_.randint(-2, 2), e] for s, e in old[part]] for part in SPANNED}
    if random_.random() < 0.8:
        made["speaker"] = random_.choice(SPEAKERS)
    return made


def within(text: str, row_: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its spans cut to the text, as those of gold have to be."""
    places = {part: [[min(max(n, 0), len(text)) for n in span] for span in row_[part]] for part in SPANNED}
    return row_ | {part: [[start, max(start, end)] for start, end in spans] for part, spans in places.items()}


def random_corpus(seed: int) -> tuple[Rows, Rows]:
    """Return lines of gold and of predictions, most of which lie near a gold quotation."""
    random_, gold, found = random.Random(seed), [], []
    for i in range(8):
        text = " ".join(random_.choices(WORDS, k=random_.randint(0, 150)))
        rows: Rows = []
        for _ in range(random_.randint(0, 6)):
            rows.append(random_row(random_, text, rows) | {"optional": random_.random() < 0.2})
        guesses = [random_row(random_, text, rows) for _ in range(random_.randint(0, 8))]
        for guess in guesses:
            guess |= random_.choice([{}, {"kind": "Direct"}, {"kind": "mixed", "confidence": random_.random()}])
            guess |= random_.choice([{}, {"speaker_confidence": random_.random()}])
        gold.append({"doc": str(i), "text": text, "quotes": [within(text, row_) for row_ in rows]})
        found.append({"doc": str(i), "quotes": guesses})
    return gold, random_.sample(found, 7)


def theirs(folder: Path, gold: Rows, found: Rows) -> Any:
    """Return what the independent scorer makes of lines of gold and predictions, and leave them in two files."""
    paths = [folder / "gold.jsonl", folder / "found.jsonl"]
    for path, lines in zip(paths, (gold, found), strict=True):
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = [sys.executable, str(SHARED / "eval" / "score_news.py"), *map(str, paths), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


at_hand = pytest.mark.skipif(not (SHARED / "eval").is_dir(), reason="the independent scorer is not at hand")


@at_hand
@pytest.mark.parametrize("seed", range(12))
def test_figures_equal_those_of_the_independent_scorer(tmp_path: Path, seed: int) -> None:
    expected = theirs(tmp_path, *random_corpus(seed))
    assert score(read_gold(str(tmp_path / "gold.jsonl")), read_predictions(str(tmp_path / "found.jsonl"))) == expected


def named(quote: dict[str, Any], minimum: float) -> dict[str, Any]:
    return quote if quote["speaker_confidence"] >= minimum else quote | {"speaker": None}


@at_hand
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("step", [0, 4, 9])
def test_tables_equal_the_independent_scorers_figures_for_what_is_left(tmp_path: Path, seed: int, step: int) -> None:
    gold, found = random_corpus(seed)
    minimum = STEPS[step]
    for line in found:
        line["quotes"] = [{"confidence": 0, "speaker_confidence": 0, **quote} for quote in line["quotes"]]
    left = [line | {"quotes": [q for q in line["quotes"] if q["confidence"] >= minimum]} for line in found]
    sure = [line | {"quotes": [named(q, minimum) for q in line["quotes"]]} for line in found]
    quotes, names = theirs(tmp_path, gold, left)["quotes_attributed"], theirs(tmp_path, gold, sure)["speaker_full"]
    theirs(tmp_path, gold, found)
    ours = tables(read_gold(str(tmp_path / "gold.jsonl")), read_predictions(str(tmp_path / "found.jsonl")))
    assert ours["by_confidence"][step] == {"minimum": minimum, **quotes}
    row = ours["by_speaker_confidence"][step]
    assert {key: row[key] for key in names} == names
