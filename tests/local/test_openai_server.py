"""The local server refuses what the API refuses."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from rowsmith.planning.model.prompt import first_messages
from rowsmith.planning.model.strict_schema import response_format
from tests.local.openai_server import EXAMPLE, LocalOpenAI

BODY: dict[str, Any] = {
    "model": "gpt-4o-mini",
    "messages": first_messages("People with name and age", None),
    "response_format": response_format(),
}


@pytest.fixture
def server() -> Iterator[LocalOpenAI]:
    with LocalOpenAI(EXAMPLE) as running:
        yield running


def post(server: LocalOpenAI, body: Any, key: str | None = None) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(  # noqa: S310 - the local server
        f"{server.base_url}/chat/completions",
        data=body if isinstance(body, bytes) else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {server.key if key is None else key}"},
    )
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310 - the local server
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_request_in_order_is_answered_with_a_plan(server: LocalOpenAI) -> None:
    code, body = post(server, BODY)
    assert code == 200
    plan = json.loads(body["choices"][0]["message"]["content"])
    assert [next(iter(column.values())) for column in plan["columns"]] == [
        "person_id",
        "name",
        "age",
    ]
    assert plan["columns"][1]["role"] is None
    assert body["usage"]["prompt_tokens"] > 0
    assert server.descriptions == ["People with name and age"]


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"model": "gpt-zero"}, 404, None),
        ({"messages": []}, 400, "messages"),
        ({"messages": [{"role": "oracle", "content": "x"}]}, 400, "messages.[0].role"),
        ({"messages": [{"role": "user", "content": 3}]}, 400, "messages.[0].content"),
        ({"max_completion_tokens": 0}, 400, "max_completion_tokens"),
        ({"zodiac": 1}, 400, "zodiac"),
        ({"response_format": {"type": "text"}}, 400, "response_format"),
        ({"model": "gpt-5-mini", "temperature": 0.2}, 400, "temperature"),
        ({"model": "gpt-5-mini", "max_tokens": 10}, 400, "max_tokens"),
        ({"reasoning_effort": "low"}, 400, "reasoning_effort"),
    ],
)
def test_request_out_of_order_is_refused(
    server: LocalOpenAI, change: dict[str, Any], code: int, param: str | None
) -> None:
    answered, body = post(server, {**BODY, **change})
    assert answered == code
    assert param is None or body["error"]["param"] == param


def test_schema_outside_the_subset_is_refused(server: LocalOpenAI) -> None:
    loose = json.loads(json.dumps(BODY))
    del loose["response_format"]["json_schema"]["schema"]["additionalProperties"]
    code, body = post(server, loose)
    assert code == 400
    assert body["error"]["code"] == "invalid_json_schema"


@pytest.mark.parametrize("data", [b"{", b"[]", b'"x"'])
def test_what_is_no_json_object_is_refused(server: LocalOpenAI, data: bytes) -> None:
    assert post(server, data)[0] == 400


def test_wrong_key_is_refused(server: LocalOpenAI) -> None:
    assert post(server, BODY, key="sk-wrong")[0] == 401
    assert server.requests == []
