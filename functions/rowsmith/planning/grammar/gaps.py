"""Cells without a value, and values that occur once: `5%`, `blank unless`, `0 unless`, `unique`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import plain
from rowsmith.planning.grammar.shares import read_share
from rowsmith.planning.grammar.values import Empty, Filled, Missing, Unique

_PRINTED = re.compile(
    r"(?:^|\s)(?P<printed>0|zero|n/a|none|not applicable|-|unknown|false|no)(?:$|\s)"
)
_EMPTY = re.compile(r"\b(?:blank|null|empty|missing|nan|filled)\b")
_SEQUENTIAL = re.compile(r"sequen|running|consecutive|ascending|increment|serial")


def read_missing(text: str) -> Missing | None:
    """Cells that lack by accident, without a share where no figure or usual word is written.

    None where the words are of something else.
    """
    share, found = read_share(text), plain(text)
    if found in _NO_FIGURE or _LACK.search(found):
        return Missing(share.value if share is not None and share.exact else None)
    if share is None or (not share.exact and len(found.split()) > 1):
        return None
    return Missing(share.value)


_LACK = re.compile(r"blank|null|empty|missing|\bnan?s?\b|gaps?|unknown|lack|absent|incomplete|n/a")
_NO_FIGURE = frozenset(
    {"some", "a few", "occasional", "occasionally", "a couple", "one or two", "several"}
)


def read_empty(text: str) -> Empty:
    """`blank if`, `0 for`: what stands in the cells of the group."""
    return Empty(_printed(text))


def read_filled(text: str) -> Filled:
    """`blank unless`, `0 unless`, `only for`: what stands in the other cells."""
    return Filled(_printed(text))


def read_unique(text: str) -> Unique:
    """`unique`, `no repeats`, `sequential`."""
    return Unique(sequential=_SEQUENTIAL.search(plain(text)) is not None)


def _printed(text: str) -> str | None:
    found = plain(text).strip(" ()")
    match = _PRINTED.search(found)
    if match is None or _EMPTY.search(found) or match["printed"] in ("no", "-", "none"):
        return None
    return "0" if match["printed"] == "zero" else match["printed"]
