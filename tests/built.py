"""Tell whether a built wheel and sdist hold what belongs into them and nothing else.

    python -m build && python tests/built.py dist

The wheel is the package as tracked, its metadata and the licence; the sdist has the tests, pages and seed articles
as well, so that it can be tested.  Weights and lists are there, caches, notes and local files are not.
"""

import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
KINDS = {".py", ".tsv", ".txt", ".bin", ".json", ".css", ".js", ".md", ".typed"}  # of files in the package
FOLDERS = {"quoteattr", "tests", "docs", "seeds"}
ALONE = {"CHANGELOG.md", "LICENSE", "PKG-INFO", "README.md", "pyproject.toml", ".gitignore"}
LARGEST = 4 * 2**20  # bytes of a wheel


def tracked(folder: str) -> set[str]:
    """Return the files of a folder that belong to it: all but caches."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in files}


def of_wheel(path: Path) -> Iterator[str]:
    """Yield what is wrong with a wheel."""
    with zipfile.ZipFile(path) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    ours = {name for name in names if name.startswith("quoteattr/")}
    info = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    yield from (f"not in the wheel: {name}" for name in sorted(tracked("quoteattr") - ours))
    yield from (f"does not belong: {name}" for name in sorted(names - tracked("quoteattr") - info))
    yield from (f"of no known kind: {name}" for name in sorted(ours) if Path(name).suffix not in KINDS)
    if "quoteattr/py.typed" not in names or not any(name.endswith("licenses/LICENSE") for name in info):
        yield "py.typed or the licence is missing"
    if path.stat().st_size > LARGEST:
        yield f"larger than {LARGEST} bytes"


def of_sdist(path: Path) -> Iterator[str]:
    """Yield what is wrong with an sdist."""
    with tarfile.open(path) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    wanted = {name for folder in FOLDERS for name in tracked(folder)} | ALONE
    yield from (f"not in the sdist: {name}" for name in sorted(wanted - names))
    yield from (f"does not belong: {name}" for name in sorted(names - wanted))


def main() -> int:
    """Look at the newest wheel and sdist of a folder."""
    folder = Path(sys.argv[1] if sys.argv[1:] else "dist")
    status = 0
    for pattern, check in (("*.whl", of_wheel), ("*.tar.gz", of_sdist)):
        path = max(folder.glob(pattern), key=lambda path: path.stat().st_mtime, default=None)
        wrong = [f"no {pattern} in {folder}"] if path is None else list(check(path))
        print(path or folder, *wrong or ["holds what belongs"], sep="\n  ")
        status |= bool(wrong)
    return status


if __name__ == "__main__":
    sys.exit(main())
