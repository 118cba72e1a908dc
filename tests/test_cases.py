"""Short cases from users' complaints about other tools: `cases/cases-dev.jsonl`, one a line, with `why` it is there.

A case holds if each expected quotation is found with the right speaker, and nothing it lists in `not_quotes` is
attributed to anybody.  Quotations are compared without the marks, spaces and punctuation at both ends; a piece that
runs over a paragraph is also taken paragraph by paragraph, and of several the shortest is judged.  A speaker is right
if the words of one name occur within the other's, and one without a name may be anything but a name.  For what is not
all in marks a longer content and a leading "that" will do.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest
import regex

import quoteattr
from quoteattr.models import Quote

CASES: Final = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "cases-dev.jsonl").read_text(encoding="utf-8").splitlines()
]
EDGES: Final = regex.compile(r"^[\W_]+|[\W_]+$")
PARAGRAPH: Final = regex.compile(r"(?<![\"”’'»\s])[ \t]*+\n\s*+(?=[\"“‘'«`])")
PLAIN: Final = frozenset(
    "i you he she it we they who one someone somebody another some several many both all the a an this that these "
    "those his her its my our your their".split()
)

# What is not yet right, and comes out of this list when it is.
KNOWN_FAILURES: Final = frozenset(
    """
    bare-quote-after-started-talking
    programme-titles-and-split-quote
    passive-because-quoted-reason
    """.split()
)


def _bare(text: str) -> str:
    return EDGES.sub("", regex.sub(r"\s+", " ", text))


def _words(text: str | None) -> list[str]:
    return regex.findall(r"\w+", (text or "").casefold())


def _occurs(part: Sequence[str], whole: Sequence[str]) -> bool:
    return bool(part) and any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def _forms(quote: Quote, text: str) -> list[str]:
    pieces = [span.of(text) for span in quote.content]
    return [_bare(form) for form in (*pieces, " ".join(pieces), *(p for x in pieces for p in PARAGRAPH.split(x)))]


def _is_found(expected: dict[str, str], quote: Quote, text: str) -> bool:
    wanted, forms = _bare(expected["quote"]), _forms(quote, text)
    if expected["kind"] == "direct":
        return wanted in forms
    return any(wanted in form for form in forms)


def _is_right(expected: str | None, quote: Quote) -> bool:
    """Tell whether the speaker is the expected one; None stands for somebody whom the text does not name."""
    speaker = quote.speaker
    source = quote.source.text if quote.source else ""
    named = (" ".join(m.name for m in speaker.members if m.name) or speaker.name) if speaker else None
    label = speaker.label if speaker and expected else None
    wanted, got = _words(expected), _words(named or label)
    if not wanted:
        plain = all(word[0].islower() or word.casefold() in PLAIN for word in regex.findall(r"\w+", source))
        return not got or (plain and _occurs(got, _words(source)))
    if not got and expected == (expected or "").lower():
        got = _words(source)
    return _occurs(wanted, got) or _occurs(got, wanted)


def _faults(case: dict[str, Any], quotes: Sequence[Quote]) -> list[str]:
    text, faults = case["text"], []
    for expected in case["expect"]:
        hits = [(sum(map(len, q.content)), q) for q in quotes if _is_found(expected, q, text)]
        shortest = [q for size, q in hits if size == min(size for size, _ in hits)]
        if not shortest:
            faults.append(f"not found: {expected['quote']!r}")
        faults += [
            f"speaker {q.speaker and q.speaker.label!r}, not {expected['speaker']!r}: {q.text!r}"
            for q in shortest
            if not _is_right(expected["speaker"], q)
        ]
    return faults


def _attributed(case: dict[str, Any], quotes: Sequence[Quote]) -> list[str]:
    """Return the quotations with a speaker or a cue that are nothing but words the case calls no quotation."""
    text, refused = case["text"], {_bare(words) for words in case["not_quotes"]}
    claimed = [q for q in quotes if q.cue or (q.speaker and (q.speaker.name or q.speaker.members))]
    whole = [(q, {_bare(s.of(text)) for s in q.content} | {_bare(q.text)}) for q in claimed]
    return [f"no quotation: {q.text!r}" for q, forms in whole if forms & refused]


def _parameters() -> list[Any]:
    failing = pytest.mark.xfail(reason="not right yet", strict=True)
    return [pytest.param(case, id=case["id"], marks=[failing] * (case["id"] in KNOWN_FAILURES)) for case in CASES]


@pytest.mark.parametrize("case", _parameters())
def test_case(case: dict[str, Any]) -> None:
    quotes = quoteattr.extract(case["text"]).quotes
    assert _faults(case, quotes) + _attributed(case, quotes) == [], case["why"]


def test_known_failures_are_cases() -> None:
    assert {case["id"] for case in CASES} >= KNOWN_FAILURES
