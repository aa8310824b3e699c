"""The short form in which a model writes a schema: tokens are the time that a user waits.

    in the schema language                               as a model writes it
    {"value": "One year", "share": 21}                   "One year 21%"
    {"of": "tenure < 6", "weight": -0.5}                 "-0.5: tenure < 6"
    {"when": "plan == 'pro'", "mean": 9, "sd": 2}        "plan == 'pro': mean 9, sd 2"
    {"when": "age > 60", "rate": 0.3}                    "age > 60: rate 0.3"
    {"when": "vip", "values": [{"value": "A", ...}]}     "vip: A 80%|B 20%"
    {"role": "to", "other_than": "from"}                 "role": "to != from"
    {"rate": 0.05, "words": ["Yes", "No"]}               "rate": "Yes 5%"
    {"rate": 0.05, "words": ["churned", "active"]}       "rate": "churned 5%|active"
    a table's row ["Lamp", "Home", "39.90"]               "Lamp|Home|39.90"
    kind category with ordered                           ordinal
    kind number, category, boolean with cases or zeros   number_by, category_by, boolean_by
    kind datetime with after, with every                 datetime_after, datetime_every

Written in full, the built-in domains take 72 tokens a column; in the short form 55.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rowsmith.schema.meaning import opposite


@dataclass(frozen=True, slots=True)
class ShortKind:
    """A kind that only the short form has: rare keys of a kind of the language.

    of: the kind that it is in the language. prompt: what the model is told of it.
    """

    of: str
    prompt: str


SHORT_KINDS: Mapping[str, ShortKind] = {
    "ordinal": ShortKind(
        "category", "a category whose values rise as they are listed (tiers, ratings, levels)."
    ),
    "category_by": ShortKind(
        "category",
        'a category with cases, "condition: what then": "plan == \'pro\': A 80%|B 20%". The first '
        "that holds counts; other rows keep the column's own. It also has ordered.",
    ),
    "boolean_by": ShortKind("boolean", 'a boolean with cases: "age > 60: rate 0.3".'),
    "number_by": ShortKind(
        "number",
        "a number with cases: \"region in ('North', 'East'): mean 90, sd 12\"; it also has zeros "
        "(share of zeros beside the shape) and memory.",
    ),
    "datetime_after": ShortKind(
        "datetime",
        "a date that follows the date column `after` within so many days at most (a number), or "
        "exactly (an expression).",
    ),
    "datetime_every": ShortKind(
        "datetime", "regular steps from start on, as in hour, 15 minutes, weekday, month."
    ),
}

LONG_KINDS = {name: kind.of for name, kind in SHORT_KINDS.items()}
"""The kind of each in the language."""

CELL_END = "|"
OTHER_THAN = "!="

_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d+(?:\.\d+)?)\s*%\s*\)?$")
_BARE_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d*\.?\d+)\s*\)?$")
_WEIGHTED = re.compile(r"^\s*([+-]?\s*\d*\.?\d+)\s*:\s*(\S.*)$")
_TIMES = re.compile(r"^\s*([+-]?\s*\d*\.?\d+)\s*\*\s*([^\W\d]\w*)\s*$")
_AMOUNT = r"([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)"
_WHEN = re.compile(r"^((?:[^:'\"`]|'[^']*'|\"[^\"]*\"|`[^`]*`)+):(.*)$")
_MEAN = re.compile(rf"^mean\s*=?\s*{_AMOUNT}(?:\s*,?\s*sd\s*=?\s*{_AMOUNT})?$")
_RATE = re.compile(rf"^rate\s*=?\s*{_AMOUNT}\s*(%)?$")
_WHOLE = (0.98, 1.02)


def written_in_full(data: object) -> object:
    """`data` in the schema language; what is in no short form stays as it is."""
    if not isinstance(data, dict):
        return data
    full = dict(data)
    if "columns" in full:
        full["columns"] = _each(full["columns"], _column)
    if "entities" in full:
        full["entities"] = _each(full["entities"], _entity)
    if "tables" in full:
        full["tables"] = _each(full["tables"], _table)
    if "drivers" in full:
        full["drivers"] = _each(full["drivers"], _driver)
    return full


def _each(items: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(items, list):
        return items
    return [change(item) if isinstance(item, dict) else item for item in items]


def _entity(entity: dict[str, Any]) -> dict[str, Any]:
    if "columns" not in entity:
        return entity
    return {**entity, "columns": _each(entity["columns"], _column)}


def _column(column: dict[str, Any]) -> dict[str, Any]:
    full = dict(column)
    kind = full.get("kind")
    if isinstance(kind, str):
        full["kind"] = LONG_KINDS.get(kind, kind)
    if kind == "ordinal":
        full["ordered"] = True
    if isinstance(role := full.get("role"), str) and OTHER_THAN in role:
        parts = role.split(OTHER_THAN, 1)
        full["role"], full["other_than"] = (part.strip(" !") for part in parts)
    if full.get("kind") == "boolean" and isinstance(full.get("rate"), str):
        full |= _truth(full.pop("rate"))
    if "values" in full:
        full["values"] = _levels(full["values"])
    if "cases" in full:
        full["cases"] = _cases(full["cases"])
    return full


def _truth(text: str) -> dict[str, Any]:
    """Rate and words of a boolean: the word for true with its share, and maybe the other one."""
    if match := _RATE.match(f"rate {text.strip()}"):
        return {"rate": _number(match.group(1)) / (100 if match.group(2) else 1)}
    levels = [_level(part.strip(), _SHARE) for part in text.split(CELL_END) if part.strip()]
    if not 1 <= len(levels) <= 2:
        return {"rate": text}
    true = levels[0]["value"]
    false = levels[1]["value"] if len(levels) == 2 else opposite(true)
    words = {} if (true, false) == ("True", "False") else {"words": [true, false]}
    if "share" in levels[0]:
        return {"rate": _fraction(levels[0]["share"]), **words}
    return (
        {"rate": _fraction(100 - levels[-1]["share"]), **words} if "share" in levels[-1] else words
    )


def _fraction(percent: float) -> float:
    """A share of one, as short as the percentage was."""
    return float(f"{percent / 100:.12g}")


def _cases(cases: Any) -> Any:
    if not isinstance(cases, list):
        return cases
    return [_case(case) if isinstance(case, dict | str) else case for case in cases]


def _case(case: dict[str, Any] | str) -> dict[str, Any]:
    if isinstance(case, str):
        return _case_in_text(case)
    return {**case, "values": _levels(case["values"])} if "values" in case else case


def _case_in_text(text: str) -> dict[str, Any]:
    """What holds stands before the first colon outside quotes, what then is after it."""
    parts = _WHEN.match(text)
    if parts is None:
        return {"when": text}
    when, then = parts.group(1).strip(), parts.group(2).strip()
    if match := _MEAN.match(then):
        sd = {} if match.group(2) is None else {"sd": _number(match.group(2))}
        return {"when": when, "mean": _number(match.group(1)), **sd}
    if match := _RATE.match(then):
        return {"when": when, "rate": _number(match.group(1)) / (100 if match.group(2) else 1)}
    values = [value.strip() for value in then.split(CELL_END) if value.strip()]
    return {"when": when, "values": _levels(values)}


def _levels(values: Any) -> Any:
    if not isinstance(values, list):
        return values
    shares = _SHARE if not _all_bare(values) else _BARE_SHARE
    return [_level(value, shares) if isinstance(value, str) else value for value in values]


def _all_bare(values: Sequence[Any]) -> bool:
    """Whether each value ends in a number without its %, and the numbers are shares."""
    found = [_BARE_SHARE.match(value) if isinstance(value, str) else None for value in values]
    numbers = [float(match.group(2)) for match in found if match is not None]
    total = sum(numbers)
    in_all = any(_WHOLE[0] <= total / whole <= _WHOLE[1] for whole in (1, 100))
    return len(numbers) == len(values) > 1 and in_all


def _level(value: str, shares: re.Pattern[str]) -> dict[str, Any]:
    match = shares.match(value)
    if match is None:
        return {"value": value}
    return {"value": match.group(1), "share": _number(match.group(2))}


def _table(table: dict[str, Any]) -> dict[str, Any]:
    rows = table.get("rows")
    if not isinstance(rows, list):
        return table
    return {**table, "rows": [_cells(row) if isinstance(row, str) else row for row in rows]}


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("| ").split(CELL_END)]


def _driver(driver: dict[str, Any]) -> dict[str, Any]:
    by = driver.get("by")
    if not isinstance(by, list):
        return driver
    return {**driver, "by": [_term(term) if isinstance(term, str) else term for term in by]}


def _term(text: str) -> dict[str, Any]:
    match = _WEIGHTED.match(text) or _TIMES.match(text)
    if match is None:
        return {"of": text}
    return {"of": match.group(2).strip(), "weight": _number(match.group(1).replace(" ", ""))}


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value
