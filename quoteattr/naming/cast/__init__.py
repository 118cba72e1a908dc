"""Who is in a text: its names gathered into figures, one for each person or body.

`gather` is the verb, a `Cast` what it returns.  Files, in the order of use:

    `names`          when two names may be one person's or one body's
    `figures`        somebody in a text, with the ways the name is written
    `introductions`  how a description hands over to a name: “a baker *who goes by the name* Biscuit”
    `bodies`         organisations and places gathered
    `persons`        persons gathered
    `cast`           these put together
    `genders`        of what gender persons are, by the pronouns that follow their names
"""

from quoteattr.naming.cast.cast import gather
from quoteattr.naming.cast.figures import COMPARED, Cast, Figure, Form, has_full_name, is_person, only
from quoteattr.naming.cast.genders import OWNERS, vote_genders
from quoteattr.naming.cast.introductions import description_end, introduces
from quoteattr.naming.cast.names import MARRIED, SMALL, UNMARRIED, Tokens, normal, split
from quoteattr.naming.cast.persons import SURNAME_TITLES

__all__ = [
    "COMPARED",
    "MARRIED",
    "OWNERS",
    "SMALL",
    "SURNAME_TITLES",
    "UNMARRIED",
    "Cast",
    "Figure",
    "Form",
    "Tokens",
    "description_end",
    "gather",
    "has_full_name",
    "introduces",
    "is_person",
    "normal",
    "only",
    "split",
    "vote_genders",
]
