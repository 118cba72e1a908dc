"""How probable a report has to be to be kept.

Files, in the order of use:

    `deeds`    deeds told with verbs that may report: “Clara *slammed* the door”
    `objects`  what has no clause, in a dialogue: “He *pointed to* the hatch”
    `works`    works in marks that no sign closes: “She *read* “Emma” and left”
    `hearsay`  reports told as hearsay: “The king is said to have *remarked* that C”
    `bars`     the bars by what speaks for a report, and which of two versions goes first
"""

from quoteattr.linking.learned.bars.bars import INNER, is_known, may_be_kept, needed, rank
from quoteattr.linking.learned.bars.hearsay import as_hearsay
from quoteattr.linking.learned.bars.objects import is_without_clause

__all__ = ["INNER", "as_hearsay", "is_known", "is_without_clause", "may_be_kept", "needed", "rank"]
