"""Which words the models may know: tables made from the training texts, without a look at any name or subject.

A word joins the vocabulary if it is spread over many articles, is not a name (capitalised inside sentences), and is of
the kind that carries grammar or speech: function words, verbs, adverbs; nouns and adjectives only where the dictionary
files them under people, groups, speech or thought, or where they are often part of a cue.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quoteattr.linking.learned.tagger import TAGS
from quoteattr.training.gold import Article, Rates, anchored

SPREAD: Final = 8  # articles a word must stand in
SPREAD_NOUN: Final = 25
NAMELIKE: Final = 0.4  # share of capitalised uses inside sentences from which a word is a name
SPEAKING: Final = frozenset({"npers", "ncomm", "ncogn", "ngrou"})

Table = dict[str, tuple[int, ...]]


def vocabulary(
    collection: Sequence[Article], tags: Iterable[Sequence[int]], classes: Mapping[str, tuple[str, ...]], rates: Rates
) -> Table:
    """Return the words that the models may know by their form."""
    spread = Counter(word for article in collection for word in set(article.reading.lower))
    inside, capital = Counter[str](), Counter[str]()
    parts: dict[str, Counter[str]] = {}
    for article, row in zip(collection, tags, strict=True):
        firsts = {s.first for s in article.reading.sentences}
        for i, word in enumerate(article.reading.lower):
            parts.setdefault(word, Counter())[TAGS[row[i]][:2]] += 1
            if i not in firsts:
                inside[word] += 1
                capital[word] += article.reading.words[i][:1].isupper()
    found: Table = {}
    for word, articles in spread.items():
        part = max(sorted(parts[word]), key=parts[word].__getitem__)
        cue = rates.counts[word] >= 4 and rates.counts[word] > 0.02 * rates.totals[word]
        noun = part in ("NN", "JJ", "CD", "FW")
        needed = SPREAD_NOUN if noun and not cue else SPREAD
        allowed = not noun or cue or not SPEAKING.isdisjoint(classes.get(word, ()))
        if (
            (word[:1].isalpha() or word == "'s")
            and articles >= needed
            and allowed
            and capital[word] <= NAMELIKE * inside[word]
        ):
            found[word] = ()
    return found


def cue_words(collection: Iterable[Article], rates: Rates) -> tuple[Table, Table]:
    """Return the words that may be a cue whatever their part of speech, and the verbs that hardly ever are one."""
    anchors = Counter(article.reading.lower[at] for article in collection for at, _ in anchored(article, rates))
    often: Table = {w: () for w, n in anchors.items() if n >= 3 and n >= 0.01 * rates.totals[w]}
    never: Table = {w: () for w, n in rates.totals.items() if n >= 60 and anchors[w] < 0.004 * n}
    return often, never
