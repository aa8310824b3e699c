"""What is valid and cannot be meant: a person's name for a plan, a header as row, ends first."""

from __future__ import annotations

from datetime import date
from typing import Any

from rowsmith.planning.repair.draft import Draft, Json, word_list, words
from rowsmith.planning.repair.tables import drop_headers
from rowsmith.schema.moments import resolve
from rowsmith.schema.providers import PROVIDERS

_NAME_FIELDS = ("full_name", "first_name", "last_name")
_ANY_DAY = date(2024, 1, 1)


def mend_sense(draft: Draft) -> None:
    """Mend what is valid by its form and wrong by its names."""
    for _, column in list(draft.subjects()):
        if isinstance(column.get("name"), str):
            _thing_with_a_persons_name(draft, column)
    for table in draft.items("tables"):
        drop_headers(draft, table)
    for holder in (*draft.items("entities"), draft.data):
        _dates_in_order(draft, holder)


def _thing_with_a_persons_name(draft: Draft, column: Json) -> None:
    if column.get("kind") != "person" or column.get("field") not in _NAME_FIELDS:
        return
    if column.get("role"):
        return
    told = [word for word in word_list(column["name"]) if word not in ("name", "title")]
    thing: Json | None = words()["things"].get(told[-1]) if len(told) == 1 else None
    if thing is None:
        return
    if thing["kind"] == "faker" and thing["provider"] not in PROVIDERS:
        thing = {"kind": "text", "style": "title", "topic": told[0]}
    draft.replace(column, _copied(thing))
    draft.say(f"'{column['name']}' would have held persons' names; it holds names of a {told[0]}.")


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _dates_in_order(draft: Draft, holder: Json) -> None:
    dates = [
        column
        for column in holder.get("columns") or ()
        if isinstance(column, dict)
        and column.get("kind") == "datetime"
        and isinstance(column.get("name"), str)
    ]
    for earlier in dates:
        for later in dates:
            if earlier is not later and _is_pair(earlier["name"], later["name"]):
                _in_order(draft, earlier, later, dates)


def _is_pair(earlier: str, later: str) -> bool:
    order = words()["order"]
    plain = set(order["plain"])
    one = [word for word in word_list(earlier) if word not in plain]
    other = [word for word in word_list(later) if word not in plain]
    for first, second in order["pairs"]:
        rest_one, rest_other = _without(one, first.split()), _without(other, second.split())
        if rest_one is not None and rest_one == rest_other:
            return True
    return False


def _without(found: list[str], part: list[str]) -> list[str] | None:
    """`found` without the run of words `part`; None where it is not in it."""
    for start in range(len(found) - len(part) + 1):
        if found[start : start + len(part)] == part:
            return found[:start] + found[start + len(part) :]
    return None


def _in_order(draft: Draft, earlier: Json, later: Json, dates: list[Json]) -> None:
    if earlier.get("after") == later["name"] and later.get("after") in (None, earlier["name"]):
        later_range: Json = {key: later.pop(key) for key in ("start", "end") if key in later}
        later["after"] = earlier["name"]
        if "within" in earlier:
            later["within"] = earlier.pop("within")
        del earlier["after"]
        earlier.update(later_range)
        draft.say(f"'{earlier['name']}' came after '{later['name']}'; they changed places.")
    elif not earlier.get("after") and not later.get("after") and _overlap(earlier, later):
        later["after"] = earlier["name"]
        later.pop("start", None)
        draft.say(f"'{later['name']}' could have come before '{earlier['name']}'; it comes after.")


def _overlap(earlier: Json, later: Json) -> bool:
    """Whether the later one may come out before the earlier; not asked of times of day."""
    try:
        end = resolve(earlier.get("end") or "today", today=_ANY_DAY, end=True)
        start = resolve(later["start"], today=_ANY_DAY) if later.get("start") else None
        times = [resolve(m, today=_ANY_DAY).is_time for m in _moments(earlier, later)]
    except ValueError:
        return False
    return not any(times) and (start is None or start.seconds <= end.seconds)


def _moments(*columns: Json) -> list[str]:
    return [column[key] for column in columns for key in ("start", "end") if column.get(key)]
