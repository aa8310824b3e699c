"""What a flag or a status says: the condition under which something is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rowsmith.planning.coherence.editing import written
from rowsmith.planning.coherence.headers import Stems, phrase_of, phrases
from rowsmith.schema.columns import BooleanColumn, CategoryColumn

_NOT = frozenset({"not", "no", "non", "un", "never", "without", "pre"})
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression that holds where something is there, and the words that tell it."""

    column: str
    expression: str
    says: str


def is_yes(column: BooleanColumn, *, yes: bool) -> Condition:
    """Where a boolean is yes, or no."""
    name = written(column.name)
    if yes:
        return Condition(column.name, name, f"{column.name} is yes")
    return Condition(column.name, f"not {name}", f"{column.name} is no")


def of_values(column: CategoryColumn, values: list[str], *, yes: bool = True) -> Condition | None:
    """Where a category has one of some values (or none of them); None where it always has."""
    everything = column.level_values
    chosen = values if yes else [value for value in everything if value not in values]
    if not chosen or len(chosen) == len(everything):
        return None
    if len(chosen) == 1:
        text = f"{written(column.name)} == {quoted(chosen[0])}"
    else:
        text = f"{written(column.name)} in ({', '.join(quoted(value) for value in chosen)})"
    return Condition(column.name, text, f"{column.name} is {' or '.join(chosen)}")


def values_named(column: CategoryColumn, names: str) -> list[str]:
    """The values of a category that are called so: `delivered` is one, `not delivered` is none."""
    options = phrases(names)
    return [value for value in column.level_values if is_named(value, options)]


def is_named(value: str, options: tuple[Stems, ...]) -> bool:
    """Whether a value is one of some phrases, its words for no taken into account."""
    stems = phrase_of(value)
    if not _NOT.isdisjoint(stems) and stems not in options:
        return False
    return any(stems == option or _contains(stems, option) for option in options)


def _contains(stems: Stems, option: Stems) -> bool:
    longer = len(stems) > len(option) >= 1
    return longer and any(stems[n : n + len(option)] == option for n in range(len(stems)))


def quoted(text: str) -> str:
    """A text as an expression writes it."""
    return f"'{text}'" if "'" not in text else f'"{text}"'


def yes_value(column: CategoryColumn, yes: Iterable[str]) -> str | None:
    """The yes of a category with two values, of which one is a word for yes."""
    values = column.level_values
    if len(values) != _PAIR:
        return None
    return next((value for value in values if value.lower() in yes), None)
