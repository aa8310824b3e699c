"""What follows from other columns by a formula: products, ratios, rates, and what keeps them alike.

    roles.bmi = {called = "bmi"}            the columns, by the words of their headers
    hidden.gap = {kind = "number", ...}     columns drawn for it, which the file does not show
    make.bmi = "{weight:kg} / {height:m} ** 2"

`{role}` is a column, `{role:unit}` its value in a unit, `[...]` stands only where all roles in it
are there. Everything made before the last may be left out where its own figures were said.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pydantic import Field

from rowsmith.planning.coherence.casting import Cast, Role, casts, recast
from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, may_compute, written
from rowsmith.planning.coherence.figures import decimals_of
from rowsmith.planning.coherence.lives import is_of_sex
from rowsmith.planning.coherence.units import SHARE, measure_of, unit_named
from rowsmith.schema.columns import NumberColumn

_PLACE = re.compile(r"\{(?P<role>\w+)(?::(?P<unit>[\w ]+))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_ROUND = re.compile(r"^round\((.*), *\d\)$")
_AT_LEAST = re.compile(r"max\((\{[^{}]*\}), [\d.]+\)")
_MOST_DECIMALS = 6


class Formula(Data):
    """Columns made of others; see the module.

    otherwise: what is made instead where the last one's own figures were said.
    unless: roles that must not be there: another formula has them.
    bodies: it holds of people's bodies alone.
    says: what a learner is told; by default the last formula.
    """

    of: str
    roles: dict[str, Role]
    make: dict[str, str]
    hidden: dict[str, dict[str, Any]] = Field(default_factory=dict)
    otherwise: dict[str, str] = Field(default_factory=dict)
    bodies: bool = False
    says: str | None = None


class Formulas(Data):
    """The file of formulas."""

    formula: list[Formula]


@lru_cache(maxsize=1)
def _formulas() -> list[Formula]:
    return read("formulas.toml", Formulas).formula


def compute(editor: Editor) -> None:
    """Compute what follows from other columns."""
    title = editor.schema.title or ""
    # What is known is read from files: only where it is needed.
    from rowsmith.planning.knowledge import knowledge

    of_people = knowledge().may_be_somebody(title)
    for formula in _formulas():
        if formula.bodies and not of_people:
            continue
        for cast in casts(editor, formula.roles, _needed(formula)):
            _apply(editor, formula, cast)


def _needed(formula: Formula) -> set[str]:
    made = [_OPTIONAL.sub("", text) for text in formula.make.values()]
    read = {match["role"] for text in made for match in _PLACE.finditer(text)}
    return {role for role in (*formula.make, *read) if role in formula.roles}


def _apply(editor: Editor, formula: Formula, cast: Cast) -> None:
    if editor.stated.outline.issuperset(cast.values()):
        # What they have to do with each other the subject's outline has said.
        return
    last = list(formula.make)[-1]
    others = [name for role, name in cast.items() if role not in formula.make]
    if may_compute(editor, cast[last], others):
        made = {
            role: text
            for role, text in formula.make.items()
            if may_compute(editor, cast[role], others)
        }
    else:
        made = {
            role: text
            for role, text in formula.otherwise.items()
            if editor.stated.says(cast[last], "figures") and role in cast
            if may_compute(editor, cast[role], [n for r, n in cast.items() if r != role])
        }
        if not made:
            _tell_kept(editor, formula, cast, last)
            return
    target = cast[list(made)[-1]]
    rest = [name for name in cast.values() if name != target]
    says = _says(formula, cast, list(made)[-1], made)
    editor.attempt(lambda: _make(editor, formula, cast, made), says, target, *rest)
    editor.related.update(cast[role] for role in made if target in editor.related)


def _tell_kept(editor: Editor, formula: Formula, cast: Cast, last: str) -> None:
    name = cast[last]
    if editor.is_bound(name) or name in editor.related:
        return
    if editor.stated.says(name, "figures", "values"):
        says = _says(formula, cast, last, formula.make).replace(" is ", " is not ", 1)
        others = [column for column in cast.values() if column != name]
        editor.tell(f"{name} keeps the figures that were said: {says}", name, *others,
                    kind="not_carried_out")  # fmt: skip


def _make(editor: Editor, formula: Formula, cast: Cast, made: dict[str, str]) -> None:
    recast(editor, formula.roles, cast)
    hidden: dict[str, str] = {}
    for role, text in made.items():
        text = _without_absent(text, formula, cast)
        for match in _PLACE.finditer(text):
            name = match["role"]
            if name in formula.hidden and name not in hidden:
                wanted = f"{cast[role]}_{name}"
                hidden[name] = editor.hide(wanted, formula.hidden[name], beside=cast[role])
        expression = _written(editor, formula, cast, hidden, text)
        editor.compute(cast[role], _rounded(editor, formula, cast, role, expression, text))


def _without_absent(text: str, formula: Formula, cast: Cast) -> str:
    def keep(match: re.Match[str]) -> str:
        names = [place["role"] for place in _PLACE.finditer(match[1])]
        return match[1] if all(n in cast or n in formula.hidden for n in names) else ""

    return _OPTIONAL.sub(keep, text)


def _written(
    editor: Editor, formula: Formula, cast: Cast, hidden: dict[str, str], text: str
) -> str:
    def place(match: re.Match[str]) -> str:
        role = match["role"]
        if role in hidden:
            return written(hidden[role])
        name = cast[role]
        if match["unit"] is None:
            return written(name)
        if match["unit"] in ("male", "female"):
            return (
                is_of_sex(editor, name, "male" if match["unit"] == "male" else "female") or "false"
            )
        wanted = unit_named(match["unit"])
        own = formula.roles[role].unit
        factor = measure_of(editor, name, unit_named(own) if own else wanted) / wanted.measure
        return _times(written(name), factor)

    return _PLACE.sub(place, text)


def _times(value: str, factor: float) -> str:
    if abs(factor - 1) < 1e-12:
        return value
    inverse = 1 / factor
    if factor < 1 and abs(inverse - round(inverse)) < 1e-9:
        return f"({value} / {round(inverse)})"
    return f"({value} * {factor:.12g})"


def _rounded(
    editor: Editor, formula: Formula, cast: Cast, role: str, expression: str, text: str
) -> str:
    """The expression in the unit of its column, with as many decimals as it had or needs."""
    column = editor.column(cast[role])
    if formula.roles[role].holds == "date":
        return expression
    unit = formula.roles[role].unit
    if unit is not None:
        wanted = unit_named(unit)
        default = unit_named("percent") if wanted.quantity == SHARE else wanted
        factor = wanted.measure / measure_of(editor, cast[role], default)
        expression = _times(f"({expression})", factor) if abs(factor - 1) > 1e-12 else expression
    if _ROUND.match(expression):
        return expression
    if isinstance(column, NumberColumn):
        decimals = column.decimals
        if unit is not None and not decimals and formula.roles[role].unit in ("fraction",):
            decimals = 1 if measure_of(editor, cast[role], unit_named("percent")) < 1 else 3
    else:
        decimals = 2
    if not _is_ratio(text):
        parts = [cast[m["role"]] for m in _PLACE.finditer(text) if m["role"] in cast]
        decimals = max(decimals, decimals_of(editor, *parts))
    return f"round({expression}, {min(decimals, _MOST_DECIMALS)})"


def _is_ratio(text: str) -> bool:
    return "/" in text or "*" in text


def _says(formula: Formula, cast: Cast, last: str, made: dict[str, str]) -> str:
    names = {**cast}
    if formula.says is not None and last in formula.make:
        return _PLACE.sub(lambda match: names.get(match["role"], match["role"]), formula.says)
    text = _without_absent(made[last], formula, cast)
    inner = _ROUND.match(text)
    text = _AT_LEAST.sub(r"\1", inner[1] if inner else text)
    plain = _PLACE.sub(lambda match: names.get(match["role"], "a share"), text)
    return f"{cast[last]} is {plain}"
