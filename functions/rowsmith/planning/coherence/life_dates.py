"""Dates, years and counts of a life fit the age; people of whom a title speaks are of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rowsmith.planning.coherence.ages import by_age, grow
from rowsmith.planning.coherence.casting import modifiers
from rowsmith.planning.coherence.data import words
from rowsmith.planning.coherence.editing import Editor, Keys, may_compute, written
from rowsmith.planning.coherence.figures import drawn_share
from rowsmith.planning.coherence.headers import best_match, phrase_of, phrases
from rowsmith.planning.coherence.lives import (
    Event,
    Span,
    Year,
    age_of,
    column_called,
    is_called,
    lives,
)
from rowsmith.schema.columns import (
    DatetimeColumn,
    NumberColumn,
    PersonColumn,
)

_YEAR = 365.25
_CAREER_DAYS = 4_383
"""How far back a date that is counted from an age lies at the most: twelve years."""


def bound_groups(editor: Editor) -> None:
    """Give the people of whom the title speaks their age: pregnant women are 16 to 47."""
    title = phrase_of(f"{editor.schema.title} {editor.schema.domain}")
    named = [one for one in lives().group if best_match(phrases(one.called), title) is not None]
    for group in named[:1]:
        for called, keys in {lives().age: group.age, **group.figures}.items():
            name = column_called(editor, called, NumberColumn)
            if name is not None and not editor.stated.says(name):
                _set_figures(editor, name, keys)


def _set_figures(editor: Editor, name: str, figures: Mapping[str, Any]) -> None:
    keys: Keys = {"kind": "number", "shape": "normal", "decimals": 0, **figures}

    def change() -> None:
        editor.put(name, keys)
        editor.undrive(name)

    editor.attempt(change, f"{name} is {keys['min']:g} to {keys['max']:g}", name)
    editor.related.discard(name)


def live(editor: Editor) -> None:
    """Let dates, years, counts and values fit the age."""
    age = age_of(editor)
    _follow_birth(editor, age)
    if age is None:
        return
    for name in editor.shown():
        for year in lives().year:
            if is_called(name, year.called):
                _count_year(editor, name, age, year)
        for span in lives().span:
            if is_called(name, span.called):
                _fit_span(editor, name, age, span)
        for count in lives().count:
            if is_called(name, count.called):
                grow(editor, name, age, count)
        for ages in lives().ages:
            if is_called(name, ages.called):
                by_age(editor, name, age, ages)


def _events(editor: Editor) -> list[tuple[str, Event]]:
    found = []
    for name in editor.shown():
        if not isinstance(editor.column(name), DatetimeColumn) or editor.is_clock(name):
            continue
        header = phrase_of(name, words().dates)
        matches = [
            (match.length, event)
            for event in lives().event
            if (match := best_match(phrases(event.called, words().dates), header)) is not None
            and set(match.rest) <= modifiers()
        ]
        if matches:
            found.append((name, max(matches, key=lambda one: one[0])[1]))
    return found


def _follow_birth(editor: Editor, age: str | None) -> None:
    """Let somebody be old enough for the dates of his life."""
    events = _events(editor)
    birth = next((name for name in editor.shown() if _is_birth(editor, name)), None)
    if age is not None and events and not _lift_age(editor, age, events):
        for name, event in events:
            _count_back(editor, name, age, event)
    elif age is None and events and birth is not None:
        _add_age(editor, birth, events)
    for name, event in events:
        _on_workdays(editor, name, event)


def _is_birth(editor: Editor, name: str) -> bool:
    column = editor.column(name)
    is_person = isinstance(column, PersonColumn) and column.role is None
    return is_person and column.field in ("birth_date", "age")  # type: ignore[union-attr]


def _on_workdays(editor: Editor, name: str, event: Event) -> None:
    column = editor.column(name)
    if not isinstance(column, DatetimeColumn):
        return
    free = column.after is None and column.rhythm is None and column.every is None
    if not event.workday or not free or column.precision != "day" or column.when is not None:
        return
    keys: Keys = {**column.model_dump(exclude_unset=True, exclude={"name"}), "rhythm": ["weekdays"]}

    def change() -> None:
        day = editor.hide(f"{name}_day", keys, beside=name)
        editor.compute(name, _working_day(written(day)))

    editor.attempt(change, f"{name} is a working day", name)


def _working_day(day: str) -> str:
    """The Friday before a weekend, any other day itself."""
    return f"{day} - days(max(weekday({day}) - 5, 0))"


def _least(events: list[tuple[str, Event]]) -> str:
    """The least age today, by the dates of a life."""
    parts = [f"{event.least} + ceil((today - {written(name)}) / {_YEAR})" for name, event in events]
    return parts[0] if len(parts) == 1 else f"max({', '.join(parts[:8])})"


def _add_age(editor: Editor, birth: str, events: list[tuple[str, Event]]) -> None:
    """A hidden age that a person's date of birth obeys."""
    readable = [one for one in events if editor.entity(one[0]) == editor.entity(birth)]
    names = {column.name for _, column in editor.schema.subjects()}
    if not readable or "age" in names:
        return
    keys: Keys = {"kind": "number", "mean": 42, "sd": 12, "min": _least(readable), "max": 90}
    others = [name for name, _ in readable]

    def change() -> None:
        editor.hide("age", keys, beside=birth)

    editor.attempt(change, f"{birth} is early enough for {', '.join(others)}", birth, *others)


def _lift_age(editor: Editor, age: str, events: list[tuple[str, Event]]) -> bool:
    """Let an age of which nothing was said be at least what the dates ask for."""
    column = editor.column(age)
    readable = [name for name, _ in events if editor.can_read(age, [name])]
    if editor.stated.says(age) or editor.is_bound(age) or len(readable) < len(events):
        return False
    if not isinstance(column, NumberColumn) or column.shape in ("uniform", "beta"):
        return False
    least = _least(events)
    own = f"{column.min:g}" if isinstance(column.min, int | float) else "0"
    says = f"{age} is high enough for {', '.join(readable)}"
    return editor.attempt(
        lambda: editor.change(age, min=f"max({own}, {least})"), says, age, *readable
    )


def _count_back(editor: Editor, name: str, age: str, event: Event) -> None:
    """A date of a life that is counted from an age whose figures were said."""
    column = editor.column(name)
    assert isinstance(column, DatetimeColumn)  # noqa: S101 (events are dates)
    if not may_compute(editor, name, [age]) or column.precision != "day":
        return

    def change() -> None:
        share = written(editor.hide(f"{name}_place", drawn_share(0, 1), beside=name))
        room = f"max(min({_CAREER_DAYS}, {_YEAR} * ({written(age)} - {event.least})), 0)"
        day = f"today - days(floor({share} * {room}))"
        if event.workday:
            keys: Keys = {"kind": "formula", "expression": day}
            day = written(editor.hide(f"{name}_day", keys, beside=name))
            day = _working_day(day)
        editor.compute(name, day)

    editor.attempt(change, f"{name} is at {event.least} years of age or later", name, age)


def _count_year(editor: Editor, name: str, age: str, year: Year) -> None:
    if not may_compute(editor, name, [age]) or not isinstance(editor.column(name), NumberColumn):
        return

    def change() -> None:
        keys: Keys = {"kind": "number", "shape": "exponential", "mean": max(year.later / 4, 0.4),
                      "min": 0, "max": year.later}  # fmt: skip
        later = written(editor.hide(f"{name}_later", keys, beside=name))
        then = f"year(today) - {written(age)} + {year.least} + {later}"
        editor.compute(name, f"min(year(today), {then})")

    editor.attempt(change, f"{name} is at {year.least} years of age or later", name, age)


def _fit_span(editor: Editor, name: str, age: str, span: Span) -> None:
    column = editor.column(name)
    if not isinstance(column, NumberColumn) or editor.is_bound(name) or name in editor.related:
        return
    if column.shape in ("uniform", "beta") or not editor.can_read(name, [age]):
        return
    most = f"max({written(age)} - {span.less}, 0)"
    if isinstance(column.max, int | float):
        most = f"min({column.max:g}, {most})"
    says = f"{name} is at most {age} - {span.less}"
    editor.attempt(lambda: editor.change(name, max=most), says, name, age)
