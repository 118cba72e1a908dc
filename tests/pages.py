"""Run the examples of a page that doctest cannot run everywhere, because they need an extra."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def run_page(name: str, **instead: str) -> dict[str, Any]:
    """Run the Python of a page of docs/, compare what it prints with what is shown after it, return its variables.

    `instead` has strings to put in the place of strings in that Python, for files that must lie elsewhere.
    """
    page = (Path(__file__).parent.parent / "docs" / name).read_text(encoding="utf-8")
    scope: dict[str, Any] = {}
    for code, shown in BLOCK.findall(page):
        for old, new in instead.items():
            code = code.replace(repr(old).replace("'", '"'), repr(new))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, f"docs/{name}", "exec"), scope)
        assert said.getvalue() == shown
    return scope
