"""What a number of a description counts: rows, or something else."""

from __future__ import annotations

import re

_COLUMNS = re.compile(
    r"[\s-]+(?:different\s+)?(?:columns?|fields?|features?|variables?|attributes?|cols?)\b", re.I
)
_ROWS = re.compile(
    r"[\s-]*(?:rows?|records?|entries|lines?|samples?|observations?|instances?|examples?|data\s*points)\b",
    re.I,
)
_OF_EACH = re.compile(r"[a-z]+s\s+with\s+$", re.I)
_FORMS = re.compile(
    r"\b(?:datasets?|tables?|files?|lists?|statistics|records|rows)\s+with\s+$", re.I
)
_OUT_OF = re.compile(r"\bout\s+of\s+$", re.I)
_FEW = 20
"""So many of something each subject may have."""


def counts_rows(text: str, end: int) -> bool:
    """Whether the number that ends at `end` stands right before a word for rows, on its line."""
    found = _ROWS.match(text, end)
    return found is not None and "\n" not in found.group()


def counts_no_rows(text: str, start: int, end: int, figure: float) -> bool:
    """Whether the number at `start` to `end` counts columns, or what each subject has a few of.

    `a table with 10 columns`, `users with 3 hobbies`; but `users with 500 rows`.
    """
    before = text[:start]
    if _COLUMNS.match(text, end) or _OUT_OF.search(before):
        return True
    of_each = _OF_EACH.search(before) and not _FORMS.search(before)
    return bool(of_each) and figure < _FEW and not _ROWS.match(text, end)
