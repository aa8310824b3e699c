"""A schema in the short form in which a model writes it: `shorthand.written_in_full` reversed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rowsmith.planning.model.shorthand import LONG_KINDS, OTHER_THAN, ROLE, written_in_full
from rowsmith.planning.model.table_texts import CELL_END, SHARE
from rowsmith.schema.meaning import opposite

Keys = dict[str, Any]

_IN_MORE = frozenset({"missing", "dirt", "hidden", "locale", "order"})
_OF_COLUMN = frozenset({"kind", "name", "when", "otherwise", "other_than"})
_ORDINAL = next(short for short, kind in LONG_KINDS.items() if kind == "category")


def in_short(schema: Keys) -> Keys:
    """The schema (as JSON, nulls allowed) in short; keys that it has not are kept.

    It does not look whether the schema is valid.
    """
    entities = schema.get("entities") or ()
    columns = [*(column for entity in entities for column in entity["columns"]),
               *(schema.get("columns") or ())]  # fmt: skip
    short = {key: value for key, value in schema.items() if key not in _IN_MORE}
    short["tables"] = [_table(table) for table in schema.get("tables") or ()]
    short["entities"] = [
        {**entity, "columns": [_column(column) for column in entity["columns"]]}
        for entity in entities
    ]
    short["columns"] = [_column(column) for column in schema.get("columns") or ()]
    short["drivers"] = [_driver(driver) for driver in schema.get("drivers") or ()]
    short["more"] = [*_presences(columns), *_more(schema)]
    return short


def _more(schema: Keys) -> Iterator[str]:
    for missing in schema.get("missing") or ():
        when = f" when {missing['when']}" if missing.get("when") else ""
        yield f"{missing['column']} missing {_percent(missing['share'])}{when}"
    for dirt in schema.get("dirt") or ():
        where = f" in {dirt['column']}" if dirt.get("column") else ""
        yield f"{dirt['what']} {_percent(dirt['share'])}{where}"
    if schema.get("hidden"):
        yield f"hidden {', '.join(schema['hidden'])}"
    if schema.get("locale"):
        yield f"locale {schema['locale']}"


def _presences(columns: list[Keys]) -> Iterator[str]:
    for column in columns:
        if column.get("when"):
            otherwise = column.get("otherwise")
            said = "" if otherwise is None else f" else {_number(otherwise)}"
            yield f"{column['name']} when {column['when']}{said}"


def _column(column: Keys) -> Keys:
    kind = column["kind"]
    short = {_ORDINAL if column.get("ordered") else kind: column["name"]}
    write = _WRITE.get(kind)
    if write is not None:
        return short | write(column)
    kept = {key: value for key, value in column.items() if key not in _OF_COLUMN}
    if column.get("role") and column.get("other_than"):
        kept["role"] = f"{column['role']} {OTHER_THAN} {column['other_than']}"
    return short | {key: value for key, value in kept.items() if value is not None}


def _number_is(column: Keys) -> Keys:
    return {"is": [_figures(column), *_cases(column, _figures)]}


def _category_is(column: Keys) -> Keys:
    return {"is": [_levels(column), *_cases(column, _levels)]}


def _boolean_is(column: Keys) -> Keys:
    return {"is": [_truth(column), *_cases(column, lambda case: _percent(case["rate"]))]}


def _datetime_is(column: Keys) -> Keys:
    found = []
    if column.get("after"):
        within = column.get("within")
        found.append(f"after {column['after']}")
        found[0] += "" if within is None else f" within {_number(within)}"
    if column.get("start") or column.get("end"):
        found.append(f"{column.get('start') or ''}..{column.get('end') or ''}")
    if column.get("every"):
        found.append(f"every {column['every']}")
    if column.get("precision") not in (None, "day"):
        found.append(column["precision"])
    return {"is": ", ".join([*found, *(column.get("rhythm") or ())])}


def _formula_is(column: Keys) -> Keys:
    noise = f", noise {_number(column['noise'])}" if column.get("noise") else ""
    return {"is": f"{column['expression']}{noise}"}


def _lookup_from(column: Keys) -> Keys:
    role = f"{ROLE}{column['role']}" if column.get("role") else ""
    other = f" {OTHER_THAN} {column['other_than']}" if role and column.get("other_than") else ""
    return {"from": f"{column['table']}.{column['field']}{role}{other}"}


_WRITE: dict[str, Callable[[Keys], Keys]] = {
    "number": _number_is,
    "category": _category_is,
    "boolean": _boolean_is,
    "datetime": _datetime_is,
    "formula": _formula_is,
    "lookup": _lookup_from,
}


def _cases(column: Keys, then: Callable[[Keys], str]) -> list[str]:
    return [f"{case['when']}: {then(case)}" for case in column.get("cases") or ()]


def _figures(item: Keys) -> str:
    """Of a number column or of one of its cases."""
    low, high = item.get("min"), item.get("max")
    found = [_mean(item)]
    ends = [_number(end) if isinstance(end, int | float) else "" for end in (low, high)]
    found.append("..".join(ends) if any(ends) else "")
    found += [f"{key} {end}" for key, end in (("min", low), ("max", high)) if isinstance(end, str)]
    found.append(f".{item['decimals']}" if item.get("decimals") else "")
    found.append(item["shape"] if item.get("shape") not in (None, "normal") else "")
    found.append(f"zeros {_percent(item['zeros'])}" if item.get("zeros") is not None else "")
    found.append(f"memory {_number(item['memory'])}" if item.get("memory") else "")
    return ", ".join(clause for clause in found if clause)


def _mean(item: Keys) -> str:
    mean, sd = item.get("mean"), item.get("sd")
    found = [] if mean is None else [_number(mean)]
    return " ".join([*found, *([] if sd is None else [f"sd {_number(sd)}"])])


def _levels(item: Keys) -> str:
    """Without per cent signs, unless the shares cannot be told from the values then."""
    levels = item["values"]
    bare, full = (CELL_END.join(_level(level, sign) for level in levels) for sign in ("", "%"))
    read, _ = written_in_full({"columns": [{"category": "x", "is": [bare]}]})
    assert isinstance(read, dict)  # noqa: S101 - a dictionary was given
    stated = [{key: value for key, value in level.items() if value is not None} for level in levels]
    return bare if read["columns"][0]["values"] == stated else full


def _level(level: Keys, sign: str) -> str:
    share = level.get("share")
    return str(level["value"]) if share is None else f"{level['value']} {_number(share)}{sign}"


def _truth(column: Keys) -> str:
    true, false = column.get("words") or ("True", "False")
    rate = column.get("rate")
    if rate is None and not column.get("words"):
        return ""
    said = true if rate is None else f"{true} {_percent(rate)}"
    return said if opposite(true) == false else f"{said}{CELL_END}{false}"


def _table(table: Keys) -> Keys:
    shares = table.get("shares")
    rows, fields = table["rows"], table["fields"]
    if shares and len(shares) == len(rows):
        fields = [*fields, SHARE]
        rows = [[*row, _number(share)] for row, share in zip(rows, shares, strict=True)]
    return {"name": table["name"], "fields": fields, "rows": [CELL_END.join(row) for row in rows]}


def _driver(driver: Keys) -> str:
    explained = driver.get("explained", "medium")
    said = explained if isinstance(explained, str) else _percent(explained)
    return f"{driver['column']} {said}: {', '.join(_term(term) for term in driver['by'])}"


def _term(term: Keys) -> str:
    toward = f" -> {term['toward']}" if term.get("toward") else ""
    return f"{_number(term.get('weight', 1))} {term['of']}{toward}"


def _percent(share: float) -> str:
    return f"{100 * share:.12g}%"


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
