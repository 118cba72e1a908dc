"""From a string to paragraphs, sentences and tokens, all on the caller's offsets.

The stage knows characters and layout, nothing of speech.  `read` is its one verb; a `Reading` is what
every later stage walks on.  Files, in the order in which they run: `folding` (a view of the text, of
the same length, without typographic variety), `paragraphs`, `sentences`, `tokens`.  Before them, what is no text is
`replaced`: `entities`, and the signs of `markdown`.
"""

from quoteattr.reading.reading import Paragraph, Reading, Sentence, read

__all__ = ["Paragraph", "Reading", "Sentence", "read"]
