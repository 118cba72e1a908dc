"""What docs/architecture.md says of imports: they run one way, and the front door loads little."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent

# Each part may import the parts before it; "quoteattr" is the front door, __init__.py, which re-exports.
ORDER = (
    "models errors config data reading finding linking naming restored stages workers pipeline quoteattr "
    "inputs output evaluation adapters training cli_progress cli_writing cli_arguments benchmark cli __main__".split()
)
# Folders inside a stage; `learned` has no front door, since training takes its parts one by one.
ROOMS = sorted(
    ".".join(path.parent.relative_to(PACKAGE.parent).parts)
    for stage in ("finding", "linking", "naming")
    for path in (PACKAGE / stage).glob("*/**/__init__.py")
    if path.parent.name != "learned"
)
STAGES = ["quoteattr.finding", "quoteattr.linking", "quoteattr.linking.learned", "quoteattr.naming"]
FINDERS = {"marks", "cues", "mentions"}
STDLIB_AND_OURS = {*sys.stdlib_module_names, "quoteattr"}
NEEDED = {"attrs", "regex", "nupunkt"}
EXTRAS = {
    "cli.py": {"rich"},
    "cli_progress.py": {"rich"},
    "adapters": {"spacy", "pyspark", "pandas", "polars", "pyarrow"},
    "training": {"numpy", "pycrfsuite", "scipy", "sklearn", "spacy"},
}


def part_of(module: str) -> str:
    """Return the part of the package a module's dotted name belongs to."""
    return module.split(".")[1] if "." in module else module


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names of the modules a file imports, at its top or inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names if (PACKAGE / f"{alias.name}.py").exists()]
            yield from inner if node.module == "quoteattr" and inner else [node.module or ""]


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_run_one_way(path: Path) -> None:
    top = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    own = "quoteattr" if top == "__init__" else top
    earlier = ORDER[: ORDER.index(own) + 1]
    ours = [module for module in imports(path) if module.split(".")[0] == "quoteattr"]
    assert [module for module in ours if part_of(module) not in earlier] == []


def is_in(room: str, module: str) -> bool:
    """Tell whether a module is a folder's front door, or stands in it."""
    return f"{module}.".startswith(f"{room}.")


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_folder_inside_a_stage_is_entered_by_its_front_door(path: Path) -> None:
    own = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    if own.startswith("quoteattr.training."):
        return
    closed = [room for room in ROOMS if not is_in(room, own)]
    assert [m for m in imports(path) for room in closed if is_in(room, m) and m != room] == []


@pytest.mark.parametrize("room", sorted([*ROOMS, *STAGES]))
def test_a_front_door_names_what_is_behind_it(room: str) -> None:
    folder = PACKAGE.parent.joinpath(*room.split("."))
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    behind = [*folder.glob("*.py"), *(path.parent for path in folder.glob("*/__init__.py"))]
    assert [path.stem for path in behind if path.stem != "__init__" and f"`{path.stem}`" not in said] == []


@pytest.mark.parametrize("finder", sorted(FINDERS))
def test_finders_know_nothing_of_each_other(finder: str) -> None:
    used = {module for path in (PACKAGE / "finding" / finder).glob("*.py") for module in imports(path)}
    others = [f"quoteattr.finding.{other}" for other in sorted(FINDERS - {finder})]
    assert [module for module in used for other in others if is_in(other, module)] == []


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_third_parties_are_imported_only_where_they_belong(path: Path) -> None:
    allowed = STDLIB_AND_OURS | NEEDED | EXTRAS.get(path.relative_to(PACKAGE).parts[0], set())
    assert {module.split(".")[0] for module in imports(path)} <= allowed


def test_the_front_door_loads_no_extra_and_nothing_it_does_not_need_yet() -> None:
    code = "import sys, quoteattr; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    unwanted = {"nupunkt", "jsonschema", "argparse", *set[str]().union(*EXTRAS.values())}
    assert unwanted.intersection(loaded) == set()
    ours = {part_of(module) for module in loaded if module.split(".")[0] == "quoteattr"}
    assert not ours & {"output", "evaluation", "adapters", "training", "benchmark", "cli"}


def test_every_public_name_is_there() -> None:
    assert sorted(quoteattr.__all__) == sorted(set(quoteattr.__all__))
    assert [name for name in quoteattr.__all__ if not hasattr(quoteattr, name)] == []
