"""What finding cues hands on: token ranges, each with its entry in the lexicon."""

from typing import Final

import attrs

from quoteattr.models import CueMode, CueStance

FINITE: Final = frozenset(["s", "ed", "base"])
USUALLY: Final = 0.45  # weight from which a word reports so often that it is known by its place


@attrs.frozen
class CueEntry:
    """One line of the cue lexicon.

    lemma: base form ("say", "according to"); frames: how the cue takes its source and content, a set of
    words documented in the lexicon's header; weight: how surely the word is a cue, 0 to 1.
    """

    lemma: str
    mode: CueMode
    stance: CueStance
    frames: frozenset[str]
    weight: float

    @property
    def closes(self) -> bool:
        """Whether it may have all that it reports before it, in marks or not: “Sales rose, a survey *found*”."""
        return "tag" in self.frames and "bare" in self.frames

    @property
    def usual(self) -> bool:
        """Whether it reports so often that a tag, or a headline that it closes, is known by its place."""
        return self.weight >= USUALLY


@attrs.frozen
class CueMatch:
    """An occurrence of a lexicon entry: tokens [first, last).

    `form` is "base", "s", "ed", "en" or "ing", and "" for what is no verb.

    `head` is the token of the reporting word itself; the range also takes its auxiliaries ("has repeatedly told").
    `stance` is that of the occurrence, after negation, question and complement ("did not say", "refused to say").
    """

    first: int
    last: int
    head: int
    form: str
    entry: CueEntry
    stance: CueStance

    @property
    def finite(self) -> bool:
        """Whether its form may be that of a verb with a subject, in any tense."""
        return self.form in FINITE
