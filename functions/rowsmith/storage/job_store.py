"""Jobs: what workers make, and which attempt at it is under way.

jobs/{id}.json    one object per dataset; the attempt that was written last counts
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from rowsmith.storage.s3 import (
    OVERTAKEN,
    S3,
    Json,
    Missing,
    is_hex,
    json_bytes,
    json_object,
    s3_errors,
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a dataset.

    job: as the engine's Job is JSON. document: what is told of the dataset but its size.
    rows, parts, rows_per_part: how it is shared out. upload: S3's id. number: from 1.
    """

    job: Json
    document: Json
    rows: int
    parts: int
    rows_per_part: int
    upload: str
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """An attempt as it lies in the bucket: `version` is what `write` replaces."""

    attempt: Attempt
    version: str
    written: datetime


class JobStore:
    """The jobs in one bucket. Every method raises StorageUnavailable where S3 fails."""

    def __init__(self, s3: S3) -> None:
        self._s3 = s3

    def read(self, dataset_id: str) -> Kept | None:
        """The last attempt at a dataset; None where there was none (any more). One call."""
        if not is_hex(dataset_id):
            return None
        try:
            with s3_errors("read a job"):
                answer = self._s3.client.get_object(Bucket=self._s3.bucket, Key=_key(dataset_id))
                found = json_object(answer["Body"].read())
        except Missing:
            return None
        if found is None:
            return None
        return Kept(Attempt(**found), answer["ETag"], answer["LastModified"])

    def write(self, dataset_id: str, attempt: Attempt, replacing: str | None) -> bool:
        """Keep an attempt where that of version `replacing` (None: none) is the last.

        Of two that write at once one succeeds: the other gets False. One call.
        """
        from botocore.exceptions import ClientError

        condition = {"IfNoneMatch": "*"} if replacing is None else {"IfMatch": replacing}
        with s3_errors("write a job"):
            try:
                self._s3.client.put_object(
                    Bucket=self._s3.bucket,
                    Key=_key(dataset_id),
                    Body=json_bytes(asdict(attempt)),
                    ContentType="application/json",
                    **condition,  # type: ignore[arg-type]
                )
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") in OVERTAKEN:
                    return False
                raise
        return True


def _key(dataset_id: str) -> str:
    return f"jobs/{dataset_id}.json"
