"""What a schema plainly means where it is written otherwise: values and truths in other words.

Nothing is guessed: what could mean two things stays, and the checks refuse it by name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeAlias

from rowsmith.schema import expressions as ex
from rowsmith.schema.calendar import CALENDAR
from rowsmith.schema.columns import BooleanColumn, CategoryColumn
from rowsmith.schema.dependencies import lenient_types
from rowsmith.schema.meaning import (
    are_brackets,
    are_levels,
    is_turned_round,
    meant,
    truth_of,
)
from rowsmith.schema.model import Schema
from rowsmith.schema.tokens import tokens
from rowsmith.schema.typing import BY_ORDER, ValueType, infer, is_number, text_type

Meant: TypeAlias = Callable[[str, ex.Node, str], str | None]
"""Where an expression is, an operand and the text that it is compared with: what to write
instead of the text, None to leave it."""

_Json: TypeAlias = dict[str, Any]


def mended(schema: Schema) -> tuple[Schema, list[str]]:
    """The schema as it is plainly meant, and a warning for each change."""
    schema, ordered = _with_orders(schema)
    types = lenient_types(schema)
    schema, turned = _with_truths_first(schema)
    schema, reworded = with_values_meant(
        schema, lambda _, node, text: _value_meant(node, text, types)
    )
    return schema, [*ordered, *turned, *reworded]


def with_values_meant(schema: Schema, meant: Meant) -> tuple[Schema, list[str]]:
    """The schema with texts in comparisons replaced by what they mean, and a warning for each."""
    data: _Json = schema.model_dump(mode="json", exclude_unset=True)
    warnings: list[str] = []
    for where, holder, key in _slots(schema, data):
        source = holder[key]
        for node, text in comparisons(source):
            new = meant(where, node, text)
            if new is not None:
                holder[key] = _replaced(holder[key], text, new)
        if holder[key] != source:
            name = where.split(".")[1]
            warnings.append(f"{name}: `{source}` was read as `{holder[key]}`.")
    return (Schema.model_validate(data), warnings) if warnings else (schema, [])


def nodes(source: str) -> list[ex.Node]:
    """All parts of an expression; none where it cannot be read."""
    try:
        return list(ex.walk(ex.parse(source)))
    except ex.ExpressionError:
        return []


def comparisons(source: str) -> list[tuple[ex.Node, str]]:
    """Every text that an expression compares, and with what; none where it cannot be read."""
    found: list[tuple[ex.Node, str]] = []
    for node in nodes(source):
        if isinstance(node, ex.Compare):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(other, ex.Constant) and isinstance(other.value, str):
                    found.append((one, other.value))
        elif isinstance(node, ex.Member):
            texts = [option.value for option in node.options if isinstance(option.value, str)]
            found += [(node.operand, text) for text in texts]
    return found


def every_expression(schema: Schema) -> Iterator[str]:
    """Every expression of the schema."""
    for _, column in schema.subjects():
        yield from (source for _, source in column.expressions())
        if column.when is not None:
            yield column.when
    yield from (term.of for driver in schema.drivers for term in driver.by)
    yield from (missing.when for missing in schema.missing if missing.when is not None)


def _value_meant(node: ex.Node, text: str, types: Mapping[str, ValueType]) -> str | None:
    if isinstance(node, ex.Call) and node.function in CALENDAR:
        number = CALENDAR[node.function].number(text)
        return None if number is None else str(number)
    try:
        found = infer(node, types)
    except ex.ExpressionError:
        return None
    if found.name == "number":
        return text.strip() if is_number(text) else None
    if found.name == "boolean" and not found.values:
        truth = truth_of(text)
        return None if truth is None else str(truth).lower()
    if not found.values or text in found.values:
        return None
    value = meant(text, found.values)
    return None if value is None else quoted_text(value)


def quoted_text(value: str) -> str | None:
    """A text as an expression writes it; None for one with both sorts of quotes."""
    if "'" not in value:
        return f"'{value}'"
    return f'"{value}"' if '"' not in value else None


def _replaced(source: str, text: str, new: str) -> str:
    """`source` with every text constant `text` written as `new`."""
    parts, end = [], 0
    for token in tokens(source):
        if token.kind == "text" and token.text[1:-1] == text:
            parts += [source[end : token.start], new]
            end = token.start + len(token.text)
    return "".join([*parts, source[end:]])


def _slots(schema: Schema, data: _Json) -> Iterator[tuple[str, _Json, str]]:
    """Every expression of `data`, the schema as JSON: where it is, what holds it, its key there."""
    written = [column for entity in data.get("entities", ()) for column in entity["columns"]]
    written += data.get("columns", ())
    for (_, column), of_json in zip(schema.subjects(), written, strict=True):
        paths = [key for key, _ in column.expressions()] + (["when"] if column.when else [])
        for path in paths:
            yield (f"columns.{column.name}.{path}", *_holder(of_json, path))
    for driver in data.get("drivers", ()):
        for number, term in enumerate(driver["by"]):
            yield f"drivers.{driver['column']}.by.{number}", term, "of"
    for missing in data.get("missing", ()):
        if missing.get("when"):
            yield f"missing.{missing['column']}.when", missing, "when"


def _holder(column: _Json, path: str) -> tuple[_Json, str]:
    *steps, key = path.split(".")
    here: Any = column
    for step in steps:
        here = here[int(step)] if isinstance(here, list) else here[step]
    return here, key


def _with_orders(schema: Schema) -> tuple[Schema, list[str]]:
    """Categories that are compared by an order and plainly have one, with it."""
    compared = {
        part.name
        for source in every_expression(schema)
        for node in nodes(source)
        if isinstance(node, ex.Compare) and node.operator in BY_ORDER
        for part in (node.left, node.right)
        if isinstance(part, ex.Name)
    }
    names = {
        column.name
        for _, column in schema.subjects()
        if isinstance(column, CategoryColumn) and not column.ordered and column.name in compared
        if not text_type(values := tuple(column.level_values)).countable
        if are_levels(values) or are_brackets(values)
    }
    warnings = [
        f"{name}: its values were taken as ordered from low to high." for name in sorted(names)
    ]
    return _changed(schema, names, lambda column: column.update(ordered=True)), warnings


def _changed(schema: Schema, names: Collection[str], change: Callable[[_Json], None]) -> Schema:
    """The schema with `change` done to the JSON of the columns of these names."""
    if not names:
        return schema
    data: _Json = schema.model_dump(mode="json", exclude_unset=True)
    for holder in (data, *data.get("entities", ())):
        for column in holder.get("columns", ()):
            if column["name"] in names:
                change(column)
    return Schema.model_validate(data)


def _with_truths_first(schema: Schema) -> tuple[Schema, list[str]]:
    """Booleans with the word for true first."""
    turned = [
        column
        for _, column in schema.subjects()
        if isinstance(column, BooleanColumn)
        and column.words is not None
        and is_turned_round(column.words, column.name, _rate(column))
    ]
    schema = _changed(
        schema, {column.name for column in turned}, lambda column: column["words"].reverse()
    )
    warnings = [
        f"{column.name}: its words are for true and for false, in this order; '{column.words[1]}' "
        f"was taken for true{_in_rows(column.rate)}."
        for column in turned
        if column.words is not None
    ]
    return schema, warnings


def _in_rows(rate: float | None) -> str:
    return "" if rate is None else f", in {100 * rate:.3g} % of the rows"


def _rate(column: BooleanColumn) -> float:
    return 0.5 if column.rate is None else column.rate
