"""How a description hands over to a name: “a baker *who goes by the name* Biscuit”, “a firm *called* Brightwater”.

The words between are few and fixed, so one pattern reads them, where the word before a name may end them.  A bare
participle may as well be a verb (“the mayor *called* Lee a liar”): it introduces one who is new, and nothing is
said of the name then.

Limits: what says so in other words (“whom friends know as”) is not known; “who called Lee” is a telephone.
"""

from collections.abc import Sequence
from typing import Final

import regex

from quoteattr.finding.mentions import Phrase
from quoteattr.linking.refused import CALLING

LONGEST: Final = 14  # tokens between a description and its name
_MARKS: Final = frozenset("“ \" ‘ ' « ``".split())  # a name may stand in them, or behind an article
_ENDING: Final = frozenset("as called named nicknamed dubbed name pseudonym alias aka".split())  # right before a name,
_ENDINGS: Final = {
    ".": frozenset(["a"]), ",": frozenset(["name", "nickname", "initials"]),
    "of": frozenset(["name", "nickname", "alias"]), "by": frozenset(["goes", "went", "going", "only"]),
    "is": frozenset(["name"]), "was": frozenset(["name"]),
    "himself": frozenset(["calls", "called"]), "herself": frozenset(["calls", "called"]),
    "itself": frozenset(["calls", "called"]),
}  # fmt: skip  # others only behind some words
_NEW: Final = frozenset("a an another one two some".split())  # determiners of what a text speaks of for the first time
_TOLD: Final = frozenset("a an the his her its their to as for “ \" ‘ ' «".split())  # behind the object of a verb
_SELF: Final = r"(?:himself|herself|itself)"
_NAME: Final = r"(?:his|her|their|its)\ (?:\w+\ )?name"
_ONLY: Final = r"(?:only\ |just\ |simply\ )?"
_HOW: Final = "better|best|also|only|widely|locally|simply|now|then|formerly|previously"
_INTRODUCTION: Final = regex.compile(
    rf"""(?:^|\ )(?P<all>(?:[,(]\ )?(?:
      (?:(?:who|which|that)\ (?:is|was|are)\ )?(?:(?:{_HOW})\ )*
        (?:known|identified|introduced|named|billed|nicknamed)\ {_ONLY}(?:(?:by|to|in|on)\ (?:\w+\ ){{1,3}}?)?as
    | (?:(?:who|which|that)\ (?:is|was|are)\ )?(?:called|named|nicknamed|dubbed)
    | (?:(?:who|which|that)\ (?:\w+\ )?(?:goes|went)|going)\ {_ONLY}by(?:\ the\ (?:\w+\ )?\w+(?:\ of)?)?
    | who\ (?:(?:identified|introduced)\ {_SELF}\ {_ONLY}as|call(?:s|ed)\ {_SELF})
    | who\ (?:[\w']+\ ){{0,4}}?(?:gave|give|gives)\ {_ONLY}{_NAME}\ {_ONLY}(?:as|,)
    | who\ (?:asked|wanted|wished|agreed)\ to\ be\ (?:identified|named|known|quoted|called)\ {_ONLY}
        (?:as|by\ {_ONLY}(?:his|her|their)\ (?:\w+\ )?\w+\ ,)
    | who\ (?:performs|performed|records|recorded|raps|writes|wrote|posts|posted|blogs)\ as
    | by\ the\ name\ of
    | aka|a\ \.\ k\ \.\ a\ \.|alias
    | whose\ (?:\w+\ )?name\ (?:is|was)(?:\ given\ as)?
    | (?:who\ )?(?:using|used|uses)\ the\ (?:name|pseudonym|alias)
    ))$""",
    regex.VERBOSE,
)


def description_end(lower: Sequence[str], name: Phrase) -> int | None:
    """Return one past the last token of the description that hands over to a name, if one does."""
    first = name.first
    while first > 1 and (lower[first - 1] in _MARKS or lower[first - 1] == "the"):
        first -= 1
    if first < 2 or not (lower[first - 1] in _ENDING or lower[first - 2] in _ENDINGS.get(lower[first - 1], ())):
        return None
    found = _INTRODUCTION.search(" ".join(lower[max(1, first - LONGEST) : first]))
    if found is None or (found["all"] in CALLING and not _TOLD.isdisjoint(lower[name.last : name.last + 1])):
        return None
    return first - found["all"].count(" ") - 1


def introduces(lower: Sequence[str], end: int, nominal: Phrase | None) -> bool:
    """Tell whether a description that ends before token `end` may hand over: to a bare participle, if it is new."""
    return lower[end] not in CALLING or (nominal is not None and nominal.determiner in _NEW)
