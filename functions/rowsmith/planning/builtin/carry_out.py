"""Carrying out what was said of a column: figures, dependence, order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from rowsmith.planning.builtin.columns import shape_column
from rowsmith.planning.builtin.details import Dependence, Details
from rowsmith.planning.builtin.draft import Draft, DraftColumn, resolve
from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lexicon import look_up
from rowsmith.planning.builtin.money import Money
from rowsmith.planning.builtin.rename import reads_of, written
from rowsmith.planning.builtin.terms import (
    add_terms,
    compared_of,
    condition_of,
    depends_on,
    needs,
    terms_for,
)
from rowsmith.planning.coherence import usual_days

Keys = dict[str, Any]

AddColumn = Callable[[str, Details], DraftColumn | None]
"""Adds a column that a statement names and the dataset lacks, where that is allowed."""


def apply_details(column: DraftColumn, details: Details) -> None:
    """Change a column by what a later sentence says of it."""
    keys = shape_column(column.keys, details, unit=None, money=Money())
    if keys is not None:
        column.keys = keys
    column.details.update(details)


def depend(
    draft: Draft,
    target: DraftColumn,
    depends: list[Dependence],
    unplaced: list[str],
    add: AddColumn | None = None,
) -> bool:
    """Let a column follow what the user says that it follows. Whether anything was placed.

    add: adds what `older people` compare, where the dataset lacks it.
    """
    if not depends:
        return False
    if target.kind == "category" and not target.is_ordered():
        target.keys = {**target.keys, "ordered": True}
    placed = False
    for dependence in depends:
        if target.kind in ("person", "place", "lookup", "id"):
            continue  # they agree with each other of themselves
        if target.kind == "text":
            placed = _set_tone(draft, target, dependence) or placed
            continue
        terms = terms_for(draft, dependence.on, dependence.sign, target=target.name)
        compared = None if terms or add is None else compared_of(dependence.on)
        if compared is not None and add is not None and add(compared, Details()) is not None:
            terms = terms_for(draft, dependence.on, dependence.sign, target=target.name)
        if target.kind == "formula":
            placed = placed or bool(terms)
            continue
        _drop_reverse(draft, target, terms)
        if (
            terms
            and target.can_be_driven()
            and add_terms(draft, target, _stronger(draft, target, terms), dependence.explained)
        ):
            target.details.depends.append(dependence)
            placed = True
        elif not terms:
            unplaced.append(f"'{target.name}' depends on '{dependence.on}'")
    return placed


def _set_tone(draft: Draft, target: DraftColumn, dependence: Dependence) -> bool:
    tone = resolve(dependence.on, [one for one in draft.visible() if one is not target])
    if tone is None or not (tone.is_ordered() or tone.kind == "category"):
        return False
    target.keys = {**target.keys, "tone": tone.name}
    return True


def _stronger(draft: Draft, target: DraftColumn, terms: list[Keys]) -> list[Keys]:
    """Terms that the user stated outweigh those that were there."""
    driver = draft.driver(target.name)
    if driver is None:
        return terms
    if not target.details.depends and not target.from_domain:
        return terms
    top = max((abs(float(term.get("weight", 1))) for term in driver["by"]), default=1.0)
    said = [{**term, "weight": round(float(term["weight"]) * max(top, 0.5), 3)} for term in terms]
    replaced = {name for term in said for name in reads_of({"when": term["of"]})}
    kept = [term for term in driver["by"] if not reads_of({"when": term["of"]}) & replaced]
    driver["by"] = kept
    return said


def _drop_reverse(draft: Draft, target: DraftColumn, terms: list[Keys]) -> None:
    """A driver the other way round, which nobody stated, gives way."""
    for term in terms:
        for column in draft.columns:
            if written(column.name) not in str(term["of"]) or column.details.depends:
                continue
            driver = draft.driver(column.name)
            if driver is None:
                continue
            driver["by"] = [
                one for one in driver["by"] if written(target.name) not in str(one["of"])
            ]
            if not driver["by"]:
                draft.drivers.remove(driver)


def place_order(draft: Draft, column: DraftColumn, unplaced: list[str], add: AddColumn) -> None:
    """Carry out `after`, `before`, `less than` and `more than` of a column's details.

    A date that is named only there is added to the dataset.
    """
    details = column.details
    for key, phrase in (
        ("after", details.after),
        ("before", details.before),
        ("at_most", details.at_most),
        ("at_least", details.at_least),
    ):
        if phrase is None:
            continue
        other = resolve(phrase, [one for one in draft.columns if one is not column])
        if other is None and key in ("after", "before") and _is_date(phrase):
            other = add(phrase, Details())
        if other is not None and other.name in draft.hidden:
            draft.hidden.remove(other.name)
        if other is None:
            unplaced.append(f"'{column.name}' {key.replace('_', ' ')} '{phrase}'")
        elif column.kind == "datetime" and other.kind in ("datetime", "person", "formula"):
            _order_dates(draft, column, other, key)
        elif _is_reckoned_otherwise(draft, column, other, key):
            # What was said comes before how the domain reckons it.
            column.keys = {"kind": "datetime"}
            column.from_domain = False
            _order_dates(draft, column, other, key)
        elif column.kind == "number" and key in ("at_most", "at_least"):
            _order_numbers(draft, column, other, key)


def _is_reckoned_otherwise(draft: Draft, column: DraftColumn, other: DraftColumn, key: str) -> bool:
    """Whether a date that is computed is said to be so many days after another."""
    stated = column.details.within is not None and key == "after"
    dated = other.kind in ("datetime", "person", "formula")
    return (
        stated
        and dated
        and column.kind == "formula"
        and not depends_on(draft, other.name, column.name)
    )


def _is_date(phrase: str) -> bool:
    found = look_up(phrase)
    return found is not None and found.keys["kind"] == "datetime"


def _order_dates(draft: Draft, column: DraftColumn, other: DraftColumn, key: str) -> None:
    first, then = (column, other) if key in ("before", "at_most") else (other, column)
    said = column.details
    if then.kind == "formula" and said.exactly and not depends_on(draft, first.name, then.name):
        then.keys = {"kind": "datetime"}
    if then.kind != "datetime":
        return
    if then.keys.get("after") not in (None, first.name):
        then.keys = {
            name: value for name, value in then.keys.items() if name not in ("after", "within")
        }
    if first.keys.get("after") == then.name:
        first.keys = {"kind": "datetime", "start": "today-2y", "end": "today"}
    within = said.within if said.within is not None else usual_days(first.name, then.name)
    _set_after(draft, then, first, within)
    if said.exactly and said.within is not None and then.keys.get("within") == said.within:
        then.keys["within"] = f"{said.within:g}"  # an expression's days are met exactly


def _set_after(draft: Draft, then: DraftColumn, first: DraftColumn, within: float | None) -> bool:
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


def _order_numbers(draft: Draft, column: DraftColumn, other: DraftColumn, key: str) -> None:
    if other.kind not in ("number", "formula") or depends_on(draft, other.name, column.name):
        return
    bound = "max" if key == "at_most" else "min"
    column.keys = {**_beside(column.keys, other.keys, bound), bound: written(other.name)}


def _beside(keys: Keys, other: Keys, bound: str) -> Keys:
    """A number whose usual level lies on the right side of the column that bounds it."""
    mean, limit = keys.get("mean"), other.get("mean")
    if mean is None or limit is None or not limit or limit < 0:
        return keys
    if bound == "max" and mean > 0.7 * limit:
        factor = 0.5 * limit / mean
    elif bound == "min" and mean < 1.3 * limit:
        factor = 1.6 * limit / mean if mean > 0 else 1.0
    else:
        return keys
    moved = {
        key: round(keys[key] * factor, 2)
        for key in ("mean", "sd", "min", "max")
        if isinstance(keys.get(key), int | float)
    }
    return {name: value for name, value in keys.items() if name != "cases"} | moved


_SIGNS = (
    (re.compile(r"\s*[*×]\s*"), " * "),
    (re.compile(r"\s*/\s*"), " / "),
    (re.compile(r"\s*\+\s*"), " + "),
    (re.compile(r"\s+-\s+"), " - "),
)
_WORDS = (
    (re.compile(r"\s+(?:x|times|multiplied\s+by)\s+", re.IGNORECASE), " * "),
    (re.compile(r"\s+divided\s+by\s+", re.IGNORECASE), " / "),
    (re.compile(r"\s+plus\s+", re.IGNORECASE), " + "),
    (re.compile(r"\s+minus\s+", re.IGNORECASE), " - "),
)


def formula_of(said: str, draft: Draft, target: DraftColumn) -> str | None:
    """The expression that `orders * average value` means; None where a part is unknown."""
    for operators in ((*_SIGNS, *_WORDS), _SIGNS):
        expression = _expression(said, operators, draft, target)
        if expression is not None:
            return f"round({expression}, 2)"
    return None


def rule_of(said: str, draft: Draft, target: DraftColumn) -> str | None:
    """The comparison that `delay above 3` means; None where its column is unknown."""
    item = read_item(said)
    column = resolve(item.phrase, [one for one in draft.visible() if one is not target])
    if column is None or depends_on(draft, column.name, target.name):
        return None
    return condition_of(column, item.details)


def _expression(
    said: str, operators: tuple[tuple[re.Pattern[str], str], ...], draft: Draft, target: DraftColumn
) -> str | None:
    for pattern, operator in operators:
        said = pattern.sub(operator, said)
    parts = re.split(r" ([*/+-]) ", said)
    others = [one for one in draft.visible() if one is not target]
    found = []
    for position, part in enumerate(parts):
        if position % 2:
            found.append(part)
            continue
        column = resolve(part.strip(), others)
        if column is None or depends_on(draft, column.name, target.name):
            return None
        found.append(written(column.name))
    return " ".join(found)
