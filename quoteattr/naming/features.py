"""The features by which candidates for a pronoun or for a quotation without a source are told apart.

Features are short strings, a prefix for the question ("he:" pronouns of persons, "it:", "they:", "in:"
pronouns inside marks, "turn:" quotations without a source) and what is true of the candidate. Distances are
in sentences for pronouns, in paragraphs for turns, in steps, because a weight is learned for each step.

Limits: a feature that no annotated text shows has no weight and counts nothing.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from quoteattr.models import Gender
from quoteattr.naming.cast import MARRIED, UNMARRIED, Figure
from quoteattr.naming.scene import Trace

FAR = 10**6
BONDS: Final = 5  # steps of how far somebody is bound to a description


@attrs.define(eq=False)
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


@attrs.define(eq=False)
class Next:
    """A turn to come: how many turns and paragraphs ahead, who is named beside it, of what gender its pronoun is.

    guess: who was found to speak there when the text was read the first time, and how surely.
    """

    turns: int
    paragraphs: int
    figure: int | None
    gender: Gender | None
    guess: int | None = None
    belief: float = 0.0


@attrs.define(eq=False)
class Beside:
    """What stands beside a quotation without a source in its paragraph.

    before, after: the figure named first on either side; beat: the gender of a pronoun there; opens: the paragraph
    begins with the quotation; led: the mark before it.
    """

    before: int | None = None
    after: int | None = None
    beat: Gender | None = None
    opens: bool = False
    led: str = ""


NOTHING: Final = Beside()


@attrs.define(eq=False)
class Spot:
    """Where a question is asked: token, sentence, paragraph; the last turns, latest first; what else bears on it.

    gender: what the pronoun, or the pronoun beside the quotation, tells; inside: figures named in the content;
    called: those addressed in it; called_before: those addressed in the turn before; pure: the paragraph holds nothing
    else; talk: the text is mostly dialogue.
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
    pure: bool = False
    talk: bool = False
    speaker: int | None = None  # who speaks the words the pronoun stands in
    since: int = -1  # last token of the turn before
    ahead: tuple[Next, ...] = ()  # turns to come
    calls_back: frozenset[int] = frozenset()  # whom the next turn addresses
    absent: Mapping[int, int] = attrs.field(factory=dict)  # how often each is spoken of in turns near by
    company: Mapping[int, int] = attrs.field(factory=dict)  # how often each is named beside turns near by
    crowd: Mapping[int, int] | None = None  # how often each was found to speak near by when first read
    crowded: int = 0  # how often anybody was
    total: int = 0  # mentions so far, and turns
    beside: Beside = NOTHING
    last: Turn | None = attrs.field(init=False)  # the last of the turns
    expected: frozenset[int | None] = attrs.field(init=False)  # who is named beside a turn to come, or guessed there

    @last.default
    def _last_turn(self) -> Turn | None:
        return self.turns[0] if self.turns else None

    @expected.default
    def _named_or_guessed(self) -> frozenset[int | None]:
        return frozenset([n for turn in self.ahead for n in (turn.figure, turn.guess)])


def step(distance: int) -> str:
    """Return the step a distance falls in."""
    if distance <= 3:
        return str(max(distance, 0))
    return "4" if distance <= 5 else "6" if distance <= 9 else "10" if distance <= 19 else "20"


def shared(prefix: str, figure: Figure, trace: Trace, spot: Spot, place: int) -> list[str]:
    """Return what is asked of every candidate; `place` is its rank by last mention."""
    distance = spot.sentence - trace.sentence if trace.sentence >= 0 else FAR
    share = trace.seen / (spot.total or 1)
    much = 0 if share < 0.02 else 1 if share < 0.06 else 2 if share < 0.15 else 3 if share < 0.3 else 4
    found = [f"{prefix}d{step(distance)}", f"{prefix}r{min(place, 4)}", f"{prefix}n{much}"]
    if 0 <= spot.sentence - trace.subject_sentence <= 5:
        found.append(f"{prefix}s{step(spot.sentence - trace.subject_sentence)}")
    if not figure.is_named:
        found += [f"{prefix}unnamed", f"{prefix}unnamed{step(trace.seen)}"]
    found.append(f"{prefix}k{figure.kind or 'none'}")
    if figure.number in spot.inside and figure.number not in spot.called:
        found.append(f"{prefix}inside")
    if trace.case:
        found.append(f"{prefix}{trace.case}{'0' if distance <= 1 else ''}")
    if trace.token < 0:
        found.append(f"{prefix}heard")
    return found


def turns(prefix: str, figure: Figure, spot: Spot) -> list[str]:
    """Return how a candidate stands to the last turns."""
    for i, turn in enumerate(spot.turns[:3]):
        if turn.figure is figure:
            gap = min(spot.paragraph - turn.paragraph, 4)
            found = [f"{prefix}t{i}.{gap}", f"{prefix}{turn.how}{i}.{gap}"]
            return [*found, f"{prefix}asked{i}.{gap}"] if turn.asks and gap <= 2 else found
    return [f"{prefix}silent"]


def around(prefix: str, figure: Figure, trace: Trace, spot: Spot) -> list[str]:
    """Return how a candidate stands to the turns to come and to those who are named near by."""
    found, number = to_come(prefix, figure, spot), figure.number
    if (last := spot.last) and last.figure is not figure:
        if last.addressed == number:
            found.append(f"{prefix}addressed{min(spot.paragraph - last.paragraph, 2)}")
        elif trace.paragraph == last.paragraph < spot.paragraph:
            found.append(f"{prefix}beside-last{min(spot.paragraph - last.paragraph, 2)}")
    if number in spot.absent:
        found.append(f"{prefix}absent{min(spot.absent[number], 3)}")
    if number in spot.calls_back:
        found.append(f"{prefix}called-back")
    if spot.company:
        found += accompanied(prefix, figure, spot)
    if trace.token > spot.since >= 0:
        found.append(f"{prefix}since{'S' if trace.subject else ''}")
        if trace.paragraph == spot.paragraph:
            found.append(f"{prefix}here{'S' if trace.subject else ''}")
    return found


def to_come(prefix: str, figure: Figure, spot: Spot) -> list[str]:
    """Return whether a candidate is named beside a turn to come, and is of the gender of the pronouns there."""
    found = []
    for turn in spot.ahead if figure.number in spot.expected else ():
        if turn.figure == figure.number:
            found.append(f"{prefix}ahead{turn.turns}.{min(turn.paragraphs, 3)}")
            break
    gender = figure.gender
    for turn in spot.ahead[:2] if gender else ():
        if turn.gender is not None:
            found += [f"{prefix}pronoun{turn.turns}{'+' if turn.gender is gender else '-'}"]
    return found


def accompanied(prefix: str, figure: Figure, spot: Spot) -> list[str]:
    """Return how often a candidate is named in the company, and whether it is the other of two."""
    share, size = spot.company.get(figure.number, 0), len(spot.company)
    found = [f"{prefix}company{min(share, 3)}.{min(size, 4)}"]
    if share and size == 2 and spot.last:
        before = spot.last.figure
        if before and before is not figure and before.number in spot.company:
            found.append(f"{prefix}other")
    return found


def foreseen(prefix: str, figure: Figure, spot: Spot) -> list[str]:
    """Return how a candidate stands to what was found when the text was read the first time."""
    if spot.crowd is None:
        return []
    found, seen = [], set()
    for turn in spot.ahead if figure.number in spot.expected else ():
        if turn.turns in seen or turn.figure is not None:
            continue
        seen.add(turn.turns)
        if turn.guess == figure.number:
            found.append(f"{prefix}foreseen{turn.turns}.{int(turn.belief * 4)}")
    if spot.crowded:
        found.append(f"{prefix}crowd{min(6, int(8 * spot.crowd.get(figure.number, 0) / spot.crowded + 0.9))}")
    return found


def pronoun(prefix: str, figure: Figure, trace: Trace, spot: Spot, place: int) -> list[str]:
    """Return the features of a candidate for a pronoun."""
    found = shared(prefix, figure, trace, spot, place)
    found += turns(f"{prefix}{'T' if spot.talk else 'N'}", figure, spot)
    found += around(prefix, figure, trace, spot)
    found += foreseen(prefix, figure, spot)
    if figure.number in spot.called_before:
        found.append(f"{prefix}was-called")
    if trace.paragraph == spot.paragraph:
        found.append(f"{prefix}here")
    if place == 0 and trace.subject and trace.sentence >= spot.sentence - 1:
        found.append(f"{prefix}first")
    if spot.gender is not None:
        found.append(f"{prefix}{'known' if figure.gender else 'maybe'}")
    if figure.number in spot.called:
        found.append(f"{prefix}called")
    if spot.speaker == figure.number:
        found.append(f"{prefix}self")
    return found


def unattributed(figure: Figure, trace: Trace, spot: Spot, place: int, narrator: bool) -> list[str]:
    """Return the features of a candidate for a quotation without a source."""
    prefix, number = "turn:", figure.number
    mode = ("T" if spot.talk else "N") + ("p" if spot.pure else "m")
    found = shared(prefix, figure, trace, spot, place)
    found += turns(f"{prefix}{mode}", figure, spot)
    found += around(f"{prefix}{mode[0]}", figure, trace, spot)
    found += foreseen(prefix, figure, spot)
    if narrator:
        found.append(f"{prefix}narrator")
    near = spot.beside
    if number in {near.before, near.after}:
        found += beside(prefix, number, near)
    if near.beat:
        found.append(f"{prefix}beat{'+' if figure.gender is near.beat else '?' if figure.gender is None else '-'}")
    if number in spot.called:
        found.append(f"{prefix}called")
    if number in spot.called_before:
        found.append(f"{prefix}was-called")
    if number in spot.named_before:
        found.append(f"{prefix}was-named")
    return found


def beside(prefix: str, number: int, near: Beside) -> list[str]:
    """Return on which side of a quotation somebody is named first."""
    found = []
    for name in ("before", "after"):
        if number == (near.before if name == "before" else near.after):
            found += [f"{prefix}{name}", f"{prefix}{name}{'O' if near.opens else 'C'}"]
            if near.led:
                found.append(f"{prefix}{name}{near.led}")
    return found


@attrs.frozen(eq=False)
class Description:
    """What a nominal says of somebody: its head noun, and whom it may mean by what was read before.

    sort: "any" (man, guest), "kin", "other" ("the other", "the latter"), "title" ("Madame"), "trade" (an office, a
    calling) or "noun" (in no list: "the ruffian");
    own: the figure of nobody but that description; before: whom it meant the last time; hint: whom the text gives that
    role; often: how many times the text says "the" with this noun; owned: it is somebody's ("her mother"); capital: it
    is written like a name ("the King"); bonds: how far figures are named where it stands; bound: who is so most.
    """

    role: str
    sort: str
    own: Figure
    before: Figure | None = None
    hint: Figure | None = None
    often: int = 0
    owned: bool = False
    capital: bool = False
    bonds: Mapping[int, float] = attrs.field(factory=dict)
    bound: Figure | None = None


def described(figure: Figure, trace: Trace, spot: Spot, place: int, description: Description) -> list[str]:
    """Return the features of a candidate for a nominal."""
    mode, sort, own = "T" if spot.talk else "N", description.sort, figure is description.own
    found = list[str]()
    if description.before is not None:
        found.append(f"nom:{mode}again{'+' if description.before is figure else '-'}{'O' if own else ''}")
    if not spot.talk:
        sort = "?" if sort == "any" else "!"
    if own:
        return found + nobody_else(mode, sort, figure, trace, spot, description)
    found += shared("nom:", figure, trace, spot, place)
    found += turns(f"nom:{mode}", figure, spot)
    found.append(f"nom:{mode}{'titled' if figure.roles else 'plain'}{sort}")
    if spot.talk:
        found += turns(f"nom:{sort}", figure, spot)
        found += foreseen("nom:", figure, spot)
        found += fitting(figure, description)
    if spot.gender is not None:
        found.append("nom:known" if figure.gender else "nom:maybe")
    return found


def nobody_else(mode: str, sort: str, figure: Figure, trace: Trace, spot: Spot, description: Description) -> list[str]:
    """Return the features of a description's being of somebody who goes by it alone."""
    found = [f"nom:own{mode}{sort}", f"nom:seen{mode}{min(trace.seen, 3)}"]
    if mode == "T":
        often = step(description.often)
        found += [f"nom:own{mode}{'owned' if description.owned else ''}{often}", f"nom:own{mode}{sort}{often}"]
        found.append(f"nom:own{mode}{'hinted' if description.hint else ''}")
        if description.bound is not None:
            bond = int(BONDS * description.bonds[description.bound.number])
            found += [f"nom:own{mode}bound{bond}", f"nom:own{mode}bound{sort}"]
        if description.capital:
            found += [f"nom:own{mode}capital", f"nom:own{mode}capital{often}"]
        found += turns(f"nom:own{mode}", figure, spot) + foreseen(f"nom:own{mode}", figure, spot)
    return found


def fitting(figure: Figure, description: Description) -> list[str]:
    """Return how a description fits a candidate in fiction: by role, title or kin."""
    mode, sort = "T", description.sort
    found = [f"nom:{mode}hint{sort}"] if figure is description.hint else []
    if figure.has_role(description.role):
        found.append(f"nom:{mode}same{sort}")
    if not figure.is_named:
        found.append(f"nom:{mode}unnamed{sort}{'C' if description.capital else ''}")
    found += bound(sort, figure, description)
    if sort == "kin":
        found.append(f"nom:{description.role}:{style(figure)}")
    return found


def bound(sort: str, figure: Figure, description: Description) -> list[str]:
    """Return how far a candidate is named where a description stands, and whether nobody is more."""
    if figure.number not in description.bonds:
        return []
    bond, capital = int(BONDS * description.bonds[figure.number]), "C" if description.capital else ""
    found = [f"nom:Tbond{bond}{capital}", f"nom:{sort}bond{bond}"]
    if figure is description.bound:
        found += [f"nom:Tbound{bond}{capital}", f"nom:{sort}bound{capital}"]
    return found


def style(figure: Figure) -> str:
    """Return how somebody is addressed: as a married woman, a girl, a gentleman, or by bare name."""
    if figure.titles & MARRIED:
        return "married"
    return "unmarried" if figure.titles & UNMARRIED else "titled" if figure.titles else "bare"
