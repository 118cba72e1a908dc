"""What a release says of itself: one version, the types, the Pythons, and how names go."""

import re
import tomllib
from importlib import metadata, resources
from pathlib import Path

import pytest

import quoteattr

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_stands_in_one_place() -> None:
    assert "version" in PROJECT["dynamic"]
    files = (ROOT / "quoteattr").rglob("*.py")
    assert [path for path in files if f'"{quoteattr.__version__}"' in path.read_text("utf-8")] == [
        ROOT / "quoteattr" / "__init__.py"
    ]


def test_the_installed_version_is_that_of_the_package() -> None:
    assert metadata.version("quoteattr") == quoteattr.__version__


def test_the_changelog_opens_with_this_version() -> None:
    heads = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert heads[0] == quoteattr.__version__


def test_types_are_shipped() -> None:
    assert (resources.files(quoteattr) / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["classifiers"]


def test_the_pythons_are_told_alike() -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert PROJECT["requires-python"] == f">={named[0]}"
    page = " ".join((ROOT / "docs/stability.md").read_text(encoding="utf-8").split())
    assert f"today these are {', '.join(named[:-1])} and {named[-1]}" in page


@pytest.mark.parametrize("name", [n for n in quoteattr.__all__ if n != "__version__"])
def test_every_public_name_is_documented(name: str) -> None:
    assert getattr(quoteattr, name).__doc__
