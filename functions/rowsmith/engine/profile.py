"""What a learner wants to know of each column, told from the rows of one block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.as_read import reading
from rowsmith.engine.encode.cells import cells
from rowsmith.engine.values import Booleans, Coded, Datetimes, Numbers, Text, Values
from rowsmith.schema.model import Schema

TOP_VALUES = 12
"""Most values whose shares are listed."""


def profiles(schema: Schema, block: Mapping[str, Values]) -> list[dict[str, Any]]:
    """One entry per CSV column: name, kind, dtype, share missing, and what its type has to tell.

    dtype: as pd.read_csv gives it.
    Numbers: mean, sd, min, median, max. Text and booleans: distinct values and the commonest
    shares. Datetimes: earliest and latest. All over the cells that are not missing.
    """
    entity_of = {column.name: entity for entity, column in schema.subjects()}
    found: list[dict[str, Any]] = []
    for column in schema.csv_order():
        values = block[column.name]
        missing = 0.0 if values.missing is None else float(values.missing.mean())
        entry: dict[str, Any] = {
            "name": column.name,
            "kind": column.kind,
            "dtype": reading(values).dtype,
            "missing": round(missing, 4),
        }
        entity = entity_of[column.name]
        if entity is not None:
            entry["entity"] = entity.name
        if column.name in schema.labels:
            entry["label"] = True
        found.append(entry | _PROFILES[type(values)](values))
    return found


def _of_numbers(values: Values) -> dict[str, Any]:
    present = numbers(values)
    present = present[np.isfinite(present)]
    if not len(present):
        return {}
    figures = {
        "mean": present.mean(),
        "sd": present.std(),
        "min": present.min(),
        "median": np.median(present),
        "max": present.max(),
    }
    return {name: float(f"{figure:.6g}") for name, figure in figures.items()}


def _of_text(values: Values) -> dict[str, Any]:
    assert isinstance(values, Text)  # noqa: S101
    if len(values.parts) != 1 or not isinstance(values.parts[0], Coded):
        return {}
    coded = single(values)
    kept = coded.codes if values.missing is None else coded.codes[~values.missing]
    counts = np.bincount(kept, minlength=len(coded.table))
    texts = coded.table.strings
    shares: dict[str, float] = {}
    for code in np.argsort(-counts, kind="stable")[: TOP_VALUES + 1]:
        if counts[code]:
            shares[texts[code]] = round(float(counts[code] / max(1, len(kept))), 4)
    distinct = len({texts[code] for code in np.flatnonzero(counts)}) if len(texts) < 5_000 else None
    found: dict[str, Any] = {} if distinct is None else {"distinct": distinct}
    return found | ({"shares": shares} if len(shares) <= TOP_VALUES else {})


def _of_booleans(values: Values) -> dict[str, Any]:
    assert isinstance(values, Booleans)  # noqa: S101
    kept = values.values if values.missing is None else values.values[~values.missing]
    rate = round(float(kept.mean()), 4) if len(kept) else 0.0
    true, false = values.words or ("True", "False")
    return {"shares": {true: rate, false: round(1 - rate, 4)}}


def _of_datetimes(values: Values) -> dict[str, Any]:
    assert isinstance(values, Datetimes)  # noqa: S101
    present = np.arange(values.size) if values.missing is None else np.flatnonzero(~values.missing)
    if not len(present):
        return {}
    seconds = values.seconds[present]
    ends = [present[seconds.argmin()], present[seconds.argmax()]]
    earliest, latest = cells(values, ends)
    return {"earliest": earliest, "latest": latest}


_PROFILES: dict[type, Callable[[Values], dict[str, Any]]] = {
    Numbers: _of_numbers,
    Text: _of_text,
    Booleans: _of_booleans,
    Datetimes: _of_datetimes,
}
