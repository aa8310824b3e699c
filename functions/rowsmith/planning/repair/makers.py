"""Patterns, fields, providers and styles: what makes a column's values."""

from __future__ import annotations

import re
from functools import partial
from typing import get_args

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of, words
from rowsmith.planning.repair.reading import as_flag, choose, clean
from rowsmith.schema.columns import (
    PersonColumn,
    PersonField,
    PlaceColumn,
    PlaceField,
    TextStyle,
)
from rowsmith.schema.geography import resolve_places
from rowsmith.schema.providers import PROVIDERS

_FIELDS = {"person": get_args(PersonField), "place": get_args(PlaceField)}
_REGEX_PARTS = (
    (re.compile(r"(?:\[A-Z\]|\[a-zA-Z\]|\[A-Za-z\])\{(\d{1,2})(?:,\d+)?\}"), "?"),
    (re.compile(r"(?:\[0-9\]|\\d)\{(\d{1,2})(?:,\d+)?\}"), "#"),
    (re.compile(r"\{[a-z_]*:0?(\d{1,2})d?\}|%0?(\d{1,2})d"), "#"),
)
_IDS = {"auto_increment": "sequence", "autoincrement": "sequence", "int": "sequence",
        "integer": "sequence", "incremental": "sequence", "serial": "sequence",
        "sequential": "sequence", "uuid4": "uuid", "guid": "uuid"}  # fmt: skip


def mend_id(draft: Draft, column: Json, name: str) -> None:
    """A pattern that tells rows apart."""
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
    made = made_by(written) or made_by(name)
    if made is None:
        near = closest(written, _FIELDS[kind])
        made = {"kind": kind, "field": near} if near else None
    if made is None:
        return
    _make(draft, column, made, f"'{written}' is no field of a {kind}")


def made_by(name: str) -> Json | None:
    """The column that a field or provider of any library makes."""
    key = key_of(name)
    for kind, fields in _FIELDS.items():
        if key in fields:
            return {"kind": kind, "field": key}
    found: Json | None = words()["makers"].get(key)
    if found is None and key in PROVIDERS:
        found = {"kind": "faker", "provider": key}
    return found or _known_as(key.replace("_", " "))


def _known_as(name: str) -> Json | None:
    """What a person or a place has that is called so."""
    # What is known is read from files: only where it is needed.
    from rowsmith.planning.knowledge import knowledge

    match = knowledge().field(name)
    column = match.known.column if match.by == "name" else None
    if not isinstance(column, PersonColumn | PlaceColumn):
        return None
    return {"kind": column.kind, "field": column.field}


def _make(draft: Draft, column: Json, made: Json, reason: str) -> None:
    also = {
        "person": ("role", "unique", "other_than"),
        "place": ("role", "within", "other_than"),
    }.get(made["kind"], ())
    draft.replace(column, {**made, **{key: column[key] for key in also if key in column}})
    draft.say(f"{reason}: '{column['name']}' was made a {made['kind']} column.")


def mend_place(draft: Draft, column: Json, name: str) -> None:
    """A field of a place, within places that are known."""
    _of_subject(draft, column, name)
    if column["kind"] != "place" or column.get("within") is None:
        return
    within = column["within"]
    listed = [clean(one, 120) for one in (within if isinstance(within, list) else [within])]
    unknown = resolve_places([one for one in listed if one]).unknown
    known = [one for one in listed if one and one not in unknown]
    if unknown:
        draft.say(f"No place is known in {', '.join(unknown)}, where '{name}' was to be.")
    if known:
        column["within"] = known
    else:
        del column["within"]


def mend_person(draft: Draft, column: Json, name: str) -> None:
    """A field of a person."""
    _of_subject(draft, column, name)
    as_flag(column, "unique")


def mend_faker(draft: Draft, column: Json, name: str) -> None:
    """A provider of the allow-list, or the kind that makes the same."""
    provider = clean(column.get("provider", name), 120)
    if provider in PROVIDERS:
        return
    made = made_by(provider) or made_by(name)
    near = None if made else closest(provider, PROVIDERS)
    if near:
        made = {"kind": "faker", "provider": near}
    if made is None:
        draft.lose(column, f"names the provider '{provider}', which does not exist")
        return
    _make(draft, column, made, f"There is no provider '{provider}'")


def mend_text(draft: Draft, column: Json, name: str) -> None:
    """A style that there is."""
    choose(draft, column, "style", get_args(TextStyle), words()["styles"])
    if "style" not in column:
        column["style"] = closest(name, get_args(TextStyle)) or "sentence"
        draft.say(f"'{name}' had no style; it is a {column['style']}.")
    if "topic" in column:
        column["topic"] = clean(column["topic"], 120)


def mend_formula(draft: Draft, column: Json, name: str) -> None:
    """An expression as text, and noise above zero."""
    if isinstance(column.get("expression"), int | float):
        column["expression"] = f"{column['expression']}"
    if column.get("noise", 0) < 0:
        column["noise"] = -column["noise"]
        draft.say(f"The noise of '{name}' was below zero; its sign was dropped.")
