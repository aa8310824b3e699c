"""What nobody has to say: check-out follows check-in, a total is the product of its parts."""

from __future__ import annotations

import re
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.columns import is_number
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.rename import reads_of, written
from rowsmith.planning.builtin.terms import (
    add_terms,
    column_terms,
    depends_on,
    levels_of,
    needs,
    quoted,
)
from rowsmith.planning.vocabulary import Concept, Formula, Pull

Keys = dict[str, Any]

_CONCEPT = re.compile(r"\{(\w+)\}")


def imply(draft: Draft) -> None:
    """Add the orders, formulas and dependences that follow from what the columns are."""
    _orders(draft)
    _formulas(draft)
    _pulls(draft)
    extend_drivers(draft)


def _orders(draft: Draft) -> None:
    for order in vocabulary.orders():
        for first in _dates(draft, order.first)[:1]:
            for then in _dates(draft, order.then):
                if first.from_domain and then.from_domain:
                    continue
                set_after(draft, then, first, order.within)


def usually_within(first: DraftColumn, then: DraftColumn) -> float | None:
    """The days that usually lie between two dates; None where nothing is known of them."""
    for order in vocabulary.orders():
        if first.concept in order.first and then.concept in order.then:
            return order.within
    return None


def _dates(draft: Draft, concepts: list[str]) -> list[DraftColumn]:
    found = [one for name in concepts for one in draft.visible() if one.concept == name]
    return [column for column in found if column.kind == "datetime"]


def set_after(draft: Draft, then: DraftColumn, first: DraftColumn, within: float | None) -> bool:
    """Let a date come after another; whether that could be done."""
    if then is first or then.keys.get("after") or first.name in needs(draft, then.name):
        return False
    if depends_on(draft, first.name, then.name) or "after" in then.keys:
        return False
    keys: Keys = {"kind": "datetime", "after": first.name}
    if then.details.end is not None:
        keys["end"] = then.details.end
    elif "+" in str(then.keys.get("end", "")):
        keys["end"] = then.keys["end"]
    finest = _finer(then.keys.get("precision", "day"), first.keys.get("precision", "day"), within)
    if finest != "day":
        keys["precision"] = finest
        if first.keys.get("precision", "day") == "day" and within is not None and within < 1:
            first.keys["precision"] = finest
    if within is not None:
        keys["within"] = within
    then.keys = keys
    return True


def _finer(then: str, first: str, within: float | None) -> str:
    if within is not None and within < 1:
        return "minute" if then == "day" else then
    return "day" if first == "day" else then


def _formulas(draft: Draft) -> None:
    for formula in vocabulary.formulas():
        parts = {
            name: draft.of_concept(name)
            for name in _CONCEPT.findall(formula.expression)
            if name != "share"
        }
        if any(part is None for part in parts.values()):
            continue
        for name in formula.column:
            target = draft.of_concept(name)
            if target is not None and target not in parts.values() and _may_compute(draft, target):
                there = {name: part for name, part in parts.items() if part is not None}
                _compute(draft, target, formula, there)


def _may_compute(draft: Draft, target: DraftColumn) -> bool:
    said = target.details
    plain = said.low is None and said.high is None and said.mean is None and not said.values
    return (
        plain
        and not target.from_domain
        and target.kind == "number"
        and draft.driver(target.name) is None
    )


def _has_figures(draft: Draft, part: DraftColumn) -> bool:
    """Whether all values of a category or lookup are numbers, which a formula can read."""
    values = levels_of(draft, part)
    return bool(values) and all(is_number(value) for value in values)


def _compute(
    draft: Draft, target: DraftColumn, formula: Formula, parts: dict[str, DraftColumn]
) -> None:
    expression = formula.expression
    for name, part in parts.items():
        if part.name == target.name or depends_on(draft, part.name, target.name):
            return
        if part.kind not in ("number", "formula", "datetime") and not _has_figures(draft, part):
            return
        most = part.keys.get("max")
        if name == "discount" and isinstance(most, int | float) and most <= 1:
            expression = expression.replace("{discount} / 100", "{discount}")
    names = {name: written(part.name) for name, part in parts.items()}
    rate = target.details.rate
    if formula.share is not None and rate is not None:
        names["share"] = f"{rate:g}"
    elif formula.share is not None:
        names["share"] = written(_drawn_share(draft, target, formula.share))
    target.keys = {
        "kind": "formula",
        "expression": _CONCEPT.sub(lambda match: names[match[1]], expression),
    }


def _drawn_share(draft: Draft, target: DraftColumn, bounds: tuple[float, float]) -> str:
    """A hidden column with the share that a column is of others."""
    low, high = bounds
    name = f"{target.name}_share"
    keys: Keys = {"kind": "number", "shape": "uniform", "min": low, "max": high, "decimals": 4}
    draft.columns.append(DraftColumn(name=name, keys=keys, phrase=name, asked=False))
    draft.hidden.append(name)
    return name


def _pulls(draft: Draft) -> None:
    for column in draft.columns:
        concept = vocabulary.concepts().get(column.concept or "")
        if concept is None or not concept.driven_by or draft.driver(column.name) is not None:
            continue
        if (
            column.from_domain
            or concept.label
            or not column.can_be_driven()
            or column.keys.get("cases")
        ):
            continue
        terms = pull_terms(draft, concept, column)
        add_terms(draft, column, terms, concept.explained)


def extend_drivers(draft: Draft) -> None:
    """Let columns that the user added move what a domain's driver moves."""
    for driver in list(draft.drivers):
        column = draft.column(driver["column"])
        concept = vocabulary.concepts().get(column.concept or "") if column is not None else None
        if column is None or concept is None or (not column.from_domain and column.details.depends):
            continue
        terms = [
            term
            for pull in concept.driven_by
            if (cause := draft.of_concept(pull.of)) is not None
            and not cause.from_domain
            and cause is not column
            and not any(cause.name in reads_of({"when": one["of"]}) for one in driver["by"])
            and _same_subject(cause, column)
            for term in _pull(draft, cause, pull)
        ]
        if terms:
            add_terms(draft, column, terms, driver.get("explained", "medium"))


def pull_terms(draft: Draft, concept: Concept, target: DraftColumn) -> list[Keys]:
    """The terms of a concept's usual causes that the dataset has."""
    found: list[Keys] = []
    for pull in concept.driven_by:
        cause = draft.of_concept(pull.of)
        if cause is None or cause is target or not _same_subject(cause, target):
            continue
        found.extend(_pull(draft, cause, pull))
    return found[:12]


def _same_subject(cause: DraftColumn, target: DraftColumn) -> bool:
    return target.entity is None or cause.entity == target.entity


def _pull(draft: Draft, cause: DraftColumn, pull: Pull) -> list[Keys]:
    if pull.value is None:
        return column_terms(draft, cause, pull.weight)
    if pull.value in cause.levels() or cause.kind == "person":
        return [{"of": f"{written(cause.name)} == {quoted(pull.value)}", "weight": pull.weight}]
    return []
