"""What a plan depends on beside the description: a plan of another version is planned again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from rowsmith.planning.prompt import prompt_version

_BUILTIN = "builtin"
_FOLDER = Path(__file__).parent
_RULES = ("builtin", "vocabulary", "domains")
_SUFFIXES = frozenset({".py", ".json", ".toml"})


def planner_version(planner_name: str) -> str:
    """A short hash of what a planner plans by.

    For a model the prompt and the strict schema; for the built-in planner its rules, its
    vocabulary and its domains, since nobody remembers to count a version up.
    """
    return _builtin_version() if planner_name == _BUILTIN else prompt_version()


@cache
def _builtin_version() -> str:
    found = hashlib.sha256((_FOLDER / "request.py").read_bytes())
    for folder in _RULES:
        for path in sorted((_FOLDER / folder).rglob("*")):
            if path.suffix in _SUFFIXES:
                found.update(f"\0{path.relative_to(_FOLDER)}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]
