"""Units at the end of a name, and how many of one are another: minutes and hours, kg and pounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import log10

from rowsmith.planning.knowledge import notation
from rowsmith.schema import Column
from rowsmith.schema.columns import NumberColumn

_FILE = "units.txt"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured, and how much one unit is of the first of its measure."""

    measure: str
    size: float


def unit_of(name: Sequence[str]) -> Unit | None:
    """The unit in which a name's last word, or one of its words, says that it is measured."""
    for word in reversed(name):
        if word in _units():
            return _units()[word]
    return None


def in_unit(column: Column, of: Unit | None, to: Unit | None) -> Column:
    """A number in another unit of the same measure; every other column as it is."""
    if of is None or to is None or of.measure != to.measure or of.size == to.size:
        return column
    if not isinstance(column, NumberColumn):
        return column
    times = of.size / to.size
    keys = {
        key: _times(value, times)
        for key in ("mean", "sd", "min", "max")
        if isinstance(value := getattr(column, key), int | float)
    }
    cases = [
        case.model_copy(
            update={"mean": _times(case.mean, times), "sd": case.sd and _times(case.sd, times)}
        )
        for case in column.cases or ()
    ]
    decimals = 0 if times > 1 else min(column.decimals + max(1, round(-log10(times))), 3)
    return column.model_copy(update={**keys, "cases": cases or None, "decimals": decimals})


def _times(value: float, times: float) -> float:
    return float(f"{value * times:.6g}")


@lru_cache(maxsize=1)
def _units() -> Mapping[str, Unit]:
    text = (resources.files("rowsmith.planning.knowledge") / _FILE).read_text("utf-8")
    found = {}
    for block in notation.blocks(text, _FILE):
        for entry in notation.entries(block):
            measure, _, said = entry.text.partition(":")
            for part in said.split(","):
                *words, size = part.split()
                found.update({word: Unit(measure, float(size)) for word in words})
    return found
