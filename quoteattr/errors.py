"""Every error a program may want to catch, in one place; each derives from `QuoteattrError`.

Text never raises.  What raises is a program's mistake or a broken file: a wrong argument, an unreadable
file, damaged data, a dictionary that describes no value.  Messages name the path or position and
what to do.  (`QuoteattrError` and `SchemaError` are defined beside the values, which import nothing.)
"""

import json

from quoteattr.models import QuoteattrError, SchemaError

__all__ = ["ConfigError", "DataError", "InputError", "QuoteattrError", "SchemaError"]


class ConfigError(QuoteattrError, ValueError):
    """An option of `Config` has a value it cannot have."""


class DataError(QuoteattrError):
    """A data file of the package (a lexicon, weights) is missing, damaged or of another format."""


class InputError(QuoteattrError):
    """A file given by the user cannot be read, decoded or parsed."""


def fault(error: Exception) -> str:
    """Return what is wrong with a line of JSON and in which column; which line it is, only its reader knows.

    >>> try:
    ...     json.loads('{"text": }')
    ... except ValueError as error:
    ...     print(fault(error))
    Expecting value in column 10
    """
    return f"{error.msg} in column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
