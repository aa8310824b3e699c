"""A count per day that all containers share and that never passes its limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from rowsmith.errors import StorageUnavailable
from rowsmith.storage.s3 import OVERTAKEN, S3, Missing, s3_errors

_ATTEMPTS = 12


class DailyCount:
    """`counts/{day}`, a number as text. A day is one of UTC; `of` keeps apart what is counted.

    Every step is a conditional write: of two containers that read the same number, one writes
    and the other reads again. So the count is exact, at two calls a step.
    """

    def __init__(
        self, s3: S3, *, of: str = "", now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._s3 = s3
        self._of = of
        self._now = now

    def take(self, limit: int) -> bool:
        """Count one more; False, and nothing counted, where `limit` is reached.

        Raises StorageUnavailable where S3 fails, or others are quicker a dozen times.
        """
        key = f"counts/{self._of}{self._now().date().isoformat()}"
        for _ in range(_ATTEMPTS):
            count, version = self._read(key)
            if count >= limit:
                return False
            if self._written(key, count + 1, version):
                return True
        raise StorageUnavailable("Too many requests count at once. Try again.", retry_after=1)

    def _read(self, key: str) -> tuple[int, str | None]:
        """The count and the version that holds it; (0, None) before the day's first."""
        try:
            with s3_errors("read a count"):
                answer = self._s3.client.get_object(Bucket=self._s3.bucket, Key=key)
                return int(answer["Body"].read()), answer["ETag"]
        except Missing:
            return 0, None

    def _written(self, key: str, count: int, version: str | None) -> bool:
        """Write where `version` is still the one there; whether it was."""
        from botocore.exceptions import ClientError

        put = self._s3.client.put_object
        body = str(count).encode()
        with s3_errors("write a count"):
            try:
                if version is None:
                    put(Bucket=self._s3.bucket, Key=key, Body=body, IfNoneMatch="*")
                else:
                    put(Bucket=self._s3.bucket, Key=key, Body=body, IfMatch=version)
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") in OVERTAKEN:
                    return False
                raise
        return True
