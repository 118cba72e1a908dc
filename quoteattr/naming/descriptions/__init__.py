"""Whom a description means: "the mayor", "the company", "the Dane", "the poll".

A file for each way to know:

    `kindred`      when two descriptions may be one's: "chief" and "secretary general"
    `roles`        by the role that the text gives to somebody: title, apposition, "is"
    `kinship`      relations told from one side: "Ann Lee and her husband Tom" makes her his wife
    `bearers`      by the title of the bearer: “*Father* Doyle … *the priest*”
    `collectives`  nouns for bodies: "the company", "the Harris campaign"
    `origins`      nouns for one of a people: "the Dane"
    `makers`       documents, whose words are their maker's: "the poll", "her letter"
    `callings`     offices and trades that the text has not given: "The Ohio senator"
    `bonds`        novels: who is named where a description stands, and hardly elsewhere
"""

from quoteattr.naming.descriptions import callings
from quoteattr.naming.descriptions.bonds import NONE, Bound
from quoteattr.naming.descriptions.collectives import CAMPS, TEAMS, Collectives
from quoteattr.naming.descriptions.kindred import ANYBODY
from quoteattr.naming.descriptions.makers import Makers
from quoteattr.naming.descriptions.origins import Origins
from quoteattr.naming.descriptions.roles import Roles

__all__ = ["ANYBODY", "CAMPS", "NONE", "TEAMS", "Bound", "Collectives", "Makers", "Origins", "Roles", "callings"]
