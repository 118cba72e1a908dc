"""How sure a report is: by the weight its cue has in the lexicon, and by how reliable its construction is.

What is less sure than `LEAST` is not proposed.  In which constructions a cue can be sure enough is known before any is
tried (`within_reach`): without marks around them, four cues in ten have none.

Limits: nothing of the words that are reported counts but whether any stand in marks; the learned models judge the rest.
"""

import functools
import math
from typing import Final

# How far each construction raises or lowers the odds that a report is right beyond what the weight of its cue says:
# a logistic regression on annotated news (log-odds = SLOPE * log-odds of the weight + the rule's figure).
ODDS: Final = {
    "preposed": -1.2, "tag": 0.6, "marked": -0.2, "question": -0.4, "that": -0.2, "bare": -1.0, "complement": -1.05,
    "noun": -1.0, "passive": 0.6, "what": 0.6, "answer": 0.6, "told": -0.7,  # bare, behind an addressee
}  # fmt: skip
SLOPE: Final = 0.8
QUOTED_ODDS: Final = {"that": 0.8, "bare": 0.8, "told": 0.8, "complement": 1.5}  # added for marked words
LEAST: Final = 0.25  # confidence below which a report is not worth proposing
TAG_LEAST: Final = 0.85  # confidence at least, of a cue right behind an utterance that closes as before a tag


@functools.lru_cache(maxsize=4096)
def confidence_of(weight: float, rule: str, *, quoted: bool = False) -> float:
    """Return how surely a report is right, from 0 to 1, by the weight of its cue and its construction."""
    weight = min(max(weight, 0.01), 0.99)
    log_odds = SLOPE * math.log(weight / (1 - weight)) + ODDS[rule] + (QUOTED_ODDS.get(rule, 0.0) if quoted else 0.0)
    return round(1 / (1 + math.exp(-log_odds)), 4)


@functools.lru_cache(maxsize=1024)
def within_reach(weight: float) -> frozenset[str]:
    """Return the constructions in which a cue of that weight is sure enough to be proposed for words without marks."""
    return frozenset(rule for rule in ODDS if confidence_of(weight, rule) >= LEAST)
