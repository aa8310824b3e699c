"""Dates that are events of one line stand in its order: departure, then arrival."""

from __future__ import annotations

from itertools import pairwise

from rowsmith.planning.coherence.data import words
from rowsmith.planning.coherence.editing import Editor, Keys, written
from rowsmith.planning.coherence.headers import has_word
from rowsmith.planning.coherence.lines import (
    Chain,
    chains,
    events_of,
    is_date,
    is_year,
    placed_in,
    says_date,
    span_between,
)
from rowsmith.schema.columns import BooleanColumn, Column, DatetimeColumn, Precision


def order_dates(editor: Editor) -> None:
    """Put every date after the one that its line of events has before it."""
    for name in editor.shown():
        _recast_lone_date(editor, name)
    met: set[frozenset[str]] = set()
    for chain in chains(editor):
        for first, then in pairwise(one.column for one in chain.placed):
            if frozenset((first, then)) not in met:  # the first line that has both is meant
                _turn(editor, first, then)
        met |= {frozenset(pair) for pair in pairwise(one.column for one in chain.placed)}
        _join_hidden(editor, chain)
        _apply(editor, chain)


def _join_hidden(editor: Editor, chain: Chain) -> None:
    """Let a hidden date from which others are made be the shown one of the same event.

    Due dates are computed of a hidden `loan date`; beside a `borrowed on` it is that.
    """
    shown = editor.shown()
    dates = [one for one in editor.schema.hidden if isinstance(editor.column(one), DatetimeColumn)]
    for hidden in placed_in(editor, chain.line, dates):
        name = next((one.column for one in chain.placed if one.event == hidden.event), None)
        if name is None or hidden.rest or editor.is_bound(name):
            continue
        column = editor.column(name)
        drawn = isinstance(column, DatetimeColumn) and column.when is None
        read = any(hidden.column in editor.made_from(one) for one in shown if one != name)
        said = editor.stated.says(name, "figures", "order", "formula")
        if drawn and read and not said and not editor.is_bound(hidden.column):
            _be_one(editor, name, hidden.column)


def _be_one(editor: Editor, name: str, hidden: str) -> None:
    keys: Keys = editor.column(hidden).model_dump(exclude_unset=True, exclude={"name"})

    def change() -> None:
        editor.put(name, keys)
        editor.compute(hidden, written(name))

    editor.attempt(change, f"{name} is what other dates are counted from", name)


def _recast_lone_date(editor: Editor, name: str) -> None:
    """A date by its own name is one: `date of death` is no yes or no."""
    mistaken = isinstance(editor.column(name), BooleanColumn) and not editor.stated.says(name)
    if mistaken and says_date(name):
        _recast(editor, name, "day")


def _recast(editor: Editor, name: str, precision: Precision) -> None:
    keys: Keys = {"kind": "datetime", "start": "today-2y", "end": "today", "precision": precision}
    what = "a date" if precision == "day" else "a moment"

    def change() -> None:
        editor.put(name, keys)
        editor.undrive(name)

    editor.attempt(change, f"{name} is {what}", name)
    editor.related.discard(name)


def _apply(editor: Editor, chain: Chain) -> None:
    """Put the events of a chain one after another."""
    events = events_of(chain.line)
    years = [one for one in chain.placed if is_year(editor.column(one.column))]
    if years and len(years) < len(chain.placed):
        kept = tuple(one for one in chain.placed if one not in years)
        if len(kept) > 1:
            _apply(editor, Chain(chain.line, kept))
        return
    if not _all_dates(editor, chain):
        return
    for number, one in enumerate(chain.placed[1:], start=1):
        before = [
            other
            for other in chain.placed[:number]
            if not events[other.event].aside
            and editor.can_read(one.column, [other.column])
            and one.column not in editor.needs(other.column)
        ]
        if not before:
            continue
        last = before[-1]
        within = span_between(events, last.event, one.event)
        if years:
            _follow_by_years(editor, one.column, last.column, within)
        else:
            _follow(editor, one.column, last.column, within, ahead=events[one.event].ahead)


def _turn(editor: Editor, first: str, then: str) -> None:
    """Let two dates change places where the earlier event was to come after the later one."""
    one, other = editor.column(first), editor.column(then)
    if not isinstance(one, DatetimeColumn) or not isinstance(other, DatetimeColumn):
        return
    if one.after != then or other.after is not None or editor.stated.says(first, "order"):
        return

    def change() -> None:
        editor.change(first, after=None, within=None, start=other.start, end=other.end)
        editor.change(then, after=first, within=one.within, start=None, end=None)

    editor.attempt(change, f"{then} comes after {first}, not before it", then, first)
    editor.related.add(then)


def _all_dates(editor: Editor, chain: Chain) -> bool:
    """Whether a chain's columns are dates, once those that were mistaken are made ones."""
    columns = [editor.column(one.column) for one in chain.placed]
    mistaken = [one for one in columns if not (is_date(editor, one) or is_year(one))]
    if any(not _was_mistaken(one, columns) for one in mistaken):
        return False
    for column in mistaken:
        exact = has_word(column.name, words().says_moment)
        _recast(editor, column.name, "minute" if exact else "day")
    return all(is_date(editor, editor.column(one.name)) or is_year(one) for one in columns)


def _was_mistaken(column: Column, chain: list[Column]) -> bool:
    """Whether a column that holds no dates is one all the same, by those beside it.

    `account opened` and `account closed` are dates; `churned` beside `signup date` is a flag. A
    time is when something is done where the others are times too, else how long.
    """
    if says_date(column.name):
        return True
    said = words().says_date | words().says_moment
    if isinstance(column, BooleanColumn):
        named = "_" in column.name and not has_word(column.name, words().flags)
        return has_word(column.name, words().says_moment) or (
            named and not any(has_word(one.name, said) for one in chain)
        )
    return all(has_word(one.name, said) for one in chain)


def _follow(editor: Editor, name: str, before: str, within: float | None, *, ahead: bool) -> None:
    """Let a date come after another, unless something else was said of it."""
    column = editor.column(name)
    if not isinstance(column, DatetimeColumn) or editor.is_bound(name):
        return
    if name in editor.related or editor.stated.says(name, "order", "formula"):
        return
    if editor.stated.says(name, "figures"):
        _precede(editor, before, name, within)
        return
    first = editor.column(before)
    precision = column.precision
    keys: Keys = {"kind": "datetime", "after": before}
    if within is not None:
        keys["within"] = round(within, 6)
        if within < 1 and precision == "day":
            precision = "minute"
    if (
        isinstance(first, DatetimeColumn)
        and first.precision == "day"
        and (within is None or within >= 1)
    ):
        precision = "day"
    if precision != "day":
        keys["precision"] = precision
    if ahead and within is not None:
        keys["end"] = f"today+{max(round(within), 1)}d"
    for key in ("when", "otherwise"):
        if getattr(column, key, None) is not None:
            keys[key] = getattr(column, key)

    def change() -> None:
        editor.put(name, keys)
        coarse = isinstance(first, DatetimeColumn) and first.precision == "day"
        if coarse and within is not None and within < 1 and not editor.stated.says(before, "kind"):
            editor.change(before, precision=precision)
        editor.undrive(name)

    editor.attempt(change, f"{name} comes after {before}", name, before)


def _precede(editor: Editor, name: str, then: str, within: float | None) -> None:
    """Let a date of which nothing is known come before one whose range was said."""
    if editor.is_bound(name) or name in editor.related or editor.stated.says(name, "figures"):
        editor.tell(
            f"{then} keeps the range that was said and may come before {name}", then, name,
            kind="not_carried_out",
        )  # fmt: skip
        return
    most = within if within is not None else 365.0

    def change() -> None:
        gap = editor.hide(
            f"{name}_to_{then}",
            {"kind": "number", "shape": "exponential", "mean": most / 3, "min": 0, "max": most,
             "decimals": 0 if most >= 1 else 4},
            beside=name,
        )  # fmt: skip
        editor.compute(name, f"{written(then)} - days({written(gap)})")

    editor.attempt(change, f"{name} comes before {then}", name, then)


def _follow_by_years(editor: Editor, name: str, before: str, within: float | None) -> None:
    """Let a year come some years after another."""
    if name in editor.related or editor.is_bound(name):
        return
    if editor.stated.says(name, "order", "formula", "figures"):
        return
    years = max(1.0, (within if within is not None else 1_825) / 365.25)

    def change() -> None:
        gap = editor.hide(
            f"{name}_gap",
            {"kind": "number", "mean": 0.95 * years, "sd": 0.2 * years, "min": round(0.5 * years),
             "max": round(1.6 * years) + 1},
            beside=name,
        )  # fmt: skip
        editor.compute(name, f"{written(before)} + {written(gap)}")

    editor.attempt(change, f"{name} comes after {before}", name, before)
