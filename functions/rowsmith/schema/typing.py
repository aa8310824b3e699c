"""What an expression yields, told before any row is made.

Every expression has one of four types. A number also has the decimals it needs, so that
`quantity * unit_price` prints as many as the price has and no float noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Literal, TypeAlias

from rowsmith.schema import expressions as ex
from rowsmith.schema.calendar import check_calendar
from rowsmith.schema.rhythms import RHYTHMS

TypeName: TypeAlias = Literal["number", "boolean", "text", "date"]

MAX_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class ValueType:
    """The type of a column or an expression.

    decimals: of a number; 0 for whole ones. Of a date: 0 for days, else finer.
    numeric_text: a category all of whose values are numbers, which arithmetic may read.
    values: all texts that it can be, where they are known; for a boolean, its words.
    ordered: of a text, whether one can come before another: levels, times of day.
    """

    name: TypeName
    decimals: int = 0
    numeric_text: bool = False
    values: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def countable(self) -> bool:
        """Whether arithmetic can read it."""
        return self.name in ("number", "boolean") or self.numeric_text


NUMBER = ValueType("number")
BOOLEAN = ValueType("boolean")
TEXT = ValueType("text")
DATE = ValueType("date")


def text_type(values: tuple[str, ...]) -> ValueType:
    """The type of a column that holds these texts and no others."""
    numbers = [_decimals_of(value) for value in values]
    if any(number is None for number in numbers):
        return ValueType("text", values=values)
    return ValueType("text", max((n for n in numbers if n is not None), default=0), True, values)


def is_number(text: str) -> bool:
    """Whether a text reads as a finite number."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _decimals_of(text: str) -> int | None:
    return min(len(text.partition(".")[2]), 6) if is_number(text) else None


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments a function takes and what they are.

    `any` is number or date; `rhythm` is a date and the name of a rhythm.
    """

    least: int
    most: int
    takes: Literal["number", "date", "any", "rhythm"]
    decimals: Literal["same", "whole", "full", "round"]


FUNCTIONS: dict[str, Function] = {
    "min": Function(2, 8, "any", "same"),
    "max": Function(2, 8, "any", "same"),
    "abs": Function(1, 1, "number", "same"),
    "round": Function(1, 2, "number", "round"),
    "floor": Function(1, 1, "number", "whole"),
    "ceil": Function(1, 1, "number", "whole"),
    "sqrt": Function(1, 1, "number", "full"),
    "log": Function(1, 1, "number", "full"),
    "exp": Function(1, 1, "number", "full"),
    "clip": Function(3, 3, "number", "same"),
    "days": Function(1, 1, "number", "same"),
    "hours": Function(1, 1, "number", "full"),
    "minutes": Function(1, 1, "number", "full"),
    "year": Function(1, 1, "date", "whole"),
    "month": Function(1, 1, "date", "whole"),
    "day": Function(1, 1, "date", "whole"),
    "weekday": Function(1, 1, "date", "whole"),
    "hour": Function(1, 1, "date", "whole"),
    "rhythm": Function(2, 2, "rhythm", "full"),
    "cumulative": Function(1, 1, "number", "same"),
    "previous": Function(1, 1, "any", "same"),
    "random": Function(2, 2, "number", "full"),
    "normal": Function(2, 2, "number", "full"),
}

DRAWN = frozenset({"random", "normal"})
"""Functions that draw a number a row: `random(low, high)`, `normal(mean, sd)`; in formulas only."""


def draws(node: ex.Node) -> list[str]:
    """The drawing functions that an expression calls."""
    calls = (inner for inner in ex.walk(node) if isinstance(inner, ex.Call))
    return [call.function for call in calls if call.function in DRAWN]


BY_ORDER = frozenset({"<", "<=", ">", ">="})
"""Comparisons that need an order."""

LOOKING_BACK = frozenset({"cumulative", "previous"})
"""Functions that read the rows before, which only rows in regular steps have."""


def infer(node: ex.Node, types: Mapping[str, ValueType]) -> ValueType:
    """The type of `node` over columns of `types`.

    Raises ExpressionError for an unknown column or function, and for operands that do not fit.
    """
    match node:
        case ex.Constant(value=bool()):
            return BOOLEAN
        case ex.Constant(value=str() as text):
            return ValueType("text", values=(text,))
        case ex.Constant(decimals=decimals):
            return ValueType("number", min(decimals, MAX_DECIMALS))
        case ex.Today():
            return DATE
        case ex.Name(name=name):
            if name not in types:
                raise ex.ExpressionError(f"reads '{name}', which is not a column here")
            return types[name]
        case ex.Unary(operator="not", operand=operand):
            _need_boolean(infer(operand, types), "not")
            return BOOLEAN
        case ex.Unary(operand=operand):
            operand_type = infer(operand, types)
            _need_countable(operand_type, "-")
            return ValueType("number", operand_type.decimals)
        case ex.Logic(operator=operator, left=left, right=right):
            _need_boolean(infer(left, types), operator)
            _need_boolean(infer(right, types), operator)
            return BOOLEAN
        case ex.Compare(operator=operator, left=left, right=right):
            _compare(left, right, operator, types)
            return BOOLEAN
        case ex.Member(operand=operand, options=options):
            for option in options:
                _compare(operand, option, "in", types)
            return BOOLEAN
        case ex.Conditional(condition=condition, then=then, otherwise=otherwise):
            _need_boolean(infer(condition, types), "if")
            return _either(infer(then, types), infer(otherwise, types))
        case ex.Binary(operator=operator, left=left, right=right):
            return _arithmetic(operator, infer(left, types), infer(right, types))
        case ex.Call():
            return _call(node, types)


def _arithmetic(operator: str, left: ValueType, right: ValueType) -> ValueType:
    if "date" in (left.name, right.name):
        return _date_arithmetic(operator, left, right)
    if operator == "+" and left.name == right.name == "text":
        if left.numeric_text and right.numeric_text:
            return NUMBER
        return TEXT
    _need_countable(left, operator)
    _need_countable(right, operator)
    if operator in ("+", "-", "%"):
        return ValueType("number", max(left.decimals, right.decimals))
    if operator == "*":
        return ValueType("number", min(left.decimals + right.decimals, MAX_DECIMALS))
    return ValueType("number", 0 if operator == "//" else MAX_DECIMALS)


def _date_arithmetic(operator: str, left: ValueType, right: ValueType) -> ValueType:
    finest = max(left.decimals, right.decimals)
    if operator == "-" and left.name == right.name == "date":
        return ValueType("number", finest)
    if operator in ("+", "-") and left.name == "date" and right.countable:
        return ValueType("date", finest)
    if operator == "+" and right.name == "date" and left.countable:
        return ValueType("date", finest)
    raise ex.ExpressionError(
        f"uses '{operator}' on a date; dates take + and - with days, and - with a date"
    )


def _call(node: ex.Call, types: Mapping[str, ValueType]) -> ValueType:
    function = FUNCTIONS.get(node.function)
    if function is None:
        raise ex.ExpressionError(
            f"calls '{node.function}', which does not exist; there are: {', '.join(FUNCTIONS)}, if"
        )
    if not function.least <= len(node.arguments) <= function.most:
        raise ex.ExpressionError(
            f"gives '{node.function}' {len(node.arguments)} arguments instead of "
            + (
                f"{function.least}"
                if function.least == function.most
                else f"{function.least} to {function.most}"
            )
        )
    arguments = [infer(argument, types) for argument in node.arguments]
    if function.takes == "rhythm":
        _need_rhythm(node, arguments[0])
        return ValueType("number", MAX_DECIMALS)
    if function.takes == "any" and any(argument.name == "date" for argument in arguments):
        for argument in arguments:
            _comparable(arguments[0], argument, node.function)
        return ValueType("date", max(argument.decimals for argument in arguments))
    for argument in arguments:
        if function.takes == "date" and argument.name != "date":
            raise ex.ExpressionError(f"gives '{node.function}' something that is not a date")
        if function.takes != "date":
            _need_countable(argument, node.function)
    return ValueType("number", _decimals(function, node, arguments))


def _need_rhythm(node: ex.Call, of: ValueType) -> None:
    if of.name != "date":
        raise ex.ExpressionError("gives 'rhythm' something that is not a date first")
    name = node.arguments[1]
    if not (isinstance(name, ex.Constant) and name.value in RHYTHMS):
        raise ex.ExpressionError(f"needs the name of a rhythm second: {', '.join(RHYTHMS)}")


def _decimals(function: Function, node: ex.Call, arguments: list[ValueType]) -> int:
    if function.decimals == "same":
        return max(argument.decimals for argument in arguments)
    if function.decimals == "full":
        return MAX_DECIMALS
    if function.decimals == "whole" or len(node.arguments) == 1:
        return 0
    places = node.arguments[1]
    if not isinstance(places, ex.Constant) or not _is_place(places.value):
        raise ex.ExpressionError(
            f"needs a plain number from 0 to {MAX_DECIMALS} of decimals in 'round'"
        )
    return int(places.value)


def _is_place(value: float | str | bool) -> bool:
    return isinstance(value, float) and value.is_integer() and 0 <= value <= MAX_DECIMALS


def _either(then: ValueType, otherwise: ValueType) -> ValueType:
    if then.name == otherwise.name:
        values = then.values + otherwise.values if then.values and otherwise.values else ()
        numeric = then.numeric_text and otherwise.numeric_text
        return ValueType(then.name, max(then.decimals, otherwise.decimals), numeric, values)
    if then.countable and otherwise.countable:
        return ValueType("number", max(then.decimals, otherwise.decimals))
    raise ex.ExpressionError(f"mixes a {then.name} and a {otherwise.name} in one 'if'")


def _compare(left: ex.Node, right: ex.Node, operator: str, types: Mapping[str, ValueType]) -> None:
    left_type, right_type = infer(left, types), infer(right, types)
    for node, value in ((left, right), (right, left)):
        if isinstance(value, ex.Constant):
            check_calendar(node, value.value, operator)
    for node, other in ((left, right_type), (right, left_type)):
        if isinstance(node, ex.Constant) and isinstance(node.value, str):
            if other.name == "date" and is_iso_date(node.value):
                return
            if other.values:
                _one_of(node.value, other)
                _need_order((left, left_type), (right, right_type), operator)
                return
    _comparable(left_type, right_type, operator)
    _need_order((left, left_type), (right, right_type), operator)
    _need_common_value((left, left_type), (right, right_type), operator)


_Typed: TypeAlias = tuple[ex.Node, ValueType]


def _need_order(left: _Typed, right: _Typed, operator: str) -> None:
    """Texts come before or after each other only where they have an order."""
    types = (left[1], right[1])
    if operator not in BY_ORDER or any(found.countable or found.ordered for found in types):
        return
    if any(found.name != "text" for found in types):
        return
    of = next((node.name for node, _ in (left, right) if isinstance(node, ex.Name)), "a text")
    raise ex.ExpressionError(
        f"compares '{of}' by '{operator}', but its values have no order; list a category's from "
        f"low to high with \"ordered\": true, or name those that are meant: {of} in ('a', 'b')"
    )


def _need_common_value(left: _Typed, right: _Typed, operator: str) -> None:
    """Two columns of known values that share none are never equal."""
    (one, of_one), (other, of_other) = left, right
    if operator not in ("==", "!=") or not (
        isinstance(one, ex.Name) and isinstance(other, ex.Name)
    ):
        return
    if of_one.name != "text" or not of_one.values or not of_other.values:
        return
    if not set(of_one.values) & set(of_other.values):
        raise ex.ExpressionError(
            f"compares '{one.name}' with '{other.name}', which have no value in common"
        )


def is_iso_date(text: str) -> bool:
    """Whether `text` is a date such as 2024-05-31, with or without a time of day."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _one_of(text: str, expected: ValueType) -> None:
    if text not in expected.values:
        shown = ", ".join(f"'{value}'" for value in expected.values[:12])
        raise ex.ExpressionError(f"compares with '{text}', which never occurs; there are: {shown}")


def _comparable(left: ValueType, right: ValueType, operator: str) -> None:
    if left.name == right.name or (left.countable and right.countable):
        return
    if "date" in (left.name, right.name) and "text" in (left.name, right.name):
        raise ex.ExpressionError(
            f"compares a date with a text by '{operator}'; write the date as '2024-05-31'"
        )
    raise ex.ExpressionError(f"compares a {left.name} with a {right.name} by '{operator}'")


def _need_boolean(operand: ValueType, operator: str) -> None:
    if operand.name != "boolean":
        raise ex.ExpressionError(f"gives '{operator}' a {operand.name} instead of a condition")


def _need_countable(operand: ValueType, operator: str) -> None:
    if not operand.countable:
        raise ex.ExpressionError(f"gives '{operator}' a {operand.name} instead of a number")
