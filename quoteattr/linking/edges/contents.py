"""Where a content begins and ends: what marks and capitals tell, and word order does not.

Content that opens a paragraph begins behind the place an article was written at (“ROME (Newswire) — *It rained,
officials said*”, “ROME: *It rained, officials said*”) or a rubric (“Exclusive: *It rained*, officials say”), and such a
place says nothing (“*Rome:* Ann Lee has said it rained”); speech begins behind how it was said (said quite distinctly
*“It rained”*) or a clause that points to it (what he said was *“It rained”*), and ends before an address that a post
closes with.  What is told with a doubt ends before that (“*it rained*, or so they say”), what is told in a bracket with
it (“the bid (*which* Holt called *“poor”*) failed”).

Limits: a place of no list before a colon is known by its capitals alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import attrs
import regex

from quoteattr.finding.words import lists
from quoteattr.linking.attribution import Attribution, Told, cut_to
from quoteattr.linking.rubrics import is_rubric
from quoteattr.linking.words import CONJUNCTIONS, DETERMINERS, PRONOUNS, is_adverb
from quoteattr.models import Span
from quoteattr.reading import Reading

LONGEST_BRACKET: Final = 1000  # characters from where a bracket opens to what is told in it
LONGEST_ADDRESS: Final = 250  # characters
MANNER: Final = 3  # words that tell how something is said
LED: Final = 6  # words that tell to whom, with a colon
POINTED: Final = 5  # words of “the very last thing that”
OWN: Final = 3  # words that tell at what deed, with a colon
_BEING: Final = frozenset("is was were".split())
DATELINE: Final = regex.compile(
    r"""
    (?: (?: \p{Lu} [\p{Lu}.'’-]*+ [ ]? ){1,4}+ (?: , \s [^()\n—–-]{1,30} )?+ (?: \s? [(] [^()\n]{1,30} [)] )?+
      | \p{Lu} [\p{L}.,'’ ]{2,40}? \s [(] \p{Lu} [\p{L} ]{1,20} [)]  # Rome (Newswire)
    ) \s? (?: — | – | --? ) \s (?=\S)
    """,
    regex.VERBOSE,
)
LABEL: Final = regex.compile(r"(?P<place>\p{Lu}[\p{L}.'’]*+(?: \p{Lu}[\p{L}.'’]*+){0,2}):\s(?=\S)")
MATCH: Final = regex.compile(r"\S \d{1,3}[-–]\d{1,3} \S|\S vs?\.? \S")  # “Rovers 1-3 Athletic”, “England v France”
TIME: Final = regex.compile(r"\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?m\.?))?:?\s+(?=[\p{Lu}\"“‘])")
ADDRESS: Final = regex.compile(r"(?:\s(?:https?://|pic\.twitter\.com/|t\.co/)\S{1,200})+\Z")
DOUBT: Final = regex.compile(r"(?:,|\s?[—–-]+)\s(?:or\s)?so\Z")


def behind_dateline(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution without the place where an article was written, or the time of a line in a live blog."""
    content, source = told.content[0], told.source[:1]
    if _opens(reading, content):
        behind = _behind_place(reading.text, content.start, content.end)
        return cut_to(told, (Span(behind, content.end), *told.content[1:]))
    if source and _opens(reading, source[0]) and (time := TIME.match(reading.text, source[0].start, source[0].end)):
        return attrs.evolve(told, source=(Span(time.end(), source[0].end), *told.source[1:]))
    return told


def _opens(reading: Reading, span: Span) -> bool:
    """Tell whether a span opens its paragraph, with a capital or figure as a place or time has."""
    opens = reading.text[span.start].isupper() or reading.text[span.start].isdigit()
    return opens and reading.paragraphs[reading.paragraph_of(reading.token_from(span.start))].start == span.start


def _behind_place(text: str, start: int, end: int) -> int:
    """Return where a text goes on behind the place it was written at; `start` where it opens with none."""
    if time := TIME.match(text, start, end):
        return time.end()
    label = LABEL.match(text, start, end)
    apart = label and (_is_place(label["place"]) or is_rubric(label["place"].lower().split()))
    place = label if apart else DATELINE.match(text, start, end)
    return place.end() if place and not text[place.end()].islower() else start  # "NATO — and not the UN — will decide"


def without_datelines(reading: Reading, told: Told) -> list[Attribution]:
    """Return the reports without those of a match, or of a place in whose words another is told to say something.

    “*Rome*: Ann Lee has said it rained”, “*Rovers 1-3 Athletic*: Doyle fumes”.
    """
    colons = [a for a in told if a.cue and reading.words[a.cue.head] == ":" and a.source]
    if not colons:
        return list(told)
    sources = ((a.cue, a.source[0].of(reading.text)) for a in told if a.cue and a.source)
    heads = sorted(reading.starts[cue.head] for cue, source in sources if source.lower() not in PRONOUNS)
    labels = ((a, a.source[0].of(reading.text)) for a in colons)
    nobodys = {id(a) for a, label in labels if MATCH.search(label) or (_is_place(label) and _holds(a, heads))}
    return [a for a in told if id(a) not in nobodys]


def _holds(told: Attribution, heads: Sequence[int]) -> bool:
    """Tell whether one of some places in order is in a content."""
    return bisect_right(heads, told.content[-1].end) > bisect_right(heads, told.content[0].start)


def _is_place(label: str) -> bool:
    """Tell whether a label is a place to write from: all in capitals, or a town by the list; countries may speak."""
    name = label.lower()
    return label.isupper() or (name in lists().places and name not in lists().countries)


def with_negation(reading: Reading, told: Attribution) -> Attribution:
    """Return a rule's report with the "not" that its hearer was given: “urged drivers *not to stop*”.

    Models have learned beside the report as the rule has it.
    """
    if not told.addressee:
        return told
    hearer = told.addressee[-1]
    last = reading.token_before(hearer.end) - 1
    behind = reading.starts[last + 1 : last + 2] == [told.content[0].start]
    if reading.lower[last] not in {"not", "never"} or not behind or reading.starts[last] <= hearer.start:
        return told
    content = (Span(reading.starts[last], told.content[0].end), *told.content[1:])
    addressee = (*told.addressee[:-1], Span(hearer.start, reading.ends[last - 1]))
    return attrs.evolve(told, content=content, addressee=addressee)


def behind_manner(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution whose speech does not take in how, or to whom, it was said.

    said *quite distinctly* “She's right”;  shouted to *the cabman:* “Drive on!”;  raised *her glass:* “To us!”
    """
    start = told.content[0].start
    mark = told.verbatim[0].start - 1 if told.verbatim else start
    if told.cue is None or not start < mark < told.content[0].end or not reading.text[mark + 1].isupper():
        return told
    first, last = reading.token_from(start), reading.token_from(mark)
    behind = first - told.cue.last
    if (behind == 0 and _is_manner(reading.lower[first:last])) or _is_led(reading.lower[told.cue.last : last], behind):
        return cut_to(told, (Span(mark, told.content[0].end), *told.content[1:]))
    return told


def of_cleft(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution of words to which a clause points, without that: “*All Ann said was*, “No.””.

    “What he shouted was “No!””, “The only thing she said was, “No.””, ““No” was what he said”.
    """
    if told.cue is None or len(told.verbatim) != 1 or told.verbatim[0].start == 0:
        return told
    end = told.content[-1].end
    mark, close = told.verbatim[0].start - 1, min(told.verbatim[0].end + 1, end)
    first, behind = reading.token_from(mark), reading.token_from(close)
    led = _pointing(reading, told.cue.first)
    be = first - 1 - (reading.words[first - 1] in {",", ":"})
    if led and told.cue.last <= be and mark < end and reading.lower[be] in _BEING:
        source = tuple([Span(max(s.start, reading.starts[led]), s.end) for s in told.source])
        return attrs.evolve(cut_to(told, (Span(mark, end),)), source=source)
    if reading.lower[behind + 1 : behind + 2] == ["what"] and mark < close and reading.lower[behind] in _BEING:
        return cut_to(told, (Span(mark, close),))
    return told


def _pointing(reading: Reading, verb: int) -> int:
    """Return where the subject begins of a clause that points to words, 0 without: “*all* | Ann said”."""
    first = reading.sentence_at(verb).first
    first += reading.lower[first] in CONJUNCTIONS
    lower = reading.lower[first:verb]
    if lower[:1] == ["the"]:
        thing = next((k + 1 for k, word in enumerate(lower[:POINTED]) if word in {"thing", "words"}), 0)
        return first + thing + ("".join(lower[thing : thing + 1]) == "that") if thing else 0
    return first + 1 if lower[:1] in (["what"], ["all"]) else 0


def _is_manner(words: Sequence[str]) -> bool:
    """Tell whether words are a few adverbs: “quite distinctly”."""
    return 0 < len(words) <= MANNER and words[-1].endswith("ly") and all(map(is_adverb, words))


def _is_led(words: Sequence[str], behind: int) -> bool:
    """Tell whether words behind a verb are its hearer or his own thing, and a colon: “to the cabman:”, “her glass:”."""
    if not 0 <= behind <= 1 or not behind + 1 < len(words) <= LED or words[-1] != ":":
        return False
    heard = behind == 1 and words[0] == "to" and words[1] in DETERMINERS
    return heard or (words[0] in {"his", "her", "my"} and len(words) == OWN)


def in_bracket(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution told in a bracket, without what stands behind that."""
    text, start = reading.text, told.content[0].start
    close = text.find(")", start, told.content[-1].end)
    if close <= start or told.cue is None or any(s.start <= close < s.end for s in told.verbatim):
        return told
    sentence = reading.sentences[reading.sentence_of(told.cue.head)]
    first = max(sentence.start, start - LONGEST_BRACKET)
    opens = text.rfind("(", first, min(start, told.cue_spans[0].start))
    if opens < 0 or told.cue_spans[0].start > close or any(sign in text[opens + 1 : close] for sign in "()"):
        return told
    return cut_to(told, tuple([Span(s.start, min(s.end, close)) for s in told.content if s.start < close]))


def before_tail(reading: Reading, told: Attribution) -> Attribution:
    """Return an attribution without an address behind its words, or a doubt: *“It rained”* https://t.co/xyz."""
    last = told.content[-1]
    start = max(last.start + 1, last.end - LONGEST_ADDRESS)
    text, tail = reading.text, None
    if text.find("/", start, last.end) >= 0:
        tail = ADDRESS.search(text, start, last.end)
    if tail is None and text.endswith("so", start, last.end):
        tail = DOUBT.search(text, start, last.end)
    return cut_to(told, (*told.content[:-1], Span(last.start, tail.start()))) if tail else told
