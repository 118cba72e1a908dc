"""What is measured on: the files that were given, else the articles this project came from, else made-up news.

Files are read as the command reads them (plain text, JSON Lines, CSV, folders, gzip).  The articles lie in the
``seeds`` of a checkout and are not installed; without them, `made` makes news items, always the same ones.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import attrs

from quoteattr.benchmark.made import made_texts
from quoteattr.errors import InputError
from quoteattr.inputs import Form, documents, expand

SEEDS: Final = Path(__file__).parents[2] / "seeds"
MADE: Final = 60
LONGEST: Final = 40  # paragraphs of a made text: about what an article has


@attrs.frozen
class Texts:
    """Texts and where they are from."""

    origin: str
    texts: tuple[str, ...]

    @property
    def size(self) -> int:
        """Return how many characters there are in all."""
        return sum(map(len, self.texts))

    def cut(self, size: int) -> str:
        """Return one text of exactly `size` characters: these one after the other, again and again."""
        whole = "\n\n".join(self.texts) + "\n\n"
        return (whole * (size // len(whole) + 1))[:size]


def load(names: Sequence[str]) -> Texts:
    """Return the texts to measure on; raise `InputError` for files that cannot be read or hold nothing."""
    if names:
        files = expand(names, _refuse)
        found = [one.text for one in documents(files, Form(), _refuse)]
        return _filled(", ".join(Path(name).name for name in names), found)
    seeds = sorted(SEEDS.glob("*.txt"))
    if seeds:
        return _filled("the articles of the checkout", [path.read_bytes().decode("utf-8") for path in seeds])
    return made()


def made(number: int = MADE, longest: int = LONGEST) -> Texts:
    """Return made-up texts, the same for the same numbers."""
    return _filled("made-up news", list(made_texts(number, longest)))


def _filled(origin: str, texts: list[str]) -> Texts:
    kept = tuple(text for text in texts if text.strip())
    if not kept:
        raise InputError(f"{origin}: no text to measure on; give files with text")
    return Texts(origin, kept)


def _refuse(name: str, message: str) -> None:
    raise InputError(message)
