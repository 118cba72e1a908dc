"""What a caller can change, as one frozen value that is passed down.

Nothing is module-wide state: two extractors with different options live side by side.  A bad value raises
`ConfigError`, naming the option, when the `Config` is built and never later.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from unicodedata import category

import attrs

from quoteattr.errors import ConfigError
from quoteattr.models import CueMode, CueStance, Gender, QuoteKind, SpeakerKind

E = TypeVar("E", bound=StrEnum)
P = TypeVar("P")


def _collection(values: Any, name: str, what: str) -> tuple[Any, ...]:
    """Accept any iterable, but not one string, ``aliases="Bob"``, nor a dictionary: both are mistakes."""
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        raise ConfigError(f"{name}: a collection of {what} is expected, not {values!r}")
    return tuple(values)


def _is_blank(value: Any) -> bool:
    """Tell whether a value shows nothing: no string, or one of spaces and of marks without width (U+200D)."""
    return not isinstance(value, str) or all(c.isspace() or category(c) == "Cf" for c in value)


def _words(values: Any, name: str) -> tuple[str, ...]:
    words = _collection(values, name, "strings")
    for word in words:
        if _is_blank(word):
            raise ConfigError(f"{name}: strings that are not blank are expected, not {word!r}")
    return words


def _choice(value: Any, name: str, kind: type[E]) -> E:
    """Return the member of `kind` that is given as such or as its string."""
    try:
        return kind(value)
    except ValueError:
        raise ConfigError(f"{name}: {value!r} is none of {', '.join(kind)}") from None


def _choices(values: Any, name: str, kind: type[E]) -> frozenset[E]:
    return frozenset(_choice(value, name, kind) for value in _collection(values, name, kind.__name__))


def _filled(instance: Any, attribute: "attrs.Attribute[str]", value: Any) -> None:
    if _is_blank(value):
        raise ConfigError(f"{attribute.name}: a string that is not blank is expected, not {value!r}")


def _share(instance: Any, attribute: "attrs.Attribute[float]", value: Any) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ConfigError(f"{attribute.name}: a number from 0 to 1 is expected, not {value!r}")


# The type checker knows converters only as functions with a name of their own.


def _forms(value: Any) -> tuple[str, ...]:
    return _words(value, "forms")


def _aliases(value: Any) -> tuple[str, ...]:
    return _words(value, "aliases")


def _extra_titles(value: Any) -> tuple[str, ...]:
    return _words(value, "extra_titles")


def _mode(value: Any) -> CueMode:
    return _choice(value, "mode", CueMode)


def _stance(value: Any) -> CueStance:
    return _choice(value, "stance", CueStance)


def _kind(value: Any) -> SpeakerKind:
    return _choice(value, "kind", SpeakerKind)


def _gender(value: Any) -> Gender | None:
    return None if value is None else _choice(value, "gender", Gender)


def _kinds(value: Any) -> frozenset[QuoteKind]:
    return _choices(value, "kinds", QuoteKind)


def _modes(value: Any) -> frozenset[CueMode]:
    return _choices(value, "modes", CueMode)


@attrs.frozen(kw_only=True)
class ExtraCue:
    """A cue of the caller's own: its base form ("tweetstorm"), other forms, and what it reports.

    Regular English forms (-s, -ed, -ing) of a single word are derived; give `forms` for the others.
    """

    lemma: str = attrs.field(validator=_filled)
    forms: tuple[str, ...] = attrs.field(default=(), converter=_forms)
    mode: CueMode = attrs.field(default=CueMode.SPEECH, converter=_mode)
    stance: CueStance = attrs.field(default=CueStance.ASSERTED, converter=_stance)


@attrs.frozen(kw_only=True)
class KnownSpeaker:
    """Somebody the caller knows: found under `name` or any of `aliases`, and given `id` in the results."""

    id: str = attrs.field(validator=_filled)
    name: str = attrs.field(validator=_filled)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=_aliases)
    kind: SpeakerKind = attrs.field(default=SpeakerKind.PERSON, converter=_kind)
    gender: Gender | None = attrs.field(default=None, converter=_gender)


def _cues(values: Any) -> tuple[ExtraCue, ...]:
    given = _collection(values, "extra_cues", "ExtraCue or strings")
    return tuple(_cue(value, f"extra_cues[{i}]") for i, value in enumerate(given))


def _cue(value: Any, where: str) -> ExtraCue:
    if isinstance(value, str):
        return _part({"lemma": value}, where, ExtraCue)
    if not isinstance(value, ExtraCue):
        raise ConfigError(f"{where}: an ExtraCue or a string is expected, not {value!r}")
    return value


def _known(values: Any) -> tuple[KnownSpeaker, ...]:
    known: tuple[KnownSpeaker, ...] = _collection(values, "known_speakers", "KnownSpeaker")
    for i, one in enumerate(known):
        if not isinstance(one, KnownSpeaker):
            raise ConfigError(f"known_speakers[{i}]: a KnownSpeaker is expected, not {one!r}")
    if twice := sorted(id_ for id_, times in Counter(k.id for k in known).items() if times > 1):
        raise ConfigError(f"known_speakers: the id {twice[0]!r} is given twice")
    return known


@attrs.frozen(kw_only=True)
class Config:
    """Options of an `Extractor`.

    min_confidence: leave out quotations below it; raise it where a false quotation costs more than a missed one.
    min_speaker_confidence: a speaker below it is only the first of the candidates, and `speaker` is None.
    kinds, modes: report only these; a quotation without a cue counts as SPEECH.
    extra_cues: words of your field that report speech, as `ExtraCue` or base forms.
    extra_titles: words before a name that are no part of it ("Comrade", "Archdeacon").
    known_speakers: people and bodies whose names, aliases and ids you want respected.
    """

    min_confidence: float = attrs.field(default=0.0, validator=_share)
    min_speaker_confidence: float = attrs.field(default=0.0, validator=_share)
    kinds: frozenset[QuoteKind] = attrs.field(default=frozenset(QuoteKind), converter=_kinds)
    modes: frozenset[CueMode] = attrs.field(default=frozenset(CueMode), converter=_modes)
    extra_cues: tuple[ExtraCue, ...] = attrs.field(default=(), converter=_cues)
    extra_titles: tuple[str, ...] = attrs.field(default=(), converter=_extra_titles)
    known_speakers: tuple[KnownSpeaker, ...] = attrs.field(default=(), converter=_known)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Config":
        """Return the options that plain data describe, as JSON or a pipeline's config can hold them.

        Each of `extra_cues` is a base form or a dictionary of `ExtraCue`'s options; each of `known_speakers` is a
        dictionary of `KnownSpeaker`'s.  Raises `ConfigError`, naming the option (``known_speakers[3].gender``), for
        what they cannot be.
        """
        if not isinstance(data, Mapping):
            raise ConfigError(f"a dictionary of options is expected, not {type(data).__name__}")
        _check_names(data, cls, "")
        parts = {"extra_cues": ExtraCue, "known_speakers": KnownSpeaker}
        return cls(**{name: _built(value, name, parts.get(name)) for name, value in data.items()})


def _built(values: Any, option: str, kind: type[P] | None) -> Any:
    """Build a `kind` of each dictionary; what else there is, `Config` judges."""
    if kind is None or isinstance(values, str) or not isinstance(values, Sequence):
        return values
    return [_part(v, f"{option}[{i}]", kind) if isinstance(v, Mapping) else v for i, v in enumerate(values)]


def _part(value: Mapping[str, Any], where: str, kind: type[P]) -> P:
    _check_names(value, kind, f"{where}.")
    try:
        return kind(**value)
    except ConfigError as error:
        raise ConfigError(f"{where}.{error}") from error


def _check_names(data: Mapping[str, Any], kind: type[Any], where: str) -> None:
    """Refuse an option that `kind` does not have, and the lack of one that it needs."""
    fields = {field.name: field for field in attrs.fields(kind)}
    if unknown := sorted(data.keys() - fields.keys(), key=str):
        raise ConfigError(f"{where}{unknown[0]}: no such option; there are {', '.join(fields)}")
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in data:
            raise ConfigError(f"{where}{name}: missing")
