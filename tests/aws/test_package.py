"""The package that `make build` leaves: small, compiled, and alive under Lambda's runtime."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pandas as pd
import pytest

from tests.aws.events import document, event
from tests.aws.runtime import PACKAGE, Lambda, need_package, runtime_python
from tests.local.s3 import LocalS3

MAX_BYTES = 195_000_000
UNCHECKED_HASH = 0b01
"""Flags of bytecode that is used whatever the source's date and content (PEP 552)."""


@pytest.fixture(scope="module", autouse=True)
def package() -> Path:
    need_package()
    return PACKAGE


@pytest.fixture
def function(s3: LocalS3, tmp_path: Path) -> Iterator[Lambda]:
    with (tmp_path / "log").open("w") as log, Lambda(s3.environment(), log) as function:
        yield function


def test_it_is_far_below_lambdas_limit() -> None:
    assert sum(path.stat().st_size for path in PACKAGE.rglob("*") if path.is_file()) < MAX_BYTES


def test_it_holds_no_tests_and_no_data_of_services_not_in_use() -> None:
    assert not [path for path in PACKAGE.rglob("tests") if path.is_dir()]
    data = PACKAGE / "botocore/data"
    assert {path.name for path in data.iterdir() if path.is_dir()} == {
        "s3",
        "secretsmanager",
        "stepfunctions",
    }


def test_every_module_is_compiled_so_that_no_date_matters() -> None:
    for source in PACKAGE.rglob("*.py"):
        (bytecode,) = (source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc")
        with bytecode.open("rb") as file:
            header = file.read(8)
        assert int.from_bytes(header[4:], "little") == UNCHECKED_HASH, bytecode


def test_every_locale_of_the_engine_has_its_faker() -> None:
    program = (
        "import json; from faker import Faker; from rowsmith.engine import LOCALES; "
        "print(json.dumps({locale: Faker(locale).name() for locale in LOCALES}))"
    )
    answer = subprocess.run(
        [runtime_python(), "-c", program],
        env={"PYTHONPATH": str(PACKAGE), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=True,
    )
    assert all(json.loads(answer.stdout).values())


def test_a_description_becomes_a_csv(function: Lambda) -> None:
    answer = function.invoke(event("create-dataset"))
    assert answer["statusCode"] == 201
    dataset = document(answer)
    frame = pd.read_csv(dataset["download_url"])
    assert len(frame) == 1_000
    assert list(frame) == [column["name"] for column in dataset["columns"]]


def test_the_bytes_are_those_of_this_python_too(
    function: Lambda, s3: LocalS3, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_there = download(document(function.invoke(event("create-dataset")))["download_url"])
    s3.empty()
    from starlette.testclient import TestClient

    from rowsmith.settings import Settings
    from rowsmith.wiring import build_app

    client = TestClient(build_app(Settings.from_environment(s3.environment())))
    answer = client.post("/datasets", json=json.loads(event("create-dataset")["body"]))
    made_here = download(answer.json()["download_url"])
    assert pd.read_csv(io.BytesIO(made_here)).shape[0] == 1_000
    assert made_there == made_here


def test_a_problem_reaches_the_gateway_as_text(function: Lambda) -> None:
    answer = function.invoke(event("error-no-rows"))
    assert answer["statusCode"] == 422
    assert document(answer)["code"] == "invalid_request"


def test_one_container_answers_many_requests(function: Lambda) -> None:
    names = ["health", "create-dataset", "error-unknown-route", "create-dataset"]
    statuses = [function.invoke(event(name))["statusCode"] for name in names]
    assert statuses == [200, 201, 404, 201]


def download(url: str) -> bytes:
    with urlopen(url) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body
