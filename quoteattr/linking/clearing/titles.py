"""Marks around the title of a work, which nobody says: said on RTN's “Morning Light.”; in her memoir, “Salt,” she says.

Where the sign behind a title stands inside its marks, it closes like speech, and a tag beside it takes it for what is
said.  A title has capitals in all its longer words, goes on in a sentence, and stands behind what leads to one:

    work     her memoir, “Salt,”    the podcast “Salt.”
    place    on “Salt.”    in “Salt.”    to CBS's “Morning Light.”
    maker    author of “Salt.”    who directed “The Salt Road.”    told “Morning Light.”
    reader   was reading “Salt,”    had read “Salt,”    hummed “The Salt Road.”
    name     was called “Sea View,”

Such marks are taken out of the marks of a text, as are those of nicknames, before anything looks for what is said; they
are put back into what is then found around them.  A title alone is no report (He *wrote* “The Salt Road.”).

Of titles that no sign closes only those of programmes are taken out (told CBS's “Morning Light” that; told “Morning
Light” that), and only where a text is read: models have learned with all of them.

Limits: other titles that no sign closes are left to the rules and models, which seldom mistake them; so are those
behind “called” and “titled” without a passive, since signs and slogans are called so too.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from quoteattr.finding.marks import Marks, MarkStyle, Region
from quoteattr.finding.words import is_common, is_given, kind_of_role
from quoteattr.linking.attribution import Attribution, Told, with_content
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS, capitals_from
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading

LONGEST: Final = 80  # characters of a title in its marks
LONGEST_TITLE: Final = 10  # words
SMALL_WORD: Final = 3  # letters of a word that has no capital in a title
OWNER: Final = 5  # words of a name that owns a title: “to | BBC Radio Four | 's”
_SMALL_WORDS: Final = (PREPOSITIONS | CONJUNCTIONS | DETERMINERS) - PRONOUNS  # without a capital in a heading
_WORKS: Final = frozenset(
    "album autobiography ballad biography blockbuster blog book broadcast column comedy documentary drama editorial "
    "episode essay exhibition film hit memoir movie musical newsletter novel opera op-ed painting play podcast poem "
    "production program programme radio report screenplay sequel serial series show single sitcom song study talk "
    "thriller track tv".split()
)
_PLACES: Final = frozenset(["on", "in"])
_LEADING: Final = _PLACES | frozenset("to of from with for told hosts hosting".split())  # before the owner of a work
_MAKING: Final = frozenset("directed directs hosted hosts produced".split())  # what is done to nothing but works
_READING: Final = frozenset("hummed humming reading whistled whistling".split())  # what is done to works, by people
_READERS: Final = frozenset("i he she we they you who has have had 'd never".split())  # before these verbs
_BEING: Final = frozenset("is are was were be been".split())
_TELLING: Final = frozenset("told with penned recorded sang sings wrote watched".split())  # behind these are words, too


def titled_works(reading: Reading, marks: Marks, *, unclosed: bool) -> dict[int, Region]:
    """Return the regions, by index, that hold a title closed like speech; if `unclosed`, of works on air without, too.

    Models have learned with the latter in their marks; only what is read is without.
    """
    holds = (_is_closed, _is_on_air) if unclosed else (_is_closed,)
    return {i: r for i, r in enumerate(marks.regions) if any(may(reading, r) for may in holds)}


def _is_closed(reading: Reading, region: Region) -> bool:
    """Tell whether a region holds a title closed like speech."""
    return _may_be(reading.text, region) and _is_led_to(reading, reading.token_from(region.span.start), region)


def _is_on_air(reading: Reading, region: Region) -> bool:
    """Tell whether marks hold a title that a station owns, or that is told: told NBC's “Morning Light” that."""
    if region.depth or region.inner.end - region.inner.start > LONGEST or not region.closed:
        return False
    lower, inner, first = reading.lower, region.inner.of(reading.text), reading.token_from(region.span.start)
    if first == 0 or not (inner[:1].isupper() and inner[-1].isalnum() and (" " not in inner or is_title(inner))):
        return False
    behind = reading.token_before(region.span.end)
    told = lower[first - 1] == "told" and " " in inner and lower[behind : behind + 1] not in (["."], [","])
    return told or (lower[first - 1] == "'s" and _is_owned(reading, first - 1))


def is_title(inner: str) -> bool:
    """Tell whether all longer words have a capital, as in a heading (‘Coal Isn't the Villain’)."""
    words = inner.split()
    return 1 < len(words) <= LONGEST_TITLE and all(w[:1].isupper() for w in words if len(w) > SMALL_WORD)


def is_sentence(inner: str, sign: str) -> bool:
    """Tell whether marked words may be a sentence whose last sign stands behind the marks: “It is not far”.

    What a heading has in small letters are function words: “War and Peace”; a single word may be a name: “Emma”.
    """
    if sign in {"?", "!"} or " " not in inner:
        return inner[:1].isupper() and (sign != "." or is_common(inner.lower()))
    small = (word for word in inner.split()[1:] if word[0].islower())
    return inner[:1].isupper() and not all(map(_SMALL_WORDS.__contains__, small))


def _may_be(text: str, region: Region) -> bool:
    """Tell whether marked text may be a title by its end, its capitals and what stands right before it."""
    start, end = region.span.start, region.span.end
    if region.depth or end - start > LONGEST or text[region.inner.end - 1] not in {".", ","} or not region.closed:
        return False
    before, inner = text[max(0, start - 2) : start], region.inner.of(text)
    led = before[-1:].isspace() and (before[:1].isalnum() or before[:1] == ",")
    titled = inner[0].isupper() and (" " not in inner or (". " not in inner and is_title(inner)))
    return led and titled and region.style is not MarkStyle.DASH


def _is_led_to(reading: Reading, first: int, region: Region) -> bool:
    """Tell whether the words before a title, which begins at token `first`, lead to one."""
    lower, before = reading.lower, first - 1
    if lower[before] == ",":
        return lower[before - 1] in _WORKS
    word = lower[before]
    if word in _WORKS or word in _PLACES or word in _MAKING:
        return True
    if word in {"'s", "'"}:
        return _is_owned(reading, before)
    if word == "of":
        return kind_of_role(lower[before - 1]) is SpeakerKind.PERSON
    inner = region.inner.of(reading.text)[:-1]
    titled = sum(w[0].isupper() for w in inner.split()) > 1
    if word in {"called", "named"}:
        behind = reading.token_before(region.span.end)
        return lower[before - 1] in _BEING and lower[behind : behind + 1] != ["by"]
    if word in _READING and not titled:
        return word.endswith("ing") or not is_common(inner.lower())
    person = lower[before - 1] in _READERS or is_given(lower[before - 1])  # signs read, too: “*Ann* read”
    if word in {"read", "sung", "written"} and person:
        return titled or not is_common(inner.lower())
    return word in _READING or (titled and word in _TELLING)


def _is_owned(reading: Reading, genitive: int) -> bool:
    """Tell whether a name with the genitive at a token owns a work: “told **CBS** 's”, “on **Friday** 's”."""
    i = capitals_from(reading.words, genitive, max(0, genitive - OWNER))
    return 0 < i < genitive and reading.lower[i - 1] in _LEADING


def without_titles(text: str, told: Told, works: Mapping[int, Region], outer: Outermost) -> list[Attribution]:
    """Return attributions without those of a title alone; what is verbatim is so by `outer`, which has the titles."""
    ends = {r.span.start: r.span.end for r in works.values()}
    return [with_content(a, a.content, outer) for a in told if not _is_alone(text, a.content, ends)]


def _is_alone(text: str, content: Sequence[Span], ends: Mapping[int, int]) -> bool:
    """Tell whether a content is a title, with no more than a clause that tells of it: “Salt,” *which nobody bought*."""
    start, end = content[0].start, content[0].end
    if len(content) > 1 or start not in ends:
        return False
    rest = text[ends[start] : end].lstrip()
    return not rest or rest.startswith("which ")


def with_wholes(text: str, told: Told, wholes: Sequence[Region]) -> list[Attribution]:
    """Return attributions whose parts have the whole of the names and titles that they begin or end in."""
    starts = [r.span.start for r in wholes]

    def whole(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple([_grown(text, span, wholes, starts) for span in spans])

    return [
        attrs.evolve(a, content=whole(a.content), source=whole(a.source), addressee=whole(a.addressee)) for a in told
    ]


def _grown(text: str, span: Span, wholes: Sequence[Region], starts: Sequence[int]) -> Span:
    """Return a part with the wholes it begins and ends in; one that has only the closing mark begins behind it."""
    first, last = (wholes[max(0, bisect_right(starts, offset) - 1)] for offset in (span.start, span.end - 1))
    start = first.span.start if first.span.start < span.start < first.span.end else span.start
    if first.inner.end <= span.start < first.span.end < span.end:
        start = span.end - len(text[first.span.end : span.end].lstrip())  # in “Salt,” *she* said
    return Span(start, last.span.end if last.span.start < span.end < last.span.end else span.end)
