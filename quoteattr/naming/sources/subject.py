"""Who a source is by its words, before anybody has asked who that is in the text."""

import attrs

from quoteattr.models import MentionForm
from quoteattr.naming.index import Index


@attrs.define(eq=False)
class Subject:
    """Who a source is by its words: an index into the phrases, or None; tokens [first, last) of its head segment.

    parts: those whom a joint source names.
    """

    form: MentionForm
    phrase: int | None
    first: int
    last: int
    parts: tuple["Subject", ...] = ()


def subject_of(index: Index, i: int) -> Subject:
    """Return the subject that is just phrase i."""
    phrase = index.phrases[i]
    return Subject(phrase.form, i, phrase.first, phrase.last)
