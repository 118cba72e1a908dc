"""How sure a report must be to be kept: the less else speaks for it, the surer."""

import pytest

from quoteattr.linking.learned.accept import Decoded
from quoteattr.linking.learned.attribute import shipped_model
from quoteattr.linking.learned.bars import bars
from quoteattr.linking.outermost import Outermost
from quoteattr.linking.rules import by_rules
from staged import staged


def decoded(text: str, cue: str) -> Decoded:
    """Return what is made of a cue of a text."""
    reading, marks, cues = staged(text)
    told = by_rules(reading, marks, Outermost.of(marks), cues)
    model = shipped_model()
    found = [
        one
        for view in model.words.views(reading, marks, cues, told)
        for one in model.labeller.decode(view)
        if reading.lower[view.segment.firsts[one.cue]] == cue
    ]
    return found[0]


@pytest.mark.parametrize(
    ("text", "cue", "bar"),
    [
        ("“We saw it,” the guard said.", "said", bars.TAGGED),
        ("The guard called the gate “a sad sight”.", "called", bars.MARKED),
        ("The guard said that the gate was open.", "said", bars.BUILT),
        ("She wants to sell the mill.", "wants", bars.CLAUSAL),
        ("You want to sell the mill.", "want", bars.OTHER),
        ("The guard believes in the old gate.", "believes", bars.USUAL),
        ("He was also adamant that the gate would close.", "also", bars.NEVER),
        ("She would like to see the gate open.", "would", bars.NEVER),
    ],
)
def test_the_bar_is_lower_the_more_speaks_for_a_report(text: str, cue: str, bar: float) -> None:
    assert bars.needed(decoded(text, cue), []) == bar


def test_the_bar_is_high_inside_another_report() -> None:
    text = "The guard said that the baker wants to sell the mill."
    assert bars.needed(decoded(text, "wants"), [decoded(text, "said")]) == bars.INNER
