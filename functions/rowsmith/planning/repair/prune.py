"""The last resort: leave out the small part of a schema that a problem names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from rowsmith.errors import Problem
from rowsmith.planning.repair.draft import Draft, Json, said_of
from rowsmith.planning.repair.ease import ease
from rowsmith.schema import Schema

_MOST_FAULTS = 200
_MOST_DIGITS = 9
_MADE_BY = ("expression", "table", "provider")
"""Keys without which a column cannot be made."""
_NEEDED = frozenset(
    {"name", "kind", "values", "of", "by", "column", "expression", "when", "columns", "rows"}
    | {"fields"}
)
_NEEDED_BY_KIND = frozenset({"field", "table", "rate", "provider", "style"})

_Path: TypeAlias = tuple[int | str, ...]
"""Keys and list positions from the whole to a part, of which the last ones may not be there."""


def prune_form(draft: Draft) -> None:
    """Take out what has not the form of the language, until all has or no more can be."""
    for _ in range(_MOST_FAULTS):
        try:
            Schema.model_validate(draft.data)
        except ValidationError as error:
            found = (
                _take_out(draft, detail["loc"], "could not be read")
                for detail in error.errors(include_url=False)
            )
            if not any(found):
                return
        else:
            return


def prune_problems(draft: Draft, problems: Sequence[Problem]) -> bool:
    """Take out what each problem names, where something can be; whether anything was."""
    # From the end, so that the numbers in other paths stay true.
    done = [_prune(draft, problem) for problem in reversed(problems)]
    return any(done)


def _prune(draft: Draft, problem: Problem) -> bool:
    path = _path(draft, problem.where)
    if path is None:
        return False
    if problem.where.startswith("columns."):
        of_column = 4 if path[0] == "entities" else 2
        if _mended(draft, _at(draft, path[:of_column]), path[of_column:], problem):
            return True
    return _take_out(draft, path, problem.message)


def _path(draft: Draft, where: str) -> _Path | None:
    """Where a problem's place is in the data: names as the positions of what bears them."""
    section, _, rest = where.partition(".")
    if section == "columns":
        for path, column in _columns(draft):
            if (steps := _behind(column["name"], rest)) is not None:
                return (*path, *steps)
        return None
    items = draft.data.get(section)
    if not isinstance(items, list):
        return None
    for position, item in enumerate(items):
        for name in _names(item):
            if (steps := _behind(name, rest)) is not None:
                return (section, position, *steps)
    return (section,) if not rest else None


def _columns(draft: Draft) -> list[tuple[_Path, Json]]:
    """Every column with its path, those of long names first: a name may have points of its own."""
    holders: list[tuple[_Path, Any]] = [
        (("entities", number), entity)
        for number, entity in enumerate(draft.data.get("entities") or ())
    ]
    found: list[tuple[_Path, Json]] = [
        ((*path, "columns", position), column)
        for path, holder in [*holders, ((), draft.data)]
        if isinstance(holder, dict)
        for position, column in enumerate(holder.get("columns") or ())
        if isinstance(column, dict) and isinstance(column.get("name"), str)
    ]
    return sorted(found, key=lambda one: -len(one[1]["name"]))


def _names(item: Any) -> list[str]:
    """What a problem may call an item of a list: the longest first."""
    if not isinstance(item, dict):
        return [str(item)]
    found = [item.get("name"), item.get("column"), item.get("what")]
    if item.get("what") and item.get("column"):
        found.insert(0, f"{item['what']}.{item['column']}")
    return [name for name in found if isinstance(name, str)]


def _behind(name: str, path: str) -> _Path | None:
    """The steps of a path after the name with which it starts; None where it starts otherwise."""
    if path != name and not path.startswith(f"{name}."):
        return None
    steps = [step for step in path[len(name) :].split(".") if step]
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _at(draft: Draft, path: _Path) -> Any:
    here: Any = draft.data
    for step in path:
        here = here[step]
    return here


def _mended(draft: Draft, column: Json, steps: _Path, problem: Problem) -> bool:
    """Whether a column was made possible by another figure, or is lost as a whole."""
    name, kind, key = column["name"], column.get("kind"), steps[0] if steps else ""
    if problem.instead is not None and len(steps) == 1 and column.get(str(key)) != problem.instead:
        column[str(key)] = problem.instead
        plain = isinstance(problem.instead, float | int)
        shown = problem.instead if plain else "as its cases allow"
        draft.say(f"The {key} of '{name}' {problem.message}. So it is {shown}.")
        return True
    if kind == "number" and (not steps or (key == "cases" and len(steps) == 2)):
        case = column["cases"][steps[1]] if steps else None
        if (done := ease(column, case)) is not None:
            draft.say(f"'{name}': {problem.message}. So {done}.")
            return True
    if key == "pattern":
        column["pattern"] = _wider(str(column.get("pattern", "")))
        draft.say(f"The pattern of '{name}' {problem.message}. So it is {column['pattern']}.")
        return True
    if key in _MADE_BY or (key == "field" and kind == "lookup"):
        draft.lose(column, f"cannot be made: its {key} {problem.message}")
        return True
    return False


def _wider(pattern: str) -> str:
    """The pattern with room for more ids; a sequence where it has much, or no form of one."""
    narrow = 0 < pattern.count("#") + pattern.count("?") < _MOST_DIGITS
    return f"{pattern}###" if narrow and len(pattern) < 72 else "sequence"


def _take_out(draft: Draft, path: Sequence[int | str], why: str | None) -> bool:
    """Take out what stands at a path, or the smallest item around it; never a column.

    why: a predicate for the warning; None for what is empty now, which is not told.
    """
    steps: list[Any] = [draft.data]
    keys: list[int | str] = []
    for step in path:
        here = steps[-1]
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if inside:
            keys.append(step)
            steps.append(here[step])
    for depth in range(len(keys) - 1, -1, -1):
        holder, key = steps[depth], keys[depth]
        if isinstance(steps[depth + 1], dict) and depth and keys[depth - 1] == "columns":
            return False
        if isinstance(holder, list) or not _is_needed(holder, key):
            if why is not None:
                said = _said(steps[: depth + 1], keys[: depth + 1])
                draft.say(f"{said} {why} and was left out.")
            holder.pop(key)
            if not holder and isinstance(holder, list):
                _take_out(draft, keys[:depth], None)
            return True
    return False


def _is_needed(holder: Json, key: int | str) -> bool:
    if "kind" in holder:
        return key in _NEEDED or key in _NEEDED_BY_KIND
    in_case = "when" in holder and key != "sd"
    return key in _NEEDED or in_case


def _said(steps: Sequence[Any], keys: Sequence[int | str]) -> str:
    """What stands at the end of a path, in words: `The rows of 'goods'`, `An item of labels`."""
    named = [step for step in steps if isinstance(step, dict)]
    owner = next((names[0] for step in reversed(named) if (names := _names(step))), None)
    last = next((str(key) for key in reversed(keys) if isinstance(key, str)), "the schema")
    if owner is not None and isinstance(keys[-1], str):
        return said_of(f"columns.{owner}.{last}")
    of = f" of '{owner}'" if owner else ""
    return f"An item of {last}{of}" if isinstance(keys[-1], int) else f"The key {last}{of}"
