"""From JSON to a Schema that can be made, or to every reason why it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from rowsmith.errors import InvalidSchema, Problem
from rowsmith.schema.check import check
from rowsmith.schema.columns import COLUMN_MODELS
from rowsmith.schema.doubts import doubts
from rowsmith.schema.mend import mended
from rowsmith.schema.model import Schema

MAX_PROBLEMS = 50


def parse_schema(data: object) -> Schema:
    """The schema in `data` (as from `json.loads`). Raises InvalidSchema with all problems."""
    schema = _validated(data)
    _check(schema)
    return schema


def read_schema(data: object) -> tuple[Schema, list[str]]:
    """The schema that `data` plainly means, and warnings.

    One for all that it says in other words, and for what it says and can hardly mean.

    Raises InvalidSchema with all problems that are left.
    """
    schema, warnings = mended(_validated(data))
    _check(schema)
    return schema, [*warnings, *doubts(schema)]


def _validated(data: object) -> Schema:
    try:
        return Schema.model_validate(data)
    except ValidationError as error:
        raise InvalidSchema(_problems(error, data)) from error


def _check(schema: Schema) -> None:
    problems = check(schema)
    if problems:
        raise InvalidSchema(problems[:MAX_PROBLEMS])


def _problems(error: ValidationError, data: object) -> list[Problem]:
    found = [
        Problem(_where(detail["loc"], data), _message(dict(detail), data))
        for detail in error.errors(include_url=False)
    ]
    return list(dict.fromkeys(found))[:MAX_PROBLEMS]


def _where(location: tuple[int | str, ...], data: object) -> str:
    """The path in words: list positions become the names of what stands there."""
    steps: list[str] = []
    here: Any = data
    for step in location:
        if isinstance(here, Mapping) and step in here:
            here = here[step]
            steps.append(str(step))
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here):
            here = here[step]
            steps.append(_name_of(here) or str(step + 1))
        elif step not in COLUMN_MODELS and "[" not in str(step) and step not in _UNION_STEPS:
            steps.append(str(step))
    return ".".join(steps) or "schema"


_UNION_STEPS = frozenset({"float", "str", "int", "list", "none"})


def _name_of(item: Any) -> str | None:
    if not isinstance(item, Mapping):
        return None
    name = item.get("name") or item.get("column") or item.get("value")
    return name if isinstance(name, str) else None


def _message(detail: dict[str, Any], data: object) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return f"is not a key here{_keys(detail['loc'], data)}"
        case "union_tag_invalid":
            return f"'{context.get('tag')}' is not a kind; there are: {', '.join(COLUMN_MODELS)}"
        case "union_tag_not_found":
            return f"needs a kind, one of: {', '.join(COLUMN_MODELS)}"
        case "literal_error":
            return f"must be {context.get('expected')}"
        case "string_pattern_mismatch":
            return "has a character that is not allowed here"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "must be an object with keys"
        case _:
            text = str(detail["msg"])
            return text[0].lower() + text[1:]


def _keys(location: tuple[int | str, ...], data: object) -> str:
    here: Any = data
    for step in location[:-1]:
        in_object = isinstance(here, Mapping) and step in here
        in_list = isinstance(here, Sequence) and isinstance(step, int) and step < len(here)
        if in_object or in_list:
            here = here[step]
    kind = here.get("kind") if isinstance(here, Mapping) else None
    if isinstance(kind, str) and kind in COLUMN_MODELS:
        return f"; a {kind} column has: {', '.join(COLUMN_MODELS[kind].model_fields)}"
    return ""
