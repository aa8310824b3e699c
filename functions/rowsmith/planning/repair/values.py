"""The values within each column and table: shares, rates, bounds, dates, patterns, fields."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any, get_args

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of, words
from rowsmith.planning.repair.form import cell, clean, number_in
from rowsmith.schema.columns import (
    MAX_CASES,
    MAX_VALUES,
    PersonField,
    PlaceField,
    Precision,
    Rhythm,
    Shape,
    TextStyle,
)
from rowsmith.schema.moments import resolve
from rowsmith.schema.providers import PROVIDERS
from rowsmith.schema.typing import MAX_DECIMALS

_ANY_DAY = date(2024, 1, 1)
_TOLERANCE = 0.015
_FIELDS = {"person": get_args(PersonField), "place": get_args(PlaceField)}


def mend_values(draft: Draft) -> None:
    """Mend what is wrong within one column or table, whatever the others say."""
    for table in draft.items("tables"):
        _table(draft, table)
    for _, column in list(draft.subjects()):
        mend = _MENDS.get(column.get("kind", ""))
        if mend is not None and isinstance(column.get("name"), str):
            mend(draft, column, column["name"])


def _category(draft: Draft, column: Json, name: str) -> None:
    column["values"] = _shares(draft, column.get("values") or [], name)
    for case in _few_cases(draft, column, name):
        case["values"] = _shares(draft, case["values"], name)
    if not column["values"] and column.get("cases"):
        column["values"] = [dict(level) for level in column["cases"][0]["values"]]
        draft.say(f"'{name}' had values in its cases only; those of the first hold elsewhere.")
    _flag(column, "ordered")


def _shares(draft: Draft, levels: list[Json], name: str) -> list[Json]:
    kept: dict[str, Json] = {}
    for level in levels:
        share = level.get("share")
        if share is not None and share < 0:
            level["share"] = share = -share
            draft.say(f"A share of '{name}' was below zero; its sign was dropped.")
        first = kept.setdefault(level["value"], level)
        if first is not level:
            draft.say(f"'{name}' had the value '{level['value']}' twice; it was made one.")
            if share is not None:
                first["share"] = first.get("share", 0) + share
    levels = list(kept.values())
    if len(levels) > MAX_VALUES:
        draft.say(f"'{name}' had {len(levels)} values; the first {MAX_VALUES} were kept.")
        levels = levels[:MAX_VALUES]
    _rescale(draft, levels, name)
    return levels


def _rescale(draft: Draft, levels: list[Json], name: str) -> None:
    stated = [level for level in levels if "share" in level]
    total = sum(level["share"] for level in stated)
    if not stated:
        return
    if total == 0:
        if len(stated) == len(levels):
            draft.say(f"All shares of '{name}' were zero; its values are equally frequent.")
            for level in stated:
                del level["share"]
        return
    open_ended = len(stated) < len(levels)
    scale = 1.0 if total <= 1 + _TOLERANCE else 100.0
    excess = total / scale - 1
    if excess <= _TOLERANCE and (open_ended or excess >= -_TOLERANCE):
        return
    aim = 100.0 * len(stated) / len(levels)
    for level in stated:
        level["share"] = number_in(round(level["share"] * aim / total, 6))
    draft.say(f"The shares of '{name}' added up to {total:g}; they were scaled to 100.")


def _few_cases(draft: Draft, column: Json, name: str) -> list[Json]:
    cases: list[Json] = column.get("cases") or []
    if len(cases) > MAX_CASES:
        draft.say(f"'{name}' had {len(cases)} cases; the first {MAX_CASES} were kept.")
        column["cases"] = cases = cases[:MAX_CASES]
    return cases


def _boolean(draft: Draft, column: Json, name: str) -> None:
    if "rate" not in column:
        column["rate"] = 0.5
        draft.say(f"'{name}' had no rate; half of it is true.")
    for item in (column, *_few_cases(draft, column, name)):
        _rate(draft, item, "rate", name)
    said = column.get("words")
    if said is None:
        return
    texts = [cell(word) for word in said] if isinstance(said, list) else []
    if len(texts) != 2 or texts[0] == texts[1] or not all(texts):
        draft.say(f"'{name}' needs two words that differ; it prints True and False.")
        del column["words"]
    else:
        column["words"] = texts


def _rate(draft: Draft, item: Json, key: str, name: str) -> None:
    value = item.get(key)
    if value is None or 0 <= value <= 1:
        return
    value = abs(value)
    item[key] = min(value / 100 if value > 1 else value, 1)
    draft.say(f"The {key} of '{name}' was not from 0 to 1; {item[key]:g} was taken.")


def _number(draft: Draft, column: Json, name: str) -> None:
    _choice(draft, column, "shape", get_args(Shape), words()["shapes"])
    decimals = column.get("decimals", 0)
    if decimals != min(max(math.floor(decimals), 0), MAX_DECIMALS):
        column["decimals"] = min(max(math.floor(decimals), 0), MAX_DECIMALS)
        draft.say(f"'{name}' has {column['decimals']} decimals: there may be 0 to {MAX_DECIMALS}.")
    _rate(draft, column, "zeros", name)
    for key in ("min", "max"):
        if key in column and (isinstance(column[key], bool | list | dict) or column[key] == ""):
            del column[key]
    low, high = _bound(column, "min"), _bound(column, "max")
    if low is not None and high is not None and low > high:
        column["min"], column["max"] = low, high = high, low
        draft.say(f"The min of '{name}' was above its max; they were swapped.")
    for item in (column, *_few_cases(draft, column, name)):
        if item.get("sd", 0) < 0:
            item["sd"] = -item["sd"]
            draft.say(f"The sd of '{name}' was below zero; its sign was dropped.")
        _mean(draft, item, low, high, name)


def _bound(column: Json, key: str) -> float | None:
    value = column.get(key)
    return value if isinstance(value, int | float) else None


def _mean(draft: Draft, item: Json, low: float | None, high: float | None, name: str) -> None:
    mean = item.get("mean")
    if mean is None:
        return
    below, above = low is not None and mean < low, high is not None and mean > high
    if not (below or above):
        return
    if low is not None and high is not None:
        # Nearer to the bound that it passed, yet with room for a spread.
        item["mean"] = number_in(low + (high - low) * (0.25 if below else 0.75))
    else:
        bound = low if below else high
        assert bound is not None  # noqa: S101 - one of the two was passed
        room = item.get("sd") or abs(bound) / 2 or 1
        item["mean"] = number_in(bound + room if below else bound - room)
    draft.say(
        f"The mean of '{name}' was {mean:g}, outside its min and max; {item['mean']:g} was taken."
    )


def _choice(
    draft: Draft, column: Json, key: str, known: tuple[str, ...], aliases: dict[str, str]
) -> None:
    """A value of a fixed set: as meant, or left out where that cannot be told."""
    written = column.get(key)
    if written is None or written in known:
        return
    meant = aliases.get(key_of(str(written))) or closest(str(written), known)
    if meant in known:
        column[key] = meant
        draft.say(f"The {key} of '{column['name']}' was '{clean(written, 40)}'; {meant} was taken.")
    else:
        del column[key]
        draft.say(f"The {key} of '{column['name']}', '{clean(written, 40)}', is not known.")


_AGO = re.compile(r"^(\d{1,5})\s*(day|week|month|year)s?\s*ago$")
_FROM_NOW = re.compile(r"^(?:now|today)?\s*([+-])\s*(\d{1,5})\s*(d|w|m|y)")
_FORMATS = ("%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y",
            "%B %d, %Y", "%Y%m%d")  # fmt: skip
_MONTHS = ("%b %Y", "%B %Y", "%m/%Y")


def _datetime(draft: Draft, column: Json, name: str) -> None:
    _choice(draft, column, "precision", get_args(Precision), words()["precisions"])
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
    meant = written if _resolves(written) else _read_moment(written)
    if meant is None:
        del column[key]
        draft.say(f"The {key} of '{name}', '{clean(written, 40)}', is no date.")
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


def _read_moment(text: str) -> str | None:
    lowered = text.lower().strip()
    tries = []
    if lowered in ("now", "present", "current", "current_date"):
        tries.append("today")
    if match := _AGO.match(lowered):
        tries.append(f"today-{match.group(1)}{match.group(2)[0]}")
    if match := _FROM_NOW.match(lowered):
        tries.append(f"today{match.group(1)}{match.group(2)}{match.group(3)}")
    for form, written in (*((f, "%Y-%m-%d") for f in _FORMATS), *((f, "%Y-%m") for f in _MONTHS)):
        try:
            tries.append(datetime.strptime(text, form).strftime(written))
            break
        except ValueError:
            continue
    if match := re.match(r"^(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)", text):
        tries.append(match.group(1).replace("T", " "))
    if match := re.match(r"^(\d{4}-\d{2})-(29|30|31)$", text):
        tries.append(f"{match.group(1)}-28")
    return next((found for found in tries if _resolves(found)), None)


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


_REGEX_PARTS = (
    (re.compile(r"(?:\[A-Z\]|\[a-zA-Z\]|\[A-Za-z\])\{(\d{1,2})(?:,\d+)?\}"), "?"),
    (re.compile(r"(?:\[0-9\]|\\d)\{(\d{1,2})(?:,\d+)?\}"), "#"),
    (re.compile(r"\{[a-z_]*:0?(\d{1,2})d?\}|%0?(\d{1,2})d"), "#"),
)
_IDS = {"auto_increment": "sequence", "autoincrement": "sequence", "int": "sequence",
        "integer": "sequence", "incremental": "sequence", "serial": "sequence",
        "sequential": "sequence", "uuid4": "uuid", "guid": "uuid"}  # fmt: skip


def _id(draft: Draft, column: Json, name: str) -> None:
    pattern = clean(column.get("pattern", "sequence"), 72) or "sequence"
    meant = _IDS.get(key_of(pattern), pattern)
    if meant not in ("sequence", "uuid"):
        meant = _telling_rows_apart(_without_regex(meant))
    if meant != column.get("pattern", "sequence"):
        draft.say(f"The pattern of '{name}' was '{pattern}'; {meant} was taken.")
        column["pattern"] = meant


def _without_regex(pattern: str) -> str:
    """A regular expression's or a format's digits and letters as # and ?."""
    for part, sign in _REGEX_PARTS:
        pattern = part.sub(partial(_repeated, sign), pattern)
    pattern = pattern.strip("^$")
    for part_text, sign in (("\\d", "#"), ("[0-9]", "#"), ("[A-Z]", "?")):
        pattern = pattern.replace(part_text, sign)
    return pattern


def _repeated(sign: str, found: re.Match[str]) -> str:
    return sign * min(int(found.group(found.lastindex or 1)), 20)


def _telling_rows_apart(pattern: str) -> str:
    """The pattern with its braces in pairs and some # or ?."""
    pairs = len(re.findall(r"\{[^{}]+\}", pattern))
    if pattern.count("{") != pairs or pattern.count("}") != pairs:
        pattern = pattern.replace("{", "").replace("}", "")
    if "#" in pattern or "?" in pattern:
        return pattern
    digits = re.search(r"\d+$", pattern)
    if digits is None:
        return f"{pattern}-######"
    return pattern[: digits.start()] + "#" * max(len(digits.group()), 3)


def _of_subject(draft: Draft, column: Json, name: str) -> None:
    """A field of a person or a place, which may be the other's, or a column of another kind."""
    kind, field = column["kind"], column.get("field")
    if field in _FIELDS[kind]:
        return
    written = clean(field or name, 40)
    made = _made_by(written) or _made_by(name)
    if made is None:
        near = closest(written, _FIELDS[kind])
        made = {"kind": kind, "field": near} if near else None
    if made is None:
        return
    _make(draft, column, made, f"'{written}' is no field of a {kind}")


def _made_by(name: str) -> Json | None:
    """The column that a field or provider of any library makes."""
    key = key_of(name)
    for kind, fields in _FIELDS.items():
        if key in fields:
            return {"kind": kind, "field": key}
    found: Json | None = words()["makers"].get(key)
    if found is None and key in PROVIDERS:
        found = {"kind": "faker", "provider": key}
    return found


def _make(draft: Draft, column: Json, made: Json, reason: str) -> None:
    also = {"person": ("role", "unique"), "place": ("role", "countries")}.get(made["kind"], ())
    draft.replace(column, {**made, **{key: column[key] for key in also if key in column}})
    draft.say(f"{reason}: '{column['name']}' was made a {made['kind']} column.")


def _place(draft: Draft, column: Json, name: str) -> None:
    _of_subject(draft, column, name)
    countries = column.get("countries")
    if column["kind"] != "place" or countries is None:
        return
    aliases = words()["countries"]
    listed = countries if isinstance(countries, list) else [countries]
    codes = [aliases.get(str(code).upper().strip(), str(code).upper().strip()) for code in listed]
    known = [code for code in codes if re.fullmatch(r"[A-Z]{2}", code)]
    if known != listed:
        draft.say(f"The countries of '{name}' are codes of two letters: {', '.join(known) or '-'}.")
    if known:
        column["countries"] = known
    else:
        del column["countries"]


def _person(draft: Draft, column: Json, name: str) -> None:
    _of_subject(draft, column, name)
    _flag(column, "unique")


def _faker(draft: Draft, column: Json, name: str) -> None:
    provider = clean(column.get("provider", name), 120)
    if provider in PROVIDERS:
        return
    made = _made_by(provider) or _made_by(name)
    near = None if made else closest(provider, PROVIDERS)
    if near:
        made = {"kind": "faker", "provider": near}
    if made is None:
        made = {"kind": "text", "style": "title"}
    _make(draft, column, made, f"There is no provider '{provider}'")


def _text(draft: Draft, column: Json, name: str) -> None:
    _choice(draft, column, "style", get_args(TextStyle), words()["styles"])
    if "style" not in column:
        column["style"] = closest(name, get_args(TextStyle)) or "sentence"
        draft.say(f"'{name}' had no style; it is a {column['style']}.")
    if "topic" in column:
        column["topic"] = clean(column["topic"], 120)


def _formula(draft: Draft, column: Json, name: str) -> None:
    if isinstance(column.get("expression"), int | float):
        column["expression"] = f"{column['expression']}"
    if column.get("noise", 0) < 0:
        column["noise"] = -column["noise"]
        draft.say(f"The noise of '{name}' was below zero; its sign was dropped.")


def _flag(column: Json, key: str) -> None:
    value = column.get(key)
    if value is None or isinstance(value, bool):
        return
    column[key] = str(value).strip().lower() in ("true", "yes", "1")


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
    "id": _id,
    "person": _person,
    "place": _place,
    "faker": _faker,
    "category": _category,
    "boolean": _boolean,
    "number": _number,
    "datetime": _datetime,
    "text": _text,
    "formula": _formula,
}
