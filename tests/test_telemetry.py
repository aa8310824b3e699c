"""What is told of requests, and what never is."""

from __future__ import annotations

import json
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from rowsmith.telemetry import NAMESPACE, UNITS
from tests.aws.events import event
from tests.local import openai_server
from tests.local.openai_server import LocalOpenAI
from tests.local.s3 import CREDENTIALS, LocalS3

ROOT = Path(__file__).parents[1]
SHARED_KEY = "shared-quokka-key"
MODEL_KEY = "sk-local-narwhal"
AWS_SECRET = "secret-axolotl-key"
SECRETS = [SHARED_KEY, MODEL_KEY, AWS_SECRET, "X-Amz-Signature", "X-Amz-Credential"]
WORDS = ["wombat", "zanzibar", "ocelot", "capybara", "numbat"]
"""Words of the requests that nothing else holds."""

PLAN = {
    "title": "Burrows",
    "domain": "zoology",
    "columns": [
        {"name": "depth", "kind": "number", "shape": "uniform", "min": 0, "max": 9},
        {"name": "occupied", "kind": "boolean", "rate": 0.4},
    ],
}
SCHEMA = {**PLAN, "title": "Numbat nests", "domain": "numbat keeping"}
GARBAGE = '{"columns": [{"name": "ocelot", "kind": "capybara"}]}'


@dataclass(frozen=True)
class Told:
    """What came of the requests: the answers, the log, and what X-Ray's daemon was sent."""

    answers: list[dict[str, Any]]
    log: str
    traces: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The log lines in JSON."""
        return [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]

    @property
    def metrics(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if "_aws" in line]

    def about(self, message: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line.get("message") == message]


def request(path: str, body: object | None = None, **headers: str) -> dict[str, Any]:
    """An event with a body, or without one for a GET."""
    made = event("create-dataset" if body is not None else "health")
    made["rawPath"] = made["requestContext"]["http"]["path"] = path
    made["body"] = body if isinstance(body, str) else json.dumps(body)
    made["headers"].pop("content-length", None)
    made["headers"] |= {"x-api-key": SHARED_KEY, "authorization": f"Bearer {MODEL_KEY}", **headers}
    if body is None:
        del made["body"]
    return made


MODEL = {"description": "wombat burrows of zanzibar", "rows": 20, "seed": 1}
REQUESTS = [
    request("/datasets", MODEL),
    request("/datasets", MODEL),
    request("/schemas", {"description": "ocelot dens in zanzibar, wombat in each"}),
    request("/datasets", {"description": "customer churn by capybara", "rows": 20}),
    request("/datasets", {"description": "why is the numbat sad, ocelot?", "planner": "builtin"}),
    request("/datasets", {"description": "wombat diets", "planner": "model"}),
    request("/datasets", {"description": "wombat teeth", "planner": "model"}),
    request("/datasets", {"schema": SCHEMA, "rows": 30, "seed": 2}),
    request("/datasets", {"schema": {"columns": [{"name": "numbat", "kind": "ocelot"}]}}),
    request("/datasets", {"description": "wombat", "zanzibar": 1}),
    request("/datasets", '{"description": "wombat'),
    request("/datasets", {"description": "wombat"}, **{"x-api-key": "zanzibar"}),
    request("/datasets/wombat.csv"),
    request("/datasets/zanzibar"),
]
STATUSES = [201, 201, 200, 201, 422, 502, 503, 201, 422, 422, 400, 401, 404, 404]


@pytest.fixture(scope="module")
def told(s3_server: LocalS3, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    answers = tmp_path_factory.mktemp("told") / "answers"
    s3_server.empty()
    with (
        LocalOpenAI(plan=PLAN, key=MODEL_KEY) as model,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon,
    ):
        daemon.bind(("127.0.0.1", 0))
        daemon.settimeout(0.2)
        model.will(
            openai_server.answer(PLAN),
            openai_server.answer(PLAN),
            openai_server.status(401),
            openai_server.text(GARBAGE),
            openai_server.text(GARBAGE),
            openai_server.status(429, error_code="insufficient_quota"),
        )
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'functions'}:{ROOT}",
            "ANSWERS": str(answers),
            "AWS_LAMBDA_FUNCTION_NAME": "Function",
            "LAMBDA_TASK_ROOT": str(ROOT / "functions"),
            "AWS_XRAY_DAEMON_ADDRESS": f"127.0.0.1:{daemon.getsockname()[1]}",
            "_X_AMZN_TRACE_ID": "Root=1-5759e988-bd862e3fe1be46a994272793;"
            "Parent=53995c3f42cd8ad8;Sampled=1",
            **CREDENTIALS,
            "AWS_SECRET_ACCESS_KEY": AWS_SECRET,
            **s3_server.environment(),
            "OPENAI_API_KEY": MODEL_KEY,
            "OPENAI_BASE_URL": model.base_url,
            "SHARED_KEY": SHARED_KEY,
            "LOG_LEVEL": "DEBUG",
            "MODEL_CALLS_PER_DAY": "100",
        }
        run = subprocess.run(
            [sys.executable, "-m", "tests.on_lambda"],
            input="\n".join(json.dumps(one) for one in REQUESTS),
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert run.returncode == 0, run.stderr[-2_000:]
        traces = []
        while True:
            try:
                traces.append(daemon.recv(65_536).decode())
            except TimeoutError:
                break
    made = [json.loads(line) for line in answers.read_text().splitlines()]
    yield Told(made, run.stdout + run.stderr, "\n".join(traces))
    s3_server.empty()


def test_the_requests_are_answered_as_meant(told: Told) -> None:
    statuses = [answer["statusCode"] for answer in told.answers]
    assert statuses == STATUSES, [answer["body"][:200] for answer in told.answers]


@pytest.mark.parametrize("word", [*WORDS, *SECRETS])
def test_no_word_of_a_caller_and_no_secret_is_told(told: Told, word: str) -> None:
    assert word.lower() not in told.log.lower()
    assert word.lower() not in told.traces.lower()


def test_every_line_of_ours_has_the_ids_of_its_request(told: Told) -> None:
    lines = [line for line in told.lines if "level" in line]
    assert len(lines) >= len([status for status in STATUSES if status in (200, 201)])
    for line in lines:
        assert line["service"] == "rowsmith"
        assert line["function_request_id"].startswith("request-")
        assert line["correlation_id"] == event("health")["requestContext"]["requestId"]
        assert {"timestamp", "location", "message"} <= line.keys()


def test_a_description_is_told_by_hash_length_and_domain(told: Told) -> None:
    first, second, *_ = told.about("A dataset was made")
    assert first["description_length"] == len(MODEL["description"])  # type: ignore[arg-type]
    assert re.fullmatch("[0-9a-f]{16}", first["description_hash"])
    assert first["description_hash"] == second["description_hash"]
    assert (first["domain"], first["planner"]) == ("zoology", "gpt-4o-mini")
    assert [first["schema_cached"], second["schema_cached"]] == [False, True]


def test_the_metrics_are_in_the_embedded_format(told: Told) -> None:
    assert told.metrics
    for line in told.metrics:
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert directive["Namespace"] == NAMESPACE
        assert directive["Dimensions"] == [["service"]]
        assert line["service"] == "Function"
        for metric in directive["Metrics"]:
            assert metric["Unit"] == UNITS[metric["Name"]]
            assert metric["Name"] in line


def figures(line: dict[str, Any]) -> dict[str, float]:
    return {name: line[name][0] for name in UNITS if name in line}


def test_a_new_plan_of_the_model_is_measured(told: Told) -> None:
    found = figures(told.metrics[0])
    assert found.keys() == UNITS.keys()
    assert (found["Rows"], found["Bytes"] > 20) == (20, True)
    assert (found["PlanSucceeded"], found["ModelFailed"], found["SchemaCached"]) == (1, 0, 0)
    assert found["TimeToCsv"] >= found["PlanTime"] > 0
    assert found["PromptTokens"] > 0
    assert found["ModelCost"] > 0


def test_a_kept_plan_costs_nothing(told: Told) -> None:
    found = figures(told.metrics[1])
    assert found["SchemaCached"] == 1
    assert not found.keys() & {"ModelFailed", "PromptTokens", "CompletionTokens", "ModelCost"}


def test_failures_of_the_model_are_counted_whoever_plans_instead(told: Told) -> None:
    failed = [figures(line) for line in told.metrics if figures(line).get("ModelFailed") == 1]
    assert [line["PlanSucceeded"] for line in failed] == [1, 0, 0]


def test_what_was_not_understood_is_a_plan_that_failed(told: Told) -> None:
    (line,) = [line for line in told.metrics if line.get("code") == "not_understood"]
    assert figures(line) == {"PlanSucceeded": 0}


def test_the_stages_are_traced(told: Told) -> None:
    segments = [json.loads(line) for line in told.traces.splitlines() if '"name"' in line]
    names = {segment["name"] for segment in segments}
    assert {"plan", "generate", "publish"} <= names
    assert {segment["trace_id"] for segment in segments} == {"1-5759e988-bd862e3fe1be46a994272793"}
    assert any(segment.get("error") for segment in segments if segment["name"] == "plan")


def test_elsewhere_the_log_is_plain(
    s3: LocalS3, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starlette.testclient import TestClient

    from rowsmith.settings import Settings
    from rowsmith.wiring import build_app

    client = TestClient(build_app(Settings.from_environment(s3.environment())))
    with caplog.at_level(logging.INFO, "rowsmith"):
        assert client.post("/datasets", json={"schema": SCHEMA, "rows": 3}).status_code == 201
    (line,) = [text for text in caplog.messages if text.startswith("A dataset was made ")]
    assert json.loads(line.removeprefix("A dataset was made "))["Rows"] == 3
    assert "numbat" not in caplog.text.lower()


def test_the_template_watches_metrics_that_there_are() -> None:
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    resources = yaml.load(template, Loader=Tolerant)["Resources"]  # noqa: S506 - a SafeLoader
    watched = {
        resource["Properties"]["MetricName"]
        for resource in resources.values()
        if resource["Properties"].get("Namespace") == NAMESPACE
    }
    assert watched == {"ModelFailed"}
    body, _ = resources["Dashboard"]["Properties"]["DashboardBody"]
    dashboard = json.loads(body.replace("${Large}", ""))
    shown = [
        metric
        for widget in dashboard["widgets"]
        for metric in widget["properties"].get("metrics", [])
        if metric[0] == NAMESPACE
    ]
    assert {metric[1] for metric in shown} == UNITS.keys()
    assert {tuple(metric[2:4]) for metric in shown} == {("service", "${Function}")}


class Tolerant(yaml.SafeLoader):
    """Reads CloudFormation's tags as their values."""


def _value(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    assert isinstance(node, yaml.MappingNode)
    return loader.construct_mapping(node, deep=True)


Tolerant.add_multi_constructor("!", _value)
