"""The values within each column and table, whatever the others say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rowsmith.planning.repair.amounts import mend_boolean, mend_category, mend_number
from rowsmith.planning.repair.dates import mend_datetime
from rowsmith.planning.repair.draft import Draft, Json
from rowsmith.planning.repair.makers import (
    mend_faker,
    mend_formula,
    mend_id,
    mend_person,
    mend_place,
    mend_text,
)
from rowsmith.planning.repair.reading import cell, number_in


def mend_values(draft: Draft) -> None:
    """Mend what is wrong within one column or table, whatever the others say."""
    for table in draft.items("tables"):
        _table(draft, table)
    for _, column in list(draft.subjects()):
        mend = _MENDS.get(column.get("kind", ""))
        if mend is not None and isinstance(column.get("name"), str):
            mend(draft, column, column["name"])


def _table(draft: Draft, table: Json) -> None:
    name, fields = table["name"], table["fields"]
    wide = len(fields)
    kept: list[list[str]] = []
    shares = table.get("shares")
    weights = shares if isinstance(shares, list) and len(shares) == len(table["rows"]) else None
    chosen: list[Any] = []
    for number, row in enumerate(table["rows"]):
        cells = (
            [cell(value) if value is not None else "" for value in row][:wide]
            if isinstance(row, list)
            else []
        )
        if len(cells) == wide and all(cells):
            kept.append(cells)
            chosen.append(weights[number] if weights else None)
    if kept != table["rows"]:
        dropped = len(table["rows"]) - len(kept)
        draft.say(
            f"The table '{name}' had rows that did not fit its {wide} fields"
            + (f"; {dropped} of them were left out." if dropped else "; they were cut.")
        )
    table["rows"] = kept[:2_000]
    if shares is None:
        return
    numbers = [number_in(weight) for weight in chosen[:2_000]] if weights else []
    usable = [number for number in numbers if number is not None and 0 <= number <= 1e9]
    if len(usable) != len(table["rows"]) or not sum(usable):
        del table["shares"]
        draft.say(f"The shares of the table '{name}' did not fit its rows; they are equal now.")
    else:
        table["shares"] = usable


_MENDS: dict[str, Callable[[Draft, Json, str], None]] = {
    "id": mend_id,
    "person": mend_person,
    "place": mend_place,
    "faker": mend_faker,
    "category": mend_category,
    "boolean": mend_boolean,
    "number": mend_number,
    "datetime": mend_datetime,
    "text": mend_text,
    "formula": mend_formula,
}
