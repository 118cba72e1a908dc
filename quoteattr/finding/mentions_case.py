"""Which tokens could belong to a proper name, from capitals and from how the text itself writes its words.

A capital inside a sentence is a sign of a name; at the start of one, after an opening mark or in a
headline it is not.  There the text is asked: a word it also writes with a capital inside a sentence
is a name, one it also writes small is not; words the text does not tell about are looked up among the common
words of English.

Limits: a name that is also a common word ("Hope", "Banks") and only ever starts sentences is missed
unless it is a first name before another capital.
"""

from collections import Counter
from itertools import compress, count
from operator import gt
from typing import Final

import attrs

from quoteattr.finding.mentions_words import (
    CLOSED,
    IS_ROLE,
    is_common,
    is_given,
    is_particle,
    is_role,
    is_title,
    lists,
    role_of,
)
from quoteattr.reading import Reading, Sentence
from quoteattr.reading.remembered import Remembered

OPENERS: Final = frozenset(
    "\"“”„«»‘'`" + "([:;*•–—-…"
) | {"``", "''", "--", "...", "?", "!", "."}  # fmt: skip
OPEN_NICK: Final = frozenset(["“", '"', "‘", "'", "(", "«", "``"])
CLOSE_NICK: Final = frozenset(["”", '"', "’", "'", ")", "»", "''"])
LONGEST_NICK: Final = 3  # words
ARTICLES: Final = frozenset(["the", "a", "an", "'s", "his", "her", "our", "my", "your", "this", "that"])
PARTNERS: Final = frozenset("sons daughters co company partners associates".split())  # "Moss and Sons"
SHORT: Final = 60  # tokens; a text so short cannot be asked how it writes its names
COMMON: Final = 0.3  # share of common words among them that tells a headline from a sentence full of names
PARTICLES: Final = frozenset("van von bin ibn de der di da del della al abu ter ten".split())
DATING: Final = frozenset(
    "in by since until during last this next from through early late mid".split()
)  # before a month
NAMING: Final = frozenset(["will", "may"])  # function words that are first names too
PARTIES: Final = frozenset(["labour", "gop"])
DOING: Final = frozenset("and accused called claimed had has is was will would".split())  # behind a party, of these
DESCRIBED: Final = frozenset(["media", "radio", "television", "tv"])  # what is described more often than named
SURNAMES: Final = NAMING | frozenset(["young", "long", "day", "little", "short"])  # words that open sentences, too
SAID: Final = frozenset(
    "said says told asked replied wrote answered cried shouted whispered murmured muttered insisted".split()
)
_BEFORE_BODY: Final = frozenset("by to from with for at in but while when that".split())  # and no "who"
SPELT: Final = frozenset(word.upper() for word in CLOSED if word.isalpha() and 1 < len(word) < 6)  # "the WHO", "US"
HEADLINED: Final = frozenset(  # words that a headline in capitals writes small
    "a an the and or but nor as at by for from in into of off on onto out over per to up upon via vs with than".split()
)
PREFIXES: Final = frozenset(  # before a hyphen, in words that are no names: "Vice-president"
    "anti co counter cross deputy eco ex inter mid multi neo non para post pre pro pseudo re semi sub super trans "
    "ultra un vice".split()
)
HEADLINE: Final = 0.8  # share of capitals among the longer words of a headline


@attrs.frozen(eq=False)
class Case:
    """What capitals tell: `name[i]`, whether token i may be in a name; `start[i]`, whether any word has one there."""

    name: bytearray
    start: bytearray
    leading: list[int]  # particles that a name may begin with, if one follows
    inside: Counter[str]  # words with a capital inside sentences
    surnames: frozenset[str]  # titles and nouns for people that the text uses as names: "Archer said"


# --- what the letters of a word tell, one bit each -------------------------------------------------

UPPER, LONG, SMALL, CAPITAL, HANDLE, OPENER, DOUBTFUL, LEADING = (1 << bit for bit in range(8))


def _shape(word: str) -> int:
    """Return the bits of a word.

    UPPER: it begins with a capital; SMALL: with a small letter; LONG: it counts in a headline; CAPITAL: its letters are
    a name's ("al-Assad") and it is no function word; HANDLE: it is one; OPENER: a capital behind it tells nothing;
    DOUBTFUL: it is a name or a function word ("Will"), a day, a month, or a common word in capitals; LEADING: it is a
    particle that may stand before a name.
    """
    lower = word.lower()
    facts = {
        UPPER: word[0].isupper(),
        SMALL: word[0].islower(),
        LONG: len(word) > 3 and word[0].isalpha(),
        CAPITAL: _is_capital(word) and not _is_closed(lower),
        HANDLE: _is_handle(word),
        OPENER: word in OPENERS,
        DOUBTFUL: _is_ambiguous(lower) or (len(lower) > 3 and word.isupper() and is_common(lower)),
        LEADING: word[0].islower() and lower in PARTICLES,
    }
    return sum(bit for bit, holds in facts.items() if holds)


_shapes: Final = Remembered(_shape)


def _having(bits: int) -> bytes:
    """Return the table that translates shapes to 1 where they have any of these bits, to 0 elsewhere."""
    return bytes(shape & bits > 0 for shape in range(256))


_UPPER: Final = _having(UPPER)
_LONG: Final = _having(LONG)
_TALL: Final = bytes(shape & UPPER and shape & LONG and 1 for shape in range(256))
_SMALL: Final = _having(SMALL)
_OPENER: Final = _having(OPENER)
_PROPER: Final = _having(CAPITAL | HANDLE)
_HANDLE: Final = _having(HANDLE)
_LEADING: Final = _having(LEADING)


def read_case(reading: Reading) -> Case:
    """Return what capitals tell about each token."""
    shapes = bytes(map(_shapes.__getitem__, reading.words))
    upper, start, headline = shapes.translate(_UPPER), _starts(reading, shapes), _headlines(reading, shapes)
    capitals = list(compress(range(len(shapes)), upper))
    told = shapes.translate(_SMALL)
    small = Counter(compress(reading.words, told if headline is None else map(gt, told, headline)))
    inside = _inside(reading, capitals, upper, start, headline)
    name = bytearray(len(shapes))
    for i in compress(range(len(shapes)), shapes.translate(_PROPER)):
        shape, shown = shapes[i], bool(headline and headline[i])
        if shape & HANDLE:
            name[i] = 1
        elif not (shape & DOUBTFUL and _is_function_word(reading, i)):
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
            name[i] = not ((i and _is_shouted(words[i - 1])) or (i < last and _is_shouted(words[i + 1])))


def _is_health(reading: Reading, i: int) -> bool:
    """Tell whether "WHO" is the body for health, and no stressed pronoun: "**WHO** said", "according to **WHO**"."""
    sentence = reading.sentences[reading.sentence_of(i)]
    before = "" if i == sentence.first else reading.lower[i - 1]
    opens = not before[:1].isalnum() and before != ","
    return (opens or before in _BEFORE_BODY) and reading.words[sentence.last - 1] not in {"?", "!"}


def _mark_families(reading: Reading, capitals: list[int], upper: bytes, name: bytearray) -> None:
    """Mark family names before given names of two parts, whatever they mean: "**Ban** Ki-moon", "**Oh** Se-hoon"."""
    for i in capitals:
        if "-" in reading.words[i] and i and upper[i - 1] and is_two_part(reading.words[i]):
            name[i - 1] = name[i] = 1


def _is_shouted(word: str) -> bool:
    """Tell whether a plain word is written in capitals: "IT TOLD US"."""
    return len(word) > 1 and word.isupper() and is_common(word.lower())


def _starts(reading: Reading, shapes: bytes) -> bytearray:
    start = bytearray(b"\0") + shapes.translate(_OPENER)[:-1] if shapes else bytearray()
    for i in compress(count(1), map("'".__eq__, reading.words[1:-1])):
        if reading.words[i - 1].endswith("s") and reading.starts[i] == reading.ends[i - 1] < reading.starts[i + 1] - 1:
            start[i + 1] = 0  # "the Nurses' Union"
    for first in reading.firsts:
        start[first] = 1
    return start


def _headlines(reading: Reading, shapes: bytes) -> bytearray | None:
    """Return which tokens stand in headlines, None if the text has none."""
    long, tall = shapes.translate(_LONG), shapes.translate(_TALL)
    found = [s for s in reading.sentences if _is_headline(reading, s, long, tall)]
    headline = bytearray(len(shapes))
    for sentence in found:
        headline[sentence.first : sentence.last] = b"\1" * (sentence.last - sentence.first)
    return headline if found else None


def _is_capital(word: str) -> bool:
    return (
        word[0].isupper()
        or (word[0] in "@al" and len(word) > 2 and not word.islower() and any(c.isupper() for c in word))
        or word[0] == "@"
    )


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
                alone[lower[i]] += -1 if lower[i - 1] in ARTICLES else 1
    return frozenset(w for w, n in alone.items() if n >= 2 and n > 2 * small[w])


def is_two_part(word: str) -> bool:
    """Tell whether a word is a given name of two parts, which stands behind the family's: "Ban **Ki-moon**"."""
    first, _, second = word.partition("-")
    parts = len(first) > 1 and first.istitle() and second.isalpha() and second.islower()
    return parts and not (is_common(first.lower()) or first.lower() in PREFIXES or role_of(word.lower()))


def _is_handle(word: str) -> bool:
    """Tell whether a word is what somebody goes by online: "@dele_official", "acebush1"."""
    if word[0] == "@":
        return len(word) > 2
    return len(word) > 4 and word[-1].isdigit() and word[0].islower() and word.isalnum() and word[3].isalpha()


def _is_closed(lower: str) -> bool:
    """Tell whether a word is closed-class whatever stands around it, and no initial ("A.")."""
    word = lower.rstrip(".")
    return word in CLOSED and word not in NAMING and not (len(word) == 1 and lower != word)


def _is_ambiguous(lower: str) -> bool:
    """Tell whether a word with a capital is a function word or a name by what stands around it: "May", "Sunday"."""
    word = lower.rstrip(".")
    return word in NAMING or lists().capitalised.get(word) in {"weekday", "month"}


def _is_function_word(reading: Reading, i: int) -> bool:
    """Tell whether "Will", "May", a day or another month is no name: "May Jones" is one."""
    if not _is_ambiguous(reading.lower[i]):
        return False
    word = reading.lower[i].rstrip(".")
    known = lists()
    after = reading.words[i + 1] if i + 1 < len(reading.words) else "."
    if i and known.capitalised.get(word) == "month" and reading.lower[i - 1] in DATING:
        return True  # "In April Douglas Pryce said"
    if i and known.capitalised.get(word) == "month" and reading.words[i - 1][0].isupper() and word in known.first:
        before = reading.lower[i - 1]
        if before not in CLOSED and (i + 1 == len(reading.words) or not reading.words[i + 1][0].isdigit()):
            return False
    if word == "will" and _asks(reading, i):
        return True  # "Will Sanders come down?"
    if word in NAMING and (after in SAID or (word == "will" and i and reading.words[i - 1] in SAID)):
        return False  # "Will said"
    names = word in NAMING or (word in known.first and word not in CLOSED)
    return not (names and after[0].isupper() and reading.lower[i + 1] not in CLOSED)


def _asks(reading: Reading, i: int) -> bool:
    """Tell whether token i opens a question."""
    sentence = reading.sentences[reading.sentence_of(i)]
    return i == sentence.first and "?" in reading.words[max(i, sentence.last - 2) : sentence.last]


def _is_headline(reading: Reading, sentence: Sentence, long: bytes, tall: bytes) -> bool:
    """Tell whether most of the `long` words are `tall`: have a capital, and are common words or all capitals."""
    first, last = sentence.first, sentence.last
    capitals = tall.count(1, first, last)
    if last - first > 40 or capitals < 3 or capitals < HEADLINE * (longer := long.count(1, first, last)):
        return False
    if _goes_on(reading, sentence):
        return False
    words = list(compress(reading.words[first:last], long[first:last]))
    if all(word.isupper() for word in words):
        return True
    known = lists()
    plain = [word for w in words if w[0].isupper() and (word := w.lower()) in known.common and not is_title(word)]
    return sum(word not in known.bodies for word in plain) > COMMON * longer


def _goes_on(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a sentence with a small verb leads a paragraph: "The World Food Programme met in Geneva. …"."""
    paragraph = reading.paragraphs[sentence.paragraph]
    if paragraph.next_sentence - paragraph.sentence == 1 or reading.words[sentence.last - 1] != ".":
        return False
    small = filter(str.islower, reading.words[sentence.first : sentence.last])
    return any(word.isalpha() and word not in HEADLINED for word in small)


def _inside(
    reading: Reading, capitals: list[int], upper: bytes, start: bytearray, headline: bytearray | None
) -> Counter[str]:
    """Count the words, and pairs of them, that have a capital inside a sentence."""
    lower = reading.lower
    found = [i for i in capitals if not (start[i] or (headline and headline[i])) or _speaks(reading, i)]
    inside = Counter([lower[i] for i in found])
    inside.update([f"{lower[i - 1]} {lower[i]}" for i in found if upper[i - 1] and not start[i - 1]])
    return inside


def _speaks(reading: Reading, i: int) -> bool:
    """Tell whether a word is the whole subject of a verb of saying, as only a name can be: "Bell said"."""
    word, known = reading.lower[i], lists()
    verb = reading.words[i + 1] if i + 1 < len(reading.words) else ""
    if verb not in SAID and not (word in PARTIES and verb in DOING):
        return False
    many = word.endswith("s") and is_common(word[:-1]) and word not in known.first  # "Banks said"
    opens = word in known.capitalised and word not in SURNAMES and word not in PARTIES
    other = opens or _is_closed(word) or word in known.pronouns or (role_of(word) and word not in NAMING)
    return not (many or other) and (i == 0 or not reading.words[i - 1][0].isalpha())


def is_nicknamed(reading: Reading, i: int) -> bool:
    """Tell whether a nickname in marks stands between a first name at token i and a surname: Kathleen “Kick” Smith."""
    words, known = reading.words[i : i + LONGEST_NICK + 4], lists()
    last = next((k for k in range(2, len(words)) if not (words[k].isalpha() and words[k][0].isupper())), 0)
    if last < 3 or last + 1 >= len(words) or words[1] not in OPEN_NICK or words[last] not in CLOSE_NICK:
        return False
    surname = words[last + 1].lower()
    named = words[0][0].isupper() and words[0].lower() in known.first
    return named and words[last + 1][0].isupper() and surname not in CLOSED and surname not in known.capitalised


def _in_headline(lower: str, follows: bool, inside: Counter[str], small: Counter[str]) -> bool:
    """Tell whether a word of a headline may be a name: it is one in the text or lists, or follows a first name."""
    known = lists()
    if lower in small:
        return False
    if inside[lower] or lower in known.places or lower in known.outlets:
        return True
    if lower in known.first:
        return lower not in known.weak
    return not is_common(lower) and follows


def _leads(reading: Reading, i: int) -> bool:
    """Tell whether a word that starts a sentence also starts a name: "De Blasio", "Secretary of State"."""
    word, words = reading.lower[i], reading.words
    if i + 2 >= len(words):
        return False
    after = reading.lower[i + 1]
    if after == "and" and reading.lower[i + 2] in PARTNERS and words[i + 2][0].isupper():
        return word not in CLOSED
    if is_particle(word) and is_particle(words[i + 1]) and words[i + 2][0].isupper():
        return True  # "Von der Leyen"
    if words[i + 1][0].isupper() and not is_particle(word):
        plain = word in CLOSED or lists().capitalised.get(word) or is_title(word) or word.endswith("ly")
        return not plain and is_common(after) and not (is_role(after) or is_title(after) or is_given(after))
    if words[i + 1][0].isupper():
        return is_particle(word) and len(word) < 4 and reading.lower[i + 1] not in CLOSED
    return is_title(word) and words[i + 1] == "of" and words[i + 2][0].isupper()


def _may_be_name(
    reading: Reading, i: int, start: bool, headline: bool, inside: Counter[str], small: Counter[str]
) -> bool:
    """Decide on a capital word that is no function word."""
    word = reading.lower[i]
    if not (start or headline):
        shouted = len(word) > 3 and reading.words[i].isupper() and is_common(word)
        return not shouted or small[word] == 0
    if headline:
        given = i > 0 and reading.lower[i - 1] in lists().first
        ends = not reading.words[i + 1 : i + 2] or not reading.words[i + 1][0].isalnum()
        if given and ends and i > 1 and is_title(reading.lower[i - 2]):
            return True  # "— Judge Elias Worth"
        follows = given or len(reading.words) < SHORT
        return _in_headline(word, follows, inside, small)
    if _leads(reading, i) or _speaks(reading, i):
        return True
    if inside[word] and (word not in small or inside[word] > 1):
        return True
    after = reading.lower[i + 1] if i + 1 < len(reading.words) else ""
    if after in OPEN_NICK and is_nicknamed(reading, i):
        return True
    if after == "&" and i + 2 < len(reading.words) and reading.words[i + 2][0].isupper():
        return True  # "Marks & Spencer"
    heads = after in lists().bodies or after in lists().closings
    if heads and reading.words[i + 1][0].isupper() and after not in small:
        return True  # "Amnesty International"
    if after in DESCRIBED:
        return False  # "State media"
    pair = f"{word} {after}" if after else word
    if inside[pair] or pair in lists().places or pair in lists().outlets:
        return True
    if after and is_title(pair) and reading.words[i + 1][0].isupper():
        return True  # "Detective Inspector Hale"
    if word in small or is_common(word) or lists().capitalised.get(word) == "opener":
        return word in lists().first and i + 1 < len(reading.words) and reading.words[i + 1][0].isupper()
    return True
