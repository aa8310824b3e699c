"""A count that many share, and that no fault and no hurry drives past its limit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from rowsmith.errors import StorageUnavailable
from rowsmith.storage import S3, DailyCount
from tests.storage.wire import Wire

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
NEXT_DAY = datetime(2026, 7, 1, 0, 0, 1, tzinfo=UTC)


def count(bucket: S3, now: datetime = NOON) -> DailyCount:
    return DailyCount(bucket, now=lambda: now)


def test_it_gives_as_often_as_the_limit_says(bucket: S3) -> None:
    assert [count(bucket).take(3) for _ in range(5)] == [True, True, True, False, False]


def test_a_limit_of_none_a_day_gives_nothing(bucket: S3) -> None:
    assert not count(bucket).take(0)


def test_a_new_day_begins_anew(bucket: S3) -> None:
    assert count(bucket).take(1)
    assert not count(bucket).take(1)
    assert count(bucket, NEXT_DAY).take(1)


def test_containers_that_hurry_never_pass_the_limit_together(bucket: S3) -> None:
    def hurried(_: int) -> bool:
        try:
            return count(bucket).take(10)
        except StorageUnavailable:
            return False

    with ThreadPoolExecutor(8) as pool:
        taken = sum(pool.map(hurried, range(40)))
    assert 1 <= taken <= 10
    left = [count(bucket).take(10) for _ in range(11)]
    assert taken + sum(left) == 10


def test_one_that_is_always_overtaken_gives_up(bucket: S3, wire: Wire) -> None:
    wire.fail("PutObject", (412, "PreconditionFailed"))
    with pytest.raises(StorageUnavailable):
        count(bucket).take(5)
    wire.mend()
    assert count(bucket).take(1)


@pytest.mark.parametrize("operation", ["GetObject", "PutObject"])
def test_what_cannot_be_counted_is_not_given(bucket: S3, wire: Wire, operation: str) -> None:
    wire.fail(operation, (403, "AccessDenied"))
    with pytest.raises(StorageUnavailable):
        count(bucket).take(5)


def test_no_server_gives_nothing(unreachable: S3) -> None:
    with pytest.raises(StorageUnavailable):
        count(unreachable).take(5)
