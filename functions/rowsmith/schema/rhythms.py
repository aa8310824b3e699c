"""The rhythms in which things happen: hours, weekdays, seasons, growth."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Rhythm: TypeAlias = Literal[
    "business_hours",
    "rush_hours",
    "mornings",
    "afternoons",
    "evenings",
    "nights",
    "weekdays",
    "weekends",
    "spring",
    "summer",
    "autumn",
    "winter",
    "holidays",
    "growth",
]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)
