"""Which texts carry a label in their words, and how well a model can read it off them at best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rowsmith.engine.best_score import MOST_CLASSES, Pilot
from rowsmith.engine.descent import texts_carrying
from rowsmith.engine.drivers.targets import Metric
from rowsmith.engine.encode.cells import select
from rowsmith.engine.samplers.followed import coded, followed
from rowsmith.engine.samplers.text import texts_of
from rowsmith.engine.text.library import LEVELS, style
from rowsmith.engine.text.sampler import level_of
from rowsmith.engine.values import CodeArray, FloatArray, Values
from rowsmith.schema.columns import TextColumn
from rowsmith.schema.dependencies import column_types
from rowsmith.schema.model import Schema


@dataclass(frozen=True, slots=True)
class TextReport:
    """A text column whose words carry a label.

    strength: the share of rows whose words are of the label's value; the others draw one.
    best_possible_accuracy: of a model that reads this text alone and tells all ways to write
        apart; None for a label of more than 30 values.
    """

    column: str
    strength: float
    best_possible_accuracy: float | None


def text_reports(
    label: str, metric: Metric, pilot: Pilot
) -> tuple[tuple[TextReport, ...], float | None]:
    """The texts that carry a label, and the best score that one of them allows."""
    found: list[TextReport] = []
    scores: list[float] = []
    values = select(pilot.block.values[label], pilot.rows(label))
    for column in texts_carrying(label, pilot.schema):
        carried = _carried(label, column, pilot.schema, values)
        if carried is None or column.name in pilot.schema.hidden:
            continue
        strength, joint = carried
        accuracy = None
        if joint is not None:
            accuracy = round(float(joint.max(axis=0).sum()), 4)
            scores.append(_score(metric, joint, coded(values)[1]))
        found.append(TextReport(column.name, strength, accuracy))
    return tuple(found), max(scores, default=None)


def _carried(
    label: str, column: TextColumn, schema: Schema, values: Values
) -> tuple[float, FloatArray | None] | None:
    """How strongly a text follows a label, and the joint shares of its values and ways to write.

    The shares are float64[values, ways]; None for too many values. None in all where the text
    cannot follow the label.
    """
    tone, topic = followed(column, schema, column_types(schema))
    texts = texts_of(column, tone, topic, schema)
    codes, cells = coded(values)
    few = 0 < len(cells) <= MOST_CLASSES and len(codes) > 0
    shares = np.bincount(codes, minlength=len(cells)) / max(len(codes), 1)
    if tone is not None and tone.name == label:
        strength = texts.tone.strength
        if not few:
            return strength, None
        ways = _ways_of_levels(column)
        of_value = ways[
            level_of(np.nan_to_num(_by_value(tone(values), codes, len(cells)), nan=0.5))
        ]
        stray = texts.stray_levels @ ways
    elif topic is not None and topic.name == label:
        strength = texts.follows.strength
        if not few:
            return strength, None
        places = _by_value(topic(values).astype(np.float64), codes, len(cells))
        of_value = texts.topic_mixes[places.astype(np.int64)]
        stray = texts.stray_topics @ texts.topic_mixes
    else:
        return None
    return strength, shares[:, None] * (strength * of_value + (1 - strength) * stray)


def _by_value(rows: FloatArray, codes: CodeArray, count: int) -> FloatArray:
    """What stands in the rows of each code, which is the same in all rows of one."""
    found = np.zeros(count)
    found[codes] = rows
    return found


def _ways_of_levels(column: TextColumn) -> FloatArray:
    """float64[levels, levels]: the way to write of each level, one for those of the same forms."""
    forms = style(column.style).forms
    of_level = [
        tuple(n for n, form in enumerate(forms) if level in form.levels)
        for level in range(len(LEVELS))
    ]
    return np.eye(len(LEVELS))[[of_level.index(own) for own in of_level]]


def _score(metric: Metric, joint: FloatArray, cells: list[str]) -> float:
    """The best score that the way to write allows."""
    if metric == "accuracy":
        return float(joint.max(axis=0).sum())
    ways = joint.sum(axis=0)
    seen = joint[:, ways > 0] / ways[ways > 0]
    if metric == "r2":
        numbers, shares = np.array(cells, dtype=np.float64), joint.sum(axis=1)
        spread = float(shares @ numbers**2 - (shares @ numbers) ** 2)
        told = float(ways[ways > 0] @ (numbers @ seen) ** 2 - (shares @ numbers) ** 2)
        return told / spread if spread > 0 else 0.0
    order = np.argsort(seen[0])
    yes, no = (joint[row][ways > 0][order] for row in (0, 1)) if len(joint) == 2 else (ways, ways)
    below = np.cumsum(no) - no / 2
    return float(yes @ below / max(yes.sum() * no.sum(), 1e-12))
