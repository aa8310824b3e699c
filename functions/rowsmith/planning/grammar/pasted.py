"""Schemas as people paste them: SQL, JSON, classes, data frames, headers of files and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rowsmith.planning.grammar.found import Found

Said = Literal["subject", "column", "type", "unique", "value"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pasted schema.

    Attributes:
        start: first character.
        end: one past the last.
        what: what stands there.
        of: the place of its column among the pieces; None for a column and the subject.
    """

    start: int
    end: int
    what: Said
    of: int | None = None


_NAME = r"[\"'`\[]?(?P<name>[A-Za-z_]\w*)[\"'`\]]?"
_TYPE = r"(?P<type>[A-Za-z][\w]*(?:\s*\(\s*\d+(?:\s*,\s*\d+)?\s*\))?)"
_CREATE = re.compile(
    r"\bcreate\s+(?:or\s+replace\s+)?(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?"
    r"[\"`\[]?(?:\w+\.)?(?P<table>\w+)[\"`\]]?\s*\(",
    re.IGNORECASE,
)
_DEFINITION = re.compile(rf"\s*{_NAME}\s+{_TYPE}(?P<rest>.*)", re.DOTALL)
_NO_COLUMN = re.compile(
    r"\s*(?:primary|foreign|unique|constraint|key|index|check|exclude|like)\b", re.IGNORECASE
)
_UNIQUE = re.compile(r"\bprimary\s+key\b|\bunique\b", re.IGNORECASE)
_LEVELS = re.compile(r"(?:\benum\s*|\bin\s*)\((?P<levels>\s*(?:'[^']*'\s*,?\s*)+)\)", re.IGNORECASE)
_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_OBJECT = re.compile(r"\{(?P<body>[^{}]*)\}")
_PAIR = re.compile(
    r"[\"'](?P<name>[^\"'\n:]{1,60})[\"']\s*:\s*"
    r"(?:[\"'](?P<type>[^\"'\n]{0,60})[\"']|(?P<bare>[\w.:+-]+))"
)
_LIST = re.compile(
    r"(?:columns?|names?|fields?|cols|headers?)?\s*=?\s*\[(?P<body>\s*(?P<quote>['\"])[^'\"\n]+(?P=quote)"
    r"(?:\s*,\s*(?P=quote)[^'\"\n]+(?P=quote)){1,99}\s*,?\s*)\]"
)
_CLASS = re.compile(
    r"(?:^|\n)[ \t]*(?:@dataclass[^\n]*\n[ \t]*)?(?:export\s+)?(?:class|interface|type|struct)\s+"
    r"(?P<table>\w+)"
    r"[^\n{:=]*[:{=][^\n]*\n(?P<body>(?:[ \t]+\w+\??\s*:\s*[^\n]+\n?)+)"
)
_MEMBER = re.compile(r"[ \t]+(?P<name>\w+)\??\s*:\s*(?P<type>[A-Za-z][\w]*)[^\n]*")
_DTYPES = r"(?:u?int\d+|float\d+|object|bool|category|string|str|datetime64(?:\[[^\]]*\])?)"
_INFO = re.compile(
    r"(?:^|\n)[ \t]*(?:\d+[ \t]+)?(?P<name>[A-Za-z_][\w ]*?)[ \t]+(?:\d+[ \t]+non-null[ \t]+)?"
    rf"(?P<type>{_DTYPES})[ \t]*(?=\n|$)"
)
_HEADER = re.compile(
    r"(?:^|\n)(?P<line>[ \t]*[A-Za-z_]\w*(?P<by>[ \t]*[,;|\t][ \t]*)[A-Za-z_]\w*"
    r"(?:(?P=by)[A-Za-z_]\w*)+[ \t]*)(?=\n|$)"
)
_TABLE = re.compile(r"(?:^|\n)[ \t]*(?P<line>\|[^\n]*\|)[ \t]*\n[ \t]*\|[\s:|-]+\|")
_CELL = re.compile(r"[^|\n]+")
_WORD = re.compile(r"[A-Za-z_]\w*")
_JSON_TYPES = frozenset(
    {
        *("string", "str", "text", "int", "integer", "number", "float", "double", "decimal"),
        *("bool", "boolean", "date", "datetime", "timestamp", "time", "uuid", "array", "object"),
    }
)
_SPEC_HEADS = frozenset({"field", "column", "name", "type", "rule", "spec", "description"})
_FEWEST = 2


def find_pasted(text: str) -> tuple[Piece, ...]:
    """The parts of the schemas that are pasted into `text`, in order; none overlap.

    A piece's `of` is the place of its column in what is returned.
    """
    found: list[list[Piece]] = []
    for find in (_sql, _class, _json, _list, _frame, _table, _header):
        for group in find(text):
            taken = [piece for other in found for piece in other]
            if group and not any(_overlap(group, piece) for piece in taken):
                found.append(group)
    found.sort(key=lambda group: group[0].start)
    pieces: list[Piece] = []
    for group in found:
        base = len(pieces)
        pieces += [
            piece
            if piece.of is None
            else Piece(piece.start, piece.end, piece.what, base + piece.of)
            for piece in group
        ]
    return tuple(pieces)


def _overlap(group: list[Piece], piece: Piece) -> bool:
    return group[0].start < piece.end and piece.start < max(one.end for one in group)


def _sql(text: str) -> Iterator[list[Piece]]:
    for match in _CREATE.finditer(text):
        end = _closing(text, match.end())
        pieces = [Piece(*match.span("table"), "subject")]
        for found in _definitions(text, match.end(), end):
            definition = _DEFINITION.fullmatch(found.value)
            if definition is None or _NO_COLUMN.match(found.value):
                continue
            column = len(pieces)
            pieces.append(_part(found.start, definition, "name", "column"))
            pieces.append(_part(found.start, definition, "type", "type", column))
            rest = definition.start("rest")
            if unique := _UNIQUE.search(found.value, rest):
                pieces.append(
                    Piece(
                        found.start + unique.start(), found.start + unique.end(), "unique", column
                    )
                )
            if levels := _LEVELS.search(found.value):
                start = found.start + levels.start("levels")
                pieces += _quoted(levels["levels"], start, "value", column)
        yield pieces if len(pieces) > _FEWEST else []


def _closing(text: str, start: int) -> int:
    """Where the bracket that was opened before `start` closes; the end of the text if never."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text)


def _definitions(text: str, start: int, end: int) -> Iterator[Found[str]]:
    """Yield what stands between the commas that are in no bracket."""
    depth, first = 0, start
    for place in range(start, end + 1):
        letter = text[place] if place < end else ","
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            yield Found(first, place, text[first:place])
            first = place + 1


def _part(base: int, match: re.Match[str], group: str, what: Said, of: int | None = None) -> Piece:
    return Piece(base + match.start(group), base + match.end(group), what, of)


def _quoted(text: str, base: int, what: Said, of: int | None = None) -> list[Piece]:
    pieces = []
    for match in _QUOTED.finditer(text):
        group = 1 if match[1] is not None else 2
        pieces.append(Piece(base + match.start(group), base + match.end(group), what, of))
    return pieces


def _json(text: str) -> Iterator[list[Piece]]:
    """Objects whose values are types, or one record as an example."""
    for match in _OBJECT.finditer(text):
        pairs = list(_PAIR.finditer(text, match.start("body"), match.end("body")))
        if len(pairs) < _FEWEST:
            continue
        pieces: list[Piece] = []
        for pair in pairs:
            pieces.append(Piece(*pair.span("name"), "column"))
            if pair["type"] and pair["type"].split("(")[0].strip().lower() in _JSON_TYPES:
                pieces.append(Piece(*pair.span("type"), "type", len(pieces) - 1))
        yield pieces


def _list(text: str) -> Iterator[list[Piece]]:
    for match in _LIST.finditer(text):
        yield _quoted(match["body"], match.start("body"), "column")


def _class(text: str) -> Iterator[list[Piece]]:
    """The members of a class, an interface or a dataclass, with their types."""
    for match in _CLASS.finditer(text):
        pieces = [Piece(*match.span("table"), "subject")]
        for member in _MEMBER.finditer(text, match.start("body"), match.end("body")):
            pieces.append(Piece(*member.span("name"), "column"))
            pieces.append(Piece(*member.span("type"), "type", len(pieces) - 1))
        yield pieces if len(pieces) > _FEWEST else []


def _frame(text: str) -> Iterator[list[Piece]]:
    """The lines of `df.info()` or `df.dtypes`."""
    pieces: list[Piece] = []
    for match in _INFO.finditer(text):
        pieces.append(Piece(*match.span("name"), "column"))
        pieces.append(Piece(*match.span("type"), "type", len(pieces) - 1))
    yield pieces if len(pieces) >= 2 * _FEWEST else []


def _table(text: str) -> Iterator[list[Piece]]:
    """The heads of a Markdown table, unless they are those of a specification."""
    for match in _TABLE.finditer(text):
        cells = [
            Piece(start, end, "column")
            for start, end in _trimmed(text, match.start("line"), match.end("line"))
        ]
        heads = {text[cell.start : cell.end].lower() for cell in cells}
        yield [] if heads & _SPEC_HEADS or len(cells) < _FEWEST else cells


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _CELL.finditer(text, start, end):
        cell = match.group()
        if cell.strip():
            first = match.start() + len(cell) - len(cell.lstrip())
            yield first, first + len(cell.strip())


def _is_specified(text: str, match: re.Match[str]) -> bool:
    """Whether the line is one of several in columns: a specification, not a file's first line."""
    sign = match["by"].strip() or "\t"
    before = text[: match.start("line")].rstrip().rpartition("\n")[2]
    after = text[match.end("line") :].strip().partition("\n")[0]
    return sign != "," and (sign in before or sign in after)


def _header(text: str) -> Iterator[list[Piece]]:
    """A line of names as the first of a file has it: at least one is written as in code."""
    for match in _HEADER.finditer(text):
        words = list(_WORD.finditer(text, match.start("line"), match.end("line")))
        tight = all(len(text[one.end() : other.start()]) == 1 for one, other in pairwise(words))
        coded = any("_" in word.group() or not word.group()[1:].islower() for word in words)
        if (coded or (tight and "," in match["line"])) and not _is_specified(text, match):
            yield [Piece(*word.span(), "column") for word in words]
