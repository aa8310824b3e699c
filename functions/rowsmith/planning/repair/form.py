"""The form: every key known, every value of its type, every kind one that there is."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, get_args

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of, words
from rowsmith.schema import COLUMN_MODELS, MAX_COLUMNS, Dirt, Driver, Entity, Missing, Schema, Table
from rowsmith.schema.columns import LARGEST, PersonField, PlaceField

_MAX_NAME = 64
_LISTS = ("tables", "entities", "columns", "drivers", "missing", "dirt", "labels", "hidden")
_LIMITS = {"tables": 20, "entities": 20, "labels": 20}
_SILENT = frozenset(
    {
        "description",
        "comment",
        "notes",
        "dtype",
        "data_type",
        "nullable",
        "required",
        "id",
        "locale",
    }
)
"""Keys that say nothing the engine could follow; left out without a word."""

_NUMBERS = frozenset(
    {"mean", "sd", "share", "rate", "zeros", "decimals", "noise", "weight", "rows_per_entity"}
)
_TEXTS = frozenset(
    {"kind", "name", "field", "provider", "table", "style", "tone", "topic", "shape", "role"}
    | {"precision", "pattern", "after", "expression", "of", "when", "column", "what"}
)
_AMOUNT = re.compile(r"^[^\w.+-]?\s*([+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?)\s*(%|k)?\s*$")
_CASE_KEYS = {
    "category": ("when", "values"),
    "boolean": ("when", "rate"),
    "number": ("when", "sd", "mean"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def mend_form(draft: Draft) -> None:
    """Bring all of the draft into the language's form as far as that can be told."""
    data = draft.data
    _rename(data, words()["top_keys"])
    for key in _LISTS:
        if key in data:
            data[key] = _as_list(data[key], names=key in ("labels", "hidden"))
    _only_known(draft, data, Schema.model_fields, "the schema")
    for key in ("title", "domain"):
        if key in data:
            data[key] = clean(data[key], 120)
    data["columns"] = [_column(draft, column) for column in data.get("columns", ())]
    for entity in draft.items("entities"):
        _entity(draft, entity)
    for key, model, mend in (
        ("tables", Table, _table),
        ("drivers", Driver, _driver),
        ("missing", Missing, _share),
        ("dirt", Dirt, _share),
    ):
        data[key] = [item for item in data.get(key, ()) if isinstance(item, dict)]
        for item in data[key]:
            if key == "drivers":
                _rename(item, words()["driver_keys"])
            _texts(item)
            _only_known(draft, item, model.model_fields, f"an item of {key}")
            mend(draft, item)
    for key in ("labels", "hidden"):
        data[key] = [clean(name, _MAX_NAME) for name in data.get(key, ()) if name]
    for key in _LISTS:
        limit = _LIMITS.get(key, MAX_COLUMNS)
        if len(data.get(key, ())) > limit:
            draft.say(f"There were {len(data[key])} {key}; the first {limit} were kept.")
            data[key] = data[key][:limit]
        if not data.get(key):
            data.pop(key, None)


def clean(value: Any, longest: int) -> str:
    """Text on one line, without control characters, not longer than `longest`."""
    return _CONTROL.sub(" ", str(value)).strip()[:longest].strip()


def number_in(value: Any) -> float | int | None:
    """The number that a value is or spells; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        match = _AMOUNT.match(value)
        if match is None:
            return None
        value = float(match.group(1).replace(",", "")) * {"%": 0.01, "k": 1000}.get(
            match.group(2), 1
        )
        value = round(value, 12)
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    value = max(-LARGEST, min(LARGEST, value))
    return int(value) if float(value).is_integer() else value


def _as_list(value: Any, *, names: bool) -> list[Any]:
    if isinstance(value, list):
        if names:
            return [item.get("name") if isinstance(item, dict) else item for item in value]
        return value
    if isinstance(value, dict) and not names:
        inner = [(name, item) for name, item in value.items() if isinstance(item, dict)]
        return [{"name": name, **item} for name, item in inner] if inner else [value]
    return [value] if isinstance(value, str) and value.strip() else []


def _rename(item: Json, aliases: Mapping[str, str]) -> None:
    for key in list(item):
        meant = aliases.get(key_of(key))
        if meant and meant not in item:
            item[meant] = item.pop(key)


def _texts(item: Json) -> None:
    """Keys that hold a text hold one: a number or a flag is written out, a list goes."""
    for key in _TEXTS & item.keys():
        if isinstance(item[key], bool | int | float):
            item[key] = cell(item[key])
        elif not isinstance(item[key], str):
            del item[key]


def _only_known(draft: Draft, item: Json, known: Mapping[str, object], where: str) -> None:
    for key in list(item):
        if item[key] is None:
            del item[key]
        elif key not in known:
            del item[key]
            if key not in _SILENT:
                draft.say(f"'{clean(key, 40)}' is not a key of {where} and was left out.")


def _column(draft: Draft, column: Any) -> Any:
    if not isinstance(column, dict):
        return column
    _rename(column, words()["column_keys"])
    _texts(column)
    _name(draft, column)
    where = f"the column '{column['name']}'"
    _kind(draft, column, where)
    model = COLUMN_MODELS.get(column.get("kind", ""))
    if model is None:
        return column
    if model.model_fields.keys() & {"values"}:
        _weights_beside_values(column)
    _only_known(draft, column, model.model_fields, where)
    for key in _NUMBERS & column.keys():
        _number(draft, column, key, where)
    for key in ("min", "max"):
        if isinstance(column.get(key), str) and number_in(column[key]) is not None:
            _number(draft, column, key, where)
    if "values" in column:
        column["values"] = _levels(draft, column["values"], where)
    if "cases" in column:
        _cases(draft, column, where)
    return column


def _name(draft: Draft, column: Json) -> None:
    column["name"] = clean(column.get("name", ""), _MAX_NAME)
    if not column["name"]:
        told = next((column[key] for key in ("field", "provider", "kind") if column.get(key)), "")
        column["name"] = clean(told, _MAX_NAME) or "column"
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


def _number(draft: Draft, item: Json, key: str, where: str) -> None:
    if key not in item or (isinstance(item[key], int | float) and math.isfinite(item[key])):
        if isinstance(item.get(key), bool):
            del item[key]
        elif key in item:
            item[key] = number_in(item[key])
        return
    value = number_in(item[key])
    if value is None:
        draft.say(f"{key} of {where} was no number and was left out.")
        del item[key]
    else:
        draft.say(f"{key} of {where} was written '{clean(item[key], 40)}'; {value:g} was read.")
        item[key] = value


def _levels(draft: Draft, values: Any, where: str) -> list[Json]:
    if isinstance(values, dict):
        values = [{"value": value, "share": share} for value, share in values.items()]
    if isinstance(values, str):
        values = values.split(",")
    levels: list[Json] = []
    for value in values if isinstance(values, list) else ():
        level = dict(value) if isinstance(value, dict) else {"value": value}
        _rename(level, words()["level_keys"])
        level = {key: inner for key, inner in level.items() if key in ("value", "share")}
        if isinstance(level.get("value"), bool | int | float):
            level["value"] = cell(level["value"])
        if not isinstance(level.get("value"), str) or not clean(level["value"], 200):
            continue
        level["value"] = clean(level["value"], 200)
        if level.get("share") is None:
            level.pop("share", None)
        _number(draft, level, "share", f"'{level['value']}' in {where}")
        levels.append(level)
    return levels


def cell(value: Any) -> str:
    """A cell of a table, or a level, as its text."""
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.15g}"
    return clean(value, 200)


def _cases(draft: Draft, column: Json, where: str) -> None:
    cases = [case for case in _as_list(column["cases"], names=False) if isinstance(case, dict)]
    known = _CASE_KEYS.get(column["kind"], ("when",))
    wanted = known[-1]
    kept = []
    for case in cases:
        _texts(case)
        _rename(case, {"condition": "when", "if": "when", "std": "sd", "probability": "rate"})
        _only_known(draft, case, dict.fromkeys(known), f"a case of {where}")
        for key in ("rate", "mean", "sd"):
            _number(draft, case, key, f"a case of {where}")
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


def _entity(draft: Draft, entity: Json) -> None:
    _texts(entity)
    _rename(entity, {"rows": "rows_per_entity", "fields": "columns", "attributes": "columns"})
    entity["name"] = clean(entity.get("name") or "subject", _MAX_NAME) or "subject"
    where = f"the entity '{entity['name']}'"
    _only_known(draft, entity, Entity.model_fields, where)
    _number(draft, entity, "rows_per_entity", where)
    each = entity.get("rows_per_entity")
    if each is None or not 1 <= each <= 100_000:
        entity["rows_per_entity"] = 5 if each is None else max(1, min(each, 100_000))
        draft.say(
            f"Rows per {entity['name']} were not from 1 to 100,000; "
            f"{entity['rows_per_entity']} are made."
        )
    columns = _as_list(entity.get("columns"), names=False)
    entity["columns"] = [_column(draft, column) for column in columns]


def _table(draft: Draft, table: Json) -> None:
    table["name"] = clean(table.get("name") or "table", _MAX_NAME) or "table"
    rows = table.get("rows")
    rows = rows if isinstance(rows, list) else []
    fields = table.get("fields")
    if not isinstance(fields, list) or not fields:
        first = next((row for row in rows if isinstance(row, dict)), {})
        fields = list(first)
    table["fields"] = [clean(field, _MAX_NAME) for field in fields[:20]]
    keys = [field for field in fields if isinstance(field, str)]
    table["rows"] = [
        [row.get(key) for key in keys] if isinstance(row, dict) else row for row in rows
    ]


def _driver(draft: Draft, driver: Json) -> None:
    where = f"the driver of '{clean(driver.get('column', ''), 40)}'"
    by = driver.get("by")
    if isinstance(by, dict):
        by = (
            [by]
            if "of" in by or "column" in by
            else [{"of": of, "weight": weight} for of, weight in by.items()]
        )
    terms = []
    for term in by if isinstance(by, list) else [by]:
        term = {"of": term} if isinstance(term, str) else term
        if not isinstance(term, dict):
            continue
        _rename(term, words()["term_keys"])
        _texts(term)
        term = {key: value for key, value in term.items() if key in ("of", "weight")}
        if term.get("weight") is None:
            term.pop("weight", None)
        _number(draft, term, "weight", where)
        if isinstance(term.get("of"), str) and term["of"].strip():
            terms.append(term)
    driver["by"] = terms
    _explained(draft, driver, where)


def _explained(draft: Draft, driver: Json, where: str) -> None:
    explained = driver.get("explained")
    if explained is None or explained in ("easy", "medium", "hard"):
        return
    value = number_in(explained)
    if value is None:
        meant = words()["difficulties"].get(key_of(str(explained)))
        draft.say(f"{where} had no known difficulty; {meant or 'medium'} was taken.")
        driver["explained"] = meant or "medium"
        return
    share = abs(value) / 100 if abs(value) > 1 else abs(value)
    driver["explained"] = min(share, 0.95)
    if driver["explained"] != explained:
        draft.say(f"{where} explains {driver['explained']:g}: a share from 0 to 0.95.")


def _share(draft: Draft, item: Json) -> None:
    where = f"what is {'dirty' if 'what' in item else 'missing'} in '{item.get('column', '')}'"
    most = 0.5 if "what" in item else 1.0
    _number(draft, item, "share", where)
    share = item.get("share")
    if share is not None and not 0 <= share <= most:
        item["share"] = min(abs(share) / 100 if abs(share) > 1 else abs(share), most)
        draft.say(f"The share of {where} was {share:g}; it is {item['share']:g}.")
