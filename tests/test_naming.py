"""Who speaks: numbered clusters in a case file, and laws on random and planted texts."""

from typing import NamedTuple

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from marked_cases import titled
from quoteattr.config import Config, KnownSpeaker
from quoteattr.finding.marks import find_regions
from quoteattr.finding.mentions import find_mentions
from quoteattr.linking.attribution import Attribution
from quoteattr.models import Span, Speaker, SpeakerKind
from quoteattr.naming import Named, Naming, name_speakers
from quoteattr.naming.scene import Quoted
from quoteattr.reading import read
from strategies import at_least

PART = regex.compile(r"\{(?P<content>[^}]*)\}|\[(?P<who>[\d+]+) (?P<source>[^\]]*)\]")


class Case(NamedTuple):
    """A text, its attributions, the clusters of their sources and the name of each cluster."""

    text: str
    attributions: list[Attribution]
    clusters: list[str]
    names: dict[str, str]


def parse(block: str) -> Case:
    """Return the case described by a block of the case file, its marks taken out of the text."""
    lines = [line for line in block.splitlines() if line]
    names = dict(line.split(" ", 1) for line in lines if line[0].isdigit())
    marked = "\n".join(line for line in lines if not line[0].isdigit())
    text, contents, sources, clusters, at = "", [], [], [], 0
    for match in PART.finditer(marked):
        text += marked[at : match.start()]
        start = len(text)
        text += match["content"] if match["content"] is not None else match["source"]
        span = Span(start, len(text))
        if match["content"] is not None:
            contents.append(span)
        else:
            sources.append(span)
            clusters.append(match["who"])
        at = match.end()
    text += marked[at:]
    pairs = _pairs(text, contents, sources, clusters)
    return Case(text, [a for a, _ in pairs], [c for _, c in pairs], names)


def _pairs(text: str, contents: list[Span], sources: list[Span], clusters: list[str]) -> list[tuple[Attribution, str]]:
    """Pair contents and sources in order; a source too many at the beginning introduces its bearer and says nothing."""
    extra = len(sources) - len(contents)
    sources, clusters = sources[extra:], clusters[extra:]
    return [(attribution(text, c, s), who) for c, s, who in zip(contents, sources, clusters, strict=True)]


def attribution(text: str, content: Span, source: Span | None) -> Attribution:
    """Return an attribution of a content to a source; what stands in curly marks is verbatim."""
    quoted = content.of(text).startswith("“")
    verbatim = (Span(content.start + 1, content.end - 1),) if quoted else ()
    spans = (source,) if source and len(source) else ()
    return Attribution(content=(content,), verbatim=verbatim, source=spans, confidence=1.0)


def name(text: str, attributions: list[Attribution], config: Config | None = None) -> Naming:
    reading = read(text)
    return name_speakers(reading, find_mentions(reading), find_regions(reading), attributions, config or Config())


def said_by(text: str, *sources: str, config: Config | None = None) -> list[Named]:
    """Return the naming of one attribution for each source, found in order; the contents are the words before them."""
    attributions, at = [], 0
    for source in sources:
        start = text.index(source, at)
        content = Span(max(0, start - 1), start)
        at = start + len(source)
        attributions.append(attribution(text, content, Span(start, at)))
    return list(name(text, attributions, config).named)


@pytest.mark.parametrize("block", [pytest.param(block, id=title) for title, block in titled("naming_clusters")])
def test_sources_are_resolved_to_numbered_speakers(block: str) -> None:
    case = parse(block)
    speakers: dict[str, str] = {}
    for who, named in zip(case.clusters, name(case.text, case.attributions).named, strict=True):
        if who == "0":
            assert named.speaker is None or named.speaker.name is None
            continue
        assert named.speaker is not None
        parts = named.speaker.members or (named.speaker,)
        assert [p.name for p in parts] == [case.names[n] for n in who.split("+")]
        for number, part in zip(who.split("+"), parts, strict=True):
            assert speakers.setdefault(number, part.id) == part.id
    assert len(set(speakers.values())) == len(speakers)


# --- the contract of a speaker -----------------------------------------------------------------


def test_joint_speakers_are_a_group_of_named_members() -> None:
    (named,) = said_by("It failed, Hollis Gray and Jean Marsh said.", "Hollis Gray and Jean Marsh")
    assert named.speaker is not None
    assert (named.speaker.kind, named.speaker.name) == (SpeakerKind.GROUP, None)
    assert [m.name for m in named.speaker.members] == ["Hollis Gray", "Jean Marsh"]
    assert named.speaker.label == "Hollis Gray and Jean Marsh"


def test_a_joint_speaker_may_have_no_name() -> None:
    (named,) = said_by("It failed, Tom Hill and his lawyer said.", "Tom Hill and his lawyer")
    assert named.speaker is not None
    assert [(m.name, m.label) for m in named.speaker.members] == [("Tom Hill", "Tom Hill"), (None, "his lawyer")]


def test_plural_nouns_in_a_list_are_joint_speakers() -> None:
    (named,) = said_by("It failed, teachers, parents and pupils said.", "teachers, parents and pupils")
    assert named.speaker is not None
    assert [m.label for m in named.speaker.members] == ["teachers", "parents", "pupils"]


def test_the_unnamed_have_a_label() -> None:
    one, many = said_by("It failed, the botanist said. Not so, officials said.", "the botanist", "officials")
    assert one.speaker
    assert (one.speaker.name, one.speaker.label) == (None, "the botanist")
    assert many.speaker
    assert (many.speaker.name, many.speaker.label, many.speaker.kind) == (None, "officials", SpeakerKind.GROUP)


def test_they_may_be_one_without_a_name() -> None:
    one, same = said_by("A resident told the Gazette it stank. It rained, they added.", "A resident", "they")
    assert one.speaker is same.speaker is not None
    one, many = said_by("A witness said the boys ran. It rained, they added.", "A witness", "they")
    assert many.speaker is not one.speaker


@pytest.mark.parametrize(
    ("asked", "answered", "pronoun"),
    [("verger", "Mary", "he"), ("milkmaid", "John", "she"), ("old washerwoman", "Mr. Hill", "she")],
)
def test_a_pronoun_in_a_story_means_somebody_of_no_list_if_the_other_is_of_another_sex(
    asked: str, answered: str, pronoun: str
) -> None:
    text = f"“Can you swim?” asked the {asked}. “No,” said {answered}. “Then hold on,” {pronoun} said."
    first, _, last = quoteattr.extract(text).quotes
    assert last.speaker is not None
    assert (last.speaker, last.speaker.label) == (first.speaker, f"the {asked}")


def test_the_ending_of_a_noun_of_no_list_tells_who_is_meant() -> None:
    text = "“Can you swim?” asked the ferryman. “No,” said the milkmaid. “Then hold on,” he said. “I will,” she said."
    first, second, third, fourth = (quote.speaker for quote in quoteattr.extract(text).quotes)
    assert (third, fourth) == (first, second)


def test_somebody_of_no_list_is_one_whatever_the_article() -> None:
    one, other = said_by("So it is, an oddball said. So it is, the oddball said.", "an oddball", "the oddball")
    assert one.speaker
    assert one.speaker == other.speaker


def test_the_letter_of_somebody_without_a_name_speaks_for_itself() -> None:
    (named,) = said_by("So it is, the mayor's letter said.", "the mayor's letter")
    assert named.speaker
    assert (named.speaker.kind, named.speaker.label) == (SpeakerKind.DOCUMENT, "the mayor's letter")


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("The letter was sent to all residents.", "The letter"),
        ("Ministers received the report in May.", "the report"),
        ("The family thanked the nurses.", "The family"),
        ("The unions met on Monday.", None),
    ],
)
def test_it_is_no_plural_but_may_be_the_document_of_the_sentence_before(before: str, meant: str | None) -> None:
    (*_, quote) = quoteattr.extract(f"{before} It said the road would close.").quotes
    assert (quote.speaker.label if quote.speaker else None) == meant


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("The robot rolled forward. ", "The robot"),
        ("A small grey cat sat on the wall. ", "A small grey cat"),
        ("The ship's lamp turned amber. ", None),
        ("The man opened the box. ", None),
        ("The old tired horse stood there. ", None),
        ("The big red robot rolled forward. ", "The big red robot"),
        ("", None),
    ],
)
def test_in_a_story_it_is_what_the_sentence_before_tells_of(before: str, meant: str | None) -> None:
    (quote,) = quoteattr.extract(f"{before}“You are late,” it said.").quotes
    assert (quote.speaker.label if quote.speaker else None) == meant


def test_a_word_with_a_hyphen_is_no_first_name_by_its_half() -> None:
    assert [q.speaker and q.speaker.gender for q in quoteattr.extract("“No,” said Mad Tea-Party.").quotes] == [None]


def test_the_commonest_alias_stands_first() -> None:
    sources = ["Ann Lee", "Ann", "Lee", "Lee", "Ann Mary Lee", "Lee"]
    named = said_by(" ".join(f"So it is, {source} said." for source in sources), *sources)
    assert {n.speaker.aliases for n in named if n.speaker} == {("Lee", "Ann Lee", "Ann")}


def test_a_name_in_the_content_is_not_its_speaker_by_being_there() -> None:
    text = "Emma Reed and Jean Marsh sat down. “Come here, Emma,” she said."
    content, source = Span(text.index("“"), text.index("”") + 1), Span(text.index("she"), text.index("she") + 3)
    (named,) = name(text, [attribution(text, content, source)]).named
    assert named.speaker is None or named.speaker.name != "Emma Reed"


def test_a_narrator_is_somebody_without_a_name() -> None:
    text = "I rose. I went out. I saw him. I stopped. I waited. I waved. “Stay,” I said. I sat down."
    (named,) = name(text, [attribution(text, Span(61, 68), Span(69, 70))]).named
    assert named.speaker
    assert (named.speaker.name, named.speaker.label) == (None, "the narrator")


def test_a_narrator_is_none_of_those_told_of() -> None:
    text = f"I rose. I sat down. I read. I slept. I woke. I wrote. {'Emma came in. ' * 5}Tom Vance stood."
    quote = quoteattr.extract(f"{text}\n\n“Is it late?” I said.").quotes[0]
    assert quote.words == "Is it late?"
    assert quote.speaker
    assert (quote.speaker.name, quote.speaker.label) == (None, "the narrator")


def test_first_person_inside_a_quotation_is_whoever_speaks_it() -> None:
    text = "“I said we would win,” said Ruth Adler."
    outer = attribution(text, Span(0, 22), Span(28, 38))
    inner = attribution(text, Span(8, 20), Span(1, 2))
    naming = name(text, [outer, inner])
    assert [n.speaker.name for n in naming.named if n.speaker] == ["Ruth Adler", "Ruth Adler"]
    assert [step.rule for n in naming.named for step in n.evidence] == ["name", "enclosing"]
    sure, less = [n.speaker_confidence for n in naming.named]
    assert 0.9 < (sure or 0) < 1
    assert 0.5 < (less or 0) < (sure or 0)


def test_a_group_first_met_as_i_is_called_by_its_members() -> None:
    text = "“I said it failed,” said Tom Hill and Ann Lee."
    inner = attribution(text, Span(8, 17), Span(1, 2))
    outer = attribution(text, Span(0, 19), Span(25, 45))
    naming = name(text, [inner, outer])
    assert [n.speaker.label for n in naming.named if n.speaker] == ["Tom Hill and Ann Lee"] * 2


def test_what_is_quoted_is_told_by_offset() -> None:
    quoted = Quoted([(10, 12), (2, 5), (4, 8), (3, 4)])
    assert [i for i in range(14) if quoted.holds(i)] == [2, 3, 4, 5, 6, 7, 10, 11]


def test_candidates_are_kept_best_first() -> None:
    (named,) = said_by("Martin Vale met Peter Stone on Monday. It was brief, he said.", "he")
    scores = [c.score for c in named.candidates]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)


# --- configuration ------------------------------------------------------------------------------


def test_known_speakers_are_found_under_any_alias_and_keep_their_id() -> None:
    known = KnownSpeaker(id="Q1", name="Robert Galbraith", aliases=("J. K. Rowling", "Rowling"))
    full, short = said_by(
        "So it ends, J. K. Rowling said. At last, Rowling said.", "J. K. Rowling", "Rowling",
        config=Config(known_speakers=[known]),
    )  # fmt: skip
    for named in (full, short):
        assert named.speaker
        assert (named.speaker.id, named.speaker.name) == ("Q1", "Robert Galbraith")


def test_ids_do_not_clash_with_the_callers_own() -> None:
    known = KnownSpeaker(id="s1", name="Ruth Adler")
    one, two = said_by(
        "It holds, Tom Vance said. It does, Ruth Adler said.", "Tom Vance", "Ruth Adler",
        config=Config(known_speakers=[known]),
    )  # fmt: skip
    assert one.speaker
    assert two.speaker
    assert two.speaker.id == "s1" != one.speaker.id


def test_extra_titles_are_no_part_of_a_name() -> None:
    reading = read("It was agreed that Archdruid Owen Pryce would speak.")
    (phrase,) = [p for p in find_mentions(reading, ["Archdruid"]) if p.names[0] < p.names[1]]
    assert reading.words[phrase.names[0] : phrase.names[1]] == ["Owen", "Pryce"]
    assert phrase.title == "archdruid"


# --- laws --------------------------------------------------------------------------------------

WOMEN, MEN = ["Anna", "Clara", "Emily", "Ruth"], ["Henry", "Martin", "Peter", "Thomas"]
SURNAMES = st.sampled_from(["Adler", "Bennet", "Clarkson", "Okafor", "Petrov", "Vance"])


@given(
    st.sampled_from(WOMEN), st.sampled_from(MEN), SURNAMES, st.sampled_from(["full", "title", "first"]), st.booleans()
)
def test_two_people_of_one_surname_are_never_merged(woman: str, man: str, surname: str, by: str, swapped: bool) -> None:
    names = [f"{woman} {surname}", f"{man} {surname}"]
    later = {"full": names, "title": [f"Mrs. {surname}", f"Mr. {surname}"], "first": [woman, man]}[by]
    if swapped:
        names, later = names[::-1], later[::-1]
    sources = [*names, *later]
    text = " ".join(f"So it is, {source} said." for source in sources)
    found = [n.speaker.id if n.speaker else None for n in said_by(text, *sources)]
    assert found[:2] == found[2:]
    assert None not in found
    assert found[0] != found[1]


OFFICES = ["mayor", "treasurer", "coach", "surgeon", "judge", "lawyer", "governor", "engineer", "bishop", "chairman"]
INTRODUCED = [
    "{one}, the {office}, met {other}, the {trade}, on Monday.",
    "The {office}, {one}, met the {trade}, {other}, on Monday.",
    "{Office} {one} met {Trade} {other} on Monday.",
    "{one}, a {office} from Leeds, met {other}, a {trade} from York, on Monday.",
    "{one} is the {office}. {other} is the {trade}.",
]


@given(
    st.lists(st.sampled_from([*WOMEN, *MEN]), min_size=2, max_size=2, unique=True), SURNAMES,
    st.lists(st.sampled_from(OFFICES), min_size=2, max_size=2, unique=True), st.sampled_from(INTRODUCED),
    st.sampled_from(["full", "first", "office", "office and surname"]), st.booleans(),
)  # fmt: skip
def test_two_people_of_one_surname_are_told_apart_by_office(
    first: list[str], surname: str, offices: list[str], form: str, by: str, swapped: bool
) -> None:
    names, (office, trade) = [f"{one} {surname}" for one in first], offices
    capital = {"Office": office.capitalize(), "Trade": trade.capitalize()}
    introduced = form.format(one=names[0], other=names[1], office=office, trade=trade, **capital)
    titled = [f"{each.capitalize()} {surname}" for each in offices]
    later = {"full": names, "first": first, "office": [f"the {each}" for each in offices], "office and surname": titled}
    order = [1, 0] if swapped else [0, 1]
    sources = [*names, *(later[by][i] for i in order)]
    text = " ".join([introduced, *(f"So it is, {source} said." for source in sources)])
    found = [quote.speaker and quote.speaker.name for quote in quoteattr.extract(text).quotes]
    assert found == [*names, *(names[i] for i in order)]


@given(SURNAMES)
def test_husband_and_wife_known_by_title_alone_keep_their_titles(surname: str) -> None:
    text = f"Indeed, Mr. {surname} said. Never, Mrs. {surname} said."
    names = [n.speaker.name if n.speaker else None for n in said_by(text, f"Mr. {surname}", f"Mrs. {surname}")]
    assert names == [f"Mr. {surname}", f"Mrs. {surname}"]


WORDS = st.sampled_from(
    "“ ” \" ' ‘ ’ said Mr. Mrs. Jane Doe he she they it I who the a of and for , . ! ? ( ) - -- NATO chief officials "
    "report Moscow 42 \n van der Jr. President 's US \u00ad \u200b é Ünal 中文 @x".split(" ")
)


@st.composite
def texts_and_attributions(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map(" ".join)))

    def spans(least: int) -> tuple[Span, ...]:
        edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
        return tuple(Span(a, b) for a, b in draw(st.lists(edges, min_size=least, max_size=2)))

    found = [
        Attribution(
            content=spans(1), verbatim=spans(0), source=spans(0), addressee=spans(0), relayed_by=spans(0),
            continues=draw(st.one_of(st.none(), st.integers(0, 5))), confidence=0.5,
        )
        for _ in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    return text, found


def members(naming: Naming) -> list[Speaker]:
    return [s for n in naming.named if n.speaker for s in (n.speaker, *n.speaker.members)]


@at_least(300)
@given(texts_and_attributions())
def test_any_text_is_named_without_error_and_by_the_contract(given_case: tuple[str, list[Attribution]]) -> None:
    text, attributions = given_case
    naming = name(text, attributions)
    assert len(naming.named) == len(attributions)
    ids = [s.id for s in naming.speakers]
    assert len(set(ids)) == len(ids)
    assert {s.id for s in members(naming)} <= set(ids)
    assert all(s.label for s in naming.speakers)
    for named in naming.named:
        for mention in (named.source, named.addressee, named.relayed_by):
            assert mention is None or mention.speaker_id is None or mention.speaker_id in ids
        assert named.speaker_confidence is None or 0 <= named.speaker_confidence <= 1


@pytest.mark.parametrize(
    "unit", ["said ", "Jane Doe ", "“Go,” he said. ", "X. ", "Mr. A and ", "of the Bank ", "he ", "(NATO) "]
)
def test_much_of_the_same_is_no_trouble(unit: str) -> None:
    text = unit * 3000
    assert len(name(text, [attribution(text, Span(0, 4), Span(5, 9)), attribution(text, Span(9, 12), None)]).named) == 2


# --- heads of sources --------------------------------------------------------------------------


def reported(text: str, content: str, cue: str, source: str) -> str | None:
    """Return the label of whoever a text says something by a source and a cue, both where they stand last."""
    words, verb, who = (Span(at := text.rindex(part), at + len(part)) for part in (content, cue, source))
    told = Attribution(content=(words,), verbatim=(), source=(who,), cue_spans=(verb,), confidence=1.0)
    (named,) = name(text, [told]).named
    return named.speaker.label if named.speaker else None


def test_a_name_after_a_preposition_in_a_relative_clause_is_not_the_head() -> None:
    text = "Some voters who were once drawn to Tom Hill say that it rained."
    assert reported(text, "that it rained", "say", "Tom Hill") == "Some voters"


def test_a_name_in_a_clause_that_a_comma_closes_is_not_the_head() -> None:
    text = "Jo Vale, a longtime backer who left after Tom Hill rose, ran again and said that it rained."
    assert reported(text, "that it rained", "said", "Tom Hill") == "Jo Vale"


def test_a_subject_after_a_relative_clause_speaks_for_itself() -> None:
    text = "A nurse who left in May heard that Tom Hill said that it rained."
    assert reported(text, "that it rained", "said", "Tom Hill") == "Tom Hill"


def test_a_source_that_is_the_first_of_two_verbs_has_the_subject_of_its_sentence() -> None:
    text = "At last Tom Hill, tired, shut the door and said that it rained."
    assert reported(text, "that it rained", "said", "shut the door and") == "Tom Hill"


def test_a_source_without_a_head_keeps_its_words() -> None:
    text = "At last Tom Hill saw that most of the polls said that it rained."
    assert reported(text, "that it rained", "said", "most of the polls") == "most of the polls"


def test_somebody_without_a_name_is_called_by_the_description_among_the_candidates_too() -> None:
    text = (
        "“It rains,” said Tom Hill.\n\n“No,” said the ruffian.\n\n“Yes.”\n\n“No,” said the ruffian.\n\n“Well.”\n\n" * 9
    )
    labels = {c.speaker.label for quote in quoteattr.extract(text).quotes for c in quote.candidates}
    assert "the ruffian" in labels
    assert "somebody" not in labels


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the bank", SpeakerKind.ORGANISATION),
        ("the nurse", SpeakerKind.PERSON),
        ("police", SpeakerKind.ORGANISATION),
        ("the regulator", SpeakerKind.ORGANISATION),
        ("one reveller", SpeakerKind.PERSON),
        ("one of the survivors", SpeakerKind.PERSON),
        ("a person familiar with the talks", SpeakerKind.PERSON),
        ("people familiar with the talks", SpeakerKind.GROUP),
        ("half of voters", SpeakerKind.GROUP),
        ("one placard", SpeakerKind.DOCUMENT),
        ("the Taliban", SpeakerKind.ORGANISATION),
    ],
)
def test_whoever_has_no_name_is_of_the_kind_of_the_noun(source: str, kind: SpeakerKind) -> None:
    (quote,) = quoteattr.extract(f"“Nobody was hurt,” {source} said.").quotes
    assert quote.speaker is not None
    assert quote.speaker.kind is kind


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A spokesman for the port said it was shut. “It floods,” the spokesman added.", [1, 1]),
        ("A guard for Shell said it shut. A guard for BP said: “No.” “Never,” the guard said.", [1, 2, 2]),
        ("A senior diplomat said talks had stalled. “Nobody trusts anybody,” the senior envoy said.", [1, 2]),
    ],
)
def test_a_bare_nominal_means_who_was_told_of_last_by_its_noun(text: str, speakers: list[int]) -> None:
    ids = [quote.speaker.id for quote in quoteattr.extract(text).quotes if quote.speaker]
    assert [sorted(set(ids)).index(one) + 1 for one in ids] == speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Is it late?”\n\n“Yes.”\n\n“Good,” she told Piers.\n\n“Fine.”", [None, "Piers", None, "Piers"]),
        (
            "“Hi,” Nell said.\n\n“Don't.”\n\n“You make me ill.\n\n“You do.”\n\n“I'll go,” he said.\n\n“Don't, Piers.”",
            ["Nell", "Piers", "Nell", "Nell", "Piers", "Nell"],
        ),  # a turn of two paragraphs is one
    ],
)
def test_every_other_turn_is_the_ones_whom_the_others_talk_to(text: str, names: list[str | None]) -> None:
    document = quoteattr.extract(text)
    known = {speaker.id: speaker.name for speaker in document.speakers}
    assert [quote.speaker and known[quote.speaker.id] for quote in document.quotes] == names
