"""What a description says of each column, for the relations that must not contradict it."""

from __future__ import annotations

from collections.abc import Iterable

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.coherence import Aspect, Stated
from rowsmith.schema import Schema

_ASPECTS: dict[Aspect, tuple[str, ...]] = {
    "figures": ("low", "high", "mean", "sd", "shape", "start", "end"),
    "values": ("values", "rates", "ordered", "pattern"),
    "formula": ("formula", "when"),
    "order": ("after", "before", "at_most", "at_least", "within", "exactly"),
    "kind": ("hint", "whether", "pattern", "rate_word"),
    "dependence": ("depends",),
    "label": ("label",),
    "presence": ("missing",),
}
"""The details that say each aspect."""


def stated_of(draft: Draft, labels: Iterable[str]) -> Stated:
    """What was said of the columns of a draft; `labels` are those that were asked for."""
    aspects = {one.name: aspects_of(one.details) | _of_outline(draft, one) for one in draft.columns}
    for entry in draft.missing:  # a share of empty cells says where it is there
        name = entry["column"]
        aspects[name] = aspects.get(name, frozenset()) | {"presence"}
    for name in labels:
        aspects[name] = aspects.get(name, frozenset()) | {"label"}
    rates = {one.name: one.details.rate for one in draft.columns if one.details.rate is not None}
    outline = frozenset(one.name for one in draft.columns if one.from_domain)
    return Stated({name: said for name, said in aspects.items() if said}, rates, outline=outline)


def _of_outline(draft: Draft, column: DraftColumn) -> frozenset[Aspect]:
    """What the subject's outline says of a column: what it is, and its figures where all are its.

    The figures of a column that the user listed by name may give way to the one beside it.
    """
    if not column.from_domain:
        return frozenset()
    moved = draft.driver(column.name) is not None or bool(column.keys.get("cases"))
    said: list[Aspect] = ["kind"]
    if moved and (not column.asked or column.name in draft.labels):
        said.append("dependence")
    if not column.asked:
        said += ["figures", "values"]
    return frozenset(said)


def aspects_of(details: Details) -> frozenset[Aspect]:
    """The aspects of which something is said."""
    blank = Details()
    return frozenset(
        aspect
        for aspect, names in _ASPECTS.items()
        if any(getattr(details, name) != getattr(blank, name) for name in names)
    )


def changed_drivers(before: Schema, after: Schema) -> list[str]:
    """The columns that are moved otherwise, or by nothing, since."""
    now = {driver.column: driver for driver in after.drivers}
    return [driver.column for driver in before.drivers if now.get(driver.column) != driver]
