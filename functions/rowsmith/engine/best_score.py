"""The best possible score of a label: exact where the pilot can tell, else learned from it.

Learned means: by boosted trees, from the cells as printed, on the half of the pilot that they
have not seen. That is a score which a model reaches, and a little less than the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.block import Block
from rowsmith.engine.descent import case_names, cases_of, column_named, comes_first, graph_of, leaks
from rowsmith.engine.drivers.classes import ClassCalibration
from rowsmith.engine.drivers.driven import AnyCalibration
from rowsmith.engine.drivers.estimate import held_out, histogram_cells
from rowsmith.engine.drivers.learnability import auc
from rowsmith.engine.drivers.targets import Metric
from rowsmith.engine.encode.cells import select
from rowsmith.engine.evaluate import as_values
from rowsmith.engine.samplers.base import Cases
from rowsmith.engine.samplers.formula import DrawnExpression
from rowsmith.engine.shown import ShownCells
from rowsmith.engine.values import Booleans, FloatArray, IntArray, Text, Values
from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.dependencies import driver_of
from rowsmith.schema.expressions import names_in
from rowsmith.schema.model import Schema

OTHER_DRAWS = 15
"""How often a formula that draws is drawn again, to see how much of it is chance."""

VOTING_ROWS = 10_000
"""Rows on which the draws of a text are compared."""

MOST_CLASSES = 30
"""Classes above which learning each one takes too long; the features then count as unrelated."""


@dataclass(frozen=True, slots=True)
class Pilot:
    """A pilot's block, its schema, and which of its cells are printed."""

    schema: Schema
    block: Block
    shown: ShownCells

    def rows(self, label: str) -> IntArray:
        """The rows in which a column has a cell; all where it has not been made yet."""
        values = self.block.values.get(label)
        if values is None or values.missing is None:
            return np.arange(self.block.size)
        return np.flatnonzero(~values.missing)

    def cells(self, label: str) -> Values:
        """The cells of a column that are there; of two values without an order, as truths."""
        values = select(self.block.values[label], self.rows(label))
        column = column_named(label, self.schema)
        if (
            isinstance(values, Text)
            and isinstance(column, kinds.CategoryColumn)
            and column.positive is not None
            and column.otherwise is None
        ):
            words = column.level_values
            positive = words.index(column.positive)
            truths = np.asarray(single(values).codes) == positive
            return Booleans(truths, (words[positive], words[1 - positive]))
        return values

    def features(self, label: str) -> list[IntArray]:
        """The cells of every column that a model of `label` may read, in the label's rows."""
        out = leaks(label, self.schema) | {label} | set(self.schema.hidden)
        rows = self.rows(label)
        found = [
            histogram_cells(values, self.shown.of_column(name, self.block))
            for name, values in self.block.values.items()
            if name not in out
        ]
        return [cells[rows] for cells in found if cells is not None]

    def shows(self, columns: set[str]) -> bool:
        """Whether all cells of these columns can be read off the CSV."""
        return all(np.all(self.shown.of_column(name, self.block)) for name in columns)


def best_score(
    label: str, calibration: AnyCalibration | None, pilot: Pilot
) -> tuple[Metric, float]:
    """The metric of a label and its best possible score."""
    column, values = column_named(label, pilot.schema), pilot.cells(label)
    if not values.size:
        return metric_of(values), no_skill(values)
    if calibration is not None:
        if _is_disturbed(column, pilot.schema) or not pilot.shows(
            _needed(calibration, column, pilot)
        ):
            return _learned(label, values, pilot)
        return calibration.metric, calibration.best
    if isinstance(column, kinds.FormulaColumn):
        if pilot.shows(graph_of(pilot.schema)[label]):
            return _of_formula(column, values, pilot)
        return _learned(label, values, pilot)
    if cases_of(column):
        if pilot.shows(case_names(column)):
            group = Cases(cases_of(column))(pilot.block)
            return _by_group(values, None if group is None else group[pilot.rows(label)])
        return _learned(label, values, pilot)
    if comes_first(label, pilot.schema):
        return _of_class(label, values, pilot)
    return metric_of(values), no_skill(values)


def best_macro_auc(label: str, calibration: AnyCalibration | None, pilot: Pilot) -> float | None:
    """The best possible macro AUC of a driven category; None where the file shows not all of it."""
    if not isinstance(calibration, ClassCalibration):
        return None
    column = column_named(label, pilot.schema)
    return calibration.macro_auc if pilot.shows(_needed(calibration, column, pilot)) else None


def _needed(calibration: AnyCalibration, column: Column, pilot: Pilot) -> set[str]:
    """What the file must show for the scores of a calibration to hold."""
    needed = case_names(column)
    driver = driver_of(column.name, pilot.schema)
    if isinstance(calibration, ClassCalibration) and driver is not None:
        needed |= {name for term in driver.by for name in names_in(term.of)}
    return needed


def metric_of(values: Values) -> Metric:
    """AUC for booleans, accuracy for texts, R2 for the rest."""
    if isinstance(values, Booleans):
        return "auc"
    return "accuracy" if isinstance(values, Text) else "r2"


def no_skill(values: Values) -> float:
    """The score of a model that reads nothing."""
    if isinstance(values, Booleans):
        return 0.5
    return commonest(values) if isinstance(values, Text) else 0.0


def commonest(values: Text) -> float:
    """The share of the commonest value."""
    return float(np.bincount(_classes(values)).max() / values.size) if values.size else 0.0


def _is_disturbed(column: Column, schema: Schema) -> bool:
    """Whether more than ranks decides a driven number: outliers, or bounds that are columns."""
    if not isinstance(column, kinds.NumberColumn):
        return False
    outliers = any(d.what == "outliers" and d.column == column.name for d in schema.dirt)
    return outliers or isinstance(column.min, str) or isinstance(column.max, str)


def _of_formula(column: kinds.FormulaColumn, values: Values, pilot: Pilot) -> tuple[Metric, float]:
    """Of a formula that draws: what its other draws on the same columns tell of this one."""
    metric = metric_of(values)
    if column.is_computed:
        return metric, 1.0
    expression, rows = DrawnExpression(column), pilot.rows(column.name)
    draws = [
        select(as_values(expression(pilot.block, f" again {number}"), 6, "second"), rows)
        for number in range(OTHER_DRAWS)
    ]
    if isinstance(values, Text):
        return metric, _accuracy_of_votes(values, draws)
    again = np.stack([numbers(draw) for draw in draws])
    if metric == "auc":
        votes = again.sum(axis=0).astype(np.int64)
        weight = np.bincount(votes)
        hits = np.bincount(votes, numbers(values))
        return metric, auc(weight / weight.sum(), hits / np.maximum(weight, 1))
    variance = float(np.nanvar(numbers(values)))
    spread = float(np.nanmean(again.var(axis=0, ddof=1)))
    return metric, max(0.0, 1.0 - spread / variance) if variance else 0.0


def _accuracy_of_votes(values: Values, draws: Sequence[Values]) -> float:
    """How often the commonest text of a row's other draws is the row's own."""
    few = slice(0, VOTING_ROWS)
    columns = [single(cells).table.strings[single(cells).codes]
               for cells in (select(column, few) for column in (values, *draws))
               if isinstance(cells, Text)]  # fmt: skip
    texts, codes = np.unique(np.concatenate(columns), return_inverse=True)
    own, *others = codes.reshape(len(columns), -1)
    votes = np.zeros((len(own), len(texts)), dtype=np.int64)
    for other in others:
        votes[np.arange(len(own)), other] += 1
    return float(np.mean(votes.argmax(axis=1) == own))


def _by_group(values: Values, group: IntArray | None) -> tuple[Metric, float]:
    """The best score of what only the case tells."""
    groups = np.zeros(values.size, dtype=np.int64) if group is None else group
    weight = np.bincount(groups) / values.size
    present = np.flatnonzero(weight)
    if isinstance(values, Text):
        codes = _classes(values)
        most = [np.bincount(codes[groups == g]).max() for g in present]
        return "accuracy", float(np.sum(most) / values.size)
    cells = numbers(values)
    means = np.array([cells[groups == g].mean() for g in present])
    if isinstance(values, Booleans):
        return "auc", auc(weight[present], means)
    spread = float(np.sum(weight[present] * (means - cells.mean()) ** 2))
    return "r2", spread / float(cells.var()) if cells.var() else 0.0


def _of_class(label: str, values: Values, pilot: Pilot) -> tuple[Metric, float]:
    """The best score for a class that comes first and moves its features."""
    found = _by_features(values, pilot.features(label))
    graph = graph_of(pilot.schema)
    related = any(needs - {label} for needs in graph.values() if label in needs)
    return max(found, _learned(label, values, pilot)) if related else found


def _by_features(values: Values, features: Sequence[IntArray]) -> tuple[Metric, float]:
    """The best score where the features are independent given the class.

    The product of their histograms by class is the posterior; one half of the pilot fills the
    histograms, the other is scored.
    """
    classes = _classes(values)
    count = max(2, int(classes.max()) + 1)
    seen = np.arange(len(classes)) % 2 == 0
    prior = np.log(np.bincount(classes[seen], minlength=count) + 0.5)
    score = np.tile(prior, (int((~seen).sum()), 1))
    for cells in features:
        width = int(cells.max()) + 1
        pairs = np.bincount(cells[seen] * count + classes[seen], minlength=width * count)
        table = pairs.reshape(width, count) + 0.5
        score += np.log(table / table.sum(axis=0))[cells[~seen]]
    if isinstance(values, Booleans):
        return "auc", _auc_of(score[:, 1] - score[:, 0], classes[~seen])
    return "accuracy", float(np.mean(score.argmax(axis=1) == classes[~seen]))


def _learned(label: str, values: Values, pilot: Pilot) -> tuple[Metric, float]:
    """What boosted trees reach on the rows that they have not seen."""
    features = pilot.features(label)
    metric = metric_of(values)
    if metric == "r2":
        return metric, _r2_of(numbers(values), features)
    classes = _classes(values)
    count = int(classes.max()) + 1
    if count > MOST_CLASSES:
        return _by_features(values, features)
    held = classes[1::2]
    if metric == "auc":
        return metric, max(0.5, _auc_of(held_out(classes.astype(np.float64), features), held))
    scores = [held_out((classes == n).astype(np.float64), features) for n in range(count)]
    reached = float(np.mean(np.stack(scores).argmax(axis=0) == held))
    return metric, max(no_skill(values), reached)


def _r2_of(cells: FloatArray, features: Sequence[IntArray]) -> float:
    known = np.flatnonzero(~np.isnan(cells))
    target = cells[known]
    if len(target) < 2 or not target[1::2].var():
        return 0.0
    predicted = held_out(target, [feature[known] for feature in features])
    error = float(np.mean((target[1::2] - predicted) ** 2))
    return max(0.0, 1.0 - error / float(target[1::2].var()))


def _auc_of(score: FloatArray, truth: IntArray) -> float:
    """Area under the ROC curve of a score, ties counted half; 0.5 where there is one class."""
    levels, position = np.unique(score, return_inverse=True)
    positive = np.bincount(position, truth, minlength=len(levels))
    negative = np.bincount(position, minlength=len(levels)) - positive
    below = np.cumsum(negative) - negative
    pairs = positive.sum() * negative.sum()
    return float(np.sum(positive * (below + negative / 2)) / pairs) if pairs else 0.5


def _classes(values: Values) -> IntArray:
    if isinstance(values, Text):
        return single(values).codes.astype(np.int64)
    return np.nan_to_num(numbers(values)).astype(np.int64)
