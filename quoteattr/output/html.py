"""Documents as a page to look at: one file, which needs nothing else and asks nobody for anything.

The article stands as it is, cut wherever a quotation, a cue or a source begins or ends.  No piece holds another, so
quotations may overlap and nest as they like: a piece lists those it belongs to, the innermost (shortest) first,
takes its colour from that one, and a line above it from the next.  Every quotation also has a note below the article,
with its speaker, its confidence and the reasons for it.  The script shows a piece's notes beside it on hover and
focus, and filters; without it, and on paper, everything can still be read by the small numbers.

Colours differ by speaker, lines by kind, so that neither depends on the other.  Screen readers get the note as
the description of the quotation's first piece, which the Tab key reaches.

The text is shown literally: escaped, with its spaces and line breaks, and each of its lines in a direction of its
own, so that marks that turn the direction of writing turn no more than their line.  The page's policy forbids all
scripts but its own, and every address.

Limits: a NUL and a lone surrogate have no place in HTML and become U+FFFD; a piece lists at most eight quotations;
the page is put together in memory.
"""

import base64
import functools
import hashlib
import html
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from importlib import resources
from typing import Final

import attrs
import regex

from quoteattr.models import Document, Quote, QuoteKind, Span, Speaker
from quoteattr.output.explain import chances, described, others, reasons

Named = tuple[str, Document]

DEEPEST: Final = 8  # quotations a piece of text lists
GOLDEN: Final = 137.508  # degrees; multiples of it are far apart on the wheel of colours, however many there are
NOBODY: Final = "speaker not clear"
FRAME: Final = "width:100%;height:32rem;border:1px solid #8888;border-radius:.5rem;resize:vertical"

_NOT_HTML: Final = regex.compile(r"[\0\ud800-\udfff]")


@attrs.frozen
class _Piece:
    """A stretch of text with the quotations it is content, cue and source of, by their number on the page."""

    span: Span
    content: tuple[int, ...]
    cue: tuple[int, ...]
    source: tuple[int, ...]
    begins: tuple[int, ...]


def html_page(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield a page that shows documents; without a name, a document has no heading."""
    named = list(results)
    cast = _Cast(document for _, document in named)
    first = 1
    yield _head(named, cast)
    for name, document in named:
        yield _encodable(_article(name, document, cast, first), encoding)
        first += len(document.quotes)
    yield f'</main></div>\n<div id="card" role="tooltip" hidden></div>\n<script>{_file("page.js")}</script>\n'
    yield "</body></html>\n"


def html_frame(document: Document) -> str:
    """Return the page of one document in a frame of its own, for a notebook."""
    page = "".join(html_page([("", document)]))
    return f'<iframe title="Quotations" sandbox="allow-scripts" style="{FRAME}" srcdoc="{html.escape(page)}"></iframe>'


def escaped(text: str) -> str:
    """Return text as HTML that shows it literally, also in an attribute."""
    plain = _NOT_HTML.sub("\N{REPLACEMENT CHARACTER}", text)
    return html.escape(plain, quote=True).replace("\r", "&#13;")


def _encodable(text: str, encoding: str) -> str:
    return text.encode(encoding, "xmlcharrefreplace").decode(encoding)


@functools.cache
def _file(name: str) -> str:
    return resources.files("quoteattr.output").joinpath(name).read_text(encoding="utf-8")


# --- who speaks ----------------------------------------------------------------------------------


class _Cast:
    """Those who speak on a page, most quoted first: the same label is the same row of the legend, in any document."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.kinds = Counter[QuoteKind]()
        self.counts = Counter[str]()
        for document in documents:
            self.kinds.update(quote.kind for quote in document.quotes)
            self.counts.update(label for quote in document.quotes for label in self.labels(quote))
        self.places = {label: i for i, (label, _) in enumerate(self.counts.most_common())}

    @staticmethod
    def labels(quote: Quote) -> list[str]:
        """Return who speaks; joint speakers each."""
        speaking: Sequence[Speaker] = (quote.speaker.members or (quote.speaker,)) if quote.speaker else ()
        return list(dict.fromkeys(speaker.label for speaker in speaking)) or [NOBODY]

    def hue(self, label: str) -> int:
        return round(210 + self.places[label] * GOLDEN) % 360

    def colour(self, quote: Quote) -> tuple[str, str]:
        """Return the class and style of a quotation's colour, that of its first speaker."""
        label = self.labels(quote)[0]
        return ("nobody" if label == NOBODY else "", f"--h:{self.hue(label)}")


# --- the head and the legend ---------------------------------------------------------------------


def _head(named: Sequence[Named], cast: _Cast) -> str:
    quotes = sum(cast.kinds.values())
    told = f"{_count(quotes, 'quotation')} in {_count(len(named), 'text')}"
    title = f"{named[0][0]}: who said what" if len(named) == 1 and named[0][0] else "Who said what"
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<title>{_encodable(escaped(title), "ascii")}</title><link rel="icon" href="data:,">
<style>{_file("page.css")}</style></head>
<body><header><h1>Who said what</h1><p>{told}</p></header>
<div class="layout">
{_encodable(_legend(cast), "ascii")}
<main>
"""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _policy() -> str:
    script = base64.b64encode(hashlib.sha256(_file("page.js").encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{script}'"


def _legend(cast: _Cast) -> str:
    speakers = "".join(_speaker_row(cast, label, i) for label, i in cast.places.items())
    kinds = "".join(
        _row("kind", kind.value, f"swatch nobody {kind.value}", "", kind.value, cast.kinds[kind]) for kind in QuoteKind
    )
    return f"""<form class="legend" aria-label="Legend and filter">
<fieldset><legend>Speakers</legend>
<div data-needs-script hidden><button type="button" value="all">All</button>
<button type="button" value="none">None</button></div>
{speakers}</fieldset>
<fieldset><legend>Kinds</legend>
{kinds}</fieldset>
<p class="quiet"><span class="cue">cue</span>: the words that report;
<span class="source">source</span>: the speaker as written</p>
<p class="quiet key-hint" data-needs-script hidden>Point at a quotation, or reach it with Tab, to see why.
Enter keeps the note open, Escape closes it.</p>
<p id="shown" role="status"></p></form>"""


def _speaker_row(cast: _Cast, label: str, i: int) -> str:
    kind = "swatch nobody" if label == NOBODY else "swatch"
    return _row("speaker", str(i), kind, f"--h:{cast.hue(label)}", label, cast.counts[label])


def _row(name: str, value: str, class_: str, style: str, label: str, count: int) -> str:
    return (
        f'<label><input type="checkbox" name="{name}" value="{value}" checked autocomplete="off">'
        f'<bdi class="{class_}" style="{style}">{escaped(label)}</bdi><span class="count">{count}</span></label>\n'
    )


# --- an article ----------------------------------------------------------------------------------


def _article(name: str, document: Document, cast: _Cast, first: int) -> str:
    quotes = dict(enumerate(document.quotes, first))
    shown = "".join(_shown(document.text, piece, quotes, cast) for piece in _pieces(document, first))
    heading = f"<h2><bdi>{escaped(name)}</bdi></h2>\n" if name else ""
    notes = "".join(_note(document.text, number, quote, cast) for number, quote in quotes.items())
    below = f"<h3>Quotations</h3><ol>\n{notes}</ol>" if notes else "<p>No quotations.</p>"
    body = f'<div class="text" dir="auto">{shown}</div>'
    return f'<article>{heading}{body}\n<section class="notes">{below}</section></article>\n'


def _pieces(document: Document, first: int) -> Iterator[_Piece]:
    """Yield the text cut at every edge of a content, cue or source."""
    opening, closing = defaultdict[int, list[tuple[str, int]]](list), defaultdict[int, list[tuple[str, int]]](list)
    sizes: dict[int, tuple[int, int]] = {}
    for number, quote in enumerate(document.quotes, first):
        sizes[number] = (sum(map(len, quote.content)), -number)
        for layer, span in _layers(quote):
            if span.start < min(span.end, len(document.text)):
                opening[span.start].append((layer, number))
                closing[span.end].append((layer, number))
    active, seen = Counter[tuple[str, int]](), set[int]()
    for start, end in itertools.pairwise(sorted({0, len(document.text), *opening, *closing})):
        active.update(opening[start])
        active.subtract(closing[start])
        active = +active if closing[start] else active
        content = nsmallest(DEEPEST, (n for layer, n in active if layer == "content"), key=sizes.__getitem__)
        begins = tuple(n for n in content if n not in seen)
        seen.update(begins)
        cue, source = (tuple(n for layer, n in active if layer == wanted)[:DEEPEST] for wanted in ("cue", "source"))
        yield _Piece(Span(start, end), tuple(content), cue, source, begins)


def _layers(quote: Quote) -> Iterator[tuple[str, Span]]:
    yield from (("content", span) for span in quote.content)
    yield from (("cue", span) for span in (quote.cue.spans if quote.cue else ()))
    yield from (("source", span) for span in (quote.source.spans if quote.source else ()))


def _shown(text: str, piece: _Piece, quotes: dict[int, Quote], cast: _Cast) -> str:
    words = escaped(piece.span.of(text))
    if not (piece.content or piece.cue or piece.source):
        return words
    lists = (("data-q", piece.content), ("data-c", piece.cue), ("data-s", piece.source), ("data-n", piece.begins))
    attributes = [f'{name}="{" ".join(map(str, numbers))}"' for name, numbers in lists if numbers]
    classes = ["cue"] * bool(piece.cue) + ["source"] * bool(piece.source)
    if piece.content:
        inner, style = cast.colour(quotes[piece.content[0]])
        classes += ["q", quotes[piece.content[0]].kind.value, inner]
        if len(piece.content) > 1:
            classes.append("within")
            style += cast.colour(quotes[piece.content[1]])[1].replace("--h", ";--o")
        attributes.append(f'style="{style}"')
    if piece.begins:
        described_by = " ".join(f"q{number}" for number in piece.begins)
        attributes.append(f'tabindex="0" aria-describedby="{described_by}"')
    tag = "mark" if piece.content else "span"
    return f'<{tag} class="{" ".join(filter(None, classes))}" {" ".join(attributes)}>{words}</{tag}>'


def _note(text: str, number: int, quote: Quote, cast: _Cast) -> str:
    class_, style = cast.colour(quote)
    keys = " ".join(str(cast.places[label]) for label in cast.labels(quote))
    lines = [*_facts(quote), *reasons(text, quote)]
    return (
        f'<li id="q{number}" class="{class_}" style="{style}" data-q="{number}" data-kind="{quote.kind.value}" '
        f'data-speakers="{keys}"><div class="note-who">{number}. <bdi>{escaped(_who(quote))}</bdi></div>'
        f'<div class="note-words" dir="auto">{escaped(quote.text)}</div>'
        f"<ul>{''.join(f'<li><bdi>{escaped(line)}</bdi></li>' for line in lines)}</ul></li>\n"
    )


def _who(quote: Quote) -> str:
    return described(quote.speaker) if quote.speaker else NOBODY


def _facts(quote: Quote) -> Iterator[str]:
    told = f", {quote.cue.stance.value.replace('_', ' ')} in {quote.cue.mode.value}" if quote.cue else ""
    yield f"{quote.kind.value}{told}; likely right: {chances(quote.confidence)} ({quote.confidence:.0%})"
    if quote.speaker and quote.speaker_confidence is not None:
        share = quote.speaker_confidence
        yield f"said by this speaker, if so: {chances(share)} ({share:.0%})"
    if labels := [candidate.speaker.label for candidate in others(quote)[:3]]:
        yield f"{'also ' if quote.speaker else ''}considered: {', '.join(labels)}"
