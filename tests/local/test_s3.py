"""The embedded S3 holds what is put there and tells what was left behind."""

from __future__ import annotations

import socket
from urllib.request import urlopen

import pytest

from tests.local.s3 import LocalS3


def test_a_presigned_link_opens_without_credentials(s3: LocalS3) -> None:
    s3.client().put_object(Bucket=s3.bucket, Key="a/b.csv", Body=b"x\n1\n")
    link = s3.client().generate_presigned_url(
        "get_object", Params={"Bucket": s3.bucket, "Key": "a/b.csv"}
    )
    with urlopen(link) as answer:  # noqa: S310
        assert answer.read() == b"x\n1\n"


def test_emptying_removes_objects_and_unfinished_uploads(s3: LocalS3) -> None:
    client = s3.client()
    client.put_object(Bucket=s3.bucket, Key="a", Body=b"1")
    client.create_multipart_upload(Bucket=s3.bucket, Key="b")
    assert s3.keys() == ["a"]
    assert [key for key, _ in s3.unfinished_uploads()] == ["b"]
    s3.empty()
    assert s3.keys() == []
    assert s3.unfinished_uploads() == []


def test_its_environment_points_the_service_at_it(s3: LocalS3) -> None:
    assert s3.environment()["S3_ENDPOINT_URL"] == s3.endpoint_url
    assert s3.environment()["BUCKET"] == s3.bucket


def test_a_port_in_use_is_an_error_at_once() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            LocalS3(port=other.getsockname()[1]).start()
