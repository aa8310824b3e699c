"""Values that are of an age: a doctorate is from 26, a student seldom past 30."""

from __future__ import annotations

from itertools import pairwise

from rowsmith.planning.coherence.editing import Editor, Keys, written
from rowsmith.planning.coherence.flags import is_named
from rowsmith.planning.coherence.headers import phrases
from rowsmith.planning.coherence.lives import Ages, Count, OfAge
from rowsmith.schema.columns import (
    CategoryColumn,
    NumberColumn,
)
from rowsmith.schema.typing import is_number

_USUAL_AGE = 40


def grow(editor: Editor, name: str, age: str, count: Count) -> None:
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
        by_age(editor, name, age, Ages(called=count.called, values=values), exact=True)
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


def by_age(editor: Editor, name: str, age: str, ages: Ages, *, exact: bool = False) -> None:
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
