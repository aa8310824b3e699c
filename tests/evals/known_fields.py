"""Every field that is known, asked for by its own name among seven others."""

from __future__ import annotations

from rowsmith.planning.knowledge.store import store

TOGETHER = 8
"""Fields of one description: as many as a usual list has."""


def lists() -> list[list[str]]:
    """All known fields in lists, so dealt that neighbours in the files do not meet."""
    names = list(store().fields)
    count = -(-len(names) // TOGETHER)
    return [names[start::count] for start in range(count)]


def description(names: list[str]) -> str:
    """A closed list of columns, in words."""
    return f"columns: {', '.join(name.replace('_', ' ') for name in names)}"
