"""What the words of a source say: a name, a nominal, a pronoun, or several joined; and whose document a document is.

`read_subject` and `read_source` are the verbs, a `Subject` (`subject`) what they return.  Files, in the order of use:

    `extents`      which tokens are the source: no dateline, no adjunct, cut names whole
    `reading`      the head of it and what follows the head, one after the other
    `heads`        its first segment, and the word that heads it: "Republican pollster *Daron Shaw*"
    `singles`      whether "and" stands within what describes one: "Health *and* Safety inspector Jo Hale"
    `appositions`  the name that a nominal hands over to: "his lawyer, *Carl Bruno*"
    `joined`       the further somebodies: "Jane Doe of X, *and Richard Roe*"
    `relatives`    whom "who" stands for: "*Jo Vale*, 44, a nurse, who"
    `documents`    whose a document is ("a *Pentagon* memo", "the report by *TNO*"), and what nouns in no list are
    `words`        the small words that several of them look for

Limits: a segment is cut by words, not by a parse; long subjects with clauses inside can lose their head.
"""

from quoteattr.naming.sources.documents import is_document, is_posted, kind_of, lower_documents, owner_of
from quoteattr.naming.sources.reading import read_source, read_subject
from quoteattr.naming.sources.subject import Subject
from quoteattr.naming.sources.words import JOINTS

__all__ = [
    "JOINTS",
    "Subject",
    "is_document",
    "is_posted",
    "kind_of",
    "lower_documents",
    "owner_of",
    "read_source",
    "read_subject",
]
