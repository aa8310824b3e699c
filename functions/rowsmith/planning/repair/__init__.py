"""Mends the slips that models make in a schema, without asking them again.

A valid schema stays as it is, unless its names tell that it cannot mean what it says. Every
mend is one warning. What cannot be mended is left in place, for `parse_schema` to name.

form -> values -> names -> (what has not the form is left out) -> links -> drivers -> subjects
-> circles -> (what still has a problem is left out) -> sense
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.repair.circles import break_circles
from rowsmith.planning.repair.draft import Draft, said_of
from rowsmith.planning.repair.drivers import mend_drivers
from rowsmith.planning.repair.form import mend_form
from rowsmith.planning.repair.links import mend_links, move_to_rows
from rowsmith.planning.repair.names import mend_names
from rowsmith.planning.repair.prune import prune_form, prune_problems
from rowsmith.planning.repair.sense import mend_sense
from rowsmith.planning.repair.values import mend_values
from rowsmith.schema import parse_schema, read_schema

_MOST_ROUNDS = 20


def repair(data: object) -> tuple[object, list[str], list[Problem]]:
    """What `data` (as from `json.loads`) means, a warning for each mend, and what was lost.

    Lost is what could not be mended and was left out: whoever wrote it may write it again, and
    `told_lost` says it to the user. Pure and idempotent: `data` is not changed, and what comes
    out comes out again.
    """
    if _is_valid(data):
        return *_sensible(data), []
    if not isinstance(data, dict | list):
        return data, [], []
    draft = Draft(_unwrapped(copy.deepcopy(data)))
    for mend in (mend_form, mend_values, mend_names, prune_form, mend_links,
                 mend_drivers, move_to_rows, break_circles):  # fmt: skip
        mend(draft)
    _prune(draft)
    if not _is_valid(draft.data):
        return draft.data, draft.warnings, draft.lost
    result, warnings = _sensible(draft.data)
    return result, [*draft.warnings, *warnings], draft.lost


def told_lost(lost: Sequence[Problem]) -> list[str]:
    """What was lost, each in a sentence for the user."""
    return [_sentence(found.where, found.message) for found in lost]


def _sentence(where: str, message: str) -> str:
    said = said_of(where)
    section, _, path = where.partition(".")
    if section in ("columns", "tables") and path and "." not in path:
        return f"{said} was left out: it {message}."
    if section == "drivers" and path:
        return f"{said} {message}; nothing was made of that."
    return f"{said} {message}; that was left out."


def drop_problems(data: object, problems: Sequence[Problem]) -> tuple[object, list[str]]:
    """`data` without the small parts that `problems` name, and a warning for each.

    For a schema that is valid and cannot be made all the same.
    """
    if not isinstance(data, dict):
        return data, []
    draft = Draft(copy.deepcopy(data))
    prune_problems(draft, problems)
    _prune(draft)
    return draft.data, [*draft.warnings, *told_lost(draft.lost)]


def _is_valid(data: object) -> bool:
    try:
        parse_schema(data)
    except InvalidSchema:
        return False
    return True


def _sensible(data: object) -> tuple[object, list[str]]:
    """A valid schema, mended by what its names tell, as long as it stays valid."""
    if not isinstance(data, dict):
        return data, []
    draft = Draft(copy.deepcopy(data))
    mend_sense(draft)
    result, warnings = (
        (draft.data, draft.warnings) if draft.warnings and _is_valid(draft.data) else (data, [])
    )
    schema, meant = read_schema(result)
    if meant:
        result = schema.model_dump(mode="json", exclude_unset=True)
    return result, [*warnings, *meant]


def _unwrapped(data: dict[str, object] | list[object]) -> dict[str, object]:
    if isinstance(data, list):
        return {"columns": data}
    for key in ("schema", "dataset", "data"):
        inner = data.get(key)
        if isinstance(inner, dict) and "columns" not in data:
            return inner
    return data


def _prune(draft: Draft) -> None:
    for _ in range(_MOST_ROUNDS):
        try:
            parse_schema(draft.data)
        except InvalidSchema as error:
            if not prune_problems(draft, error.problems):
                return
        else:
            return
