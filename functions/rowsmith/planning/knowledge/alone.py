"""A column of an outline without the columns that it reads there, for data about something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from rowsmith.planning.knowledge.outline import OutlineColumn
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    IdColumn,
    NumberColumn,
    TextColumn,
)

Update = Mapping[str, Any]


def alone(column: OutlineColumn) -> OutlineColumn:
    """The column with its figures as a whole: no cases, nothing that reads another column."""
    own = column.column
    update = {"when": None, "otherwise": None, **_STRIPPED.get(own.kind, _nothing)(own)}
    kept = {key: value for key, value in update.items() if key in type(own).model_fields}
    return replace(column, column=own.model_copy(update=kept), entity=None, pulls=())


def _nothing(column: Column) -> Update:
    return {}


def _number(column: NumberColumn) -> Update:
    cases = column.cases or []
    update: dict[str, Any] = {"cases": None}
    if column.mean is None and cases:
        update["mean"] = sum(case.mean for case in cases) / len(cases)
        update["sd"] = max((case.sd or 0.0 for case in cases), default=None) or None
    for key in ("min", "max"):
        if isinstance(getattr(column, key), str):
            update[key] = None
    return update


def _boolean(column: BooleanColumn) -> Update:
    cases = column.cases or []
    if column.rate is None and cases:
        return {"cases": None, "rate": sum(case.rate for case in cases) / len(cases)}
    return {"cases": None}


def _category(column: CategoryColumn) -> Update:
    return {"cases": None}


def _datetime(column: DatetimeColumn) -> Update:
    if column.after is None:
        return {}
    return {"after": None, "within": None, "start": "today-2y", "end": "today"}


def _text(column: TextColumn) -> Update:
    return {"tone": None, "topic": None}


def _id(column: IdColumn) -> Update:
    return {"pattern": "sequence"} if "{" in column.pattern else {}


_STRIPPED: dict[str, Callable[..., Update]] = {
    "number": _number,
    "boolean": _boolean,
    "category": _category,
    "datetime": _datetime,
    "text": _text,
    "id": _id,
}
