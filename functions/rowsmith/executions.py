"""Step Functions: starts what runs the workers of a dataset, and tells how it goes."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Literal, TypeAlias

from rowsmith.errors import WorkersUnavailable

_log = logging.getLogger(__name__)

Status: TypeAlias = Literal["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]
"""What Step Functions says of an execution that is there."""

_UNKNOWN = "ExecutionDoesNotExist"
_TAKEN = "ExecutionAlreadyExists"
_BUSY = {"ThrottlingException", "ExecutionLimitExceeded"}


class Executions:
    """The executions of one state machine. Nothing is connected to before the first use.

    Every method raises WorkersUnavailable where Step Functions fails.
    """

    def __init__(self, state_machine_arn: str, *, region: str, endpoint_url: str | None) -> None:
        self._arn = state_machine_arn
        self._region = region
        self._endpoint_url = endpoint_url

    def start(self, name: str, given: Mapping[str, object]) -> None:
        """Start the execution `name`, unless there is one: what was started once is not again."""
        from botocore.exceptions import ClientError

        with _errors("start an execution"):
            try:
                self._client.start_execution(
                    stateMachineArn=self._arn, name=name, input=json.dumps(given)
                )
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") != _TAKEN:
                    raise

    def status(self, name: str) -> Status | None:
        """How the execution `name` goes; None where Step Functions knows none, or not yet."""
        from botocore.exceptions import ClientError

        execution = self._arn.replace(":stateMachine:", ":execution:") + f":{name}"
        with _errors("describe an execution"):
            try:
                found: Status = self._client.describe_execution(executionArn=execution)["status"]
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") != _UNKNOWN:
                    raise
                return None
            return found

    @cached_property
    def _client(self) -> Any:
        import boto3  # 0.5 s: not before it is needed
        from botocore.config import Config

        return boto3.session.Session().client(
            "stepfunctions",
            region_name=self._region,
            endpoint_url=self._endpoint_url,
            config=Config(
                retries={"mode": "standard", "total_max_attempts": 3},
                connect_timeout=2,
                read_timeout=5,
            ),
        )


@contextmanager
def _errors(operation: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        _log.error("Step Functions answered %s to %s", code, operation)
        seconds = 10 if code in _BUSY else 30
        raise WorkersUnavailable(
            "The workers cannot be asked right now. Try again later, or ask for fewer rows.",
            retry_after=seconds,
        ) from error
    except BotoCoreError as error:
        _log.error("Step Functions could not be reached to %s: %s", operation, type(error).__name__)
        raise WorkersUnavailable(
            "The workers cannot be reached. Try again later, or ask for fewer rows.",
            retry_after=10,
        ) from error
