"""Date and time columns: ISO 8601, `YYYY-MM-DD`, `YYYY-MM-DD HH:MM:SS` or `HH:MM:SS`."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from rowsmith.engine.encode.chunks import Chunk, byte_matrix, chunks_of
from rowsmith.engine.encode.digits import padded, padded_chunks
from rowsmith.engine.encode.pieces import Field, Gather, PerRow, Piece, missing_patches
from rowsmith.engine.values import BoolArray, Datetimes, IntArray

MINUTE = 60
DAY = 86_400
DATE_WIDTH = len("YYYY-MM-DD")
LAST_YEAR = 9999


def datetime_field(values: Datetimes) -> Field:
    """The cells of a date or time column."""
    seconds, missing = shown_seconds(values)
    days = seconds // DAY
    pieces: list[Piece] = []
    if values.precision != "time":
        pieces.append(_date_piece(days))
    if values.precision != "day":
        pieces.extend(_time_pieces(seconds - days * DAY, spaced=values.precision != "time"))
    return Field(pieces, missing_patches(missing))


def shown_seconds(values: Datetimes) -> tuple[IntArray, BoolArray | None]:
    """Seconds, cut to days where only days are shown, and which are missing.

    A missing cell gets the seconds of one that is not, so that it does not widen the range.
    """
    seconds, missing = values.seconds, values.missing
    if missing is not None and missing.any():
        usual = 0 if missing.all() else seconds[missing.argmin()]
        seconds = np.where(missing, usual, seconds)
    if values.precision == "day":
        seconds = seconds // DAY * DAY
    return seconds, missing


def _date_piece(days: IntArray) -> Piece:
    """Dates from a table of the block's days, or made by row where rows are fewer."""
    first, last = int(days.min()), int(days.max())
    if last - first >= len(days):
        return PerRow(*_date_chunks(days))
    return Gather(days - first, *_date_chunks(np.arange(first, last + 1)))


def _date_chunks(days: IntArray) -> tuple[tuple[Chunk, ...], int]:
    """The dates, and their width. `days` are counted from 1970-01-01."""
    dates = days.view("M8[D]")
    months = dates.astype("M8[M]")
    years, month = np.divmod(months.view(np.int64) + 12 * 1970, 12)
    if years.min() < 0 or years.max() > LAST_YEAR:
        text = byte_matrix(np.datetime_as_string(dates).astype(np.bytes_))
        return chunks_of(text), text.shape[1]
    text = np.zeros((len(days), 16), np.uint8)
    text.view("V4")[:, 0] = padded_chunks(4)[0].take(years)
    text.view("V4")[:, 1] = padded_chunks(2, b"-", b"-")[0].take(month + 1)
    text.view("V2")[:, 4] = padded_chunks(2)[0].take(
        (dates - months.astype("M8[D]")).view(np.int64) + 1
    )
    return (text.view("V16")[:, 0],), DATE_WIDTH


def _time_pieces(seconds: IntArray, *, spaced: bool) -> list[Piece]:
    """Times of day, with a space before them where a date is."""
    minutes = seconds // MINUTE
    return [
        Gather(minutes, _minute_chunks(spaced), len("HH:MM:") + spaced),
        Gather(seconds - minutes * MINUTE, padded_chunks(2), 2),
    ]


@lru_cache
def _minute_chunks(spaced: bool) -> tuple[Chunk, ...]:
    """`HH:MM:` for every minute of a day."""
    hours, minutes = np.divmod(np.arange(DAY // MINUTE), 60)
    two = padded(2)
    colon = np.full((len(hours), 1), ord(":"), np.uint8)
    space = np.full((len(hours), int(spaced)), ord(" "), np.uint8)
    return chunks_of(np.hstack([space, two[hours], colon, two[minutes], colon]))
