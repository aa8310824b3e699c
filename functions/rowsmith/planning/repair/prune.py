"""The last resort: leave out the small part of a schema that a problem names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from rowsmith.errors import Problem
from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.planning.repair.ease import ease
from rowsmith.schema import Schema

_MOST_FAULTS = 200
_MOST_DIGITS = 9


def prune_form(draft: Draft) -> None:
    """Take out what has not the form of the language, until all has or no more can be."""
    for _ in range(_MOST_FAULTS):
        try:
            Schema.model_validate(draft.data)
        except ValidationError as error:
            locations = [detail["loc"] for detail in error.errors(include_url=False)]
            if not any(_take_out(draft, location) for location in locations):
                return
        else:
            return


def _take_out(draft: Draft, location: tuple[int | str, ...]) -> bool:
    """Take out what stands at `location`, or the smallest item around it; never a column."""
    steps: list[Any] = [draft.data]
    keys: list[int | str] = []
    for step in location:
        here = steps[-1]
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if inside:
            keys.append(step)
            steps.append(here[step])
    depth = len(keys) - 1
    while depth >= 0:
        holder: Any = steps[depth]
        key: Any = keys[depth]
        if isinstance(steps[depth + 1], dict) and _is_column(holder, keys[: depth + 1]):
            return False
        if isinstance(holder, list) or (isinstance(holder, dict) and not _is_needed(holder, key)):
            draft.say(f"{_what(steps, keys[: depth + 1])} could not be read and was left out.")
            holder.pop(key)
            return True
        depth -= 1
    return False


def _what(steps: Sequence[Any], keys: Sequence[int | str]) -> str:
    """What stands at the end of a path, in words: `The rows of 'goods'`, `An item of labels`."""
    named = [step for step in steps[: len(keys)] if isinstance(step, dict)]
    names = [step.get("name") or step.get("column") for step in named]
    owner = next((name for name in reversed(names) if isinstance(name, str)), None)
    last = next((str(key) for key in reversed(keys) if isinstance(key, str)), "the schema")
    of = f" of '{owner}'" if owner else ""
    return f"An item of {last}{of}" if isinstance(keys[-1], int) else f"The key {last}{of}"


def _is_column(holder: Any, keys: list[int | str]) -> bool:
    return isinstance(holder, list) and len(keys) > 1 and keys[-2] == "columns"


def _is_needed(holder: Json, key: int | str) -> bool:
    return key in ("name", "kind", "values", "of", "column", "expression", "when", "columns") or (
        key in ("field", "table", "rate", "provider", "style") and "kind" in holder
    )


def prune_problems(draft: Draft, problems: Sequence[Problem]) -> bool:
    """Take out what each problem names, where something can be; whether anything was."""
    # From the end, so that the numbers in other paths stay true.
    done = [_prune(draft, problem) for problem in reversed(problems)]
    return any(done)


def _prune(draft: Draft, problem: Problem) -> bool:
    section, _, rest = problem.where.partition(".")
    before = len(draft.warnings)
    if section == "columns":
        done = (
            _replaced(draft, rest, problem)
            or _eased(draft, rest, problem.message)
            or _in_column(draft, rest, problem.message)
        )
    elif section == "drivers":
        done = _in_driver(draft, rest)
    elif section == "tables":
        done = _in_table(draft, rest)
    else:
        done = _in_list(draft, section, rest)
    if done and len(draft.warnings) == before:
        draft.say(f"{problem.where} {problem.message}: it was left out.")
    return done


def _named(names: Sequence[str], path: str) -> tuple[str, list[str]]:
    """The name at the start of a path, which may have points of its own, and the steps after."""
    for name in sorted(names, key=len, reverse=True):
        if path == name or path.startswith(f"{name}."):
            return name, [step for step in path[len(name) :].split(".") if step]
    return "", []


def _replaced(draft: Draft, path: str, problem: Problem) -> bool:
    """Whether the nearest that could stand there was put there."""
    columns = draft.columns()
    name, steps = _named(list(columns), path)
    if problem.instead is None or not name or len(steps) != 1:
        return False
    column, key = columns[name], steps[0]
    if column.get(key) == problem.instead:
        return False
    column[key] = problem.instead
    shown = problem.instead if isinstance(problem.instead, float | int) else "as its cases allow"
    draft.say(f"The {key} of '{name}' {problem.message}. So it is {shown}.")
    return True


def _eased(draft: Draft, path: str, message: str) -> bool:
    """Whether a number's mean and sd, or those of its case, were made possible instead."""
    columns = draft.columns()
    name, steps = _named(list(columns), path)
    column = columns.get(name, {})
    whole = not steps or (steps[0] == "cases" and len(steps) == 2)
    if column.get("kind") != "number" or not whole:
        return False
    case = _case_at(column, steps) if steps else None
    done = None if steps and case is None else ease(column, case)
    if done is not None:
        draft.say(f"'{name}': {message}. So {done}.")
    return done is not None


def _case_at(column: Json, steps: list[str]) -> Json | None:
    cases: list[Json] = column.get("cases") or []
    number = int(steps[1]) if len(steps) > 1 and steps[1].isdigit() else len(cases)
    return cases[number] if number < len(cases) else None


def _in_column(draft: Draft, path: str, message: str) -> bool:
    columns = draft.columns()
    name, steps = _named(list(columns), path)
    if not name or not steps:
        return False
    column, key = columns[name], steps[0]
    if key == "cases" and column.get("cases"):
        return _take_case(column, steps)
    if key == "pattern":
        column["pattern"] = _wider(str(column.get("pattern", "")))
        draft.say(f"The pattern of '{name}' {message}. So it is {column['pattern']}.")
        return True
    if key in ("expression", "table", "provider") or (
        key == "field" and column.get("kind") == "lookup"
    ):
        draft.lose(column, f"cannot be made: its {key} {message}")
        return True
    if key in ("values", "name", "kind", "rate", "style", "field") or key not in column:
        return False
    del column[key]
    if key == "after":
        column.pop("within", None)
    return True


def _take_case(column: Json, steps: list[str]) -> bool:
    cases = column["cases"]
    number = int(steps[1]) if len(steps) > 1 and steps[1].isdigit() else len(cases)
    if number < len(cases):
        del cases[number]
    else:
        cases.clear()
    if not cases:
        del column["cases"]
    return True


def _wider(pattern: str) -> str:
    """The pattern with room for more ids; a sequence where it has much, or no form of one."""
    narrow = 0 < pattern.count("#") + pattern.count("?") < _MOST_DIGITS
    return f"{pattern}###" if narrow and len(pattern) < 72 else "sequence"


def _in_driver(draft: Draft, path: str) -> bool:
    drivers = draft.items("drivers")
    name, steps = _named([str(driver["column"]) for driver in drivers], path)
    driver = next((driver for driver in drivers if driver["column"] == name), None)
    if driver is None:
        return False
    number = int(steps[1]) if len(steps) > 1 and steps[1].isdigit() else len(driver["by"])
    if number < len(driver["by"]) > 1:
        del driver["by"][number]
    else:
        draft.data["drivers"] = [other for other in drivers if other is not driver]
    return True


def _in_table(draft: Draft, path: str) -> bool:
    tables = draft.items("tables")
    name, steps = _named([str(table["name"]) for table in tables], path)
    table = next((table for table in tables if table["name"] == name), None)
    if table is None or steps != ["shares"] or "shares" not in table:
        return False
    del table["shares"]
    return True


def _in_list(draft: Draft, key: str, path: str) -> bool:
    """An item of missing, dirt, labels or hidden; all of them where none is named."""
    items = draft.data.get(key)
    if key not in ("missing", "dirt", "labels", "hidden") or not isinstance(items, list):
        return False
    kept = [item for item in items if path and not _is_meant(item, path)]
    if len(kept) == len(items):
        return False
    draft.data[key] = kept
    if not kept:
        del draft.data[key]
    return True


def _is_meant(item: Any, path: str) -> bool:
    if not isinstance(item, dict):
        return bool(item == path)
    known = {item.get("column"), item.get("what"), f"{item.get('what')}.{item.get('column')}"}
    return any(name and (path == name or path.startswith(f"{name}.")) for name in known)
