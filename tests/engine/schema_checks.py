"""What is true of every dataset, whatever its schema."""

from __future__ import annotations

import json

import numpy as np

from rowsmith.engine import Calibration, Dataset
from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.defuse import defused
from rowsmith.engine.values import Datetimes, Text
from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.moments import resolve
from rowsmith.schema.presence import word_of


def check_dataset(made: Dataset, calibration: Calibration) -> None:
    """Everything below, of the first block."""
    again = Calibration.from_json(json.loads(json.dumps(calibration.to_json(), allow_nan=False)))
    assert again.to_json() == calibration.to_json()
    json.dumps([made.columns, made.preview(3), made.dirt, made.pictures], allow_nan=False)
    assert set(made.pictures["columns"]) == set(made.names)
    assert all(warning and warning.isprintable() for warning in made.warnings)
    csv = b"".join(made.blocks())
    assert csv == made.frame().to_csv(index=False, lineterminator="\n").encode()
    repeated = any(dirt.what == "duplicates" for dirt in made.schema.dirt)
    spoiled = {dirt.column for dirt in made.schema.dirt}
    block = made.block(0)
    for entity, column in made.schema.subjects():
        if column.name not in block:
            continue
        values = block[column.name]
        assert values.size == made.rows
        if column.name in spoiled:
            continue
        if column.kind == "id" and entity is None and not repeated:
            shown = made.frame()[column.name]
            if column.otherwise is None:
                assert shown.dropna().is_unique, column
        for check in (_number, _category, _datetime):
            check(column, made)
    _order(made, spoiled)


def _number(column: Column, made: Dataset) -> None:
    if not isinstance(column, kinds.NumberColumn):
        return
    values = made.block(0)[column.name]
    if isinstance(values, Text):  # a word stands where the number is absent
        assert column.when is not None
        assert isinstance(column.otherwise, str)
        return
    found = numbers(values)
    found = found[~np.isnan(found)]
    if column.otherwise is not None:
        found = found[found != column.otherwise]
    if column.zeros:
        found = found[found != 0]
    if isinstance(column.min, int | float):
        assert (found >= column.min).all(), column
    if isinstance(column.max, int | float) and not isinstance(column.min, str):
        assert (found <= column.max).all(), column
    assert (np.round(found, column.decimals) == found).all(), column


def _category(column: Column, made: Dataset) -> None:
    if isinstance(column, kinds.CategoryColumn):
        values = made.block(0)[column.name]
        assert isinstance(values, Text)
        coded = single(values)
        words = [] if column.otherwise is None else [str(word_of(column))]
        allowed = {defused(value) for value in [*column.level_values, *words]}
        assert set(coded.table.strings[np.unique(coded.codes)]) <= allowed


def _datetime(column: Column, made: Dataset) -> None:
    if not isinstance(column, kinds.DatetimeColumn) or column.after is not None:
        return
    values = made.block(0)[column.name]
    if column.otherwise is not None:
        assert isinstance(values, Text)
        return
    assert isinstance(values, Datetimes)
    today = made._program.today
    if column.start is not None:
        assert values.seconds.min() >= resolve(column.start, today=today).seconds, column
    end = resolve(column.end or "today", today=today, end=True)
    if column.end is not None:
        assert values.seconds.max() <= end.seconds, column
    if column.is_time_of_day:
        assert 0 <= values.seconds.min() <= values.seconds.max() < 86_400


def _order(made: Dataset, spoiled: set[str | None]) -> None:
    """What comes after another column does, where both are shown as they were made."""
    block = made.block(0)
    worded = {column.name for _, column in made.schema.subjects() if column.otherwise is not None}
    for _, column in made.schema.subjects():
        if not isinstance(column, kinds.DatetimeColumn) or column.after is None:
            continue
        if {column.name, column.after} & worded:
            continue
        if {column.name, column.after} & spoiled or not {column.name, column.after} <= set(block):
            continue
        parent, child = numbers(block[column.after]), numbers(block[column.name])
        known = ~np.isnan(parent) & ~np.isnan(child)
        assert (child[known] >= parent[known]).all(), column
