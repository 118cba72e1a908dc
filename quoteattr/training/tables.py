"""Which words the models may know: tables made from the training texts, without a look at any name or subject.

A word joins the vocabulary if it is spread over many articles, is not a name (capitalised inside sentences), and is of
the kind that carries grammar or speech: function words, verbs, adverbs; nouns and adjectives only where the dictionary
files them under people, groups, speech or thought, or where they are often part of a cue.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from quoteattr.linking.learned.tagger import TAGS
from quoteattr.reading import Reading
from quoteattr.training.gold import Article, Rates, anchored

SPREAD: Final = 8  # articles a word must stand in
SPREAD_NOUN: Final = 25
NAMELIKE: Final = 0.4  # share of capitalised uses inside sentences from which a word is a name
NOMINAL: Final = frozenset(["NN", "JJ", "CD", "FW"])  # nouns, adjectives, numbers, foreign words
SPEAKING: Final = frozenset({"npers", "ncomm", "ncogn", "ngrou"})

Table = dict[str, tuple[int, ...]]


@attrs.frozen(eq=False)
class _Uses:
    """How words are used: in how many articles, inside sentences, there with a capital, and as which part of speech."""

    articles: Counter[str] = attrs.field(factory=Counter)
    inside: Counter[str] = attrs.field(factory=Counter)
    capital: Counter[str] = attrs.field(factory=Counter)
    parts: dict[str, Counter[str]] = attrs.field(factory=dict)

    def add(self, reading: Reading, tags: Sequence[int]) -> None:
        """Count the words of an article."""
        self.articles.update(set(reading.lower))
        firsts = set(reading.firsts)
        for i, word in enumerate(reading.lower):
            self.parts.setdefault(word, Counter())[TAGS[tags[i]][:2]] += 1
            if i not in firsts:
                self.inside[word] += 1
                self.capital[word] += reading.words[i][:1].isupper()

    def part(self, word: str) -> str:
        """Return the part of speech a word mostly is, by the first two letters of its tag."""
        return max(sorted(self.parts[word]), key=self.parts[word].__getitem__)

    def is_name(self, word: str) -> bool:
        """Tell whether a word is a name, by its capitals."""
        return self.capital[word] > NAMELIKE * self.inside[word]


def vocabulary(
    collection: Sequence[Article], tags: Iterable[Sequence[int]], classes: Mapping[str, tuple[str, ...]], rates: Rates
) -> Table:
    """Return the words that the models may know by their form."""
    uses = _Uses()
    for article, row in zip(collection, tags, strict=True):
        uses.add(article.reading, row)
    found: Table = {}
    for word, articles in uses.articles.items():
        cue = rates.counts[word] >= 4 and rates.counts[word] > 0.02 * rates.totals[word]
        noun = not cue and uses.part(word) in NOMINAL
        allowed = not (noun and SPEAKING.isdisjoint(classes.get(word, ())))
        spread = articles >= (SPREAD_NOUN if noun else SPREAD)
        if (word[:1].isalpha() or word == "'s") and spread and allowed and not uses.is_name(word):
            found[word] = ()
    return found


def cue_words(collection: Iterable[Article], rates: Rates) -> tuple[Table, Table]:
    """Return the words that may be a cue whatever their part of speech, and the verbs that hardly ever are one."""
    anchors = Counter(article.reading.lower[at] for article in collection for at, _ in anchored(article, rates))
    often: Table = {w: () for w, n in anchors.items() if n >= 3 and n >= 0.01 * rates.totals[w]}
    never: Table = {w: () for w, n in rates.totals.items() if n >= 60 and anchors[w] < 0.004 * n}
    return often, never
