"""Schemas as people paste them, written as lists: SQL, a DataFrame's columns, JSON, a header."""

from __future__ import annotations

import re

_CREATE = re.compile(
    r"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[\"`\[]?(?P<name>\w+)[\"`\]]?\s*\((?P<body>.+)\)\s*;?",
    re.IGNORECASE | re.DOTALL,
)
_DEFINITION = re.compile(r"^\s*[\"`\[]?(?P<name>\w+)[\"`\]]?\s+(?P<type>[a-z]+)\b", re.IGNORECASE)
_NO_COLUMN = frozenset(["primary", "foreign", "unique", "constraint", "key", "index", "check"])
_COMMA = re.compile(r",(?![^()]*\))")

_LIST = re.compile(
    r"(?:\b\w+\s*=\s*)?(?:\bpd\.)?(?:\bDataFrame\s*\(\s*)?(?:\bcolumns?\s*=\s*|\bnames?\s*=\s*)?"
    r"\[(?P<list>\s*(?P<quote>['\"])\w+(?P=quote)(?:\s*,\s*(?P=quote)\w+(?P=quote)){1,99}\s*,?\s*)\]\s*\)?"
)
_OBJECT = re.compile(
    r"\{\s*(?P<pairs>\"\w+\"\s*:\s*\"[\w ]+\"(?:\s*,\s*\"\w+\"\s*:\s*\"[\w ]+\"){1,99})\s*,?\s*\}"
)
_PAIR = re.compile(r"\"(?P<name>\w+)\"\s*:\s*\"(?P<type>[\w ]+)\"")
_TABS = re.compile(r"(?<=\w)\t+(?=\w)")
_FEWEST_TABS = 2

_HEADER = re.compile(r"^\s*\w+(?:\s*[,;\t]\s*\w+){2,}\s*$")
_BRACES = re.compile(
    r"\b(?P<noun>columns?|fields?|schema)\s*[=:]?\s*[{\[](?P<list>[^{}\[\]]+)[}\]]", re.I
)
_OF_HEADER = re.compile(
    r"[^.!?\n]*\b(?:header|column\s+names|first\s+line)\b[^.!?\n]*\b(?:export|file|csv|sheet|table|data"
    r"|orders?|above|below)?\b[^.!?\n]*[.!?]?",
    re.IGNORECASE,
)
_BARE_BRACES = re.compile(r"\s*[{](?P<list>[^{}]+,[^{}]+)[}]")
_IN_SQUARE = re.compile(r":\s*\[(?P<values>[^\[\]]+)\]")

_TYPES = {
    "int": "integer", "integer": "integer", "bigint": "integer", "smallint": "integer",
    "serial": "integer", "tinyint": "integer", "int64": "integer",
    "float": "float", "real": "float", "double": "float", "decimal": "float", "numeric": "float",
    "number": "float", "float64": "float", "money": "float",
    "date": "date", "timestamp": "datetime", "datetime": "datetime",
    "bool": "boolean", "boolean": "boolean", "bit": "boolean",
}  # fmt: skip
"""What a column is, by the types of databases and data frames; text is left to its name."""


def unpasted(text: str) -> str:
    """`text` with the schemas that were pasted into it as lists of columns."""
    if len(_TABS.findall(text)) >= _FEWEST_TABS:
        text = _TABS.sub(", ", text)
    text = _CREATE.sub(_table, text)
    text = _LIST.sub(_names, _OBJECT.sub(_object, text))
    return _headed(text)


def _table(match: re.Match[str]) -> str:
    columns = []
    for definition in _COMMA.split(match["body"]):
        found = _DEFINITION.match(definition)
        if found is not None and found["name"].lower() not in _NO_COLUMN:
            columns.append(_typed(found["name"], found["type"]))
    return f"{match['name'].replace('_', ' ')} with columns: {', '.join(columns)}."


def _object(match: re.Match[str]) -> str:
    pairs = [_typed(found["name"], found["type"]) for found in _PAIR.finditer(match["pairs"])]
    return f" columns: {', '.join(pairs)}."


def _names(match: re.Match[str]) -> str:
    names = re.findall(r"\w+", match["list"])
    return f" columns: {', '.join(names)}. "


def _typed(name: str, kind: str) -> str:
    plain = _TYPES.get(kind.strip().lower())
    return f"{name} ({plain})" if plain else name


def _headed(text: str) -> str:
    """A line of names as a file's header has it, as a list; what is said of it goes."""
    lines = text.split("\n")
    place = next((at for at, line in enumerate(lines) if _HEADER.match(line) and "_" in line), None)
    if place is None:
        text = _IN_SQUARE.sub(r" (\g<values>)", text)
        text = _BRACES.sub(r"\g<noun>: \g<list>", text)
        return _BARE_BRACES.sub(r" with columns: \g<list>", text)
    rest = _OF_HEADER.sub("", "\n".join([*lines[:place], *lines[place + 1 :]])).strip()
    names = re.sub(r"\s*[,;\t]\s*", ", ", lines[place].strip())
    return f"columns: {names}.\n{rest}".strip()
