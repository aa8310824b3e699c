"""Planned schemas, one JSON object each, so that a description is planned once."""

from __future__ import annotations

import logging

from rowsmith.errors import StorageUnavailable
from rowsmith.storage.recent import Recent
from rowsmith.storage.s3 import S3, Json, Missing, is_hex, json_bytes, json_object, s3_errors

_log = logging.getLogger(__name__)

_KEPT_IN_MEMORY = 128


class SchemaCache:
    """`schemas/{key}.json`. A cache that cannot be read or written never fails a request."""

    def __init__(self, s3: S3) -> None:
        self._s3 = s3
        self._recent: Recent[str, Json] = Recent(_KEPT_IN_MEMORY)

    def get(self, key: str) -> Json | None:
        """The entry under `key` (hexadecimal), not to be changed; None where there is none."""
        entry = self._recent.get(key)
        if entry is None and (entry := self._read(key)) is not None:
            self._recent.put(key, entry)
        return entry

    def put(self, key: str, entry: Json) -> None:
        """Store `entry` under `key`, here and in S3."""
        self._recent.put(key, entry)
        try:
            with s3_errors("put a schema"):
                self._s3.client.put_object(
                    Bucket=self._s3.bucket,
                    Key=_name(key),
                    Body=json_bytes(entry),
                    ContentType="application/json",
                )
        except StorageUnavailable:
            _log.warning("A schema was not cached")

    def _read(self, key: str) -> Json | None:
        try:
            with s3_errors("get a schema"):
                answer = self._s3.client.get_object(Bucket=self._s3.bucket, Key=_name(key))
                body = answer["Body"].read()
        except Missing:
            return None
        except StorageUnavailable:
            _log.warning("The schema cache could not be read")
            return None
        entry = json_object(body)
        if entry is None:
            _log.warning("A cached schema is not a JSON object; it is planned again")
        return entry


def _name(key: str) -> str:
    if not is_hex(key):
        raise ValueError(f"a cache key is hexadecimal, not {key!r}")
    return f"schemas/{key}.json"
