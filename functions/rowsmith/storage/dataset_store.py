"""Finished datasets: the CSV, the document that describes it, and links to the file.

    datasets/{id}.json    the document, written first
    datasets/{id}.csv     the file; a dataset is there when this is there

The file appears whole or not at all: S3 shows neither a put nor a multipart upload before
its end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rowsmith.errors import NotFound, StorageUnavailable
from rowsmith.storage.names import NewFile, csv_key, disposition, document_key
from rowsmith.storage.s3 import S3, Json, Missing, is_hex, json_bytes, json_object, s3_errors
from rowsmith.storage.upload import ObjectHeaders, Upload

_log = logging.getLogger(__name__)

_GONE = "There is no dataset with this id, or its file has expired. POST /datasets makes one."


@dataclass(frozen=True, slots=True)
class Link:
    """A URL that opens the file without credentials, until `expires_at` at the latest.

    It dies earlier where the credentials that signed it do (a role's session).
    """

    url: str
    expires_at: datetime


class DatasetStore:
    """The datasets in one bucket. Every method raises StorageUnavailable where S3 fails."""

    def __init__(
        self, s3: S3, *, link_seconds: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._s3 = s3
        self._link_seconds = link_seconds
        self._now = now

    def size(self, dataset_id: str) -> int | None:
        """Bytes of the file; None where there is no such file (any more). One call."""
        if not is_hex(dataset_id):
            return None
        try:
            with s3_errors("look for a file"):
                answer = self._s3.client.head_object(
                    Bucket=self._s3.bucket, Key=csv_key(dataset_id)
                )
        except Missing:
            return None
        return answer["ContentLength"]

    def document(self, dataset_id: str) -> Json:
        """The document of a dataset whose file is there; raises NotFound. Two calls."""
        if self.size(dataset_id) is None:
            raise NotFound(_GONE)
        try:
            with s3_errors("get a document"):
                answer = self._s3.client.get_object(
                    Bucket=self._s3.bucket, Key=document_key(dataset_id)
                )
                document = json_object(answer["Body"].read())
        except Missing as missing:
            raise NotFound(_GONE) from missing
        if document is None:
            raise NotFound(_GONE)
        return document

    def publish(
        self,
        files: Sequence[NewFile],
        blocks: Iterable[Mapping[str, bytes]],
        *,
        document: Callable[[Mapping[str, int]], Json],
    ) -> Mapping[str, int]:
        """Store `files`, and beside the first, which is the dataset, `document(sizes)`.

        blocks: what comes next in each file, by its id; so are the sizes, which are returned.
        The dataset appears last: where it is, the others are. Two calls for one file of one
        part. Where `blocks` or S3 fail, nothing is left behind.
        """
        dataset_id = files[0].id
        with ExitStack() as stack:
            uploads = {file.id: stack.enter_context(self._upload(file)) for file in files}
            for block in blocks:
                for file_id, piece in block.items():
                    uploads[file_id].write(piece)
            sizes = {file_id: upload.size for file_id, upload in uploads.items()}
            self.put_document(dataset_id, document(sizes))
            written = [document_key(dataset_id)]
            try:
                for file_id in reversed(uploads):
                    uploads[file_id].finish()
                    written.append(csv_key(file_id))
            except StorageUnavailable:
                self._take_back(written)
                raise
        return sizes

    def _upload(self, file: NewFile) -> Upload:
        headers: ObjectHeaders = {
            "ContentType": file.media_type,
            "ContentDisposition": disposition(file.filename),
        }
        return Upload(self._s3, csv_key(file.id), headers)

    def size_of(self, dataset_id: str) -> int:
        """Bytes of a file that is there; raises NotFound. One call."""
        size = self.size(dataset_id)
        if size is None:
            raise NotFound(_GONE)
        return size

    def link(self, dataset_id: str) -> Link:
        """A fresh link to the file. Signed here: no call."""
        with s3_errors("sign a link"):
            url = self._s3.signer.generate_presigned_url(
                "get_object",
                Params={"Bucket": self._s3.bucket, "Key": csv_key(dataset_id)},
                ExpiresIn=self._link_seconds,
            )
        return Link(url, self._now() + timedelta(seconds=self._link_seconds))

    def put_document(self, dataset_id: str, document: Json) -> None:
        """Store the document of a dataset, whose file is yet to appear. One call."""
        with s3_errors("put a document"):
            self._s3.client.put_object(
                Bucket=self._s3.bucket,
                Key=document_key(dataset_id),
                Body=json_bytes(document),
                ContentType="application/json",
            )

    def _take_back(self, keys: Iterable[str]) -> None:
        for key in keys:
            try:
                with s3_errors("delete what was left"):
                    self._s3.client.delete_object(Bucket=self._s3.bucket, Key=key)
            except StorageUnavailable:
                _log.warning("A part of a dataset was left, until the bucket expires it")
