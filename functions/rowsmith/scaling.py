"""Datasets too large for one request: begun here, made by workers, looked at here.

A dataset has at most one attempt under way. An attempt is an open upload and an execution of
the state machine that fills it; both are named in the job, which is written before the
execution is started. So whoever comes next finds what is there, and joins it or begins anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, TypeAlias

from rowsmith.errors import MakingFailed, NoSuchUpload, NotFound, NotReady, WorkersUnavailable
from rowsmith.storage import Attempt, JobStore, Kept, NewFile, PartedUploads

Json: TypeAlias = dict[str, Any]

RUNNING, SUCCEEDED = "RUNNING", "SUCCEEDED"

RETRY_SECONDS = 5
"""When to look again: a part takes a worker a second or two."""

STARTING = timedelta(minutes=1)
"""How long after a job was written its execution may not be known yet."""

_TRIES = 3


class Job(Protocol):
    """The engine's job."""

    @property
    def rows(self) -> int: ...  # noqa: D102

    @property
    def parts(self) -> int: ...  # noqa: D102

    @property
    def rows_per_part(self) -> int: ...  # noqa: D102

    def to_json(self) -> Json: ...  # noqa: D102


class Executions(Protocol):
    """What runs the workers."""

    def start(self, name: str, given: Mapping[str, object]) -> None: ...  # noqa: D102

    def status(self, name: str) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a dataset is; rows and bytes are those of whole parts."""

    parts: int
    parts_made: int
    rows: int
    rows_made: int
    bytes_made: int

    def to_json(self) -> Json:
        """As plain JSON types."""
        return asdict(self)

    def not_ready(self) -> NotReady:
        """What is raised where the whole is asked for."""
        return NotReady(
            f"This dataset is being made: {self.parts_made:,} of {self.parts:,} parts are there. "
            "Ask again in some seconds.",
            retry_after=RETRY_SECONDS,
        )


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A dataset under way: its document so far, and how far it is."""

    document: Json
    progress: Progress


class Scale:
    """Begins datasets, joins those under way, and tells how far they are.

    size: bytes of a dataset's file, None where there is none. workers: how many work at once on
    one dataset, 1 or more. permit: called before each attempt; what it raises prevents it.
    """

    def __init__(
        self,
        *,
        jobs: JobStore,
        uploads: PartedUploads,
        executions: Executions,
        size: Callable[[str], int | None],
        workers: int,
        permit: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._jobs = jobs
        self._uploads = uploads
        self._executions = executions
        self._size = size
        self._workers = workers
        self._permit = permit
        self._now = now

    def begin(self, file: NewFile, job: Job, document: Json) -> UnderWay | None:
        """Have the dataset of `file` made, or join where it is being made; None where it is there.

        Raises WorkersUnavailable, StorageUnavailable, and what `permit` raises.
        """
        for _ in range(_TRIES):
            kept = self._jobs.read(file.id)
            if kept is not None:
                status = self._status(file.id, kept)
                if status == RUNNING:
                    return UnderWay(document, self._progress(file.id, kept.attempt))
                if status is not None and self._size(file.id) is not None:
                    return None
                if status is None and self._is_new(kept):
                    # Whoever wrote the job is about to start it, or has died before.
                    return self._started(file.id, kept.attempt)
            self._permit()
            attempt = Attempt(
                job=job.to_json(),
                document=document,
                rows=job.rows,
                parts=job.parts,
                rows_per_part=job.rows_per_part,
                upload=self._uploads.open(file),
                number=1 if kept is None else kept.attempt.number + 1,
            )
            if self._jobs.write(file.id, attempt, None if kept is None else kept.version):
                return self._started(file.id, attempt)
            self._uploads.abort(file.id, attempt.upload)  # somebody else was quicker
        raise WorkersUnavailable("Too many ask for this dataset at once. Try again.", retry_after=2)

    def look(self, dataset_id: str) -> UnderWay | None:
        """How far a dataset is whose file was not there a moment ago; None where it is now.

        Raises NotFound where it was never begun or its file has expired, MakingFailed where the
        workers gave up.
        """
        kept = self._jobs.read(dataset_id)
        if kept is None:
            raise NotFound("There is no dataset with this id. POST /datasets makes one.")
        # Before the look for the file: it may appear in between.
        status = self._status(dataset_id, kept)
        if status is None and self._is_new(kept):
            return UnderWay(kept.attempt.document, _progress(kept.attempt, {}))
        if status != RUNNING and self._size(dataset_id) is not None:
            return None
        if status == RUNNING:
            return UnderWay(kept.attempt.document, self._progress(dataset_id, kept.attempt))
        if status == SUCCEEDED:
            raise NotFound("The file of this dataset has expired. POST /datasets makes it again.")
        raise MakingFailed(
            "The workers could not make this dataset. POST it again: what it was made from "
            "makes the same file.",
            retry_after=RETRY_SECONDS,
        )

    def _started(self, dataset_id: str, attempt: Attempt) -> UnderWay:
        given = {
            "id": dataset_id,
            "upload": attempt.upload,
            "workers": min(self._workers, attempt.parts),
            "parts": list(range(1, attempt.parts + 1)),
        }
        self._executions.start(_name(dataset_id, attempt), given)
        return UnderWay(attempt.document, _progress(attempt, {}))

    def _status(self, dataset_id: str, kept: Kept) -> str | None:
        return self._executions.status(_name(dataset_id, kept.attempt))

    def _is_new(self, kept: Kept) -> bool:
        return self._now() - kept.written < STARTING

    def _progress(self, dataset_id: str, attempt: Attempt) -> Progress:
        try:
            sizes = self._uploads.sizes(dataset_id, attempt.upload)
        except NoSuchUpload:  # it is being completed: all parts were there
            sizes = dict.fromkeys(range(1, attempt.parts + 1), 0)
        return _progress(attempt, sizes)


def _name(dataset_id: str, attempt: Attempt) -> str:
    """An execution's name is taken for 90 days: every attempt has its own."""
    return f"{dataset_id}-{attempt.number}"


def _progress(attempt: Attempt, sizes: Mapping[int, int]) -> Progress:
    return Progress(
        parts=attempt.parts,
        parts_made=len(sizes),
        rows=attempt.rows,
        rows_made=sum(
            min(attempt.rows_per_part, attempt.rows - (number - 1) * attempt.rows_per_part)
            for number in sizes
        ),
        bytes_made=sum(sizes.values()),
    )
