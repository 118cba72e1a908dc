"""What the words of a source say: a name, a nominal, a pronoun, or several joined; and whose document a document is.

The head is looked for in the first segment of the noun phrase, up to a comma, a preposition or a relative: a
name that ends the segment ("Republican pollster **Daron Shaw**"), else its last noun. A nominal hands over to
the name in apposition after it ("his lawyer, **Carl Bruno**"), a document to the body that owns or made it
("a **Pentagon** memo", "the report by **TNO**", "**her** plan"), a relative pronoun to the noun phrase before
it, or to the name that this is in apposition to. "A lawyer for Y" is not Y.

Limits: a segment is cut by words, not by a parse; long subjects with clauses inside can lose their head.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import attrs

from quoteattr.finding.mentions import PEOPLE
from quoteattr.finding.mentions_words import head_of, is_common, is_given, is_person_noun, is_title, lists, role_of
from quoteattr.finding.phrases import NAME, NOMINAL, PERSON, PRONOUN, Phrase
from quoteattr.linking.attribution import Attribution
from quoteattr.models import MentionForm, Span, SpeakerKind
from quoteattr.naming.index import Index
from quoteattr.naming.names import SMALL
from quoteattr.reading import Reading

RELATIVES: Final = frozenset(["who", "which", "that", "whose", "whom", "where"])
STOPS: Final = frozenset(
    ", ( [ ; : — – -- ... of for at from in with by on to about near over under between against among "
    "inside outside during into onto through within across towards via "
    "after before including such like as who which that whose whom where and or & / seen made published based "
    "has have had is are was were also".split()
)
PERSONAL: Final = frozenset("i he she it we they you who him her them himself herself".split())
SUBJECTS: Final = frozenset(["he", "she"])  # whatever a source took in behind them: "she gave a chuckle, and" said
MANNER: Final = frozenset("aloud again too then together".split())
FLOATING: Final = frozenset("each both alike".split())  # behind those of whom they tell: "Mali and Niger **each** said"
REFLEXIVES: Final = frozenset("himself herself itself themselves".split())
JOINTS: Final = frozenset(["and", "or", "&"])
OFFICIAL: Final = frozenset(["for", "of"])  # before what an office is for
LISTED: Final = 3  # names that are a list
_LISTING: Final = frozenset([",", "and"])  # between them
MAKERS: Final = frozenset(["by", "from", "of", "in", "for", "on"])
RECEIVING: Final = frozenset(
    "seen obtained reviewed viewed read examined reported cited".split()
)  # before "by" and who has it only
LINKING: Final = frozenset("by of with to against about for from in".split())  # before a name that is no subject
ACCOMPANYING: Final = frozenset("with alongside beside against before after about from for".split())
APPOSING: Final = frozenset("a an the one another his her their its former".split())  # they open an apposition,
APPOSITION: Final = 12  # which has no more tokens before its relative clause
SAYING: Final = frozenset(
    "said says told asked added replied wrote was is were are has had".split()
)  # verbs of clauses
DEALING: Final = frozenset(
    "owner parent publisher operator builder landlord developer insurer sponsor organiser organizer promoter producer "
    "employer supplier distributor contractor rival partner backer landowner seller buyer bidder lender client "
    "customer competitor shareholder investor creator host founder".split()
)  # nouns for persons that a body may be, too
ANYONE: Final = frozenset("anybody anyone everybody everyone nobody somebody someone".split())
SINGLE: Final = frozenset(["one", "another", "each"])
SHARES: Final = frozenset(
    "all dozens few fewer half hundreds many millions most none percent quarter quarters scores third thirds those "
    "thousands".split()
)
NUMBER: Final = 3  # words in which the number of people stands (“about three in ten”)
ENDING: Final = frozenset(", ( who which that whose in at on with from for by".split())  # behind a noun and whose it is
PERSONAL_ENDINGS: Final = ("er", "ist", "ian", "eer", "ier", "ant")  # of nouns for people (“reveller”, “courtier”)
OWNING: Final = frozenset(["a", "an", "his", "her", "its", "their", "'s"])  # before what is written, not who writes
ARTICLES: Final = frozenset(["the", "a", "an"])
JOINING: Final = frozenset(["and", "but", "to", "then"])  # at the end of a source before its second verb
CUT: Final = 3  # tokens behind an article alone in which the noun is that was cut off
MANY: Final = 300  # names of a text that are looked through
BRACKET: Final = 8  # tokens in a bracket after a name
OFFICE: Final = 4  # tokens in which the noun of an office is
BRIEF: Final = 6
TITLED: Final = 10  # tokens from where a title is cut to the end of the name
LONGEST: Final = 80  # tokens of a source that are looked at


@attrs.define(eq=False)
class Subject:
    """Who a source is by its words: an index into the phrases, or None and a label; `parts` for joint sources.

    owned: the phrase stands for the owner or maker of what the source names (a document), not for its head.
    first, last: tokens of the head segment.
    """

    form: MentionForm
    phrase: int | None
    first: int
    last: int
    owned: bool = False
    parts: tuple["Subject", ...] = ()


def read_subject(index: Index, attribution: Attribution) -> Subject | None:
    """Return who an attribution's source is, its head put right where only a name in a relative clause was found.

    "A woman who was harmed by **Jeffrey Moss** has revealed", "Vale, a nurse who left after **Moss** rose, said".
    """
    if not (attribution.source and attribution.content):
        return None
    found = read_source(index, attribution.source)
    if found is not None and found.phrase is None:
        return _subject_before(index, found, index.reading.token_before(attribution.source[-1].end)) or found
    cue = attribution.cue_spans
    if found is None or found.form is not MentionForm.NAME or not cue or cue[0].start < attribution.source[-1].end:
        return found
    relative = _relative_around(index.reading, found.first, found.last, index.reading.token_from(cue[0].start))
    return found if relative is None else _antecedent(index, relative)


def _subject_before(index: Index, found: Subject, last: int) -> Subject | None:
    """Return the subject of a sentence of whose two verbs a source has the first: "Vale | shut the door and" said."""
    reading = index.reading
    opens = reading.lower[found.first]
    if found.parts or reading.lower[last - 1] not in JOINING or opens in ARTICLES:
        return None
    for i in index.within(reading.sentences[reading.sentence_of(found.first)].first, found.first):
        phrase = index.phrases[i]
        if phrase.form is MentionForm.NAME or reading.lower[phrase.head] in SUBJECTS:
            return Subject(phrase.form, i, phrase.first, phrase.last)
    return None


def _relative_around(reading: Reading, first: int, last: int, verb: int) -> int | None:
    """Return the "who" whose clause tokens [first, last) end before the verb at token `verb`, if they do.

    They do if a preposition leads them, or a comma closes the clause after them.
    """
    lower, sentence = reading.lower, reading.sentences[reading.sentence_of(first)]
    closed = "," in lower[last:verb] and verb < sentence.last
    if not closed and (verb != last or lower[first - 1] not in LINKING):
        return None
    for k in range(first - 1, sentence.first, -1):
        if lower[k] == "who":
            return k
        if not lower[k][0].isalnum():
            return None
    return None


def read_source(index: Index, spans: Sequence[Span]) -> Subject | None:
    """Return what the words of a source say, None where it has no words."""
    reading = index.reading
    first = reading.token_from(spans[0].start)
    last = min(reading.token_before(spans[-1].end), first + LONGEST)
    first = _after_dateline(reading, first, last)
    while last > first and (not _is_word(reading.words[last - 1]) or reading.lower[last - 1] == "'s"):
        last -= 1
    if last - first > 1 and reading.lower[last - 1] in REFLEXIVES | FLOATING:
        last -= 1
    if first < last and reading.words[first] == ")":
        first = _before_bracket(index, first)
    while first < last and not _is_word(reading.words[first]):
        first += 1
    first = _behind_adjunct(index, first, last)
    return subject(index, *_whole(index, first, last)) if first < last else None


def _behind_adjunct(index: Index, first: int, last: int) -> int:
    """Return where a subject starts behind an adjunct: "at a trial with | Ann Lee, **the suspect, Jo Fry**".

    It is a description with an article between commas, and a name behind it.
    """
    lower = index.reading.lower
    if first == 0 or lower[first - 1] not in ACCOMPANYING or "," not in lower[first:last]:
        return first
    comma = lower.index(",", first, last)
    inside = [index.phrases[i] for i in index.within(comma, last)]
    if not inside or inside[0].form is not NOMINAL or inside[0].determiner not in ARTICLES:
        return first
    apposed = any(phrase.form is NAME and lower[phrase.first - 1] == "," for phrase in inside[1:])
    return comma + 1 if apposed and inside[0].first == comma + 1 else first


def _is_word(word: str) -> bool:
    return word[0].isalnum() or word[0] == "@"


def _whole(index: Index, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of a source with the names whole that it cuts, and that of whom it tells the age or office."""
    lower = index.reading.lower
    if lower[first] == "according" and last - first > 2:
        first += 2
    aged = lower[first].isdigit() and len(lower[first]) == 2 and first > 1 and lower[first - 1] in {",", "("}
    if aged and (before := _name_over(index, first - 2)) is not None:
        return before.first, last
    if first > 1 and lower[first - 1] == "," and _is_office(index, first, last):
        before = _name_over(index, first - 2)
        return (before.first if before is not None and before.kind is PERSON else first), last
    if last - first == 1 and lower[first] in ARTICLES and (cut := index.within(last, last + CUT)):
        last = index.phrases[cut[0]].last
    start = _name_over(index, first)
    end = _name_over(index, last - 1) if last - first > 1 else start
    if start is not None and start.names[0] < first:
        first = start.names[0]
    return first, end.names[1] if end is not None and end.names[1] > last else last


def _is_office(index: Index, first: int, last: int) -> bool:
    """Tell whether a source begins with an office and names nobody, as if its holder was cut off: "Head of Roads"."""
    lower, near = index.reading.lower, range(first, min(first + OFFICE, last - 2))
    head = next((k for k in near if (role := role_of(lower[k])) and role[0] is PERSON), None)
    if head is None or not index.reading.words[first][0].isupper() or lower[head + 1] not in OFFICIAL:
        return False
    names = [index.phrases[i] for i in index.within(first, last) if index.forms[i] is NAME]
    return not any(name.kind is PERSON or name.first <= head for name in names)


def _name_over(index: Index, token: int) -> Phrase | None:
    """Return the name that covers a token."""
    for i in index.within(token, token + BRACKET):
        start, end = index.phrases[i].names
        if start <= token < end:
            return index.phrases[i]
    return None


def _after_dateline(reading: Reading, first: int, last: int) -> int:
    """Return where a source starts that took in the place it was written at: "WASHINGTON -- | President Doe"."""
    for i in range(first + 1, min(last - 1, first + BRACKET)):
        if reading.words[i] in {"--", "\N{EM DASH}", "\N{EN DASH}"}:
            return i + 1 if reading.words[first].isupper() and len(reading.words[first]) > 2 else first
    return first


def _before_bracket(index: Index, token: int) -> int:
    """Return where the name starts whose bracket a source was cut in: "Sen. Jack Reed (D-R.I | .)"."""
    lower = index.reading.lower
    opens = next((k for k in range(token - 1, max(-1, token - BRACKET), -1) if lower[k] == "("), -1)
    names = (
        [i for i in index.within(opens - 1, opens) if index.phrases[i].form is MentionForm.NAME] if opens > 0 else []
    )
    return index.phrases[names[0]].first if names else token


def subject(index: Index, first: int, last: int, depth: int = 0) -> Subject:
    """Return what tokens [first, last) say."""
    lower = index.reading.lower
    if lower[first] in {"both", "either", "neither"} and first + 1 < last and lower[first + 1] != "of":
        first += 1
    if lower[last - 1] in SUBJECTS and depth == 0:
        first = last - 1  # "after a pause she" said
    if last - first == 1 or lower[first] in SUBJECTS or (lower[first] in PERSONAL and lower[first + 1] in STOPS):
        named = lower[first] in lists().pronouns and _name_over(index, first) is not None  # "the WHO"
        if lower[first] in RELATIVES and not named:
            return _antecedent(index, first)
        if lower[first] in lists().pronouns and not named:
            return _with_others(index, first, last, _pronoun(index, first), first + 1, depth)
    inside = index.within(first, last)
    end = _segment_end(index, first, last, inside)
    head = _head(index, first, end, inside)
    return _with_others(index, first, last, head, end, depth)


def _pronoun(index: Index, token: int) -> Subject:
    found = [i for i in index.within(token, token + 1) if index.forms[i] is PRONOUN]
    return Subject(MentionForm.PRONOUN, found[0] if found else None, token, token + 1)


def _segment_end(index: Index, first: int, last: int, inside: list[int]) -> int:
    """Return the end of the first segment, names jumped over."""
    if STOPS.isdisjoint(index.reading.lower[first + 1 : last]):
        return last
    jumps = dict([index.phrases[i].names for i in inside if index.forms[i] is NAME])
    lower = index.reading.lower
    i = first
    while i < last:
        if i in jumps and jumps[i] > i:
            i = jumps[i]
        elif i > first and lower[i] in STOPS and not (lower[i] == "and" and _is_one(index, first, i, last, inside)):
            break
        else:
            i += 1
    return min(i, last)


def _is_one(index: Index, first: int, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether the "and" at token i stands within what describes one person."""
    return (
        _same_person_goes_on(index, i, last, inside)
        or _is_body_of_one(index, first, i, last, inside)
        or _is_office_of_one(index, first, i, inside)
        or _is_body_by_names(index, first, i, inside)
    )


def _is_body_of_one(index: Index, first: int, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether "and" stands in the name of a body whose spokesman ends the source: "an Avon and Kent spokesman"."""
    reading = index.reading
    if reading.lower[first] not in {"a", "an"} or i + 1 >= last:
        return False
    if not (reading.words[i - 1][0].isupper() and reading.words[i + 1][0].isupper()):
        return False
    ends = (index.phrases[k] for k in inside if index.phrases[k].head == last - 1)
    return any(p.form is NOMINAL and p.kind is PERSON and not p.plural and p.first == i + 1 for p in ends)


def _is_office_of_one(index: Index, first: int, i: int, inside: list[int]) -> bool:
    """Tell whether "and" stands in the office of the person named after it: "Health *and* Safety inspector Jo Hale".

    What stands before it is a common noun with a capital, and nobody's surname ("Brown and Prime Minister Jo Hale").
    """
    lower, words, before = index.reading.lower, index.reading.words, index.reading.lower[i - 1]
    named = next((p for p in (index.phrases[k] for k in inside) if p.names[0] > i + 1 and p.kind is PERSON), None)
    capitals = all(word[0].isupper() for word in words[first:i]) and lower[first] not in ARTICLES
    if named is None or not capitals or not words[i + 1][0].isupper():
        return False
    office = role_of(lower[named.names[0] - 1])
    if office is None or office[0] is not PERSON or office[2] or role_of(before) is not None:
        return False
    return is_common(before) and not is_given(before) and not _is_surname(index, before)


def _is_surname(index: Index, word: str) -> bool:
    """Tell whether a word ends one of the first names of several words in a text."""
    names = (index.phrases[i].names for i in index.names[:MANY])
    return any(last - first > 1 and index.reading.lower[last - 1] == word for first, last in names)


def _is_body_by_names(index: Index, first: int, i: int, inside: list[int]) -> bool:
    """Tell whether "and" joins first names in a body's name: "the Bill *and* Melinda Gates Foundation"."""
    lower = index.reading.lower
    bodies = (index.phrases[k] for k in inside if index.forms[k] is NAME and index.phrases[k].first == i + 1)
    body = next(bodies, None)
    joined = body is not None and body.kind is SpeakerKind.ORGANISATION and is_given(lower[i + 1])
    return joined and lower[first] == "the" and is_given(lower[i - 1]) and i - first <= 2


def _same_person_goes_on(index: Index, i: int, last: int, inside: list[int]) -> bool:
    """Tell whether "and" joins two roles of the person named after them: "director and economist Jo Hale"."""
    lower = index.reading.lower
    if not is_person_noun(lower[i - 1]):
        return False
    for k in inside:
        phrase = index.phrases[k]
        if phrase.form is MentionForm.NAME and phrase.names[0] > i:
            return phrase.first <= i + 1 and phrase.names[0] > i + 1 and phrase.determiner == ""
    return False


def _head(index: Index, first: int, end: int, inside: list[int]) -> Subject:
    """Return the subject of a segment without what follows it."""
    lower = index.reading.lower
    stop = end
    while stop > first + 1 and (lower[stop - 1] in {"'s", "'"} or not lower[stop - 1][0].isalnum()):
        stop -= 1
    manner = stop - 1 if stop > first + 1 and _is_manner(lower[stop - 1]) else stop  # "said Emma | warmly"
    for i in reversed(inside):
        phrase = index.phrases[i]
        if phrase.form is NAME and not {phrase.names[1], phrase.last}.isdisjoint([stop, manner, end]):
            whole = _titled_whole(index, first, stop) if phrase.names[0] == first else None
            if whole is not None:
                return Subject(MentionForm.NAME, whole, first, stop)
            return Subject(NAME, i, first, stop)
        if phrase.form is NOMINAL and phrase.head + 1 in {stop, manner}:
            return _nominal(index, i, first, phrase.head + 1, inside)
        if phrase.form is NOMINAL and phrase.head < stop <= phrase.last:
            return _nominal(index, i, first, stop, inside)
    if (whole := _titled_whole(index, first, stop)) is not None:
        return Subject(MentionForm.NAME, whole, first, stop)
    nominal = [i for i in inside if index.phrases[i].head < stop and index.phrases[i].form is MentionForm.NOMINAL]
    if (
        nominal
        and stop - index.phrases[nominal[-1]].head <= 2
        and lower[stop - 1] in {"himself", "herself", "elect", "emeritus"}
    ):
        return _nominal(index, nominal[-1], first, stop, inside)
    for i in nominal:
        phrase = index.phrases[i]
        after = lower[phrase.last] if phrase.last < stop else ""
        if phrase.first <= first + 1 and after.endswith(("ing", "ed", "known")) and role_of(after) is None:
            return _nominal(index, i, first, phrase.last, inside)  # "the doctors offering to help"
    if stop - first > 1 and lower[stop - 1].endswith("ed") and lower_documents(lower[stop - 2]):
        stop -= 1  # "research | conducted"
    return Subject(MentionForm.NOMINAL, None, first, stop)


def _is_manner(word: str) -> bool:
    return word.endswith("ly") or word in MANNER


def _titled_whole(index: Index, first: int, stop: int) -> int | None:
    """Return the name whose title the words begin: "White House" of "White House press secretary Jo Roe"."""
    for i in index.within(stop, stop + TITLED):
        phrase = index.phrases[i]
        begins = phrase.first < stop and first < phrase.names[0]  # a source may have lost a "former"
        if phrase.form is NAME and begins and phrase.names[0] >= stop and _is_title(index, stop, phrase.names):
            return i
    return None


def _is_title(index: Index, stop: int, name: tuple[int, int]) -> bool:
    """Tell whether what goes on before a name may be its title; of a long one all words that count have a capital."""
    words = index.reading.words[stop : name[0]]
    return name[1] - stop <= BRIEF or all(word[0].isupper() or word in SMALL for word in words)


def _nominal(index: Index, i: int, first: int, stop: int, inside: list[int]) -> Subject:
    return Subject(MentionForm.NOMINAL, i, first, stop)


def owner_of(index: Index, subject: Subject, last: int) -> int | None:
    """Return the phrase of the owner or maker of a document: before its head, possessive first, or after "by"."""
    reading = index.reading
    before = [i for i in index.within(subject.first, subject.last) if index.phrases[i].head < subject.last - 1]
    names = [i for i in before if index.phrases[i].form is MentionForm.NAME]
    for i in names:
        if reading.lower[index.phrases[i].last : index.phrases[i].last + 1] in (["'s"], ["'"]):
            return i
    if names:
        return names[-1]
    for i in before:
        if index.phrases[i].form is MentionForm.NOMINAL and reading.lower[index.phrases[i].last] in {"'s", "'"}:
            return i  # "the company's report"
    if reading.lower[subject.first] in lists().pronouns and reading.lower[subject.first] in {
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
    }:
        return next(iter(before), None)
    return _maker(index, subject.last, last) if lower_documents(reading.lower[subject.last - 1]) else None


def lower_documents(word: str) -> bool:
    """Tell whether a noun is in the list of documents, in singular or plural."""
    return word in lists().documents or word.removesuffix("s") in lists().documents


def _maker(index: Index, first: int, last: int) -> int | None:
    """Return the name after "by", else after "from", "of", "in" in tokens [first, last)."""
    lower = index.reading.lower
    found: dict[str, int] = {}
    for i in index.within(first, last):
        phrase = index.phrases[i]
        if phrase.form is not MentionForm.NAME:
            continue
        at = phrase.first - 1
        while at >= first and (lower[at] == "the" or lower[at].isdigit()):
            at -= 1  # "data from the 2014 Household Survey"
        seen = lower[at] == "by" and lower[at - 1] in RECEIVING
        if at >= first and lower[at] in MAKERS and phrase.kind is not SpeakerKind.PLACE and not seen:
            found.setdefault(lower[at], i)
    return found["by"] if "by" in found else next(iter(found.values()), None)


def _antecedent(index: Index, token: int) -> Subject:
    """Return whom a relative pronoun stands for: a name it is in apposition to, else the nearest noun phrase."""
    best = _apposed(index, token) if index.reading.lower[token] == "who" else None
    best = best if best is not None else _nearest(index, token)
    if best is None:
        return Subject(MentionForm.PRONOUN, None, token, token + 1)
    phrase = index.phrases[best]
    return Subject(phrase.form, best, phrase.first, phrase.last)


def _nearest(index: Index, token: int) -> int | None:
    """Return the noun phrase nearest before a relative pronoun in its sentence, the whole of it."""
    reading = index.reading
    sentence = reading.sentences[reading.sentence_of(token)]
    best: int | None = None
    for i in range(bisect_left(index.firsts, token) - 1, -1, -1):
        if index.firsts[i] < max(sentence.first, token - 25):
            break
        phrase = index.phrases[i]
        human = phrase.kind in {SpeakerKind.PERSON, SpeakerKind.GROUP, None} or reading.lower[token] != "who"
        nearer = index.phrases[best] if best is not None else None
        owns = nearer is None or (phrase.owner == nearer.names and phrase.last >= nearer.last)
        if phrase.form is not MentionForm.PRONOUN and phrase.last <= token and human and owns:
            best = i
    return best


def _apposed(index: Index, relative: int) -> int | None:
    """Return the name whose apposition a relative clause belongs to: "**Jo Vale**, 44, a nurse, who"."""
    lower = index.reading.lower
    first = _apposition_before(index.reading, relative)
    if first is None:
        return None
    end = first - 1
    if end > 2 and lower[end - 1].isdigit() and lower[end - 2] == ",":
        end -= 2  # the age
    names = (i for i in index.within(end - 1, end) if index.phrases[i].form is MentionForm.NAME)
    return next((i for i in names if index.phrases[i].kind in {SpeakerKind.PERSON, None}), None)


def _apposition_before(reading: Reading, relative: int) -> int | None:
    """Return where an apposition starts that stands between a comma and a relative pronoun, no clause of its own.

    A place may part the two: "Jo Vale, **a nurse from Reading, Berkshire,** who".
    """
    lower = reading.lower
    last = relative - (lower[relative - 1] == ",")
    first = _phrase_before(lower, last)
    if 1 < first < last and lower[first - 1] == "," and all(word[0].isupper() for word in reading.words[first:last]):
        first = _phrase_before(lower, first - 1)
    if first == last or lower[first - 1] != "," or not SAYING.isdisjoint(lower[first:last]):
        return None
    role = role_of(lower[first])
    described = role is not None and role[0] is PERSON and not role[2]  # ", head of surgery, who"
    return first if described or lower[first] in APPOSING else None


def _phrase_before(lower: Sequence[str], last: int) -> int:
    """Return where the words begin that end at a token without a sign between them."""
    first = last
    while first > 1 and last - first < APPOSITION and (lower[first - 1][0].isalnum() or lower[first - 1] == "'s"):
        first -= 1
    return first


def _with_others(index: Index, first: int, last: int, head: Subject, end: int, depth: int) -> Subject:
    """Look at what follows the head: a name in apposition takes its place, a second somebody makes a joint source."""
    if depth > 3 or end >= last:
        return head
    if head.form is MentionForm.NOMINAL and (name := _apposition(index, head, end, last)) is not None:
        phrase = index.phrases[name]
        rest = _others(index, phrase.last, last, depth)
        named = Subject(MentionForm.NAME, name, phrase.first, phrase.last)
        return Subject(MentionForm.NAME, None, first, last, parts=(named, *rest)) if rest else named
    if head.form is MentionForm.NOMINAL and (name := _titled(index, head, end, last)) is not None:
        return Subject(MentionForm.NAME, name, first, last)
    rest = _listed(index, head, end, last) or _others(index, end, last, depth)
    if rest and (head.phrase is not None):
        return Subject(head.form, None, first, last, parts=(head, *rest))
    return head


def _apposition(index: Index, head: Subject, end: int, last: int) -> int | None:
    """Return the name after a comma or dash that a nominal is in apposition with; that of many is a body's."""
    lower = index.reading.lower
    nominal = index.phrases[head.phrase] if head.phrase is not None else None
    one = lower[head.first] == "one"
    many = nominal is not None and nominal.plural and not one
    if nominal and nominal.kind is SpeakerKind.DOCUMENT and not one:
        return None
    for i in index.within(end, last):
        phrase = index.phrases[i]
        if phrase.form is not MentionForm.NAME or not _is_set_off(index, phrase, end):
            continue
        if many:  # "the plant's owners, Kerrigan Foods"
            alone = phrase.kind is SpeakerKind.ORGANISATION and all(
                not w[0].isalnum() for w in lower[phrase.last : last]
            )
            return i if alone else None
        if phrase.kind is SpeakerKind.PLACE and phrase.sure:
            continue
        if (
            nominal
            and nominal.kind is PERSON
            and phrase.kind not in {PERSON, None}
            and not _is_body(index, head, phrase)
        ):
            continue
        if nominal is None and phrase.kind not in {SpeakerKind.PERSON, None}:
            continue
        return i
    return None


def _is_body(index: Index, head: Subject, name: Phrase) -> bool:
    """Tell whether a body may be what a noun for a person says right before it: "the mine's **owner**, Alto SA"."""
    lower, noun = index.reading.lower, head.last - 1
    if lower[noun] not in DEALING or lower[head.first] in {"a", "an"} or name.kind is not SpeakerKind.ORGANISATION:
        return False
    return lower[noun + 1] == "," and name.first == noun + 2 and lower[name.last : name.last + 1] != ["'s"]


def _titled(index: Index, head: Subject, end: int, last: int) -> int | None:
    """Return the person named right after a nominal's complement: "France's envoy to Chad Luc Morel"."""
    nominal = index.phrases[head.phrase] if head.phrase is not None else None
    if nominal is None or nominal.kind is not SpeakerKind.PERSON or last - end > 8:
        return None
    for i in index.within(last - 1, last):
        phrase = index.phrases[i]
        person = phrase.form is MentionForm.NAME and phrase.kind is SpeakerKind.PERSON and phrase.names[1] == last
        if person and index.reading.lower[phrase.names[0] - 1] not in STOPS | {"the", "a", "'s"}:
            titled = index.reading.lower[phrase.first - 1] in LINKING and _is_titled_itself(phrase)
            return None if titled else i
    return None


def _is_titled_itself(phrase: Phrase) -> bool:
    """Tell whether all of what stands before a name is its own title: "a lawyer for **Mr** Joyce"."""
    first, _, rest = phrase.title.partition(" ")
    role, second = role_of(first), role_of(rest.partition(" ")[0])
    if is_title(first) or (role is not None and role[0] is PERSON):
        return True
    return second is not None and first not in lists().places  # "Prime Minister", not "Leeds Sgt"


def _is_set_off(index: Index, phrase: Phrase, end: int) -> bool:
    """Tell whether only describing words part a name from a comma, dash or bracket: ", mechanical engineer Jo Wade"."""
    lower = index.reading.lower
    at = phrase.first - 1
    while at > end and phrase.first - at <= 4 and lower[at][0].isalpha() and lower[at] not in STOPS and phrase.title:
        at -= 1
    return lower[at] in {",", "—", "–", "--", "(", ":"}


def _others(index: Index, end: int, last: int, depth: int) -> tuple[Subject, ...]:
    """Return the further somebodies of a joint source after its first: "…, Jane Doe of X, and Richard Roe"."""
    lower = index.reading.lower
    i = end
    while i < last and lower[i] not in JOINTS:
        if lower[i] in RELATIVES:
            return ()
        i += 1
    if i + 1 >= last:
        return ()
    between = [k for k in index.within(end, i) if lower[index.phrases[k].first - 1] == ","]
    start = index.within(i + 1, last)
    if not start or not _opens_another(index, index.phrases[start[0]], i, last):
        return ()
    opening = index.phrases[start[0]]
    if (
        i > end
        and lower[i - 1] != ","
        and (lower[end] == "," or i - end > 5)
        and not _lists(index, between, end, i, opening)
    ):
        return ()  # the conjunction is inside an apposition
    if i > end and opening.form is MentionForm.NOMINAL and not opening.determiner:
        return ()  # "…, a fellow of X, and co-author of Y"
    if i > end and _names_field(index, opening) and not OFFICIAL.isdisjoint(lower[end:i]):
        return ()  # "…, Portfolio Holder for Housing, Planning, and *Growth*"
    if i > end and opening.kind in {SpeakerKind.ORGANISATION, SpeakerKind.PLACE}:
        return ()
    more = subject(index, i + 1, last, depth + 1)
    if (end != i and lower[end] not in {",", *JOINTS}) or (more.phrase is None and not more.parts):
        return ()
    listed = tuple(
        Subject(MentionForm.NAME, k, index.phrases[k].first, index.phrases[k].last)
        for k in between
        if index.phrases[k].form is MentionForm.NAME
        and index.phrases[k].kind is not SpeakerKind.PLACE
        and index.phrases[k].last <= i
        and lower[index.phrases[k].last] in {",", "and"}
    )
    return (*listed, *(more.parts or (more,)))


def _listed(index: Index, head: Subject, end: int, last: int) -> tuple[Subject, ...]:
    """Return the further somebodies of a source that only lists three or more: "France, *Ghana* and *the UK*"."""
    lower = index.reading.lower
    while last > end and not lower[last - 1][0].isalnum():
        last -= 1
    found = [k for k in index.within(head.first, last) if lower[index.phrases[k].last : last][:1] != ["'s"]]
    names = [index.phrases[k] for k in found]
    if len(names) < LISTED or any(p.form is not NAME for p in names) or not _are_alike(index, names):
        return ()
    between = [[word for word in lower[p.last : q.names[0]] if word in _LISTING] for p, q in pairwise(names)]
    if any(words[:1] != [","] for words in between[:-1]) or "and" not in between[-1]:
        return ()
    if names[0].last != end or names[-1].last != last:
        return ()
    return tuple(Subject(NAME, k, p.first, p.last) for k, p in zip(found[1:], names[1:], strict=True))


def _are_alike(index: Index, names: Sequence[Phrase]) -> bool:
    """Tell whether names are all of persons or all of bodies: "Ann Lee, *Oxfam* and *Care*" may be one person.

    Countries that are given names as well (“France”) are places here.
    """
    lower, places = index.reading.lower, lists().places
    kinds = {p.kind for p in names if " ".join(lower[p.names[0] : p.names[1]]) not in places} - {None}
    return kinds <= {PERSON} or PERSON not in kinds


def _names_field(index: Index, name: Phrase) -> bool:
    """Tell whether a name is a common word, as of what an office is for."""
    word = index.reading.lower[name.first]
    return name.last - name.first == 1 and is_common(word) and not is_given(word)


def _lists(index: Index, between: list[int], end: int, last: int, opening: Phrase) -> bool:
    """Tell whether only names of people stand between a comma and the "and" at `last`: "…, Jo Roe and Ann Lee"."""
    names = [index.phrases[k] for k in between]
    people = all(p.form is NAME and p.kind is SpeakerKind.PERSON for p in (*names, opening))
    return people and sum(p.last - p.first + 1 for p in names) == last - end


def _opens_another(index: Index, phrase: Phrase, at: int, last: int) -> bool:
    """Tell whether a phrase right after the conjunction at token `at` can be a second somebody."""
    if index.reading.lower[at + 1] in {"his", "her", "their"}:
        return True
    return phrase.first <= at + 2 and not (phrase.form is MentionForm.PRONOUN and last > at + 2)


def is_document(phrase: Phrase | None, word: str) -> bool:
    """Tell whether a nominal is a document: its words are those of whoever made it."""
    if phrase is None:
        return head_of(word) is None or word in lists().documents
    if phrase.kind is SpeakerKind.DOCUMENT:
        return True
    if phrase.kind is SpeakerKind.ORGANISATION and phrase.role in lists().documents and phrase.determiner in OWNING:
        return True  # "a post", "his paper"
    return word in lists().documents and word.endswith("s")


def kind_of(reading: Reading, subject: Subject, last: int) -> SpeakerKind:
    """Return what a source is that ends at token `last` and whose head is in no list.

    One of some people is a person, a share of them a group (“half of voters”, “four in ten”); a noun with the ending of
    nouns for people is one or several (“a reveller”); anything else is taken for what is written.
    """
    words = reading.lower[subject.first : last]
    end = next((k for k, word in enumerate(words) if k and word in ENDING), len(words))
    role = next((role for word in words[:end] if (role := role_of(word)) and role[0] in PEOPLE), None)
    head = reading.lower[subject.last - 1]
    if words[0] in ANYONE or (words[0] in SINGLE and words[1:2] in ([], ["of"])):
        return PERSON
    if role is not None and not lower_documents(head):
        return SpeakerKind.GROUP if role[2] or words[0] in SHARES else role[0]
    if not SHARES.isdisjoint(words[:end]) or any(map(str.isdigit, words[:NUMBER])):
        return SpeakerKind.GROUP
    if lower_documents(head) or not head.removesuffix("s").endswith(PERSONAL_ENDINGS):
        return SpeakerKind.DOCUMENT
    return SpeakerKind.GROUP if head.endswith("s") else PERSON
