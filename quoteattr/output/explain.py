"""Why a quotation is there and who is taken for its speaker, in words a journalist understands.

`reasons` puts each step of the evidence into a sentence; `explanation` is all there is to say about one quotation,
for a terminal.  Steps are known by their rule.  A rule without a sentence here (an adapter's, or one from another
version's file) is named with the words it saw: better than silence.

Shares are put as "9 in 10", not as probabilities with four digits, which say more than is known.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from quoteattr.models import Candidate, CueMode, CueStance, Document, Quote, QuoteKind, Span, Speaker, Step
from quoteattr.output.table import shortened

LONGEST: Final = 300  # characters of a part that is shown

LINKING: Final = {
    "tag": "The words {cue} stand beside the quotation with {source}, as a tag of who speaks does: “…”, said X.",
    "that": "{source} with {cue} and “that” (or a clause like it) introduces what is reported.",
    "bare": "{source} with {cue} introduces what is reported, without a “that”.",
    "colon": "{cue} and a colon introduce what follows.",
    "marked": "{source} with {cue} stands before words in quotation marks.",
    "complement": "{cue} takes the words after it as what {source} says.",
    "preposed": "{cue} names {source} as where the statement comes from.",
    "question": "{source} with {cue} introduces a question that is reported.",
    "implicit": "The words stand in quotation marks as an utterance of their own; no word like “said” is near.",
    "label": "The line starts with the name of who speaks: {source}.",
    "attribution line": "Below or behind the quotation, a line gives its author: {source}.",
    "block": "{source} with {cue} and a colon stands before a paragraph of its own.",
    "passive": "{source} stands behind “by”, or is the one who says it, though another is the subject of {cue}.",
    "what": "{source} with {cue} gives something that name: “what X calls “…””.",
    "answer": "{cue} says what the words were, a reply or a verdict, and {source} whose.",
    "passed on": "{source} says it, and somebody else passes it on with {cue}.",
    "view": "“For” {source}: the words are a view of theirs.",
    "learned": "Learned from annotated news: {cue}, as it stands here with {source}, reports what somebody says.",
}
NAMING: Final = {
    "name": "{source} is a name, and the fullest form of it in the text is {speaker}.",
    "open name": "{source} is a name that could be several people’s; {speaker} is the likeliest.",
    "role": "{source} describes {speaker}, as the text says elsewhere.",
    "label": "{source} is somebody the text never names.",
    "introduction": "The words themselves give the name of whoever says them: {speaker}.",
    "initials": "{source} are the initials of {speaker}.",
    "described": "{source} most likely means {speaker}: of those in question it fits best.",
    "pronoun": "{source} most likely means {speaker}, by who was spoken of before, gender and number.",
    "maker": "{source} is a text or a post, and {speaker} made it.",
    "joint": "{source} are several speakers at once.",
    "turn": "Nobody is named here; by whose turn it is, and who spoke before, it is most likely {speaker}.",
    "subject": "{source} means {speaker}, whom the sentence before, or the next, speaks of.",
    "beat": "{speaker} does something right beside the words, so they are most likely theirs.",
    "goes on": "A paragraph of nothing but quoted words goes on with what was said before, by {speaker}.",
    "continues": "The quotation carries on from the one before, so the speaker is the same: {speaker}.",
    "narrator": "{source} is the narrator, or the author of the text.",
    "enclosing": "{source} stands within another quotation, and is its speaker: {speaker}.",
    "nobody": "No speaker stands clear.",
}
SENTENCES: Final = {"linking": LINKING, "naming": NAMING}
KINDS: Final = {
    QuoteKind.DIRECT: "direct: the words stand in quotation marks, or are laid out as speech",
    QuoteKind.MIXED: "mixed: some of the words stand in quotation marks",
    QuoteKind.INDIRECT: "indirect: the words are the reporter’s, not the speaker’s own",
}
MODES: Final = {CueMode.SPEECH: "something said", CueMode.WRITING: "something written", CueMode.THOUGHT: "a thought"}
STANCES: Final = {
    CueStance.ASSERTED: "put forward as so",
    CueStance.DENIED: "denied",
    CueStance.ASKED: "asked",
    CueStance.URGED: "urged",
    CueStance.NOT_SAID: "not said",
}


def chances(share: float) -> str:
    """Return a probability in words.

    >>> chances(0.93), chances(0.96), chances(0.999), chances(0.01)
    ('about 9 in 10', 'about 19 in 20', 'almost certain', 'fewer than 1 in 20')
    """
    if share >= 0.975:
        return "almost certain"
    if share >= 0.95:
        return "about 19 in 20"
    if share < 0.05:
        return "fewer than 1 in 20"
    return f"about {max(1, min(9, round(10 * share)))} in 10"


def reasons(text: str, quote: Quote) -> tuple[str, ...]:
    """Return the steps that led to a quotation, each as a sentence."""
    return tuple(_reason(text, quote, step) for step in quote.evidence)


def _reason(text: str, quote: Quote, step: Step) -> str:
    seen = _shown(text, step.spans)
    form = SENTENCES.get(step.stage, {}).get(step.rule)
    if form is None:
        return _short(f"{step.stage}: {step.rule}") + (f" ({seen})" if seen else "")
    return form.format(
        cue=f"“{_short(quote.cue.text)}”" if quote.cue else seen or "the layout",
        source=f"“{_short(quote.source.text)}”" if quote.source else "somebody unnamed",
        speaker=_short(who.label) if (who := quote.speaker or withheld(quote)) else "somebody who is not clear",
    )


def withheld(quote: Quote) -> Speaker | None:
    """Return who most likely speaks, where that is less sure than was asked for (`Config.min_speaker_confidence`)."""
    known = quote.speaker is None and quote.speaker_confidence is not None
    return quote.candidates[0].speaker if known and quote.candidates else None


def _shown(text: str, spans: Sequence[Span]) -> str:
    return ", ".join(f"“{_short(span.of(text))}”" for span in spans)


def _short(words: str) -> str:
    return shortened(words, LONGEST)


# --- the whole story -----------------------------------------------------------------------------


def explanation(document: Document, i: int) -> Iterator[str]:
    """Yield the lines of what there is to say about the quotation of index `i`."""
    quote = document.quotes[i]
    yield f"Quotation {i + 1} of {len(document.quotes)}, {_place(document.text, quote)}\n"
    yield f"  {_short(quote.text)}\n"
    yield f"Speaker: {_speaker(quote)}\n"
    if quote.cue:
        yield f"Reported by: “{_short(quote.cue.text)}”, {MODES[quote.cue.mode]}, {STANCES[quote.cue.stance]}\n"
    yield f"Kind: {KINDS[quote.kind]}\n"
    for label, mention in (("Said to", quote.addressee), ("Second hand, by way of", quote.relayed_by)):
        if mention:
            yield f"{label}: {_short(mention.text)}\n"
    if quote.continues is not None:
        yield f"Carries on from: quotation {quote.continues + 1}\n"
    yield f"How sure: that these words and their source are right, {chances(quote.confidence)}\n"
    if quote.speaker_confidence is not None:
        yield f"          that it is {_speaker_chance(quote, quote.speaker_confidence)}\n"
    yield "Why:\n"
    yield from (f"  {number}. {reason}\n" for number, reason in enumerate(reasons(document.text, quote), 1))
    yield from _considered(quote)


def _place(text: str, quote: Quote) -> str:
    start = min((span.start for span in quote.content), default=0)
    end = max((span.end for span in quote.content), default=0)
    return f"line {text.count(chr(10), 0, start) + 1}, characters {start} to {end}"


def _speaker(quote: Quote) -> str:
    written = f"“{_short(quote.source.text)}” in the text" if quote.source else "nobody is named beside it"
    return f"{described(quote.speaker)} ({written})" if quote.speaker else f"not clear ({written})"


def _speaker_chance(quote: Quote, share: float) -> str:
    who = withheld(quote)
    name, less = (_short(who.label), ", less than was asked for") if who else ("this speaker", "")
    return f"{name}, if so, {chances(share)}{less}"


def described(speaker: Speaker) -> str:
    """Return who a speaker is: the name or description, and what kind of speaker, if it is no person."""
    unnamed = "" if speaker.name or speaker.members else ", not named in the text"
    return f"{_short(speaker.label)}, {speaker.kind.value}{unnamed}"


def others(quote: Quote) -> list[Candidate]:
    """Return who was considered besides the speaker, likeliest first."""
    return [c for c in quote.candidates if not quote.speaker or c.speaker.id != quote.speaker.id]


def _considered(quote: Quote) -> Iterator[str]:
    considered = others(quote)
    if not considered:
        yield "Nobody else was considered.\n" if quote.speaker else "Nobody was considered.\n"
        return
    yield "Also considered, likeliest first:\n" if quote.speaker else "Considered, likeliest first:\n"
    for candidate in considered:
        yield f"  {_short(candidate.speaker.label)} (score {candidate.score:.2f})\n"
