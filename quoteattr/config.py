"""What a caller can change, as one frozen value that is passed down.

Nothing is module-wide state: two extractors with different options live side by side.  A bad value raises
`ConfigError`, naming the option, when the `Config` is built and never later.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import attrs

from quoteattr.errors import ConfigError
from quoteattr.models import CueMode, CueStance, Gender, QuoteKind, SpeakerKind

E = TypeVar("E", QuoteKind, CueMode)


def _words(value: Any) -> tuple[str, ...]:
    """Accept any iterable of strings, but not one string: ``aliases="Bob"`` is a mistake."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise ConfigError(f"a list of strings is expected, not {value!r}")
    words = tuple(value)
    for word in words:
        if not isinstance(word, str) or not word.strip():
            raise ConfigError(f"strings that are not blank are expected, not {word!r}")
    return words


def _filled(instance: Any, attribute: "attrs.Attribute[str]", value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{attribute.name}: a string that is not blank is expected, not {value!r}")


def _share(instance: Any, attribute: "attrs.Attribute[float]", value: Any) -> None:
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"{attribute.name}: a number from 0 to 1 is expected, not {value!r}")


def _choice(kind: Any, name: str) -> Any:
    """Return a converter of one value, which may be given as its string, to the enum `kind`."""

    def convert(value: Any) -> Any:
        try:
            return kind(value)
        except ValueError:
            raise ConfigError(f"{name}: {value!r} is none of {', '.join(kind)}") from None

    return convert


def _choices(kind: type[E], name: str) -> Any:
    """Return a converter of any iterable of such values to a frozenset."""
    one = _choice(kind, name)

    def convert(values: Any) -> frozenset[E]:
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise ConfigError(f"{name}: a collection of {kind.__name__} is expected, not {values!r}")
        return frozenset(one(value) for value in values)

    return convert


@attrs.frozen(kw_only=True)
class ExtraCue:
    """A cue of the caller's own: its base form ("tweetstorm"), other forms, and what it reports.

    Regular English forms (-s, -ed, -ing) of a single word are derived; give `forms` for the others.
    """

    lemma: str = attrs.field(validator=_filled)
    forms: tuple[str, ...] = attrs.field(default=(), converter=_words)
    mode: CueMode = attrs.field(default=CueMode.SPEECH, converter=_choice(CueMode, "mode"))
    stance: CueStance = attrs.field(default=CueStance.ASSERTED, converter=_choice(CueStance, "stance"))


@attrs.frozen(kw_only=True)
class KnownSpeaker:
    """Somebody the caller knows: found under `name` or any of `aliases`, and given `id` in the results."""

    id: str = attrs.field(validator=_filled)
    name: str = attrs.field(validator=_filled)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_words)
    kind: SpeakerKind = attrs.field(default=SpeakerKind.PERSON, converter=_choice(SpeakerKind, "kind"))
    gender: Gender | None = attrs.field(
        default=None, converter=attrs.converters.optional(_choice(Gender, "gender"))
    )


def _cues(values: Any) -> tuple[ExtraCue, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ConfigError(f"extra_cues: a list of ExtraCue or strings is expected, not {values!r}")
    cues = tuple(ExtraCue(lemma=v) if isinstance(v, str) else v for v in values)
    if wrong := [c for c in cues if not isinstance(c, ExtraCue)]:
        raise ConfigError(f"extra_cues: ExtraCue or strings are expected, not {wrong[0]!r}")
    return cues


def _known(values: Any) -> tuple[KnownSpeaker, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ConfigError(f"known_speakers: a list of KnownSpeaker is expected, not {values!r}")
    known = tuple(values)
    if wrong := [k for k in known if not isinstance(k, KnownSpeaker)]:
        raise ConfigError(f"known_speakers: KnownSpeaker is expected, not {wrong[0]!r}")
    ids = [k.id for k in known]
    if twice := sorted({i for i in ids if ids.count(i) > 1}):
        raise ConfigError(f"known_speakers: the id {twice[0]!r} is given twice")
    return known


@attrs.frozen(kw_only=True)
class Config:
    """Options of an `Extractor`.

    min_confidence: leave out quotations below it; raise it where a false quotation costs more than a missed one.
    min_speaker_confidence: below it a quotation keeps its candidates but `speaker` is None.
    kinds, modes: report only these; a quotation without a cue counts as SPEECH.
    extra_cues: words of your field that report speech, as `ExtraCue` or base forms.
    extra_titles: words before a name that are no part of it ("Comrade", "Archdeacon").
    known_speakers: people and bodies whose names, aliases and ids you want respected.
    """

    min_confidence: float = attrs.field(default=0.0, validator=_share)
    min_speaker_confidence: float = attrs.field(default=0.0, validator=_share)
    kinds: frozenset[QuoteKind] = attrs.field(default=frozenset(QuoteKind), converter=_choices(QuoteKind, "kinds"))
    modes: frozenset[CueMode] = attrs.field(default=frozenset(CueMode), converter=_choices(CueMode, "modes"))
    extra_cues: tuple[ExtraCue, ...] = attrs.field(default=(), converter=_cues)
    extra_titles: tuple[str, ...] = attrs.field(default=(), converter=_words)
    known_speakers: tuple[KnownSpeaker, ...] = attrs.field(default=(), converter=_known)
