"""The kind of value that a description says a column holds: int, yes/no, date, UUID."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Type
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    Level,
    NumberColumn,
    PersonColumn,
    PlaceColumn,
    TextColumn,
)

_USUAL_RATE = 0.3
_SEQUENCE = "sequence"
_UNKNOWN_VALUES = ("Type A", "Type B", "Type C", "Type D")


def state_type(work: Work, of: int, said: Type) -> None:
    """Make a field's columns hold what the type says. Raises NotCarriedOut."""
    if said.kind == "other" and of in work.defined:
        return
    for name in work.names_of(of):
        entry = work.draft.entries[name]
        column = _TYPES[said.kind](entry.column, said, entry.guessed)
        if column is not entry.column:
            work.draft.put(column)


def number_of(column: Column) -> NumberColumn:
    """A number in the place of any other column, with what the other says of its values."""
    match column:
        case NumberColumn():
            return column
        case PersonColumn(field="age"):
            return NumberColumn(
                name=column.name, kind="number", mean=40, sd=14, min=18, max=90, shape="gamma"
            )
        case _:
            return NumberColumn(name=column.name, kind="number", mean=50, sd=18, min=0)


def date_of(column: Column) -> DatetimeColumn:
    """A date in the place of any other column."""
    if isinstance(column, DatetimeColumn):
        return column
    return DatetimeColumn(name=column.name, kind="datetime", start="today-2y", end="today")


def truth_of(column: Column, words: tuple[str, str] | None = None) -> BooleanColumn:
    """A yes or no in the place of any other column."""
    if isinstance(column, BooleanColumn):
        return column if words is None else column.model_copy(update={"words": list(words)})
    return BooleanColumn(
        name=column.name, kind="boolean", rate=_USUAL_RATE, words=list(words) if words else None
    )


def _integer(column: Column, said: Type, guessed: bool) -> Column:
    match column:
        case NumberColumn():
            return column.model_copy(update={"decimals": 0})
        case BooleanColumn(words=None):
            return column.model_copy(update={"words": ["1", "0"]})
        case IdColumn(pattern=pattern):
            plain = pattern == _SEQUENCE or set(pattern) == {"#"}
            return column if plain else column.model_copy(update={"pattern": _SEQUENCE})
        case _:
            return number_of(column) if guessed else column


def _decimal(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, FormulaColumn) or (isinstance(column, PlaceColumn) and not guessed):
        return column
    number = number_of(column)
    places = said.decimals if said.decimals is not None else max(number.decimals, 2)
    return number.model_copy(update={"decimals": min(places, 6)})


def _boolean(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, FormulaColumn):
        return column
    return truth_of(column, said.words)


def _date(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, PersonColumn | FormulaColumn):
        return column
    return date_of(column).model_copy(update={"precision": "day"})


def _datetime(column: Column, said: Type, guessed: bool) -> Column:
    date = date_of(column)
    return date.model_copy(update={"precision": "second"}) if date.precision == "day" else date


def _time(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, DatetimeColumn) and column.is_time_of_day:
        return column
    return DatetimeColumn(
        name=column.name, kind="datetime", start="06:00", end="22:00", precision="minute"
    )


def _year(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, NumberColumn) and not guessed:
        return column.model_copy(update={"decimals": 0})
    return NumberColumn(name=column.name, kind="number", shape="uniform", min=2000, max=2025)


def _text(column: Column, said: Type, guessed: bool) -> Column:
    if (guessed and isinstance(column, NumberColumn)) or isinstance(column, BooleanColumn):
        return TextColumn(name=column.name, kind="text", style="sentence")
    return column


def _long_text(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, TextColumn):
        return column
    return TextColumn(name=column.name, kind="text", style="comment")


def _category(column: Column, said: Type, guessed: bool) -> Column:
    if not guessed or isinstance(column, CategoryColumn):
        return column
    values = [Level(value=value) for value in _UNKNOWN_VALUES]
    return CategoryColumn(name=column.name, kind="category", values=values)


def _ordinal(column: Column, said: Type, guessed: bool) -> Column:
    found = _category(column, said, guessed)
    if isinstance(found, CategoryColumn):
        return found.model_copy(update={"ordered": True})
    return found


def _id(column: Column, said: Type, guessed: bool) -> Column:
    if isinstance(column, IdColumn):
        return column
    return IdColumn(name=column.name, kind="id", pattern=_SEQUENCE)


def _uuid(column: Column, said: Type, guessed: bool) -> Column:
    return IdColumn(name=column.name, kind="id", pattern="uuid")


def _none(column: Column, said: Type, guessed: bool) -> Column:
    raise NotCarriedOut


_TYPES: dict[str, Callable[[Column, Type, bool], Column]] = {
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "year": _year,
    "text": _text,
    "long_text": _long_text,
    "category": _category,
    "ordinal": _ordinal,
    "id": _id,
    "uuid": _uuid,
    "json": _none,
    "other": _none,
}
