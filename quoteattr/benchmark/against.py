"""The same texts, in turn, by quoteattr and by another tool, where that happens to be installed.

Nothing is installed or downloaded here.  textacy finds direct quotations on top of a spaCy pipeline with a parser; both
and the pipeline must be there, otherwise what is missing is said.  textacy refuses texts whose marks do not pair
up; such texts are counted, and their time too, since the parser has run by then.
"""

import importlib
import importlib.util
from collections.abc import Callable
from time import process_time
from typing import Any, Final

from quoteattr.benchmark.figures import Table
from quoteattr.benchmark.stages import warm_up
from quoteattr.benchmark.texts import Texts
from quoteattr.errors import InputError
from quoteattr.evaluation.passes import token_pass
from quoteattr.pipeline import Extractor

TOOLS: Final = ("textacy",)
PIPELINE: Final = "en_core_web_sm"
COLUMNS: Final = {
    "tool": "",
    "seconds": ".2f",
    "kB/s": ",.0f",
    "token passes": ",.1f",
    "quotations": ",d",
    "texts refused": ",d",
}

Finder = Callable[[str], int]  # the number of quotations


def against(texts: Texts, tool: str, pipeline: str = PIPELINE) -> Table:
    """Return the table of quoteattr and `tool`; raise `InputError`, saying what is missing, where it cannot run."""
    theirs = {"textacy": _textacy}[tool](pipeline)
    warm_up()
    extractor = Extractor()
    finders = {"quoteattr": lambda text: len(extractor.extract(text).quotes), f"{tool}, {pipeline}": theirs}
    theirs(texts.texts[0][:200])
    one = token_pass(texts.texts)
    found = {name: [0.0, 0, 0] for name in finders}
    for text in texts.texts:
        for name, finder in finders.items():
            _count(found[name], finder, text)
    title = f"{len(texts.texts)} texts of {texts.size:,} characters ({texts.origin}), in turn."
    rows = tuple(
        {"tool": name, "seconds": time, "kB/s": texts.size / time / 1000, "token passes": time / one}
        | {"quotations": quotes, "texts refused": refused}
        for name, (time, quotes, refused) in found.items()
    )
    return Table(name=f"against-{tool}", title=title, columns=COLUMNS, rows=rows)


def _count(sums: list[Any], finder: Finder, text: str) -> None:
    """Add time, quotations and refusals of one text to `sums`."""
    start = process_time()
    try:
        sums[1] += finder(text)
    except ValueError:
        sums[2] += 1
    sums[0] += process_time() - start


def _textacy(pipeline: str) -> Finder:
    missing = [name for name in ("spacy", "textacy") if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(f"--against textacy: not installed here: {', '.join(missing)}; nothing was timed")
    spacy = importlib.import_module("spacy")
    if not spacy.util.is_package(pipeline):
        have = ", ".join(spacy.util.get_installed_models()) or "none"
        raise InputError(f"--against textacy: no spaCy pipeline {pipeline!r} here (installed: {have}); see --pipeline")
    nlp, extract = spacy.load(pipeline), importlib.import_module("textacy.extract")
    return lambda text: sum(1 for _ in extract.direct_quotations(nlp(text)))
