"""The files of knowledge: outlines and fields, each read only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.notation import Block, Entry, Head
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.schema import Table


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """A field of no outline, not yet read."""

    file: str
    head: Head
    entry: Entry


class Store:
    """Outlines by name and fields by name, from a folder with `subjects/` and `fields/`."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._read: dict[str, Outline] = {}

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """Every outline by name, unread, in the order of the files. Raises OutlineError."""
        found: dict[str, Block] = {}
        for block in self.blocks_in("subjects"):
            name = notation.name_of(block.title)
            if name in found:
                there = found[name]
                where = f"{there.file}:{there.line}"
                raise notation.OutlineError(block.file, block.line, f"'{name}' is in {where} too")
            found[name] = block
        return found

    def outline(self, name: str) -> Outline:
        """The outline of this name. Raises KeyError, OutlineError."""
        if name not in self._read:
            self._read[name] = notation.read_outline(self.blocks[name])
        return self._read[name]

    @cached_property
    def fields(self) -> dict[str, tuple[FieldEntry, ...]]:
        """Fields of no outline by name: first as it is everywhere, then by what it is about."""
        found: dict[str, tuple[FieldEntry, ...]] = {}
        for block in self.blocks_in("fields"):
            for entry in notation.entries(block):
                if not entry.text.startswith("table "):
                    head = notation.read_head(entry.text.partition(":")[0])
                    one = FieldEntry(block.file, head, entry)
                    there = found.get(head.name, ())
                    found[head.name] = (*there, one) if head.around else (one, *there)
        return found

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables that fields of no outline look up, by name. Raises OutlineError."""
        found: dict[str, Table] = {}
        for block in self.blocks_in("fields"):
            found.update(notation.read_tables(block))
        return found

    def blocks_in(self, folder: str) -> Iterator[Block]:
        """Yield the blocks of every file in a folder, unread. Raises OutlineError."""
        files = sorted((self._folder / folder).iterdir(), key=lambda file: file.name)
        for file in files:
            if file.name.endswith(".txt"):
                yield from notation.blocks(file.read_text("utf-8"), f"{folder}/{file.name}")


@lru_cache(maxsize=4_096)
def read_field(field: FieldEntry) -> OutlineColumn:
    """The column of a field. Raises OutlineError."""
    return notation.read_field(field.entry, field.file)


@lru_cache(maxsize=1)
def store() -> Store:
    """What the package knows."""
    return Store(resources.files("rowsmith.planning.knowledge"))
