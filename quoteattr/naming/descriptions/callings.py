"""Whom news calls by an office or trade that the text has not given him.

"We lost," **Mr. Doe** said. … *The Ohio senator* said.  A reader knows what Doe is, and the text need not say.  So an
office that few have, or a trade or party with a people or place that tells it apart, is likely the last speaker's,
where nothing is against it: another office, another state or party, another gender, the description's own turn before,
or both in one sentence.  In sport a noun for a player means the only person in mind, elsewhere any noun the only one
told of at all.

Limits: only the last speaker is called so, and soon; a nominal that says no more than "the senator" is not his who is
known by any office or trade.
"""

from typing import Final

from quoteattr.finding.mentions import Phrase
from quoteattr.finding.words import lists, origins_of
from quoteattr.naming.cast import Figure, has_full_name, is_person, only
from quoteattr.naming.descriptions.kindred import ANYBODY, OFFICES, VAGUE, sets_apart
from quoteattr.naming.descriptions.roles import Roles
from quoteattr.naming.features import Spot
from quoteattr.naming.scene import Scene

FRESH: Final = 3  # sentences after which a description no longer means whoever spoke last
BEFORE: Final = 3  # tokens before the head of a description in which “as” leads to it
SPARE: Final = 2  # mentions of a description beyond which it is somebody of its own
ASKING: Final = frozenset("interviewer reporter moderator host presenter anchor journalist correspondent".split())
PLAYERS: Final = frozenset(
    "striker winger midfielder defender goalkeeper centre-back left-back right-back full-back fullback quarterback "
    "linebacker cornerback flanker fly-half scrum-half batsman bowler seamer wicketkeeper pitcher shortstop outfielder "
    "playmaker goalie netminder skier skater sprinter hurdler swimmer cyclist golfer boxer jockey gymnast wrestler "
    "rower".split()
)
CLOSING: Final = frozenset(['"', "\N{RIGHT DOUBLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}", "'", "''"])
_ANYBODY: Final = ANYBODY | VAGUE | ASKING  # words for anybody, and for whoever asks


def has_calling(roles: Roles, phrase: Phrase) -> bool:
    """Tell whether a nominal is somebody's office, one that few have, or a trade, party or man with more words."""
    if phrase.role in _ANYBODY:
        return _is_local(roles, phrase)
    calling, partisan = lists().callings.get(phrase.role), phrase.role in lists().peoples
    return calling == "office" or (bool(calling or partisan) and _is_told(roles, phrase))


def meant(
    scene: Scene, roles: Roles, own: Figure, phrase: Phrase, spot: Spot, *, replies: bool, goes_on: bool
) -> Figure | None:
    """Return whom news means by a nominal that the text has given nobody; `own` is whoever goes by it alone.

    Nobody where he `replies` to the last turn, but that speaker again if he `goes_on`: “she *added*”.
    """
    found = list[Figure | None]()
    if not replies:
        found += [_last_called(scene, roles, own, phrase, spot), _player(scene, phrase)]
        found.append(_only_one(scene, roles, own, phrase, spot))
    if goes_on:
        found.append(_still_speaking(roles, phrase, spot))
    fits = (one for one in found if one and one.may_be(phrase.gender) and not _are_two(scene, own, one, spot))
    return next(fits, None)


def _last_called(scene: Scene, roles: Roles, own: Figure, phrase: Phrase, spot: Spot) -> Figure | None:
    """Return who spoke last if news may call him by a calling now."""
    if not has_calling(roles, phrase) or scene.trace(own).seen > SPARE:
        return None
    told = _is_told(roles, phrase)  # else: "Asked by **Roe** …, *the PM* said"
    turn = next((turn for turn in spot.turns if told or turn.sentence != spot.sentence), None)
    figure = turn.figure if turn else None
    if turn is None or figure is None or not figure.is_named or not is_person(figure):
        return None
    fresh = spot.sentence - max(turn.sentence, scene.trace(figure).sentence) <= FRESH
    return figure if fresh and not clashes(roles, phrase, figure) else None


def _player(scene: Scene, phrase: Phrase) -> Figure | None:
    """Return the only person in mind, if sport may call him so: "Berg scored twice. “…,” **the striker** said".

    Players have no other trade; an opponent or two are other persons in mind.
    """
    one = only(f for f in scene.recent.values() if has_full_name(f)) if phrase.role in PLAYERS else None
    return None if one is None or any(head in lists().callings for head, _ in one.roles) else one


def _still_speaking(roles: Roles, phrase: Phrase, spot: Spot) -> Figure | None:
    """Return who spoke last, by any noun that may be said of him: "… Joan Marsh wrote. **The singer** added"."""
    one = spot.last.figure if spot.last and spot.sentence - spot.last.sentence <= FRESH else None
    if one is None or not one.forms or not is_person(one) or phrase.role in _ANYBODY:
        return None
    return None if clashes(roles, phrase, one) else one


def _only_one(scene: Scene, roles: Roles, own: Figure, phrase: Phrase, spot: Spot) -> Figure | None:
    """Return the only person whom a text has told of so far: "Ruth Bell closed the shop. “…,” **the chemist** said".

    So it is where the nominal opens its sentence or stands right behind marks.
    """
    first = phrase.first
    if not (scene.reading.opens_sentence(first) or scene.reading.words[first - 1] in CLOSING):
        return None
    one = only(f for f in scene.recent.values() if f is not own)
    if one is None or not has_full_name(one) or (phrase.role in _ANYBODY and not _is_local(roles, phrase)):
        return None
    if origins_of(phrase.role) or _has_other_office(phrase, one):
        return None  # “A Dane was hurt. Tom Hale came. “…,” *the Dane* said”
    trace = scene.trace(one)
    return one if trace.opened and 0 < spot.sentence - trace.sentence <= FRESH else None


def _is_local(roles: Roles, phrase: Phrase) -> bool:
    """Tell whether a nominal means anybody of a place, and the text has no other: “*the Kent man* said”."""
    local = phrase.determiner == "the" and roles.reading.words[phrase.head - 1][0].isupper()
    return local and phrase.role in ANYBODY and phrase.role not in roles.new


def _are_two(scene: Scene, own: Figure, figure: Figure, spot: Spot) -> bool:
    """Tell whether a description was somebody of its own in a late turn, or was met with somebody in one sentence.

    “Ann Moss was greeted *as the Ohio senator*” tells of one.
    """
    if any(turn.figure is own for turn in spot.turns):
        return True
    trace, reading = scene.trace(own), scene.reading
    if trace.sentence < 0 or "as" in reading.lower[max(0, trace.token - BEFORE) : trace.token]:
        return False
    met = reading.sentences[trace.sentence]
    return any(scene.cast.of[i] is figure for i in scene.index.within(met.first, met.last))


def clashes(roles: Roles, phrase: Phrase, figure: Figure) -> bool:
    """Tell whether somebody is known by an office or trade, and the nominal tells no more than another.

    An office that nobody has beside another is always one: General Roe is not "the US president".
    """
    if _has_other_office(phrase, figure):
        return True
    mine = roles.words(phrase)
    if any(head == phrase.role and sets_apart(mine, words) for head, words in figure.roles):
        return True  # “Ann Lee, an Ohio senator, … *the Texas senator*”
    return not _is_told(roles, phrase) and any(head in lists().callings for head, _ in figure.roles)


def _has_other_office(phrase: Phrase, figure: Figure) -> bool:
    offices = OFFICES.intersection(head for head, _ in figure.roles) if phrase.role in OFFICES else ()
    return bool(offices) and phrase.role not in offices


def _is_told(roles: Roles, phrase: Phrase) -> bool:
    """Tell whether a nominal has words for a people, party or place: "the Utah Republican"."""
    words, known = roles.words(phrase), lists()
    place = " ".join(roles.reading.lower[phrase.owner[0] : phrase.owner[1]])
    return bool(words & known.peoples or words & known.places) or place in known.places
