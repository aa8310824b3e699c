"""The schema cache remembers, and never stands in a request's way."""

from __future__ import annotations

import logging

import pytest

from rowsmith.storage import S3, SchemaCache
from tests.local.s3 import LocalS3
from tests.storage.wire import Wire

KEY = "0123456789abcdef"
ENTRY = {"version": 1, "schema": {"title": "Café “menus” 日本"}}


def test_another_container_reads_what_one_wrote(bucket: S3, s3: LocalS3) -> None:
    SchemaCache(bucket).put(KEY, ENTRY)
    assert s3.keys() == [f"schemas/{KEY}.json"]
    assert SchemaCache(bucket).get(KEY) == ENTRY


def test_an_unknown_key_is_none(bucket: S3) -> None:
    assert SchemaCache(bucket).get(KEY) is None


def test_a_warm_container_asks_s3_once(bucket: S3, wire: Wire) -> None:
    SchemaCache(bucket).put(KEY, ENTRY)
    cache = SchemaCache(bucket)
    assert cache.get(KEY) == cache.get(KEY) == ENTRY
    assert wire.sent == ["PutObject", "GetObject"]


def test_a_miss_is_not_remembered(bucket: S3) -> None:
    reader, writer = SchemaCache(bucket), SchemaCache(bucket)
    assert reader.get(KEY) is None
    writer.put(KEY, ENTRY)
    assert reader.get(KEY) == ENTRY


@pytest.mark.parametrize("body", [b"", b'{"version": 1, "sch', b"[1]", b"\xff\xfe", b"null"])
def test_a_corrupt_entry_counts_as_none_and_can_be_replaced(
    bucket: S3, s3: LocalS3, body: bytes
) -> None:
    s3.client().put_object(Bucket=s3.bucket, Key=f"schemas/{KEY}.json", Body=body)
    assert SchemaCache(bucket).get(KEY) is None
    SchemaCache(bucket).put(KEY, ENTRY)
    assert SchemaCache(bucket).get(KEY) == ENTRY


def test_an_unreachable_cache_is_empty_and_still_remembers_in_memory(
    unreachable: S3, caplog: pytest.LogCaptureFixture
) -> None:
    cache = SchemaCache(unreachable)
    with caplog.at_level(logging.WARNING):
        assert cache.get(KEY) is None
        cache.put(KEY, ENTRY)
    assert cache.get(KEY) == ENTRY
    assert "could not be read" in caplog.text
    assert "not cached" in caplog.text


def test_a_denied_cache_is_empty(bucket: S3, wire: Wire) -> None:
    wire.fail("GetObject", (403, "AccessDenied"))
    wire.fail("PutObject", (403, "AccessDenied"))
    cache = SchemaCache(bucket)
    assert cache.get(KEY) is None
    cache.put(KEY, ENTRY)
    wire.mend()
    assert SchemaCache(bucket).get(KEY) is None


@pytest.mark.parametrize("key", ["", "../datasets/x", "ABCDEF0123456789", "0" * 65])
def test_a_key_that_is_not_ours_never_names_an_object(bucket: S3, key: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        SchemaCache(bucket).get(key)
