"""The whole line over a real S3: a description in, a file and a link out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest

from rowsmith.contract import DatasetRequest, SchemaRequest
from rowsmith.deadline import Deadline
from rowsmith.errors import DeadlineExceeded, InvalidRequest, InvalidSchema, NotFound, TooMuch
from rowsmith.plans import Plans
from rowsmith.service import Service
from rowsmith.storage import S3, DatasetStore, SchemaCache
from tests.local.s3 import LocalS3
from tests.parts import SHOP, SmallDataset, SmallEngine, SmallPlanner, stored
from tests.storage.wire import Wire


@pytest.fixture(scope="module")
def connection(s3_server: LocalS3) -> S3:
    return S3(s3_server.bucket, region=s3_server.region, endpoint_url=s3_server.endpoint_url)


@pytest.fixture
def bucket(connection: S3, s3: LocalS3) -> S3:
    """An empty bucket."""
    return connection


@pytest.fixture
def wire(bucket: S3) -> Iterator[Wire]:
    with Wire(bucket) as wire:
        yield wire


@pytest.fixture
def engine() -> SmallEngine:
    return SmallEngine()


@pytest.fixture
def service(bucket: S3, engine: SmallEngine) -> Service:
    return container(bucket, engine)


def container(
    bucket: S3, engine: SmallEngine, *, today: date = date(2026, 3, 1), planner: str = "builtin"
) -> Service:
    """A service as a new container starts it: nothing in memory."""
    plans = Plans(builtin=SmallPlanner(planner), model=None, cache=SchemaCache(bucket))
    return Service(
        plans=plans,
        engine=engine,
        store=DatasetStore(bucket, link_seconds=60),
        max_rows=1_000_000,
        today=lambda: today,
    )


def create(service: Service, deadline: Deadline | None = None, **body: Any) -> dict[str, Any]:
    if "schema" not in body:
        body.setdefault("description", "a shop")
    request = DatasetRequest.model_validate({"rows": 20, **body})
    return service.create_dataset(request, deadline or Deadline(60))


def downloaded(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310
        content: bytes = answer.read()
        return content


def test_the_answer_describes_the_file_that_its_link_opens(service: Service) -> None:
    document = create(service, seed=7)
    frame = pd.read_csv(document["download_url"])
    assert len(frame) == document["rows"] == 20
    assert list(frame.columns) == [column["name"] for column in document["columns"]]
    assert frame.head(5).to_dict("records") == document["preview"]
    assert document["size_bytes"] == len(downloaded(document["download_url"]))
    assert document["title"] == "Shop by builtin"
    assert document["domain"] == "retail"
    assert document["seed"] == 7
    assert document["locale"] == "en_US"
    assert document["planner"] == "builtin"
    assert document["schema_cached"] is False
    assert document["labels"] == []
    assert document["warnings"] == ["planned by builtin", "small"]
    assert set(document["timing_ms"]) == {"plan", "generate", "publish", "total"}
    assert document["timing_ms"]["total"] > 0


def test_the_returned_schema_and_seed_make_the_same_file(service: Service) -> None:
    first = create(service)
    again = create(service, schema=first["schema"], seed=first["seed"])
    assert again["id"] == first["id"]
    assert again["planner"] is None
    assert again["schema_cached"] is False


def test_the_same_request_is_not_made_twice(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = create(service, seed=1)
    monkeypatch.setattr(SmallDataset, "blocks", lambda _: pytest.fail("made again"))
    again = create(service, seed=1)
    assert again["schema_cached"] is True
    changing = {"download_url", "expires_at", "schema_cached", "timing_ms"}
    assert {k: v for k, v in again.items() if k not in changing} == {
        k: v for k, v in first.items() if k not in changing
    }


def test_a_file_that_is_gone_is_made_again(service: Service, s3: LocalS3) -> None:
    first = create(service, seed=1)
    content = downloaded(first["download_url"])
    s3.client().delete_object(Bucket=s3.bucket, Key=f"datasets/{first['id']}.csv")
    again = create(service, seed=1)
    assert again["id"] == first["id"]
    assert downloaded(again["download_url"]) == content


def test_without_a_seed_every_file_is_another(service: Service) -> None:
    assert create(service)["id"] != create(service)["id"]


@pytest.mark.parametrize(
    ("body", "calls"),
    [
        ({"seed": 1}, ["GetObject", "PutObject", "HeadObject", "PutObject", "PutObject"]),
        ({}, ["GetObject", "PutObject", "PutObject", "PutObject"]),
        ({"schema": SHOP}, ["PutObject", "PutObject"]),
    ],
)
def test_calls_of_a_new_request(
    service: Service, wire: Wire, body: dict[str, Any], calls: list[str]
) -> None:
    create(service, **body)
    assert wire.sent == calls


@pytest.mark.parametrize(
    ("body", "calls"),
    [
        ({"seed": 1}, ["HeadObject"]),
        ({"seed": 2}, ["HeadObject", "PutObject", "PutObject"]),
        ({}, ["PutObject", "PutObject"]),
    ],
)
def test_calls_of_a_warm_container(
    service: Service, wire: Wire, body: dict[str, Any], calls: list[str]
) -> None:
    create(service, seed=1)
    wire.sent.clear()
    create(service, **body)
    assert wire.sent == calls


def test_a_repeated_request_takes_two_calls_in_a_cold_container(
    bucket: S3, engine: SmallEngine, wire: Wire
) -> None:
    create(container(bucket, engine), seed=1)
    wire.sent.clear()
    create(container(bucket, engine), seed=1)
    assert wire.sent == ["GetObject", "HeadObject"]


@pytest.mark.parametrize("body", [{}, {"schema": SHOP}])
def test_a_warm_container_runs_a_pilot_once(
    service: Service, engine: SmallEngine, body: dict[str, Any]
) -> None:
    create(service, **body)
    create(service, **body)
    assert engine.pilots == 1


def test_the_pilot_is_kept_with_the_plan(bucket: S3, engine: SmallEngine) -> None:
    first = create(container(bucket, engine), seed=1)
    again = create(container(bucket, engine), seed=1)
    assert engine.pilots == 1
    assert again["id"] == first["id"]


def test_a_plan_made_alone_gets_its_pilot_with_the_first_rows(
    bucket: S3, engine: SmallEngine
) -> None:
    request = SchemaRequest(description="a shop")
    container(bucket, engine).create_schema(request, Deadline(60))
    assert engine.pilots == 0
    create(container(bucket, engine))
    create(container(bucket, engine))
    assert engine.pilots == 1


def test_a_pilot_of_another_day_or_engine_is_run_again(bucket: S3, engine: SmallEngine) -> None:
    first = create(container(bucket, engine), seed=1)
    tomorrow = create(container(bucket, engine, today=date(2026, 3, 2)), seed=1)
    assert engine.pilots == 2
    newer = SmallEngine("small-2")
    upgraded = create(container(bucket, newer, today=date(2026, 3, 2)), seed=1)
    assert newer.pilots == 1
    assert len({first["id"], tomorrow["id"], upgraded["id"]}) == 3


def test_a_stored_pilot_that_cannot_be_read_is_run_again(
    bucket: S3, engine: SmallEngine, s3: LocalS3
) -> None:
    create(container(bucket, engine), seed=1)
    (key,) = stored(s3, "schemas/")
    entry = s3.client().get_object(Bucket=s3.bucket, Key=key)["Body"].read()
    damaged = entry.replace(b'"fact"', b'"fable"')
    assert damaged != entry
    s3.client().put_object(Bucket=s3.bucket, Key=key, Body=damaged)
    assert create(container(bucket, engine), seed=1)["schema_cached"] is True
    assert engine.pilots == 2


def test_planning_alone_makes_no_rows(service: Service, s3: LocalS3) -> None:
    request = SchemaRequest(description="5,000 rows of a shop")
    plan = service.create_schema(request, Deadline(60))
    assert plan["rows"] == 5_000
    assert plan["planner"] == "builtin"
    assert plan["schema_cached"] is False
    assert [key.partition("/")[0] for key in stored(s3)] == ["schemas"]
    assert create(service, schema=plan["schema"])["schema"] == plan["schema"]
    assert service.create_schema(request, Deadline(60))["schema_cached"] is True


def test_a_dataset_can_be_looked_at_again(service: Service) -> None:
    made = create(service)
    read = service.dataset(made["id"])
    changing = {"download_url", "expires_at", "timing_ms"}
    assert list(read) == list(made)
    assert {k: v for k, v in read.items() if k not in changing} == {
        k: v for k, v in made.items() if k not in changing
    }
    assert downloaded(read["download_url"]) == downloaded(service.made_file(made["id"]).url)


def test_what_was_never_made_is_not_found(service: Service) -> None:
    for lookup in (service.dataset, service.made_file):
        with pytest.raises(NotFound):
            lookup("0" * 32)


def test_a_schema_with_problems_is_refused_with_all_of_them(service: Service, s3: LocalS3) -> None:
    wrong = {"columns": [{"name": "a", "kind": "nonsense"}, {"name": "b", "kind": "formula"}]}
    with pytest.raises(InvalidSchema) as caught:
        create(service, schema=wrong)
    assert {problem.where.split(".")[1] for problem in caught.value.problems} == {"a", "b"}
    assert s3.keys() == []


@pytest.mark.parametrize("body", [{"rows": 10**7}, {"locale": "xx_XX"}])
def test_what_cannot_be_ordered_is_refused_before_anything_is_planned(
    service: Service, wire: Wire, body: dict[str, Any]
) -> None:
    with pytest.raises(InvalidRequest):
        create(service, **body)
    assert wire.sent == []


def test_excel_asks_for_a_byte_order_mark(service: Service) -> None:
    plain, marked = create(service, seed=1), create(service, seed=1, excel=True)
    assert marked["id"] != plain["id"]
    content = downloaded(marked["download_url"])
    assert content == b"\xef\xbb\xbf" + downloaded(plain["download_url"])


def test_rows_that_will_not_be_made_in_time_leave_nothing_behind(
    service: Service, s3: LocalS3
) -> None:
    seconds = count()
    with pytest.raises(TooMuch, match="At most about"):
        create(service, Deadline(30, lambda: float(next(seconds))), rows=10_000)
    assert [key.partition("/")[0] for key in stored(s3)] == ["schemas"]
    assert create(service, rows=10)["rows"] == 10


def test_a_deadline_that_has_passed_stops_the_work(service: Service, s3: LocalS3) -> None:
    with pytest.raises(DeadlineExceeded):
        create(service, Deadline(0))
    assert not stored(s3, "datasets/")


def test_rows_that_fail_leave_nothing_behind(
    service: Service, s3: LocalS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: SmallDataset, written_as: object) -> Iterator[bytes]:
        yield b"price\n"
        raise ZeroDivisionError

    monkeypatch.setattr(SmallDataset, "blocks", failing)
    with pytest.raises(ZeroDivisionError):
        create(service)
    assert not stored(s3, "datasets/")


def test_a_cache_that_cannot_be_used_fails_no_request(service: Service, wire: Wire) -> None:
    wire.fail("GetObject", (403, "AccessDenied"))
    assert create(service)["rows"] == 20


def test_what_was_read_otherwise_in_a_posted_schema_is_told(service: Service) -> None:
    paid = {"name": "paid", "kind": "boolean", "rate": 0.1, "words": ["No", "Yes"]}
    document = create(service, schema={"columns": [paid]}, description=None)
    assert any("'Yes' was taken for true" in warning for warning in document["warnings"])
    assert document["schema"]["columns"][0]["words"] == ["Yes", "No"]
