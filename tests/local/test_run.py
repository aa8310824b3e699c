"""`make run`, as a newcomer meets it: a dataset, or one line that says what is wrong."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from urllib.request import urlopen

import pandas as pd
import pytest

from tests.aws.needs import need
from tests.aws.runtime import free_port
from tests.local.openai_server import LocalOpenAI
from tests.local.running import ROOT, SECONDS, running
from tests.local.workers import THERE


def refused(variables: Mapping[str, str]) -> str:
    """Run it where it cannot work; the one line that it prints."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.local.run"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "functions", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    assert answer.returncode == 1
    (line,) = answer.stdout.strip().splitlines()
    return line


def test_it_prints_a_preview_and_a_link_and_keeps_serving() -> None:
    port = free_port()
    with running({"PORT": str(port)}) as lines:
        text = "\n".join(lines)
        link = re.search(r"^Download: (\S+)$", text, re.MULTILINE)
        assert link is not None, text
        frame = pd.read_csv(link[1])
        assert len(frame) == 1_000
        assert all(str(column) in text for column in frame)
        assert "1,000 rows" in text
        assert all(
            len(line) <= 100 for line in lines if "Download" not in line and "rows" not in line
        )
        with urlopen(f"http://127.0.0.1:{port}/health") as answer:
            assert answer.status == 200
        page = re.search(r"^Look at it: (\S+\.html)$", text, re.MULTILINE)
        assert page is not None, text
        with urlopen(page[1]) as answer:  # noqa: S310
            assert answer.headers.get_content_type() == "text/html"


def test_workers_make_more_rows_than_one_request_does() -> None:
    need(THERE, "moto's interpreter is not installed: pip install -r tests/local/requirements.txt")
    port = free_port()
    with running({"PORT": str(port), "ROWS": "60000", "MAX_ROWS": "50000"}) as lines:
        text = "\n".join(lines)
        link = re.search(r"^Download: (\S+)$", text, re.MULTILINE)
        assert link is not None, text
        assert len(pd.read_csv(link[1])) == 60_000
        assert re.search(r"^\[#{30}\] 100%  60,000 of 60,000 rows", text, re.MULTILINE), text


def test_description_and_rows_can_be_chosen() -> None:
    description = 'Coffee shops with "name", price ($) between 2 and 9, open (80% yes)'
    variables = {"PORT": str(free_port()), "DESCRIPTION": description, "ROWS": "70"}
    with running(variables) as lines:
        text = "\n".join(lines)
        link = re.search(r"^Download: (\S+)$", text, re.MULTILINE)
        assert link is not None
        frame = pd.read_csv(link[1])
        assert len(frame) == 70
        assert frame["price"].between(2, 9).all()


def test_with_a_key_the_model_plans() -> None:
    plan = {
        "title": "By the model",
        "domain": "test",
        "columns": [{"kind": "number", "name": "x", "shape": "uniform", "min": 0, "max": 1}],
    }
    with LocalOpenAI(plan) as model:
        variables = {
            "PORT": str(free_port()),
            "OPENAI_API_KEY": model.key,
            "OPENAI_BASE_URL": model.base_url,
        }
        with running(variables) as lines:
            assert "planned by gpt-4o-mini" in "\n".join(lines)
        assert len(model.requests) == 1


def test_what_the_service_declines_is_said_in_its_words() -> None:
    with running({"PORT": str(free_port()), "ROWS": "many"}) as lines:
        assert any("rows" in line and "declined" in line for line in lines)


def test_a_port_in_use_is_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refused({"PORT": str(port)}).startswith(f"Port {port} is in use")


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1"])
def test_a_port_that_is_none_is_one_line(port: str) -> None:
    assert refused({"PORT": port}).startswith(f"PORT is '{port}'")


def test_a_setting_out_of_bounds_is_one_line() -> None:
    line = refused({"PORT": str(free_port()), "MAX_ROWS": "none"})
    assert line.startswith("MAX_ROWS is 'none'")
