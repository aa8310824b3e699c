"""What is told of requests: log lines, metrics and traces; never what a caller wrote.

On Lambda it goes through AWS Lambda Powertools to CloudWatch and X-Ray, elsewhere to plain log
lines. Of a description, its hash, its length and the domain that it was planned for are told.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol, TypeAlias

from rowsmith.contract import DatasetRequest, SchemaRequest
from rowsmith.errors import (
    NotUnderstood,
    PlannerFailed,
    PlannerUnavailable,
    Refused,
    RowsmithError,
)
from rowsmith.fulfilment import Begun, Made
from rowsmith.plans import Planned

SERVICE = "rowsmith"
NAMESPACE = "Rowsmith"
BUILTIN = "builtin"

UNITS = {
    "TimeToCsv": "Milliseconds",  # from the request to the link, of datasets that were made
    "PlanTime": "Milliseconds",
    "GenerateTime": "Milliseconds",
    "PublishTime": "Milliseconds",
    "PlanSucceeded": "Count",  # 1 or 0 for every description: the average is the rate
    "ModelFailed": "Count",  # 1 or 0 for every plan that the model was asked for
    "SchemaCached": "Count",  # 1 or 0 for every plan
    "PromptTokens": "Count",
    "CompletionTokens": "Count",
    "ModelCost": "None",  # US dollars
    "Rows": "Count",
    "Bytes": "Bytes",
}
"""The metrics in the namespace NAMESPACE, and their units. CloudWatch bills each by the month."""

PLAN_FAILURES = (NotUnderstood, Refused, PlannerFailed, PlannerUnavailable)
MODEL_FAILURES = (PlannerFailed, PlannerUnavailable)

CHATTY = (
    "aws_xray_sdk",
    "boto3",
    "botocore",
    "faker",
    "httpcore2",
    "httpx2",
    "mangum",
    "openai",
    "urllib3",
)
"""Packages whose finer log lines hold links, prompts, paths or nothing of use."""

_log = logging.getLogger(__name__)

Facts: TypeAlias = Mapping[str, str | int | bool | None]
Figures: TypeAlias = Mapping[str, float]
Handler: TypeAlias = Callable[[Any, Any], Any]


class Telemetry(Protocol):
    """Where what is told goes."""

    def report(self, message: str, facts: Facts, figures: Figures) -> None:
        """Tell of one request: `facts` about it, and `figures`, whose names are in UNITS."""
        ...

    def trace(self, stage: str) -> AbstractContextManager[object]:
        """Measure a block of code as a part of the request."""
        ...

    def handler(self, function: Handler) -> Handler:
        """Give a Lambda handler's log lines the ids of its request."""
        ...


class PlainLog:
    """Log lines as Python makes them, for everywhere but Lambda."""

    def __init__(self, level: str) -> None:
        logging.getLogger(SERVICE).setLevel(level)

    def report(self, message: str, facts: Facts, figures: Figures) -> None:
        """Log one line."""
        _log.info("%s %s", message, json.dumps({**facts, **figures}))

    def trace(self, stage: str) -> AbstractContextManager[object]:
        """Nothing: there is nobody to tell."""
        return nullcontext(stage)

    def handler(self, function: Handler) -> Handler:
        """`function` as it is."""
        return function


class CloudWatch:
    """JSON lines with the request's ids, metrics in the embedded format (EMF), X-Ray traces.

    One request at a time, as on Lambda.
    """

    def __init__(self, level: str, function_name: str) -> None:
        from aws_lambda_powertools import Logger
        from aws_lambda_powertools.metrics import Metrics

        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)
        # This is the logger "rowsmith": every module's own hands its lines up to it.
        self._logger = Logger(service=SERVICE, level=level)
        # The only dimension: it keeps apart the stacks of one account.
        self._metrics = Metrics(namespace=NAMESPACE, service=function_name)
        self._tracer: Any = None

    def report(self, message: str, facts: Facts, figures: Figures) -> None:
        """Log one line with the facts, and one with the figures as metrics."""
        self._logger.info(message, extra=dict(facts))
        if not figures:
            return
        for name, value in figures.items():
            self._metrics.add_metric(name=name, unit=UNITS[name], value=value)
        # Not dimensions: each of their values would be a metric, and billed.
        for name, fact in facts.items():
            self._metrics.add_metadata(name, fact)
        self._metrics.flush_metrics()

    def trace(self, stage: str) -> AbstractContextManager[object]:
        """Measure a subsegment."""
        if self._tracer is None:
            from aws_lambda_powertools import Tracer  # brings botocore: not before it is needed

            self._tracer = Tracer(service=SERVICE, auto_patch=False)
        return _subsegment(self._tracer.provider, stage)

    def handler(self, function: Handler) -> Handler:
        """Log with Lambda's request id, and with the gateway's, which its access log has too."""
        from aws_lambda_powertools.logging.correlation_paths import API_GATEWAY_HTTP

        told: Handler = self._logger.inject_lambda_context(
            function, log_event=False, correlation_id_path=API_GATEWAY_HTTP, clear_state=True
        )
        return told


@contextmanager
def _subsegment(recorder: Any, stage: str) -> Iterator[None]:
    """As the recorder's own, but without the text of what was raised: it quotes callers."""
    subsegment = recorder.begin_subsegment(stage)
    try:
        yield
    except Exception:
        if subsegment is not None:
            subsegment.add_error_flag()
        raise
    finally:
        recorder.end_subsegment()


class Reporter:
    """Tells of every plan and every dataset, those that failed included.

    default_planner: who plans where a request does not choose.
    """

    def __init__(self, telemetry: Telemetry, default_planner: str) -> None:
        self._telemetry = telemetry
        self._default_planner = default_planner

    def made(self, request: DatasetRequest, made: Made) -> None:
        """A dataset was made."""
        figures: dict[str, float] = {
            "TimeToCsv": made.timing["total"],
            "GenerateTime": made.timing["generate"],
            "PublishTime": made.timing["publish"],
            "Rows": made.rows,
            "Bytes": made.size_bytes,
        }
        facts: Facts = {"planner": None}
        if request.description is not None:
            figures |= self._plan_figures(request, made.planned, made.timing["plan"])
            facts = _plan_facts(request.description, made.planned, made.domain)
        self._telemetry.report("A dataset was made", facts, figures)

    def begun(self, request: DatasetRequest, begun: Begun) -> None:
        """A dataset was left to workers."""
        figures: dict[str, float] = {}
        facts: Facts = {"planner": None}
        if request.description is not None:
            figures = self._plan_figures(request, begun.planned, begun.timing["plan"])
            facts = _plan_facts(request.description, begun.planned, begun.domain)
        progress = begun.making.progress
        facts = {**facts, "rows_ordered": progress.rows, "parts": progress.parts}
        self._telemetry.report("A dataset was left to workers", facts, figures)

    def planned(self, request: SchemaRequest, planned: Planned, milliseconds: float) -> None:
        """A schema was planned."""
        facts = _plan_facts(request.description, planned, planned.schema.domain)
        figures = self._plan_figures(request, planned, milliseconds)
        self._telemetry.report("A schema was made", facts, figures)

    def failed(self, request: DatasetRequest | SchemaRequest, error: RowsmithError) -> None:
        """A request was refused, or could not be carried out."""
        figures: dict[str, float] = {}
        if request.description is not None and isinstance(error, PLAN_FAILURES):
            figures["PlanSucceeded"] = 0
            if self._asks_the_model(request) and isinstance(error, MODEL_FAILURES):
                figures["ModelFailed"] = 1
        made = "dataset" if isinstance(request, DatasetRequest) else "schema"
        facts = {"code": error.code, **_described(request.description)}
        self._telemetry.report(f"No {made} was made", facts, figures)

    def _plan_figures(
        self, request: DatasetRequest | SchemaRequest, planned: Planned, milliseconds: float
    ) -> dict[str, float]:
        figures: dict[str, float] = {
            "PlanTime": milliseconds,
            "PlanSucceeded": 1,
            "SchemaCached": int(planned.cached),
        }
        if self._asks_the_model(request) and not planned.cached:
            figures["ModelFailed"] = int(planned.planner == BUILTIN)
        if planned.usage is not None:
            figures["PromptTokens"] = planned.usage.prompt_tokens
            figures["CompletionTokens"] = planned.usage.completion_tokens
            figures["ModelCost"] = planned.usage.cost or 0.0
        return figures

    def _asks_the_model(self, request: DatasetRequest | SchemaRequest) -> bool:
        return request.planner != BUILTIN and self._default_planner != BUILTIN


def _plan_facts(description: str, planned: Planned, domain: str) -> Facts:
    """What may be told of a plan; a schema that a caller sent may have any words as its domain."""
    return {
        **_described(description),
        "planner": planned.planner,
        "domain": domain,
        "schema_cached": planned.cached,
    }


def _described(description: str | None) -> Facts:
    if description is None:
        return {}
    digest = hashlib.sha256(description.encode("utf-8", "backslashreplace")).hexdigest()
    return {"description_hash": digest[:16], "description_length": len(description)}
