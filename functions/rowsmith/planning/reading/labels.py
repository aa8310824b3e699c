"""The network's labels and tags, in the order of its outputs, and what may point at what."""

from __future__ import annotations

from rowsmith.planning.reading.marks import MARKS_ARCS

ORDER = (
    *("rows", "subject", "col", "target", "not", "ref", "val", "vref", "share", "min", "max"),
    *("mean", "sd", "shape", "unit", "type", "like", "period", "place", "missing", "empty"),
    *("filled", "dirt", "unique", "formula", "entity", "entities", "each", "every", "trend"),
    *("clusters", "level", "strength", "up", "down", "moves", "after", "within", "only"),
)
"""Every label; a tie goes to the earlier."""
TAGS = ("O", *(f"{part}-{label}" for label in ORDER for part in "BI"))
"""Outside of any mark, or the beginning or inside of one. Tag 2k + 1 begins label k."""

DEFINED = ("col", "target")
_MENTIONS = (*DEFINED, "ref")
_GROUPS = ("val", "vref", *_MENTIONS)
_OF_A_COLUMN = (
    *("min", "max", "mean", "sd", "shape", "unit", "type", "like", "period", "missing", "empty"),
    *("filled", "within", "formula", "unique", "trend", "strength"),
)

HEADS: dict[str, tuple[str, ...]] = {
    "ref": (*DEFINED, "entity"),
    "vref": ("val", *DEFINED),
    "val": (*_MENTIONS, "val"),
    "share": (*_GROUPS, "dirt"),
    "entities": ("entity",),
    "each": ("entity",),
    **dict.fromkeys(_OF_A_COLUMN, _MENTIONS),
}
"""What a label's mark may belong to. A value points at a value whose unnamed column it shares."""
GROUPS: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("share", "min", "max", "mean", "sd", "empty", "filled"), _GROUPS
)
"""Within the rows of what a label's mark may hold."""
ENDS: dict[str, tuple[str, ...]] = dict.fromkeys(sorted(MARKS_ARCS & {*ORDER}), _GROUPS)
"""What a relation may lead from and to."""
LINKED = {"head": HEADS, "group": GROUPS, "source": ENDS, "target": ENDS}
"""By link, what a mark of each label may lead to."""
LINKS = tuple(LINKED)
"""What is asked of a mark: whose it is, within what, what it leads from and to."""
