"""Shared hypothesis strategies: texts, and whole documents made of random values."""

from hypothesis import settings
from hypothesis import strategies as st

from quoteattr.models import (
    Candidate,
    Cue,
    CueMode,
    CueStance,
    Diagnostic,
    DiagnosticCode,
    Document,
    Gender,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    Span,
    Speaker,
    SpeakerKind,
    Step,
    covered,
)

USUAL = 100  # examples of a law


def at_least(examples: int) -> settings:
    """Return the settings of a law that takes more examples than usual; other profiles have their own number."""
    asked = settings().max_examples
    return settings(max_examples=examples if asked == USUAL else asked)


# --- values: documents that keep the laws of the model, whatever their text ------------------------

# Surrogates are left out: JSON joins two that happen to stand side by side into one character.
unicode_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
filled_text = unicode_text.filter(str.strip)
share = st.floats(0, 1)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


def span_tuples(text: str, min_size: int = 0) -> st.SearchStrategy[tuple[Span, ...]]:
    return st.lists(spans(text), min_size=min_size, max_size=3).map(tuple)


@st.composite
def mentions(draw: st.DrawFn, text: str, speaker_id: str | None = None) -> Mention:
    where = draw(span_tuples(text, 1))
    form = draw(st.sampled_from(MentionForm))
    return Mention(spans=where, text=covered(text, where), form=form, speaker_id=speaker_id)


@st.composite
def cues(draw: st.DrawFn, text: str) -> Cue:
    where = draw(span_tuples(text, 1))
    mode, stance = draw(st.sampled_from(CueMode)), draw(st.sampled_from(CueStance))
    return Cue(spans=where, text=covered(text, where), lemma=draw(filled_text), mode=mode, stance=stance)


@st.composite
def speakers(draw: st.DrawFn, text: str, speaker_id: str) -> Speaker:
    name = draw(st.none() | filled_text)
    return Speaker(
        id=speaker_id,
        kind=draw(st.sampled_from(SpeakerKind)),
        name=name,
        label=name or draw(filled_text),
        aliases=tuple(draw(st.lists(filled_text, max_size=2))),
        mentions=tuple(draw(st.lists(mentions(text, speaker_id), max_size=2))),
        gender=draw(st.none() | st.sampled_from(Gender)),
    )


@st.composite
def casts(draw: st.DrawFn, text: str) -> tuple[Speaker, ...]:
    """Speakers of a document: several alone, and at times a group of some of them, first or last in the list."""
    ids = draw(st.lists(filled_text, max_size=4, unique=True))
    alone = [draw(speakers(text, speaker_id)) for speaker_id in ids[1:]]
    if len(alone) < 2 or draw(st.booleans()):
        return tuple(alone)
    group = Speaker(id=ids[0], kind=SpeakerKind.GROUP, name=None, label="several", members=tuple(alone[:2]))
    return (group, *alone) if draw(st.booleans()) else (*alone, group)


@st.composite
def steps(draw: st.DrawFn, text: str) -> Step:
    stage, rule = draw(filled_text), draw(filled_text)
    return Step(stage=stage, rule=rule, spans=draw(span_tuples(text)), score=draw(st.none() | st.floats(-9, 9)))


@st.composite
def quotes(draw: st.DrawFn, text: str, cast: tuple[Speaker, ...] = (), index: int = 0) -> Quote:
    content = draw(span_tuples(text, 1))
    known = st.sampled_from(cast) if cast else st.nothing()
    candidates = draw(st.lists(st.builds(Candidate, speaker=known, score=st.floats(-9, 9)), max_size=2 * bool(cast)))
    return Quote(
        kind=draw(st.sampled_from(QuoteKind)),
        content=content,
        verbatim=draw(span_tuples(text)),
        text=covered(text, content),
        words=covered(text, content).strip(),
        cue=draw(st.none() | cues(text)),
        source=draw(st.none() | mentions(text)),
        speaker=draw(st.none() | known),
        candidates=tuple(candidates),
        evidence=tuple(draw(st.lists(steps(text), max_size=2))),
        addressee=draw(st.none() | mentions(text)),
        relayed_by=draw(st.none() | mentions(text)),
        continues=draw(st.none() | st.integers(0, index - 1)) if index else None,
        confidence=draw(share),
        speaker_confidence=draw(st.none() | share),
    )


@st.composite
def diagnostics(draw: st.DrawFn, text: str) -> Diagnostic:
    return Diagnostic(code=draw(st.sampled_from(DiagnosticCode)), span=draw(spans(text)), message=draw(unicode_text))


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = unicode_text) -> Document:
    text = draw(texts)
    cast = draw(casts(text))
    said = tuple(draw(quotes(text, cast, index)) for index in range(draw(st.integers(0, 3))))
    odd = tuple(draw(st.lists(diagnostics(text), max_size=2)))
    return Document(text=text, quotes=said, speakers=cast, diagnostics=odd)


# --- texts: plain narrative, narrative with quotations, and texts full of marks --------------------

_words = st.sampled_from("the old man went home and Jane saw him there while it rained on all of us in town".split())
_sentence = st.lists(_words, min_size=2, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")
_speech = st.lists(_words, min_size=1, max_size=6).map(lambda words: " ".join(words).capitalize() + ",")

# One paragraph of sentences, without any mark.
plain_prose = st.lists(_sentence, min_size=1, max_size=4).map(" ".join)

# Pieces of text, each with whether it stands in marks; the marks are left out, spaces and paragraphs are there.
marked_prose = st.lists(st.tuples(_speech, _sentence, st.sampled_from([" ", "\n\n"])), min_size=1, max_size=5).map(
    lambda rows: [part for said, told, gap in rows for part in ((said, True), (f" he said. {told}{gap}", False))]
)

# Any order of marks, words, punctuation and line ends: what a finder of marks must survive.
marked_texts = st.lists(
    st.sampled_from(
        [
            *"\"'“”‘’«»‹›„‚「」『』`´.,!?-—– \n\t",
            "``",
            "''",
            "\n\n",
            "\r\n",
            "― ",
            "-- ",
            "word",
            "'em",
            "boys'",
            "I ",
            " a ",
            "\u200b",
            "6",
        ]
    ),
    max_size=40,
).map("".join)

# --- texts: odd characters, plain narrative and articles for laws about whole documents -------------

# Whatever a `str` can hold, between words that a finder might take for something.
odd_texts = st.lists(
    st.text(st.characters(exclude_categories=[]), max_size=4)
    | st.sampled_from(
        [
            *("Jane Doe ", "Mr. Hill ", "NATO ", "she ", "said ", "told ", "according to ", "that ", "the minister "),
            *"\ud800\udfff\0\x1b\ufeff\u200d\u202e\u0301\u00ad\u2028\u0085İǆ𝔍“”\"'’«—:,.\n\r\t ",
            *("שלום ", "مرحبا ", "👩\u200d🔬", "\n\n", "\r\n", "Q. ", "A: "),
        ]
    ),
    max_size=30,
).map("".join)

# Dialogue set with dashes, its tags anywhere and of any kind.
_turn = st.lists(
    st.sampled_from(
        [
            *(
                "I don't know",
                "yes",
                "it rained",
                "that it fell",
                "and",
                "Jane Doe",
                "“no”",
                "as he put it",
                "who said",
            ),
            *(
                "Stephen said",
                "said Ann Lee",
                "she said",
                "he added",
                "according to Reuters",
                "officials said",
                "asked",
            ),
            *",,,.?!;:…-—",
        ]
    ),
    min_size=1,
    max_size=10,
).map(lambda pieces: "―" + " ".join(pieces))
dashed_texts = st.lists(_turn, min_size=1, max_size=3).map("\n".join)

# Paragraphs of lower-case words: no name, no mark, no cue.
_small_words = st.sampled_from("it was raining on the old road and nothing moved in town".split())
_small_sentence = st.lists(_small_words, min_size=4, max_size=12).map(lambda words: " ".join(words) + ".")
narrative = st.lists(_small_sentence, min_size=1, max_size=3).map("\n\n".join)

_people = st.sampled_from(["Maria Lopez", "Tom Hill", "Omar Haddad", "Priya Nair", "Ingrid Olsen", "Dr. Paul Okafor"])
_claims = st.sampled_from(
    [
        "the bridge is safe",
        "we’ve tested every bolt",
        "nobody asked the people who live there",
        "it costs more than it’s worth",
        "the report was late",
    ]
)
_reports = st.sampled_from(
    [
        "“{what},” said {who}. “{more}.”",
        "“{what},” {who} said, “and {more}.”",
        "{who} told the council: “{what}. {more}.”",
        "{who} said that {what}.",
        "{what}, according to {who}.",
        "{who} called the plan “a gift to nobody” and left.",
        "“{what}. They call it ‘progress’ now,” {who} added.",
        "“{what}?” asked {who}, an engineer. She denied that {more}.",
        "“{what}.",
        "“{what}.”",
        "She said {what}.",
        "The meeting on Monday lasted until {who} went home.",
    ]
)

# News in curly marks, some paragraphs with a quotation, one left open now and then.
articles = st.lists(
    st.builds(lambda form, **parts: form.format(**parts), _reports, who=_people, what=_claims, more=_claims),
    min_size=1,
    max_size=7,
).map(lambda rows: "\n\n".join(row[0].upper() + row[1:] for row in rows))
