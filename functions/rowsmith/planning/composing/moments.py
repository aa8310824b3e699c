"""When something lies: periods and bounds of dates, and which date comes after which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.composing.figures import Figures, fit_number
from rowsmith.planning.composing.settle import types_of
from rowsmith.planning.composing.types import date_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Distance, Moment, Period, Range
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    Level,
    NumberColumn,
    PersonColumn,
    Rhythm,
)
from rowsmith.schema.renaming import written
from rowsmith.schema.typing import ValueType

DAYS = {
    "second": 1 / 86_400,
    "minute": 1 / 1_440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4375,
    "year": 365.25,
}
"""Days of a unit of time; of a month and a year on average."""
_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y"}
_ANY_YEAR = "2024"
"""The year of months without one."""


def state_period(work: Work, of: int | None, said: Period) -> None:
    """Let a field's columns lie in a period; those of the rows where none is named."""
    of = None if of in work.of_rows else of
    names = work.names_of(of) if of is not None else _main_dates(work)
    types = types_of(work.draft)
    if not any(_may_lie(work.draft.entries[name], types) for name in names):
        names, of = _main_dates(work), None
    if of is None:
        work.dated.update(names)
    if not names:
        raise NotCarriedOut
    for name in names:
        column = work.draft.column(name)
        if isinstance(column, NumberColumn):
            work.draft.put(_in_years(column, said))
        else:
            work.draft.put(within_period(work, column, said))


def _may_lie(entry: Entry, types: Mapping[str, ValueType]) -> bool:
    """Whether a column can be within a period: an id or a name is not, whatever is said of it."""
    if isinstance(entry.column, FormulaColumn):
        found = types.get(entry.name)
        return found is not None and found.name == "date"
    return entry.guessed or isinstance(
        entry.column, DatetimeColumn | NumberColumn | PersonColumn | CategoryColumn
    )


def state_moments(work: Work, of: int, said: Range) -> None:
    """Bounds that are dates or times of day."""
    start = said.low if isinstance(said.low, Moment) else None
    end = said.high if isinstance(said.high, Moment) else None
    period = Period(start=start, end=end)
    if _are_dates(start, end) and not any(_has_time(work, name) for name in work.names_of(of)):
        state_period(work, None, period)
        return
    for name in work.names_of(of):
        column = work.draft.column(name)
        if isinstance(column, NumberColumn):
            work.draft.put(_in_years(column, period))
        else:
            work.draft.put(within_period(work, column, period))


def _are_dates(*moments: Moment | None) -> bool:
    """Whether months or days are named, not bare years or times of a day."""
    return any(one is not None and not one.is_time and len(one.text) > _A_YEAR for one in moments)


_A_YEAR = 4
"""Characters of a year."""


def _has_time(work: Work, name: str) -> bool:
    """Whether a column is a date, or may be one: revenue from January to May is no number."""
    entry = work.draft.entries[name]
    known = types_of(work.draft).get(name)
    return (
        entry.guessed
        or isinstance(entry.column, DatetimeColumn | PersonColumn)
        or (known is not None and known.name == "date")
    )


def _main_dates(work: Work) -> list[str]:
    """The first date of a row that follows no other; else its year."""
    entries = list(work.draft.shown())
    dates = [
        one.name
        for one in entries
        if isinstance(one.column, DatetimeColumn)
        and one.column.after is None
        and not one.column.is_time_of_day
    ]
    named = [name for name in dates if work.draft.entries[name].entity is None]
    if named or dates:
        return (named or dates)[:1]
    return [
        one.name
        for one in entries
        if one.known is not None
        and one.known.unit == "year"
        and isinstance(one.column, NumberColumn)
    ][:1]


def _in_years(column: NumberColumn, period: Period) -> NumberColumn:
    years = [_year(moment) for moment in (period.start, period.end)]
    if years == [None, None]:
        raise NotCarriedOut
    fitted = fit_number(column, Figures(low=years[0], high=years[1]))
    return fitted.model_copy(update={"decimals": 0})


def _year(moment: Moment | None) -> float | None:
    text = moment.text[:4] if moment is not None else ""
    return float(text) if text.isdigit() else None


def within_period(work: Work, column: Column, period: Period) -> Column:
    """A date that lies in a period. Raises NotCarriedOut."""
    if isinstance(column, PersonColumn) and column.field != "birth_date":
        raise NotCarriedOut
    date = date_of(column)
    start, end = _ends(period)
    changes: dict[str, object] = {}
    rhythm = list(date.rhythm or ())
    if period.weekdays:
        rhythm.append(_weekdays(period.weekdays))
    if start is None and end is None and period.months:
        start, end = _months(work, period.months)
    if start is not None or end is not None:
        is_time = _is_time(start) or _is_time(end)
        opened = "00:00" if is_time else "today-10y"
        closed = "23:59" if is_time else "today"
        changes |= {"start": start or opened, "end": end, "after": None, "within": None}
        if end is None and (is_time or (start is None)):
            changes["end"] = closed
        if date.every is not None:
            changes["end"] = None
        if is_time or date.is_time_of_day or (":" in f"{start}{end}" and date.precision == "day"):
            changes["precision"] = "minute"
    if rhythm and date.every is None:
        changes["rhythm"] = list(dict.fromkeys(rhythm))[:4]
    if not changes:
        raise NotCarriedOut
    return date.model_copy(update=changes)


def _is_time(text: str | None) -> bool:
    return text is not None and Moment(text).is_time


def _ends(period: Period) -> tuple[str | None, str | None]:
    """The first and the last moment, with the months of a year cut out where only they count."""
    start = period.start.text if period.start is not None else None
    end = period.end.text if period.end is not None else None
    if period.length is not None and start is None and end is None:
        return f"today-{_as_relative(period.length)}", "today"
    if period.length is not None and start is not None and end is None:
        return start, None
    one_year = start is not None and start[:4].isdigit() and (end is None or end[:4] == start[:4])
    if period.months and one_year and start is not None:
        return f"{start[:4]}-{period.months[0]:02}", f"{start[:4]}-{period.months[-1]:02}"
    return start, end


def _as_relative(length: Distance) -> str:
    count = length.high if length.high is not None else length.low or 1.0
    unit = length.unit or "day"
    if unit in _LETTERS and count == round(count):
        return f"{count:g}{_LETTERS[unit]}"
    return f"{max(round(count * DAYS[unit]), 1)}d"


def _months(work: Work, months: Sequence[int]) -> tuple[str, str]:
    work.note("assumed", f"Months without a year are those of {_ANY_YEAR}")
    first, last = months[0], months[-1]
    following = str(int(_ANY_YEAR) + (last < first))
    return f"{_ANY_YEAR}-{first:02}", f"{following}-{last:02}"


def _weekdays(days: Sequence[int]) -> Rhythm:
    return "weekends" if set(days) <= {6, 7} else "weekdays"


def in_days(distance: Distance, figure: float) -> float:
    """A figure of a distance in days."""
    return figure * DAYS[distance.unit or "day"]


def set_after(
    work: Work, then: str, first: str, distance: Distance | None, *, strict: bool
) -> None:
    """Let a date come after another, as far as a distance says. Raises NotCarriedOut."""
    draft = work.draft
    column = draft.column(then)
    before = draft.column(first)
    if draft.needs(first, then):
        draft.put(_freed(date_of(before)))
    date = date_of(column)
    if _both_times(date, before):
        _part_the_day(draft, date, before)
        return
    changes: dict[str, object] = {"after": first, "start": None, "within": None, "every": None}
    changes |= {"rhythm": None, "end": None} if date.is_time_of_day else {}
    fine = distance is not None and distance.unit in ("second", "minute", "hour")
    finer = _finest(date, before, fine=fine)
    if finer != "day":
        changes["precision"] = finer
    if fine and isinstance(before, DatetimeColumn) and before.precision == "day":
        draft.put(before.model_copy(update={"precision": "minute"}))
    if distance is not None:
        changes["within"] = _within(draft, then, distance)
    elif date.after == first:
        changes["within"] = date.within
    draft.put(date.model_copy(update=changes))


def _freed(date: DatetimeColumn) -> DatetimeColumn:
    return date.model_copy(
        update={"after": None, "within": None, "start": "today-2y", "end": "today"}
    )


def _both_times(one: DatetimeColumn, other: Column) -> bool:
    return isinstance(other, DatetimeColumn) and one.is_time_of_day and other.is_time_of_day


def _part_the_day(draft: Draft, then: DatetimeColumn, first: Column) -> None:
    """Two times of a day in order: the first lies before noon and the second after it."""
    draft.put(first.model_copy(update={"start": "06:00", "end": "11:59"}))
    draft.put(then.model_copy(update={"start": "12:00", "end": "23:00"}))


def _finest(then: DatetimeColumn, first: Column, *, fine: bool) -> str:
    precisions = [then.precision]
    if isinstance(first, DatetimeColumn):
        precisions.append(first.precision)
    if fine:
        precisions.append("minute")
    order = ("day", "hour", "minute", "second")
    if then.precision == "day" and not fine:
        return "day"
    return max(precisions, key=order.index)


def _within(draft: Draft, then: str, distance: Distance) -> float | str | None:
    """The days until a date: at most, exactly, or as a hidden column draws them."""
    low, high = distance.low, distance.high
    if distance.choices:
        return _choices(draft, then, distance)
    if low is not None and low == high:
        return f"{in_days(distance, low):.10g}"
    if not low and high is not None:
        return in_days(distance, high)
    if low is None:
        return None
    unit = DAYS[distance.unit or "day"]
    most = high if high is not None else max(low * 3, low + 10)
    whole = low == round(low) and most == round(most) and unit == DAYS["day"]
    helper = NumberColumn(
        name=f"{then}_distance",
        kind="number",
        shape="uniform",
        min=low,
        max=most,
        decimals=0 if whole else 3,
    )
    return _hidden(draft, then, helper, unit)


def _choices(draft: Draft, then: str, distance: Distance) -> str:
    values = [Level(value=f"{choice:g}") for choice in distance.choices]
    helper = CategoryColumn(name=f"{then}_distance", kind="category", values=values)
    return _hidden(draft, then, helper, DAYS[distance.unit or "day"])


def _hidden(draft: Draft, then: str, helper: Column, unit: float) -> str:
    entity = draft.entries[then].entity
    entry = draft.add(Entry(helper, helper.name, "helper", None, entity))
    draft.hidden.add(entry.name)
    name = written(entry.name)
    return name if unit == 1 else f"{name} * {unit:.10g}"
