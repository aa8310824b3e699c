"""Drivers that move what can be moved, by what can be ranked."""

from __future__ import annotations

from collections.abc import Mapping

from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.planning.repair.formulas import fault_of, mended, type_of
from rowsmith.schema.dependencies import lenient_types
from rowsmith.schema.expressions import names_in
from rowsmith.schema.meaning import are_levels
from rowsmith.schema.renaming import quoted, written
from rowsmith.schema.typing import ValueType

Types = Mapping[str, ValueType]

_HEAVIEST = 1_000
_MOST_TERMS = 20


def mend_drivers(draft: Draft) -> None:
    """Mend or leave out drivers and their terms."""
    schema = draft.schema()
    if schema is None:
        return
    columns, types = draft.columns(), lenient_types(schema)
    kept = [
        driver
        for driver in draft.items("drivers")
        if _target(draft, driver, columns) and _terms(draft, driver, columns, types)
    ]
    if "drivers" in draft.data:
        draft.data["drivers"] = kept
        if not kept:
            del draft.data["drivers"]


def _target(draft: Draft, driver: Json, columns: Mapping[str, Json]) -> bool:
    name = str(driver.get("column"))
    near = draft.near(name, columns)
    if near is None:
        if name not in draft.gone:
            draft.miss(f"drivers.{name}", "is not there to be moved")
        return False
    if near != name:
        driver["column"] = near
        draft.say(f"A driver moved '{name}', which is not there; '{near}' was taken.")
    column = columns[near]
    if column["kind"] == "category" and not column.get("ordered") and are_levels(_values(column)):
        column["ordered"] = True
        draft.say(f"The values of '{near}' were taken as ordered from low to high.")
    if column["kind"] not in ("category", "number", "boolean"):
        draft.miss(
            f"drivers.{near}",
            f"is a {column['kind']} column; drivers move numbers, booleans and categories",
        )
        return False
    return True


def _values(column: Json) -> list[str]:
    return [level["value"] for level in column["values"]]


def _terms(draft: Draft, driver: Json, columns: Mapping[str, Json], types: Types) -> bool:
    name = driver["column"]
    others = {other: found for other, found in types.items() if other != name}
    kept: list[Json] = []
    for term in driver["by"]:
        source = str(term["of"])
        if source.strip("`") == name or name in names_in(source):
            draft.miss(f"drivers.{name}", "depends on itself")
            continue
        text = mended(source, others, draft.gone)
        if text is None:
            draft.miss(
                f"drivers.{name}", f"depends on `{source}`, which {fault_of(source, others)}"
            )
            continue
        if text != source:
            draft.say(f"'{name}' was to depend on '{source}'; '{text}' was taken.")
        kept += _ranked(draft, {**term, "of": text}, columns, others, name)
    _weights(draft, kept, name)
    driver["by"] = kept[:_MOST_TERMS]
    return bool(kept)


def _ranked(
    draft: Draft, term: Json, columns: Mapping[str, Json], types: Types, name: str
) -> list[Json]:
    """The term, or what a text without an order comes to: its first and its last value."""
    source: str = term["of"]
    found = type_of(source, types)
    column = columns.get(source.strip("`"))
    if found is None or found.name != "text" or found.countable:
        return [term]
    if column is not None and column["kind"] == "category":
        if column.get("ordered"):
            return [term]
        if are_levels(_values(column)):
            column["ordered"] = True
            draft.say(f"The values of '{column['name']}' were taken as ordered from low to high.")
            return [term]
    values = [value for value in found.values if "'" not in value]
    if column is None or len(values) < 2:
        draft.miss(
            f"drivers.{name}", f"depends on `{source}`, which has no order and no known values"
        )
        return []
    weight = term.get("weight", 1)
    draft.say(
        f"'{source}' has no order; '{name}' depends on whether it is '{values[0]}' or "
        f"'{values[-1]}'."
    )
    of = written(column["name"])
    first = {"of": f"{of} == {quoted(values[0])}", "weight": weight}
    if len(values) == 2:
        return [first]
    return [first, {"of": f"{of} == {quoted(values[-1])}", "weight": -weight}]


def _weights(draft: Draft, terms: list[Json], name: str) -> None:
    for term in terms:
        if abs(term.get("weight", 1)) > _HEAVIEST:
            term["weight"] = _HEAVIEST if term["weight"] > 0 else -_HEAVIEST
            draft.say(f"A weight for '{name}' was beyond 1,000; it was cut.")
    if terms and not any(term.get("weight", 1) for term in terms):
        for term in terms:
            term["weight"] = 1
        draft.say(f"All weights for '{name}' were zero; its terms weigh the same.")
