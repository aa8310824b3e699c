"""The wire between boto3 and S3: counts what is sent, and answers in S3's place with a fault."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, TypeAlias, cast

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectTimeoutError

from rowsmith.storage import S3

Fault: TypeAlias = tuple[int, str] | None
"""An HTTP status with S3's error code, or None for a connection that times out."""


class Wire:
    """Attached to one client; `sent` lists the operations (`PutObject`), one entry an attempt."""

    def __init__(self, s3: S3) -> None:
        self.sent: list[str] = []
        self._faults: dict[str, tuple[Fault, int]] = {}
        self._events = s3.client.meta.events
        self._events.register("before-send.s3", cast(Any, self._before_send))

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self._events.unregister("before-send.s3", cast(Any, self._before_send))

    def fail(self, operation: str, fault: Fault, *, attempts: int = 1_000) -> None:
        """Answer the next `attempts` of `operation` with `fault`."""
        self._faults[operation] = (fault, attempts)

    def mend(self) -> None:
        """Let everything through again."""
        self._faults.clear()

    def _before_send(self, event_name: str, request: Any, **_: Any) -> AWSResponse | None:
        operation = event_name.rsplit(".", 1)[-1]
        self.sent.append(operation)
        fault, attempts = self._faults.get(operation, (None, 0))
        if attempts == 0:
            return None
        self._faults[operation] = (fault, attempts - 1)
        if fault is None:
            raise ConnectTimeoutError(endpoint_url=request.url)
        status, code = fault
        body = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()
        return AWSResponse(request.url, status, cast(Any, {}), _Raw(body))


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()
