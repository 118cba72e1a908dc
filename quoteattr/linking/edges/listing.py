"""Sources that list names: “*France,* Germany and the UK said” names three who speak.

A comma before a name closes a scene far more often (“On Monday, Lee and Roe said”), so neither models nor rules look
behind it.  What stands there is of the list if it is a name and nothing else: it opens its sentence or follows
another sign, so that no preposition or verb has it (“in *Paris*, France and Spain said”, “leaving *Rome*, Lee and Roe
said”), and is no time.  Taken for the end of what is said, it is that no more (“C,” *Ann Lowe*, Lee and Roe said).

Lists of plural nouns are read alike: “*police,* paramedics and nurses said”.

So are adjectives that a comma parts from their article or their noun: “*a small,* dry voice said”, “said a tall*, thin
man*”.

Limits: a name that stands behind a place is left out with it (“In Geneva, Chad, Mali and Niger said”); of other nouns
only those of many are looked at.
"""

from typing import Final

import regex

from quoteattr.finding.words import CLOSED, is_common, is_person_noun, role_of
from quoteattr.linking.attribution import Attribution, cut_to, with_longer_source
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.tagger import TAG_ID
from quoteattr.linking.words import CONJUNCTIONS, DETERMINERS, NEW, PREPOSITIONS, TIMES, capitals_from
from quoteattr.models import Span, SpeakerKind
from quoteattr.reading import Reading

LONGEST: Final = 6  # tokens of a name
MOST: Final = 8  # names before the last two
_LISTED: Final = regex.compile(r"(?:[Tt]he )?\p{Lu}[^,;:()]*? and (?:(?:the|an?|his|her|its|their)\b|\p{Lu})")
_HAVING: Final = frozenset(["of", "from", "at", "for"])  # before a list that people have
_BODIES: Final = frozenset([SpeakerKind.GROUP, SpeakerKind.ORGANISATION])
_SAYING: Final = frozenset("said say says told".split())
_INSIDE: Final = frozenset("of the for de da al bin".split())  # small words of names
_THE: Final = frozenset(["the"])
_DESCRIBING: Final = frozenset(map(TAG_ID.__getitem__, "JJ JJR JJS RB VBN CC ,".split()))  # tags before a noun
_PARTICIPLE: Final = frozenset([TAG_ID["VBG"]])
_NOUNS: Final = frozenset([TAG_ID["NN"], TAG_ID["NNS"]])
_OWNED: Final = _NOUNS | {TAG_ID["POS"]}
_OPENING: Final = frozenset('that and but while as because " “ ‘ ” ’ — – - ( ; :'.split())  # before a first name


def with_list(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose source has the names, or the people, that its list opens with."""
    if len(told.source) != 1 or "and" not in told.source[0].of(reading.folded):
        return told
    begun = reading.token_from(told.source[0].start)
    if _LISTED.match(reading.folded, told.source[0].start, told.source[0].end):
        first = _first_name(reading, begun)
    else:
        first = _first_people(reading, begun, reading.token_before(told.source[0].end))
    if first == begun:
        return told
    source = Span(reading.starts[first], told.source[0].end)
    return with_longer_source(_before_list(reading, told, source.start), source)


def with_adjectives(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose source has its article, adjectives and noun: “said a tall*, thin man*”."""
    if told.cue is None or len(told.source) != 1:
        return told
    begun, end = reading.token_from(told.source[0].start), reading.token_from(told.source[0].end)
    if begun == told.cue.last:
        first = begun
    elif end <= told.cue.first <= end + 1:
        first, end = _article_before(reading, begun), told.cue.first
    else:
        return told
    if reading.lower[first] not in DETERMINERS:
        return told
    behind = _noun_behind(reading, first, end, sure=first < begun)
    if behind < end or (first == begun and behind == end) or (first < begun and behind > end):
        return told
    source = reading.span(first, behind)
    return with_longer_source(_before_list(reading, told, source.start), source)


def _article_before(reading: Reading, first: int) -> int:
    """Return the determiner, behind no preposition, whose adjectives a comma parts from those at token `first`."""
    near = range(first - 1, max(reading.sentence_at(first).first, first - LONGEST) - 1, -1)
    article = next((k for k in near if reading.lower[k] in DETERMINERS), first)
    behind = article > 0 and reading.lower[article - 1] in PREPOSITIONS
    return article if "," in reading.words[article:first] and not behind else first


def _noun_behind(reading: Reading, article: int, end: int, *, sure: bool) -> int:
    """Return where the noun of an article ends whose adjectives a comma parts, or end at `end`; 0 if it has none.

    One tagged as a noun is an adjective too, before a noun for people; not if that may open the clause (`sure`).
    """
    words = reading.words[article : min(article + 2 + LONGEST, reading.sentence_at(article).last)]
    size = end - article
    comma = words.index(",") if "," in words[: size + 1] else size
    if not 1 < comma < len(words) or is_person_noun(words[comma - 1]) or not all(map(str.islower, words[1:comma])):
        return 0
    tags = shipped_model().words.tagger.tag(words)
    new = words[0].lower() in NEW
    describing = _DESCRIBING | _PARTICIPLE if new else _DESCRIBING
    taken = comma - 1 if new and not sure and tags[comma - 1] in _NOUNS else 0  # “a *fat*, red-faced man”
    noun = next((k for k, tag in enumerate(tags) if k > 0 and k != taken and tag not in describing), 0)
    if noun < comma or tags[noun] not in _NOUNS or (taken and not is_person_noun(words[noun])):
        return 0
    end = next((k for k in range(noun, len(tags)) if tags[k] not in _OWNED), len(tags))
    return article + end - (tags[end - 1] not in _NOUNS)  # “a firm, *child's voice*”


def _first_name(reading: Reading, end: int) -> int:
    """Return where a list of names begins of which those from token `end` on are known; `end` if they are all."""
    first = begun = end
    sentence = reading.sentence_at(first).first
    for _ in range(MOST):
        name = _name_before(reading, begun, sentence)
        if name == begun:
            break
        begun = name
        first = begun if _is_open(reading, begun, sentence) else first
    owner = _owner_before(reading, begun, sentence)
    return end if begun != first and owner == begun else min(first, owner)


def _first_people(reading: Reading, end: int, last: int) -> int:
    """Return where a list of plural nouns begins: “*police,* paramedics and nurses”."""
    first, sentence = end, reading.sentence_at(end).first
    joint = next((i for i in range(first, min(last, first + LONGEST)) if reading.lower[i] == "and"), first)
    if joint == first or not _are_people(reading, joint - 1):
        return first
    for _ in range(MOST):
        if first <= sentence or reading.words[first - 1] != ",":
            break
        people = _people(reading, first - 1, sentence)
        if people == first - 1:
            break
        first = people
    return first


def _before_list(reading: Reading, told: Attribution, start: int) -> Attribution:
    """Return an attribution without names at `start` that close what is said: “C,” | *Ann Lowe*, Lee and Roe said."""
    closing = told.content[-1]
    if not closing.start < start < closing.end < told.source[0].start:
        return told
    last = reading.token_before(start) - 1
    last -= reading.words[last] == ","
    return cut_to(told, (*told.content[:-1], Span(closing.start, reading.ends[last])))


def _name_before(reading: Reading, first: int, sentence: int) -> int:
    """Return where the name begins that closes on the comma before token `first`; `first` if none does."""
    comma = first - 1
    if comma <= sentence or reading.words[comma] != ",":
        return first
    begun = capitals_from(reading.words, comma, max(sentence, first - LONGEST), _INSIDE)
    return begun if begun < comma and _is_name(reading.words[begun:comma], begins=begun == sentence) else first


def _owner_before(reading: Reading, first: int, sentence: int) -> int:
    """Return where the people begin who have the list that goes on at token `first`: “*the leaders of France,* Mali”.

    It is `first` if nobody has it, or if something else has them.
    """
    comma = first - 1 > sentence and reading.words[first - 1] == ","
    least = max(sentence, first - LONGEST)
    preposition = (capitals_from(reading.words, first - 1, least, _THE) if comma else first) - 1
    if preposition <= sentence or reading.lower[preposition] not in _HAVING:
        return first
    people = _people(reading, preposition, sentence)
    return people if people < preposition else first


def _people(reading: Reading, end: int, sentence: int) -> int:
    """Return where a plural noun for people with its phrase begins that ends at a token, nothing before it having it.

    It is `end` if there is none.
    """
    lower, i = reading.lower, end - 1
    if i < sentence or not _are_people(reading, i):
        return end
    while i > max(sentence, end - LONGEST) and lower[i] not in DETERMINERS and _describes(lower[i - 1]):
        i -= 1
    return i if i == sentence or lower[i - 1] in TIMES | {","} or reading.words[i - 1] in _OPENING else end


def _are_people(reading: Reading, i: int) -> bool:
    """Tell whether a noun is of several, or of a body that is: “*farmers*”, “*police*”."""
    head = role_of(reading.lower[i])
    return head is not None and (head.plural or head.kind in _BODIES)


def _describes(word: str) -> bool:
    """Tell whether a word may stand before a noun in its phrase: “*the finance* ministers”, not “*meeting* them”."""
    apart = word in PREPOSITIONS or word in CONJUNCTIONS or word in TIMES or word in _SAYING
    return word.isalpha() and not apart and not word.endswith("ing")


def _is_name(words: list[str], *, begins: bool) -> bool:
    """Tell whether words are a name: no time, and nothing that has its capital as the first word of a sentence."""
    lower = [word.lower() for word in words]
    bare = lower[1:] if lower[0] == "the" else lower
    if not bare or not TIMES.isdisjoint(lower) or bare[0] in PREPOSITIONS or words[-1] in _INSIDE:
        return False
    return not (begins and len(bare) == 1 and (bare[0] in CLOSED or is_common(bare[0])))


def _is_open(reading: Reading, first: int, sentence: int) -> bool:
    """Tell whether nothing before a name has it: it opens its sentence, or stands behind a sign or conjunction.

    Behind a comma that closes a place it may belong to that: “In *Paris, France*, Lee and Roe said”.
    """
    if first == sentence or reading.words[first - 1] in _OPENING:
        return True
    if reading.words[first - 1] != ",":
        return False
    begun = capitals_from(reading.words, first - 1, max(sentence, first - LONGEST))
    before = reading.lower[max(begun - 1, sentence) : first - 1]
    return PREPOSITIONS.isdisjoint(before[:2]) or not TIMES.isdisjoint(before[-1:])
