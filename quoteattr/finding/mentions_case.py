"""Which tokens could belong to a proper name, from capitals and from how the text itself writes its words.

A capital inside a sentence is a sign of a name; at the start of one, after an opening mark or in a
headline it is not.  There the text is asked: a word it also writes with a capital inside a sentence
is a name, one it also writes small is not; words the text does not tell about are looked up among the common
words of English.

Limits: a name that is also a common word ("Hope", "Banks") and only ever starts sentences is missed
unless it is a first name before another capital.
"""

from collections import Counter
from collections.abc import Set as AbstractSet
from typing import Final

import attrs

from quoteattr.finding.mentions_words import CLOSED, is_common, is_given, is_particle, is_role, is_title, lists
from quoteattr.reading import Reading, Sentence

OPENERS: Final = frozenset(
    "\"“”„«»‘'`" + "([:;*•–—-…"
) | {"``", "''", "--", "...", "?", "!", "."}  # fmt: skip
ARTICLES: Final = frozenset(["the", "a", "an", "'s", "his", "her", "our", "my", "your", "this", "that"])
SHORT: Final = 60  # tokens; a text so short cannot be asked how it writes its names
COMMON: Final = 0.3  # share of common words among them that tells a headline from a sentence full of names
DATING: Final = frozenset(
    "in by since until during last this next from through early late mid".split()
)  # before a month
HEADLINE: Final = 0.8  # share of capitals among the longer words of a headline


@attrs.frozen(eq=False)
class Case:
    """What capitals tell: `name[i]`, whether token i may be in a name; `start[i]`, whether any word has one there."""

    name: list[bool]
    start: list[bool]
    inside: Counter[str]  # words with a capital inside sentences
    surnames: frozenset[str]  # titles and nouns for people that the text uses as names: "Archer said"
    headlines: list[bool]  # for each sentence


def read_case(reading: Reading) -> Case:
    """Return what capitals tell about each token."""
    start, headlines = _starts(reading), [_is_headline(reading, s) for s in reading.sentences]
    distinct = set(reading.words)  # most tokens are one of few words: each is looked at once
    upper = _marked(reading, {word for word in distinct if word[0].isupper()})
    inside: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for sentence, headline in zip(reading.sentences, headlines, strict=True):
        if not headline:
            _note(reading, sentence, start, upper, inside)
            words = reading.words[sentence.first : sentence.last]
            small.update([word for word in words if word[0].islower()])
    handles = {word for word in distinct if _is_handle(word)}
    handles |= {word.capitalize() for word in handles} & distinct
    capitals = {word for word in distinct if _is_capital(word)}
    name = [False] * len(reading.words)
    for sentence, headline in zip(reading.sentences, headlines, strict=True):
        for i in range(sentence.first, sentence.last):
            if reading.words[i] in handles:
                name[i] = True
            elif reading.words[i] in capitals and not _is_function_word(reading, i):
                name[i] = _may_be_name(reading, i, start[i], headline, inside, small)
    _mark_known(reading, upper, name)
    return Case(name, start, inside, _surnames(reading, start, upper, small), headlines)


def _marked(reading: Reading, words: AbstractSet[str]) -> list[bool]:
    return [word in words for word in reading.words]


def _mark_known(reading: Reading, upper: list[bool], name: list[bool]) -> None:
    """Mark names of two words in the lists whose words look like no name: "USA Today", "No 10"."""
    known, lower = lists(), reading.lower
    for i in range(len(lower) - 1):
        if upper[i] and not (name[i] and name[i + 1]) and (upper[i + 1] or reading.words[i + 1][0].isdigit()):
            pair = f"{lower[i]} {lower[i + 1]}"
            if pair in known.outlets or pair in known.places:
                name[i] = name[i + 1] = True


def _starts(reading: Reading) -> list[bool]:
    start = [False, *_marked(reading, OPENERS)]
    for sentence in reading.sentences:
        start[sentence.first] = True
    return start[:-1]


def _is_capital(word: str) -> bool:
    return (
        word[0].isupper()
        or (word[0] in "@al" and len(word) > 2 and not word.islower() and any(c.isupper() for c in word))
        or word[0] == "@"
    )


def _surnames(reading: Reading, start: list[bool], upper: list[bool], small: Counter[str]) -> frozenset[str]:
    """Return the titles and nouns for people that mostly stand alone with a capital and without an article."""
    alone: Counter[str] = Counter()
    lower, first = reading.lower, lists().first
    for i in range(1, len(lower) - 1):
        if upper[i] and not upper[i + 1]:
            if upper[i - 1]:
                alone[lower[i]] += 2 * (lower[i - 1] in first)
            elif not start[i]:
                alone[lower[i]] += -1 if lower[i - 1] in ARTICLES else 1
    return frozenset(w for w, n in alone.items() if n >= 2 and n > 2 * small[w] and (is_role(w) or is_title(w)))


def _is_handle(word: str) -> bool:
    """Tell whether a word is what somebody goes by online: "@dele_official", "acebush1"."""
    if word[0] == "@":
        return len(word) > 2
    return len(word) > 4 and word[-1].isdigit() and word[0].islower() and word.isalnum() and word[3].isalpha()


def _is_function_word(reading: Reading, i: int) -> bool:
    """Tell whether a capital word is closed-class, a day or a month; "May Jones" is not."""
    word = reading.lower[i].rstrip(".")
    known = lists()
    if len(word) == 1 and reading.lower[i] != word:
        return False  # an initial
    if word in CLOSED or known.capitalised.get(word) in {"weekday", "month"}:
        after = reading.words[i + 1] if i + 1 < len(reading.words) else "."
        if i and known.capitalised.get(word) == "month" and reading.lower[i - 1] in DATING:
            return True  # "In April Douglas Pryce said"
        if i and known.capitalised.get(word) == "month" and reading.words[i - 1][0].isupper() and word in known.first:
            before = reading.lower[i - 1]
            if before not in CLOSED and (i + 1 == len(reading.words) or not reading.words[i + 1][0].isdigit()):
                return False
        if word == "will" and _asks(reading, i):
            return True  # "Will Sanders come down?"
        names = word in {"will", "may"} or (word in known.first and word not in CLOSED)
        return not (names and after[0].isupper() and reading.lower[i + 1] not in CLOSED)
    return False


def _asks(reading: Reading, i: int) -> bool:
    """Tell whether token i opens a question."""
    sentence = reading.sentences[reading.sentence_of(i)]
    return i == sentence.first and "?" in reading.words[max(i, sentence.last - 2) : sentence.last]


def _is_headline(reading: Reading, sentence: Sentence) -> bool:
    words = reading.words[sentence.first : sentence.last]
    if len(words) > 40:
        return False
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    if len(long) < 3 or capitals < HEADLINE * len(long):
        return False
    if all(w.isupper() for w in long):
        return True
    known = lists()
    plain = [w for w in long if w[0].isupper() and (word := w.lower()) in known.common and not is_title(word)]
    return sum(w.lower() not in known.bodies for w in plain) > COMMON * len(long)


def _note(reading: Reading, sentence: Sentence, start: list[bool], upper: list[bool], inside: Counter[str]) -> None:
    """Count the words, and pairs of them, that have a capital inside a sentence."""
    for i in range(sentence.first, sentence.last):
        if upper[i] and not start[i]:
            inside[reading.lower[i]] += 1
            if upper[i - 1] and not start[i - 1]:
                inside[f"{reading.lower[i - 1]} {reading.lower[i]}"] += 1


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
        follows = (i > 0 and reading.lower[i - 1] in lists().first) or len(reading.words) < SHORT
        return _in_headline(word, follows, inside, small)
    if _leads(reading, i):
        return True
    if inside[word] and (word not in small or inside[word] > 1):
        return True
    after = reading.lower[i + 1] if i + 1 < len(reading.words) else ""
    if after in lists().bodies and reading.words[i + 1][0].isupper() and after not in small:
        return True  # "Amnesty International"
    pair = f"{word} {after}" if after else word
    if inside[pair] or pair in lists().places or pair in lists().outlets:
        return True
    if word in small or is_common(word) or lists().capitalised.get(word) == "opener":
        return word in lists().first and i + 1 < len(reading.words) and reading.words[i + 1][0].isupper()
    return True
