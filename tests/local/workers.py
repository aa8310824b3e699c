"""Step Functions and Lambda on this machine: moto's interpreter runs the state machine as it is.

    with LocalS3() as s3, LocalWorkers(s3, invoke) as workers: ...

moto has no Express children of a Map, and does not fail a Map for a failed child.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from tests.local.s3 import CREDENTIALS, LocalS3

Event: TypeAlias = dict[str, Any]
Invoke: TypeAlias = Callable[[Event], Any]

DEFINITION = Path(__file__).parents[2] / "state_machine.asl.json"
ACCOUNT = "123456789012"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/scale"
THERE = find_spec("antlr4") is not None and find_spec("jsonpath_ng") is not None
"""Whether moto's interpreter can run: an environment may be older than its requirements."""


def definition(**substitutions: str) -> str:
    """The definition as SAM deploys it, with what it leaves open."""
    text = DEFINITION.read_text(encoding="utf-8")
    for name, value in substitutions.items():
        text = text.replace("${" + name + "}", value)
    return text


class LocalWorkers:
    """The state machine, in the server of an S3 that has started. One at a time.

    invoke: called with each event in a thread of its own, as Lambda would call the worker.
    """

    def __init__(self, s3: LocalS3, invoke: Invoke) -> None:
        self._s3 = s3
        self._invoke = invoke
        self._before: Any = None
        self.arn = ""

    def start(self) -> None:
        """Have the server run what is started from now on."""
        from moto.awslambda_simple.models import LambdaSimpleBackend

        self._configure()
        self._before = LambdaSimpleBackend.invoke
        LambdaSimpleBackend.invoke = self._invoked  # type: ignore[assignment, method-assign]
        self.arn = self.client().create_state_machine(
            name=f"scale-{os.urandom(4).hex()}",
            roleArn=ROLE,
            definition=definition(
                Bucket=self._s3.bucket,
                Worker=f"arn:aws:lambda:{self._s3.region}:{ACCOUNT}:function:Worker",
                Children="STANDARD",
            ),
        )["stateMachineArn"]

    def stop(self) -> None:
        """Call nobody any more."""
        from moto.awslambda_simple.models import LambdaSimpleBackend

        LambdaSimpleBackend.invoke = self._before  # type: ignore[method-assign]

    def client(self) -> Any:
        """Return a client of this Step Functions."""
        import boto3

        return boto3.client(
            "stepfunctions",
            region_name=self._s3.region,
            endpoint_url=self._s3.endpoint_url,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        )

    def environment(self) -> dict[str, str]:
        """Return the variables that point the service here."""
        return {"STATE_MACHINE_ARN": self.arn, "STATES_ENDPOINT_URL": self._s3.endpoint_url}

    def _configure(self) -> None:
        # The interpreter calls the server that it runs in, by this variable.
        os.environ["MOTO_PORT"] = str(urlsplit(self._s3.endpoint_url).port)
        settings = {
            "lambda": {"use_docker": False},
            "stepfunctions": {"execute_state_machine": True},
        }
        request = Request(  # noqa: S310 - http, to ourselves
            f"{self._s3.endpoint_url}/moto-api/config", json.dumps(settings).encode()
        )
        urlopen(request).close()  # noqa: S310

    def _invoked(
        self, name: str, qualifier: Any, body: str, headers: Any, response_headers: dict[str, str]
    ) -> bytes:
        """Answer as Lambda does: what is raised by its type's name, and told in a header."""
        from moto.core.exceptions import JsonRESTError

        try:
            return json.dumps(self._invoke(json.loads(body))).encode()
        except JsonRESTError:  # Lambda's own, not the function's
            raise
        except Exception as error:  # noqa: BLE001 - whatever a worker raises
            response_headers["x-amz-function-error"] = "Unhandled"
            told = {"errorType": type(error).__name__, "errorMessage": str(error)}
            return json.dumps(told).encode()

    def __enter__(self) -> LocalWorkers:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class WorkerDied(Exception):
    """The process ended before it answered, as a function does that runs out of memory."""


class Processes:
    """Processes that call the worker's Lambda handler, each one event at a time.

    variables: the environment that each has, beside this process's. One that dies is replaced.
    """

    def __init__(self, variables: Mapping[str, str], count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._variables = dict(variables)
        self._free: Queue[_Process | None] = Queue()
        for _ in range(self.count):
            self._free.put(None)  # started when it is first needed

    def invoke(self, event: Event, *, killed: bool = False) -> Any:
        """Have one of them carry out `event`, or be killed while it does.

        Raises what the handler raises, and WorkerDied.
        """
        process = self._free.get()
        try:
            process = process or _Process(self._variables)
            answer = process.answer(event, killed=killed)
        except WorkerDied:
            process = None
            raise
        finally:
            self._free.put(process)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stop(self) -> None:
        """End them, when each has done what it does."""
        for _ in range(self.count):
            process = self._free.get()
            if process is not None:
                process.stop()


class _Process:
    def __init__(self, variables: dict[str, str]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, variables), daemon=True)
        self._process.start()
        theirs.close()

    def answer(self, event: Event, *, killed: bool) -> Any:
        try:
            self._pipe.send(event)
            if killed:
                self._process.kill()
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerDied(f"exit code {self._process.exitcode}") from error

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()


def _serve(pipe: Connection, variables: dict[str, str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the service
    os.environ.update(variables, OMP_NUM_THREADS="1")
    from rowsmith.worker import lambda_handler

    while True:
        try:
            pipe.send(lambda_handler(pipe.recv(), None))
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - is raised over there
            pipe.send(error)
