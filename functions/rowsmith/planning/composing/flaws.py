"""What is to be wrong on purpose, and groups that are to be found."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.composing.settle import types_of
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Flaw, Stated
from rowsmith.schema import Dirt
from rowsmith.schema.columns import (
    CategoryColumn,
    Level,
    NumberCase,
    NumberColumn,
)
from rowsmith.schema.kinds.base import Spoils
from rowsmith.schema.renaming import quoted, written

_USUAL = {"duplicates": 0.02, "outliers": 0.02, "typos": 0.03, "formats": 0.1}
"""The share of rows or cells that are wrong where none is stated."""
_LIKE: dict[str, Spoils] = {
    "outliers": "outliers",
    "typos": "typos",
    "formats": "formats",
    "casing": "formats",
    "spaces": "formats",
}
_MOST_SPOILED = 2
_MOST_SHARE = 0.5
_MOST_CLUSTERED = 6
_FIRST_NUMBERS = 4
"""So many numbers tell groups apart where nobody says which."""


def state_flaw(work: Work, flaw: Flaw) -> None:
    """Spoil what is to be spoiled. Raises NotCarriedOut."""
    draft = work.draft
    if flaw.kind == "duplicates":
        draft.dirt = [one for one in draft.dirt if one.what != "duplicates"]
        draft.dirt.append(Dirt(what="duplicates", share=_share(flaw, "duplicates"), column=None))
        return
    what = _LIKE.get(flaw.kind)
    if what is None:
        raise NotCarriedOut
    names = list(work.names_of(flaw.of)) if flaw.of is not None else _spoilable(draft, what)
    names = [name for name in names if _can_be_spoiled(draft, name, what)]
    if not names:
        raise NotCarriedOut
    draft.dirt = [one for one in draft.dirt if (one.what, one.column) not in _keys(what, names)]
    draft.dirt += [Dirt(what=what, share=_share(flaw, what), column=name) for name in names]


def _keys(what: str, names: Sequence[str]) -> set[tuple[str, str | None]]:
    return {(what, name) for name in names}


def _share(flaw: Flaw, what: str) -> float:
    share = flaw.share if flaw.share is not None else _USUAL[what]
    return round(min(max(share, 0.0), _MOST_SHARE), 6)


def _spoilable(draft: Draft, what: Spoils) -> list[str]:
    """The columns that flaws are made in where none is named."""
    names = [
        entry.name
        for entry in draft.shown()
        if entry.name not in draft.labels and _can_be_spoiled(draft, entry.name, what)
    ]
    return names[:_MOST_SPOILED]


def _can_be_spoiled(draft: Draft, name: str, what: Spoils) -> bool:
    column = draft.column(name)
    if what not in column.spoils:
        return False
    return what == "outliers" or types_of(draft)[name].name != "number"


def state_clusters(work: Work, clusters: Stated[int]) -> None:
    """Let the rows fall into groups that a clustering can find. Raises NotCarriedOut."""
    draft = work.draft
    count = clusters.value
    names = _to_cluster(work)
    if not names or not 2 <= count <= 20:
        raise NotCarriedOut
    values = [Level(value=f"{number}") for number in range(1, count + 1)]
    helper = CategoryColumn(name="cluster", kind="category", values=values)
    group = draft.add(Entry(helper, "cluster", "helper"))
    draft.hidden.add(group.name)
    for place, name in enumerate(names):
        column = draft.column(name)
        draft.drivers.pop(name, None)
        draft.put(_in_groups(number_of(column), group.name, count, place))


def _to_cluster(work: Work) -> list[str]:
    """The numbers that tell groups apart: the named ones, else the first."""
    numbers = [
        entry
        for entry in work.draft.shown()
        if isinstance(entry.column, NumberColumn) and entry.entity is None
    ]
    named = [entry.name for entry in numbers if entry.field is not None]
    return (named or [entry.name for entry in numbers][:_FIRST_NUMBERS])[:_MOST_CLUSTERED]


def _in_groups(column: NumberColumn, group: str, count: int, place: int) -> NumberColumn:
    """A number whose level differs from group to group, in another order for each column."""
    low, high = _extent(column)
    width = high - low
    ranks = [(number * (2 * place + 1) + place) % count for number in range(count)]
    if len(set(ranks)) < count:
        ranks = [(number + place) % count for number in range(count)]
    means = [low + width * (rank + 0.5) / count for rank in ranks]
    sd = width / count / 7
    cases = [
        NumberCase(
            when=f"{written(group)} == {quoted(str(number))}", mean=_rounded(mean), sd=_rounded(sd)
        )
        for number, mean in enumerate(means, start=1)
    ]
    return column.model_copy(
        update={
            "shape": "normal",
            "mean": _rounded(sum(means) / count),
            "sd": _rounded(sd),
            "cases": cases,
            "zeros": None,
        }
    )


def _extent(column: NumberColumn) -> tuple[float, float]:
    """Where most values of a number lie."""
    mean = column.mean if column.mean is not None else 50.0
    sd = column.sd if column.sd is not None else abs(mean) * 0.3 or 1.0
    low = column.min if isinstance(column.min, int | float) else mean - 2.5 * sd
    high = column.max if isinstance(column.max, int | float) else mean + 2.5 * sd
    low, high = max(low, mean - 4 * sd), min(high, mean + 4 * sd)
    return (low, high) if low < high else (mean - 2 * sd, mean + 2 * sd)


def _rounded(value: float) -> float:
    return float(f"{value:.5g}")
