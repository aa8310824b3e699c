"""A file that many workers write: an upload that is open, whose parts come from anywhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from rowsmith.errors import NoSuchUpload, PartsMissing, StorageUnavailable
from rowsmith.storage.names import NewFile, csv_key, disposition
from rowsmith.storage.s3 import S3, Missing, s3_errors

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import PartTypeDef

_log = logging.getLogger(__name__)

_GONE = "This upload was completed or aborted."


class PartedUploads:
    """Uploads in one bucket, by the id of their dataset and their own, which S3 gives.

    Parts are numbered from 1. Every method raises StorageUnavailable where S3 fails, and all
    but `open` and `abort` NoSuchUpload for one that was completed or aborted.
    """

    def __init__(self, s3: S3) -> None:
        self._s3 = s3

    def open(self, file: NewFile) -> str:
        """Begin an upload, and return its id."""
        with s3_errors("open an upload"):
            return self._s3.client.create_multipart_upload(
                Bucket=self._s3.bucket,
                Key=csv_key(file.id),
                ContentType=file.media_type,
                ContentDisposition=disposition(file.filename),
            )["UploadId"]

    def put(self, dataset_id: str, upload: str, number: int, body: bytes) -> None:
        """Write part `number`, again where it is there: the last one counts."""
        try:
            with s3_errors("upload a part"):
                self._s3.client.upload_part(
                    Bucket=self._s3.bucket,
                    Key=csv_key(dataset_id),
                    UploadId=upload,
                    PartNumber=number,
                    Body=body,
                )
        except Missing as missing:
            raise NoSuchUpload(_GONE) from missing

    def sizes(self, dataset_id: str, upload: str) -> dict[int, int]:
        """Bytes of the parts that are there, by number. A call for each thousand."""
        return {part["PartNumber"]: part["Size"] for part in self._parts(dataset_id, upload)}

    def complete(
        self, dataset_id: str, upload: str, *, parts: int, before: Callable[[int], None]
    ) -> int:
        """Make the file appear, and return its bytes, with which `before` is called before.

        Raises PartsMissing, and nothing is called, unless parts 1 to `parts` are there.
        """
        found = self._parts(dataset_id, upload)
        missing = set(range(1, parts + 1)) - {part["PartNumber"] for part in found}
        if missing:
            raise PartsMissing(f"{len(missing)} of {parts} parts are missing, as {min(missing)}.")
        size = sum(part["Size"] for part in found)
        before(size)
        try:
            with s3_errors("complete an upload"):
                self._s3.client.complete_multipart_upload(
                    Bucket=self._s3.bucket,
                    Key=csv_key(dataset_id),
                    UploadId=upload,
                    MultipartUpload={
                        "Parts": [
                            {"PartNumber": part["PartNumber"], "ETag": part["ETag"]}
                            for part in found
                        ]
                    },
                )
        except Missing as gone:
            raise NoSuchUpload(_GONE) from gone
        return size

    def abort(self, dataset_id: str, upload: str) -> None:
        """Forget the upload and its parts; where that fails, the bucket does within a day."""
        try:
            with s3_errors("abort an upload"):
                self._s3.client.abort_multipart_upload(
                    Bucket=self._s3.bucket, Key=csv_key(dataset_id), UploadId=upload
                )
        except StorageUnavailable:
            _log.warning("An upload was left unfinished, until the bucket's lifecycle ends it")

    def _parts(self, dataset_id: str, upload: str) -> list[PartTypeDef]:
        try:
            with s3_errors("list parts"):
                pages = self._s3.client.get_paginator("list_parts").paginate(
                    Bucket=self._s3.bucket, Key=csv_key(dataset_id), UploadId=upload
                )
                return [part for page in pages for part in page.get("Parts", [])]
        except Missing as missing:
            raise NoSuchUpload(_GONE) from missing
