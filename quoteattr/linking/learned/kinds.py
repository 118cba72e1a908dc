"""What the models may know of a unit, decided once for each different word and tag.

A `Kind` is a word with its tag, or a sort of quotation, and carries the attributes that features are made of.
The word itself is an attribute only where it is common property of the language: in the vocabulary of the weights,
which holds no names and no words of a topic.  All others are seen by tag, outline, ending and by the classes that
a dictionary gives them (a noun for a person, a verb of communication).  So "Clinton" and "Okonjo-Iweala" are the same.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from operator import getitem
from typing import Any, Final

import attrs

from quoteattr.finding.cues import calendar
from quoteattr.linking.learned.tagger import TAGS, shape
from quoteattr.reading.remembered import Kept

_CACHE: Final = 60_000
TODAY: Final = frozenset("today yesterday tonight tomorrow".split())
DAYTIME: Final = frozenset("morning afternoon evening night".split())

# The chunk a tag belongs to: noun phrase, finite verb, other verb forms, and signs that stand for themselves.
CHUNK: Final = {
    **dict.fromkeys("NN NNS NNP NNPS JJ JJR JJS CD DT PDT PRP$ POS PRP EX HYPH FW SYM".split(), "N"),
    **dict.fromkeys("VBD VBZ VBP MD".split(), "V"),
    "VB": "b", "VBG": "g", "VBN": "n", "TO": "t", "IN": "i", "RP": "", "RB": "", "RBR": "", "RBS": "", "CC": "c",
    "WDT": "w", "WP": "w", "WP$": "w", "WRB": "w", ",": ",", ".": ".", ":": ":", "UH": "u",
}  # fmt: skip
# What stands for a unit where a date is looked for: what `Kind.date` says, else its word, else its tag.
SPANS: Final = {"earlier": "e", "last": "l", "this": "h", "year": "y", "summer": "y"} | dict.fromkeys(
    ["week", "weekend", "month"], "w"
)
SIGNS: Final = {"IN": "i", "CD": "c", "POS": "o", "VBN": "n"} | dict.fromkeys(["VBD", "VBZ", "VBP", "MD"], "V")
PREDICATES: Final = frozenset("Vb")  # chunks of verbs with a subject, the unsure ones too
OF_SUBJECT: Final = frozenset(["N", "i", "t", "c", "s", ""])  # chunks of a subject, with all that belongs to it
PHRASE: Final = frozenset(["N", "i", "n", ""])  # chunks of a noun phrase, with what says where and how
COMMON: Final = frozenset(["NN", "NNS"])  # tags of common nouns
OPENING_TAGS: Final = frozenset(["DT", "PRP", "PRP$"])  # of words that begin another noun phrase
CLAUSE_SUBJECTS: Final = frozenset(["PRP", "EX"])  # tags of words that can only be the subject of another verb
SPEAKERS: Final = frozenset(["npers", "ngrou"])  # classes of nouns for somebody


@attrs.define(eq=False)
class Kind:
    """One sort of unit; two units that the models cannot tell apart are of the same kind.

    near, far: its attributes as seen from itself or a neighbour, and from further away; chunk: the symbol of its chunk;
    head: what it is called as the head of a phrase; lower: the word, "" if the models do not know it; as_cue, name:
    what it is called as a possible cue, and as the cue of a source or content; date: "D" for a day or month by name
    and for "today", "t" for a time of day; sign: what it is where a date is looked for; pauses: whether it is
    a comma, or a quotation that ends with one.
    """

    lower: str
    tag: str
    chunk: str
    near: tuple[str, ...]
    far: tuple[str, ...]
    head: str
    classes: tuple[str, ...] = ()
    may_cue: bool = False
    date: str = ""
    quoted: bool = attrs.field(init=False)
    pauses: bool = attrs.field(init=False)
    sign: str = attrs.field(init=False)
    as_cue: str = attrs.field(init=False)
    name: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        filed = "".join(self.classes[:2])
        self.quoted = self.chunk == "Q"
        self.pauses = self.chunk == "," or "q2," in self.near
        self.sign = self.date or SPANS.get(self.lower) or SIGNS.get(self.tag, "-")
        self.as_cue = self.near[-1] if self.lower else filed or self.tag
        self.name = self.lower or self.tag + filed


BEYOND: Final = Kind("", "|", "|", (), (), "|")  # what no segment has


@attrs.define(eq=False, slots=False)
class Kinds:
    """Makes kinds from words; `vocabulary`, `classes`, `cues` and `never` are tables of the weights."""

    vocabulary: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]
    cues: frozenset[str]
    never: frozenset[str]

    def __attrs_post_init__(self) -> None:
        self._words = [Kept(partial(self._make, tag)) for tag in range(len(TAGS))]
        self._quotations = Kept(self._make_quotation)
        self._sorts: Kept[tuple[Any, ...], Kind] = Kept(lambda parts: Kind(*parts))
        self.edge = self._sort("", "|", "|", ("t|",), ("t|",), "|")

    def _sort(self, *parts: object) -> Kind:
        if len(self._sorts) > _CACHE:
            self._sorts.clear()
        return self._sorts[parts]

    def words(self, words: Iterable[str], tags: Iterable[int]) -> list[Kind]:
        """Return the kinds of words with their tags."""
        if sum(map(len, self._words)) > _CACHE:
            for tagged in self._words:
                tagged.clear()
        return list(map(getitem, map(self._words.__getitem__, tags), words))

    def _make(self, tag_id: int, word: str) -> Kind:
        is_word = word[:1].isalnum() or word.lower() in self.vocabulary
        return self._word(word, TAGS[tag_id]) if is_word else self._sign(word, TAGS[tag_id])

    def _sign(self, word: str, tag: str) -> Kind:
        sign = word.lower()[:2]
        chunk = sign if tag in (":", "SYM", ",") else CHUNK.get(tag, tag)
        near = ("t" + tag, "s" + shape(word), "w" + sign)
        return self._sort(sign, tag, chunk, near, ("t" + tag, "w" + sign), tag)

    def _word(self, word: str, tag: str) -> Kind:
        lower, name = word.lower(), tag.startswith("NNP")
        known = lower in self.vocabulary and not name
        letter = {"V": "v", "N": "n"}.get(tag[0], "-")
        classes = () if name else tuple(c for c in self.classes.get(lower, ()) if c[0] == letter)
        filed = tuple("c" + c for c in classes)
        if known:
            last: tuple[str, ...] = ("w" + lower, f"w{lower}/{tag[:2]}")
        else:
            last = () if name or not word[:1].isalpha() else ("e" + lower[-3:],)
        return self._sort(
            lower if known else "",
            tag,
            "h" if lower == "that" and tag in ("IN", "WDT", "DT") else CHUNK.get(tag, tag),
            ("t" + tag, "s" + shape(word), *filed, *last),
            ("t" + tag, "w" + lower) if known else ("t" + tag, *filed),
            lower if known or tag == "PRP" else tag + "".join(classes[:1]),
            classes,
            (tag[0] == "V" or lower in self.cues) and lower not in self.never,
            "D" if lower in TODAY or (name and lower in calendar()) else "t" if lower in DAYTIME else "",
        )

    def quotation(self, opening: str, closing: str, size: int, ends: bool) -> Kind:
        """Return the kind of a marked region by its first and last words, its number of words, and what follows."""
        end = closing if closing in (",", ".", "?", "!", "-", "--", ";", ":", "\N{EM DASH}") else "w"
        bucket = 1 if size < 2 else 3 if size < 4 else 6 if size < 7 else 12 if size < 13 else 99
        first = "X" if opening[:1].isupper() else "d" if opening[:1].isdigit() else "x"
        return self._quotations[first, end, bucket, ends]

    def _make_quotation(self, sort: tuple[str, str, int, bool]) -> Kind:
        first, end, bucket, ends = sort
        whole = f"q{first}{end}{bucket}{ends:d}"
        near = ("tQ", "q1" + first, "q2" + end, f"q3{bucket}", f"q4{ends:d}", whole, f"q{first}{end}")
        return self._sort("", "Q", "Q", near, ("tQ", f"q{first}{end}{ends:d}"), "Q")
