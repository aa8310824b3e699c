"""The files of a dataset for a class: their ids, and what is told of them to whom.

A file beside the dataset has an id of its own, from which nobody finds the dataset or the
other files: students may have the link of the test without that of its solution.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from rowsmith.order import Order
from rowsmith.storage import NewFile

Json: TypeAlias = dict[str, Any]

DATASET = "dataset"
"""The name of the dataset among its files."""

ANSWERS = frozenset({"solution", "clean", "defects"})
"""The files that are told to whoever makes them, and to nobody else."""


class Split(Protocol):
    """How the rows are shared out."""

    def to_json(self) -> Json: ...  # noqa: D102


class Format(Protocol):
    """How a file is written."""

    @property
    def suffix(self) -> str: ...  # noqa: D102

    @property
    def media_type(self) -> str: ...  # noqa: D102


class Files(Protocol):
    """A dataset's files, the dataset first; `rows` is complete when `blocks` has ended."""

    @property
    def names(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def rows(self) -> Mapping[str, int]: ...  # noqa: D102

    @property
    def split(self) -> Split | None: ...  # noqa: D102

    @property
    def warnings(self) -> list[str]: ...  # noqa: D102

    def check(self) -> None: ...  # noqa: D102

    def blocks(self, written_as: Any) -> Iterator[Mapping[str, bytes]]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Alone:
    """A dataset with no file beside it, whose `blocks_as` gives its blocks in a format."""

    blocks_as: Callable[[Any], Iterator[bytes]]
    names: Sequence[str] = (DATASET,)
    rows: Mapping[str, int] = field(default_factory=dict)
    split: Split | None = None
    warnings: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Nothing can be wrong with it."""

    def blocks(self, written_as: Any) -> Iterator[Mapping[str, bytes]]:
        """The file, block by block."""
        return ({DATASET: block} for block in self.blocks_as(written_as))


def new_files(
    files: Files, order: Order, dataset_id: str, written_as: Format
) -> dict[str, NewFile]:
    """The files as they are stored, by name; the dataset's id is its own."""
    found = {}
    for name in files.names:
        of_dataset = name == DATASET
        suffix = written_as.suffix if of_dataset else f"-{name}{written_as.suffix}"
        file_id = dataset_id if of_dataset else _id_beside(dataset_id, name)
        found[name] = NewFile(file_id, order.filename(suffix), written_as.media_type)
    return found


def _id_beside(dataset_id: str, name: str) -> str:
    return hashlib.sha256(f"{dataset_id} {name}".encode()).hexdigest()[:32]


def described(files: Files, stored: Mapping[str, NewFile], sizes: Mapping[str, int]) -> Json | None:
    """What is kept of the files beside a dataset; None where there are none."""
    beside = {
        name: {"id": file.id, "rows": files.rows[name], "size_bytes": sizes[file.id]}
        for name, file in stored.items()
        if name != DATASET
    }
    if not beside:
        return None
    return {"split": None if files.split is None else files.split.to_json(), "files": beside}


def linked(kept: Json | None, url_of: Callable[[str], str], *, to_maker: bool) -> Json | None:
    """What is told of the files beside a dataset, with fresh links; to others no answers."""
    if kept is None:
        return None
    told = {
        name: {**file, "download_url": url_of(file["id"])}
        for name, file in kept["files"].items()
        if to_maker or name not in ANSWERS
    }
    return {**kept, "files": told}
