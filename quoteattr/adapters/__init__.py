"""What is found, in the forms of other libraries: one module a library, each with its extra.

`spacy` is a component for a pipeline, `dataframe` makes tables for pyarrow, pandas, polars and Parquet, and `spark`
runs extraction over a Spark DataFrame.  The rest of quoteattr knows nothing of them: they take documents and hand
on plain data.  `tabular` says what a row is, for all that have rows.

Nothing here is imported by `import quoteattr`, and a library is imported when a function needs it, except by `spacy`:
that module is itself imported by spaCy only, through its entry point.
"""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Say which extra to install, where a library imported inside is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{error.name} is missing; it comes with: pip install 'quoteattr[{name}]'"
        raise ModuleNotFoundError(message, name=error.name) from error
