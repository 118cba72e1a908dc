"""Noun phrases that could be somebody who speaks: names, nominals and pronouns.

`find_mentions` is the verb, a `Phrase` what it returns.  Files, in the order of use:

    `letters`       which capitals mean a name, by a word alone
    `headlines`     where capitals tell nothing
    `case`          which capitals mean a name, by all that the text writes
    `known_bodies`  names of well-known bodies, which stand as they are
    `runs`          how far a name goes
    `titles`        where in its run of capitals it starts
    `kinds`         what a name is of: a person, a body, a place, a document
    `names`         proper names, by all of these
    `mentions`      names, nominals around the nouns of the lists, and pronouns, in the order of the text
    `phrases`       what is handed on
"""

from quoteattr.finding.mentions.case import is_nicknamed
from quoteattr.finding.mentions.kinds import are_goods, is_acronym, is_org_word
from quoteattr.finding.mentions.known_bodies import BODIES
from quoteattr.finding.mentions.mentions import PEOPLE, find_mentions
from quoteattr.finding.mentions.phrases import (
    DOCUMENT,
    GROUP,
    NAME,
    NOMINAL,
    ORGANISATION,
    PERSON,
    PLACE,
    PRONOUN,
    Phrase,
)
from quoteattr.finding.mentions.runs import SPOKESMEN

__all__ = [
    "BODIES",
    "DOCUMENT",
    "GROUP",
    "NAME",
    "NOMINAL",
    "ORGANISATION",
    "PEOPLE",
    "PERSON",
    "PLACE",
    "PRONOUN",
    "SPOKESMEN",
    "Phrase",
    "are_goods",
    "find_mentions",
    "is_acronym",
    "is_nicknamed",
    "is_org_word",
]
