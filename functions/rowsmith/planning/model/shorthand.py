"""The short form in which a model writes a schema: tokens are the time that a user waits.

    in the schema language                               as a model writes it
    {"kind": "person", "name": "boss", ...}              {"person": "boss", ...}
    mean, sd, min, max, decimals, shape, zeros, memory   "is": ["32 sd 22, 0..72, .2, gamma"]
    {"when": "plan == 'pro'", "mean": 9, "sd": 2}        further in "is": "plan == 'pro': 9 sd 2"
    {"value": "One year", "share": 21}, ...              "is": ["One year 21|Two year 79"]
    {"rate": 0.05, "words": ["Yes", "No"]}               "is": ["Yes 5%"]
    start, end, precision, rhythm, after, within, every  "is": "today-2y..today, growth"
    {"expression": "a * b", "noise": 3}                  "is": "a * b, noise 3"
    {"table": "goods", "field": "price", "role": "old"}  "from": "goods.price as old"
    {"role": "to", "other_than": "from"}                 "role": "to != from"
    {"column": "y", "explained": 0.4, "by": [...]}       "y 40%: 0.6 x, -0.5 z < 6, 1 a -> Pro"
    table rows [["Lamp", "39.90"]] with shares [6]       fields end in share, "Lamp|39.90|6"
    missing, dirt, hidden, locale, when, otherwise       texts in `more`
    kind category with ordered                           ordinal

Left out, since hardly a description asks for them: `unique` of a person, `table` of a faker
column, `order` (the columns stand in the order of the description without it).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from typing import Any

from rowsmith.errors import Problem
from rowsmith.planning.model.figures import (
    Keys,
    amount,
    case_of_number,
    fraction,
    moment_figures,
    number_figures,
)
from rowsmith.planning.model.more import read_more
from rowsmith.schema import COLUMN_MODELS
from rowsmith.schema.meaning import opposite
from rowsmith.schema.parts import split_top
from rowsmith.schema.typing import FUNCTIONS

LONG_KINDS = {"ordinal": "category"}
"""Kinds that only the short form has, and the kind of each in the language."""

CELL_END = "|"
OTHER_THAN = "!="
SHARE = "share"
"""The last field of a table whose cells weigh its rows."""
ROLE = " as "

_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d+(?:\.\d+)?)\s*%\s*\)?$")
_BARE_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d*\.?\d+)\s*\)?$")
_RATE = re.compile(r"^(?:rate\s*[=:]?\s*)?([+-]?\d*\.?\d+\s*%?)$")
_WHEN = re.compile(r"^((?:[^:'\"`]|'[^']*'|\"[^\"]*\"|`[^`]*`)+?)\s*(?::|[-=]>|→|\bthen\b)(.*)$")
_IF = re.compile(r"^(?:if|when|where)\s+", re.IGNORECASE)
_NOISE = re.compile(r"^(.*?)[,;]?\s+(?:noise|±|\+/-)\s*[=:]?\s*(\d*\.?\d+)$")
_NUMBER = r"([+-]?\s*\d*\.?\d+)\s*%?"
_TERMS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), weight, of)
    for pattern, weight, of in (
        (rf"^{_NUMBER}\s*[:*]?\s*([^\W\d]\w*|`[^`]+`)$", 1, 2),
        (rf"^{_NUMBER}\s*:\s*(\S.*)$", 1, 2),
        (rf"^{_NUMBER}\s+([^\s*/+\-<>=!%].*)$", 1, 2),
        (rf"^(\S.*?)\s*:\s*{_NUMBER}$", 2, 1),
        (rf"^([^\W\d]\w*|`[^`]+`)\s+{_NUMBER}$", 2, 1),
        (rf"^(\S.*?)\s*\(\s*{_NUMBER}\s*\)$", 2, 1),
    )
)
"""A term with its weight: pattern, group of the weight, group of the column or expression."""
_EXPLAINED = re.compile(r"^(.*\S)\s+\(?(easy|medium|hard|\d*\.?\d+\s*%?)\)?$")
_WHOLE = (0.98, 1.02)
_ABOUT = (0.8, 1.2)


def written_in_full(data: object) -> tuple[object, list[Problem]]:
    """`data` in the schema language, and what in it could not be read.

    What is in no short form stays as it is.
    """
    if not isinstance(data, dict):
        return data, []
    unread: list[Problem] = []
    full = dict(data)
    for key, read in (("columns", _column), ("tables", _table), ("drivers", _driver)):
        if key in full:
            full[key] = _each(full[key], read, unread)
    if "entities" in full:
        full["entities"] = _each(full["entities"], _entity, unread)
    if "more" in full:
        read_more(full, full.pop("more"), unread)
    return full, unread


def _each(items: Any, read: Callable[[Any, list[Problem]], Any], unread: list[Problem]) -> Any:
    if not isinstance(items, list):
        return items
    found = [read(item, unread) if isinstance(item, dict | str) else item for item in items]
    return [item for item in found if item is not None]


def _entity(entity: Any, unread: list[Problem]) -> Any:
    if not isinstance(entity, dict) or "columns" not in entity:
        return entity
    return {**entity, "columns": _each(entity["columns"], _column, unread)}


def _column(column: Any, unread: list[Problem]) -> Any:
    if not isinstance(column, dict):
        return column
    full = _with_kind(column)
    said = full.get("kind")
    kind = LONG_KINDS.get(said, said) if isinstance(said, str) else None
    if kind is None:
        return full
    full["kind"] = kind
    if said == "ordinal":
        full["ordered"] = True
    if isinstance(role := full.get("role"), str) and OTHER_THAN in role:
        full |= _role(role)
    if "is" in full and kind in _READ:
        texts = _texts(full.pop("is"))
        if texts is None:
            return full
        read, not_read = _READ[kind](texts)
        full |= read
        where = f"columns.{full.get('name')}"
        unread += [Problem(where, f"says '{text}', which is no figure here") for text in not_read]
    if isinstance(source := full.get("from"), str):
        full |= _source(str(full.get("name")), source)
        del full["from"]
    if "values" in full:
        full["values"] = _levels(full["values"])
    if "cases" in full:
        full["cases"] = _cases(full["cases"], kind)
    return full


def _with_kind(column: Keys) -> Keys:
    """The kind and the name from the first key, where they stand there."""
    if "kind" in column or not column:
        return dict(column)
    kind = next(iter(column))
    if kind not in COLUMN_MODELS and kind not in LONG_KINDS:
        return dict(column)
    rest = {key: value for key, value in column.items() if key != kind}
    return {"kind": kind, "name": column[kind], **rest}


def _texts(said: Any) -> list[str] | None:
    if isinstance(said, str | int | float):
        return [str(said)]
    if isinstance(said, list):
        return [str(text) for text in said if isinstance(text, str | int | float)]
    return None


Read = tuple[Keys, list[str]]
"""The keys that a text says, and the parts of it that could not be read."""


def _number_is(texts: list[str]) -> Read:
    own, *cases = texts or [""]
    keys, unread = number_figures(own)
    return _with_cases(keys, cases, "number", unread)


def _category_is(texts: list[str]) -> Read:
    own = [text for text in texts[1:] if not _says_a_case(text)]
    cases = [text for text in texts[1:] if _says_a_case(text)]
    values = [value for text in [*texts[:1], *own] for value in _split_levels(text)]
    return _with_cases({"values": _levels(values)}, cases, "category", [])


def _boolean_is(texts: list[str]) -> Read:
    own, *cases = texts or [""]
    if _says_a_case(own):
        own, cases = "", texts
    keys = _truth(own) if own.strip() else {}
    return _with_cases(keys, cases, "boolean", [])


def _with_cases(keys: Keys, cases: list[str], kind: str, unread: list[str]) -> Read:
    found = []
    for text in cases:
        read = [_case(part, kind) for part in _single_cases(text, kind)]
        known = [case for case in read if case is not None]
        if len(known) < len(read):
            unread.append(text)
        found += known
    return ({**keys, "cases": found} if found else keys), unread


def _datetime_is(texts: list[str]) -> Read:
    return moment_figures(", ".join(texts))


def _formula_is(texts: list[str]) -> Read:
    text = ", ".join(texts)
    match = _NOISE.match(text)
    if match is None:
        return {"expression": text}, []
    return {"expression": match.group(1), "noise": _number(match.group(2))}, []


_READ: dict[str, Callable[[list[str]], Read]] = {
    "number": _number_is,
    "category": _category_is,
    "boolean": _boolean_is,
    "datetime": _datetime_is,
    "formula": _formula_is,
}


def _source(name: str, text: str) -> Keys:
    """`products.price as old`; the field of the column's own name where none is said."""
    source, _, role = text.partition(ROLE)
    table, _, field = source.strip().partition(".")
    found: Keys = {"table": table.strip(), "field": field.strip() or name}
    if OTHER_THAN in role:
        return {**found, **_role(role)}
    return {**found, "role": role.strip()} if role.strip() else found


def _role(text: str) -> Keys:
    role, other = (part.strip(" !") for part in text.split(OTHER_THAN, 1))
    return {"role": role, "other_than": other}


def _truth(text: str) -> Keys:
    """Rate and words of a boolean: the word for true with its share, and maybe the other one."""
    if match := _RATE.match(text.strip()):
        return {"rate": fraction(match.group(1))}
    parts = [part.strip() for part in text.split(CELL_END) if part.strip()]
    levels = [_level(part, _SHARE if "%" in text else _BARE_SHARE) for part in parts]
    if not 1 <= len(levels) <= 2:
        return {"rate": text}
    true = levels[0]["value"]
    false = levels[1]["value"] if len(levels) == 2 else opposite(true)
    words = {} if (true, false) == ("True", "False") else {"words": [true, false]}
    percent = "%" if "%" in text else ""
    if "share" in levels[0]:
        return {"rate": fraction(f"{levels[0]['share']}{percent}"), **words}
    if "share" in levels[-1]:
        rest = fraction(f"{levels[-1]['share']}{percent}")
        return {"rate": float(f"{1 - rest:.12g}"), **words}
    return words


def _cases(cases: Any, kind: str) -> Any:
    if not isinstance(cases, list):
        return cases
    return [(_case(case, kind) or {"when": case}) if isinstance(case, str) else case
            for case in cases]  # fmt: skip


def _says_a_case(text: str) -> bool:
    match = _WHEN.match(text)
    return match is not None and not re.fullmatch(r"\d+", match.group(1).strip())


def _case(text: str, kind: str) -> Keys | None:
    """What holds stands before the first colon or arrow outside quotes, what then is after it."""
    parts = _WHEN.match(text.strip())
    if parts is None:
        return None
    when, then = _IF.sub("", parts.group(1)).strip(), parts.group(2).strip()
    read = _case_then(then, kind)
    return None if read is None else {"when": when, **read}


def _single_cases(text: str, kind: str) -> list[str]:
    """The cases of a text, which are several where each part of it is one."""
    for end in (";", ",", "\n"):
        parts = split_top(text, end)
        if len(parts) > 1 and all(_says_a_case(part) and _case(part, kind) for part in parts):
            return parts
    return [text]


def _case_then(then: str, kind: str) -> Keys | None:
    if kind == "number":
        return case_of_number(then)
    if kind == "category":
        values = _split_levels(then)
        return {"values": _levels(values)} if values else None
    rate = _truth(then).get("rate")
    return {"rate": rate} if isinstance(rate, float | int) else None


def _split_levels(text: str) -> list[str]:
    """The values between bars; between semicolons or commas where each has its share."""
    for end in (CELL_END, ";", ","):
        parts = [part.strip() for part in text.split(end) if part.strip()]
        if end == CELL_END and (len(parts) > 1 or CELL_END in text):
            return parts
        if len(parts) > 1 and all(_SHARE.match(part) or _BARE_SHARE.match(part) for part in parts):
            return parts
    return [text.strip()] if text.strip() else []


def _levels(values: Any) -> Any:
    if not isinstance(values, list):
        return values
    shares = _BARE_SHARE if _are_bare(values) else _SHARE
    return [_level(value, shares) if isinstance(value, str) else value for value in values]


def _are_bare(values: Sequence[Any]) -> bool:
    """Whether each value ends in a number without its %, and the numbers are shares.

    Roughly a whole is enough where no two values are alike without their numbers.
    """
    found = [_BARE_SHARE.match(value) if isinstance(value, str) else None for value in values]
    matches = [match for match in found if match is not None]
    if len(matches) < len(values):
        return False
    if len(values) == 1:
        return matches[0].group(2) in ("100", "1.0")
    total = sum(float(match.group(2)) for match in matches)
    alike = len({match.group(1) for match in matches}) < len(matches)
    low, high = _WHOLE if alike else _ABOUT
    return any(low <= total / whole <= high for whole in (1, 100))


def _level(value: str, shares: re.Pattern[str]) -> Keys:
    match = shares.match(value)
    if match is None:
        return {"value": value}
    return {"value": match.group(1), "share": _number(match.group(2))}


def _table(table: Any, unread: list[Problem]) -> Any:
    if not isinstance(table, dict) or not isinstance(table.get("rows"), list | str):
        return table
    fields = table.get("fields")
    if isinstance(fields, str):
        fields = cells(fields)
    rows = table["rows"]
    if isinstance(fields, list):
        rows = [_row(row, len(fields)) for row in _rows(rows, len(fields))]
        if fields[-1:] == [SHARE] and len(fields) > 1 and table.get("shares") is None:
            return _weighed(table, fields, rows)
    return {**table, "fields": fields, "rows": rows}


def _rows(rows: list[Any] | str, wide: int) -> list[Any]:
    """The rows of a table that may be one text: by lines, else by what parts whole rows."""
    if isinstance(rows, list):
        return rows
    lines = [line for line in rows.splitlines() if line.strip()]
    for end in (";", "/", CELL_END * 2):
        parts = [part for part in rows.split(end) if part.strip()]
        if len(lines) == 1 < len(parts) and all(len(cells(part, wide)) == wide for part in parts):
            return parts
    return lines


def _row(row: Any, wide: int) -> Any:
    """A row's cells, from a text or from the only text of a list."""
    if isinstance(row, list) and len(row) == 1 < wide and isinstance(row[0], str):
        row = row[0]
    return cells(row, wide) if isinstance(row, str) else row


def _weighed(table: Keys, fields: list[Any], rows: list[Any]) -> Keys:
    """A table whose last field weighs its rows."""
    wide = len(fields)
    whole = [row for row in rows if isinstance(row, list) and len(row) == wide]
    weights = [amount(str(row[-1])) for row in whole]
    shares = {"shares": weights} if len(whole) == len(rows) and None not in weights else {}
    cut = [row[:-1] if isinstance(row, list) and len(row) == wide else row for row in rows]
    return {**table, "fields": fields[:-1], "rows": cut, **shares}


def cells(row: str, wide: int | None = None) -> list[str]:
    """The cells of a row, parted as meant: by bars, else as its `wide` fields want.

    A cell in double quotes is one, whatever stands in it.
    """
    text = row.strip("| \t")
    for end in (CELL_END, "\t", ";", ","):
        found = _parted(text, end)
        if len(found) == wide or (wide is None and len(found) > 1):
            return found
    return _parted(text, CELL_END)


def _parted(text: str, end: str) -> list[str]:
    (parts,) = csv.reader([text], delimiter=end, skipinitialspace=True)
    return [part.strip() for part in parts]


def _driver(driver: Any, unread: list[Problem]) -> Any:
    if isinstance(driver, str):
        head, *rest = split_top(driver, ":")
        if not rest:
            unread.append(Problem("drivers", f"say '{driver}', which names nothing that drives"))
            return None
        match = _EXPLAINED.match(head)
        by = split_top(":".join(rest), ",")
        explained = {} if match is None else {"explained": _explained(match.group(2))}
        name = (head if match is None else match.group(1)).strip("` ")
        driver = {"column": name, **explained, "by": [term for term in by if term]}
    by = driver.get("by")
    if isinstance(by, list):
        return {**driver, "by": [_term(term) if isinstance(term, str) else term for term in by]}
    return driver


def _explained(text: str) -> float | str:
    return fraction(text) if text[0] in "0123456789." else text


def _term(text: str) -> Keys:
    text, _, toward = (part.strip() for part in text.partition("->"))
    also = {"toward": toward.strip("'\"")} if toward else {}
    for pattern, weight, of in _TERMS:
        match = pattern.match(text)
        called = match is not None and of < weight and match.group(of) in FUNCTIONS
        if match is not None and not called:
            number = _number(match.group(weight).replace(" ", ""))
            return {"of": match.group(of).strip(), "weight": number, **also}
    return {"of": text, **also}


def _number(text: str) -> float | int:
    value = float(text)
    return int(value) if value.is_integer() else value
