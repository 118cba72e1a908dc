"""Constructions of reported speech, one a case: which words are content, cue, source and addressee, and who speaks.

The cases are sentences with their parts marked, in `cases/linking.txt`; they are read by what is said there.
Punctuation and spaces at the edge of a part do not count, nor do marks.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

import quoteattr
from marked_cases import Parts, bare, blocks, parse, told
from quoteattr.models import CueStance, Quote, Span

FILE: Final = Path(__file__).parent / "cases" / "linking.txt"
# What is not yet right, and comes out of this list when it is.
KNOWN_FAILURES: Final = frozenset({"claim that"})


@attrs.frozen
class Wanted:
    """One quotation of a case: its text, its kind, its speaker and the spans of its parts by their letter.

    more: whether the text has attributed quotations that the case says nothing of.
    """

    text: str
    kind: str
    speaker: str
    parts: Parts
    more: bool


def _wanted(head: str, marked: str) -> Wanted:
    kind, speaker, more, *_ = (word.strip() for word in f"{head}||".split("|"))
    text, parts = parse(marked)
    return Wanted(text, kind, speaker, parts, more == "and more")


def _cases() -> Iterator[tuple[str, list[Wanted]]]:
    for head, rows in blocks(FILE.read_text(encoding="utf-8")):
        name, _, first = head.partition("|")
        yield name.strip(), [_wanted(first if i == 0 else line, marked) for i, (line, marked) in enumerate(rows)]


EVERY: Final = list(_cases())
CASES: Final = dict(EVERY)


def _parts(quote: Quote) -> dict[str, tuple[Span, ...]]:
    parts = {"C": quote.content}
    for role, part in (("V", quote.cue), ("S", quote.source), ("A", quote.addressee), ("R", quote.relayed_by)):
        if part is not None:
            parts[role] = part.spans
    return parts


def _faults(wanted: Wanted, quotes: tuple[Quote, ...]) -> list[Any]:
    content = bare(wanted.text, wanted.parts["C"])
    found = [quote for quote in quotes if bare(wanted.text, quote.content) == content]
    if not found:
        return ["not found", [quote.text for quote in quotes]]
    quote, expected = found[0], told(wanted.text, wanted.parts)
    faults: list[Any] = [quote.kind.value] if quote.kind != wanted.kind else []
    if (parts := told(wanted.text, _parts(quote))) != expected:
        faults.append(parts)
    name = quote.speaker.name if quote.speaker else None
    return faults if wanted.speaker in {"?", name or "-"} else [*faults, name]


def _parameters() -> list[Any]:
    failing = pytest.mark.xfail(reason="not right yet", strict=True)
    return [pytest.param(case, id=name, marks=[failing] * (name in KNOWN_FAILURES)) for name, case in CASES.items()]


@pytest.mark.parametrize("case", _parameters())
def test_case(case: list[Wanted]) -> None:
    quotes = quoteattr.extract(case[0].text).quotes
    known = [bare(wanted.text, wanted.parts.get("C", ())) for wanted in case]
    others = [q.text for q in quotes if (q.cue or q.speaker) and bare(case[0].text, q.content) not in known]
    assert others == [] or case[0].more
    if case[0].kind != "none":
        assert [fault for wanted in case for fault in _faults(wanted, quotes)] == []


def test_known_failures_are_cases_and_no_two_cases_have_one_name() -> None:
    assert set(CASES) >= KNOWN_FAILURES
    assert len(CASES) == len(EVERY)


def test_every_quotation_of_a_case_has_the_same_text() -> None:
    assert all(len({wanted.text for wanted in case}) == 1 for case in CASES.values())


def test_a_heading_in_marks_of_another_style_is_no_utterance() -> None:
    text = "“The bridge is old,” said Ann Lee.\n\n‘Nobody Told Us.’\n\n“And it is dear,” she said."
    assert [quote.words for quote in quoteattr.extract(text).quotes] == ["The bridge is old,", "And it is dear,"]


# --- which report a marked sentence belongs to ----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It is old,” said Ann Lee, adding that nobody had told her. “It is dear.”", {"said": 2}),
        ("“It is old,” Ann Lee said, telling Tom Hill, “Nobody told me.”", {"said": 1, "telling": 1}),
        ("“It is old.” She added: “It is dear.”", {"added": 1, None: 1}),
    ],
)
def test_a_marked_sentence_belongs_to_one_report(text: str, wanted: dict[str | None, int]) -> None:
    quotes = quoteattr.extract(text).quotes
    found = {q.cue and q.cue.text: sum(text[s.start] == "“" for s in q.content) for q in quotes}
    assert {cue: pieces for cue, pieces in found.items() if pieces} == wanted


def test_a_sentence_goes_on_after_an_abbreviation_in_brackets() -> None:
    (quote,) = quoteattr.extract("“It is old,” said Sen. Ann Lee (R-N.H.), who was there. “It is dear.”").quotes
    assert quote.words == "It is old, It is dear."


def test_a_turn_begins_right_behind_its_label() -> None:
    text = "Q: Who paid?\n\nA: Nobody.\n\nLOPEZ: We tested it.\n\nHILL:  When?"
    assert [q.text for q in quoteattr.extract(text).quotes][:3] == ["Who paid?", "Nobody.", "We tested it."]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hill would have said “no”, had he been asked.",
        "Tom Hill almost said “no”.",
        "She opened her mouth to say “no”.",
        "If Tom Hill says “no”, we leave.",
        "You will never hear Tom Hill say “no”.",
        "Imagine Tom Hill saying “no”.",
        "Critics might say “too little”.",
        "Many would say “too little”.",
        "The harbour master neither confirmed nor denied that the ferry was lost.",
        "Owners would neither confirm nor deny the sale.",
        "The firm has yet to confirm that the ferry will be sold.",
        "Tom Hill fell short of calling it “a lie”.",
        "None of the growers said they had seen the ferry.",
    ],
)
def test_what_nobody_said_is_not_asserted(text: str) -> None:
    assert [quote.cue.stance for quote in quoteattr.extract(text).quotes if quote.cue] == [CueStance.NOT_SAID]


def test_words_behind_a_sentence_that_tells_what_was_not_said_were_said() -> None:
    (quote,) = quoteattr.extract("Tom Hill declined to comment. “I have nothing to say.”").quotes
    assert quote.cue
    assert quote.cue.stance is CueStance.ASSERTED


@pytest.mark.parametrize(
    "text", ["Tom Hill must have said “no”.", "Tom Hill would say “no”.", "When Tom Hill said “no”, we left."]
)
def test_what_somebody_said_is_asserted(text: str) -> None:
    assert [quote.cue.stance for quote in quoteattr.extract(text).quotes if quote.cue] == [CueStance.ASSERTED]
