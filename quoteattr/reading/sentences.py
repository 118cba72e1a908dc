"""Where sentences end, by nupunkt (unsupervised Punkt with a legal and news model), paragraph by paragraph.

nupunkt decides on the folded text; line ends inside a wrapped paragraph are shown to it as spaces.  A mark
that closes right after an end belongs to the sentence that ends.  The library is imported on first use
because its model takes longer to load than everything else here.

Its time grows with the square of a stretch without a space, and such a stretch is an address, damage or malice, so
long ones are shown to it as one long word.  Only the shape is shown: offsets and text stay what they are.

Its model knows few titles; what ends in another one goes on with the name behind it ("said Lt. John Sand").

Its model takes some plain words for abbreviations ("according to reports. Russian agents"); a word without a capital
that is no abbreviation ends a sentence before a capital all the same.  So do nearly all words before an opening mark
with a capital ("he asked Ben. “Your turn.”"): what is marked there is an utterance, hardly ever a nickname.

Limits: a question inside marks ends a sentence before its tag (“Who did?” Miriam demanded.); linking
knows what a tag is and looks back over that end.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import regex

from quoteattr.reading.tokens import ABBREVIATED_TITLES

OPENING: Final = "\"“‘'(["
MARKS: Final = "“‘«\"'"
LONG: Final = 200  # characters without a space
WINDOW: Final = 100_000  # characters of a paragraph that are looked at in one go, since sentences come as objects
_STRETCH: Final = regex.compile(rf"\S{{{LONG},}}+")
# Abbreviations in small letters that may stand before a capital.
_ABBREVIATED: Final = "approx|art|cit|dept|esp|est|etc|fig|incl|misc|para|seq|vol"
# It looks back from the full stops, which are fewer than the words.
_MISSED: Final = regex.compile(
    rf"""\. (?= [ ]+ \p{{Lu}} ) (?<= \b \p{{Ll}}{{3,}} \. ) (?<! \b (?:{_ABBREVIATED}) \. ) [ ]+
       | \. [ ]+ (?P<marked> (?= [{MARKS}] \p{{Lu}} ) )""",
    regex.VERBOSE,
)
# What is marked behind a full stop: an utterance, which ends as one, or another name (“the late Gen. “Tex” Hill”).
_UTTERANCE: Final = regex.compile(rf"[{MARKS}][^“”«»\"]{{1,200}}?[.!?…,—–-][”’»\"']")
_NICK: Final = rf"[{MARKS}]\p{{Lu}}[\p{{L}}'’-]*(?: [\p{{L}}'’-]+){{0,2}}[”’»\"'] \p{{Lu}}"
_NICKNAME: Final = regex.compile(_NICK)
_WORD_BEFORE: Final = regex.compile(r"[\p{L}.]+$")
_DOUBTFUL: Final = frozenset("no nos vol vs op cf ch".split())  # abbreviations behind which either may stand
_GOES_ON: Final = regex.compile(r" *[),;\]]|(?<=\p{Lu}\.\p{Lu}\.) +\p{Ll}")
_TITLES: Final = frozenset(f"{title}." for title in ABBREVIATED_TITLES.split())  # few are abbreviations of its model
_ALSO: Final = frozenset(["Sr.", "Del.", "St.", "Ste.", "Mt.", "Ft."])  # behind a name something else: “Tom Hill Sr.”
_NAME: Final = regex.compile(rf" *(?:(?!(?:The|He|She|It|They|We|In|On|At|An?|But|And)\b)\p{{Lu}}|{_NICK})")
LONGEST_TITLE: Final = 30  # characters, with the word before it


def sentence_spans(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of the paragraph folded[start:end], trailing spaces left out."""
    paragraph = folded[start:end].replace("\n", " ")
    for s, e in _split(paragraph, _asked(paragraph)):
        sentence = paragraph[s:e]
        stripped = sentence.strip()
        if stripped:
            s += len(sentence) - len(sentence.lstrip())
            yield start + s, start + s + len(stripped)


def _asked(paragraph: str) -> Iterable[tuple[int, int]]:
    """Return the sentences as nupunkt sees them."""
    shown = _STRETCH.sub(_as_word, paragraph) if _has_stretch(paragraph) else paragraph
    # Without an end before its last character it is one sentence at most: no need to ask.
    ends = any(shown.find(mark, 0, -1) >= 0 for mark in ".?!")
    return _windowed(shown) if ends else [(0, len(paragraph))]


def _windowed(shown: str) -> Iterator[tuple[int, int]]:
    """Yield sentences, of a very long paragraph by windows that begin where the last sentence broke off."""
    split, start = _splitter(), 0
    while len(shown) - start > WINDOW:
        *whole, (broken, _) = split(shown[start : start + WINDOW])
        yield from ((start + s, start + e) for s, e in whole or [(0, WINDOW)])
        start += broken if whole else WINDOW
    yield from ((start + s, start + e) for s, e in split(shown[start:]))


@functools.cache
def _splitter() -> Callable[[str], Iterable[tuple[int, int]]]:
    from nupunkt import sent_spans

    return sent_spans


def _split(paragraph: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans, parted once more where a plain word was taken for an abbreviation."""
    for start, end in _joined(paragraph, spans):
        for missed in _MISSED.finditer(paragraph, start, end):
            if missed["marked"] is None or _ends_before_mark(paragraph, missed.start(), missed.end()):
                yield start, missed.end()
                start = missed.end()
        yield start, end


def _ends_before_mark(paragraph: str, stop: int, mark: int) -> bool:
    """Tell whether the full stop before a mark ends a sentence: behind a title or initial only before an utterance."""
    word = _WORD_BEFORE.search(paragraph, max(0, stop - LONGEST_TITLE), stop)
    before = word[0] if word else ""
    if f"{before}." in _TITLES or "." in before or len(before) < 2 or before.lower() in _DOUBTFUL:
        said = _UTTERANCE.match(paragraph, mark)
        return said is not None and (said[0][-2] != "," or "." in before)  # “Dr. “Death,” as he was known”
    return not _NICKNAME.match(paragraph, mark)


def _joined(paragraph: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans, those joined that nothing but an abbreviation in brackets parts: “Sen. Lee (I-Vt.), who”."""
    start = 0
    for _, end in spans:
        if not (_GOES_ON.match(paragraph, end) or _is_before_name(paragraph, end)):
            yield start, end
            start = end


def _is_before_name(paragraph: str, end: int) -> bool:
    """Tell whether what ends there is an abbreviated title, behind which a name comes: “said Lt. John Sand”."""
    before, _, word = paragraph[max(0, end - LONGEST_TITLE) : end].rstrip().rpartition(" ")
    word = word.rpartition("-")[2].lstrip(OPENING)
    titled = word in _TITLES or (word in _ALSO and not before.rpartition(" ")[2][:1].isupper())
    return titled and _NAME.match(paragraph, end) is not None


def _has_stretch(paragraph: str) -> bool:
    """Tell whether a stretch is long: it is if it goes on for so long around some multiple of that length."""
    for i in range(0, len(paragraph), LONG):
        end = paragraph.find(" ", i)
        if (end if end >= 0 else len(paragraph)) - paragraph.rfind(" ", 0, i) > LONG:
            return True
    return False


def _as_word(stretch: regex.Match[str]) -> str:
    """Return a word of the same length, with the same last character, which may end a sentence."""
    return "x" * (len(stretch[0]) - 1) + stretch[0][-1]
