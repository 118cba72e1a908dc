"""Documents on their way out: as JSON, as JSON Lines and as a table for a terminal.

Each file turns documents into strings and leaves the writing to its caller; none of them opens a file.
"""

from quoteattr.output.json import dumps, json_array, json_lines
from quoteattr.output.table import table

__all__ = ["dumps", "json_array", "json_lines", "table"]
