"""Shares, rates, bounds and means that hold together."""

from __future__ import annotations

import math
from typing import get_args

from rowsmith.planning.repair.draft import Draft, Json, words
from rowsmith.planning.repair.reading import as_flag, cell, choose, number_in
from rowsmith.schema.columns import MAX_CASES, MAX_VALUES, Shape
from rowsmith.schema.typing import MAX_DECIMALS

_TOLERANCE = 0.015


def mend_category(draft: Draft, column: Json, name: str) -> None:
    """Values that differ, with shares that add up, in each case too."""
    column["values"] = _shares(draft, column.get("values") or [], name)
    for case in _few_cases(draft, column, name):
        case["values"] = _shares(draft, case["values"], name)
    if not column["values"] and column.get("cases"):
        column["values"] = [dict(level) for level in column["cases"][0]["values"]]
        draft.say(f"'{name}' had values in its cases only; those of the first hold elsewhere.")
    as_flag(column, "ordered")


def _shares(draft: Draft, levels: list[Json], name: str) -> list[Json]:
    kept: dict[str, Json] = {}
    for level in levels:
        share = level.get("share")
        if share is not None and share < 0:
            level["share"] = share = -share
            draft.say(f"A share of '{name}' was below zero; its sign was dropped.")
        first = kept.setdefault(level["value"], level)
        if first is not level:
            draft.say(f"'{name}' had the value '{level['value']}' twice; it was made one.")
            if share is not None:
                first["share"] = first.get("share", 0) + share
    levels = list(kept.values())
    if len(levels) > MAX_VALUES:
        draft.say(f"'{name}' had {len(levels)} values; the first {MAX_VALUES} were kept.")
        levels = levels[:MAX_VALUES]
    _rescale(draft, levels, name)
    return levels


def _rescale(draft: Draft, levels: list[Json], name: str) -> None:
    stated = [level for level in levels if "share" in level]
    total = sum(level["share"] for level in stated)
    if not stated:
        return
    if total == 0:
        if len(stated) == len(levels):
            draft.say(f"All shares of '{name}' were zero; its values are equally frequent.")
            for level in stated:
                del level["share"]
        return
    open_ended = len(stated) < len(levels)
    scale = 1.0 if total <= 1 + _TOLERANCE else 100.0
    excess = total / scale - 1
    if excess <= _TOLERANCE and (open_ended or excess >= -_TOLERANCE):
        return
    aim = 100.0 * len(stated) / len(levels)
    for level in stated:
        level["share"] = number_in(round(level["share"] * aim / total, 6))
    draft.say(f"The shares of '{name}' added up to {total:g}; they were scaled to 100.")


def _few_cases(draft: Draft, column: Json, name: str) -> list[Json]:
    cases: list[Json] = column.get("cases") or []
    if len(cases) > MAX_CASES:
        draft.say(f"'{name}' had {len(cases)} cases; the first {MAX_CASES} were kept.")
        column["cases"] = cases = cases[:MAX_CASES]
    return cases


def mend_boolean(draft: Draft, column: Json, name: str) -> None:
    """A rate from 0 to 1 and two words that differ."""
    if "rate" not in column:
        column["rate"] = 0.5
        draft.say(f"'{name}' had no rate; half of it is true.")
    for item in (column, *_few_cases(draft, column, name)):
        _rate(draft, item, "rate", name)
    said = column.get("words")
    if said is None:
        return
    texts = [cell(word) for word in said] if isinstance(said, list) else []
    if len(texts) != 2 or texts[0] == texts[1] or not all(texts):
        draft.say(f"'{name}' needs two words that differ; it prints True and False.")
        del column["words"]
    else:
        column["words"] = texts


def _rate(draft: Draft, item: Json, key: str, name: str) -> None:
    value = item.get(key)
    if value is None or 0 <= value <= 1:
        return
    value = abs(value)
    item[key] = min(value / 100 if value > 1 else value, 1)
    draft.say(f"The {key} of '{name}' was not from 0 to 1; {item[key]:g} was taken.")


def mend_number(draft: Draft, column: Json, name: str) -> None:
    """Bounds in order, means between them, spreads above zero."""
    choose(draft, column, "shape", get_args(Shape), words()["shapes"])
    decimals = column.get("decimals", 0)
    if decimals != min(max(math.floor(decimals), 0), MAX_DECIMALS):
        column["decimals"] = min(max(math.floor(decimals), 0), MAX_DECIMALS)
        draft.say(f"'{name}' has {column['decimals']} decimals: there may be 0 to {MAX_DECIMALS}.")
    _rate(draft, column, "zeros", name)
    for key in ("min", "max"):
        if key in column and (isinstance(column[key], bool | list | dict) or column[key] == ""):
            del column[key]
    low, high = _bound(column, "min"), _bound(column, "max")
    if low is not None and high is not None and low > high:
        column["min"], column["max"] = low, high = high, low
        draft.say(f"The min of '{name}' was above its max; they were swapped.")
    for item in (column, *_few_cases(draft, column, name)):
        if item.get("sd", 0) < 0:
            item["sd"] = -item["sd"]
            draft.say(f"The sd of '{name}' was below zero; its sign was dropped.")
        _mean(draft, item, low, high, name)


def _bound(column: Json, key: str) -> float | None:
    value = column.get(key)
    return value if isinstance(value, int | float) else None


def _mean(draft: Draft, item: Json, low: float | None, high: float | None, name: str) -> None:
    mean = item.get("mean")
    if mean is None:
        return
    below, above = low is not None and mean < low, high is not None and mean > high
    if not (below or above):
        return
    if low is not None and high is not None:
        # Nearer to the bound that it passed, yet with room for a spread.
        item["mean"] = number_in(low + (high - low) * (0.25 if below else 0.75))
    else:
        bound = low if below else high
        assert bound is not None  # noqa: S101 - one of the two was passed
        room = item.get("sd") or abs(bound) / 2 or 1
        item["mean"] = number_in(bound + room if below else bound - room)
    draft.say(
        f"The mean of '{name}' was {mean:g}, outside its min and max; {item['mean']:g} was taken."
    )
