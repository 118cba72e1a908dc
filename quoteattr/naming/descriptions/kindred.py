"""When two descriptions may be one's: nouns for people and bodies that stand for each other, and what tells two apart.

"The NATO chief" may be its secretary general, "the lawmaker" a congressman, "the scientist" whoever is a biologist
elsewhere.  Of two with the same noun, or a kindred one, the describing words must agree; parties, peoples and places
set apart: the Democratic nominee is not the Republican one.

Limits: nouns are kindred as far as they are listed here.
"""

from typing import Final

from quoteattr.finding.words import lists
from quoteattr.reading.remembered import Remembered

KINDRED: Final = tuple(
    frozenset(words.split())
    for words in (
        (
            "chief head leader boss director chair chairman chairwoman president secretary-general general ceo "
            "executive governor commissioner captain manager"
        ),
        "premier minister",
        "representative congressman congresswoman lawmaker",
        "candidate nominee frontrunner",
        "judge justice magistrate",
        "lawyer attorney advocate counsel solicitor barrister",
        "spokesman spokeswoman spokesperson",
        "reporter journalist correspondent writer author columnist commentator",
        "scientist researcher professor academic expert",
        "actor actress star",
        "doctor physician surgeon",
        "company firm group business giant maker",
        "paper newspaper tabloid daily outlet magazine publication",
        "agency office department institute organisation organization body",
    )
)
OFFICES: Final = frozenset("captain commissioner general governor manager president".split())  # no two are one
EXPERTS: Final = (
    "scientist researcher professor academic commentator analyst economist doctor physician historian lawyer "
    "strategist pollster psychologist psychiatrist lecturer specialist consultant epidemiologist biologist adviser"
)
LAWMAKERS: Final = "senator representative congressman congresswoman mp deputy legislator councillor"
SCIENTISTS: Final = (
    "anthropologist archaeologist astronomer biologist botanist chemist climatologist ecologist epidemiologist "
    "geologist glaciologist lecturer meteorologist physicist professor psychologist statistician virologist "
    "volcanologist zoologist"
)
ENTERTAINERS: Final = "actor actress singer musician footballer player rapper presenter comedian"
BROADER: Final = {
    word: frozenset(narrower.split())
    for word, narrower in (
        ("expert", EXPERTS),
        ("lawmaker", LAWMAKERS),
        ("politician", LAWMAKERS),
        ("academic", "professor lecturer epidemiologist biologist physicist psychologist historian"),
        ("scientist", SCIENTISTS),
        ("researcher", SCIENTISTS),
        ("author", "novelist biographer poet playwright historian"),
        ("writer", "novelist biographer poet playwright screenwriter"),
        ("musician", "singer guitarist drummer composer conductor songwriter rapper"),
        ("artist", "painter sculptor photographer singer rapper"),
        ("star", ENTERTAINERS),
        ("celebrity", ENTERTAINERS),
        ("cleric", "archbishop bishop cardinal chaplain imam pastor preacher priest rabbi vicar"),
        ("diplomat", "ambassador consul envoy"),
        ("officer", "constable detective inspector sergeant superintendent"),
        ("athlete", "cyclist gymnast hurdler rower runner skater skier sprinter swimmer"),
        ("executive", "chief director president ceo founder manager chairman"),
        ("entrepreneur", "founder ceo"),
        ("medic", "doctor surgeon nurse paramedic consultant"),
        ("campaigner", "activist founder director"),
    )
}  # what somebody may be called of whom the text says elsewhere what he is
SPELLED: Final = {
    "sen": "senator", "rep": "representative", "gov": "governor", "pres": "president", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "prof": "professor", "dr": "doctor",
    "supt": "superintendent", "det": "detective", "insp": "inspector", "atty": "attorney",
    "cmdr": "commander", "adm": "admiral", "cllr": "councillor", "coun": "councillor", "ald": "alderman",
}  # fmt: skip
ANYBODY: Final = frozenset(
    "man woman gentleman lady boy girl person child youth fellow creature stranger guest visitor friend "
    "companion".split()
)
VAGUE: Final = frozenset(
    "official spokesman spokeswoman spokesperson aide source resident witness officer member person someone "
    "passenger neighbor neighbour friend relative employee worker insider staffer adviser advisor "
    "stranger bystander passerby attacker intruder".split()
)  # of these a text has several, or names none
ALIKE: Final = 7  # roles in a group that is one kind of people; that of chiefs is wider
PARTY: Final = {"gop": "republican", "democrat": "democratic", "tory": "conservative"}  # one party's names
_WEAK: Final = frozenset("former new senior top young old chief executive then 42".split())

_KIN: Final = {word: group for group in KINDRED for word in group}
HEADS: Final = Remembered(  # roles that a noun may stand for,
    lambda role: (_KIN.get(role, frozenset()) - (OFFICES if role in OFFICES else frozenset())) | {role}
)
COMING: Final = Remembered(lambda role: HEADS[role] | BROADER.get(role, frozenset()))  # and those named below


def kin_of(role: str) -> frozenset[str]:
    """Return what whoever is called so may be told to be: roles that are alike, and those that tell more."""
    kin, broader = _KIN.get(role, frozenset()), BROADER.get(role, frozenset())
    return broader | kin if 1 < len(kin) <= ALIKE else broader


def spelled(title: str) -> list[str]:
    """Return the words of a title, those that are cut short in full."""
    return [SPELLED.get(word, word) for word in title.replace(".", "").split()]


def agreement(mine: frozenset[str], theirs: frozenset[str], same_head: bool) -> float:
    """Return how well two roles agree: positive only where they may be one."""
    mine, theirs = _partisan(mine), _partisan(theirs)
    both = len(mine & theirs)
    if sets_apart(mine, theirs):
        return 0.0
    if not same_head:
        return 1.0 + both if both else 0.0
    if mine and theirs and not both:
        return 0.5 if not (mine - _WEAK) else 0.0
    return 2.0 + both - ("former" in mine) + 2 * ("former" in mine & theirs)


def _partisan(words: frozenset[str]) -> frozenset[str]:
    """Return words with one name for each party."""
    return words if words.isdisjoint(PARTY) else frozenset([PARTY.get(word, word) for word in words])


def sets_apart(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two roles are of different parties, peoples or places: the Democratic and the Republican nominee."""
    if not mine or not theirs:
        return False
    groups = (lists().peoples, lists().places)
    return any(mine & known and theirs & known and not mine & theirs & known for known in groups)
