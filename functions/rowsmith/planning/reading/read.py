"""From a description to what it says."""

from __future__ import annotations

from functools import lru_cache

from rowsmith.planning.reading.annotate import annotate
from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.parse import Parse
from rowsmith.planning.reading.patterns import with_patterns


@lru_cache(maxsize=64)
def read(description: str) -> Parse:
    """What `description` says; the same for all who ask within a container. Raises nothing."""
    return decode(description, with_patterns(description, annotate(description)))
