"""From a draft to a schema that passes: what cannot stand is taken out, and said."""

from __future__ import annotations

from typing import Any

from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.schema import Schema, parse_schema

Keys = dict[str, Any]

_ROUNDS = 8


def to_schema(draft: Draft) -> Schema:
    """The schema of a draft. Raises InvalidSchema where it cannot be mended."""
    data = as_json(draft)
    for _ in range(_ROUNDS):
        try:
            return parse_schema(data)
        except InvalidSchema as invalid:
            if not _mend(data, invalid.problems):
                raise
    return parse_schema(data)


def as_json(draft: Draft) -> Keys:
    """A draft in the schema language, not yet checked."""
    entities = [
        {**entity, "columns": [_keys(one) for one in draft.columns if one.entity == entity["name"]]}
        for entity in draft.entities
    ]
    data: Keys = {
        "title": draft.title,
        "domain": draft.domain,
        "tables": draft.tables,
        "entities": entities,
        "columns": [_keys(one) for one in draft.columns if one.entity is None],
        "drivers": draft.drivers,
        "missing": draft.missing,
        "dirt": draft.dirt,
        "labels": draft.labels,
        "hidden": list(dict.fromkeys(draft.hidden)),
    }
    return data


def _keys(column: DraftColumn) -> Keys:
    keys = {"name": column.name, **column.keys}
    if keys["kind"] == "text" and str(keys.get("tone", "")).startswith("{"):
        del keys["tone"]
    return keys


def _mend(data: Keys, problems: list[Problem]) -> bool:
    """Take out the parts that problems point at; whether anything was taken out."""
    changed = False
    for problem in sorted(problems, key=lambda one: one.where, reverse=True):
        section, _, rest = problem.where.partition(".")
        mend = _MENDERS.get(section)
        if mend is not None:
            changed = mend(data, rest) or changed
    return changed


def _split(rest: str, names: list[str]) -> tuple[str, list[str]]:
    """The name at the start of a path, which may have dots, and the steps behind it."""
    for name in sorted(names, key=len, reverse=True):
        if rest == name or rest.startswith(f"{name}."):
            return name, [step for step in rest[len(name) :].split(".") if step]
    return rest, []


def _mend_driver(data: Keys, rest: str) -> bool:
    name, steps = _split(rest, [driver["column"] for driver in data["drivers"]])
    driver = next((one for one in data["drivers"] if one["column"] == name), None)
    if driver is None:
        return False
    if len(steps) == 2 and steps[0] == "by" and steps[1].isdigit() and len(driver["by"]) > 1:
        position = int(steps[1])
        driver["by"] = [term for place, term in enumerate(driver["by"]) if place != position]
    else:
        data["drivers"] = [one for one in data["drivers"] if one is not driver]
    return True


def _mend_column(data: Keys, rest: str) -> bool:
    columns = [*data["columns"], *(one for entity in data["entities"] for one in entity["columns"])]
    name, steps = _split(rest, [column["name"] for column in columns])
    column = next((one for one in columns if one["name"] == name), None)
    if column is None:
        return False
    if not steps:
        before = len(data["drivers"])
        data["drivers"] = [one for one in data["drivers"] if one["column"] != name]
        return len(data["drivers"]) < before or column.pop("cases", None) is not None
    return _mend_key(column, steps)


def _mend_key(column: Keys, steps: list[str]) -> bool:
    key = steps[0]
    if key == "cases" and len(steps) > 1 and steps[1].isdigit():
        position = int(steps[1])
        column["cases"] = [case for place, case in enumerate(column["cases"]) if place != position]
        if not column["cases"]:
            del column["cases"]
        return True
    if key == "after":
        column.pop("within", None)
    if key == "mean":
        column.pop("sd", None)
    if key in ("cases", "tone", "topic", "after", "within", "min", "max", "mean", "sd", "role"):
        return column.pop(key, None) is not None
    return False


def _mend_list(section: str, key: str) -> Any:
    def mend(data: Keys, rest: str) -> bool:
        name, _ = _split(rest, [str(entry.get(key)) for entry in data[section]])
        kept = [entry for entry in data[section] if str(entry.get(key)) != name]
        changed = len(kept) < len(data[section])
        data[section] = kept
        return changed

    return mend


def _mend_names(section: str) -> Any:
    def mend(data: Keys, rest: str) -> bool:
        kept = [name for name in data[section] if name != rest]
        changed = len(kept) < len(data[section])
        data[section] = kept
        return changed

    return mend


def _mend_dirt(data: Keys, rest: str) -> bool:
    what = rest.split(".")[0]
    kept = [entry for entry in data["dirt"] if entry["what"] != what]
    changed = len(kept) < len(data["dirt"])
    data["dirt"] = kept
    return changed


_MENDERS = {
    "drivers": _mend_driver,
    "columns": _mend_column,
    "missing": _mend_list("missing", "column"),
    "dirt": _mend_dirt,
    "labels": _mend_names("labels"),
    "hidden": _mend_names("hidden"),
}
