"""A dataset appears whole or not at all, and its link opens without credentials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pandas as pd
import pytest

from rowsmith.errors import NotFound, StorageUnavailable
from rowsmith.storage import S3, DatasetStore, NewFile
from rowsmith.storage.s3 import Json
from rowsmith.storage.upload import PART_BYTES
from tests.local.s3 import LocalS3
from tests.storage.wire import Fault, Wire

ID = "0123456789abcdef0123456789abcdef"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(bucket: S3) -> DatasetStore:
    return DatasetStore(bucket, link_seconds=600, now=lambda: NOON)


def described(sizes: Mapping[str, int]) -> Json:
    return {"title": "Café", "size_bytes": sizes[ID]}


CSV = "text/csv; charset=utf-8"


def publish(store: DatasetStore, *blocks: bytes, filename: str = "shop.csv") -> int:
    return publish_rows(store, iter(blocks), filename)


def publish_rows(store: DatasetStore, blocks: Iterator[bytes], filename: str = "shop.csv") -> int:
    of_id = ({ID: block} for block in blocks)
    return store.publish([NewFile(ID, filename, CSV)], of_id, document=described)[ID]


def rows_of(count: int) -> Iterator[bytes]:
    """A CSV of `count` blocks of 3 MiB."""
    yield b"a,b\n"
    for number in range(count):
        yield f"{number},{'x' * 1020}\n".encode().ljust(1024, b"\n")[:1024] * 3072


def test_a_link_opens_without_credentials(store: DatasetStore) -> None:
    publish(store, b"a,b\n1,", b"2\n")
    with urlopen(store.link(ID).url) as answer:  # noqa: S310
        assert answer.read() == b"a,b\n1,2\n"
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="shop.csv"'
    assert pd.read_csv(store.link(ID).url).to_dict("list") == {"a": [1], "b": [2]}


def test_a_filename_outside_ascii_is_given_in_both_forms(store: DatasetStore) -> None:
    publish(store, b"a\n", filename='ventes "café".csv')
    with urlopen(store.link(ID).url) as answer:  # noqa: S310
        assert answer.headers["content-disposition"] == (
            'attachment; filename="ventes__caf__.csv"; '
            "filename*=UTF-8''ventes%20%22caf%C3%A9%22.csv"
        )


def test_the_document_is_stored_beside_the_file(store: DatasetStore) -> None:
    assert publish(store, b"a\n", b"1\n") == 4
    assert store.size(ID) == 4
    assert store.document(ID) == {"title": "Café", "size_bytes": 4}


def test_a_small_dataset_is_published_in_two_calls(store: DatasetStore, wire: Wire) -> None:
    publish(store, b"a\n", b"1\n")
    store.link(ID)
    assert wire.sent == ["PutObject", "PutObject"]


def test_whether_a_file_is_there_takes_one_call(store: DatasetStore, wire: Wire) -> None:
    assert store.size(ID) is None
    assert wire.sent == ["HeadObject"]


def test_a_large_file_goes_up_in_parts_of_the_least_size(
    store: DatasetStore, bucket: S3, wire: Wire
) -> None:
    size = publish_rows(store, rows_of(8), "large.csv")
    assert size == 4 + 8 * 3 * 1024 * 1024
    assert wire.sent.count("UploadPart") == 3
    head = bucket.client.head_object(Bucket=bucket.bucket, Key=f"datasets/{ID}.csv", PartNumber=1)
    assert head["ContentLength"] >= PART_BYTES
    with urlopen(store.link(ID).url) as answer:  # noqa: S310
        assert answer.read() == b"".join(rows_of(8))
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="large.csv"'


@pytest.mark.parametrize(("extra", "calls"), [(0, ["PutObject"]), (1, ["UploadPart"])])
def test_eight_megabytes_are_one_put_and_one_byte_more_is_not(
    store: DatasetStore, wire: Wire, extra: int, calls: list[str]
) -> None:
    publish(store, bytes(PART_BYTES - 1), bytes(1 + extra))
    assert [call for call in wire.sent[-3:] if call in ("PutObject", "UploadPart")][:1] == calls
    assert store.size(ID) == PART_BYTES + extra


@pytest.mark.parametrize("blocks", [0, 1, 8])
def test_nothing_is_left_where_the_rows_fail(store: DatasetStore, s3: LocalS3, blocks: int) -> None:
    def failing() -> Iterator[bytes]:
        yield from rows_of(blocks)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish_rows(store, failing())
    assert s3.keys() == []
    assert s3.unfinished_uploads() == []
    assert publish(store, b"a\n") == 2


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        ("CreateMultipartUpload", (403, "AccessDenied")),
        ("UploadPart", (403, "AccessDenied")),
        ("UploadPart", (500, "InternalError")),
        ("UploadPart", (404, "NoSuchUpload")),
        ("UploadPart", None),
        ("PutObject", (403, "AccessDenied")),
        ("CompleteMultipartUpload", (403, "AccessDenied")),
        ("CompleteMultipartUpload", None),
    ],
)
def test_nothing_is_left_where_s3_fails(
    store: DatasetStore,
    s3: LocalS3,
    wire: Wire,
    operation: str,
    fault: Fault,
) -> None:
    wire.fail(operation, fault)
    with pytest.raises(StorageUnavailable) as caught:
        publish_rows(store, rows_of(8))
    assert s3.bucket not in caught.value.message
    assert ID not in caught.value.message
    assert s3.keys() == []
    assert s3.unfinished_uploads() == []
    another = S3(s3.bucket, region=s3.region, endpoint_url=s3.endpoint_url)
    assert publish(DatasetStore(another, link_seconds=60), b"a\n") == 2


OTHER = "fedcba9876543210fedcba9876543210"


def two_files(store: DatasetStore, blocks: int = 8) -> Mapping[str, int]:
    """A dataset of some parts with a small file beside it."""
    files = [NewFile(ID, "shop.csv", CSV), NewFile(OTHER, "test.csv", CSV)]
    of_both = ({ID: rows, OTHER: b"1\n"} for rows in rows_of(blocks))
    return store.publish(files, of_both, document=described)


def test_files_beside_the_dataset_have_links_of_their_own(store: DatasetStore) -> None:
    sizes = two_files(store, blocks=1)
    assert sizes == {ID: store.size(ID), OTHER: 4}
    with urlopen(store.link(OTHER).url) as answer:  # noqa: S310
        assert answer.read() == b"1\n1\n"
        assert answer.headers["content-disposition"] == 'attachment; filename="test.csv"'
    with pytest.raises(NotFound):
        store.document(OTHER)


def test_the_dataset_appears_when_the_files_beside_it_are_there(
    store: DatasetStore, wire: Wire
) -> None:
    two_files(store)
    assert wire.sent[-3:] == ["PutObject", "UploadPart", "CompleteMultipartUpload"]


def test_no_file_is_left_where_the_dataset_fails(
    store: DatasetStore, s3: LocalS3, wire: Wire
) -> None:
    wire.fail("CompleteMultipartUpload", (403, "AccessDenied"))
    with pytest.raises(StorageUnavailable):
        two_files(store)
    assert s3.keys() == []
    assert s3.unfinished_uploads() == []


def test_a_busy_store_says_when_to_come_back(store: DatasetStore, wire: Wire) -> None:
    wire.fail("HeadObject", (503, "SlowDown"))
    with pytest.raises(StorageUnavailable, match="busy") as caught:
        store.size(ID)
    assert caught.value.retry_after >= 1


def test_a_fault_that_passes_is_overcome(store: DatasetStore, wire: Wire) -> None:
    publish(store, b"a\n")
    wire.fail("HeadObject", (500, "InternalError"), attempts=1)
    assert store.size(ID) == 2
    assert wire.sent == ["PutObject", "PutObject", "HeadObject", "HeadObject"]


def test_a_store_that_is_not_there_is_unavailable(unreachable: S3) -> None:
    store = DatasetStore(unreachable, link_seconds=60)
    with pytest.raises(StorageUnavailable) as caught:
        store.size(ID)
    assert "nowhere" not in caught.value.message


def test_a_bucket_that_is_not_there_is_unavailable(s3: LocalS3) -> None:
    elsewhere = S3("no-such-bucket", region=s3.region, endpoint_url=s3.endpoint_url)
    with pytest.raises(StorageUnavailable) as caught:
        publish(DatasetStore(elsewhere, link_seconds=60), b"a\n")
    assert "no-such-bucket" not in caught.value.message


@pytest.mark.parametrize(
    "dataset_id",
    ["", "x", "../schemas/0123456789abcdef", ID.upper(), ID + "/", ID * 3, "０" * 32, "\0" * 32],
)
def test_an_id_of_another_form_is_not_found_without_asking(
    store: DatasetStore, wire: Wire, dataset_id: str
) -> None:
    assert store.size(dataset_id) is None
    with pytest.raises(NotFound, match="POST /datasets"):
        store.document(dataset_id)
    assert wire.sent == []


@pytest.mark.parametrize("lost", ["csv", "json"])
def test_a_dataset_that_lost_an_object_is_not_found(
    store: DatasetStore, s3: LocalS3, lost: str
) -> None:
    publish(store, b"a\n")
    s3.client().delete_object(Bucket=s3.bucket, Key=f"datasets/{ID}.{lost}")
    with pytest.raises(NotFound):
        store.document(ID)


def test_a_corrupt_document_is_not_found(store: DatasetStore, s3: LocalS3) -> None:
    publish(store, b"a\n")
    s3.client().put_object(Bucket=s3.bucket, Key=f"datasets/{ID}.json", Body=b'{"id": ')
    with pytest.raises(NotFound):
        store.document(ID)


def test_a_link_states_when_it_expires(store: DatasetStore) -> None:
    link = store.link(ID)
    assert link.expires_at == NOON + timedelta(minutes=10)
    assert parse_qs(urlsplit(link.url).query)["X-Amz-Expires"] == ["600"]


def test_links_are_signed_for_the_region_and_the_bucket_s_own_host() -> None:
    link = DatasetStore(S3("shop", region="eu-central-1"), link_seconds=60).link(ID)
    url = urlsplit(link.url)
    assert url.scheme == "https"
    assert url.netloc == "shop.s3.eu-central-1.amazonaws.com"
    assert url.path == f"/datasets/{ID}.csv"
    query = parse_qs(url.query)
    assert query["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert "/eu-central-1/s3/aws4_request" in query["X-Amz-Credential"][0]


def test_links_carry_the_name_under_which_callers_reach_the_server() -> None:
    s3 = S3(
        "shop",
        region="us-east-1",
        endpoint_url="http://s3.internal:9000",
        public_endpoint_url="http://localhost:9000",
    )
    url = urlsplit(DatasetStore(s3, link_seconds=60).link(ID).url)
    assert (url.netloc, url.path) == ("localhost:9000", f"/shop/datasets/{ID}.csv")
