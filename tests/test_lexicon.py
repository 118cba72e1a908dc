"""The word lists are well formed, agree with each other, and every entry of the cue lexicon is found."""

from importlib import resources
from pathlib import Path

import pytest

from quoteattr.config import Config
from quoteattr.data import entries, parse, parse_words, table, values
from quoteattr.errors import DataError
from quoteattr.finding.cues import find_cues, lexicon_for, standard_patterns
from quoteattr.finding.cues.lexicon import row_patterns
from quoteattr.reading.reading import read

FILES = [file.name for file in resources.files("quoteattr.data").iterdir()]
LISTS = sorted(name[:-4] for name in FILES if name.endswith(".tsv") and "weights" not in name)
LEXICON = lexicon_for(Config())

# The values a column may have, where they are few.
CHOICES = {
    "titles": {1: {"m", "f", "-"}, 2: {"address", "office"}},
    "roles": {1: {"m", "f", "-"}, 2: {"office", "trade", "kin", "person", "group"}},
    "relations": {1: {"m", "f", "-"}, 2: {"kin", "other"}},
    "first_names": {1: {"m", "f", "u"}, 2: {"w", "-"}},
    "name_suffixes": {1: {"generation", "honour"}},
    "organisation_suffixes": {1: {"legal", "name"}},
    "collectives": {1: {"press", "business", "government", "body"}},
    "documents": {1: {"report", "statement", "law", "text"}},
    "known_bodies": {1: {"business", "civil", "education", "government", "military", "politics", "sport"}},
    "outlets": {1: {"agency", "broadcaster", "newspaper", "magazine", "online", "social"}},
    "particles": {1: {"inner", "joined"}},
    "places": {1: {"country", "capital", "seat", "state", "city", "region"}},
    "pronouns": {1: {"m", "f", "-"}, 2: {"sing", "plur", "-"}, 3: {"1", "2", "3"}},
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_sorted_unique_and_well_formed(name: str) -> None:
    rows = entries(name)  # raises where it is not
    assert list(rows) == sorted(rows)
    for column, allowed in CHOICES.get(name, {}).items():
        assert {row[column] for row in rows} <= allowed


@pytest.mark.parametrize("name", LISTS)
def test_the_readme_tells_where_a_list_comes_from(name: str) -> None:
    assert f"| `{name}.tsv` |" in (resources.files("quoteattr.data") / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "collectives",
        "document_families",
        "documents",
        "organisations",
        "particles",
        "pronouns",
        "relations",
        "roles",
        "titles",
    ],
)
def test_words_that_are_compared_in_lower_case_are_listed_so(name: str) -> None:
    assert [row[0] for row in entries(name) if row[0] != row[0].lower()] == []


def test_a_family_of_documents_is_called_by_one_of_its_own() -> None:
    families = table("document_families")
    assert [row for row in families.values() if families[row[1]][1] != row[1]] == []


def test_capitals_and_seats_name_a_place_of_the_list() -> None:
    assert [row[4] for row in entries("places") if row[4] != "-" and row[4] not in table("places")] == []


def test_relations_of_kin_have_the_gender_that_roles_give_them() -> None:
    roles = table("roles")
    both = [(row[0], row[1], roles[row[0]][1]) for row in entries("relations") if row[0] in roles]
    assert len(both) > 50
    assert [word for word, here, there in both if here != there] == []


def test_most_names_behind_a_nickname_are_first_names() -> None:
    full = [name for row in entries("nicknames") for name in values(row[1])]
    assert sum(name in table("first_names") for name in full) > 0.95 * len(full)


def test_a_name_without_its_diacritics_is_listed_too() -> None:
    assert [table("first_names")[name][1] for name in ("José", "Jose", "Søren", "Soren")] == ["m"] * 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# columns: a b\nx\ty\nx\tz\n", "list, line 3: 'x' stands after 'x'"),
        ("# columns: a b\ny\t1\nx\t1\n", "list, line 3: 'x' stands after 'y'"),
        ("# columns: a b\nx\n", "list, line 2: 2 columns are expected"),
        ("# columns: a b\nx\t\n", "list, line 2: a column is blank"),
        ("# columns: a b\n x\ty\n", "list, line 2: a column is blank or has spaces"),
        ("x\ty\n", "list, line 1: 0 columns are expected"),
        ("# columns: a b\n", "list: no entries"),
        ("", "list: no entries"),
    ],
)
def test_a_damaged_list_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse(text, "list")


def test_a_missing_list_is_refused_with_its_path() -> None:
    with pytest.raises(DataError, match=r"quoteattr/data/nothing\.tsv: cannot be read"):
        entries("nothing")


@pytest.mark.parametrize(
    "text", ["# Words.\n# entries: 3\na\nb\n", "# Words.\n", "", "a\nb\n", "# Words.\n# entries: 2\na\nb\nc\n"]
)
def test_a_list_of_words_that_is_cut_off_is_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"list: \d words are not as many as it says"):
        parse_words(text, "list")
    assert parse_words("# Words.\n# entries: 2\na\nb\n", "list") == ["a", "b"]


def test_a_list_whose_last_line_is_cut_off_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cut.tsv").write_text("# columns: a b\nx\ty\nz\tw", "utf-8")
    monkeypatch.setattr("quoteattr.data.resources.files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"quoteattr/data/cut\.tsv: its last line is cut off"):
        entries("cut")


@pytest.mark.parametrize(
    ("place", "value"), [(0, "say/x"), (2, "song"), (3, "sung"), (4, "that,thus"), (5, "1.5"), (5, "much")]
)
def test_a_damaged_cue_is_refused_with_its_lemma(place: int, value: str) -> None:
    row = ["say/v", "said", "speech", "asserted", "that,bare", "0.9", "She [said] so."]
    row[place] = value
    with pytest.raises(DataError, match=r"quoteattr/data/cues\.tsv, entry 'say/"):
        list(row_patterns(tuple(row)))


# --- every cue has its effect --------------------------------------------------------------------


def test_the_cue_of_every_example_is_found() -> None:
    wrong = []
    for row in entries("cues"):
        before, cue, after = row[6].replace("]", "[").split("[")
        lemma = row[0].rpartition("/")[0]
        found = [
            (m.entry.lemma, m.entry.mode.value, m.stance.value)
            for m, words in _matches(before + cue + after)
            if words.endswith(" ".join(read(cue).lower))
        ]
        if (lemma, row[2], row[3]) not in found:
            wrong.append((row[0], row[6], found))
    assert wrong == []


FRAMED = {
    "base": "They will {} .",
    "s": "He {} .",
    "ed": "He {} .",
    "en": "They have {} .",
    "ing": "He was {} .",
    "": "{}",
}


def test_every_form_of_every_verb_is_found_as_its_own() -> None:
    wrong = []
    for pattern in standard_patterns():
        if pattern.kind == "v":
            found = _matches(FRAMED[pattern.form].format(" ".join(pattern.words)))
            if (pattern.entry.lemma, pattern.form) not in [(m.entry.lemma, m.form) for m, _ in found]:
                wrong.append((pattern.words, pattern.form))
    shared = {words for words, _ in wrong}
    assert shared <= {p.words for p in standard_patterns() if sum(q.words == p.words for q in standard_patterns()) > 1}


def _matches(text: str):  # type: ignore[no-untyped-def]
    reading = read(text)
    return [(m, " ".join(reading.lower[m.first : m.last])) for m in find_cues(reading, LEXICON)]


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "say says said saying"),
        ("tell", "tell tells told telling"),
        ("write", "write writes wrote written writing"),
        ("put it", "put_it puts_it putting_it"),
        ("vow", "vow vows vowed vowing"),
        ("quip", "quip quips quipped quipping"),
        ("reply", "reply replies replied replying"),
        ("argue", "argue argues argued arguing"),
        ("admit", "admit admits admitted admitting"),
        ("tweet", "tweet tweets tweeted tweeting"),
        ("go on", "go_on goes_on went_on gone_on going_on"),
    ],
)
def test_inflected_forms_come_out(lemma: str, forms: str) -> None:
    assert {"_".join(p.words) for p in standard_patterns() if p.entry.lemma == lemma and p.kind == "v"} == set(
        forms.split()
    )
