"""Who a source is by its words, before anybody has asked who that is in the text."""

import attrs

from quoteattr.models import MentionForm
from quoteattr.naming.index import Index


@attrs.define(eq=False)
class Subject:
    """Who a source is by its words: an index into the phrases, or None and a label; `parts` for joint sources.

    owned: the phrase stands for the owner or maker of what the source names (a document), not for its head.
    first, last: tokens of the head segment.
    """

    form: MentionForm
    phrase: int | None
    first: int
    last: int
    owned: bool = False
    parts: tuple["Subject", ...] = ()


def subject_of(index: Index, i: int) -> Subject:
    """Return the subject that is just phrase i."""
    phrase = index.phrases[i]
    return Subject(phrase.form, i, phrase.first, phrase.last)
