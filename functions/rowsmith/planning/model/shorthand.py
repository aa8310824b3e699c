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

import re
from collections.abc import Callable, Sequence
from typing import Any

from rowsmith.errors import Problem
from rowsmith.planning.model.driver_texts import read_driver
from rowsmith.planning.model.figures import (
    Keys,
    case_of_number,
    fraction,
    moment_figures,
    number_figures,
    plain_number,
)
from rowsmith.planning.model.more import read_more
from rowsmith.planning.model.table_texts import CELL_END, read_table
from rowsmith.schema import COLUMN_MODELS
from rowsmith.schema.meaning import opposite
from rowsmith.schema.parts import split_top

LONG_KINDS = {"ordinal": "category"}
"""Kinds that only the short form has, and the kind of each in the language."""

OTHER_THAN = "!="
ROLE = " as "

_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d+(?:\.\d+)?)\s*%\s*\)?$")
_BARE_SHARE = re.compile(r"^(.*[^\s:=(])(?:\s*[:=(]\s*|\s+)(\d*\.?\d+)\s*\)?$")
_RATE = re.compile(r"^(?:rate\s*[=:]?\s*)?([+-]?\d*\.?\d+\s*%?)$")
_WHEN = re.compile(r"^((?:[^:'\"`]|'[^']*'|\"[^\"]*\"|`[^`]*`)+?)\s*(?::|[-=]>|→|\bthen\b)(.*)$")
_IF = re.compile(r"^(?:if|when|where)\s+", re.IGNORECASE)
_NOISE = re.compile(r"^(.*?)[,;]?\s+(?:noise|±|\+/-)\s*[=:]?\s*(\d*\.?\d+)$")
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
    for key, read in (("columns", _column), ("tables", read_table), ("drivers", read_driver)):
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
    return {"expression": match.group(1), "noise": plain_number(match.group(2))}, []


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
    return {"value": match.group(1), "share": plain_number(match.group(2))}
