"""A planned schema that cannot be made, changed as little as makes it possible."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.errors import InvalidSchema
from rowsmith.planning.repair import drop_problems
from rowsmith.schema import Schema, parse_schema

_MOST_ROUNDS = 8
"""Each round changes one thing of each column that is refused; a number has five to change."""


def eased(schema: Schema, accept: Callable[[Schema], object]) -> tuple[Schema, list[str]]:
    """`schema` as `accept` takes it, and a warning for each change; none where it is taken as is.

    For a schema that somebody planned, not for one that a caller wrote: who wrote a mean that
    its bounds do not allow, or an id pattern with too few digits for the rows, is told so.

    Args:
        accept: raises InvalidSchema for what it does not take.

    Raises:
        InvalidSchema: what `accept` said last, where no change helps.
    """
    warnings: list[str] = []
    for _ in range(_MOST_ROUNDS):
        try:
            accept(schema)
        except InvalidSchema as error:
            data = schema.model_dump(mode="json", exclude_defaults=True)
            lighter, said = drop_problems(data, error.problems)
            if lighter == data:
                raise
            schema = parse_schema(lighter)
            warnings += said
        else:
            return schema, warnings
    accept(schema)
    return schema, warnings
