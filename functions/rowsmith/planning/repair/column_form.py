"""The form of a column: a name, a kind that there is, its keys, levels and cases."""

from __future__ import annotations

from typing import Any, get_args

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of, words
from rowsmith.planning.repair.reading import (
    as_list,
    as_number,
    as_texts,
    cell,
    clean,
    number_in,
    only_known,
    rename_keys,
)
from rowsmith.schema import COLUMN_MODELS
from rowsmith.schema.columns import PersonField, PlaceField

MAX_NAME = 64
_NUMBERS = frozenset(
    {"mean", "sd", "share", "rate", "zeros", "decimals", "noise", "weight", "rows_per_entity"}
)
_CASE_KEYS = {
    "category": ("when", "values"),
    "boolean": ("when", "rate"),
    "number": ("when", "sd", "mean"),
}


def mend_column(draft: Draft, column: Any) -> Any:
    """The column in the language's form as far as that can be told."""
    if not isinstance(column, dict):
        return column
    rename_keys(column, words()["column_keys"])
    as_texts(column)
    _name(draft, column)
    where = f"the column '{column['name']}'"
    _kind(draft, column, where)
    model = COLUMN_MODELS.get(column.get("kind", ""))
    if model is None:
        return column
    if model.model_fields.keys() & {"values"}:
        _weights_beside_values(column)
    only_known(draft, column, model.model_fields, where)
    for key in _NUMBERS & column.keys():
        as_number(draft, column, key, where)
    for key in ("min", "max"):
        if isinstance(column.get(key), str) and number_in(column[key]) is not None:
            as_number(draft, column, key, where)
    if "values" in column:
        column["values"] = _levels(draft, column["values"], where)
    if "cases" in column:
        _cases(draft, column, where)
    return column


def _name(draft: Draft, column: Json) -> None:
    column["name"] = clean(column.get("name", ""), MAX_NAME)
    if not column["name"]:
        told = next((column[key] for key in ("field", "provider", "kind") if column.get(key)), "")
        column["name"] = clean(told, MAX_NAME) or "column"
        draft.say(f"A column had no name; it is called '{column['name']}'.")


def _kind(draft: Draft, column: Json, where: str) -> None:
    written = column.get("kind")
    if isinstance(written, str) and written in COLUMN_MODELS:
        return
    meant: Json | None = words()["kinds"].get(key_of(str(written))) if written else None
    if meant is None and written:
        near = closest(str(written), COLUMN_MODELS)
        meant = {"kind": near} if near else None
    if meant is None:
        meant = _kind_by_keys(column)
    if meant is None:
        return
    if meant["kind"] == "text" and "values" in column:
        meant = {"kind": "category"}
    for key, value in meant.items():
        if key == "kind" or column.get(key) is None:
            column[key] = value
    said = f"There is no kind '{clean(written, 40)}'" if written else "It had no kind"
    draft.say(f"{said}: {where} was made a {meant['kind']} column.")


def _kind_by_keys(column: Json) -> Json | None:
    """The kind that a column's other keys tell."""
    for key, kind in (
        ("expression", "formula"),
        ("values", "category"),
        ("rate", "boolean"),
        ("provider", "faker"),
        ("table", "lookup"),
        ("pattern", "id"),
        ("style", "text"),
    ):
        if column.get(key) is not None:
            return {"kind": kind}
    field = column.get("field")
    if field in get_args(PersonField):
        return {"kind": "person"}
    if field in get_args(PlaceField):
        return {"kind": "place"}
    if any(column.get(key) is not None for key in ("mean", "min", "max", "shape", "sd")):
        return {"kind": "number"}
    if any(column.get(key) is not None for key in ("start", "end", "after")):
        return {"kind": "datetime"}
    return _kind_by_name(str(column.get("name", "")))


def _kind_by_name(name: str) -> Json | None:
    last = key_of(name).rpartition("_")[2]
    if last in ("id", "uuid"):
        return {"kind": "id"}
    if last in ("date", "at", "time", "timestamp"):
        return {"kind": "datetime"}
    made: Json | None = words()["makers"].get(key_of(name)) or words()["kinds"].get(key_of(name))
    return made


def _weights_beside_values(column: Json) -> None:
    """Weights in a list of their own are put with the values, where there are as many."""
    values = column.get("values")
    weights = column.get("weights") or column.get("shares") or column.get("probabilities")
    if not isinstance(values, list) or not isinstance(weights, list):
        return
    if len(values) == len(weights) and not any(isinstance(value, dict) for value in values):
        column["values"] = [
            {"value": value, "share": weight} for value, weight in zip(values, weights, strict=True)
        ]


def _levels(draft: Draft, values: Any, where: str) -> list[Json]:
    if isinstance(values, dict):
        values = [{"value": value, "share": share} for value, share in values.items()]
    if isinstance(values, str):
        values = values.split(",")
    levels: list[Json] = []
    for value in values if isinstance(values, list) else ():
        level = dict(value) if isinstance(value, dict) else {"value": value}
        rename_keys(level, words()["level_keys"])
        level = {key: inner for key, inner in level.items() if key in ("value", "share")}
        if isinstance(level.get("value"), bool | int | float):
            level["value"] = cell(level["value"])
        if not isinstance(level.get("value"), str) or not clean(level["value"], 200):
            continue
        level["value"] = clean(level["value"], 200)
        if level.get("share") is None:
            level.pop("share", None)
        as_number(draft, level, "share", f"'{level['value']}' in {where}")
        levels.append(level)
    return levels


def _cases(draft: Draft, column: Json, where: str) -> None:
    cases = [case for case in as_list(column["cases"], names=False) if isinstance(case, dict)]
    known = _CASE_KEYS.get(column["kind"], ("when",))
    wanted = known[-1]
    kept = []
    for case in cases:
        as_texts(case)
        rename_keys(case, {"condition": "when", "if": "when", "std": "sd", "probability": "rate"})
        only_known(draft, case, dict.fromkeys(known), f"a case of {where}")
        for key in ("rate", "mean", "sd"):
            as_number(draft, case, key, f"a case of {where}")
        if "values" in case:
            case["values"] = _levels(draft, case["values"], where)
        if (
            isinstance(case.get("when"), str)
            and case["when"].strip()
            and case.get(wanted, []) != []
        ):
            kept.append(case)
        else:
            draft.say(f"A case of {where} said too little and was left out.")
    column["cases"] = kept
    if not kept:
        del column["cases"]
