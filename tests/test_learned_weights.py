"""The weights file comes back as it was written, and a damaged one is refused by name."""

import contextlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import DataError
from quoteattr.linking.learned.signature import signature
from quoteattr.linking.learned.weights import MAGIC, Weights, dump, parse, shipped

entries = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]))
numbers = st.lists(st.integers(-127, 127), max_size=5).map(tuple)
names = st.text(st.sampled_from("abc "), min_size=1)
sections = st.dictionaries(names, st.dictionaries(entries, numbers))

SMALL = Weights({"cue": {"wsaid": (12,)}, "span": {"tNN": (1, -2, 0, 0, 4)}}, {"features": "abc", "trained_on": "x"})


def _packed(body: bytes) -> bytes:
    """Return a file whose size and check sum are right, whatever it holds."""
    facts = {"size": len(body), "crc": zlib.crc32(body)}
    return MAGIC + json.dumps(facts).encode() + b"\n" + zlib.compress(body)


@given(sections)
def test_round_trip(table: dict[str, dict[str, tuple[int, ...]]]) -> None:
    data = dump(Weights(table, {"features": "abc"}))
    assert parse(data, "weights", "abc").sections == table
    assert dump(parse(data, "weights")) == data


def test_facts_come_back() -> None:
    facts = parse(dump(SMALL), "weights").facts
    assert (facts["features"], facts["trained_on"]) == ("abc", "x")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: b"", "not a weights file"),
        (lambda data: data[1:], "not a weights file"),
        (lambda data: MAGIC + b"{}\n" + data.partition(b"}\n")[2], "lacks size or crc"),
        (lambda data: MAGIC + b"[\n", "no JSON"),
        (lambda data: MAGIC + b"[" * 100_000 + b"\n", "no JSON"),
        (lambda data: _packed(b"\xe3\n"), "not UTF-8"),
        (lambda data: _packed(b"[cue]\nw\t1 two\n"), "entry 2 is malformed"),
        (lambda data: _packed(b"w\t1\n"), "entry 1 is malformed"),
        (lambda data: data[:-9], "size and check sum"),
        (lambda data: data + b"x", "size and check sum"),
        (lambda data: data.replace(b'"size": ', b'"size": 1'), "size and check sum"),
        (lambda data: data.partition(b"}\n")[0] + b"}\nplain", "cannot be decompressed"),
    ],
)
def test_damage_is_refused(damage, reason) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match=f"some/path: .*{reason}"):
        parse(damage(dump(SMALL)), "some/path")


def test_other_features_are_refused() -> None:
    with pytest.raises(DataError, match="made for other features"):
        parse(dump(SMALL), "some/path", "abd")


def test_a_missing_section_is_named() -> None:
    with pytest.raises(DataError, match=r"\[trees\] is missing"):
        SMALL.section("trees")


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for candidate in (data, MAGIC + data, MAGIC + b'{"crc": 0, "size": 0}\n' + data, _packed(data)):
        with contextlib.suppress(DataError):
            parse(candidate, "some/path")


def test_shipped_weights_fit_the_features() -> None:
    loaded = shipped(signature())
    assert {
        "words",
        "tags",
        "classes",
        "vocabulary",
        "cue",
        "span",
        "pairs",
        "rates",
        "trees",
    } <= loaded.sections.keys()


@pytest.mark.parametrize("entry", ["a\tb", "a\nb"])
def test_an_entry_that_the_file_cannot_hold_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="tab or line end"):
        dump(Weights({"cue": {entry: (1,)}}, {}))
