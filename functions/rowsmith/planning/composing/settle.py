"""What cannot hold any more after a change goes: cases, terms and bounds that read what is gone.

The user's values take the place of an outline's, a column that something was computed from is
left out, a driver closes a circle: whatever reads what is not there any longer is dropped, the
outline's before the user's.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from rowsmith.planning.composing.draft import Draft
from rowsmith.schema import Column, Term
from rowsmith.schema.columns import BooleanColumn, DatetimeColumn, FormulaColumn, IdColumn
from rowsmith.schema.dependencies import Cycle, making_order
from rowsmith.schema.expressions import ExpressionError, names_in, parse
from rowsmith.schema.typing import NUMBER, ValueType, infer

_MOST_CIRCLES = 50
_REFERENCES = ("after", "tone")
"""Keys that name one column; without it the column is made all the same."""
_HALF = 0.5
"""The rate of a yes or no whose groups are gone."""
_LETTERS = "??"
"""What stands in an id for a column that is not there."""
_ALONE = {"start": "today-2y", "end": "today"}
"""When a date lies that comes after no other any more."""


def settle(draft: Draft) -> set[str]:
    """Drop what cannot hold; the columns that can be computed no more, which are still there."""
    _drop_dangling(draft)
    order = _break_circles(draft)
    types, lost = _infer(draft, order)
    for name in order:
        if name not in lost:
            _drop_impossible(draft, name, types)
    for name, driver in list(draft.drivers.items()):
        kept = [term for term in driver.by if name in draft.entries and _moves(draft, term, types)]
        _keep_terms(draft, name, kept)
    draft.missing = [
        one
        for one in draft.missing
        if one.column in draft.entries and (one.when is None or _holds(one.when, types))
    ]
    draft.dirt = [one for one in draft.dirt if one.column in (None, *draft.entries)]
    draft.labels = [name for name in draft.labels if name in draft.entries]
    return lost


def types_of(draft: Draft) -> dict[str, ValueType]:
    """The value type of every column that has one."""
    return _infer(draft, _break_circles(draft.copy()))[0]


def _keep_terms(draft: Draft, name: str, terms: list[Term]) -> None:
    if not terms:
        del draft.drivers[name]
    elif len(terms) < len(draft.drivers[name].by):
        draft.drivers[name] = draft.drivers[name].model_copy(update={"by": terms})


def _drop_dangling(draft: Draft) -> None:
    for name, entry in list(draft.entries.items()):
        for key in _REFERENCES:
            there = getattr(entry.column, key, None)
            if isinstance(there, str) and there not in draft.entries:
                draft.change(name, column=_without(entry.column, there) or entry.column)
        if isinstance(entry.column, IdColumn):
            draft.change(name, column=_without_gaps(draft, entry.column))


def _without_gaps(draft: Draft, column: IdColumn) -> IdColumn:
    """An id with letters in the place of columns that are not there."""
    pattern = column.pattern
    for _, name in column.references(draft.schema(), None):
        if name not in draft.entries:
            pattern = pattern.replace(f"{{{name}}}", _LETTERS)
    return column.model_copy(update={"pattern": pattern})


def _break_circles(draft: Draft) -> list[str]:
    """An order in which all columns can be made, after the least stated links that prevent it."""
    for _ in range(_MOST_CIRCLES):
        try:
            return making_order(draft.graph())
        except Cycle as cycle:
            _cut(draft, cycle.path)
    return list(draft.entries)


def _cut(draft: Draft, path: list[str]) -> None:
    links = list(pairwise(path))
    driven = [(name, read) for name, read in links if _terms_on(draft, name, read)]
    driven.sort(key=lambda link: link[0] in draft.stated)
    if driven:
        name, read = driven[0]
        gone = _terms_on(draft, name, read)
        _keep_terms(draft, name, [term for term in draft.drivers[name].by if term not in gone])
        return
    for name, read in links:
        cut = _without(draft.column(name), read)
        if cut is not None:
            draft.change(name, column=cut)
            return
    draft.remove(path[0])


def _terms_on(draft: Draft, name: str, read: str) -> list[Term]:
    driver = draft.drivers.get(name)
    return [term for term in driver.by if read in names_in(term.of)] if driver is not None else []


def _without(column: Column, read: str) -> Column | None:
    """A column that does not read another any more; None where it is made of it."""
    gone = [path for path, source in expressions_of(column) if read in names_in(source)]
    gone += [key for key in _REFERENCES if getattr(column, key, None) == read]
    return _without_keys(column, gone) if gone and "expression" not in gone else None


def expressions_of(column: Column) -> list[tuple[str, str]]:
    """Every expression of a column with the path of its key, `when` included."""
    return [*column.expressions(), *([("when", column.when)] if column.when is not None else [])]


def _without_keys(column: Column, paths: list[str]) -> Column:
    """A column without its keys of these paths (`min`, `cases.2.when`)."""
    changes: dict[str, object] = {path: None for path in paths if "." not in path}
    cases = {int(path.split(".")[1]) for path in paths if path.startswith("cases.")}
    if cases:
        there: list[Any] = getattr(column, "cases", None) or []
        kept = [case for place, case in enumerate(there) if place not in cases]
        changes["cases"] = kept or None
    if "when" in changes:
        changes["otherwise"] = None
    lone = isinstance(column, BooleanColumn) and column.rate is None
    if lone and changes.get("cases", column) is None:
        changes["rate"] = _HALF
    if isinstance(column, DatetimeColumn) and "after" in changes:
        changes |= {"within": None, **_ALONE}
    return column.model_copy(update=changes)


def _infer(draft: Draft, order: list[str]) -> tuple[dict[str, ValueType], set[str]]:
    schema = draft.schema()
    types: dict[str, ValueType] = {}
    lost: set[str] = set()
    for name in order:
        column = draft.column(name)
        try:
            types[name] = column.value_type(schema, types)
        except ExpressionError:
            if isinstance(column, FormulaColumn):
                lost.add(name)
            else:
                types[name] = NUMBER
    return types, lost


def _drop_impossible(draft: Draft, name: str, types: Mapping[str, ValueType]) -> None:
    column = draft.column(name)
    gone = [
        path
        for path, source in expressions_of(column)
        if path != "expression"
        and not (_holds if path.endswith("when") else _counts)(source, types)
    ]
    if gone:
        draft.change(name, column=_without_keys(column, gone))


def _moves(draft: Draft, term: Term, types: Mapping[str, ValueType]) -> bool:
    found = type_in(term.of, types)
    if found is None:
        return False
    if found.name != "text" or found.countable:
        return True
    entry = draft.entries.get(term.of.strip("`"))
    return entry is not None and bool(getattr(entry.column, "ordered", None))


def _holds(source: str, types: Mapping[str, ValueType]) -> bool:
    found = type_in(source, types)
    return found is not None and found.name == "boolean"


def _counts(source: str, types: Mapping[str, ValueType]) -> bool:
    found = type_in(source, types)
    return found is not None and found.countable


def type_in(source: str, types: Mapping[str, ValueType]) -> ValueType | None:
    """The type of an expression over columns of `types`; None where it cannot be read."""
    try:
        return infer(parse(source), types)
    except ExpressionError:
        return None
