"""Who may be meant: those in mind, as far as the question lets them.

A reader has some figures in mind (`scene`), knows who spoke in the last turns, and sees who is named beside a
quotation.  Of these a question leaves out those whom its words shut out: somebody of another gender or kind, somebody
whom the quotation calls by name, the narrator, who is "I".  Those left are the candidates that `features` tell apart,
the one named last first.

Limits: whom the text named long ago is no candidate, unless a description is bound to him.
"""

from typing import Final

from quoteattr.models import SpeakerKind
from quoteattr.naming.cast import Figure, is_person
from quoteattr.naming.context import not_called
from quoteattr.naming.descriptions import Collectives
from quoteattr.naming.features import Description, Spot
from quoteattr.naming.scene import Scene

PRESENT: Final = 5  # mentions from which somebody without a name is one of those present


def describable(scene: Scene, spot: Spot, description: Description) -> list[Figure]:
    """Return those in mind who may be described so: the named, and in fiction the last speakers without a name."""
    other = description.sort == "other"  # "the other" may have no name either
    recent = reversed(scene.recent.values())
    pool = [f for f in recent if f.is_named or (other and scene.trace(f).seen >= PRESENT)]
    if spot.talk:
        pool += [f for f in _speaking(spot) if is_person(f)]
    pool += [f for f in (description.hint, description.before, description.bound) if f]
    fits = [f for f in pool if f.may_be(spot.gender)]
    return [f for f in dict.fromkeys(fits) if f is not description.own]


def for_pronoun(scene: Scene, collectives: Collectives, spot: Spot, person: bool, plural: bool) -> list[Figure]:
    """Return whom a pronoun may mean: a person's ("she"), a plural ("they"), else "it"."""
    pool = _mentioned(scene) if person else list(reversed(scene.bodies.values()))
    if plural:
        pool = [f for f in _speaking(spot) if not is_person(f)] + pool
    elif not person:
        pool = _impersonal(scene, collectives, pool)
    if person:
        pool += [f for f in _speaking(spot) if is_person(f)]
    named = [f for f in dict.fromkeys(pool) if f is not scene.narrator and f.may_be(spot.gender)]
    return not_called(named, spot.called)


def for_turn(scene: Scene, spot: Spot) -> list[Figure]:
    """Return who may speak a quotation without a source: those heard of, the last speakers, those named beside it."""
    pool = _mentioned(scene) + _speaking(spot)
    pool += [scene.cast.figures[n] for n in (spot.beside.before, spot.beside.after) if n is not None]
    return not_called(list(dict.fromkeys(pool)), spot.called)


def _mentioned(scene: Scene) -> list[Figure]:
    """Return the persons in mind, those named outside marks before those only heard of."""
    found = list(reversed(scene.recent.values()))
    known = {f.number for f in found}
    return found + [f for f in reversed(scene.heard.values()) if f.number not in known]


def _impersonal(scene: Scene, collectives: Collectives, pool: list[Figure]) -> list[Figure]:
    """Return whom "it" may mean: bodies; where none is named the one name that may be a body's ("Ryanair")."""
    if any(f.is_named for f in pool):
        return pool
    unclear = [f for f in collectives.unclear(scene) if scene.trace(f).opened]
    if len(unclear) != 1:
        return pool
    return [f for f in pool if f.kind is not SpeakerKind.GROUP] + unclear


def _speaking(spot: Spot) -> list[Figure]:
    """Return the last speakers, latest first."""
    return [turn.figure for turn in spot.turns if turn.figure is not None]
