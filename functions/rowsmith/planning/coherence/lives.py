"""What goes with an age or a sex: dates and years of a life, values that are of an age."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field

from rowsmith.planning.coherence.casting import modifiers
from rowsmith.planning.coherence.data import Data, read, words
from rowsmith.planning.coherence.editing import Editor, Keys, may_compute, written
from rowsmith.planning.coherence.figures import drawn_share
from rowsmith.planning.coherence.flags import is_named, quoted
from rowsmith.planning.coherence.headers import best_match, phrase_of, phrases
from rowsmith.schema.columns import (
    CategoryColumn,
    DatetimeColumn,
    NumberColumn,
    PersonColumn,
)
from rowsmith.schema.typing import is_number

Sex = Literal["male", "female"]
_YEAR = 365.25
_CAREER_DAYS = 4_383
"""How far back a date that is counted from an age lies at the most: twelve years."""
_USUAL_AGE = 40


class Event(Data):
    """Dates of a life, and the least age at which they can be."""

    called: str
    least: int
    workday: bool = False


class Year(Data):
    """Years of a life: the age at which they are, and by how much later at the most."""

    called: str
    least: int
    later: int


class OfAge(Data):
    """Values that are of an age; `from` and `to` are included."""

    called: str
    start: int = Field(default=0, alias="from")
    to: int = 200


class Ages(Data):
    """A category whose values are of an age."""

    called: str
    values: list[OfAge]


class Count(Data):
    """A count that is 0 below an age and may grow by one each so many years."""

    called: str
    start: int = Field(alias="from")
    each: int


class Span(Data):
    """Years that are at most the age less some."""

    called: str
    less: int


class Group(Data):
    """People of whom a title speaks, how old they are, and figures of theirs by header."""

    called: str
    age: dict[str, float]
    figures: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Condition(Data):
    """Diagnoses: usual age and its sd, and the sex that alone has them."""

    called: str
    age: tuple[float, float]
    sex: Sex | None = None


class Child(Data):
    """A diagnosis of children."""

    value: str
    share: float


class Lives(Data):
    """The file of lives."""

    age: str
    birth: str
    gender: str
    male: list[str]
    female: list[str]
    diagnosis: str
    event: list[Event]
    year: list[Year]
    ages: list[Ages]
    count: list[Count]
    span: list[Span]
    group: list[Group]
    condition: list[Condition]
    child: list[Child]


@lru_cache(maxsize=1)
def lives() -> Lives:
    """What goes with an age or a sex."""
    return read("lives.toml", Lives)


def is_called(name: str, called: str) -> bool:
    """Whether a header is called so, but for words that say whose it is."""
    match = best_match(phrases(called), phrase_of(name))
    return match is not None and set(match.rest) <= modifiers()


def column_called(editor: Editor, called: str, *kinds: type[Any]) -> str | None:
    """The first shown column of some kinds that is called so."""
    for name in editor.shown():
        if isinstance(editor.column(name), kinds) and is_called(name, called):
            return name
    return None


def age_of(editor: Editor) -> str | None:
    """The column that holds the age of whom a row is about."""
    return column_called(editor, lives().age, NumberColumn)


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
                _grow(editor, name, age, count)
        for ages in lives().ages:
            if is_called(name, ages.called):
                _by_age(editor, name, age, ages)


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


def _grow(editor: Editor, name: str, age: str, count: Count) -> None:
    """A count that fits the age: none below an age."""
    column = editor.column(name)
    if isinstance(column, CategoryColumn) and all(is_number(v) for v in column.level_values):
        values = [
            OfAge.model_validate(
                {"called": value, "from": count.start + count.each * (float(value) - 1)}
            )
            for value in column.level_values
            if float(value) > 0
        ]
        _by_age(editor, name, age, Ages(called=count.called, values=values), exact=True)
        return
    if not isinstance(column, NumberColumn) or editor.is_bound(name):
        return
    if column.shape in ("uniform", "beta") or not editor.can_read(name, [age]):
        return
    most = f"max(0, ceil(({written(age)} - {count.start - 1}) / {count.each}))"
    if isinstance(column.max, int | float):
        most = f"min({column.max:g}, {most})"
    says = f"{name} is 0 below {count.start} years of age"
    editor.attempt(lambda: editor.change(name, max=most), says, name, age)


def _by_age(editor: Editor, name: str, age: str, ages: Ages, *, exact: bool = False) -> None:
    """Cases of a category by age: each value only at the ages at which it is."""
    column, years = editor.column(name), editor.column(age)
    if not isinstance(column, CategoryColumn) or not isinstance(years, NumberColumn):
        return
    if column.cases or column.when is not None or not editor.can_read(name, [age]):
        return
    if editor.stated.says(name, "dependence") or editor.stated.outline.issuperset({name, age}):
        return
    if name in editor.needs(age):
        return
    spans = {value: _span_of(value, ages, exact=exact) for value in column.level_values}
    stated = editor.stated.says(name, "values") and any(one.share for one in column.values)
    cases = _cases(column, spans, years, written(age), leave_usual=stated)
    if not cases or all(len(case["values"]) == len(spans) for case in cases):
        return

    def change() -> None:
        keys: Keys = {"cases": cases}
        if not stated:
            keys["values"] = [{"value": level.value} for level in column.values]
        editor.change(name, **keys)
        editor.undrive(name)

    bound = [f"{value} from {span[0]}" for value, span in spans.items() if span[0] > 0]
    bound += [f"{value} to {span[1]}" for value, span in spans.items() if span[1] < 200]
    editor.attempt(change, f"{name} fits {age}: {', '.join(bound[:6])}", name, age)


def _span_of(value: str, ages: Ages, *, exact: bool) -> tuple[int, int]:
    for one in ages.values:
        same = value == one.called if exact else is_named(value, phrases(one.called))
        if same:
            return one.start, one.to
    return 0, 200


def _cases(
    column: CategoryColumn,
    spans: dict[str, tuple[int, int]],
    years: NumberColumn,
    age: str,
    *,
    leave_usual: bool,
) -> list[Keys]:
    """Bands of age and the values that can be in each.

    leave_usual: the usual band has no case; it makes up for the others, so that shares that were
    said hold of the whole.
    """
    low = int(years.min) if isinstance(years.min, int | float) else 0
    high = int(years.max) if isinstance(years.max, int | float) else 120
    cuts = {start for start, _ in spans.values()} | {to + 1 for _, to in spans.values()}
    edges = sorted({low, high + 1, *(cut for cut in cuts if low < cut <= high)})
    usual = int(min(max(years.mean if years.mean is not None else _USUAL_AGE, low), high))
    found: list[Keys] = []
    shares = {level.value: level.share for level in column.values}
    weights = {value: 1.0 if share is None else share for value, share in shares.items()}
    for start, end in pairwise(edges):
        allowed = {
            value: weights.get(value, 1.0)
            for value, (least, most) in spans.items()
            if least <= start and end - 1 <= most
        }
        total = sum(allowed.values())
        if not total or (leave_usual and start <= usual < end):
            continue
        values = [
            {"value": value, "share": round(100 * weight / total, 4)}
            for value, weight in allowed.items()
        ]
        when = f"{age} < {end}" if start == low else f"{age} >= {start} and {age} < {end}"
        found.append({"when": when, "values": values})
    return found


def value_of_sex(column: CategoryColumn, sex: Sex) -> str | None:
    """The value of a category that stands for a sex."""
    names = lives().male if sex == "male" else lives().female
    return next((value for value in column.level_values if value.lower() in names), None)


def is_of_sex(editor: Editor, gender: str, sex: Sex) -> str | None:
    """The condition that a gender is of a sex; None where no value says so."""
    column = editor.column(gender)
    if isinstance(column, CategoryColumn):
        value = value_of_sex(column, sex)
        return f"{written(gender)} == {quoted(value)}" if value is not None else None
    if isinstance(column, PersonColumn):
        return f"{written(gender)} == {quoted(sex.title())}"
    return None
