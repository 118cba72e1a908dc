"""The values quoteattr hands out: plain, frozen, and each pointing into the caller's text.

Theory of operation.  A `Document` holds the text as given and everything found in it.  Every part
that can be seen in the text carries `Span`s, half-open character offsets of the caller's string, and
the law is ``text[span.start:span.end]``: no part is ever normalised, padded or moved.  Text kept beside
spans (`Quote.text`, `Cue.text`, `Mention.text`) is what those spans cover, so that a value is readable
without its document.

Values become dictionaries with `to_dict` and come back with `from_dict`; both follow the attrs
fields, so there is no second list of names to keep in step.  A speaker is spelled out where it stands
alone; within a document the speakers are listed once and everything else refers to them by id.

This module imports nothing of quoteattr's.  That is why the base error lives here: `from_dict` needs it.
"""

import contextlib
import functools
import importlib
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, Self, TypeVar, cast

import attrs

SCHEMA_VERSION: Final = 1

Member = TypeVar("Member", bound=StrEnum)


class QuoteattrError(Exception):
    """Base of every error that quoteattr raises on purpose."""


class SchemaError(QuoteattrError, ValueError):
    """A dictionary or JSON text does not describe a value; the message starts with the JSON path."""


def plain(members: type[Member]) -> type[Member]:
    """Make the members of an enumeration plain attributes of it, as they are from Python 3.12 on.

    Before, each `SpeakerKind.PERSON` runs a property, which takes as long as ten comparisons.
    """
    for member in members:
        type.__setattr__(members, member.name, member)
    return members


@plain
class QuoteKind(StrEnum):
    """How much of a content stands in quotation marks (Pareti 2015).

    DIRECT: at least 90 % of its letters and digits, or the layout marks it as speech; MIXED: some; INDIRECT: none.
    """

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@plain
class CueMode(StrEnum):
    """By what act the content is reported."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


@plain
class CueStance(StrEnum):
    """What the source does with the content: "said", "denied", "asked", "urged", "did not say"."""

    ASSERTED = "asserted"
    DENIED = "denied"
    ASKED = "asked"
    URGED = "urged"
    NOT_SAID = "not_said"


@plain
class MentionForm(StrEnum):
    """The kind of noun phrase a mention is: "Jane Doe", "the lawyer", "she"."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@plain
class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DOCUMENT = "document"
    GROUP = "group"


@plain
class Gender(StrEnum):
    """The grammatical gender a text gives to a person; None stands for unknown."""

    FEMALE = "female"
    MALE = "male"


@plain
class DiagnosticCode(StrEnum):
    """What was odd about a text.

    UNCLOSED: an opening mark without its closing mark; STRAY: a closing mark without its opening one;
    FAILED: the text could not be processed (`Extractor.pipe` where a worker process is lost, and adapters).
    """

    UNCLOSED = "unclosed"
    STRAY = "stray"
    FAILED = "failed"


class Value:
    """Base of the public values: `to_dict` and `from_dict` by the attrs fields of the class."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain dictionaries, lists, strings and numbers, fit for `json.dumps`."""
        return {name: _plain(value, refer=False) for name, value in _items(self)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the value that `to_dict` described; raise `SchemaError`, naming the path, where it does not."""
        with _bounded_depth():
            return cast(Self, _value(cls, data, "$", _Around()))


@functools.total_ordering
@attrs.frozen
class Span(Value):
    """Half-open character offsets: ``start <= i < end``.

    >>> Span(0, 5).of("Hello there")
    'Hello'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` this span covers."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def __lt__(self, other: "Span") -> bool:
        return self.start < other.start or (self.start == other.start and self.end < other.end)


def covered(text: str, spans: Iterable[Span]) -> str:
    """Return what spans cover, as it is kept beside them: the pieces joined by a space."""
    return " ".join([span.of(text) for span in spans])


@attrs.frozen(kw_only=True)
class Diagnostic(Value):
    """Something odd in the text, and where."""

    code: DiagnosticCode
    span: Span
    message: str


@attrs.frozen(kw_only=True)
class Cue(Value):
    """The words that signal a report ("has told", "according to"): one span, or two around other words."""

    spans: tuple[Span, ...]
    text: str
    lemma: str
    mode: CueMode
    stance: CueStance


@attrs.frozen(kw_only=True)
class Mention(Value):
    """A noun phrase as written that stands for a speaker; `speaker_id` says whom, where that is known."""

    spans: tuple[Span, ...]
    text: str
    form: MentionForm
    speaker_id: str | None = None


@attrs.frozen(kw_only=True)
class Speaker(Value):
    """Somebody, or some body, to whom the text gives words.

    `name` is the fullest proper name the text uses (None for the unnamed), `label` the name or else the
    fullest description; joint speakers are a GROUP without a name that lists its `members`.
    """

    id: str
    kind: SpeakerKind
    name: str | None
    label: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    gender: Gender | None = None
    members: tuple["Speaker", ...] = ()


@attrs.frozen(kw_only=True)
class Candidate(Value):
    """A speaker that was considered for a quotation; scores are comparable within one quotation only."""

    speaker: Speaker
    score: float


@attrs.frozen(kw_only=True)
class Step(Value):
    """One decision on the way to a quotation: the stage, the rule that fired, the words it saw, its score."""

    stage: str
    rule: str
    spans: tuple[Span, ...] = ()
    score: float | None = None


@attrs.frozen(kw_only=True)
class Quote(Value):
    """Reported words with their cue, source and speaker.

    `content` includes quotation marks and a leading "that" and has one span for each piece; `verbatim` is what
    stands inside marks.  `text` is the content as written, pieces joined by a space; `words` drops the
    marks around it and the leading "that", and has characters for their entities (“&amp;”) and no
    signs of Markdown between its words.  `continues`
    is the index, in the document's quotes, of the quotation that this one carries on.  `confidence` is
    the probability that the content is right to half its extent and the source is right; `speaker_confidence`, that
    the speaker is right if the quote is, or the first candidate where `min_speaker_confidence` leaves `speaker` None.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    verbatim: tuple[Span, ...]
    text: str
    words: str
    cue: Cue | None = None
    source: Mention | None = None
    speaker: Speaker | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Step, ...] = ()
    addressee: Mention | None = None
    relayed_by: Mention | None = None
    continues: int | None = None
    confidence: float
    speaker_confidence: float | None = None


def kept(quotes: Sequence[Quote], places: Iterable[int]) -> tuple[Quote, ...]:
    """Return those quotations of a document that stand at `places`; what one `continues` is counted among them."""
    new = {old: i for i, old in enumerate(places)}
    wanted = [quotes[place] for place in new]
    return tuple([q if q.continues is None else attrs.evolve(q, continues=new.get(q.continues)) for q in wanted])


@attrs.frozen(kw_only=True)
class Document(Value):
    """A text with its quotations, in order of their first character, its speakers and its oddities.

    `speakers` are all to whom the text gives words, also those of quotations that options leave out.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def quotes_by(self, speaker: Speaker | str) -> tuple[Quote, ...]:
        """Return the quotations of a speaker, given as such or by name or alias, alone or with others.

        A name is compared whole and without regard to case.  Raises TypeError for what is neither, such as the
        `speaker` of a quotation that has none.
        """
        if not isinstance(speaker, Speaker | str):
            raise TypeError(f"speaker: a Speaker or a name is expected, not {type(speaker).__name__}")
        wanted = {s.id for s in self.speakers if _is_called(s, speaker)}
        return tuple(q for q in self.quotes if q.speaker and wanted & {s.id for s in (q.speaker, *q.speaker.members)})

    def _repr_html_(self) -> str:
        """Return a page in a frame, for notebooks; only when asked is the module that draws it looked for."""
        return cast(str, importlib.import_module("quoteattr.output.html").html_frame(self))

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain data; speakers are listed once and referred to by id elsewhere."""
        plain = {name: _plain(value, refer=True) for name, value in _items(self) if name != "speakers"}
        speakers = [{name: _plain(value, refer=True) for name, value in _items(s)} for s in self.speakers]
        return {"schema_version": SCHEMA_VERSION, **plain, "speakers": speakers}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build the document that `to_dict` described; raise `SchemaError`, naming the path, where it does not."""
        data = _mapping(data, "$")
        if (version := data.get("schema_version")) != SCHEMA_VERSION:
            raise SchemaError(f"$.schema_version: {version!r} is not {SCHEMA_VERSION}, the version read here")
        size = len(data["text"]) if isinstance(data.get("text"), str) else None
        with _bounded_depth():
            speakers = _speakers(_sequence(data.get("speakers", []), "$.speakers"), size)
            rest = {k: v for k, v in data.items() if k not in ("schema_version", "speakers")}
            document = cast(Self, _value(cls, rest, "$", _Around({speaker.id: speaker for speaker in speakers}, size)))
        _check_order(document.quotes)
        return attrs.evolve(document, speakers=speakers)


def failed(text: str, message: str) -> Document:
    """Return the document of a text that could not be processed: nothing but a diagnostic that says why."""
    diagnostic = Diagnostic(code=DiagnosticCode.FAILED, span=Span(0, len(text)), message=message)
    return Document(text=text, diagnostics=(diagnostic,))


def _is_called(speaker: Speaker, wanted: Speaker | str) -> bool:
    if isinstance(wanted, Speaker):
        return speaker.id == wanted.id
    names = (speaker.label, *speaker.aliases)
    return wanted.casefold() in (name.casefold() for name in names)


# --- plain data: out -----------------------------------------------------------------------------


def _items(value: Value) -> Iterator[tuple[str, Any]]:
    for field in attrs.fields(cast(type[attrs.AttrsInstance], type(value))):
        yield field.name, getattr(value, field.name)


def _plain(value: Any, *, refer: bool) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Speaker) and refer:
        return value.id
    if isinstance(value, Value):
        return {name: _plain(part, refer=refer) for name, part in _items(value)}
    if isinstance(value, tuple):
        return [_plain(part, refer=refer) for part in value]
    return value.value if isinstance(value, StrEnum) else value


# --- plain data: in ------------------------------------------------------------------------------


@attrs.frozen
class _Around:
    """What a part of a document may refer to: speakers by their ids, and a text of so many characters."""

    speakers: Mapping[str, Speaker] = types.MappingProxyType({})
    size: int | None = None


def _mapping(data: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise SchemaError(f"{path}: an object is expected, not {type(data).__name__}")
    return data


def _sequence(data: Any, path: str) -> list[Any]:
    if not isinstance(data, list | tuple):
        raise SchemaError(f"{path}: a list is expected, not {type(data).__name__}")
    return list(data)


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@contextlib.contextmanager
def _bounded_depth() -> Iterator[None]:
    """Report values inside values without end (members of members) as the damaged data they are."""
    try:
        yield
    except RecursionError:
        raise SchemaError("$: nested too deeply to describe a value") from None


def _check_order(quotes: tuple[Quote, ...]) -> None:
    for i, quote in enumerate(quotes):
        if quote.continues is not None and not 0 <= quote.continues < len(quotes):
            raise SchemaError(f"$.quotes[{i}].continues: there is no quotation {quote.continues}")


def _speakers(rows: list[Any], size: int | None) -> tuple[Speaker, ...]:
    """Build a document's speakers; joint speakers refer to their members, so those are built first."""
    known: dict[str, Speaker] = {}
    ids: list[str] = [""] * len(rows)
    for i in sorted(range(len(rows)), key=lambda i: bool(_mapping(rows[i], f"$.speakers[{i}]").get("members"))):
        speaker = _value(Speaker, rows[i], f"$.speakers[{i}]", _Around(known, size))
        if speaker.id in known:
            raise SchemaError(f"$.speakers[{i}].id: {speaker.id!r} is taken by another speaker")
        known[speaker.id] = speaker
        ids[i] = speaker.id
    return tuple(known[id_] for id_ in ids)


def _value(cls: type, data: Any, path: str, around: _Around) -> Any:
    """Build one attrs value from a mapping, its fields by their annotations."""
    if cls is Span:
        return _span(data, path, around.size)
    if cls is Speaker and isinstance(data, str):
        if data not in around.speakers:
            raise SchemaError(f"{path}: no speaker has the id {data!r}")
        return around.speakers[data]
    fields = {field.name: field for field in attrs.fields(cls)}
    if unknown := sorted(_mapping(data, path).keys() - fields.keys(), key=str):
        raise SchemaError(f"{path}.{unknown[0]}: no such field in {cls.__name__}")
    for name, field in fields.items():
        if name not in data and field.default is attrs.NOTHING:
            raise SchemaError(f"{path}.{name}: missing")
    return cls(**{name: _read(_hints(cls)[name], part, f"{path}.{name}", around) for name, part in data.items()})


def _span(data: Any, path: str, size: int | None) -> Span:
    """Read a span as it stands within other values, ``[start, end]``, or as `Span.to_dict` gives it alone."""
    alone = isinstance(data, Mapping) and data.keys() == {"start", "end"}
    numbers = [data["start"], data["end"]] if alone else _sequence(data, path)
    if len(numbers) != 2 or not all(type(n) is int for n in numbers) or not 0 <= numbers[0] <= numbers[1]:
        raise SchemaError(f"{path}: two offsets, 0 <= start <= end, are expected, not {data!r}")
    if size is not None and numbers[1] > size:
        raise SchemaError(f"{path}: {numbers} does not lie in the text, which has {size} characters")
    return Span(*numbers)


def _read(kind: Any, data: Any, path: str, around: _Around) -> Any:
    """Read `data` as the annotation `kind` asks: a union with None, a tuple, a value, an enum or a scalar."""
    if isinstance(kind, types.UnionType):
        (kind,) = (k for k in typing.get_args(kind) if k is not types.NoneType)
        return None if data is None else _read(kind, data, path, around)
    if typing.get_origin(kind) is tuple:
        part = typing.get_args(kind)[0]
        return tuple(_read(part, x, f"{path}[{i}]", around) for i, x in enumerate(_sequence(data, path)))
    if issubclass(kind, Value):
        return _value(kind, data, path, around)
    return _scalar(kind, data, path)


def _scalar(kind: type, data: Any, path: str) -> Any:
    if issubclass(kind, StrEnum):
        if data not in list(kind):
            raise SchemaError(f"{path}: {data!r} is none of {', '.join(kind)}")
        return kind(data)
    if kind is float and type(data) is int and abs(data) <= sys.float_info.max:
        return float(data)
    if type(data) is not kind:
        raise SchemaError(f"{path}: {kind.__name__} is expected, not {type(data).__name__}")
    return data
