"""Columns that need each other: the weakest link of each circle is left out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.schema import Schema
from rowsmith.schema.dependencies import Cycle, making_order, reads
from rowsmith.schema.expressions import names_in

_MOST_CIRCLES = 200


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
    for drop in (_drop_cases, _drop_tone, _drop_topic, _drop_after, _drop_bound, _drop_place):
        for name, read in links:
            if drop(columns[name], read):
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


def _drop_cases(column: Json, read: str) -> bool:
    cases = column.get("cases") or []
    kept = [case for case in cases if read not in names_in(case["when"])]
    if len(kept) == len(cases):
        return False
    column["cases"] = kept
    if not kept:
        del column["cases"]
    return True


def _drop_key(key: str, *also: str) -> Callable[[Json, str], bool]:
    def drop(column: Json, read: str) -> bool:
        if column.get(key) != read:
            return False
        for gone in (key, *also):
            column.pop(gone, None)
        return True

    return drop


_drop_tone = _drop_key("tone")
_drop_topic = _drop_key("topic")
_drop_after = _drop_key("after", "within")


def _drop_bound(column: Json, read: str) -> bool:
    for key in ("min", "max", "within"):
        source = column.get(key)
        if isinstance(source, str) and read in names_in(source):
            del column[key]
            return True
    return False


def _drop_place(column: Json, read: str) -> bool:
    """The column in the braces of an id's pattern."""
    pattern = column.get("pattern")
    if not isinstance(pattern, str) or f"{{{read}}}" not in pattern:
        return False
    column["pattern"] = pattern.replace(f"{{{read}}}", "###")
    return True
