"""What is valid and cannot be meant: a person's name for a plan, a header as row, ends first."""

from __future__ import annotations

from datetime import date
from typing import Any

from rowsmith.planning.repair.draft import Draft, Json, word_list, words
from rowsmith.planning.repair.tables import drop_headers
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
