"""Speech that the layout marks: lines of attribution, dialogue set with dashes.

    “…” — Jane Doe               a line of attribution after its quotation, or below it
    “…” | Jane Doe, baker        the same on a line of its own, without a dash
    “…” (Jane Doe, The Mail)     or in brackets, where the quotation is all there is besides
    “….” Jane Doe, baker         or right behind it, a full name alone
    ‘No deal’: Minister          the same in a headline
    ―I don't know, Stephen said. a quotation dash; the tag is cut out, with the dash before it
    - Where is he? said Tomas.   a hyphen, which opens lists as well: speech only if it asks or cries and has its tag

All of such a content counts as verbatim, since the layout does the work of marks.

Limits: a dash opens speech only where finding marks says so.
"""

from collections.abc import Iterator
from typing import Final

import attrs
import regex

from quoteattr.finding.marks import Region
from quoteattr.linking.attribution import Attribution, by_layout, disjoint, has_words
from quoteattr.linking.clearing import is_title
from quoteattr.linking.layout.labels import front, is_full_name, is_nominal
from quoteattr.linking.layout.talks import OPENING
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import DASHES
from quoteattr.models import Span
from quoteattr.reading import Paragraph, Reading

# The work behind the author's name: — Jane Doe, “The Long Field”, 1911
_WORK: Final = r"(?:(?:,|,?\sin)\s[\"“][^\n\"“”]{2,90}[\"”](?:,?\s\(?\d{4}\)?)?)?"
ATTRIBUTION_LINE: Final = regex.compile(
    rf"\s*(?:—|–|―|--+|-|:)\s?(?P<who>(?:\p{{Lu}}|(?:my|his|her|our|the|an?)\s)[^\n:;!?\"“”]{{2,90}}?){_WORK}\.?\s*$"
)
BEHIND_COLON: Final = regex.compile(r":\s(?P<who>[^\n:;!?\"“”]{2,90}?)\s*$")  # in a headline
BRACKETED: Final = regex.compile(
    r"\s\((?P<who>\p{Lu}[\p{L}.'’ -]{1,60})(?P<year>,\s\d{4}\b)?(?:,\s[^()\n]{1,80})?\)\.?\s*$"
)
NAME_LINE: Final = regex.compile(
    r"(?P<who>\p{Lu}[\p{L}.'’-]+(?:[ ]\p{L}[\p{L}.'’-]*){1,4})(?P<what>,[ ][^\n.:;!?\"“”]{2,60})?\s*$"
)  # below a quotation: Jane Doe, baker
BULLETS: Final = frozenset(["", "-", "*", "•"])  # before the only quotation of a paragraph
ADDRESSES: Final = regex.compile(r"\s{0,9}(?<!\S)(?:(?:https?://|pic\.twitter\.com/)\S*+\s{0,9}+){1,4}+$")  # of a post
STANZA: Final = 12  # lines of verse above a line of attribution,
LINE: Final = 60  # and characters of one of them
ENDS: Final = frozenset('.?!:”"')
NEAR: Final = 3  # characters between a dash and the words it opens


def attribution_lines(reading: Reading, outer: Outermost) -> list[Attribution]:
    """Return quotations whose author stands behind a dash: after the closing mark, or on the next line."""
    out: list[Attribution] = []
    last = {reading.paragraph_of(reading.token_from(r.span.start)): r for r in outer.marked}
    for i, paragraph in enumerate(reading.paragraphs):
        region, text = last.get(i), reading.folded
        if outer.dash_at(paragraph.start):
            continue
        if region and (match := BEHIND_COLON.match(text, region.span.end, paragraph.end)):
            if size := front(match["who"]):
                out.append(_by_line(region.span, region.inner, match, size))
        elif region and (match := _name_behind(text, region, paragraph)):
            out.append(_by_line(region.span, region.inner, match))
        elif region and (match := _author(text, region.span.end, paragraph.end)):
            headline = i == 0 and region.span.start == paragraph.start and "," not in match["who"]
            size = front(match["who"]) if headline else 0
            out.append(_by_line(region.span, region.inner, match, size or None))
        elif i and (match := _author(text, paragraph.start, paragraph.end)):
            above = _with_words(reading, i - 1)
            out.extend(_line_below(reading, above, last.get(above), match))
        elif region is None and i - 1 in last and (match := _name_line(reading, i)):
            out.extend(_line_below(reading, i - 1, last[i - 1], match))
    return out


def _author(text: str, start: int, end: int) -> "regex.Match[str] | None":
    """Return a line that gives an author behind a dash: a name, or somebody's description (“— my father”)."""
    match = ATTRIBUTION_LINE.match(text, start, end)
    return match if match and (match["who"][0].isupper() or is_nominal(match["who"])) else None


def _name_behind(text: str, region: Region, paragraph: Paragraph) -> "regex.Match[str] | None":
    """Return the name right behind a quotation, in brackets or alone, where these two are all of a paragraph."""
    inner, end = region.inner.of(text), region.span.end
    if text[paragraph.start : region.span.start].strip() not in BULLETS:
        return None
    if match := BRACKETED.match(text, end, paragraph.end):
        named = match["year"] or is_full_name(match["who"])
        return match if named and " " in inner and not is_title(inner) else None
    closed = text[end : end + 1] == " " and inner[-1:] in ENDS
    match = NAME_LINE.match(text, end + 1, paragraph.end) if closed else None
    return match if match and _is_name(match) else None


def _is_name(match: "regex.Match[str]") -> bool:
    """Tell whether words are a person's full name and no more, by a list or by the age behind it: “Ade Roe, 23”."""
    aged = (match["what"] or "")[2:3].isdigit()
    return (aged or is_full_name(match["who"])) and not any(word.islower() for word in match["who"].split())


def _name_line(reading: Reading, i: int) -> "regex.Match[str] | None":
    """Return paragraph i as a person's full name right below a quotation, where no other quotation may be its own."""
    text, (start, end, *_) = reading.folded, reading.paragraphs[i]
    match = NAME_LINE.match(text, start, end)
    if match is None or not _is_name(match):
        return None
    near = text[reading.paragraphs[i - 1].end : start].count("\n") == 1
    behind = reading.paragraphs[i + 1].start if i + 1 < len(reading.paragraphs) else end
    return match if near or text[behind : behind + 1] not in OPENING else None


def _with_words(reading: Reading, i: int) -> int:
    """Return i, or that of the paragraph above it if paragraph i has no words but an address, as below a post."""
    return i if not i or has_words(reading.text, [_words(reading, reading.paragraphs[i])]) else i - 1


def _words(reading: Reading, paragraph: Paragraph) -> Span:
    """Return a paragraph without the addresses that close it."""
    match = ADDRESSES.search(reading.text, paragraph.start, paragraph.end)
    return Span(paragraph.start, match.start() if match else paragraph.end)


def _line_below(reading: Reading, i: int, region: Region | None, match: "regex.Match[str]") -> Iterator[Attribution]:
    """Yield paragraph i above a line of attribution, where it is one quotation or has no marks at all."""
    above = reading.paragraphs[i]
    whole = Span(_verse(reading, i), _words(reading, above).end)
    if region is None and not match[0].lstrip().startswith(("- ", ":")) and reading.text[above.start] not in DASHES:
        yield _by_line(whole, whole, match)
    elif region and region.span.start == above.start and above.end - region.span.end <= 1:
        yield _by_line(region.span, region.inner, match)


def _verse(reading: Reading, i: int) -> int:
    """Return where the lines begin that paragraph i, a line of verse, ends: those before it end no sentence."""
    text, first = reading.text, i
    for k in range(i - 1, max(-1, i - STANZA), -1):
        (start, end, *_), below = reading.paragraphs[k], reading.paragraphs[k + 1].start
        if text[end - 1] in ENDS or text[end:below].count("\n") != 1 or end - start > LINE:
            break
        first = k
    return reading.paragraphs[first].start


def _by_line(content: Span, inner: Span, match: "regex.Match[str]", size: int | None = None) -> Attribution:
    """Return a quotation by whom a line names, all of its words or the first `size` characters."""
    source = Span(match.start("who"), match.end("who") if size is None else match.start("who") + size)
    return by_layout(content, (inner,), source, rule="attribution line", confidence=0.85, laid_out=content == inner)


def spoken_turns(reading: Reading, told: list[Attribution], outer: Outermost) -> list[Attribution]:
    """Return the attributions, those in dashed turns cut to what is spoken: all of the turn but its first tag."""
    out, seen = [], set()
    for attribution in told:
        region = outer.dash_at(attribution.content[0].start)
        if region is None:
            out.append(_after_hyphen(reading, attribution))
        elif region not in seen and attribution.content[0].start - region.span.start <= NEAR:
            seen.add(region)
            pieces = _around_tag(reading, attribution, region)
            out.append(disjoint(attrs.evolve(attribution, content=pieces, verbatim=pieces, laid_out=True)))
    return out


def _after_hyphen(reading: Reading, a: Attribution) -> Attribution:
    """Return a report as speech if it is a question or cry that a hyphen opens: “- Where is he? said Tomas.”."""
    start = a.content[0].start
    if a.verbatim or a.content[-1].of(reading.text)[-1] not in {"?", "!"} or reading.text[start - 2 : start] != "- ":
        return a
    opens = reading.paragraphs[reading.paragraph_of(reading.token_from(start))].start == start - 2
    tagged = a.evidence[0].rule == "tag" and len(a.content) == 1
    return attrs.evolve(a, verbatim=a.content, laid_out=True) if opens and tagged else a


def _around_tag(reading: Reading, attribution: Attribution, region: Region) -> tuple[Span, ...]:
    """Return what is spoken before and after the tag; all of the content where none of it ends before the tag."""
    tag = (*attribution.cue_spans, *attribution.source)
    tag_start, tag_end = min(span.start for span in tag), max(span.end for span in tag)
    before = [span.end for span in attribution.content if span.end <= tag_start]
    if not before:
        return attribution.content
    sentence = reading.sentence_at(reading.token_before(tag_end) - 1)
    after = next((span.start for span in attribution.content if span.start >= tag_end), None)
    if after is None:
        asks = reading.text[tag_end : tag_end + 2] == ", " and reading.text[sentence.end - 1] in {"?", "!"}
        after = tag_end + 2 if asks else sentence.end  # “Is it, he asked, or not?”
    pieces = [Span(region.inner.start, before[-1]), Span(after, region.inner.end)]
    spoken = [_stripped(piece, reading.text) for piece in pieces if has_words(reading.text, [piece])]
    return tuple(spoken) or attribution.content


def _stripped(span: Span, text: str) -> Span:
    """Return a piece without the spaces around it and the dash that parts it from the tag before it."""
    piece = span.of(text)
    return Span(span.start + len(piece) - len(piece.lstrip(" \n—–―-")), span.end - len(piece) + len(piece.rstrip()))
