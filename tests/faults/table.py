"""What can break, what the caller gets, and what is left in the bucket: each row is a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.proxy import ANY, FaultyWire, answers, hangs, resets
from tests.local import openai_server as model
from tests.local.openai_server import Behaviour
from tests.local.s3 import LocalS3

SMALL = {
    "description": "20 rows, columns: age between 18 and 30, paid (70% yes)",
    "seed": 1,
    "planner": "builtin",
}
WIDE = "wide " * 15
LARGE = {
    "rows": 80_000,
    "seed": 1,
    "schema": {
        "columns": [
            {
                "name": name,
                "kind": "category",
                "values": [{"value": WIDE + word, "share": 50} for word in ("one", "two")],
            }
            for name in ("note", "remark")
        ]
    },
}
"""12 MB: two parts."""

DENIED = answers(403, "AccessDenied")
BROKEN = answers(500, "InternalError")
SLOW_DOWN = answers(503, "SlowDown")
SKEWED = answers(403, "RequestTimeTooSkewed")
NO_BUCKET = answers(404, "NoSuchBucket")

NOTHING: frozenset[str] = frozenset()
PLAN = frozenset({"schemas"})
DATASET = frozenset({"csv", "json"})
DOCUMENT = frozenset({"json"})
UPLOAD = frozenset({"upload"})

LEFT = {
    NOTHING: "nothing",
    PLAN: "the plan",
    DATASET: "the dataset",
    PLAN | DATASET: "the plan, the dataset",
    PLAN | DOCUMENT: "the plan; the document, which answers 404, until it expires",
    UPLOAD: "an unfinished upload, for a day",
}

REFUSED_503 = "503 `storage_unavailable`"


@dataclass(frozen=True)
class S3Fault:
    """A fault between the service and S3.

    Attributes:
        breaks: makes the wire do it.
        gets: the status and the code of the answer, or what a 201 says.
        left: what the bucket holds then: kinds of objects, and `upload` for an unfinished one.
    """

    fault: str
    breaks: Callable[[FaultyWire], None]
    gets: str
    left: frozenset[str]
    request: dict[str, Any]


def every(operation: str, fault: Any, *, times: int = 1_000) -> Callable[[FaultyWire], None]:
    return lambda wire: wire.breaks(operation, fault, times=times)


def both(*breaks: Callable[[FaultyWire], None]) -> Callable[[FaultyWire], None]:
    def broken(wire: FaultyWire) -> None:
        for one in breaks:
            one(wire)

    return broken


S3_FAULTS = [
    S3Fault("S3 answers 500", every(ANY, BROKEN), REFUSED_503, NOTHING, SMALL),
    S3Fault("S3 answers 503 SlowDown", every(ANY, SLOW_DOWN), REFUSED_503, NOTHING, SMALL),
    S3Fault(
        "S3 answers 503 SlowDown twice, then works",
        every(ANY, SLOW_DOWN, times=2),
        "201",
        PLAN | DATASET,
        SMALL,
    ),
    S3Fault("S3 is silent", every(ANY, hangs), REFUSED_503, NOTHING, SMALL),
    S3Fault("S3 denies access", every(ANY, DENIED), REFUSED_503, NOTHING, SMALL),
    S3Fault("There is no such bucket", every(ANY, NO_BUCKET), REFUSED_503, NOTHING, SMALL),
    S3Fault("The clock is wrong", every(ANY, SKEWED), REFUSED_503, NOTHING, SMALL),
    S3Fault("S3 resets every connection", every(ANY, resets), REFUSED_503, NOTHING, SMALL),
    S3Fault(
        "An upload cannot begin",
        every("CreateMultipartUpload", DENIED),
        REFUSED_503,
        NOTHING,
        LARGE,
    ),
    S3Fault("A part is denied", every("UploadPart", DENIED), REFUSED_503, NOTHING, LARGE),
    S3Fault("A part meets a 500", every("UploadPart", BROKEN), REFUSED_503, NOTHING, LARGE),
    S3Fault("A part is never answered", every("UploadPart", hangs), REFUSED_503, NOTHING, LARGE),
    S3Fault(
        "The connection is reset in the middle of a part, each time",
        every("UploadPart", resets),
        REFUSED_503,
        NOTHING,
        LARGE,
    ),
    S3Fault(
        "The connection is reset in the middle of a part, once",
        every("UploadPart", resets, times=1),
        "201",
        DATASET,
        LARGE,
    ),
    S3Fault(
        "An upload cannot be completed",
        every("CompleteMultipartUpload", BROKEN),
        REFUSED_503,
        NOTHING,
        LARGE,
    ),
    S3Fault(
        "An upload can be neither continued nor aborted",
        both(every("UploadPart", BROKEN), every("AbortMultipartUpload", BROKEN)),
        REFUSED_503,
        UPLOAD,
        LARGE,
    ),
    S3Fault("The document cannot be put", every("PutDocument", DENIED), REFUSED_503, PLAN, SMALL),
    S3Fault("The file cannot be put", every("PutFile", DENIED), REFUSED_503, PLAN, SMALL),
    S3Fault(
        "The file cannot be put, nor its document deleted",
        both(every("PutFile", DENIED), every("DeleteDocument", DENIED)),
        REFUSED_503,
        PLAN | DOCUMENT,
        SMALL,
    ),
    S3Fault("The plan cannot be cached", every("PutSchema", DENIED), "201", DATASET, SMALL),
    S3Fault("The cache cannot be read", every("GetSchema", DENIED), "201", PLAN | DATASET, SMALL),
]


@dataclass(frozen=True)
class CacheFault:
    """A cached plan that is not what was put there."""

    fault: str
    spoils: Callable[[bytes], bytes]
    gets: str = "201, planned again"
    left: frozenset[str] = PLAN | DATASET


def _of_the_future(body: bytes) -> bytes:
    return body.replace(b'"version":1', b'"version":999')


CACHE_FAULTS = [
    CacheFault("A cached plan is corrupt", lambda body: b"\x00\xff" + body[2:]),
    CacheFault("A cached plan is cut off", lambda body: body[: len(body) // 2]),
    CacheFault("A cached plan is of a future version", _of_the_future),
    CacheFault("A cached plan lacks its schema", lambda body: body.replace(b'"schema"', b'"s"')),
    CacheFault("A cached plan holds no valid schema", lambda body: body.replace(b'"kind"', b'"k"')),
    CacheFault("A cached plan is a list", lambda body: b"[" + body + b"]"),
]


@dataclass(frozen=True)
class ModelFault:
    """A fault of the model: what `planner: model` gets; everybody else gets `INSTEAD`.

    Attributes:
        does: what the model's server does, request by request.
    """

    fault: str
    does: list[Behaviour]
    gets: str


INSTEAD = "201 by the built-in planner"
UNAVAILABLE = "503 `planner_unavailable`"
FAILED = "502 `planner_failed`"

MODEL_FAULTS = [
    ModelFault("The model's key is refused (401)", [model.status(401)], UNAVAILABLE),
    ModelFault("The model is limited (429)", [model.status(429)] * 2, UNAVAILABLE),
    ModelFault(
        "The model's account is empty (429)",
        [model.status(429, error_code="insufficient_quota")],
        UNAVAILABLE,
    ),
    ModelFault("The model answers 500", [model.status(500)] * 2, UNAVAILABLE),
    ModelFault("The model is silent", [model.hang()], UNAVAILABLE),
    ModelFault("The model's connection is cut", [model.cut_connection()] * 2, UNAVAILABLE),
    ModelFault("Another web page answers", [model.web_page()] * 2, UNAVAILABLE),
    ModelFault("The model's answer is cut off, twice", [model.cut_off()] * 2, FAILED),
    ModelFault("The model writes garbage, twice", [model.text("{garbage")] * 2, FAILED),
]


def rows() -> list[tuple[str, str, str]]:
    """The table of the README: fault, what the caller gets, what is left behind."""
    return [
        *((row.fault, row.gets, LEFT[row.left]) for row in S3_FAULTS),
        *((row.fault, row.gets, LEFT[row.left]) for row in CACHE_FAULTS),
        *(
            (row.fault, f"{INSTEAD}; {row.gets} with `planner: model`", LEFT[DATASET])
            for row in MODEL_FAULTS
        ),
    ]


def markdown() -> str:
    """The same table as it stands in the README."""
    lines = ["| fault | the caller gets | left behind |", "| --- | --- | --- |"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows())])


def kinds_left(s3: LocalS3) -> frozenset[str]:
    """What the bucket holds, by kind."""
    keys = s3.keys()
    kinds = {"schemas" if key.startswith("schemas/") else key.rpartition(".")[2] for key in keys}
    return frozenset(kinds | ({"upload"} if s3.unfinished_uploads() else set()))


if __name__ == "__main__":
    print(markdown())
