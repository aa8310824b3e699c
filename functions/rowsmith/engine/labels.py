"""The answer key: what each label's base rate is, what predicts it, and how well at best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from rowsmith.engine.best_score import Pilot, best_macro_auc, best_score, commonest, no_skill
from rowsmith.engine.descent import leaks, moved_by
from rowsmith.engine.drivers.calibration import TOLERANCE
from rowsmith.engine.drivers.classes import ClassCalibration
from rowsmith.engine.drivers.driven import AnyCalibration
from rowsmith.engine.drivers.targets import Metric
from rowsmith.engine.samplers.category import stated_shares
from rowsmith.engine.text_labels import TextReport, text_reports
from rowsmith.engine.values import Booleans, Text, Values
from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.dependencies import driver_of
from rowsmith.schema.expressions import Today, parse, walk
from rowsmith.schema.model import Driver, Entity, Schema

CERTAIN = 0.995
"""A best possible AUC or accuracy above which a label has nothing to learn."""

NOTHING = 0.005
"""How far above guessing a best possible score must be for a label to be told at all."""


@dataclass(frozen=True, slots=True)
class LabelReport:
    """One label's entry in the answer key.

    base_rate: of a boolean, the share of true, and of two values that of the positive one; of
    other categories the share of the commonest value; of a number None.
    metric, best: the best possible score, given the printed cells without the leaks, or the words
    of the best of its texts, whichever tells more.
    positive: what is printed for true, of a boolean and of a category of two values.
    macro_auc: of a driven category of three and more values, the best possible mean of the AUC of
    each value against the others.
    drivers: what moves the label, strongest first. leaks: columns made from the label.
    texts: the texts that carry it in their words, which are neither.
    split_by: the entity whose subjects must not be split between training and test.
    """

    column: str
    base_rate: float | None
    metric: Metric
    best: float
    drivers: tuple[str, ...]
    leaks: tuple[str, ...]
    split_by: str | None = None
    positive: str | None = None
    macro_auc: float | None = None
    texts: tuple[TextReport, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LabelReport:
        """What `to_json` gave."""
        lists = {key: tuple(data[key]) for key in ("drivers", "leaks", "warnings")}
        texts = tuple(TextReport(**text) for text in data["texts"])
        return cls(**{**data, **lists, "texts": texts})


def depends_on_day(schema: Schema, wanted: Collection[str]) -> bool:
    """Whether the columns of `wanted` are distributed differently on another day."""
    for _, column in schema.subjects():
        if column.name not in wanted:
            continue
        if isinstance(column, kinds.DatetimeColumn):
            return True
        if isinstance(column, kinds.PersonColumn) and column.field in ("birth_date", "age"):
            return True
        sources = [source for _, source in column.expressions()]
        sources += [column.when] if column.when is not None else []
        if any(map(_reads_today, sources)):
            return True
    return any(_reads_today(term.of) for driver in schema.drivers for term in driver.by)


def _reads_today(source: str) -> bool:
    return any(isinstance(node, Today) for node in walk(parse(source)))


def reports(pilot: Pilot, drivers: Mapping[str, AnyCalibration]) -> tuple[LabelReport, ...]:
    """The report of each of the schema's labels, from the pilot's block."""
    return tuple(_report(name, drivers.get(name), pilot) for name in pilot.schema.labels)


def _report(name: str, calibration: AnyCalibration | None, pilot: Pilot) -> LabelReport:
    schema, values = pilot.schema, pilot.cells(name)
    entity, column = next((e, c) for e, c in schema.subjects() if c.name == name)
    metric, best = best_score(name, calibration, pilot)
    given_away = leaks(name, schema)
    texts, by_text = text_reports(name, metric, pilot)
    warnings = [] if texts else _warnings(name, metric, best, no_skill(values), calibration, schema)
    return LabelReport(
        column=name,
        base_rate=_base_rate(column, values),
        metric=metric,
        best=round(max(best, by_text or best), 4),
        drivers=moved_by(name, schema),
        leaks=tuple(c.name for c in schema.csv_order() if c.name in given_away),
        split_by=None if entity is None else entity.name,
        positive=(values.words or ("True", ""))[0] if isinstance(values, Booleans) else None,
        macro_auc=best_macro_auc(name, calibration, pilot),
        texts=texts,
        warnings=(*warnings, *_of_subject(name, entity)),
    )


def _base_rate(column: Column, values: Values) -> float | None:
    """The share of true, as stated where it is; the share of the commonest value of a text."""
    if isinstance(column, kinds.BooleanColumn) and column.rate is not None:
        return round(column.rate, 4)
    if isinstance(column, kinds.CategoryColumn) and column.otherwise is None:
        shares = stated_shares(column.values, column.level_values)
        if not np.isnan(shares).any() and len(column.values) == len(shares):
            told = shares.max()
            if column.positive is not None:
                told = shares[column.level_values.index(column.positive)]
            return round(float(told / shares.sum()), 4)
    if isinstance(values, Booleans):
        return round(float(values.values.mean()), 4) if values.size else 0.0
    return round(commonest(values), 4) if isinstance(values, Text) else None


def shortfall(
    driver: Driver, metric: Metric, best: float, calibration: AnyCalibration
) -> list[str]:
    """What to say where a difficulty could not be met; nothing where it was."""
    wanted, said = calibration.wanted, _SAID[metric]
    if isinstance(calibration, ClassCalibration):
        best, said = calibration.macro_auc, "macro AUC"
    if wanted is None or abs(best - wanted) <= TOLERANCE:
        return []
    why = "too coarse" if best < wanted else "too telling"
    return [
        f"{driver.column}: '{driver.explained}' stands for a best possible {said} of "
        f"{wanted:.2f}; its drivers are {why}, {best:.2f} was reached"
    ]


_SAID: dict[Metric, str] = {"auc": "AUC", "r2": "R2", "accuracy": "accuracy"}


def _warnings(
    name: str,
    metric: Metric,
    best: float,
    guess: float,
    calibration: AnyCalibration | None,
    schema: Schema,
) -> list[str]:
    driver = driver_of(name, schema)
    if calibration is not None and driver is not None:
        found = shortfall(driver, metric, best, calibration)
        if found:
            return found
    if best >= CERTAIN and guess < CERTAIN:
        return [f"{name}: other columns tell it exactly, so a model has nothing to learn"]
    if best <= guess + NOTHING:
        why = "give it drivers" if calibration is None else "its drivers do not show in the CSV"
        return [f"{name}: no other column tells of it, so no model can predict it; {why}"]
    return []


def _of_subject(name: str, entity: Entity | None) -> list[str]:
    if entity is None or entity.rows_per_entity <= 1:
        return []
    return [
        f"{name}: is the same in all rows of one {entity.name}; split training and test data by "
        f"{entity.name}, not by row"
    ]
