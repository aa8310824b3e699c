"""One object written piece by piece: a single put when it is small, parts when it is not."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import TYPE_CHECKING, TypedDict

from rowsmith.errors import StorageUnavailable
from rowsmith.storage.s3 import S3, s3_errors

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

_log = logging.getLogger(__name__)

PART_BYTES = 8 * 1024 * 1024
"""Bytes of a part at least, the last excepted; S3 asks for 5 MiB."""


class ObjectHeaders(TypedDict):
    """What S3 sends along with the object."""

    ContentType: str
    ContentDisposition: str


class Upload:
    """A context: what was not finished when it ends is aborted, and nothing is left in S3.

    `write` and `finish` raise StorageUnavailable where S3 fails.
    """

    def __init__(self, s3: S3, key: str, headers: ObjectHeaders) -> None:
        self.size = 0
        self._s3 = s3
        self._key = key
        self._headers = headers
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._upload_id: str | None = None
        self._parts: list[CompletedPartTypeDef] = []

    def __enter__(self) -> Upload:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._abort()

    def write(self, piece: bytes) -> None:
        """Append bytes; a part is sent when the one before it is full."""
        if self._pending_bytes >= PART_BYTES:
            self._send_part()
        self._pending.append(piece)
        self._pending_bytes += len(piece)
        self.size += len(piece)

    def finish(self) -> None:
        """Make the object appear."""
        if self._upload_id is None and self._pending_bytes <= PART_BYTES:
            self._put()
            return
        self._send_part()
        self._complete()

    def _put(self) -> None:
        with s3_errors("put a file"):
            self._s3.client.put_object(
                Bucket=self._s3.bucket, Key=self._key, Body=self._take(), **self._headers
            )

    def _send_part(self) -> None:
        with s3_errors("upload a part"):
            if self._upload_id is None:
                self._upload_id = self._s3.client.create_multipart_upload(
                    Bucket=self._s3.bucket, Key=self._key, **self._headers
                )["UploadId"]
            number = len(self._parts) + 1
            answer = self._s3.client.upload_part(
                Bucket=self._s3.bucket,
                Key=self._key,
                UploadId=self._upload_id,
                PartNumber=number,
                Body=self._take(),
            )
            self._parts.append({"PartNumber": number, "ETag": answer["ETag"]})

    def _complete(self) -> None:
        assert self._upload_id is not None  # noqa: S101 - a part was sent before
        with s3_errors("complete an upload"):
            self._s3.client.complete_multipart_upload(
                Bucket=self._s3.bucket,
                Key=self._key,
                UploadId=self._upload_id,
                MultipartUpload={"Parts": self._parts},
            )
        self._upload_id = None

    def _abort(self) -> None:
        if self._upload_id is None:
            return
        try:
            with s3_errors("abort an upload"):
                self._s3.client.abort_multipart_upload(
                    Bucket=self._s3.bucket, Key=self._key, UploadId=self._upload_id
                )
        except StorageUnavailable:
            _log.warning("An upload was left unfinished, until the bucket's lifecycle ends it")

    def _take(self) -> bytes:
        body = b"".join(self._pending)
        self._pending.clear()
        self._pending_bytes = 0
        return body
