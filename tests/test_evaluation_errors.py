"""Errors by class: made articles with one error of every class, and laws that hold of any corpus."""

import json
from pathlib import Path
from typing import Any

import pytest

from quoteattr.evaluation.corpus import read_gold, read_predictions
from quoteattr.evaluation.errors import CUES, EDGES, MISS, NOTHING, SOURCE, SPURIOUS, Error, errors, main
from quoteattr.evaluation.news import score

TEXT = (
    "The bridge is safe, Ann Lee told Tom Hill.\n"
    "The mayor said that lorries must wait until the deck is dry, whatever their owners may think of it.\n"
    "Officials warned that engineers had called the repairs “a scandal”.\n"
    "It is time to act, wrote Ann Lee.\n"
    "Critics reportedly see it as a waste.\n"
)

Row = dict[str, Any]


def row(content: str, source: str, cue: str, *, optional: bool = False) -> Row:
    """Return a row of either file; each part is the first place of its words."""
    parts = {"content": content, "source": source, "cue": cue}
    places = {name: [[TEXT.index(words), TEXT.index(words) + len(words)]] for name, words in parts.items()}
    return {**places, "optional": optional}


SAFE = row("The bridge is safe", "Ann Lee", "told")
SAFE_BY_HILL = row("The bridge is safe", "Tom Hill", "told")
WAIT = row("that lorries must wait until the deck is dry", "The mayor", "said")
OWNERS = row("whatever their owners may think of it", "The mayor", "said")
OUTER = row("that engineers had called the repairs “a scandal”", "Officials", "warned")
INNER = row("“a scandal”", "engineers", "had called")
ACT = row("It is time to act", "Ann Lee", "wrote")
WASTE = row("as a waste", "Critics", "reportedly see", optional=True)


def written(folder: Path, gold: list[Row], found: list[Row]) -> list[str]:
    """Write both files and return their paths."""
    lines: dict[str, Row] = {"gold.jsonl": {"text": TEXT, "quotes": gold}, "found.jsonl": {"quotes": found}}
    for name, line in lines.items():
        (folder / name).write_text(json.dumps({"doc": "a", **line}) + "\n", encoding="utf-8")
    return [str(folder / name) for name in lines]


def sorted_errors(folder: Path, gold: list[Row], found: list[Row]) -> list[Error]:
    paths = written(folder, gold, found)
    return list(errors(read_gold(paths[0]), read_predictions(paths[1])))


@pytest.mark.parametrize(
    ("gold", "found", "missed", "spurious"),
    [
        ([SAFE], [SAFE], [], []),
        ([SAFE], [SAFE_BY_HILL], [SOURCE], [SOURCE]),
        ([WAIT], [OWNERS], [EDGES], [EDGES]),
        ([OUTER], [INNER], [NOTHING], [CUES]),
        ([INNER], [OUTER], [CUES], [NOTHING]),
        ([OUTER, INNER], [OUTER], [CUES], []),
        ([ACT], [], [NOTHING], []),
        ([], [ACT], [], [NOTHING]),
        ([SAFE], [ACT], [NOTHING], [NOTHING]),
        ([SAFE, WASTE], [SAFE, WASTE], [], []),
        ([SAFE, WASTE], [SAFE], [], []),
        ([WASTE], [row("it", "Critics", "reportedly see")], [], [EDGES]),
    ],
)
def test_every_error_has_its_class(
    tmp_path: Path, gold: list[Row], found: list[Row], missed: list[str], spurious: list[str]
) -> None:
    told = sorted_errors(tmp_path, gold, found)
    assert [error.cause for error in told if error.side == MISS] == missed
    assert [error.cause for error in told if error.side == SPURIOUS] == spurious


def test_without_cues_contents_that_touch_are_one_quotation_with_other_edges(tmp_path: Path) -> None:
    gold, found = ({**one, "cue": [], "source": []} for one in (OUTER, INNER))
    assert [error.cause for error in sorted_errors(tmp_path, [gold], [found])] == [EDGES, EDGES]


def test_each_error_knows_the_nearest_of_the_other_side(tmp_path: Path) -> None:
    missed, spurious = sorted_errors(tmp_path, [SAFE], [SAFE_BY_HILL])
    assert (missed.nearest, spurious.nearest) == (spurious.item, missed.item)
    assert [error.nearest for error in sorted_errors(tmp_path, [ACT], [])] == [None]


def test_there_are_as_many_errors_as_the_figures_say(tmp_path: Path) -> None:
    gold, found = [SAFE, WAIT, OUTER, WASTE], [SAFE_BY_HILL, OWNERS, INNER, ACT, WASTE, WAIT]
    told = sorted_errors(tmp_path, gold, found)
    figures = score(read_gold(str(tmp_path / "gold.jsonl")), read_predictions(str(tmp_path / "found.jsonl")))
    right = figures["quotes_attributed"]
    assert sum(error.side == MISS for error in told) == right["gold"] - right["tp"]
    assert sum(error.side == SPURIOUS for error in told) == right["pred"] - right["tp"]


# --- the command ---------------------------------------------------------------------------------


def test_the_table_counts_by_class_and_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = written(tmp_path, [SAFE, OUTER, ACT], [SAFE_BY_HILL, INNER])
    assert main(paths) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0].endswith("|1 documents|predictions=" + lines[0].rpartition("=")[2])
    assert lines[2:] == [
        "missed: 3 direct mixed indirect all",
        "another source 0 0 1 1",
        "same cue, other words 0 0 0 0",
        "words under other cues 0 0 0 0",
        "nothing there 0 1 1 2",
        "",
        "spurious: 2 direct mixed indirect all",
        "another source 0 0 1 1",
        "same cue, other words 0 0 0 0",
        "words under other cues 1 0 0 1",
        "nothing there 0 0 0 0",
    ]


def test_a_sample_shows_both_sides_in_their_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = written(tmp_path, [SAFE, OUTER], [SAFE_BY_HILL, INNER])
    assert main([*paths, "--sample", "9"]) == 0
    told = capsys.readouterr().out
    assert (
        "missed 1, indirect, another source: a, line 1\n"
        "  The bridge is safe, Ann Lee told Tom Hill. The mayor said that lorries must wait until the deck is dry, "
        "whatever their owners may think of it.\n"
        "  - Ann Lee | told | The bridge is safe\n"
        "  + Tom Hill | told | The bridge is safe\n"
    ) in told
    assert "spurious 2, direct, words under other cues: a, line 3\n" in told
    assert "  + engineers | had called | “a scandal”\n  - Officials | warned | that engineers had called" in told


def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = [row(word, word, word) for word in ("lorries", "deck", "owners", "engineers", "repairs", "Critics")]
    command = [*written(tmp_path, gold, []), "--sample", "2", "--seed"]
    told = []
    for seed in ("1", "1", "2", "3", "4"):
        assert main([*command, seed]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert len(set(told)) > 1
    assert all(text.count("nothing there: a, line") == 2 for text in told)


def test_a_sample_keeps_what_is_still_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("lorries", "deck", "owners", "engineers", "repairs", "Critics")
    gold = [row(word, word, word) for word in words]
    main([*written(tmp_path, gold, []), "--sample", "3"])
    told = capsys.readouterr().out
    first = {word for word in words if f"- {word} |" in told}
    assert len(first) == 3
    main([*written(tmp_path, gold, gold[:1]), "--sample", "3"])
    told = capsys.readouterr().out
    assert {word for word in first - {"lorries"} if f"- {word} |" not in told} == set()


def test_quotations_are_looked_for_where_none_are_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, _ = written(tmp_path, [ACT], [])
    assert main([gold, "--workers", "1"]) == 0
    assert "|default options\n" in capsys.readouterr().out


def test_wrong_calls_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl: No such file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["gold.jsonl", "--sample", "-3"])
    assert "'-3' is not a number of examples; give 0 or more" in capsys.readouterr().err
