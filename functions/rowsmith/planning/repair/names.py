"""Names: each of its own."""

from __future__ import annotations

from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.schema import MAX_COLUMNS


def mend_names(draft: Draft) -> None:
    """Rename or drop what bears a name that is taken; references go on meaning the first."""
    _columns(draft)
    _at_most(draft)
    for key in ("tables", "entities"):
        taken: set[str] = set()
        for item in draft.items(key):
            item["name"] = _free(draft, item["name"], taken, key)
    for table in draft.items("tables"):
        fields: set[str] = set()
        table["fields"] = [
            _free(draft, field or "field", fields, "fields of a table") for field in table["fields"]
        ]
    _drivers(draft)
    for key in ("labels", "hidden"):
        if key in draft.data:
            draft.data[key] = list(dict.fromkeys(draft.data[key]))


def _columns(draft: Draft) -> None:
    taken: dict[str, Json] = {}
    for entity, column in list(draft.subjects()):
        name = column.get("name")
        if not isinstance(name, str) or not name:
            continue
        first = taken.setdefault(name, column)
        if first is column:
            continue
        if first == column or (entity is None and _repeats_subject(draft, first, column)):
            draft.drop_column(column)
            draft.say(f"'{name}' was there twice; one of them was left out.")
            continue
        column["name"] = _free(draft, name, set(taken), "columns")
        taken[column["name"]] = column


def _at_most(draft: Draft) -> None:
    """Leave out columns beyond the limit, the last of the row first."""
    count = len(list(draft.subjects()))
    own = draft.items("columns")
    if count <= MAX_COLUMNS or not own:
        return
    draft.data["columns"] = own[: max(len(own) - (count - MAX_COLUMNS), 0)]
    draft.say(f"There were {count} columns; the first {MAX_COLUMNS} were kept.")


def _repeats_subject(draft: Draft, first: Json, column: Json) -> bool:
    """Whether a row's column only repeats its subject's, as an order repeats the customer's id."""
    of_subject = any(entity is not None and other is first for entity, other in draft.subjects())
    return of_subject and first.get("kind") == column.get("kind")


def _free(draft: Draft, name: str, taken: set[str], what: str) -> str:
    """`name`, or with a number where it is taken."""
    free, number = name, 2
    while free in taken:
        free = f"{name[:58]}_{number}"
        number += 1
    if free != name:
        draft.say(f"There were two {what} called '{name}'; the second is '{free}'.")
    taken.add(free)
    return free


def _drivers(draft: Draft) -> None:
    """Two drivers of a column become one with the terms of both."""
    first_of: dict[str, Json] = {}
    for driver in draft.items("drivers"):
        name = driver.get("column")
        if not isinstance(name, str):
            continue
        first = first_of.setdefault(name, driver)
        if first is not driver:
            first["by"] = [*first["by"], *driver["by"]]
            draft.say(f"'{name}' had two drivers; they were made one.")
    if "drivers" in draft.data:
        draft.data["drivers"] = list(first_of.values())
        for driver in draft.data["drivers"]:
            if len(driver["by"]) > 20:
                draft.say(f"'{driver['column']}' had over 20 terms; the first 20 were kept.")
                driver["by"] = driver["by"][:20]
