"""`formula`: an expression over whole columns, rounded to the decimals it needs."""

from __future__ import annotations

from rowsmith.engine import normal
from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import as_values, evaluate
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.values import Values
from rowsmith.schema.columns import FormulaColumn
from rowsmith.schema.expressions import Call, Node, names, parse


class FormulaSampler:
    """Numbers, truths, texts or dates, as the expression gives."""

    def __init__(self, column: FormulaColumn, context: Context) -> None:
        self._name = column.name
        self._type = context.types[column.name]
        self._noise = column.noise or 0.0
        node = parse(column.expression)
        self.reads = sorted(names(node))
        self._node = _unrounded(node) if self._noise else node
        if self._noise and self._type.name != "number":
            context.refuse(
                f"columns.{column.name}.noise", f"goes with numbers; this gives a {self._type.name}"
            )

    def sample(self, block: Block) -> Values:
        """The expression in every row, with the noise added before rounding."""
        result = evaluate(self._node, block.scope())
        if self._noise:
            rank = block.streams(self._name).uniform("noise")
            result = result + self._noise * normal.quantile(rank)  # type: ignore[operator]
        return as_values(result, self._type.decimals, "second" if self._type.decimals else "day")


def _unrounded(node: Node) -> Node:
    """What a rounding function at the top of the expression rounds."""
    rounds = isinstance(node, Call) and node.function in ("round", "floor", "ceil")
    return node.arguments[0] if isinstance(node, Call) and rounds else node
