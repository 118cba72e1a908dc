"""Where sentences end, by nupunkt (unsupervised Punkt with a legal and news model), paragraph by paragraph.

nupunkt decides on the folded text; line ends inside a wrapped paragraph are shown to it as spaces.  A mark
that closes right after an end belongs to the sentence that ends.  The library is imported on first use
because its model takes longer to load than everything else here.

Limits: a question inside marks ends a sentence before its tag (“Who did?” Miriam demanded.); linking
knows what a tag is and looks back over that end.
"""

from collections.abc import Iterator


def sentence_spans(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of the paragraph folded[start:end], trailing spaces left out."""
    from nupunkt import sent_spans

    paragraph = folded[start:end].replace("\n", " ")
    for s, e in sent_spans(paragraph):
        sentence = paragraph[s:e]
        stripped = sentence.strip()
        if stripped:
            s += len(sentence) - len(sentence.lstrip())
            yield start + s, start + s + len(stripped)
