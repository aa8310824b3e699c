"""A proxy between boto3 and S3 that breaks what passes, byte by byte on the wire.

with FaultyWire(s3.endpoint_url) as wire:
    wire.breaks("UploadPart", answers(500, "InternalError"))   # until wire.mend()
    S3(bucket, endpoint_url=wire.url, ...)
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import urlsplit

_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "expect", "server", "date"}

_OPERATIONS = [
    ("CreateMultipartUpload", "POST", r"\?uploads"),
    ("UploadPart", "PUT", r"[?&]partNumber="),
    ("CompleteMultipartUpload", "POST", r"\?uploadId="),
    ("AbortMultipartUpload", "DELETE", r"\?uploadId="),
    ("DeleteDocument", "DELETE", r"/datasets/\w+\.json$"),
    ("PutDocument", "PUT", r"/datasets/\w+\.json$"),
    ("PutFile", "PUT", r"/datasets/\w+\.csv$"),
    ("PutSchema", "PUT", r"/schemas/\w+\.json$"),
    ("GetSchema", "GET", r"/schemas/\w+\.json$"),
    ("GetDocument", "GET", r"/datasets/\w+\.json$"),
    ("HeadFile", "HEAD", r"/datasets/\w+\.csv$"),
]
ANY = "any operation"


@dataclass
class Call:
    """One request on its way; nothing of its body has been read."""

    operation: str
    handler: BaseHTTPRequestHandler
    wire: FaultyWire

    @property
    def length(self) -> int:
        return int(self.handler.headers.get("Content-Length") or 0)

    def read(self, most: int | None = None) -> bytes:
        """Take the body off the wire, or its first bytes."""
        if self.handler.headers.get("Expect"):
            self.handler.send_response_only(100)
            self.handler.end_headers()
        return self.handler.rfile.read(self.length if most is None else min(most, self.length))

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.handler.send_response_only(status)
        for name, value in headers.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()
        if self.handler.command != "HEAD":
            self.handler.wfile.write(body)

    def forward(self) -> None:
        """Let it through, and the answer back."""
        status, headers, body = self.upstream(self.read())
        self.answer(status, body, headers)

    def upstream(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        target = urlsplit(self.wire.upstream)
        connection = http.client.HTTPConnection(target.hostname or "", target.port, timeout=30)
        headers = {k: v for k, v in self.handler.headers.items() if k.lower() != "expect"}
        connection.request(self.handler.command, self.handler.path, body, headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        kept = {k: v for k, v in answer.getheaders() if k.lower() not in _HOP_BY_HOP}
        kept.setdefault("Content-Length", str(len(data)))
        return answer.status, kept, data


Fault = Callable[[Call], None]


def answers(status: int, code: str) -> Fault:
    """S3's own error document."""

    def fault(call: Call) -> None:
        call.read()
        body = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()
        headers = {"Content-Type": "application/xml", "Content-Length": str(len(body))}
        call.answer(status, body, headers)

    return fault


def hangs(call: Call) -> None:
    """Take the request and never answer."""
    call.read()
    call.wire.closing.wait()
    call.handler.close_connection = True


def resets(call: Call) -> None:
    """Read half of the body, then reset the connection (RST, not FIN)."""
    call.read(call.length // 2)
    linger = struct.pack("ii", 1, 0)
    call.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    call.handler.connection.close()
    call.handler.close_connection = True


def cuts(call: Call) -> None:
    """Close in the middle of S3's answer."""
    status, headers, body = call.upstream(call.read())
    call.answer(status, body[: len(body) // 2], headers)
    call.handler.close_connection = True


def swallows(call: Call) -> None:
    """Say yes to whatever is sent, keep none of it, and so have nothing to show."""
    if call.handler.command in ("GET", "HEAD"):
        answers(404, "NoSuchKey")(call)
        return
    left = call.length
    while left > 0:
        left -= len(call.handler.rfile.read(min(left, 1 << 20)))
    upload = (
        b"<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
    )
    done = b"<CompleteMultipartUploadResult><ETag>1</ETag></CompleteMultipartUploadResult>"
    body = {"CreateMultipartUpload": upload, "CompleteMultipartUpload": done}.get(
        call.operation, b""
    )
    headers = {"Content-Length": str(len(body)), "ETag": '"1"', "Content-Type": "application/xml"}
    call.answer(200, body, headers)


class FaultyWire:
    """The proxy, in threads, from `start` to `stop`, on a free port of loopback."""

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self.closing = threading.Event()
        self.passed: list[str] = []
        self._faults: dict[str, tuple[Fault, int]] = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )

    @property
    def url(self) -> str:
        """The endpoint for boto3."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def breaks(self, operation: str, fault: Fault, *, times: int = 1_000) -> None:
        """Let the next `times` of `operation`, or of ANY, meet `fault`."""
        with self._lock:
            self._faults[operation] = (fault, times)

    def mend(self) -> None:
        """Let everything through again, and let go of who hangs."""
        with self._lock:
            self._faults.clear()
        self.closing.set()
        self.closing = threading.Event()

    def fault_for(self, operation: str) -> Fault | None:
        """The fault that this call meets; None for one that passes."""
        with self._lock:
            self.passed.append(operation)
            for name in (operation, ANY):
                fault, times = self._faults.get(name, (None, 0))
                if fault is not None and times > 0:
                    self._faults[name] = (fault, times - 1)
                    return fault
        return None

    def __enter__(self) -> FaultyWire:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


def operation_of(method: str, path: str) -> str:
    """The operation of S3 that a request is; `other` where no test asks for it by name."""
    for name, its_method, pattern in _OPERATIONS:
        if method == its_method and re.search(pattern, path):
            return name
    return "other"


def _handler_of(wire: FaultyWire) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_expect_100(self) -> bool:
            return True  # each fault decides when, and whether, the body is read

        def pass_on(self) -> None:
            operation = operation_of(self.command, self.path)
            call = Call(operation, self, wire)
            fault = wire.fault_for(operation)
            with contextlib.suppress(ConnectionError):
                call.forward() if fault is None else fault(call)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = pass_on  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler
