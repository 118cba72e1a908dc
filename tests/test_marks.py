"""Marked regions: case files that show them in the sentence, and laws that hold for any text.

A case shows where regions are: ⟦ before a region's opening mark and ⟧ after its closing one, ⟩ where an unclosed
region ends, ⟪ instead of ⟦ where it carries on one of the paragraph before, ✗ before a stray closing mark.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marked_cases import titled
from quoteattr.data import entries
from quoteattr.finding.marks import Marks, MarkStyle, find_regions
from quoteattr.models import DiagnosticCode
from quoteattr.reading import read
from strategies import marked_prose, marked_texts, plain_prose

SIGNS = "⟦⟧⟩⟪✗"


def marks_of(text: str) -> Marks:
    return find_regions(read(text))


def shown(text: str) -> str:
    """Return `text` with its regions shown as in the case files."""
    marks = marks_of(text)
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for region in marks.regions:
        before[region.span.start] = before.get(region.span.start, "") + ("⟪" if region.continues else "⟦")
        after[region.span.end] = ("⟧" if region.closed else "⟩") + after.get(region.span.end, "")
    for odd in marks.diagnostics:
        if odd.code is DiagnosticCode.STRAY:
            before[odd.span.start] = before.get(odd.span.start, "") + "✗"
    return "".join(
        after.get(i, "") + before.get(i, "") + (text[i] if i < len(text) else "") for i in range(len(text) + 1)
    )


def cases(name: str, *marks: pytest.MarkDecorator) -> list[object]:
    return [pytest.param(text, id=title, marks=marks) for title, text in titled(name)]


@pytest.mark.parametrize(
    "case",
    [
        *cases("marks_wild"),
        *cases("marks_synthetic"),
        *cases("marks_negative"),
        *cases("marks_known_failures", pytest.mark.xfail(reason="not found yet", strict=True)),
    ],
)
def test_regions_are_as_marked(case: str) -> None:
    assert shown("".join(c for c in case if c not in SIGNS)) == case


# --- laws ----------------------------------------------------------------------------------------


@given(marked_texts | st.text())
def test_regions_are_ordered_nested_and_in_bounds(text: str) -> None:
    regions = marks_of(text).regions
    assert [r.span.start for r in regions] == sorted(r.span.start for r in regions)
    for i, region in enumerate(regions):
        assert 0 <= region.span.start <= region.inner.start <= region.inner.end <= region.span.end <= len(text)
        assert region.span.start < region.span.end
        parent = None if region.parent is None else regions[region.parent]
        assert region.depth == (0 if parent is None else parent.depth + 1)
        if parent is not None:
            assert region.parent is not None
            assert region.parent < i
            assert parent.inner.start <= region.span.start
            assert region.span.end <= parent.inner.end


@given(marked_texts)
def test_siblings_do_not_overlap(text: str) -> None:
    last: dict[int | None, int] = {}
    for region in marks_of(text).regions:
        assert last.get(region.parent, 0) <= region.span.start
        last[region.parent] = region.span.end


@given(marked_texts)
def test_a_region_stays_in_its_paragraph(text: str) -> None:
    reading = read(text)
    for region in find_regions(reading).regions:
        assert any(p.start <= region.span.start and region.span.end <= p.end for p in reading.paragraphs)


@given(marked_texts)
def test_an_unclosed_region_is_reported_unless_the_next_paragraph_carries_it_on(text: str) -> None:
    marks = marks_of(text)
    reported = sum(odd.code is DiagnosticCode.UNCLOSED for odd in marks.diagnostics)
    assert reported == sum(not r.closed for r in marks.regions) - sum(r.continues for r in marks.regions)
    assert all(odd.span.of(text) for odd in marks.diagnostics)


@pytest.mark.parametrize(("left", "right"), ["“”", "«»", "„”", "「」", ("``", "''")], ids=str)
@given(data=st.data())
def test_well_paired_marks_of_any_kind_give_the_same_regions(data: st.DataObject, left: str, right: str) -> None:
    pieces = data.draw(marked_prose)
    spans = []
    for opening, closing in (('"', '"'), (left, right)):
        text = "".join(opening + p + closing if is_quoted else p for p, is_quoted in pieces)
        spans.append([r.inner.of(text) for r in marks_of(text).regions])
    assert spans[0] == spans[1] == [p for p, is_quoted in pieces if is_quoted]


@given(marked_texts)
def test_line_ends_of_two_characters_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    moved = text.replace("\n", "\r\n")
    offsets = [i for i, c in enumerate(moved) if c != "\r"] + [len(moved)]
    one, two = marks_of(text).regions, marks_of(moved).regions
    assert [offsets[r.span.start] for r in one] == [r.span.start for r in two]
    assert [offsets[r.span.end - 1] for r in one] == [r.span.end - 1 for r in two]
    assert [(r.style, r.depth, r.closed, r.continues) for r in one] == [
        (r.style, r.depth, r.closed, r.continues) for r in two
    ]


@given(plain_prose, marked_prose)
def test_narrative_in_front_shifts_regions(front: str, pieces: list[tuple[str, bool]]) -> None:
    text = "".join(f"“{p}”" if is_quoted else p for p, is_quoted in pieces)
    shift = len(front) + 2
    moved = marks_of(f"{front}\n\n{text}").regions
    assert [(r.span.start - shift, r.span.end - shift) for r in moved] == [
        (r.span.start, r.span.end) for r in marks_of(text).regions
    ]


@pytest.mark.parametrize("word", [word for word, _ in entries("elisions")])
def test_a_clipped_word_has_no_mark(word: str) -> None:
    # Without the entry the two apostrophes would make a pair.
    text = f"“I saw {word} there, the boys' friend,” she" if word[0] == "'" else f"“The 'old {word} there,” she"
    assert len(marks_of(text).regions) == 1


def test_marks_nest_to_any_depth() -> None:
    depth = 30_000
    marks = marks_of("“‘" * depth + "x" + "’”" * depth)
    assert max(r.depth for r in marks.regions) == 2 * depth - 1


def test_dialogue_with_dashes_is_a_style_of_its_own() -> None:
    regions = marks_of("― I know, she said.\n\n― And “you”?").regions
    assert [(r.style, r.depth) for r in regions] == [(MarkStyle.DASH, 0), (MarkStyle.DASH, 0), (MarkStyle.DOUBLE, 1)]


DENSE = "“ ” “” ‘’ “‘ ’” ( ) " * 40  # far more signs than words


def test_what_is_no_prose_has_regions_only_around_words() -> None:
    text = f"{DENSE}“yes” “‘no’”"
    regions = marks_of(text).regions
    assert [region.span.of(text) for region in regions] == ["“yes”", "“‘no’”", "‘no’"]
    assert [(region.parent, region.depth) for region in regions] == [(None, 0), (None, 0), (1, 1)]


def test_an_open_mark_in_what_is_no_prose_is_reported_and_carried_on_by_nothing() -> None:
    text = f"{DENSE}“so\n\n“And so.”"
    marks = marks_of(text)
    assert [(r.span.of(text), r.closed, r.continues) for r in marks.regions][-2:] == [
        ("“so", False, False),
        ("“And so.”", True, False),
    ]
    assert [odd.code for odd in marks.diagnostics if odd.span.start == text.index("“so")] == [DiagnosticCode.UNCLOSED]


def test_a_paragraph_of_very_many_signs_is_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“Yes,” he said, and she said, “No, he ‘said’ it,” and left. " * 3
    wanted = marks_of(text).regions
    monkeypatch.setattr("quoteattr.finding.marks.marks.MANY", 5)
    monkeypatch.setattr("quoteattr.finding.marks.paths.MANY", 5)
    assert marks_of(text).regions == wanted
