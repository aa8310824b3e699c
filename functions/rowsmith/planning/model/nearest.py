"""What is known of data like that which is asked for, as an example for the model."""

from __future__ import annotations

import json
from typing import Any

from rowsmith.planning.english.content import is_english
from rowsmith.planning.knowledge import Knowledge
from rowsmith.planning.model.in_short import Keys, in_short
from rowsmith.planning.reading.parse import Parse

LONGEST = 1_800
"""Characters of an example, some 500 tokens; a longer one is not shown."""
_BY_WORDS = ("name", "asked")
_SHOWN = ("title", "tables", "entities", "columns", "drivers", "labels")


def nearest_example(parse: Parse, knowledge: Knowledge) -> str | None:
    """The known schema nearest to a description, in the short form; None where none is near.

    What may be another language than English must be one's own name, word for word.
    At most LONGEST characters: where the whole is longer, without the cases of columns whose level
    depends on others.
    """
    if parse.subject is None:
        return None
    names = [field.words for field in parse.columns()]
    match = knowledge.subject(parse.subject.value, names)
    if match is None or not (match.by in _BY_WORDS or is_english(parse.text)):
        return None
    schema = match.outline.schema().model_dump(mode="json", exclude_none=True)
    short = _filled({key: value for key, value in in_short(schema).items() if key in _SHOWN})
    whole = _written(short)
    written = whole if len(whole) <= LONGEST else _written(_without_cases(short))
    return written if len(written) <= LONGEST else None


def _without_cases(short: Keys) -> Keys:
    columns = [
        {**column, "is": column["is"][:1]} if isinstance(column.get("is"), list) else column
        for column in short["columns"]
    ]
    return {**short, "columns": columns}


def _filled(value: Any) -> Any:
    """A value without what is empty in it."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one not in (None, [], {})}
    return [_filled(one) for one in value] if isinstance(value, list) else value


def _written(short: Keys) -> str:
    return json.dumps(short, separators=(",", ":"), ensure_ascii=False)
