"""A table whose rows are short texts: `Lamp|39.90|6`, the last its weight where fields say so."""

from __future__ import annotations

import csv
from typing import Any

from rowsmith.errors import Problem
from rowsmith.planning.model.figures import Keys, amount

CELL_END = "|"
SHARE = "share"
"""The last field of a table whose cells weigh its rows."""


def read_table(table: Any, _: list[Problem]) -> Any:
    """The table with a list of cells for each row, as far as that can be told."""
    if not isinstance(table, dict) or not isinstance(table.get("rows"), list | str):
        return table
    fields = table.get("fields")
    if isinstance(fields, str):
        fields = cells(fields)
    rows = table["rows"]
    if isinstance(fields, list):
        rows = [_row(row, len(fields)) for row in _rows(rows, len(fields))]
        if fields[-1:] == [SHARE] and len(fields) > 1 and table.get("shares") is None:
            return _weighed(table, fields, rows)
    return {**table, "fields": fields, "rows": rows}


def _rows(rows: list[Any] | str, wide: int) -> list[Any]:
    """The rows of a table that may be one text: by lines, else by what parts whole rows."""
    if isinstance(rows, list):
        return rows
    lines = [line for line in rows.splitlines() if line.strip()]
    for end in (";", "/", CELL_END * 2):
        parts = [part for part in rows.split(end) if part.strip()]
        if len(lines) == 1 < len(parts) and all(len(cells(part, wide)) == wide for part in parts):
            return parts
    return lines


def _row(row: Any, wide: int) -> Any:
    """A row's cells, from a text or from the only text of a list."""
    if isinstance(row, list) and len(row) == 1 < wide and isinstance(row[0], str):
        row = row[0]
    return cells(row, wide) if isinstance(row, str) else row


def _weighed(table: Keys, fields: list[Any], rows: list[Any]) -> Keys:
    """A table whose last field weighs its rows."""
    wide = len(fields)
    whole = [row for row in rows if isinstance(row, list) and len(row) == wide]
    weights = [amount(str(row[-1])) for row in whole]
    shares = {"shares": weights} if len(whole) == len(rows) and None not in weights else {}
    cut = [row[:-1] if isinstance(row, list) and len(row) == wide else row for row in rows]
    return {**table, "fields": fields[:-1], "rows": cut, **shares}


def cells(row: str, wide: int | None = None) -> list[str]:
    """The cells of a row, parted as meant: by bars, else as its `wide` fields want.

    A cell in double quotes is one, whatever stands in it.
    """
    text = " ".join(row.splitlines()).strip("| \t")
    for end in (CELL_END, "\t", ";", ","):
        found = _parted(text, end)
        if len(found) == wide or (wide is None and len(found) > 1):
            return found
    return _parted(text, CELL_END)


def _parted(text: str, end: str) -> list[str]:
    rows = csv.reader([text], delimiter=end, skipinitialspace=True)
    return [part.strip() for row in rows for part in row]
