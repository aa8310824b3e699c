"""What a plan depends on has a version that changes with it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rowsmith.planning import version
from rowsmith.planning.prompt import prompt_version
from rowsmith.planning.version import planner_version


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of what the built-in planner plans by."""
    source = Path(version.__file__).parent
    copy = tmp_path / "planning"
    copy.mkdir()
    shutil.copy(source / "request.py", copy)
    for name in ("builtin", "vocabulary", "domains"):
        shutil.copytree(source / name, copy / name)
    monkeypatch.setattr(version, "_FOLDER", copy)
    version._builtin_version.cache_clear()
    yield copy
    version._builtin_version.cache_clear()


def _fresh() -> str:
    version._builtin_version.cache_clear()
    return planner_version("builtin")


def test_models_version_is_of_what_it_is_told() -> None:
    assert planner_version("gpt-4o-mini") == prompt_version() == planner_version("another-model")


def test_builtin_version_is_of_its_own(folder: Path) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", planner_version("builtin"))
    assert planner_version("builtin") != prompt_version()
    assert _fresh() == _fresh()


@pytest.mark.parametrize("pattern", ["builtin/*.py", "domains/*.json", "request.py"])
def test_builtin_version_changes_with_its_rules(folder: Path, pattern: str) -> None:
    before = _fresh()
    changed = sorted(folder.glob(pattern))[0]
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert _fresh() != before


def test_compiled_files_do_not_count(folder: Path) -> None:
    before = _fresh()
    (folder / "builtin" / "words.pyc").write_bytes(b"x")
    assert _fresh() == before
