"""Speech that the layout marks: speaker labels, lines of attribution, dialogue set with dashes.

    PENCE: We will.              a label, then all of its paragraph            (transcripts, interviews: Q. … A. …)
    Minister: ‘No deal’          the same in a headline
    “…” — Jane Doe               a line of attribution after its quotation, or below it
    ‘No deal’: Minister          the same in a headline
    ―I don't know, Stephen said. a quotation dash; the tag is cut out

All of such a content counts as verbatim, since the layout does the work of marks.

Limits: a label is known by its letters (capitals, or a name given elsewhere in the text with two turns of it), so one
lower-case "note:" is none; a dash opens speech only where finding marks says so.
"""

from collections import Counter
from typing import Final

import regex

from quoteattr.finding.regions import Marks, MarkStyle
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Span, Step
from quoteattr.reading import Paragraph, Reading

LABEL: Final = regex.compile(
    r"""
    (?P<who> \p{Lu} [^:\n"“”«»?!]{0,90}? )
    (?: \s* \( [^()\n]{1,60} \) )?
    \s? : (?= \s )
    """,
    regex.VERBOSE,
)
ATTRIBUTION_LINE: Final = regex.compile(r"\s*(?:—|–|―|--+|-|:)\s?(?P<who>\p{Lu}[^\n:;!?\"“”]{2,90}?)\.?\s*$")
TURN: Final = regex.compile(r"(?P<who>[QA])\s?[.:]\s")
TURNS: Final = 2  # labelled paragraphs that a text must have for any to count
MORE: Final = 3  # turns under one label of mixed case that make it a speaker's


def labelled(reading: Reading, marks: Marks) -> list[Attribution]:
    """Return the paragraphs that begin with a speaker's label, each as one quotation."""
    found = [(p, m) for p in reading.paragraphs if (m := _label(reading, p))]
    often = Counter(m["who"] for _, m in found)
    capitals = sum(m["who"].isupper() for _, m in found)
    if len(found) < TURNS:
        return []
    out = []
    for paragraph, match in found:
        who = match["who"]
        if (
            (who.isupper() and len(who) > 1)
            or who in "QA"
            or (often[who] >= MORE and len(who.split()) <= 4 and capitals == 0)
        ):
            out.append(_turn(paragraph, match))
    return out


def _label(reading: Reading, paragraph: Paragraph) -> "regex.Match[str] | None":
    text = reading.folded
    turn = TURN.match(text, paragraph.start, paragraph.end)
    match = turn or LABEL.match(text, paragraph.start, paragraph.end)
    return match if match and match.end() < paragraph.end else None


def _turn(paragraph: Paragraph, match: "regex.Match[str]") -> Attribution:
    content = Span(match.end() + (0 if match[0][-1:].isspace() else 1), paragraph.end)
    source = Span(match.start("who"), match.end("who"))
    return Attribution(
        content=(content,), verbatim=(content,), laid_out=True, source=(source,), confidence=0.85,
        evidence=(Step(stage="linking", rule="label", spans=(source,)),),
    )  # fmt: skip


def attribution_lines(reading: Reading, marks: Marks) -> list[Attribution]:
    """Return quotations whose author stands behind a dash: after the closing mark, or on the next line."""
    out = []
    outer = [r for r in marks.regions if r.depth == 0 and r.style is not MarkStyle.DASH]
    ends = {reading.paragraph_of(reading.token_from(r.span.start)): r for r in outer if reading.starts}
    dashed = {r.span.start for r in marks.regions if r.style is MarkStyle.DASH}
    for i, paragraph in enumerate(reading.paragraphs):
        if paragraph.start in dashed:
            continue
        region = ends.get(i)
        if region and (match := ATTRIBUTION_LINE.match(reading.folded, region.span.end, paragraph.end)):
            out.append(_by_line(region.span, region.inner, match))
        elif i and (match := ATTRIBUTION_LINE.match(reading.folded, paragraph.start, paragraph.end)):
            above = reading.paragraphs[i - 1]
            region = ends.get(i - 1)
            if region and region.span.start == above.start and above.end - region.span.end <= 1:
                out.append(_by_line(region.span, region.inner, match))
            elif (region is None and match[0].lstrip()[:1] != "-") or match[0].lstrip().startswith("--"):
                out.append(_by_line(Span(above.start, above.end), Span(above.start, above.end), match))
    return out


def _by_line(content: Span, inner: Span, match: "regex.Match[str]") -> Attribution:
    source = Span(match.start("who"), match.end("who"))
    return Attribution(
        content=(content,), verbatim=(inner,), laid_out=content == inner, source=(source,), confidence=0.85,
        evidence=(Step(stage="linking", rule="attribution line", spans=(source,)),),
    )  # fmt: skip
