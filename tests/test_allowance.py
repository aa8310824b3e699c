"""The model is asked no more often in a day than allowed, whatever fails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rowsmith.allowance import Allowance
from rowsmith.errors import PlannerUnavailable
from rowsmith.storage import S3, DailyCount
from tests.local.s3 import LocalS3

EVENING = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)


@pytest.fixture
def bucket(s3: LocalS3) -> S3:
    return S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)


def allowance(bucket: S3, limit: int) -> Allowance:
    return Allowance(DailyCount(bucket, now=lambda: EVENING), limit, now=lambda: EVENING)


def test_the_call_after_the_last_allowed_is_refused_until_midnight(bucket: S3) -> None:
    ask = allowance(bucket, 2)
    ask()
    ask()
    with pytest.raises(PlannerUnavailable, match="in a day") as caught:
        ask()
    assert caught.value.retry_after == 3_601


def test_containers_share_the_allowance(bucket: S3) -> None:
    allowance(bucket, 1)()
    with pytest.raises(PlannerUnavailable):
        allowance(bucket, 1)()


def test_what_cannot_be_counted_is_refused() -> None:
    nowhere = S3("nowhere", region="us-east-1", endpoint_url="http://127.0.0.1:1")
    with pytest.raises(PlannerUnavailable, match="counted") as caught:
        allowance(nowhere, 1_000)()
    assert caught.value.retry_after < 60
