"""A schema in the short form in which a model writes it: `planning/model/shorthand` reversed."""

from __future__ import annotations

from typing import Any

from rowsmith.planning.model.shorthand import CELL_END, LONG_KINDS, OTHER_THAN
from rowsmith.schema.meaning import opposite

Json = dict[str, Any]

_RARE = {"number": ("zeros", "cases", "memory"), "category": ("cases",), "boolean": ("cases",),
         "datetime": ("after",)}  # fmt: skip
_LONG_OF = {
    kind: long for long, kind in LONG_KINDS.items() if long not in ("ordinal", "datetime_every")
}


def in_short(schema: Json) -> Json:
    """The schema (as JSON, nulls allowed) in short; keys that only the language has are kept."""
    short = {key: value for key, value in schema.items() if key != "order" or value}
    short["columns"] = [_column(column) for column in schema.get("columns", ())]
    short["entities"] = [
        {**entity, "columns": [_column(column) for column in entity["columns"]]}
        for entity in schema.get("entities", ())
    ]
    short["tables"] = [
        {**table, "rows": [CELL_END.join(row) for row in table["rows"]]}
        for table in schema.get("tables", ())
    ]
    short["drivers"] = [
        {**driver, "by": [_term(term) for term in driver["by"]]}
        for driver in schema.get("drivers", ())
    ]
    return short


def _column(column: Json) -> Json:
    short = dict(column)
    rare = _RARE.get(column["kind"], ())
    if any(column.get(key) is not None for key in rare):
        short["kind"] = _LONG_OF[column["kind"]]
    elif column.get("every"):
        short["kind"] = "datetime_every"
    elif column["kind"] == "category" and column.get("ordered"):
        short["kind"] = "ordinal"
        del short["ordered"]
    if column.get("other_than"):
        short["role"] = f"{column['role']} {OTHER_THAN} {short.pop('other_than')}"
    if column["kind"] == "boolean":
        short["rate"] = _truth(column)
        short.pop("words", None)
    if "values" in column:
        short["values"] = [_level(level) for level in column["values"]]
    if column.get("cases"):
        short["cases"] = [_case(case) for case in column["cases"]]
    return {key: value for key, value in short.items() if value is not None}


def _truth(column: Json) -> str:
    true, false = column.get("words") or ("True", "False")
    rate = column.get("rate")
    said = true if rate is None else f"{true} {100 * rate:.15g}%"
    return said if opposite(true) == false else f"{said}{CELL_END}{false}"


def _case(case: Json) -> str:
    if "values" in case:
        then = CELL_END.join(map(_level, case["values"]))
    elif "rate" in case:
        then = f"rate {case['rate']:.15g}"
    else:
        sd = case.get("sd")
        then = f"mean {case['mean']:.15g}" + ("" if sd is None else f", sd {sd:.15g}")
    return f"{case['when']}: {then}"


def _level(level: Json) -> str:
    share = level.get("share")
    return level["value"] if share is None else f"{level['value']} {share:.15g}%"


def _term(term: Json) -> str:
    return f"{term.get('weight', 1):.15g}: {term['of']}"
