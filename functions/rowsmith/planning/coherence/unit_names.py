"""A column that tells a unit tells that of what is measured beside it."""

from __future__ import annotations

from functools import lru_cache, partial

from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import plain_words
from rowsmith.schema.columns import NumberColumn


class Measured(Data):
    """Words of a header, and the unit in which such a column is measured."""

    said: str
    unit: str


class UnitNames(Data):
    """What columns of units are called; what is measured in which; see the file."""

    called: frozenset[str]
    measured: list[Measured]


@lru_cache(maxsize=1)
def _data() -> UnitNames:
    return read("unit_names.toml", UnitNames)


def name_units(editor: Editor) -> None:
    """Give a column of units those of the numbers beside it, unless its values were said."""
    for name in editor.shown():
        if " ".join(plain_words(name)) not in _data().called:
            continue
        units = dict.fromkeys(_units_beside(editor, name))
        if units and not editor.stated.says(name, "values", "kind", "figures", "formula"):
            keys = {"kind": "category", "values": [{"value": unit} for unit in units]}
            says = f"{name} is the unit of what is measured"
            editor.attempt(partial(editor.put, name, keys), says, name)


def _units_beside(editor: Editor, name: str) -> list[str]:
    others = (one for one in editor.shown() if one != name)
    numbers = [one for one in others if isinstance(editor.column(one), NumberColumn)]
    found = (_unit_of(plain_words(one)) for one in numbers)
    return [unit for unit in found if unit is not None]


def _unit_of(header: list[str]) -> str | None:
    """The unit of the longest phrase that ends or begins a header."""
    for length in range(len(header), 0, -1):
        for words in (header[-length:], header[:length]):
            unit = _by_words().get(tuple(words))
            if unit is not None:
                return unit
    return None


@lru_cache(maxsize=1)
def _by_words() -> dict[tuple[str, ...], str]:
    return {tuple(one.said.split()): one.unit for one in _data().measured}
