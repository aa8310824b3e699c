"""What a page draws of a dataset: a histogram or bars for each column, the label by its drivers.

Counted over one block of printed cells; a few dozen integers a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.encode.cells import cells, select, texts
from rowsmith.engine.labels import LabelReport
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Coded,
    Datetimes,
    FloatArray,
    IntArray,
    Numbers,
    Text,
    Values,
)
from rowsmith.schema.columns import CategoryColumn, Column
from rowsmith.schema.expressions import names_in
from rowsmith.schema.model import Schema

BINS = 20
"""Bars of a histogram; one for each value where there are no more."""

TAILS = (0.002, 0.995)
"""Ranks beyond which values are counted in the outermost bars, so that a long tail leaves room."""

ROWS = 20_000
"""Rows that are counted, the first ones: more would draw the same."""

BARS = 8
"""Most values that have a bar of their own; the rest is one number."""

GROUPS = 5
"""Groups that the values of a number are parted into, of like size."""

DRIVERS = 4
"""Drivers of a label that are drawn, the strongest first."""

CLASSES = 4
"""Classes of a label that are drawn, the commonest first."""

_ROUGHLY = 2
"""Decimals of a group's bounds where the column has none of its own."""

Json: TypeAlias = dict[str, Any]


def pictures(
    schema: Schema, block: Mapping[str, Values], labels: Sequence[LabelReport]
) -> dict[str, Json | list[Json]]:
    """`columns`, by name, and `labels`, one entry a label and driver, as plain JSON types.

    A histogram is `{from, to, counts}`; bars are `{bars: [[value, count]], other}`. A column of
    which neither tells anything, an id or free text, has `examples`. A label by a driver is
    `{column, driver, shows, classes, groups: [[group, count, [value of each class]]]}`.
    """
    names = [column.name for column in schema.csv_order()]
    block = {name: select(block[name], slice(ROWS)) for name in names}
    ordered = {column.name for _, column in schema.subjects() if _is_ordered(column)}
    columns = {name: _picture(block[name], ordered=name in ordered) for name in names}
    by_driver = [
        found
        for label in labels
        if label.column in block
        for driver in _drivers(label, block)
        if (found := _by_driver(label.column, driver, block, ordered=driver in ordered))
    ]
    return {"columns": columns, "labels": by_driver}


def _is_ordered(column: Column) -> bool:
    return isinstance(column, CategoryColumn) and bool(column.ordered)


def _picture(values: Values, *, ordered: bool) -> Json:
    match values:
        case Numbers():
            return _histogram(numbers(values), whole=values.decimals == 0) or _examples(values)
        case Datetimes() if values.precision != "time":
            return _dates(values) or _examples(values)
        case _:
            groups = _valued(values)
            return _examples(values) if groups is None else _bars(*groups, ordered=ordered)


def _histogram(found: FloatArray, *, whole: bool) -> Json:
    present = found[~np.isnan(found)]
    if not len(present):
        return {}
    low, high = (float(edge) for edge in np.quantile(present, TAILS, method="nearest"))
    bins = min(BINS, int(high - low) + 1) if whole else BINS
    if low == high:
        return {"from": low, "to": high, "counts": [len(present)]}
    # numpy's histogram refuses a range whose bins have no width of their own.
    places = np.clip((present - low) / (high - low), 0.0, 1.0) * bins
    counts = np.bincount(np.minimum(places.astype(np.int64), bins - 1), minlength=bins)
    return {"from": low, "to": high, "counts": counts.tolist()}


def _dates(values: Datetimes) -> Json:
    found = _histogram(numbers(values), whole=False)
    if not found:
        return {}
    ends = np.round(np.array([found["from"], found["to"]]) * 86_400).astype(np.int64)
    first, last = texts(Datetimes(ends, values.precision))
    return {**found, "from": first, "to": last}


def _bars(words: Sequence[str], codes: IntArray, *, ordered: bool) -> Json:
    counts = np.bincount(codes[codes >= 0], minlength=len(words))
    shown = _commonest(codes, len(words), ordered=ordered)
    bars = [[words[code], int(counts[code])] for code in shown]
    return {"bars": bars, "other": int(counts.sum() - counts[shown].sum())}


def _commonest(codes: IntArray, size: int, *, ordered: bool) -> list[int]:
    """The codes that most rows have, the commonest first, or in their own order."""
    counts = np.bincount(codes[codes >= 0], minlength=size)
    kept = [int(code) for code in np.argsort(-counts, kind="stable")[:BARS] if counts[code]]
    return sorted(kept) if ordered else kept


def _examples(values: Values) -> Json:
    kept = np.arange(values.size) if values.missing is None else np.flatnonzero(~values.missing)
    return {"examples": [str(cell)[:120] for cell in cells(values, kept[:3])]}


def _valued(values: Values) -> tuple[Sequence[str], IntArray] | None:
    """A column's distinct texts and each row's among them; -1 where it is missing.

    None where hardly any text comes twice.
    """
    if isinstance(values, Booleans):
        words: Sequence[str] = values.words or ("True", "False")
        codes = (~values.values).astype(np.int64)
    elif isinstance(values, Text) and len(values.parts) == 1 and isinstance(values.parts[0], Coded):
        coded = single(values)
        words, codes = coded.table.strings.tolist(), coded.codes.astype(np.int64)
        if len(np.unique(codes)) > max(BARS, values.size // 4):
            return None
    elif isinstance(values, Datetimes):
        words, codes = _distinct(texts(values))
    else:
        return None
    return words, _without(codes, values.missing)


def _distinct(written: Sequence[str]) -> tuple[Sequence[str], IntArray]:
    found, codes = np.unique(np.array(written), return_inverse=True)
    return found.tolist(), codes.astype(np.int64)


def _without(codes: IntArray, missing: BoolArray | None) -> IntArray:
    return codes if missing is None else np.where(missing, -1, codes)


def _drivers(label: LabelReport, block: Mapping[str, Values]) -> Iterator[str]:
    """The columns behind what moves a label, each once, the strongest first."""
    found: list[str] = []
    for term in label.drivers:
        for name in sorted(names_in(term)):
            if name in block and name != label.column and name not in found:
                found.append(name)
    yield from found[:DRIVERS]


def _by_driver(label: str, driver: str, block: Mapping[str, Values], *, ordered: bool) -> Json:
    """The label within the groups of a driver; empty where either has no groups."""
    parted = _parted(block[driver], ordered=ordered)
    shown = _shown(block[label])
    if parted is None or shown is None:
        return {}
    names, codes = parted
    says, classes, figures = shown
    groups = []
    for number, name in enumerate(names):
        rows = (codes == number) & ~np.isnan(figures).any(axis=1)
        if rows.any():
            means = figures[rows].mean(axis=0)
            groups.append([name, int(rows.sum()), [float(f"{mean:.4g}") for mean in means]])
    if len(groups) < 2:
        return {}
    return {"column": label, "driver": driver, "shows": says, "classes": classes, "groups": groups}


def _parted(values: Values, *, ordered: bool) -> tuple[Sequence[str], IntArray] | None:
    """The groups of a driver, and each row's; -1 for a row in none."""
    if isinstance(values, Numbers):
        return _quantiles(numbers(values), _ROUGHLY if values.decimals is None else values.decimals)
    if isinstance(values, Datetimes) and values.precision != "time":
        return None
    valued = _valued(values)
    if valued is None:
        return None
    words, codes = valued
    kept = _commonest(codes, len(words), ordered=ordered)
    place = np.full(len(words) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    return [words[code] for code in kept], place[codes]


def _quantiles(found: FloatArray, decimals: int) -> tuple[Sequence[str], IntArray] | None:
    present = found[~np.isnan(found)]
    if not len(present):
        return None
    edges = np.unique(np.quantile(present, np.linspace(0, 1, GROUPS + 1)))
    if len(edges) < 2:
        return None
    codes = np.clip(np.searchsorted(edges, found, side="right") - 1, 0, len(edges) - 2)
    names = [f"{low:,.{decimals}f} to {high:,.{decimals}f}" for low, high in pairwise(edges)]
    return names, np.where(np.isnan(found), -1, codes)


def _shown(values: Values) -> tuple[str, list[str], FloatArray] | None:
    """What is drawn of a label: in words, its classes, and float64[rows, classes] to average."""
    if isinstance(values, Numbers):
        return "mean", [], numbers(values)[:, None]
    valued = _valued(values)
    if valued is None:
        return None
    words, codes = valued
    counts = np.bincount(codes[codes >= 0], minlength=len(words))
    order = np.argsort(-counts, kind="stable")
    kept = [0] if isinstance(values, Booleans) else [int(c) for c in order[:CLASSES] if counts[c]]
    is_class = (codes[:, None] == np.array(kept)).astype(np.float64)
    figures: FloatArray = np.where(codes[:, None] < 0, np.nan, is_class)
    return "share", [words[code] for code in kept], figures
