"""Quotations as brat stand-off: a text, its annotations, and the configuration brat shows them with; and back.

In the ``.ann`` file a quotation is a text-bound annotation of the type of its kind (Direct, Mixed, Indirect), one
fragment a piece.  Its cue, source, addressee and relay are others, joined to it by relations; the mode and stance
of a cue and the form of a mention are attributes.  What brat has no field for, the speaker and the confidence
above all, stands in a note on the quotation, as JSON, which brat shows beside it.

Brat reads line by line, so no fragment may hold a line break: pieces are cut there, and the reference text has a
space instead.  Nor may fragments be empty or overlap.  The note keeps the pieces as they were, and the reader takes
those, unless somebody has moved the fragments in brat: then the fragments hold, and those that only line breaks
part are joined again.

Limits: evidence, candidates and a speaker's list of mentions are left out, and so are quotations without a character
brat can show; `continues` is a relation, and lost with either end.  A lone surrogate is U+FFFD in the text file.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import attrs
import regex

from quoteattr.errors import InputError, SchemaError
from quoteattr.models import CueMode, CueStance, Document, MentionForm, Quote, QuoteKind, Span, Speaker, covered
from quoteattr.output.json import dumps

RELATIONS: Final = {"Cue": "Cued_by", "Source": "Said_by", "Addressee": "Said_to", "Relay": "Relayed_by"}
FIELDS: Final = {"Cue": "cue", "Source": "source", "Addressee": "addressee", "Relay": "relayed_by"}
KINDS: Final = {kind.capitalize(): kind for kind in QuoteKind}
ATTRIBUTES: Final = {"mode": CueMode, "stance": CueStance, "form": MentionForm}
IN_NOTE: Final = ("content", "verbatim", "text", "words", "confidence", "speaker_confidence")

# What ends a line for Python's readers, brat among them, and the tab that parts the columns of a line.
_CUT: Final = regex.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SURROGATE: Final = regex.compile(r"[\ud800-\udfff]")


@attrs.frozen
class Files:
    """What brat loads for one document: the contents of its ``.txt`` and its ``.ann``."""

    txt: str
    ann: str


# --- out -----------------------------------------------------------------------------------------


def configuration() -> str:
    """Return the ``annotation.conf`` of a folder with such files."""
    kinds = "|".join(KINDS)
    relations = [f"{name}\tArg1:{kinds}, Arg2:{type_}" for type_, name in RELATIONS.items()]
    attributes = [
        f"{name.capitalize()}\tArg:{arg}, Value:{'|'.join(values)}"
        for (name, values), arg in zip(ATTRIBUTES.items(), ("Cue", "Cue", "Source|Addressee|Relay"), strict=True)
    ]
    sections = {
        "entities": [*KINDS, *FIELDS],
        "relations": [*relations, f"Continues\tArg1:{kinds}, Arg2:{kinds}", "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>"],
        "events": [],
        "attributes": attributes,
    }
    return "\n".join(f"[{title}]\n" + "".join(f"{line}\n" for line in lines) for title, lines in sections.items())


def brat_files(document: Document) -> Files:
    """Return the text of a document and its annotations."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", document.text)
    writer = _Writer(text)
    for quote in document.quotes:
        writer.add(quote)
    return Files(text, "".join(f"{line}\n" for line in writer.lines))


class _Writer:
    """Numbers annotations as they come; `quotes` holds the id of each quotation, None for one brat cannot show."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.counts = dict.fromkeys("TRA#", 0)
        self.quotes: list[str | None] = []

    def _write(self, kind: str, *columns: str) -> str:
        self.counts[kind] += 1
        id_ = f"{kind}{self.counts[kind]}"
        self.lines.append("\t".join((id_, *columns)))
        return id_

    def _mark(self, type_: str, spans: Sequence[Span]) -> str | None:
        pieces = fragments(self.text, spans)
        where = ";".join(f"{span.start} {span.end}" for span in pieces)
        return self._write("T", f"{type_} {where}", covered(self.text, pieces)) if pieces else None

    def add(self, quote: Quote) -> None:
        own = self._mark(quote.kind.capitalize(), quote.content)
        self.quotes.append(own)
        if own is None:
            return
        plain = attrs.evolve(quote, speaker=None, candidates=(), evidence=()).to_dict()  # not spelled out for nothing
        note = {name: value for name, value in plain.items() if name in IN_NOTE}
        if quote.speaker:
            note["speaker"] = _slim(quote.speaker).to_dict()
        for type_, field in FIELDS.items():
            self._part(own, type_, getattr(quote, field), note)
        if quote.continues is not None and (before := self.quotes[quote.continues]):
            self._write("R", f"Continues Arg1:{own} Arg2:{before}")
        self._write("#", f"AnnotatorNotes {own}", _on_one_line(note))

    def _part(self, own: str, type_: str, value: Any, note: dict[str, Any]) -> None:
        """Write a cue or mention and its tie to the quotation; where brat cannot show it, the note alone has it."""
        if value is None:
            return
        plain = value.to_dict()
        note[FIELDS[type_]] = plain
        if id_ := self._mark(type_, value.spans):
            self._write("R", f"{RELATIONS[type_]} Arg1:{own} Arg2:{id_}")
            for name in ATTRIBUTES.keys() & plain.keys():
                self._write("A", f"{name.capitalize()} {id_} {plain[name]}")


def _slim(speaker: Speaker) -> Speaker:
    return attrs.evolve(speaker, mentions=(), members=tuple(map(_slim, speaker.members)))


def fragments(text: str, spans: Iterable[Span]) -> list[Span]:
    r"""Return what brat can hold of spans: in order, apart, not empty, without line breaks.

    >>> fragments("one\ntwo", [Span(0, 7)])
    [Span(start=0, end=3), Span(start=4, end=7)]
    """
    found: list[Span] = []
    for span in sorted(spans):
        start = max(span.start, found[-1].end if found else 0)
        for cut in _CUT.finditer(text, start, max(start, span.end)):
            if start < cut.start():
                found.append(Span(start, cut.start()))
            start = cut.end()
        if start < span.end:
            found.append(Span(start, span.end))
    return found


def _on_one_line(data: Any) -> str:
    return _CUT.sub(lambda match: "".join(f"\\u{ord(char):04x}" for char in match[0]), dumps(data))


# --- back ----------------------------------------------------------------------------------------


def read_brat(files: Files) -> Document:
    """Return the document that `brat_files` wrote, as edited since; raise `InputError` with the line that is wrong."""
    lines: dict[str, tuple[int, list[str]]] = {}
    for number, line in enumerate(files.ann.split("\n"), 1):
        if line.strip():
            columns = line.split("\t")
            lines[columns[0]] = (number, columns[1:])
    return _Reader(files.txt, lines).document()


class _Reader:
    def __init__(self, text: str, lines: Mapping[str, tuple[int, list[str]]]) -> None:
        self.text = text
        self.marks = {id_: self._read(_mark, id_, line) for id_, line in lines.items() if id_.startswith("T")}
        self.notes = dict(self._read(_note, id_, line) for id_, line in lines.items() if id_.startswith("#"))
        self.relations = defaultdict[str, list[tuple[str, str]]](list)
        self.attributes = defaultdict[str, dict[str, str]](dict)
        for id_, line in lines.items():
            if id_.startswith("R"):
                name, arg1, arg2 = self._read(_relation, id_, line)
                self.relations[arg1].append((name, arg2))
            elif id_.startswith("A"):
                name, of, value = self._read(_attribute, id_, line)
                self.attributes[of][name] = value
        self.lines = {id_: number for id_, (number, _) in lines.items()}

    def _read(self, reader: Any, id_: str, line: tuple[int, list[str]]) -> Any:
        number, columns = line
        try:
            return reader(columns)
        except (ValueError, IndexError, AttributeError, TypeError, RecursionError):
            raise InputError(f"line {number}: {id_} is no annotation as brat writes them") from None

    def document(self) -> Document:
        ids = [id_ for id_, (type_, _) in self.marks.items() if type_ in KINDS]
        place = {id_: i for i, id_ in enumerate(ids)}
        quotes = tuple(self._quote(id_, place) for id_ in ids)
        speakers: dict[str, Speaker] = {}
        for quote in quotes:
            for speaker in (*(quote.speaker.members if quote.speaker else ()), quote.speaker):
                if speaker:
                    speakers.setdefault(speaker.id, speaker)
        return Document(text=self.text, quotes=quotes, speakers=tuple(speakers.values()))

    def _quote(self, id_: str, place: Mapping[str, int]) -> Quote:
        type_, pieces = self.marks[id_]
        data = {"confidence": 1.0, "verbatim": [], **self.notes.get(id_, {}), "kind": KINDS[type_].value}
        if not self._agree(data.get("content"), pieces):
            joined = self._joined(pieces)
            data |= {"content": self._whole(pieces), "text": joined, "words": joined}
        noted = {field: data.pop(field, None) for field in FIELDS.values()}
        for name, other in self.relations[id_]:
            if name == "Continues":
                data["continues"] = place.get(other)
            elif other in self.marks and self.marks[other][0] in FIELDS:
                field = FIELDS[self.marks[other][0]]
                data[field] = self._part(other, noted[field])
        for field, value in noted.items():
            if value and not fragments(self.text, _spans(value)):
                data[field] = value  # brat never saw it
        try:
            return Quote.from_dict(data)
        except SchemaError as error:
            raise InputError(f"line {self.lines[id_]}: note on {id_}: {error}") from None

    def _part(self, id_: str, noted: Any) -> dict[str, Any]:
        """Return a cue or mention: what the note says of it, with the spans and attributes brat has."""
        type_, pieces = self.marks[id_]
        new = (
            {"lemma": self._joined(pieces), "mode": "speech", "stance": "asserted"}
            if type_ == "Cue"
            else {"form": "name"}
        )
        data = {**(noted or new), **self.attributes[id_]}
        if not self._agree(data.get("spans"), pieces):
            data |= {"spans": self._whole(pieces), "text": self._joined(pieces)}
        return data

    def _agree(self, noted: Any, pieces: list[Span]) -> bool:
        return noted is not None and fragments(self.text, _spans({"spans": noted})) == pieces

    def _whole(self, pieces: Sequence[Span]) -> list[list[int]]:
        """Join fragments that were cut at line breaks."""
        whole: list[list[int]] = []
        for piece in pieces:
            if whole and _CUT.fullmatch(self.text, whole[-1][1], piece.start):
                whole[-1][1] = piece.end
            else:
                whole.append([piece.start, piece.end])
        return whole

    def _joined(self, pieces: Sequence[Span]) -> str:
        return " ".join(self.text[start:end] for start, end in self._whole(pieces))


def _spans(value: Any) -> list[Span]:
    """Return the spans of a value in a note; [] where they are damaged, so that brat's own are taken."""
    try:
        return [Span(int(start), int(end)) for start, end in value["spans"]]
    except (TypeError, ValueError, KeyError):
        return []


def _mark(columns: Sequence[str]) -> tuple[str, list[Span]]:
    type_, _, where = columns[0].partition(" ")
    spans = [Span(*map(int, part.split(" "))) for part in where.split(";")]
    if type_ not in KINDS and type_ not in FIELDS:
        raise ValueError(type_)
    return type_, spans


def _note(columns: Sequence[str]) -> tuple[str, dict[str, Any]]:
    data = json.loads(columns[1])
    return columns[0].split(" ")[1], dict(data.items())


def _relation(columns: Sequence[str]) -> tuple[str, str, str]:
    name, arg1, arg2 = columns[0].split(" ")
    return name, arg1.removeprefix("Arg1:"), arg2.removeprefix("Arg2:")


def _attribute(columns: Sequence[str]) -> tuple[str, str, str]:
    name, id_, value = columns[0].split(" ")
    return name.lower(), id_, value
