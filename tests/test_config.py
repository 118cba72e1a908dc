"""Configuration: every option is checked when it is given, and the message names it."""

import pickle
from typing import Any

import attrs
import pytest

from quoteattr.config import Config, ExtraCue, KnownSpeaker
from quoteattr.errors import ConfigError, QuoteattrError
from quoteattr.models import CueMode, CueStance, Gender, QuoteKind, SpeakerKind

JANE = KnownSpeaker(id="q1", name="Jane Doe")


BAD_OPTIONS: dict[str, list[Any]] = {
    "min_confidence": [-0.1, 1.1, "1", None, True, float("nan")],
    "min_speaker_confidence": [-0.1, 1.1, "1", None, True],
    "kinds": ["direct", ["shouted"], [None], [[]], 3, None],
    "modes": ["speech", ["shouted"], [None], 3, None],
    "extra_cues": ["tweet", [""], [" "], [3], None, [JANE], {"gainsay": "denied"}],
    "extra_titles": ["Comrade", [""], [3], None, b"Comrade"],
    "known_speakers": ["Jane", ["Jane"], None, [JANE, JANE], [ExtraCue(lemma="tweet")]],
}
BAD_PARTS: dict[tuple[type, str], list[Any]] = {
    (ExtraCue, "lemma"): ["", " ", "\u200d", " \ufeff ", None, 3],
    (ExtraCue, "forms"): ["tweets", [""], ["tweeted", "\u200d"], [3], None],
    (ExtraCue, "mode"): ["shouting", None, []],
    (ExtraCue, "stance"): ["shouting", None, []],
    (KnownSpeaker, "id"): ["", " ", None, 3],
    (KnownSpeaker, "name"): ["", " ", None, 3],
    (KnownSpeaker, "aliases"): ["Jane", [""], [3], None],
    (KnownSpeaker, "kind"): ["robot", None],
    (KnownSpeaker, "gender"): ["robot", 3],
}


@pytest.mark.parametrize(("option", "value"), [(o, v) for o, values in BAD_OPTIONS.items() for v in values])
def test_a_bad_value_is_refused_by_the_name_of_its_option(option: str, value: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(**{option: value})
    assert str(caught.value).startswith(option)


@pytest.mark.parametrize(
    ("kind", "option", "value"), [(*part, v) for part, values in BAD_PARTS.items() for v in values]
)
def test_a_bad_part_is_refused_by_its_name(kind: Any, option: str, value: Any) -> None:
    needed = {"lemma": "tweet"} if kind is ExtraCue else {"id": "q1", "name": "Jane Doe"}
    with pytest.raises(ConfigError, match=f"^{option}: "):
        kind(**needed | {option: value})


def test_members_may_be_given_as_strings_and_collections_of_any_sort() -> None:
    config = Config(kinds=["direct"], modes=iter([CueMode.SPEECH, "thought"]), extra_titles=("Comrade",))
    assert config.kinds == {QuoteKind.DIRECT}
    assert config.modes == {CueMode.SPEECH, CueMode.THOUGHT}
    cue = ExtraCue(lemma="tweet", forms=["tweetstormed"], mode="writing", stance="denied")
    assert (cue.forms, cue.mode, cue.stance) == (("tweetstormed",), CueMode.WRITING, CueStance.DENIED)
    known = KnownSpeaker(id="q1", name="Nato", aliases=["the alliance"], kind="organisation", gender=None)
    assert (known.kind, known.gender) == (SpeakerKind.ORGANISATION, None)
    assert KnownSpeaker(id="q1", name="Jane", gender="female").gender is Gender.FEMALE


def test_a_bare_word_is_a_cue_of_speech() -> None:
    assert Config(extra_cues=["tweet"]).extra_cues == (ExtraCue(lemma="tweet", mode=CueMode.SPEECH),)


def test_the_limits_of_a_share_are_allowed() -> None:
    assert Config(min_confidence=0, min_speaker_confidence=1).min_speaker_confidence == 1


def test_options_are_given_by_name() -> None:
    with pytest.raises(TypeError):
        Config(0.5)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Config(confidence=0.5)  # type: ignore[call-arg]


def test_a_config_is_frozen_hashable_and_picklable() -> None:
    config = Config(min_confidence=0.3, extra_cues=["tweet"], known_speakers=[JANE])
    assert pickle.loads(pickle.dumps(config)) == config
    assert hash(pickle.loads(pickle.dumps(config))) == hash(config)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        config.min_confidence = 0.5  # type: ignore[misc]


def test_config_errors_are_errors_of_ours_and_value_errors() -> None:
    assert issubclass(ConfigError, QuoteattrError)
    assert issubclass(ConfigError, ValueError)
