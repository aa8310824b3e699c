"""Regular steps of time: `15 minutes`, `hour`, `weekday`, `month`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

StepUnit: TypeAlias = Literal[
    "second", "minute", "hour", "day", "weekday", "week", "month", "quarter", "year"
]

MAX_STEP = 1_000
"""Units that a step may span."""

_EVERY = re.compile(rf"^(?:(\d{{1,4}}) )?({'|'.join(get_args(StepUnit))})s?$")


@dataclass(frozen=True, slots=True)
class TimeStep:
    """A step of `count` units; weekdays are Monday to Friday."""

    count: int
    unit: StepUnit


def parse_step(text: str) -> TimeStep:
    """The step that `text` names. Raises ValueError, which says what is allowed."""
    match = _EVERY.match(" ".join(text.lower().split()))
    count = int(match[1] or 1) if match else 0
    if match is None or not 1 <= count <= MAX_STEP:
        units = ", ".join(get_args(StepUnit))
        raise ValueError(
            f"'{text}' is not a step; write a unit ({units}) or so many, as in '15 minutes'"
        )
    unit: StepUnit = next(unit for unit in get_args(StepUnit) if unit == match[2])
    return TimeStep(count, unit)
