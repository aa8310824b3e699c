"""Expressions over the columns that there are, with names and values nearly right."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rowsmith.planning.repair.draft import closest
from rowsmith.planning.repair.respelling import replace_name, respelled
from rowsmith.schema import expressions as ex
from rowsmith.schema.meaning import meant
from rowsmith.schema.mend import comparisons
from rowsmith.schema.renaming import quoted, written
from rowsmith.schema.typing import ValueType, infer

_EITHER = re.compile(r"\s*(?:,|\||/|\bor\b)\s*")


def mended(source: str, types: Mapping[str, ValueType], gone: Collection[str] = ()) -> str | None:
    """`source` as an expression over the columns of `types`; None where it cannot be one.

    gone: names of columns that there are no more, and that mean no other.
    """
    for attempt in (source, respelled(source, types)):
        text = _with_known_names(attempt, types, gone)
        text = _with_known_values(text, types) if text is not None else None
        if text is not None and type_of(text, types) is not None:
            return text
    return None


def type_of(source: str, types: Mapping[str, ValueType]) -> ValueType | None:
    """What an expression gives; None where it cannot be read over these columns."""
    try:
        return infer(ex.parse(source), types)
    except ex.ExpressionError:
        return None


def fault_of(source: str, types: Mapping[str, ValueType]) -> str:
    """What is wrong with an expression, as a predicate."""
    try:
        infer(ex.parse(source), types)
    except ex.ExpressionError as error:
        return str(error)
    return "does not give what is wanted here"


def value_as_condition(text: str, types: Mapping[str, ValueType]) -> str | None:
    """`Pro` as `plan == 'Pro'`, `Pro, Max` as `plan in (...)`; None unless of one column alone."""
    values = [value.strip(" '\"") for value in _EITHER.split(text.strip())]
    having = [
        (name, [meant(value, found.values) for value in values])
        for name, found in types.items()
        if found.values and name not in values
    ]
    matching = [(name, known) for name, known in having if None not in known]
    if len(matching) != 1:
        return None
    name, known = matching[0]
    options = [quoted(value) for value in known if value is not None]
    if len(options) == 1:
        return f"{written(name)} == {options[0]}"
    return f"{written(name)} in ({', '.join(options)})"


def _with_known_names(
    source: str, types: Mapping[str, ValueType], gone: Collection[str]
) -> str | None:
    """Names that are nearly those of columns are theirs; None where one is of no column.

    A column that the expression reads by its own name is not meant by another one as well, and
    what is a value of a column is that value without its quotes.
    """
    read = ex.names_in(source)
    for name in read - types.keys():
        if any(name in found.values for found in types.values()):
            source = replace_name(source, name, f"'{name}'")
            continue
        near = None if name in gone else closest(name, types)
        if near is None or near in read:
            return None
        source = rename(source, name, near)
    return source


def rename(source: str, name: str, new: str) -> str:
    """`source` with one column called otherwise."""
    return replace_name(source.replace(f"`{name}`", written(new)), name, written(new))


def _with_known_values(source: str, types: Mapping[str, ValueType]) -> str:
    """Texts that are nearly values of the column they are compared with are those values."""
    for node, text in comparisons(source):
        known = _values_of(node, types)
        near = (meant(text, known) or closest(text, known)) if text not in known else None
        if near is not None and "'" not in near and '"' not in near:
            source = source.replace(f"'{text}'", f"'{near}'").replace(f'"{text}"', f"'{near}'")
    return source


def _values_of(node: ex.Node, types: Mapping[str, ValueType]) -> tuple[str, ...]:
    try:
        return infer(node, types).values
    except ex.ExpressionError:
        return ()
