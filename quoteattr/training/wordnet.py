"""Word classes from WordNet: which nouns are people, groups, speech or thought, which verbs report.

WordNet files every sense under one of 45 headings ("noun.person", "verb.communication").  A word gets the heading of
its first, most frequent sense, and for verbs how many of its senses are of communication (vC1 to vC3) or cognition
(vG1 to vG3).  Inflected forms come from the lemmas that the larger tagger gave in the training texts, and by rule for
words of speech, thought and people that stand in none.

Kept are words that occur in the training texts or in the list of common words, and all words of speech, thought
and people; the table is then a tenth of WordNet.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from quoteattr.errors import InputError
from quoteattr.finding.words import plural
from quoteattr.training.perceptron import Tagged

# The headings by their number in WordNet's files, nouns 3 to 28, verbs 29 to 43.
_HEADINGS: Final = dict(
    enumerate(
        "nTops nact nanim narti nattr nbody ncogn ncomm neven nfeel nfood ngrou nloca nmoti nobje npers nphen nplan "
        "nposs nproc nquan nrela nshap nstat nsubs ntime vbody vchan vcogn vcomm vcomp vcons vcont vcrea vemot vmoti "
        "vperc vposs vsoci vstat vweat".split(),
        3,
    )
)
_SPEAKING: Final = frozenset({"vC3", "vC2", "vG3", "vG2", "vcomm"})

Senses = dict[str, dict[str, list[str]]]
Classes = tuple[str, ...]


def senses(folder: Path) -> Senses:
    """Return the headings of each single word's senses, nouns under "n" and verbs under "v", most frequent first."""
    found: Senses = defaultdict(dict)
    for letter, part in (("n", "noun"), ("v", "verb")):
        heading = {row[0]: _HEADINGS[int(row[1])] for row in _rows(folder / f"data.{part}")}
        for row in _rows(folder / f"index.{part}"):
            if "_" not in row[0]:
                found[row[0]][letter] = [heading[offset] for offset in row[-int(row[2]) :]]
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a WordNet file ({error})") from error
    return (line.split() for line in lines if not line.startswith("  "))


def verb_classes(headings: list[str]) -> Classes:
    """Return the classes of a verb by the headings of its senses."""
    graded = ((letter, headings.count(name) / len(headings)) for letter, name in (("C", "vcomm"), ("G", "vcogn")))
    return headings[0], *(f"v{x}{3 if share >= 0.66 else 2 if share >= 0.3 else 1}" for x, share in graded if share)


def noun_classes(headings: list[str]) -> Classes:
    """Return the classes of a noun by the headings of its senses."""
    later = ("nC" if "ncomm" in headings[1:3] else "", "nG" if "ncogn" in headings[1:2] else "")
    return headings[0], *(name for name in later if name and headings[0][:2].lower() != name.lower())


def word_classes(table: Senses, sentences: Iterable[Tagged], common: frozenset[str]) -> dict[str, Classes]:
    """Return the classes of every word that is kept, verbs' first."""
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.tags, sentence.lemmas, strict=True):
            counts[word.lower()] += 1
            if tag[:2] in ("VB", "NN") and not tag.startswith("NNP"):
                lemmas[word.lower(), tag[0].lower()][lemma.lower()] += 1
    forms = dict(_forms(table, lemmas))
    found = {word: by.get("v", ()) + by.get("n", ()) for word, by in _by_word(table, forms).items()}
    seen = {word for word in found if counts[word] >= 2 or word in common}
    return {word: kept for word, by in found.items() if word.isascii() and (kept := by if word in seen else _rare(by))}


def _forms(table: Senses, lemmas: Mapping[tuple[str, str], Counter[str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (form, "n" or "v"), lemma: by rule first, as the texts have it after that."""
    for lemma, by in sorted(table.items()):
        if by.get("n", [""])[0] in ("npers", "ngrou", "ncomm"):
            yield (plural(lemma), "n"), lemma
        if "vcomm" in by.get("v", ()) or by.get("v", [""])[0] == "vcogn":
            stem = lemma.removesuffix("e")
            past = lemma[:-1] + "ied" if plural(lemma).endswith("ies") else stem + "ed"
            yield from (((form, "v"), lemma) for form in (plural(lemma), past, stem + "ing"))
    for key, counts in sorted(lemmas.items()):
        yield key, min(counts, key=lambda lemma: (-counts[lemma], lemma))


def _by_word(table: Senses, forms: Mapping[tuple[str, str], str]) -> dict[str, dict[str, Classes]]:
    grade = {"n": noun_classes, "v": verb_classes}
    found: dict[str, dict[str, Classes]] = defaultdict(dict)
    for (form, letter), lemma in forms.items():
        if headings := table.get(lemma, {}).get(letter):
            found[form][letter] = grade[letter](headings)
    for lemma, by in table.items():
        for letter, headings in by.items():
            found[lemma].setdefault(letter, grade[letter](headings))
    return found


def _rare(classes: Classes) -> Classes:
    """Return what is kept of a word that the texts do not have: speech, thought, people."""
    verb = tuple(c for c in classes if c[0] == "v")
    noun = tuple(c for c in classes if c[0] == "n")
    return (verb if not _SPEAKING.isdisjoint(verb) else ()) + (noun if noun[:1] == ("npers",) else ())
