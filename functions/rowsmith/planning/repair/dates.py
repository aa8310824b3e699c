"""Dates and times: moments that can be read, in order, of one sort."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of, words
from rowsmith.planning.repair.reading import choose, clean, number_in
from rowsmith.schema.columns import Precision, Rhythm
from rowsmith.schema.moments import resolve

_ANY_DAY = date(2024, 1, 1)
_NEAR_TODAY = {"yesterday": "today-1d", "tomorrow": "today+1d", "current_date": "today"}
_AGO = re.compile(r"^(\d{1,5})\s*(day|week|month|year)s?\s*ago$")
_FROM_NOW = re.compile(r"^(?:now|today)?\s*([+-])\s*(\d{1,5})\s*(d|w|m|y)")


def mend_datetime(draft: Draft, column: Json, name: str) -> None:
    """A range of moments in order, or so many days after another date."""
    choose(draft, column, "precision", get_args(Precision), words()["precisions"])
    _rhythm(draft, column, name)
    for key in ("start", "end"):
        _moment(draft, column, key, name)
    times = [_is_time(column[key]) for key in ("start", "end") if key in column]
    if any(times):
        _time_of_day(draft, column, name)
    start, end = _seconds(column, "start"), _seconds(column, "end")
    if start is not None and end is not None and start > end:
        column["start"], column["end"] = column["end"], column["start"]
        draft.say(f"The start of '{name}' was later than its end; they were swapped.")
    within = column.get("within")
    if isinstance(within, bool | list | dict) or within == "":
        column.pop("within", None)
    elif isinstance(within, str) and number_in(within) is not None:
        column["within"] = number_in(within)
    if isinstance(column.get("within"), int | float) and column["within"] < 0:
        column["within"] = -column["within"]
        draft.say(f"'{name}' was to come days before; it comes that many days after.")
    if "within" in column and not column.get("after"):
        del column["within"]
        draft.say(f"'{name}' was limited in days after a column that it did not name.")


def _rhythm(draft: Draft, column: Json, name: str) -> None:
    written = column.pop("rhythm", None)
    if written is None:
        return
    known, aliases = get_args(Rhythm), words()["rhythms"]
    meant = []
    for rhythm in written if isinstance(written, list) else [written]:
        text = str(rhythm)
        found = text if text in known else aliases.get(key_of(text)) or closest(text, known)
        if found != rhythm:
            draft.say(f"The rhythm '{clean(text, 40)}' of '{name}' is {found or 'not known'}.")
        if found:
            meant.append(found)
    if meant:
        column["rhythm"] = list(dict.fromkeys(meant))[:4]


def _moment(draft: Draft, column: Json, key: str, name: str) -> None:
    if key not in column:
        return
    written = str(column[key]).strip()
    meant = written if _resolves(written) else _read_moment(written, end=key == "end")
    if meant is None:
        del column[key]
        draft.miss(f"columns.{name}.{key}", f"is written '{clean(written, 40)}', which is no date")
        return
    if meant != column[key]:
        draft.say(f"The {key} of '{name}' was '{clean(written, 40)}'; {meant} was taken.")
    column[key] = meant


def _resolves(text: str) -> bool:
    try:
        resolve(text, today=_ANY_DAY)
    except ValueError:
        return False
    return len(text) <= 40


def _read_moment(text: str, *, end: bool) -> str | None:
    """What people write for a moment, as this language does; None where it is none."""
    # The grammar is read from files: only where it is needed.
    from rowsmith.planning.grammar.dates import read_period
    from rowsmith.planning.grammar.moments import read_moment

    lowered = text.lower().strip()
    tries = [_NEAR_TODAY.get(lowered)]
    if match := _AGO.match(lowered):
        tries.append(f"today-{match.group(1)}{match.group(2)[0]}")
    if match := _FROM_NOW.match(lowered):
        tries.append(f"today{match.group(1)}{match.group(2)}{match.group(3)}")
    if match := re.match(r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)", text):
        tries.append(match.group(1).replace("T", " "))
    if match := re.match(r"^(\d{4}-\d{2})-(29|30|31)$", text):
        tries.append(f"{match.group(1)}-28")
    if period := read_period(text):
        edges = [edge.text for edge in (period.start, period.end) if edge is not None]
        # Of `last year` and `next year` the edge that is not today.
        tries += sorted(edges[::-1] if end else edges, key=lambda edge: edge == "today")
    if moment := read_moment(text):
        tries.append(moment.text)
    return next((found for found in tries if found and _resolves(found)), None)


def _is_time(text: str) -> bool:
    return resolve(text, today=_ANY_DAY).is_time


def _seconds(column: Json, key: str) -> int | None:
    if key not in column:
        return None
    return resolve(column[key], today=_ANY_DAY, end=key == "end").seconds


def _time_of_day(draft: Draft, column: Json, name: str) -> None:
    """A time of day has two times and follows nothing."""
    for key, value in (("start", "00:00"), ("end", "23:59")):
        if key not in column or not _is_time(column[key]):
            column[key] = value
            draft.say(f"'{name}' is a time of day; its {key} is {value}.")
    if column.pop("after", None) is not None:
        column.pop("within", None)
        draft.say(f"'{name}' is a time of day and cannot come after a date.")
