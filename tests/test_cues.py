"""What finding cues promises: which words, how far the verb group reaches, what the source does with the content."""

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.config import Config, ExtraCue
from quoteattr.finding.cues import find_cues, lexicon_for
from quoteattr.finding.cues.lexicon import Lexicon
from quoteattr.models import CueMode, CueStance
from quoteattr.reading.reading import read

LEXICON = lexicon_for(Config())


def cues(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    """Return the cues found as "words: stance"."""
    reading = read(text)
    return [f"{' '.join(reading.words[m.first : m.last])}: {m.stance}" for m in find_cues(reading, lexicon)]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        # negation
        ("She said that it was late.", "said: asserted"),
        ("She did not say that it was late.", "did not say: not_said"),
        ("She never said that it was late.", "never said: not_said"),
        ("She didn’t say where she was.", "didn't say: not_said"),
        ("Nobody said that it was late.", "said: not_said"),
        ("No one has said why.", "has said: not_said"),
        ("She not only said it was late.", "not only said: asserted"),
        ("They left without saying why.", "saying: not_said"),
        # silence
        ("He refused to say whether it was late.", "refused to say: not_said"),
        ("She refused to publicly say why.", "refused to publicly say: not_said"),
        ("She did not refuse to say why.", "did not refuse to say: asserted"),
        ("The firm declined to rebuild the gate.", "declined: not_said"),
        # denial
        ("The bank denied that money was missing.", "denied: denied"),
        ("The bank did not deny that money was missing.", "did not deny: asserted"),
        ("The bank refused to deny it.", "refused to deny: not_said"),
        ("The mayor ruled out a sale.", "ruled out: denied"),
        ("She does not believe that it is late.", "does not believe: denied"),
        ("She isn't sure that it is late.", "isn't sure: denied"),
        # questions and requests
        ("She asked whether it was late.", "asked: asked"),
        ("She asked if it was late.", "asked: asked"),
        ("She asked him to leave.", "asked: urged"),
        ("She asked that he leave.", "asked: urged"),
        ("She did not ask whether it was late.", "did not ask: not_said"),
        ("He told the two guards to leave.", "told: urged"),
        ("He told the guards that it was late.", "told: asserted"),
        ("He told her he had to leave.", "told: asserted"),
        ("The mayor urged residents to stay.", "urged: urged"),
        ("He warned the town not to open the gate.", "warned: urged"),
        ("He warned that the gate was open.", "warned: asserted"),
        ("He told reporters the decision to leave was made.", "told: asserted"),
        ("He promised to stay.", "promised: asserted"),
        ("They were told to leave.", "were told: urged"),
        ("The union called for a strike.", "called for: urged"),
    ],
)
def test_stance(text: str, cue: str) -> None:
    assert cue in cues(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He has repeatedly told us so.", "has repeatedly told"),
        ("She would later say it was late.", "would later say"),
        ("He's said that it was late.", "'s said"),
        ("The mayor was quoted as saying it was late.", "was quoted as saying"),
        ("The mayor is said to be late.", "is said"),
        ("The guards are reported to have left.", "are reported"),
        ("He went on to say that it was late.", "went on to say"),
        ("“It is late,” said he.", "said"),
        ("It was late, according to the guard.", "according to"),
        ("“It is late,” as the guard put it.", "put it"),
        ("She made it clear that it was late.", "made it clear"),
        ("She took to Twitter and sang.", "took to Twitter"),
        ("The board's saying so was odd.", "saying"),
        ("It was the mayor's alarming report.", "alarming"),
        ("The guard said in a statement that it was late.", "in a statement"),
    ],
)
def test_the_verb_group_is_taken_whole(text: str, words: str) -> None:
    assert words in [cue.partition(":")[0] for cue in cues(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Officials report that the gate is open.", ["report/base"]),
        ("The report of the gate came late.", ["report/"]),
        ("The guard claims that the gate is open.", ["claim/s"]),
        ("They claim the gate is open.", ["claim/base"]),
        ("Her latest claim was false.", ["claim/"]),
        ("The alleged thief left.", []),
        ("Anna's proposed gate fell.", []),
        ("There was no reported theft.", []),
        ("Her alleged theft was over.", []),
        ("They told her reported thefts were rare.", ["tell/ed"]),
        ("This shows that the gate is open.", ["show/s"]),
        ("The show went well.", []),
        ("One in five say it is late.", ["say/base"]),
        ("It is a sure thing.", []),
        ("His warning came late.", ["warning/"]),
        ("He was warning of a flood.", ["warn of/ing"]),
        ("His telling us was kind.", ["tell/ing"]),
        ("He is worried.", ["worried/"]),
        ("He worried.", ["worry/ed"]),
        ("He has put it well.", ["put it/en"]),
        ("He wanted to put it well.", ["want/ed", "put it/base"]),
    ],
)
def test_nouns_and_verbs_are_told_apart(text: str, found: list[str]) -> None:
    assert [f"{m.entry.lemma}/{m.form}" for m in find_cues(read(text), LEXICON)] == found


def test_a_verb_group_begins_where_the_cue_before_it_ends() -> None:
    found = [cue.partition(":")[0] for cue in cues("He felt reluctant to speak to her.")]
    assert found == ["felt reluctant", "to speak to"]


def test_the_longest_cue_wins() -> None:
    assert cues("They called for help, she called.") == ["called for: urged", "called: asserted"]


# --- the caller's own cues -----------------------------------------------------------------------


def test_an_extra_cue_is_found_in_all_its_forms() -> None:
    lexicon = lexicon_for(Config(extra_cues=["ping", "mic drop"]))
    text = "He pings us. He pinged us. He was pinging us. They mic dropped. They mic drop."
    assert cues(text, LEXICON) == []
    assert [cue.partition(":")[0] for cue in cues(text, lexicon)] == ["pings", "pinged", "was pinging", "mic drop"]


def test_an_extra_cue_has_the_forms_mode_and_stance_it_was_given() -> None:
    extra = ExtraCue(lemma="toot", forms=("took to Mastodon",), mode=CueMode.WRITING, stance=CueStance.DENIED)
    (match,) = find_cues(read("She took to Mastodon."), lexicon_for(Config(extra_cues=[extra])))
    assert (match.entry.lemma, match.entry.mode, match.stance) == ("toot", CueMode.WRITING, CueStance.DENIED)


def test_a_form_that_is_given_and_regular_counts_once() -> None:
    extra = ExtraCue(lemma="ping", forms=("pinged", "pung"))
    found = find_cues(read("He pinged us. He pung us. He pings us."), lexicon_for(Config(extra_cues=[extra])))
    assert [match.entry.lemma for match in found] == ["ping"] * 3


def test_an_extra_cue_wins_over_an_entry_of_the_same_words() -> None:
    extra = ExtraCue(lemma="say", forms=("said",), mode=CueMode.WRITING)
    assert [m.entry.mode for m in find_cues(read("He said so."), lexicon_for(Config(extra_cues=[extra])))] == [
        CueMode.WRITING
    ]


def test_a_lexicon_is_built_once_and_can_be_pickled() -> None:
    assert lexicon_for(Config()) is LEXICON
    assert cues("He said so.", pickle.loads(pickle.dumps(LEXICON))) == ["said: asserted"]


# --- laws ----------------------------------------------------------------------------------------

WORDS = "said say did not never to refused the a his that told him quoted as saying , . “ ” called for out no one it’s"


@given(st.lists(st.sampled_from(WORDS.split())).map(" ".join) | st.text())
def test_cues_stand_in_order_and_share_no_token(text: str) -> None:
    reading = read(text)
    matches = find_cues(reading, LEXICON)
    assert all(0 <= m.first <= m.head < m.last <= len(reading.words) for m in matches)
    assert all(a.last <= b.first for a, b in pairwise(matches))
    assert all(reading.sentence_of(m.first) == reading.sentence_of(m.last - 1) for m in matches)
