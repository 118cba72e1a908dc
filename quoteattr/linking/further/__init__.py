"""Reports that neither rules of word order nor models find.

A file for each construction:

    `asides`      tags between commas inside what they report: “The result, *says Orth*, “is a mess””
    `announcing`  verbs that close a paragraph and lead to the next: When all sat, *Ann said*, | “C”
    `fronted`     verbs that open their sentence: “*Said the fox*, “C””
    `lettering`   what a document reads: “*A note taped to the door* read: “C””
    `outcries`    nouns for cries: “*Chants of* “C” from fans drowned him out”
    `retelling`   how talk is retold: “He *was like*, “No way””
    `sending`     what is sent to a hearer: “Ann *texted* a friend: “C””
    `stating`     "state" as a verb: “The treaty *states* that no vessel shall anchor”
    `citing`      "per": “*Per* Reuters, the deal is worth $4bn”
    `thinking`    thoughts and speech with a tag and no marks: “This is madness, *thought Karl*.”
"""

from quoteattr.linking.further.announcing import announcing
from quoteattr.linking.further.asides import with_asides
from quoteattr.linking.further.citing import citing
from quoteattr.linking.further.fronted import fronted
from quoteattr.linking.further.lettering import lettered
from quoteattr.linking.further.outcries import outcries
from quoteattr.linking.further.retelling import retelling
from quoteattr.linking.further.sending import sending
from quoteattr.linking.further.stating import stating, without_compounds
from quoteattr.linking.further.thinking import thinking

__all__ = [
    "announcing",
    "citing",
    "fronted",
    "lettered",
    "outcries",
    "retelling",
    "sending",
    "stating",
    "thinking",
    "with_asides",
    "without_compounds",
]
