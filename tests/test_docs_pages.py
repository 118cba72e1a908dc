"""The pages: links lead somewhere, the front page is short and shows two commands, the changelog knows the version."""

import re
from pathlib import Path
from types import ModuleType

import pytest

import quoteattr
from quoteattr import output

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_front_page_is_short_and_shows_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 120
    run, test = [line for line in lines if line.startswith(("python3 -m venv", ".venv/bin/"))]
    assert "quoteattr extract seeds/*.txt" in run
    assert test.endswith(".venv/bin/python -m pytest")


def test_every_page_can_be_reached_from_the_front_pages() -> None:
    front = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "docs/index.md").read_text(encoding="utf-8")
    pages = {page.name for page in PAGES} - {"README.md", "index.md"}
    assert {name for name in pages if f"{name})" not in front} == set()


def test_the_changelog_knows_the_version() -> None:
    assert f"## {quoteattr.__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", [quoteattr, output])
def test_the_reference_lists_every_public_name(module: ModuleType) -> None:
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    listed = re.findall(rf"^::: {re.escape(module.__name__)}\.(\w+)$", page, re.MULTILINE)
    assert sorted(listed) == sorted(name for name in module.__all__ if name != "__version__")
