"""Columns that need each other: the weakest link of each circle is left out."""

from __future__ import annotations

from itertools import pairwise

from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.schema import Schema
from rowsmith.schema.dependencies import Cycle, making_order, reads
from rowsmith.schema.expressions import names_in

_MOST_CIRCLES = 200
_LOOSE = ("cases", "tone", "topic", "after", "min", "max", "within", "pattern")
"""Keys that a column can do without, the least needed first."""


def break_circles(draft: Draft) -> None:
    """Leave out references until every column can be made after what it reads."""
    for _ in range(_MOST_CIRCLES):
        schema = draft.schema()
        if schema is None:
            return
        graph = {column.name: reads(column, schema, entity) for entity, column in schema.subjects()}
        try:
            making_order(graph)
        except Cycle as cycle:
            if not _break(draft, schema, cycle.path):
                return
        else:
            return


def _break(draft: Draft, schema: Schema, path: list[str]) -> bool:
    links = list(pairwise(path))
    circle = " -> ".join(path)
    if _drop_weakest_term(draft, links, circle):
        return True
    columns = draft.columns()
    for key in _LOOSE:
        for name, read in links:
            if _drop_reading(columns[name], key, read):
                draft.say(f"{circle} went round in a circle; '{name}' no longer reads '{read}'.")
                return True
    for name, read in links:
        column = columns[name]
        if column["kind"] == "formula":
            draft.lose(column, f"was to be computed in a circle: {circle}")
            return True
        if column["kind"] == "person":
            draft.drop_column(columns[read])
            draft.say(f"{circle} went round in a circle; '{read}' was left out.")
            return True
    return False


def _drop_weakest_term(draft: Draft, links: list[tuple[str, str]], circle: str) -> bool:
    found = [
        (abs(term.get("weight", 1)), driver, term, read)
        for name, read in links
        for driver in draft.items("drivers")
        if driver["column"] == name
        for term in driver["by"]
        if read in names_in(term["of"])
    ]
    if not found:
        return False
    _, driver, term, _ = min(found, key=lambda item: item[0])
    driver["by"] = [other for other in driver["by"] if other is not term]
    if not driver["by"]:
        draft.data["drivers"] = [d for d in draft.items("drivers") if d is not driver]
    draft.say(
        f"{circle} went round in a circle; '{driver['column']}' no longer depends on "
        f"'{term['of']}'."
    )
    return True


def _drop_reading(column: Json, key: str, read: str) -> bool:
    """Leave out what a column reads of another under a key; whether there was any."""
    value = column.get(key)
    if key == "cases":
        kept = [case for case in value or () if read not in names_in(case["when"])]
        if len(kept) == len(value or ()):
            return False
        column["cases"] = kept
    elif isinstance(value, str) and key == "pattern" and f"{{{read}}}" in value:
        column["pattern"] = value.replace(f"{{{read}}}", "###")
    elif isinstance(value, str) and (value == read or read in names_in(value)):
        del column[key]
    else:
        return False
    if not column.get("cases"):
        column.pop("cases", None)
    if "after" not in column:
        column.pop("within", None)
    return True
