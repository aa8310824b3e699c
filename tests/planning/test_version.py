"""What a plan depends on has a version that changes with it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rowsmith.planning import version
from rowsmith.planning.model.prompt import prompt_version
from rowsmith.planning.version import planner_version


def _folders() -> set[str]:
    """The folders of planning that hold files, by their paths from there."""
    source = Path(version.__file__).parent
    return {
        str(path.parent.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and path.parent != source and path.suffix != ".pyc"
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of what the built-in planner plans by."""
    copy = tmp_path / "planning"
    shutil.copytree(Path(version.__file__).parent, copy)
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


@pytest.mark.parametrize("folder_name", ["", *sorted(_folders())])
def test_builtin_version_changes_with_any_folder_of_planning(
    folder: Path, folder_name: str
) -> None:
    before = _fresh()
    changed = next(
        path
        for path in sorted((folder / folder_name).iterdir())
        if path.is_file() and path.suffix != ".pyc"
    )
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert _fresh() != before


def test_compiled_files_do_not_count(folder: Path) -> None:
    before = _fresh()
    (folder / "request.pyc").write_bytes(b"x")
    assert _fresh() == before
