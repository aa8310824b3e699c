"""Diagnoses that are of an age and a sex: appendicitis of the young, dementia of the old."""

from __future__ import annotations

from rowsmith.planning.coherence.editing import Editor, Keys, written
from rowsmith.planning.coherence.flags import is_named, quoted
from rowsmith.planning.coherence.headers import phrases
from rowsmith.planning.coherence.lives import (
    Condition,
    Sex,
    age_of,
    column_called,
    is_of_sex,
    lives,
    value_of_sex,
)
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    LookupColumn,
    NumberColumn,
    PersonColumn,
)
from rowsmith.schema.keys import MAX_CASES

_ADULT = 18
_FERTILE = (15, 49)
_PREGNANT = 0.06
"""Share of the women of that age who are pregnant where nothing else is known."""
_UNKNOWN = (46.0, 18.0)
"""Age, and its sd, of a diagnosis that nothing is known of."""
_ROOM = 1.8
"""Standard deviations between a mean and the ends of its range."""


def diagnose(editor: Editor) -> None:
    """Let age and sex follow the diagnosis, and a pregnancy both."""
    name = column_called(editor, lives().diagnosis, CategoryColumn, LookupColumn)
    age = age_of(editor)
    gender = column_called(editor, lives().gender, CategoryColumn, PersonColumn)
    if name is not None and age is not None:
        _of_children(editor, name, age)
    if name is not None:
        known = {value: _known(value) for value in _values(editor, name)}
        if any(known.values()):
            _unorder(editor, name)
            if age is not None:
                _set_ages(editor, name, age, known)
            if gender is not None:
                _set_sexes(editor, name, gender, known)
    pregnant = column_called(editor, "pregnant, is pregnant, pregnancy", BooleanColumn)
    if pregnant is not None:
        _be_pregnant(editor, pregnant, name, age, gender)


def _values(editor: Editor, name: str) -> list[str]:
    column = editor.column(name)
    if isinstance(column, CategoryColumn):
        return column.level_values
    return list(editor.types()[name].values)


def _known(value: str) -> Condition | None:
    """What is known of a diagnosis: by its longest name."""
    found = [one for one in lives().condition if is_named(value, phrases(one.called))]
    exact = [one for one in found if any(len(p) > 1 for p in phrases(one.called)
             if is_named(value, (p,)))]  # fmt: skip
    return next(iter(exact or found), None)


def _of_children(editor: Editor, name: str, age: str) -> None:
    """Children have what children have, where nothing was said of it."""
    column = editor.column(age)
    young = isinstance(column, NumberColumn) and isinstance(column.max, int | float)
    if not young or column.max > _ADULT or editor.stated.says(name, "values"):  # type: ignore[union-attr, operator]
        return
    keys: Keys = {"kind": "category", "values": [one.model_dump() for one in lives().child]}

    def change() -> None:
        editor.put(name, keys)
        editor.undrive(name)

    editor.attempt(change, f"{name} is what children have", name)
    editor.related.discard(name)


def _unorder(editor: Editor, name: str) -> None:
    """A list of diagnoses is no scale, and nothing that was said moves it."""
    column = editor.column(name)
    if editor.stated.says(name, "dependence") or not isinstance(column, CategoryColumn):
        return
    if editor.is_label(name) or not column.ordered:
        return

    def change() -> None:
        editor.undrive(name)
        editor.change(name, ordered=None)

    editor.attempt(change, f"{name} has no order", name)
    editor.related.discard(name)


def _set_ages(editor: Editor, name: str, age: str, known: dict[str, Condition | None]) -> None:
    column = editor.column(age)
    if not isinstance(column, NumberColumn) or column.cases or editor.is_bound(age):
        return
    if name in editor.stated.outline and age in editor.stated.outline:
        return
    alone = editor.can_read(age, [name]) or _is_nobody(editor, age)
    if editor.stated.says(age, "dependence") or not alone:
        return
    low = column.min if isinstance(column.min, int | float) else 0
    high = column.max if isinstance(column.max, int | float) else 99
    groups: dict[tuple[float, float], list[str]] = {}
    for value, condition in known.items():
        mean, sd = condition.age if condition is not None else _UNKNOWN
        groups.setdefault(_within(mean, sd, low, high), []).append(value)
    cases = [
        {"when": _one_of(name, values), "mean": mean, "sd": sd}
        for (mean, sd), values in groups.items()
    ]
    if len(cases) > MAX_CASES:
        return
    keys: Keys = {"kind": "number", "shape": "normal", "min": low, "max": high, "cases": cases,
                  "decimals": column.decimals}  # fmt: skip

    def change() -> None:
        if not editor.can_read(age, [name]):
            editor.dissolve(age)
        editor.put(age, keys)
        editor.undrive(age)
        editor.unloop()

    editor.attempt(change, f"{age} is that of the {name}", age, name)


def _is_nobody(editor: Editor, age: str) -> bool:
    """Whether an entity shows nothing that tells its subjects apart, so that rows may be theirs."""
    entity = editor.entity(age)
    told_apart = ("id", "person", "faker", "place")
    return entity is not None and all(one.kind not in told_apart for one in entity.columns)


def _within(mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """A mean and an sd that leave room in a range."""
    room = (high - low) / 5
    mean = round(min(max(mean, low + room), high - room), 1)
    widest = min(sd, room, (mean - low) / _ROOM, (high - mean) / _ROOM)
    return mean, max(round(widest, 1), 0.5)


def _one_of(name: str, values: list[str]) -> str:
    if len(values) == 1:
        return f"{written(name)} == {quoted(values[0])}"
    return f"{written(name)} in ({', '.join(quoted(value) for value in values)})"


def _set_sexes(editor: Editor, name: str, gender: str, known: dict[str, Condition | None]) -> None:
    """A diagnosis that only one sex can have is that sex's."""
    if editor.stated.says(gender, "dependence") or not editor.can_read(gender, [name]):
        return
    column = editor.column(gender)
    levels: list[Keys] = [{"value": "Female"}, {"value": "Male"}]
    names: dict[Sex, str | None] = {"female": "Female", "male": "Male"}
    if isinstance(column, CategoryColumn):
        if column.cases:
            return
        names = {"female": value_of_sex(column, "female"), "male": value_of_sex(column, "male")}
        stated = editor.stated.says(gender, "values")
        levels = [
            {"value": one.value, "share": one.share if stated else None} for one in column.values
        ]
    cases = []
    for sex in ("female", "male"):
        values = [v for v, one in known.items() if one is not None and one.sex == sex]
        own = names[sex]
        if values and own is not None:
            cases.append({"when": _one_of(name, values), "values": [{"value": own, "share": 100}]})
    if not cases:
        return

    def change() -> None:
        editor.put(gender, {"kind": "category", "values": levels, "cases": cases})
        editor.unloop()

    says = f"{gender} is the one that can have the {name}"
    editor.attempt(change, says, gender, name)


def _be_pregnant(
    editor: Editor, pregnant: str, name: str | None, age: str | None, gender: str | None
) -> None:
    """Only women of some age are pregnant; who has a pregnancy for a diagnosis is."""
    column = editor.column(pregnant)
    if not isinstance(column, BooleanColumn) or column.cases or (age is None and gender is None):
        return
    male = is_of_sex(editor, gender, "male") if gender is not None else None
    never = [{"when": male, "rate": 0.0}] if male is not None else []
    if age is not None:
        low, high = _FERTILE
        outside = f"{written(age)} < {low} or {written(age)} > {high}"
        never.append({"when": outside, "rate": 0.0})
    reads = [one for one in (name, age, gender) if one is not None]
    if not never or not editor.can_read(pregnant, reads):
        return
    cases: list[Keys] = list(never)
    if name is not None:
        values = [v for v in _values(editor, name) if is_named(v, phrases("pregnancy, childbirth"))]
        if values:
            cases.insert(0, {"when": _one_of(name, values), "rate": 1.0})
    keys: Keys = {"cases": cases}
    if pregnant not in editor.stated.rates:
        cases.append({"when": f"not ({never[0]['when']})", "rate": _PREGNANT})
        keys["rate"] = None

    def change() -> None:
        editor.undrive(pregnant)
        editor.change(pregnant, **keys)
        editor.unloop()

    editor.attempt(change, f"{pregnant} is only who can be", pregnant, *reads)
