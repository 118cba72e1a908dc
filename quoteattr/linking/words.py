"""The closed classes of English words by which the rules of linking find where phrases begin and end.

These are function words, known to the last one, and therefore code; open classes (cues, roles, names) are data.
"""

from collections.abc import Container, Sequence
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PREPOSITIONS: Final = _set(
    "in on at during after before from via with by of for to into over under about against through throughout among "
    "amid amidst between within without despite upon toward towards since until till per like unlike following "
    "including across around behind beyond near outside inside along alongside off out up down as"
)
SUBORDINATORS: Final = _set(
    "that because when while if although though unless whether where whereas once since until as after before "
    "what how why whose lest"
)
RELATIVES: Final = _set("who whom which")
OBJECTS: Final = RELATIVES | {"what", "that"}  # what stands before the subject of a verb that has it as its object
CONJUNCTIONS: Final = _set("and but or nor yet so")
DETERMINERS: Final = _set(
    "the a an this these those his her its their my our your some any no every each both several many most few all "
    "another other one two three four five six seven eight nine ten half more such"
)
POSSESSIVES: Final = _set("my your his her its our their")
ARTICLES: Final = _set("a an the")
INDEFINITE: Final = _set("a an")
NEW: Final = INDEFINITE | {"another", "one"}  # before what a text has not spoken of yet
PERSONAL: Final = _set("i he she we they you")  # somebody, and a subject by itself
SUBJECTS: Final = _set("i he she it we they you who there that this these those everyone nobody someone one none")
PRONOUNS: Final = _set("i he she it we they you me him her us them himself herself themselves itself myself")
OBJECTIVE: Final = _set("me you him her us them")
AUXILIARIES: Final = _set(
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "'s 'd 'll 've 're 'm isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't "
    "couldn't shouldn't cannot"
)
ENDS: Final = frozenset(". ? ! ; … ...".split())
DASHES: Final = frozenset("— – -- --- ― -".split())
BREAKS: Final = ENDS | DASHES | {",", ":", "(", ")", "[", "]"}
STOPS: Final = ENDS | {":"}
PAUSES: Final = STOPS | {","}
SIGNS: Final = PAUSES | DASHES
COMMAS: Final = DASHES | {","}
TRAILING: Final = BREAKS - {")", "]"}
VERBS: Final = AUXILIARIES - {"'s"}  # which is a genitive more often
TIMES: Final = _set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow weekend earlier later "
    "last this next spring summer autumn fall winter week month year night morning afternoon evening again then now "
    "recently once also too soon early late ago "
    "january february march april june july august september october november december"
)
IRREGULAR: Final = _set(  # pasts without “-ed” that are never nouns
    "arose awoke befell beheld besought burnt clung crept dealt dreamt dwelt flung forbade foresaw forgave forgot "
    "forsook froze knelt leant leapt learnt lent mistook outran outsold overcame overheard oversaw overthrew overtook "
    "partook rebuilt repaid resold retook rewrote rode shone shrank slid slung spilt spoilt sprang stank strode "
    "strung stung swam swept swore swung tore trod undertook underwent unwound upheld wept withdrew withheld "
    "withstood woke wove wrung"
)
PARTICIPLES: Final = _set(  # without “-ed”
    "born bought brought built caught cut drawn driven found given heard held hit hurt kept known laid led left lost "
    "made met paid put read run seen sent set shot shown sold spent spoken spread stolen struck sung taken taught told "
    "torn worn written"
)


ADVERBS: Final = _set("also then later once again now often never not even still just rather quite aloud")
NO_ADVERBS: Final = _set("family rally ally reply italy assembly early daily weekly monthly")


def capitals_from(words: Sequence[str], end: int, least: int, inside: Container[str] = ()) -> int:
    """Return where the words with a capital begin that end at `end`, at `least` or behind; `inside` may be small."""
    while end > least and (words[end - 1][0].isupper() or words[end - 1] in inside):
        end -= 1
    return end


def capitals_to(words: Sequence[str], first: int, most: int) -> int:
    """Return where the words with a capital end that begin at `first`, at `most` or before."""
    return next((k for k in range(first, most) if not words[k][0].isupper()), max(first, most))


def is_adverb(word: str) -> bool:
    """Tell whether a word is likely an adverb, by its ending or as one of the few without it."""
    return word in ADVERBS or (len(word) > 4 and word.endswith("ly") and word not in NO_ADVERBS)
