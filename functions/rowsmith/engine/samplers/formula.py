"""`formula`: an expression over whole columns, rounded to the decimals it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from rowsmith.engine import normal
from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import as_values, evaluate
from rowsmith.engine.results import Result
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.values import FloatArray, Numbers, Values
from rowsmith.schema.columns import FormulaColumn
from rowsmith.schema.expressions import (
    Binary,
    Call,
    Conditional,
    Constant,
    Name,
    Node,
    Unary,
    names,
    parse,
    with_children,
)
from rowsmith.schema.typing import DRAWN

_NOISE = "\0noise"
"""The name of the noise among the columns that an expression reads: no column can bear it."""

_NEVER_NEGATIVE = ("sqrt", "exp")
"""Functions that give nothing below zero, and so do with noise."""

_BOUNDING = ("round", "floor", "ceil", "clip", "abs")
"""Functions of which the first argument is what they round or bound."""


class DrawnExpression:
    """A formula's expression with its noise and its draws, all from the column's own stream."""

    def __init__(self, column: FormulaColumn) -> None:
        self._name = column.name
        self._noise = column.noise or 0.0
        self._draws: dict[str, str] = {}
        node = self._with_draws(parse(column.expression), count(1))
        self._node = _with_noise(node) if self._noise else node

    def __call__(self, block: Block, draw: str = "") -> Result:
        """The expression in every row; another `draw` gives other noise on the same columns."""
        scope = block.scope()
        made = {name: Numbers(values, None) for name, values in self._made(block, draw)}
        return evaluate(self._node, replace(scope, columns={**scope.columns, **made}))

    def _made(self, block: Block, draw: str) -> Iterator[tuple[str, FloatArray]]:
        stream = block.streams(self._name)
        if self._noise:
            yield _NOISE, self._noise * normal.quantile(stream.uniform(f"noise{draw}"))
        for name, function in self._draws.items():
            rank = stream.uniform(f"{name[1:]}{draw}")
            yield name, normal.quantile(rank) if function == "normal" else rank

    def _with_draws(self, node: Node, numbers: Iterator[int]) -> Node:
        """`random(low, high)` and `normal(mean, sd)` as arithmetic on a column of draws."""
        node = with_children(node, lambda child: self._with_draws(child, numbers))
        if not isinstance(node, Call) or node.function not in DRAWN:
            return node
        name = f"\0{node.function} {next(numbers)}"
        self._draws[name] = node.function
        first, second = node.arguments
        width = second if node.function == "normal" else Binary("-", second, first)
        return Binary("+", first, Binary("*", width, Name(name)))


class FormulaSampler:
    """Numbers, truths, texts or dates, as the expression gives."""

    def __init__(self, column: FormulaColumn, context: Context) -> None:
        self._type = context.types[column.name]
        self._expression = DrawnExpression(column)
        self.expression = column.expression
        self.reads = sorted(names(parse(column.expression)))

    def sample(self, block: Block) -> Values:
        """The expression in every row, rounded."""
        result = self._expression(block)
        return as_values(result, self._type.decimals, "second" if self._type.decimals else "day")


def _with_noise(node: Node, times: float = 1.0) -> Node:
    """`node` with the noise added inside the outermost functions that round or bound it.

    times: the noise in units of the column's; a factor around what is bounded scales it back.
    """
    match node:
        case Call(function, (first, *rest)) if function in _BOUNDING:
            return Call(function, (_with_noise(first, times), *rest))
        case Call(function, _) if function in _NEVER_NEGATIVE:
            return Call("abs", (_plus_noise(node, times),))
        case Call("min" | "max", arguments):
            moved = _bounded_arguments(arguments)
            return replace(node, arguments=tuple(
                _with_noise(argument, times) if argument in moved else argument
                for argument in arguments
            ))  # fmt: skip
        case Conditional(condition, then, otherwise):
            both = _is_constant(then) and _is_constant(otherwise)
            return Conditional(condition, *(
                branch if _is_constant(branch) and not both else _with_noise(branch, times)
                for branch in (then, otherwise)
            ))  # fmt: skip
        case Binary("%", left, right):
            return Binary("%", _with_noise(left, times), right)
        case Binary(operator, left, Constant(float(value)) as right) if _keeps_bounds(left):
            inside = _inside(operator, times, value)
            if inside is not None:
                return Binary(operator, _with_noise(left, inside), right)
        case Binary("+" | "*" as operator, Constant(float(value)) as left, right) if _keeps_bounds(
            right
        ):
            inside = _inside(operator, times, value)
            if inside is not None:
                return Binary(operator, left, _with_noise(right, inside))
    return _plus_noise(node, times)


def _plus_noise(node: Node, times: float) -> Node:
    noise: Node = Name(_NOISE)
    return Binary("+", node, noise if times == 1 else Binary("*", Constant(times), noise))


def _keeps_bounds(node: Node) -> bool:
    """Whether what is outermost but for constants rounds or bounds."""
    match node:
        case Call(function, _):
            return function in (*_BOUNDING, *_NEVER_NEGATIVE, "min", "max")
        case Binary(_, inner, Constant()) | Binary(_, Constant(), inner):
            return _keeps_bounds(inner)
    return False


def _inside(operator: str, times: float, value: float) -> float | None:
    """The noise inside of `call operator value`; None where it cannot be told."""
    if operator in ("+", "-"):
        return times
    if operator not in ("*", "/") or not value:
        return None
    return times / value if operator == "*" else times * value


def _bounded_arguments(arguments: tuple[Node, ...]) -> list[Node]:
    """What `min` and `max` bound: what is computed, else what is no constant, else all."""
    moving: list[Node] = [argument for argument in arguments if not _is_constant(argument)]
    computed: list[Node] = [argument for argument in moving if not isinstance(argument, Name)]
    return computed or moving or [*arguments]


def _is_constant(node: Node) -> bool:
    return isinstance(node.operand if isinstance(node, Unary) else node, Constant)
