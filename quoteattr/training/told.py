"""Texts whose quotations' speakers are annotated: news as JSON Lines, novels as folders.

A novel is a folder with `novel_text.txt`, `quotation_info.csv` (columns quoteByteSpans, speaker, quoteType) and
`character_info.csv` (Main Name, Aliases), as the Project Dialogism Novel Corpus and conversions of LitBank have them.
The text is taken the whole way to linking, so that what is learned has seen what it will be given;
a quotation is somebody's if most of its letters are.  A figure is the character whom most of its mentions name, so
that a gold list that says "Elizabeth" teaches as much as one that says "Elizabeth Bennet".

Limits: quotations of several speakers teach nothing.
"""

import ast
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import attrs

from quoteattr.config import Config
from quoteattr.errors import InputError
from quoteattr.evaluation.corpus import GoldDocument, Names, read_gold
from quoteattr.evaluation.pairs import Offsets, offsets
from quoteattr.finding.cues import find_cues, lexicon_for
from quoteattr.finding.marks import Marks, find_regions
from quoteattr.finding.mentions import Phrase, find_mentions
from quoteattr.finding.words import is_title
from quoteattr.linking import Attribution, link
from quoteattr.models import Span
from quoteattr.naming.cast import Figure, normal
from quoteattr.naming.naming import Answering
from quoteattr.naming.speakers import Namer
from quoteattr.reading import Reading, read

NOBODY: Final = frozenset(["_unknowable", "unknowable", "_group", "unknown", "?"])
NARRATORS: Final = frozenset(["narr", "narrator"])
OVERLAP: Final = 0.5  # of an attribution's letters, in one annotated quotation
CSV_LIMIT: Final = 10**9

Judge = Callable[[Answering], Callable[[int, Figure], bool]]


@attrs.frozen(eq=False, kw_only=True)
class Told:
    """A text on its way to naming: `gold` has the annotated speaker of each attribution, None where nobody is named.

    book: "" for news; what is learned for a book is not learned from texts of the same one.
    asked: the attributions with annotation, with the kind of their quotation ("" for news).
    nameless: those of them whose speaker has no name.
    judge: given the run over the text, tells whether a figure is the speaker of an attribution.
    """

    name: str
    book: str
    weight: float
    reading: Reading
    phrases: Sequence[Phrase]
    marks: Marks
    attributions: Sequence[Attribution]
    asked: dict[int, str]
    nameless: frozenset[int]
    judge: Judge


def told_news(path: Path, weight: float) -> Iterator[Told]:
    """Yield the annotated articles of a file, those without any speaker left out."""
    for document in read_gold(str(path)):
        if any(row.annotated for row in document.rows):
            yield _article(document, weight)


def told_novels(folder: Path, weight: float) -> Iterator[Told]:
    """Yield the annotated novels that lie in a folder."""
    found = sorted(folder.glob("*/quotation_info.csv"))
    if not found:
        raise InputError(f"{folder}: no NAME/quotation_info.csv in it; a folder of annotated novels is expected")
    yield from (_novel(path.parent, weight) for path in found)


def _stages(text: str) -> tuple[Reading, list[Phrase], Marks, Sequence[Attribution]]:
    reading = read(text)
    marks = find_regions(reading)
    attributions = link(reading, marks, find_cues(reading, lexicon_for(Config())))
    return reading, find_mentions(reading), marks, attributions


def _owners(text: str, attributions: Sequence[Attribution], gold: Sequence[Offsets]) -> dict[int, int]:
    """Return for each attribution the annotated quotation that most of its letters belong to."""
    at = {i: number for number, letters in enumerate(gold) for i in letters}
    found = {}
    for number, attribution in enumerate(attributions):
        letters = offsets(text, attribution.content)
        votes = Counter(at[i] for i in letters if i in at)
        if votes and max(votes.values()) >= OVERLAP * len(letters):
            found[number] = max(votes, key=lambda n: (votes[n], -n))
    return found


# --- news ----------------------------------------------------------------------------------------


def _article(document: GoldDocument, weight: float) -> Told:
    reading, phrases, marks, attributions = _stages(document.text)
    rows = [row for row in document.rows if row.judged]
    owners = _owners(document.text, attributions, [offsets(document.text, row.content) for row in rows])
    speakers: dict[int, Names] = {number: rows[row].speaker for number, row in owners.items()}
    wanted = {n: _plain(s) for n, s in speakers.items() if isinstance(s, str)}

    def judge(run: Answering) -> Callable[[int, Figure], bool]:
        namer = Namer(run.index, run.cast)
        return lambda number, figure: number in wanted and _plain(namer.name(figure) or "") == wanted[number]

    return Told(
        name=document.id, book="", weight=weight, reading=reading, phrases=phrases, marks=marks,
        attributions=attributions, asked=dict.fromkeys(speakers, ""), judge=judge,
        nameless=frozenset(n for n, speaker in speakers.items() if speaker is None),
    )  # fmt: skip


def _plain(name: str) -> tuple[str, ...]:
    """Return the words of a name without titles, to be compared."""
    words = normal(tuple(re.findall(r"[\w.&@-]+", re.sub(r"['’]s?\b", "", name))))
    return tuple(w for w in words if w != "the" and not is_title(w)) or words


# --- novels --------------------------------------------------------------------------------------


def _rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(CSV_LIMIT)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error


def _novel(folder: Path, weight: float) -> Told:
    path = folder / "quotation_info.csv"
    try:
        text = (folder / "novel_text.txt").read_bytes().decode("utf-8")
        rows = [(_spans(row["quoteByteSpans"]), row["speaker"].strip(), row["quoteType"]) for row in _rows(path)]
        people = _People((row["Main Name"], row["Aliases"]) for row in _rows(folder / "character_info.csv"))
    except (OSError, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise InputError(f"{path}: no annotated novel ({error!r})") from None
    reading, phrases, marks, attributions = _stages(text)
    owners = _owners(text, attributions, [offsets(text, spans) for spans, _, _ in rows])
    wanted = {number: people.main(rows[row][1]) for number, row in owners.items()}

    def judge(run: Answering) -> Callable[[int, Figure], bool]:
        known: dict[int, str | None] = {}

        def right(number: int, figure: Figure) -> bool:
            if figure.number not in known:
                known[figure.number] = people.of(run, figure)
            return number in wanted and known[figure.number] == wanted[number] != ""

        return right

    return Told(
        name=folder.name, book=_book(folder.name), weight=weight, reading=reading, phrases=phrases, marks=marks,
        attributions=attributions, asked={n: rows[row][2] for n, row in owners.items()}, judge=judge,
        nameless=frozenset(),
    )  # fmt: skip


def _spans(given: str) -> list[Span]:
    return [Span(int(start), int(end)) for start, end in ast.literal_eval(given)]


def _book(name: str) -> str:
    """Return what the names of two texts of one book share: "158_emma" and "Emma" are one."""
    return "".join(c for c in name.lower() if c.isalpha())


class _People:
    """The characters of a novel: whom a name means, and who a figure is."""

    def __init__(self, rows: Iterator[tuple[str, str]]) -> None:
        self.mains: set[str] = set()
        self.names: dict[str, set[str]] = {}
        for main, aliases in rows:
            self.mains.add(main)
            for name in {main, main.split(" - ")[0], *ast.literal_eval(aliases or "[]")}:
                self.names.setdefault(_name(name), set()).add(main)

    def main(self, speaker: str) -> str:
        """Return the main name of whoever an annotation means, "" for nobody."""
        if speaker.lower() in NOBODY:
            return ""
        return speaker if speaker in self.mains else min(self.names.get(_name(speaker), {speaker}))

    def of(self, run: Answering, figure: Figure) -> str | None:
        """Return the character whom most mentions of a figure name."""
        votes: Counter[str] = Counter()
        for form in figure.forms:
            for title in {form.title, ""}:
                for main in self.names.get(" ".join(filter(None, (title, *form.tokens))), ()):
                    votes[main] += len(form.phrases) * (2 if title else 1)
        if not votes:
            labels = [key for key, other in run.roles.unnamed.items() if other is figure]
            names = [" ".join(labels[0])] if labels else []
            names += sorted(NARRATORS) if figure is run.narrator else []
            votes.update(main for name in names for main in self.names.get(name, ()))
        return max(votes, key=lambda main: (votes[main], main)) if votes else None


def _name(name: str) -> str:
    words = " ".join(name.replace("’", "'").replace(".", " ").replace("_", " ").casefold().split())
    return re.sub(r"^(the|an?) (?=.)|'s$", "", words)
