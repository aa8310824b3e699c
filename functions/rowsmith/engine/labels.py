"""The answer key: what each label's base rate is, what predicts it, and how well at best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.block import Block
from rowsmith.engine.drivers.calibration import TOLERANCE, DriverCalibration
from rowsmith.engine.drivers.learnability import auc
from rowsmith.engine.drivers.targets import Metric
from rowsmith.engine.samplers.base import Cases
from rowsmith.engine.shown import ShownCells
from rowsmith.engine.values import Booleans, CodeArray, Text, Values
from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Case, Column
from rowsmith.schema.dependencies import driver_of, expressions, reads
from rowsmith.schema.expressions import Today, names, parse, walk
from rowsmith.schema.model import Driver, Schema

HISTOGRAM_CELLS = 48
"""Quantile cells of a feature when a class that comes first is told from its features."""

CERTAIN = 0.995
"""A best possible AUC or accuracy above which a label has nothing to learn."""


@dataclass(frozen=True, slots=True)
class LabelReport:
    """One label's entry in the answer key.

    base_rate: of a boolean, the share of true; of a category, the share of the commonest value;
    of a number None.
    metric, best: the best possible score, given the printed cells without the leaks.
    drivers: what moves the label, strongest first. leaks: columns made from the label.
    split_by: the entity whose subjects must not be split between training and test.
    """

    column: str
    base_rate: float | None
    metric: Metric
    best: float
    drivers: tuple[str, ...]
    leaks: tuple[str, ...]
    split_by: str | None = None
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LabelReport:
        """What `to_json` gave."""
        lists = {key: tuple(data[key]) for key in ("drivers", "leaks", "warnings")}
        return cls(**{**data, **lists})


def concerned(schema: Schema) -> set[str]:
    """The columns that the pilot makes: what is driven, the labels, and all that they need."""
    starts = {driver.column for driver in schema.drivers} | set(schema.labels)
    graph = _graph(schema)
    for label in schema.labels:
        if _comes_first(label, schema):
            starts |= {name for name, needs in graph.items() if label in needs}
    return _closure(starts, graph)


def depends_on_day(schema: Schema, wanted: Collection[str]) -> bool:
    """Whether the columns of `wanted` are distributed differently on another day."""
    for _, column in schema.subjects():
        if column.name not in wanted:
            continue
        if isinstance(column, kinds.DatetimeColumn):
            return True
        if isinstance(column, kinds.PersonColumn) and column.field in ("birth_date", "age"):
            return True
        if any(_reads_today(source) for _, source in expressions(column)):
            return True
    return any(_reads_today(term.of) for driver in schema.drivers for term in driver.by)


def _reads_today(source: str) -> bool:
    return any(isinstance(node, Today) for node in walk(parse(source)))


def reports(
    schema: Schema, drivers: Mapping[str, DriverCalibration], block: Block, shown: ShownCells
) -> tuple[LabelReport, ...]:
    """The report of each of the schema's labels, from the pilot's block."""
    graph = _graph(schema)
    return tuple(_report(name, schema, drivers, block, shown, graph) for name in schema.labels)


def _report(
    name: str,
    schema: Schema,
    drivers: Mapping[str, DriverCalibration],
    block: Block,
    shown: ShownCells,
    graph: Mapping[str, set[str]],
) -> LabelReport:
    entity, column = next((e, c) for e, c in schema.subjects() if c.name == name)
    values = block.values[name]
    driver = driver_of(name, schema)
    stated = _stated_rate(column, block)
    metric, best = _best(column, drivers.get(name), values, block, schema, shown, graph)
    return LabelReport(
        column=name,
        base_rate=_base_rate(values) if stated is None else round(stated, 4),
        metric=metric,
        best=round(best, 4),
        drivers=_moved_by(column, driver, schema, graph),
        leaks=_leaks(name, schema, graph),
        split_by=None if entity is None else entity.name,
        warnings=tuple(_warnings(name, metric, best, drivers.get(name), driver)),
    )


def _best(
    column: Column,
    calibration: DriverCalibration | None,
    values: Values,
    block: Block,
    schema: Schema,
    shown: ShownCells,
    graph: Mapping[str, set[str]],
) -> tuple[Metric, float]:
    """The metric of a label and its best possible score."""
    if calibration is not None:
        return calibration.metric, calibration.best
    if isinstance(column, kinds.FormulaColumn):
        return _best_of_formula(column, values)
    cases = _cases(column)
    if cases:
        return _best_by_group(values, Cases(cases)(block))
    if _comes_first(column.name, schema):
        features = [f for f, needs in graph.items() if column.name in needs and f in block.values]
        return _best_by_features(
            values, [block.values[f] for f in features if f not in schema.hidden]
        )
    return _metric(values), 0.0 if _metric(values) == "r2" else _no_skill(values)


def _metric(values: Values) -> Metric:
    if isinstance(values, Booleans):
        return "auc"
    return "accuracy" if isinstance(values, Text) else "r2"


def _no_skill(values: Values) -> float:
    return 0.5 if isinstance(values, Booleans) else _base_rate(values) or 0.0


def _best_of_formula(column: kinds.FormulaColumn, values: Values) -> tuple[Metric, float]:
    metric = _metric(values)
    if metric != "r2" or not column.noise:
        return metric, 1.0
    cells = numbers(values)
    cells = cells[~np.isnan(cells)]
    variance = float(cells.var()) if len(cells) else 0.0
    return metric, max(0.0, 1.0 - column.noise**2 / variance) if variance else 0.0


def _best_by_group(values: Values, group: np.ndarray | None) -> tuple[Metric, float]:
    """The best score of what only the case tells."""
    groups = np.zeros(values.size, dtype=np.int64) if group is None else group
    weight = np.bincount(groups) / values.size
    present = np.flatnonzero(weight)
    if isinstance(values, Text):
        codes = _codes(values)
        most = [np.bincount(codes[groups == g]).max() for g in present]
        return "accuracy", float(np.sum(most) / values.size)
    cells = numbers(values)
    means = np.array([cells[groups == g].mean() for g in present])
    if isinstance(values, Booleans):
        return "auc", auc(weight[present], means)
    spread = float(np.sum(weight[present] * (means - cells.mean()) ** 2))
    return "r2", spread / float(cells.var()) if cells.var() else 0.0


def _best_by_features(values: Values, features: list[Values]) -> tuple[Metric, float]:
    """The best score for a class that comes first and moves its features through their cases.

    The features are independent given the class, so the product of their histograms by class
    is the posterior; one half of the pilot fills the histograms, the other is scored.
    """
    classes = _codes(values) if isinstance(values, Text) else numbers(values).astype(np.int64)
    count = max(2, int(classes.max()) + 1)
    fit = np.arange(len(classes)) % 2 == 0
    score = np.tile(
        np.log(np.bincount(classes[fit], minlength=count) + 0.5), (int((~fit).sum()), 1)
    )
    for feature in features:
        cells = _histogram_cells(feature)
        table = np.full((cells.max() + 1, count), 0.5)
        np.add.at(table, (cells[fit], classes[fit]), 1.0)
        score += np.log(table / table.sum(axis=0))[cells[~fit]]
    held = classes[~fit]
    if isinstance(values, Booleans):
        odds = score[:, 1] - score[:, 0]
        order = np.argsort(odds)
        positive = held[order]
        ranks = np.arange(1, len(order) + 1)
        hits = positive.sum()
        pairs = hits * (len(order) - hits)
        won = ranks[positive == 1].sum() - hits * (hits + 1) / 2
        return "auc", float(won / pairs) if pairs else 0.5
    return "accuracy", float(np.mean(score.argmax(axis=1) == held))


def _histogram_cells(feature: Values) -> CodeArray:
    if isinstance(feature, Text):
        return _codes(feature)
    cells = np.nan_to_num(numbers(feature))
    edges = np.unique(np.quantile(cells, np.linspace(0, 1, HISTOGRAM_CELLS + 1)[1:-1]))
    return np.searchsorted(edges, cells, side="right")


def _codes(values: Text) -> CodeArray:
    return single(values).codes.astype(np.int64)


def _stated_rate(column: Column, block: Block) -> float | None:
    """The rate of a boolean as its schema states it, over the pilot's mix of cases."""
    if not isinstance(column, kinds.BooleanColumn):
        return None
    case = Cases(column.cases)(block)
    rates = np.array([case.rate for case in column.cases or ()] + [column.rate])
    return column.rate if case is None else float(rates[case].mean())


def _base_rate(values: Values) -> float | None:
    if isinstance(values, Booleans):
        return round(float(values.values.mean()), 4)
    if isinstance(values, Text):
        return round(float(np.bincount(_codes(values)).max() / values.size), 4)
    return None


def _moved_by(
    column: Column, driver: Driver | None, schema: Schema, graph: Mapping[str, set[str]]
) -> tuple[str, ...]:
    terms = sorted(driver.by, key=lambda term: -abs(term.weight)) if driver is not None else []
    moved = [term.of for term in terms]
    moved += [case.when for case in _cases(column)]
    if isinstance(column, kinds.FormulaColumn):
        moved += sorted(graph[column.name])
    if not moved and _comes_first(column.name, schema):
        moved += [name for name, needs in graph.items() if column.name in needs]
    return tuple(dict.fromkeys(moved))


def _leaks(name: str, schema: Schema, graph: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The label's descendants; where the class comes first, those that are computed from it."""
    found: set[str] = set()
    first = _comes_first(name, schema)
    columns = {column.name: column for _, column in schema.subjects()}
    grown = True
    while grown:
        new = {
            other
            for other, needs in graph.items()
            if other not in found
            and (needs & found or name in needs)
            and not (first and not isinstance(columns[other], kinds.FormulaColumn))
        }
        grown = bool(new)
        found |= new
    return tuple(column.name for column in schema.csv_order() if column.name in found)


def _comes_first(name: str, schema: Schema) -> bool:
    """Whether a label moves other columns instead of being moved: a class with its features."""
    column = next(c for _, c in schema.subjects() if c.name == name)
    if driver_of(name, schema) is not None or _cases(column):
        return False
    if not isinstance(column, kinds.CategoryColumn | kinds.BooleanColumn | kinds.LookupColumn):
        return False
    return any(_reads_in_cases(other, name) for _, other in schema.subjects())


def _reads_in_cases(column: Column, name: str) -> bool:
    return any(name in names(parse(case.when)) for case in _cases(column))


def _cases(column: Column) -> list[Case]:
    if isinstance(column, kinds.CategoryColumn | kinds.BooleanColumn | kinds.NumberColumn):
        return list(column.cases or ())
    return []


def _graph(schema: Schema) -> dict[str, set[str]]:
    return {c.name: set(reads(c, schema, entity)) for entity, c in schema.subjects()}


def _closure(starts: set[str], graph: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in starts if name in graph]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name] - found)
    return found


def shortfall(
    driver: Driver, metric: Metric, best: float, calibration: DriverCalibration
) -> list[str]:
    """What to say where a difficulty could not be met; nothing where it was."""
    wanted = calibration.wanted
    if wanted is None or abs(best - wanted) <= TOLERANCE:
        return []
    why = "too coarse" if best < wanted else "too telling"
    return [
        f"{driver.column}: '{driver.explained}' stands for a best possible {_SAID[metric]} of "
        f"{wanted:.2f}; its drivers are {why}, {best:.2f} was reached"
    ]


_SAID: dict[Metric, str] = {"auc": "AUC", "r2": "R2", "accuracy": "accuracy"}


def _warnings(
    name: str,
    metric: Metric,
    best: float,
    calibration: DriverCalibration | None,
    driver: Driver | None,
) -> list[str]:
    if calibration is not None and driver is not None:
        found = shortfall(driver, metric, best, calibration)
        if found:
            return found
    if metric != "r2" and best >= CERTAIN:
        return [f"{name}: other columns tell it exactly, so a model has nothing to learn"]
    if calibration is None and best <= (0.5 if metric == "auc" else 0.0):
        return [f"{name}: no other column moves it, so no model can predict it; give it drivers"]
    return []
