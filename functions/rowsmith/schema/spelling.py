"""The words for a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def instead(name: str, there: Iterable[str]) -> str:
    """The end of a sentence about a name that is not there: what is."""
    options = list(there)
    close = get_close_matches(name, options, n=1, cutoff=0.6)
    if close:
        return f", which is not there; did you mean '{close[0]}'?"
    shown = ", ".join(f"'{option}'" for option in options[:12])
    more = ", ..." if len(options) > 12 else ""
    return f", which is not there; there are: {shown}{more}" if options else ", which is not there"
