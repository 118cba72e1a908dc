"""What a function says of a word, kept for the words met before.

Texts say the same words again and again, and a stage that asks something of every word of a text asks it of few
distinct ones: `map(table.__getitem__, words)` asks a whole text at the price of a look-up a word.  Only words of
common length are kept, and when there are too many the table starts anew, so that no text can fill the memory; those
asked for again come over from the table before, so the common words stay.  Of other keys, or where whoever asks
bounds the table, all is `Kept`.
"""

from collections.abc import Callable
from typing import Final, TypeVar

LONGEST: Final = 40  # characters of a word that is kept
MOST: Final = 20_000  # words that are kept in each of the two tables

Key = TypeVar("Key")
Said = TypeVar("Said")


class Kept(dict[Key, Said]):
    """What `ask` says of each key, by key; whoever has the table sees that it does not grow too large."""

    __slots__ = ("ask",)

    def __init__(self, ask: Callable[[Key], Said]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, key: Key) -> Said:
        said = self[key] = self.ask(key)
        return said


class Remembered(dict[str, Said]):
    """What `ask` says of each word, by word; it must depend on nothing else."""

    def __init__(self, ask: Callable[[str], Said]) -> None:
        super().__init__()
        self.ask = ask
        self.before: dict[str, Said] = {}

    def __missing__(self, word: str) -> Said:
        said = self.before[word] if word in self.before else self.ask(word)
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.before = dict(self)
                self.clear()
            self[word] = said
        return said
