"""The small words by which the words of a source are cut, where more than one step looks for them."""

from typing import Final

RELATIVES: Final = frozenset(["who", "which", "that", "whose", "whom", "where"])
STOPS: Final = frozenset(
    ", ( [ ; : — – -- ... of for at from in with by on to about near over under between against among "
    "inside outside during into onto through within across towards via "
    "after before including such like as who which that whose whom where and or & / seen made published based "
    "has have had is are was were also".split()
)
JOINTS: Final = frozenset(["and", "or", "nor", "&"])
OFFICIAL: Final = frozenset(["for", "of"])  # before what an office is for
LINKING: Final = frozenset("by of with to against about for from in".split())  # before a name that is no subject
