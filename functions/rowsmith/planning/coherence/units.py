"""One quantity in two units: kilograms and pounds of the same weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, may_compute, written
from rowsmith.planning.coherence.headers import Stems, plain_words, stems_of
from rowsmith.schema.columns import NumberColumn

SHARE = "share"
_MOST_DECIMALS = 6
_SHORT = 3
"""Letters of a word up to which it is a unit only at the end of a header."""


class UnitData(Data):
    """A unit: the words that name it, what one of it is, and where its zero lies."""

    words: str
    measure: float
    zero: float = 0.0


class Quantity(Data):
    """A quantity and its units."""

    of: str
    unit: list[UnitData]


class Units(Data):
    """The file of units."""

    quantity: list[Quantity]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that stands in a header; bare: the header without it, rest: its stems."""

    quantity: str
    measure: float
    zero: float
    word: str
    bare: str = ""

    @property
    def rest(self) -> Stems:
        """The stems of the header without the unit."""
        return stems_of(self.bare.split())


@lru_cache(maxsize=1)
def _by_words() -> dict[tuple[str, ...], list[tuple[str, UnitData]]]:
    found: dict[tuple[str, ...], list[tuple[str, UnitData]]] = {}
    for quantity in read("units.toml", Units).quantity:
        for unit in quantity.unit:
            for name in unit.words.split(","):
                found.setdefault(tuple(name.split()), []).append((quantity.of, unit))
    return found


@lru_cache(maxsize=2_048)
def units_in(header: str) -> tuple[Unit, ...]:
    """The units that a header may end with, or begin with in full, one a quantity."""
    tokens = plain_words(header)
    for length in (3, 2, 1):
        left = tokens[: max(len(tokens) - length, 0)]
        found = _by_words().get(tuple(tokens[len(left) :])) if len(left) < len(tokens) else None
        if found is not None:
            if left and left[-1] == "per":
                return ()
            rest = left[:-1] if left and left[-1] == "in" else left
            return _units(found, tokens[-length:], rest)
    found = _by_words().get(tuple(tokens[:1])) if len(tokens[0]) > _SHORT else None
    return _units(found, tokens[:1], tokens[1:]) if found is not None else ()


def _units(
    found: list[tuple[str, UnitData]], names: list[str], left: list[str]
) -> tuple[Unit, ...]:
    word, bare = " ".join(names), " ".join(left)
    return tuple(Unit(of, unit.measure, unit.zero, word, bare) for of, unit in found)


def unit_of(header: str, quantity: str) -> Unit | None:
    """The unit of a quantity that a header ends with."""
    return next((unit for unit in units_in(header) if unit.quantity == quantity), None)


@lru_cache(maxsize=128)
def unit_named(name: str) -> Unit:
    """The unit of this name. Raises KeyError."""
    quantity, unit = _by_words()[tuple(name.split())][0]
    return Unit(quantity, unit.measure, unit.zero, name)


def measure_of(editor: Editor, name: str, default: Unit) -> float:
    """What one of a column's unit is: by its header, by what was said, by its figures for a share.

    `default` where nothing tells.
    """
    said = plain_words(editor.stated.units.get(name, ""))
    found = unit_of(name, default.quantity) or _unit_called(tuple(said), default.quantity)
    column = editor.column(name)
    if default.quantity == SHARE and found is None and isinstance(column, NumberColumn):
        most = column.max if isinstance(column.max, int | float) else column.mean
        if most is not None:
            return 1.0 if most <= 1 else 0.01
    return found.measure if found is not None else default.measure


def _unit_called(words: tuple[str, ...], quantity: str) -> Unit | None:
    """The unit of a quantity that words alone are."""
    units = _units(_by_words().get(words, []), list(words), [])
    return next((unit for unit in units if unit.quantity == quantity), None)


def convert_units(editor: Editor) -> None:
    """Compute what stands in a second unit from the first, unless its figures were said."""
    seen: dict[tuple[str, Stems], tuple[str, Unit]] = {}
    for name in editor.shown():
        if not _is_amount(editor, name):
            continue
        for unit in units_in(name):
            key = (unit.quantity, unit.rest)
            if key not in seen:
                seen[key] = (name, unit)
            elif seen[key][1].measure != unit.measure or seen[key][1].zero != unit.zero:
                _convert(editor, seen[key], (name, unit))


def _is_amount(editor: Editor, name: str) -> bool:
    return editor.types()[name].name == "number" and editor.column(name).kind != "id"


def _convert(editor: Editor, one: tuple[str, Unit], other: tuple[str, Unit]) -> None:
    source, target = (one, other) if may_compute(editor, other[0], [one[0]]) else (other, one)
    if not may_compute(editor, target[0], [source[0]]):
        if editor.is_bound(other[0]) or editor.is_bound(one[0]):
            return
        says = f"{other[0]} keeps the figures that were said and is not {one[0]} in another unit"
        editor.tell(says, other[0], one[0], kind="not_carried_out")
        return
    factor = source[1].measure / target[1].measure
    value = written(source[0])
    if source[1].zero:
        value = f"({value} - {source[1].zero:g})"
    value = f"{value} * {factor:.9g}"
    if target[1].zero:
        value = f"{value} + {target[1].zero:g}"
    column = editor.column(target[0])
    decimals = column.decimals if isinstance(column, NumberColumn) else 2
    decimals = max(decimals, editor.types()[source[0]].decimals, 1 if factor != 1 else 0)
    at = f" at {factor:.4g} each" if source[1].quantity == "money" else ""
    editor.attempt(
        lambda: editor.compute(target[0], f"round({value}, {min(decimals, _MOST_DECIMALS)})"),
        f"{target[0]} is {source[0]} in {target[1].word}{at}",
        target[0],
        source[0],
    )
