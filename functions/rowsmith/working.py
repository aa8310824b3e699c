"""What a worker does for a large dataset: make one part, or complete the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, Protocol, TypeAlias, TypedDict

from rowsmith.errors import NoSuchUpload
from rowsmith.storage import Attempt, DatasetStore, JobStore, PartedUploads

Json: TypeAlias = dict[str, Any]

_JOBS_IN_MEMORY = 4


class Event(TypedDict):
    """What the state machine sends; `part` counts from 1, and is there where `do` is `part`."""

    do: Literal["part", "complete"]
    id: str
    upload: str
    part: int


class Engine(Protocol):
    """The module `rowsmith.engine.job`; what a job is, is its own affair."""

    @property
    def Job(self) -> Any: ...  # noqa: D102, N802

    @property
    def part(self) -> Callable[[Any, int], bytes]: ...  # noqa: D102


class Worker:
    """Carries out events. Each may come twice, and does no harm then.

    What trying again does not mend is raised as NoSuchUpload, OtherEngine or InvalidSchema:
    the state machine knows them by their names.
    """

    def __init__(
        self, *, engine: Engine, jobs: JobStore, uploads: PartedUploads, store: DatasetStore
    ) -> None:
        self._engine = engine
        self._jobs = jobs
        self._uploads = uploads
        self._store = store
        self._job = lru_cache(_JOBS_IN_MEMORY)(self._read)

    def __call__(self, event: Event) -> int:
        """Do what `event` says; returns the part's number, or the file's bytes."""
        if event["do"] == "part":
            return self._make(event["id"], event["upload"], event["part"])
        return self._complete(event["id"], event["upload"])

    def _make(self, dataset_id: str, upload: str, number: int) -> int:
        job, _ = self._job(dataset_id, upload)
        body = self._engine.part(job, number - 1)
        self._uploads.put(dataset_id, upload, number, body)
        return number

    def _complete(self, dataset_id: str, upload: str) -> int:
        """Complete the upload, its document first: where the file is, the document is."""
        _, attempt = self._job(dataset_id, upload)

        def describe(size: int) -> None:
            document = {**attempt.document, "status": "ready", "size_bytes": size}
            self._store.put_document(dataset_id, document)

        try:
            return self._uploads.complete(dataset_id, upload, parts=attempt.parts, before=describe)
        except NoSuchUpload:
            # Completed by a call whose answer was lost: then the file is there.
            size = self._store.size(dataset_id)
            if size is None:
                raise
            describe(size)
            return size

    def _read(self, dataset_id: str, upload: str) -> tuple[Any, Attempt]:
        """The job of an attempt. Raises NoSuchUpload where another attempt has taken its place."""
        kept = self._jobs.read(dataset_id)
        if kept is None or kept.attempt.upload != upload:
            raise NoSuchUpload("Another attempt at this dataset has taken the place of this one.")
        return self._engine.Job.from_json(kept.attempt.job), kept.attempt
