"""The events of events/: what API Gateway sends, and how its answers are read."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

EVENTS = Path(__file__).parents[2] / "events"
PLACEHOLDER = "0123456789abcdef0123456789abcdef"
"""The dataset of the `get-dataset` events; put an id that exists in its place."""


def event(name: str, dataset_id: str = PLACEHOLDER) -> dict[str, Any]:
    """Load one event, with the id of a dataset in it."""
    text = (EVENTS / f"{name}.json").read_text()
    loaded: dict[str, Any] = json.loads(text.replace(PLACEHOLDER, dataset_id))
    return loaded


def document(answer: dict[str, Any]) -> Any:
    """Return the JSON body of an answer."""
    assert not answer["isBase64Encoded"], "JSON must reach the gateway as text"
    return json.loads(answer["body"])


def text(answer: dict[str, Any]) -> str:
    """Return the body of an answer, decoded where need be."""
    body: str = answer["body"]
    return base64.b64decode(body).decode() if answer["isBase64Encoded"] else body
