"""Look for inputs that break the promises, guided by what code they reach: a fuzzer with atheris (libFuzzer).

    python tests/fuzz.py text FOLDER -max_total_time=1800

Four targets: `text` (any string has a lawful document), `config` (any options are refused or obeyed), `json` (any
dictionary is a document or a `SchemaError` or reads back as itself) and `weights` (any file is read or a `DataError`).
FOLDER keeps the inputs that reached something new, so that the next run goes on from there; everything after it is an
option of libFuzzer.  A run stops at the first finding and writes the input to a file in the current folder; shown
again with `python tests/fuzz.py text FILE`, it becomes a case in the tests.

Bytes of the text target are the text in UTF-8 with `surrogateescape`, so that lone surrogates come up as well;
the words and marks that the finders know are given to the fuzzer as a dictionary.
"""

import contextlib
import json
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import atheris

with atheris.instrument_imports(include=["quoteattr"]):
    import quoteattr
    from quoteattr import Config, Document, Extractor, ExtraCue, KnownSpeaker
    from quoteattr.errors import ConfigError, DataError, SchemaError
    from quoteattr.linking.learned.weights import MAGIC, parse
    from quoteattr.stages import walk

from lawful import assert_lawful

LONGEST: Final = 2000  # characters of a text; size is the business of the benchmark
TEXT: Final = "“The bridge is safe,” said Dr. Maria Lopez. Tom Hill wrote: ‘Nobody knew.’\n\nShe denied that it fell."
PIECES: Final = (
    "“ ” ‘ ’ « » ‹ › „ ‚ 「 」 『 』 \" ' `` '' — – -- ― … ( ) : ; , . ! ? \n\n \r\n \u2028 \0 \u200d \u202e \u0301 İ"
).split(" ")
WORDS: Final = (
    "said|says|told|asked|wrote|added|denied|claims|according to|that|whether|his claim that|argued|tweeted|I|he|she|"
    "they|Jane Doe|Mr. Hill|Dr. Ann Lee|the minister|officials|NATO|Reuters|Mr. and Mrs. Hill|Jane and Tom Hill|of the|"
    "who|, an engineer,|not|on Monday|Q: |A: |JANE: |- |Chapter 1|'em|boys'|don’t|the report|sources|was called|as|by|"
    "what|is how|known as|who goes by|After|would have|nobody|quoted by|(Hull):|[21:04] |<ann> |head|to her|the airline"
).split("|")


def text(data: bytes) -> None:
    """Find a lawful document in any string, and the same document in its dictionary."""
    given = data.decode("utf-8", "surrogateescape")[:LONGEST]
    document = quoteattr.extract(given)
    assert_lawful(document, given)
    assert Document.from_dict(document.to_dict()) == document


def config(data: bytes) -> None:
    """Refuse options with a `ConfigError`, or find a lawful document under them."""
    provider = atheris.FuzzedDataProvider(data)
    try:
        options = Config(**{name: make(provider) for name, make in OPTIONS.items() if provider.ConsumeBool()})
    except ConfigError:
        return
    given = provider.ConsumeUnicode(200) if provider.ConsumeBool() else TEXT
    assert_lawful(Extractor(options).extract(given), given)


def json_(data: bytes) -> None:
    """Refuse a dictionary, changed here and there, with a `SchemaError`, or read a document from it."""
    provider = atheris.FuzzedDataProvider(data)
    found = quoteattr.extract(TEXT).to_dict()
    for _ in range(provider.ConsumeIntInRange(0, 4)):
        _change(found, provider)
    try:
        document = Document.from_dict(found)
    except SchemaError:
        return
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document or _has_surrogates(found)


def weights(data: bytes) -> None:
    """Read bytes as weights or refuse them with a `DataError`, also where size and check sum are right."""
    body = zlib.compress(data)
    head = json.dumps({"size": len(data), "crc": zlib.crc32(data)}).encode() + b"\n"
    for given in (data, MAGIC + data, MAGIC + head + body):
        with contextlib.suppress(DataError):
            parse(given, "some/path")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {"text": text, "config": config, "json": json_, "weights": weights}


# --- values from bytes ---------------------------------------------------------------------------


def _word(provider: Any) -> str:
    if provider.ConsumeBool():
        return str(provider.PickValueInList(WORDS + PIECES))
    return str(provider.ConsumeUnicode(12))


def _words(provider: Any) -> Any:
    return [_word(provider) for _ in range(provider.ConsumeIntInRange(0, 3))]


def _anything(provider: Any) -> Any:
    kind = provider.ConsumeIntInRange(0, 7)
    simple = [None, True, -1, 10**400, provider.ConsumeFloat(), _word(provider), {}, []]
    return simple[kind]


def _cues(provider: Any) -> Any:
    return [_word(provider), *(ExtraCue(lemma=word, forms=_words(provider)) for word in _words(provider))]


def _known(provider: Any) -> Any:
    names = _words(provider)
    return [KnownSpeaker(id=str(i), name=name, aliases=_words(provider)) for i, name in enumerate(names)]


OPTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "min_confidence": lambda p: p.ConsumeProbability() if p.ConsumeBool() else _anything(p),
    "min_speaker_confidence": lambda p: p.ConsumeProbability() if p.ConsumeBool() else _anything(p),
    "kinds": lambda p: p.PickValueInList([["direct"], ["mixed", "indirect"], [], None, "direct"]),
    "modes": lambda p: p.PickValueInList([["speech"], ["writing", "thought"], [], [1], {}]),
    "extra_cues": lambda p: _cues(p) if p.ConsumeBool() else _anything(p),
    "extra_titles": lambda p: _words(p) if p.ConsumeBool() else _anything(p),
    "known_speakers": lambda p: _known(p) if p.ConsumeBool() else _anything(p),
}


def _change(value: Any, provider: Any) -> None:
    """Put something else somewhere into a dictionary or list, however deep."""
    while True:
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not keys:
            return
        key = provider.PickValueInList(keys)
        inner = value[key]
        if not isinstance(inner, dict | list) or not inner or provider.ConsumeIntInRange(0, 3) == 0:
            value[key] = _anything(provider)
            return
        value = inner


def _has_surrogates(value: Any) -> bool:
    return any(0xD800 <= ord(c) < 0xE000 for c in json.dumps(value, ensure_ascii=False))


# --- the run -------------------------------------------------------------------------------------


@contextlib.contextmanager
def _dictionary() -> Iterator[str]:
    """Write the words and marks as a dictionary of libFuzzer and return the name of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "words")
        lines = ("".join(f"\\x{byte:02x}" for byte in f"{word} ".encode()) for word in WORDS + PIECES)
        path.write_text("".join(f'"{line}"\n' for line in lines), encoding="ascii")
        yield str(path)


def _start(folder: Path) -> None:
    """Give an empty folder what a run can start from: a text of each case."""
    cases = Path(__file__).parent / "cases" / "cases-dev.jsonl"
    for number, line in enumerate(cases.read_text(encoding="utf-8").splitlines()):
        (folder / f"case-{number}").write_bytes(json.loads(line)["text"].encode("utf-8", "surrogateescape"))


def main() -> None:
    """Run the fuzzer; it ends the process."""
    if len(sys.argv) < 3 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python tests/fuzz.py {'|'.join(TARGETS)} FOLDER [OPTIONS OF LIBFUZZER]")
    name, place, *options = sys.argv[1:]
    if not Path(place).is_file():
        Path(place).mkdir(parents=True, exist_ok=True)
        if name == "text" and not any(Path(place).iterdir()):
            _start(Path(place))
    list(walk(TEXT, Config()))  # what is read on first use is there
    with _dictionary() as words:
        usual = [f"-dict={words}", f"-max_len={2 * LONGEST}", "-timeout=30", "-len_control=0"]
        atheris.Setup([sys.argv[0], place, *usual, *options], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
