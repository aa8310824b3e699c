"""The application as it is deployed, every part real: a sentence in, a CSV out."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest
from starlette.testclient import TestClient

from rowsmith.contract import DatasetDocument
from rowsmith.settings import Settings
from rowsmith.wiring import build_app
from tests.local.s3 import LocalS3

FUNCTIONS = Path(__file__).parents[1] / "functions"
CHURN = {"description": "Generate customer churn data for a telecom company", "seed": 5}


@pytest.fixture
def settings(s3: LocalS3) -> Iterator[Settings]:
    level = logging.getLogger("rowsmith").level
    yield Settings.from_environment(s3.environment())
    logging.getLogger("rowsmith").setLevel(level)


def content(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def test_a_sentence_becomes_a_csv_and_its_plan_is_kept(settings: Settings) -> None:
    client = TestClient(build_app(settings))
    first = client.post("/datasets", json=CHURN)
    assert first.status_code == 201
    dataset = first.json()
    DatasetDocument.model_validate(dataset)
    frame = pd.read_csv(dataset["download_url"], keep_default_na=False)
    assert len(frame) == dataset["rows"] == 1_000
    assert [column["name"] for column in dataset["columns"]] == list(frame)
    assert dataset["preview"] == json.loads(frame.head(5).to_json(orient="records"))
    (label,) = dataset["labels"]
    assert label["column"] == "churn"
    assert 0.5 < label["best_possible_auc"] < 1
    assert dataset["planner"] == "builtin"
    assert dataset["schema_cached"] is False
    assert client.post("/datasets", json=CHURN).json()["schema_cached"] is True


def test_two_containers_make_the_same_bytes(settings: Settings, s3: LocalS3) -> None:
    first = TestClient(build_app(settings)).post("/datasets", json=CHURN).json()
    made = content(first["download_url"])
    s3.empty()
    again = TestClient(build_app(settings)).post("/datasets", json=CHURN).json()
    assert again["id"] == first["id"]
    assert content(again["download_url"]) == made


def test_a_kept_pilot_gives_the_same_bytes_as_a_new_one(settings: Settings, s3: LocalS3) -> None:
    first = TestClient(build_app(settings)).post("/datasets", json=CHURN).json()
    made = content(first["download_url"])
    s3.client().delete_object(Bucket=s3.bucket, Key=f"datasets/{first['id']}.csv")
    again = TestClient(build_app(settings)).post("/datasets", json=CHURN).json()
    assert again["schema_cached"] is True
    assert content(again["download_url"]) == made


def test_the_schema_of_an_answer_makes_the_same_file(settings: Settings) -> None:
    client = TestClient(build_app(settings))
    first = client.post("/datasets", json=CHURN).json()
    body = {"schema": first["schema"], "seed": 5, "rows": first["rows"]}
    again = client.post("/datasets", json=body).json()
    assert again["id"] == first["id"]


def test_every_example_works_and_has_the_columns_it_promises(settings: Settings) -> None:
    client = TestClient(build_app(settings))
    examples = client.get("/examples").json()["examples"]
    assert len({example["domain"] for example in examples}) >= 12
    for example in examples:
        answer = client.post("/datasets", json={"description": example["description"]})
        assert answer.status_code == 201, answer.text
        names = {column["name"] for column in answer.json()["columns"]}
        assert set(example["columns"]) <= names, example


def test_a_key_makes_the_model_the_default(settings: Settings) -> None:
    with_key = replace(settings, openai_api_key="sk-test", openai_model="gpt-4o-mini")
    assert TestClient(build_app(with_key)).get("/health").json()["planner"] == "gpt-4o-mini"
    assert TestClient(build_app(settings)).get("/health").json()["planner"] == "builtin"


def test_a_model_that_cannot_be_reached_is_replaced(settings: Settings) -> None:
    broken = replace(settings, openai_api_key="sk-test", openai_base_url="http://127.0.0.1:1/v1")
    client = TestClient(build_app(broken))
    dataset = client.post("/datasets", json={**CHURN, "rows": 10}).json()
    assert dataset["planner"] == "builtin"
    assert "built-in planner" in dataset["warnings"][0]
    refused = client.post("/datasets", json={**CHURN, "planner": "model"})
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0
    assert "sk-test" not in refused.text


def test_settings_reach_the_parts(settings: Settings) -> None:
    narrow = replace(settings, max_rows=10, shared_key="opensesame")
    client = TestClient(build_app(narrow), headers={"x-api-key": "opensesame"})
    assert client.post("/datasets", json={**CHURN, "rows": 11}).status_code == 422
    assert client.post("/datasets", json={**CHURN, "rows": 10}).status_code == 201
    assert TestClient(build_app(narrow)).get("/examples").status_code == 401


def test_before_a_snapshot_what_is_late_is_imported() -> None:
    program = (
        "import sys; from rowsmith.settings import Settings; "
        "from rowsmith.wiring import LAZY_IMPORTS, build_app; "
        "build_app(Settings(bucket='x', snap_start=True)); "
        "assert set(LAZY_IMPORTS) <= set(sys.modules)"
    )
    environment = {"PYTHONPATH": str(FUNCTIONS)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)


def test_a_planned_id_gets_the_digits_that_its_rows_need(settings: Settings) -> None:
    client = TestClient(build_app(settings))
    asked = {"description": "customer churn data for a telecom company", "rows": 1_000_000}
    document = client.post("/datasets", json=asked).json()
    assert document["rows"] == 1_000_000
    assert any("customer_id" in warning for warning in document["warnings"])
    again = client.post("/datasets", json={**asked, "rows": 100}).json()
    assert again["preview"][0]["customer_id"] == "TC-000001"
    assert not again["warnings"]


def test_a_callers_own_id_is_refused_instead(settings: Settings) -> None:
    schema = {"columns": [{"name": "id", "kind": "id", "pattern": "A-###"}]}
    answer = TestClient(build_app(settings)).post(
        "/datasets", json={"schema": schema, "rows": 1_000}
    )
    assert answer.status_code == 422
