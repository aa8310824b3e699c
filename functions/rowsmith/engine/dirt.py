"""What is spoiled on purpose, after everything has been made: missing cells, typos, mixed
formats, repeated rows. Outliers are drawn with their numbers.

Formulas, cases and drivers have read the clean values by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rowsmith.engine.arrays import single, strings, with_missing
from rowsmith.engine.block import Block, StreamSource
from rowsmith.engine.encode.cells import select, texts
from rowsmith.engine.evaluate import Scope, evaluate_condition
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Coded,
    Datetimes,
    Text,
    TextTable,
    Values,
)
from rowsmith.schema.expressions import names, parse
from rowsmith.schema.model import Missing, Schema

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def missing_cells(
    schema: Schema, columns: set[str], scope: Scope, streams: StreamSource
) -> dict[str, BoolArray]:
    """Which cells of `columns` are to be missing, by column."""
    found: dict[str, BoolArray] = {}
    for missing in schema.missing:
        if missing.column in columns:
            gone = _missing(missing, scope, streams)
            found[missing.column] = found.get(missing.column, False) | gone
    return found


def _missing(missing: Missing, scope: Scope, streams: StreamSource) -> BoolArray:
    gone: BoolArray = streams(f"missing {missing.column}").uniform("cell") < missing.share
    if missing.when is not None:
        gone = gone & evaluate_condition(parse(missing.when), scope)
    return gone


def reads_only(missing: Missing, columns: set[str]) -> bool:
    """Whether a `when` reads no column but these."""
    return missing.when is None or names(parse(missing.when)) <= columns


def spoiled(
    values: Mapping[str, Values], schema: Schema, gone: Mapping[str, BoolArray], block: Block
) -> dict[str, Values]:
    """The block's columns with their missing cells, typos, mixed formats and repeated rows."""
    made = {name: with_missing(column, gone.get(name)) for name, column in values.items()}
    for dirt in schema.dirt:
        if dirt.what in _SPOILERS and dirt.column in made:
            stream = block.streams(f"{dirt.what} {dirt.column}")
            struck = stream.uniform("cell") < dirt.share
            made[dirt.column] = _SPOILERS[dirt.what](made[dirt.column], struck, stream)
    share = sum(dirt.share for dirt in schema.dirt if dirt.what == "duplicates")
    if not share:
        return made
    rows = _repeats(share, block.streams("duplicates"))
    return {name: select(column, rows) for name, column in made.items()}


def _repeats(share: float, stream: Stream) -> np.ndarray:
    """For each row the row it shows: itself, or for a share an earlier one of the block."""
    rows = np.arange(stream.size)
    struck = (stream.uniform("row") < share) & (rows > 0)
    earlier = (stream.uniform("source") * rows).astype(np.int64)
    source = np.where(struck, earlier, rows)
    return np.where(struck, source[source], rows)


def _with_typos(values: Values, struck: BoolArray, stream: Stream) -> Values:
    """Text with one slip of the fingers in each struck cell."""
    if not isinstance(values, Text):
        return values
    return _rewritten(values, struck, stream, _typo)


def _with_formats(values: Values, struck: BoolArray, stream: Stream) -> Values:
    """Cells written another way: other case, spaces around, another date format."""
    if isinstance(values, Datetimes):
        return _rewritten(_as_text(values), struck, stream, _other_date)
    if isinstance(values, Booleans):
        return _rewritten(_as_text(values), struck, stream, _other_word)
    if isinstance(values, Text):
        return _rewritten(values, struck, stream, _other_case)
    return values


_SPOILERS: dict[str, Callable[[Values, BoolArray, Stream], Values]] = {
    "typos": _with_typos,
    "formats": _with_formats,
}


def _as_text(values: Datetimes | Booleans) -> Text:
    cells, codes = np.unique(np.array(texts(values), dtype=object), return_inverse=True)
    return Text.coded(codes, TextTable.of(cells.tolist()), values.missing)


def _rewritten(
    values: Text, struck: BoolArray, stream: Stream, rewrite: Callable[[str, int], str]
) -> Text:
    """The column with `rewrite(cell, 53 random bits)` in the struck rows."""
    rows = np.flatnonzero(struck)
    if not len(rows):
        return values
    coded = single(values)
    bits = (stream.bits("slip")[rows] >> np.uint64(11)).tolist()
    cells = strings(select_text(values, rows)).tolist()
    changed = [rewrite(cell, random) for cell, random in zip(cells, bits, strict=True)]
    table = TextTable(np.concatenate([coded.table.entries, TextTable.of(changed).entries]))
    codes = coded.codes.astype(np.int64)
    codes[rows] = len(coded.table) + np.arange(len(rows))
    return Text((Coded(codes, table),), values.size, values.missing)


def select_text(values: Text, rows: np.ndarray) -> Text:
    """The text column with these rows only."""
    chosen = select(values, rows)
    assert isinstance(chosen, Text)  # noqa: S101
    return chosen


def _typo(cell: str, random: int) -> str:
    """A letter left out, doubled, swapped with the next, or hit beside its key."""
    if len(cell) < 3:
        return cell + cell[-1:]
    at = 1 + random % (len(cell) - 2)
    slips = (
        cell[:at] + cell[at + 1 :],
        cell[:at] + cell[at] + cell[at:],
        cell[:at] + cell[at + 1] + cell[at] + cell[at + 2 :],
        cell[:at] + _LETTERS[random // 7 % 26] + cell[at + 1 :],
    )
    start = random // 977 % 4
    return next((s for s in slips[start:] + slips[:start] if s != cell), cell)


def _other_case(cell: str, random: int) -> str:
    options = [
        o for o in (cell.upper(), cell.lower(), f" {cell}", f"{cell} ", cell.title()) if o != cell
    ]
    return options[random % len(options)]


def _other_word(cell: str, random: int) -> str:
    truths = {"True": ("yes", "1", "TRUE", "Y"), "False": ("no", "0", "FALSE", "N")}
    options = truths.get(cell) or (cell.upper(), cell.lower(), cell[:1], f"{cell} ")
    return options[random % len(options)]


def _other_date(cell: str, random: int) -> str:
    day, _, time = cell.partition(" ")
    year, month, date = day.split("-")
    written = (
        f"{date}/{month}/{year}",
        f"{month}-{date}-{year}",
        f"{year}{month}{date}",
        f"{date}.{month}.{year}",
    )
    return f"{written[random % 4]} {time}".strip()
