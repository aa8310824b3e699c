"""Tables as people paste them: the first line of a file, Markdown, a specification in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rowsmith.planning.grammar.pieces import TYPES, Piece, asides, trim

_HEADER = re.compile(
    r"(?:^|\n)(?P<line>[ \t]*[A-Za-z_]\w*(?P<by>[ \t]*[,;|\t][ \t]*)[A-Za-z_]\w*"
    r"(?:(?P=by)[A-Za-z_]\w*)+[ \t]*)(?=\n|$)"
)
_TABLE = re.compile(r"(?:^|\n)[ \t]*(?P<line>\|[^\n]*\|)[ \t]*\n[ \t]*\|[ \t:|-]+\|")
_ROW = re.compile(r"\n?[ \t]*(?P<line>\|[^\n]*\|)[ \t]*(?=\n|$)")
_CELL = re.compile(r"[^|\n]+")
_WORD = re.compile(r"[A-Za-z_]\w*")
_MORE_TYPES = frozenset(
    {
        *("varchar", "char", "bigint", "smallint", "numeric", "category", "categorical", "enum"),
        *("id", "money"),
    }
)
_SPEC_HEADS = frozenset({"field", "column", "type", "rule", "spec", "description"})
_NAME_HEADS = ("field", "column", "name", "attribute", "variable", "column name", "field name")
_TYPE_HEADS = ("type", "data type", "datatype", "dtype")
_FEWEST = 2


def find_tables(text: str) -> Iterator[list[Piece]]:
    """Yield the heads of Markdown tables; of a specification the names and types in its rows."""
    for match in _TABLE.finditer(text):
        heads = list(_trimmed(text, match.start("line"), match.end("line")))
        said = [text[start:end].strip("*` ").lower() for start, end in heads]
        rows = list(_rows(text, match.end(), len(heads)))
        names = next((said.index(one) for one in _NAME_HEADS if one in said), None)
        types = next((said.index(one) for one in _TYPE_HEADS if one in said), None)
        if names is not None and types is not None and _are_types(text, rows, types):
            yield [*_specified(rows, names, types), *asides(heads)]
        elif set(said) & _SPEC_HEADS or len(heads) < _FEWEST:
            yield []
        else:
            cells = [Piece(start, end, "column") for start, end in heads]
            yield [*cells, *asides(cell for row in rows for cell in row)]


def _rows(text: str, start: int, width: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the cells of each row of a Markdown table that has so many."""
    for match in _ROW.finditer(text, start):
        if text[start : match.start()].strip():
            return
        start = match.end()
        cells = list(_trimmed(text, *match.span("line")))
        if len(cells) == width:
            yield cells


def _are_types(text: str, rows: list[list[tuple[int, int]]], place: int) -> bool:
    """Whether most of the cells in a column of a table name types."""
    said = [text[slice(*row[place])].split("(")[0].strip("` ").lower() for row in rows]
    return 2 * sum(one in TYPES or one in _MORE_TYPES for one in said) > len(said)


def _specified(rows: list[list[tuple[int, int]]], names: int, types: int) -> Iterator[Piece]:
    for place, row in enumerate(rows):
        yield Piece(*row[names], "column")
        yield Piece(*row[types], "type", 2 * place)


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


def find_headers(text: str) -> Iterator[list[Piece]]:
    """A line of names as the first of a file has it: at least one is written as in code."""
    for match in _HEADER.finditer(text):
        words = list(_WORD.finditer(text, match.start("line"), match.end("line")))
        tight = all(len(text[one.end() : other.start()]) == 1 for one, other in pairwise(words))
        coded = any("_" in word.group() or not word.group()[1:].islower() for word in words)
        if (coded or (tight and "," in match["line"])) and not _is_specified(text, match):
            cells = [Piece(*word.span(), "column") for word in words]
            yield [*cells, *asides(_lines_alike(text, match, len(words)))]


def _lines_alike(text: str, header: re.Match[str], width: int) -> Iterator[tuple[int, int]]:
    """Yield the lines below a header that have as many cells: rows of the file."""
    sign = header["by"].strip() or "\t"
    place = header.end("line") + 1
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if text[place:end].count(sign) != width - 1:
            return
        yield trim(text, place, end)
        place = end + 1
