"""What looks like a report and is none.

A file for each reason:

    `names`      the verb or the marks only give a name
    `narrative`  novels and stories, of which only what is sure is kept where no marks stand
    `unsaid`     words that somebody would have said, nearly said or may say
"""

from quoteattr.linking.refused.names import CALLING, only_names
from quoteattr.linking.refused.narrative import without_hearsay
from quoteattr.linking.refused.unsaid import is_behind, is_nobodys, unsaid

__all__ = ["CALLING", "is_behind", "is_nobodys", "only_names", "unsaid", "without_hearsay"]
