"""From the words of a source to who that is.

`name_speakers` is the one verb. Files, in the order in which they are used: `names` (when two names may be
one's), `introductions` (names that a description hands over to), `cast` (the names of a text gathered into figures),
`narration` (how the text is told), `roles` (nominals by title and apposition), `scene` (who is in mind), `origins`
("the Dane"), `sources` (what the words of a source say), `asking` (pronouns, descriptions and quotations without a
source: `pools`, `context`, `bonds`, `features` and `ranking`; where order tells more than they, `subjects`, `replies`,
`beats` and `callings`), `conversing` (dialogues as a whole), `speakers`, `values` and `naming`.
"""

from quoteattr.naming.naming import name_speakers
from quoteattr.naming.values import Named, Naming

__all__ = ["Named", "Naming", "name_speakers"]
