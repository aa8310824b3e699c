"""What is spoiled on purpose, after everything has been made: typos, mixed formats, repeated
rows. Outliers are drawn with their numbers, missing cells by `missing`.

Formulas, cases and drivers have read the clean values by then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.arrays import as_text, single
from rowsmith.engine.block import Block
from rowsmith.engine.encode.cells import select
from rowsmith.engine.spoils import Spoil, share_of
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Coded,
    Datetimes,
    IntArray,
    Numbers,
    Text,
    TextTable,
    Values,
)
from rowsmith.schema.model import Dirt, Schema

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A block after it was spoiled.

    values: the columns as the file shows them. spoils: what came of each wish.
    struck: by what and column, which rows had a cell changed, before rows were repeated.
    of_row: int64[size], the row of the block that each row shows: itself, or an earlier one.
    """

    values: dict[str, Values]
    spoils: list[Spoil]
    struck: dict[tuple[str, str], BoolArray]
    of_row: IntArray


def spoiled(values: Mapping[str, Values], schema: Schema, block: Block) -> Spoiled:
    """The columns with their typos, mixed formats and repeated rows."""
    made = dict(values)
    found: list[Spoil] = []
    all_struck: dict[tuple[str, str], BoolArray] = {}
    for dirt in schema.dirt:
        column = dirt.column
        if dirt.what not in _SPOILERS or column is None or column not in made:
            continue
        stream = block.streams(f"{dirt.what} {column}")
        present = _present(made[column])
        struck = (stream.uniform("cell") < dirt.share) & present
        made[column] = _SPOILERS[dirt.what](made[column], struck, stream)
        found.append(Spoil(dirt.what, column, None, dirt.share, share_of(struck, present)))
        before = all_struck.get((dirt.what, column), False)
        all_struck[dirt.what, column] = struck | before
    rows = np.arange(block.size)
    repeats = [dirt for dirt in schema.dirt if dirt.what == "duplicates" and dirt.share]
    if repeats:
        rows, spoil = _repeats(repeats, block.streams("duplicates"))
        made = {name: select(column, rows) for name, column in made.items()}
        found.append(spoil)
    return Spoiled(made, found, all_struck, rows)


def _present(values: Values) -> BoolArray:
    if values.missing is None:
        return np.ones(values.size, dtype=np.bool_)
    return ~values.missing


def _repeats(repeats: list[Dirt], stream: Stream) -> tuple[IntArray, Spoil]:
    """For each row the row it shows: itself, or for a share an earlier one of the block."""
    share = min(1.0, sum(dirt.share for dirt in repeats))
    rows = np.arange(stream.size)
    struck = (stream.uniform("row") < share) & (rows > 0)
    earlier = (stream.uniform("source") * rows).astype(np.int64)
    source = np.where(struck, earlier, rows)
    shown = np.where(struck, source[source], rows)
    return shown, Spoil("duplicates", None, None, share, share_of(struck))


def _with_typos(values: Values, struck: BoolArray, stream: Stream) -> Values:
    """Text with one slip of the fingers in each struck cell."""
    return _rewritten(_legible(values), struck, stream, _typo)


def _with_formats(values: Values, struck: BoolArray, stream: Stream) -> Values:
    """Cells written another way: other case, spaces around, another date format."""
    return _rewritten(_legible(values), struck, stream, _other_format(values))


def _legible(values: Values) -> Text:
    if isinstance(values, Numbers):
        raise TypeError("numbers are not spoiled by their letters")
    return as_text(values)


def _other_format(values: Values) -> Callable[[str, int], str]:
    if isinstance(values, Datetimes):
        return _other_time if values.precision == "time" else _other_date
    return _other_word if isinstance(values, Booleans) else _other_case


_SPOILERS: dict[str, Callable[[Values, BoolArray, Stream], Values]] = {
    "typos": _with_typos,
    "formats": _with_formats,
}


def _rewritten(
    values: Text, struck: BoolArray, stream: Stream, rewrite: Callable[[str, int], str]
) -> Text:
    """The column with `rewrite(cell, 53 random bits)` in the struck rows."""
    rows = np.flatnonzero(struck)
    if not len(rows):
        return values
    coded = single(values)
    bits = (stream.bits("slip")[rows] >> np.uint64(11)).tolist()
    cells = coded.table.strings[coded.codes[rows]].tolist()
    changed = [rewrite(cell, random) for cell, random in zip(cells, bits, strict=True)]
    table = TextTable(np.concatenate([coded.table.entries, TextTable.of(changed).entries]))
    codes = coded.codes.astype(np.int64)
    codes[rows] = len(coded.table) + np.arange(len(rows))
    return Text((Coded(codes, table),), values.size, values.missing)


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
    return next(slip for slip in slips[start:] + slips[:start] if slip != cell)


def _other_case(cell: str, random: int) -> str:
    return _one_of((cell.upper(), cell.lower(), f" {cell}", f"{cell} ", cell.title()), cell, random)


def _other_word(cell: str, random: int) -> str:
    truths = {"True": ("yes", "1", "TRUE", "Y"), "False": ("no", "0", "FALSE", "N")}
    others = (cell.upper(), cell.lower(), cell[:1], f"{cell} ")
    return _one_of(truths.get(cell, others), cell, random)


def _one_of(options: tuple[str, ...], cell: str, random: int) -> str:
    others = [option for option in options if option != cell]
    return others[random % len(others)]


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


def _other_time(cell: str, random: int) -> str:
    hour, _, rest = cell.partition(":")
    half = f"{(int(hour) - 1) % 12 + 1}:{rest} {'AM' if int(hour) < 12 else 'PM'}"
    return (half, f"{hour}.{rest}", f"{hour}h{rest}", half.replace(" ", "").lower())[random % 4]
