"""quoteattr as a component of a spaCy pipeline: ``nlp.add_pipe("quoteattr")``.

Theory of operation.  spaCy learns of the component through the entry point `spacy_factories`, so nothing of ours needs
to be imported first.  The component reads `doc.text` and nothing else: it works at any place of any pipeline, on
a blank one too, whatever its tokens.  It leaves behind

- ``doc._.quoteattr``: the document as `Document.to_dict` gives it, without its text, which the doc has (None for a doc
  that no component has seen);
- ``doc._.quotes``: from that, a list of dictionaries that `Quote.from_dict` reads, with speakers spelled out
  (all but their mentions, which would make a novel's size grow with its square);
- ``doc.spans["quoteattr"]``: a span for each piece of each content, in order.  Its label is the kind, its id the
  number of its quotation in ``doc._.quotes``, its kb_id the speaker's id.

The data is plain.  It is kept as JSON in `doc.user_data`, because that is the one form that `to_bytes`, `DocBin` (with
``store_user_data=True``) and the worker processes of `nlp.pipe` all hand on unchanged: a `DocBin` turns lists into
tuples.  Offsets are of characters and exact.  A piece that begins or ends
inside a token (a mark the tokeniser left on a word) gets a span grown to whole tokens; none is left out.

Limits: both attributes are read from that JSON each time they are asked for; keep them in a variable in a loop.  A
component that merges or splits tokens has to stand before this one: spaCy does not mend `doc.spans` after it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import attrs

from quoteattr.adapters import extra
from quoteattr.config import Config
from quoteattr.models import Document
from quoteattr.pipeline import Extractor

with extra("spacy"):
    from spacy.language import Language
    from spacy.tokens import Doc, Span

NAME: Final = "quoteattr"


class QuoteattrComponent:
    """A pipeline component that fills `doc._.quoteattr`, `doc._.quotes` and `doc.spans["quoteattr"]`."""

    def __init__(self, config: Config) -> None:
        self.extractor = Extractor(config)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with the quotations of its text."""
        document = self.extractor.extract(doc.text).to_dict()
        del document["text"]
        doc.user_data[NAME] = json.dumps(document)
        doc.spans[NAME] = [
            align(doc, piece, label=quote["kind"], span_id=str(number), kb_id=quote["speaker"] or "")
            for number, quote in enumerate(document["quotes"])
            for piece in quote["content"]
        ]
        return doc


def align(doc: Doc, offsets: Sequence[int], *, label: str = "", span_id: str = "", kb_id: str = "") -> Span:
    """Return the tokens of `doc` that hold the characters from ``offsets[0]`` to ``offsets[1]``.

    It serves for any offsets in `doc._.quotes`: a cue's ``spans``, a source's, ``verbatim``.  Raises ValueError
    for offsets that hold no character of the text.
    """
    start, end = offsets
    if not 0 <= start < end <= len(doc.text):
        raise ValueError(f"offsets: {start} and {end} are no characters of a text of {len(doc.text)}")
    return Span(doc, _at(doc, start).start, _at(doc, end - 1).end, label=label, span_id=span_id, kb_id=kb_id)


def _at(doc: Doc, character: int) -> Span:
    """Return the token that holds a character; for a space between two tokens, no token, between them."""
    return cast(Span, doc.char_span(character, character + 1, alignment_mode="expand"))


def to_document(doc: Doc) -> Document:
    """Return the Document that the component found in `doc`, with everything in it."""
    return Document.from_dict({**(_found(doc) or Document(text="").to_dict()), "text": doc.text})


def _found(doc: Doc) -> dict[str, Any] | None:
    packed = doc.user_data.get(NAME)
    return None if packed is None else json.loads(packed)


def _quotes(doc: Doc) -> list[dict[str, Any]]:
    """Return the quotations with each speaker's dictionary in the place of its id."""
    found = _found(doc) or {"speakers": [], "quotes": []}
    lean = {speaker["id"]: {k: v for k, v in speaker.items() if k != "mentions"} for speaker in found["speakers"]}
    whole = {id_: {**one, "members": [lean[member] for member in one["members"]]} for id_, one in lean.items()}
    return [_spelled(quote, whole) for quote in found["quotes"]]


def _spelled(quote: dict[str, Any], known: Mapping[str | None, dict[str, Any]]) -> dict[str, Any]:
    candidates = [{**candidate, "speaker": known[candidate["speaker"]]} for candidate in quote["candidates"]]
    return {**quote, "speaker": known.get(quote["speaker"]), "candidates": candidates}


# --- options -------------------------------------------------------------------------------------


def create(
    nlp: Language,
    name: str,
    min_confidence: Any,
    min_speaker_confidence: Any,
    kinds: Any,
    modes: Any,
    extra_cues: Any,
    extra_titles: Any,
    known_speakers: Any,
) -> QuoteattrComponent:
    """Return a component with the options of `Config`, as a pipeline's config can hold them: plain data.

    `Config.from_dict` says which; it raises `ConfigError`, naming the option, for what they cannot be.
    """
    _register(force=True)
    options = {
        "min_confidence": min_confidence,
        "min_speaker_confidence": min_speaker_confidence,
        "kinds": kinds,
        "modes": modes,
        "extra_cues": extra_cues,
        "extra_titles": extra_titles,
        "known_speakers": known_speakers,
    }
    return QuoteattrComponent(Config.from_dict(options))


def _defaults() -> dict[str, Any]:
    """Return the options of `Config` with their defaults, as lists and numbers."""
    options = attrs.asdict(Config(), recurse=False)
    return {name: value if isinstance(value, float) else sorted(map(str, value)) for name, value in options.items()}


def _register(*, force: bool = False) -> None:
    """Declare the attributes; without `force` leave alone one that somebody else has declared under the name."""
    for name, getter in ((NAME, _found), ("quotes", _quotes)):
        if force or not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter, force=True)


_register()
Language.factory(
    NAME,
    default_config=_defaults(),
    assigns=[f"doc._.{NAME}", "doc._.quotes", "doc.spans"],
    func=create,
)
