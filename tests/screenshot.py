"""Take the picture of a page that the documentation shows: docs/images/page.png.

    python tests/screenshot.py

Needs the browser that the tests of pages need.  Fonts differ between machines: the picture is looked at, not compared.
"""

import sys
import tempfile
from pathlib import Path

from browser import browser, missing
from quoteattr import Extractor
from quoteattr.output import html_page

ROOT = Path(__file__).parent.parent
SHOWN = ROOT / "docs/images/page.png"


def main() -> int:
    """Write the picture of both seed articles, with the note of one quotation open."""
    if why := missing():
        print(why, file=sys.stderr)
        return 1
    texts = ((path.read_text(encoding="utf-8"), path.name) for path in sorted(ROOT.glob("seeds/*.txt")))
    documents = [(name, document) for document, name in Extractor().pipe(texts, as_tuples=True)]
    with tempfile.TemporaryDirectory() as folder, browser("--window-size=1100,860") as driver:
        page = Path(folder, "page.html")
        page.write_text("".join(html_page(documents)), encoding="utf-8")
        driver.get(page.as_uri())
        driver.execute_script("document.querySelectorAll('mark[data-n]')[0].focus()")
        driver.save_screenshot(str(SHOWN))
    return 0


if __name__ == "__main__":
    sys.exit(main())
