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
        self.reads = sorted(names(parse(column.expression)))

    def sample(self, block: Block) -> Values:
        """The expression in every row, rounded."""
        result = self._expression(block)
        return as_values(result, self._type.decimals, "second" if self._type.decimals else "day")


def _with_noise(node: Node) -> Node:
    """`node` with the noise added inside the outermost functions that round or bound it."""
    match node:
        case Call(function, (first, *rest)) if function in _BOUNDING:
            return Call(function, (_with_noise(first), *rest))
        case Call("min" | "max", arguments):
            moved = _bounded_arguments(arguments)
            return replace(node, arguments=tuple(
                _with_noise(argument) if argument in moved else argument for argument in arguments
            ))  # fmt: skip
        case Conditional(condition, then, otherwise):
            return Conditional(condition, _with_noise(then), _with_noise(otherwise))
    return Binary("+", node, Name(_NOISE))


def _bounded_arguments(arguments: tuple[Node, ...]) -> list[Node]:
    """What `min` and `max` bound: what is computed, else what is no constant, else all."""
    moving: list[Node] = [argument for argument in arguments if not _is_constant(argument)]
    computed: list[Node] = [argument for argument in moving if not isinstance(argument, Name)]
    return computed or moving or [*arguments]


def _is_constant(node: Node) -> bool:
    return isinstance(node.operand if isinstance(node, Unary) else node, Constant)
