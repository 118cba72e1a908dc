"""Learning the tagger: an averaged perceptron on sentences tagged by a larger model.

The larger model (spaCy's `en_core_web_sm`, MIT licence) tags the training texts once; the small one learns to say the
same.  Its features and its way through a sentence are the tagger's own.  Weights whose average stays below `FLOOR`
are dropped, which halves the file three times over and costs half a point of agreement.

Sentences are shuffled by a generator with a fixed seed, so the same input gives the same weights.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.linking.learned.tagger import EDGE, TAG_ID, TAGS, Tagger, beside_features, tag_features, word_features
from quoteattr.training.chains import LIMIT

FLOOR: Final = 2.0
SPREAD: Final = 8  # texts a word must stand in to be in the table

# Tags of the larger model that are not told apart here.
_SAME: Final = {
    **dict.fromkeys(("-LRB-", "-RRB-", "``", "''", "NFP", "_SP", "-"), ":"),
    "$": "CD", "XX": "NN", "LS": "CD", "ADD": "NN", "AFX": "JJ",
}  # fmt: skip


@attrs.frozen
class Tagged:
    """A sentence of the text `name` with the tags and lemmas the larger model gave."""

    name: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]

    def ids(self) -> list[int]:
        """Return the tags as the tagger numbers them."""
        pairs = zip(self.words, self.tags, strict=True)
        return [TAG_ID["TO"] if w.lower() == "to" else TAG_ID.get(_SAME.get(t, t), TAG_ID["NN"]) for w, t in pairs]


def tag_texts(texts: Iterable[tuple[str, str]], model: str) -> list[Tagged]:
    """Return the sentences of (name, text) pairs, tagged by the spaCy pipeline called `model`."""
    import spacy
    from spacy.tokens import Doc

    from quoteattr.reading import read

    nlp = spacy.load(model, disable=["ner", "parser"])
    found: list[Tagged] = []
    for name, text in texts:
        reading = read(text)
        for sentence in reading.sentences:
            words = reading.words[sentence.first : sentence.last]
            parts = [_parts(word) for word in words]
            heads = [sum(map(len, parts[:i])) for i in range(len(parts))]
            doc = nlp(Doc(nlp.vocab, [part for both in parts for part in both]))
            tags, lemmas = (tuple(getattr(doc[i], key) for i in heads) for key in ("tag_", "lemma_"))
            found.append(Tagged(name, tuple(words), tags, lemmas))
    return found


def _parts(word: str) -> tuple[str, ...]:
    """Split a negation off, as the larger model knows it; its first part gets the word's tag."""
    if word.lower().endswith("n't") and len(word) > 3:
        return word[:-3], word[-3:]
    return (word or "_",)


def word_table(sentences: Iterable[Tagged]) -> dict[str, tuple[int, ...]]:
    """Return the tags of each common word, most frequent first; names are left out."""
    tags: dict[str, Counter[int]] = defaultdict(Counter)
    texts: dict[str, set[str]] = defaultdict(set)
    inside, capital = Counter[str](), Counter[str]()
    for sentence in sentences:
        for i, (word, tag) in enumerate(zip(sentence.words, sentence.ids(), strict=True)):
            lower = word.lower()
            tags[lower][tag] += 1
            texts[lower].add(sentence.name)
            inside[lower] += i > 0
            capital[lower] += i > 0 and word[:1].isupper()
    table: dict[str, tuple[int, ...]] = {}
    for lower, counts in tags.items():
        name = capital[lower] > inside[lower] / 2 and TAGS[counts.most_common(1)[0][0]].startswith("NNP")
        if len(texts[lower]) >= SPREAD and not name and any(map(str.isalpha, lower)):
            table[lower] = _kept(counts)
    return table


def _kept(counts: Counter[int]) -> tuple[int, ...]:
    total = counts.total()
    often = [t for t, n in counts.most_common() if (n >= max(2, 0.01 * total) or n >= max(5, 0.004 * total))]
    return tuple(t for t in often if not TAGS[t].startswith("NNP")) or (counts.most_common(1)[0][0],)


class _Learner:
    """Weights with the running sums that averaging needs."""

    def __init__(self, words: Mapping[str, tuple[int, ...]]) -> None:
        self.words = words
        self.tagger = Tagger(words, {})
        self.weights: dict[str, dict[int, float]] = defaultdict(dict)
        self.sums: dict[str, dict[int, float]] = defaultdict(dict)
        self.stamps: dict[tuple[str, int], int] = {}
        self.steps = 0
        self._looks: dict[str, tuple[list[str], list[list[str]]]] = {}

    def _look(self, word: str) -> tuple[list[str], list[list[str]]]:
        if word not in self._looks:
            known = word.lower() in self.words
            beside = [beside_features(word, word == EDGE or known, at) for at in "abcd"]
            self._looks[word] = word_features(word, known), beside
        return self._looks[word]

    def features(self, words: Sequence[str], i: int, before: int, last: int) -> list[str]:
        padded = [words[j] if 0 <= j < len(words) else EDGE for j in (i - 2, i - 1, i + 1, i + 2)]
        beside = [name for k, word in enumerate(padded) for name in self._look(word)[1][k]]
        return [*self._look(words[i])[0], *beside, *tag_features(before, last)]

    def learn(self, words: Sequence[str], gold: Sequence[int]) -> None:
        before = last = -1
        for i, word in enumerate(words):
            tags = self.tagger.tags_of(word)
            best = tags[0]
            if len(tags) > 1:
                names = self.features(words, i, before, last)
                scores = dict.fromkeys(tags, 0.0)
                for name in names:
                    for t, w in self.weights.get(name, {}).items():
                        if t in scores:
                            scores[t] += w
                best = max(tags, key=scores.__getitem__)
                self.steps += 1
                if best != gold[i] and gold[i] in scores:
                    self._move(names, gold[i], best)
            before, last = last, best

    def _move(self, names: Sequence[str], right: int, wrong: int) -> None:
        for name in names:
            for tag, change in ((right, 1.0), (wrong, -1.0)):
                self._settle(name, tag)
                self.weights[name][tag] = self.weights[name].get(tag, 0.0) + change

    def _settle(self, name: str, tag: int) -> None:
        since = self.steps - self.stamps.get((name, tag), 0)
        self.sums[name][tag] = self.sums[name].get(tag, 0.0) + since * self.weights[name].get(tag, 0.0)
        self.stamps[name, tag] = self.steps

    def averages(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for name, weights in self.weights.items():
            row = [0] * len(TAGS)
            for tag in weights:
                self._settle(name, tag)
                average = self.sums[name][tag] / self.steps
                row[tag] = round(max(-LIMIT, min(LIMIT, average))) if abs(average) >= FLOOR else 0
            if any(row):
                rows[name] = row
        return rows


def learn_tagger(
    sentences: Sequence[Tagged], words: Mapping[str, tuple[int, ...]], rounds: int, say: Callable[[str], None]
) -> dict[str, list[int]]:
    """Return the weights of the tagger learned in `rounds` passes over the sentences."""
    learner = _Learner(words)
    order = list(range(len(sentences)))
    gold = [sentence.ids() for sentence in sentences]
    shuffler = random.Random(1)
    for n in range(rounds):
        shuffler.shuffle(order)
        for k in order:
            learner.learn(sentences[k].words, gold[k])
        say(f"tagger, round {n + 1} of {rounds}")
    return learner.averages()
