"""Who said what, in which words: find quotations in text and name their speakers.

>>> import quoteattr
>>> document = quoteattr.extract("\N{LEFT DOUBLE QUOTATION MARK}Ready,\N{RIGHT DOUBLE QUOTATION MARK} said Jane Doe.")
>>> [(quote.speaker.name, quote.words) for quote in document.quotes]
[('Jane Doe', 'Ready,')]

Everything a program may rely on is named here; what is not, is private.
"""

from quoteattr.config import Config, ExtraCue, KnownSpeaker
from quoteattr.errors import ConfigError, DataError, InputError, QuoteattrError, SchemaError
from quoteattr.models import (
    Candidate,
    Cue,
    CueMode,
    CueStance,
    Diagnostic,
    DiagnosticCode,
    Document,
    Gender,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
    Step,
)
from quoteattr.pipeline import Extractor, extract

__version__ = "0.1.0"

__all__ = [
    "Candidate",
    "Config",
    "ConfigError",
    "Cue",
    "CueMode",
    "CueStance",
    "DataError",
    "Diagnostic",
    "DiagnosticCode",
    "Document",
    "ExtraCue",
    "Extractor",
    "Gender",
    "InputError",
    "KnownSpeaker",
    "Mention",
    "MentionForm",
    "Quote",
    "QuoteKind",
    "QuoteattrError",
    "SchemaError",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Step",
    "__version__",
    "extract",
]
