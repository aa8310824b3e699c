"""The rows that a value of a category, or the yes of a column, stands for."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Figure, Range
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    Level,
    LookupColumn,
    NumberColumn,
    PersonColumn,
    PlaceColumn,
)
from rowsmith.schema.renaming import quoted, written
from rowsmith.schema.typing import ValueType

GENDERS = ("Female", "Male")
"""What a person's gender is printed as."""


def condition(work: Work, part: int) -> str:
    """An expression that holds in the rows of a level, or where a field is yes.

    Raises NotCarriedOut where no expression can tell them.
    """
    if part in work.value_of:
        name, value = work.value_of[part]
        return is_value(work.draft.column(name), value)
    return is_yes(work.column_of(part))


def negated(source: str) -> str:
    """The rows where a condition does not hold."""
    plain = source.removeprefix("not ")
    if " " not in plain:
        return plain if plain != source else f"not {source}"
    return f"not ({source})"


def is_value(column: Column, value: str) -> str:
    """An expression that holds where a column has a value. Raises NotCarriedOut."""
    name = written(column.name)
    match column:
        case BooleanColumn(words=words):
            return name if value.lower() in _yes_words(words) else f"not {name}"
        case NumberColumn():
            if not _is_number(value):
                raise NotCarriedOut
            return f"{name} == {value}"
        case CategoryColumn() | LookupColumn() | PlaceColumn() | PersonColumn(field="gender"):
            return f"{name} == {quoted(value)}"
        case _:
            raise NotCarriedOut


def is_yes(column: Column) -> str:
    """An expression that holds where a column says yes, or more than none. Raises NotCarriedOut."""
    name = written(column.name)
    when = getattr(column, "when", None)
    match column:
        case BooleanColumn():
            return name
        case FormulaColumn():
            return name
        case NumberColumn():
            return f"{name} > 0"
        case CategoryColumn(values=levels) if (yes := yes_of(levels)) is not None:
            return f"{name} == {quoted(yes)}"
        case _ if when is not None:
            return str(when)
        case _:
            raise NotCarriedOut


def yes_of(levels: Sequence[Level]) -> str | None:
    """The value of a category that says yes."""
    return next((one.value for one in levels if one.value.lower() in _YES), None)


_YES = frozenset({"yes", "true", "y", "1", "t"})


def _yes_words(words: list[str] | None) -> frozenset[str]:
    return frozenset({words[0].lower()}) if words else _YES


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def in_range(column: Column, said: Range) -> str:
    """An expression that holds where a column lies in a range. Raises NotCarriedOut."""
    if not has_rank(column) or isinstance(column, BooleanColumn | CategoryColumn):
        raise NotCarriedOut
    name = written(column.name)
    bounds = ((said.low, said.low_open, ">"), (said.high, said.high_open, "<"))
    parts = [
        f"{name} {sign if is_open else sign + '='} {bound.value:g}"
        for bound, is_open, sign in bounds
        if isinstance(bound, Figure)
    ]
    if not parts:
        raise NotCarriedOut
    return " and ".join(parts)


def share_in_range(column: Column, said: Range) -> float | None:
    """About the share of a number's rows in a range, as if it were normal; None if unknown."""
    mean, sd = getattr(column, "mean", None), getattr(column, "sd", None)
    low = said.low.value if isinstance(said.low, Figure) else None
    high = said.high.value if isinstance(said.high, Figure) else None
    if not isinstance(column, NumberColumn) or mean is None or not sd:
        return None
    below = 1.0 if high is None else NormalDist(mean, sd).cdf(high)
    return max(below - (0.0 if low is None else NormalDist(mean, sd).cdf(low)), 0.0)


def share_of(work: Work, part: int) -> float | None:
    """The share of all rows that a level, or the yes of a field, has; 0 to 1, None if unknown."""
    if part in work.value_of:
        name, value = work.value_of[part]
        return share_of_value(work.draft.column(name), value)
    column = work.column_of(part)
    return column.rate if isinstance(column, BooleanColumn) else None


def share_of_value(column: Column, value: str) -> float | None:
    """The share of a column's rows that have a value, 0 to 1."""
    match column:
        case BooleanColumn(rate=float() as rate, words=words):
            return rate if value.lower() in _yes_words(words) else 1 - rate
        case CategoryColumn(values=levels):
            return shares(levels).get(value)
        case PersonColumn(field="gender"):
            return 0.5
        case _:
            return None


def shares(levels: Sequence[Level]) -> dict[str, float]:
    """The share of each value, 0 to 1; what is left is split among those without one."""
    stated = [one.share for one in levels if one.share is not None]
    whole = 1.0 if sum(stated) <= 1.02 and stated else 100.0
    open_ones = len(levels) - len(stated)
    rest = max(whole - sum(stated), 0.0) / open_ones if open_ones else 0.0
    total = sum(stated) + rest * open_ones or 1.0
    return {one.value: (rest if one.share is None else one.share) / total for one in levels}


def values_of(work: Work, column: Column, *, most: int = 20) -> list[str]:
    """The values that a column may have, where they are few and known."""
    match column:
        case CategoryColumn(values=levels):
            return [one.value for one in levels][:most]
        case PersonColumn(field="gender"):
            return list(GENDERS)
        case LookupColumn(table=table, field=field):
            found = next((one for one in work.draft.tables if one.name == table), None)
            if found is None or field not in found.fields:
                return []
            place = found.fields.index(field)
            return list(dict.fromkeys(row[place] for row in found.rows))[:most]
        case _:
            return []


def has_rank(column: Column, found: ValueType | None = None) -> bool:
    """Whether more and less mean something of a column."""
    match column:
        case CategoryColumn(ordered=ordered):
            return bool(ordered)
        case PersonColumn(field=field):
            return field in ("age", "birth_date")
        case NumberColumn() | BooleanColumn() | DatetimeColumn():
            return True
        case FormulaColumn():
            return found is None or found.name != "text"
        case _:
            return False
