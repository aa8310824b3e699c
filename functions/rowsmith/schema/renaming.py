"""Columns called otherwise, wherever a schema names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from rowsmith.schema.expressions import ExpressionError, Name, parse
from rowsmith.schema.keys import Model
from rowsmith.schema.kinds.base import BaseColumn
from rowsmith.schema.model import Schema, Table
from rowsmith.schema.tokens import Token, tokens

_EXPRESSIONS = frozenset({"expression", "min", "max", "within", "when", "of"})
_NAMES = frozenset({"after", "tone", "topic", "column", "labels", "hidden", "order"})

Named = TypeVar("Named", bound=Model)


def written(name: str) -> str:
    """A column's name as an expression writes it: in backticks where it is no plain word."""
    try:
        return name if parse(name) == Name(name) else f"`{name}`"
    except ExpressionError:
        return f"`{name}`"


def quoted(text: str) -> str:
    """A text as a constant of an expression."""
    return f"'{text}'" if "'" not in text else f'"{text}"'


def rewritten(source: str, new: Mapping[str, str], texts: Mapping[str, str] | None = None) -> str:
    """`source` with columns and texts written otherwise; left as it is where it is unreadable.

    new: how a column is written, by its name. texts: another text, by the text in quotes.
    """
    try:
        there = list(tokens(source))
    except ExpressionError:
        return source
    parts, end = [], 0
    for token, following in zip(there, [*there[1:], None], strict=True):
        instead = _instead(token, following, new, texts or {})
        if instead is not None:
            parts += [source[end : token.start], instead]
            end = token.start + len(token.text)
    return "".join([*parts, source[end:]])


def _instead(
    token: Token, following: Token | None, new: Mapping[str, str], texts: Mapping[str, str]
) -> str | None:
    if token.kind == "text":
        said = texts.get(token.text[1:-1])
        return None if said is None else quoted(said)
    called = following is not None and following.text == "(" and token.kind == "name"
    named = token.kind in ("name", "quoted") and not called
    return new.get(token.text.strip("`")) if named else None


def renamed(source: str, new: Mapping[str, str]) -> str:
    """An expression with its columns renamed; texts and functions stay."""
    return rewritten(source, {old: written(name) for old, name in new.items()})


def rename_columns(schema: Schema, new: Mapping[str, str]) -> Schema:
    """`schema` with the columns of `new` called as it says (old name -> new name)."""
    return rename_in(schema, new)


def rename_in(part: Named, new: Mapping[str, str]) -> Named:
    """A part of a schema with every column that it is, reads or names renamed."""
    if isinstance(part, Table):
        return part
    changed = {
        name: value
        for name in type(part).model_fields
        if (value := _renamed(part, name, new)) is not getattr(part, name)
    }
    return part.model_copy(update=changed) if changed else part


def _renamed(part: Model, field: str, new: Mapping[str, str]) -> Any:
    value = getattr(part, field)
    if isinstance(value, Model):
        return rename_in(value, new)
    if isinstance(value, list):
        if field in _NAMES:
            return [new.get(one, one) if isinstance(one, str) else one for one in value]
        return [rename_in(one, new) if isinstance(one, Model) else one for one in value]
    if not isinstance(value, str):
        return value
    if field in _EXPRESSIONS:
        return renamed(value, new)
    if field in _NAMES or (field == "name" and isinstance(part, BaseColumn)):
        return new.get(value, value)
    if field == "pattern":
        return _in_pattern(value, new)
    return value


def _in_pattern(pattern: str, new: Mapping[str, str]) -> str:
    for old, name in new.items():
        pattern = pattern.replace(f"{{{old}}}", f"{{{name}}}")
    return pattern
