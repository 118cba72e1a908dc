"""Texts nobody wrote: what damage, machines and malice put into a `str`, at any size.

Each is a function of its size.  The tests extract small ones, see that the laws of documents hold and that nothing is
raised; the benchmark extracts full ones, in a process for each, and half of each before: time that grows with the
square shows as four times instead of twice.

Limits: quotations are values, and a text can be made of nothing else, so memory follows what is found.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.fresh import run
from quoteattr.benchmark.growth import taken
from quoteattr.errors import InputError

MB: Final = 1_000_000
COLUMNS: Final = {
    "text": "",
    "characters": ",d",
    "quotations": ",d",
    "seconds": ".2f",
    "s/MB": ".1f",
    "twice as long takes": ".2f",
    "bytes a character": ".0f",
}
PROGRAM: Final = """
import json, sys, time
from quoteattr.benchmark.fresh import peak
from quoteattr.benchmark.hostile import HOSTILE
from quoteattr.benchmark.stages import warm_up
import quoteattr
name, size = json.load(sys.stdin)
warm_up()
before = peak()
times = []
for part in (size // 2, size):
    text = HOSTILE[name].text(part)
    start = time.process_time()
    quotes = len(quoteattr.extract(text).quotes)
    times.append(time.process_time() - start)
print(json.dumps({"times": times, "quotes": quotes, "before": before, "peak": peak()}))
"""


@attrs.frozen
class Hostile:
    """A kind of text: `make(size)` gives one of about that many characters; `full` is its size in benchmarks."""

    make: Callable[[int], str]
    full: int = MB

    def text(self, size: int) -> str:
        """Return a text of at most `size` characters."""
        return self.make(size)[:size]


def _again(unit: str, full: int = MB) -> Hostile:
    return Hostile(lambda size: unit * max(1, size // len(unit)), full)  # whole units: no end that only a cut makes


def _nested(size: int) -> str:
    """Return marks in marks, each opened and closed: “‘“‘ ... ’”’”."""
    return "“‘" * (size // 4) + "’”" * (size // 4)


def _nested_words(size: int) -> str:
    return "“He said, ‘" * (size // 26) + "yes.’ ” " * (size // 13)


def _names(size: int) -> str:
    """Return names that are all different, every third with a cue."""
    return " ".join(map(_name, range(size // 12)))


def _name(number: int) -> str:
    a, b, c, d, e = (number // 26**place % 26 for place in range(5))
    first, last = f"{chr(65 + a)}{chr(97 + b)}x{chr(97 + c)}{chr(97 + d)}", f"{chr(65 + b)}o{chr(97 + e)}{chr(97 + a)}"
    return f"{first} {last} {'said' if number % 3 == 0 else 'went'}."


def _one_speaker_each(size: int) -> str:
    """Return a quotation a paragraph, each by somebody else."""
    return "\n\n".join(f"“Yes,” said {_name(i)}" for i in range(size // 20))


HOSTILE: Final[dict[str, Hostile]] = {
    "no space": _again("x", 10 * MB),
    "no space, many scripts": _again("xя漢", 10 * MB),
    "a straight mark": _again('"'),
    "an apostrophe": _again("'"),
    "pairs of marks": _again("“”"),
    "opening marks": _again("“"),
    "closing marks": _again("”"),
    "brackets and marks": _again("(“", 2 * MB),
    "marks in marks, 100,000 deep": Hostile(_nested, 200_000),
    "words in marks in marks": Hostile(_nested_words),
    "marks inside words": _again("a' 'b "),
    "an opening mark a paragraph": _again("“Yes.\n\n"),
    "“Yes,” he said.": _again("“Yes,” he said. "),
    "a speaker a paragraph": Hostile(_one_speaker_each),
    "said": _again("said "),
    "said, with full stops": _again("said. "),
    "he said that": _again("he said that "),
    "tags without marks": _again("Get out, he said, "),
    "a report a sentence": _again("She said that it is. "),
    "according to": _again("according to "),
    "one name": _again("Jane Doe ", 9 * MB),
    "one name and a cue": _again("Jane Doe said "),
    "names with commas": _again("Ann Lee, "),
    "names with “and”": _again("Ann and "),
    "names with a genitive": _again("Ann's "),
    "names that all differ": Hostile(_names),
    "the mayor of": _again("the mayor of "),
    "a capital on every word": _again("The Old Man Went Home And Saw It "),
    "all capitals": _again("THE MAYOR SAID IT IS "),
    "one letter with a full stop": _again("A. "),
    "commas": _again("a, "),
    "combining marks": _again("e" + "\u0301" * 9),
    "right to left": _again("שלום “مرحبا” "),
    "emoji": _again("👩\u200d🔬 "),
    "lone surrogates": _again("\ud800"),
    "NUL": _again("\0"),
    "line ends": _again("\n"),
    "tabs and line ends": _again("\t\n"),
    "carriage returns": _again("\r"),
    "a letter a line": _again("a\n"),
    "a label a line": _again("A: yes\n"),
    "empty labels": _again("A:\n", 600_000),
    "dashes before lines": _again("— yes.\n"),
    "empty dashes": _again("— \n"),
    "hyphens": _again("-"),
    "ellipses": _again("… "),
    "full stops": _again(". "),
    "no width": _again("\u200b"),
    "no width inside words": _again("a\u200b "),
    "digits": _again("1 "),
    "a number": _again("1234567890"),
}


def hostile(names: Iterable[str] = (), largest: int | None = None) -> Table:
    """Return the table of hostile texts, all or those named; `largest` bounds their size."""
    wanted = list(names) or list(HOSTILE)
    if unknown := [name for name in wanted if name not in HOSTILE]:
        raise InputError(f"{unknown[0]!r}: no such hostile text; known are {', '.join(HOSTILE)}")
    rows = tuple(_row(name, min(HOSTILE[name].full, largest or HOSTILE[name].full)) for name in wanted)
    return Table(name="hostile", title="Hostile texts, each over and over.", columns=COLUMNS, rows=rows)


def _row(name: str, size: int) -> dict[str, Any]:
    found = run(PROGRAM, (name, size))
    half, whole = found["times"]
    return {
        "text": name,
        "characters": size,
        "quotations": found["quotes"],
        "seconds": whole,
        "s/MB": whole / size * MB,
        "twice as long takes": whole / half if half > 0.01 else None,
        "bytes a character": taken(found, size),
    }
