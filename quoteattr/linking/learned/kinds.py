"""What the models may know of a unit, decided once for each different word and tag.

A `Kind` is a word with its tag, or a sort of quotation, and carries the attributes that features are made of.
The word itself is an attribute only where it is common property of the language: in the vocabulary of the weights,
which holds no names and no words of a topic.  All others are seen by tag, outline, ending and by the classes that
a dictionary gives them (a noun for a person, a verb of communication).  So "Clinton" and "Okonjo-Iweala" are the same.
"""

from collections.abc import Mapping
from typing import Final

from quoteattr.linking.learned.tagger import TAGS, shape

_CACHE: Final = 60_000

# The chunk a tag belongs to: noun phrase, finite verb, other verb forms, and signs that stand for themselves.
CHUNK: Final = {
    **dict.fromkeys("NN NNS NNP NNPS JJ JJR JJS CD DT PDT PRP$ POS PRP EX HYPH FW SYM".split(), "N"),
    **dict.fromkeys("VBD VBZ VBP MD".split(), "V"),
    "VB": "b", "VBG": "g", "VBN": "n", "TO": "t", "IN": "i", "RP": "", "RB": "", "RBR": "", "RBS": "", "CC": "c",
    "WDT": "w", "WP": "w", "WP$": "w", "WRB": "w", ",": ",", ".": ".", ":": ":", "UH": "u",
}  # fmt: skip


class Kind:
    """One sort of unit: `near` attributes for it and its neighbours, `far` ones at a distance, `chunk` its symbol."""

    __slots__ = ("chunk", "classes", "far", "head", "id", "lower", "may_cue", "near", "noun", "quoted", "tag")

    def __init__(self, id: int, lower: str, tag: str, chunk: str) -> None:
        self.id = id
        self.lower = lower
        self.tag = tag
        self.chunk = chunk
        self.near: tuple[str, ...] = ()
        self.far: tuple[str, ...] = ()
        self.classes: tuple[str, ...] = ()
        self.head = ""  # what the word is called where it is the head of a phrase
        self.noun = False
        self.quoted = False
        self.may_cue = False


class Kinds:
    """Makes kinds from words; `vocabulary` and `classes` are tables of the weights."""

    def __init__(
        self,
        vocabulary: frozenset[str],
        classes: Mapping[str, tuple[str, ...]],
        cues: frozenset[str],
        never: frozenset[str],
    ) -> None:
        self.vocabulary = vocabulary
        self.classes = classes
        self.cues = cues
        self.never = never
        self._words: dict[tuple[str, int], Kind] = {}
        self._quotations: dict[tuple[str, str, int, bool], Kind] = {}
        self._made = 0
        self.edge = self._edge()

    def _new(self, lower: str, tag: str, chunk: str) -> Kind:
        self._made += 1
        return Kind(self._made, lower, tag, chunk)

    def _edge(self) -> Kind:
        kind = self._new("", "|", "|")
        kind.near = kind.far = ("t|",)
        kind.head = "|"
        return kind

    def word(self, word: str, tag_id: int) -> Kind:
        """Return the kind of a word with a tag."""
        return self._words.get((word, tag_id)) or self._make(word, tag_id)

    def _make(self, word: str, tag_id: int) -> Kind:
        if len(self._words) > _CACHE:
            self._words.clear()
        lower, tag = word.lower(), TAGS[tag_id]
        chunk = "h" if lower == "that" and tag in ("IN", "WDT", "DT") else CHUNK.get(tag, tag)
        if not word[:1].isalnum() and tag in (":", "SYM", ","):
            chunk = lower[:2]
        kind = self._new(lower, tag, chunk)
        kind.noun = chunk == "N"
        name = tag.startswith("NNP")
        known = lower in self.vocabulary and not name
        classes = () if name else self.classes.get(lower, ())
        kind.classes = tuple(c for c in classes if c[0] == ("v" if tag[0] == "V" else "n" if tag[0] == "N" else "-"))
        title = tag.startswith("NN") and not name and not known
        near = ["t" + tag, "s" + shape(word)]
        near += ["c" + c for c in kind.classes]
        if known:
            near += ["w" + lower, f"w{lower}/{tag[:2]}"]
        elif word[:1].isalpha() and not name:
            near.append("e" + lower[-3:])
        elif not word[:1].isalnum():
            near.append("w" + lower[:2])
        kind.near = tuple(near)
        kind.far = (
            ("t" + tag, "w" + lower)
            if known or not word[:1].isalnum()
            else ("t" + tag, *("c" + c for c in kind.classes))
        )
        kind.head = (
            lower
            if tag == "PRP" or (known and tag[0] != "N")
            else tag + "".join(kind.classes[:1])
            if not known
            else lower
        )
        kind.may_cue = (tag[0] == "V" or lower in self.cues) and lower not in self.never
        self._words[word, tag_id] = kind
        return kind

    def quotation(self, opening: str, closing: str, size: int, ends: bool) -> Kind:
        """Return the kind of a marked region by its first and last words, its number of words, and what follows."""
        end = closing if closing in (",", ".", "?", "!", "-", "--", ";", ":", "\N{EM DASH}") else "w"
        bucket = 1 if size < 2 else 3 if size < 4 else 6 if size < 7 else 12 if size < 13 else 99
        first = "X" if opening[:1].isupper() else "d" if opening[:1].isdigit() else "x"
        key = (first, end, bucket, ends)
        return self._quotations.get(key) or self._make_quotation(*key)

    def _make_quotation(self, first: str, end: str, bucket: int, ends: bool) -> Kind:
        kind = self._new("q", "Q", "Q")
        kind.quoted = True
        kind.near = (
            "tQ",
            "q1" + first,
            "q2" + end,
            f"q3{bucket}",
            f"q4{ends:d}",
            f"q{first}{end}{bucket}{ends:d}",
            f"q{first}{end}",
        )
        kind.far = ("tQ", f"q{first}{end}{ends:d}")
        kind.head = "Q"
        self._quotations[first, end, bucket, ends] = kind
        return kind
