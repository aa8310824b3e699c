"""What can be wrong with a column of each kind, beyond the form of its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.dependencies import placeholders
from rowsmith.schema.findings import Findings, instead
from rowsmith.schema.moments import resolve
from rowsmith.schema.providers import PROVIDERS
from rowsmith.schema.types import is_time_of_day, level_values
from rowsmith.schema.typing import ValueType

SHARE_TOLERANCE = 0.015
"""How far shares may be from 1 (or 100) in all: thirds are written as 33, 33, 33."""

_ANY_DAY = date(2024, 1, 1)


def check_kind(found: Findings, column: Column) -> None:
    """Report the problems of one column, once the types of all are known."""
    of_kind = _CHECKS.get(column.kind)
    if of_kind is not None:
        of_kind(found, column)


def _levels(found: Findings, where: str, levels: list[kinds.Level]) -> None:
    """Shares that add up, and values that differ."""
    for value, count in Counter(level.value for level in levels).items():
        if count > 1:
            found.report(where, f"has '{value}' {count} times; values must differ")
    stated = [level.share for level in levels if level.share is not None]
    total = sum(stated)
    if not stated:
        return
    open_ended = len(stated) < len(levels)
    scale = 1.0 if total <= 1 + SHARE_TOLERANCE else 100.0
    excess = total / scale - 1
    if excess > SHARE_TOLERANCE or (not open_ended and excess < -SHARE_TOLERANCE):
        found.report(
            where, f"has shares that add up to {total:g}; make them add up to 100 (or to 1)"
        )


def _id(found: Findings, column: kinds.IdColumn) -> None:
    """A pattern that can tell rows apart."""
    plain = column.pattern in ("sequence", "uuid")
    if not plain and "#" not in column.pattern and "?" not in column.pattern:
        found.report(
            f"columns.{column.name}.pattern",
            "has no # (digit) or ? (letter) to tell rows apart; write sequence, uuid or "
            "something like INV-#####",
        )
    if column.pattern.count("{") != len(placeholders(column.pattern)):
        found.report(f"columns.{column.name}.pattern", "has a brace that is not closed")
    for name in placeholders(column.pattern):
        known = found.types.get(name)
        if known is not None and not _fits_an_id(known):
            found.report(
                f"columns.{column.name}.pattern",
                f"holds '{name}', a {known.name}; texts and whole numbers can stand in an id",
            )


def _faker(found: Findings, column: kinds.FakerColumn) -> None:
    """A provider of the allow-list."""
    if column.provider not in PROVIDERS:
        found.report(
            f"columns.{column.name}.provider",
            f"names '{column.provider}'{instead(column.provider, PROVIDERS)}",
        )


def _category(found: Findings, column: kinds.CategoryColumn) -> None:
    """Shares of the column and of each case."""
    _levels(found, f"columns.{column.name}.values", column.values)
    for number, case in enumerate(column.cases or ()):
        _levels(found, f"columns.{column.name}.cases.{number}.values", case.values)
    if len(level_values(column)) > kinds.MAX_VALUES:
        found.report(f"columns.{column.name}.values", f"are over {kinds.MAX_VALUES} with its cases")


def _boolean(found: Findings, column: kinds.BooleanColumn) -> None:
    """Two words that differ."""
    if column.words and column.words[0] == column.words[1]:
        found.report(f"columns.{column.name}.words", "are the same; true and false must differ")


def _number(found: Findings, column: kinds.NumberColumn) -> None:
    """Bounds in order, with the means between them."""
    where = f"columns.{column.name}"
    low = column.min if isinstance(column.min, float | int) else None
    high = column.max if isinstance(column.max, float | int) else None
    if low is not None and high is not None and low > high:
        found.report(f"{where}.min", f"is {low:g}, above max, which is {high:g}; swap them")
        return
    means = [(f"{where}.mean", column.mean)]
    means += [(f"{where}.cases.{n}.mean", case.mean) for n, case in enumerate(column.cases or ())]
    for place, mean in means:
        if mean is not None and low is not None and mean < low:
            found.report(place, f"is {mean:g}, below min, which is {low:g}")
        if mean is not None and high is not None and mean > high:
            found.report(place, f"is {mean:g}, above max, which is {high:g}")


def _datetime(found: Findings, column: kinds.DatetimeColumn) -> None:
    """Moments that can be read, in order, of one sort; `after` a date."""
    where = f"columns.{column.name}"
    start = _moment(found, f"{where}.start", column.start, end=False)
    end = _moment(found, f"{where}.end", column.end, end=True)
    if start is not None and end is not None and start > end:
        found.report(f"{where}.start", f"('{column.start}') is later than end ('{column.end}')")
    if column.within is not None and column.after is None:
        found.report(f"{where}.within", "needs `after`, the column that comes before")
    if isinstance(column.within, float | int) and column.within < 0:
        found.report(f"{where}.within", "is negative; it is a number of days after")
    if column.after is not None and column.after in found.types:
        if found.types[column.after].name != "date":
            found.report(f"{where}.after", f"names '{column.after}', which is not a date")
        if is_time_of_day(column):
            found.report(f"{where}.after", "does not fit a time of day; give a date range")
    if is_time_of_day(column) and (column.start is None or column.end is None):
        found.report(where, "is a time of day and needs both start and end, as in 08:00 and 18:00")


def _moment(found: Findings, where: str, text: str | None, *, end: bool) -> int | None:
    if text is None:
        return None
    try:
        return resolve(text, today=_ANY_DAY, end=end).seconds
    except ValueError as error:
        found.report(where, str(error))
        return None


def _text(found: Findings, column: kinds.TextColumn) -> None:
    """A tone that can be read as good or bad."""
    if column.tone is None or column.tone not in found.columns:
        return
    tone = found.columns[column.tone]
    if not found.types[column.tone].countable and tone.kind != "category":
        found.report(
            f"columns.{column.name}.tone",
            f"names '{column.tone}'; a tone is a rating, a score, a boolean or a category",
        )


def _fits_an_id(found: ValueType) -> bool:
    return found.name == "text" or (found.name == "number" and not found.decimals)


_CHECKS: dict[str, Callable[..., None]] = {
    "id": _id,
    "faker": _faker,
    "category": _category,
    "boolean": _boolean,
    "number": _number,
    "datetime": _datetime,
    "text": _text,
}
