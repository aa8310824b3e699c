"""What is known of a schema while it is checked, and the problems found so far."""

from __future__ import annotations

from rowsmith.errors import Problem
from rowsmith.schema.expressions import ExpressionError, names, parse
from rowsmith.schema.model import Schema
from rowsmith.schema.spelling import instead
from rowsmith.schema.typing import ValueType, draws, infer


class Findings:
    """A schema's columns by name, their types once inferred, and what is wrong with them."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.problems: list[Problem] = []
        self.subjects = list(schema.subjects())
        self.entity_of = {column.name: entity for entity, column in self.subjects}
        self.columns = {column.name: column for _, column in self.subjects}
        self.types: dict[str, ValueType] = {}

    def report(self, where: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(where, message))

    def reference(self, where: str, name: str) -> bool:
        """Whether there is a column `name`; reported where there is none."""
        if name in self.columns:
            return True
        self.report(where, f"reads '{name}'{instead(name, self.columns)}")
        return False

    def expression(self, where: str, source: str, wanted: tuple[str, ...]) -> ValueType | None:
        """The type of an expression, if it can be read and is one of `wanted`."""
        try:
            node = parse(source)
            known = [self.reference(where, name) for name in sorted(names(node))]
            if not all(known):
                return None
            found = infer(node, self.types)
            if drawn := draws(node):
                raise ExpressionError(f"calls '{drawn[0]}', which only a formula can")
        except ExpressionError as error:
            self.report(where, str(error))
            return None
        if found.name not in wanted and not ("number" in wanted and found.countable):
            self.report(where, f"gives a {found.name}; it must be a {' or '.join(wanted)}")
            return None
        return found
