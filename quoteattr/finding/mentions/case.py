"""Which tokens could belong to a proper name, from capitals and from how the text itself writes its words.

A capital inside a sentence is a sign of a name; at the start of one, after an opening mark or in a
headline it is not.  There the text is asked: a word it also writes with a capital inside a sentence
is a name, one it also writes small is not; words the text does not tell about are looked up among the common
words of English.

Limits: a name that is also a common word ("Hope", "Banks") and only ever starts sentences is missed
unless it is a first name before another capital.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress, count
from operator import gt
from typing import Final

import attrs

from quoteattr.finding.mentions.headlines import headlines
from quoteattr.finding.mentions.letters import (
    CAPITAL,
    DOUBTFUL,
    HANDLE,
    LEADING,
    NAMING,
    OPENER,
    SHAPES,
    SMALL,
    UPPER,
    having,
    is_ambiguous,
    is_closed,
    is_shouted,
    is_two_part,
)
from quoteattr.finding.words import CLOSED, IS_ROLE, is_common, is_given, is_particle, is_title, lists, role_of
from quoteattr.reading import Reading

OPEN_NICK: Final = frozenset(["“", '"', "‘", "'", "(", "«", "``"])
CLOSE_NICK: Final = frozenset(["”", '"', "’", "'", ")", "»", "''"])
LONGEST_NICK: Final = 3  # words
DETERMINING: Final = frozenset(["the", "a", "an", "'s", "his", "her", "our", "my", "your", "this", "that"])
PARTNERS: Final = frozenset("sons daughters co company partners associates".split())  # "Moss and Sons"
SHORT: Final = 60  # tokens; a text so short cannot be asked how it writes its names
DATING: Final = frozenset(
    "in by since until during last this next from through early late mid".split()
)  # before a month
SEATS: Final = frozenset(["D-", "I-", "R-"])  # parties before a state
PARTIES: Final = frozenset(["labour", "gop"])
DOING: Final = frozenset("and accused called claimed had has is was will would".split())  # behind a party, of these
DESCRIBED: Final = frozenset(["media", "radio", "television", "tv"])  # what is described more often than named
SURNAMES: Final = NAMING | frozenset(["young", "long", "day", "little", "short"])  # words that open sentences, too
SAID: Final = frozenset(
    "said says told asked replied wrote answered cried shouted whispered murmured muttered insisted".split()
)
CLOSING: Final = 3  # tokens of a body with its verb and full stop that close a sentence
_BEFORE_BODY: Final = frozenset("by to from with for at in but while when that".split())  # and no "who"
SPELT: Final = frozenset(word.upper() for word in CLOSED if word.isalpha() and 1 < len(word) < 6)  # "the WHO", "US"


@attrs.frozen(eq=False)
class Case:
    """What capitals tell: `name[i]`, whether token i may be in a name; `start[i]`, whether any word has one there."""

    name: bytearray
    start: bytearray
    leading: list[int]  # particles that a name may begin with, if one follows
    inside: Counter[str]  # words with a capital inside sentences
    surnames: frozenset[str]  # titles and nouns for people that the text uses as names: "Archer said"


_UPPER: Final = having(UPPER)
_SMALL: Final = having(SMALL)
_OPENER: Final = having(OPENER)
_PROPER: Final = having(CAPITAL | HANDLE)
_HANDLE: Final = having(HANDLE)
_LEADING: Final = having(LEADING)


def read_case(reading: Reading) -> Case:
    """Return what capitals tell about each token."""
    shapes = bytes(map(SHAPES.__getitem__, reading.words))
    upper, start, headline = shapes.translate(_UPPER), _starts(reading, shapes), headlines(reading, shapes)
    capitals = list(compress(range(len(shapes)), upper))
    told = shapes.translate(_SMALL)
    small = Counter(compress(reading.words, told if headline is None else map(gt, told, headline)))
    inside = _inside(reading, capitals, upper, start, headline)
    name = bytearray(len(shapes))
    for i in compress(range(len(shapes)), shapes.translate(_PROPER)):
        shape, shown = shapes[i], bool(headline and headline[i])
        if shape & HANDLE:
            name[i] = 1
        elif not (shape & DOUBTFUL and _is_function_word(reading, i)) and not _is_seat(reading.words, i):
            plain = not (start[i] or shown or shape & DOUBTFUL)
            name[i] = plain or _may_be_name(reading, i, bool(start[i]), shown, inside, small)
    _mark_capitalised_handles(reading, shapes, name)
    _mark_known(reading, capitals, upper, name)
    _mark_acronyms(reading, capitals, name)
    _mark_families(reading, capitals, upper, name)
    leading = list(compress(range(len(shapes)), shapes.translate(_LEADING)))
    return Case(name, start, leading, inside, _surnames(reading, capitals, start, upper, small))


def _mark_capitalised_handles(reading: Reading, shapes: bytes, name: bytearray) -> None:
    """Mark handles that begin a sentence: "Acebush1"."""
    handles = {word.capitalize() for word in compress(reading.words, shapes.translate(_HANDLE))}
    if handles:
        for i in compress(range(len(name)), map(handles.__contains__, reading.words)):
            name[i] = 1


def _mark_known(reading: Reading, capitals: list[int], upper: bytes, name: bytearray) -> None:
    """Mark names of two words in the lists whose words look like no name: "USA Today", "No 10"."""
    known, lower, last = lists(), reading.lower, len(upper) - 1
    for i in capitals:
        if i < last and not (name[i] and name[i + 1]) and (upper[i + 1] or reading.words[i + 1][0].isdigit()):
            pair = f"{lower[i]} {lower[i + 1]}"
            if pair in known.outlets or pair in known.places:
                name[i] = name[i + 1] = 1


def _mark_acronyms(reading: Reading, capitals: list[int], name: bytearray) -> None:
    """Mark acronyms that are spelt like function words: "the **WHO**", "**US** officials"."""
    words, last = reading.words, len(reading.words) - 1
    for i in capitals:
        if words[i] not in SPELT:
            continue
        if words[i] == "US" or (i and words[i - 1] in {"the", "The"}) or (words[i] == "WHO" and _is_health(reading, i)):
            name[i] = not ((i and is_shouted(words[i - 1])) or (i < last and is_shouted(words[i + 1])))


def _is_health(reading: Reading, i: int) -> bool:
    """Tell whether "WHO" is the body for health, and no stressed pronoun: "**WHO** said", "it ends, says **WHO**"."""
    sentence = reading.sentences[reading.sentence_of(i)]
    before = "" if i == sentence.first else reading.lower[i - 1]
    opens = not before[:1].isalnum() and before != ","
    closes = sentence.last - i <= CLOSING
    return (opens or closes or before in _BEFORE_BODY) and reading.words[sentence.last - 1] not in {"?", "!"}


def _mark_families(reading: Reading, capitals: list[int], upper: bytes, name: bytearray) -> None:
    """Mark family names before given names of two parts, whatever they mean: "**Ban** Ki-moon", "**Oh** Se-hoon"."""
    for i in capitals:
        if "-" in reading.words[i] and i and upper[i - 1] and is_two_part(reading.words[i]):
            name[i - 1] = name[i] = 1


def _starts(reading: Reading, shapes: bytes) -> bytearray:
    start = bytearray(b"\0") + shapes.translate(_OPENER)[:-1] if shapes else bytearray()
    for i in compress(count(1), map("'".__eq__, reading.words[1:-1])):
        if reading.words[i - 1].endswith("s") and reading.starts[i] == reading.ends[i - 1] < reading.starts[i + 1] - 1:
            start[i + 1] = 0  # "the Nurses' Union"
    for first in reading.firsts:
        start[first] = 1
    return start


def _surnames(
    reading: Reading, capitals: list[int], start: bytearray, upper: bytes, small: Counter[str]
) -> frozenset[str]:
    """Return the titles and nouns for people that mostly stand alone with a capital and without an article."""
    alone: Counter[str] = Counter()
    lower, first, last = reading.lower, lists().first, len(upper) - 1
    for i in capitals:
        if 0 < i < last and not upper[i + 1] and IS_ROLE[lower[i]]:
            if upper[i - 1]:
                alone[lower[i]] += 2 * (lower[i - 1] in first)
            elif not start[i]:
                alone[lower[i]] += -1 if lower[i - 1] in DETERMINING else 1
    return frozenset(w for w, n in alone.items() if n >= 2 and n > 2 * small[w])


def _inside(
    reading: Reading, capitals: list[int], upper: bytes, start: bytearray, headline: bytearray | None
) -> Counter[str]:
    """Count the words, and pairs of them, that have a capital inside a sentence."""
    lower = reading.lower
    found = [i for i in capitals if not (start[i] or (headline and headline[i])) or _speaks(reading, i)]
    inside = Counter([lower[i] for i in found])
    inside.update([f"{lower[i - 1]} {lower[i]}" for i in found if upper[i - 1] and not start[i - 1]])
    return inside


# --- capitals that tell nothing by themselves ----------------------------------------------------


def _is_seat(words: Sequence[str], i: int) -> bool:
    """Tell whether a token is a party and a state behind a name: "Sen. Ann Lee, **R-Ohio**", but not "D-Wave"."""
    return words[i][:2] in SEATS and words[i][2:3].isupper() and i > 0 and words[i - 1] in {",", "("}


def _is_function_word(reading: Reading, i: int) -> bool:
    """Tell whether "Will", "May", a day or another month is no name: "May Jones" and "the *Sunday* Echo" are."""
    if not is_ambiguous(reading.lower[i]):
        return False
    word, known = reading.lower[i].rstrip("."), lists()
    after = reading.words[i + 1] if i + 1 < len(reading.words) else "."
    if known.capitalised.get(word) == "weekday" and i and reading.lower[i - 1] == "the":
        paper = is_common(after.lower()) or after.lower() in known.bodies
        return not (paper and after[0].isupper() and after.lower() not in CLOSED)  # “on the Sunday Johnson said”
    if i and known.capitalised.get(word) == "month":
        before = reading.lower[i - 1]
        if before in DATING:
            return True  # "In April Douglas Pryce said"
        if reading.words[i - 1][0].isupper() and word in known.first and before not in CLOSED:
            return after[0].isdigit()
    if word == "will" and _asks(reading, i):
        return True  # "Will Sanders come down?"
    if word in NAMING and (after in SAID or (word == "will" and i and reading.words[i - 1] in SAID)):
        return False  # "Will said"
    names = word in NAMING or word in known.first
    return not (names and after[0].isupper() and reading.lower[i + 1] not in CLOSED)


def _asks(reading: Reading, i: int) -> bool:
    """Tell whether token i opens a question."""
    sentence = reading.sentences[reading.sentence_of(i)]
    return i == sentence.first and "?" in reading.words[max(i, sentence.last - 2) : sentence.last]


def _speaks(reading: Reading, i: int) -> bool:
    """Tell whether a word is the whole subject of a verb of saying, as only a name can be: "Bell said"."""
    word, known = reading.lower[i], lists()
    verb = reading.words[i + 1] if i + 1 < len(reading.words) else ""
    if verb not in SAID and not (word in PARTIES and verb in DOING):
        return False
    many = word.endswith("s") and is_common(word[:-1]) and word not in known.first  # "Banks said"
    opens = word in known.capitalised and word not in SURNAMES and word not in PARTIES
    other = opens or is_closed(word) or (role_of(word) and word not in NAMING)
    return not (many or other) and (i == 0 or not reading.words[i - 1][0].isalpha())


def _may_be_name(
    reading: Reading, i: int, start: bool, headline: bool, inside: Counter[str], small: Counter[str]
) -> bool:
    """Decide on a capital word that is no function word."""
    word = reading.lower[i]
    if headline:
        return _may_be_named_in_headline(reading, i, inside, small)
    if start:
        return _may_start_name(reading, i, inside, small)
    shouted = len(word) > 3 and reading.words[i].isupper() and is_common(word)
    return not shouted or small[word] == 0


def _may_be_named_in_headline(reading: Reading, i: int, inside: Counter[str], small: Counter[str]) -> bool:
    """Tell whether a word of a headline may be a name: it is one in the text or lists, or follows a first name."""
    lower, known = reading.lower, lists()
    word, given = lower[i], i > 0 and lower[i - 1] in known.first
    ends = not reading.words[i + 1 : i + 2] or not reading.words[i + 1][0].isalnum()
    if given and ends and i > 1 and is_title(lower[i - 2]):
        return True  # "— Judge Elias Worth"
    if word in small:
        return False
    if inside[word] or word in known.places or word in known.outlets:
        return True
    if word in known.first:
        return word not in known.weak
    return not is_common(word) and (given or len(reading.words) < SHORT)


def _may_start_name(reading: Reading, i: int, inside: Counter[str], small: Counter[str]) -> bool:
    """Tell whether a word that has a capital because it starts something may be a name."""
    word, words, known = reading.lower[i], reading.words, lists()
    if _leads(reading, i) or _speaks(reading, i):
        return True
    if inside[word] and (word not in small or inside[word] > 1):
        return True
    after, capital = (reading.lower[i + 1], words[i + 1][0].isupper()) if i + 1 < len(words) else ("", False)
    if after in OPEN_NICK and is_nicknamed(reading, i):
        return True
    if after == "&" and i + 2 < len(words) and words[i + 2][0].isupper():
        return True  # "Marks & Spencer"
    if after not in small and (after in known.bodies or after in known.closings):
        return True  # "Amnesty International"
    if after in DESCRIBED:
        return False  # "State media"
    pair = f"{word} {after}" if after else word
    if inside[pair] or pair in known.places or pair in known.outlets:
        return True
    if capital and is_title(pair):
        return True  # "Detective Inspector Hale"
    if word in small or is_common(word) or known.capitalised.get(word) == "opener":
        return capital and word in known.first
    return True


def _leads(reading: Reading, i: int) -> bool:
    """Tell whether a word that starts a sentence also starts a name: "De Blasio", "Secretary of State"."""
    word, words = reading.lower[i], reading.words
    if i + 2 >= len(words):
        return False
    after = reading.lower[i + 1]
    if after == "and" and reading.lower[i + 2] in PARTNERS and words[i + 2][0].isupper():
        return word not in CLOSED
    if is_particle(word) and is_particle(words[i + 1]):
        return True  # "Von der Leyen"
    capital = words[i + 1][0].isupper()
    if capital and is_particle(word):
        return len(word) < 4
    if capital:
        plain = word in CLOSED or lists().capitalised.get(word) or is_title(word) or word.endswith("ly")
        return not plain and is_common(after) and not (IS_ROLE[after] or is_given(after))
    return is_title(word) and after == "of" and words[i + 2][0].isupper()


def is_nicknamed(reading: Reading, i: int) -> bool:
    """Tell whether a nickname in marks stands between a first name at token i and a surname: Kathleen “Kick” Smith."""
    words, known = reading.words[i : i + LONGEST_NICK + 4], lists()
    last = next((k for k in range(2, len(words)) if not (words[k].isalpha() and words[k][0].isupper())), 0)
    if last < 3 or last + 1 >= len(words) or words[1] not in OPEN_NICK or words[last] not in CLOSE_NICK:
        return False
    surname = words[last + 1].lower()
    named = words[0][0].isupper() and words[0].lower() in known.first
    return named and words[last + 1][0].isupper() and surname not in CLOSED and surname not in known.capitalised
