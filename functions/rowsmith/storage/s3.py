"""The connection to S3: made when first used, and the one place where its errors are read."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any

from rowsmith.errors import StorageUnavailable

if TYPE_CHECKING:
    from boto3.session import Session
    from mypy_boto3_s3 import S3Client

Json = dict[str, Any]

_log = logging.getLogger(__name__)

OVERTAKEN = {"PreconditionFailed", "ConditionalRequestConflict"}
"""S3's codes for: somebody else has written since."""

_MISSING = {"404", "NoSuchKey", "NotFound", "NoSuchUpload"}
_BUSY = {"SlowDown", "503", "ServiceUnavailable", "RequestTimeout"}
_SECONDS_OF_PEACE = 5.0
_TIDYING = {"AbortMultipartUpload", "DeleteObject"}


_MAKING = RLock()
"""Clients are safe to share between threads; making them is not."""


@cache
def _session() -> Session:
    """The models of S3's calls, read once for all clients."""
    import boto3  # 0.5 s: not before it is needed

    return boto3.session.Session()


class S3:
    """One bucket, with a client to work with it and a client to sign links for callers.

    `endpoint_url` names a server other than AWS; `public_endpoint_url` the name under which
    callers reach that server (the host is part of a link's signature). Nothing is imported
    or connected before the first use. S3 may be silent for `answer_seconds`: three attempts
    must end before the gateway hangs up. A `patient` client lets no call fail for the silence of
    one before it.
    """

    def __init__(
        self,
        bucket: str,
        *,
        region: str,
        endpoint_url: str | None = None,
        public_endpoint_url: str | None = None,
        answer_seconds: float = 5,
        patient: bool = False,
    ) -> None:
        self.bucket = bucket
        self._region = region
        self._endpoint_url = endpoint_url
        self._public_endpoint_url = public_endpoint_url or endpoint_url
        self._answer_seconds = answer_seconds
        self._patient = patient

    @classmethod
    def for_workers(cls, bucket: str, region: str, endpoint_url: str | None) -> S3:
        """One to which nobody waits: S3 may take minutes to complete an upload of 10,000 parts."""
        return cls(
            bucket, region=region, endpoint_url=endpoint_url, answer_seconds=240, patient=True
        )

    @cached_property
    def client(self) -> S3Client:
        """The client for everything but signing."""
        with _MAKING:
            return self._client(self._endpoint_url)

    @cached_property
    def signer(self) -> S3Client:
        """The client that signs links: that of the public endpoint."""
        if self._public_endpoint_url == self._endpoint_url:
            return self.client
        with _MAKING:
            return self._client(self._public_endpoint_url)

    def _client(self, endpoint_url: str | None) -> S3Client:
        from botocore.config import Config

        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path" if endpoint_url else "virtual"},
            retries={"mode": "standard", "total_max_attempts": 3},
            connect_timeout=2,
            read_timeout=self._answer_seconds,
            max_pool_connections=32,
            # The signature covers the body already, and S3 asks for every part's checksum
            # again when an upload that began with one is completed.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        client = _session().client(
            "s3", region_name=self._region, endpoint_url=endpoint_url, config=config
        )
        if self._patient:
            return client
        silence = _Silence()
        client.meta.events.register("before-call.s3", silence.before_call)
        client.meta.events.register("after-call-error.s3", silence.after_error)
        return client


class _Silence:
    """Lets calls fail at once for a while after one was never answered.

    One request makes several calls: only one of them may wait for a silent S3, or the gateway
    gives up first. What tidies up is tried all the same.
    """

    def __init__(self) -> None:
        self._over = 0.0

    def before_call(self, model: Any, **_: Any) -> None:
        from botocore.exceptions import ConnectTimeoutError

        if time.monotonic() < self._over and model.name not in _TIDYING:
            raise ConnectTimeoutError(endpoint_url="S3")

    def after_error(self, exception: Exception, **_: Any) -> None:
        from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

        if isinstance(exception, ConnectTimeoutError | ReadTimeoutError):
            self._over = time.monotonic() + _SECONDS_OF_PEACE


class Missing(StorageUnavailable):
    """The object is not there; a fault only where nobody expects it."""


@contextmanager
def s3_errors(operation: str) -> Iterator[None]:
    """Turn what boto3 raises into `Missing` or StorageUnavailable; the details go to the log."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in _MISSING:
            raise Missing("The file store has lost an object. Try again.") from error
        _log.error("S3 answered %s to %s", code, operation)
        raise _unavailable(busy=code in _BUSY) from error
    except BotoCoreError as error:
        _log.error("S3 could not be reached for %s: %s", operation, type(error).__name__)
        raise _unavailable(busy=False) from error


def _unavailable(*, busy: bool) -> StorageUnavailable:
    if busy:
        return StorageUnavailable("The file store is busy. Try again in a moment.", retry_after=2)
    return StorageUnavailable("The file store does not answer as it should. Try again later.")


def is_hex(text: str) -> bool:
    """Whether `text` is a key of ours: 16 to 64 lower-case hexadecimal digits, nothing else."""
    return 16 <= len(text) <= 64 and all(character in "0123456789abcdef" for character in text)


def json_bytes(document: Json) -> bytes:
    """`document` as it is stored: UTF-8, nothing but JSON's own white space left out."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def json_object(body: bytes) -> Json | None:
    """What was stored; None where it is not a JSON object (cut, or not ours)."""
    try:
        document = json.loads(body)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None
