"""The features by which candidates for a pronoun or for a quotation without a source are told apart.

Features are short strings, a prefix for the question ("he:" pronouns of persons, "it:", "they:", "in:"
pronouns inside marks, "turn:" quotations without a source) and what is true of the candidate. Distances are
in sentences for pronouns, in paragraphs for turns, in steps, because a weight is learned for each step.

Limits: a feature that no annotated text shows has no weight and counts nothing.
"""

from collections.abc import Iterator, Mapping

import attrs

from quoteattr.models import Gender
from quoteattr.naming.dialogue import Next
from quoteattr.naming.figures import Figure
from quoteattr.naming.names import MARRIED, UNMARRIED
from quoteattr.naming.scene import Scene, Trace

FAR = 10**6


@attrs.frozen(eq=False)
class Turn:
    """Who spoke before: the figure, the quotation's last paragraph and sentence, and how it was known.

    how: "n" by name or description, "p" by pronoun, "g" by guess.
    """

    figure: Figure | None
    paragraph: int
    sentence: int
    how: str
    asks: bool  # it ends with a question mark
    addressed: int | None  # to whom it was said
    pure: bool  # its paragraph holds nothing but the quotation


@attrs.frozen(eq=False)
class Spot:
    """Where a question is asked: token, sentence, paragraph; the last turns, latest first; what else bears on it.

    gender: what the pronoun, or the pronoun beside the quotation, tells; inside: figures named in the content;
    called: those addressed in it; called_before: those addressed in the turn before; before, after: the figure
    named first before and after the quotation in its paragraph; pure: the paragraph holds nothing else; talk: the
    text is mostly dialogue.
    """

    token: int
    sentence: int
    paragraph: int
    turns: tuple[Turn, ...]
    gender: Gender | None = None
    inside: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()
    called_before: frozenset[int] = frozenset()
    named_before: frozenset[int] = frozenset()
    before: int | None = None
    after: int | None = None
    pure: bool = False
    talk: bool = False
    speaker: int | None = None  # who speaks the words the pronoun stands in
    beat: Gender | None = None  # gender of a pronoun beside the quotation
    opens: bool = False  # the paragraph begins with the quotation
    since: int = -1  # last token of the turn before
    led: str = ""  # the mark before the quotation
    ahead: tuple[Next, ...] = ()  # turns to come
    calls_back: frozenset[int] = frozenset()  # whom the next turn addresses
    absent: Mapping[int, int] = attrs.field(factory=dict)  # how often each is spoken of in turns near by
    company: Mapping[int, int] = attrs.field(factory=dict)  # how often each is named beside turns near by
    crowd: Mapping[int, int] | None = None  # how often each was found to speak near by when first read


def step(distance: int) -> str:
    """Return the step a distance falls in."""
    if distance <= 3:
        return str(max(distance, 0))
    return "4" if distance <= 5 else "6" if distance <= 9 else "10" if distance <= 19 else "20"


def shared(prefix: str, figure: Figure, trace: Trace, spot: Spot, place: int, total: int) -> Iterator[str]:
    """Yield what is asked of every candidate; `place` is its rank by last mention."""
    distance = spot.sentence - trace.sentence if trace.sentence >= 0 else FAR
    yield f"{prefix}d{step(distance)}"
    yield f"{prefix}r{min(place, 4)}"
    if 0 <= spot.sentence - trace.subject_sentence <= 5:
        yield f"{prefix}s{step(spot.sentence - trace.subject_sentence)}"
    share = trace.seen / (total or 1)
    yield f"{prefix}n{0 if share < 0.02 else 1 if share < 0.06 else 2 if share < 0.15 else 3 if share < 0.3 else 4}"
    if not figure.forms and not figure.known:
        yield f"{prefix}unnamed"
    yield f"{prefix}k{figure.kind or 'none'}"
    if figure.number in spot.inside and figure.number not in spot.called:
        yield f"{prefix}inside"
    if trace.token < 0:
        yield f"{prefix}heard"


def turns(prefix: str, figure: Figure, spot: Spot) -> Iterator[str]:
    """Yield how a candidate stands to the last turns."""
    for i, turn in enumerate(spot.turns[:3]):
        if turn.figure is figure:
            gap = min(spot.paragraph - turn.paragraph, 4)
            yield f"{prefix}t{i}.{gap}"
            yield f"{prefix}{turn.how}{i}.{gap}"
            if turn.asks and gap <= 2:
                yield f"{prefix}asked{i}.{gap}"
            return
    yield f"{prefix}silent"


def around(prefix: str, figure: Figure, trace: Trace, spot: Spot) -> Iterator[str]:
    """Yield how a candidate stands to the turns to come and to those who are named near by."""
    for turn in spot.ahead:
        if turn.figure == figure.number:
            yield f"{prefix}ahead{turn.turns}.{min(turn.paragraphs, 3)}"
            break
    for turn in spot.ahead[:2]:
        if turn.gender is not None and figure.gender is not None:
            yield f"{prefix}pronoun{turn.turns}{'+' if turn.gender is figure.gender else '-'}"
    if spot.turns and (last := spot.turns[0]).figure is not figure:
        if last.addressed == figure.number:
            yield f"{prefix}addressed{min(spot.paragraph - last.paragraph, 2)}"
        elif trace.paragraph == last.paragraph < spot.paragraph:
            yield f"{prefix}beside-last{min(spot.paragraph - last.paragraph, 2)}"
    if figure.number in spot.absent:
        yield f"{prefix}absent{min(spot.absent[figure.number], 3)}"
    if figure.number in spot.calls_back:
        yield f"{prefix}called-back"
    if spot.company:
        share = spot.company.get(figure.number, 0)
        yield f"{prefix}company{min(share, 3)}.{min(len(spot.company), 4)}"
        before = spot.turns[0].figure if spot.turns else None
        if share and before and before is not figure and len(spot.company) == 2 and before.number in spot.company:
            yield f"{prefix}other"
    if trace.token > spot.since >= 0:
        yield f"{prefix}since{'S' if trace.subject else ''}"
        if trace.paragraph == spot.paragraph:
            yield f"{prefix}here{'S' if trace.subject else ''}"


def foreseen(prefix: str, figure: Figure, spot: Spot) -> Iterator[str]:
    """Yield how a candidate stands to what was found when the text was read the first time."""
    if spot.crowd is None:
        return
    seen = set()
    for turn in spot.ahead:
        if turn.turns in seen or turn.figure is not None:
            continue
        seen.add(turn.turns)
        if turn.guess == figure.number:
            yield f"{prefix}foreseen{turn.turns}.{int(turn.belief * 4)}"
    total = sum(spot.crowd.values())
    if total:
        yield f"{prefix}crowd{min(6, int(8 * spot.crowd.get(figure.number, 0) / total + 0.9))}"


def pronoun(prefix: str, figure: Figure, trace: Trace, spot: Spot, place: int, total: int) -> Iterator[str]:
    """Yield the features of a candidate for a pronoun."""
    yield from shared(prefix, figure, trace, spot, place, total)
    yield from turns(f"{prefix}{'T' if spot.talk else 'N'}", figure, spot)
    yield from around(prefix, figure, trace, spot)
    yield from foreseen(prefix, figure, spot)
    if figure.number in spot.called_before:
        yield f"{prefix}was-called"
    if trace.paragraph == spot.paragraph:
        yield f"{prefix}here"
    if place == 0 and trace.subject and trace.sentence >= spot.sentence - 1:
        yield f"{prefix}first"
    if spot.gender is not None:
        yield f"{prefix}{'known' if figure.gender else 'maybe'}"
    if figure.number in spot.called:
        yield f"{prefix}called"
    if spot.speaker == figure.number:
        yield f"{prefix}self"


def unattributed(figure: Figure, trace: Trace, spot: Spot, place: int, total: int, narrator: bool) -> Iterator[str]:
    """Yield the features of a candidate for a quotation without a source."""
    prefix = "turn:"
    yield from shared(prefix, figure, trace, spot, place, total)
    mode = ("T" if spot.talk else "N") + ("p" if spot.pure else "m")
    for feature in turns("", figure, spot):
        yield f"{prefix}{mode}{feature}"
    yield from around(f"{prefix}{mode[0]}", figure, trace, spot)
    yield from foreseen(prefix, figure, spot)
    if narrator:
        yield f"{prefix}narrator"
    for name, number in (("before", spot.before), ("after", spot.after)):
        if number == figure.number:
            yield f"{prefix}{name}"
            yield f"{prefix}{name}{'O' if spot.opens else 'C'}"
            if spot.led:
                yield f"{prefix}{name}{spot.led}"
    if spot.beat:
        yield f"{prefix}beat{'+' if figure.gender is spot.beat else '?' if figure.gender is None else '-'}"
    for name, numbers in (
        ("called", spot.called),
        ("was-called", spot.called_before),
        ("was-named", spot.named_before),
    ):
        if figure.number in numbers:
            yield f"{prefix}{name}"


@attrs.frozen(eq=False)
class Description:
    """What a nominal says of somebody: its head noun, and whom it may mean by what was read before.

    sort: "any" (man, guest), "kin", "other" ("the other", "the latter"), "title" ("Madame"), "trade" (an office, a
    calling) or "noun" (in no list: "the ruffian");
    own: the figure of nobody but that description; before: whom it meant the last time; hint: whom the text gives that
    role; often: how many times the text says "the" with this noun; owned: it is somebody's ("her mother").
    """

    role: str
    sort: str
    own: Figure
    before: Figure | None = None
    hint: Figure | None = None
    often: int = 0
    owned: bool = False


def described(
    figure: Figure, trace: Trace, spot: Spot, place: int, total: int, description: Description
) -> Iterator[str]:
    """Yield the features of a candidate for a nominal."""
    mode, sort, own = "T" if spot.talk else "N", description.sort, figure is description.own
    if description.before is not None:
        yield f"nom:{mode}again{'+' if description.before is figure else '-'}{'O' if own else ''}"
    if not spot.talk:
        sort = "?" if sort == "any" else "!"
    if own:
        yield f"nom:own{mode}{sort}"
        yield f"nom:seen{mode}{min(trace.seen, 3)}"
        if spot.talk:
            yield f"nom:own{mode}{'owned' if description.owned else ''}{step(description.often)}"
            yield f"nom:own{mode}{'hinted' if description.hint else ''}"
        return
    yield from shared("nom:", figure, trace, spot, place, total)
    yield from turns(f"nom:{mode}", figure, spot)
    yield f"nom:{mode}{'titled' if figure.roles else 'plain'}{sort}"
    if spot.talk:
        yield from turns(f"nom:{sort}", figure, spot)
        yield from foreseen("nom:", figure, spot)
        yield from fitting(figure, description)
    if spot.gender is not None:
        yield "nom:known" if figure.gender else "nom:maybe"


def fitting(figure: Figure, description: Description) -> Iterator[str]:
    """Yield how a description fits a candidate in fiction: by role, title or kin."""
    mode, sort = "T", description.sort
    if figure is description.hint:
        yield f"nom:{mode}hint{sort}"
    if description.role in figure.titles or any(head == description.role for head, _ in figure.roles):
        yield f"nom:{mode}same{sort}"
    if sort == "kin":
        yield f"nom:{description.role}:{style(figure)}"


def style(figure: Figure) -> str:
    """Return how somebody is addressed: as a married woman, a girl, a gentleman, or by bare name."""
    if figure.titles & MARRIED:
        return "married"
    return "unmarried" if figure.titles & UNMARRIED else "titled" if figure.titles else "bare"


def candidates(scene: Scene, heard: bool, bodies: bool) -> list[Figure]:
    """Return the figures in mind, the one named last first."""
    if bodies:
        return list(reversed(scene.bodies.values()))
    found = list(reversed(scene.recent.values()))
    if heard:
        known = {f.number for f in found}
        found += [f for f in reversed(scene.heard.values()) if f.number not in known]
    return found
