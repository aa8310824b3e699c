"""The built package under AWS's own runtime interface emulator: Lambda without a container.

The emulator is the binary that `sam local` puts into its containers; it ships inside the
aws-sam-cli package. The runtime's client is awslambdaric, as in Lambda's own images.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.request import Request, urlopen

from tests.aws.needs import need
from tests.local.s3 import CREDENTIALS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / ".aws-sam/build/Function"
READY = ROOT / ".aws-sam/build/.ready"
RUNTIME_CLIENT = ROOT / ".tools/runtime"
TIMEOUT_SECONDS = 29
SECONDS_TO_START = 20


def need_package() -> None:
    """Skip the test where the package was not built."""
    need(READY.exists(), "there is no built package: make build makes it, with Python 3.13")


def emulator() -> Path:
    """Find the emulator's binary for this processor; skip the test where there is none."""
    need(sys.platform == "linux", "AWS's runtime interface emulator runs on Linux only")
    machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    pattern = f"lib/python*/site-packages/samcli/local/rapid/aws-lambda-rie-{machine}"
    found = sorted((ROOT / ".tools/sam").glob(pattern))
    need(bool(found), "the runtime interface emulator comes with sam: make build installs it")
    need(RUNTIME_CLIENT.exists(), "the runtime's client is not there: make test installs it")
    return found[0]


class Lambda:
    """A function in an emulated Lambda: `with Lambda(variables) as function: function.invoke(e)`.

    `variables` are its environment beside Lambda's own. What it logs goes to `log`.
    """

    def __init__(
        self,
        variables: Mapping[str, str],
        log: IO[str],
        package: Path = PACKAGE,
        handler: str = "rowsmith.handler.lambda_handler",
    ) -> None:
        self._log = log
        self._package = package
        self._address, runtime_address = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        self._command = [
            str(emulator()),
            *["--runtime-interface-emulator-address", self._address],
            *["--runtime-api-address", runtime_address],
            *[runtime_python(), "-m", "awslambdaric", handler],
        ]
        self._environment = {
            **CREDENTIALS,
            "AWS_LAMBDA_FUNCTION_NAME": "Function",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(TIMEOUT_SECONDS),
            "LAMBDA_TASK_ROOT": str(package),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{package}:{RUNTIME_CLIENT}",
            "PYTHONDONTWRITEBYTECODE": "1",  # Lambda's disk is read-only
            **variables,
        }

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Invoke the function once, return what it answered."""
        url = f"http://{self._address}/2015-03-31/functions/function/invocations"
        request = Request(url, json.dumps(event).encode())
        with urlopen(request, timeout=TIMEOUT_SECONDS + SECONDS_TO_START) as answer:  # noqa: S310
            return json.load(answer)

    def __enter__(self) -> Lambda:
        self._process = subprocess.Popen(
            self._command,
            cwd=self._package,
            env=self._environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            self._wait()
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._kill()

    def _wait(self) -> None:
        host, port = self._address.split(":")
        for _ in range(SECONDS_TO_START * 50):
            if self._process.poll() is not None:
                raise RuntimeError(f"the emulator ended with {self._process.returncode}")
            with socket.socket() as probe:
                if probe.connect_ex((host, int(port))) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("the emulator does not listen")

    def _kill(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


def runtime_python() -> str:
    """Name the Python that the function runs on; `make test` tells it."""
    python = os.environ.get("RUNTIME_PYTHON", "")
    need(bool(python), "no Python 3.13 was found for the function")
    return python


def free_port() -> int:
    """Return a port on loopback that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
