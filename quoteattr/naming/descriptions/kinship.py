"""Relations that are told from one side only: "Ann Lee and *her husband, Tom,*" makes Ann Lee his wife.

Apposition ties "husband" to Tom; later "his wife" is the one whose husband he is.  The role that is so found is
described by the other's name, so that "Hill's wife" is no wife of Tom Lee.

Mr. and Mrs. Lee are husband and wife where they are the only ones so named: "…," said **Mrs. Lee**. "…," said *her
husband*.

In a novel everybody is somebody's mother, so that this is asked of short texts alone.

Limits: whose relation somebody is must stand right before it, as a name and "and" or a genitive.
"""

from collections.abc import Iterator
from typing import Final

from quoteattr.finding.mentions import NOMINAL, Phrase
from quoteattr.models import Gender
from quoteattr.naming.cast import OWNERS, Cast, Figure, is_person
from quoteattr.naming.index import Index

_PARENTS: Final = ("mother", "father")
_CHILDREN: Final = ("daughter", "son")
_SIBLINGS: Final = ("sister", "brother")
_ANSWERING: Final = {  # what a woman, and what a man, is to such a one of hers or his
    **dict.fromkeys(_CHILDREN, _PARENTS),
    **dict.fromkeys([*_PARENTS, "mum", "mom", "dad"], _CHILDREN),
    **dict.fromkeys(_SIBLINGS, _SIBLINGS),
    "husband": ("wife", "husband"),
    "wife": ("wife", "husband"),
    "boyfriend": ("girlfriend", "boyfriend"),
    "girlfriend": ("girlfriend", "boyfriend"),
}
_JOINING: Final = frozenset([",", "and"])  # between a name and the relation, besides an age

Relation = tuple[Figure, str, frozenset[str]]  # who, what to somebody, and the words of his name


def returned(index: Index, cast: Cast) -> Iterator[Relation]:
    """Yield the relations of whoever somebody named is told to be a relation of."""
    nominals = {index.phrases[i].last: index.phrases[i] for i in index.nominals}
    names = {index.phrases[i].names[1]: i for i in index.names}
    for i in index.names:
        name, figure = index.phrases[i], cast.of[i]
        relation = name if name.role in _ANSWERING else None
        relation = relation or (nominals.get(name.first - 1) if index.reading.lower[name.first - 1] == "," else None)
        if figure is None or relation is None or not is_person(figure):
            continue
        owner, gender = _owner(index, cast, names, relation)
        answering = _ANSWERING.get(relation.role)
        if owner and gender and answering and owner is not figure:
            role = answering[gender is Gender.MALE]
            yield owner, role, frozenset(index.reading.lower[slice(*name.names)])
    yield from _couple(cast)


def _couple(cast: Cast) -> Iterator[Relation]:
    """Yield the relations of the only two who go by one surname as "Mr." and "Mrs."."""
    wives, husbands = (
        {f.forms[0].tokens[-1]: f for f in cast.figures if f.forms and t in f.titles} for t in ("mrs", "mr")
    )
    shared = wives.keys() & husbands.keys()
    if len(shared) == 1:
        surname = next(iter(shared))
        yield wives[surname], "wife", frozenset([surname])
        yield husbands[surname], "husband", frozenset([surname])


def _owner(index: Index, cast: Cast, names: dict[int, int], relation: Phrase) -> tuple[Figure | None, Gender | None]:
    """Return whose relation a phrase is, and of what gender."""
    lower, at = index.reading.lower, relation.first
    if relation.form is NOMINAL and relation.owner[0] < relation.owner[1] and relation.owner[1] in names:
        figure = cast.of[names[relation.owner[1]]]
        return figure, figure.gender if figure else None
    gender = OWNERS.get(lower[at])
    while at > 0 and (lower[at - 1] in _JOINING or lower[at - 1].isdigit()):
        at -= 1
    joined = "and" in lower[at : relation.first] and at in names
    return (cast.of[names[at]], gender) if gender and joined else (None, None)
