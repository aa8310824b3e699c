"""The values within each column and table, whatever the others say."""

from __future__ import annotations

from collections.abc import Callable

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
from rowsmith.planning.repair.tables import mend_table


def mend_values(draft: Draft) -> None:
    """Mend what is wrong within one column or table, whatever the others say."""
    for table in draft.items("tables"):
        mend_table(draft, table)
    for _, column in list(draft.subjects()):
        mend = _MENDS.get(column.get("kind", ""))
        if mend is not None and isinstance(column.get("name"), str):
            mend(draft, column, column["name"])


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
