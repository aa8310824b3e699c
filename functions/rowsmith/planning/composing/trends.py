"""Patterns over time: of how many rows there are, and of a column's own values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.composing.conditions import negated
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Trend
from rowsmith.schema import Term
from rowsmith.schema.columns import BooleanColumn, DatetimeColumn, NumberCase, NumberColumn, Rhythm
from rowsmith.schema.renaming import written

_RHYTHMS: dict[str, tuple[tuple[frozenset[int], Rhythm], ...]] = {
    "year": (
        (frozenset({11, 12}), "holidays"),
        (frozenset({6, 7, 8}), "summer"),
        (frozenset({12, 1, 2}), "winter"),
        (frozenset({3, 4, 5}), "spring"),
        (frozenset({9, 10, 11}), "autumn"),
        (frozenset({5, 6, 7, 8, 9}), "summer"),
    ),
    "week": ((frozenset({5, 6, 7}), "weekends"), (frozenset({1, 2, 3, 4, 5}), "weekdays")),
    "day": (
        (frozenset({7, 8, 9, 16, 17, 18, 19}), "rush_hours"),
        (frozenset({6, 7, 8, 9, 10, 11}), "mornings"),
        (frozenset({12, 13, 14, 15, 16, 17}), "afternoons"),
        (frozenset({17, 18, 19, 20, 21, 22, 23}), "evenings"),
        (frozenset({21, 22, 23, 0, 1, 2, 3, 4, 5, 6}), "nights"),
        (frozenset(range(8, 19)), "business_hours"),
    ),
}
"""The rhythm of rows that are most at some months, days or hours."""
_WHOLE = {
    "year": frozenset(range(1, 13)),
    "week": frozenset(range(1, 8)),
    "day": frozenset(range(24)),
}
_PARTS = {"year": "month", "week": "weekday", "day": "hour"}
_EXPLAINED = 0.35
_STRONGLY = 0.6
_IN_STEPS = 0.7
"""The share of a column's spread that its pattern over time explains; more where rows are steps."""


def state_trend(work: Work, of: int | None, said: Trend) -> None:
    """Carry out a pattern over time. Raises NotCarriedOut."""
    if of is None:
        _of_rows(work, said)
        return
    for name in work.names_of(of):
        column = work.draft.column(name)
        if isinstance(column, DatetimeColumn):
            _add_rhythm(work, name, said)
        elif isinstance(column, NumberColumn | BooleanColumn):
            _of_column(work, name, said)
        else:
            raise NotCarriedOut


def _of_rows(work: Work, trend: Trend) -> None:
    dates = _dates(work)
    if not dates:
        raise NotCarriedOut
    measured = _measured(work, dates[0])
    if measured is not None:
        _of_column(work, measured, trend)
    else:
        _add_rhythm(work, dates[0], trend)


def _measured(work: Work, date: str) -> str | None:
    """What is measured at each step of a date that goes on in steps: the first named number."""
    draft = work.draft
    if getattr(draft.column(date), "every", None) is None:
        return None
    numbers = [
        entry
        for entry in draft.shown()
        if isinstance(entry.column, NumberColumn) and entry.name != date
    ]
    named = [entry.name for entry in numbers if entry.field is not None]
    return next(iter(named or [entry.name for entry in numbers]), None)


def _dates(work: Work) -> list[str]:
    return [
        entry.name
        for entry in work.draft.shown()
        if isinstance(entry.column, DatetimeColumn) and not entry.column.is_time_of_day
    ]


def _add_rhythm(work: Work, name: str, trend: Trend) -> None:
    column = work.draft.column(name)
    if not isinstance(column, DatetimeColumn):
        raise NotCarriedOut
    rhythm = _rhythm(trend)
    if rhythm is None or column.every is not None or column.after is not None:
        raise NotCarriedOut
    changes: dict[str, object] = {
        "rhythm": list(dict.fromkeys([*(column.rhythm or ()), rhythm]))[-4:]
    }
    if trend.cycle == "day" and column.precision == "day":
        changes["precision"] = "minute"
    work.draft.put(column.model_copy(update=changes))


def _rhythm(trend: Trend) -> Rhythm | None:
    if trend.cycle is None:
        return "growth" if trend.high else None
    at = set(trend.at) if trend.high else _WHOLE[trend.cycle] - set(trend.at)
    if not trend.at:
        return None
    return next((name for times, name in _RHYTHMS[trend.cycle] if at <= times), None)


def _of_column(work: Work, name: str, trend: Trend) -> None:
    """Let the time at which a row lies move a column."""
    draft = work.draft
    dates = [one for one in _dates(work) if not draft.needs(one, name)]
    if not dates:
        raise NotCarriedOut
    date = dates[0]
    entity = draft.entries[name].entity
    if entity is not None and draft.entries[date].entity != entity:
        raise NotCarriedOut
    stepping = getattr(draft.column(date), "every", None) is not None
    if trend.cycle == "day" and not stepping:
        draft.put(draft.column(date).model_copy(update={"precision": "minute"}))
    of = _expression(date, trend)
    column = draft.column(name)
    if isinstance(column, NumberColumn) and trend.none:
        open_then = negated(_then(date, trend))
        when = open_then if column.when is None else f"({column.when}) and {open_then}"
        draft.put(column.model_copy(update={"when": when, "otherwise": 0.0}))
        return
    if isinstance(column, NumberColumn) and trend.factor is not None and column.mean is not None:
        draft.put(_times(column, _then(date, trend), trend))
        return
    if trend.cycle == "year" and not trend.at:
        header = draft.entries[name].header
        work.note("assumed", f"'{header}' is highest in summer, since no season was named", name)
    weight = 1.0 if trend.high else -1.0
    if name not in draft.drivers:
        usual = _IN_STEPS if stepping else _EXPLAINED
        explained = max(usual, _STRONGLY) if trend.strong else usual
        draft.drive(name, [Term(of=of, weight=weight)], explained)
    else:
        draft.drive(name, [Term(of=of, weight=weight * (2 if trend.strong else 1))])
    draft.stated.add(name)


def _times(column: NumberColumn, when: str, trend: Trend) -> NumberColumn:
    """A number that is so many times as great at some time, with the same mean of all rows."""
    factor, cycle = trend.factor or 1.0, _WHOLE[trend.cycle or "week"]
    share = len(trend.at) / len(cycle)
    there = factor / (1 - share + share * factor)
    spread = {} if column.sd is None else {"sd": round(there * column.sd, 6)}
    case = NumberCase(when=when, mean=round(there * (column.mean or 0.0), 6), **spread)
    most = column.max
    if isinstance(most, float | int):
        most = max(most, most * factor)
    return column.model_copy(update={"cases": [*(column.cases or ()), case], "max": most})


def _expression(date: str, trend: Trend) -> str:
    if trend.cycle is None:
        return written(date)
    if not trend.at:
        if trend.cycle != "year":
            raise NotCarriedOut
        return f"rhythm({written(date)}, 'summer')"
    rhythm = _rhythm(replace(trend, high=True))
    if rhythm is not None and len(trend.at) > 1:
        return f"rhythm({written(date)}, '{rhythm}')"
    return _then(date, trend)


def _then(date: str, trend: Trend) -> str:
    """A condition that holds at the times of a pattern."""
    return f"{_PARTS[trend.cycle or 'week']}({written(date)}) in ({_listed(trend.at)})"


def _listed(at: Sequence[int]) -> str:
    return ", ".join(str(one) for one in at)
