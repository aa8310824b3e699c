"""What a plan depends on beside the description: a plan of another version is planned again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from rowsmith.planning.model.prompt import prompt_version

BUILTIN = "builtin"
"""The name of the built-in planner."""

_FOLDER = Path(__file__).parent
_COMPILED = frozenset({".pyc", ".pyo"})


def planner_version(planner_name: str) -> str:
    """A short hash of what a planner plans by.

    For a model the prompt and the strict schema; for the built-in planner every file of the
    planning folder, code, data and weights, since nobody remembers to count a version up.
    """
    return _builtin_version() if planner_name == BUILTIN else prompt_version()


@cache
def _builtin_version() -> str:
    found = hashlib.sha256()
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and path.suffix not in _COMPILED:
            found.update(f"\0{path.relative_to(_FOLDER)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]
