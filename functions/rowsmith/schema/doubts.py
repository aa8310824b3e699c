"""What a schema says and can hardly mean, as warnings: it is made as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from rowsmith.schema import expressions as ex
from rowsmith.schema.calendar import CALENDAR
from rowsmith.schema.columns import CategoryColumn, Column, DatetimeColumn, NumberColumn
from rowsmith.schema.mend import every_expression, nodes
from rowsmith.schema.model import Schema
from rowsmith.schema.moments import resolve
from rowsmith.schema.typing import is_number

_ANY_DAY = date(2024, 1, 1)
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class _Span:
    """What an operand can be: from `low` to `high`, both included, and how that is said."""

    low: float
    high: float
    said: str


_Columns: TypeAlias = Mapping[str, Column]

_NEVER: Mapping[str, Callable[[_Span, float], bool]] = {
    "==": lambda span, value: not span.low <= value <= span.high,
    "<": lambda span, value: span.low >= value,
    "<=": lambda span, value: span.low > value,
    ">": lambda span, value: span.high <= value,
    ">=": lambda span, value: span.high < value,
}


def doubts(schema: Schema) -> list[str]:
    """A warning for each comparison that never holds, and for weekdays counted from Monday as 0."""
    columns = {column.name: column for _, column in schema.subjects()}
    found = [
        doubt
        for source in every_expression(schema)
        for node in nodes(source)
        for doubt in (*_never_holds(source, node, columns), *_friday(source, node))
    ]
    return list(dict.fromkeys(found))


def _friday(source: str, node: ex.Node) -> Iterator[str]:
    """Yield a warning where a weekday is compared as if Monday were 0."""
    match node:
        case ex.Compare(operator, ex.Call("weekday"), ex.Constant(value)):
            is_off = (operator, value) in ((">=", 5.0), (">", 4.0))
        case ex.Member(ex.Call("weekday"), options):
            is_off = {option.value for option in options} == {5.0, 6.0}
        case _:
            is_off = False
    if is_off:
        yield (
            f"`{source}` has Friday too: weekdays count from 1, Monday, to 7, Sunday, so that the "
            "weekend is 6 and 7."
        )


def _never_holds(source: str, node: ex.Node, columns: _Columns) -> Iterator[str]:
    """Yield a warning where a column's bounds leave no row for a comparison.

    One with zero is none: it guards a division.
    """
    if not isinstance(node, ex.Compare):
        return
    sides = ((node.left, node.right, node.operator),
             (node.right, node.left, _MIRRORED.get(node.operator, node.operator)))  # fmt: skip
    for of, with_, operator in sides:
        span, value = _span_of(of, columns), _value_of(with_)
        never = _NEVER.get(operator)
        if span is None or never is None or not value:
            continue
        if never(span, value):
            yield f"`{source}`: the comparison by '{operator}' never holds, since {span.said}."


def _value_of(node: ex.Node) -> float | None:
    """The number of a constant; seconds since 1970 for a date."""
    if isinstance(node, ex.Unary) and node.operator == "-":
        value = _value_of(node.operand)
        return None if value is None else -value
    if not isinstance(node, ex.Constant) or isinstance(node.value, bool):
        return None
    if isinstance(node.value, float):
        return node.value
    if is_number(node.value):
        return float(node.value)
    try:
        moment = datetime.fromisoformat(node.value)
    except ValueError:
        return None
    return None if moment.tzinfo else (moment - datetime(1970, 1, 1)).total_seconds()


def _span_of(node: ex.Node, columns: _Columns) -> _Span | None:
    match node:
        case ex.Name(name):
            return _span_of_column(columns.get(name))
        case ex.Call(function, (ex.Name(name),)) if function in CALENDAR:
            column = columns.get(name)
            days_only = isinstance(column, DatetimeColumn) and column.shown_precision == "day"
            if function == "hour" and days_only:
                return _Span(0, 0, f"'{name}' has days without hours")
            span = CALENDAR[function]
            return _Span(span.least, span.most, f"{function} is {span.least} to {span.most}")
    return None


def _span_of_column(column: Column | None) -> _Span | None:
    """The bounds of a column that has two; None for one that has not."""
    if column is None or column.otherwise is not None:
        return None
    if isinstance(column, NumberColumn):
        low, high = column.min, column.max
        if isinstance(low, str) or isinstance(high, str) or low is None or high is None:
            return None
        low, high = (min(low, 0), max(high, 0)) if column.zeros else (low, high)
        return _Span(low, high, f"'{column.name}' is {low:g} to {high:g}")
    if isinstance(column, CategoryColumn):
        if not all(map(is_number, column.level_values)):
            return None
        values = sorted(map(float, column.level_values))
        return _Span(values[0], values[-1], f"'{column.name}' is {values[0]:g} to {values[-1]:g}")
    if isinstance(column, DatetimeColumn):
        return _span_of_dates(column)
    return None


def _span_of_dates(column: DatetimeColumn) -> _Span | None:
    start, end = column.start or "", column.end or ""
    if column.after or not (start[:1].isdigit() and end[:1].isdigit()) or column.is_time_of_day:
        return None
    return _Span(
        resolve(start, today=_ANY_DAY).seconds,
        resolve(end, today=_ANY_DAY, end=True).seconds,
        f"'{column.name}' is {start} to {end}",
    )
