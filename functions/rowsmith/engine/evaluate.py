"""Expressions over whole columns.

Every operator has a defined result for every operand: division by zero, the square root of
a negative and the logarithm of what is not positive are missing; what overflows stops at
±1e15; a missing operand makes a missing result, and a comparison with it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeGuard

import numpy as np

from rowsmith.engine.arrays import as_text, literal_table, numbers, single
from rowsmith.engine.comparisons import (
    COMPARISONS,
    MIRRORED,
    compare_numbers,
    compare_texts,
    compare_with_text,
)
from rowsmith.engine.functions import FUNCTIONS, defined
from rowsmith.engine.memory import row_before, running_total
from rowsmith.engine.results import Dates, Result, Texts
from rowsmith.engine.rhythm import weight_at
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Datetimes,
    FloatArray,
    IntArray,
    Numbers,
    Precision,
    Text,
    TextTable,
    Values,
)
from rowsmith.schema.columns import LARGEST
from rowsmith.schema.expressions import (
    Binary,
    Call,
    Compare,
    Conditional,
    Constant,
    Logic,
    Member,
    Name,
    Node,
    Today,
    Unary,
)

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Scope:
    """The columns that an expression may read, all of `size` rows, and the day.

    step: the step of each row in its subject's series, from 0; None where rows do not step.
    """

    columns: Mapping[str, Values]
    size: int
    today: date
    step: IntArray | None = None


def evaluate(node: Node, scope: Scope) -> Result:
    """The value of `node` in every row. The node has been type-checked against the schema."""
    with np.errstate(all="ignore"):
        return _evaluate(node, scope)


def evaluate_number(node: Node, scope: Scope) -> FloatArray:
    """A numeric expression; also one that is a boolean or a numeric text."""
    with np.errstate(all="ignore"):
        return _number(node, scope)


def evaluate_condition(node: Node, scope: Scope) -> BoolArray:
    """A condition; false where it cannot be told."""
    with np.errstate(all="ignore"):
        return _truth(node, scope)


def as_values(result: Result, decimals: int, precision: Precision) -> Values:
    """A result as a column: numbers rounded to `decimals`, dates cut to `precision`."""
    if isinstance(result, Texts):
        return Text.coded(result.codes, result.table, result.missing)
    if isinstance(result, Dates):
        missing = np.isnan(result.days)
        seconds = np.round(np.where(missing, 0.0, result.days) * DAY).astype(np.int64)
        unit = {"day": 86_400, "hour": 3_600, "minute": 60}.get(precision, 1)
        return Datetimes(seconds // unit * unit, precision, missing if missing.any() else None)
    if result.dtype == np.bool_:
        return Booleans(result.astype(np.bool_))
    missing = np.isnan(result)
    rounded = np.round(_bounded(np.where(missing, 0.0, result)), decimals) + 0.0
    return Numbers(rounded.astype(np.float64), decimals, missing if missing.any() else None)


def _evaluate(node: Node, scope: Scope) -> Result:
    return _EVALUATORS[type(node)](node, scope)


def _constant(node: Constant, scope: Scope) -> Result:
    if isinstance(node.value, bool):
        return np.full(scope.size, node.value)
    if isinstance(node.value, str):
        return Texts(np.zeros(scope.size, np.int64), literal_table(node.value))
    return np.full(scope.size, node.value)


def _today(node: Today, scope: Scope) -> Result:
    return Dates(np.full(scope.size, float(day_number(scope.today))))


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def _name(node: Name, scope: Scope) -> Result:
    values = scope.columns[node.name]
    match values:
        case Text():
            return _texts(values)
        case Booleans():
            return values.values if values.missing is None else values.values & ~values.missing
        case Datetimes(precision="time"):
            return _texts(as_text(values))  # they ascend with the day
        case Datetimes():
            return Dates(numbers(values))
        case _:
            return numbers(values)


def _texts(values: Text) -> Texts:
    coded = single(values)
    return Texts(coded.codes, coded.table, values.missing)


def _number(node: Node, scope: Scope) -> FloatArray:
    return _as_number(_evaluate(node, scope))


def _as_number(result: Result) -> FloatArray:
    if isinstance(result, Texts):
        return result.numbers
    if isinstance(result, Dates):
        return result.days
    return result.astype(np.float64, copy=False)


def _truth(node: Node, scope: Scope) -> BoolArray:
    return _as_truth(_evaluate(node, scope))


def _as_truth(result: Result) -> BoolArray:
    if _is_truth(result):
        return result
    numeric = _as_number(result)
    truths: BoolArray = (numeric != 0) & ~np.isnan(numeric)
    return truths


def _is_truth(result: Result) -> TypeGuard[BoolArray]:
    return isinstance(result, np.ndarray) and result.dtype == np.bool_


def _unary(node: Unary, scope: Scope) -> Result:
    if node.operator == "not":
        return ~_truth(node.operand, scope)
    return -_number(node.operand, scope)


def _logic(node: Logic, scope: Scope) -> Result:
    left, right = _truth(node.left, scope), _truth(node.right, scope)
    return left & right if node.operator == "and" else left | right


_ARITHMETIC: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": lambda left, right: defined(np.divide(left, right), right != 0),
    "//": lambda left, right: defined(np.floor_divide(left, right), right != 0),
    "%": lambda left, right: defined(np.mod(left, right), right != 0),
    "**": np.power,
}


def _bounded(result: FloatArray) -> FloatArray:
    return np.clip(result, -LARGEST, LARGEST)


def _binary(node: Binary, scope: Scope) -> Result:
    left, right = _evaluate(node.left, scope), _evaluate(node.right, scope)
    if isinstance(left, Dates) or isinstance(right, Dates):
        return _date_arithmetic(
            node, scope, both=isinstance(left, Dates) and isinstance(right, Dates)
        )
    if isinstance(left, Texts) and isinstance(right, Texts) and not _both_numeric(left, right):
        return _joined(left, right)
    return _bounded(_ARITHMETIC[node.operator](_as_number(left), _as_number(right)))


def _both_numeric(left: Texts, right: Texts) -> bool:
    return left.table.all_numeric and right.table.all_numeric


def _date_arithmetic(node: Binary, scope: Scope, *, both: bool) -> Result:
    days = _ARITHMETIC[node.operator](_number(node.left, scope), _number(node.right, scope))
    # A second is 1.2e-5 days: the last bits are noise of the division by 86,400.
    return np.round(days, 9) if both else Dates(within_calendar(days))


def within_calendar(days: FloatArray) -> FloatArray:
    """Days from 1970, those beyond the years 1 to 9999 at their ends."""
    return np.clip(days, day_number(date.min), day_number(date.max) + LAST_SECOND)


LAST_SECOND = 1 - 1 / DAY
"""The last second of a day, in days."""


def _joined(left: Texts, right: Texts) -> Texts:
    cells = left.cells + right.cells
    missing = _either_missing(left, right)
    return Texts(np.arange(len(cells)), TextTable.of(cells.tolist()), missing)


def _either_missing(left: Texts, right: Texts) -> BoolArray | None:
    if left.missing is None:
        return right.missing
    return left.missing if right.missing is None else left.missing | right.missing


def _compare(node: Compare, scope: Scope) -> Result:
    return _compared(node.operator, node.left, node.right, scope)


def _compared(operator: str, left: Node, right: Node, scope: Scope) -> BoolArray:
    if isinstance(left, Constant) and not isinstance(right, Constant):
        return _compared(MIRRORED[operator], right, left, scope)
    result = _evaluate(left, scope)
    if isinstance(right, Constant):
        return _with_constant(operator, left, result, right, scope)
    other = _evaluate(right, scope)
    if isinstance(result, Texts) and isinstance(other, Texts) and not _both_numeric(result, other):
        return compare_texts(operator, result, other)
    return compare_numbers(operator, _as_number(result), _as_number(other))


def _with_constant(
    operator: str,
    node: Node,
    result: Result,
    constant: Constant,
    scope: Scope,
) -> BoolArray:
    value = constant.value
    if isinstance(result, Texts) and isinstance(value, str):
        return compare_with_text(operator, result, value)
    if isinstance(result, Dates) and isinstance(value, str):
        return compare_numbers(operator, result.days, np.array(iso_days(value)))
    if isinstance(value, str):
        truths = COMPARISONS[operator](_as_truth(result), _is_true_word(node, value, scope))
        return truths & _is_there(node, scope)
    truths = compare_numbers(operator, _as_number(result), np.array(float(value)))
    return truths & _is_there(node, scope) if _is_truth(result) else truths


def iso_days(text: str) -> float:
    """An ISO date or moment as days since 1970-01-01."""
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1)).total_seconds() / DAY


def _is_true_word(node: Node, word: str, scope: Scope) -> bool:
    values = scope.columns[node.name] if isinstance(node, Name) else None
    words = values.words if isinstance(values, Booleans) else None
    return words is not None and words[0] == word


def _is_there(node: Node, scope: Scope) -> BoolArray | bool:
    """Where a column of truths has one."""
    missing = scope.columns[node.name].missing if isinstance(node, Name) else None
    return True if missing is None else ~missing


def _member(node: Member, scope: Scope) -> Result:
    found = np.zeros(scope.size, dtype=np.bool_)
    for option in node.options:
        found |= _compared("==", node.operand, option, scope)
    return found


def _conditional(node: Conditional, scope: Scope) -> Result:
    condition = _truth(node.condition, scope)
    then, otherwise = _evaluate(node.then, scope), _evaluate(node.otherwise, scope)
    if isinstance(then, Texts) and isinstance(otherwise, Texts):
        return _chosen_text(condition, then, otherwise)
    if isinstance(then, Dates) and isinstance(otherwise, Dates):
        return Dates(np.where(condition, then.days, otherwise.days))
    if _is_truth(then) and _is_truth(otherwise):
        return np.where(condition, then, otherwise)
    return np.where(condition, _as_number(then), _as_number(otherwise))


def _chosen_text(condition: BoolArray, then: Texts, otherwise: Texts) -> Texts:
    table = TextTable(np.concatenate([then.table.entries, otherwise.table.entries]))
    codes = np.where(condition, then.codes, otherwise.codes.astype(np.int64) + len(then.table))
    missing = None
    if _either_missing(then, otherwise) is not None:
        nowhere = np.zeros(len(codes), dtype=np.bool_)
        missing = np.where(
            condition,
            nowhere if then.missing is None else then.missing,
            nowhere if otherwise.missing is None else otherwise.missing,
        )
    return Texts(codes, table, missing)


def _call(node: Call, scope: Scope) -> Result:
    if node.function == "rhythm":
        return _rhythm(node, scope)
    arguments = [_evaluate(argument, scope) for argument in node.arguments]
    if node.function in _OVER_STEPS:
        return _over_steps(node.function, arguments[0], scope)
    result = _bounded(FUNCTIONS[node.function](*map(_as_number, arguments)))
    of_dates = isinstance(arguments[0], Dates) and node.function in ("min", "max")
    return Dates(result) if of_dates else result


def _rhythm(node: Call, scope: Scope) -> Result:
    days, name = _number(node.arguments[0], scope), node.arguments[1]
    missing = np.isnan(days)
    seconds = np.round(np.where(missing, 0.0, days) * DAY).astype(np.int64)
    name_text = str(name.value) if isinstance(name, Constant) else ""
    return np.where(missing, np.nan, weight_at(seconds, name_text))


def _over_steps(function: str, values: Result, scope: Scope) -> Result:
    step = np.zeros(scope.size, dtype=np.int64) if scope.step is None else scope.step
    result = _bounded(_OVER_STEPS[function](_as_number(values), step))
    return Dates(result) if isinstance(values, Dates) else result


_OVER_STEPS: dict[str, Callable[[FloatArray, IntArray], FloatArray]] = {
    "cumulative": running_total,
    "previous": row_before,
}


_EVALUATORS: dict[type, Callable[..., Result]] = {
    Constant: _constant,
    Today: _today,
    Name: _name,
    Unary: _unary,
    Logic: _logic,
    Binary: _binary,
    Compare: _compare,
    Member: _member,
    Conditional: _conditional,
    Call: _call,
}
