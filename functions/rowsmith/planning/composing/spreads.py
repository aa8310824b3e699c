"""About how far a computed number spreads, from what it is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from rowsmith.schema import Column
from rowsmith.schema.columns import NumberColumn
from rowsmith.schema.expressions import Binary, Call, Constant, Name, Node, Unary, parse

Figures = tuple[float, float]
"""A mean and an sd."""
_ROOM = 1 / 6
"""The sd of what only bounds are known of, as a share of their distance."""


def spread_of(expression: str, columns: Mapping[str, Column]) -> float | None:
    """The sd of an expression, as if all that it reads were independent; None if unknown."""
    found = _figures(parse(expression), columns)
    return None if found is None else found[1]


def _figures(node: Node, columns: Mapping[str, Column]) -> Figures | None:
    match node:
        case Constant(value=float() | int() as value):
            return float(value), 0.0
        case Name(name=name):
            return _of_column(columns.get(name))
        case Unary(operator="-", operand=operand):
            found = _figures(operand, columns)
            return None if found is None else (-found[0], found[1])
        case Call(function="round", arguments=arguments):
            return _figures(arguments[0], columns)
        case Binary(operator=operator, left=left, right=right):
            first, second = _figures(left, columns), _figures(right, columns)
            return None if first is None or second is None else _joined(operator, first, second)
        case _:
            return None


def _joined(operator: str, first: Figures, second: Figures) -> Figures | None:
    (one, sd), (other, spread) = first, second
    match operator:
        case "+":
            return one + other, sqrt(sd**2 + spread**2)
        case "-":
            return one - other, sqrt(sd**2 + spread**2)
        case "*":
            return one * other, sqrt((one * spread) ** 2 + (other * sd) ** 2)
        case "/" if other:
            return one / other, sqrt((sd / other) ** 2 + (one * spread / other**2) ** 2)
        case _:
            return None


def _of_column(column: Column | None) -> Figures | None:
    if not isinstance(column, NumberColumn):
        return None
    low = column.min if isinstance(column.min, int | float) else None
    high = column.max if isinstance(column.max, int | float) else None
    if column.mean is not None and column.sd is not None:
        return column.mean, column.sd
    if low is None or high is None:
        return None
    return (low + high) / 2, (high - low) * _ROOM
