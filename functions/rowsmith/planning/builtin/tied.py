"""Names that hold a word which elsewhere opens a list or a remark: `feels like`, `no show`."""

from __future__ import annotations

import re
from functools import lru_cache

from rowsmith.planning import vocabulary

_OPENS = frozenset({"feature", "like", "listing", "no", "on", "range", "recording", "tracking"})


def tied(text: str) -> str:
    """`text` with such names, where each is all of a list's piece, tied by underscores."""
    return _names().sub(lambda match: match["before"] + re.sub(r"[\s-]+", "_", match["name"]), text)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    found = {
        surface
        for name, concept in vocabulary.concepts().items()
        for surface in (name.replace("_", " "), *concept.names)
        if " " in surface and (_OPENS & set(surface.split()) or surface.endswith(" in"))
    }
    longest_first = sorted(found, key=lambda name: (-len(name), name))
    names = "|".join(r"[\s-]".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(
        rf"(?P<before>(?:^|[,;:(\n]|\band\b)[\s*•-]*)(?P<name>{names})"
        r"(?=\s*(?:[,;:.()\n]|$)|\s+(?:and|in|like|is|between|from|that|which)\b)",
        re.IGNORECASE,
    )
