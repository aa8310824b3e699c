"""What is known of a thing, put into the outline of rows about it."""

from __future__ import annotations

from dataclasses import replace

from rowsmith.planning.knowledge.notation import Trait
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.schema.columns import FormulaColumn, NumberColumn
from rowsmith.schema.model import Term

_ALIKE = 2
"""So many names in common tell that two columns are one."""


def with_trait(outline: Outline, trait: Trait, noun: str) -> Outline:
    """The outline with a column of the thing, in the place of one of the same name."""
    there = {one.name for one in outline.entities}
    entity = noun if trait.of_thing and noun in there else None
    column = replace(trait.column, entity=entity)
    old = outline.by_name.get(column.name) or _called_alike(outline, column)
    if old is not None:
        kept = replace(column, entity=old.entity, pulls=old.pulls, explained=old.explained)
        columns = tuple(kept if one is old else one for one in outline.columns)
    else:
        columns = _inserted(outline, column)
    if trait.pull is not None and (entity or not isinstance(column.column, FormulaColumn)):
        columns = tuple(_pulled(outline, one, column.name, trait.pull) for one in columns)
    return replace(outline, columns=columns)


def _called_alike(outline: Outline, column: OutlineColumn) -> OutlineColumn | None:
    """The number that a trait measures too: the length of an animal is the height of a horse."""
    if not isinstance(column.column, NumberColumn):
        return None
    names = {column.name, *column.aliases}
    return next(
        (
            one
            for one in outline.columns
            if isinstance(one.column, NumberColumn)
            and one.name not in outline.labels
            and len(names & {one.name, *one.aliases}) >= _ALIKE
        ),
        None,
    )


def _inserted(outline: Outline, column: OutlineColumn) -> tuple[OutlineColumn, ...]:
    """The columns with one more, before what is predicted."""
    at = next(
        (n for n, one in enumerate(outline.columns) if one.name in outline.labels),
        len(outline.columns),
    )
    return (*outline.columns[:at], column, *outline.columns[at:])


def _pulled(outline: Outline, one: OutlineColumn, name: str, weight: float) -> OutlineColumn:
    if one.name not in outline.labels or not one.pulls or one.name == name:
        return one
    return replace(one, pulls=(*one.pulls, Term(of=name, weight=weight)))
