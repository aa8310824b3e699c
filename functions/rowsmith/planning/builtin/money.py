"""How large amounts are in the currency or the scale that a description names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Money:
    """How large amounts of money are in the currency named, against dollars."""

    per_dollar: float = 1.0


_LEAST_SCALED = 0.1


def of_scale(keys: Keys, scale: float) -> Keys:
    """An amount said to be in millions is one of millions, whatever is usual of its name."""
    mean = keys.get("mean")
    if keys["kind"] != "number" or not isinstance(mean, int | float) or mean <= 0:
        return keys
    return in_currency(keys, 8 * scale / mean) if mean / scale < _LEAST_SCALED else keys


def in_currency(keys: Keys, factor: float) -> Keys:
    """A number column whose amounts are `factor` times as large."""
    if keys["kind"] != "number":
        return keys
    scaled = dict(keys)
    for key in ("mean", "sd", "min", "max"):
        if isinstance(scaled.get(key), int | float):
            scaled[key] = round(scaled[key] * factor, 2)
    if scaled.get("cases"):
        scaled["cases"] = [
            {
                **case,
                **{
                    key: round(case[key] * factor, 2)
                    for key in ("mean", "sd")
                    if case.get(key) is not None
                },
            }
            for case in scaled["cases"]
        ]
    if factor >= 20:
        scaled["decimals"] = 0
    return scaled
