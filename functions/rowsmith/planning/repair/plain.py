"""A column of its own in place of one that cannot be computed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rowsmith.planning.repair.draft import Draft, Json, key_of, word_list, words
from rowsmith.schema.typing import ValueType

_TEXT = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_NAME = re.compile(r"[^\W\d]\w*")
_DATE_WORDS = frozenset({"date", "at", "day", "deadline", "time"})
_FLAG_WORDS = frozenset({"is", "has", "was", "flag"})


def make_plain(draft: Draft, column: Json, source: str, types: Mapping[str, ValueType]) -> None:
    """Turn the column into one that its name and its expression tell, reading no other."""
    name = column["name"]
    told = word_list(name)
    texts = list(dict.fromkeys(one or other for one, other in _TEXT.findall(source)))
    read = [types[found] for found in _NAME.findall(source) if found in types]
    made: Json | None = words()["makers"].get(key_of(name))
    if made is not None:
        draft.replace(column, dict(made))
    elif told and (told[-1] in _DATE_WORDS or (read and all(t.name == "date" for t in read))):
        draft.replace(column, {"kind": "datetime", "start": "today-730d", "end": "today"})
    elif len(texts) > 1 and "if" in source.lower():
        levels = [{"value": text} for text in texts]
        draft.replace(column, {"kind": "category", "values": levels})
    elif told and told[0] in _FLAG_WORDS:
        draft.replace(column, {"kind": "boolean", "rate": 0.5})
    elif source:
        draft.replace(column, {"kind": "number", "shape": "uniform", "min": 0, "max": 100})
    else:
        draft.replace(column, {"kind": "text", "style": "title"})
