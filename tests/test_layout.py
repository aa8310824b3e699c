"""The layout's rules: which way imports go, what is imported late, what never appears."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FUNCTIONS = Path(__file__).parents[1] / "functions"
PACKAGE = FUNCTIONS / "rowsmith"
SOURCES = sorted(PACKAGE.rglob("*.py"))
RUN_BY_HAND = "freeze*.py"
"""Programs that make data files; the service never imports them."""

# From the ground up. A part may import from the parts below it, and from within itself.
LAYERS = [
    {"errors"},
    {"schema"},
    {"planning", "engine", "storage", "executions"},
    {"service"},
    {"api"},
    {"wiring", "local"},
    {"handler", "worker"},
]
PARTS = {
    "allowance": "service",
    "contract": "service",
    "contract_class": "service",
    "contract_making": "service",
    "deadline": "service",
    "documents": "service",
    "fulfilment": "service",
    "handouts": "service",
    "maker": "service",
    "order": "service",
    "plans": "service",
    "publishing": "service",
    "scaling": "service",
    "working": "service",
    "heads": "api",
    "limits": "api",
    "manual": "api",
    "pages": "api",
    "pool": "local",
    "problems": "api",
    "telemetry": "api",
}
"""Modules that belong to a part without being in a folder of its name."""

ROOMS = {
    "english": set[str](),
    "grammar": {"english"},
    "reading": {"grammar", "english"},
    "knowledge": {"english"},
    "promises": {
        "coherence",
        "composing",
        "knowledge",
        "reading",
        "grammar",
        "english",
        "notes",
        "request",
    },
}
"""What each room of planning may import of the others."""
WITHOUT_PATTERNS = {"reading", "knowledge", "composing", "promises"}
"""Rooms of planning that read no text by regular expressions: `grammar` and `english` do."""

READS_THE_ENVIRONMENT = "settings"
MAY_HOLD_SETTINGS = {"wiring", "handler", "worker"}
FOR_NOTEBOOKS = "local"
"""What `from rowsmith import dataset` brings, which the service never imports."""
HEAVY = {"boto3", "botocore", "faker", "openai", "pandas"}


def part_of(path: Path) -> str:
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return PARTS.get(name, name)


def layer_of(part: str) -> int:
    return next(level for level, parts in enumerate(LAYERS) if part in parts)


def imported_modules(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every imported module and the depth of nesting at which it is imported."""
    for node, depth in nodes(ast.parse(path.read_text()), 0):
        if isinstance(node, ast.Import):
            yield from ((alias.name, depth) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            assert node.module is not None
            yield node.module, depth
            if node.module == "rowsmith":
                yield from ((f"rowsmith.{alias.name}", depth) for alias in node.names)


def test_programs_run_by_hand_are_not_imported_by_others() -> None:
    others = [path for path in SOURCES if not path.match(RUN_BY_HAND)]
    imported = {name.split(".")[-1] for path in others for name, _ in imported_modules(path)}
    assert not {path.stem for path in PACKAGE.rglob(RUN_BY_HAND)} & imported


def nodes(tree: ast.AST, depth: int) -> Iterator[tuple[ast.AST, int]]:
    for child in ast.iter_child_nodes(tree):
        yield child, depth
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from nodes(child, depth + inner)


def ours(path: Path) -> set[str]:
    """Name the parts that a file imports from."""
    modules = [name.split(".") for name, _ in imported_modules(path)]
    return {PARTS.get(name[1], name[1]) for name in modules if name[0] == "rowsmith" and name[1:]}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part in {"__init__", READS_THE_ENVIRONMENT}:
        assert ours(path) <= {"__init__", FOR_NOTEBOOKS}
        return
    allowed = {part}.union(*LAYERS[: layer_of(part)])
    if part in MAY_HOLD_SETTINGS:
        allowed.add(READS_THE_ENVIRONMENT)
    assert ours(path) <= allowed


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_of_planning_open_one_way(room: str) -> None:
    for path in sorted((PACKAGE / "planning" / room).rglob("*.py")):
        modules = [name.split(".") for name, _ in imported_modules(path)]
        others = {name[2] for name in modules if name[:2] == ["rowsmith", "planning"] and name[2:]}
        assert others - {room} <= ROOMS[room], path


@pytest.mark.parametrize("room", sorted(WITHOUT_PATTERNS))
def test_patterns_are_matched_in_grammar_and_english_alone(room: str) -> None:
    for path in sorted((PACKAGE / "planning" / room).rglob("*.py")):
        assert "re" not in {name for name, _ in imported_modules(path)}, path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_packages_are_imported_where_they_are_used(path: Path) -> None:
    if path.match(RUN_BY_HAND) or part_of(path) == FOR_NOTEBOOKS:
        return
    at_the_top = {name.split(".")[0] for name, depth in imported_modules(path) if depth == 0}
    assert not at_the_top & HEAVY


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_settings_read_the_environment(path: Path) -> None:
    if part_of(path) != READS_THE_ENVIRONMENT:
        assert not {"environ", "getenv", "environb"} & names(path)


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "engine").rglob("*.py")), ids=lambda path: str(path.name)
)
def test_the_engine_has_no_clock_and_no_chance_of_its_own(path: Path) -> None:
    assert not {"uuid1", "uuid4", "now", "utcnow", "today", "RandomState", "urandom"} & called(path)
    imported = {name for name, _ in imported_modules(path)}
    assert not {"time", "secrets", "random"} & imported


def names(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text()))
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in tree
        if isinstance(node, ast.Attribute | ast.Name)
    }


def called(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return {
        function.attr if isinstance(function, ast.Attribute) else function.id
        for function in (node.func for node in calls)
        if isinstance(function, ast.Attribute | ast.Name)
    }


ENTRIES = {"handler": HEAVY | {"numpy"}, "worker": HEAVY}
"""What Lambda calls, and what it starts without: a worker makes rows each time."""


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_starts_without_the_heavy_packages(entry: str) -> None:
    program = (
        f"import sys, rowsmith.{entry}; "
        f"late = {ENTRIES[entry]!r}; "
        "print(*sorted(late & {name.split('.')[0] for name in sys.modules}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(FUNCTIONS), "BUCKET": "none"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_a_few_lines(entry: str) -> None:
    lines = (PACKAGE / f"{entry}.py").read_text().splitlines()
    assert len([line for line in lines if line.strip()]) <= 15
