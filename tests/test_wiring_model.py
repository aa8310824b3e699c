"""The application with a model behind it: where its key comes from, and how often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import boto3
import pytest
from starlette.testclient import TestClient

from rowsmith.settings import Settings
from rowsmith.wiring import build_app
from tests.local import openai_server as local
from tests.local.openai_server import LocalOpenAI
from tests.local.s3 import LocalS3

REQUEST = {"description": "People with their age", "rows": 20, "seed": 5}
PLAN = {
    "title": "People",
    "domain": "census",
    "columns": [
        {
            "kind": "number",
            "name": "age_by_the_model",
            "shape": "uniform",
            "min": 18,
            "max": 90,
            "decimals": 0,
        }
    ],
}


@pytest.fixture
def model() -> Iterator[LocalOpenAI]:
    with LocalOpenAI(PLAN) as server:
        yield server


@pytest.fixture
def settings(s3: LocalS3, model: LocalOpenAI) -> Settings:
    return Settings.from_environment(
        {
            **s3.environment(),
            "OPENAI_API_KEY": model.key,
            "OPENAI_BASE_URL": model.base_url,
        }
    )


def test_the_model_plans_once_and_the_engine_makes_the_rows(
    settings: Settings, model: LocalOpenAI
) -> None:
    first, second = (
        TestClient(build_app(settings)).post("/datasets", json=REQUEST).json() for _ in range(2)
    )
    assert first["planner"] == second["planner"] == "gpt-4o-mini"
    # What the description names keeps the words that it names it by.
    assert [column["name"] for column in first["columns"]] == ["age"]
    assert (first["schema_cached"], second["schema_cached"]) == (False, True)
    assert first["id"] == second["id"]
    assert len(model.requests) == 1


def test_the_key_may_be_a_secret_that_is_read_when_it_is_needed(
    settings: Settings, s3: LocalS3, model: LocalOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    # moto's server is every service of AWS, at one address.
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", s3.endpoint_url)
    secrets = boto3.session.Session().client("secretsmanager", region_name=s3.region)
    secret = secrets.create_secret(Name="rowsmith-openai", SecretString=f"{model.key}\n")
    try:
        with_secret = replace(settings, openai_api_key=None, openai_key_secret_arn=secret["ARN"])
        answer = TestClient(build_app(with_secret)).post("/datasets", json=REQUEST)
        assert answer.json()["planner"] == "gpt-4o-mini"
    finally:
        secrets.delete_secret(SecretId=secret["ARN"], ForceDeleteWithoutRecovery=True)


def test_a_secret_that_cannot_be_read_leaves_the_built_in_planner(
    settings: Settings, s3: LocalS3, model: LocalOpenAI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SECRETS_MANAGER", s3.endpoint_url)
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:not-there-AbCdEf"
    client = TestClient(
        build_app(replace(settings, openai_api_key=None, openai_key_secret_arn=arn))
    )
    churn = {"description": "Generate customer churn data for a telecom company"}
    answer = client.post("/datasets", json=churn)
    assert answer.json()["planner"] == "builtin"
    refused = client.post("/datasets", json={**churn, "planner": "model"})
    assert refused.status_code == 503
    assert "not-there" not in refused.text
    assert model.requests == []


def test_the_days_last_call_is_the_last(settings: Settings, model: LocalOpenAI) -> None:
    client = TestClient(build_app(replace(settings, model_calls_per_day=1)))
    assert client.post("/datasets", json=REQUEST).json()["planner"] == "gpt-4o-mini"
    churn = {"description": "Generate customer churn data for a telecom company"}
    second = client.post("/datasets", json=churn).json()
    assert second["planner"] == "builtin"
    assert "in a day" in second["warnings"][0]
    refused = client.post("/datasets", json={**churn, "planner": "model"})
    assert refused.status_code == 503
    assert 0 < int(refused.headers["retry-after"]) <= 86_401
    assert len(model.requests) == 1


def test_a_failing_model_uses_the_days_calls_up_too(settings: Settings, model: LocalOpenAI) -> None:
    model.will(*[local.status(500)] * 4)
    client = TestClient(build_app(replace(settings, model_calls_per_day=2)))
    for _ in range(3):
        client.post("/datasets", json={**REQUEST, "planner": "model"})
    assert len(model.requests) == 2
