"""The text form of outlines, read with the line of every mistake; FORMAT.md describes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rowsmith.planning.knowledge.column_form import (
    FormError,
    Keys,
    is_column,
    number,
    rate,
    read_case,
    read_cases_by,
    read_column,
    read_driver,
)
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn, Repeated
from rowsmith.schema import Column, Dirt, Missing, Table
from rowsmith.schema.model import Term
from rowsmith.schema.parts import split_top

_COLUMN: TypeAdapter[Column] = TypeAdapter(Column)
_HEADING = "# "
_COMMENT = "//"
_OWN_KEYS = ("unit", "lasting", "label")
"""Keys that an outline's column has and the schema language has not."""


class OutlineError(ValueError):
    """What is wrong in a file of outlines, with the file and the line (from 1)."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}")
        self.file, self.line, self.what = file, line, what


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one outline, not yet read: its file, the line of its heading (from 1)."""

    file: str
    line: int
    title: str
    asks: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """An outline while its lines are read."""

    block: Block
    area: str
    facts: dict[str, Any] = field(default_factory=dict)
    columns: list[OutlineColumn] = field(default_factory=list)
    entities: list[Repeated] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    dirt: list[Dirt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line and the indented lines that belong to it, each with its number (from 1)."""

    line: int
    text: str
    below: tuple[tuple[int, str], ...]


def name_of(title: str) -> str:
    """A title as a name: `A/B test` -> `a_b_test`."""
    plain = "".join(letter if letter.isalnum() else " " for letter in title.lower())
    return "_".join(plain.split())


def blocks(text: str, file: str) -> Iterator[Block]:
    """The outlines of a file, unread. Raises OutlineError."""
    heading: tuple[int, str] | None = None
    lines: list[str] = []
    for line, row in enumerate(text.splitlines(), start=1):
        if row.startswith(_HEADING):
            if heading is not None:
                yield _block(file, heading, lines)
            heading, lines = (line, row), []
        elif heading is not None:
            lines.append(row)
        elif row.strip() and not row.startswith(_COMMENT):
            raise OutlineError(
                file, line, "an outline begins with a heading: # Title: how people ask"
            )
    if heading is not None:
        yield _block(file, heading, lines)


def _block(file: str, heading: tuple[int, str], lines: list[str]) -> Block:
    line, row = heading
    title, _, asks = row.removeprefix(_HEADING).partition(": ")
    return Block(file, line, title.strip().rstrip(":"), _listed(asks), tuple(lines))


def read_outline(block: Block) -> Outline:
    """The outline of a block. Raises OutlineError."""
    draft = _Draft(block, area=block.file.rpartition("/")[2].removesuffix(".txt").replace("_", " "))
    for entry in entries(block):
        with _told_with_line(block.file, entry.line):
            _read_entry(draft, entry)
    return _finished(draft)


@contextmanager
def _told_with_line(file: str, line: int) -> Iterator[None]:
    """What goes wrong inside is told with its place."""
    try:
        yield
    except FormError as error:
        raise OutlineError(file, line, str(error)) from None
    except ValidationError as error:
        raise OutlineError(file, line, _told(error)) from None


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def entries(block: Block) -> Iterator[Entry]:
    """The lines of a block with what is indented below each. Raises OutlineError."""
    current: tuple[int, str] | None = None
    below: list[tuple[int, str]] = []
    for line, row in enumerate(block.lines, start=block.line + 1):
        if not row.strip() or row.lstrip().startswith(_COMMENT):
            continue
        if row[0].isspace():
            if current is None:
                raise OutlineError(
                    block.file, line, "an indented line belongs to the line above it"
                )
            below.append((line, row.strip()))
            continue
        if current is not None:
            yield Entry(*current, tuple(below))
        current, below = (line, row.strip()), []
    if current is not None:
        yield Entry(*current, tuple(below))


def _read_entry(draft: _Draft, entry: Entry) -> None:
    head, colon, said = entry.text.partition(":")
    if not colon:
        raise FormError("a line is `name: what it is`")
    if head in _FACTS and (head == "row" or not is_column(said)):
        _FACTS[head](draft, said.strip())
    elif head.startswith("table "):
        draft.tables.append(_table(head.removeprefix("table ").strip(), said, entry.below))
    else:
        draft.columns.append(_read_column_entry(entry, {one.name for one in draft.entities}))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in text.split(",")) if part)


def _asks(draft: _Draft, said: str) -> None:
    draft.facts["asks"] = (*draft.facts.get("asks", ()), *_listed(said))


def _unlike(draft: _Draft, said: str) -> None:
    draft.facts["unlike"] = _listed(said)


def _area(draft: _Draft, said: str) -> None:
    draft.area = said


def _label(draft: _Draft, said: str) -> None:
    draft.facts["labels"] = _listed(said)


def _row(draft: _Draft, said: str) -> None:
    """`order, 3 per customer, exactly 24 per sensor`."""
    noun, *repeats = _listed(said)
    draft.facts["row"] = noun.removeprefix("an ").removeprefix("a ")
    for repeat in repeats:
        count, per, entity = repeat.partition(" per ")
        if not per:
            raise FormError(f"'{repeat}' is no repetition: write it as 3 per customer")
        exact = count.startswith("exactly ")
        times = float(number(count.removeprefix("exactly ").strip()))
        draft.entities.append(Repeated(entity.strip(), times, exact))


def _missing(draft: _Draft, said: str) -> None:
    """`comment 30%, income 5% when age < 20`."""
    for part in split_top(said, ","):
        share, _, when = part.partition(" when ")
        column, _, percent = share.rpartition(" ")
        draft.missing.append(
            Missing(column=column.strip(), share=rate(percent), when=when.strip() or None)
        )


def _dirt(draft: _Draft, said: str) -> None:
    """`duplicates 2%, typos 3% in name`."""
    for part in split_top(said, ","):
        share, _, column = part.partition(" in ")
        what, _, percent = share.partition(" ")
        draft.dirt.append(
            Dirt.model_validate(
                {"what": what, "share": rate(percent), "column": column.strip() or None}
            )
        )


_FACTS = {
    "row": _row,
    "asks": _asks,
    "not": _unlike,
    "area": _area,
    "label": _label,
    "missing": _missing,
    "dirt": _dirt,
}
"""Lines that are no columns; but `area: number 90` is one, since a kind stands first."""


def _table(name: str, said: str, below: Iterable[tuple[int, str]]) -> Table:
    """A table: fields after its name, a row a line; a last field `share` holds the weights."""
    fields = _cells(said)
    rows = [_cells(row) for _, row in below]
    for (line, _), row in zip(below, rows, strict=True):
        if len(row) != len(fields):
            raise FormError(f"line {line} has {len(row)} cells for {len(fields)} fields")
    if fields[-1] != "share":
        return Table(name=name, fields=fields, rows=rows)
    shares = [float(number(row[-1])) for row in rows]
    return Table(name=name, fields=fields[:-1], rows=[row[:-1] for row in rows], shares=shares)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("| ").split("|")]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the colon of a column: `+customer.city [Europe] (town)`.

    mark: `+` only where named, `-` hidden, or none. around: words of a subject in which it holds.
    """

    mark: str
    entity: str
    name: str
    around: tuple[str, ...]
    aliases: tuple[str, ...]


def read_head(text: str) -> Head:
    """The head of a column's line."""
    mark = text[0] if text[:1] in ("+", "-") else ""
    head, _, aliases = text.removeprefix(mark).partition("(")
    name, _, around = head.partition("[")
    entity, _, own = name.strip().rpartition(".")
    return Head(mark, entity, own, _listed(around.rstrip("] ")), _listed(aliases.rstrip(") ")))


def _read_column_entry(entry: Entry, entities: set[str]) -> OutlineColumn:
    """`+customer.city (town): place city`, and what is indented below it."""
    before, spec = head_and_spec(entry.text)
    head = read_head(before)
    if head.entity and head.entity not in entities:
        raise FormError(
            f"'{head.entity}' repeats nowhere: say `row: ..., 3 per {head.entity}` first"
        )
    return _column(head, spec, entry)


def _column(head: Head, spec: str, entry: Entry) -> OutlineColumn:
    spec, _, driver = spec.partition(" <- ")
    more = [text for _, text in entry.below if text.startswith("|")]
    keys = read_column(" ".join([spec.strip(), *more]))
    for line, text in entry.below:
        if text.startswith("<- "):
            driver = f"{driver}, {text[3:]}" if driver else text[3:]
        elif not text.startswith("|"):
            _add_cases(keys, text, line)
    if keys.get("kind") == "lookup":
        keys.setdefault("field", head.name)
    outer = {key: keys.pop(key) for key in _OWN_KEYS if key in keys}
    return OutlineColumn(
        column=_COLUMN.validate_python({"name": head.name, **keys}),
        aliases=head.aliases,
        entity=head.entity or None,
        listed=not head.mark,
        hidden=head.mark == "-",
        unit=outer.get("unit"),
        lasting=bool(outer.get("lasting")),
        label=bool(outer.get("label")),
        **(_pulls(driver) if driver else {}),
    )


def read_field(entry: Entry, file: str) -> OutlineColumn:
    """A field that belongs to no outline. Raises OutlineError."""
    before, spec = head_and_spec(entry.text)
    with _told_with_line(file, entry.line):
        return _column(read_head(before), spec, entry)


def named(name: str, spec: str, file: str, line: int) -> OutlineColumn:
    """The column of a form, under a name of its own. Raises OutlineError."""
    with _told_with_line(file, line):
        return _column(Head("", "", name, (), ()), spec, Entry(line, "", ()))


@dataclass(frozen=True, slots=True)
class Trait:
    """A column that rows about a thing have.

    of_thing: it stays the same for one thing. pull: its weight in what is predicted. only: the
    kinds of row that have it; all where none is named.
    """

    column: OutlineColumn
    of_thing: bool
    pull: float | None
    only: tuple[str, ...]


def read_trait(entry: Entry, file: str) -> Trait:
    """A column of a thing: `thing.height_m: number 28 sd 13, pulls 0.4`. Raises OutlineError."""
    before, spec = head_and_spec(entry.text)
    head = read_head(before)
    own: dict[str, str] = {}
    kept = []
    for clause in split_top(spec, ",", '"'):
        word, _, said = clause.partition(" ")
        if word in ("pulls", "only"):
            own[word] = said
        else:
            kept.append(clause)
    with _told_with_line(file, entry.line):
        column = _column(replace(head, entity=""), ", ".join(kept), entry)
        pull = float(number(own["pulls"])) if "pulls" in own else None
    return Trait(column, head.entity == "thing", pull, tuple(own.get("only", "").split()))


def read_tables(block: Block) -> dict[str, Table]:
    """The tables of a block by name. Raises OutlineError."""
    found = {}
    for entry in entries(block):
        head, _, said = entry.text.partition(":")
        if head.startswith("table "):
            with _told_with_line(block.file, entry.line):
                table = _table(head.removeprefix("table ").strip(), said, entry.below)
            found[table.name] = table
    return found


def head_and_spec(text: str) -> tuple[str, str]:
    """What stands before the colon of a column, and what after it. Raises FormError."""
    head, *rest = split_top(text, ":", "")
    if not head or not rest:
        raise FormError("a column is `name (aliases): kind and figures`")
    return head, text[len(head) :].lstrip().removeprefix(":").strip()


def _add_cases(keys: Keys, text: str, line: int) -> None:
    word, _, rest = text.partition(" ")
    head, *then = split_top(rest, ":")
    if word not in ("if", "by") or not then:
        raise FormError(f"line {line}: below a column stand `if`, `by`, `<-` and `|` lines")
    said = ":".join(then)
    cases = [read_case(keys, head, said)] if word == "if" else read_cases_by(keys, head, said)
    keys["cases"] = [*keys.get("cases", []), *cases]


def _pulls(text: str) -> dict[str, Any]:
    said = read_driver(text)
    return {
        "pulls": tuple(Term.model_validate(term) for term in said["by"]),
        "explained": said["explained"],
    }


def _finished(draft: _Draft) -> Outline:
    block = draft.block
    if "row" not in draft.facts:
        raise OutlineError(
            block.file, block.line, "it says nowhere what a row is: add `row: a member`"
        )
    outline = Outline(
        name=name_of(block.title),
        title=block.title,
        row=draft.facts["row"],
        area=draft.area,
        asks=(*block.asks, *draft.facts.get("asks", ())),
        unlike=draft.facts.get("unlike", ()),
        columns=tuple(draft.columns),
        entities=tuple(draft.entities),
        tables=tuple(draft.tables),
        labels=draft.facts.get("labels", ()),
        missing=tuple(draft.missing),
        dirt=tuple(draft.dirt),
    )
    _check_names(outline, block)
    return outline


def _check_names(outline: Outline, block: Block) -> None:
    """Names stand once, and what is said of a column is said of one that is there."""
    names = [column.name for column in outline.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    said = [*outline.labels, *(gap.column for gap in outline.missing)]
    unknown = sorted(set(said) - set(names))
    empty = sorted({one.name for one in outline.entities} - {one.entity for one in outline.columns})
    for found, what in (
        (twice, "stands twice"),
        (unknown, "is no column"),
        (empty, "has no column of its own"),
    ):
        if found:
            raise OutlineError(block.file, block.line, f"'{found[0]}' {what}")


__all__ = [
    "Block",
    "Entry",
    "Head",
    "OutlineError",
    "Trait",
    "blocks",
    "entries",
    "head_and_spec",
    "name_of",
    "named",
    "read_field",
    "read_head",
    "read_outline",
    "read_tables",
    "read_trait",
]
