"""Ready descriptions, for those who would rather see one than write one."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any


def examples() -> list[dict[str, Any]]:
    """Descriptions that the built-in planner reads as they stand.

    Each has `description`, `domain` and `columns`, some of those to expect.
    """
    return [dict(example) for example in _examples()]


@lru_cache(maxsize=1)
def _examples() -> tuple[dict[str, Any], ...]:
    text = (resources.files("rowsmith.planning") / "examples.json").read_text("utf-8")
    return tuple(json.loads(text))
