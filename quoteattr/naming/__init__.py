"""From the words of a source to who that is.

`name_speakers` is the one verb, a `Naming` what it returns.  Folders and files, in the order in which they are used:

    `cast`          who is in the text: its names gathered into figures
    `descriptions`  whom a description means: "the mayor", "the Dane", "the poll"
    `sources`       what the words of a source say
    `scene`         whom a reader has in mind, in step with the text
    `dialogue`      who speaks by the order of turns; dialogues as a whole
    `asking`        pronouns, descriptions and quotations without a source: who may be meant (`pools`, `subjects`), what
                    bears on it (`context`, `features`), and whom that favours (`ranking`)
    `pronouns`      before a verb of saying
    `conversing`    answers taken back for those of whole conversations
    `nominals`      descriptions, labels of turns and documents
    `selves`        who somebody is by his own words
    `naming`        these put together
    `values`        figures turned into what a document has (`speakers`)

`index` has the phrases of a text in columns, for all of them.
"""

from quoteattr.naming.naming import name_speakers
from quoteattr.naming.values import Named, Naming

__all__ = ["Named", "Naming", "name_speakers"]
