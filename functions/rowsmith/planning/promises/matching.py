"""Which column of a schema is the one that a description names, whatever it is called there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from rowsmith.planning.english.words import header, stems, words
from rowsmith.planning.knowledge import Knowledge
from rowsmith.planning.reading.parse import (
    Fact,
    Field,
    Mean,
    Parse,
    Period,
    Range,
    Share,
    Spread,
    Type,
)
from rowsmith.schema import Column, Schema
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    NumberColumn,
)

_SAME, _WORDS, _TURNED, _VALUES, _CONCEPT, _PART, _NEAR, _LEFT = 8, 7, 6, 5, 4, 3, 2, 1
"""How surely a column is a field's: by its header, its words, ... the only one left of its kind."""
_CLOSE = 0.8
_SURE = frozenset({"name", "alias", "order"})
_SAYING_LITTLE = frozenset(
    stems(
        "date time hours days name id number amount type rate status count score level code value "
        "percentage price of the a an in for per usd eur is has"
    )
)
"""Words that columns share without being the same."""


def match_columns(parse: Parse, schema: Schema, knowledge: Knowledge) -> dict[int, str]:
    """The name of the column that each field of `parse` is, by the field's id.

    Fields that no column is are left out; no column is of two fields.
    """
    columns = [column for _, column in schema.subjects()]
    scores = [
        (score, -place, -other, field.id, column.name)
        for place, field in enumerate(parse.fields)
        for other, column in enumerate(columns)
        if (score := _score(parse, field, column, knowledge))
    ]
    found: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, _, field, name in sorted(scores, reverse=True):
        if field not in found and name not in taken:
            found[field] = name
            taken.add(name)
    found |= dict(_the_only_left(parse, found, [one for one in columns if one.name not in taken]))
    return found


def _score(parse: Parse, field: Field, column: Column, knowledge: Knowledge) -> int:
    if column.name.lower() == header(field.words).lower():
        return _SAME
    said, called = stems(field.words), stems(column.name)
    if said and said == called:
        return _WORDS
    if said and sorted(said) == sorted(called):
        return _TURNED
    levels = {level.text.lower() for level in parse.levels_of(field.id)}
    if levels and len(levels & _values_of(column)) * 2 > len(levels):
        return _VALUES
    if field.role == "implied" and not levels:
        return 0
    if _is_one_concept(field, column, knowledge):
        return _CONCEPT
    telling, other = set(said) - _SAYING_LITTLE, set(called) - _SAYING_LITTLE
    if telling and (telling <= other or (other and other <= telling)):
        return _PART
    ratio = SequenceMatcher(None, "".join(said), "".join(called)).ratio()
    return _NEAR if telling and ratio >= _CLOSE else 0


def _values_of(column: Column) -> set[str]:
    if isinstance(column, CategoryColumn):
        return {value.lower() for value in column.level_values}
    if isinstance(column, BooleanColumn):
        return {word.lower() for word in column.words or ()}
    return set()


def _is_one_concept(field: Field, column: Column, knowledge: Knowledge) -> bool:
    said = knowledge.field(field.words)
    called = knowledge.field(" ".join(words(column.name)))
    return said.by in _SURE and called.by in _SURE and said.known.name == called.known.name


def _the_only_left(
    parse: Parse, found: Mapping[int, str], columns: Sequence[Column]
) -> Iterator[tuple[int, str]]:
    """The one field without a column and the one column of its kind without a field."""
    fields = [one for one in parse.columns() if one.id not in found and one.role != "implied"]
    if len(fields) == 1:
        facts = [fact for fact in parse.facts_of(fields[0].id) if fact.within is None]
        fitting = [column for column in columns if _fits(fields[0], facts, column)]
        if len(fitting) == 1:
            yield fields[0].id, fitting[0].name


def _fits(field: Field, facts: Sequence[Fact], column: Column) -> bool:
    """Whether what is said of a field is of the kind that a column is."""
    if isinstance(column, IdColumn):
        return False
    if field.yes_no or any(isinstance(fact.value, Share) for fact in facts):
        return isinstance(column, BooleanColumn)
    if any(isinstance(fact.value, Period) for fact in facts):
        return isinstance(column, DatetimeColumn)
    if any(isinstance(fact.value, Range | Mean | Spread) for fact in facts):
        return isinstance(column, NumberColumn | FormulaColumn)
    kinds = [fact.value.kind for fact in facts if isinstance(fact.value, Type)]
    return bool(kinds) and kinds[0] in ("boolean",) and isinstance(column, BooleanColumn)
