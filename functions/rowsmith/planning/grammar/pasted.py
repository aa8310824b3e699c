"""Schemas as people paste them: SQL, JSON, classes, data frames, headers of files and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.grammar.found import Found
from rowsmith.planning.grammar.pasted_tables import find_headers, find_tables
from rowsmith.planning.grammar.pieces import TYPES, Piece, Said, trim

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
_NOTHING = re.compile(
    r"\bnot\s+null\b|\bdefault\s+(?:'[^']*'|[\w.()-]+)|\breferences\s+[\w.\"`]+\s*(?:\([^)]*\))?(?:\s+on\s+\w+\s+\w+)*"
    r"|\bauto_?increment\b|\bgenerated\s+\w+(?:\s+\w+)*\s+as\s+identity\b",
    re.IGNORECASE,
)
_UNIQUE = re.compile(r"\bprimary\s+key\b|\bunique\b", re.IGNORECASE)
_LEVELS = re.compile(r"(?:\benum\s*|\bin\s*)\((?P<levels>\s*(?:'[^']*'\s*,?\s*)+)\)", re.IGNORECASE)
_QUOTED = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_OBJECT = re.compile(r"\{(?P<body>[^{}]*)\}")
_PAIR = re.compile(
    r"[\"'](?P<name>[^\"'\n:]{1,60})[\"']\s*:\s*"
    r"(?:[\"'](?P<type>[^\"'\n]{0,60})[\"']|(?P<bare>[\w.:+-]+)|(?P<list>\[[^\][]*\]))"
)
_LIST = re.compile(
    r"(?:columns?|names?|fields?|cols|headers?)?\s*=?\s*\[(?P<body>\s*(?P<quote>['\"])[^'\"\n]+(?P=quote)"
    r"(?:\s*,\s*(?P=quote)[^'\"\n]+(?P=quote)){1,99}\s*,?\s*)\]"
)
_CALL = re.compile(
    r"(?:\w+\s*=\s*)?(?:\w+\.columns\s*[:=]?\s*)?(?:\w+\.)?(?:Index|DataFrame)\(\s*(?:\w+\s*=\s*)?\Z"
)
"""What leads to a list or an object in code."""
_DTYPE = re.compile(r"\s*,\s*dtype\s*=\s*['\"]?\w+['\"]?\s*\)?")
_CLASS = re.compile(
    r"(?:^|\n)[ \t]*(?:@dataclass[^\n]*\n[ \t]*)?(?:export\s+)?(?:class|interface|type|struct)\s+"
    r"(?P<table>\w+)"
    r"[^\n{:=]*[:{=][^\n]*\n(?P<body>(?:[ \t]+\w+\??\s*:\s*[^\n]+\n?)+)"
)
_BASES = re.compile(r"\([^()\n]*\)|\s+(?:extends|implements)\s+\w+")
_MEMBER = re.compile(r"[ \t]+(?P<name>\w+)\??\s*:\s*(?P<type>[A-Za-z][\w]*)[^\n]*")
_DTYPES = r"(?:u?int\d+|float\d+|object|bool|category|string|str|datetime64(?:\[[^\]]*\])?)"
_INFO = re.compile(
    r"(?:^|\n)[ \t]*(?:\d+[ \t]+)?(?P<name>[A-Za-z_][\w ]*?)[ \t]+(?:\d+[ \t]+non-null[ \t]+)?"
    rf"(?P<type>{_DTYPES})[ \t]*(?=\n|$)"
)
_LITERAL = re.compile(r"-?\d[\d.eE+-]*|true|false|null|none|nan", re.IGNORECASE)
_HINT = re.compile(
    r"[|/]|\b(?:from|to|between|or|min|max|mean|unique|int|date|text)\b", re.IGNORECASE
)
"""What a string has that describes a column and is no example of it."""
_FEWEST = 2
_LONGEST_CALL = 80


def find_pasted(text: str) -> tuple[Piece, ...]:
    """The parts of the schemas that are pasted into `text`, in order; none overlap.

    A piece's `of` is the place of its column in what is returned.
    """
    found: list[list[Piece]] = []
    for find in (_sql, _class, _json, _list, _frame, find_tables, find_headers):
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
            if _NO_COLUMN.match(found.value) and found.value.strip():
                pieces.append(Piece(*trim(text, found.start, found.end), "aside"))
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
            for nothing in _NOTHING.finditer(found.value, rest):
                start, stop = nothing.span()
                pieces.append(Piece(found.start + start, found.start + stop, "aside"))
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
        types = [(pair["type"] or "").split("(")[0].strip().lower() in TYPES for pair in pairs]
        is_record = not any(types) or any(_LITERAL.fullmatch(pair["bare"] or "") for pair in pairs)
        pieces: list[Piece] = []
        for pair, typed in zip(pairs, types, strict=True):
            pieces.append(Piece(*pair.span("name"), "column"))
            column = len(pieces) - 1
            if typed:
                pieces.append(Piece(*pair.span("type"), "type", column))
            elif (pair["bare"] or "").lower() in ("true", "false"):
                pieces.append(Piece(*pair.span("bare"), "type", column))
            elif is_record and not _HINT.search(pair["type"] or ""):
                group = next(name for name in ("type", "bare", "list") if pair[name] is not None)
                if pair[group]:
                    pieces.append(Piece(*pair.span(group), "aside"))
        yield [*pieces, *_call_before(text, match.start())]


def _list(text: str) -> Iterator[list[Piece]]:
    for match in _LIST.finditer(text):
        pieces = _quoted(match["body"], match.start("body"), "column")
        pieces += _call_before(text, match.start())
        if behind := _DTYPE.match(text, match.end()):
            pieces.append(Piece(*behind.span(), "aside"))
        yield pieces


def _call_before(text: str, place: int) -> Iterator[Piece]:
    """Yield the call in code that a list or an object is given to."""
    if call := _CALL.search(text, max(0, place - _LONGEST_CALL), place):
        yield Piece(*call.span(), "aside")


def _class(text: str) -> Iterator[list[Piece]]:
    """The members of a class, an interface or a dataclass, with their types."""
    for match in _CLASS.finditer(text):
        pieces = [Piece(*match.span("table"), "subject")]
        if bases := _BASES.match(text, match.end("table")):
            pieces.append(Piece(*bases.span(), "aside"))
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
