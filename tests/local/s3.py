"""S3 on this machine: moto's server, spoken to over HTTP like the real one.

    with LocalS3() as s3:
        s3.client().list_objects_v2(Bucket=s3.bucket)

`python -m tests.local.s3` serves it on port 9000 until Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import socket
from types import TracebackType
from typing import TYPE_CHECKING

from moto.server import ThreadedMotoServer

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BUCKET = "rowsmith-local"
REGION = "us-east-1"
PORT = 9000
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


class LocalS3:
    """An S3 with one empty bucket, from `start` to `stop`; a free port unless one is given.

    Everything is in memory and gone afterwards. moto keeps one state per process: two of these
    in one process share their buckets.
    """

    def __init__(self, host: str = "127.0.0.1", port: int = 0, bucket: str = BUCKET) -> None:
        self.bucket = bucket
        self._wanted = (host, port)
        self.region = REGION
        self._server = ThreadedMotoServer(ip_address=host, port=port, verbose=False)
        self._client: S3Client | None = None

    @property
    def endpoint_url(self) -> str:
        """Where it listens, as seen from this machine."""
        host, port = self._server.get_host_and_port()
        return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104

    def start(self) -> None:
        """Listen and make the bucket; raises OSError where the port is in use."""
        with socket.socket() as probe:  # moto would wait for ever
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(self._wanted)
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server.start()
        self.client().create_bucket(Bucket=self.bucket)

    def stop(self) -> None:
        """Stop listening; forget everything."""
        self._server.stop()

    def client(self) -> S3Client:
        """Return a client of this server, with credentials of its own."""
        if self._client is None:
            self._client = self._new_client()
        return self._client

    def _new_client(self) -> S3Client:
        import boto3
        from botocore.config import Config

        return boto3.client(
            "s3",
            region_name=self.region,
            endpoint_url=self.endpoint_url,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that point the service here."""
        return {
            "BUCKET": self.bucket,
            "AWS_REGION": self.region,
            "S3_ENDPOINT_URL": self.endpoint_url,
        }

    def empty(self) -> None:
        """Delete every object and every unfinished upload."""
        client = self.client()
        for key in self.keys():
            client.delete_object(Bucket=self.bucket, Key=key)
        self.empty_uploads()

    def empty_uploads(self) -> None:
        """Abort every unfinished upload."""
        for key, upload in self.unfinished_uploads():
            self.client().abort_multipart_upload(Bucket=self.bucket, Key=key, UploadId=upload)

    def keys(self) -> list[str]:
        """List the keys of all objects."""
        pages = self.client().get_paginator("list_objects_v2").paginate(Bucket=self.bucket)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def unfinished_uploads(self) -> list[tuple[str, str]]:
        """List (key, upload id) of the multipart uploads neither completed nor aborted."""
        answer = self.client().list_multipart_uploads(Bucket=self.bucket)
        return [(upload["Key"], upload["UploadId"]) for upload in answer.get("Uploads", [])]

    def __enter__(self) -> LocalS3:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def use_local_credentials() -> None:
    """Make boto3 in this process use made-up credentials, and never those of this machine."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        if name != "AWS_CA_BUNDLE":
            del os.environ[name]
    os.environ.update(
        CREDENTIALS,
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_EC2_METADATA_DISABLED="true",
        NO_PROXY=",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1", "localhost"])),
    )


def main() -> None:
    """Serve on every interface, so that containers of `sam local` reach it too."""
    import threading

    use_local_credentials()
    with LocalS3(host="0.0.0.0", port=PORT) as s3:  # noqa: S104
        print(f"S3 with the bucket {s3.bucket!r} on {s3.endpoint_url}; Ctrl-C stops it")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
