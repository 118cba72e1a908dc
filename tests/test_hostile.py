"""Texts nobody wrote: answered without an exception, by the laws of all documents, without recursion, in linear time.

Time is not measured but counted, as calls of functions: twice the text may take 2.3 times the calls, whatever else the
machine does.  Memory is what Python allocates.  The full sizes, with times and all memory of a process, are
`python -m quoteattr.benchmark --hostile`.
"""

import sys
import tracemalloc
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import quoteattr
from lawful import assert_lawful
from quoteattr.benchmark.hostile import HOSTILE
from quoteattr.benchmark.stages import warm_up

SMALL: Final = 3000
GROWTH: Final = 2.3
SHALLOW: Final = 150  # frames: what extraction may take beyond the test's own, at any depth of marks

every_kind = pytest.mark.parametrize("name", HOSTILE)


def _calls(action: Callable[[], Any]) -> int:
    """Return how many functions an action calls, Python's and C's."""
    calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


@every_kind
def test_hostile_texts_have_lawful_documents(name: str) -> None:
    text = HOSTILE[name].text(SMALL)
    assert_lawful(quoteattr.extract(text), text)


@every_kind
def test_twice_the_text_takes_twice_the_calls(name: str) -> None:
    warm_up()
    half, whole = (HOSTILE[name].text(size) for size in (SMALL, 2 * SMALL))
    quoteattr.extract(whole)  # what is remembered from text to text is there
    assert _calls(lambda: quoteattr.extract(whole)) <= GROWTH * _calls(lambda: quoteattr.extract(half))


@pytest.mark.parametrize("name", ["marks in marks, 100,000 deep", "words in marks in marks", "brackets and marks"])
def test_depth_of_marks_is_no_depth_of_calls(name: str) -> None:
    warm_up()
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + SHALLOW)
    try:
        quoteattr.extract(HOSTILE[name].text(SMALL))
    finally:
        sys.setrecursionlimit(limit)


# Kinds without quotations, words that might report and marks that could be closed: those are values, which take memory
# of their own.  Pairs of marks and sentences of a letter take more up to a bound that these sizes do not reach.
LIGHT: Final = (
    "no space|no space, many scripts|a straight mark|an apostrophe|opening marks|closing marks|one name|"
    "names with commas|names with “and”|names with a genitive|the mayor of|"
    "commas|combining marks|emoji|lone surrogates|NUL|line ends|a letter a line|hyphens|"
    "ellipses|full stops|no width|no width inside words|digits|a number"
).split("|")
BYTES: Final = 60  # of memory for a character


@pytest.mark.parametrize("name", LIGHT)
def test_a_text_without_quotations_takes_little_memory(name: str) -> None:
    warm_up()
    half, whole = (HOSTILE[name].text(size) for size in (3 * SMALL, 6 * SMALL))
    assert quoteattr.extract(whole).quotes == ()
    assert _most_memory(whole) - _most_memory(half) <= BYTES * (len(whole) - len(half))


def _most_memory(text: str) -> int:
    """Return the most memory that is held at a time to extract a text, in bytes."""
    tracemalloc.start()
    try:
        quoteattr.extract(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


_pieces = st.builds(lambda name, size: HOSTILE[name].text(size), st.sampled_from(sorted(HOSTILE)), st.integers(1, 60))
_joints = st.sampled_from(["", " ", "\n", "\n\n", "“", "” said Ann Lee. ", "She said "])


@given(st.lists(st.tuples(_pieces, _joints), max_size=6))
@example([("according to according to ", ""), ("THE MAYOR SAID IT IS THE MAYOR SAID IT IS", "” said Ann Lee. ")])
def test_pieces_of_hostile_texts_in_any_order_have_lawful_documents(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + joint for piece, joint in pieces)
    assert_lawful(quoteattr.extract(text), text)


@pytest.mark.parametrize("text", ["— \n—She said ", "A: —\n\nB: …", "…\n— Jane Doe", "“…”\n— Jane Doe", "Jane Doe: “"])
def test_what_has_no_words_is_no_quotation(text: str) -> None:
    assert quoteattr.extract(text).quotes == ()


def test_everything_at_once_has_a_lawful_document() -> None:
    text = "".join(kind.text(300) for kind in HOSTILE.values())
    assert_lawful(quoteattr.extract(text), text)
