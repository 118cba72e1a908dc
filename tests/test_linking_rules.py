"""What rules of word order propose of a sentence: a case file, and that the proposals are no more than that."""

from pathlib import Path
from typing import Final

import pytest

from marked_cases import Parts, blocks, parse, told
from quoteattr.linking.attribution import Attribution
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from staged import staged

FILE: Final = Path(__file__).parent / "cases" / "rules.txt"
CASES: Final = [rows for _, rows in blocks(FILE.read_text(encoding="utf-8"))]


def proposed(text: str) -> list[Attribution]:
    reading, marks, cues = staged(text)
    return list(by_rules(reading, marks, Outermost.of(marks), cues))


def _parts(found: Attribution) -> Parts:
    return {
        "C": found.content,
        "V": found.cue_spans,
        "S": found.source,
        "A": found.addressee,
        "R": found.relayed_by,
    }


@pytest.mark.parametrize("rows", [pytest.param(rows, id=parse(rows[0][1])[0]) for rows in CASES])
def test_rules_propose(rows: list[tuple[str, str]]) -> None:
    text = parse(rows[0][1])[0]
    wanted = [(rule, told(text, parse(marked)[1])) for rule, marked in rows if rule != "none"]
    found = [(a.evidence[-1].rule, told(text, _parts(a))) for a in proposed(text)]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_marks_belong_to_the_content() -> None:
    text = "Tom Hill said: “It rains.” And he called it “a gift”."
    assert [span.of(text) for a in proposed(text) for span in a.content] == ["“It rains.”", "it “a gift”"]


@pytest.mark.parametrize("word", "to of about him them as and but".split())
def test_no_clause_without_a_that_begins_so(word: str) -> None:
    text = f"Tom Hill said {word} the others it rained."
    assert not [a for a in proposed(text) if a.evidence[-1].rule == "bare" and a.content[0].of(text).startswith(word)]


@pytest.mark.parametrize("word", "as like than up down out".split())
def test_no_content_begins_behind_a_word_that_is_part_of_the_verb(word: str) -> None:
    text = f"Tom Hill said {word} the hall it rained."
    assert "it rained" not in {span.of(text) for a in proposed(text) for span in a.content}


@pytest.mark.parametrize("word", "when who which where".split())
def test_no_question_begins_behind_a_time(word: str) -> None:
    assert proposed(f"Tom Hill asked on Monday {word} it rained.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("As Tom Hill said on Monday, it rained.", "Tom Hill", id="as somebody said"),
        pytest.param("According to Tom Hill, a vet, it rains.", "Tom Hill, a vet", id="a role"),
        pytest.param("According to Tom Hill, his vet, it rains.", "Tom Hill, his vet", id="whose role"),
        pytest.param("According to a vet, who left, it rains.", "a vet, who left", id="nobody named"),
    ],
)
def test_what_leads_to_a_content_names_its_source(text: str, source: str) -> None:
    found = [a for a in proposed(text) if a.evidence[-1].rule == "preposed"]
    assert "".join(span.of(text) for a in found for span in a.source) == source
