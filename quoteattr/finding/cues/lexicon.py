"""The cue lexicon in the form in which it is searched: from a word to every cue that begins with it.

The file `data/cues.tsv` lists lemmas; here each becomes patterns, one for every inflected form: the form's words, the
place of the reporting word among them, and the entry.  Patterns are kept by their first word, and under it by their
second, so finding them costs one look-up a token.  Only the first word of a verb of several words is inflected
("pointed out").

Regular forms follow the spelling rules of English: -s (-es after a hiss or -o, -ies for -y), -ed, -ing with a silent
-e dropped, and a last consonant doubled in verbs of one short syllable ("quipped", "putting").  The lexicon lists the
past and participle of other verbs; where a longer verb doubles, -ing follows its past ("admitted", "admitting").

Limits: a form that two verbs share ("found", "saw", "lay") is that of whichever is listed; parts of a verb that
stand apart ("put the claim forward") are not seen.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs
import regex

from quoteattr.config import Config, ExtraCue
from quoteattr.data import Row, entries, values
from quoteattr.errors import DataError
from quoteattr.finding.cues.matches import CueEntry
from quoteattr.models import CueMode, CueStance
from quoteattr.reading.folding import fold
from quoteattr.reading.tokens import TOKEN

FRAMES: Final = frozenset(
    "that bare quote tag np to obj objto as of about for with whether ing preposed noun adj verbal".split()
)  # fmt: skip
EXTRA_FRAMES: Final = frozenset({"that", "bare", "quote", "tag", "np"})
EXTRA_WEIGHT: Final = 0.8

_HISS = regex.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = regex.compile(r"[^aeiou]y$")
_SHORT = regex.compile(r"^(?:qu|[^aeiou])*[aeiou][^aeiouwxy]$")


@attrs.frozen
class Pattern:
    """One inflected cue: `words` from its first on, lower case; `words[head]` is the reporting word.

    kind: v, n, a or p, the class of the lexicon; form: "base", "s", "ed", "en", "ing", or "" for all but verbs.
    """

    words: tuple[str, ...]
    head: int
    kind: str
    form: str
    entry: CueEntry


@attrs.frozen(eq=False)
class Lexicon:
    """Cues by their first and then their second word ("" for those of one word), the longest first."""

    index: Mapping[str, Mapping[str, tuple[Pattern, ...]]]


def lexicon_for(config: Config) -> Lexicon:
    """Return the lexicon with the caller's own cues, which win over entries of the same words."""
    return _lexicon(config.extra_cues)


@functools.lru_cache(maxsize=8)
def _lexicon(extra: tuple[ExtraCue, ...]) -> Lexicon:
    own = [pattern for cue in extra for pattern in _extra_patterns(cue)]
    taken = {pattern.words for pattern in own}
    index: defaultdict[str, defaultdict[str, list[Pattern]]] = defaultdict(lambda: defaultdict(list))
    for pattern in (*own, *(p for p in standard_patterns() if p.words not in taken)):
        index[pattern.words[0]][pattern.words[1] if pattern.words[1:] else ""].append(pattern)
    return Lexicon({first: _longest_first(seconds) for first, seconds in index.items()})


def _longest_first(seconds: Mapping[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """Order the patterns in which they are tried; of one length, an undecided word is a verb rather than a noun."""
    return {
        word: tuple(sorted(patterns, key=lambda p: (-len(p.words), "pavn".index(p.kind))))
        for word, patterns in seconds.items()
    }


@functools.cache
def standard_patterns() -> tuple[Pattern, ...]:
    """Return the patterns of every line of the lexicon."""
    return tuple(pattern for row in entries("cues") for pattern in row_patterns(row))


def row_patterns(row: Row) -> Iterator[Pattern]:
    """Yield the patterns of a line of the lexicon; raise `DataError` where its values are none of those known."""
    name, forms, mode, stance, frames, weight, _ = row
    lemma, _, kind = name.rpartition("/")
    try:
        entry = CueEntry(lemma, CueMode(mode), CueStance(stance), frozenset(values(frames)), float(weight))
    except ValueError as error:
        raise DataError(f"quoteattr/data/cues.tsv, entry {name!r}: {error}; reinstall quoteattr") from error
    if kind not in "vnap" or not 0 <= entry.weight <= 1 or not entry.frames <= FRAMES:
        raise DataError(f"quoteattr/data/cues.tsv, entry {name!r}: unknown class, frame or weight; reinstall quoteattr")
    yield from _patterns(entry, kind, values(forms))


def _patterns(entry: CueEntry, kind: str, forms: tuple[str, ...]) -> Iterator[Pattern]:
    first, _, rest = entry.lemma.partition(" ")
    if kind == "v":
        for form, word in verb_forms(first, forms):
            yield Pattern(_words(f"{word} {rest}"), 0, kind, form, entry)
        return
    words = _words(entry.lemma)
    head = max(range(len(words)), key=lambda i: len(words[i]))
    yield Pattern(words, head, kind, "", entry)
    if kind == "n":
        for plural in set(forms or (s_form(entry.lemma),)) - {entry.lemma}:
            yield Pattern(_words(plural), head, kind, "", entry)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a cue as tokens of a text would be."""
    return tuple(text.lower().split()) if text.replace(" ", "").isalpha() else tuple(TOKEN.findall(fold(text).lower()))


def _extra_patterns(cue: ExtraCue) -> Iterator[Pattern]:
    lemma = " ".join(_words(cue.lemma))
    entry = CueEntry(lemma, cue.mode, cue.stance, EXTRA_FRAMES, EXTRA_WEIGHT)
    seen = set()
    for pattern in (*_given(cue.forms, entry), *_patterns(entry, "v", ())):
        if pattern.words not in seen:
            seen.add(pattern.words)
            yield pattern


def _given(forms: Iterable[str], entry: CueEntry) -> Iterator[Pattern]:
    for words in map(_words, forms):
        form = "ing" if words[0].endswith("ing") else "s" if words[0].endswith("s") else "ed"
        yield Pattern(words, 0, "v", form, entry)


# --- inflection ----------------------------------------------------------------------------------


def verb_forms(lemma: str, listed: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield (form, word) of a verb; `listed` gives its past, participle and -ing form as far as they are irregular.

    Each may name two spellings, parted by "|".  A word that is past and participle is given as "ed" only.

    >>> list(verb_forms("admit", ("admitted",)))
    [('base', 'admit'), ('s', 'admits'), ('ed', 'admitted'), ('ing', 'admitting')]
    >>> [word for _, word in verb_forms("write", ("wrote", "written"))]
    ['write', 'writes', 'wrote', 'written', 'writing']
    """
    past = listed[0].split("|") if listed else [ed_form(lemma)]
    participle = [word for word in (listed[1].split("|") if listed[1:] else past) if word not in past]
    ing = listed[2].split("|") if listed[2:] else sorted({ing_form(lemma, word) for word in past})
    if lemma not in past:
        yield "base", lemma
    yield "s", s_form(lemma)
    yield from (("ed", word) for word in past)
    yield from (("en", word) for word in participle)
    yield from (("ing", word) for word in ing)


def s_form(word: str) -> str:
    """Return the regular third person or plural.

    >>> s_form("deny"), s_form("echo"), s_form("say")
    ('denies', 'echoes', 'says')
    """
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _HISS.search(word) else "s")


def ed_form(word: str) -> str:
    """Return the regular past.

    >>> ed_form("argue"), ed_form("reply"), ed_form("quip"), ed_form("add")
    ('argued', 'replied', 'quipped', 'added')
    """
    if word.endswith("e"):
        return word + "d"
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ied"
    return (word + word[-1] if _SHORT.search(word) else word) + "ed"


def ing_form(word: str, past: str) -> str:
    """Return the -ing form, doubling the last consonant of a short verb or where `past` does.

    >>> ing_form("argue", "argued"), ing_form("beg", "begged"), ing_form("put", "put"), ing_form("lie", "lied")
    ('arguing', 'begging', 'putting', 'lying')
    """
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    if past == f"{word}{word[-1]}ed" or _SHORT.search(word):
        return f"{word}{word[-1]}ing"
    return word + "ing"
