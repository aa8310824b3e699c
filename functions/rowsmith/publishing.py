"""From blocks of rows to stored files: in time, and told of beside the dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from rowsmith.deadline import Pace, Stopwatch
from rowsmith.handouts import DATASET, Files, described
from rowsmith.storage import NewFile

Document: TypeAlias = dict[str, Any]


class Link(Protocol):
    """Where a file is, and until when."""

    @property
    def url(self) -> str: ...  # noqa: D102

    @property
    def expires_at(self) -> datetime: ...  # noqa: D102


class Store(Protocol):
    """Where datasets are kept: the file, and the document that describes it."""

    def size(self, dataset_id: str) -> int | None: ...  # noqa: D102

    def size_of(self, dataset_id: str) -> int: ...  # noqa: D102

    def document(self, dataset_id: str) -> Document: ...  # noqa: D102

    def link(self, dataset_id: str) -> Link: ...  # noqa: D102

    def publish(  # noqa: D102
        self,
        files: Sequence[NewFile],
        blocks: Iterable[Mapping[str, bytes]],
        *,
        document: Callable[[Mapping[str, int]], Document],
    ) -> Mapping[str, int]: ...


def publish(
    store: Store,
    files: Files,
    stored: Mapping[str, NewFile],
    blocks: Iterator[Mapping[str, bytes]],
    finished: Callable[[int, Document | None], Document],
) -> tuple[int, Document | None]:
    """Store `files`; return the size of the dataset's, and what to keep of the others.

    stored: what each file is stored as. blocks: by name. finished: the document, from what is
    returned.
    """

    def kept(sizes: Mapping[str, int]) -> tuple[int, Document | None]:
        return sizes[stored[DATASET].id], described(files, stored, sizes)

    sizes = store.publish(
        list(stored.values()),
        ({stored[name].id: piece for name, piece in block.items()} for block in blocks),
        document=lambda sizes: finished(*kept(sizes)),
    )
    return kept(sizes)


def paced(
    blocks: Iterator[Mapping[str, bytes]], pace: Pace, watch: Stopwatch
) -> Iterator[Mapping[str, bytes]]:
    """The blocks, as long as they are made in time; the time is `watch`'s stage `generate`.

    Raises what `pace` raises.
    """
    while True:
        with watch.stage("generate"):
            block = next(blocks, None)
        if block is None:
            return
        pace.block_made()
        yield block
