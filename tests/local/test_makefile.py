"""What `make` says on a machine that is not ready: one line, and no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 120


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile and what it installs, and nothing made yet."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "tests/local").mkdir(parents=True)
    shutil.copy(ROOT / "tests/local/requirements.txt", tmp_path / "tests/local")
    (tmp_path / "functions").mkdir()
    return tmp_path


def make(folder: Path, *goals: str, variables: Mapping[str, str] | None = None) -> tuple[int, str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    answer = subprocess.run(
        ["make", *goals],
        cwd=folder,
        env={**environment, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    return answer.returncode, answer.stdout


def test_alone_it_lists_its_goals(clone: Path) -> None:
    status, said = make(clone)
    assert status == 0
    for goal in ("run", "test", "check", "build", "local", "deploy"):
        assert f"make {goal} " in said


def test_a_python_that_is_too_old_is_named(clone: Path) -> None:
    old = clone / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    status, said = make(clone, "run", f"PYTHON={old}")
    assert status != 0
    assert "Rowsmith needs Python 3.11 or newer" in said
    assert "Traceback" not in said
    assert not (clone / ".venv").exists()


def test_no_network_is_told_apart(clone: Path) -> None:
    offline = {
        "PIP_INDEX_URL": "http://127.0.0.1:1/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_FIND_LINKS": "",
    }
    status, said = make(clone, "run", f"PYTHON={sys.executable}", variables=offline)
    assert status != 0
    assert "is this machine online?" in said
    assert "Traceback" not in said
    assert (clone / ".venv/install.log").exists()
