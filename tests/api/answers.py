"""What is sent, and what every refusal must be."""

from __future__ import annotations

from typing import Any

from httpx2 import Response

from rowsmith import contract

SENTENCE = {"description": "a shop"}
JSON = {"content-type": "application/json"}


def problem(answer: Response, status: int, code: str) -> dict[str, Any]:
    """Check that the answer is a problem document and return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    contract.ProblemDocument.model_validate(document)
    assert document["status"] == status
    assert document["code"] == code
    assert document["type"] == f"urn:rowsmith:problem:{code}"
    assert document["detail"]
    return document
