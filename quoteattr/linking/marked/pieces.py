"""One owner for each marked sentence: which report of a paragraph a quotation carries on.

Cues are decoded one by one, so two of them may claim the same marked words: “A,” she said, *adding that it was late.
“B.”*  Words in marks have one speaker and one cue, and the order of the paragraph tells which:

- marked words belong to the tag right behind them (“A,” she said; “B,” *he replied*.  “A,” he said. “B?” *I asked*.),
  or inside a sentence go on with those before a tag that tells when or how (“A,” *she said when asked* if it held, “b.”
  “A,” said *Ann, who was told* to wait, “b.”), else to the cue nearest before them (“A,” she said, adding later: “B.”);
- what stands between two utterances of a report tells how it goes on (“A,” *and then, when nobody answered,* “B.”), and
  where nothing does they are two pieces all the same;
- a sentence of marked words that ends before a cue with a full stop is not what this cue introduces (“A.” She added:
  “B.”);
- a sentence of marked words carries on the quotation before it in its paragraph, not what was told in other
  words since; only where nothing was quoted before, or by somebody else, may it illustrate a report that has no words
  of its own (He was shocked. “B.”  “A,” said Ann. *Tom* shrugged. “B.”) or tells a clause of speech;
- a sentence of marked words behind somebody's deed is not whoever's who smiles or sighs at it (Ann rose. “A.” *Tom
  smiled.*  “A?” *Tom nodded.*);
- what the speaker does, or somebody at it, between two halves is no cue of the second (“A,” said Ann, *pointing to the
  door*, “b.”);
- who does not answer is not who goes on (“A?” asked Ann. *Tom did not answer.* “B?”);
- a sentence that calls the speaker by name is an answer (“Where?” asked *Tom*. “Here, *Tom*.”), and so is one with
  another right behind it where a question came before it or that other calls somebody else (“Where?” asked Tom.
  “Here.” “Oh.”  “It's late,” said Tom. “Go.” “Good night, *Ann*.”);
- whatever words two reports still share, neither in the other, are the surer one's (It welcomed the talks but *warned
  that “C.”*).

The second follows counts on annotated news: of 62 marked sentences given to a report in other words, 30 belonged to a
quotation before it, and 29 of those that did not had none before them.  Of nine that stood beside a phrase
or a thought in other words, annotators gave one to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import regex

from quoteattr.linking.attribution import Attribution, Told, overlap, with_content
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.words import SUBJECTS, VERBS
from quoteattr.models import CueMode, CueStance, Span
from quoteattr.reading import Reading

_PRONOUNS: Final = frozenset("He She They I We It You".split())
SELDOM: Final = 0.45  # weight below which a verb is a sound or a deed of the face: “sighed”, “smiled”
CLOSING: Final = frozenset(".,!?;")
MARKS: Final = "'’”\"»›“«‹"  # that close a piece, whatever the language
NEAR: Final = 2  # characters between a quotation and its tag
BESIDE: Final = 4  # characters in which a quotation stands side by side with another
CALLED: Final = 40  # characters at its beginning in which it calls somebody
_VOCATIVE: Final = regex.compile(r", (?:\p{Lu}\p{Ll}+\.? )?(?P<name>\p{Lu}\p{Ll}+)[.,!?]")
_WHEN: Final = frozenset("when as while after before once".split())
_ASIDES: Final = frozenset("who whom whose like with in looking".split())  # behind a comma, of who or how somebody is
_CLAUSE: Final = frozenset(["that", "if", "whether"])  # behind a verb that tells of words, too: “*adding that* …”
TAG: Final = 3  # tokens up to the verb of a tag behind a name with a title
LOOK: Final = 8  # reports on either side that may own a piece: keeps one long paragraph linear


def owned(reading: Reading, told: Told, outer: Outermost) -> list[Attribution]:
    """Return the reports, in their order, each later piece that opens in marks left to the one it belongs to."""
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for k, a in enumerate(told):
        if a.cue is not None:
            paragraphs[reading.paragraph_of(a.cue.head)].append(k)
    out = list(told)
    for group in paragraphs.values():
        near = {k: [*group[max(0, at - LOOK) : at], *group[at + 1 : at + 1 + LOOK]] for at, k in enumerate(group)}
        for k in group:
            if outer.openings.isdisjoint([piece.start for piece in out[k].content]):
                continue  # no piece opens in marks
            if _is_reaction(reading, out[k], outer):
                out[k] = with_content(out[k], (), outer)
                continue
            out[k] = _unanswered(reading, _introduced(reading, _parted(reading, out[k], outer), outer), outer)
            for claim in _claims(reading, out[k], outer):
                _settle(reading, out, k, claim, near[k], outer)
        for k in group:
            out[k] = _apart(reading, out[k], [out[j] for j in near[k]], outer)
    return [a for a in out if a.content]


def _is_reaction(reading: Reading, a: Attribution, outer: Outermost) -> bool:
    """Tell whether a cue is what another does at a quotation with a deed before it (Ann rose. “A.” *Tom smiled.*)."""
    if a.cue is None or a.cue.entry.weight >= SELDOM or len(a.content) != 1 or not a.source:
        return False
    piece, source, behind = a.content[0], a.source[0], a.cue_spans[-1].end
    if not (outer.opens_at(piece.start) and piece.end < source.start < behind):
        return False
    return _stops(reading, piece) and _is_led(reading, piece, source)


def _is_led(reading: Reading, piece: Span, source: Span) -> bool:
    """Tell whether a sentence right before a piece, in its paragraph, begins with neither a source nor a pronoun."""
    token = reading.token_from(piece.start)
    if token <= reading.paragraphs[reading.paragraph_of(token)].first:
        return False
    opening = reading.words[reading.sentence_at(token - 1).first]
    return opening[0].isupper() and opening.lower() not in SUBJECTS and opening not in source.of(reading.text).split()


def _parted(reading: Reading, a: Attribution, outer: Outermost) -> Attribution:
    """Return a report with its quotations apart: said, **“A,”** and then, when nobody answered, **“B.”**."""
    if len(a.verbatim) < 2 or len(a.verbatim) == len(a.content):
        return a
    parted = [s for piece in a.content for s in _quotations(reading.text, piece, outer)]
    return with_content(a, parted, outer) if len(parted) > len(a.content) else a


def _quotations(text: str, piece: Span, outer: Outermost) -> list[Span]:
    """Return the quotations of a piece that begins and ends with one and tells between them how it goes on."""
    spans = outer.within(piece)
    if len(spans) < 2 or (spans[0].start, spans[-1].end) != (piece.start, piece.end):
        return [piece]
    said = all(text[s.start + 1].isupper() and text[s.end - 2] in CLOSING for s in spans)
    between = [text[one.end : other.start].split() for one, other in pairwise(spans)]
    apart = all(len(words) > 1 for words in between) or not any(between)
    return spans if said and apart else [piece]


def _introduced(reading: Reading, a: Attribution, outer: Outermost) -> Attribution:
    """Return a report without what ends before its cue, if the cue introduces something."""
    start, end = a.cue_spans[0].start, a.cue_spans[-1].end
    ended = [s for s in a.content if s.end <= start and outer.opens_at(s.start) and _stops(reading, s)]
    if not ended:
        return a
    behind = (reading.token_from(s.start) for s in a.content if s.start >= end and outer.opens_at(s.start))
    introduces = not all(map(reading.opens_sentence, behind))
    return with_content(a, [s for s in a.content if s not in ended], outer) if introduces else a


def _unanswered(reading: Reading, a: Attribution, outer: Outermost) -> Attribution:
    """Return a report without what is said to its speaker behind the tag: “Where?” asked Tom. “Here, Tom.” She rose."""
    if len(a.content) < 2 or not a.source:
        return a
    name, end = a.source[-1].of(reading.text).split()[-1:], a.cue_spans[-1].end
    later = [s for s in a.content if s.start >= end and outer.opens_at(s.start)]
    answers = [
        s
        for s in later
        if _calls(s.of(reading.text), name) or _is_reply(reading, a, s, outer) or _is_tagged(reading, s, name)
    ]
    return with_content(a, [s for s in a.content if s not in answers], outer) if answers else a


def _is_reply(reading: Reading, a: Attribution, piece: Span, outer: Outermost) -> bool:
    """Tell whether a sentence behind a tag is another's, by what is said right behind it."""
    text = reading.text
    behind = next((i for i in range(piece.end, min(piece.end + BESIDE, len(text))) if text[i] != " "), piece.end)
    if not (outer.opens_at(behind) and reading.opens_sentence(reading.token_from(piece.start))):
        return False
    asked = text[a.content[0].end - 2] == "?" and text[piece.end - 2] != "?"
    called = _VOCATIVE.search(text, behind, behind + CALLED)
    return asked or (called is not None and called["name"] not in a.source[-1].of(text))


def _is_tagged(reading: Reading, piece: Span, name: Sequence[str]) -> bool:
    """Tell whether a tag of another follows, its verb in no list: “Who?” asked Ann. “The doctor,” *Pym lied*."""
    first = reading.token_from(piece.end)
    words = reading.words[first : first + TAG]
    if reading.text[piece.end - 2] != "," or len(words) < TAG or not name or name[0] in words:
        return False
    plain = words[0][0].isupper() and any(word.endswith("ed") for word in words[1:])
    return plain or (words[0].endswith("ed") and words[1][0].isupper())


def _calls(words: str, name: Sequence[str]) -> bool:
    """Tell whether words address somebody: a comma before the name, but for a title, and a mark behind it."""
    if not name or not name[0][0].isupper():
        return False
    before, _, after = words.rpartition(name[0])
    return after[:1] in CLOSING and "," in before and len(before.rpartition(",")[2].split()) <= 1


def _stops(reading: Reading, piece: Span) -> bool:
    """Tell whether a piece ends with a full stop, not with the dots of speech that trails off."""
    said = piece.of(reading.text).rstrip(MARKS)
    return said.endswith(".") and not said.endswith("...")


def _claims(reading: Reading, a: Attribution, outer: Outermost) -> list[tuple[Span, bool]]:
    """Return the pieces of a report that may be another's, and whether each is a sentence by itself.

    They open in marks and are not what the cue itself introduces or closes: “A?” she asked; she added: “B.”
    """
    start, end = a.cue_spans[0].start, a.cue_spans[-1].end
    found = []
    for piece in a.content:
        if outer.opens_at(piece.start):
            bare = reading.opens_sentence(reading.token_from(piece.start))
            closes = piece.end <= start and not _stops(reading, piece)
            follows = piece.start >= end and (not bare or reading.text[end : piece.start].rstrip()[-1:] in {":", ","})
            if not closes and not (follows and piece == a.content[0]):
                found.append((piece, bare))
    return found


def _settle(
    reading: Reading, told: list[Attribution], k: int, claim: tuple[Span, bool], others: Iterable[int], outer: Outermost
) -> None:
    """Take the piece of a claim from report k if another owns it."""
    piece, bare = claim
    if bare and not _stops(reading, piece) and any(_is_tag(told[j], piece) for j in others):
        told[k] = with_content(told[k], [s for s in told[k].content if s != piece], outer)
        return
    owns = _quotes_before if bare else _is_nearer
    owners = [j for j in others if owns(told[k], told[j], piece, outer) and not _is_deed(reading, told[j], piece)]
    if _is_resumed(reading, told[k], piece, [told[j] for j in owners]):
        return
    j = max(owners, key=lambda j: told[j].cue_spans[0], default=k)
    silent = (cue := told[k].cue) is not None and cue.stance is CueStance.NOT_SAID  # *Jack did not answer*. “B”
    another = j != k and (silent or not (bare and _are_two(reading, told[k], told[j])))
    if another or (bare and _is_told_otherwise(reading, told[k])):
        told[k] = with_content(told[k], [s for s in told[k].content if s != piece], outer)
    if not another:
        return
    if not overlap(piece, told[j].content):
        told[j] = with_content(told[j], sorted([*told[j].content, piece]), outer)


def _is_resumed(reading: Reading, a: Attribution, piece: Span, owners: Sequence[Attribution]) -> bool:
    """Tell whether a piece goes on behind what a tag tells of when or how: “We,” *he said when asked*, “won't.”."""
    text, before = reading.text, [s for s in a.content if s.end <= a.cue_spans[0].start]
    tag = max(span.end for span in (*a.cue_spans, *a.source))
    if not before or piece.start <= tag or "," not in text[before[-1].end - 2 : before[-1].end + 1]:
        return False
    small = text[piece.start + 1 : piece.start + 2].islower()
    if not small or text[piece.start - NEAR : piece.start].rstrip()[-1:] != ",":
        return False
    when = reading.token_from(tag)
    if reading.lower[when + (reading.words[when] == ",")] in _WHEN:
        return not any(map(_adds, owners))
    first, end = reading.token_from(a.cue_spans[-1].end), reading.token_from(piece.start)
    aside = next((word for sign, word in pairwise(reading.lower[first:end]) if sign == ","), "")
    ends = (max(span.end for span in (*b.cue_spans, *b.addressee)) for b in owners)  # “who told *the BBC*, “b.””
    return aside in _ASIDES and all(piece.start - end > BESIDE for end in ends)


def _adds(a: Attribution) -> bool:
    """Tell whether a clause of when tells of words, too, and no question: “A,” he said, *before Lee added*, “b.”."""
    if a.cue is None or a.cue.entry.weight < SELDOM:
        return False  # “A,” she said, *as Lee nodded*, “b.”
    return a.cue.entry.mode is CueMode.SPEECH and a.cue.stance is not CueStance.ASKED


def _is_told_otherwise(reading: Reading, a: Attribution) -> bool:
    """Tell whether a report has words of its own, which no marked sentence beside it goes on with.

    A clause of speech may go on in marks (The mayor *said it was late.* “We leave.”), a phrase (*welcomed the plan*)
    and a thought do not.
    """
    own = [s for s in a.content if not overlap(s, a.verbatim)]
    if not own or a.cue is None:
        return False
    words = {word for s in own for word in reading.lower[reading.token_from(s.start) : reading.token_before(s.end)]}
    return a.cue.entry.mode is not CueMode.SPEECH or words.isdisjoint(VERBS)


def _quotes_before(a: Attribution, b: Attribution, piece: Span, outer: Outermost) -> bool:
    """Tell whether b quotes in marks before a piece that a, told in other words, claims."""
    quotes = any(s.start < piece.start or s.end > piece.end for s in a.verbatim)
    if quotes or not b.content or piece in b.content[:1]:
        return False
    return outer.opens_at(b.content[0].start) and max(b.content[0].end, b.cue_spans[-1].end) <= piece.start


def _are_two(reading: Reading, a: Attribution, b: Attribution) -> bool:
    """Tell whether two reports have sources that cannot be one: two names, or “he” and “she”."""
    one, other = ({word for span in x.source for word in span.of(reading.text).split()} for x in (a, b))
    names = [{word for word in words if word[0].isupper()} for words in (one, other)]
    if all(names) and not any(words & _PRONOUNS for words in names):
        return not names[0] & names[1]
    heard = [{word.lower() for word in words} & {"he", "she"} for words in (one, other)]
    return all(heard) and heard[0] != heard[1]


def _is_nearer(a: Attribution, b: Attribution, piece: Span, outer: Outermost) -> bool:
    """Tell whether the cue of b stands between that of a and a piece that both claim, or is the tag right behind it."""
    if _tags(b, piece):
        return not _tags(a, piece)
    between = a.cue_spans[-1].end <= b.cue_spans[0].start and b.cue_spans[-1].end <= piece.start
    covers = any(s.start <= piece.start and piece.end <= s.end for s in b.content)
    return between and covers and piece not in b.content[1:]


def _is_deed(reading: Reading, b: Attribution, piece: Span) -> bool:
    """Tell whether a cue is what a speaker does in the middle: “Look,” said Ann, *pointing to the door*, “it moved”."""
    end, small = b.cue_spans[-1].end, reading.text[piece.start + 1 : piece.start + 2].islower()
    doing = b.cue is not None and b.cue.form == "ing" and "obj" not in b.cue.entry.frames
    return doing and small and piece.start - end > BESIDE and reading.lower[reading.token_from(end)] not in _CLAUSE


def _tags(a: Attribution, piece: Span) -> bool:
    """Tell whether a report is of a piece alone, with its tag right behind it: “A,” she said; *“B,” he replied*."""
    return a.content == (piece,) and _is_behind(a, piece)


def _is_behind(a: Attribution, piece: Span) -> bool:
    """Tell whether a tag stands right behind a piece."""
    tag = min(span.start for span in (*a.cue_spans, *a.source))
    return piece.end <= tag <= piece.end + NEAR


def _is_tag(a: Attribution, piece: Span) -> bool:
    """Tell whether a report that is surely of words has its tag right behind a piece: “A,” he said. *“B?” I asked*."""
    opens = a.content[:1] == (piece,) and _is_behind(a, piece)
    return opens and a.cue is not None and a.cue.entry.weight >= SELDOM and bool(a.source)


def _apart(reading: Reading, a: Attribution, others: Iterable[Attribution], outer: Outermost) -> Attribution:
    """Return a report without what surer ones say beside it; those in one another share the words of the inner one."""
    surer = [b for b in others if b.confidence > a.confidence and any(overlap(s, b.content) for s in a.content)]
    beside = [b for b in surer if not (overlap(a.cue_spans[0], b.content) or overlap(b.cue_spans[0], a.content))]
    taken = [t for b in beside for t in b.content]
    return with_content(a, [left for s in a.content for left in _before(reading, s, taken)], outer) if taken else a


def _before(reading: Reading, piece: Span, taken: Iterable[Span]) -> Iterable[Span]:
    """Yield what of a piece stands before the first of the spans taken from it, without a comma that led to them."""
    end = min((t.start for t in taken if overlap(piece, [t])), default=piece.end)
    words = reading.text[piece.start : end].rstrip(" ,;:" if end < piece.end else "")
    if words:
        yield Span(piece.start, piece.start + len(words))
