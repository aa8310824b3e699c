"""Errors as problem documents (RFC 9457), in words that say what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rowsmith.errors import (
    InvalidRequest,
    InvalidSchema,
    NotAllowed,
    NotUnderstood,
    Problem,
    RowsmithError,
    Unavailable,
)

MEDIA_TYPE = "application/problem+json"


class ProblemResponse(Response):
    """A problem document; `extra` holds members beyond those of the RFC."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        status: int,
        code: str,
        title: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        document = {
            "type": f"urn:rowsmith:problem:{code}",
            "title": title,
            "status": status,
            "detail": detail,
            "code": code,
            **extra,
        }
        self.code, self.title, self.detail = code, title, detail
        # Half of a surrogate pair in a caller's text has no UTF-8; its escape is valid JSON.
        body = json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
        super().__init__(body, status, headers)


_HTTP = {
    400: ("malformed_json", "The request cannot be read", "Send a body of valid JSON in UTF-8."),
    404: ("not_found", "There is nothing here", "GET /docs shows every route."),
    405: (
        "method_not_allowed",
        "This route does not take that method",
        "GET /docs shows every route; the header Allow lists the methods of this one.",
    ),
    413: ("too_large", "The body is too large", "Send at most 256 kB."),
    415: (
        "unsupported_media_type",
        "The body is not declared as JSON",
        "Send the header Content-Type: application/json.",
    ),
}

_DOCUMENTED = {
    400: "The body is not JSON.",
    401: "The service asks for a key in the header `x-api-key`, and this is not it.",
    404: "There is no such dataset, or its file has expired.",
    413: "The body is larger than 256 kB.",
    415: "The body is not declared as `application/json`.",
    422: "The request was understood as JSON, and cannot be used; `problems` lists every fault.",
    429: "Too many requests; wait for `Retry-After` seconds.",
    500: "A fault of the service.",
    502: "The model answered with something unusable, twice. The same request may work later.",
    503: "The model, the file store or the workers cannot be reached, or the dataset is not ready "
    "yet; wait for `Retry-After` seconds.",
    504: "The work did not end in time; wait for `Retry-After` seconds, or ask for fewer rows.",
}
_REFERENCE = {"$ref": "#/components/schemas/ProblemDocument"}
_RETRY_AFTER = {"Retry-After": {"description": "In seconds.", "schema": {"type": "integer"}}}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems with these `statuses`, and with 401, 429 and 500, as OpenAPI has them."""
    return {
        status: {
            "description": _DOCUMENTED[status],
            "content": {MEDIA_TYPE: {"schema": _REFERENCE}},
            "headers": _RETRY_AFTER if status in (429, 502, 503, 504) else {},
        }
        for status in sorted({*statuses, 401, 429, 500})
    }


def forget_validation_errors(document: dict[str, Any]) -> None:
    """Take FastAPI's own validation errors out of an OpenAPI document: ours are problems."""
    for part in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(part, None)
    for operation in (one for path in document["paths"].values() for one in path.values()):
        if "application/json" in operation["responses"].get("422", {}).get("content", {}):
            del operation["responses"]["422"]


def of_error(error: RowsmithError, status: int, title: str) -> ProblemResponse:
    """The problem document of one of our own errors."""
    extra: dict[str, Any] = {}
    headers: dict[str, str] = {}
    match error:
        case InvalidSchema(problems=problems):
            extra["problems"] = _listed(problems)
        case InvalidRequest(where=str() as where):
            extra["problems"] = _listed([Problem(where, error.message)])
        case NotUnderstood():
            extra["understood"] = error.understood
            extra["not_understood"] = error.not_understood
        case NotAllowed():
            headers["WWW-Authenticate"] = 'ApiKey realm="rowsmith"'
        case Unavailable(retry_after=seconds):
            headers["Retry-After"] = str(seconds)
        case _:
            pass
    return ProblemResponse(status, error.code, title, error.message, headers=headers, **extra)


def of_http(error: HTTPException) -> ProblemResponse:
    """The problem document of what the framework refuses: no such route, too large, ..."""
    code, title, detail = _HTTP.get(error.status_code, ("refused", "Refused", error.detail))
    return ProblemResponse(error.status_code, code, title, detail, headers=error.headers)


def of_body(error: RequestValidationError, keys: Sequence[str]) -> ProblemResponse:
    """The problem document of a body that may have `keys`: every fault in it."""
    details = error.errors()
    for detail in details:
        if detail["type"] == "json_invalid":
            position = f"{detail['ctx']['error']}, at character {detail['loc'][-1] + 1}"
            code, title, advice = _HTTP[400]
            return ProblemResponse(400, code, title, f"This is not JSON: {position}. {advice}")
    found = [_in_words(detail, keys) for detail in details]
    return ProblemResponse(
        422,
        InvalidRequest.code,
        "The request cannot be used",
        "; ".join(f"{problem.where} {problem.message}" for problem in found),
        problems=_listed(found),
    )


def _listed(problems: Sequence[Problem]) -> list[dict[str, str]]:
    return [{"where": problem.where, "message": problem.message} for problem in problems]


def _in_words(detail: Mapping[str, Any], keys: Sequence[str]) -> Problem:
    """One of pydantic's errors; never repeats a value of the request."""
    location = [str(step) for step in detail["loc"] if step not in ("body", "query")]
    where = ".".join(location)[:100] or "body"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            message = "is missing" if location else "is missing: send a JSON object"
        case "extra_forbidden":
            message = f"is not a key here; there are: {', '.join(keys)}"
        case "model_type" | "model_attributes_type" | "dict_type":
            message = "must be a JSON object"
        case "int_type" | "int_from_float" | "int_parsing_size" | "int_parsing":
            message = "must be a whole number, without quotes"
        case "float_type" | "float_parsing":
            message = "must be a number, without quotes"
        case "bool_type" | "bool_parsing":
            message = "must be true or false, without quotes"
        case "string_type":
            message = "must be text"
        case "string_unicode":
            message = "has half a character in it (a lone surrogate)"
        case "string_too_short":
            message = "is empty"
        case "string_too_long":
            message = f"is too long: it may have {context['max_length']:,} characters"
        case "greater_than_equal":
            message = f"must be at least {context['ge']:,}"
        case "less_than_equal":
            message = f"must be at most {context['le']:,}"
        case "literal_error":
            message = f"must be {context['expected']}"
        case _:
            message = str(detail["msg"])
    return Problem(where, message)
