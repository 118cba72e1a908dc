"""Quotations as schema.org's `Quotation` and `Claim`, in JSON-LD: one graph a document, on one line.

A graph can stand in a page beside a `ClaimReview`, whose `itemReviewed` refers to a claim here by its ``@id``.
It has the article, whoever speaks, and each quotation:

- words in marks are a `Quotation`, `spokenByCharacter` and by its `author`;
- what is asserted, in marks or without, is a `Claim` of its `author`, and the article is its `appearance`; asserted
  words in marks are both.

"She denied that it leaks" is no claim of hers that it leaks, nor are questions, demands and what somebody did
not say.  So without marks these are left out, and in marks they are no claims.  Partly marked, what is denied or not
said is left out too: its words may be somebody else's.

Limits: a one-way street, since schema.org has no place for spans and confidence.  It has no type for a place or a
group that speaks either: these are an `Organization`; a document that speaks is what the quotation `isBasedOn`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from quoteattr.models import CueStance, Document, Gender, Quote, QuoteKind, Speaker, SpeakerKind
from quoteattr.output.json import dumps
from quoteattr.output.linked import iri, part

Named = tuple[str, Document]

TYPES: Final = {SpeakerKind.PERSON: "Person", SpeakerKind.DOCUMENT: "CreativeWork"}
GENDERS: Final = {Gender.FEMALE: "https://schema.org/Female", Gender.MALE: "https://schema.org/Male"}
NOT_THEIRS: Final = (CueStance.DENIED, CueStance.NOT_SAID)


def graphs(results: Iterable[Named], *, encoding: str = "utf-8") -> Iterator[str]:
    """Yield each document as one line of JSON-LD."""
    for name, document in results:
        yield dumps(graph(name, document), encoding=encoding) + "\n"


def graph(name: str, document: Document) -> dict[str, Any]:
    """Return the quotations of a document as linked data."""
    shown = [(i, types, quote) for i, quote in enumerate(document.quotes) if (types := _types(quote))]
    speaking = {s.id: s for _, _, q in shown if q.speaker for s in (q.speaker.members or (q.speaker,))}
    return {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Article", "@id": iri(name), "inLanguage": "en"},
            *(_speaker(name, speaker) for speaker in speaking.values()),
            *(_quotation(name, i, types, quote) for i, types, quote in shown),
        ],
    }


def _types(quote: Quote) -> list[str]:
    stance = quote.cue.stance if quote.cue else CueStance.ASSERTED
    quoted = quote.kind is QuoteKind.DIRECT or (quote.kind is QuoteKind.MIXED and stance not in NOT_THEIRS)
    return ["Quotation"] * quoted + ["Claim"] * (stance is CueStance.ASSERTED)


def _speaker(name: str, speaker: Speaker) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": TYPES.get(speaker.kind, "Organization"),
        "@id": part(name, "speaker", speaker.id),
        ("name" if speaker.name else "description"): speaker.name or speaker.label,
    }
    if other := [alias for alias in speaker.aliases if alias != speaker.name]:
        node["alternateName"] = other
    if speaker.gender and speaker.kind is SpeakerKind.PERSON:
        node["gender"] = GENDERS[speaker.gender]
    return node


def _quotation(name: str, i: int, types: list[str], quote: Quote) -> dict[str, Any]:
    article = {"@id": iri(name)}
    node: dict[str, Any] = {
        "@type": types if len(types) > 1 else types[0],
        "@id": part(name, "quote", i + 1),
        "position": i + 1,
        "text": quote.words,
        "isPartOf": article,
    }
    if "Claim" in types:
        node["appearance"] = article
    return node | _attribution(name, types, quote.speaker)


def _attribution(name: str, types: list[str], speaker: Speaker | None) -> dict[str, Any]:
    if speaker is None:
        return {}
    whom = [s for s in speaker.members or (speaker,) if s.kind is not SpeakerKind.DOCUMENT]
    refs = {
        "author": [{"@id": part(name, "speaker", s.id)} for s in whom],
        "isBasedOn": [{"@id": part(name, "speaker", s.id)} for s in speaker.members or (speaker,) if s not in whom],
    }
    if "Quotation" in types:
        refs["spokenByCharacter"] = refs["author"]
    return {key: value if len(value) > 1 else value[0] for key, value in refs.items() if value}
