"""Documents on their way out, in the formats other programs and people read.

Each file turns documents into strings and leaves the writing to its caller; none of them opens a file.  `json`, `rows`
(CSV), `tally` (CSV of speakers), `webannotation`, `schemaorg` and `brat` are for programs, and `schema` describes the
JSON; `table` and `explain` are for a terminal, `html` for a browser.  What comes back, comes back through a function
named `read_...` beside the one that writes.
"""

from quoteattr.output.brat import Files, brat_files, read_brat
from quoteattr.output.explain import explanation, reasons
from quoteattr.output.html import html_frame, html_page
from quoteattr.output.json import dumps, json_array, json_lines
from quoteattr.output.rows import Row, csv_rows, read_csv
from quoteattr.output.schema import json_schema
from quoteattr.output.schemaorg import graph, graphs
from quoteattr.output.table import table
from quoteattr.output.tally import speakers_csv
from quoteattr.output.webannotation import annotation_page, annotation_pages, read_annotation_page

__all__ = [
    "Files",
    "Row",
    "annotation_page",
    "annotation_pages",
    "brat_files",
    "csv_rows",
    "dumps",
    "explanation",
    "graph",
    "graphs",
    "html_frame",
    "html_page",
    "json_array",
    "json_lines",
    "json_schema",
    "read_annotation_page",
    "read_brat",
    "read_csv",
    "reasons",
    "speakers_csv",
    "table",
]
