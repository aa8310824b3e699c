"""Everything Rowsmith raises on purpose.

RowsmithError
├── BadRequest                what the caller can change
│   ├── InvalidRequest        the request itself: rows, seed, locale, ...
│   ├── InvalidSchema         a schema with problems, all of them listed
│   ├── NotUnderstood         a description that no planner could read
│   ├── Refused               a description that the model declined
│   └── TooMuch               more than one request may ask for
├── NotFound                  no such dataset
├── NotAllowed                no key, or the wrong one
└── Unavailable               not the caller's fault; worth trying again
    ├── PlannerUnavailable    the model is down, slow, limited or misconfigured
    ├── PlannerFailed         the model answered with something unusable, twice
    ├── StorageUnavailable    S3 cannot be reached or refuses
    ├── WorkersUnavailable    what runs the workers cannot be reached or refuses
    ├── NotReady              workers are still making the dataset
    ├── MakingFailed          the workers of a dataset have given up
    │   ├── OtherEngine       a job that another version of the engine planned
    │   ├── NoSuchUpload      a job whose upload was completed or aborted
    │   └── PartsMissing      a job whose upload lacks parts
    └── DeadlineExceeded      the work did not end in time

`code` is stable and part of the HTTP contract. The table of status codes is in api.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


class RowsmithError(Exception):
    """Base of all errors; its text is written for the caller and says what to do."""

    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadRequest(RowsmithError):
    """The caller can mend this by changing the request."""

    code = "bad_request"


class InvalidRequest(BadRequest):
    """A value of the request is out of its bounds; `where` names it, as in `rows`."""

    code = "invalid_request"

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.where = where


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a schema: where it is (`columns.age.min`) and what to do about it.

    instead: the nearest that could stand there, as JSON; None where nobody can tell.
    """

    where: str
    message: str
    instead: object = field(default=None, compare=False)


class InvalidSchema(BadRequest):
    """A schema that cannot be used; `problems` lists every fault found."""

    code = "invalid_schema"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems


class NotUnderstood(BadRequest):
    """A description in which too little was recognised; says what was and what was not."""

    code = "not_understood"

    def __init__(self, message: str, *, understood: list[str], not_understood: list[str]) -> None:
        super().__init__(message)
        self.understood = understood
        self.not_understood = not_understood


class Refused(BadRequest):
    """The model declined to plan this description."""

    code = "refused"


class TooMuch(BadRequest):
    """The request asks for more than can be made in one go."""

    code = "too_much"


class NotFound(RowsmithError):
    """No dataset has this id, or its file has expired."""

    code = "not_found"


class NotAllowed(RowsmithError):
    """The shared key is missing or wrong."""

    code = "not_allowed"


class Unavailable(RowsmithError):
    """Not the caller's fault: the same request may work after `retry_after` seconds."""

    code = "unavailable"

    def __init__(self, message: str, *, retry_after: int = 5) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class PlannerUnavailable(Unavailable):
    """The model could not be asked: down, too slow, rate-limited or misconfigured."""

    code = "planner_unavailable"


class PlannerFailed(Unavailable):
    """The model answered, and what it wrote could not be used."""

    code = "planner_failed"


class StorageUnavailable(Unavailable):
    """S3 could not be reached, or refused."""

    code = "storage_unavailable"


class WorkersUnavailable(Unavailable):
    """What runs the workers of a large dataset could not be reached, or refused."""

    code = "workers_unavailable"


class NotReady(Unavailable):
    """Workers are still making this dataset."""

    code = "not_ready"


class MakingFailed(Unavailable):
    """The workers of a dataset gave up; the same request begins anew."""

    code = "making_failed"


class OtherEngine(MakingFailed):
    """A job was planned by another version of the engine, which makes other bytes."""


class NoSuchUpload(MakingFailed):
    """The upload of a job was completed or aborted meanwhile."""


class PartsMissing(MakingFailed):
    """The workers of a job are done, and its upload does not have all its parts."""


class DeadlineExceeded(Unavailable):
    """The work could not end before the request's deadline."""

    code = "deadline_exceeded"
